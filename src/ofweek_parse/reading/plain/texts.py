"""The lines of a plain body that are nothing but text, as most are: looked at together, which takes far less time."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Final, TypeAlias

from ofweek_parse.model.constructors import make_text
from ofweek_parse.model.inlines import Strong
from ofweek_parse.reading.lines import RUN, SPACE, folded, make_block
from ofweek_parse.reading.plain.line import shows

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ofweek_parse.model.blocks import Alignment, Block
    from ofweek_parse.model.finishing import Finishing

__all__ = ["TextLine", "finished_texts", "is_folded", "make_lines"]

TextLine: TypeAlias = "tuple[Alignment | None, int, bool]"
"""What is known of a line of nothing but text: the block's alignment and level, and whether it is bold."""

_SPACES: Final = re.compile("  ")


def finished_texts(lines: Sequence[str], finishing: Finishing | None, *, are_visible: bool) -> Sequence[str]:
    """The texts of *lines*, ``""`` where there is nothing to see.

    Whether all characters of the lines *are visible* is known.
    """
    whole = "|".join(lines)
    if finishing and not are_visible:
        lines = [line.strip() for line in lines]  # most are indented
        whole = "|".join(lines)
    if "&" in whole:
        lines = [html.unescape(line) for line in lines]
        whole = "|".join(lines)
        are_visible = False
    are_folded = is_folded(whole, are_visible)
    texts = [line.strip(" ") if are_folded else _folded(line, finishing) for line in lines]
    return finishing.texts(texts) if finishing else texts


def is_folded(text: str, are_visible: bool) -> bool:  # noqa: FBT001 # of its characters
    """Whether *text* has no white space but single spaces; whether its characters *are visible*, line breaks aside, is known."""
    if _SPACES.search(text):  # in half the time of `in`
        return False
    return "\n" not in text if are_visible else text.isprintable()


def _folded(line: str, finishing: Finishing | None) -> str:
    if is_folded(line, are_visible=False):
        return line.strip(" ")
    text = RUN.sub(folded, line).strip(SPACE)
    if not text or not shows(text):
        return ""
    return finishing.odd_text(text) if finishing else text


def make_lines(lines: Iterable[TextLine], texts: Iterable[str]) -> list[Block | None]:
    """Blocks of nothing but the *texts* of these *lines*, ``None`` where there is no text."""
    made: list[Block | None] = []
    for (align, level, is_bold), written in zip(lines, texts, strict=True):
        if written:
            text = make_text(text=written)
            made.append(make_block((Strong(inlines=(text,)),) if is_bold else (text,), align, level))
        else:
            made.append(None)
    return made
