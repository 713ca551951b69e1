"""Blocks packed into plain tuples and lists, as worker processes send them and as they are pickled.

Most of an article is paragraphs and headings of nothing but text, and figures. These are packed; what is unusual stays
as it is. What is unpacked is made without ``__init__``, which takes most of the time where a class is frozen.
"""

from __future__ import annotations

from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from ofweek_parse.model.blocks import Figure, Heading, Paragraph
from ofweek_parse.model.inlines import Image, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ofweek_parse.model.blocks import Block
    from ofweek_parse.model.inlines import Inline

__all__ = ["Fields", "packed_blocks", "unpacked_blocks"]

Model = TypeVar("Model")


def _tools(kind: type, *names: str) -> tuple[Any, ...]:
    """What makes an object of *kind* without fields, and what sets each of these, though they will be frozen."""
    return partial(object.__new__, kind), *(vars(kind)[name].__set__ for name in names)


class Fields(Generic[Model]):
    """The fields of a class, by name, to read and to set them together."""

    def __init__(self, kind: type[Model], *names: str) -> None:
        self.kind = kind
        self.values: Callable[[Model], Any] = attrgetter(*names)
        self._new: Callable[[], Model]
        self._new, *self._setters = _tools(kind, *names)

    def made(self, values: Iterable[object]) -> Model:
        """The object of these *values*."""
        made = self._new()
        for set_field, value in zip(self._setters, values):  # noqa: B905 # they are as many
            set_field(made, value)
        return made

    def packed(self, objects: tuple[Model, ...]) -> tuple[Model, ...] | list[Any]:
        """A list of the values of *objects*, unless one is of a subclass."""
        if objects and all(type(each) is self.kind for each in objects):
            return list(map(self.values, objects))
        return objects

    def unpacked(self, packed: tuple[Model, ...] | list[Any]) -> tuple[Model, ...]:
        """What was packed."""
        return tuple(map(self.made, packed)) if isinstance(packed, list) else packed


_IMAGES = Fields(Image, "src", "alt", "title", "width", "height", "original_src", "alt_verdict")

_new_text, _set_text = _tools(Text, "text")  # there are so many that they are made step by step
_new_paragraph, _set_align, _set_inlines = _tools(Paragraph, "align", "inlines")
_new_heading, _set_level, _set_title = _tools(Heading, "level", "inlines")
_new_figure, _set_href, _set_caption, _set_image = _tools(Figure, "href", "caption", "image")

_PARAGRAPH, _HEADING, _FIGURE, _OTHER = range(4)


def packed_blocks(blocks: tuple[Block, ...]) -> list[Any]:
    """For each of *blocks* its kind, what is known of it, and its line, all in one list."""
    flat: list[Any] = []
    for block in blocks:
        if type(block) is Paragraph:
            flat += (_PARAGRAPH, block.align, _packed_line(block.inlines))
        elif type(block) is Heading:
            flat += (_HEADING, block.level, _packed_line(block.inlines))
        elif type(block) is Figure and type(block.image) is Image:
            flat += (_FIGURE, (block.href, _IMAGES.values(block.image)), _packed_line(block.caption))
        else:
            flat += (_OTHER, block, None)
    return flat


def _packed_line(inlines: tuple[Inline, ...]) -> str | tuple[Inline, ...]:
    """The text of *inlines*, if that is all they are."""
    if type(inlines) is tuple and len(inlines) == 1:
        only = inlines[0]
        if type(only) is Text and type(only.text) is str:
            return only.text
    return inlines


def unpacked_blocks(flat: list[Any]) -> tuple[Block, ...]:
    """The blocks that `packed_blocks` made *flat* of."""
    blocks: list[Block] = []
    parts = iter(flat)
    for kind, known, line in zip(parts, parts, parts):  # noqa: B905 # there are three for each
        inlines = line
        if type(line) is str:
            text = _new_text()
            _set_text(text, line)
            inlines = (text,)
        if kind == _PARAGRAPH:
            paragraph = _new_paragraph()
            _set_align(paragraph, known)
            _set_inlines(paragraph, inlines)
            blocks.append(paragraph)
        elif kind == _HEADING:
            heading = _new_heading()
            _set_level(heading, known)
            _set_title(heading, inlines)
            blocks.append(heading)
        elif kind == _FIGURE:
            href, values = known
            figure = _new_figure()
            _set_href(figure, href)
            _set_caption(figure, inlines)
            _set_image(figure, _IMAGES.made(values))
            blocks.append(figure)
        else:
            blocks.append(known)
    return tuple(blocks)
