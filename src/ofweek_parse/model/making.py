"""The commonest pieces of an article, made in a third to three quarters of the time that their classes take.

What a frozen class does when it is called is to set each field by its name, with ``object.__setattr__``. These
functions set the fields of an object of a class that is not frozen and has the same layout, and give it the class last.
"""

# What is settable is untyped, since type checkers know the fields as read-only:
# mypy: no-warn-return-any
from __future__ import annotations

from itertools import chain
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


def _settable(kind: type) -> Any:
    """A class like *kind*, but that its objects begin without fields, and that these can be set."""
    # Setting a field is slow with any of the three but `object`'s own, `__delattr__` too: they share a slot in C.
    methods = {name: getattr(object, name) for name in ("__init__", "__setattr__", "__delattr__")}
    return type(f"Settable{kind.__name__}", (kind,), {"__slots__": (), **methods})


class Fields(Generic[Model]):
    """The fields of a class, by name, to read and to set them together."""

    def __init__(self, kind: type[Model], *names: str) -> None:
        self.kind = kind
        self.values: Callable[[Model], Any] = attrgetter(*names)
        self._names = names
        self._settable = _settable(kind)

    def made(self, values: Iterable[object]) -> Model:
        """The object of these *values*."""
        return self._made(zip(self._names, values))  # noqa: B905 # they are as many

    def evolved(self, old: Model, changes: Mapping[str, object]) -> Model:
        """*old* with other values in some fields."""
        return self._made(chain(zip(self._names, self.values(old)), changes.items()))  # noqa: B905

    def _made(self, fields: Iterable[tuple[str, object]]) -> Model:
        made = self._settable()
        for name, value in fields:
            setattr(made, name, value)
        made.__class__ = self.kind
        return made

    def packed(self, objects: tuple[Model, ...]) -> tuple[Model, ...] | list[Any]:
        """A list of the values of *objects*, unless one is of a subclass."""
        if objects and all(type(each) is self.kind for each in objects):
            return list(map(self.values, objects))
        return objects

    def unpacked(self, packed: tuple[Model, ...] | list[Any]) -> tuple[Model, ...]:
        """What was packed."""
        return tuple(map(self.made, packed)) if isinstance(packed, list) else packed


_SettableText: Final = _settable(Text)
_SettableParagraph: Final = _settable(Paragraph)
_SettableHeading: Final = _settable(Heading)
_SettableFigure: Final = _settable(Figure)
_SettableImage: Final = _settable(Image)
_SettableKeyword: Final = _settable(Keyword)


def make_text(text: str) -> Text:
    """A `Text`."""
    made: Any = _SettableText()
    made.text = text
    made.__class__ = Text
    return made


def make_paragraph(inlines: tuple[Inline, ...], align: Alignment | None) -> Paragraph:
    """A `Paragraph`."""
    made: Any = _SettableParagraph()
    made.inlines = inlines
    made.align = align
    made.__class__ = Paragraph
    return made


def make_heading(level: int, inlines: tuple[Inline, ...]) -> Heading:
    """A `Heading` of *level*."""
    made: Any = _SettableHeading()
    made.level = level
    made.inlines = inlines
    made.__class__ = Heading
    return made


def make_block(inlines: tuple[Inline, ...], align: Alignment | None, level: int) -> Block:
    """A `Heading` of *level*, or for 0 a `Paragraph`."""
    return make_heading(level, inlines) if level else make_paragraph(inlines, align)


def make_lines(lines: Iterable[TextLine], texts: Iterable[str]) -> list[Block | None]:
    """Blocks of nothing but the *texts* of these *lines*, ``None`` where there is no text: all in one go."""
    made: list[Block | None] = []
    new_text, new_paragraph, text_kind, paragraph_kind = _SettableText, _SettableParagraph, Text, Paragraph
    for (align, level, is_bold), written in zip(lines, texts, strict=True):
        if not written:
            made.append(None)
            continue
        text: Any = new_text()
        text.text = written
        text.__class__ = text_kind
        if level or is_bold:
            made.append(make_block((Strong(inlines=(text,)),) if is_bold else (text,), align, level))
            continue
        block: Any = new_paragraph()
        block.inlines = (text,)
        block.align = align
        block.__class__ = paragraph_kind
        made.append(block)
    return made


def make_figure(image: Image, caption: tuple[Inline, ...] = (), href: str | None = None) -> Figure:
    """A `Figure`."""
    made: Any = _SettableFigure()
    made.image = image
    made.caption = caption
    made.href = href
    made.__class__ = Figure
    return made


def make_image(
    src: str,
    said: ImageTexts,
    original_src: str | None = None,
    width: int | None = None,
    height: int | None = None,
) -> Image:
    """An `Image`; *said* is its ``alt``, ``title`` and ``alt_verdict``."""
    made: Any = _SettableImage()
    made.src = src
    made.alt, made.title, made.alt_verdict = said
    made.width = width
    made.height = height
    made.original_src = original_src
    made.__class__ = Image
    return made


def make_keyword(text: str, href: str) -> Keyword:
    """A `Keyword`."""
    made: Any = _SettableKeyword()
    made.text = text
    made.href = href
    made.__class__ = Keyword
    return made
