"""Blocks packed into plain tuples and lists, as worker processes send them and as they are pickled.

Most of an article is paragraphs and headings of nothing but text, and figures. These are packed; what is unusual stays
as it is. What is unpacked is made without ``__init__``, which takes most of the time where a class is frozen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ofweek_parse.model.blocks import Figure, Heading, Paragraph
from ofweek_parse.model.inlines import Image, Text
from ofweek_parse.model.making import Fields, make_block, make_figure, make_text

if TYPE_CHECKING:
    from ofweek_parse.model.blocks import Block
    from ofweek_parse.model.inlines import Inline

__all__ = ["packed_blocks", "unpacked_blocks"]

_IMAGES = Fields(Image, "src", "alt", "title", "width", "height", "original_src", "alt_verdict")
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
        inlines = (make_text(line),) if type(line) is str else line
        if kind == _PARAGRAPH:
            blocks.append(make_block(inlines, known, 0))
        elif kind == _HEADING:
            blocks.append(make_block(inlines, None, known))
        elif kind == _FIGURE:
            href, values = known
            blocks.append(make_figure(_IMAGES.made(values), inlines, href))
        else:
            blocks.append(known)
    return tuple(blocks)
