"""The writer over both engines, with random models in the layout of real checkpoints."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from summarizer.errors import ModelError
from summarizer.settings import Settings
from summarizer.types import Theme
from summarizer.writing import open_writer
from summarizer.writing.checkpoints import open_checkpoint
from summarizer.writing.decoding import Decoding, Hypothesis
from summarizer.writing.engines.ctranslate2 import CTranslate2Engine
from summarizer.writing.engines.transformers import TransformersEngine
from summarizer.writing.presets import Language, load_preset
from summarizer.writing.sequence_writer import SequenceWriter

ARABIC = Language(source="ar_AR", target="ar_AR")
CASES = [
    ("mt5_folder", Language()),
    ("t5_folder", Language()),
    ("arabart_folder", Language()),
    ("bart_folder", Language()),
    ("mbart_folder", ARABIC),
]
SHORT = Decoding(beams=3, drafts=2, length_penalty=1.0, max_pieces=12)


class ScriptedEngine:
    """Says what it is told to, and remembers what it was asked."""

    identity = "scripted"
    special = frozenset({"</s>"})

    def __init__(self, *hypotheses: Hypothesis) -> None:
        self._hypotheses = list(hypotheses)
        self.asked: list[str] = []

    def count(self, texts: Sequence[str]) -> list[int]:
        return [len(text.split()) for text in texts]

    def generate(self, texts: Sequence[str], decoding: Decoding) -> list[list[Hypothesis]]:
        self.asked.extend(texts)
        return [self._hypotheses for _ in texts]


@pytest.mark.parametrize(("fixture", "language"), CASES)
def test_engines_agree_on_scores(
    fixture: str, language: Language, request: pytest.FixtureRequest, arabic_lines: list[str]
) -> None:
    checkpoint = open_checkpoint(request.getfixturevalue(fixture))
    ours = CTranslate2Engine(checkpoint, language=language, threads=1, precision="float32")
    theirs = TransformersEngine(checkpoint, language=language, threads=1)
    sources, targets = arabic_lines[::300], arabic_lines[5::300]
    assert theirs.score(sources, targets) == pytest.approx(ours.score(sources, targets), abs=1e-3)


@pytest.mark.parametrize(("fixture", "language"), CASES)
def test_engines_find_the_same_greedy_text(
    fixture: str, language: Language, request: pytest.FixtureRequest, arabic_lines: list[str]
) -> None:
    checkpoint = open_checkpoint(request.getfixturevalue(fixture))
    ours = CTranslate2Engine(checkpoint, language=language, threads=1, precision="float32")
    theirs = TransformersEngine(checkpoint, language=language, threads=1)
    greedy = Decoding(beams=1, max_pieces=12)
    for mine, other in zip(
        ours.generate(arabic_lines[::200], greedy), theirs.generate(arabic_lines[::200], greedy), strict=True
    ):
        assert (mine[0].text, mine[0].finished) == (other[0].text, other[0].finished)
        assert mine[0].score == pytest.approx(other[0].score, abs=1e-3)


@pytest.mark.parametrize("kind", ["ctranslate2", "transformers"])
def test_a_text_does_not_depend_on_its_company(kind: str, bart_folder: Path, arabic_lines: list[str]) -> None:
    checkpoint = open_checkpoint(bart_folder)
    engine: CTranslate2Engine | TransformersEngine
    if kind == "ctranslate2":
        engine = CTranslate2Engine(checkpoint, language=Language(), threads=1)
    else:
        engine = TransformersEngine(checkpoint, language=Language(), threads=1)
    texts = [" ".join(arabic_lines[at : at + 1 + at % 2]) for at in range(0, 600, 101)]
    texts += [text.replace("12", "21") for text in texts]  # some of the same length
    together = engine.generate(texts, SHORT)
    alone = [engine.generate([text], SHORT)[0] for text in texts]
    assert [[h.text for h in found] for found in together] == [[h.text for h in found] for found in alone]
    if kind == "ctranslate2":
        assert together == alone, "to the last bit of the scores"
    assert len({found[0].text for found in together}) > 1, "the model must not say the same to everything"


def test_threads_change_nothing(bart_folder: Path, arabic_lines: list[str]) -> None:
    checkpoint = open_checkpoint(bart_folder)
    results = [
        CTranslate2Engine(checkpoint, language=Language(), threads=threads).generate(
            arabic_lines[::100], SHORT
        )
        for threads in (1, 2, 4)
    ]
    assert results[0] == results[1] == results[2]


def test_one_writer_serves_eight_threads(bart_folder: Path, themes: list[Theme]) -> None:
    engine = CTranslate2Engine(open_checkpoint(bart_folder), language=Language(), threads=1)
    expected = engine.generate([theme.sentences[0].text for theme in themes], SHORT)
    seen: list[object] = []

    def work() -> None:
        seen.append(engine.generate([theme.sentences[0].text for theme in themes], SHORT))

    workers = [threading.Thread(target=work) for _ in range(8)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert seen == [expected] * 8


@pytest.mark.parametrize(
    ("fixture", "manner"), [("mt5_folder", "theme"), ("arabart_folder", "joint"), ("bart_folder", "theme")]
)
def test_open_writer_takes_any_checkpoint_folder(
    fixture: str, manner: str, request: pytest.FixtureRequest, themes: list[Theme]
) -> None:
    folder: Path = request.getfixturevalue(fixture)
    for engine in ("transformers", "ctranslate2"):
        writer = open_writer(Settings(model=str(folder), engine=engine, threads=1))
        assert writer.manner == manner
        assert not writer.writes_headlines
        assert engine in writer.identity
        assert len(writer.write(themes[:2])) == 2
        assert isinstance(writer.write_joint(themes[:2], max_words=20), list)


def test_a_preset_never_asks_for_more_than_the_model_has_positions(
    bart_folder: Path, arabic_lines: list[str], theme_of: Callable[..., Theme]
) -> None:
    long = theme_of(" ".join(arabic_lines[:20]))
    for engine in ("transformers", "ctranslate2"):
        writer = open_writer(Settings(model=str(bart_folder), engine=engine, threads=1))
        writer.write([long])
        assert writer.truncated == 1
        writer.write_joint([long], max_words=2000)
        assert writer.truncated == 2


def test_a_writer_without_headlines_says_so(bart_folder: Path, themes: list[Theme]) -> None:
    writer = open_writer(Settings(model=str(bart_folder), engine="ctranslate2", threads=1))
    with pytest.raises(ModelError, match="headline"):
        writer.write(themes, task="headline")


def test_drafts_are_tidied_told_apart_and_never_broken(theme_of: Callable[..., Theme]) -> None:
    engine = ScriptedEngine(
        Hypothesis("افتتح الوزير الجسر أمس ، وقال إنه آمن", -0.1, True),
        Hypothesis("افتتح الوزير الجسر أمس، وقال إنه آمن .", -0.2, True),
        Hypothesis("افتتح افتتح الوزير الجسر أمس", -0.3, True),
        Hypothesis("", -0.4, True),
        Hypothesis("افتتح الوزير الجسر الجديد. وقال إن الأشغال", -0.5, False),
        Hypothesis("افتتح الوزير الجسر وقال إن الأشغال", -0.6, False),
    )
    (drafts,) = SequenceWriter(engine, load_preset("mini")).write([theme_of("افتتح الوزير الجسر.")])
    assert [(draft.text, draft.score) for draft in drafts] == [
        ("افتتح الوزير الجسر أمس، وقال إنه آمن.", -0.1),
        ("افتتح الوزير الجسر الجديد.", -0.5),
    ]


def test_headlines_are_asked_for_with_the_prefix_and_have_no_stop(theme_of: Callable[..., Theme]) -> None:
    engine = ScriptedEngine(Hypothesis("افتتاح جسر النهر .", -0.1, True))
    writer = SequenceWriter(engine, load_preset("mini"))
    (drafts,) = writer.write([theme_of("افتتح الوزير الجسر.")], task="headline")
    assert engine.asked == ["عنوان: افتتح الوزير الجسر."]
    assert [draft.text for draft in drafts] == ["افتتاح جسر النهر"]


def test_what_is_cut_is_counted(theme_of: Callable[..., Theme]) -> None:
    writer = SequenceWriter(ScriptedEngine(), load_preset("mini"))
    assert writer.truncated == 0
    themes = [theme_of("كلمة " * 400), theme_of("جملة قصيرة هنا.")]
    writer.write(themes)
    assert writer.truncated == 1
    writer.write(themes, task="headline")
    assert writer.truncated == 1, "a theme is not counted again for its headline"
    writer.write_joint(themes, max_words=50)
    assert writer.truncated > 1


def test_another_threads_cuts_are_not_counted_here(theme_of: Callable[..., Theme]) -> None:
    writer = SequenceWriter(ScriptedEngine(), load_preset("mini"))
    worker = threading.Thread(target=writer.write, args=([theme_of("كلمة " * 400)],))
    worker.start()
    worker.join()
    assert writer.truncated == 0


def test_joint_text_is_led_back_to_its_sources(theme_of: Callable[..., Theme]) -> None:
    themes = [
        theme_of("افتتح رئيس البلدية جسر النهر الجديد بعد عامين من الأشغال."),
        theme_of("أضرب عمال الميناء احتجاجا على تأخر الأجور."),
    ]
    text = (
        "افتتح رئيس البلدية جسر النهر الجديد. فاز المنتخب بكأس القارة في الدوحة. "
        "افتتح رئيس البلدية جسر النهر الجديد. وقال إن"
    )
    engine = ScriptedEngine(Hypothesis(text, -0.5, False))
    preset = replace(load_preset("bart"), manner="joint")
    drafts = SequenceWriter(engine, preset).write_joint(themes, max_words=60)
    assert [draft.text for draft in drafts] == [
        "افتتح رئيس البلدية جسر النهر الجديد.",
        "فاز المنتخب بكأس القارة في الدوحة.",
    ]
    assert drafts[0].supported
    assert drafts[0].theme.sentences == themes[0].sentences
    assert not drafts[1].supported
    assert drafts[1].theme == themes[1], "what nothing supports gives way to a theme not told yet"


def test_joint_over_nothing_is_nothing() -> None:
    assert SequenceWriter(ScriptedEngine(), load_preset("bart")).write_joint([], max_words=60) == []


def test_the_signature_knows_weights_preset_and_number_format(bart_folder: Path, mt5_folder: Path) -> None:
    preset = load_preset("bart")
    warmer = replace(preset, statement=replace(preset.statement, beams=8))
    first = CTranslate2Engine(open_checkpoint(bart_folder), language=Language(), threads=1)
    second = CTranslate2Engine(open_checkpoint(mt5_folder), language=Language(), threads=1)
    exact = CTranslate2Engine(
        open_checkpoint(bart_folder), language=Language(), threads=1, precision="float32"
    )
    identities = [
        SequenceWriter(engine, each).identity
        for engine, each in ((first, preset), (first, warmer), (second, preset), (exact, preset))
    ]
    assert len(set(identities)) == 4
    assert SequenceWriter(first, preset).identity == identities[0]
