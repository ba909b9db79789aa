"""The JSON is what its schema says, and comes back as the briefing it was made of."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.errors import InputError
from summarizer.rendering.json import SCHEMA, read_briefing, render_json
from summarizer.types import Article, Briefing, Citation, Coverage, Statement


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    text = files("summarizer.rendering").joinpath("briefing.schema.json").read_text(encoding="utf-8")
    return json.loads(text)


def of_one(text: str, article: str = "نص المقال.", path: str | None = None) -> Briefing:
    """A briefing of one statement that cites the whole of one article."""
    return Briefing(
        headline=text,
        statements=(Statement(text, (Citation("a", 0, len(article)),), (text,), "quoted", text),),
        articles=(Article("a", article, text, text, None, path),),
        coverage=Coverage(1, 1, 1, 0, 0, 1, {"a": 1.0}, notes=(text,)),
        signature=text,
    )


def test_schema_is_itself_valid_and_names_the_version_that_is_written(schema: dict[str, Any]) -> None:
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["properties"]["schema"]["const"] == SCHEMA == "mujaz/briefing/1"


def test_briefing_of_the_seeds_obeys_the_schema(schema: dict[str, Any], seed_briefing: Briefing) -> None:
    jsonschema.validate(json.loads(render_json(seed_briefing)), schema)


def test_empty_briefing_obeys_the_schema_and_comes_back(schema: dict[str, Any]) -> None:
    empty = Briefing("", (), (), Coverage(0, 0, 0, 0, 0, 0), "")
    jsonschema.validate(json.loads(render_json(empty)), schema)
    assert read_briefing(render_json(empty)) == empty


@pytest.mark.parametrize("field", ["headline", "statements", "timeline", "coverage", "signature"])
def test_schema_misses_a_field_that_is_gone(
    schema: dict[str, Any], seed_briefing: Briefing, field: str
) -> None:
    record = json.loads(render_json(seed_briefing))
    del record[field]
    with pytest.raises(jsonschema.ValidationError, match=field):
        jsonschema.validate(record, schema)


def test_briefing_comes_back_whole(seed_briefing: Briefing) -> None:
    assert read_briefing(render_json(seed_briefing)) == seed_briefing


def test_offsets_give_the_quote_in_the_text_beside_them(seed_briefing: Briefing) -> None:
    record = json.loads(render_json(seed_briefing))
    texts = {article["id"]: article["text"] for article in record["articles"]}
    numbers = {article["id"]: article["number"] for article in record["articles"]}
    citations = [citation for statement in record["statements"] for citation in statement["citations"]]
    assert len(citations) == 11
    for citation in citations:
        assert texts[citation["article_id"]][citation["start"] : citation["end"]] == citation["quote"] != ""
        assert numbers[citation["article_id"]] == citation["number"]


def test_arabic_stands_readable_and_the_text_ends_with_a_line_feed(seed_briefing: Briefing) -> None:
    text = render_json(seed_briefing)
    assert seed_briefing.headline in text
    assert text.endswith("}\n")


def test_keys_keep_their_order_whatever_the_order_of_shares(seed_briefing: Briefing) -> None:
    coverage = seed_briefing.coverage
    turned = replace(coverage, shares=dict(reversed(list(coverage.shares.items()))))
    assert render_json(replace(seed_briefing, coverage=turned)) == render_json(seed_briefing)
    assert list(json.loads(render_json(seed_briefing)))[:3] == ["schema", "headline", "statements"]


@settings(deadline=None)
@given(st.text(), st.text(min_size=1), st.none() | st.text(min_size=1))
def test_any_text_survives(text: str, article: str, path: str | None) -> None:
    briefing = of_one(text, article, path)
    written = render_json(briefing)
    assert read_briefing(written) == briefing
    written.encode("utf-8")


def test_characters_that_turn_or_break_lines_are_escaped_and_survive() -> None:
    text = "قال \u202eمعكوس\u202c \u200f\u2028 \ud800 نهاية\x85"
    written = render_json(of_one(text))
    assert not set(written) & set("\u202e\u202c\u200f\u2028\ud800\x85")
    assert read_briefing(written).headline == text


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("ليس", "not JSON"),
        ("[]", "schema is None"),
        ('{"schema": "mujaz/briefing/2"}', "schema is 'mujaz/briefing/2'"),
        ('{"schema": "mujaz/briefing/1"}', "field 'headline' is missing"),
    ],
)
def test_what_is_no_briefing_is_refused_with_path_cause_and_remedy(text: str, cause: str) -> None:
    with pytest.raises(InputError) as error:
        read_briefing(text, where="out/briefing.json")
    assert str(error.value).startswith(f"out/briefing.json: {error.value.cause}")
    assert cause in str(error.value)
    assert "mujaz/briefing/1" in error.value.remedy


@pytest.mark.parametrize(
    "spoil",
    [
        lambda record: record["statements"][0]["citations"][0].update(end=3),
        lambda record: record["statements"][0]["citations"][0].update(quote="لم يقل أحد هذا"),
        lambda record: record["statements"][0]["citations"][0].update(number=9),
        lambda record: record["articles"].pop(),
        lambda record: record["articles"][0].update(date="أمس"),
        lambda record: record["coverage"].update(bias=0.5),
        lambda record: record.update(statements=None),
    ],
    ids=["offset", "quote", "number", "article", "date", "unknown field", "type"],
)
def test_a_briefing_that_was_tampered_with_is_refused(
    seed_briefing: Briefing, spoil: Callable[[dict[str, Any]], object]
) -> None:
    record = json.loads(render_json(seed_briefing))
    spoil(record)
    with pytest.raises(InputError, match="not a whole briefing"):
        read_briefing(json.dumps(record))


def test_documentation_names_every_field(root: Path, schema: dict[str, Any]) -> None:
    page = (root / "docs" / "briefing-json.md").read_text(encoding="utf-8")
    fields = set(schema["properties"])
    for definition in schema["$defs"].values():
        fields |= set(definition.get("properties", {}))
    assert not sorted(field for field in fields if f"`{field}`" not in page)
