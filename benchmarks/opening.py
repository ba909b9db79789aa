"""Where the time of opening the embedded model goes, in milliseconds of CPU and MiB of memory.

    python -m benchmarks.opening

Runs in a fresh process with an empty cache, then in another one with the cache the first has left, then
in one that cannot write a cache, and last ``import torch, transformers`` for comparison where they are
installed. CPU time, which other work on the machine blurs less than wall-clock time, but does blur.
"""

from __future__ import annotations

import importlib.util
import json
import os
import resource
import subprocess
import sys
import tempfile
import time

STAGES = ("imports", "digest", "tokenizer", "conversion or cache", "engine", "one theme")


def measure() -> dict[str, float]:
    """Milliseconds of CPU for each stage in this process, and its peak memory."""
    laps: dict[str, float] = {}
    last = 0.0

    def lap(name: str) -> None:
        nonlocal last
        now = time.process_time()
        laps[name] = 1000 * (now - last)
        last = now

    import ctranslate2  # noqa: F401
    import numpy  # noqa: F401
    import tokenizers  # noqa: F401

    from summarizer.settings import Settings
    from summarizer.types import Article, Sentence, Theme
    from summarizer.writing.conversion.cache import converted
    from summarizer.writing.opening import find_checkpoint, open_engine
    from summarizer.writing.sequence_writer import SequenceWriter
    from summarizer.writing.tokenization import load_tokenizer

    checkpoint, preset = find_checkpoint("mini")
    lap("imports")
    assert checkpoint.digest
    lap("digest")
    tokenizer = load_tokenizer(checkpoint, preset.language)
    lap("tokenizer")
    converted(checkpoint, tokenizer, "int8")
    lap("conversion or cache")
    writer = SequenceWriter(open_engine(checkpoint, preset, Settings(threads=1)), preset)
    lap("engine")
    article = Article("a", "افتتح رئيس البلدية جسر النهر الجديد بعد عامين من الأشغال.")
    writer.write([Theme((Sentence(article, 0, 0, len(article.text)),), 1.0)])
    lap("one theme")
    laps["peak MiB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return laps


def _elsewhere(cache: str) -> dict[str, float]:
    environment = os.environ | {"XDG_CACHE_HOME": cache, "OMP_NUM_THREADS": "1"}
    command = [sys.executable, "-m", "benchmarks.opening", "--inside"]
    output = subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout
    return {str(name): float(value) for name, value in json.loads(output).items()}


def _torch_import() -> float:
    program = "import time, torch, transformers; print(1000 * time.process_time())"
    output = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    ).stdout
    return float(output.split()[-1])


def main() -> None:
    """Print the table."""
    if "--inside" in sys.argv:
        print(json.dumps(measure()))
        return
    with tempfile.TemporaryDirectory() as folder:
        runs = {
            "first": _elsewhere(folder),
            "cached": _elsewhere(folder),
            "no cache": _elsewhere("/dev/null/no"),
        }
    print(f"{'':>20} " + " ".join(f"{name:>9}" for name in runs))
    for stage in (*STAGES, "peak MiB"):
        print(f"{stage:>20} " + " ".join(f"{run[stage]:9.0f}" for run in runs.values()))
    totals = [sum(run[stage] for stage in STAGES) for run in runs.values()]
    print(f"{'all, ms':>20} " + " ".join(f"{total:9.0f}" for total in totals))
    if importlib.util.find_spec("torch") and importlib.util.find_spec("transformers"):
        print(f"import torch, transformers: {_torch_import():.0f} ms")


if __name__ == "__main__":
    main()
