"""Finding patterns that can take exponential time, without running them.

A pattern does where it can read some text from a place back to that place in two ways: each repetition of the text doubles
the ways that a failing match tries (https://en.wikipedia.org/wiki/ReDoS). The pattern becomes an automaton, whose states
are the places at which it reads a character. Two copies of it read the same text; they must not leave one state, be in
different ones, and meet again in the first.

Assertions and references to groups are left out, so a pattern in which only an assertion prevents the second way is found
too.
"""

from __future__ import annotations

import re
import sys
from itertools import product
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

if sys.version_info >= (3, 11):
    from re import _constants as sre  # type: ignore[attr-defined]
    from re import _parser as sre_parser  # type: ignore[attr-defined]
else:
    import sre_constants as sre
    import sre_parse as sre_parser

__all__ = ["ambiguous_characters"]

_CHARACTERS = "aZz0_ \n\t<>='\"-/.,;:&#!?()[]{}\\|*+%@~`^$风，。：\u3000\u00a0①“”（"
_MOST_COPIES = 3  # of what is repeated a limited number of times
_MANY = 20  # repetitions that are as good as unlimited
_CATEGORIES = {
    sre.CATEGORY_SPACE: r"\s",
    sre.CATEGORY_NOT_SPACE: r"\S",
    sre.CATEGORY_DIGIT: r"\d",
    sre.CATEGORY_NOT_DIGIT: r"\D",
    sre.CATEGORY_WORD: r"\w",
    sre.CATEGORY_NOT_WORD: r"\W",
}
_REPEATS = {sre.MAX_REPEAT, sre.MIN_REPEAT, getattr(sre, "POSSESSIVE_REPEAT", None)}
_READING = {sre.LITERAL, sre.NOT_LITERAL, sre.ANY, sre.IN}

Pair: TypeAlias = "tuple[int, int]"


def ambiguous_characters(pattern: re.Pattern[str]) -> str:
    """Return characters that a part of *pattern* can read in two ways, over and over; ``""`` if there is no such part."""
    automaton = _Automaton(pattern)
    edges, doubled = automaton.in_step()
    component = _components(edges)
    meeting = {component[state, state] for state in automaton.read}
    for first, second in edges:
        if first != second and component[first, second] in meeting:
            return automaton.characters_at(first)
    for first, second in doubled:
        if component[first, first] == component[second, second]:
            return automaton.characters_at(second)
    return ""


class _Automaton:
    """The places of a pattern, with those that follow without reading a character, and those behind one that is read."""

    def __init__(self, pattern: re.Pattern[str]) -> None:
        parsed = sre_parser.parse(pattern.pattern, pattern.flags)
        self._alphabet = list(dict.fromkeys([*_CHARACTERS, *_literals(parsed)]))
        self._following: list[list[int]] = [[]]
        self.read: dict[int, frozenset[str]] = {}
        self._behind: dict[int, int] = {}
        self._add(parsed, 0, pattern.flags)

    def characters_at(self, state: int) -> str:
        """The characters that are read at *state*, as a text."""
        return "".join(sorted(self.read[state]))

    def in_step(self) -> tuple[dict[Pair, set[Pair]], set[Pair]]:
        """Which pairs of states follow each pair when a character is read, and which states follow one in two ways."""
        following = {state: self._reached(place) for state, place in self._behind.items()}
        edges: dict[Pair, set[Pair]] = {}
        waiting = [(state, state) for state in self.read]
        while waiting:
            pair = waiting.pop()
            if pair not in edges:
                edges[pair] = {
                    (first, second)
                    for first, second in product(following[pair[0]], following[pair[1]])
                    if not self.read[first].isdisjoint(self.read[second])
                }
                waiting += edges[pair]
        doubled = {(state, other) for state in following for other, ways in following[state].items() if ways > 1}
        return edges, doubled

    def _place(self, *before: int) -> int:
        """A new place, which follows those before it."""
        self._following.append([])
        place = len(self._following) - 1
        for each in before:
            self._following[each].append(place)
        return place

    def _add(self, parts: Any, place: int, flags: int) -> int:
        """Add *parts* behind *place*; return where they end."""
        for kind, value in parts:
            if kind in _READING:
                state = self._place(place)
                self.read[state] = frozenset(each for each in self._alphabet if _reads(kind, value, each, flags))
                place = self._behind[state] = self._place()
            elif kind is sre.BRANCH:
                place = self._place(*[self._add(branch, self._place(place), flags) for branch in value[1]])
            elif kind is sre.SUBPATTERN:
                _, added, removed, inside = value
                place = self._add(inside, place, (flags | added) & ~removed)
            elif kind in _REPEATS:
                place = self._repeat(value, place, flags)
        return place

    def _repeat(self, repeat: Any, place: int, flags: int) -> int:
        least, most, parts = repeat
        for _ in range(min(least, _MOST_COPIES)):
            place = self._add(parts, place, flags)
        if most > _MANY:
            loop = self._place(place)
            self._following[self._add(parts, loop, flags)].append(loop)
            return self._place(loop)
        ends = [place]
        for _ in range(min(most - least, _MOST_COPIES)):
            ends.append(self._add(parts, ends[-1], flags))
        return self._place(*ends)

    def _reached(self, place: int) -> Mapping[int, int]:
        """The states that *place* leads to without reading a character, and in how many ways.

        A way passes a place at most twice: once before a repetition begins again, and once behind that.
        """
        ways: dict[int, int] = {}

        def follow(way: tuple[int, ...]) -> None:
            if way[-1] in self.read:
                ways[way[-1]] = ways.get(way[-1], 0) + 1
            for other in self._following[way[-1]]:
                if way.count(other) < 2:
                    follow((*way, other))

        follow((place,))
        return ways


