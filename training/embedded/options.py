"""Options of a stage: a dataclass filled from a YAML file and ``option=value`` words of the command line.

``{data}`` and ``{run}`` in any string stand for the folder of the input files and the folder of the run,
so that a config names no place on anybody's disk.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeVar

import yaml

from summarizer.errors import SettingsError

Options = TypeVar("Options")


def read_options(kind: type[Options], arguments: Sequence[str]) -> Options:
    """Options of ``kind`` from ``[CONFIG.yaml ...] [option=value ...]``; the later one wins.

    Raises:
        SettingsError: a file that is not there, an option that ``kind`` lacks or a value of another type.
    """
    values: dict[str, Any] = {}
    for argument in arguments:
        name, equals, value = argument.partition("=")
        values.update({name: yaml.safe_load(value)} if equals else _read_file(Path(argument)))
    places = {"data": str(values.pop("data", "data")), "run": str(values.pop("run", "runs/embedded"))}
    return make_options(kind, _placed(values, places))


def make_options(kind: type[Options], values: dict[str, Any]) -> Options:
    """Options of ``kind`` from plain values; see :func:`read_options`."""
    known = {field.name: field for field in dataclasses.fields(kind)}  # type: ignore[arg-type]
    for name, value in values.items():
        if name not in known:
            raise SettingsError(
                f"unknown option {name!r} of {kind.__name__}",
                where=name,
                remedy=f"It knows: {', '.join(known)}.",
            )
        wanted = str(known[name].type).split("[")[0].split(" ")[0]
        values[name] = _coerced(name, value, wanted)
    missing = [
        name
        for name, field in known.items()
        if name not in values
        and field.default is dataclasses.MISSING
        and field.default_factory is dataclasses.MISSING
    ]
    if missing:
        raise SettingsError(f"{kind.__name__} lacks {', '.join(missing)}", remedy="Add it to the config.")
    return kind(**values)


def _read_file(path: Path) -> dict[str, Any]:
    if not path.is_file():
        raise SettingsError("no such config", where=str(path), remedy="Name a YAML file or option=value.")
    values = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    if not isinstance(values, dict):
        raise SettingsError("a config maps options to values", where=str(path))
    return values


def _placed(value: Any, places: dict[str, str]) -> Any:
    if isinstance(value, str):
        for name, place in places.items():
            value = value.replace("{" + name + "}", place)
        return value
    if isinstance(value, list):
        return [_placed(item, places) for item in value]
    if isinstance(value, dict):
        return {key: _placed(item, places) for key, item in value.items()}
    return value


def _coerced(name: str, value: Any, wanted: str) -> Any:
    if wanted == "float" and isinstance(value, int | str) and not isinstance(value, bool):
        try:
            return float(value)  # YAML reads 1e-4 as a string
        except ValueError:
            pass
    types: dict[str, type | tuple[type, ...]] = {
        "str": str,
        "int": int,
        "float": float,
        "bool": bool,
        "list": list,
        "dict": dict,
    }
    if wanted == "list" and isinstance(value, str):
        return [value]
    fits = value is None or isinstance(value, types.get(wanted, object))
    if not fits or (wanted == "int" and isinstance(value, bool)):
        raise SettingsError(f"{value!r} is no {wanted}", where=name, remedy="Mend the config.")
    return value
