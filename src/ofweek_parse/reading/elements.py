"""What each HTML element is to an article: the table to look at, and to add to, when a tag is new.

A tag that stands in no set here is unknown: it goes, with a diagnostic, and its text stays.
"""

from __future__ import annotations

from typing import Final

__all__ = [
    "BLOCKS",
    "CODES",
    "DROPPED",
    "EMBEDS",
    "HEADINGS",
    "INLINES",
    "KNOWN",
    "LISTS",
    "RAW_TEXT",
    "TABLE_PARTS",
    "VOID",
]

VOID: Final = frozenset(
    "area base basefont bgsound br col command embed frame hr image img input isindex keygen link meta param source "
    "spacer track wbr".split()
)
"""Elements without content. libxml2 thinks that some of them have an end tag."""

DROPPED: Final = frozenset(
    "annotation annotation-xml datalist defs desc head metadata rp script style template title".split()
)
"""Elements whose content no reader sees."""

RAW_TEXT: Final = frozenset("iframe noembed noframes plaintext script style textarea title xmp".split())
"""Elements whose content libxml2 takes for text up to their end tag."""

BLOCKS: Final = frozenset(
    "address article aside blockcode body caption center dd details dialog dir-item div dl dt fieldset footer form "
    "frameset header hgroup html legend li listing main nav noscript optgroup option p plaintext search section select "
    "summary tbody td tfoot th thead tr xmp".split()
)
"""Elements that stand on lines of their own and otherwise dissolve."""

HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}
"""Headings and their levels."""

LISTS: Final = {"ul": False, "menu": False, "dir": False, "ol": True}
"""Lists, and whether they are ordered."""

TABLE_PARTS: Final = frozenset({"caption", "thead", "tbody", "tfoot", "tr", "td", "th", "colgroup"})
"""Elements that mean something inside a table."""

EMBEDS: Final = frozenset({"iframe", "video", "audio", "object"})
"""Elements that show something from elsewhere; what they hold is for browsers that can't."""

CODES: Final = frozenset({"code", "kbd", "samp", "tt"})
"""Elements for a piece of code in a line."""

INLINES: Final = {
    **dict.fromkeys(("b", "strong"), "strong"),
    **dict.fromkeys(("i", "em", "cite", "dfn", "var"), "emphasis"),
    "sup": "superscript",
    "sub": "subscript",
}
"""Elements that mark a run of text up."""

_DISSOLVED: Final = frozenset(
    "a abbr acronym applet bdi bdo big blink button canvas data del font g ins label map mark marquee math meter nobr "
    "noembed noframes output picture progress q rb rbc rt rtc ruby s section small slot span strike svg text textarea "
    "time tspan u".split()
) | frozenset(
    "mi mn mo mrow ms mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder mover semantics".split()
)

KNOWN: Final = frozenset({"blockquote", "figcaption", "figure", "pre", "table"}).union(
    VOID, DROPPED, RAW_TEXT, BLOCKS, HEADINGS, LISTS, TABLE_PARTS, EMBEDS, CODES, INLINES, _DISSOLVED
)
"""Every element that is not unknown."""
