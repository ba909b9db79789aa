"""Count which words are verbs, from articles: ``summarizer/trust/verbs.json``.

    python -m training.plausibility.verbs articles.jsonl.xz [--output summarizer/trust/verbs.json]

Articles are JSON lines with ``text``. A word is taken for a verb where it stands behind a particle that only
verbs follow, or at the head of a line, in a large enough share of its occurrences.
"""

from __future__ import annotations

import argparse
import itertools
import json
import lzma
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import cast

from summarizer.arabic.names import is_function_word
from summarizer.arabic.tokens import tokens

BEFORE_VERBS = frozenset("لم لن قد وقد فقد الذي التي الذين اللذين بعدما عندما سوف حينما لا".split())
FEWEST = 12
"""Occurrences below which nothing is said of a word."""
SHARE = 0.12
SHARE_IMPERFECT = 0.04
"""The same for words in the shape of the imperfect (``يـ``, ``تـ``)."""


def verbs_of(texts: Iterable[str]) -> list[str]:
    """The folded words of ``texts`` that are mostly verbs, sorted."""
    everywhere: Counter[str] = Counter()
    placed: Counter[str] = Counter()
    for text in texts:
        for line in text.splitlines():
            words = [token.word for token in tokens(line)]
            if not words:
                continue
            words[0] = words[0][1:] if words[0][0] == "و" and len(words[0]) > 3 else words[0]
            everywhere.update(words)
            placed[words[0]] += 1
            placed.update(second for first, second in itertools.pairwise(words) if first in BEFORE_VERBS)
    return sorted(word for word, count in everywhere.items() if _verbal(word, count, placed[word]))


def _verbal(word: str, count: int, placed: int) -> bool:
    if count < FEWEST or len(word) < 2 or is_function_word(word) or word.startswith("ال"):
        return False
    if not all("ء" <= letter <= "ي" for letter in word):
        return False
    imperfect = word[0] in "يت" and len(word) > 3
    return placed / count >= (SHARE_IMPERFECT if imperfect else SHARE)


def read_texts(path: Path) -> Iterator[str]:
    """The texts of a file of articles, plain or xz."""
    with (
        lzma.open(path, "rt", encoding="utf-8") if path.suffix == ".xz" else path.open(encoding="utf-8")
    ) as lines:
        for line in lines:
            yield cast(str, json.loads(line)["text"])


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("articles", type=Path)
    parser.add_argument("--output", type=Path, default=Path("summarizer/trust/verbs.json"))
    options = parser.parse_args()
    verbs = verbs_of(read_texts(options.articles))
    options.output.write_text(
        json.dumps({"verbs": " ".join(verbs)}, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )
    print(f"{len(verbs)} verbs")


if __name__ == "__main__":
    main()
