"""The body of an article: two closed unions, `Block` and `Inline`.

A `Block` is a paragraph, heading, figure, list, table, quote, code block, embed, rule or excerpt mark; an `Inline`
is a piece of a line. Code that handles them can ``match`` on the class; a type checker tells of a case left out.

Promised of every article that the library returns: no inline and no block is empty, two `Text` never stand
side by side, and blocks and inlines nest at most a few dozen levels, so that recursion over them is safe.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, TypeAlias

import attrs

from ofweek_parse.arguments import SEQUENCE, as_tuple
from ofweek_parse.model.inlines import Image, Inline, inline_tuple, joined_text

__all__ = [
    "Alignment",
    "Block",
    "Cell",
    "CodeBlock",
    "Embed",
    "EmbedKind",
    "ExcerptMark",
    "Figure",
    "Heading",
    "ListBlock",
    "Paragraph",
    "Quote",
    "Row",
    "Rule",
    "Table",
]

Alignment = Literal["left", "center", "right", "justify"]
"""Where the file sets a paragraph."""

EmbedKind = Literal["iframe", "video", "audio"]
"""What shows something from elsewhere; an ``object`` or ``embed`` element counts as a frame."""


def block_tuple(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Return *blocks* as a tuple."""
    return as_tuple(blocks)


def _block_tuples(items: Iterable[Iterable[Block]]) -> tuple[tuple[Block, ...], ...]:
    return tuple(map(block_tuple, as_tuple(items)))


def _row(cells: Iterable[Cell]) -> Row:
    return as_tuple(cells)


def _row_tuples(rows: Iterable[Iterable[Cell]]) -> tuple[Row, ...]:
    return tuple(map(_row, as_tuple(rows)))


def _optional_row(cells: Iterable[Cell] | None) -> Row | None:
    return None if cells is None else _row(cells)


@attrs.frozen(kw_only=True)
class Paragraph:
    """A paragraph; `align` is what the file says of it, not a default."""

    inlines: tuple[Inline, ...] = attrs.field(converter=inline_tuple, metadata=SEQUENCE)
    align: Alignment | None = None

    @property
    def text(self) -> str:
        """The text without markup."""
        inlines = self.inlines
        return inlines[0].text if len(inlines) == 1 else joined_text(inlines)


@attrs.frozen(kw_only=True)
class Heading:
    """A heading of *level* 1 (highest) to 6."""

    level: int
    inlines: tuple[Inline, ...] = attrs.field(converter=inline_tuple, metadata=SEQUENCE)

    @property
    def text(self) -> str:
        """The text without markup."""
        return joined_text(self.inlines)


@attrs.frozen(kw_only=True)
class Figure:
    """A picture that stands alone.

    Attributes:
        image: The picture.
        caption: What is written under it, ``()`` for nothing.
        href: Where the picture links to, or ``None``.
    """

    image: Image
    caption: tuple[Inline, ...] = attrs.field(default=(), converter=inline_tuple, metadata=SEQUENCE)
    href: str | None = None

    @property
    def text(self) -> str:
        """The caption's text."""
        return joined_text(self.caption)


@attrs.frozen(kw_only=True)
class ListBlock:
    """A list; each item is a tuple of blocks. *start* is the first number of an ordered list."""

    items: tuple[tuple[Block, ...], ...] = attrs.field(converter=_block_tuples, metadata=SEQUENCE)
    ordered: bool = False
    start: int = 1

    @property
    def text(self) -> str:
        """The items' texts, a line each."""
        return "\n".join(text for item in self.items if (text := joined_text(item, "\n")))


@attrs.frozen(kw_only=True)
class Cell:
    """A cell of a table and how many columns and rows it spans."""

    blocks: tuple[Block, ...] = attrs.field(default=(), converter=block_tuple, metadata=SEQUENCE)
    colspan: int = 1
    rowspan: int = 1

    @property
    def text(self) -> str:
        """The text without markup."""
        return joined_text(self.blocks, "\n")


Row: TypeAlias = tuple[Cell, ...]
"""A row of a table."""


@attrs.frozen(kw_only=True)
class Table:
    """A table; `header` is its row of column names, or ``None``."""

    rows: tuple[Row, ...] = attrs.field(converter=_row_tuples, metadata=SEQUENCE)
    header: Row | None = attrs.field(default=None, converter=_optional_row, metadata=SEQUENCE)

    @property
    def text(self) -> str:
        """A line for each row, with tabs between the cells' texts."""
        rows = self.rows if self.header is None else (self.header, *self.rows)
        return "\n".join("\t".join(cell.text for cell in row) for row in rows).strip("\n\t")


@attrs.frozen(kw_only=True)
class Quote:
    """A block quotation."""

    blocks: tuple[Block, ...] = attrs.field(converter=block_tuple, metadata=SEQUENCE)

    @property
    def text(self) -> str:
        """The blocks' texts, joined by a blank line."""
        return joined_text(self.blocks, "\n\n")


@attrs.frozen(kw_only=True)
class CodeBlock:
    """Preformatted text, with the programming language where the file names it."""

    code: str
    language: str | None = None

    @property
    def text(self) -> str:
        """The code."""
        return self.code


@attrs.frozen(kw_only=True)
class Embed:
    """Something played or shown from elsewhere: a frame, a video, a sound.

    Attributes:
        kind: The element that shows it.
        url: The URL of what it shows.
        title: Its title, or ``None``.
        poster: The URL of the picture that a video shows before it plays, or ``None``.
    """

    kind: EmbedKind
    url: str
    title: str | None = None
    poster: str | None = None

    @property
    def text(self) -> str:
        """Nothing, since what is embedded is not the article's text."""
        return ""


@attrs.frozen(kw_only=True)
class Rule:
    """A horizontal rule."""

    @property
    def text(self) -> str:
        """Nothing."""
        return ""


@attrs.frozen(kw_only=True)
class ExcerptMark:
    """Where the excerpt of a post ends: the comment ``<!-- more -->`` of Hexo and Hugo."""

    @property
    def text(self) -> str:
        """Nothing."""
        return ""


Block: TypeAlias = Paragraph | Heading | Figure | ListBlock | Table | Quote | CodeBlock | Embed | Rule | ExcerptMark
"""A part of the body that stands on lines of its own."""
