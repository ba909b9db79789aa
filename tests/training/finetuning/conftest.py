"""Small random checkpoints in the hub's own file layout, and a small corpus in Arabic of our own."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("torch")
pytest.importorskip("transformers")

from summarizer.types import Article, Cluster

EVENTS = (
    ("الميناء", "سامر حداد", "رئيس البلدية", 12, "مئات السكان"),
    ("المتحف", "نبيل منصور", "وزير الثقافة", 27, "عشرات الطلاب"),
    ("الملعب", "كريم ناصر", "مدير النادي", 45, "آلاف المشجعين"),
    ("المستشفى", "عماد سالم", "وزير الصحة", 83, "أطباء المدينة"),
    ("المكتبة", "رائد قاسم", "مدير الجامعة", 31, "طلاب الكلية"),
    ("السوق", "فؤاد عيسى", "نقيب التجار", 64, "باعة الحي"),
)


def _cluster(number: int) -> Cluster:
    place, person, office, cost, crowd = EVENTS[number]
    texts = (
        f"افتتح {office} {person}، الثلاثاء، {place} الجديد بعد عامين من الأشغال، بحضور {crowd}.\n"
        f"وبلغت كلفة {place} {cost} مليون دينار، بحسب بيان رسمي صدر مساء اليوم.\n"
        f"ورحب {crowd} بالخطوة التي انتظروها طويلا وقالوا إنها تخفف عنهم عناء السفر.",
        f"دشن {person} {place} الجديد يوم الثلاثاء وسط {crowd} وبعد أشغال دامت عامين كاملين.\n"
        f"وكلّف {place} {cost} مليون دينار دفعت نصفها الدولة والنصف الآخر جهات مانحة.",
    )
    articles = tuple(
        Article(
            id=f"e{number}-{letter}",
            text=text,
            title=f"افتتاح {place} الجديد بحضور {crowd}",
            outlet=f"صحيفة {letter}",
            date=date(2024, 3, 5 + number),
        )
        for letter, text in zip("أب", texts, strict=True)
    )
    reference = f"افتتح {person} الثلاثاء {place} الجديد الذي بلغت كلفته {cost} مليون دينار."
    return Cluster(f"event-{number}", articles, (reference,))


def _row(cluster: Cluster) -> dict[str, Any]:
    articles = [
        {"id": a.id, "text": a.text, "title": a.title, "outlet": a.outlet, "date": str(a.date or "")}
        for a in cluster.articles
    ]
    return {"id": cluster.id, "articles": articles, "references": list(cluster.references)}


@pytest.fixture(scope="session")
def clusters() -> list[Cluster]:
    """Six openings in the invented town, two articles and one reference each."""
    return [_cluster(number) for number in range(len(EVENTS))]


@pytest.fixture(scope="session")
def write_clusters() -> Callable[[Path, list[Cluster]], Path]:
    """Write clusters as cluster JSONL."""

    def write(path: Path, clusters: list[Cluster]) -> Path:
        lines = (json.dumps(_row(cluster), ensure_ascii=False) + "\n" for cluster in clusters)
        path.write_text("".join(lines), encoding="utf-8")
        return path

    return write


@pytest.fixture(autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No test touches the cache of whoever runs it, nor is disturbed by threads of others."""
    import torch

    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.getbasetemp() / "cache"))
    before = torch.get_num_threads()
    yield
    torch.set_num_threads(before)


def _pieces(clusters: list[Cluster], folder: Path, **options: Any) -> Path:
    import sentencepiece

    lines = [a.text.replace("\n", " ") for c in clusters for a in c.articles]
    lines += [reference for c in clusters for reference in c.references]
    lines += [a.title for c in clusters for a in c.articles]
    prefix = folder / "unigram"
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(lines * 3),
        model_prefix=str(prefix),
        model_type="unigram",
        vocab_size=300,
        hard_vocab_limit=False,
        minloglevel=2,
        num_threads=1,
        **options,
    )
    return prefix.with_suffix(".model")


def _count(model: Path) -> int:
    import sentencepiece

    return int(sentencepiece.SentencePieceProcessor(model_file=str(model)).get_piece_size())


