"""Who first told it: five outlets can be one wire story, and then they are one origin.

A sentence's origin is, in this order: the agency or outlet it names; for a continuation (``وأضاف``) the
origin of the sentence before it; the agency on which its article rests (the first one named, up to the
first heading inside the text: what stands under a heading is another story); the institution that speaks
in it; the outlet itself. Copies of one sentence have one origin: the one that most of them give, and a named
one before an outlet's own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from summarizer.arabic.attribution import Attribution, attributions, is_continuation
from summarizer.splitting import sentences_of
from summarizer.trust.copies import copy_groups
from summarizer.types import Article, Sentence, Theme

HEADING_WORDS = 8
"""A line within an article is a heading when it is this short and has no stop."""
_RANK = {"agency": 0, "outlet": 1, "institution": 2, "own": 3}

Origin = tuple[str, str]
"""A name as shown, and its kind: ``agency``, ``outlet``, ``institution`` or ``own``."""


def with_origins(themes: Sequence[Theme]) -> tuple[Theme, ...]:
    """The themes with ``origins``: the independent tellers of each, named ones first, in a fixed order."""
    known: dict[str, dict[int, Origin]] = {}
    for article in _articles(themes):
        known[article.id] = article_origins(article)
    return tuple(replace(theme, origins=_theme_origins(theme.sentences, known)) for theme in themes)


def article_origins(article: Article) -> dict[int, Origin]:
    """The origin of each sentence of ``article``, by the sentence's start offset."""
    sentences = sentences_of(article)
    named = [attributions(sentence.text) for sentence in sentences]
    main = next((item for items in named for item in items if item.kind == "agency"), None)
    own: Origin = (article.outlet or article.title or article.id, "own")
    default = (main.name, "agency") if main else own
    origins: dict[int, Origin] = {}
    previous = default
    behind_heading = False
    for sentence, items in zip(sentences, named, strict=True):
        behind_heading = behind_heading or (sentence.index > 0 and _is_heading(sentence.text))
        told_by = _named(items)
        if told_by and told_by[1] != "institution":
            origin = told_by
        elif is_continuation(sentence.text):
            origin = previous
        elif main and not behind_heading:
            origin = default
        else:
            origin = told_by or own
        origins[sentence.start] = previous = origin
    return origins


def tellers_of(sentence: Sentence, known: Mapping[str, Mapping[int, Origin]]) -> tuple[str, ...]:
    """Who answers for ``sentence``: the institutions that speak in it, else its origin."""
    speaking = [item.name for item in attributions(sentence.text) if item.kind == "institution"]
    return tuple(speaking) or (_origin(sentence, known)[0],)


def _is_heading(text: str) -> bool:
    return len(text.split()) <= HEADING_WORDS and text[-1].isalpha()


def _theme_origins(sentences: Sequence[Sentence], known: dict[str, dict[int, Origin]]) -> tuple[str, ...]:
    found: dict[str, int] = {}
    for group in copy_groups(sentences):
        votes = Counter(_origin(sentence, known) for sentence in group)
        name, kind = min(
            votes, key=lambda origin: (_RANK[origin[1]] == 3, -votes[origin], _RANK[origin[1]], origin)
        )
        found[name] = min(found.get(name, 9), _RANK[kind])
    return tuple(sorted(found, key=lambda name: (found[name], name)))


def _origin(sentence: Sentence, known: Mapping[str, Mapping[int, Origin]]) -> Origin:
    of_article = known[sentence.article.id]
    starts = [start for start in of_article if start <= sentence.start]
    return of_article[max(starts)] if starts else (sentence.article.outlet or sentence.article.id, "own")


def _named(items: Sequence[Attribution]) -> Origin | None:
    if not items:
        return None
    best = min(items, key=lambda item: _RANK[item.kind])
    return best.name, best.kind


def _articles(themes: Iterable[Theme]) -> list[Article]:
    found = {sentence.article.id: sentence.article for theme in themes for sentence in theme.sentences}
    return [found[identifier] for identifier in sorted(found)]
