"""Themes in, drafts out: presets, packing, engines."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from summarizer.settings import Settings
    from summarizer.writing.writer import Writer


def open_writer(settings: Settings) -> Writer:
    """The writer for ``settings.model``: the embedded model, a checkpoint folder or a hub name.

    Engines load here, not before: ctranslate2 for the embedded model, transformers for others unless
    ``settings.engine`` says ctranslate2.

    Raises:
        ModelError: no such checkpoint, or not one that turns text into text.
        SettingsError: its preset cannot be used.
    """
    from summarizer.writing.opening import open_writer

    return open_writer(settings)
