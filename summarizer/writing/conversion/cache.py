"""Converted models on disk: one folder for each content hash, written whole or not at all.

A folder is written beside its place and renamed into it, so a reader never sees half of one and two
processes that convert at once end with the same bytes. A folder that does not hold what its seal says
is made again. Where nothing can be written the model is used from memory.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import shutil
import tempfile
from pathlib import Path

from summarizer.writing.cache_folder import cache_folder
from summarizer.writing.checkpoints import Checkpoint
from summarizer.writing.conversion.binary import Precision
from summarizer.writing.conversion.convert import CONVERSION, convert
from summarizer.writing.tokenization import Tokenizer

_SEAL = "seal.json"


def converted(checkpoint: Checkpoint, tokenizer: Tokenizer, precision: Precision) -> Path | dict[str, bytes]:
    """The ctranslate2 model of ``checkpoint``: its folder in the cache, or its files where there is none."""
    place = cache_folder() / "ctranslate2" / _key(checkpoint, tokenizer, precision)
    if _whole(place):
        return place
    files = convert(checkpoint, tokenizer, precision)
    return place if _store(place, files) else files


def _key(checkpoint: Checkpoint, tokenizer: Tokenizer, precision: Precision) -> str:
    vocabulary = hashlib.sha256("\n".join(tokenizer.vocabulary).encode()).hexdigest()
    text = f"{CONVERSION}\n{precision}\n{checkpoint.digest}\n{vocabulary}"
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def _whole(place: Path) -> bool:
    """Whether every file is there with the content the seal tells."""
    try:
        seal = json.loads((place / _SEAL).read_text(encoding="utf-8"))
        return bool(seal) and all(
            _digest((place / name).read_bytes()) == digest for name, digest in seal.items()
        )
    except (OSError, ValueError, AttributeError):
        return False


def _store(place: Path, files: dict[str, bytes]) -> bool:
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(prefix=f".{place.name}.", dir=place.parent))
    except (OSError, RuntimeError):
        return False
    try:
        for name, content in files.items():
            (draft / name).write_bytes(content)
        seal = {name: _digest(content) for name, content in files.items()}
        (draft / _SEAL).write_text(json.dumps(seal), encoding="utf-8")
        return _move(draft, place)
    except OSError:
        return False
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _move(draft: Path, place: Path) -> bool:
    """Rename ``draft`` to ``place``; a broken folder there goes first, a whole one stays."""
    for _ in range(3):
        try:
            draft.rename(place)
            return True
        except OSError:
            if _whole(place):
                return True
            aside = Path(tempfile.mkdtemp(prefix=f".{place.name}.old.", dir=place.parent))
            with contextlib.suppress(OSError):
                place.rename(aside / "broken")
            shutil.rmtree(aside, ignore_errors=True)
    return False


def _digest(content: bytes) -> str:
    return hashlib.blake2b(content, digest_size=16).hexdigest()
