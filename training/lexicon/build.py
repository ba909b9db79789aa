"""Make lexicon.json and attested.json: what an editor may write without finding it in the sources.

An Arabic name has no capital. But an editor who rewords a fact brings words of his own (``أكد`` for
``قال``) and hardly ever a name. So: for each stem, how often does a reference use it although its
sources do not, and how often with them? Stems the references bring along are common vocabulary. For the
many stems too rare to count, a small classifier learnt on the counted ones decides from how the corpus
uses them: names repeat within an article, follow titles, and take no pronouns.

``topics.txt`` adds words read through by a person: frequent nouns of the news that are no names, but that an
editor hardly ever brings along, because the sources have them.

Input: JSON lines (``.jsonl`` or ``.jsonl.xz``) of statements (``statement``, ``headline``, ``sources``),
of briefings (``references``, ``headlines``, ``articles``) and of articles (``title``, ``text``). Output:
stems, and a Bloom filter of the words of the articles (``attested.json`` beside FILE); no text.

    python -m training.lexicon.build --statements S --briefings B --articles A A2 --out FILE
"""

from __future__ import annotations

import argparse
import itertools
import json
import lzma
import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from summarizer.arabic.attested import pack
from summarizer.arabic.normalise import words
from summarizer.arabic.tokens import cores, key

