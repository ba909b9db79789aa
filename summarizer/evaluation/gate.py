"""Committed floors: a change may not make a system worse without saying so.

Floors belong to the exact texts they were measured on (a digest of each set) and to nothing else.
:func:`check` names every figure below its floor. :func:`repin` writes new floors, and refuses to lower or
drop one, or to move to other texts, without a reason; reasons stay in the file.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from summarizer.errors import InputError, SettingsError
from summarizer.version import VERSION

SCHEMA = "mujaz/floors/1"
STEP = 0.001
"""Floors are measured figures rounded down to this, less the slack."""


@dataclass(frozen=True)
class Floors:
    """``figures`` by ``set/system/measure``, ``digests`` by set, and why floors were ever lowered."""

    digests: Mapping[str, str]
    figures: Mapping[str, float]
    history: tuple[Mapping[str, Any], ...] = ()


def check(floors: Floors, figures: Mapping[str, float], digests: Mapping[str, str]) -> list[str]:
    """What is wrong, one line each; empty if every figure measured is at or above its floor.

    Only the sets and systems that were measured are judged: figures of others may be left out.
    """
    faults = [
        f"{name}: the texts changed ({floors.digests.get(name, 'not pinned')} became {digest}); pin again"
        for name, digest in digests.items()
        if floors.digests.get(name) != digest
    ]
    for name, value in figures.items():
        floor = floors.figures.get(name)
        if floor is None:
            faults.append(f"{name}: no floor; pin it")
        elif value < floor:
            faults.append(f"{name}: {value:.4f} is below the floor {floor:.3f}")
    return faults


def repin(
    old: Floors,
    figures: Mapping[str, float],
    digests: Mapping[str, str],
    *,
    slack: Mapping[str, float],
    reason: str = "",
) -> Floors:
    """Floors at ``figures`` less the ``slack`` of the system; those not measured stay as they are.

    Raises:
        SettingsError: a floor would fall, or texts changed under pinned floors, and no reason is given.
    """
    new = dict(old.figures)
    for name, value in figures.items():
        system = name.split("/")[1]
        new[name] = max(0.0, round(math.floor((value - slack.get(system, 0.0)) / STEP + 1e-9) * STEP, 3))
    lowered = [name for name, floor in old.figures.items() if new[name] < floor]
    moved = [name for name, digest in digests.items() if old.digests.get(name, digest) != digest]
    if (lowered or moved) and not reason.strip():
        said = [f"lowers {', '.join(lowered)}"] * bool(lowered) + [
            f"moves {', '.join(moved)} to other texts"
        ] * bool(moved)
        raise SettingsError(
            f"pinning {' and '.join(said)}", where="--repin", remedy='Say why with --reason "...".'
        )
    history = old.history
    if lowered or moved:
        entry = {
            "version": VERSION,
            "reason": reason.strip(),
            "lowered": {name: [old.figures[name], new[name]] for name in lowered},
            "moved": moved,
        }
        history = (*history, entry)
    return Floors({**old.digests, **digests}, new, history)


def read_floors(path: Path) -> Floors:
    """The floors in ``path``; none if there is no file yet.

    Raises:
        InputError: the file holds something else.
    """
    if not path.exists():
        return Floors({}, {})
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
        if record["schema"] != SCHEMA:
            raise KeyError(SCHEMA)
        return Floors(record["digests"], record["floors"], tuple(record["history"]))
    except (ValueError, KeyError, TypeError) as error:
        raise InputError("holds no floors", where=str(path), remedy="Restore it from the history.") from error


def write_floors(path: Path, floors: Floors) -> None:
    """Write ``floors`` so that the file is whole at every moment."""
    record = {
        "schema": SCHEMA,
        "digests": dict(sorted(floors.digests.items())),
        "floors": dict(sorted(floors.figures.items())),
        "history": list(floors.history),
    }
    part = path.with_suffix(".part")
    part.write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    part.replace(path)
