"""Writing and reading JSON."""

from __future__ import annotations

import copy
import json
import sys
from datetime import datetime, timedelta, timezone
from types import MappingProxyType
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings

from ofweek_parse import (
    SCHEMA_VERSION,
    Article,
    Parser,
    SchemaError,
    from_dict,
    from_json,
    json_schema,
    to_dict,
    to_json,
    to_record,
)
from ofweek_parse.characters import clean
from ofweek_parse.testing import articles
from ofweek_parse.writers.schema import build_schema
from tests.making import article, bold, figure, link, paragraph

POST = article(paragraph("一", bold("二"), link("三")), figure("图", caption="说明"), title="甲")


def _changed(path: tuple[str | int, ...], value: object) -> dict[str, Any]:
    data = to_dict(POST)
    place: Any = data
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    return data


def _quotes(levels: int) -> dict[str, Any]:
    block: dict[str, Any] = {"type": "rule"}
    for _ in range(levels):
        block = {"type": "quote", "blocks": [block]}
    return {"schema_version": SCHEMA_VERSION, "blocks": [block]}


def _nested(levels: int) -> list[Any]:
    value: list[Any] = []
    for _ in range(levels):
        value = [value]
    return value


def _ends_line(character: str) -> bool:
    return len(f"a{character}b".splitlines()) > 1


class TestRoundTrip:
    """There and back."""

    @settings(deadline=None)
    @given(articles())
    def test_dict(self, given_article: Article) -> None:
        """The article comes back from the dictionary, with diagnostics, source and key order."""
        again = from_dict(to_dict(given_article))
        assert again == given_article
        assert (again.diagnostics, again.source) == (given_article.diagnostics, given_article.source)
        assert list(again.front_matter) == list(given_article.front_matter)

    @settings(deadline=None)
    @given(articles())
    def test_json(self, given_article: Article) -> None:
        """JSON text holds what the dictionary holds, on one line, as text and as bytes."""
        text = to_json(given_article)
        assert "\n" not in text
        assert json.loads(text) == to_dict(given_article)
        assert from_json(text) == from_json(text.encode()) == given_article

    def test_indent(self) -> None:
        """An indent spreads it over lines, Chinese text stays readable."""
        assert '\n  "title": "甲",\n' in to_json(POST, indent=2)

    def test_defaults(self) -> None:
        """What is missing gets the field's default."""
        assert from_dict({"schema_version": SCHEMA_VERSION, "title": "甲"}) == Article(title="甲")

    def test_input_untouched(self) -> None:
        """The dictionary that is read stays as it is."""
        data = to_dict(POST)
        before = copy.deepcopy(data)
        from_dict(data)
        assert data == before

    def test_time_becomes_utc(self) -> None:
        """A time with another offset is the same instant in UTC."""
        published = from_dict(_changed(("published",), "2021-07-26T20:00:00+08:00")).published
        assert published == datetime(2021, 7, 26, 12, tzinfo=timezone.utc)
        assert published.utcoffset() == timedelta(0)


class TestLines:
    """JSON Lines, for readers that split them at every line break of Unicode."""

    @pytest.mark.parametrize("character", [chr(code) for code in range(sys.maxunicode + 1) if _ends_line(chr(code))])
    def test_one_line(self, character: str) -> None:
        """An article is one line, and has its line breaks when it is read, but for characters that no text holds."""
        written = article(paragraph(f"a{character}b"), title=f"c{character}d")
        assert to_json(written).splitlines() == [to_json(written)]
        read = clean(character)
        assert from_json(to_json(written)) == article(paragraph(f"a{read}b"), title=f"c{read}d")