TITLES = frozenset(
    """الرييس رييس وزير الوزير الملك السيد السيده الدكتور الامير الشيخ اللواء العميد العقيد الفريق
    القايد المتحدث النايب مدينه بلده محافظه منطقه قريه شركه حي""".split()
)
ATTESTED_IN = 2
"""Documents from which a word counts as one of the language, not a slip."""
COMMON_FROM = 0.55
"""Probability from which a stem too rare to count is called common."""


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The JSON lines of ``path``."""
    opener: Any = lzma.open if path.suffix == ".xz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


class Corpus:
    """Document frequency, repetition within a document and place after a title, of each word."""

    def __init__(self) -> None:
        self.documents: Counter[str] = Counter()
        self.repeated: Counter[str] = Counter()
        self.titled: Counter[str] = Counter()

    def add(self, text: str) -> None:
        stream = words(text)
        for word, count in Counter(stream).items():
            self.documents[word] += 1
            self.repeated[word] += count > 1
        for before, word in itertools.pairwise(stream):
            self.titled[word] += before in TITLES

    def profiles(self, stem_of: Callable[[str], str]) -> dict[str, list[float]]:
        """Sums over all words of a stem; see :func:`features`."""
        sums: dict[str, list[float]] = defaultdict(lambda: [0.0] * 8)
        for word, count in self.documents.items():
            if not "ء" <= word[0] <= "ي":
                continue
            row = sums[stem_of(word)]
            row[0] += count
            row[1] += self.repeated[word]
            row[2] += self.titled[word]
            row[3] += count * word.lstrip("وفبك").startswith(("ال", "لل"))
            row[4] += count * word.endswith(("ها", "هم", "هما"))
            row[5] += count * word.endswith("ه")
            row[6] += count * word.startswith(("ي", "ت", "وي", "وت", "سي", "ست"))
            row[7] += 1
        return sums


def features(stem: str, row: list[float]) -> list[float]:
    """How the corpus uses ``stem``: how often, repeated, titled, with article, pronouns, verb prefixes."""
    total = row[0] + 1
    return [
        math.log(total), row[1] / total, row[2] / total, row[3] / total, math.log1p(row[4]),
        row[4] / total, row[5] / total, row[6] / total, math.log1p(row[7]), float(len(stem)),
        min(row[3], total - row[3]) / total,
    ]  # fmt: skip


def count_references(pairs: Iterable[tuple[list[str], list[str]]]) -> tuple[Counter[str], Counter[str]]:
    """Words the references bring along, and words they take from their sources."""
    brought: Counter[str] = Counter()
    taken: Counter[str] = Counter()
    for references, sources in pairs:
        known = {core for text in sources for word in words(text) for core in cores(word)}
        for reference in references:
            for word in set(words(reference)):
                (taken if cores(word) & known else brought)[word] += 1
    return brought, taken


def probabilities(
    profiles: dict[str, list[float]], brought: Counter[str], taken: Counter[str], *, least: int
) -> dict[str, float]:
    """Probability of being common vocabulary for each stem seen in ``least`` documents, out of sample."""
    import numpy as np
    from sklearn.ensemble import GradientBoostingClassifier
    from sklearn.model_selection import cross_val_predict

    def label(stem: str) -> int | None:
        inside, outside = brought[stem], taken[stem]
        if inside >= 2 and inside / (inside + outside) > 0.05:
            return 1
        return 0 if outside >= 5 and inside / (inside + outside) < 0.01 else None

    stems = sorted(stem for stem, row in profiles.items() if row[0] >= least)
    table = np.array([features(stem, profiles[stem]) for stem in stems])
    labels = [label(stem) for stem in stems]
    known = [i for i, value in enumerate(labels) if value is not None]
    model = GradientBoostingClassifier(n_estimators=150, max_depth=4, random_state=0)
    truth = np.array([labels[i] for i in known])
    held_out = cross_val_predict(model, table[known], truth, cv=5, method="predict_proba")[:, 1]
    model.fit(table[known], truth)
    result = dict(zip(stems, model.predict_proba(table)[:, 1].tolist(), strict=True))
    result.update((stems[i], float(p)) for i, p in zip(known, held_out, strict=True))
    return result


def build(statements: Path, briefings: Path, corpus: Corpus) -> dict[str, str]:
    """The lexicon: the stems that are common vocabulary, sorted."""
    pairs = [
        ([row["statement"], row["headline"]], [s["text"] for s in row["sources"]]) for row in rows(statements)
    ]
    for row in rows(briefings):
        texts = [f"{article['text']} {article.get('title', '')}" for article in row["articles"]]
        pairs.append((row["references"] + row.get("headlines", []), texts))
    brought_words, taken_words = count_references(pairs)

    def gather(counts: Counter[str], stem_of: Callable[[str], str]) -> Counter[str]:
        gathered: Counter[str] = Counter()
        for word, count in counts.items():
            gathered[stem_of(word)] += count
        return gathered

    brought, taken = gather(brought_words, key), gather(taken_words, key)
    likely = probabilities(corpus.profiles(key), brought, taken, least=8)

    def is_common(stem: str) -> bool:
        inside, outside = brought[stem], taken[stem]
        if inside >= 2 and inside / (inside + outside) >= 0.02:
            return True
        if outside >= 8 and inside == 0:
            return False
        if inside == 1 and inside / (inside + outside) >= 0.02 and likely.get(stem, 0.5) >= 0.2:
            return True
        return likely.get(stem, 0.0) >= COMMON_FROM

    common = {stem for stem in set(likely) | set(brought) if is_common(stem) and "ء" <= stem[0] <= "ي"}
    topics = Path(__file__).with_name("topics.txt").read_text(encoding="utf-8").split()
    common |= {key(word) for word in topics}
    return {"common": " ".join(sorted(common))}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--statements", type=Path, required=True)
    parser.add_argument("--briefings", type=Path, required=True)
    parser.add_argument("--articles", type=Path, nargs="+", required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    corpus = Corpus()
    for path in options.articles:
        for row in rows(path):
            corpus.add(f"{row.get('title') or ''}\n{row['text']}")
    seen = {w for w, count in corpus.documents.items() if count >= ATTESTED_IN and "ء" <= w[0] <= "ي"}
    attested = options.out.with_name("attested.json")
    attested.write_text(json.dumps({"bloom": pack(seen)}) + "\n", encoding="utf-8")
    lexicon = build(options.statements, options.briefings, corpus)
    options.out.write_text(json.dumps(lexicon, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    print({name: len(value.split()) for name, value in lexicon.items()}, options.out.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
