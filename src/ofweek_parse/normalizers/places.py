"""The positions of figures in a body, and in a copy of the body."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, Final, NamedTuple

from ofweek_parse.model.blocks import CodeBlock, Figure, Heading, Paragraph
from ofweek_parse.model.traversal import iter_blocks, iter_images
from ofweek_parse.sentinels import SEAM

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ofweek_parse.model.blocks import Block
    from ofweek_parse.normalizers.matching import Match

__all__ = ["Places", "Written", "missing_figures", "title_places", "written_in"]

_TEXT_BLOCKS: Final = (Paragraph, Heading, CodeBlock)
"""The blocks whose text a copy of the body has."""


class Written(NamedTuple):
    """What a copy of a body has.

    Attributes:
        texts: The texts of its blocks and captions, in order.
        captions: The places of the captions among them.
        figures: The number of texts before each figure.
    """

    texts: list[str]
    captions: frozenset[int]
    figures: list[int]


def written_in(blocks: Iterable[Block], sole_texts: Iterable[str | None]) -> Written:
    """Return what is written in *blocks*, of each of which the *sole text* is known."""
    texts: list[str] = []
    captions: list[int] = []
    figures: list[int] = []
    for block, text in zip(blocks, sole_texts, strict=True):
        if text is not None:
            texts.append(text)
            continue
        for inner in iter_blocks((block,)):
            if isinstance(inner, Figure):
                figures.append(len(texts))
                if inner.caption:  # a paragraph to those who copied it
                    captions.append(len(texts))
                    texts.append(inner.text)
            elif isinstance(inner, _TEXT_BLOCKS):
                figures.extend([len(texts) for _ in iter_images((inner,))])
                texts.append(inner.text)
    return Written(texts, frozenset(captions), figures)


class Places:
    """The places between the texts of a body, in characters of those texts as they are *measured*, and the figures there."""

    def __init__(self, written: Written, measured: Callable[[str], str]) -> None:
        texts = measured(SEAM.join(written.texts)).split(SEAM)  # as one, which takes far less time
        if len(texts) != len(written.texts):
            texts = list(map(measured, written.texts))
        self._written = written.texts
        self._texts = texts
        self._numbers: list[int] = []  # of the last paragraph before each
        self._ends = list(accumulate(map(len, texts), initial=0))
        self._figures = [self._ends[count] for count in written.figures]
        self.text: str = "".join(texts)

    def is_gap(self, place: int) -> bool:
        """Whether a text ends at *place*."""
        return self.gap_behind(place) == place

    def gap_before(self, place: int) -> int:
        """The last place up to *place* where a text ends or the first begins."""
        return self._ends[bisect_right(self._ends, place) - 1]

    def gap_behind(self, place: int) -> int:
        """The first place from *place* on where a text ends or the first begins."""
        return self._ends[min(bisect_left(self._ends, place), len(self._ends) - 1)]

    def written_before(self, place: int) -> str:
        """The text that ends at *place*."""
        return self._written[bisect_left(self._ends, place) - 1]

    def figures(self, place: int, until: int) -> int:
        """Return the number of figures between *place* and *until*."""
        return bisect_right(self._figures, until) - bisect_left(self._figures, place)

    def describe(self, place: int) -> str:
        """Describe *place* for a reader."""
        if place == 0:
            return "before the first paragraph"
        if not self._numbers:
            self._numbers = list(accumulate(map(bool, self._texts), initial=0))
        number = self._numbers[bisect_left(self._ends, place)]
        return f"after paragraph {number} (“…{self.written_before(place)[-30:]}”)"


def title_places(runs: list[Match], length: int) -> list[tuple[int, int, int]]:
    """The titles in a copy of the body: after which offset, before which, and how many."""
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


def missing_figures(places: Places, titles: Iterable[tuple[int, int, int]]) -> Iterator[tuple[str, int]]:
    """Describe the places of figures that *titles* show and the body lacks, and count them: see `title_places`."""
    for place, until, count in titles:
        missing = count - places.figures(place, until)
        if missing > 0 and places.is_gap(place):
            yield places.describe(place), missing
