"""Spelling folded, then one prefix and one suffix off: forgives the article, conjunctions and endings."""

from __future__ import annotations

from summarizer.arabic.normalise import words
from summarizer.arabic.stems import stem
from summarizer.evaluation.protocols.protocol import Protocol


def split_light(text: str) -> list[str]:
    """Light stems (Larkey et al. 2007, light10 affixes) of the words of ``text``, stop words kept."""
    return [stem(word) for word in words(text)]


LIGHT = Protocol(
    name="light",
    version=1,
    definition="orthographic tokens, each without one prefix and one suffix where three letters are left",
    split=split_light,
    specimen="قالتِ المُمثِّلةُ الأمريكيّة إنّ ١٢٬٥٠٠ شخصٍ (و3.5%) شاهدوا «أفـلام» BBC على القناة٧",
    specimen_tokens=tuple("قالت ممثل امريك ان 12٬500 شخص و 3.5 شاهدو افلام bbc علي قنا 7".split()),
)
