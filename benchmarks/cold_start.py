"""The whole cold command beside ``import torch, transformers``: time as a ratio, and peak memory.

    python -m benchmarks.cold_start [--runs 5] [--model mini]

Both commands run in turn in fresh processes, A B A B; the median of the pairwise ratios is what counts, so
that a machine whose speed drifts tells the same. The first start, which converts the model into the cache,
is measured apart, with an empty cache.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass

IMPORTS = [sys.executable, "-c", "import torch, transformers; transformers.AutoModelForSeq2SeqLM"]


@dataclass(frozen=True)
class Run:
    """Wall-clock and CPU seconds, and peak resident memory in MiB, of one process."""

    wall: float
    cpu: float
    memory: float


def run(command: Sequence[str], cache: str) -> Run:
    """One process to its end; raises if it fails."""
    environment = {**os.environ, "XDG_CACHE_HOME": cache, "HF_HUB_OFFLINE": "1"}
    begin = time.perf_counter()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{' '.join(command)} ended with {os.waitstatus_to_exitcode(status)}")
    process.returncode = 0
    wall = time.perf_counter() - begin
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--model", default="mini")
    parser.add_argument("--input", default="seeds")
    options = parser.parse_args(arguments)
    command = [sys.executable, "-m", "summarizer.cli", "summarize", options.input, "--model", options.model]
    with tempfile.TemporaryDirectory() as cache:
        first = run(command, cache)
        run(IMPORTS, cache)
        pairs = [(run(command, cache), run(IMPORTS, cache)) for _ in range(options.runs)]
    ours, theirs = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    median = statistics.median
    print(f"{'':32}{'wall s':>8}{'CPU s':>8}{'MiB':>7}")
    for name, runs in (("first start, empty cache", [first]), ("mujaz summarize", ours), ("imports", theirs)):
        figures = [median(getattr(one, field) for one in runs) for field in ("wall", "cpu", "memory")]
        print(f"{name:32}{figures[0]:8.2f}{figures[1]:8.2f}{figures[2]:7.0f}")
    for field in ("wall", "cpu"):
        ratios = [getattr(one, field) / getattr(other, field) for one, other in pairs]
        print(f"ratio of {field}: median {median(ratios):.2f}, {min(ratios):.2f} to {max(ratios):.2f}")


if __name__ == "__main__":
    main()
