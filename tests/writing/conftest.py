"""Small random checkpoints in the very file layout of the real ones, and themes in Arabic of our own."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from summarizer.types import Article, Sentence, Theme

SUBJECTS = ("وزيرة الصحة", "رئيس البلدية", "اتحاد المزارعين", "هيئة الأرصاد", "مدير المتحف", "نقابة المعلمين")
VERBS = ("أعلنت", "افتتح", "حذّر من", "توقعت", "نفى", "طالبت بـ")
OBJECTS = (
    "تأجيل مهرجان الزيتون إلى الربيع المقبل",
    "جسرا جديدا فوق وادي الرمان بكلفة 12 مليون دينار",
    "موجة حر تبلغ 45 درجة مئوية في الجنوب",
    "زيادة أجور العاملين في الموانئ بنسبة 7.5%",
    'خطة لترميم "البيت القديم" في ثلاثة أعوام',
    "وقف الصيد في البحيرة حتى نهاية أيلول/سبتمبر",
)
PLACES = (
    "في العاصمة",
    "أمس الأحد",
    "أمام الصحفيين؟",
    "خلال جلسة البرلمان،",
    "«في بيان رسمي»",
    "وفق ما ذكرت الإذاعة.",
)


STEMS = (
    "كتاب مدرسة طريق سفينة قطار حديقة مصنع جامعة مطار ميناء شركة قانون مرسوم ميزانية تقرير لجنة محكمة شاهد "
    "طبيب مهندس عامل فلاح صياد طالب معلم وزير سفير نائب حارس شاعر رسام لاعب مدرب فريق مباراة كأس ملعب جمهور "
    "مسرح رواية قصيدة أغنية متحف لوحة تمثال قلعة سوق خبز قمح زيت سكر قهوة مطر ريح عاصفة زلزال فيضان جفاف"
).split()


@pytest.fixture(scope="session")
def arabic_lines() -> list[str]:
    """1,296 sentences without meaning but with Arabic words, numbers, quotation marks."""
    return [" ".join(parts) for parts in itertools.product(SUBJECTS, VERBS, OBJECTS, PLACES)]


@pytest.fixture(scope="session")
def sentencepiece_model(
    arabic_lines: list[str], tmp_path_factory: pytest.TempPathFactory
) -> Callable[..., Path]:
    """Train a unigram model with the given ids of the special pieces; returns the ``.model`` file."""
    words = (
        before + stem + after for stem in STEMS for before in ("", "ال", "و", "بال") for after in ("", "ات")
    )
    text = [*arabic_lines, *words]

    def train(**options: Any) -> Path:
        import sentencepiece

        prefix = tmp_path_factory.mktemp("pieces") / "unigram"
        sentencepiece.SentencePieceTrainer.train(
            sentence_iterator=iter(text),
            model_prefix=str(prefix),
            model_type="unigram",
            vocab_size=240,
            minloglevel=2,
            num_threads=1,
            **options,
        )
        return prefix.with_suffix(".model")

    return train


@pytest.fixture(scope="session")
def t5_pieces(sentencepiece_model: Callable[..., Path]) -> Path:
    return sentencepiece_model(pad_id=0, eos_id=1, unk_id=2, bos_id=-1)


@pytest.fixture(scope="session")
def barthez_pieces(sentencepiece_model: Callable[..., Path]) -> Path:
    return sentencepiece_model(
        bos_id=0, pad_id=1, eos_id=2, unk_id=3, unk_piece="<unk>", user_defined_symbols=["<mask>"]
    )


def _sharpen(model: Any, seed: int) -> Any:
    """Random weights large enough that the model prefers something; the same on every machine."""
    import torch

    generator = torch.Generator().manual_seed(seed)
    with torch.no_grad():
        for name, parameter in sorted(model.named_parameters()):
            if parameter.ndim > 1:
                parameter.copy_(torch.randn(parameter.shape, generator=generator) * 0.25)
            elif "norm" not in name:
                parameter.copy_(torch.randn(parameter.shape, generator=generator) * 0.1)
    return model.eval()


@pytest.fixture(scope="session")
def mt5_folder(t5_pieces: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """google/mt5-small's layout: pytorch_model.bin with its own head, spiece.model, no tokenizer.json."""
    import torch
    from transformers import MT5Config, MT5ForConditionalGeneration

    folder = tmp_path_factory.mktemp("mt5")
    shape = {
        "d_model": 32,
        "d_ff": 48,
        "d_kv": 8,
        "num_heads": 4,
        "num_layers": 2,
        "num_decoder_layers": 2,
        "vocab_size": 256,
        "feed_forward_proj": "gated-gelu",
        "decoder_start_token_id": 0,
        "pad_token_id": 0,
        "eos_token_id": 1,
    }
    model = _sharpen(MT5ForConditionalGeneration(MT5Config(**shape)), 1)
    state = {name: tensor.clone() for name, tensor in model.state_dict().items()}
    state["lm_head.weight"] = torch.randn(256, 32, generator=torch.Generator().manual_seed(2)) * 0.25
    torch.save(state, folder / "pytorch_model.bin")
    config = shape | {
        "architectures": ["MT5ForConditionalGeneration"],
        "model_type": "mt5",
        "is_encoder_decoder": True,
        "layer_norm_epsilon": 1e-06,
        "tie_word_embeddings": False,
        "tokenizer_class": "T5Tokenizer",
    }
    (folder / "config.json").write_text(json.dumps(config))
    (folder / "spiece.model").write_bytes(t5_pieces.read_bytes())
    special = {"eos_token": "</s>", "unk_token": "<unk>", "pad_token": "<pad>"}
    (folder / "special_tokens_map.json").write_text(json.dumps(special))
    (folder / "tokenizer_config.json").write_text(
        json.dumps(special | {"extra_ids": 0, "tokenizer_class": "T5Tokenizer"})
    )
    return folder