@pytest.fixture(scope="session")
def barthez_pieces(clusters: list[Cluster], tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _pieces(
        clusters,
        tmp_path_factory.mktemp("barthez"),
        bos_id=0,
        pad_id=1,
        eos_id=2,
        unk_id=3,
        unk_piece="<unk>",
        user_defined_symbols=["<mask>"],
    )


@pytest.fixture(scope="session")
def mt5_checkpoint(clusters: list[Cluster], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """google/mt5-small's layout: pytorch_model.bin with its own head, spiece.model, no tokenizer.json."""
    import torch
    from transformers import MT5Config, MT5ForConditionalGeneration

    folder = tmp_path_factory.mktemp("mt5")
    pieces = _pieces(clusters, folder, pad_id=0, eos_id=1, unk_id=2, bos_id=-1)
    shape = {
        "d_model": 32,
        "d_ff": 64,
        "d_kv": 8,
        "num_heads": 4,
        "num_layers": 1,
        "num_decoder_layers": 1,
        "vocab_size": 320,
        "dropout_rate": 0.0,
        "feed_forward_proj": "gated-gelu",
        "decoder_start_token_id": 0,
        "pad_token_id": 0,
        "eos_token_id": 1,
    }
    torch.manual_seed(1)
    model = MT5ForConditionalGeneration(MT5Config(**shape))
    state = {name: tensor.clone() for name, tensor in model.state_dict().items()}
    state["lm_head.weight"] = torch.randn(320, 32) * 0.05
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
    pieces.rename(folder / "spiece.model")
    special = {"eos_token": "</s>", "unk_token": "<unk>", "pad_token": "<pad>"}
    (folder / "special_tokens_map.json").write_text(json.dumps(special))
    (folder / "tokenizer_config.json").write_text(
        json.dumps(special | {"extra_ids": 0, "tokenizer_class": "T5Tokenizer"})
    )
    return folder


_BART = {
    "d_model": 32,
    "encoder_layers": 1,
    "decoder_layers": 1,
    "encoder_attention_heads": 4,
    "decoder_attention_heads": 4,
    "encoder_ffn_dim": 64,
    "decoder_ffn_dim": 64,
    "max_position_embeddings": 256,
    "dropout": 0.0,
    "bos_token_id": 0,
    "pad_token_id": 1,
    "eos_token_id": 2,
}


@pytest.fixture(scope="session")
def arabart_checkpoint(barthez_pieces: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """AraBART's layout: mBART's architecture, pytorch_model.bin, BARThez's sentencepiece.bpe.model."""
    import torch
    from transformers import MBartConfig, MBartForConditionalGeneration

    folder = tmp_path_factory.mktemp("arabart")
    shape = _BART | {
        "vocab_size": _count(barthez_pieces),
        "scale_embedding": True,
        "decoder_start_token_id": 2,
    }
    torch.manual_seed(2)
    model = MBartForConditionalGeneration(MBartConfig(**shape))
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
def bart_checkpoint(barthez_pieces: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The embedded model's layout: BART, safetensors, tokenizer.json with its frame; some dropout."""
    import torch
    from tokenizers import processors
    from transformers import BartConfig, BartForConditionalGeneration, BarthezTokenizer

    folder = tmp_path_factory.mktemp("bart")
    torch.manual_seed(3)
    shape = _BART | {"d_model": 16, "dropout": 0.1, "encoder_ffn_dim": 32, "decoder_ffn_dim": 32}
    pieces = _count(barthez_pieces)
    config = BartConfig(**shape, vocab_size=pieces, decoder_start_token_id=2, forced_bos_token_id=None)
    BartForConditionalGeneration(config).save_pretrained(folder)
    (folder / "sentencepiece.bpe.model").write_bytes(barthez_pieces.read_bytes())
    backend = BarthezTokenizer.from_pretrained(folder).backend_tokenizer
    (folder / "sentencepiece.bpe.model").unlink()
    backend.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", special_tokens=[("<s>", 0), ("</s>", 2)]
    )
    backend.save(str(folder / "tokenizer.json"))
    (folder / "tokenizer_config.json").write_text(
        json.dumps({"tokenizer_class": "TokenizersBackend", "eos_token": "</s>", "pad_token": "<pad>"})
    )
    return folder


@pytest.fixture
def recipe_file(tmp_path: Path) -> Callable[..., Path]:
    """Write a recipe; nested mappings as keyword arguments."""
    import yaml

    def write(**tree: Any) -> Path:
        path = tmp_path / "recipe.yaml"
        path.write_text(yaml.safe_dump(tree, allow_unicode=True), encoding="utf-8")
        return path

    return write
