"""Read a recipe: a YAML file, what it extends, and ``dotted.key=value`` words; strict, and telling.

A wrong key or value is told with its dotted name and the file, or the word of the command line, it stands in.
"""

from __future__ import annotations

import types
from collections.abc import Mapping, Sequence
from dataclasses import MISSING, fields, is_dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal, get_args, get_origin, get_type_hints

import yaml

from summarizer.errors import SettingsError
from training.finetuning.config import Recipe

Places = dict[str, str]
"""Dotted name -> the file or word it was given in; the latest counts."""


def read_recipe(path: str | Path, overrides: Sequence[str] = ()) -> Recipe:
    """The recipe in ``path`` with ``overrides`` such as ``train.learning_rate=3e-5`` over it.

    ``extends: OTHER.yaml`` in a file takes over what it does not say itself, relative to the file's folder.

    Raises:
        SettingsError: no such file, not YAML, an unknown key, a value of another type or out of range.
    """
    places: Places = {}
    tree = _read(Path(path), places, ())
    for word in overrides:
        _override(tree, word, places)
    recipe = _build(Recipe, tree, "", places, str(path))
    assert isinstance(recipe, Recipe)
    _check(recipe, places, str(path))
    return recipe


def _read(path: Path, places: Places, seen: tuple[Path, ...]) -> dict[str, Any]:
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise SettingsError(
            f"the recipe cannot be read ({error.strerror})",
            where=str(path),
            remedy="configs/finetune holds ready ones.",
        ) from error
    try:
        tree = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise SettingsError(f"not YAML ({' '.join(str(error).split())})", where=str(path)) from error
    if tree is None:
        tree = {}
    if not isinstance(tree, dict):
        raise SettingsError("a recipe maps keys to values", where=str(path))
    base = tree.pop("extends", None)
    below: dict[str, Any] = {}
    if base is not None:
        if not isinstance(base, str):
            raise SettingsError(f"extends is {base!r}, not the name of a file", where=str(path))
        other = (path.parent / base).resolve()
        if other in seen or other == path.resolve():
            raise SettingsError(f"extends {base} in a circle", where=str(path))
        below = _read(other, places, (*seen, path.resolve()))
    _merge(below, tree, "", str(path), places)
    return below


def _merge(below: dict[str, Any], above: Mapping[Any, Any], at: str, where: str, places: Places) -> None:
    for key, value in above.items():
        dotted = f"{at}.{key}" if at else str(key)
        places[dotted] = where
        if isinstance(value, dict) and isinstance(below.get(key), dict):
            _merge(below[key], value, dotted, where, places)
        elif isinstance(value, dict):
            below[str(key)] = {}
            _merge(below[str(key)], value, dotted, where, places)
        else:
            below[str(key)] = value


def _override(tree: dict[str, Any], word: str, places: Places) -> None:
    dotted, equals, written = word.partition("=")
    if not equals or not dotted:
        raise SettingsError(f"{word!r} is not dotted.key=value", where="command line")
    try:
        value = yaml.safe_load(written)
    except yaml.YAMLError:
        value = written
    if isinstance(value, str) or (isinstance(value, dict) and not written.lstrip().startswith("{")):
        value = written  # a prefix such as "summarize: " is no mapping, and its blank counts
    *parents, last = dotted.split(".")
    here = tree
    for parent in parents:
        inner = here.setdefault(parent, {})
        if not isinstance(inner, dict):
            inner = here[parent] = {}
        here = inner
    here[last] = value
    places[dotted] = f"command line ({word})"


