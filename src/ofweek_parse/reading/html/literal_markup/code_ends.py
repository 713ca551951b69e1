"""Finding where code in ``<pre>`` or ``<code>`` ends, which may itself mention tags of that name."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, Final, NamedTuple

from ofweek_parse.reading.html import elements

if TYPE_CHECKING:
    from ofweek_parse.reading.html.literal_markup.crossings import Crossings
    from ofweek_parse.reading.html.literal_markup.source_tags import Token
    from ofweek_parse.reading.html.literal_markup.tag_pairs import TagPairs, TagsOfName

__all__ = ["CodeEnd", "CodeEnds"]

_PREFORMATTED: Final = elements.tags_of("preformatted")
_CODE_START: Final = re.compile(r"\s*<code\b", re.IGNORECASE)
_CODE_THEN_END: Final = re.compile(r"</code\s*>\s*\Z", re.IGNORECASE)
_START_TAGS: Final = re.compile(r"(?:\s*<[a-z][\w-]*(?:\s[^<>]*)?>)+\s*", re.IGNORECASE)
_END_TAG: Final = re.compile(r"\s*</([a-z]\w*)\s*>", re.IGNORECASE)
_LONGEST_TAGS: Final = 200
_NEW_PARAGRAPH: Final = re.compile(
    r"""
    (?<=[^\s>]) </(?:p|h[1-6]|li|div|td|blockquote)\s*>       # an end behind text
    \s* (?: </?\w[^<>]*> \s* )*?
    <(?:p|h[1-6]|li|div|td|blockquote)\b[^<>]*> \s* [^\s<]    # a beginning before text
    """,
    re.IGNORECASE | re.VERBOSE,
)


class CodeEnd(NamedTuple):
    """How code ends.

    Attributes:
        place: Where its end tag is, or -1 if its start tag begins no code.
        is_mention: Whether its start tag is text.
        stray: Where its end tag is if that is text too, or -1.
    """

    place: int
    is_mention: bool = False
    stray: int = -1


class CodeEnds:
    """Finds the ends of code in one body."""

    def __init__(self, body: str, pairs: TagPairs, crossings: Crossings) -> None:
        self._body = body
        self._pairs = pairs
        self._crossings = crossings
        self._paragraph = (-1, -1)  # the last place where code would contain the end of one paragraph and another

    def of(self, token: Token) -> CodeEnd:
        """Return where the code that *token* begins ends."""
        name, start = token.name, token.end
        tags = self._pairs.of(name)
        partner, nearest = tags.partners.get(token.start, -1), tags.next_end(start)
        if name in _PREFORMATTED:
            holds_code = _CODE_START.match(self._body, start) is not None
            if partner < 0 <= nearest and holds_code and not self._has_new_paragraph(start, nearest):
                partner = nearest  # that of a start tag in the code
            if partner >= 0:
                return CodeEnd(self._behind_code(tags, start, partner) if holds_code else partner)
        elif (end := self._around_tags(name, start, nearest)) >= 0:
            return CodeEnd(end)
        elif partner >= 0:
            if self._has_new_paragraph(start, partner) and self._crossings.crosses(start, partner):
                return CodeEnd(-1, is_mention=True, stray=partner)
            return CodeEnd(partner)
        whole = len(self._body)
        if self._crossings.crosses(start, nearest if nearest >= 0 else whole):
            return CodeEnd(-1, is_mention=True)
        return CodeEnd(whole if nearest < 0 and name in _PREFORMATTED else nearest)

    def _around_tags(self, name: str, start: int, end: int) -> int:
        """Return where code ends that consists only of a few start tags, its own among them, or end tags; -1 for other code.

        Between ``<code>`` and ``</code>`` that are the code, all would be nested in each other.
        """
        if not 0 <= end - start <= _LONGEST_TAGS:
            return -1
        written = self._body[start:end]
        if not written.strip():
            place = end
            while (tag := _END_TAG.match(self._body, place, end + _LONGEST_TAGS)) is not None:
                if place > end and tag[1].lower() == name:
                    return tag.start(1) - 2
                place = tag.end()
            return -1
        is_mention = f"<{name}" in written.lower() and _START_TAGS.fullmatch(written)
        return end if is_mention and not self._is_doubled(name, end) else -1

    def _is_doubled(self, name: str, end: int) -> bool:
        """Whether another end tag of *name* follows the one at *end*."""
        tag = _END_TAG.match(self._body, end)
        following = _END_TAG.match(self._body, tag.end()) if tag else None
        return following is not None and following[1].lower() == name

    def _has_new_paragraph(self, start: int, end: int) -> bool:
        """Whether prose ends and begins again between *start* and *end*; what was found is searched once."""
        first, last = self._paragraph
        if not (start <= first and last <= end) and (found := _NEW_PARAGRAPH.search(self._body, start, end)):
            first, last = self._paragraph = found.span()
        return start <= first and last <= end

    def _behind_code(self, tags: TagsOfName, start: int, end: int) -> int:
        """Return where the end tag of a ``<pre>`` around ``<code>`` is: at *end* or behind, since one in the code is source."""
        following = bisect_left(tags.starts, end)
        limit = tags.starts[following] if following < len(tags.starts) else len(self._body)
        for index in range(bisect_left(tags.ends, end), len(tags.ends)):
            if tags.ends[index] >= limit:
                break
            if _CODE_THEN_END.search(self._body, max(start, tags.ends[index] - 20), tags.ends[index]):
                return tags.ends[index]
        return end
