"""How fast is our ROUGE? Against rouge-score with the same tokenizer, in the same run.

    python benchmarks/rouge_speed.py

Pairs of 80-word stretches of the seed articles; ROUGE-1, 2 and L of each pair. The tokenizer, the
orthographic protocol, is the same object for both, and its time is counted for both. Time is that of the
processor, not of the clock; every round times the scorers one after the other, and the median of the rounds'
ratios is reported, so that a busy machine slows both. The values are compared first: a fast wrong answer is
worth nothing.
"""

from __future__ import annotations

import argparse
import os
import platform
import random
import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from rouge_score.rouge_scorer import RougeScorer, _score_lcs

from summarizer.evaluation import lcs
from summarizer.evaluation.protocols import PROTOCOLS, Protocol
from summarizer.evaluation.rouge import Metric, rouge

METRICS: tuple[Metric, ...] = ("rouge1", "rouge2", "rougeL")
PROTOCOL = PROTOCOLS["orthographic"]
Pair = tuple[str, str]


class Borrowed:
    """A protocol in the shape that rouge-score wants."""

    def __init__(self, protocol: Protocol) -> None:
        self.tokenize = protocol.tokens


def pairs_of(folder: Path, *, count: int, words: int) -> list[Pair]:
    """Pairs of stretches of the articles' words, the same at every run."""
    source = random.Random(12_345)
    articles = [path.read_text(encoding="utf-8").split() for path in sorted(folder.glob("*.txt"))]
    long = [article for article in articles if len(article) > words]

    def stretch() -> str:
        article = source.choice(long)
        start = source.randrange(len(article) - words)
        return " ".join(article[start : start + words])

    return [(stretch(), stretch()) for _ in range(count)]


def seconds(work: Callable[[], Any]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def median_times(works: Sequence[Callable[[], Any]], rounds: int) -> list[list[float]]:
    """For each of ``works`` its times, taken in turn."""
    for work in works:
        work()
    times: list[list[float]] = [[] for _ in works]
    for _ in range(rounds):
        for place, work in enumerate(works):
            times[place].append(seconds(work))
    return times


def ratio(slow: Sequence[float], fast: Sequence[float]) -> float:
    return statistics.median(s / f for s, f in zip(slow, fast, strict=True))


def refuse_wrong_values(pairs: Sequence[Pair], scorer: RougeScorer) -> None:
    for prediction, reference in pairs:
        expected = scorer.score(reference, prediction)
        found = rouge(prediction, reference, metrics=METRICS)
        for metric in METRICS:
            difference = max(abs(a - b) for a, b in zip(found[metric], expected[metric], strict=True))
            if difference > 1e-9:
                raise SystemExit(f"{metric} differs by {difference} on {prediction!r} and {reference!r}")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=Path, default=Path(__file__).resolve().parent.parent / "seeds")
    parser.add_argument("--pairs", type=int, default=200)
    parser.add_argument("--words", type=int, default=80)
    parser.add_argument("--rounds", type=int, default=9)
    arguments = parser.parse_args()

    pairs = pairs_of(arguments.articles, count=arguments.pairs, words=arguments.words)
    scorer = RougeScorer(list(METRICS), tokenizer=Borrowed(PROTOCOL))
    refuse_wrong_values(pairs, scorer)
    tokens = [(PROTOCOL.tokens(prediction), PROTOCOL.tokens(reference)) for prediction, reference in pairs]
    with_rapidfuzz = lcs._rapidfuzz

    def theirs() -> None:
        for prediction, reference in pairs:
            scorer.score(reference, prediction)

    def ours() -> None:
        for prediction, reference in pairs:
            rouge(prediction, reference, metrics=METRICS)

    def ours_by_bits() -> None:
        lcs._rapidfuzz = None
        try:
            ours()
        finally:
            lcs._rapidfuzz = with_rapidfuzz

    def tokenizing() -> None:
        for prediction, reference in pairs:
            PROTOCOL.tokens(prediction)
            PROTOCOL.tokens(reference)

    def subsequences(length: Callable[[list[str], list[str]], Any]) -> Callable[[], None]:
        def work() -> None:
            for prediction, reference in tokens:
                length(prediction, reference)

        return work

    works = [theirs, ours, ours_by_bits, tokenizing]
    works += [subsequences(_score_lcs), subsequences(lcs.lcs_length), subsequences(lcs.lcs_length_by_bits)]
    times = median_times(works, arguments.rounds)
    each = [1e6 * statistics.median(found) / len(pairs) for found in times]

    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}; ", end="")
    print(f"{len(pairs)} pairs of {arguments.words} words, median CPU time of {arguments.rounds} rounds")
    package = "rapidfuzz" if with_rapidfuzz else "no rapidfuzz installed"
    rows = [
        ("rouge-score, same tokenizer", each[0], 1.0),
        (f"Mujaz ({package})", each[1], ratio(times[0], times[1])),
        ("Mujaz, Python alone", each[2], ratio(times[0], times[2])),
        ("  of which tokenizing", each[3], None),
        ("LCS: rouge-score", each[4], 1.0),
        (f"LCS: {package}", each[5], ratio(times[4], times[5])),
        ("LCS: bits in Python", each[6], ratio(times[4], times[6])),
    ]
    for name, microseconds, times_faster in rows:
        faster = f"{times_faster:8.1f} x" if times_faster else ""
        print(f"{name:<32}{microseconds:10.1f} us a pair{faster}")


if __name__ == "__main__":
    main()
