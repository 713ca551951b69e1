"""Recognizing a ``<code>`` that is a code block outside ``<pre>``: alone, with several lines or a language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ofweek_parse.reading.html import elements
from ofweek_parse.reading.html.attributes.languages import language_of

if TYPE_CHECKING:
    from ofweek_parse.reading.html.literal_markup.source_tags import Token

__all__ = ["is_code_block"]

_BREAKS: Final = elements.tags_of(
    *("paragraph", "wrapper", "block", "heading", "list", "ordered-list", "item", "quote", "table", "table-part"),
    *("figure", "caption", "preformatted", "noscript", "rule"),
)
_TRANSPARENT: Final = frozenset({"span", "font", "br"})
_TAG: Final = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)")
_BEHIND: Final = re.compile(r"\s*(?:(?:&nbsp;|</?(?:span|font)\b[^<>]*>|<br\s*/?>|<!---->)\s*)*", re.IGNORECASE)
_SPACE: Final = re.compile(r"\s*(?:&nbsp;\s*)*", re.IGNORECASE)
_LINE_END: Final = re.compile(r"""\n|(?<!["'`])<br\s*/?>|</(?:div|p|li)\s*>""", re.IGNORECASE)
_NO_TEXT: Final = re.compile(r"</?(?:a|b|div|em|font|i|li|p|span|strong)\b[^<>]*>|\s|&nbsp;", re.IGNORECASE)


def is_code_block(body: str, start_tag: Token, end: int, behind: int) -> bool:
    """Return whether the ``<code>`` that *start_tag* begins is a block.

    Args:
        body: The whole source.
        start_tag: Its start tag.
        end: Where its end tag is.
        behind: Where its end tag ends.
    """
    if not (language_of(start_tag.parsed_attributes) or _has_lines(body, start_tag.end, end)):
        return False
    return _begins_line(body, start_tag.start) and _ends_line(body, behind)


def _has_lines(body: str, start: int, end: int) -> bool:
    """Whether the code has text on two lines."""
    lines = _LINE_END.split(body[start:end])
    return sum(1 for line in lines if _NO_TEXT.sub("", line)) > 1


def _begins_line(body: str, start: int) -> bool:
    """Whether nothing is before *start* in its paragraph."""
    while True:
        tag = body.rfind("<", 0, start)
        behind = body.find(">", tag, start) + 1 if tag >= 0 else 0
        if (tag >= 0 and not behind) or _SPACE.fullmatch(body, behind, start) is None:
            return False
        name = _TAG.match(body, tag) if tag >= 0 else None
        if name is None:
            return tag < 0
        if name[2].lower() not in _TRANSPARENT:
            return name[2].lower() in _BREAKS and (bool(name[1]) or name[2].lower() not in elements.HEADING_LEVELS)
        start = tag


def _ends_line(body: str, behind: int) -> bool:
    """Whether nothing follows what ends at *behind* in its paragraph."""
    space = _BEHIND.match(body, behind)
    place = space.end() if space else behind
    name = _TAG.match(body, place)
    if name is None:
        return place == len(body)
    return name[2].lower() in _BREAKS and not (name[1] and name[2].lower() in elements.HEADING_LEVELS)
