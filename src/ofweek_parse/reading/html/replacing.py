"""Replacing pieces of the source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ofweek_parse.sentinels import FILLER

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["blanked", "replaced"]


def replaced(body: str, replacements: Iterable[tuple[int, int, str]]) -> str:
    """Return *body* with a text in place of each range, which are in order.

    Example:
        >>> replaced("<b>1</b>", [(0, 3, "<i>"), (4, 8, "</i>")])
        '<i>1</i>'
    """
    pieces: list[str] = []
    place = 0
    for start, end, text in replacements:
        pieces += [body[place:start], text]
        place = end
    return "".join([*pieces, body[place:]])


def blanked(body: str, ranges: Iterable[tuple[int, int]], filler: str = FILLER) -> str:
    """Return *body* with *filler* for each character in the *ranges*, which are in order.

    Example:
        >>> blanked("<b>1</b>", [(0, 3)]).replace(FILLER, "")
        '1</b>'
    """
    return replaced(body, [(start, end, filler * (end - start)) for start, end in ranges])
