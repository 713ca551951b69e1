"""The images of an article with their places, on which the purpose of an alternative text depends."""

from __future__ import annotations

import re
from operator import is_
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from ofweek_parse.characters import is_pictograph
from ofweek_parse.model.blocks import Block, Figure, Heading, Paragraph, Table
from ofweek_parse.model.constructors import evolve
from ofweek_parse.model.inlines import Image, Inline, InlineImage
from ofweek_parse.model.rewriting import rewrite_blocks, rewrite_nested
from ofweek_parse.model.traversal import iter_blocks
from ofweek_parse.normalizers.alt_names import is_default_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["FIGURE", "Place", "place_of", "rewrite_pictures"]

_LONG: Final = 60
"""Characters of an alternative text from which on it is none of a formula or an emoji."""
# Plain texts are found many times as fast as a choice in a regular expression, and hardly any image is one of these.
_OF_FORMULAS: Final = ("equation?tex=", "eeimg", "latex.codecogs.com", "/chart?cht=tx")
_OF_BADGES: Final = ("badge", "shields.io/", "travis-ci.")
_BADGE: Final = re.compile(
    r"\bshields\.io/|/badges?/|/badge\.svg|\bbadge\.fury\.io/|\bbadgen\.net/|\btravis-ci\.(?:org|com)/"
)


class Place(NamedTuple):
    """The place of an image.

    Attributes:
        caption: The text of its caption, or ``""``.
        is_content: Whether it is content like the words around it: in a line, alone in a table cell, a badge.
        is_symbol: Whether its ``alt`` is what it shows: that of an emoji, of a formula.
    """

    caption: str = ""
    is_content: bool = False
    is_symbol: bool = False


FIGURE: Place = Place()
"""The place of a figure without a caption."""

_Rewrite: TypeAlias = "Callable[[Image, Place], Image]"


def rewrite_pictures(block: Block, function: _Rewrite) -> Block:
    """Return *block* with *function* applied to each of its images; the very same one where that changes nothing."""
    if isinstance(block, Figure):
        return _figure(block, function, is_content=False)
    if isinstance(block, (Paragraph, Heading)):
        return _line(block, function)
    cells = frozenset(_alone_in_cells(block))

    def leaf(old: Block) -> Block:
        if isinstance(old, Figure):
            return _figure(old, function, is_content=old in cells)
        return _line(old, function) if isinstance(old, (Paragraph, Heading)) else old

    def level(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        new = tuple(map(leaf, blocks))
        return blocks if all(map(is_, new, blocks)) else new

    rewritten = rewrite_blocks((block,), level)
    return rewritten[0] if rewritten else block  # an empty block is dropped, and has no picture


def _alone_in_cells(block: Block) -> Iterator[Figure]:
    """Yield the figures that are alone in a cell."""
    for table in iter_blocks((block,)):
        if isinstance(table, Table):
            for row in (table.header or (), *table.rows):
                for cell in row:
                    figures = [inner for inner in cell.blocks if isinstance(inner, Figure)]
                    if len(figures) == len(cell.blocks):
                        yield from figures


def _figure(figure: Figure, function: _Rewrite, *, is_content: bool) -> Figure:
    place = Place(figure.text, is_content) if figure.caption or is_content else FIGURE
    image = function(figure.image, place)
    caption = figure.caption and _inlines(figure.caption, function)
    unchanged = image is figure.image and caption is figure.caption
    return figure if unchanged else evolve(figure, image=image, caption=caption)


def _line(block: Paragraph | Heading, function: _Rewrite) -> Paragraph | Heading:
    inlines = _inlines(block.inlines, function)
    return block if inlines is block.inlines else evolve(block, inlines=inlines)


def _inlines(inlines: tuple[Inline, ...], function: _Rewrite) -> tuple[Inline, ...]:
    def picture(inline: Inline) -> Inline:
        if not isinstance(inline, InlineImage):
            return inline
        image = function(inline.image, Place(is_content=True, is_symbol=bool(inline.text)))
        return inline if image is inline.image else evolve(inline, image=image)

    return rewrite_nested(inlines, picture)


def place_of(image: Image, place: Place) -> Place:
    """Return *place*, or one for content if *image* is a formula, an emoji or a badge, wherever it is.

    Example:
        >>> [place_of(Image(src="a.png", alt=alt), FIGURE).is_content for alt in ("\\\\lambda", "🍚", "lambda")]
        [True, True, False]
    """
    alt = image.alt
    if len(alt) >= _LONG or image.alt_verdict == "broken":
        return place
    holds = image.src.__contains__
    is_formula = alt.startswith("\\") or any(map(holds, _OF_FORMULAS))
    if is_formula or (is_pictograph(alt) and not is_default_name(alt)):
        return Place(place.caption, is_content=True, is_symbol=True)
    is_badge = any(map(holds, _OF_BADGES)) and _BADGE.search(image.src)
    return place._replace(is_content=True) if is_badge else place
