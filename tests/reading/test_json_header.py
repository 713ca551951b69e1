from __future__ import annotations

import pytest

from ofweek_parse import Diagnostic, FrontMatter, FrontMatterError, FrontMatterValue, LimitError, Limits, Parser
from ofweek_parse.reading.front_matter.json import read_json_header
from tests.making import in_time


def _read(text: str, line: int = 2) -> tuple[FrontMatter, list[Diagnostic]]:
    notes: list[Diagnostic] = []
    read = read_json_header(text, line, Limits(), notes)
    return read, [note for note in notes if note.code != "json-front-matter"]


class TestValues:
    """What JSON becomes."""

    @pytest.mark.parametrize(
        ("text", "value"),
        [
            ('"a"', "a"),
            ("12", 12),
            ("true", True),
            ("null", None),
            ("1.10", "1.10"),
            ("1e3", "1e3"),
            ("-0", "-0"),
            ("NaN", "NaN"),
            ("9" * 30, "9" * 30),
            ('["a", 1]', ("a", 1)),
            ('{"b": {"c": []}}', {"b": {"c": ()}}),
        ],
    )
    def test_value(self, text: str, value: FrontMatterValue) -> None:
        """Numbers that are not plain whole ones stay as they are written; lists are tuples."""
        assert _read(f'"a": {text}\n') == (FrontMatter({"a": value}), [])

    def test_list_in_list(self) -> None:
        """Lists are tuples at every depth, so that the mapping is hashable."""
        read, _ = _read('"a": [["b"], [["c"]]]\n')
        assert read == {"a": (("b",), (("c",),))}
        assert isinstance(hash(read), int)

    def test_order(self) -> None:
        """Keys stand in the order of the file."""
        assert list(_read('"z": 1,\n"a": 2')[0]) == ["z", "a"]

    def test_trailing_comma(self) -> None:
        """A comma after the last line does no harm."""
        assert _read('"a": 1,\n')[0] == {"a": 1}

    def test_surrogate(self) -> None:
        """An escape can't bring in a lone surrogate."""
        text = _read('"a": "b\\ud83dc"')[0]["a"]
        assert isinstance(text, str)
        assert text.encode() == "b\ufffdc".encode()

    def test_control_character(self) -> None:
        """An escape can't bring in a character that no text holds."""
        assert _read('"a": "b\\u0000c"')[0] == {"a": "b\ufffdc"}


class TestForm:
    """With braces, without, and neither."""

    def test_braces(self) -> None:
        """Outer braces are accepted and told."""
        read, (note,) = _read('{"a": 1}\n')
        assert (read, note.code) == ({"a": 1}, "json-braces")

    def test_is_told(self) -> None:
        """That the front matter is JSON is told."""
        article = Parser(normalizers=()).parse(';;;\n"title": "a"\n;;;\nx')
        assert "json-front-matter" in {note.code for note in article.diagnostics}

    @pytest.mark.parametrize("text", ["", "\n", "  \n"])
    def test_empty(self, text: str) -> None:
        """Nothing between the fences is no metadata and no error."""
        assert Parser(normalizers=(), strict=True).parse(f";;;\n{text};;;\nx").front_matter == {}

    @pytest.mark.parametrize(
        ("text", "line", "column"),
        [('"a": 1,\n"b" 2\n', 3, 5), ('"a": 1,\n\nb: 2\n', 4, 1), ('{\n"a": x}\n', 3, 6)],
    )
    def test_invalid(self, text: str, line: int, column: int) -> None:
        """Invalid JSON gives no metadata and is told with its place in the file."""
        read, notes = _read(text)
        assert read == {}
        assert (notes[-1].code, notes[-1].severity) == ("json-syntax", "warning")
        assert (notes[-1].line, notes[-1].column) == (line, column)

    @pytest.mark.parametrize(("text", "line", "column"), [("a: 1\n", 2, 1), ('\n{"a": x}\n', 3, 7)])
    def test_place(self, text: str, line: int, column: int) -> None:
        """The place is that of the file, whatever was added or taken off before reading."""
        note = _read(text)[1][-1]
        assert (note.code, note.line, note.column) == ("json-syntax", line, column)

    @pytest.mark.parametrize("text", ["[1]", "1", '"a"', "{} {}", "{", "}"])
    def test_no_mapping(self, text: str) -> None:
        """What is no mapping is told, never read as body."""
        article = Parser(normalizers=()).parse(f";;;\n{text}\n;;;\nx")
        assert (article.front_matter, article.text) == ({}, "x")
        with pytest.raises(FrontMatterError, match="json-syntax"):
            Parser(strict=True).parse(f";;;\n{text}\n;;;\nx")


class TestDuplicates:
    """Keys that stand twice."""

    def test_first_wins(self) -> None:
        """The first value wins."""
        read, (note,) = _read('"a": 1,\n"a": 2\n')
        assert (read, note.code) == ({"a": 1}, "duplicate-key")

    def test_both_places(self) -> None:
        """Both lines are told."""
        _, (note,) = _read('"a": 1,\n"a": 2\n')
        assert "lines 2 and 3" in note.message


class TestLimits:
    """Hostile JSON."""

    @pytest.mark.parametrize("piece", ["[", '{"a":', '["]",'])
    def test_depth(self, piece: str) -> None:
        """A hundred thousand levels are refused at once."""
        with pytest.raises(LimitError, match=r"Limits\(header_depth=…\)") as caught:
            _read('"a": ' + piece * 100_000)
        assert caught.value.code == "depth"

    def test_brackets_in_text(self) -> None:
        """Brackets inside a text are no levels."""
        assert _read('"a": "' + "[" * 1000 + '"')[0] == {"a": "[" * 1000}

    def test_unclosed_text(self) -> None:
        """A text of escapes that is never closed is told within a second."""
        with in_time(5):
            assert _read('"' + '\\"' * 20_000)[1][0].code == "json-syntax"
