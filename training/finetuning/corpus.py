"""Whatever a corpus looks like, it becomes clusters: articles about one event and references for them."""

from __future__ import annotations

import csv
import hashlib
import io
import lzma
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from summarizer.errors import InputError
from summarizer.reading import read_articles
from summarizer.reading.clean import clean_line, clean_text
from summarizer.reading.clusters import cluster_from, parse_object
from summarizer.reading.encodings import decode
from summarizer.types import Article, Cluster
from training.finetuning.config import Columns, Data, Kind

_TABLES = (".csv", ".tsv", ".parquet")
_HUB_NAME = re.compile(r"[\w.-]+(?:/[\w.-]+)?(?::[\w.-]+)?")


def read_corpus(sources: Sequence[str], data: Data, *, split: str) -> list[Cluster]:
    """The clusters of every source, in order, ids made unique.

    Args:
        split: ``train`` or ``validation``: the split taken of a hub dataset.

    Raises:
        InputError: a source is not there, is of no known kind, lacks a column, or holds no example.
    """
    found: list[Cluster] = []
    taken: set[str] = set()
    for source in sources:
        before = len(found)
        for cluster in _read(source, data, split):
            identity, number = cluster.id, 2
            while identity in taken:
                identity, number = f"{cluster.id}-{number}", number + 1
            taken.add(identity)
            found.append(cluster if identity == cluster.id else replace(cluster, id=identity))
        if len(found) == before:
            raise InputError(
                f"the {split} split is empty: no example", where=source, remedy="Give a file with examples."
            )
    return found


def kind_of(source: str) -> Kind:
    """What ``source`` is, by its name and, for JSON lines, by its first line.

    Raises:
        InputError: nothing of that name, or a file of an unknown kind.
    """
    path = Path(source)
    if path.is_dir():
        inside = [each.suffix for each in path.rglob("*") if each.is_file()]
        data = any(suffix in (".parquet", ".arrow") for suffix in inside)
        return "hub" if data and ".txt" not in inside else "folder"
    if path.is_file():
        if path.suffix in _TABLES:
            return "table"
        if path.suffixes[-2:] in ([".jsonl", ".xz"], [".json", ".xz"]) or path.suffix in (".jsonl", ".json"):
            for line in _lines(path):
                return "clusters" if "articles" in parse_object(line, f"{path}, line 1") else "xlsum"
            raise InputError("the file is empty", where=source, remedy="Put one JSON object on each line.")
        raise InputError(
            f"a corpus in a {path.suffix or 'nameless'} file is unknown",
            where=source,
            remedy="Use .jsonl (also .xz), .csv, .tsv, .parquet, a folder of folders, or a hub name.",
        )
    if source.startswith((".", "/", "~")) or source.count("/") > 1 or not _HUB_NAME.fullmatch(source):
        raise InputError("no such file or folder", where=source, remedy="Check the path.")
    if Path(source).suffix in (*_TABLES, ".jsonl", ".json", ".xz"):
        raise InputError("no such file", where=source, remedy="Check the path.")
    return "hub"


def _read(source: str, data: Data, split: str) -> Iterator[Cluster]:
    kind = kind_of(source) if data.kind == "auto" else data.kind
    if kind == "clusters":
        for number, line in enumerate(_lines(Path(source)), start=1):
            where = f"{source}, line {number}"
            yield cluster_from(parse_object(line, where), where)
    elif kind == "xlsum":
        rows = (parse_object(line, f"{source}, line {n}") for n, line in enumerate(_lines(Path(source)), 1))
        yield from _documents(rows, source, data.columns)
    elif kind == "table":
        yield from _documents(_table(Path(source)), source, data.columns)
    elif kind == "folder":
        yield from _folders(Path(source), data.reference_files)
    else:
        yield from _hub(source, data, split)


def _lines(path: Path) -> Iterator[str]:
    try:
        open_it = lzma.open if path.suffix == ".xz" else open
        with open_it(path, "rt", encoding="utf-8-sig") as lines:
            yield from (line for line in lines if line.strip())
    except UnicodeDecodeError as error:
        raise InputError("is not UTF-8 text", where=str(path), remedy="Save it as UTF-8.") from error
    except (OSError, lzma.LZMAError) as error:
        raise InputError(f"cannot be read ({error})", where=str(path), remedy="Check the file.") from error


