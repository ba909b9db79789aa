"""The second stage of the corridor: an article becomes sentences."""

from __future__ import annotations

from summarizer.arabic.sentences import split_sentences
from summarizer.types import Article, Sentence


def sentences_of(article: Article) -> tuple[Sentence, ...]:
    """The sentences of ``article`` in order; headings and captions count as sentences."""
    spans = split_sentences(article.text)
    return tuple(Sentence(article, index, start, end) for index, (start, end) in enumerate(spans))
