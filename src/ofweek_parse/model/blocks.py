"""The body of an article: two closed unions, `Block` and `Inline`.

A `Block` is a paragraph, heading, figure, list, table, quote, code block, embed, rule or excerpt mark; an `Inline` is a
part of a line of text. Code that handles them can ``match`` on the class; a type checker reports missing cases.

In every article that the library returns, no inline or block is empty, two `Text` are never adjacent, and nesting is
limited to a few dozen levels, so that recursion is safe.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, TypeAlias

import attrs

from ofweek_parse.arguments import SEQUENCE, as_tuple
from ofweek_parse.model.checking import Checked
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
"""The alignment of a paragraph."""

EmbedKind = Literal["iframe", "video", "audio"]
"""The kind of an embed; ``object`` and ``embed`` elements count as frames."""


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
class Paragraph(Checked):
    """A paragraph; `align` is ``None`` unless the file sets it."""

    inlines: tuple[Inline, ...] = attrs.field(converter=inline_tuple, metadata=SEQUENCE)
    align: Alignment | None = None

    @property
    def text(self) -> str:
        """The text without markup."""
        inlines = self.inlines
        return inlines[0].text if len(inlines) == 1 else joined_text(inlines)


@attrs.frozen(kw_only=True)
class Heading(Checked):
    """A heading of *level* 1 (highest) to 6."""

    level: int = attrs.field(metadata={"bounds": {"least": 1, "most": 6}})
    inlines: tuple[Inline, ...] = attrs.field(converter=inline_tuple, metadata=SEQUENCE)

    @property
    def text(self) -> str:
        """The text without markup."""
        return joined_text(self.inlines)


@attrs.frozen(kw_only=True)
class Figure(Checked):
    """An image that is a block, with its caption.

    Attributes:
        image: The image.
        caption: The caption; ``()`` if there is none.
        href: The URL that the image links to, or ``None``.
    """

    image: Image
    caption: tuple[Inline, ...] = attrs.field(default=(), converter=inline_tuple, metadata=SEQUENCE)
    href: str | None = None

    @property
    def text(self) -> str:
        """The text of the caption."""
        return joined_text(self.caption)


@attrs.frozen(kw_only=True)
class ListBlock(Checked):
    """A list of items, each a tuple of blocks; *start* is the number of the first item of an ordered list."""

    items: tuple[tuple[Block, ...], ...] = attrs.field(converter=_block_tuples, metadata=SEQUENCE)
    ordered: bool = False
    start: int = 1

    @property
    def text(self) -> str:
        """The texts of the items, one per line."""
        return "\n".join(text for item in self.items if (text := joined_text(item, "\n")))


@attrs.frozen(kw_only=True)
class Cell(Checked):
    """A cell of a table, with the number of columns and rows that it spans."""

    blocks: tuple[Block, ...] = attrs.field(default=(), converter=block_tuple, metadata=SEQUENCE)
    colspan: int = attrs.field(default=1, metadata={"bounds": {"least": 1}})
    rowspan: int = attrs.field(default=1, metadata={"bounds": {"least": 1}})

    @property
    def text(self) -> str:
        """The text without markup."""
        return joined_text(self.blocks, "\n")


Row: TypeAlias = tuple[Cell, ...]
"""A row of a table."""


@attrs.frozen(kw_only=True)
class Table(Checked):
    """A table; `header` is the row of column names, or ``None``."""

    rows: tuple[Row, ...] = attrs.field(converter=_row_tuples, metadata=SEQUENCE)
    header: Row | None = attrs.field(default=None, converter=_optional_row, metadata=SEQUENCE)

    @property
    def text(self) -> str:
        """The rows, one per line, with tabs between the texts of the cells."""
        rows = self.rows if self.header is None else (self.header, *self.rows)
        return "\n".join("\t".join(cell.text for cell in row) for row in rows).strip("\n\t")


@attrs.frozen(kw_only=True)
class Quote(Checked):
    """A block quotation."""

    blocks: tuple[Block, ...] = attrs.field(converter=block_tuple, metadata=SEQUENCE)

    @property
    def text(self) -> str:
        """The blocks' texts, joined by a blank line."""
        return joined_text(self.blocks, "\n\n")


@attrs.frozen(kw_only=True)
class CodeBlock(Checked):
    """A block of code, with its programming language if the file names it."""

    code: str
    language: str | None = None

    @property
    def text(self) -> str:
        """The code."""
        return self.code


@attrs.frozen(kw_only=True)
class Embed(Checked):
    """Embedded content: a frame, a video or audio.

    Attributes:
        kind: The kind of element.
        url: The URL of the content.
        title: The title, or ``None``.
        poster: The URL of the preview image of a video, or ``None``.
    """

    kind: EmbedKind
    url: str
    title: str | None = None
    poster: str | None = None

    @property
    def text(self) -> str:
        """An empty string, since embedded content is not text of the article."""
        return ""


@attrs.frozen(kw_only=True)
class Rule(Checked):
    """A horizontal rule."""

    @property
    def text(self) -> str:
        """Nothing."""
        return ""


@attrs.frozen(kw_only=True)
class ExcerptMark(Checked):
    """The end of the excerpt of a post: the comment ``<!-- more -->`` of Hexo and Hugo."""

    @property
    def text(self) -> str:
        """Nothing."""
        return ""


Block: TypeAlias = Paragraph | Heading | Figure | ListBlock | Table | Quote | CodeBlock | Embed | Rule | ExcerptMark
"""A block of the body."""
