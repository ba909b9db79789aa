"""Markdown that looks right raw, and in which no text of a source can become markup."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from summarizer.rendering.markdown import code, escape, render_markdown
from summarizer.types import Article, Briefing, Citation, Coverage, Statement

HOSTILE = [
    "[انقر هنا](http://evil.example/ 'عنوان')",
    "[1]: http://evil.example",
    "[4]",
    "![صورة](x.png)",
    "<script>alert(1)</script>",
    "<b>غليظ</b> &lt;i&gt; &copy;",
    "<http://evil.example>",
    "https://evil.example/path www.evil.example me@evil.example mailto:a@b.example",
    "# عنوان",
    "عنوان #",
    "عنوان\n===",
    "_مائل_ __غليظ__ كلمة_كلمة _",
    "$x$ و$y$",
    "- بند",
    "+ بند",
    "* بند",
    "12. بند",
    "1) بند",
    "> اقتباس",
    "    شفرة",
    "```\nشفرة\n```",
    "`شفرة`",
    "**غليظ** _مائل_ ~~مشطوب~~",
    "| أ | ب |\n|---|---|\n| 1 | 2 |",
    "---",
    "نص \\",
    "</div>",
    "[^1] [@مرجع]{.x} $x$ ^أ^ ~ب~",
    "سطر\r\n\r\nسطر",
    "سطر  \nسطر",
]


def tokens(text: str) -> list[Token]:
    """Every token of ``text`` in GitHub's dialect, inline ones included."""
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    found = []
    for token in parser.parse(text):
        found.append(token)
        found.extend(token.children or [])
    return found


def with_text(text: str) -> Briefing:
    """A briefing that says ``text`` wherever a source could have put it."""
    return Briefing(
        headline=text,
        statements=(Statement(text, (Citation("a", 0, 2),), (text,), "written"),),
        articles=(Article("a", "نص", text, text, date(2024, 3, 5), "a.txt"),),
        coverage=Coverage(1, 1, 1, 0, 1, 0, {"a": 1.0}, notes=(text,)),
        signature="mujaz",
    )


def skeleton(text: str) -> list[str]:
    """The structure of a Markdown text: every token but the words."""
    return [token.type for token in tokens(text) if token.type != "text"]


def words(text: str) -> str:
    return "".join(token.content for token in tokens(text) if token.type == "text")


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_leaves_the_structure_of_a_briefing_as_harmless_text_does(text: str) -> None:
    assert skeleton(render_markdown(with_text(text))) == skeleton(render_markdown(with_text("كلام")))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_reads_as_it_was_written(text: str) -> None:
    shown = words(f"# {escape(text)}").replace("\u2060", "")
    assert shown == " ".join(text.split())


@settings(deadline=None)
@given(st.text(alphabet="اب 12.()[]<>*_`#-+=|~!&:/@\\\"'{}^$%\n\t", max_size=40))
def test_no_text_becomes_markup(text: str) -> None:
    harmless = ["paragraph_open", "inline", "paragraph_close"]
    escaped = escape(text)
    assert skeleton(escaped) == (harmless if escaped else [])
    assert skeleton(f"- {escaped}x") == skeleton("- x")
    assert skeleton(f"# {escaped}") == skeleton("# x" if escaped else "#")
    assert skeleton(f"**{escaped}x**") == skeleton("**x**")
    assert words(escaped).replace("\u2060", "") == " ".join(text.split())


@pytest.mark.parametrize(
    "address",
    ["http://evil.example", "HTTPS://EVIL.example", "www.evil.example", "me@evil.example", "evil.example"],
)
def test_bare_addresses_are_not_found_by_renderers_that_look_for_them(address: str) -> None:
    escaped = escape(f"زوروا {address} الآن").replace("\\", "")
    assert address not in escaped
    assert escaped.replace("\u2060", "") == f"زوروا {address} الآن"


@pytest.mark.parametrize(
    "text",
    ["قال #أمير_الكويت إن #فاو دفعت $20 مليون", "AT&T (م) - نحو 3.5% و12:30", '«اقتباس» “آخر” "ثالث" ... ؟!'],
)
def test_what_newsrooms_write_every_day_stays_as_it_is(text: str) -> None:
    assert escape(text) == text


