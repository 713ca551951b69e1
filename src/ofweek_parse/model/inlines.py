"""The parts of a line of text: the closed union `Inline`, and `Image`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, Protocol, TypeAlias

import attrs

from ofweek_parse.arguments import SEQUENCE, as_tuple
from ofweek_parse.characters import is_pictograph
from ofweek_parse.model.checking import Checked

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = [
    "AltVerdict",
    "Code",
    "Emphasis",
    "Image",
    "Inline",
    "InlineImage",
    "LineBreak",
    "Link",
    "Math",
    "Strikethrough",
    "Strong",
    "Subscript",
    "Superscript",
    "Text",
    "joined_text",
]

AltVerdict = Literal[
    "absent", "kept", "repeats-body", "repeats-title", "repeats-caption", "shared", "filename", "broken"
]
"""The verdict on the alternative text of an image; see the normalizer ``alt-text``."""


class _HasText(Protocol):
    @property
    def text(self) -> str: ...


def inline_tuple(inlines: Iterable[Inline]) -> tuple[Inline, ...]:
    """Return *inlines* as a tuple."""
    return as_tuple(inlines)


def joined_text(parts: Sequence[_HasText], separator: str = "") -> str:
    """The texts of *parts* that have any, with *separator* between them."""
    if len(parts) == 1:
        return parts[0].text
    return separator.join(text for part in parts if (text := part.text))


@attrs.frozen(kw_only=True)
class Image(Checked):
    """An image.

    Attributes:
        src: The URL in the file, unless a base URL or a normalizer changed it.
        alt: The alternative text; ``""`` if there is none, or none that adds information.
        title: The tool tip, or ``None``.
        width: The width in CSS pixels, or ``None`` if the file has none or a percentage.
        height: The height in CSS pixels, likewise.
        original_src: The original URL if a normalizer changed it, otherwise ``None``.
        alt_verdict: The verdict on the alternative text; also ``broken`` if only the ``title`` is. Before ``alt-text``
            has run, it is ``absent``, ``kept`` (there is text) or ``broken``; in the last case, the text that a
            quotation mark cut off is in ``title``, or in ``alt`` if the ``title`` is complete.
    """

    src: str
    alt: str = ""
    title: str | None = None
    width: int | None = None
    height: int | None = None
    original_src: str | None = None
    alt_verdict: AltVerdict = "absent"


@attrs.frozen(kw_only=True)
class Text(Checked):
    """A run of plain text, never empty."""

    text: str


@attrs.frozen(kw_only=True)
class Strong(Checked):
    """Bold text."""

    inlines: tuple[Inline, ...] = attrs.field(converter=inline_tuple, metadata=SEQUENCE)

    @property
    def text(self) -> str:
        """The text without markup."""
        return joined_text(self.inlines)


@attrs.frozen(kw_only=True)
class Emphasis(Checked):
    """Italic text."""

    inlines: tuple[Inline, ...] = attrs.field(converter=inline_tuple, metadata=SEQUENCE)

    @property
    def text(self) -> str:
        """The text without markup."""
        return joined_text(self.inlines)


@attrs.frozen(kw_only=True)
class Code(Checked):
    """Inline code, with its original spaces."""

    code: str

    @property
    def text(self) -> str:
        """The code."""
        return self.code


@attrs.frozen(kw_only=True)
class Link(Checked):
    """A hyperlink.

    Attributes:
        href: The URL.
        inlines: The linked content.
        title: The tool tip, or ``None``.
        keyword: Whether the site inserted the link on a keyword (``<span class="hrefStyle">``).
    """

    href: str
    inlines: tuple[Inline, ...] = attrs.field(converter=inline_tuple, metadata=SEQUENCE)
    title: str | None = None
    keyword: bool = False

    @property
    def text(self) -> str:
        """The text without markup."""
        return joined_text(self.inlines)


@attrs.frozen(kw_only=True)
class Superscript(Checked):
    """Raised text, such as a footnote mark."""

    inlines: tuple[Inline, ...] = attrs.field(converter=inline_tuple, metadata=SEQUENCE)

    @property
    def text(self) -> str:
        """The text without markup."""
        return joined_text(self.inlines)


@attrs.frozen(kw_only=True)
class Subscript(Checked):
    """Lowered text."""

    inlines: tuple[Inline, ...] = attrs.field(converter=inline_tuple, metadata=SEQUENCE)

    @property
    def text(self) -> str:
        """The text without markup."""
        return joined_text(self.inlines)


@attrs.frozen(kw_only=True)
class Strikethrough(Checked):
    """Struck-out text, which is no longer valid."""

    inlines: tuple[Inline, ...] = attrs.field(converter=inline_tuple, metadata=SEQUENCE)

    @property
    def text(self) -> str:
        """The text enclosed in ``~~``, since without the marks it would read as valid."""
        inside = joined_text(self.inlines)
        return f"~~{inside}~~" if inside.strip() else inside


@attrs.frozen(kw_only=True)
class Math(Checked):
    """A formula.

    Attributes:
        tex: The formula in TeX, without dollar signs around it.
        display: Whether it is set on a separate line.
    """

    tex: str
    display: bool = False

    @property
    def text(self) -> str:
        """The TeX."""
        return self.tex


@attrs.frozen(kw_only=True)
class LineBreak(Checked):
    """A line break inside a paragraph."""

    @property
    def text(self) -> str:
        """A newline."""
        return "\n"


@attrs.frozen(kw_only=True)
class InlineImage(Checked):
    """An image in running text; an image that is a block is a `Figure`."""

    image: Image

    @property
    def text(self) -> str:
        """The alternative text of an image that is read as a character, such as an emoji; otherwise empty.

        Example:
            >>> [InlineImage(image=Image(src="a.png", alt=alt)).text for alt in ("🍚", "[微笑]", "一碗米饭")]
            ['🍚', '[微笑]', '']
        """
        alt = self.image.alt
        return alt if alt and is_pictograph(alt) else ""


Inline: TypeAlias = (
    Text | Strong | Emphasis | Code | Link | Superscript | Subscript | LineBreak | InlineImage | Strikethrough | Math
)
"""A part of a line of text."""
