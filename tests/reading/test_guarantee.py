"""Guarantees for every input: a valid article, or an error of the library."""

from __future__ import annotations

import pickle
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ofweek_parse import (
    DIAGNOSTIC_CODES,
    Article,
    Code,
    CodeBlock,
    Diagnostic,
    OfweekParseError,
    Parser,
    Table,
    from_json,
    to_html,
    to_json,
    to_markdown,
    to_post,
    to_text,
)
from ofweek_parse.model.traversal import iter_blocks, iter_inlines
from ofweek_parse.testing.invariants import broken_promises, control_characters
from ofweek_parse.testing.strategies import damaged_samples, soups

RAW = Parser(normalizers=())
PARSERS = (Parser(), RAW, Parser(strict=True), Parser(normalizers=(), strict=True))

FEW = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.differing_executors, HealthCheck.too_slow, HealthCheck.data_too_large],
)
MANY = settings(FEW, max_examples=300)

INPUTS = st.one_of(
    st.binary(max_size=200),
    st.text(max_size=200),
    st.text(st.characters(codec=None), max_size=50),
    soups(),
    soups().map(lambda text: text.encode("utf-8", "replace")),
    st.tuples(soups(), st.sampled_from(("gb18030", "utf-16", "utf-16-be", "utf-32", "utf-8-sig"))).map(
        lambda pair: pair[0].encode(pair[1], "replace")
    ),
)
"""Bytes and texts of every kind."""


def outcome(parser: Parser, source: str | bytes) -> Article | OfweekParseError:
    """The article, or the error of the library; anything else is raised."""
    try:
        return parser.parse(source, name="a.md")
    except OfweekParseError as error:
        return error


def readings(source: str | bytes) -> list[list[str]]:
    """The lines of the input, as an editor counts them, in every encoding that it may have been read in."""
    if isinstance(source, str):
        texts = [source]
    else:
        texts = [source.decode(encoding, "replace") for encoding in ("utf-8", "gb18030", "utf-16", "utf-32")]
    return [re.split("\r\n|\r|\n", text) for text in texts]


def is_inside(note: Diagnostic, lines: list[str]) -> bool:
    """Whether *note* points to a place in *lines*, their ends included, or to none."""
    if note.line is None:
        return note.column is None
    if not 1 <= note.line <= len(lines):
        return False
    return note.column is None or 1 <= note.column <= len(lines[note.line - 1]) + 1


def check(source: str | bytes) -> None:
    """Everything that is promised of every input, for every kind of parser."""
    read = readings(source)
    for parser in PARSERS:
        given_ = outcome(parser, source)
        again = pickle.loads(pickle.dumps(given_))  # noqa: S301
        if isinstance(given_, OfweekParseError):
            assert (type(again), str(again), again.__dict__) == (type(given_), str(given_), given_.__dict__)
            assert isinstance(given_, DIAGNOSTIC_CODES[given_.code].error)
            assert given_.source == "a.md"
            note = Diagnostic.of(given_.code, given_.message, line=given_.line, column=given_.column)
            assert any(is_inside(note, lines) for lines in read), given_
            continue
        assert again == given_
        assert hash(again) == hash(given_)
        assert again.diagnostics == given_.diagnostics
        assert broken_promises(given_) == []
        for note in given_.diagnostics:
            assert note.severity == DIAGNOSTIC_CODES[note.code].severity
            assert note.message
            assert any(is_inside(note, lines) for lines in read), note
        if parser.strict:
            assert all(note.severity == "info" for note in given_.diagnostics)


class TestGuarantee:
    """An article or an `OfweekParseError`, whatever the input."""

    @FEW
    @given(INPUTS)
    def test_any_input(self, source: str | bytes) -> None:
        """Any bytes and any text."""
        check(source)

    @FEW
    @given(damaged_samples())
    def test_damaged_samples(self, source: bytes) -> None:
        """Posts that were cut, mixed up, hit by stray bytes and stray markup."""
        check(source)

    @MANY
    @given(soups())
    def test_soup(self, source: str) -> None:
        """Tokens of front matter and markup in any order."""
        check(source)

    @FEW
    @given(soups() | damaged_samples())
    def test_strict_and_not(self, source: str | bytes) -> None:
        """A strict parser raises where another one warns, and else gives the same article."""
        loose, strict = outcome(Parser(), source), outcome(Parser(strict=True), source)
        if isinstance(loose, Article):
            # What normalizers find is of severity info only.
            odd = [note for note in loose.diagnostics if note.severity != "info"]
            if odd:
                assert isinstance(strict, OfweekParseError)
                assert (strict.code, strict.message, strict.line) == (odd[0].code, odd[0].message, odd[0].line)
            else:
                assert strict == loose
        else:
            assert str(strict) == str(loose)

    @FEW
    @given(soups() | damaged_samples())
    def test_same_again(self, source: str | bytes) -> None:
        """The same input gives the same article, the same diagnostics and the same id."""
        first, second = outcome(PARSERS[0], source), outcome(Parser(), source)
        if isinstance(first, Article):
            assert isinstance(second, Article)
            assert (first, first.diagnostics, first.id) == (second, second.diagnostics, second.id)
        else:
            assert str(first) == str(second)

    @FEW
    @given(soups() | damaged_samples(), st.booleans())
    def test_writers(self, source: str | bytes, raw: bool) -> None:  # noqa: FBT001
        """Whatever was parsed can be written in every form, and its JSON read back."""
        article = outcome(PARSERS[raw], source)
        if isinstance(article, OfweekParseError):
            return
        assert all(isinstance(write(article), str) for write in (to_text, to_html, to_markdown, to_post))
        assert from_json(to_json(article)) == article

    @FEW
    @given(soups())
    def test_no_character_that_text_cannot_hold(self, source: str) -> None:
        """No NUL, no control character, no a lone surrogate is in a text of an article, its diagnostics among them."""
        article = outcome(RAW, source)
        if isinstance(article, Article):
            assert control_characters(article) == []

    @FEW
    @given(soups() | damaged_samples())
    def test_code_is_not_empty(self, source: str | bytes) -> None:
        """No code is empty, and every row of a table has a cell."""
        article = outcome(RAW, source)
        if isinstance(article, Article):
            assert all(inline.code for inline in iter_inlines(article.blocks) if isinstance(inline, Code))
            for block in iter_blocks(article.blocks):
                assert not isinstance(block, CodeBlock) or block.code
                assert not isinstance(block, Table) or (all(block.rows) and (block.rows or block.header))


class TestKnownFailures:
    """Inputs on which the library once broke a promise, or still does."""

    @pytest.mark.parametrize(
        "source", ["", b"", "\0", "---", b"\xff\xfe", b"\xef\xbb\xbf---\n", "<", "&", "---\n---\n<"]
    )
    def test_small(self, source: str | bytes) -> None:
        """The smallest inputs of each kind."""
        check(source)

    @pytest.mark.parametrize("written", ["&#xFDD0;", "&#64976;"])
    def test_reference_to_the_mark(self, written: str) -> None:
        """A reference to a noncharacter never turns into another character."""
        assert RAW.parse(f"---\ntitle: a\n---\n<p>a{written}b</p>").text == "a\ufffdb"
