"""Matching start and end tags, as if all tags with the same name were nested."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import NamedTuple

__all__ = ["TagPairs", "TagsOfName"]


class TagsOfName(NamedTuple):
    """All tags of one name.

    Attributes:
        partners: Where the end tag of each start tag is, and the other way round.
        starts: Where start tags are.
        ends: Where end tags are.
    """

    partners: dict[int, int]
    starts: list[int]
    ends: list[int]

    def next_end(self, place: int) -> int:
        """Return the position of the first end tag after *place*, or -1."""
        following = bisect_left(self.ends, place)
        return self.ends[following] if following < len(self.ends) else -1


class TagPairs:
    """Those of one source, searched once for each name."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._found: dict[str, TagsOfName] = {}

    def of(self, name: str) -> TagsOfName:
        """The tags of *name*.

        Example:
            >>> TagPairs("<b><b></b>").of("b").partners
            {3: 6, 6: 3}
        """
        if name not in self._found:
            tags = TagsOfName({}, [], [])
            opened: list[int] = []
            for tag in re.finditer(rf"<(/?){re.escape(name)}(?=[\s/>])", self._source, re.IGNORECASE):
                place = tag.start()
                if not tag[1]:
                    tags.starts.append(place)
                    opened.append(place)
                    continue
                tags.ends.append(place)
                if opened:
                    start = opened.pop()
                    tags.partners.update({start: place, place: start})
            self._found[name] = tags
        return self._found[name]
