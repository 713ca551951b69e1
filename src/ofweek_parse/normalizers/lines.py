"""The usual line, quickly told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ofweek_parse.model.blocks import Heading, Paragraph
from ofweek_parse.model.inlines import Strong, Text

if TYPE_CHECKING:
    from ofweek_parse.model.blocks import Block

__all__ = ["sole_text"]

_LINES: Final = (Paragraph, Heading)


def sole_text(block: Block) -> str | None:
    """The text of a paragraph or heading that is one run of text, bold or not, as most are."""
    if not isinstance(block, _LINES):
        return None
    inlines = block.inlines
    while len(inlines) == 1:
        only = inlines[0]
        if type(only) is Text:
            return only.text
        if type(only) is not Strong:
            return None
        inlines = only.inlines
    return None
