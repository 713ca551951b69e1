"""The table of diagnostics, compared with the source that uses it."""

from __future__ import annotations

import ast
import pickle
import re
from functools import cache
from pathlib import Path

import pytest

import ofweek_parse
from ofweek_parse import DIAGNOSTIC_CODES, Diagnostic, DiagnosticCode, LimitError, OfweekParseError
from ofweek_parse.pipeline.registry import BUILT_IN

ROOT = Path(ofweek_parse.__file__).parent


@cache
def _strings() -> frozenset[str]:
    """The texts in the source, but for the table itself."""
    found: set[str] = set()
    for path in ROOT.rglob("*.py"):
        if path.name != "diagnostics.py":
            nodes = ast.walk(ast.parse(path.read_text("utf-8")))
            found |= {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    return frozenset(found)


def _given_codes() -> set[str]:
    """The literal first arguments of what makes a diagnostic, and the literal ``code=`` of errors."""
    found: set[str] = set()
    for path in ROOT.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            is_of = ast.unparse(node.func) in {"Diagnostic.of", "cls.of"} or (
                isinstance(node.func, ast.Attribute) and node.func.attr in {"note", "report"}
            )
            codes = [node.args[0]] if is_of and node.args else []
            codes += [keyword.value for keyword in node.keywords if keyword.arg == "code"]
            found |= {code.value for code in codes if isinstance(code, ast.Constant) and isinstance(code.value, str)}
    return found


class TestTable:
    """The table of codes."""

    @pytest.mark.parametrize("code", DIAGNOSTIC_CODES)
    def test_kebab_case(self, code: str) -> None:
        """Codes are lower-case words joined by hyphens."""
        assert re.fullmatch(r"[a-z]+(?:-[a-z]+)*", code)

    @pytest.mark.parametrize("row", DIAGNOSTIC_CODES.values(), ids=list(DIAGNOSTIC_CODES))
    def test_row(self, row: DiagnosticCode) -> None:
        """A row has a severity, the error of a leaf class, and a sentence."""
        assert row.severity in {"info", "warning", "error"}
        assert issubclass(row.error, OfweekParseError)
        assert row.error is not OfweekParseError
        assert re.fullmatch(r"[A-Z].*\.", row.meaning)

    def test_read_only(self) -> None:
        """Nobody adds to the table."""
        with pytest.raises(TypeError, match="does not support item assignment"):
            DIAGNOSTIC_CODES["new"] = DIAGNOSTIC_CODES["bom"]  # type: ignore[index]

    @pytest.mark.parametrize("code", DIAGNOSTIC_CODES)
    def test_used(self, code: str) -> None:
        """Every code of the table stands somewhere in the source."""
        assert code in _strings()

    def test_known(self) -> None:
        """Every code that the source gives out stands in the table."""
        assert _given_codes() >= {"bom", "figure-lost", "normalizer-clash"}
        assert _given_codes() - set(DIAGNOSTIC_CODES) == set()


class TestDiagnostic:
    """One diagnostic."""

    @pytest.mark.parametrize("code", DIAGNOSTIC_CODES)
    def test_severity(self, code: str) -> None:
        """It has the severity that the table gives its code."""
        assert Diagnostic.of(code, "x").severity == DIAGNOSTIC_CODES[code].severity

    def test_unknown_code(self) -> None:
        """There is none of a code that the table lacks."""
        with pytest.raises(ValueError, match="no-such-code"):
            Diagnostic.of("no-such-code", "x")

    @pytest.mark.parametrize(
        ("line", "column", "text"), [(None, None, "bom: x"), (3, None, "3: bom: x"), (3, 7, "3:7: bom: x")]
    )
    def test_str(self, line: int | None, column: int | None, text: str) -> None:
        """Its text tells the place as far as it is known."""
        assert str(Diagnostic.of("bom", "x", line=line, column=column)) == text

    def test_value(self) -> None:
        """It is a value: frozen, hashable, picklable."""
        note = Diagnostic.of("bom", "x", line=1)
        assert {note, pickle.loads(pickle.dumps(note))} == {note}  # noqa: S301
        with pytest.raises(AttributeError):
            note.line = 2  # type: ignore[misc]


class TestMany:
    """More diagnostics of one code than anybody reads."""

    @pytest.mark.parametrize(
        ("code", "post"),
        [
            ("unknown-element", "---\ntitle: a\n---\n" + "<x>b</x>\n" * 1000),
            ("hidden-content", "---\ntitle: a\n---\n" + "<p hidden>b</p>\n" * 1000),
            ("duplicate-attribute", "---\ntitle: a\n---\n" + "<p a=1 a=2>b</p>\n" * 1000),
            ("duplicate-key", "---\ntitle: a\nx: 1\n" + "x: 1\n" * 1000 + "---\nb"),
            ("yaml-syntax", "---\ntitle: a\n" + "x\n" * 1000 + "---\nb"),
            ("non-string-key", "---\ntitle: a\n" + "".join(f"{n}: a\n" for n in range(1000)) + "---\nb"),
            ("duplicate-key", ';;;\n"title": "a",\n"x": 1,\n' + '"x": 1,\n' * 1000 + ";;;\nb"),
        ],
    )
    def test_capped(self, code: str, post: str) -> None:
        """An article keeps the first hundred; one more says how many there were besides, and where they begin."""
        notes = ofweek_parse.parse(post).diagnostics
        kept = [note for note in notes if note.code == code]
        (rest,) = [note for note in notes if note.code == "diagnostics-left-out"]
        assert len(kept) == 100
        assert "900 more" in rest.message
        assert code in rest.message
        lines = [note.line for note in kept]
        assert lines == list(range(lines[0] or 0, (lines[0] or 0) + 100))
        assert rest.line == (lines[-1] or 0) + 1

    def test_source(self) -> None:
        """Lines with a diagnostic that is only counted are no more written back than those of the others."""
        lines = "".join(f"k{number}: a\n k{number}x: b\n" for number in range(200))
        article = ofweek_parse.parse(f"---\ntitle: a\n{lines}z: c  # d\n---\nb")
        source = article.front_matter.source
        assert "z: c  # d\n" in source
        assert "k150x" not in source

    def test_lost_characters(self) -> None:
        """A normalizer that finds many reports them once, however often it is run."""
        article = ofweek_parse.parse("---\ntitle: a\n---\n" + "<p>5m?，</p>" * 150 + "<p>" + "5m?，" * 150 + "</p>")
        codes = [note.code for note in article.diagnostics]
        assert codes.count("lost-character") == 100
        assert codes.count("diagnostics-left-out") == 1
        assert BUILT_IN["lost-characters"](article) is article

    def test_hundred(self) -> None:
        """A hundred are kept, and nothing is left out; other codes have their own hundred."""
        notes = ofweek_parse.parse("---\ntitle: a\n---\n" + "<x>b</x><p hidden>c</p>" * 100).diagnostics
        codes = [note.code for note in notes]
        assert (codes.count("unknown-element"), codes.count("hidden-content")) == (100, 100)
        assert "diagnostics-left-out" not in codes

    def test_long_names(self) -> None:
        """Names and values are cut in messages, and attributes that are there again count toward the limit."""
        name = "a" * 50_000
        (note,) = [
            note
            for note in ofweek_parse.parse(f"---\ntitle: a\n---\n<p {name}='{name}' {name}='{name}'>t").diagnostics
            if note.code == "duplicate-attribute"
        ]
        assert len(note.message) < 300
        with pytest.raises(LimitError, match="1,200 attributes") as caught:
            ofweek_parse.parse("---\ntitle: a\n---\n<p>b</p>\n<" + name + " x=1" * 1200 + ">t")
        assert (caught.value.code, caught.value.line, caught.value.column) == ("attribute-limit", 5, 1)
