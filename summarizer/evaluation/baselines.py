"""Extractive baselines and the extractive oracle, all of one interface (:mod:`.systems`).

``lead``, ``lead-interleaved``, ``random``; LexRank (Erkan and Radev 2004) with a position prior;
centroid (Radev et al. 2004) with maximal marginal relevance (Carbonell and Goldstein 1998); the greedy
oracle (Nallapati et al. 2017), which sees the references and bounds what extraction can reach.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from summarizer.arabic.normalise import words
from summarizer.arabic.stems import content_stems
from summarizer.evaluation.oracle import greedy_oracle
from summarizer.evaluation.systems import Summary, fill
from summarizer.evaluation.tfidf import Weights, centroid_similarity, similarities, tfidf
from summarizer.splitting import sentences_of
from summarizer.types import Cluster, Sentence

DAMPING = 0.85
"""Share of the random walk that follows similarity; the rest returns to the position prior."""
SMALLEST_LINK = 0.10
"""Cosines below this are no link (the paper's threshold for continuous LexRank's graph)."""
REPETITION = 0.5
"""A sentence whose cosine with a chosen one is above this repeats it and is passed over."""
RELEVANCE = 0.7
"""Weight of relevance against novelty in maximal marginal relevance."""
SHORTEST = 5
"""Words a sentence needs to be a candidate: headings and captions have fewer."""

Rank = Callable[[Cluster, int], Summary]


@dataclass(frozen=True)
class Baseline:
    """A baseline: a name, a version and the function behind it."""

    name: str
    version: int
    rank: Rank
    uses_references: bool = False

    @property
    def identity(self) -> str:
        return f"{self.name}.{self.version}"

    def summarize(self, cluster: Cluster, *, max_words: int) -> Summary:
        return self.rank(cluster, max_words)


def candidates(cluster: Cluster) -> list[list[Sentence]]:
    """The sentences of each article, articles by (date, id); short ones left out if others remain."""
    articles = sorted(cluster.articles, key=lambda a: (a.date is None, a.date or 0, a.id))
    result = []
    for article in articles:
        sentences = sentences_of(article)
        long = [s for s in sentences if len(words(s.text)) >= SHORTEST]
        result.append(long or list(sentences))
    return result


def lead(cluster: Cluster, max_words: int) -> Summary:
    """The beginning of the earliest article, then of the next."""
    return fill((s for sentences in candidates(cluster) for s in sentences), max_words)


def lead_interleaved(cluster: Cluster, max_words: int) -> Summary:
    """First sentences of every article by date, then second ones; copies once."""
    return fill(_interleaved(cluster), max_words)


def random_sentences(cluster: Cluster, max_words: int) -> Summary:
    """Sentences in an order drawn from the cluster's id: the same on every machine."""
    pool = _flat(cluster)
    seed = int.from_bytes(hashlib.sha256(cluster.id.encode("utf-8")).digest()[:8], "big")
    random.Random(seed).shuffle(pool)
    return fill(pool, max_words)


def lexrank(cluster: Cluster, max_words: int) -> Summary:
    """LexRank whose walk restarts at sentences near the beginning of their article."""
    pool = _flat(cluster)
    weights = tfidf([content_stems(s.text) for s in pool])
    scores = _walk(weights, _position_prior(cluster))
    order = sorted(range(len(pool)), key=lambda i: (-round(scores[i], 12), i))
    return fill([pool[i] for i in _without_repetition(order, weights)], max_words)


def centroid(cluster: Cluster, max_words: int) -> Summary:
    """Sentences near the centroid of the cluster, each far from those already chosen."""
    pool = _flat(cluster)
    weights = tfidf([content_stems(s.text) for s in pool])
    relevance = centroid_similarity(weights)
    prior = _position_prior(cluster)
    top = max(prior, default=1.0)
    scores = [r * (0.5 + 0.5 * p / top) for r, p in zip(relevance, prior, strict=True)]
    chosen: list[int] = []
    nearest = [0.0] * len(pool)
    rest = set(range(len(pool)))
    length = 0
    while rest and length < max_words:
        best = max(rest, key=lambda i: (RELEVANCE * scores[i] - (1 - RELEVANCE) * nearest[i], -i))
        rest.discard(best)
        chosen.append(best)
        length += len(pool[best].text.split())
        for other, value in similarities(weights, best):
            nearest[other] = max(nearest[other], value)
    return fill([pool[i] for i in chosen], max_words)


def oracle(cluster: Cluster, max_words: int) -> Summary:
    """The sentences that together resemble the references most, chosen one by one."""
    pool = _flat(cluster)
    return fill([pool[i] for i in greedy_oracle(pool, cluster.references, max_words)], max_words)


BASELINES = {
    baseline.name: baseline
    for baseline in (
        Baseline("lead", 1, lead),
        Baseline("lead-interleaved", 1, lead_interleaved),
        Baseline("random", 1, random_sentences),
        Baseline("lexrank", 1, lexrank),
        Baseline("centroid", 1, centroid),
        Baseline("oracle", 1, oracle, uses_references=True),
    )
}


def _interleaved(cluster: Cluster) -> list[Sentence]:
    columns = candidates(cluster)
    result: list[Sentence] = []
    seen: set[tuple[str, ...]] = set()
    for depth in range(max((len(column) for column in columns), default=0)):
        for column in columns:
            if depth < len(column):
                key = tuple(words(column[depth].text))
                if key not in seen:
                    seen.add(key)
                    result.append(column[depth])
    return result


def _flat(cluster: Cluster) -> list[Sentence]:
    """Every candidate once, in the interleaved order that breaks ties."""
    return _interleaved(cluster)


def _position_prior(cluster: Cluster) -> list[float]:
    """1 / (1 + place in its article) for each sentence of the pool, summing to 1."""
    place: dict[tuple[str, int], int] = {}
    for column in candidates(cluster):
        for depth, sentence in enumerate(column):
            place[sentence.article.id, sentence.index] = depth
    raw = [1 / (1 + place[s.article.id, s.index]) for s in _flat(cluster)]
    total = sum(raw)
    return [value / total for value in raw]


def _walk(weights: Weights, prior: Sequence[float]) -> list[float]:
    import numpy

    count = len(prior)
    if not count:
        return []
    rows, columns, values = [], [], []
    for i in range(count):
        for j, value in similarities(weights, i):
            if value >= SMALLEST_LINK:
                rows.append(i)
                columns.append(j)
                values.append(value)
    source, target, link = numpy.array(rows, int), numpy.array(columns, int), numpy.array(values, float)
    out = numpy.bincount(source, link, count)
    link = link / out[source] if len(link) else link
    restart = numpy.array(prior)
    scores = restart.copy()
    for _ in range(200):
        stranded = scores[out == 0].sum()
        moved = numpy.bincount(target, scores[source] * link, count) + stranded * restart
        new = DAMPING * moved + (1 - DAMPING) * restart
        if numpy.abs(new - scores).sum() < 1e-10:
            break
        scores = new
    return [float(score) for score in scores]


def _without_repetition(order: Sequence[int], weights: Weights) -> list[int]:
    kept: list[int] = []
    barred: set[int] = set()
    for i in order:
        if i not in barred:
            kept.append(i)
            barred.update(j for j, value in similarities(weights, i) if value > REPETITION)
    return kept
