"""`FigureBuilder`: the content of a ``<figure>``, and separating images from the text next to them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from ofweek_parse.characters import BLANK
from ofweek_parse.model.blocks import Figure, Paragraph
from ofweek_parse.model.constructors import evolve, make_figure
from ofweek_parse.model.inlines import (
    Code,
    Emphasis,
    Inline,
    InlineImage,
    LineBreak,
    Link,
    Math,
    Strikethrough,
    Strong,
    Subscript,
    Superscript,
    Text,
    joined_text,
)
from ofweek_parse.model.traversal import WRAPPERS, holds_image
from ofweek_parse.model.unions import assert_never
from ofweek_parse.reading.html.building.containers import BodyBuilder, joined_lines
from ofweek_parse.reading.html.building.line import trimmed
from ofweek_parse.reading.html.building.marks import is_blank
from ofweek_parse.reading.html.white_space import SPACE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ofweek_parse.model.blocks import Block

__all__ = ["FigureBuilder", "figures_of", "parted"]

Inlines: TypeAlias = "tuple[Inline, ...]"

_LONGEST_TEXT: Final = 120
"""Characters in a figure beside its caption: what is longer is text that a picture belongs to, and no caption."""


class FigureBuilder(BodyBuilder):
    """A ``<figure>``: its caption, and a short text beside it, belong to its pictures; each of several captions to those beside it.

    It is finished in parts, each with one caption and its pictures.
    """

    def __init__(self) -> None:
        super().__init__()
        self._finished: list[Block] = []
        self._caption: list[Inline] = []
        self._blocks_before_caption = 0
        self._holds_figure = False

    def add(self, block: Block) -> None:
        """Take a block; a picture behind another and its caption begins the next part."""
        if isinstance(block, Figure):
            if self._caption and self._holds_figure:
                self._finish_part()
            self._holds_figure = True
        super().add(block)

    def add_caption(self, inlines: Inlines) -> bool:
        """Take a line of the caption; one behind the picture that has one begins the next part."""
        if self._caption and self._holds_figure and len(self.blocks) > self._blocks_before_caption:
            self._finish_part()
        if self._caption:
            self._caption.append(LineBreak())
        else:
            self._blocks_before_caption = len(self.blocks)
        self._caption += inlines
        return True

    def finish(self) -> tuple[Block, ...]:
        """The figures, or the other blocks with the caption as a paragraph."""
        self._finish_part()
        return tuple(self._finished)

    def _finish_part(self) -> None:
        self._finished += self._figures() or self.blocks
        caption = tuple(self._caption)
        self._caption, self._holds_figure = [], False
        self.blocks.clear()
        if not caption:
            return
        for index in range(len(self._finished) - 1, -1, -1):
            block = self._finished[index]
            if isinstance(block, Figure):
                self._finished[index] = evolve(block, caption=joined_lines((block.caption, caption)))
                return
        self._finished.append(Paragraph(inlines=caption))

    def _figures(self) -> list[Block]:
        """The pictures, each with the text behind it; nothing where there is more than pictures and a short text."""
        parts = self._parts()
        if sum(len(joined_text(part)) for part in parts if isinstance(part, tuple)) > _LONGEST_TEXT:
            return []
        figures: list[Figure] = []
        before: list[Inlines] = []
        for part in parts:
            if isinstance(part, Figure):
                figures.append(evolve(part, caption=joined_lines((*before, part.caption))) if before else part)
                before = []
            elif figures:
                figures[-1] = evolve(figures[-1], caption=joined_lines((figures[-1].caption, part)))
            else:
                before.append(part)
        return [*figures]

    def _parts(self) -> list[Figure | Inlines]:
        """The pictures and the lines of text; nothing where there is anything else."""
        are_apart = any(isinstance(block, Figure) for block in self.blocks)  # what is in a line then is part of that
        parts: list[Figure | Inlines] = []
        for block in self.blocks:
            if isinstance(block, Figure):
                parts.append(block)
            elif not isinstance(block, Paragraph):
                return []
            else:
                parts += [block.inlines] if are_apart else parted(block.inlines)
        return parts


def parted(inlines: Inlines) -> Iterator[Figure | Inlines]:
    """Yield the pictures of a line, and the text between them without white space at its ends.

    Example:
        >>> from ofweek_parse import Image
        >>> line = (InlineImage(image=Image(src="a.png")), Text(text=" 风机"))
        >>> [type(part).__name__ for part in parted(line)]
        ['Figure', 'tuple']
    """
    text: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, InlineImage) and inline.text:  # an emoji
            text.append(inline)
        elif holds_image(inline) and (figures := figures_of((inline,))) is not None:
            yield from _line(text)
            text = []
            yield from figures
        elif isinstance(inline, WRAPPERS) and holds_image(inline):
            for part in parted(inline.inlines):
                if isinstance(part, Figure):
                    yield from _line(text)
                    text = []
                    yield evolve(part, href=inline.href) if isinstance(inline, Link) else part
                else:
                    text.append(evolve(inline, inlines=part))
        else:
            text.append(inline)
    yield from _line(text)


def _line(inlines: list[Inline]) -> Iterator[Inlines]:
    line = trimmed([*_without_start(inlines)])
    if line and not is_blank(line):
        yield line


def _without_start(inlines: Sequence[Inline]) -> Iterator[Inline]:
    """*inlines* without the space and breaks at their start."""
    rest = iter(inlines)
    for inline in rest:
        if isinstance(inline, LineBreak) or (isinstance(inline, Text) and BLANK.fullmatch(inline.text)):
            continue
        if isinstance(inline, Text):
            yield evolve(inline, text=inline.text.lstrip(SPACE))
        elif isinstance(inline, WRAPPERS):
            inside = tuple(_without_start(inline.inlines))
            if not inside:
                continue
            yield evolve(inline, inlines=inside)
        else:
            yield inline
        yield from rest


def figures_of(inlines: Inlines) -> tuple[Figure, ...] | None:
    """Return the figures for *inlines*, or ``None`` if these contain anything but pictures."""
    if len(inlines) == 1 and isinstance(only := inlines[0], InlineImage):  # as nearly always
        return (make_figure(image=only.image),)
    figures: list[Figure] = []
    for figure in _figures(inlines, None):
        if figure is None:
            return None
        figures.append(figure)
    return tuple(figures) or None


def _figures(inlines: Inlines, href: str | None) -> Iterator[Figure | None]:
    for inline in inlines:
        match inline:
            case InlineImage():
                yield Figure(image=inline.image, href=href)
            case Link():
                yield from _figures(inline.inlines, inline.href)
            case Strong() | Emphasis() | Superscript() | Subscript() | Strikethrough():
                yield from _figures(inline.inlines, href)
            case LineBreak():
                continue
            case Text() | Code():
                if not BLANK.fullmatch(inline.text):
                    yield None
            case Math():
                yield None
            case _:
                assert_never(inline)
