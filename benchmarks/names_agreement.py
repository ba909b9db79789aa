"""How well the name rule agrees with labels: precision and recall on 200 sentences, with intervals.

    python benchmarks/names_agreement.py CORPUS [--json] [--errors]

``names/labels.jsonl`` holds, for 200 sentences drawn with a fixed seed from articles of July and August
2018 of the ANT corpus (one sentence of 6 to 45 words an article), the offsets of the sentence and of its
name words, and no news text. CORPUS is the ANT corpus v2.1 or JSON lines with ``id`` and ``text``.

The labels were given by one annotator (a large language model, sentence by sentence, before the rule's
answers were seen). ``names``: persons, places, nationalities, brands, outlets, clubs, products.
``common_words``: words of everyday vocabulary that are part of a name (الأمم المتحدة، الحرس الثوري): no rule
without a tagger can be asked for them, so recall is given with and without. Both count as right answers.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from summarizer.arabic.names import NameToken, name_tokens
from summarizer.errors import MujazError
from summarizer.evaluation.arabic_mds import ArticleKey, rebuild
from summarizer.evaluation.rates import ratio_interval

LABELS = Path(__file__).resolve().parent / "names" / "labels.jsonl"
Span = tuple[int, int]


@dataclass(frozen=True)
class Labelled:
    """A sentence with the places of its names and of common words within names."""

    id: str
    text: str
    names: frozenset[Span]
    common_words: frozenset[Span]


@dataclass(frozen=True)
class Counts:
    """Of one sentence: name words found rightly, found in all, wanted; with and without common words."""

    right: int
    found: int
    right_names: int
    names: int
    all_wanted: int


def read_labels(path: Path, corpus: Path) -> list[Labelled]:
    """The labelled sentences with their text from ``corpus``; raises ``MujazError`` if one is not there."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    keys = {
        row["article"]: ArticleKey(
            row["article"], row["outlet"], date.fromisoformat(row["date"]), row["length"], row["sha256"]
        )
        for row in rows
    }
    rebuilt = rebuild(keys, list(keys), corpus)
    for article_id in rebuilt.different + rebuilt.missing:
        raise MujazError("missing or another text than the labelled one", where=article_id)
    return [
        Labelled(
            row["article"],
            rebuilt.articles[row["article"]].text[row["start"] : row["end"]],
            _spans(row["names"]),
            _spans(row["common_words"]),
        )
        for row in rows
    ]


def count(sentence: Labelled, found: Iterable[Span]) -> Counts:
    """Compare the spans ``found`` in a sentence with its labels."""
    spans = frozenset(found)
    wanted = sentence.names | sentence.common_words
    return Counts(
        right=len(spans & wanted),
        found=len(spans),
        right_names=len(spans & sentence.names),
        names=len(sentence.names),
        all_wanted=len(wanted),
    )


def figures(counts: Sequence[Counts]) -> dict[str, Any]:
    """Precision, recall on names, recall on names and common words, each with a bootstrap interval."""
    pairs = {
        "precision": [(c.right, c.found) for c in counts],
        "recall_names": [(c.right_names, c.names) for c in counts],
        "recall_all": [(c.right, c.all_wanted) for c in counts],
    }
    result: dict[str, Any] = {
        "sentences": len(counts),
        "names": sum(c.names for c in counts),
        "common_words": sum(c.all_wanted - c.names for c in counts),
        "found": sum(c.found for c in counts),
    }
    for name, pair in pairs.items():
        ratio = ratio_interval([n for n, _ in pair], [d for _, d in pair])
        result[name] = {"value": ratio.mean, "low": ratio.low, "high": ratio.high}
    return result


def by_sign(sentences: Sequence[Labelled], tokens: Sequence[Sequence[NameToken]]) -> dict[str, Any]:
    """For each sign of the rule: how many words it marked, and which share of them are names."""
    marked: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for sentence, of in zip(sentences, tokens, strict=True):
        wanted = sentence.names | sentence.common_words
        for token in of:
            marked[token.sign] += 1
            right[token.sign] += (token.start, token.end) in wanted
    return {
        sign: {"found": total, "precision": round(right[sign] / total, 3)}
        for sign, total in marked.most_common()
    }


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--errors", action="store_true", help="list the words found wrongly and those missed")
    options = parser.parse_args(arguments)
    try:
        sentences = read_labels(LABELS, options.corpus)
    except MujazError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    tokens = [name_tokens(sentence.text) for sentence in sentences]
    found = [[(t.start, t.end) for t in of] for of in tokens]
    result = figures([count(s, spans) for s, spans in zip(sentences, found, strict=True)])
    result["by_sign"] = by_sign(sentences, tokens)
    if options.json:
        print(json.dumps(result, indent=2))
    else:
        print(f"{result['sentences']} sentences, {result['names']} name words, {result['found']} found")
        for name in ("precision", "recall_names", "recall_all"):
            share = result[name]
            print(f"{name:13} {share['value']:.3f}  95 % [{share['low']:.3f}, {share['high']:.3f}]")
        for sign, of in result["by_sign"].items():
            print(f"  {sign:11} {of['precision']:.3f}  of {of['found']}")
    if options.errors:
        _print_errors(sentences, found)
    return 0


def _print_errors(sentences: Sequence[Labelled], found: Sequence[Sequence[Span]]) -> None:
    wrong: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    for sentence, spans in zip(sentences, found, strict=True):
        wanted = sentence.names | sentence.common_words
        wrong.update(sentence.text[start:end] for start, end in spans if (start, end) not in wanted)
        missed.update(sentence.text[start:end] for start, end in sentence.names - set(spans))
    print("found wrongly:", " ".join(word for word, _ in wrong.most_common()))
    print("missed:", " ".join(word for word, _ in missed.most_common()))


def _spans(pairs: Sequence[Sequence[int]]) -> frozenset[Span]:
    return frozenset((start, end) for start, end in pairs)


if __name__ == "__main__":
    sys.exit(main())
