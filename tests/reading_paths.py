"""The two paths of reading, and the result of a post on each."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from ofweek_parse import OfweekParseError, Parser
from ofweek_parse.reading.fast.fast_path import read_fast
from ofweek_parse.reading.post import REFERENCE_VARIABLE

if TYPE_CHECKING:
    from collections.abc import Iterator

HEADER: Final = "---\ntitle: 'a'\ndate: Mon, 26 Jul 2021 01:29:00 GMT\n---\n"
"""A front matter that the fast path reads."""

RAW: Final = Parser(normalizers=())
STRICT: Final = Parser(normalizers=(), strict=True)
DEFAULT: Final = Parser()

_OF_ARTICLE: Final = 3  # parts of an outcome that is no error


@contextmanager
def reference_path() -> Iterator[None]:
    """Inside, every post takes the reference path."""
    before = os.environ.get(REFERENCE_VARIABLE)
    os.environ[REFERENCE_VARIABLE] = "1"
    try:
        yield
    finally:
        if before is None:
            del os.environ[REFERENCE_VARIABLE]
        else:
            os.environ[REFERENCE_VARIABLE] = before


def outcome(source: str | bytes, parser: Parser) -> tuple[object, ...]:
    """What *parser* makes of *source*, on the path that is switched on: the article and what equality leaves out, or the error."""
    try:
        article = parser.parse(source)
    except OfweekParseError as error:
        return (type(error), str(error), error.code, error.line, error.column)
    return (article, list(article.front_matter), article.diagnostics)


def reference(source: str | bytes, parser: Parser) -> tuple[object, ...]:
    """The same on the reference path."""
    with reference_path():
        return outcome(source, parser)


def is_read_fast(source: str | bytes, parser: Parser = RAW) -> bool:
    """Whether the fast path accepts *source*, its body included."""
    found = read_fast(source, base_url=parser.base_url, limits=parser.limits)
    return found is not None and found.blocks is not None


def check_same(source: str | bytes, *parsers: Parser) -> bool:
    """Whether the fast path accepts *source*; accepted or not, both paths give the same, with each of *parsers*."""
    for parser in parsers or (RAW, STRICT):
        found = outcome(source, parser)
        assert found == reference(source, parser), source
    return is_read_fast(source, *parsers[:1])


def check_explained(source: str | bytes, parser: Parser = DEFAULT) -> bool:
    """As `check_same`; and that no step is skipped that would change something.

    What is explained is explained on one path: steps see nothing but the raw article, which is the same on both.
    """
    is_fast = check_same(source, RAW, parser)
    found = outcome(source, parser)
    if len(found) == _OF_ARTICLE:
        article = parser.explain(source).article
        assert found == (article, list(article.front_matter), article.diagnostics), source
    return is_fast
