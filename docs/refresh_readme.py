"""Write the briefing of the seeds into the README. Run by ``make readme``; a test compares."""

from __future__ import annotations

from pathlib import Path

from summarizer import Summarizer, read_articles

ROOT = Path(__file__).resolve().parent.parent
BEGIN, END = "<!-- briefing: written by `make readme`, compared by a test -->\n", "<!-- end of briefing -->"


def sample() -> str:
    """The briefing as it stands in the README: Markdown, its headings two levels down."""
    markdown = Summarizer().summarize(read_articles(ROOT / "seeds"), max_words=150).to_markdown()
    lines = [f"##{line}" if line.startswith("#") else line for line in markdown.splitlines()]
    return "\n".join(lines).strip() + "\n"


def with_sample(readme: str) -> str:
    """``readme`` with the sample between its marks."""
    before, _, rest = readme.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{sample()}\n{END}{after}"


if __name__ == "__main__":
    path = ROOT / "README.md"
    path.write_text(with_sample(path.read_text("utf-8")), "utf-8")
