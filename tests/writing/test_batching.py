"""Only texts of one length are decoded together."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from summarizer.writing.engines.batching import batches


@given(st.lists(st.integers(min_value=1, max_value=9), max_size=60), st.integers(min_value=1, max_value=7))
def test_every_text_once_with_its_equals(lengths: list[int], size: int) -> None:
    groups = batches(lengths, size=size)
    assert sorted(index for group in groups for index in group) == list(range(len(lengths)))
    assert all(len({lengths[index] for index in group}) == 1 and len(group) <= size for group in groups)
    assert len(groups) == sum(-(-lengths.count(length) // size) for length in set(lengths)), (
        "none is split up"
    )


def test_the_longest_go_first_so_that_threads_end_together() -> None:
    assert batches([2, 5, 2, 9], size=16) == [[3], [1], [0, 2]]
