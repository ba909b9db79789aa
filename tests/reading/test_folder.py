"""Folders, files and lists of them: what is read, what is named, what is refused and in which words."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from summarizer.errors import InputError
from summarizer.reading import read_articles, read_folder
from summarizer.reading.clean import clean_line, clean_text

Write = Callable[..., Path]


def test_files_come_sorted_and_are_named_by_their_stem(write: Write, tmp_path: Path) -> None:
    for name in ("ب.txt", "a.txt", "c.md"):
        write(name)
    assert [article.id for article in read_articles(tmp_path)] == ["a", "c", "ب"]


def test_a_path_as_text_and_a_list_of_files(write: Write, tmp_path: Path) -> None:
    one, two = write("one.txt"), write("two.txt")
    assert [article.id for article in read_articles(str(tmp_path))] == ["one", "two"]
    assert [article.id for article in read_articles([two, str(one)])] == ["one", "two"]
    assert [article.id for article in read_articles(one)] == ["one"]
    assert read_articles([one, one]) == read_articles(one)


def test_folders_below_are_read_on_request(write: Write, tmp_path: Path) -> None:
    write("a.txt")
    write("below/b.txt")
    assert [article.id for article in read_articles(tmp_path)] == ["a"]
    assert [article.id for article in read_articles(tmp_path, recursive=True)] == ["a", "b"]


def test_names_that_collide_become_paths(write: Write, tmp_path: Path) -> None:
    write("a.txt")
    write("a.md")
    write("below/a.txt")
    ids = [article.id for article in read_articles(tmp_path, recursive=True)]
    assert ids == ["a.md", "a.txt", "below/a.txt"]


def test_links_in_a_circle_are_harmless(write: Write, tmp_path: Path) -> None:
    write("below/a.txt")
    os.symlink(tmp_path, tmp_path / "below" / "circle", target_is_directory=True)
    assert len(read_articles(tmp_path, recursive=True)) == 1


def test_hidden_files_and_read_mes_are_no_articles(write: Write, tmp_path: Path) -> None:
    for name in (".hidden.txt", "README.md", "~$open.docx", "notes.py", "a.txt"):
        write(name)
    reading = read_folder(tmp_path)
    assert [article.id for article in reading.articles] == ["a"]
    assert reading.skipped == ()


def test_one_bad_file_does_not_stop_a_folder_and_is_told(write: Write, tmp_path: Path) -> None:
    write("good.txt")
    write("empty.txt", "")
    write("english.txt", "No Arabic here at all.")
    write("noise.txt", bytes(range(128, 256)) * 9 + b"\x00\x01\x02")
    write("paper.pdf", b"%PDF-1.7 ...")
    reading = read_folder(tmp_path)
    assert [article.id for article in reading.articles] == ["good"]
    causes = {Path(skip.path).name: skip.cause for skip in reading.skipped}
    assert sorted(causes) == ["empty.txt", "english.txt", "noise.txt", "paper.pdf"]
    assert causes["empty.txt"] == "is empty"
    assert "no Arabic" in causes["english.txt"]
    assert "not text" in causes["noise.txt"]
    assert "PDF" in causes["paper.pdf"]


@pytest.mark.parametrize(
    ("name", "content", "cause"),
    [
        ("empty.txt", b"", "is empty"),
        ("blank.txt", b" \n\n ", "is empty"),
        ("english.md", b"No Arabic here.", "no Arabic"),
        ("noise.txt", b"\x00\xff\x13\x9c" * 200, "not text"),
        ("paper.pdf", b"%PDF-1.7", "is a PDF"),
        ("disguised.txt", b"%PDF-1.7 and so on", "is a PDF"),
        ("old.doc", b"\xd0\xcf\x11\xe0", "old Word format"),
        ("table.csv", "خبر".encode(), "unknown kind"),
        ("broken.docx", b"PK\x03\x04 broken", "not a Word document"),
        ("buttons.txt", "تحميل المزيد\n-----\nواتساب".encode(), "only furniture"),
        ("empty.html", b"<html><body></body></html>", "no article"),
    ],
)
def test_a_file_named_by_itself_is_refused_with_path_cause_and_remedy(
    write: Write, name: str, content: bytes, cause: str
) -> None:
    path = write(name, content)
    with pytest.raises(InputError, match=cause) as caught:
        read_articles(path)
    assert caught.value.where == str(path)
    assert caught.value.remedy


def test_what_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file or folder") as caught:
        read_articles(tmp_path / "missing")
    assert str(tmp_path / "missing") in str(caught.value)
    with pytest.raises(InputError, match="no files were given"):
        read_articles([])


def test_an_empty_folder_says_what_belongs_there(write: Write, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="holds no articles") as caught:
        read_articles(tmp_path)
    assert ".docx" in caught.value.remedy
    write("below/a.txt")
    with pytest.raises(InputError, match="--recursive"):
        read_articles(tmp_path)


def test_a_folder_of_bad_files_names_them(write: Write, tmp_path: Path) -> None:
    write("empty.txt", "")
    with pytest.raises(InputError, match=r"none of its files.*empty\.txt: is empty"):
        read_articles(tmp_path)


def test_a_file_without_permission(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write("locked.txt")

    def refuse(self: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(InputError, match="Permission denied") as caught:
        read_articles(path)
    assert "permissions" in caught.value.remedy


def test_a_folder_without_permission(write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write("a.txt")

    def refuse(self: Path) -> None:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "iterdir", refuse)
    with pytest.raises(InputError, match="Permission denied"):
        read_articles(tmp_path)


def test_a_file_that_is_far_too_large(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("summarizer.reading.formats.LARGEST_FILE", 10)
    with pytest.raises(InputError, match="more than an article can have"):
        read_articles(write("large.txt"))


def test_no_file_of_the_user_is_changed(write: Write, tmp_path: Path) -> None:
    path = write("a.txt")
    before = (path.read_bytes(), path.stat().st_mtime_ns, sorted(os.listdir(tmp_path)))
    read_articles(tmp_path)
    assert (path.read_bytes(), path.stat().st_mtime_ns, sorted(os.listdir(tmp_path))) == before


def test_direction_marks_are_stripped_and_offsets_point_into_what_is_kept(write: Write) -> None:
    path = write(
        "a.txt", "\ufeffقالت \u202bالبلدية\u202c إن\u200f الجسر مفتوح.\r\nوشكرت\u2067 السكان\u2069 جميعا."
    )
    article = read_articles(path)[0]
    assert article.text == "قالت البلدية إن الجسر مفتوح.\nوشكرت السكان جميعا."


@given(st.text(max_size=300))
@settings(max_examples=200, deadline=None)
def test_cleaning_is_done_once_and_for_all(text: str) -> None:
    assert clean_text(clean_text(text)) == clean_text(text)
    assert clean_line(clean_line(text)) == clean_line(text)
    assert "\r" not in clean_text(text)


@given(lines=st.lists(st.text('ابتثجح .،!؟0123"«»\t', min_size=1, max_size=30), min_size=1, max_size=12))
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_kept_line_stands_in_the_file(lines: list[str], write: Write) -> None:
    path = write("any.txt", "\n".join(["فتح الجسر صباح اليوم.", *lines]))
    source = path.read_text(encoding="utf-8").split("\n")
    kept = read_articles(path)[0].text.split("\n")
    stripped = iter([line.strip() for line in source])
    assert all(line in stripped for line in kept)  # in the same order


def test_reading_is_the_same_every_time(seeds: Path) -> None:
    assert read_articles(seeds) == read_articles(sorted(seeds.glob("*.txt"), reverse=True))
