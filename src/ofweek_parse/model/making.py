"""The commonest pieces of an article, made in half the time that their classes take.

What a frozen class does when it is called is to set each field by its name, with ``object.__setattr__``. These
functions give the same objects by way of the fields' own descriptors.
"""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final, Generic, TypeAlias, TypeVar

from ofweek_parse.model.blocks import Figure, Heading, Paragraph
from ofweek_parse.model.inlines import Image, Strong, Text
from ofweek_parse.model.metadata import Keyword

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from ofweek_parse.model.blocks import Alignment, Block
    from ofweek_parse.model.inlines import AltVerdict, Inline

__all__ = [
    "Fields",
    "ImageTexts",
    "TextLine",
    "make_block",
    "make_figure",
    "make_heading",
    "make_image",
    "make_keyword",
    "make_lines",
    "make_paragraph",
    "make_text",
]

ImageTexts: TypeAlias = "tuple[str, str | None, AltVerdict]"
"""An image's ``alt``, ``title`` and ``alt_verdict``."""

TextLine: TypeAlias = "tuple[Alignment | None, int, bool]"
"""What is known of a line of nothing but text: the block's alignment and level, and whether it is bold."""

Model = TypeVar("Model")
_new: Final = object.__new__


def _setter(kind: type, name: str) -> Callable[[object, object], None]:
    setter: Callable[[object, object], None] = vars(kind)[name].__set__
    return setter


class Fields(Generic[Model]):
    """The fields of a class, by name, to read and to set them together."""

    def __init__(self, kind: type[Model], *names: str) -> None:
        self.kind = kind
        self.values: Callable[[Model], Any] = attrgetter(*names)
        self._setter_of = {name: _setter(kind, name) for name in names}
        self._setters = list(self._setter_of.values())

    def made(self, values: Iterable[object]) -> Model:
        """The object of these *values*."""
        made = _new(self.kind)
        for set_field, value in zip(self._setters, values):  # noqa: B905 # they are as many
            set_field(made, value)
        return made

    def evolved(self, old: Model, changes: Mapping[str, object]) -> Model:
        """*old* with other values in some fields."""
        made = self.made(self.values(old))
        for name, value in changes.items():
            self._setter_of[name](made, value)
        return made

    def packed(self, objects: tuple[Model, ...]) -> tuple[Model, ...] | list[Any]:
        """A list of the values of *objects*, unless one is of a subclass."""
        if objects and all(type(each) is self.kind for each in objects):
            return list(map(self.values, objects))
        return objects

    def unpacked(self, packed: tuple[Model, ...] | list[Any]) -> tuple[Model, ...]:
        """What was packed."""
        return tuple(map(self.made, packed)) if isinstance(packed, list) else packed


_set_text: Final = _setter(Text, "text")
_set_inlines: Final = _setter(Paragraph, "inlines")
_set_align: Final = _setter(Paragraph, "align")
_set_heading_inlines: Final = _setter(Heading, "inlines")
_set_level: Final = _setter(Heading, "level")
_set_image: Final = _setter(Figure, "image")
_set_caption: Final = _setter(Figure, "caption")
_set_href: Final = _setter(Figure, "href")
_set_src: Final = _setter(Image, "src")
_set_alt: Final = _setter(Image, "alt")
_set_title: Final = _setter(Image, "title")
_set_width: Final = _setter(Image, "width")
_set_height: Final = _setter(Image, "height")
_set_original_src: Final = _setter(Image, "original_src")
_set_alt_verdict: Final = _setter(Image, "alt_verdict")
_set_word: Final = _setter(Keyword, "text")
_set_page: Final = _setter(Keyword, "href")


def make_text(text: str) -> Text:
    """A `Text`."""
    made = _new(Text)
    _set_text(made, text)
    return made


def make_paragraph(inlines: tuple[Inline, ...], align: Alignment | None) -> Paragraph:
    """A `Paragraph`."""
    made = _new(Paragraph)
    _set_inlines(made, inlines)
    _set_align(made, align)
    return made


def make_heading(level: int, inlines: tuple[Inline, ...]) -> Heading:
    """A `Heading` of *level*."""
    made = _new(Heading)
    _set_level(made, level)
    _set_heading_inlines(made, inlines)
    return made


def make_block(inlines: tuple[Inline, ...], align: Alignment | None, level: int) -> Block:
    """A `Heading` of *level*, or for 0 a `Paragraph`."""
    return make_heading(level, inlines) if level else make_paragraph(inlines, align)


def make_lines(lines: Iterable[TextLine], texts: Iterable[str]) -> list[Block | None]:
    """Blocks of nothing but the *texts* of these *lines*, ``None`` where there is no text: all in one go."""
    made: list[Block | None] = []
    text_kind, paragraph_kind = Text, Paragraph  # looked up once
    for (align, level, is_bold), written in zip(lines, texts, strict=True):
        if not written:
            made.append(None)
            continue
        text = _new(text_kind)
        _set_text(text, written)
        if level or is_bold:
            made.append(make_block((Strong(inlines=(text,)),) if is_bold else (text,), align, level))
            continue
        block = _new(paragraph_kind)
        _set_inlines(block, (text,))
        _set_align(block, align)
        made.append(block)
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
    said: ImageTexts,
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


def make_keyword(text: str, href: str) -> Keyword:
    """A `Keyword`."""
    made = _new(Keyword)
    _set_word(made, text)
    _set_page(made, href)
    return made
