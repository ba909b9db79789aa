"""Rebuild the inputs of the benchmark from a copy of the ANT corpus.

    python benchmarks/arabic_mds/rebuild.py ANT_FOLDER OUT_FOLDER

writes ``<part>.jsonl`` (clusters with references, the format ``mujaz benchmark`` reads) for all
parts and ``<part>.fusion.jsonl`` (source sentences, statement, headline) for the two of statements.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from summarizer.errors import MujazError
from summarizer.evaluation.arabic_mds import (
    PARTS,
    article_keys,
    clusters,
    fusion_examples,
    rebuild,
)
from summarizer.types import Cluster

HERE = Path(__file__).resolve().parent


def cluster_row(cluster: Cluster) -> dict[str, Any]:
    """One line of cluster JSONL."""
    return {
        "id": cluster.id,
        "articles": [
            {
                "id": article.id,
                "title": article.title,
                "outlet": article.outlet,
                "date": article.date.isoformat() if article.date else None,
                "text": article.text,
            }
            for article in cluster.articles
        ],
        "references": list(cluster.references),
    }


def fusion_rows(part: str, corpus: Path) -> list[dict[str, Any]]:
    """Source sentences with their text, for those whose articles the corpus holds."""
    examples = fusion_examples(HERE, part)
    wanted = [article for example in examples for article, _, _ in example.sources]
    articles = rebuild(article_keys(HERE), wanted, corpus).articles
    return [
        {
            "id": example.id,
            "cluster": example.cluster,
            "sources": [
                {"article": a, "start": start, "end": end, "text": articles[a].text[start:end]}
                for a, start, end in example.sources
            ],
            "statement": example.statement,
            "headline": example.headline,
        }
        for example in examples
        if all(a in articles for a, _, _ in example.sources)
    ]


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument(
        "corpus", type=Path, help="folder of the ANT corpus v2.1, or JSON lines with id, text"
    )
    parser.add_argument("out", type=Path, help="folder to write to")
    parser.add_argument("--parts", nargs="+", default=list(PARTS), choices=PARTS)
    parser.add_argument("--partial", action="store_true", help="leave out what the corpus does not hold")
    options = parser.parse_args(arguments)
    try:
        options.out.mkdir(parents=True, exist_ok=True)
        for part in options.parts:
            rows = [cluster_row(c) for c in clusters(HERE, part, options.corpus, partial=options.partial)]
            _write(options.out / f"{part}.jsonl", rows)
            if part.startswith("statements"):
                _write(options.out / f"{part}.fusion.jsonl", fusion_rows(part, options.corpus))
    except MujazError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    return 0


def _write(path: Path, rows: list[dict[str, Any]]) -> None:
    part = path.with_suffix(".part")
    with part.open("w", encoding="utf-8") as handle:
        handle.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    part.replace(path)
    print(f"{path}: {len(rows)}", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
