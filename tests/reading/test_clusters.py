"""Cluster JSONL and articles on JSON lines."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from summarizer.errors import InputError
from summarizer.reading import parse_cluster, read_articles, read_clusters

Write = Callable[..., Path]


def article(identity: str = "a", **fields: Any) -> dict[str, Any]:
    return {"id": identity, "text": "فتح الجسر أمام السيارات.", **fields}


def cluster(identity: str = "c", *articles: dict[str, Any], **fields: Any) -> dict[str, Any]:
    return {"id": identity, "articles": list(articles) or [article()], **fields}


def lines(*values: Any) -> str:
    return "\n".join(
        value if isinstance(value, str) else json.dumps(value, ensure_ascii=False) for value in values
    )


def test_a_cluster_with_all_its_parts() -> None:
    value = cluster(
        "c1",
        article("a", title="جسر المرفأ", outlet="الضفة", date="2024-03-05"),
        article("b", date="2024-03-06T10:00:00"),
        references=["فتح الجسر."],
    )
    found = parse_cluster(json.dumps(value), "clusters.jsonl, line 1")
    assert (found.id, found.references) == ("c1", ("فتح الجسر.",))
    assert [item.id for item in found.articles] == ["a", "b"]
    assert (found.articles[0].title, found.articles[0].outlet) == ("جسر المرفأ", "الضفة")
    assert [item.date for item in found.articles] == [date(2024, 3, 5), date(2024, 3, 6)]


def test_text_on_json_lines_is_kept_as_it_is() -> None:
    text = "فتح الجسر أمام السيارات.\nتحميل المزيد\nوقال حداد: «شكرا».  انتهى."
    assert parse_cluster(json.dumps(cluster("c", article(text=text))), "x").articles[0].text == text


def test_clusters_come_one_at_a_time_from_a_file_and_a_stream(write: Write) -> None:
    text = lines(cluster("one"), "", cluster("two"))
    assert [found.id for found in read_clusters(write("c.jsonl", "\ufeff" + text))] == ["one", "two"]
    stream = io.StringIO(text)
    assert next(read_clusters(stream)).id == "one"
    assert stream.read()  # the second line has not been touched


@pytest.mark.parametrize(
    ("line", "cause"),
    [
        ("{not json", "is not JSON"),
        ("[1, 2]", "a list instead of an object"),
        ("[" * 100_000, "is not JSON"),
        (cluster() | {"id": None}, '"id" is missing'),
        ({"id": "c"}, '"articles" is missing or empty'),
        ({"id": "c", "articles": []}, '"articles" is missing or empty'),
        ({"id": "c", "articles": ["نص"]}, "article 1 is text instead of an object"),
        (cluster("c", {"id": "a"}), '"text" is missing'),
        (cluster("c", article(text=["نص"])), '"text" is a list instead of text'),
        (cluster("c", article(text=" \n ")), '"text" is empty'),
        (cluster("c", article(date="الأربعاء")), '"date" is'),
        (cluster("c", article("a"), article("a")), "two articles have the id 'a'"),
        (cluster("c", references="نص"), '"references" is not a list'),
    ],
)
def test_a_wrong_line_is_named_by_file_and_number(write: Write, line: Any, cause: str) -> None:
    path = write("c.jsonl", lines(*(cluster(str(number)) for number in range(16)), line))
    with pytest.raises(InputError) as caught:
        list(read_clusters(path))
    assert cause in caught.value.cause
    assert str(caught.value).startswith(f"{path}, line 17")
    assert caught.value.remedy


def test_the_same_cluster_id_twice(write: Write) -> None:
    with pytest.raises(InputError, match=r"line 3: the id 'one' stands on line 1 already"):
        list(read_clusters(write("c.jsonl", lines(cluster("one"), cluster("two"), cluster("one")))))


def test_a_file_of_clusters_that_cannot_be_read(write: Write, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be opened"):
        list(read_clusters(tmp_path / "missing.jsonl"))
    with pytest.raises(InputError, match="not UTF-8"):
        list(read_clusters(write("c.jsonl", lines(cluster()).encode("cp1256"))))


def test_a_folder_may_hold_articles_on_json_lines(write: Write, tmp_path: Path) -> None:
    write("a.txt")
    write("b.jsonl", lines(article("x", title="جسر"), article("y"), article("a")))
    assert [item.id for item in read_articles(tmp_path)] == ["a.txt", "x", "y", "b.jsonl#a"]


def test_one_cluster_in_a_file_is_its_articles(write: Write) -> None:
    path = write("b.jsonl", lines(cluster("c", article("x"), article("y"))))
    assert [(item.id, item.path) for item in read_articles(path)] == [("x", str(path)), ("y", str(path))]


@pytest.mark.parametrize("second", [cluster("two", article("z")), article("z")])
def test_more_than_one_cluster_is_more_than_one_briefing(write: Write, second: dict[str, Any]) -> None:
    path = write("b.jsonl", lines(cluster("one"), second))
    with pytest.raises(InputError, match=r"line 2.*more than one cluster") as caught:
        read_articles(path)
    assert "mujaz summarize -" in caught.value.remedy


def test_wrong_articles_on_json_lines(write: Write) -> None:
    with pytest.raises(InputError, match="line 2: is not JSON"):
        read_articles(write("b.jsonl", lines(article(), "{")))
    with pytest.raises(InputError, match="line 2: the id 'a' stands in line 1 already"):
        read_articles(write("b.jsonl", lines(article(), article())))
    with pytest.raises(InputError, match="no articles"):
        read_articles(write("b.jsonl", "\u200f\n"))
    with pytest.raises(InputError, match="no Arabic"):
        read_articles(write("b.jsonl", lines(article(text="English only."))))
