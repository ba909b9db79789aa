"""A ``.jsonl`` among the articles: one article a line, or one cluster."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from summarizer.arabic.normalise import ARABIC_LETTER
from summarizer.errors import InputError
from summarizer.reading.clean import clean_line
from summarizer.reading.clusters import article_from, cluster_from, parse_object
from summarizer.types import Article


def read_lines(text: str, path: Path) -> list[Article]:
    """The articles of JSON lines, in order.

    Raises:
        InputError: a line is not JSON, is neither article nor cluster, or repeats an id; more than one
            cluster, which is more than one briefing.
    """
    articles: list[Article] = []
    places: dict[str, str] = {}
    clusters = 0
    for number, line in enumerate(text.split("\n"), start=1):
        if not clean_line(line):
            continue
        where = f"{path}, line {number}"
        value = parse_object(line, where)
        if "articles" in value:
            clusters += 1
            found = list(cluster_from(value, where).articles)
        else:
            found = [article_from(value, where)]
        if clusters > 1 or (clusters and len(places) > 0):
            raise InputError(
                "holds more than one cluster, each a briefing of its own",
                where=where,
                remedy=f"Pipe them instead: cat {path.name} | mujaz summarize -",
            )
        for article in found:
            if article.id in places:
                raise InputError(
                    f"the id {article.id!r} stands in {places[article.id]} already",
                    where=where,
                    remedy="Give every article its own id.",
                )
            places[article.id] = f"line {number}"
            articles.append(replace(article, path=str(path)))
    if not articles:
        raise InputError("holds no articles", where=str(path), remedy="Put one JSON object on each line.")
    if not any(ARABIC_LETTER.search(article.text) for article in articles):
        raise InputError("holds no Arabic text", where=str(path), remedy="Give articles in Arabic.")
    return articles