def test_citations_are_bare_numbers_and_never_links(seed_briefing: Briefing) -> None:
    text = render_markdown(seed_briefing)
    assert "[1][3][4] (عن: رويترز)" in text
    types = {token.type for token in tokens(text)}
    assert not types & {"link_open", "image", "html_inline", "code_block", "fence"}
    assert "[1][3][4]" in words(text)


def test_a_source_that_defines_a_link_does_not_turn_citations_into_one() -> None:
    text = render_markdown(with_text('[1]: https://evil.example "[1]"'))
    assert "link_open" not in {token.type for token in tokens(text)}


def test_direction_is_set_and_the_text_inside_is_still_markdown(seed_briefing: Briefing) -> None:
    text = render_markdown(seed_briefing)
    assert text.startswith('<div dir="rtl">\n\n# ')
    assert text.endswith("\n\n</div>\n")
    blocks = [token.content.strip() for token in tokens(text) if token.type == "html_block"]
    assert blocks == ['<div dir="rtl">', "</div>"]


def test_numbers_of_citations_are_the_numbers_of_the_list_of_sources(seed_briefing: Briefing) -> None:
    lines = render_markdown(seed_briefing).splitlines()
    for number, article in enumerate(seed_briefing.articles, 1):
        line = next(line for line in lines if line.startswith(f"{number}. "))
        assert line.endswith(f"`{article.id}.txt`")


def test_source_line_tells_outlet_date_title_and_file_but_no_folder(seed_briefing: Briefing) -> None:
    text = render_markdown(seed_briefing)
    assert (
        "\n4. **عربي بوست** — 25 يناير/كانون الثاني 2024 — العراق يعلن توصله إلى اتفاق مع أمريكا حول انسحاب "
        "قوات التحالف الدولي من أراضيه.. هذه مضامينه — `003_931eb2a5a6a3a8f9.txt`\n" in text
    )
    assert "/seeds/" not in text


def test_two_files_of_one_name_are_told_apart_by_their_paths() -> None:
    briefing = with_text("كلام")
    articles = (
        replace(briefing.articles[0], path="صباح/خبر.txt"),
        replace(briefing.articles[0], id="b", path="مساء/خبر.txt"),
    )
    text = render_markdown(replace(briefing, articles=articles))
    assert "`صباح/خبر.txt`" in text
    assert "`مساء/خبر.txt`" in text


def test_coverage_line_tells_what_became_of_the_input(seed_briefing: Briefing) -> None:
    line = render_markdown(seed_briefing).partition("## التغطية\n\n")[2].partition("\n")[0]
    assert line == (
        "5 مقالات، فيها 103 جمل؛ في الموجز 6 معلومات، وخارجه 41 معلومة؛ 4 عبارات مصوغة، وعبارتان منقولتان؛ "
        "مكرر حُسب مرة واحدة: 12 جملة؛ زوائد صفحات حُذفت: 9 أسطر؛ لم يتسع لها النموذج: جملة واحدة؛ "
        "حصة كل مصدر من الإحالات: [1] 18%، [2] 27%، [3] 18%، [4] 18%، [5] 18%."
    )


def test_only_quotations_are_marked(seed_briefing: Briefing) -> None:
    assert render_markdown(seed_briefing).count("(منقول)") == 2


def test_sections_of_trust_appear_only_when_they_hold_something(seed_briefing: Briefing) -> None:
    full = render_markdown(seed_briefing)
    bare = render_markdown(replace(seed_briefing, disagreements=(), timeline=()))
    for heading in ("## اختلاف المصادر", "## التسلسل الزمني"):
        assert heading in full
        assert heading not in bare
    assert "- **الأسبوع الماضي**: ضربات" in full
    assert "- **سبتمبر/أيلول 2014**: تأسيس" in full


def test_direction_controls_do_not_reach_the_reader() -> None:
    assert escape("قبل \u202eبعد\u202c\u200f") == "قبل بعد"


def test_code_spans_hold_backticks() -> None:
    assert code("a`b``c") == "```a`b``c```"
    assert code("`a`") == "`` `a` ``"
    assert code("") == ""
