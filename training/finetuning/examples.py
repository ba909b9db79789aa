"""Clusters become examples: what the writer would read for them, and what it should write.

Theme way: one sentence a theme. A sentence of a reference is paired with the retrieved theme that holds it,
else with the fewest sentences of several themes that do; mined pairs are what one outlet writes out of the
sentences of others, leads out of their articles, headlines out of openings (docs/embedded-model.md).
Joint way: the themes a briefing of that length would draw on, packed together, and the whole reference.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from summarizer.arabic.normalise import count_words
from summarizer.arabic.sentences import split_sentences
from summarizer.pipeline import Summarizer
from summarizer.retrieval import candidates
from summarizer.settings import Settings
from summarizer.splitting import sentences_of
from summarizer.types import Article, Cluster, Theme
from summarizer.writing.packing import Count, pack_joint, pack_theme
from summarizer.writing.presets import Preset
from summarizer.writing.support import supporting_theme
from training.embedded.pairs import PairsOptions, mine_article, mine_cluster, standing_alone, true_to
from training.embedded.records import Pair
from training.embedded.references import INVENTED
from training.embedded.support import marks_held, support
from training.finetuning.config import Data

LEAST_BUDGET = 30
"""Words: a reference of one sentence still draws on a few themes."""


@dataclass(frozen=True)
class Example:
    """One input of the model, as packed for inference, and the texts that are right for it."""

    id: str
    cluster: str
    task: str
    """``statement``, ``headline`` or ``joint``."""
    source: str
    targets: tuple[str, ...]
    """The first is trained on; all of them measure."""


@dataclass(frozen=True)
class Maker:
    """Makes the examples of a cluster; the same cluster, the same examples."""

    preset: Preset
    data: Data
    count: Count
    special: frozenset[str]

    def training(self, cluster: Cluster) -> list[Example]:
        """Examples to train on: in the joint way one for each reference."""
        if self.preset.manner == "joint":
            return [
                Example(f"{cluster.id}-{number}", cluster.id, "joint", source, (reference,))
                for number, reference in enumerate(cluster.references)
                for source in [self._joint(cluster, self._budget([reference]))]
            ]
        return self._themes(cluster, mining=self.data.pairs)

    def validation(self, cluster: Cluster) -> list[Example]:
        """Examples that measure: in the joint way one, with every reference."""
        if self.preset.manner == "joint":
            source = self._joint(cluster, self._budget(cluster.references))
            return [Example(cluster.id, cluster.id, "joint", source, cluster.references)]
        made = self._themes(cluster, mining="references" if cluster.references else "mined")
        return [example for example in made if example.task == "statement"]

    def _budget(self, references: Sequence[str]) -> int:
        lengths = [count_words(reference) for reference in references]
        return self.data.max_words or max(LEAST_BUDGET, round(sum(lengths) / len(lengths)))

    def _joint(self, cluster: Cluster, max_words: int) -> str:
        offered = candidates(_retrieved(cluster), max_words=max_words)
        return pack_joint(offered, self.preset.source, count=self.count, special=self.special).text

    def _themes(self, cluster: Cluster, *, mining: str) -> list[Example]:
        found: list[Example] = []
        if mining in ("references", "both"):
            themes = _retrieved(cluster) if cluster.references else ()
            for place, reference in enumerate(cluster.references):
                for number, (theme, target) in enumerate(aligned(reference, themes, self.data.support)):
                    name = f"{cluster.id}-{place}-{number}"
                    found.append(self._example(cluster, name, "statement", theme, target))
        headlines = self.data.headlines and self.preset.source.headline_prefix is not None
        for number, (task, theme, target) in enumerate(mined(cluster)):
            if task == "headline" and headlines:
                found.append(self._example(cluster, f"{cluster.id}-h{number}", "headline", theme, target))
            elif task != "headline" and mining in ("mined", "both"):
                found.append(self._example(cluster, f"{cluster.id}-m{number}", "statement", theme, target))
        return found

    def _example(self, cluster: Cluster, identity: str, task: str, theme: Theme, target: str) -> Example:
        packed = pack_theme(
            theme,
            self.preset.source,
            count=self.count,
            special=self.special,
            prefix=self.preset.source.headline_prefix if task == "headline" else None,
        )
        return Example(identity, cluster.id, task, packed.text, (target,))


def aligned(reference: str, themes: Sequence[Theme], least: float) -> Iterator[tuple[Theme, str]]:
    """The sentences of ``reference`` that stand alone, each with a theme that holds it.

    One retrieved theme if it holds ``least`` of the sentence's content stems and all of its numbers, for
    that is what the writer will be given; else the sentences of several themes that do so together. A
    sentence that nothing holds, or with a name its theme lacks, teaches invention and is left out.
    """
    for start, end in split_sentences(reference):
        target = standing_alone(reference[start:end].strip())
        if not target or count_words(target) < 4:
            continue
        shares = [support(target, _texts(theme)) for theme in themes]
        best = max(range(len(themes)), key=lambda place: (shares[place], -place), default=None)
        if best is None:
            continue
        theme = themes[best] if shares[best] >= least and marks_held(target, _texts(themes[best])) else None
        theme = theme or supporting_theme(target, themes)
        if theme is None:
            continue
        texts = _texts(theme)
        if support(target, texts) >= least and marks_held(target, texts) and true_to(target, texts, INVENTED):
            yield theme, target


def mined(cluster: Cluster) -> Iterator[tuple[str, Theme, str]]:
    """Task, theme and target of pairs that the articles hold by themselves."""
    sentences = {s.text: s for article in cluster.articles for s in sentences_of(article)}
    rows = [_row(article) for article in cluster.articles]
    options = PairsOptions(articles=[], clusters=[], out="")
    pairs = [*(mine_cluster({"id": cluster.id, "articles": rows}, options) if len(rows) > 1 else ())]
    for row in rows:
        pairs += mine_article(row, options)
    for pair in _distinct(pairs):
        target = standing_alone(pair.target)
        sources = [sentences[text] for text in pair.sources if text in sentences]
        if target and sources and len(sources) == len(pair.sources) and true_to(target, pair.sources):
            yield pair.task, Theme(tuple(sources), 1.0), target


def _distinct(pairs: Sequence[Pair]) -> list[Pair]:
    return list({(pair.task == "headline", pair.target): pair for pair in reversed(pairs)}.values())[::-1]


def _row(article: Article) -> dict[str, Any]:
    return {"id": article.id, "text": article.text, "title": article.title, "outlet": article.outlet}


@lru_cache(maxsize=2)
def _retrieved(cluster: Cluster) -> tuple[Theme, ...]:
    """The very retrieval step of a briefing."""
    return Summarizer(Settings(model="none")).retrieve(cluster.articles).themes


def _texts(theme: Theme) -> list[str]:
    return [sentence.text for sentence in theme.sentences]
