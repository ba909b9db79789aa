"""Count in how many articles every stem stands and write summarizer/retrieval/background.npz.

    python -m training.salience.background ARTICLES.jsonl... --out summarizer/retrieval/background.npz

Each line of ARTICLES holds an object with ``text`` and perhaps ``title``; ``.xz`` and ``.gz`` are read too.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

import numpy as np

from summarizer.arabic.normalise import words
from summarizer.arabic.stems import STOP_WORDS, stem
from training.salience.data import read_lines


def main() -> None:
    """Count and write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("articles", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--least", type=int, default=4, help="articles a stem must stand in to be kept")
    arguments = parser.parse_args()
    frequencies: Counter[str] = Counter()
    documents = 0
    for path in arguments.articles:
        for row in read_lines(path):
            text = f"{row.get('title') or ''}\n{row['text']}"
            frequencies.update({stem(word) for word in set(words(text)) if word not in STOP_WORDS})
            documents += 1
    kept = sorted(key for key, count in frequencies.items() if count >= arguments.least)
    np.savez_compressed(
        arguments.out,
        stems=np.frombuffer("\n".join(kept).encode("utf-8"), dtype=np.uint8),
        frequencies=np.array([min(frequencies[key], 65_535) for key in kept], dtype=np.uint16),
        documents=np.array(documents, dtype=np.int64),
    )
    print(f"{documents} articles, {len(frequencies)} stems, {len(kept)} kept in {arguments.out}")


if __name__ == "__main__":
    main()
