"""Small files of every kind for the tests of reading."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

PARAGRAPHS = (
    "افتتحت بلدية المرفأ، الثلاثاء 5 مارس/آذار 2024، جسرا جديدا فوق النهر بعد عامين من الأشغال.",
    "وقال رئيس البلدية سامر حداد إن الكلفة بلغت 12 مليون دينار.",
    "ومن المتوقع أن تعبره عشرة آلاف سيارة في اليوم.",
)


@pytest.fixture
def paragraphs() -> tuple[str, ...]:
    """Three paragraphs of an article of our own; the first states its date."""
    return PARAGRAPHS


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Writes a file below the test's folder: text as UTF-8, bytes as they are."""

    def write_file(name: str, content: str | bytes = "\n".join(PARAGRAPHS)) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return path

    return write_file
