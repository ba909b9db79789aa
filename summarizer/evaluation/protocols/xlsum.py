"""The Arabic treatment of the XL-Sum scorer, for comparison with published numbers.

After Hasan et al. (2021), "XL-Sum", and its multilingual_rouge_scoring: lower case, control characters
out, Unicode punctuation as a boundary, letters and digits apart, and nltk's Arabic Snowball stemmer on
tokens of more than three characters. Two departures, together worth at most 0.2 points of F1
(docs/evaluation.md): the stemmer is stateless, and the stop words that nltk exempts are stemmed too.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from summarizer.evaluation.protocols.protocol import Protocol
from summarizer.evaluation.protocols.snowball_arabic import stem

_CONTROLS_THAT_SPLIT = re.compile("[\x0b\x0c\x1c-\x1f\x85]")
_ASCII_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
STEMMED_FROM = 4
"""Shortest token, in characters, that is stemmed."""


def prepare_xlsum(text: str) -> str:
    """``text`` in lower case without the control characters that Python takes for white space."""
    return _CONTROLS_THAT_SPLIT.sub("", text.lower())


def split_xlsum(text: str, *, stem: Callable[[str], str] = stem) -> list[str]:
    """Tokens of lower-cased ``text``: runs of letters or of digits, every other symbol by itself.

    ``stem`` is applied to tokens of ``STEMMED_FROM`` characters or more.
    """
    tokens: list[str] = []
    kind = ""
    for character in text:
        category = unicodedata.category(character)
        if character.isspace() or character in _ASCII_PUNCTUATION or category[0] == "P":
            kind = ""
        elif category[0] == "C" or character == "\ufffd":
            continue
        elif kind and (category[0] == "M" or (category[0] == kind and kind in "LN")):
            tokens[-1] += character
        else:
            tokens.append(character)
            kind = category[0]
    return [stem(token) if len(token) >= STEMMED_FROM else token for token in tokens]


XLSUM = Protocol(
    name="xlsum",
    version=1,
    definition=(
        "lower case; Unicode punctuation and control characters out; letters and digits apart; "
        "stateless Arabic Snowball stems of tokens longer than three characters"
    ),
    prepare=prepare_xlsum,
    split=split_xlsum,
    specimen="قالتِ المُمثِّلةُ الأمريكيّة إنّ ١٢٬٥٠٠ شخصٍ (و3.5%) شاهدوا «أفـلام» BBC على القناة٧",
    specimen_tokens=tuple("قال ممثل امريك إنّ ١٢ ٥٠٠ شخص و 3 5 شاهد افلام bbc على قنا ٧".split()),
)
