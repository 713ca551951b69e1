"""The front-matter conformance cases, row by row as ``frontmatter-cases.md`` numbers them.

A is what hexo-front-matter's own tests pin, B what python-frontmatter's do, C the malformed and edge cases. The inputs are
written as that page writes them: ⏎ LF, ␍ CR, ⇥ tab, ␀ NUL, ␈ backspace, B a body of one paragraph. Where a row and the
design disagree, the design rules: an unclosed block, a list or scalar at the root, a duplicate key and a missing front
matter are errors only when strict; tags, aliases, TOML, bare JSON and empty input always are.

Left out, because they concern writing or writers' handlers, which reading has no part in: A27 to A33 and B13 to B15.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING, NamedTuple

import pytest

from ofweek_parse import FrontMatterError, Parser

if TYPE_CHECKING:
    from ofweek_parse import Article

_SIGNS = {
    "⏎": "\n",
    "␍": "\r",
    "⇥": "\t",
    "␀": "\0",
    "␈": "\b",
    "<BOM>": "\ufeff",
    "<ZWSP>": "\u200b",
    "<NEL>": "\x85",
    "<LS>": "\u2028",
}
_SIGN = re.compile("|".join(map(re.escape, _SIGNS)))

# What is said of absent fields (and that JSON is JSON) is tested elsewhere and would only repeat itself here.
_BESIDE_THE_POINT = {"title-missing", "date-missing", "json-front-matter"}


class Case(NamedTuple):
    """A row: the input, then what is read of it."""

    id: str
    source: str
    metadata: Mapping[str, object]
    body: str
    codes: str = ""
    strict: str = ""


A = {"title": "a"}

READ = [
    # A: hexo-front-matter's own tests. `foo` is a scalar: no metadata, and an error when strict (C34).
    Case("A1", "---⏎foo⏎---⏎bar", {}, "bar", "front-matter-not-a-mapping", "front-matter-not-a-mapping"),
    Case("A2", "---⏎foo⏎---", {}, "", "front-matter-not-a-mapping empty-body", "front-matter-not-a-mapping"),
    Case(
        "A3", "---⏎foo⏎---⏎bar⏎---⏎baz", {}, "bar --- baz", "front-matter-not-a-mapping", "front-matter-not-a-mapping"
    ),
    Case("A4", ";;;⏎foo⏎;;;⏎bar", {}, "bar", "json-syntax", "json-syntax"),
    Case("A5", ";;;⏎foo⏎;;;", {}, "", "json-syntax empty-body", "json-syntax"),
    Case("A6", "foo⏎---⏎bar", {}, "foo --- bar", "front-matter-missing", "front-matter-missing"),
    Case("A7", "foo⏎---", {}, "foo ---", "front-matter-missing", "front-matter-missing"),
    Case("A8", "foo⏎---⏎bar⏎---⏎baz", {}, "foo --- bar --- baz", "front-matter-missing", "front-matter-missing"),
    Case("A9", "foo⏎;;;⏎bar", {}, "foo ;;; bar", "front-matter-missing", "front-matter-missing"),
    Case("A10", "foo⏎;;;", {}, "foo ;;;", "front-matter-missing", "front-matter-missing"),
    Case("A11", "foo⏎bar", {}, "foo bar", "front-matter-missing", "front-matter-missing"),
    Case(
        "A12",
        "------⏎foo⏎---⏎bar",
        {},
        "bar",
        "separator-length front-matter-not-a-mapping",
        "front-matter-not-a-mapping",
    ),
    Case("A13", "------⏎foo⏎------⏎bar", {}, "bar", "front-matter-not-a-mapping", "front-matter-not-a-mapping"),
    Case("A14", "foo⏎------⏎bar", {}, "foo ------ bar", "front-matter-missing", "front-matter-missing"),
    Case("A15", "---foo⏎---⏎bar", {}, "---foo --- bar", "front-matter-missing", "front-matter-missing"),
    Case("A16", "---bar", {}, "---bar", "front-matter-missing", "front-matter-missing"),
    Case("A17", "---⏎foo:⏎⇥bar:⏎⇥⇥baz: x⏎---⏎B", {"foo": {"bar": {"baz": "x"}}}, "body", "tab-indent"),
    Case("A18", "foo⏎bar", {}, "foo bar", "front-matter-missing", "front-matter-missing"),
    Case("A19", "layout: post⏎---⏎bar", {"layout": "post"}, "bar", "opener-missing"),
    Case(
        "A20",
        '"layout": false,⏎"my_list": [⏎"one",⏎"two"⏎]⏎;;;⏎bar',
        {"layout": False, "my_list": ("one", "two")},
        "bar",
        "opener-missing",
    ),
    Case("A21", "layout⏎---⏎bar", {}, "layout --- bar", "front-matter-missing", "front-matter-missing"),
    Case("A22", "layout⏎;;;⏎bar", {}, "layout ;;; bar", "front-matter-missing", "front-matter-missing"),
    # B: python-frontmatter's own tests.
    Case("B1", "---⏎title: Hi⏎layout: post⏎---⏎⏎A line.⏎", {"title": "Hi", "layout": "post"}, "A line."),
    Case(
        "B2",
        "---⏎title: Hi⏎layout: post⏎author: me⏎---⏎⏎Head⏎=====⏎⏎Sub⏎------⏎---⏎End",
        {"title": "Hi", "layout": "post", "author": "me"},
        "Head ===== Sub ------ --- End",
        "markdown-possible",
    ),
    Case("B3", "---⏎title: 中文题目⏎---⏎中文正文", {"title": "中文题目"}, "中文正文"),
    Case("B4", "----⏎title: a⏎----⏎B", A, "body"),
    Case("B5", "--- ⏎title: a⏎---⏎B", A, "body"),
    Case(
        "B6",
        '---⏎title: "Maps: a guide"⏎tags: [todo]⏎published: true⏎---⏎B',
        {"title": "Maps: a guide", "tags": ("todo",), "published": True},
        "body",
    ),
    Case(
        "B7",
        "---⏎outer:⏎  inner:⏎    deep: yes⏎  none:⏎last: x⏎---⏎B",
        {"outer": {"inner": {"deep": "yes"}, "none": None}, "last": "x"},
        "body",
    ),
    Case("B8", "---⏎---⏎⏎text", {}, "text", "front-matter-empty"),
    Case("B9", "text alone", {}, "text alone", "front-matter-missing", "front-matter-missing"),
    Case("B12", "---␍⏎title: a␍⏎published: no␍⏎---␍⏎B", {"title": "a", "published": "no"}, "body"),
    # C: malformed and edge cases.
    Case("C1", "---⏎title: a⏎---⏎B", A, "body"),
    Case("C2", "---⏎title: a⏎B⏎", A, "body", "front-matter-unterminated", "front-matter-unterminated"),
    Case(
        "C3",
        "---⏎title: a⏎<p>x</p>⏎---⏎<p>y</p>⏎",
        A,
        "x --- y",
        "front-matter-cut-short",
        "front-matter-cut-short",
    ),
    Case("C4", "title: a⏎---⏎B", A, "body", "opener-missing"),
    Case("C5", "⏎---⏎title: a⏎---⏎B", A, "body"),
    Case("C6", "⏎⏎---⏎title: a⏎---⏎B", A, "body"),
    Case("C7", "  ⏎---⏎title: a⏎---⏎B", A, "body", "leading-whitespace"),
    Case("C8", " ---⏎title: a⏎---⏎B", A, "body", "opener-indented"),
    Case("C9", "<!-- x -->⏎---⏎title: a⏎---⏎B", A, "body", "content-before-opener"),
    Case("C10", "B", {}, "body", "front-matter-missing", "front-matter-missing"),
    Case("C11", "<p>x</p>⏎---⏎<p>y</p>", {}, "x --- y", "front-matter-missing", "front-matter-missing"),
    Case(
        "C12",
        "note: this is text⏎more⏎---⏎<p>y</p>",
        {},
        "note: this is text more --- y",
        "front-matter-missing",
        "front-matter-missing",
    ),
    Case("C13", "---⏎title: a⏎---⏎<p>x</p>⏎---⏎<p>y</p>", A, "x --- y"),
    Case("C14", "---⏎title: 'a⏎---⏎b'⏎---⏎B", {"title": "'a"}, "b' --- body", "yaml-syntax", "yaml-syntax"),
    Case("C15", "---⏎title: a --- b⏎---⏎B", {"title": "a --- b"}, "body"),
    Case(
        "C16",
        "---⏎title: >⏎  x⏎---b⏎c: d⏎---⏎B",
        {"title": "x\n", "c": "d"},
        "body",
        "yaml-syntax",
        "yaml-syntax",
    ),
    Case("C17", "---␍⏎title: a␍⏎---␍⏎B␍⏎", A, "body"),
    Case("C18", "---␍title: a␍---␍B", A, "body", "eol-cr"),
    Case("C19", "---␍⏎title: a⏎---␍⏎B", A, "body"),
    Case("C20", "<BOM>---⏎title: a⏎---⏎B", A, "body", "bom"),
    Case("C21", "<BOM>⏎---⏎title: a⏎---⏎B", A, "body", "bom"),
    Case("C22", "<ZWSP>---⏎title: a⏎---⏎B", A, "body", "invisible-before-opener"),
    Case("C23", ';;;⏎"title": "a",⏎"tags": ["x"]⏎;;;⏎B', {"title": "a", "tags": ("x",)}, "body"),
    Case("C24", '"title": "a"⏎;;;⏎B', A, "body", "opener-missing"),
    Case("C25", ';;;⏎{"title": "a"}⏎;;;⏎B', A, "body", "json-braces"),
    Case("C26", ";;;⏎title: a⏎;;;⏎B", {}, "body", "json-syntax", "json-syntax"),
    Case("C27", '---⏎{"title": "a"}⏎---⏎B', A, "body"),
    Case("C30", "---⏎---⏎B", {}, "body", "front-matter-empty"),
    Case("C31", "---⏎⏎---⏎B", {}, "body", "front-matter-empty"),
    Case("C32", "---⏎# x⏎---⏎B", {}, "body", "front-matter-empty"),
    Case("C33", "---⏎- a⏎- b⏎---⏎B", {}, "body", "front-matter-not-a-mapping", "front-matter-not-a-mapping"),
    Case("C34", "---⏎foo⏎---⏎B", {}, "body", "front-matter-not-a-mapping", "front-matter-not-a-mapping"),
    Case("C35", "---⏎5⏎---⏎B", {}, "body", "front-matter-not-a-mapping", "front-matter-not-a-mapping"),
    Case("C36", "---⏎~⏎---⏎B", {}, "body", "front-matter-not-a-mapping", "front-matter-not-a-mapping"),
    Case("C37", "---⏎a:⏎⇥b: 1⏎---⏎B", {"a": {"b": 1}}, "body", "tab-indent"),
    Case("C38", "---⏎tags:⏎⇥- x⏎---⏎B", {"tags": ("x",)}, "body", "tab-indent"),
    Case("C39", "---⏎title:⇥a⏎---⏎B", A, "body"),
    Case("C40", "---⏎title: a⏎title: b⏎---⏎B", A, "body", "duplicate-key", "duplicate-key"),
    Case("C41", "---⏎title: 'it's'⏎---⏎B", {"title": "it's"}, "body", "quote-repaired"),
    Case("C42", '---⏎title: "a \'b\' "c""⏎---⏎B', {"title": "a 'b' \"c\""}, "body", "quote-repaired"),
    Case("C43", "---⏎title: a: b⏎---⏎B", {"title": "a: b"}, "body", "unquoted-colon"),
    Case("C44", "---⏎title: a #b⏎---⏎B", A, "body", "comment-cut"),
    Case("C45", "---⏎title: [独家]消息⏎---⏎B", {"title": "[独家]消息"}, "body", "quote-repaired"),
    Case("C46", "---⏎title: @a⏎---⏎B", {"title": "@a"}, "body", "quote-repaired"),
    Case("C47", '---⏎title: "C:\\d"⏎---⏎B', {"title": "C:\\d"}, "body", "bad-escape"),
    Case("C48", "------⏎title: a⏎------⏎B", A, "body"),
    Case("C49", "------⏎title: a⏎---⏎B", A, "body", "separator-length"),
    Case("C50", "---⏎title: a⏎------⏎B", A, "body", "separator-length"),
    Case("C51", "---⏎title: a⏎;;;⏎B", A, ";;; body", "front-matter-unterminated", "front-matter-unterminated"),
    Case("C52", "--- ⏎title: a⏎---⏎B", A, "body"),
    Case("C53", "---⏎title: a⏎--- ⏎B", A, "body"),
    Case("C54", "---⏎title: a⏎---text⏎B", A, "---text body", "front-matter-unterminated", "front-matter-unterminated"),
    Case("C55", "---title: a⏎---⏎B", {}, "---title: a --- body", "front-matter-missing", "front-matter-missing"),
    Case("C56", "---⏎title: a⏎...⏎B", A, "body", "closer-dots"),
    Case("C57", "---⏎title: a⏎ ---⏎B", A, "--- body", "front-matter-unterminated", "front-matter-unterminated"),
    Case("C58", "---⏎title: a⏎---", A, "", "empty-body"),
    Case("C60", "---", {}, "", "front-matter-unterminated front-matter-empty empty-body", "front-matter-unterminated"),
    Case("C61", "---⏎---", {}, "", "front-matter-empty empty-body"),
    Case("C63", "---⏎title: a␀b⏎---⏎B", {"title": "a\ufffdb"}, "body", "control-char"),
    Case("C64", '---⏎title: "a␈b"⏎---⏎B', {"title": "a\ufffdb"}, "body", "control-char"),
    Case(
        "C65",
        "---⏎title: a<NEL>b: c⏎---⏎B",
        {"title": "a b: c"},
        "body",
        "odd-line-break unquoted-colon",
    ),
    Case("C66", "---⏎title: a<LS>b⏎---⏎B", {"title": "a b"}, "body", "odd-line-break"),
    Case(
        "C67",
        "---⏎1: a⏎NO: b⏎~: c⏎---⏎B",
        {"1": "a", "NO": "b", "~": "c"},
        "body",
        "non-string-key non-string-key non-string-key",
    ),
    Case("C72", "---⏎date: 2021-07-26 01:29:00⏎---⏎B", {"date": "2021-07-26 01:29:00"}, "body"),
    Case("C73", "---⏎date: 2021-13-45⏎---⏎B", {"date": "2021-13-45"}, "body", "date-invalid"),
    Case(
        "C74",
        "---⏎date: Mon, 26 Jul 2021 01:29:00 GMT⏎---⏎B",
        {"date": "Mon, 26 Jul 2021 01:29:00 GMT"},
        "body",
    ),
    Case("C75", "---⏎title: NO⏎---⏎B", {"title": "NO"}, "body"),
    Case("C76", "---⏎title: 0123⏎---⏎B", {"title": "0123"}, "body"),
    Case("C77", "---⏎title: 12:30:45⏎---⏎B", {"title": "12:30:45"}, "body"),
    Case("C78", "---⏎_content: x⏎title: a⏎---⏎B", {"_content": "x", "title": "a"}, "body"),
    Case("C79", "---⏎__proto__: {x: 1}⏎title: a⏎---⏎B", {"__proto__": {"x": 1}, "title": "a"}, "body"),
    Case(
        "C80",
        "------⏎title: a⏎---⏎b: c⏎------⏎B",
        A,
        "body",
        "yaml-multiple-documents",
        "yaml-multiple-documents",
    ),
    Case("C81", "---⏎%YAML 1.2⏎---⏎B", {}, "body", "yaml-directive front-matter-empty", "yaml-directive"),
    Case("C82", "Title⏎---⏎text", {}, "Title --- text", "front-matter-missing", "front-matter-missing"),
    Case("C83", "---⏎title: a⏎b⏎c: d⏎---⏎B", {"title": "a", "c": "d"}, "body", "yaml-syntax", "yaml-syntax"),
    Case(
        "C84",
        "---⏎title: a⏎<p>x</p>⏎---⏎B",
        A,
        "x --- body",
        "front-matter-cut-short",
        "front-matter-cut-short",
    ),
]

REFUSED = [
    ("B10", '{⏎  "title": "a"⏎}⏎⏎B', "front-matter-unsupported"),
    ("B11", '+++⏎title = "a"⏎+++⏎B', "front-matter-unsupported"),
    ("C28", '{⏎"title": "a"⏎}⏎⏎B', "front-matter-unsupported"),
    ("C29", '+++⏎title = "a"⏎+++⏎B', "front-matter-unsupported"),
    ("C59", "", "empty-input"),
    ("C62", "  ⏎ ⏎", "empty-input"),
    ("C68", "---⏎a: &x 1⏎b: *x⏎---⏎B", "yaml-alias"),
    ("C69", "---⏎a: !foo 1⏎---⏎B", "yaml-tag"),
    ("C70", "---⏎a: !!python/object/apply:os.getcwd []⏎---⏎B", "yaml-tag"),
    ("C71", "---⏎a: &x {p: 1}⏎b: {<<: *x}⏎---⏎B", "yaml-alias"),
]


def _text(source: str) -> str:
    source = re.sub(r"\bB\b", "<div><p>body</p></div>", source)
    return _SIGN.sub(lambda sign: _SIGNS[sign[0]], source)


def _read(source: str, *, strict: bool = False, zone: timezone = timezone.utc) -> Article:
    return Parser(normalizers=(), strict=strict, default_timezone=zone).parse(_text(source))


def _rows() -> list[object]:
    return [pytest.param(case, id=case.id) for case in READ]


class TestRead:
    """The rows that give an article."""

    @pytest.mark.parametrize("case", _rows())
    def test_lenient(self, case: Case) -> None:
        """The metadata, the body (white space folded) and the diagnostics are those of the row."""
        article = _read(case.source)
        codes = [note.code for note in article.diagnostics if note.code not in _BESIDE_THE_POINT]
        assert article.front_matter == case.metadata
        assert " ".join(article.text.split()) == case.body
        assert codes == case.codes.split()

    @pytest.mark.parametrize("case", READ, ids=lambda case: case.id)
    def test_key_order(self, case: Case) -> None:
        """The keys stand in the order of the file."""
        assert list(_read(case.source).front_matter) == list(case.metadata)

    @pytest.mark.parametrize("case", [case for case in READ if not case.strict], ids=lambda case: case.id)
    def test_strict_reads(self, case: Case) -> None:
        """What is merely odd is no error when strict, and is read alike."""
        assert _read(case.source, strict=True) == _read(case.source)

    @pytest.mark.parametrize(
        "case",
        [row for row in _rows() if row.values[0].strict and row.id != "C16"]  # type: ignore[attr-defined]
        + [pytest.param(case, id=case.id) for case in READ if case.id == "C16"],
    )
    def test_strict_raises(self, case: Case) -> None:
        """What could not be read whole is an error of that code when strict, at a line of the file."""
        with pytest.raises(FrontMatterError) as caught:
            _read(case.source, strict=True)
        assert caught.value.code == case.strict
        assert caught.value.line is not None


class TestRefused:
    """The rows that give an error, strict or not."""

    @pytest.mark.parametrize("strict", [False, True], ids=["lenient", "strict"])
    @pytest.mark.parametrize(("source", "code"), [pytest.param(*row[1:], id=row[0]) for row in REFUSED])
    def test_refused(self, source: str, code: str, *, strict: bool) -> None:
        """The error has the row's code and a place."""
        with pytest.raises(FrontMatterError, match=code) as caught:
            _read(source, strict=strict)
        assert (caught.value.code, caught.value.column is None) == (code, False)


