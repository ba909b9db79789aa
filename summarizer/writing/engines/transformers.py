"""The transformers engine: any sequence-to-sequence checkpoint, on the device torch has. Loads torch."""

from __future__ import annotations

from collections.abc import Sequence
from threading import Lock
from typing import Any

from summarizer.errors import ModelError
from summarizer.writing.checkpoints import Checkpoint
from summarizer.writing.decoding import Decoding, Hypothesis
from summarizer.writing.engines.batching import batches
from summarizer.writing.presets import Language
from summarizer.writing.tokenization import Tokenizer, load_tokenizer

BATCH = 8
"""Texts decoded together at most."""


class TransformersEngine:
    """A checkpoint through transformers, in float32 on the CPU and on a GPU."""

    def __init__(
        self, checkpoint: Checkpoint, *, language: Language, threads: int, batch: int = BATCH
    ) -> None:
        try:
            import torch
            from transformers import AutoModelForSeq2SeqLM, GenerationConfig
            from transformers.utils import logging
        except ImportError as error:
            raise ModelError(
                f"this checkpoint needs torch and transformers ({error})",
                where=str(checkpoint.folder),
                remedy="Install mujaz[models], or use --engine ctranslate2.",
            ) from error
        torch.set_num_threads(threads)
        logging.disable_progress_bar()
        self._torch: Any = torch
        self._lock = Lock()  # generate() keeps state in the model while it runs
        self.tokenizer: Tokenizer = load_tokenizer(checkpoint, language)
        self._batch = batch
        self._pad = int(checkpoint.config.get("pad_token_id") or 0)
        self.identity = f"transformers:float32:{checkpoint.digest[:12]}"
        try:
            model = AutoModelForSeq2SeqLM.from_pretrained(str(checkpoint.folder), dtype=torch.float32)
        except (OSError, ValueError, RuntimeError, KeyError) as error:
            raise ModelError(
                f"transformers cannot load the checkpoint ({error})",
                where=str(checkpoint.folder),
                remedy="Copy the checkpoint again, or give a sequence-to-sequence one.",
            ) from error
        self._device = "cuda" if torch.cuda.is_available() else "cpu"
        self._model: Any = model.eval().to(self._device)
        # generate() fills what a configuration leaves open from the model's own: leave nothing there.
        self._model.generation_config = GenerationConfig()

    @property
    def special(self) -> frozenset[str]:
        return self.tokenizer.special

    def count(self, texts: Sequence[str]) -> list[int]:
        return self.tokenizer.count(texts)

    def generate(self, texts: Sequence[str], decoding: Decoding) -> list[list[Hypothesis]]:
        sources = [self.tokenizer.ids(text) for text in texts]
        results: list[list[Hypothesis]] = [[] for _ in texts]
        for indices in batches([len(source) for source in sources], size=self._batch):
            found = self._search([sources[index] for index in indices], decoding)
            for index, hypotheses in zip(indices, found, strict=True):
                results[index] = hypotheses
        return results

    def score(self, texts: Sequence[str], targets: Sequence[str]) -> list[float]:
        """Log-probability of each target given its text, summed over its pieces and the end."""
        torch, frame = self._torch, self.tokenizer.frame
        totals: list[float] = []
        for text, target in zip(texts, targets, strict=True):
            labels = [*frame.start[1:], *self.tokenizer.bare_ids(target), frame.end]
            with torch.inference_mode():
                logits = self._model(
                    input_ids=self._row(self.tokenizer.ids(text)),
                    decoder_input_ids=self._row([frame.start[0], *labels[:-1]]),
                ).logits
            logs = logits.log_softmax(-1)[0].gather(-1, self._row(labels)[0].unsqueeze(-1)).squeeze(-1)
            totals.append(float(logs[len(frame.start) - 1 :].sum()))
        return totals

    def _row(self, ids: list[int]) -> Any:
        return self._torch.tensor([ids], device=self._device)

    def _search(self, sources: list[list[int]], decoding: Decoding) -> list[list[Hypothesis]]:
        """Search for sources of one length."""
        torch = self._torch
        ids = torch.tensor(sources, device=self._device)
        start = self.tokenizer.frame.start
        with self._lock, torch.inference_mode():
            found = self._model.generate(
                input_ids=ids,
                attention_mask=torch.ones_like(ids),
                decoder_input_ids=torch.tensor([list(start)] * len(sources), device=self._device),
                generation_config=self._config(decoding),
            )
        rows = found.sequences.tolist()
        scores = found.sequences_scores.tolist() if decoding.beams > 1 else self._greedy_scores(found)
        hypotheses = [
            self._hypothesis(row[len(start) :], score, decoding)
            for row, score in zip(rows, scores, strict=True)
        ]
        return [hypotheses[at : at + decoding.drafts] for at in range(0, len(hypotheses), decoding.drafts)]

    def _config(self, decoding: Decoding) -> Any:
        """Everything said: nothing is left to the checkpoint's own or the library's defaults (20 tokens)."""
        from transformers import GenerationConfig

        frame = self.tokenizer.frame
        return GenerationConfig(
            do_sample=False,
            num_beams=decoding.beams,
            num_return_sequences=decoding.drafts,
            length_penalty=decoding.length_penalty,
            early_stopping=decoding.beams > 1,
            min_new_tokens=decoding.min_pieces,
            max_new_tokens=decoding.max_pieces,
            no_repeat_ngram_size=decoding.no_repeat_ngram,
            decoder_start_token_id=frame.start[0],
            eos_token_id=frame.end,
            pad_token_id=self._pad,
            use_cache=True,
            output_scores=True,
            return_dict_in_generate=True,
        )

    def _greedy_scores(self, found: Any) -> list[float]:
        steps = self._model.compute_transition_scores(found.sequences, found.scores, normalize_logits=True)
        kept = steps.masked_fill(steps.isinf(), 0.0)
        return [float(row.sum()) / max(1, int((row != 0).sum())) for row in kept]

    def _hypothesis(self, ids: list[int], score: float, decoding: Decoding) -> Hypothesis:
        end = self.tokenizer.frame.end
        finished = end in ids
        length = ids.index(end) + 1 if finished else len(ids)
        mean = score * length**decoding.length_penalty / max(1, length) if decoding.beams > 1 else score
        return Hypothesis(self.tokenizer.text(ids[:length]), mean, finished)
