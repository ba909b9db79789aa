"""A checkpoint's tokenizer through ``tokenizers`` alone: text to ids and back, the same for both engines."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from summarizer.errors import ModelError
from summarizer.writing.cache_folder import cache_folder, keep_text
from summarizer.writing.checkpoints import Checkpoint
from summarizer.writing.presets import Language


@dataclass(frozen=True)
class Frame:
    """Ids around every input and at the start of every output, as the model was trained."""

    before: tuple[int, ...]
    after: tuple[int, ...]
    start: tuple[int, ...]
    """What decoding starts from; forced first tokens (a language code) included."""
    end: int


class Tokenizer:
    """Text to ids in the model's frame, and back without special tokens. Safe to use from several threads."""

    def __init__(self, serialised: str, checkpoint: Checkpoint, language: Language) -> None:
        from tokenizers import Tokenizer as Backend

        backend = Backend.from_str(serialised)
        # A saved tokenizer may carry the truncation of its training; cutting is packing's business.
        backend.no_truncation()
        backend.no_padding()
        self._backend = backend
        by_id = {index: token for token, index in backend.get_vocab(with_added_tokens=True).items()}
        size = int(checkpoint.config.get("vocab_size") or len(by_id))
        self.vocabulary: tuple[str, ...] = tuple(by_id.get(i, f"<unused_{i}>") for i in range(size))
        """Every id's piece; ids the tokenizer does not know (padding of the embeddings) have a name too."""
        added = backend.get_added_tokens_decoder().values()
        self.special: frozenset[str] = frozenset(token.content for token in added if token.special)
        self._ids = {token: index for index, token in enumerate(self.vocabulary)}
        self.frame = _frame(checkpoint, language, self._ids, backend)

    @property
    def serialised(self) -> str:
        """The content of a tokenizer.json, without truncation and padding."""
        return str(self._backend.to_str())

    def ids(self, text: str) -> list[int]:
        """The ids of ``text`` in the model's frame."""
        return [*self.frame.before, *self.bare_ids(text), *self.frame.after]

    def bare_ids(self, text: str) -> list[int]:
        """The ids of ``text`` alone."""
        return list(self._backend.encode(text, add_special_tokens=False).ids)

    def pieces(self, ids: Sequence[int]) -> list[str]:
        """The pieces of ``ids``."""
        return [self.vocabulary[index] for index in ids]

    def count(self, texts: Sequence[str]) -> list[int]:
        """Length of each text in pieces, the frame not counted."""
        encodings = self._backend.encode_batch_fast(list(texts), add_special_tokens=False)
        return [len(encoding.ids) for encoding in encodings]

    def text(self, pieces: Sequence[str] | Sequence[int]) -> str:
        """The text of pieces or ids, special tokens left out."""
        ids = [self._ids.get(p, 0) if isinstance(p, str) else int(p) for p in pieces]
        return str(self._backend.decode(ids))


def load_tokenizer(checkpoint: Checkpoint, language: Language) -> Tokenizer:
    """The tokenizer of ``checkpoint``; built by transformers where it has no tokenizer.json.

    Raises:
        ModelError: there is none that can be loaded, or it does not know the language code.
    """
    path = checkpoint.folder / "tokenizer.json"
    try:
        serialised = path.read_text(encoding="utf-8") if path.is_file() else _build(checkpoint)
        return Tokenizer(serialised, checkpoint, language)
    except ModelError:
        raise
    except Exception as error:  # tokenizers and transformers raise plain Exception
        raise ModelError(
            f"the tokenizer cannot be loaded ({error})",
            where=str(checkpoint.folder),
            remedy="Copy the checkpoint again with its tokenizer files.",
        ) from error


def _build(checkpoint: Checkpoint) -> str:
    """tokenizer.json of a checkpoint that only has a sentencepiece model; built once, then from the cache."""
    path = cache_folder() / "tokenizers" / f"{checkpoint.digest[:32]}.json"
    with contextlib.suppress(OSError, ValueError):
        kept = path.read_text(encoding="utf-8")
        if "model" in json.loads(kept):
            return kept
    try:
        from transformers import AutoTokenizer
    except ImportError as error:
        raise ModelError(
            "a checkpoint without tokenizer.json needs transformers, sentencepiece and protobuf",
            where=str(checkpoint.folder),
            remedy="Install mujaz[models].",
        ) from error
    tokenizer: Any = AutoTokenizer.from_pretrained(str(checkpoint.folder))
    serialised = str(tokenizer.backend_tokenizer.to_str())
    keep_text(path, serialised)
    return serialised


def _frame(checkpoint: Checkpoint, language: Language, ids: dict[str, int], backend: Any) -> Frame:
    config = checkpoint.config | {
        key: value for key, value in checkpoint.json("generation_config.json").items() if value is not None
    }
    end = _first_int(config.get("eos_token_id"), ids.get("</s>"), 1)
    begin = _first_int(config.get("bos_token_id"), ids.get("<s>"), end)
    like_bart = checkpoint.model_type in ("bart", "mbart")
    source, target = (_code(code, ids, checkpoint) for code in (language.source, language.target))
    before: tuple[int, ...]
    after: tuple[int, ...]
    if source is not None:
        fifty = _is_mbart50(checkpoint)
        before, after = ((source,), (end,)) if fifty else ((), (end, source))
    else:
        before, after = _trained_frame(backend)
        if not before and not after:
            # BARThez-style tokenizers built from the sentencepiece model add nothing at all.
            before, after = ((begin,) if like_bart else ()), (end,)
    default = end if like_bart else _first_int(config.get("pad_token_id"), 0)
    start: tuple[int, ...] = (_first_int(config.get("decoder_start_token_id"), default),)
    if target is not None:
        start = (end, target) if _is_mbart50(checkpoint) else (target,)
    elif isinstance(config.get("forced_bos_token_id"), int):
        start = (*start, config["forced_bos_token_id"])
    return Frame(before, after, start, end)


def _is_mbart50(checkpoint: Checkpoint) -> bool:
    """mBART-50 puts the language before the source and after the decoder's ``</s>``; mBART-25 behind the
    source, and starts decoding from it."""
    kinds = (
        checkpoint.config.get("tokenizer_class"),
        checkpoint.json("tokenizer_config.json").get("tokenizer_class"),
    )
    return any("MBart50" in str(kind) for kind in kinds)


def _trained_frame(backend: Any) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """What the tokenizer's own post-processor puts around a text."""
    bare = list(backend.encode("ا", add_special_tokens=False).ids)
    full = list(backend.encode("ا", add_special_tokens=True).ids)
    for at in range(len(full) - len(bare) + 1):
        if full[at : at + len(bare)] == bare:
            return tuple(full[:at]), tuple(full[at + len(bare) :])
    return (), ()


def _code(code: str | None, ids: dict[str, int], checkpoint: Checkpoint) -> int | None:
    if code is None:
        return None
    if code not in ids:
        raise ModelError(
            f"the tokenizer does not know the language {code!r}",
            where=str(checkpoint.folder),
            remedy="Set language.source and language.target in its mujaz-preset.yaml.",
        )
    return ids[code]


def _first_int(*values: object) -> int:
    for value in values:
        if isinstance(value, list) and value:
            value = value[0]
        if isinstance(value, int) and not isinstance(value, bool):
            return value
    raise ValueError("no id")
