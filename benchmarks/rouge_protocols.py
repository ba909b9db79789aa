"""The same outputs under every protocol: why ROUGE figures for Arabic differ from paper to paper.

    python benchmarks/rouge_protocols.py clusters.jsonl --systems lead-interleaved,lexrank --max-words 85
    python benchmarks/rouge_protocols.py references.jsonl --systems "" --predictions ours.jsonl theirs.jsonl

Prints a Markdown table of mean F1. The last rows are not protocols of Mujaz: rouge-score with its own
tokenizer, as `evaluate.load("rouge")` calls it, and the xlsum protocol with nltk's stemmer as the XL-Sum
scorer calls it, one instance for all texts, which remembers what it stemmed before. `--stop-words` names
nltk's Arabic stop words, one a line, which that scorer exempts from stemming (they come with nltk_data).
"""

from __future__ import annotations

import argparse
import importlib.metadata
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from nltk.stem.snowball import ArabicStemmer
from rouge_score.rouge_scorer import RougeScorer

from summarizer.evaluation.inputs import ReferenceSet, read_predictions, read_references
from summarizer.evaluation.lines import open_text
from summarizer.evaluation.pipeline_systems import open_systems
from summarizer.evaluation.protocols import PROTOCOLS
from summarizer.evaluation.protocols.xlsum import XLSUM, split_xlsum
from summarizer.evaluation.rouge import METRICS, Metric
from summarizer.evaluation.scores import evaluate_briefings
from summarizer.reading import parse_cluster

Means = Mapping[Metric, float]


class NltkTokens:
    """The tokens of the XL-Sum scorer, stemmer state included, in the shape that rouge-score wants."""

    def __init__(self, stop_words: frozenset[str]) -> None:
        self._stemmer = ArabicStemmer()
        self._stemmer.stopwords = stop_words

    def tokenize(self, text: str) -> list[str]:
        prepared = XLSUM.prepare(text) if XLSUM.prepare else text
        return split_xlsum(prepared, stem=self._stemmer.stem)


def by_rouge_score(predictions: Mapping[str, str], of: ReferenceSet, scorer: RougeScorer) -> Means:
    """Mean F1 over examples, each the mean over its references, by rouge-score itself."""
    totals = dict.fromkeys(METRICS, 0.0)
    for name in sorted(predictions):
        references = of.references[name]
        for reference in references:
            for metric, score in scorer.score(reference, predictions[name]).items():
                totals[metric] += score.fmeasure / len(references)
    return {metric: total / len(predictions) for metric, total in totals.items()}


def by_protocol(predictions: Mapping[str, str], of: ReferenceSet, protocol: str) -> Means:
    found = evaluate_briefings(
        predictions, of.references, clusters=of.clusters, protocol=protocol, resamples=100
    )
    return {metric: estimate.fmeasure.mean for metric, estimate in found.scores.items()}


def scorers(stop_words: frozenset[str]) -> dict[str, Callable[[Mapping[str, str], ReferenceSet], Means]]:
    """Every way of scoring, by the label it has in the table."""
    ways: dict[str, Callable[[Mapping[str, str], ReferenceSet], Means]] = {}
    for name, protocol in PROTOCOLS.items():
        ways[f"`{protocol.label}`"] = lambda p, of, name=name: by_protocol(p, of, name)  # type: ignore[misc]
    version = importlib.metadata.version("rouge-score")
    ways[f"rouge-score {version}, its own tokenizer"] = lambda p, of: by_rouge_score(
        p, of, RougeScorer(list(METRICS))
    )
    exempt = f", {len(stop_words)} stop words exempt" if stop_words else ""
    ways[f"xlsum tokens, nltk's stemmer{exempt}"] = lambda p, of: by_rouge_score(
        p, of, RougeScorer(list(METRICS), tokenizer=NltkTokens(stop_words))
    )
    return ways


def outputs(path: Path, names: Sequence[str], max_words: int) -> dict[str, dict[str, str]]:
    """For each system its summaries of the clusters in ``path``, by id."""
    clusters = [
        parse_cluster(line, f"{path}, line {number}")
        for number, line in enumerate(open_text(path), start=1)
        if line.strip()
    ]
    return {
        system.name: {c.id: system.summarize(c, max_words=max_words).text for c in clusters}
        for system in open_systems(names)
    }


def table(rows: Sequence[tuple[str, str, Means]], decimals: int) -> str:
    lines = ["| system | scored by | ROUGE-1 | ROUGE-2 | ROUGE-L | ROUGE-Lsum |", "|---|---|---|---|---|---|"]
    for system, way, means in rows:
        numbers = " | ".join(f"{100 * means[metric]:.{decimals}f}" for metric in METRICS)
        lines.append(f"| {system} | {way} | {numbers} |")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("references", type=Path, help="references or clusters, JSON lines")
    parser.add_argument("--systems", default="lead-interleaved,lexrank", help="run on the clusters")
    parser.add_argument("--max-words", type=int, default=85)
    parser.add_argument("--predictions", type=Path, nargs="*", default=[], help="named by their file names")
    parser.add_argument("--stop-words", type=Path, help="nltk's Arabic stop words, one a line")
    parser.add_argument("--decimals", type=int, default=1)
    arguments = parser.parse_args()

    stop_words = frozenset(
        arguments.stop_words.read_text(encoding="utf-8").split() if arguments.stop_words else ()
    )
    references = read_references(arguments.references)
    names = [name for name in arguments.systems.split(",") if name]
    made = outputs(arguments.references, names, arguments.max_words) if names else {}
    made |= {path.stem: dict(read_predictions(path).predictions) for path in arguments.predictions}
    rows = [
        (system, way, score(predictions, references))
        for system, predictions in made.items()
        for way, score in scorers(stop_words).items()
    ]
    print(f"{len(references.references)} examples, mean F1 in percent")
    print(table(rows, arguments.decimals))


if __name__ == "__main__":
    main()
