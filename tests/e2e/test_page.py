"""The page in a real browser: citations by mouse, keyboard and touch, with and without scripts, on paper.

Chromium is driven over its debugging pipe (``--remote-debugging-pipe``), so that no driver is needed.
"""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from summarizer.rendering.html import render_html
from summarizer.types import Article, Briefing, Citation, Coverage, Statement

BROWSER = next(
    (
        path
        for name in ("chromium", "chromium-browser", "google-chrome", "chrome")
        if (path := shutil.which(name))
    ),
    None,
)
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--remote-debugging-pipe",
]
# The browser listens on descriptor 3 and answers on 4: put the pipes there, clear of each other.
LAUNCH = """
import fcntl, os, sys
pipes = [fcntl.fcntl(int(pipe), fcntl.F_DUPFD, 10) for pipe in sys.argv[1:3]]
os.dup2(pipes[0], 3)
os.dup2(pipes[1], 4)
os.execv(sys.argv[3], sys.argv[3:])
"""

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(BROWSER is None, reason="no Chromium or Chrome on this machine"),
    pytest.mark.skipif(sys.platform == "win32", reason="the debugging pipe is handed over the POSIX way"),
]


class Tab:
    """One tab of a headless browser."""

    def __init__(self, to_browser: int, from_browser: int) -> None:
        self.to_browser, self.from_browser = to_browser, from_browser
        self.unread = b""
        self.last = 0
        self.session: str | None = None
        self.requests: list[str] = []
        self.complaints: list[str] = []
        target = self("Target.createTarget", url="about:blank")["targetId"]
        self.session = self("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Network", "Log"):
            self(f"{domain}.enable")

    def __call__(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Send a command of the devtools protocol and wait for its answer."""
        self.last += 1
        message = {"id": self.last, "method": method, "params": parameters}
        if self.session:
            message["sessionId"] = self.session
        os.write(self.to_browser, json.dumps(message).encode() + b"\0")
        while (answer := self._read()).get("id") != self.last:
            self._note(answer)
        assert "error" not in answer, answer
        return answer["result"]

    def visit(self, page: Path, *, scripts: bool = True, width: int = 1280, height: int = 800) -> None:
        self("Emulation.setScriptExecutionDisabled", value=not scripts)
        self(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=width < 600,
        )
        self("Page.navigate", url="about:blank")
        self("Page.navigate", url=page.as_uri())
        while self._note(self._read()) != "Page.loadEventFired":
            pass

    def ask(self, expression: str) -> Any:
        """The value of a JavaScript expression; works also where the page may not run scripts."""
        answer = self("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def point(self, selector: str) -> tuple[float, float]:
        """The middle of an element, brought into view."""
        self.ask(
            f"document.querySelector({selector!r}).scrollIntoView({{block: 'center', behavior: 'instant'}})"
        )
        box = self.ask(f"document.querySelector({selector!r}).getBoundingClientRect().toJSON()")
        return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2

    def move(self, selector: str) -> None:
        x, y = self.point(selector)
        self("Input.dispatchMouseEvent", type="mouseMoved", x=x, y=y)

    def click(self, selector: str) -> None:
        x, y = self.point(selector)
        for kind in ("mousePressed", "mouseReleased"):
            self("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)

    def press(self, key: str, code: int) -> None:
        text = {"text": "\r"} if key == "Enter" else {}
        self("Input.dispatchKeyEvent", type="keyDown", key=key, code=key, windowsVirtualKeyCode=code, **text)
        self("Input.dispatchKeyEvent", type="keyUp", key=key, code=key, windowsVirtualKeyCode=code)

    def open_notes(self, after: int = 0) -> list[str]:
        """The open notes, ``after`` milliseconds from now."""
        self.ask(f"new Promise(done => setTimeout(done, {after}))") if after else None
        return self.ask("[...document.querySelectorAll(':popover-open')].map(note => note.id)")

    def _read(self) -> dict[str, Any]:
        while b"\0" not in self.unread:
            piece = os.read(self.from_browser, 1 << 20)
            assert piece, "the browser is gone"
            self.unread += piece
        message, _, self.unread = self.unread.partition(b"\0")
        return json.loads(message)

    def _note(self, message: dict[str, Any]) -> str | None:
        method, parameters = message.get("method"), message.get("params", {})
        if method == "Network.requestWillBeSent":
            self.requests.append(parameters["request"]["url"])
        if method in ("Runtime.exceptionThrown", "Log.entryAdded"):
            self.complaints.append(json.dumps(parameters))
        return method


@contextmanager
def browser(folder: Path) -> Iterator[Tab]:
    """A headless browser with a profile of its own; ended by its process id."""
    read_there, write_here = os.pipe()
    read_here, write_there = os.pipe()
    pipes = [str(read_there), str(write_there)]
    process = subprocess.Popen(
        [sys.executable, "-c", LAUNCH, *pipes, str(BROWSER), *FLAGS, f"--user-data-dir={folder}"],
        pass_fds=(read_there, write_there),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(read_there)
    os.close(write_there)
    try:
        yield Tab(write_here, read_here)
    finally:
        process.terminate()
        process.wait(timeout=20)
        os.close(write_here)
        os.close(read_here)


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tab]:
    with browser(tmp_path_factory.mktemp("profile")) as tab:
        yield tab


@pytest.fixture
def tab(running: Tab) -> Tab:
    running.requests.clear()
    running.complaints.clear()
    return running


@pytest.fixture
def page(three_articles: list[Article], tmp_path: Path) -> Path:
    """A page about the bridge, with a source that tries to act."""
    first, second, third = three_articles
    hostile = "<script>document.title = 'taken'</script><img src=x onerror=\"document.title = 'taken'\">"
    articles = (first, second, Article("c", third.text + f"\n{hostile}", hostile, "BBC عربي", third.date))

    def cite(article: Article, sentence: int) -> Citation:
        line = article.text.splitlines()[sentence]
        start = article.text.index(line)
        return Citation(article.id, start, start + len(line))

    briefing = Briefing(
        headline="افتتاح جسر النهر الجديد بعد عامين من الأشغال",
        statements=(
            Statement(
                "افتتح رئيس البلدية سامر حداد جسر النهر الجديد.",
                (cite(first, 0), cite(second, 0)),
                (),
                "written",
            ),
            Statement("وبلغت كلفة الجسر 12 مليون دينار.", (cite(second, 1),), ("البلدية",), "written"),
            Statement(third.text.splitlines()[0], (cite(third, 0),), (), "quoted"),
        ),
        articles=articles,
        coverage=Coverage(3, 9, 3, 2, 2, 1, {"a": 0.25, "b": 0.5, "c": 0.25}),
        signature="mujaz:test",
    )
    path = tmp_path / "briefing.html"
    path.write_text(render_html(briefing), encoding="utf-8")
    return path


FIRST, SECOND = "[popovertarget=s1-1]", "[popovertarget=s1-2]"
TAB, ESCAPE, ENTER = ("Tab", 9), ("Escape", 27), ("Enter", 13)


def test_page_loads_alone_and_without_a_complaint(tab: Tab, page: Path) -> None:
    tab.visit(page)
    assert tab.requests == [page.as_uri()]
    assert tab.complaints == []
    assert tab.ask("document.title") == "افتتاح جسر النهر الجديد بعد عامين من الأشغال"
    assert tab.ask("getComputedStyle(document.body).direction") == "rtl"


def test_mouse_over_a_citation_shows_the_quoted_sentence_and_moving_away_hides_it(
    tab: Tab, page: Path
) -> None:
    tab.visit(page)
    assert tab.open_notes() == []
    tab.move(FIRST)
    assert tab.open_notes() == ["s1-1"]
    assert tab.ask("document.querySelector('#s1-1 mark').textContent").startswith(
        "افتتح رئيس البلدية سامر حداد، الثلاثاء"
    )
    tab.move("#s1-1 .note-link")
    assert tab.open_notes(after=400) == ["s1-1"], "the note can be moved into"
    tab.move("h1")
    assert tab.open_notes(after=400) == []


def test_click_pins_the_note_until_it_is_dismissed(tab: Tab, page: Path) -> None:
    tab.visit(page)
    tab.click(FIRST)
    tab.move("h1")
    assert tab.open_notes(after=400) == ["s1-1"]
    assert tab.ask(f"document.querySelector('{FIRST}').getAttribute('aria-expanded')") == "true"
    tab.press(*ESCAPE)
    assert tab.open_notes() == []
    tab.click(FIRST)
    tab.click(SECOND)
    assert tab.open_notes() == ["s1-2"]


def test_keyboard_reaches_every_note_and_the_sentence_in_its_article(tab: Tab, page: Path) -> None:
    tab.visit(page)
    tab.press(*TAB)
    assert tab.open_notes() == ["s1-1"], "focus alone shows the note"
    tab.press(*TAB)
    assert tab.ask("document.activeElement.hash").startswith("#a1-0-")
    assert tab.open_notes(after=400) == ["s1-1"], "the note stays while the focus is inside"
    tab.press(*ENTER)
    assert tab.open_notes(after=400) == []
    assert tab.ask("document.querySelector('#a1').open") is True
    lit = tab.ask("getComputedStyle(document.querySelector(':target').closest('mark')).backgroundColor")
    assert lit != tab.ask("getComputedStyle(document.querySelector('#a2 mark')).backgroundColor")


def test_focus_that_scrolls_to_a_citation_shows_its_note(tab: Tab, page: Path) -> None:
    tab.visit(page, width=800, height=300)
    for _ in range(8):
        tab.press(*TAB)
        if tab.ask("document.activeElement.getAttribute('popovertarget')") == "s3-3":
            break
    assert tab.open_notes(after=800) == ["s3-3"]
    assert tab.ask("window.scrollY") > 0


def test_click_works_without_scripts(tab: Tab, page: Path) -> None:
    tab.visit(page, scripts=False)
    tab.click(FIRST)
    assert tab.open_notes() == ["s1-1"]
    tab.click("#s1-1 .note-link a")
    assert tab.ask("document.querySelector(':target').closest('details').open") is True


@pytest.mark.parametrize("width", [360, 390, 768, 1280])
def test_nothing_sticks_out_at_any_width(tab: Tab, page: Path, width: int) -> None:
    tab.visit(page, width=width)
    tab.ask("document.querySelectorAll('details').forEach(details => details.open = true)")
    assert tab.ask("document.documentElement.scrollWidth") <= width
    for button in ("s1-1", "s1-2", "s2-2", "s3-3"):
        tab.click(f"[popovertarget={button}]")
        box = tab.ask(f"document.getElementById('{button}').getBoundingClientRect().toJSON()")
        assert box["left"] >= 0
        assert box["right"] <= width
        assert box["top"] >= 0
        assert box["bottom"] <= 800
        tab.press(*ESCAPE)


def test_text_of_a_source_cannot_act(tab: Tab, page: Path) -> None:
    tab.visit(page)
    assert tab.ask("document.querySelectorAll('script').length") == 1
    assert tab.ask("document.querySelectorAll('img').length") == 0
    tab.ask("document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"document.title=1\">')")
    tab.ask(
        "document.body.append(Object.assign(document.createElement('script'), {text: 'document.title=1'}))"
    )
    assert tab.ask("new Promise(done => setTimeout(() => done(document.title), 300))").startswith("افتتاح"), (
        "the policy stops what the escaping would have let through"
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_ground(tab: Tab, page: Path, scheme: str) -> None:
    tab("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
    tab.visit(page)
    ground = luminance(tab.ask("getComputedStyle(document.body).backgroundColor"))
    assert (ground > 0.5) == (scheme == "light")
    for selector in ("h1", ".statement p", ".meta", ".cite", ".tag", ".about", ".facts", ".signature"):
        ink = luminance(tab.ask(f"getComputedStyle(document.querySelector('{selector}')).color"))
        assert (max(ink, ground) + 0.05) / (min(ink, ground) + 0.05) >= 4.5, selector
    tab("Emulation.setEmulatedMedia", features=[])


def luminance(color: str) -> float:
    """Relative luminance of ``rgb(r, g, b)``, 0 to 1, as WCAG 2.2 defines it."""
    parts = [int(part) / 255 for part in color[color.index("(") + 1 : -1].split(",")[:3]]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_on_paper_the_notes_stand_below_their_statements(tab: Tab, page: Path) -> None:
    tab.visit(page)
    tab("Emulation.setEmulatedMedia", media="print")
    tops = tab.ask(
        "[...document.querySelectorAll('.statement > p, .statement .note')]"
        ".map(element => [element.id, element.getBoundingClientRect().top, element.offsetHeight])"
    )
    assert [identity for identity, _, _ in tops] == ["", "s1-1", "s1-2", "", "s2-2", "", "s3-3"]
    assert all(height > 0 for _, _, height in tops)
    assert [top for _, top, _ in tops] == sorted(top for _, top, _ in tops)
    tab("Emulation.setEmulatedMedia", media="")
    paper = base64.b64decode(tab("Page.printToPDF")["data"])
    assert paper.startswith(b"%PDF-")
    assert paper.count(b"/Type /Page\n") <= 2
