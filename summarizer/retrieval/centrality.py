"""LexRank: how central a sentence is in the graph of similar sentences.

After Erkan and Radev (2004), "LexRank: Graph-based Lexical Centrality as Salience in Text Summarization".
"""

from __future__ import annotations

import numpy as np

from summarizer.retrieval.pool import Floats
from summarizer.retrieval.similarity import Graph


def lexrank(graph: Graph, prior: Floats, *, damping: float = 0.85, rounds: int = 40) -> Floats:
    """Stationary weights, mean 1. ``prior`` (n,) is where the walk starts again, any positive scale."""
    count = len(graph.starts) - 1
    if not count:
        return np.zeros(0)
    rows = graph.rows()
    out = np.bincount(rows, graph.values, minlength=count)
    restart: Floats = prior / prior.sum()
    rank = restart.copy()
    for _ in range(rounds):
        flow = np.bincount(graph.columns, rank[rows] * graph.values / out[rows], minlength=count)
        lost = rank[out == 0].sum()
        rank = damping * (flow + lost * restart) + (1 - damping) * restart
    weights: Floats = rank * count
    return weights
