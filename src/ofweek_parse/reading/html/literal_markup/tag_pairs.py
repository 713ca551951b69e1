"""Tags of one name in the source, and matching start and end tags, as if all of them were nested."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from typing import Final, NamedTuple

__all__ = ["TagPairs", "TagsOfName", "tags_named"]

_TAG: Final = re.compile(r"<(/?)([A-Za-z][^\s/<>]*)(?=[\s/>])")


class TagsOfName(NamedTuple):
    """All tags of one name.

    Attributes:
        partners: Where the end tag of each start tag is, and the other way round.
        starts: Where start tags are.
        ends: Where end tags are.

    Example:
        >>> tags = tags_named("pre", "<b><pre>1</pre></b>")
        >>> tags.enclose(1), tags.enclose(8), tags.around(8)
        (False, True, (3, 9))
    """

    partners: dict[int, int]
    starts: list[int]
    ends: list[int]

    def next_end(self, place: int) -> int:
        """Return the position of the first end tag after *place*, or -1."""
        following = bisect_left(self.ends, place)
        return self.ends[following] if following < len(self.ends) else -1

    def enclose(self, place: int) -> bool:
        """Return whether *place* is inside an element."""
        return bisect_left(self.starts, place) > bisect_left(self.ends, place)

    def around(self, place: int) -> tuple[int, int] | None:
        """Return the last start tag before *place* and the first end tag behind it."""
        start, end = bisect_left(self.starts, place), self.next_end(place)
        return (self.starts[start - 1], end) if start and end >= 0 else None


def tags_named(name: str, source: str) -> TagsOfName:
    """Return the tags of *name* in *source*, which is searched for them alone."""
    tags = re.finditer(rf"<(/?){name}(?=[\s/>])", source, re.IGNORECASE)
    return _paired([(tag.start(), tag[1]) for tag in tags])


class TagPairs:
    """The tags of one source by their names; it is searched once for all of them."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._places: defaultdict[str, list[tuple[int, str]]] | None = None
        self._found: dict[str, TagsOfName] = {}

    def of(self, name: str) -> TagsOfName:
        """Return the tags of *name*, which is in lower case.

        Example:
            >>> TagPairs("<b><B></b>").of("b").partners
            {3: 6, 6: 3}
        """
        if name not in self._found:
            if self._places is None:
                self._places = defaultdict(list)
                for tag in _TAG.finditer(self._source):
                    self._places[tag[2].lower()].append((tag.start(), tag[1]))
            self._found[name] = _paired(self._places.get(name, []))
        return self._found[name]


def _paired(places: list[tuple[int, str]]) -> TagsOfName:
    tags = TagsOfName({}, [], [])
    opened: list[int] = []
    for place, slash in places:
        if not slash:
            tags.starts.append(place)
            opened.append(place)
            continue
        tags.ends.append(place)
        if opened:
            start = opened.pop()
            tags.partners.update({start: place, place: start})
    return tags