class TestForm:
    """What the dictionary looks like."""

    def test_version(self) -> None:
        """The schema version comes first."""
        assert next(iter(to_dict(POST).items())) == ("schema_version", SCHEMA_VERSION)

    def test_tags(self) -> None:
        """Blocks and inlines tell their type, and all their fields are there."""
        block, _ = to_dict(POST)["blocks"]
        assert [block["type"], *(inline["type"] for inline in block["inlines"])] == [
            "paragraph",
            "text",
            "strong",
            "link",
        ]
        assert block["inlines"][2].keys() == {"type", "href", "inlines", "title", "keyword"}

    def test_subclasses(self) -> None:
        """What only is a kind of text, whole number or mapping is written as that, and counts as that in the hash."""

        class Name(str):
            __slots__ = ()

        class Number(int):
            pass

        front_matter: Any = {"a": MappingProxyType({"b": Number(1)}), "c": (Name("d"),)}
        usual = Article(title="甲", blocks=(paragraph("一"),), front_matter={"a": {"b": 1}, "c": ("d",)})
        other = Article(title=Name("甲"), blocks=(paragraph(Name("一")),), front_matter=front_matter)
        assert to_dict(other) == to_dict(usual) == json.loads(to_json(other))
        assert other.id == usual.id

    def test_shipped_schema(self) -> None:
        """The schema that the package ships is the model's."""
        assert json_schema() == build_schema()

    def test_schema_has_every_field(self) -> None:
        """The schema asks for every key that the dictionary has, and knows no other."""
        schema = json_schema()
        assert schema["required"] == list(schema["properties"]) == list(to_dict(POST))


LIST_WITH_EMPTY_ITEM = {"type": "list", "items": [[{"type": "rule"}], []], "ordered": False, "start": 1}
WRONG: list[tuple[tuple[str | int, ...], object, str, str]] = [
    (("title",), 1, "title", "should be text, not 1"),
    (("title",), None, "title", "should be text, not None"),
    (("comments",), "yes", "comments", "should be true or false, not 'yes'"),
    (("categories",), "x", "categories", "should be a list"),
    (("categories",), ["a", 2], "categories[1]", "should be text, not 2"),
    (("published",), "2021-07-26T12:00:00", "published", "should be a time with its offset"),
    (("published",), "yesterday", "published", "should be a time with its offset"),
    (("published",), 5, "published", "should be a time with its offset"),
    (("front_matter",), 1, "front_matter", "should be an object, not 1"),
    (("front_matter",), None, "front_matter", "should be an object, not None"),
    (("front_matter",), [["a", "b"]], "front_matter", "should be an object, not [['a', 'b']]"),
    (("front_matter",), {"a": 1.5}, "front_matter.a", "should be text, a whole number"),
    (("front_matter",), {"a": ["b", {"c": 1.5}]}, "front_matter.a[1].c", "should be text, a whole number"),
    (("blocks",), {}, "blocks", "should be a list"),
    (("blocks", 0), "x", "blocks[0]", "should be an object whose type is one of paragraph"),
    (("blocks", 0, "type"), "text", "blocks[0]", "should be an object whose type is one of paragraph"),
    (("blocks", 0, "type"), ["paragraph"], "blocks[0]", "should be an object whose type is one of paragraph"),
    (("blocks", 0, "align"), "middle", "blocks[0].align", "should be one of 'left', 'center'"),
    (("blocks", 0, "align"), [], "blocks[0].align", "should be one of 'left', 'center'"),
    (("blocks", 0, "colour"), 1, "blocks[0]", "has an unknown key 'colour'"),
    (("blocks", 0, "inlines", 1, "inlines", 0, "type"), "paragraph", "blocks[0].inlines[1].inlines[0]", "one of text"),
    (("blocks", 0, "inlines", 2, "keyword"), 1, "blocks[0].inlines[2].keyword", "should be true or false, not 1"),
    (("blocks", 1, "image", "src"), None, "blocks[1].image.src", "should be text, not None"),
    (("blocks", 1, "image", "width"), True, "blocks[1].image.width", "should be a whole number, not True"),
    (("blocks", 1, "image", "alt_verdict"), "good", "blocks[1].image.alt_verdict", "should be one of 'absent'"),
    (("blocks", 1, "image"), None, "blocks[1].image", "should be an object, not None"),
    (("blocks",), [LIST_WITH_EMPTY_ITEM], "blocks[0].items[1]", "should be a non-empty list, not []"),
    (
        ("blocks",),
        [{"type": "quote", "blocks": [LIST_WITH_EMPTY_ITEM]}],
        "blocks[0].blocks[0].items[1]",
        "non-empty list",
    ),
    (("credits",), [{"role": "boss", "name": "a"}], "credits[0].role", "should be one of 'author'"),
    (("keywords",), [{"text": "a"}], "keywords[0]", "lacks href"),
    (
        ("diagnostics",),
        [{"code": "bom", "severity": "bad", "message": ""}],
        "diagnostics[0].severity",
        "should be one of",
    ),
    (("titel",), "x", "", "has an unknown key 'titel'"),
]


