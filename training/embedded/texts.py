"""Stage ``texts``: all text as token ids in one small file, and the damage a model learns to mend.

Denoising as in BART (Lewis et al. 2020): sentences in another order and spans of words behind one mask
each; the model writes the text as it was. It teaches the decoder Arabic before it must summarise.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from training.embedded.options import read_options
from training.embedded.pairs import sentences
from training.embedded.records import read_json_lines

START, END, MASK = 0, 2, 3
"""``<unk>`` serves as mask: the texts are packed without sentences that hold it."""
WINDOW = 128
"""Tokens of a window: about a theme with its sources."""
MASKED = 0.3
"""Share of a window's tokens behind masks, as in BART."""
SPAN = 3.0
"""Mean length of a masked span in tokens (BART: Poisson of 3)."""


@dataclass(frozen=True, kw_only=True)
class TextsOptions:
    """Options of the stage."""

    articles: list[str]
    tokenizer: str
    """Folder with ``tokenizer.json``."""
    out: str


@dataclass(frozen=True)
class Texts:
    """Sentences of articles end to end. Sentence ``i`` is ``ids[starts[i]:starts[i + 1]]``."""

    ids: NDArray[np.uint16]
    starts: NDArray[np.int64]
    articles: NDArray[np.int64]
    """The first sentence of each article."""

    def window(self, sentence: int) -> list[list[int]]:
        """Sentences from ``sentence`` on, within its article and :data:`WINDOW` tokens; at least one."""
        after = int(np.searchsorted(self.articles, sentence, side="right"))
        end = int(self.articles[after]) if after < len(self.articles) else len(self.starts) - 1
        found: list[list[int]] = []
        for place in range(sentence, end):
            found.append(self.ids[self.starts[place] : self.starts[place + 1]].tolist()[:WINDOW])
            if sum(map(len, found)) > WINDOW:
                return found[:-1] or found
        return found


def pack(articles: Sequence[Sequence[Sequence[int]]]) -> Texts:
    """Texts of articles given as sentences of ids; empty articles are left out."""
    kept = [article for article in articles if article]
    flat = [sentence for article in kept for sentence in article]
    starts = np.cumsum([0] + [len(sentence) for sentence in flat])
    firsts = np.cumsum([0] + [len(article) for article in kept])[:-1]
    ids = np.array([piece for sentence in flat for piece in sentence], dtype=np.uint16)
    return Texts(ids, starts.astype(np.int64), firsts.astype(np.int64))


def read_texts(path: str | Path) -> Texts:
    """Texts written by the stage."""
    with np.load(path) as held:
        return Texts(held["ids"], np.cumsum(held["lengths"], dtype=np.int64), held["articles"])


def damaged(texts: Texts, random: Random) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """A window somewhere: (what the model reads, what it shall write)."""
    window = texts.window(random.randrange(len(texts.starts) - 1))
    whole = [piece for sentence in window for piece in sentence]
    read: list[int] = []
    for sentence in random.sample(window, len(window)):
        read += masked(sentence, random)
    return (START, *read, END), (START, *whole, END)


def masked(sentence: Sequence[int], random: Random) -> list[int]:
    """``sentence`` with spans behind masks until :data:`MASKED` of its tokens are gone."""
    left = list(sentence)
    quota = round(MASKED * len(left))
    while quota > 0 and left:
        length = min(quota, max(1, round(random.expovariate(1 / SPAN))))
        start = random.randrange(max(1, len(left) - length + 1))
        left[start : start + length] = [MASK]
        quota -= length
    return left


def main(arguments: Sequence[str]) -> None:
    """Run the stage and print what it packed."""
    options = read_options(TextsOptions, arguments)
    tokenizer = Tokenizer.from_file(str(Path(options.tokenizer) / "tokenizer.json"))
    articles = []
    for path in options.articles:
        for row in read_json_lines(path):
            lines = [line for line in (row.get("title"), row.get("abstract")) if line]
            encoded = tokenizer.encode_batch(lines + sentences(row["text"]), add_special_tokens=False)
            articles.append([piece.ids for piece in encoded if MASK not in piece.ids])
    texts = pack(articles)
    out = Path(options.out)
    out.parent.mkdir(parents=True, exist_ok=True)
    beside = out.with_name(out.name + ".part.npz")
    lengths = np.diff(texts.starts, prepend=0).astype(np.uint16)
    np.savez_compressed(beside, ids=texts.ids, lengths=lengths, articles=texts.articles)
    os.replace(beside, out)
    print(f"{out}: {len(texts.articles)} articles, {len(texts.starts) - 1} sentences, {len(texts.ids)} ids")


if __name__ == "__main__":
    main(sys.argv[1:])
