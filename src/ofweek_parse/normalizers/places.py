"""Where in a body figures stand, and where a copy of the body shows them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from ofweek_parse.model.blocks import CodeBlock, Figure, Heading, Paragraph
from ofweek_parse.model.inlines import Text
from ofweek_parse.model.traversal import iter_blocks, iter_images

if TYPE_CHECKING:
    from collections.abc import Callable

    from ofweek_parse.model.article import Article
    from ofweek_parse.normalizers.matching import Run

__all__ = ["TEXT_BLOCKS", "Places", "title_places"]

TEXT_BLOCKS = (Paragraph, Heading, CodeBlock)
"""The blocks whose text a copy of the body has."""


class Places:
    """The places between a body's texts, counted in the characters of those texts, and the figures that stand there."""

    def __init__(self, article: Article, measured: Callable[[str], str]) -> None:
        texts: list[str] = []
        length = 0
        self._figures: list[int] = []
        self._written: dict[int, str] = {0: ""}  # what ends at each place
        for block in iter_blocks(article.blocks):
            if isinstance(block, Figure):
                self._figures.append(length)
                continue
            if not isinstance(block, TEXT_BLOCKS):
                continue
            written = block.text
            if not isinstance(block, CodeBlock) and (len(block.inlines) != 1 or type(block.inlines[0]) is not Text):
                self._figures.extend([length for _ in iter_images((block,))])
            if text := measured(written):
                texts.append(text)
                length += len(text)
                self._written[length] = written
        self._ends = list(self._written)
        self.text: str = "".join(texts)
        self.length: int = length

    def is_gap(self, place: int) -> bool:
        """Whether a text ends at *place*."""
        return place in self._written

    def figures(self, place: int, until: int) -> int:
        """How many figures stand between *place* and *until*."""
        return bisect_right(self._figures, until) - bisect_left(self._figures, place)

    def describe(self, place: int) -> str:
        """Where *place* is, for a reader."""
        if place == 0:
            return "before the first paragraph"
        return f"after paragraph {bisect_left(self._ends, place)} (“…{self._written[place][-30:]}”)"


def title_places(runs: list[Run], length: int) -> list[tuple[int, int, int]]:
    """Where in the body titles stand: after which offset, before which, and how many."""
    places: list[tuple[int, int, int]] = []
    after, count = 0, 0
    for run in runs:
        if run.at < 0:
            count += 1
            continue
        if count:
            places.append((after, max(run.at, after), count))
        after, count = run.at + run.end - run.start, 0
    if count and len(runs) > 1:
        places.append((after, length if after == length else after, count))
    return places
