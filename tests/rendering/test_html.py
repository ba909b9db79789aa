"""The page: one file, right to left, cited, and deaf to whatever the articles hold."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.rendering.html import render_html
from summarizer.rendering.marking import before_last_word, in_context, inline, marked_text
from summarizer.types import Article, Briefing, Citation, Coverage, Statement

VOID = {"meta", "br", "hr", "img", "link", "input"}
HOSTILE = [
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "</style></title></head><body onload=alert(1)>",
    "<img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)',
    "' autofocus onfocus='alert(1)",
    '<a href="javascript:alert(1)">هنا</a>',
    "<!-- تعليق",
    "<![CDATA[ نص",
    "&lt;script&gt; &#60;b&#62; &amp;amp;",
    "<bdo dir=ltr>معكوس</bdo>",
    "قبل \u202eمعكوس\u202c \u2066معزول\u2069 \u200f بعد",
    "${policy} $title $$",
    "سطر\x00\x0bسطر\x1b[31m",
]


class Page(HTMLParser):
    """What a browser would make of a page: elements with their attributes, text, and balance."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.open: list[str] = []
        self.feed(source)
        self.close()
        assert self.open == [], "every element is closed"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        assert len(dict(attrs)) == len(attrs), "no attribute twice"
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, "elements close in the order they open"

    def text_is_shown(self) -> bool:
        return not self.open or self.open[-1] not in ("style", "script")

    def handle_data(self, data: str) -> None:
        if self.text_is_shown():
            self.text += data

    def all(self, tag: str, **wanted: str) -> list[dict[str, str | None]]:
        wanted = {name.rstrip("_"): value for name, value in wanted.items()}
        return [
            attributes
            for name, attributes in self.elements
            if name == tag and all(attributes.get(key) == value for key, value in wanted.items())
        ]


def with_text(text: str) -> Briefing:
    """A briefing that says ``text`` wherever a source could have put it."""
    line = " ".join(text.split())
    return Briefing(
        headline=text,
        statements=(Statement(text, (Citation("a", 0, len(line)),), (text,), "quoted", text),),
        articles=(Article("a", f"{line} ثم كلام آخر", text, text, date(2024, 3, 5), f"خبر {line}.txt"),),
        coverage=Coverage(1, 1, 1, 0, 0, 1, {"a": 1.0}, notes=(text,)),
        signature=text,
    )


def structure(source: str) -> list[tuple[str, tuple[str, ...]]]:
    """Every element with the names of its attributes, but for what only isolates a direction."""
    elements = Page(source).elements
    return [(tag, tuple(sorted(each))) for tag, each in elements if tag != "bdi" or set(each) != {"dir"}]


@pytest.fixture(scope="module")
def page(seed_briefing: Briefing) -> Page:
    return Page(render_html(seed_briefing))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_leaves_the_page_as_harmless_text_does(text: str) -> None:
    assert structure(render_html(with_text(text))) == structure(render_html(with_text("كلام عربي")))


@settings(deadline=None)
@given(st.text(alphabet="اب <>&\"'/=;!-\n\u202e\u2028\x00`${}", min_size=1, max_size=30))
def test_no_text_becomes_markup(text: str) -> None:
    assert structure(render_html(with_text(f"ا{text}"))) == structure(render_html(with_text("كلام")))


def test_hostile_text_is_shown_for_what_it_is() -> None:
    assert Page(render_html(with_text(HOSTILE[0]))).text.count(HOSTILE[0]) >= 7


def test_direction_and_control_characters_do_not_reach_the_page() -> None:
    source = render_html(with_text("قبل \u202eمعكوس\u202c \u2066معزول\u2069 \x00\x1b نهاية"))
    assert "قبل معكوس معزول نهاية" in source
    assert not re.search("[\x00-\x08\x0e-\x1f\u200e\u200f\u202a-\u202e\u2066-\u2069]", source)


def test_page_declares_arabic_from_right_to_left(page: Page) -> None:
    assert page.elements[0] == ("html", {"lang": "ar", "dir": "rtl"})
    assert page.all("meta", charset="utf-8")
    assert page.all("meta", name="viewport", content="width=device-width, initial-scale=1")


def test_page_needs_nothing_from_elsewhere(seed_briefing: Briefing, page: Page) -> None:
    source = render_html(seed_briefing)
    assert "://" not in source
    assert "url(" not in source
    assert "@import" not in source
    for _, attributes in page.elements:
        assert not {"src", "srcset", "action", "data"} & set(attributes)
        assert (attributes.get("href") or "#").startswith("#")
        assert not [name for name in attributes if name.startswith("on") or name == "style"]


