"""Learn a vector for every stem by latent semantic analysis and write summarizer/retrieval/latent.npz.

    python -m training.salience.latent ARTICLES.jsonl... --out summarizer/retrieval/latent.npz

Passages of three paragraphs are rows, the stems of background.npz columns, tf-idf the cells (Deerwester et
al. 1990, "Indexing by Latent Semantic Analysis"). Stems that stand in the same passages get similar vectors.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

import numpy as np
import scipy.sparse
from sklearn.decomposition import TruncatedSVD

from summarizer.arabic.stems import content_stems
from summarizer.retrieval.background import inverse_document_frequency, known_stems
from training.salience.data import read_lines

PARAGRAPHS = 3
MOST_PARAGRAPHS = 9
"""What follows in an article is mostly background and repeats between articles."""


def main() -> None:
    """Count, factor and write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("articles", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--dimensions", type=int, default=64)
    arguments = parser.parse_args()
    stems = known_stems()
    number = {stem: place for place, stem in enumerate(stems)}
    rarity = inverse_document_frequency(stems)
    rows: list[int] = []
    columns: list[int] = []
    cells: list[float] = []
    passages = 0
    for path in arguments.articles:
        for article in read_lines(path):
            lines = [line for line in article["text"].split("\n") if line.strip()]
            for start in range(0, min(len(lines), MOST_PARAGRAPHS), PARAGRAPHS):
                title = [article.get("title") or ""] if start == 0 else []
                text = "\n".join(title + lines[start : start + PARAGRAPHS])
                counts = Counter(number[stem] for stem in content_stems(text) if stem in number)
                for column, count in counts.items():
                    rows.append(passages)
                    columns.append(column)
                    cells.append((1 + np.log(count)) * rarity[column])
                passages += 1
    table = scipy.sparse.csr_matrix(
        (np.array(cells, dtype=np.float32), (rows, columns)), shape=(passages, len(stems))
    )
    norms = np.sqrt(np.asarray(table.multiply(table).sum(axis=1)).ravel())
    table = scipy.sparse.diags(1 / np.maximum(norms, 1e-9)) @ table
    factors = TruncatedSVD(arguments.dimensions, n_iter=4, random_state=0).fit(table)
    vectors = factors.components_.T
    scales = np.maximum(np.abs(vectors).max(axis=1), 1e-12) / 127
    np.savez_compressed(
        arguments.out,
        vectors=np.round(vectors / scales[:, None]).astype(np.int8),
        scales=scales.astype(np.float32),
    )
    print(f"{passages} passages, {len(stems)} stems, {arguments.dimensions} dimensions in {arguments.out}")


if __name__ == "__main__":
    main()
