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

__all__ = ["packed_blocks", "unpacked_blocks"]

_IMAGES = Fields(Image, "src", "alt", "title", "width", "height", "original_src", "alt_verdict")
_PARAGRAPH, _HEADING, _FIGURE, _OTHER = range(4)


def packed_blocks(blocks: tuple[Block, ...]) -> list[Any]:
    """For each of *blocks* its kind, what is known of it, and its line, the text of it if that is all there is."""
    flat: list[Any] = []
    for block in blocks:
        kind, known, inlines = _taken_apart(block)
        is_text = len(inlines) == 1 and type(inlines[0]) is Text
        flat += kind, known, inlines[0].text if is_text and type(inlines[0].text) is str else inlines
    return flat


def _taken_apart(block: Block) -> tuple[int, Any, tuple[Any, ...]]:
    kind = type(block)
    if isinstance(block, Paragraph) and kind is Paragraph and type(block.inlines) is tuple:
        return _PARAGRAPH, block.align, block.inlines
    if isinstance(block, Heading) and kind is Heading and type(block.inlines) is tuple:
        return _HEADING, block.level, block.inlines
    if isinstance(block, Figure) and kind is Figure and type(block.image) is Image and type(block.caption) is tuple:
        return _FIGURE, (block.href, _IMAGES.values(block.image)), block.caption
    return _OTHER, block, ()


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
