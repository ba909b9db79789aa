"""Presets: how a kind of checkpoint wants to be called. One YAML file each, read strictly."""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from importlib import resources
from pathlib import Path
from typing import Any, Literal, get_args, get_origin, get_type_hints

from summarizer.errors import SettingsError
from summarizer.writing.decoding import Decoding
from summarizer.writing.writer import Manner

PRESET_FILE = "mujaz-preset.yaml"
"""A checkpoint's own preset, beside its config.json."""


@dataclass(frozen=True, kw_only=True)
class Match:
    """Which checkpoints a preset is for, where nothing else is said."""

    architectures: tuple[str, ...] = ()
    """``model_type`` of config.json."""
    names: tuple[str, ...] = ()
    """Hub names; they go before architectures."""


@dataclass(frozen=True, kw_only=True)
class Source:
    """How sentences become the model's input."""

    prefix: str = ""
    headline_prefix: str | None = None
    """Goes before a theme to ask for a headline; ``null`` where the model writes none."""
    sentence_separator: str = " "
    """Between the sentences of a theme."""
    theme_separator: str = " "
    """Between themes, in the joint manner."""
    max_pieces: int = 512
    """Longest input, special tokens included."""


@dataclass(frozen=True, kw_only=True)
class Language:
    """Language tokens of multilingual checkpoints."""

    source: str | None = None
    target: str | None = None


@dataclass(frozen=True, kw_only=True)
class Preset:
    """Everything that differs between checkpoints."""

    name: str
    manner: Manner
    gate: bool = False
    """Whether drafts must pass the second gate (:mod:`summarizer.trust.plausibility`), learnt on the embedded
    model's faults; a checkpoint with other faults is held by the guard alone."""
    match: Match = field(default_factory=Match)
    source: Source = field(default_factory=Source)
    language: Language = field(default_factory=Language)
    statement: Decoding = field(default_factory=Decoding)
    headline: Decoding = field(default_factory=Decoding)
    joint: Decoding = field(default_factory=Decoding)


def load_preset(name: str) -> Preset:
    """The preset ``name`` that comes with Mujaz.

    Raises:
        SettingsError: there is none of that name.
    """
    file = resources.files("summarizer.presets").joinpath(f"{name}.yaml")
    if not file.is_file():
        raise SettingsError(
            f"there is no preset {name!r}", where="preset", remedy=f"There are: {', '.join(preset_names())}."
        )
    return parse_preset(file.read_text(encoding="utf-8"), where=f"{name}.yaml")


def preset_names() -> tuple[str, ...]:
    """Names of the presets that come with Mujaz."""
    files = resources.files("summarizer.presets").iterdir()
    return tuple(sorted(f.name.removesuffix(".yaml") for f in files if f.name.endswith(".yaml")))


def preset_for(*, model_type: str, name: str, folder: Path | None = None) -> Preset:
    """The preset of a checkpoint: its own file, else by hub name, else by architecture.

    Raises:
        SettingsError: no preset fits, or the checkpoint's own file is not a preset.
    """
    if folder is not None and (folder / PRESET_FILE).is_file():
        path = folder / PRESET_FILE
        return parse_preset(path.read_text(encoding="utf-8"), where=str(path))
    presets = [load_preset(each) for each in preset_names()]
    for preset in presets:
        if name in preset.match.names:
            return preset
    for preset in presets:
        if model_type in preset.match.architectures:
            return preset
    raise SettingsError(
        f"no preset for models of type {model_type!r}",
        where=name,
        remedy=f"Put a {PRESET_FILE} beside the checkpoint's config.json (see configs/presets).",
    )


def parse_preset(text: str, *, where: str) -> Preset:
    """The preset in a YAML text.

    Raises:
        SettingsError: not YAML, an unknown key (named with its dots), or a value of the wrong type.
    """
    import yaml

    try:
        tree = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError as error:
        raise SettingsError(f"not YAML ({error})", where=where) from error
    preset = _build(Preset, tree, where, "")
    assert isinstance(preset, Preset)
    return preset


def _build(kind: type[Any], tree: object, where: str, at: str) -> object:
    if not isinstance(tree, Mapping):
        raise SettingsError(f"{at or 'the file'} must be a mapping of keys to values", where=where)
    hints = get_type_hints(kind)
    known = {f.name for f in fields(kind)}
    values: dict[str, Any] = {}
    for key, value in tree.items():
        dotted = f"{at}.{key}" if at else str(key)
        if key not in known:
            raise SettingsError(
                f"unknown key {dotted!r}", where=where, remedy=f"Known here: {', '.join(sorted(known))}."
            )
        values[key] = _value(hints[key], value, where, dotted)
    try:
        return kind(**values)
    except TypeError as error:  # a key without default is missing
        raise SettingsError(f"{at or 'the file'} is incomplete ({error})", where=where) from error
    except SettingsError as error:
        raise SettingsError(f"{at}: {error.cause}", where=where, remedy=error.remedy) from error


def _value(hint: Any, value: object, where: str, at: str) -> object:
    if is_dataclass(hint) and isinstance(hint, type):
        return _build(hint, value, where, at)
    origin = get_origin(hint)
    if origin is tuple:
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            return tuple(value)
        raise SettingsError(f"{at} must be a list of texts", where=where)
    if origin is Literal:
        if value in get_args(hint):
            return value
        raise SettingsError(
            f"{at} is {value!r}", where=where, remedy=f"Use one of {', '.join(get_args(hint))}."
        )
    allowed = get_args(hint) if origin is types.UnionType else (hint,)
    if float in allowed and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if not isinstance(value, allowed) or (isinstance(value, bool) and bool not in allowed):
        names = " or ".join("null" if kind is type(None) else kind.__name__ for kind in allowed)
        raise SettingsError(f"{at} is {value!r}, not {names}", where=where)
    return value
