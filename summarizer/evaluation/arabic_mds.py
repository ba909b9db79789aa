"""The benchmark ``arabic_mds``: references with ids and offsets; the news text comes from the user's corpus.

The folder ``benchmarks/arabic_mds`` holds statements and briefings written for Mujaz, and for every
article they rest on its id, the length of its text and a hash of it, but no news text. The text is
rebuilt from a copy of the ANT corpus (Chouigui, Ben Khiroun, Elayeb), version 2.1, either as its
authors publish it (one TREC-like ``.txt`` an article) or as JSON lines with ``id`` and ``text``.

The text that offsets point into is the end of the corpus's own text, ``length`` characters long,
after white space is collapsed: what stands before it (a dateline, a standfirst printed twice) is left
out. The hash decides; an article that differs is told, never passed over.
"""

from __future__ import annotations

import hashlib
import html
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from summarizer.errors import InputError
from summarizer.evaluation.lines import open_text
from summarizer.types import Article, Cluster

PARTS = (
    "briefings_dev",
    "briefings_train",
    "statements_dev",
    "statements_train",
    "standfirsts_dev",
    "standfirsts_train",
)
HASH_LENGTH = 16
"""Hexadecimal digits of the SHA-256 that stand in ``articles.jsonl.xz``."""

_FIELD = {
    tag: re.compile(rf"<{tag}>(.*?)</{tag}>", re.DOTALL) for tag in ("DOCNO", "TITLE", "ABSTRACT", "TEXT")
}


@dataclass(frozen=True)
class ArticleKey:
    """What the benchmark knows about an article without holding its text."""

    id: str
    outlet: str
    date: date
    length: int
    """Characters (Unicode code points) of the text."""
    sha256: str
    """The first 16 hexadecimal digits of the SHA-256 of the text in UTF-8."""


@dataclass(frozen=True)
class FusionExample:
    """Source sentences that tell one fact, and the one sentence an editor would print of them."""

    id: str
    cluster: str
    sources: tuple[tuple[str, int, int], ...]
    """(article id, start, end) into the rebuilt text of the article."""
    statement: str
    headline: str


@dataclass(frozen=True)
class Rebuilt:
    """Articles rebuilt from a corpus, and those that were not."""

    articles: Mapping[str, Article]
    missing: tuple[str, ...]
    """Ids that the corpus does not hold."""
    different: tuple[str, ...]
    """Ids whose text has another hash than the one the offsets were made for."""


