"""Citations: the fewest sentences of a theme that support all of a statement, with exact offsets."""

from __future__ import annotations

from summarizer.arabic.stems import content_stems
from summarizer.arabic.tokens import tokens
from summarizer.trust.guard import violations
from summarizer.types import Citation, Sentence, Statement, Theme

MOST = 4
"""No statement needs more citations than this."""


def cite(sentence: Sentence, start: int = 0, end: int | None = None) -> Citation:
    """The citation of ``sentence``, or of the part ``[start, end)`` of its text."""
    stop = sentence.end if end is None else sentence.start + end
    return Citation(sentence.article.id, sentence.start + start, stop)


def support(text: str, theme: Theme) -> tuple[Citation, ...]:
    """The fewest sentences that support ``text``: none of them can go, and the guard accepts them alone.

    Sentences are taken greedily by the stems of ``text`` they still add, then those that prove needless
    are given back. If the guard wants more, the rest of the theme is added one by one.
    """
    wanted = set(content_stems(text))
    pool = list(range(len(theme.sentences)))
    stems = {i: set(content_stems(theme.sentences[i].text)) & wanted for i in pool}
    chosen: list[int] = []
    covered: set[str] = set()
    while pool and len(chosen) < MOST:
        best = max(pool, key=lambda i: (len(stems[i] - covered), -i))
        if chosen and not stems[best] - covered:
            break
        accepted = chosen and _accepted(text, theme, chosen)
        if accepted and len(stems[best] - covered) < 2:
            break
        chosen.append(best)
        pool.remove(best)
        covered |= stems[best]
    for extra in [i for i in pool if stems[i]]:
        if _accepted(text, theme, chosen) or len(chosen) >= MOST:
            break
        chosen.append(extra)
    for candidate in sorted(chosen, key=lambda i: len(stems[i])):
        rest = [i for i in chosen if i != candidate]
        held = set().union(*(stems[i] for i in rest)) if rest else set()
        if rest and len(stems[candidate] - held) < 2 and _accepted(text, theme, rest):
            chosen = rest
    return tuple(cite(theme.sentences[i]) for i in sorted(chosen))


def _accepted(text: str, theme: Theme, chosen: list[int]) -> bool:
    return not violations(text, [theme.sentences[i].text for i in chosen])


def copied_from(text: str, theme: Theme) -> Statement | None:
    """The quoted statement ``text`` is, if it repeats one source sentence or a run of it word for word.

    The statement then shows the source's own letters, so that the citation covers exactly what is shown.
    """
    draft = [token.word for token in tokens(text)]
    if not draft:
        return None
    for sentence in theme.sentences:
        stream = tokens(sentence.text)
        source = [token.word for token in stream]
        for begin in range(len(source) - len(draft) + 1):
            if source[begin : begin + len(draft)] == draft:
                start, end = stream[begin].start, stream[begin + len(draft) - 1].end
                if begin == 0:
                    start = 0
                if begin + len(draft) == len(source):
                    end = len(sentence.text)
                shown = sentence.text[start:end]
                return Statement(shown, (cite(sentence, start, end),), theme.origins, "quoted")
    return None
