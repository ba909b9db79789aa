"""Every measure beyond ROUGE of one summary of one cluster, by name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from summarizer.evaluation.citations import citation_score
from summarizer.evaluation.faithfulness import is_faithful
from summarizer.evaluation.novelty import novel_ngrams
from summarizer.evaluation.support import support_score, supports
from summarizer.evaluation.surface import chrf, has_chrf, surface
from summarizer.evaluation.systems import Summary
from summarizer.splitting import sentences_of
from summarizer.types import Briefing, Cluster

MEASURES: Mapping[str, str] = {
    "chrf": "chrF2 against the references (the best one)",
    "faithful_cited": "statements whose every name, number, date and quotation stands in what they cite",
    "faithful_any": "the same in any sentence of the articles",
    "citation_recall": "statements that their citations support",
    "citation_precision": "citations that are of use",
    "support": "mean support score of the statements by what they cite, graded",
    "novel_1": "distinct words that stand in no article",
    "novel_2": "distinct bigrams that stand in no article",
    "novel_3": "distinct trigrams that stand in no article",
    "novel_4": "distinct 4-grams that stand in no article",
    "novel_1_cited": "distinct words that stand in nothing cited",
    "novel_2_cited": "distinct bigrams that stand in nothing cited",
    "novel_3_cited": "distinct trigrams that stand in nothing cited",
    "novel_4_cited": "distinct 4-grams that stand in nothing cited",
    "coverage": "words inside fragments copied from an article",
    "density": "mean length of the fragment a word lies in, in words",
    "compression": "words of the articles for each word of the summary",
    "redundancy": "mean ROUGE-L F1 between two statements",
    "repetition": "trigrams that are not the first of their kind",
    "words": "words",
    "statements": "statements",
    "written": "statements written, not quoted",
}
"""What each measure says; shares are fractions of 1."""


def measure_briefing(briefing: Briefing, references: Sequence[str] = ()) -> dict[str, float]:
    """The measures of a briefing against the articles it was made from; see :func:`measure`."""
    cluster = Cluster("briefing", briefing.articles, tuple(references))
    return measure(Summary(briefing.statements), cluster)


def measure(summary: Summary, cluster: Cluster) -> dict[str, float]:
    """The measures of ``summary``. Those that a summary without statements cannot have are left out,
    and chrF where sacrebleu is not installed.

    Citations that point to an article that is not in the cluster, or outside its text, cite nothing.
    """
    texts = {article.id: article.text for article in cluster.articles}
    statements = [statement.text for statement in summary.statements]
    cited = [
        [
            passage
            for citation in statement.citations
            if (passage := texts.get(citation.article_id, "")[citation.start : citation.end])
        ]
        for statement in summary.statements
    ]
    sentences = [sentence.text for article in cluster.articles for sentence in sentences_of(article)]
    look = surface(statements, list(texts.values()))
    values: dict[str, float] = {
        "words": len(summary.text.split()),
        "statements": look.statements,
        "redundancy": look.redundancy,
        "repetition": look.repetition,
    }
    if cluster.references and has_chrf():
        values["chrf"] = chrf(summary.text, cluster.references) if statements else 0.0
    if not statements:
        return values
    values |= {"coverage": look.coverage, "density": look.density, "compression": look.compression}
    values["written"] = sum(s.kind == "written" for s in summary.statements) / len(statements)
    pairs = list(zip(statements, cited, strict=True))
    values["faithful_cited"] = sum(is_faithful(text, of) for text, of in pairs) / len(pairs)
    values["faithful_any"] = sum(is_faithful(text, sentences) for text in statements) / len(pairs)
    judged = citation_score(pairs, supports)
    values["support"] = sum(support_score(text, of) for text, of in pairs) / len(pairs)
    values["citation_recall"] = judged.recall
    if judged.citations:
        values["citation_precision"] = judged.precision
    everything = [passage for of in cited for passage in of]
    for order, share in enumerate(novel_ngrams(statements, texts.values()), start=1):
        values[f"novel_{order}"] = share
    for order, share in enumerate(novel_ngrams(statements, everything), start=1):
        values[f"novel_{order}_cited"] = share
    return values