def text_hash(text: str) -> str:
    """The first 16 hexadecimal digits of the SHA-256 of ``text`` in UTF-8."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:HASH_LENGTH]


def article_keys(folder: Path) -> dict[str, ArticleKey]:
    """Every article of the benchmark by id.

    Raises:
        InputError: the folder holds no ``articles.jsonl.xz`` or it cannot be read.
    """
    keys = {}
    for row in _rows(folder / "articles.jsonl.xz"):
        keys[row["id"]] = ArticleKey(
            row["id"], row["outlet"], date.fromisoformat(row["date"]), row["length"], row["sha256"]
        )
    return keys


def fusion_examples(folder: Path, part: str) -> list[FusionExample]:
    """The statements of ``part`` (``statements_dev`` or ``statements_train``), without news text."""
    return [
        FusionExample(
            row["id"],
            row["cluster"],
            tuple((s["article"], s["start"], s["end"]) for s in row["sources"]),
            row["statement"],
            row["headline"],
        )
        for row in _rows(_part(folder, part, "statements"))
    ]


def rebuild(keys: Mapping[str, ArticleKey], wanted: Sequence[str], corpus: Path) -> Rebuilt:
    """The articles ``wanted``, from a copy of the corpus (a folder of ``.txt`` or JSON lines).

    Raises:
        InputError: ``corpus`` does not exist or holds nothing of the corpus.
    """
    left = dict.fromkeys(wanted)
    articles: dict[str, Article] = {}
    different: list[str] = []
    for found in _corpus(corpus, set(left)):
        key = keys[found.id]
        kept = _kept(found.text, key)
        if kept is None:
            different.append(found.id)
        else:
            articles[found.id] = Article(found.id, kept, found.title, key.outlet, key.date)
            left.pop(found.id, None)
    if not articles and not different:
        raise InputError(
            "no article of the benchmark found",
            where=str(corpus),
            remedy="Give the folder of the ANT corpus v2.1 (multi-source) or JSON lines with id and text.",
        )
    wrong = [article_id for article_id in dict.fromkeys(different) if article_id in left]
    missing = [article_id for article_id in left if article_id not in set(wrong)]
    return Rebuilt(articles, tuple(missing), tuple(wrong))


def clusters(folder: Path, part: str, corpus: Path, *, partial: bool = False) -> list[Cluster]:
    """The clusters of ``part`` with references, rebuilt from ``corpus``.

    A statement becomes a cluster too: each article's text is its source sentences, one a line. The
    reference of a ``standfirsts`` example is the corpus's own abstract of an article that is not among the
    inputs. With ``partial`` examples whose articles cannot be rebuilt are left out.

    Raises:
        InputError: the part is unknown, or an article is missing or differs and ``partial`` is false.
    """
    if part not in PARTS:
        raise InputError(f"unknown part {part!r}", where="--part", remedy=f"Use one of {', '.join(PARTS)}.")
    keys = article_keys(folder)
    if part.startswith("briefings"):
        rows = _rows(_part(folder, part, "briefings"))
        wanted = [article_id for row in rows for article_id in row["articles"]]
        rebuilt = _complete(rebuild(keys, wanted, corpus), corpus, partial)
        return [
            Cluster(row["id"], tuple(rebuilt[a] for a in row["articles"]), tuple(row["references"]))
            for row in rows
            if all(a in rebuilt for a in row["articles"])
        ]
    if part.startswith("standfirsts"):
        return _standfirsts(folder, part, corpus, partial=partial)
    examples = fusion_examples(folder, part)
    wanted = [article_id for example in examples for article_id, _, _ in example.sources]
    rebuilt = _complete(rebuild(keys, wanted, corpus), corpus, partial)
    return [
        Cluster(example.id, _source_articles(example, rebuilt), (example.statement,))
        for example in examples
        if all(a in rebuilt for a, _, _ in example.sources)
    ]


def _standfirsts(folder: Path, part: str, corpus: Path, *, partial: bool) -> list[Cluster]:
    rows = _rows(_part(folder, part, "standfirsts"))
    wanted = [article_id for row in rows for article_id in row["articles"]]
    rebuilt = rebuild(article_keys(folder), wanted, corpus)
    hashes = {row["reference"]["article"]: row["reference"]["sha256"] for row in rows}
    found = {one.id: one.abstract for one in _corpus(corpus, set(hashes))}
    references = {name: text for name, text in found.items() if text_hash(text) == hashes[name]}
    absent = tuple(name for name in hashes if name not in found)
    other = tuple(name for name in hashes if name in found and name not in references)
    articles = _complete(
        Rebuilt(rebuilt.articles, rebuilt.missing + absent, rebuilt.different + other), corpus, partial
    )
    return [
        Cluster(
            row["id"],
            tuple(articles[a] for a in row["articles"]),
            (references[row["reference"]["article"]],),
        )
        for row in rows
        if row["reference"]["article"] in references and all(a in articles for a in row["articles"])
    ]


def _kept(text: str, key: ArticleKey) -> str | None:
    """The end of ``text``, as it stands or with white space collapsed, that has the key's hash.

    Line breaks other than ``\\n`` are taken for breaks first, then for blanks.
    """
    for candidate in (text, _lines(text.splitlines()), _lines(text.split("\n"))):
        kept = candidate[-key.length :]
        if text_hash(kept) == key.sha256:
            return kept
    return None


def _source_articles(example: FusionExample, articles: Mapping[str, Article]) -> tuple[Article, ...]:
    lines: dict[str, list[str]] = {}
    for article_id, start, end in example.sources:
        lines.setdefault(article_id, []).append(articles[article_id].text[start:end])
    return tuple(
        Article(article_id, "\n".join(texts), "", articles[article_id].outlet, articles[article_id].date)
        for article_id, texts in lines.items()
    )


def _complete(rebuilt: Rebuilt, corpus: Path, partial: bool) -> Mapping[str, Article]:
    if partial or not (rebuilt.missing or rebuilt.different):
        return rebuilt.articles
    first = (rebuilt.different + rebuilt.missing)[0]
    raise InputError(
        f"{len(rebuilt.missing)} articles are missing and {len(rebuilt.different)} have another text than "
        f"the one the offsets were made for, first {first}",
        where=str(corpus),
        remedy="Use version 2.1 of the corpus, or --partial to leave those examples out.",
    )


@dataclass(frozen=True)
class _Found:
    """An article as the corpus has it; white space of title and abstract collapsed."""

    id: str
    title: str
    abstract: str
    text: str


def _corpus(path: Path, wanted: set[str]) -> Iterator[_Found]:
    """Every wanted article that the corpus at ``path`` holds."""
    if path.is_dir():
        files = sorted(
            p for p in path.rglob("*") if p.stem in wanted and p.suffix.lower() in (".txt", ".xml")
        )
        for file in files:
            yield from _documents(file, wanted)
        if not files:
            for file in sorted(p for p in path.rglob("*.jsonl*") if p.is_file()):
                yield from _json_articles(file, wanted)
    elif path.is_file():
        yield from _json_articles(path, wanted)
    else:
        raise InputError(
            "no such file or folder", where=str(path), remedy="Give the folder of the ANT corpus."
        )


def _documents(file: Path, wanted: set[str]) -> Iterator[_Found]:
    content = file.read_text(encoding="utf-8", errors="replace")
    for piece in content.split("</DOC>"):
        found = {tag: match.group(1) for tag, pattern in _FIELD.items() if (match := pattern.search(piece))}
        article_id = found.get("DOCNO", "").strip()
        if article_id in wanted:
            title, abstract = (_lines(found.get(tag, "").splitlines()) for tag in ("TITLE", "ABSTRACT"))
            yield _Found(article_id, title, abstract, found.get("TEXT", ""))


def _json_articles(file: Path, wanted: set[str]) -> Iterator[_Found]:
    for number, line in enumerate(open_text(file), start=1):
        if not line.strip():
            continue
        where = f"{file}:{number}"
        try:
            row = json.loads(line)
            article_id = row["id"]
        except (ValueError, KeyError, TypeError):
            raise InputError(
                "not a JSON object with an id", where=where, remedy='Each line is {"id": ..., "text": ...}.'
            ) from None
        if article_id in wanted:
            if not isinstance(row.get("text"), str):
                raise InputError("the article has no text", where=where, remedy='Add "text".')
            title, abstract = str(row.get("title", "")), str(row.get("abstract", ""))
            yield _Found(article_id, title, abstract, row["text"])


def _lines(lines: Sequence[str]) -> str:
    collapsed = (" ".join(html.unescape(line).split()) for line in lines)
    return "\n".join(line for line in collapsed if line)


def _part(folder: Path, part: str, kind: str) -> Path:
    if part not in PARTS or not part.startswith(kind):
        raise InputError(f"{part!r} holds no {kind}", where="part", remedy=f"Use {kind}_dev or {kind}_train.")
    return folder / f"{part}.jsonl.xz"


def _rows(path: Path) -> list[dict[str, Any]]:
    if not path.is_file():
        raise InputError(
            "the benchmark's file is missing",
            where=str(path),
            remedy="Give the folder benchmarks/arabic_mds of the repository.",
        )
    return [json.loads(line) for line in open_text(path)]
