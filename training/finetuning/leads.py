"""A corpus out of articles alone: the lead is the summary of what follows it.

    python -m training.finetuning.leads articles.jsonl.xz leads.jsonl [--most 2000] [--support 0.5]

Input is JSON lines with ``id``, ``text`` and perhaps ``title``; output is XL-Sum style lines, or nothing for
an article whose lead leans on something, is no sentence, or holds a name or number that the rest lacks
(``--keep-unsupported`` keeps those: there are many, and they teach invention).
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from summarizer.arabic.normalise import count_words
from summarizer.arabic.sentences import split_sentences
from summarizer.errors import MujazError
from summarizer.evaluation.faithfulness import facts
from training.embedded.pairs import standing_alone
from training.embedded.records import read_json_lines, write_whole
from training.embedded.support import is_extract, support

LEAST_WORDS, MOST_WORDS = 8, 45
LEAST_REST = 40
"""Words that must be left to summarise."""
SUPPORT = 0.6
"""Share of the lead's content stems that the rest must hold."""


def lead_of(
    article: Mapping[str, Any], *, least: float = SUPPORT, supported: bool = True
) -> tuple[str, str] | None:
    """Lead and rest of an article, where the rest tells what the lead says.

    Args:
        least: share of the lead's content stems that the rest must hold.
        supported: whether it must hold every name and number of the lead, too.
    """
    text = str(article.get("text") or "")
    spans = split_sentences(text)
    if len(spans) < 3:
        return None
    lead = standing_alone(text[slice(*spans[0])].strip())
    rest = text[spans[1][0] :].strip()
    if not lead or not LEAST_WORDS <= count_words(lead) <= MOST_WORDS or count_words(rest) < LEAST_REST:
        return None
    passages = [text[start:end] for start, end in spans[1:]]
    if support(lead, passages) < least or is_extract(lead, passages):
        return None
    held = not supported or all(
        fact.held for fact in facts(lead, passages) if fact.kind in ("name", "number")
    )
    return (lead, rest) if held else None


def rows(
    articles: Iterator[Mapping[str, Any]], most: int, *, least: float = SUPPORT, supported: bool = True
) -> Iterator[dict[str, str]]:
    """XL-Sum style rows of the articles that give one, ``most`` at most (0 for all)."""
    count = 0
    for article in articles:
        found = lead_of(article, least=least, supported=supported)
        if found:
            yield {"id": str(article["id"]), "text": found[1], "summary": found[0]}
            count += 1
            if count == most:
                return


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns its exit status."""
    parser = argparse.ArgumentParser(prog="training.finetuning.leads", description="Leads as summaries.")
    parser.add_argument("articles")
    parser.add_argument("out")
    parser.add_argument("--most", type=int, default=0)
    parser.add_argument("--support", type=float, default=SUPPORT, metavar="SHARE")
    parser.add_argument("--keep-unsupported", action="store_true")
    given = parser.parse_args(arguments)
    try:
        articles = iter(read_json_lines(given.articles))
        made = list(rows(articles, given.most, least=given.support, supported=not given.keep_unsupported))
    except MujazError as error:
        print(f"leads: {error}", file=sys.stderr)
        return 2
    write_whole(given.out, "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in made))
    print(f"{given.out}: {len(made)} leads")
    return 0


if __name__ == "__main__":
    sys.exit(main())
