"""The learnt part of the guard: boosted trees over :mod:`features`, evaluated without any library.

Learnt by ``training/guard/build.py`` on true statements and on the same made false by rule. It answers what
rules cannot decide one by one: whether names, numbers and descriptions still stand where they stood, and
whether what was denied or only expected still is.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from summarizer.trust.features import NAMES, features

EXCHANGED = 0.9
"""Gain in cohesion from which two numbers or descriptions certainly stand in each other's place."""
Tree = tuple[list[int], list[float], list[int], list[int], list[float]]


@dataclass(frozen=True)
class SupportModel:
    """``trees`` are (feature, threshold, left, right, value) by node; a leaf has feature -1."""

    base: float
    threshold: float
    trees: tuple[Tree, ...]

    def doubt(self, row: Sequence[float]) -> float:
        """Probability that the statement is false, on the training's mix; compare with ``threshold``."""
        total = self.base
        for feature, threshold, left, right, value in self.trees:
            node = 0
            while feature[node] >= 0:
                node = left[node] if row[feature[node]] <= threshold[node] else right[node]
            total += value[node]
        return 1.0 / (1.0 + math.exp(-total))


# What few true statements have (each at most one in fifty of the training's): decided without the trees.
_CERTAIN: tuple[tuple[str, Callable[[Mapping[str, float]], bool]], ...] = (
    ("negation", lambda value: value["negation_unmatched"] >= 1),
    ("negation", lambda value: value["negation_dropped"] >= 1 and not value["negatives"]),
    ("negation", lambda value: value["denial_core"] >= 1 and not value["negatives"]),
    (
        "modality",
        lambda value: value["done"] >= 1 and value["planned_dropped"] + value["possible_dropped"] >= 1,
    ),
    (
        "attachment",
        lambda value: value["exchange_numbers"] >= EXCHANGED or value["adjective_gain"] >= EXCHANGED,
    ),
)


@lru_cache(maxsize=1)
def support_model() -> SupportModel:
    """The shipped model. Raises ``ValueError`` if its features are not this version's."""
    table = json.loads(files("summarizer.trust").joinpath("support.json").read_text(encoding="utf-8"))
    if table["features"] != list(NAMES):
        raise ValueError("support.json was learnt on other features; run training/guard/build.py")
    return SupportModel(table["base"], table["threshold"], tuple(tuple(tree) for tree in table["trees"]))


def doubts(text: str, sources: Sequence[str]) -> str | None:
    """What kind of falsehood the model suspects in ``text``, or None where it holds it for supported."""
    model = support_model()
    row = features(text, sources)
    value = dict(zip(NAMES, row, strict=True))
    for kind, certain in _CERTAIN:
        if certain(value):
            return kind
    if model.doubt(row) <= model.threshold:
        return None
    suspects = {
        "negation": value["negation_unmatched"] + value["negation_dropped"] + value["denial_core"],
        "modality": 0.9 * (value["possible_dropped"] + value["planned_dropped"] + value["done"]),
        "speaker": 0.8 * (value["speaker_strange"] + value["speaker_far"]),
        "attachment": 0.5,
    }
    return max(suspects, key=lambda kind: suspects[kind])
