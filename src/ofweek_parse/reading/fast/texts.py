"""Text on the fast path: lines that consist only of text are checked together, which is much faster."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from ofweek_parse.characters import BLANK
from ofweek_parse.reading.html.white_space import RUN, SPACE, folded

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["fold_lines", "read_text"]


def fold_lines(lines: Sequence[str], *, is_printable: bool) -> list[str]:
    """Return the texts of *lines* with their white space folded, ``""`` where there is nothing to see.

    Args:
        lines: The lines as written.
        is_printable: Whether it is known that all of them are printable, line breaks aside.
    """
    whole = "|".join(lines)
    if "&" in whole:
        lines = list(map(read_text, lines))
        whole = "|".join(lines)
        is_printable = False
    if "  " not in whole and ("\n" not in whole if is_printable else whole.isprintable()):
        return [line.strip(" ") for line in lines]
    return list(map(_folded, lines))


def read_text(written: str) -> str:
    """Return *written* with characters for its references."""
    return html.unescape(written) if "&" in written else written


def _folded(line: str) -> str:
    text = RUN.sub(folded, line).strip(SPACE)
    return "" if BLANK.fullmatch(text) else text