def test_policy_lets_this_style_and_script_run_and_nothing_else(seed_briefing: Briefing) -> None:
    source = render_html(seed_briefing)
    (policy,) = [
        attributes["content"]
        for tag, attributes in Page(source).elements
        if attributes.get("http-equiv") == "Content-Security-Policy"
    ]
    assert policy is not None
    for tag in ("style", "script"):
        (content,) = re.findall(f"<{tag}>(.*?)</{tag}>", source, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy


def test_every_citation_is_a_button_that_opens_its_note_without_a_script(
    seed_briefing: Briefing, page: Page
) -> None:
    buttons = page.all("button", class_="cite")
    notes = {note["id"] for note in page.all("div", class_="note")}
    assert [
        button["popovertarget"] for button in buttons if str(button["popovertarget"]).startswith("s")
    ] == [
        "s1-4",
        "s2-1",
        "s2-3",
        "s2-4",
        "s3-1",
        "s3-2",
        "s3-5",
        "s4-3",
        "s5-5",
        "s6-2",
    ]
    assert {button["popovertarget"] for button in buttons} == notes
    assert all("popover" in note for note in page.all("div", class_="note"))


def test_notes_show_the_quoted_sentence_and_lead_to_it_in_its_article(
    seed_briefing: Briefing, page: Page
) -> None:
    ids = [attributes["id"] for _, attributes in page.elements if attributes.get("id")]
    assert len(ids) == len(set(ids))
    links = page.all("a")
    hrefs = {str(link["href"])[1:] for link in links if link.get("href")}
    assert len(hrefs) == 12
    assert hrefs <= set(ids)
    for statement in seed_briefing.statements:
        for citation in statement.citations:
            number = seed_briefing.number(citation)
            assert f"a{number}-{citation.start}-{citation.end}" in hrefs
            assert page.text.count(" ".join(seed_briefing.quote(citation).split())) >= 2


def test_articles_stand_below_whole(seed_briefing: Briefing, page: Page) -> None:
    shown = re.sub(r"\s", "", page.text)
    for article in seed_briefing.articles:
        assert re.sub(r"\s", "", article.text) in shown


def test_foreign_words_are_isolated_each_in_its_own_direction() -> None:
    briefing = with_text("كلام")
    article = replace(briefing.articles[0], outlet="BBC عربي", title="Sky News", path="a/خبر BBC.txt")
    source = render_html(replace(briefing, articles=(article,)))
    assert '<bdi dir="rtl"><bdi dir="ltr">BBC</bdi> عربي</bdi>' in source
    assert '<bdi dir="ltr">Sky News</bdi>' in source
    assert '<bdi dir="rtl">خبر <bdi dir="ltr">BBC.txt</bdi></bdi>' in source


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("BBC: «F-16» تقصف", "⟨BBC⟩: «⟨F-16⟩» تقصف"),
        (
            "قالت BBC (British Broadcasting Corporation) إن",
            "قالت ⟨BBC⟩ (⟨British Broadcasting Corporation⟩) إن",
        ),
        ("هاتف iPhone 15 Pro الجديد", "هاتف ⟨iPhone 15 Pro⟩ الجديد"),
        ("مباراة BBC 12 مرة", "مباراة ⟨BBC⟩ 12 مرة"),
        ("انظر https://a.example/b?c=1. ثم", "انظر ⟨https://a.example/b?c=1⟩. ثم"),
        ("قال: Hello, world! ومضى", "قال: ⟨Hello, world⟩! ومضى"),
        ("نحو 2,500 جندي و3.5% في 24/1/2024", "نحو 2,500 جندي و3.5% في 24/1/2024"),
        ("AT&T وموقع <b>", "⟨AT&amp;T⟩ وموقع &lt;⟨b⟩&gt;"),
    ],
)
def test_latin_runs_inside_arabic_keep_their_own_direction(text: str, expected: str) -> None:
    assert inline(text).replace('<bdi dir="ltr">', "⟨").replace("</bdi>", "⟩") == expected


def test_last_word_is_never_torn_out_of_a_latin_run() -> None:
    assert before_last_word("قال إنه وصل.") == ("قال إنه", "وصل.")
    assert before_last_word("كلمة") == ("", "كلمة")
    assert before_last_word("قالت Sky News") == ('قالت <bdi dir="ltr">Sky News</bdi>', "")


def test_two_sentences_of_one_article_share_a_button(page: Page, seed_briefing: Briefing) -> None:
    source = render_html(seed_briefing)
    note = source.partition('id="s6-2"')[2].partition("</div>")[0]
    assert note.count("<blockquote>") == 2


def test_statements_show_how_they_came_about(page: Page) -> None:
    assert len(page.all("li", class_="statement written")) == 4
    assert len(page.all("li", class_="statement quoted")) == 2
    titles = [tag["title"] for tag in page.all("span", class_="tag")]
    assert titles == [
        "جملة منقولة عن المصدر بألفاظه، لم تُعَد صياغتها. سبب رد الصياغة: لا مسودة توافق المصدر",
        "جملة منقولة عن المصدر بألفاظه، لم تُعَد صياغتها",
    ]


def test_sections_of_trust_appear_only_when_they_hold_something(seed_briefing: Briefing) -> None:
    bare = render_html(replace(seed_briefing, disagreements=(), timeline=()))
    full = render_html(seed_briefing)
    for name in ("disagreements", "timeline"):
        assert f'<section class="{name}"' in full
        assert f'<section class="{name}"' not in bare
    assert '<time datetime="2024-01-09">9 يناير/كانون الثاني 2024</time>' in full
    assert 'class="verdict disputed">روايات متباينة<' in full


