"""Stage ``references``: statements and briefings written by hand become pairs.

A statement and its headline are pairs as they stand, unless they hold a name or number that their sources
lack. A briefing is taken apart: each of its sentences that stands alone is a target, with the sentences of
the articles that hold it; where they do not hold all of its numbers and most of its stems, it is left out.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from summarizer.arabic.normalise import count_words
from training.embedded.options import read_options
from training.embedded.pairs import sentences, standing_alone, true_to
from training.embedded.records import Pair, read_json_lines, write_pairs
from training.embedded.support import supporting

INVENTED = frozenset({"name", "number", "month", "weekday"})
"""What the guard must not find in a written reference. Its other kinds err on good references too often
(a second reader found 2 % of them wrong), and their loss would cost more than their faults."""


@dataclass(frozen=True, kw_only=True)
class ReferencesOptions:
    """Options of the stage."""

    out: str
    statements: list[str] = field(default_factory=list)
    briefings: list[str] = field(default_factory=list)
    most: int = 0
    """Statements to take, from the start of the files; 0 for all. For a learning curve over their number."""
    support: float = 0.7
    """Share of stems the found sources of a briefing's sentence must hold. Below it the alignment is a
    guess; references reword, so 0.85 as for mined pairs would leave a fifth."""
    most_source_words: int = 180


def statement_pairs(row: dict[str, Any]) -> Iterator[Pair]:
    """The statement and the headline of one row. A statement ``-`` means: nothing sensible can be written."""
    sources = tuple(source["text"] for source in row["sources"])
    group = row.get("cluster") or row["id"]
    if row["statement"] == "-" or not sources:
        return
    if true_to(row["statement"], sources, INVENTED):
        yield Pair(row["id"], group, "statement", sources, row["statement"])
    if row.get("headline") and true_to(row["headline"], sources, INVENTED):
        yield Pair(row["id"] + "-h", group, "headline", sources, row["headline"])


def briefing_pairs(row: dict[str, Any], options: ReferencesOptions) -> Iterator[Pair]:
    """The sentences of the briefings of one row that stand alone, each with what holds it."""
    pool = [sentence for article in row["articles"] for sentence in sentences(article["text"])]
    for place, reference in enumerate(row["references"]):
        for number, line in enumerate(reference.splitlines()):
            target = standing_alone(line)
            sources = supporting(target, pool, at_least=options.support) if target else None
            if (
                target
                and sources
                and true_to(target, sources)
                and count_words(" ".join(sources)) <= options.most_source_words
            ):
                yield Pair(f"{row['id']}-b{place}-{number}", row["id"], "statement", sources, target)


def main(arguments: Sequence[str]) -> None:
    """Run the stage and print what it found."""
    options = read_options(ReferencesOptions, arguments)
    rows = [row for path in options.statements for row in read_json_lines(path)]
    pairs = [pair for row in rows[: options.most or None] for pair in statement_pairs(row)]
    briefings = [row for path in options.briefings for row in read_json_lines(path)]
    taken_apart = [pair for row in briefings for pair in briefing_pairs(row, options)]
    write_pairs(options.out, pairs + taken_apart)
    counts = dict(Counter(pair.task for pair in pairs))
    print(f"{options.out}: {counts}, statements out of briefings {len(taken_apart)}")


if __name__ == "__main__":
    main(sys.argv[1:])
