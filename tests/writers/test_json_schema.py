"""The JSON Schema in the package, and the documents that it accepts."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator

from ofweek_parse import Article, Parser, json_schema, to_dict
from ofweek_parse.testing import Sample, articles, sample
from ofweek_parse.writers import schema
from ofweek_parse.writers.schema import build_schema

VALIDATOR = Draft202012Validator(build_schema(), format_checker=Draft202012Validator.FORMAT_CHECKER)
TEXT = {"type": "text", "text": "a"}


def _errors(data: dict[str, Any]) -> list[str]:
    return [error.message for error in VALIDATOR.iter_errors(data)]


def _with_block(block: object) -> dict[str, Any]:
    return {**to_dict(Article()), "blocks": [block]}


class TestSchema:
    """The file."""

    def test_shipped(self, pytestconfig: pytest.Config) -> None:
        """It is what the model gives now, in the same order."""
        file = Path(schema.__file__).with_name("article.schema.json")
        text = json.dumps(build_schema(), indent=2) + "\n"
        if pytestconfig.getoption("--ofweek-update"):
            file.write_text(text, "utf-8")
        assert file.read_text("utf-8") == text

    def test_is_a_schema(self) -> None:
        """It is a schema of its draft, and each call gives one of its own."""
        Draft202012Validator.check_schema(json_schema())
        json_schema().clear()
        assert json_schema()


class TestAccepts:
    """What the library writes."""

    def test_samples(self, ofweek_sample: Sample) -> None:
        """Every sample, cleaned and raw."""
        assert _errors(to_dict(ofweek_sample.article)) == []
        assert _errors(to_dict(Parser(normalizers=()).parse(ofweek_sample.source))) == []

    @settings(max_examples=100, deadline=None)
    @given(articles())
    def test_articles(self, given_article: Article) -> None:
        """Every article."""
        assert _errors(to_dict(given_article)) == []


class TestRefuses:
    """What is no article."""

    @pytest.mark.parametrize("key", to_dict(Article()))
    def test_missing(self, key: str) -> None:
        """Every field must be there."""
        data = to_dict(sample("every-block").article)
        del data[key]
        assert any(f"{key!r} is a required property" in error for error in _errors(data))

    @pytest.mark.parametrize(
        ("key", "value"),
        [
            *[("schema_version", 2), ("title", None), ("comments", "true"), ("categories", "a"), ("blocks", {})],
            *[("published", 2021), ("front_matter", []), ("front_matter", {"a": 1.5}), ("credits", [{"role": "cook"}])],
            *[("keywords", [{"text": "a"}]), ("subtitle", "a")],
        ],
    )
    def test_fields(self, key: str, value: object) -> None:
        """A field of another type, or one that does not exist."""
        data = copy.deepcopy(to_dict(Article()))
        assert _errors({**data, key: value})

    @pytest.mark.parametrize(
        "block",
        [
            *[
                "a",
                {"type": "rule", "style": "dotted"},
                {"type": "aside"},
                TEXT,
                {"type": "heading", "inlines": [TEXT]},
            ],
            *[{"type": "paragraph", "inlines": [TEXT], "align": "middle"}, {"type": "quote", "blocks": [TEXT]}],
            {"type": "list", "items": [{"type": "rule"}], "ordered": False, "start": 1},
            {"type": "list", "items": [[]], "ordered": False, "start": 1},
        ],
    )
    def test_blocks(self, block: object) -> None:
        """A block of no known type, without its fields, with another's, or an inline in its place."""
        assert _errors(_with_block(block))

    def test_control(self) -> None:
        """The same frame with a good block is accepted."""
        assert _errors(_with_block({"type": "paragraph", "inlines": [TEXT], "align": None})) == []
