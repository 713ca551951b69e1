"""Whether a range of the source closes an element that was opened before it, in logarithmic time."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import Final

__all__ = ["Crossings"]

_TAG: Final = re.compile(r"<(/?)([A-Za-z][^\s/<>]*)")
_QUOTES: Final = ("'", '"', "`")
_LONGEST_STRING: Final = 200
_STRING_START: Final = re.compile(r"""[(=+,:;\[{?&|]\s*(["'`])(?:(?!\1).)*\Z""")
_STRING_ENDS: Final = {
    quote: re.compile(rf"[^\n{quote}]* {quote} \s* (?: [)+;,\]}}:?&|.<] | \Z | \n )", re.VERBOSE) for quote in _QUOTES
}


class Crossings:
    """The end tags of one source whose elements may begin before a range."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._places: list[int] = []  # where each end tag is
        self._openings: list[int] = []  # a tree of minima over where the last start tag before each is
        self._is_read = False

    def crosses(self, start: int, end: int) -> bool:
        """Whether an end tag between *start* and *end* has no start tag of its name there.

        Example:
            >>> Crossings("<h2><script>a</h2><p>b</p></script>").crosses(12, 26)
            True
            >>> Crossings("<script>a='<b>b</b>'</script>").crosses(8, 20)
            False
        """
        if not self._is_read:
            self._read()
        left, right = (bisect_left(self._places, place) + len(self._places) for place in (start, end))
        while left < right:
            if left & 1:
                if self._openings[left] < start:
                    return True
                left += 1
            if right & 1:
                right -= 1
                if self._openings[right] < start:
                    return True
            left //= 2
            right //= 2
        return False

    def _read(self) -> None:
        opened: dict[str, int] = {}
        openings: list[int] = []
        for tag in _TAG.finditer(self._source):
            name = tag[2].lower()
            if not tag[1]:
                opened[name] = tag.start()
            elif not self._is_quoted(tag):
                self._places.append(tag.start())
                openings.append(opened.get(name, -1))
        size = len(openings)
        self._openings = [0] * size + openings
        for node in range(size - 1, 0, -1):
            self._openings[node] = min(self._openings[2 * node], self._openings[2 * node + 1])
        self._is_read = True

    def _is_quoted(self, tag: re.Match[str]) -> bool:
        """Whether *tag* is in a string of a script: between two equal quotes, as operators and brackets are around them."""
        start, end = tag.span()
        if self._source[start - 1 : start] in _QUOTES and self._source[end : end + 2] == f">{self._source[start - 1]}":
            return True
        before = _STRING_START.search(self._source[max(start - _LONGEST_STRING, 0) : start])
        return (
            before is not None and _STRING_ENDS[before[1]].match(self._source, end, end + _LONGEST_STRING) is not None
        )
