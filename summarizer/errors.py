"""Errors that say where, what and how to mend it. The command prints ``str(error)`` and exits with 2."""

from __future__ import annotations


class MujazError(Exception):
    """Base of every error raised on purpose. ``where`` is a path, a line or an option's name."""

    def __init__(self, cause: str, *, where: str = "", remedy: str = "") -> None:
        self.cause = cause
        self.where = where
        self.remedy = remedy
        text = f"{where}: {cause}" if where else cause
        super().__init__(f"{text}. {remedy}" if remedy else text)


class InputError(MujazError):
    """The articles cannot be read or hold nothing to summarise."""


class ModelError(MujazError):
    """The checkpoint is missing, broken or of the wrong kind."""


class SettingsError(MujazError):
    """An option or a configuration file has a value that cannot be used."""
