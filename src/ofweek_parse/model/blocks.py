"""The body of an article: two closed unions, `Block` and `Inline`.

A `Block` is a paragraph, heading, figure, list, table, quote, code block, embed or rule; an `Inline` is a
piece of a line. Code that handles them can ``match`` on the class; a type checker tells of a case left out.

Promised of every article that the library returns: no inline and no block is empty, two `Text` never stand
side by side, and blocks and inlines nest at most a few dozen levels, so that recursion over them is safe.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

import attrs

__all__ = [
    "Alignment",
    "AltVerdict",
    "Block",
    "Cell",
    "Code",
    "CodeBlock",
    "Embed",
    "EmbedKind",
    "Emphasis",
    "Figure",
    "Heading",
    "Image",
    "Inline",
    "InlineImage",
    "LineBreak",
    "Link",
    "ListBlock",
    "Paragraph",
    "Quote",
    "Row",
    "Rule",
    "Strong",
    "Subscript",
    "Superscript",
    "Table",
    "Text",
]

Alignment = Literal["left", "center", "right", "justify"]
"""Where the file sets a paragraph."""

AltVerdict = Literal[
    "absent", "kept", "repeats-body", "repeats-title", "repeats-caption", "shared", "filename", "broken"
]
"""What was found of an image's alternative text; see the normalizer ``alt-text``."""

EmbedKind = Literal["iframe", "video", "audio"]
"""What shows something from elsewhere; an ``object`` or ``embed`` element counts as a frame."""


def _joined(parts: tuple[Block | Inline, ...], separator: str = "") -> str:
    if len(parts) == 1:
        return parts[0].text
    return separator.join(text for part in parts if (text := part.text))


@attrs.frozen(kw_only=True)
class Image:
    """A picture and what is known of it.

    Attributes:
        src: The URL, as the file has it unless a base URL or a normalizer changed it.
        alt: The alternative text; ``""`` where nothing useful is left.
        title: The tool tip, or ``None``.
        width: The width in CSS pixels, or ``None`` where the file gives none or a percentage.
        height: The height in CSS pixels, likewise.
        original_src: The URL as the file had it, where a normalizer changed it, else ``None``.
        alt_verdict: What was found of the alternative text; ``broken`` also where only the ``title`` is. Before
            ``alt-text`` has run it is ``absent``, ``kept`` (there is text) or ``broken``.
    """

    src: str
    alt: str = ""
    title: str | None = None
    width: int | None = None
    height: int | None = None
    original_src: str | None = None
    alt_verdict: AltVerdict = "absent"


@attrs.frozen(kw_only=True)
class Text:
    """A run of plain text, never empty."""

    text: str


@attrs.frozen(kw_only=True)
class Strong:
    """Bold text."""

    inlines: tuple[Inline, ...]

    @property
    def text(self) -> str:
        """The text without markup."""
        return _joined(self.inlines)


@attrs.frozen(kw_only=True)
class Emphasis:
    """Italic text."""

    inlines: tuple[Inline, ...]

    @property
    def text(self) -> str:
        """The text without markup."""
        return _joined(self.inlines)


@attrs.frozen(kw_only=True)
class Code:
    """A piece of code in a line; its spaces are kept as they are."""

    code: str

    @property
    def text(self) -> str:
        """The code."""
        return self.code


@attrs.frozen(kw_only=True)
class Link:
    """A hyperlink.

    Attributes:
        href: The URL as the file has it.
        inlines: What the link is put on.
        title: The tool tip, or ``None``.
        keyword: Whether the site inserted the link on a keyword (``<span class="hrefStyle">``).
    """

    href: str
    inlines: tuple[Inline, ...]
    title: str | None = None
    keyword: bool = False

    @property
    def text(self) -> str:
        """The text without markup."""
        return _joined(self.inlines)


@attrs.frozen(kw_only=True)
class Superscript:
    """Raised text, such as a footnote mark."""

    inlines: tuple[Inline, ...]

    @property
    def text(self) -> str:
        """The text without markup."""
        return _joined(self.inlines)


@attrs.frozen(kw_only=True)
class Subscript:
    """Lowered text."""

    inlines: tuple[Inline, ...]

    @property
    def text(self) -> str:
        """The text without markup."""
        return _joined(self.inlines)


@attrs.frozen(kw_only=True)
class LineBreak:
    """A line break inside a paragraph."""

    @property
    def text(self) -> str:
        """A newline."""
        return "\n"


@attrs.frozen(kw_only=True)
class InlineImage:
    """A picture among text; one that stands alone is a `Figure`."""

    image: Image

    @property
    def text(self) -> str:
        """Nothing, since alternative text is never part of the text."""
        return ""


Inline: TypeAlias = Text | Strong | Emphasis | Code | Link | Superscript | Subscript | LineBreak | InlineImage
"""A piece of a line."""


@attrs.frozen(kw_only=True)
class Paragraph:
    """A paragraph; `align` is what the file says of it, not a default."""

    inlines: tuple[Inline, ...]
    align: Alignment | None = None

    @property
    def text(self) -> str:
        """The text without markup."""
        return _joined(self.inlines)


@attrs.frozen(kw_only=True)
class Heading:
    """A heading of *level* 1 (highest) to 6."""

    level: int
    inlines: tuple[Inline, ...]

    @property
    def text(self) -> str:
        """The text without markup."""
        return _joined(self.inlines)


@attrs.frozen(kw_only=True)
class Figure:
    """A picture that stands alone.

    Attributes:
        image: The picture.
        caption: What is written under it, ``()`` for nothing.
        href: Where the picture links to, or ``None``.
    """

    image: Image
    caption: tuple[Inline, ...] = ()
    href: str | None = None

    @property
    def text(self) -> str:
        """The caption's text."""
        return _joined(self.caption)


@attrs.frozen(kw_only=True)
class ListBlock:
    """A list; each item is a tuple of blocks. *start* is the first number of an ordered list."""

    items: tuple[tuple[Block, ...], ...]
    ordered: bool = False
    start: int = 1

    @property
    def text(self) -> str:
        """The items' texts, a line each."""
        return "\n".join(text for item in self.items if (text := _joined(item, "\n")))


@attrs.frozen(kw_only=True)
class Cell:
    """A cell of a table and how many columns and rows it spans."""

    blocks: tuple[Block, ...] = ()
    colspan: int = 1
    rowspan: int = 1

    @property
    def text(self) -> str:
        """The text without markup."""
        return _joined(self.blocks, "\n")


Row: TypeAlias = tuple[Cell, ...]
"""A row of a table."""


@attrs.frozen(kw_only=True)
class Table:
    """A table; `header` is its row of column names, or ``None``."""

    rows: tuple[Row, ...]
    header: Row | None = None

    @property
    def text(self) -> str:
        """A line for each row, with tabs between the cells' texts."""
        rows = self.rows if self.header is None else (self.header, *self.rows)
        return "\n".join("\t".join(cell.text for cell in row) for row in rows).strip("\n\t")


@attrs.frozen(kw_only=True)
class Quote:
    """A block quotation."""

    blocks: tuple[Block, ...]

    @property
    def text(self) -> str:
        """The blocks' texts, joined by a blank line."""
        return _joined(self.blocks, "\n\n")


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
    """Something played or shown from elsewhere: a frame, a video, a sound."""

    kind: EmbedKind
    url: str
    title: str | None = None

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


Block: TypeAlias = Paragraph | Heading | Figure | ListBlock | Table | Quote | CodeBlock | Embed | Rule
"""A part of the body that stands on lines of its own."""
