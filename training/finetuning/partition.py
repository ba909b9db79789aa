"""Training and validation: split where needed, freed of leaks, and what is told about them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from summarizer.arabic.normalise import count_words
from summarizer.errors import InputError
from summarizer.evaluation.faithfulness import facts
from summarizer.evaluation.journal import cluster_digest
from summarizer.splitting import sentences_of
from summarizer.types import Cluster
from training.finetuning.config import Data
from training.finetuning.corpus import has_split, read_corpus
from training.finetuning.leakage import Leak, groups, leaks

Tell = Callable[[str], None]


@dataclass(frozen=True)
class Partition:
    """What is trained on and what measures it, with everything that was counted on the way."""

    train: tuple[Cluster, ...]
    validation: tuple[Cluster, ...]
    leaks: tuple[Leak, ...] = ()
    unsupported: tuple[str, ...] = ()
    """Clusters with a reference that holds a name or number no source has."""
    dropped: int = 0
    """References left out for that."""
    longer: int = 0
    """References that are longer than their source, left out."""


def make_partition(data: Data, tell: Tell) -> Partition:
    """Read, clean and split the corpus of ``data``; ``tell`` gets one line for each finding.

    Raises:
        InputError: an empty split, references longer than sources all over, or leaks that shall be refused.
    """
    clusters = read_corpus(data.train, data, split="train")
    if data.most:
        clusters = clusters[: data.most]
    validation = _validation(data)
    if validation is None:
        train, validation = split(clusters, share=data.validation_share)
        found: list[Leak] = []
        tell(f"validation: {len(validation)} of {len(clusters)} clusters, kept apart with their near-copies")
    else:
        train = clusters
        found = leaks(train, validation)
    if found:
        train = _without_leaks(train, found, data, tell)
    partition = _cleaned(train, validation, data, tell)
    for name, part in (("training", partition.train), ("validation", partition.validation)):
        if not part:
            raise InputError(
                f"the {name} split is empty", where=", ".join(data.train), remedy="Give more clusters."
            )
    return replace(partition, leaks=tuple(found))


def split(clusters: Sequence[Cluster], *, share: float) -> tuple[list[Cluster], list[Cluster]]:
    """``clusters`` in two; near-copies stay together, the same corpus in any order is split the same way."""
    together = groups(clusters)
    digest = {place: cluster_digest(clusters[place]) for members in together for place in members}
    keys = [min(digest[place] for place in members) for members in together]
    order = sorted(range(len(together)), key=lambda number: sha256(keys[number].encode()).digest())
    wanted = max(1, round(share * len(clusters)))
    chosen: set[int] = set()
    for number in order:
        if len(chosen) + len(together[number]) <= wanted or not chosen:
            chosen.update(together[number])
        if len(chosen) >= wanted:
            break
    train = [cluster for place, cluster in enumerate(clusters) if place not in chosen]
    return train, [cluster for place, cluster in enumerate(clusters) if place in chosen]


def unsupported(cluster: Cluster, reference: str) -> list[str]:
    """Names and numbers of ``reference`` that no article of ``cluster`` has, titles included."""
    passages = [s.text for article in cluster.articles for s in sentences_of(article)]
    passages += [article.title for article in cluster.articles if article.title]
    return [f.text for f in facts(reference, passages) if f.kind in ("name", "number") and not f.held]


def _validation(data: Data) -> list[Cluster] | None:
    if data.validation:
        return read_corpus(data.validation, data, split="validation")
    if len(data.train) == 1 and has_split(data.train[0], data, "validation"):
        return read_corpus(data.train, data, split="validation")
    return None


def _without_leaks(train: list[Cluster], found: list[Leak], data: Data, tell: Tell) -> list[Cluster]:
    exact = sum(leak.exact for leak in found)
    some = ", ".join(f"{leak.train} = {leak.validation}" for leak in found[:3])
    said = (
        f"{len(found)} training clusters share a text with the validation ({exact} word for word, "
        f"{len(found) - exact} nearly): {some}"
    )
    if data.leakage == "refuse":
        raise InputError(said, where="data.leakage", remedy="Take them out, or set data.leakage=drop.")
    tell(f"leakage: {said}; {'left out' if data.leakage == 'drop' else 'KEPT, scores will flatter'}")
    if data.leakage == "tell":
        return train
    leaking = {leak.train for leak in found}
    return [cluster for cluster in train if cluster.id not in leaking]


def _cleaned(train: Sequence[Cluster], validation: Sequence[Cluster], data: Data, tell: Tell) -> Partition:
    """References longer than their sources go, unsupported ones are counted and, on request, go too."""
    marked: list[str] = []
    dropped = longer = whole = 0
    parts: list[tuple[Cluster, ...]] = []
    for number, clusters in enumerate((train, validation)):
        kept: list[Cluster] = []
        for cluster in clusters:
            whole += len(cluster.references)
            source = sum(count_words(article.text) for article in cluster.articles)
            references = [text for text in cluster.references if count_words(text) < source]
            longer += len(cluster.references) - len(references)
            bad = {text for text in references if unsupported(cluster, text)}
            if bad:
                marked.append(cluster.id)
            if data.drop_unsupported and number == 0:  # the validation stays comparable
                dropped += len(bad)
                references = [text for text in references if text not in bad]
            if references or (not cluster.references and data.pairs != "references" and number == 0):
                kept.append(replace(cluster, references=tuple(references)))
        parts.append(tuple(kept))
    if longer > whole / 2:
        raise InputError(
            f"{longer} of {whole} references are longer than their sources",
            where=", ".join(data.train),
            remedy="Are data.columns.text and data.columns.summary the wrong way round?",
        )
    if longer:
        tell(f"left out: {longer} references longer than their sources")
    if marked:
        verdict = f"{dropped} left out of the training" if data.drop_unsupported else "kept"
        tell(
            f"unsupported: {len(marked)} clusters have a reference with a name or number that no source "
            f"holds ({', '.join(marked[:3])}); {verdict}"
        )
    return Partition(parts[0], parts[1], (), tuple(marked), dropped, longer)
