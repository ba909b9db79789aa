"""The default: spelling folded as readers fold it, words and numbers counted, no stemming."""

from __future__ import annotations

from summarizer.arabic.normalise import words
from summarizer.evaluation.protocols.protocol import Protocol

ORTHOGRAPHIC = Protocol(
    name="orthographic",
    version=1,
    definition=(
        "NFKC; bidi controls, vowel marks and tatweel out; alef, ya, ta marbuta and hamza carriers folded; "
        "Arabic-Indic and Persian digits as ASCII; lower case; tokens are words and numbers, a number "
        "keeps its inner separators; punctuation dropped"
    ),
    split=words,
    specimen="قالتِ المُمثِّلةُ الأمريكيّة إنّ ١٢٬٥٠٠ شخصٍ (و3.5%) شاهدوا «أفـلام» BBC على القناة٧",
    specimen_tokens=tuple("قالت الممثله الامريكيه ان 12٬500 شخص و 3.5 شاهدوا افلام bbc علي القناه 7".split()),
)