@pytest.fixture(scope="session")
def t5_folder(t5_pieces: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """T5 1.0 as transformers 5 saves it: tied and scaled, relu, safetensors."""
    from transformers import T5Config, T5ForConditionalGeneration

    folder = tmp_path_factory.mktemp("t5")
    config = T5Config(
        d_model=32, d_ff=48, d_kv=8, num_heads=4, num_layers=2, vocab_size=256, decoder_start_token_id=0
    )
    _sharpen(T5ForConditionalGeneration(config), 3).save_pretrained(folder)
    (folder / "spiece.model").write_bytes(t5_pieces.read_bytes())
    (folder / "tokenizer_config.json").write_text(
        json.dumps({"extra_ids": 0, "tokenizer_class": "T5Tokenizer"})
    )
    return folder


_BART_SHAPE = {
    "d_model": 32,
    "encoder_layers": 2,
    "decoder_layers": 3,
    "encoder_attention_heads": 4,
    "decoder_attention_heads": 4,
    "encoder_ffn_dim": 48,
    "decoder_ffn_dim": 48,
    "max_position_embeddings": 128,
    "bos_token_id": 0,
    "pad_token_id": 1,
    "eos_token_id": 2,
}


@pytest.fixture(scope="session")
def arabart_folder(barthez_pieces: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """AraBART's layout: mBART's architecture, pytorch_model.bin, BARThez's sentencepiece.bpe.model."""
    import torch
    from transformers import MBartConfig, MBartForConditionalGeneration

    folder = tmp_path_factory.mktemp("arabart")
    shape = _BART_SHAPE | {"vocab_size": 240, "scale_embedding": True, "decoder_start_token_id": 0}
    model = _sharpen(MBartForConditionalGeneration(MBartConfig(**shape)), 4)
    torch.save(model.state_dict(), folder / "pytorch_model.bin")
    config = shape | {
        "architectures": ["MBartForConditionalGeneration"],
        "model_type": "mbart",
        "is_encoder_decoder": True,
        "forced_eos_token_id": 2,
        "normalize_before": True,
        "tokenizer_class": "BarthezTokenizer",
    }
    (folder / "config.json").write_text(json.dumps(config))
    (folder / "sentencepiece.bpe.model").write_bytes(barthez_pieces.read_bytes())
    (folder / "tokenizer_config.json").write_text(json.dumps({"tokenizer_class": "BarthezTokenizer"}))
    return folder


@pytest.fixture(scope="session")
def bart_folder(barthez_pieces: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The embedded model's layout: BART, bfloat16 safetensors in parts, tokenizer.json with its frame."""
    import torch
    from tokenizers import processors
    from transformers import BartConfig, BartForConditionalGeneration, BarthezTokenizer

    folder = tmp_path_factory.mktemp("bart")
    config = BartConfig(
        **_BART_SHAPE,
        vocab_size=240,
        decoder_start_token_id=2,
        forced_eos_token_id=2,
        forced_bos_token_id=None,
    )
    model = _sharpen(BartForConditionalGeneration(config), 5)
    with torch.no_grad():
        model.final_logits_bias.copy_(torch.linspace(-1, 1, 240).unsqueeze(0))
    model.to(torch.bfloat16).save_pretrained(folder, max_shard_size="30KB")
    (folder / "sentencepiece.bpe.model").write_bytes(barthez_pieces.read_bytes())
    backend = BarthezTokenizer.from_pretrained(folder).backend_tokenizer
    (folder / "sentencepiece.bpe.model").unlink()
    backend.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", special_tokens=[("<s>", 0), ("</s>", 2)]
    )
    backend.enable_truncation(max_length=8)  # what training leaves in the file must not cut an input
    backend.save(str(folder / "tokenizer.json"))
    (folder / "tokenizer_config.json").write_text(
        json.dumps({"tokenizer_class": "TokenizersBackend", "eos_token": "</s>", "pad_token": "<pad>"})
    )
    return folder


@pytest.fixture(scope="session")
def mbart_folder(barthez_pieces: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """mBART-25's layout after a save by transformers 5: tokenizer.json knows the languages."""
    from transformers import BarthezTokenizer, MBartConfig, MBartForConditionalGeneration

    folder = tmp_path_factory.mktemp("mbart")
    config = MBartConfig(**_BART_SHAPE, vocab_size=242, scale_embedding=True)
    config.decoder_start_token_id = None
    _sharpen(MBartForConditionalGeneration(config), 6).save_pretrained(folder)
    (folder / "generation_config.json").unlink(missing_ok=True)
    (folder / "sentencepiece.bpe.model").write_bytes(barthez_pieces.read_bytes())
    backend = BarthezTokenizer.from_pretrained(folder).backend_tokenizer
    (folder / "sentencepiece.bpe.model").unlink()
    backend.add_special_tokens(["ar_AR", "en_XX"])
    backend.save(str(folder / "tokenizer.json"))
    (folder / "tokenizer_config.json").write_text(
        json.dumps({"tokenizer_class": "TokenizersBackend", "eos_token": "</s>", "pad_token": "<pad>"})
    )
    return folder


@pytest.fixture(autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test touches the cache of whoever runs it."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.getbasetemp() / "cache"))


@pytest.fixture(scope="session")
def theme_of() -> Callable[..., Theme]:
    """A theme of sentences, each the only one of its article: ``theme_of("…", "…")``."""

    def make(*texts: str, salience: float = 1.0, dates: tuple[date | None, ...] | None = None) -> Theme:
        days = dates or tuple(date(2024, 3, 5) for _ in texts)
        articles = [
            Article(id=f"a{index}", text=text, outlet=f"صحيفة {index}", date=day)
            for index, (text, day) in enumerate(zip(texts, days, strict=True))
        ]
        return Theme(tuple(Sentence(a, 0, 0, len(a.text)) for a in articles), salience, ("أصل",))

    return make


@pytest.fixture(scope="session")
def themes(arabic_lines: list[str], theme_of: Callable[..., Theme]) -> list[Theme]:
    """Twelve themes of very different lengths."""
    picked = arabic_lines[::97]
    return [theme_of(*picked[index % 7 : index % 7 + 1 + index % 4]) for index in range(12)]