def _build(kind: type[Any], tree: object, at: str, places: Places, path: str) -> object:
    where = _where(at, places, path)
    if not isinstance(tree, Mapping):
        raise SettingsError(f"{at} holds keys and values, not {tree!r}", where=where)
    hints = get_type_hints(kind)
    known = {item.name: item for item in fields(kind)}
    values: dict[str, Any] = {}
    for key, value in tree.items():
        dotted = f"{at}.{key}" if at else str(key)
        if key not in known:
            near = get_close_matches(str(key), known, 1)
            meant = f"Did you mean {f'{at}.' if at else ''}{near[0]}? " if near else ""
            raise SettingsError(
                f"unknown key {dotted!r}",
                where=_where(dotted, places, path),
                remedy=f"{meant}Known here: {', '.join(known)}.",
            )
        values[key] = _value(hints[key], value, dotted, places, path)
    for name, item in known.items():
        if name not in values and item.default is MISSING and item.default_factory is MISSING:
            dotted = f"{at}.{name}" if at else name
            if is_dataclass(hints[name]):
                values[name] = _build(hints[name], {}, dotted, places, path)
                continue
            raise SettingsError(
                f"{dotted} is missing", where=where, remedy=f"Add it, or give {dotted}=VALUE."
            )
    return kind(**values)


def _value(hint: Any, value: object, at: str, places: Places, path: str) -> object:
    where = _where(at, places, path)
    if is_dataclass(hint) and isinstance(hint, type):
        return _build(hint, value, at, places, path)
    origin = get_origin(hint)
    if origin is tuple:
        if isinstance(value, str):
            return tuple(part for part in value.split(",") if part)
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            return tuple(value)
        raise SettingsError(f"{at} is {value!r}, not a text or a list of texts", where=where)
    if origin is Literal:
        if value in get_args(hint):
            return value
        raise SettingsError(
            f"{at} is {value!r}", where=where, remedy=f"Use one of {', '.join(get_args(hint))}."
        )
    if origin is not None and origin is not types.UnionType:
        if isinstance(value, dict):
            return value
        raise SettingsError(f"{at} holds keys and values, not {value!r}", where=where)
    allowed = get_args(hint) if origin is types.UnionType else (hint,)
    if float in allowed and isinstance(value, int | str) and not isinstance(value, bool):
        try:
            return float(value)  # YAML reads 3e-5 as a text
        except ValueError:
            pass
    if str in allowed and isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    if not isinstance(value, allowed) or (isinstance(value, bool) and bool not in allowed):
        names = " or ".join("null" if kind is type(None) else kind.__name__ for kind in allowed)
        raise SettingsError(f"{at} is {value!r}, not {names}", where=where)
    return value


def _check(recipe: Recipe, places: Places, path: str) -> None:
    """Ranges that no type tells."""

    def refuse(dotted: str, cause: str, remedy: str) -> None:
        raise SettingsError(f"{dotted} {cause}", where=_where(dotted, places, path), remedy=remedy)

    train, data, lora = recipe.train, recipe.data, recipe.lora
    if not data.train:
        refuse("data.train", "is empty", "Name files, folders or a hub dataset.")
    for part in ("batch_size", "accumulation", "evaluation_beams", "log_every", "threads", "keep"):
        if getattr(train, part) < 1:
            refuse(f"train.{part}", f"is {getattr(train, part)}", "Give 1 or more.")
    if train.epochs < 1 and train.steps < 1:
        refuse("train.epochs", f"is {train.epochs}", "Give epochs or steps.")
    if not 0 < train.learning_rate < 1:
        refuse("train.learning_rate", f"is {train.learning_rate}", "Give a rate such as 5e-5.")
    if not 0 <= train.label_smoothing < 1:
        refuse("train.label_smoothing", f"is {train.label_smoothing}", "Give 0 to below 1.")
    if not 0 < data.validation_share < 1:
        refuse("data.validation_share", f"is {data.validation_share}", "Give a share between 0 and 1.")
    if not 0 <= data.support <= 1:
        refuse("data.support", f"is {data.support}", "Give a share between 0 and 1.")
    if lora.rank < 0:
        refuse("lora.rank", f"is {lora.rank}", "Give 0 or more.")
    if data.workers < 1:
        refuse("data.workers", f"is {data.workers}", "Give 1 or more.")


def _where(dotted: str, places: Places, path: str) -> str:
    """Where ``dotted``, or what it stands in, was said."""
    parts = dotted.split(".")
    for length in range(len(parts), 0, -1):
        place = places.get(".".join(parts[:length]))
        if place:
            return place
    return path
