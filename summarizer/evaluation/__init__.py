"""Scores with a signature and an interval; knows nothing of engines.

Importing this package loads neither numpy nor an engine; what needs them loads them when called.
"""

from __future__ import annotations

from summarizer.evaluation.rouge import Score, rouge

__all__ = ["Score", "rouge"]