def _literals(parts: Any) -> Iterator[str]:
    """The characters that are named in *parts* of a pattern."""
    for kind, value in parts:
        if kind in {sre.LITERAL, sre.NOT_LITERAL}:
            yield chr(value)
        elif kind is sre.RANGE:
            yield chr(value[0])
        elif kind is sre.IN:
            yield from _literals(value)
        elif kind is sre.BRANCH:
            for branch in value[1]:
                yield from _literals(branch)
        elif kind is sre.SUBPATTERN:
            yield from _literals(value[3])
        elif kind in _REPEATS:
            yield from _literals(value[2])


def _reads(kind: Any, value: Any, character: str, flags: int) -> bool:
    """Whether a part of a pattern reads *character*."""
    if kind is sre.ANY:
        return character != "\n" or bool(flags & re.DOTALL)
    if kind is sre.IN:
        negated = value[0][0] is sre.NEGATE
        return negated != any(
            _reads(part, inside, character, flags) for part, inside in value if part is not sre.NEGATE
        )
    if kind is sre.CATEGORY:
        return re.fullmatch(_CATEGORIES[value], character) is not None
    forms = {character, character.lower(), character.upper()} if flags & re.IGNORECASE else {character}
    codes = {ord(form) for form in forms if len(form) == 1}
    if kind is sre.RANGE:
        return any(value[0] <= code <= value[1] for code in codes)
    return (value in codes) == (kind is sre.LITERAL)


def _components(edges: Mapping[Pair, set[Pair]]) -> dict[Pair, int]:
    """The number of the strongly connected component of each pair, by Tarjan's algorithm."""
    number: dict[Pair, int] = {}
    lowest: dict[Pair, int] = {}
    component: dict[Pair, int] = {}
    open_pairs: list[Pair] = []
    for root in edges:
        path: list[tuple[Pair, Iterator[Pair]]] = []
        following: Iterator[Pair] = iter([root])
        while True:
            for pair in following:
                if pair not in number:
                    number[pair] = lowest[pair] = len(number)
                    open_pairs.append(pair)
                    path.append((pair, following := iter(edges[pair])))
                    break
                if path and pair not in component:
                    lowest[path[-1][0]] = min(lowest[path[-1][0]], number[pair])
            else:
                if not path:
                    break
                pair, _ = path.pop()
                if lowest[pair] == number[pair]:
                    while pair not in component:
                        component[open_pairs.pop()] = number[pair]
                if not path:
                    break
                above, following = path[-1]
                lowest[above] = min(lowest[above], lowest[pair])
    return component