class TestDates:
    """The rows about the zone of a date: A23 to A26 and C72 to C74."""

    @pytest.mark.parametrize(
        ("source", "zone", "hour", "day"),
        [
            pytest.param("date: 2025-01-01T12:00:00.000+08:00⏎---", 1, 4, 1, id="A23"),
            pytest.param("date: 2025-01-01T12:00:00.000⏎---", 1, 11, 1, id="A24"),
            pytest.param("date: 2025-01-01T12:00:00.000⏎---", 0, 12, 1, id="A25"),
            pytest.param("date: 2025-01-02⏎---", 1, 23, 1, id="A26"),
        ],
    )
    def test_zone(self, source: str, zone: int, hour: int, day: int) -> None:
        """The zone in the text wins, then the caller's, then UTC; a date alone is its midnight."""
        read = _read(source, zone=timezone(timedelta(hours=zone)))
        assert read.published == datetime(2025, 1, day, hour, tzinfo=timezone.utc)

    @pytest.mark.parametrize(
        ("date", "readable"),
        [
            pytest.param("2021-07-26 01:29:00", True, id="C72"),
            pytest.param("2021-13-45", False, id="C73"),
            pytest.param("Mon, 26 Jul 2021 01:29:00 GMT", True, id="C74"),
        ],
    )
    def test_readable(self, date: str, *, readable: bool) -> None:
        """A time is aware and in UTC; what is no date is none, not the day that arithmetic would make of it."""
        expected = datetime(2021, 7, 26, 1, 29, tzinfo=timezone.utc) if readable else None
        assert _read(f"---⏎date: {date}⏎---⏎B").published == expected


class TestInputs:
    """A34, B12 and B16: what may be handed over."""

    @pytest.mark.parametrize(
        "source",
        [
            None,
            5,
            1.5,
            ["---"],
            {"title": "a"},
        ],
        ids=repr,
    )
    def test_no_text(self, source: object) -> None:
        """A34: what is neither text nor bytes is a TypeError."""
        with pytest.raises(TypeError):
            Parser(normalizers=()).parse(source)  # type: ignore[arg-type]

    @pytest.mark.parametrize("case", READ, ids=lambda case: case.id)
    def test_bytes(self, case: Case) -> None:
        """B12, B16: a post read from bytes is the same article as from text."""
        assert Parser(normalizers=()).parse(_text(case.source).encode()) == _read(case.source)
