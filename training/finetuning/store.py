"""Examples on disk, by content: made once for the same clusters, preset, tokenizer, options and code.

Clusters go through in blocks; a block is written when it is done, so that a run that is cut off while it
makes examples goes on where it was.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from multiprocessing import get_context
from pathlib import Path

from summarizer.evaluation.journal import cluster_digest
from summarizer.evaluation.pipeline_systems import code_digest
from summarizer.types import Cluster
from summarizer.writing.cache_folder import cache_folder
from summarizer.writing.checkpoints import open_checkpoint
from summarizer.writing.presets import Preset
from summarizer.writing.tokenization import load_tokenizer
from training.finetuning.config import Data
from training.finetuning.examples import Example, Maker

BLOCK = 32
"""Clusters in one file of the cache."""
VERSION = 1
"""Raised when the same input would give other examples though no file of the package changed."""

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Store:
    """Makes examples, or finds them."""

    checkpoint: Path
    """Folder whose tokenizer counts pieces."""
    vocabulary: str
    """Digest of that tokenizer."""
    preset: Preset
    data: Data

    def examples(
        self, clusters: Sequence[Cluster], split: str, progress: Progress | None = None
    ) -> list[Example]:
        """The examples of ``clusters`` in order; ``split`` is ``train`` or ``validation``."""
        blocks = [list(clusters[at : at + BLOCK]) for at in range(0, len(clusters), BLOCK)]
        paths = [self._folder() / f"{self._key(block, split)}.jsonl" for block in blocks]
        waiting = [(b, path) for b, path in zip(blocks, paths, strict=True) if not path.is_file()]
        done = len(blocks) - len(waiting)
        made: dict[Path, list[Example]] = {}
        for (_, path), examples in zip(waiting, self._made([b for b, _ in waiting], split), strict=True):
            if not _write(path, examples):
                made[path] = examples
            done += 1
            if progress:
                progress(f"examples ({split})", done, len(blocks))
        return [example for path in paths for example in (made[path] if path in made else list(_read(path)))]

    def _made(self, blocks: Sequence[list[Cluster]], split: str) -> Iterator[list[Example]]:
        arguments = [(self.checkpoint, self.preset, self.data, split, block) for block in blocks]
        if self.data.workers == 1 or len(blocks) < 2:
            yield from map(_make, arguments)
            return
        with ProcessPoolExecutor(self.data.workers, mp_context=get_context("spawn")) as pool:
            yield from pool.map(_make, arguments)

    def _folder(self) -> Path:
        return Path(self.data.cache).expanduser() if self.data.cache else cache_folder() / "finetuning"

    def _key(self, clusters: Sequence[Cluster], split: str) -> str:
        options = [self.data.pairs, self.data.headlines, self.data.support, self.data.max_words]
        parts = [
            str(VERSION),
            code_digest(),
            _code(),
            self.vocabulary,
            repr(self.preset),
            repr(options),
            split,
        ]
        parts += [f"{cluster.id}\t{cluster_digest(cluster)}" for cluster in clusters]
        return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _make(arguments: tuple[Path, Preset, Data, str, list[Cluster]]) -> list[Example]:
    folder, preset, data, split, clusters = arguments
    tokenizer = load_tokenizer(open_checkpoint(folder), preset.language)
    maker = Maker(preset, data, tokenizer.count, tokenizer.special)
    of = maker.validation if split == "validation" else maker.training
    return [example for cluster in clusters for example in of(cluster)]


def _code() -> str:
    """A digest of the modules outside the package that make pairs."""
    here = Path(__file__).resolve().parent
    files = [here / "examples.py", *(here.parent / "embedded" / f"{n}.py" for n in ("pairs", "support"))]
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()[:8]


def _write(path: Path, examples: Sequence[Example]) -> bool:
    """Whole or not at all; False where nothing can be written: the run goes on from memory."""
    text = "".join(json.dumps(asdict(example), ensure_ascii=False) + "\n" for example in examples)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, delete=False) as file:
            file.write(text)
        os.replace(file.name, path)
    except OSError:
        return False
    return True


def _read(path: Path) -> Iterator[Example]:
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        row["targets"] = tuple(row["targets"])
        yield Example(**row)
