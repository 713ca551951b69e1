"""Normalizing the text of attributes in the same way as the text of the body."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, TypeAlias

from ofweek_parse.model.constructors import evolve
from ofweek_parse.model.inlines import Inline, InlineImage, Link, Text
from ofweek_parse.model.rewriting import rewrite_inlines
from ofweek_parse.model.traversal import WRAPPERS
from ofweek_parse.normalizers.front_matter import plain_text
from ofweek_parse.normalizers.latin import latin_width
from ofweek_parse.normalizers.text import without_editor_tokens
from ofweek_parse.normalizers.whitespace import folded_space
from ofweek_parse.normalizers.width import ascii_width

if TYPE_CHECKING:
    from ofweek_parse.model.blocks import Block

__all__ = ["compared", "folded", "has_attribute_text", "with_folded_titles"]

Inlines: TypeAlias = "tuple[Inline, ...]"

_ODD: Final = re.compile("[^ -~\u4e00-\u9fff]|  |^ | $")  # what most texts have not, so that nothing is to be folded


def folded(text: str) -> str:
    """Return *text* with its white space and width as the normalizers ``whitespace`` and ``width`` leave them.

    Example:
        >>> folded("ＡＢＣ　　风机，８９，９３５台 ")
        'ABC 风机，89,935台'
    """
    return latin_width(ascii_width(folded_space(text))) if _ODD.search(text) else text


def compared(text: str) -> str:
    """Return *text* for comparison: without editor tokens, and with doubly escaped references decoded.

    Example:
        >>> compared("“风&nbsp;机&rdquo;_ueditor_page_break_tag_")
        '“风\xa0机”'
    """
    return plain_text(without_editor_tokens(text)[0])


def with_folded_titles(block: Block) -> Block:
    """Return *block* with the tool tips of its links folded; the very same one where that changes nothing."""
    (rewritten,) = rewrite_inlines((block,), _links)
    return rewritten


def has_attribute_text(inlines: Inlines) -> bool:
    """Return whether *inlines* have a picture, or a link with a tool tip that may have to be folded."""
    for inline in inlines:
        if type(inline) is Text:
            continue
        if isinstance(inline, Link) and inline.title and _ODD.search(inline.title):
            return True
        if isinstance(inline, InlineImage) or (isinstance(inline, WRAPPERS) and has_attribute_text(inline.inlines)):
            return True
    return False


def _links(inlines: Inlines) -> Inlines:
    new = tuple(map(_link, inlines))
    return inlines if all(one is other for one, other in zip(new, inlines, strict=True)) else new


def _link(inline: Inline) -> Inline:
    if not isinstance(inline, WRAPPERS):
        return inline
    inside = _links(inline.inlines)
    if isinstance(inline, Link) and inline.title and (title := folded(inline.title)) != inline.title:
        return evolve(inline, title=title or None, inlines=inside)
    return inline if inside is inline.inlines else evolve(inline, inlines=inside)
