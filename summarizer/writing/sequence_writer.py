"""The writer: packs themes, asks an engine, tidies what comes back. One class for every checkpoint."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from threading import local

from summarizer.arabic.sentences import split_sentences
from summarizer.errors import ModelError
from summarizer.types import Draft, Theme
from summarizer.writing.drafts import MINIMUM_WORDS, degenerate, finish, tidy
from summarizer.writing.engines.engine import Engine
from summarizer.writing.packing import Packed, pack_joint, pack_theme
from summarizer.writing.presets import Preset
from summarizer.writing.support import nearest_theme, supporting_theme
from summarizer.writing.writer import Manner, Task

PIECES_PER_WORD = 2.5
"""Upper estimate for Arabic news in a multilingual vocabulary: sizes the joint text's limit in pieces."""
HEADLINE_MINIMUM_WORDS = 3


class SequenceWriter:
    """A :class:`~summarizer.writing.writer.Writer` over an engine and a preset. Safe in several threads."""

    def __init__(self, engine: Engine, preset: Preset) -> None:
        self._engine = engine
        self._preset = preset
        self._counts = local()
        described = hashlib.sha256(repr(preset).encode()).hexdigest()[:8]
        self.identity = f"{preset.name}:{engine.identity}:preset-{described}"

    @property
    def manner(self) -> Manner:
        return self._preset.manner

    @property
    def gated(self) -> bool:
        return self._preset.gate

    @property
    def writes_headlines(self) -> bool:
        return self._preset.source.headline_prefix is not None

    @property
    def truncated(self) -> int:
        return int(getattr(self._counts, "truncated", 0))

    def write(self, themes: Sequence[Theme], *, task: Task = "statement") -> list[list[Draft]]:
        headline = task == "headline"
        if headline and not self.writes_headlines:
            raise ModelError(
                "this checkpoint writes no headlines",
                where=self._preset.name,
                remedy="Set source.headline_prefix in its preset.",
            )
        source = self._preset.source
        prefix = source.headline_prefix if headline else None
        packed = [
            pack_theme(theme, source, count=self._engine.count, special=self._engine.special, prefix=prefix)
            for theme in themes
        ]
        if not headline:  # its themes have been counted as statements
            self._count(packed)
        found = self._engine.generate(
            [each.text for each in packed], self._preset.headline if headline else self._preset.statement
        )
        minimum = HEADLINE_MINIMUM_WORDS if headline else MINIMUM_WORDS
        results: list[list[Draft]] = []
        for theme, hypotheses in zip(themes, found, strict=True):
            sources = "\n".join(sentence.text for sentence in theme.sentences)
            drafts: dict[str, Draft] = {}
            for hypothesis in hypotheses:
                text = tidy(hypothesis.text, stop=not headline and hypothesis.finished)
                if not hypothesis.finished:
                    text = "" if headline else finish(text)
                if text not in drafts and degenerate(text, sources=sources, minimum_words=minimum) is None:
                    drafts[text] = Draft(theme, text, hypothesis.score)
            results.append(list(drafts.values()))
        return results

    def write_joint(self, themes: Sequence[Theme], *, max_words: int) -> list[Draft]:
        if not themes:
            return []
        packed = pack_joint(
            themes, self._preset.source, count=self._engine.count, special=self._engine.special
        )
        self._count([packed])
        limit = self._preset.joint
        longest = min(limit.max_pieces, max(limit.min_pieces, round(max_words * PIECES_PER_WORD)))
        for hypothesis in self._engine.generate([packed.text], replace(limit, max_pieces=longest))[0]:
            text = tidy(hypothesis.text, stop=hypothesis.finished)
            drafts = _aligned(text if hypothesis.finished else finish(text), themes, hypothesis.score)
            if drafts:
                return drafts
        return []

    def _count(self, packed: Sequence[Packed]) -> None:
        self._counts.truncated = self.truncated + sum(each.truncated for each in packed)


def _aligned(text: str, themes: Sequence[Theme], score: float) -> list[Draft]:
    """The sentences of ``text``, each with the sentences that support it; the same one only once.

    One that nothing supports comes with the nearest theme that no other sentence has told, marked as
    unsupported: the briefing quotes that theme instead. Where all are told, it is dropped.
    """
    drafts: list[Draft] = []
    for sentence in dict.fromkeys(tidy(text[start:end]) for start, end in split_sentences(text)):
        if degenerate(sentence) is None:
            support = supporting_theme(sentence, themes)
            drafts.append(Draft(support or Theme((), 0.0), sentence, score, supported=support is not None))
    told = {source for draft in drafts for source in draft.theme.sentences}
    untold = [theme for theme in themes if told.isdisjoint(theme.sentences)]
    results: list[Draft] = []
    for draft in drafts:
        if not draft.supported:
            if not untold:
                continue
            theme = nearest_theme(draft.text, untold)
            untold.remove(theme)
            draft = replace(draft, theme=theme)
        results.append(draft)
    return results
