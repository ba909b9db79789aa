"""Markdown, web pages and Word documents."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from summarizer.errors import InputError
from summarizer.reading import read_articles
from summarizer.reading.markdown import read_markdown

Write = Callable[..., Path]


def test_markdown_becomes_plain_paragraphs() -> None:
    page = read_markdown(
        "---\ntitle: «جسر المرفأ»\ndate: 2024-03-05\noutlet: صحيفة الضفة\n---\n"
        "## غضب في الضفة\n\n"
        "أعلنت **البلدية** فتح [الجسر](https://example.org/a_b) أمام\nالسيارات، وقال `حداد` إنه _آمن_.\n\n"
        "![صورة](a.png)\n\n> وقال سكان: «انتظرنا طويلا».\n\n- الكلفة 12 مليونا.\n- المدة عامان.\n\n---\n"
    )
    assert (page.title, page.date, page.outlet) == ("«جسر المرفأ»", date(2024, 3, 5), "صحيفة الضفة")
    assert page.text.split("\n") == [
        "غضب في الضفة",
        "أعلنت البلدية فتح الجسر أمام السيارات، وقال حداد إنه آمن.",
        "وقال سكان: «انتظرنا طويلا».",
        "الكلفة 12 مليونا.",
        "المدة عامان.",
    ]


def test_the_first_heading_is_the_title(write: Write, paragraphs: tuple[str, ...]) -> None:
    article = read_articles(write("a.md", "# جسر المرفأ\n\n" + "\n\n".join(paragraphs)))[0]
    assert article.title == "جسر المرفأ"
    assert article.text == "\n".join(paragraphs)
    assert article.date == date(2024, 3, 5)


def test_tags_in_markdown_are_dropped_and_their_words_kept() -> None:
    page = read_markdown("قال <b>الوزير</b> إن 3 < 5 <script>alert(1)</script> صحيح.")
    assert page.text == "قال الوزير إن 3 < 5 alert(1) صحيح."


PAGE = """<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="{charset}">
<title>جسر جديد في المرفأ</title><meta property="og:title" content="جسر جديد في المرفأ">
<meta property="og:site_name" content="صحيفة الضفة">
<meta property="article:published_time" content="2024-03-06T08:00:00Z"></head>
<body><nav><a href="/">الرئيسية</a> <a href="/sport">رياضة</a></nav>
<article><h1>جسر جديد في المرفأ</h1>{paragraphs}</article>
<footer>جميع الحقوق محفوظة</footer></body></html>"""


@pytest.mark.parametrize("charset", ["utf-8", "windows-1256", "iso-8859-6", "no-such-charset"])
def test_a_web_page_in_the_encoding_it_declares(
    write: Write, paragraphs: tuple[str, ...], charset: str
) -> None:
    markup = PAGE.format(charset=charset, paragraphs="".join(f"<p>{text}</p>" for text in paragraphs))
    path = write("a.html", markup.encode("utf-8" if charset.startswith("no") else charset))
    article = read_articles(path)[0]
    assert article.title == "جسر جديد في المرفأ"
    assert article.outlet == "صحيفة الضفة"
    assert article.date == date(2024, 3, 6)
    assert article.text == "\n".join(paragraphs)


def test_a_date_that_a_page_does_not_state_is_not_made_up(write: Write, paragraphs: tuple[str, ...]) -> None:
    text = "".join(f"<p>{text}</p>" for text in paragraphs[1:])
    path = write("a.htm", f"<html><body><article>{text * 2}</article><p>© 2019 الضفة</p></body></html>")
    assert read_articles(path)[0].date is None


def document(*paragraphs: tuple[str, str | None], title: str = "") -> bytes:
    from docx import Document

    made = Document()
    made.core_properties.title = title
    for text, style in paragraphs:
        made.add_paragraph(text, style=style)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def test_a_word_document(write: Write, paragraphs: tuple[str, ...]) -> None:
    data = document(("جسر المرفأ", "Title"), *((text, None) for text in paragraphs))
    article = read_articles(write("a.docx", data))[0]
    assert article.title == "جسر المرفأ"
    assert article.text == "\n".join(paragraphs)
    assert article.date == date(2024, 3, 5)


def test_a_first_paragraph_without_a_stop_is_the_title_of_a_document(
    write: Write, paragraphs: tuple[str, ...]
) -> None:
    data = document(("جسر المرفأ يفتح أخيرا", None), *((text, None) for text in paragraphs))
    assert read_articles(write("a.docx", data))[0].title == "جسر المرفأ يفتح أخيرا"


@pytest.mark.parametrize("damage", ["half", "no document", "bad xml", "text"])
def test_a_broken_word_document(write: Write, paragraphs: tuple[str, ...], damage: str) -> None:
    data = document(*((text, None) for text in paragraphs))
    if damage == "half":
        data = data[: len(data) // 2]
    elif damage == "text":
        data = "ليس ملف وورد".encode()
    else:
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as archive:
            archive.writestr("word/document.xml" if damage == "bad xml" else "other.xml", "<w:document")
        data = stream.getvalue()
    with pytest.raises(InputError, match="not a Word document or is broken"):
        read_articles(write("a.docx", data))


def test_a_word_document_that_unpacks_without_end(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("summarizer.reading.word.LARGEST_UNPACKED", 2**20)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * (8 * 2**20))
    assert len(stream.getvalue()) < 20_000
    with pytest.raises(InputError, match="unpacks to more than 1 MiB"):
        read_articles(write("a.docx", stream.getvalue()))


def test_entities_of_a_document_cannot_reach_other_files(write: Write, tmp_path: Path) -> None:
    secret = write("secret.txt", "كلمة السر")
    stream = io.BytesIO(document(("نص ظاهر.", None)))
    with zipfile.ZipFile(stream) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    body = parts["word/document.xml"].decode().split("?>", 1)[1].replace("نص ظاهر.", "نص ظاهر. &file;")
    parts["word/document.xml"] = (
        f'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY file SYSTEM "{secret.as_uri()}">]>{body}'
    ).encode()
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    assert "السر" not in read_articles(write("a.docx", stream.getvalue()))[0].text


def test_reading_plain_text_loads_no_heavy_library(write: Write, root: Path) -> None:
    write("a.txt")
    program = (
        "import sys; from summarizer.reading import read_articles; read_articles(sys.argv[1]);"
        "print([name for name in ('trafilatura', 'lxml', 'docx', 'numpy', 'charset_normalizer') "
        "if name in sys.modules])"
    )
    folder = str(write("b.txt").parent)
    done = subprocess.run(
        [sys.executable, "-c", program, folder], cwd=root, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