class TestSchemaError:
    """What is no article."""

    @pytest.mark.parametrize(("place", "value", "path", "message"), WRONG)
    def test_path(self, place: tuple[str | int, ...], value: object, path: str, message: str) -> None:
        """The error tells where, what should stand there and what does."""
        with pytest.raises(SchemaError) as caught:
            from_dict(_changed(place, value))
        assert (caught.value.path, caught.value.code) == (path, "schema")
        assert message in caught.value.message

    @pytest.mark.parametrize("version", [None, 0, 2, "1", [1]])
    def test_version(self, version: object) -> None:
        """Another schema version is refused, and named."""
        with pytest.raises(SchemaError, match="The schema version is") as caught:
            from_dict(_changed(("schema_version",), version))
        assert (caught.value.path, caught.value.code) == ("schema_version", "schema-version")

    @pytest.mark.parametrize("data", [[], "x", None, 5])
    def test_no_object(self, data: Any) -> None:
        """What is no object is no article."""
        with pytest.raises(SchemaError, match="The document should be an object"):
            from_dict(data)

    def test_record(self) -> None:
        """A record is read by another function, which the error names."""
        with pytest.raises(SchemaError, match=r"flat record, .* from_record reads it"):
            from_json(json.dumps(to_record(POST)))

    @pytest.mark.parametrize(
        ("block", "message"),
        [
            ({"type": "heading", "level": 7, "inlines": []}, r"blocks\[0\]\.level should be from 1 to 6, not 7"),
            ({"type": "table", "rows": [[{"colspan": 0}]]}, r"rows\[0\]\[0\]\.colspan should be 1 or more, not 0"),
        ],
    )
    def test_bounds(self, block: object, message: str) -> None:
        """A number that no article has is a schema error, and the schema says so."""
        data = _changed(("blocks",), [block])
        with pytest.raises(SchemaError, match=message):
            from_dict(data)
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(data, json_schema())

    def test_missing(self) -> None:
        """A field without a default must be there."""
        data = to_dict(POST)
        del data["blocks"][1]["image"]
        with pytest.raises(SchemaError, match=r"blocks\[1\] lacks image"):
            from_dict(data)

    @pytest.mark.parametrize("text", ["", "{", b"\xff", "[" * 100_000, "[]", "null", "NaN"])
    def test_no_json(self, text: str | bytes) -> None:
        """What is no JSON, or JSON of something else, is a schema error and none of another type."""
        with pytest.raises(SchemaError):
            from_json(text)

    @pytest.mark.parametrize("levels", [100, 300, 5_000])
    def test_deep(self, levels: int) -> None:
        """Blocks nested beyond all measure are a schema error too."""
        with pytest.raises(SchemaError, match="nested too deeply"):
            from_dict(_quotes(levels))

    def test_deep_front_matter(self) -> None:
        """So is front matter."""
        value: dict[str, Any] = {}
        for _ in range(300):
            value = {"a": value}
        with pytest.raises(SchemaError, match="nested too deeply"):
            from_dict({"schema_version": SCHEMA_VERSION, "front_matter": value})

    @pytest.mark.parametrize(
        "change",
        [
            {"schema_version": "风" * 10_000},
            {"风" * 10_000: 1},
            {"published": "风" * 10_000},
            {"front_matter": {"风" * 10_000: 1.5}},
            {"title": 10**5_000},
            {"schema_version": 10**5_000},
            {"schema_version": _nested(5_000)},
        ],
    )
    def test_short_message(self, change: dict[str, Any]) -> None:
        """A value that is long, or too long or deep to be shown, is cut or left out in the message."""
        with pytest.raises(SchemaError) as raised:
            from_dict(to_dict(Article()) | change)
        assert len(raised.value.message) < 300

    @pytest.mark.parametrize(
        "body",
        ["<blockquote>" * 60, "<ul><li>a" * 60, "<table><tr><th>a<td>" * 60, "<p>" + "<b>a<i>a<sub>a<sup>a" * 30],
    )
    def test_deepest_article(self, body: str) -> None:
        """What parsing gives comes back, however deep its post is."""
        deep = Parser().parse(f"---\ntitle: a\n---\n{body}a")
        assert from_json(to_json(deep)) == deep

    @pytest.mark.parametrize("time", ["0001-01-01T00:00:00+08:00", "9999-12-31T23:59:59-08:00"])
    def test_time_out_of_range(self, time: str) -> None:
        """A time that UTC has no date for is a schema error too."""
        with pytest.raises(SchemaError, match="published"):
            from_dict(_changed(("published",), time))
