"""The ctranslate2 engine: int8 on the CPU, needs ctranslate2, tokenizers and numpy."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from summarizer.errors import ModelError
from summarizer.writing.checkpoints import Checkpoint
from summarizer.writing.conversion.binary import Precision
from summarizer.writing.conversion.cache import converted
from summarizer.writing.decoding import Decoding, Hypothesis
from summarizer.writing.engines.batching import batches
from summarizer.writing.presets import Language
from summarizer.writing.tokenization import Tokenizer, load_tokenizer

BATCH = 16
"""Texts decoded together at most."""


class CTranslate2Engine:
    """A checkpoint through ctranslate2. Safe to use from several threads."""

    def __init__(
        self,
        checkpoint: Checkpoint,
        *,
        language: Language,
        threads: int,
        precision: Precision = "int8",
        batch: int = BATCH,
    ) -> None:
        import ctranslate2

        self.tokenizer: Tokenizer = load_tokenizer(checkpoint, language)
        self._start = self.tokenizer.pieces(self.tokenizer.frame.start)
        self._end = self.tokenizer.vocabulary[self.tokenizer.frame.end]
        self._batch = batch
        self.identity = f"ctranslate2:{precision}:{checkpoint.digest[:12]}"
        model = converted(checkpoint, self.tokenizer, precision)
        # Threads work side by side on batches of their own, never on parts of one.
        options: dict[str, Any] = {"compute_type": precision, "inter_threads": threads, "intra_threads": 1}
        try:
            if isinstance(model, dict):
                self._translator = ctranslate2.Translator(checkpoint.folder.name, files=model, **options)
            else:
                self._translator = ctranslate2.Translator(str(model), **options)
        except (RuntimeError, ValueError) as error:
            raise ModelError(
                f"ctranslate2 cannot load the converted model ({error})",
                where=str(checkpoint.folder),
                remedy="Use --engine transformers.",
            ) from error

    @property
    def special(self) -> frozenset[str]:
        return self.tokenizer.special

    def count(self, texts: Sequence[str]) -> list[int]:
        return self.tokenizer.count(texts)

    def generate(self, texts: Sequence[str], decoding: Decoding) -> list[list[Hypothesis]]:
        sources = self._sources(texts)
        running = [
            (
                indices,
                self._translator.translate_batch(
                    [sources[index] for index in indices],
                    target_prefix=[self._start] * len(indices),
                    asynchronous=True,
                    beam_size=decoding.beams,
                    num_hypotheses=decoding.drafts,
                    length_penalty=decoding.length_penalty,
                    min_decoding_length=decoding.min_pieces,
                    max_decoding_length=decoding.max_pieces,
                    no_repeat_ngram_size=decoding.no_repeat_ngram,
                    max_input_length=0,
                    return_scores=True,
                    return_end_token=True,
                ),
            )
            for indices in batches([len(source) for source in sources], size=self._batch)
        ]
        found: dict[int, Any] = {
            index: pending.result()
            for indices, results in running
            for index, pending in zip(indices, results, strict=True)
        }
        return [
            [
                self._hypothesis(pieces, score, decoding)
                for pieces, score in zip(found[index].hypotheses, found[index].scores, strict=True)
            ]
            for index in range(len(texts))
        ]

    def score(self, texts: Sequence[str], targets: Sequence[str]) -> list[float]:
        """Log-probability of each target given its text, summed over its pieces and the end.

        For comparing engines; the targets are tokenised as outputs, without special tokens of a source.
        """
        results = self._translator.score_batch(
            self._sources(texts),
            [self._start + self.tokenizer.pieces(self.tokenizer.bare_ids(target)) for target in targets],
            max_input_length=0,
            offset=len(self._start) - 1,
        )
        return [float(sum(result.log_probs)) for result in results]

    def _sources(self, texts: Sequence[str]) -> list[list[str]]:
        return [self.tokenizer.pieces(self.tokenizer.ids(text)) for text in texts]

    def _hypothesis(self, pieces: list[str], score: float, decoding: Decoding) -> Hypothesis:
        finished = bool(pieces) and pieces[-1] == self._end
        length = max(1, len(pieces))
        mean = score * length**decoding.length_penalty / length
        return Hypothesis(self.tokenizer.text(pieces), mean, finished)
