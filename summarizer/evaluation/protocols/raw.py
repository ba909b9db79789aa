"""Nothing folded: what a scorer sees that keeps Arabic letters but knows nothing about Arabic."""

from __future__ import annotations

import re

from summarizer.evaluation.protocols.protocol import Protocol

_RUN = re.compile(r"(?:[^\W_]|[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06ed])+")


def split_raw(text: str) -> list[str]:
    """Runs of letters, digits and marks, as written. Marks stay in their word; tatweel is a letter."""
    return _RUN.findall(text)


RAW = Protocol(
    name="raw",
    version=1,
    definition="runs of letters, digits and combining marks exactly as written; punctuation dropped",
    split=split_raw,
    specimen="قالتِ المُمثِّلةُ الأمريكيّة إنّ ١٢٬٥٠٠ شخصٍ (و3.5%) شاهدوا «أفـلام» BBC على القناة٧",
    specimen_tokens=tuple("قالتِ المُمثِّلةُ الأمريكيّة إنّ ١٢ ٥٠٠ شخصٍ و3 5 شاهدوا أفـلام BBC على القناة٧".split()),
)