def test_a_briefing_of_nothing_is_still_a_page() -> None:
    page = Page(render_html(Briefing("لا موجز", (), (), Coverage(0, 0, 0, 0, 0, 0), "mujaz")))
    assert "لا موجز" in page.text
    assert not page.all("button")


def test_a_page_of_very_many_articles_holds_the_text_of_those_it_cites() -> None:
    cited = Article("cited", "جملة مستشهد بها.")
    rest = [
        Article(f"rest{number}", f"نص المقال {number} الذي لم يستشهد به أحد.") for number in range(1, 2000)
    ]
    statement = Statement("جملة مستشهد بها.", (Citation("cited", 0, 16),), (), "quoted")
    coverage = Coverage(2000, 2000, 1, 1999, 0, 1, {"cited": 1.0})
    few, many = (
        render_html(Briefing("عنوان", (statement,), (cited, *others), coverage, "mujaz"))
        for others in (rest[:9], rest)
    )
    assert "نص المقال 9 الذي لم يستشهد به أحد." in few
    assert "الذي لم يستشهد به أحد" not in many
    assert "rest1999" in many
    assert Page(many).text.count("جملة مستشهد بها.") == 3


TEXT = "أولى الجمل هنا. وثانية بعدها.\n\n  وثالثة في فقرة أخرى."


def spans(*pairs: tuple[int, int]) -> list[Citation]:
    return [Citation("a", start, end) for start, end in pairs]


@pytest.mark.parametrize(
    ("citations", "marks"),
    [
        (spans(), []),
        (spans((0, 15)), ["أولى الجمل هنا."]),
        (spans((0, 15), (0, 15)), ["أولى الجمل هنا."]),
        (spans((0, 15), (16, 29)), ["أولى الجمل هنا.", "وثانية بعدها."]),
        (spans((0, 20), (16, 29)), ["أولى الجمل هنا. ", "وثان", "ية بعدها."]),
        (spans((5, 10), (0, 15)), ["أولى ", "الجمل", " هنا."]),
        (spans((16, len(TEXT))), ["وثانية بعدها.", "وثالثة في فقرة أخرى."]),
    ],
    ids=["none", "one", "twice", "two", "overlapping", "nested", "across a line"],
)
def test_cited_spans_are_marked_and_nothing_else(citations: list[Citation], marks: list[str]) -> None:
    html = marked_text(TEXT, citations, name="a1")
    found = [re.sub("<[^>]+>", "", mark) for mark in re.findall("<mark>(.*?)</mark>", html, re.DOTALL)]
    assert [mark.strip() for mark in found if mark.strip()] == [mark.strip() for mark in marks]
    for citation in citations:
        assert html.count(f'id="a1-{citation.start}-{citation.end}"') == 1


@settings(deadline=None)
@given(
    st.text(alphabet="ابت <&\n.", max_size=30),
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=4),
)
def test_marking_keeps_every_letter_and_marks_exactly_what_is_cited(
    text: str, pairs: list[tuple[int, int]]
) -> None:
    cited = [(start, end) for start, end in pairs if start < end <= len(text)]
    html = marked_text(text, spans(*cited), name="a")
    page = Page(html)
    assert re.sub(r"\s", "", page.text) == re.sub(r"\s", "", text)
    covered = {index for start, end in cited for index in range(start, end)}
    expected = "".join(text[index] for index in sorted(covered))
    inside = "".join(re.findall("<mark>(.*?)</mark>", html, re.DOTALL))
    assert re.sub(r"\s", "", Page(inside).text) == re.sub(r"\s", "", expected)


def test_note_shows_the_words_around_the_quotation(
    seed_briefing: Briefing, cite: Callable[[int, str, str], Citation]
) -> None:
    citation = cite(2, "وذكرت الوزارة", "بعناية.")
    statement = Statement("وذكرت الوزارة أنها استلمت رسالة.", (citation,), (), "written")
    source = render_html(replace(seed_briefing, statements=(statement,), disagreements=(), timeline=()))
    note = source.partition('id="s1-3"')[2].partition("</div>")[0]
    before, after = re.findall('<span class="around">(.*?)</span>', note)
    assert before.startswith("… ")
    assert before.endswith("فؤاد حسين اليوم الأربعاء.")
    assert after.startswith("ومن المتوقع أن تستغرق المحادثات")
    assert after.endswith(" …")


def test_note_does_not_tear_a_conjunction_from_its_word(
    seed_briefing: Briefing, cite: Callable[[int, str, str], Citation]
) -> None:
    citation = cite(2, "ذكرت الوزارة", "بعناية.")
    note = in_context(seed_briefing.articles[2].text, citation)
    assert "اليوم الأربعاء. و</span><mark>ذكرت الوزارة" in note
    assert 'بعناية.</mark> <span class="around">ومن المتوقع' in note
