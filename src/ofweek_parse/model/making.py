"""The commonest pieces of an article, made in half the time that their classes take.

What a frozen class does when it is called is to set each field by its name, with ``object.__setattr__``. These
functions give the same objects by way of the fields' own descriptors.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from ofweek_parse.model.blocks import Figure, Heading, Paragraph
from ofweek_parse.model.inlines import Image, Text

if TYPE_CHECKING:
    from ofweek_parse.model.blocks import Alignment, Block
    from ofweek_parse.model.inlines import AltVerdict, Inline

__all__ = ["make_block", "make_figure", "make_image", "make_text"]

_new = object.__new__


def _setters(kind: type[Any]) -> list[Any]:
    return [getattr(kind, field.name).__set__ for field in attrs.fields(kind)]


(_set_text,) = _setters(Text)
_set_inlines, _set_align = _setters(Paragraph)
_set_level, _set_heading_inlines = _setters(Heading)
_set_image, _set_caption, _set_href = _setters(Figure)
_set_src, _set_alt, _set_title, _set_width, _set_height, _set_original_src, _set_alt_verdict = _setters(Image)


def make_text(text: str) -> Text:
    """A `Text`."""
    made = _new(Text)
    _set_text(made, text)
    return made


def make_block(inlines: tuple[Inline, ...], align: Alignment | None, level: int) -> Block:
    """A `Heading` of *level*, or for 0 a `Paragraph`."""
    if level:
        heading = _new(Heading)
        _set_level(heading, level)
        _set_heading_inlines(heading, inlines)
        return heading
    made = _new(Paragraph)
    _set_inlines(made, inlines)
    _set_align(made, align)
    return made


def make_figure(image: Image, caption: tuple[Inline, ...] = (), href: str | None = None) -> Figure:
    """A `Figure`."""
    made = _new(Figure)
    _set_image(made, image)
    _set_caption(made, caption)
    _set_href(made, href)
    return made


def make_image(
    src: str,
    said: tuple[str, str | None, AltVerdict],
    original_src: str | None = None,
    width: int | None = None,
    height: int | None = None,
) -> Image:
    """An `Image`; *said* is its ``alt``, ``title`` and ``alt_verdict``."""
    made = _new(Image)
    _set_src(made, src)
    alt, title, alt_verdict = said
    _set_alt(made, alt)
    _set_title(made, title)
    _set_width(made, width)
    _set_height(made, height)
    _set_original_src(made, original_src)
    _set_alt_verdict(made, alt_verdict)
    return made
