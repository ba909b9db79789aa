"""Read safetensors files with numpy alone, bfloat16 included.

The format (https://github.com/huggingface/safetensors, README "Format"): eight bytes with the length of
the header, the header as JSON (name -> dtype, shape, data offsets), the tensors one behind the other.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from summarizer.errors import ModelError

_DTYPES = {"F64": "<f8", "F32": "<f4", "F16": "<f2", "BF16": "<u2"}
_LONGEST_HEADER = 100_000_000
"""Bytes; the limit of the reference implementation."""


@dataclass(frozen=True)
class _Place:
    path: Path
    dtype: str
    shape: tuple[int, ...]
    start: int
    end: int


class Tensors(Mapping[str, NDArray[np.float32]]):
    """The floating tensors of some safetensors files by name, each read when asked for, as float32.

    Raises:
        ModelError: a file is missing, cut off or not safetensors.
    """

    def __init__(self, paths: Sequence[Path]) -> None:
        self._places: dict[str, _Place] = {}
        for path in paths:
            self._places.update(_header(path))

    def __getitem__(self, name: str) -> NDArray[np.float32]:
        place = self._places[name]
        dtype = np.dtype(_DTYPES[place.dtype])
        with place.path.open("rb") as file:
            file.seek(place.start)
            raw = np.fromfile(file, dtype=dtype, count=(place.end - place.start) // dtype.itemsize)
        if place.dtype == "BF16":
            # bfloat16 is the upper half of a float32.
            wide = raw.astype(np.uint32)
            wide <<= 16
            return wide.view(np.float32).reshape(place.shape)
        return raw.astype(np.float32, copy=False).reshape(place.shape)

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


def _header(path: Path) -> dict[str, _Place]:
    try:
        with path.open("rb") as file:
            (length,) = struct.unpack("<Q", file.read(8))
            if length > _LONGEST_HEADER:
                raise ValueError("the header is too long")
            header: dict[str, Any] = json.loads(file.read(length))
            size = file.seek(0, 2)
        places = {
            name: _Place(path, entry["dtype"], tuple(entry["shape"]), *_span(entry, 8 + length, size))
            for name, entry in header.items()
            if name != "__metadata__" and entry["dtype"] in _DTYPES
        }
    except OSError as error:
        raise ModelError(
            f"the weights cannot be read ({error.strerror})",
            where=str(path),
            remedy="Copy the checkpoint again.",
        ) from error
    except (struct.error, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ModelError(
            f"this is not a whole safetensors file ({error})",
            where=str(path),
            remedy="Copy or download the checkpoint again.",
        ) from error
    return places


def _span(entry: Mapping[str, Any], base: int, size: int) -> tuple[int, int]:
    start, end = entry["data_offsets"]
    width = np.dtype(_DTYPES[entry["dtype"]]).itemsize
    if not 0 <= start <= end or end - start != width * int(np.prod(entry["shape"], dtype=np.int64)):
        raise ValueError("a tensor's offsets do not fit its shape")
    if base + end > size:
        raise ValueError("the file is cut off")
    return base + start, base + end
