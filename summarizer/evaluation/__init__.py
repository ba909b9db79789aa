"""Scores with a signature and an interval; knows nothing of engines.

Importing this package loads neither numpy nor an engine; what needs them loads them when called.
"""

from __future__ import annotations

from summarizer.evaluation.rouge import Score, rouge
from summarizer.evaluation.scores import Evaluation, compare_briefings, evaluate_briefings

__all__ = ["Evaluation", "Score", "compare_briefings", "evaluate_briefings", "rouge"]
