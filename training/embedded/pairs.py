"""Stage ``pairs``: mine what news text holds of rewriting by itself.

An editor's standfirst retells the article; the lead retells the rest; a headline retells the lead; an
outlet retells what another one wrote. A target is kept with the sentences that hold it when they hold
nearly all of it (:mod:`training.embedded.support`): what is true to its sources teaches the language
without teaching invention.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from summarizer.arabic.leaning import leaning, strip_leaning
from summarizer.arabic.normalise import count_words
from summarizer.arabic.sentences import split_sentences
from summarizer.trust.guard import violations
from training.embedded.options import read_options
from training.embedded.records import Pair, read_json_lines, write_pairs
from training.embedded.support import is_extract, novelty, supporting

LEANS = 0.5
"""From here on a sentence names no subject, or a pronoun (:func:`summarizer.arabic.leaning.leaning`)."""


@dataclass(frozen=True, kw_only=True)
class PairsOptions:
    """Options of the stage."""

    articles: list[str]
    """Files of articles: standfirsts, leads, headlines."""
    clusters: list[str]
    """Files of clusters: what one outlet writes out of the sentences of others."""
    out: str
    support: float = 0.85
    """Share of the target's content stems its sources must hold. At 0.6 (the first trial) four in ten
    targets held something their sources lacked, and the model invented."""
    novelty: float = 0.2
    """Least share of new bigrams in a target: agency copies with a changed verb teach only copying, and the
    model copies well enough."""
    least_words: int = 6
    """Shorter targets are captions and cries."""
    most_words: int = 45
    """Longer targets are no model for a briefing."""
    most_source_words: int = 150
    depth: int = 12
    """Sentences of an article that are looked at, from the top."""


def sentences(text: str) -> list[str]:
    """Sentences of four words and more; shorter ones are headings and bylines."""
    spans = split_sentences(text)
    return [text[start:end] for start, end in spans if count_words(text[start:end]) >= 4]


def mine_article(article: dict[str, Any], options: PairsOptions) -> Iterator[Pair]:
    """Standfirst, lead and headline of one article, out of its own sentences."""
    body = sentences(article["text"])[: options.depth]
    abstract = article.get("abstract") or ""
    if len(body) < 3:
        return
    if abstract and abstract not in article["text"]:
        for target in sentences(abstract):
            yield from _pair(article["id"], "standfirst", target, body, options)
    else:
        yield from _pair(article["id"], "lead", body[0], body[1:], options)
    if article.get("title"):
        yield from _pair(article["id"], "headline", article["title"], body[:4], options, at_most=2)


def mine_cluster(cluster: dict[str, Any], options: PairsOptions) -> Iterator[Pair]:
    """The first sentences of each article, out of the sentences of other outlets."""
    bodies = [sentences(article["text"])[: options.depth] for article in cluster["articles"]]
    outlets = [article.get("outlet") or article["id"] for article in cluster["articles"]]
    for place, body in enumerate(bodies):
        own = set(body)
        others = [
            sentence
            for other, theirs in enumerate(bodies)
            if outlets[other] != outlets[place]
            for sentence in theirs
            if sentence not in own
        ]
        for target in body[:5]:
            yield from _pair(cluster["id"], "cross", target, others, options)


def _pair(
    group: str, task: str, target: str, candidates: Sequence[str], options: PairsOptions, *, at_most: int = 4
) -> Iterator[Pair]:
    least = options.least_words if task != "headline" else 4
    if not least <= count_words(target) <= options.most_words:
        return
    rest = [candidate for candidate in candidates if candidate != target]
    sources = supporting(target, rest, at_least=options.support, at_most=at_most)
    if sources is None or is_extract(target, sources) or novelty(target, sources) < options.novelty:
        return
    if count_words(" ".join(sources)) <= options.most_source_words:
        yield Pair("", group, task, sources, target)


def mine(options: PairsOptions) -> list[Pair]:
    """Every pair of every file, each target once, numbered by task in the order of the files."""
    found: dict[tuple[str, str], Pair] = {}
    for path in options.articles:
        for article in read_json_lines(path):
            for pair in mine_article(article, options):
                found.setdefault((pair.task, pair.target), pair)
    for path in options.clusters:
        for cluster in read_json_lines(path):
            for pair in mine_cluster(cluster, options):
                found.setdefault((pair.task, pair.target), pair)
    return [
        Pair(f"{pair.task}-{number}", pair.group, pair.task, pair.sources, target)
        for number, pair in enumerate(found.values())
        if (target := standing_alone(pair.target)) and true_to(target, pair.sources)
    ]


def standing_alone(text: str) -> str | None:
    """``text`` without a connective at its head; ``None`` when it leans on what stood before it.

    Most news sentences begin with ``و``; no sentence of a briefing does.
    """
    alone = text[strip_leaning(text) :]
    return alone if leaning(alone) < LEANS else None


def true_to(target: str, sources: Sequence[str], kinds: frozenset[str] | None = None) -> bool:
    """Whether the guard finds nothing in ``target`` that ``sources`` lack: what is trained is what passes.

    ``kinds`` are the violations that count (:mod:`summarizer.trust.guard`); all of them when ``None``.
    """
    return all(kinds is not None and found.kind not in kinds for found in violations(target, sources))


def main(arguments: Sequence[str]) -> None:
    """Run the stage and print what it found."""
    options = read_options(PairsOptions, arguments)
    pairs = mine(options)
    write_pairs(options.out, pairs)
    print(f"{options.out}: {dict(Counter(pair.task for pair in pairs))}")


if __name__ == "__main__":
    main(sys.argv[1:])
