"""Fine-tune mT5, AraBART, BART or the embedded model on a corpus of your own (docs/finetuning.md).

    python training/finetune.py --config configs/finetune/arabart.yaml data.train=corpus.jsonl out=runs/a
    python training/finetune.py --config configs/finetune/mini.yaml data.train=corpus/ train.epochs=5
    torchrun --nproc-per-node 2 training/finetune.py --config ...

Given the same command again, a run that was cut off goes on. Ends with 0 when the model is exported, 2 for
an error told in one line, 130 when it was asked to stop.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # called by its path, training is no package

from summarizer.errors import MujazError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns its exit status."""
    parser = argparse.ArgumentParser(
        prog="training/finetune.py",
        description="Fine-tune a text-to-text checkpoint on Arabic news; see docs/finetuning.md.",
    )
    parser.add_argument("--config", required=True, metavar="RECIPE.yaml", help="see configs/finetune")
    parser.add_argument("overrides", nargs="*", metavar="key=value", help="such as train.learning_rate=3e-5")
    parser.add_argument("--check", action="store_true", help="read and check everything, train nothing")
    given = parser.parse_args(arguments)
    try:
        from training.finetuning.recipes import read_recipe

        recipe = read_recipe(given.config, given.overrides)
        from training.finetuning.run import Interrupted, make_trainer, prepare, run

        try:
            if given.check:
                make_trainer(prepare(recipe, where=given.config), resume=None)
                print("finetune: ready")
            else:
                out = run(recipe, where=given.config)
                if os.environ.get("RANK", "0") == "0":
                    print(out)
        except (Interrupted, KeyboardInterrupt) as stopped:
            print(f"finetune: {stopped or 'stopped at once'}", file=sys.stderr)
            return 130
    except MujazError as error:
        print(f"finetune: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
