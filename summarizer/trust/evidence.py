"""What the sources of a statement hold, laid out for the guard's questions."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from summarizer.arabic.modality import root
from summarizer.arabic.names import spellings
from summarizer.arabic.numbers import Quantity, dual_nouns, quantities
from summarizer.arabic.tokens import Token, bare, key, tokens

WEEKDAYS = {
    "سبت": 1, "احد": 2, "اثنين": 3, "ثلاثاء": 4, "اربعاء": 5, "خميس": 6, "جمعه": 7,
}  # fmt: skip
MONTHS = {
    name: number
    for number, names in enumerate(
        """يناير جانفي|فبراير فيفري شباط|مارس اذار|ابريل افريل نيسان|مايو ماي ايار|يونيو جوان حزيران|
        يوليو جويليه تموز|اغسطس اوت اب|سبتمبر ايلول|اكتوبر|نوفمبر|ديسمبر""".replace("\n", "").split("|"),
        start=1,
    )
    for name in names.split()
}
_AMBIGUOUS_MONTHS = frozenset("مارس اب ماي اوت جوان".split())
_TWO_WORD_MONTHS = {
    ("كانون", "الثاني"): 1, ("كانون", "الاول"): 12, ("تشرين", "الاول"): 10, ("تشرين", "الثاني"): 11,
}  # fmt: skip


def weekday_of(word: str) -> int:
    """1 for Saturday to 7 for Friday, 0 for any other word; the article tells ``الأحد`` from ``أحد``."""
    for prefix in ("ال", "وال", "لل", "بال", "فال"):
        if word.startswith(prefix) and (day := WEEKDAYS.get(word[len(prefix) :])):
            return day
    return 0


def month_of(stream: list[Token], token: Token) -> int:
    """1 to 12 if ``token`` is (the first word of) a month's name, else 0."""
    word = token.word
    month = MONTHS.get(word) or (MONTHS.get(word[1:]) if word[:1] in "ولب" else None)
    if word in ("كانون", "تشرين"):
        index = stream.index(token)
        following = stream[index + 1].word if index + 1 < len(stream) else ""
        return _TWO_WORD_MONTHS.get((word, following), 0)
    if month and word in _AMBIGUOUS_MONTHS:
        index = stream.index(token)
        before = stream[index - 1].word if index else ""
        after = stream[index + 1].word if index + 1 < len(stream) else ""
        dated = (
            before[:1].isdigit() or before in ("شهر", "في", *MONTHS) or after[:1].isdigit() or after in MONTHS
        )
        return month if dated else 0
    return month or 0


@dataclass(frozen=True)
class Evidence:
    """The sources of one statement, sentence by sentence and together."""

    sentences: tuple[tuple[Token, ...], ...]
    spelled: frozenset[str]
    stems: frozenset[str]
    roots: frozenset[str]
    quantities: tuple[Quantity, ...]
    duals: frozenset[str]
    weekdays: frozenset[int]
    months: frozenset[int]

    def has(self, word: str) -> bool:
        """Whether ``word`` stands in the sources in some dress."""
        return bool(spellings(word) & self.spelled)

    def has_any(self, readings: frozenset[str]) -> bool:
        return bool(readings & self.spelled)

    def has_stem(self, word: str) -> bool:
        """Whether a word of the same stem, or of the same three consonants or more, stands in the sources."""
        skeleton = root(word)
        return key(word) in self.stems or (len(skeleton) >= 3 and skeleton in self.roots)

    def has_run(self, run: list[str]) -> bool:
        """Whether the words of ``run`` follow each other in one source; article and ``و`` may differ."""
        wanted = [min(bare(word), key=len) for word in run]
        for sentence in self.sentences:
            plain = [min(bare(token.word), key=len) for token in sentence]
            if any(plain[begin : begin + len(run)] == wanted for begin in range(len(plain) - len(run) + 1)):
                return True
        return False

    def beside(self, first: str, second: str, *, reach: int = 3) -> bool:
        """Whether ``second`` follows ``first`` within ``reach`` words in some source."""
        one, two = spellings(first), spellings(second)
        for sentence in self.sentences:
            for index, token in enumerate(sentence):
                if spellings(token.word) & one and any(
                    spellings(other.word) & two for other in sentence[index + 1 : index + 1 + reach]
                ):
                    return True
        return False

    def owners(self, adjective: str) -> frozenset[str]:
        """Readings and roots of the two words before ``adjective``, in this very form, in the sources."""
        plain = adjective.removeprefix("ال")
        return frozenset(
            reading
            for sentence in self.sentences
            for index, token in enumerate(sentence)
            if token.word.removeprefix("ال") == plain
            for before in sentence[max(0, index - 2) : index]
            for reading in spellings(before.word) | {root(before.word)}
        )


@lru_cache(maxsize=512)
def evidence_of(sources: tuple[str, ...]) -> Evidence:
    """Lay out ``sources`` (texts of sentences); kept for the next draft of the same theme."""
    sentences = tuple(tuple(tokens(text)) for text in sources)
    plain = [token.word for sentence in sentences for token in sentence]
    months = {month_of(list(sentence), token) for sentence in sentences for token in sentence}
    return Evidence(
        sentences=sentences,
        spelled=frozenset(reading for word in plain for reading in spellings(word)),
        stems=frozenset(key(word) for word in plain),
        roots=frozenset(root(word) for word in plain),
        quantities=tuple(quantity for text in sources for quantity in quantities(text)),
        duals=frozenset(token.word for text in sources for token in dual_nouns(text)),
        weekdays=frozenset(weekday_of(word) for word in plain) - {0},
        months=frozenset(months) - {0},
    )
