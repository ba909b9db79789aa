"""Systems by name: the baselines, and the whole pipeline with a writer or without one."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from summarizer.errors import InputError
from summarizer.evaluation.baselines import BASELINES
from summarizer.evaluation.systems import Summary, System, check_names
from summarizer.settings import Settings
from summarizer.types import Cluster
from summarizer.version import VERSION

if TYPE_CHECKING:
    from summarizer.pipeline import Summarizer

PIPELINES = {"quote": "none", "mini": "mini"}
"""Names of systems that are the pipeline, with the model they mean; any other name is a checkpoint."""


@dataclass(frozen=True)
class PipelineSystem:
    """The pipeline of this version with one model. Statements are kept whole."""

    name: str
    summarizer: Summarizer

    @property
    def identity(self) -> str:
        writer = self.summarizer.writer()
        model = writer.identity if writer is not None else "none"
        return f"mujaz|v:{VERSION}|code:{code_digest()}|model:{model}"

    @property
    def uses_references(self) -> bool:
        return False

    def summarize(self, cluster: Cluster, *, max_words: int) -> Summary:
        briefing = self.summarizer.summarize(cluster.articles, max_words=max_words)
        return Summary(briefing.statements)


def open_systems(names: Sequence[str], *, threads: int = 2, engine: str = "auto") -> list[System]:
    """The systems called ``names``, in this order; a model is opened here, so that a wrong path fails early.

    Raises:
        SettingsError: none is named or one twice.
        ModelError: a name is neither a known system nor a checkpoint that can be opened.
    """
    check_names(names, [*BASELINES, *PIPELINES])
    systems: list[System] = []
    for name in names:
        if name in BASELINES:
            systems.append(BASELINES[name])
            continue
        from summarizer.pipeline import Summarizer

        settings = Settings(model=PIPELINES.get(name, name), threads=threads, engine=engine)
        system = PipelineSystem(name, Summarizer(settings))
        _ = system.identity
        systems.append(system)
    return systems


def code_digest() -> str:
    """Eight hexadecimal digits over the package's source and data: a changed rule is another system."""
    from importlib.resources import files
    from importlib.resources.abc import Traversable

    digest = hashlib.sha256()

    def walk(folder: Traversable, prefix: str) -> None:
        for entry in sorted(folder.iterdir(), key=lambda item: item.name):
            place = f"{prefix}/{entry.name}"
            if entry.is_dir():
                if entry.name not in ("__pycache__", "evaluation", "models", "rendering"):
                    walk(entry, place)
            elif entry.name.endswith((".py", ".json", ".npz", ".yaml")):
                digest.update(place.encode() + b"\0" + entry.read_bytes())

    walk(files("summarizer"), "")
    return digest.hexdigest()[:8]


def check_references(systems: Sequence[System], clusters: Sequence[Cluster]) -> None:
    """Raises ``InputError`` if a system looks at references and a cluster has none."""
    looking = [system.name for system in systems if system.uses_references]
    bare = [cluster.id for cluster in clusters if not cluster.references]
    if looking and bare:
        raise InputError(
            f"{', '.join(looking)} needs references and cluster {bare[0]} has none",
            remedy="Leave the system out or add references.",
        )