def _documents(rows: Iterable[Mapping[str, Any]], source: str, columns: Columns) -> Iterator[Cluster]:
    """One document and its summary a row. Rows where either is empty are left out."""
    for number, row in enumerate(rows, start=1):
        if "articles" in row:
            yield cluster_from(row, f"{source}, row {number}")
            continue
        lacking = [name for name in (columns.text, columns.summary) if name not in row]
        if lacking:
            raise InputError(
                f"no column {lacking[0]!r}; there are {', '.join(map(str, row))}",
                where=f"{source}, row {number}",
                remedy="Set data.columns.text and data.columns.summary.",
            )
        text, summary = clean_text(_text(row[columns.text])), clean_text(_text(row[columns.summary]))
        if not text.strip() or not summary.strip():
            continue
        identity = _text(row.get(columns.id)).strip()
        if not identity:
            identity = hashlib.sha256(f"{text}\0{summary}".encode()).hexdigest()[:16]
        title = clean_line(_text(row.get(columns.title)))
        yield Cluster(identity, (Article(id=identity, text=text, title=title),), (summary.strip(),))


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _table(path: Path) -> Iterator[Mapping[str, Any]]:
    if path.suffix == ".parquet":
        yield from _parquet(path)
        return
    csv.field_size_limit(min(sys.maxsize, 2**31 - 1))
    lines = io.StringIO(_decoded(path).removeprefix("\ufeff"), newline="")
    try:
        for row in csv.DictReader(lines, delimiter="\t" if path.suffix == ".tsv" else ",", strict=True):
            yield {key: value for key, value in row.items() if key is not None}
    except csv.Error as error:
        raise InputError(f"not a table ({error})", where=str(path), remedy="Quote the fields.") from error


def _decoded(path: Path) -> str:
    try:
        text = decode(path.read_bytes())
    except OSError as error:
        raise InputError(f"cannot be read ({error.strerror})", where=str(path), remedy="Check it.") from error
    if text is None:
        raise InputError("the encoding cannot be told", where=str(path), remedy="Save it as UTF-8.")
    return text


def _parquet(path: Path) -> Iterator[Mapping[str, Any]]:
    try:
        import pyarrow.parquet as parquet
    except ImportError as error:
        raise InputError(
            "reading Parquet needs datasets", where=str(path), remedy="pip install 'mujaz[train]'"
        ) from error
    try:
        with parquet.ParquetFile(path) as file:
            for batch in file.iter_batches(batch_size=256):
                yield from batch.to_pylist()
    except (OSError, ValueError) as error:
        raise InputError(f"not a Parquet file ({error})", where=str(path), remedy="Check it.") from error


def _folders(folder: Path, pattern: str) -> Iterator[Cluster]:
    """One folder an event: its articles, and the files called ``pattern`` as references."""
    events = sorted(each for each in folder.iterdir() if each.is_dir() and not each.name.startswith("."))
    if not events:
        raise InputError(
            "holds no folders; one folder is one event", where=str(folder), remedy="See docs/finetuning.md."
        )
    for event in events:
        files = sorted(each for each in event.iterdir() if each.is_file() and each.name[0] not in ".~")
        named = [file for file in files if fnmatch(file.name, pattern)]
        references = [clean_text(_decoded(file)).strip() for file in named]
        articles = read_articles([file for file in files if file not in named])
        yield Cluster(event.name, tuple(articles), tuple(text for text in references if text))


def _hub(source: str, data: Data, split: str) -> Iterator[Cluster]:
    """A dataset of the hub, or a folder laid out like one; ``name:configuration`` picks a configuration."""
    try:
        import datasets
    except ImportError as error:
        raise InputError(
            "a hub dataset needs datasets", where=source, remedy="pip install 'mujaz[train]'"
        ) from error
    name, _, configuration = (source, "", "") if Path(source).is_dir() else source.partition(":")
    arguments = [name, configuration] if configuration else [name]
    try:
        found = datasets.load_dataset(*arguments)
    except Exception as error:  # the hub and its loaders have dozens of kinds
        raise InputError(
            f"the dataset cannot be loaded ({type(error).__name__}: {' '.join(str(error).split())[:200]})",
            where=source,
            remedy="Check name, configuration (name:configuration) and network. Datasets that bring a "
            "loading script are not supported any more: download their files instead.",
        ) from error
    if split not in found:
        raise InputError(
            f"no split {split!r}; there are {', '.join(found)}", where=source, remedy="Name files instead."
        )
    yield from _documents(found[split], source, data.columns)


def has_split(source: str, data: Data, split: str) -> bool:
    """Whether ``source`` is a hub dataset with ``split``; loads its description only."""
    if (data.kind if data.kind != "auto" else kind_of(source)) != "hub":
        return False
    import datasets

    name, _, configuration = (source, "", "") if Path(source).is_dir() else source.partition(":")
    try:
        return split in datasets.get_dataset_split_names(name, configuration or None)
    except Exception:
        return False  # told with its cause when it is read
