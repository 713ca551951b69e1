"""Regions of a body: testing whether an offset is inside one, and blanking them out."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, Final

from ofweek_parse.sentinels import FILLER

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["PRE", "TABLE", "Regions", "blanked"]

PRE: Final = re.compile(r"<(/?)pre(?=[\s/>])", re.IGNORECASE)
TABLE: Final = re.compile(r"<(/?)table(?=[\s/>])", re.IGNORECASE)


class Regions:
    """The elements of one name."""

    def __init__(self, tags: re.Pattern[str], body: str) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for tag in tags.finditer(body):
            (self._ends if tag[1] else self._starts).append(tag.start())

    def __contains__(self, offset: int) -> bool:
        return bisect_left(self._starts, offset) > bisect_left(self._ends, offset)

    def around(self, offset: int) -> tuple[int, int] | None:
        """The last start tag before *offset* and the first end tag behind it."""
        start, end = bisect_left(self._starts, offset), bisect_left(self._ends, offset)
        return (self._starts[start - 1], self._ends[end]) if start and end < len(self._ends) else None


def blanked(body: str, spans: Iterable[tuple[int, int]], filler: str = FILLER) -> str:
    """Return *body* with *filler* for what is in *spans*, which are in order.

    Example:
        >>> blanked("<b>1</b>", [(0, 3)]).replace(FILLER, "")
        '1</b>'
    """
    pieces: list[str] = []
    place = 0
    for start, end in spans:
        pieces += [body[place:start], filler * (end - start)]
        place = end
    return "".join([*pieces, body[place:]])
