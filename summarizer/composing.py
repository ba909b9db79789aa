"""From checked statements to a briefing: no repetition, a headline, the account of what was used."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from summarizer.arabic.normalise import count_words, words
from summarizer.arabic.stems import content_stems
from summarizer.trust.repetition import repeat
from summarizer.types import Article, Draft, Statement, Theme

HEADLINE_WORDS = 14
"""A headline's length at most, in words."""

NEWEST = 0.35
"""What a title of the newest day gains, in shares of its stems: the headline says the newest main fact."""
LEAST_HEADLINE = 4
"""A headline's length at least, in words, once its teaser is off."""

_TEMPTING = re.compile(r"^(?:بال)?(?:فيديو|صور|الفيديو|الصور)\s*(?:[-–:|]|\.{2,})\s*")


def without_repetition(pairs: Sequence[tuple[Theme, Statement]]) -> list[tuple[Theme, Statement]]:
    """The pairs in order, each fact once: of two that repeat each other, the one told by more articles.

    It takes the place of the earlier one; at equal numbers the earlier one stays.
    """
    kept: list[tuple[Theme, Statement]] = []
    for theme, statement in pairs:
        place = next((at for at, (_, other) in enumerate(kept) if repeat(statement.text, other.text)), None)
        if place is None:
            kept.append((theme, statement))
        elif _articles(theme) > _articles(kept[place][0]):
            kept[place] = (theme, statement)
    return kept


def _articles(theme: Theme) -> int:
    return len({sentence.article.id for sentence in theme.sentences})


def written_headline(drafts: Sequence[Draft], *, accept: Mapping[str, bool]) -> str | None:
    """The first draft that is short enough and that the guard accepts, without a final stop."""
    for draft in drafts:
        if accept.get(draft.text) and 3 <= count_words(draft.text) <= HEADLINE_WORDS:
            return draft.text.rstrip(" .؟!…")
    return None


def quoted_headline(articles: Sequence[Article], leads: Sequence[str]) -> str:
    """The article title that says most of what ``leads`` (the first statements) say, newest before older.

    Without titles, the first clause of the first statement.
    """
    titled = [article for article in articles if article.title]
    if not titled:
        return first_clause(leads[0])
    stems = {stem for lead in leads for stem in content_stems(lead)}
    newest = max((article.date for article in titled if article.date), default=None)

    def worth(article: Article) -> tuple[float, int, str]:
        latest = newest is not None and article.date == newest
        return _overlap(stems, article.title) + NEWEST * latest, -len(article.title), article.title

    return without_teaser(max(titled, key=worth).title)


def without_teaser(title: str) -> str:
    """A title without what only tempts: ``فيديو - …`` before it, ``… .. هذه مضامينه`` behind it."""
    title = _TEMPTING.sub("", title.strip())
    head, dots, _ = title.partition("..")
    shown = head if dots and count_words(head) >= LEAST_HEADLINE else title
    return shown.strip().rstrip(".").strip()


def first_clause(text: str) -> str:
    """``text`` up to a comma within the headline's length, else its first words and ``…``."""
    tokens = text.split()
    if len(tokens) <= HEADLINE_WORDS:
        return text.rstrip(" .؟!…")
    for end in range(HEADLINE_WORDS, 4, -1):
        if tokens[end - 1].endswith(("،", "؛", ",")):
            return " ".join(tokens[:end]).rstrip("،؛, ")
    return " ".join(tokens[:HEADLINE_WORDS]) + "…"


def shares(statements: Sequence[Statement], articles: Sequence[Article]) -> dict[str, float]:
    """Share of each article among all citations, in the order of ``articles``; sums to 1 or is all 0."""
    counts = Counter(citation.article_id for statement in statements for citation in statement.citations)
    total = sum(counts.values())
    return {article.id: round(counts[article.id] / total, 4) if total else 0.0 for article in articles}


def origin_shares(statements: Sequence[Statement]) -> dict[str, float]:
    """Share of the statements that each origin stands behind, by name, the largest first."""
    counts = Counter(origin for statement in statements for origin in statement.origins)
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return {name: round(count / len(statements), 4) for name, count in ranked}


def by_first_citation(articles: Sequence[Article], statements: Sequence[Statement]) -> tuple[Article, ...]:
    """Articles in the order in which the briefing cites them; the uncited follow as they were."""
    order: dict[str, int] = {}
    for statement in statements:
        for citation in statement.citations:
            order.setdefault(citation.article_id, len(order))
    return tuple(sorted(articles, key=lambda article: order.get(article.id, len(order))))


def _overlap(stems: set[str], title: str) -> float:
    own = set(content_stems(title))
    return len(own & stems) / len(own) if own and len(words(title)) >= 3 else 0.0
