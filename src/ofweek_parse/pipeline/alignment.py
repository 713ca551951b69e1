"""The differences between two versions of a body, in linear time.

A normalizer returns the same object for an unchanged block, so most blocks are aligned by identity.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict, deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["changed_ranges"]


def changed_ranges(before: Sequence[object], after: Sequence[object]) -> Iterator[tuple[range, range]]:
    """Return the places in *before* that became the places in *after*, in order; one of the two may be empty.

    Example:
        >>> a, b, c, d = object(), object(), object(), object()
        >>> list(changed_ranges([a, b, c], [a, d, c, b]))
        [(range(1, 2), range(1, 2)), (range(3, 3), range(3, 4))]
    """
    old = new = 0
    for left, right in [*_anchors(before, after), (len(before), len(after))]:
        yield from _changed_between(before, after, range(old, left), range(new, right))
        old, new = left + 1, right + 1


def _anchors(before: Sequence[object], after: Sequence[object]) -> list[tuple[int, int]]:
    """The places of the same objects in both: as many as keep their order."""
    places: defaultdict[int, deque[int]] = defaultdict(deque)
    for place, item in enumerate(after):
        places[id(item)].append(place)
    pairs = [(place, places[id(item)].popleft()) for place, item in enumerate(before) if places.get(id(item))]
    # The longest increasing subsequence: for each length the smallest end, and the predecessor of each pair.
    ends: list[int] = []
    holders: list[int] = []
    previous: list[int] = []
    for number, (_, place) in enumerate(pairs):
        length = bisect_left(ends, place)
        previous.append(holders[length - 1] if length else -1)
        ends[length : length + 1] = [place]
        holders[length : length + 1] = [number]
    chain: list[tuple[int, int]] = []
    number = holders[-1] if holders else -1
    while number >= 0:
        chain.append(pairs[number])
        number = previous[number]
    return chain[::-1]


def _changed_between(
    before: Sequence[object], after: Sequence[object], old: range, new: range
) -> Iterator[tuple[range, range]]:
    """The changes between two anchors: block by block where there are as many, else all of it but equal ends."""
    if len(old) == len(new):
        start: int | None = None
        for offset in range(len(old) + 1):
            is_end = offset == len(old)
            if not is_end and before[old[offset]] != after[new[offset]]:
                start = offset if start is None else start
            elif start is not None:
                yield range(old.start + start, old.start + offset), range(new.start + start, new.start + offset)
                start = None
        return
    start, old_stop, new_stop = 0, old.stop, new.stop
    shorter = min(len(old), len(new))
    while start < shorter and before[old.start + start] == after[new.start + start]:
        start += 1
    while min(old_stop - old.start, new_stop - new.start) > start and before[old_stop - 1] == after[new_stop - 1]:
        old_stop, new_stop = old_stop - 1, new_stop - 1
    yield range(old.start + start, old_stop), range(new.start + start, new_stop)
