"""The tokenizer: libxml2, through lxml. No other module imports lxml.

It uses a parser target, because in tree mode lxml would silently cut the tree at 256 levels and drop content after
``</html>``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from ofweek_parse.errors import MarkupError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ofweek_parse.reading.html.parsing.parser_target import ParserTarget

__all__ = ["TagCounter", "check_version", "tokenize"]

_OLDEST_LIBXML2 = (2, 14)
_START = "<html><body>"


def check_version() -> None:
    """Refuse a libxml2 that drops content.

    Raises:
        MarkupError: lxml was built with one.
    """
    if etree.LIBXML_VERSION < _OLDEST_LIBXML2:
        found = ".".join(map(str, etree.LIBXML_VERSION))
        message = f"lxml is built with libxml2 {found}, which drops content; run pip install 'lxml>=6'."
        raise MarkupError(message, code="unclosed-markup")


def tokenize(markup: str, target: ParserTarget) -> None:
    """Report the tags and texts of *markup*, and the sentinel behind it, to *target*."""
    parser = etree.HTMLParser(target=target, encoding="utf-8", huge_tree=True)  # type: ignore[arg-type]
    etree.fromstring(f"{_START}{markup}{target.sentinel}".encode(), parser)


class TagCounter:
    """Counts what the tokenizer reports of a markup that is fed to it in pieces.

    Attributes:
        tags: How many start tags, the two that the tokenizer adds included.
        events: How many tags and comments.
    """

    def __init__(self) -> None:
        self.tags = 0
        self.events = 0
        self._parser = etree.HTMLParser(target=_Counting(self), encoding="utf-8", huge_tree=True)  # type: ignore[arg-type]
        self.feed(_START)

    def feed(self, piece: str) -> None:
        """Go on with *piece*."""
        self._parser.feed(piece.encode())


class _Counting:
    """A parser target that counts."""

    def __init__(self, counter: TagCounter) -> None:
        self._counter = counter

    def start(self, _tag: str, _attributes: Mapping[str, str]) -> None:
        self._counter.tags += 1
        self._counter.events += 1

    def end(self, _tag: str) -> None:
        self._counter.events += 1

    def comment(self, _text: str) -> None:
        self._counter.events += 1

    def pi(self, _target: str, _data: str | None = None) -> None:
        self._counter.events += 1

    def close(self) -> None:
        pass
