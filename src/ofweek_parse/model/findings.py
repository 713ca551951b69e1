"""Collecting diagnostics, with a limit for each code, because a hostile post can cause one per tag or line."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final, Generic, TypeVar

from ofweek_parse.model.constructors import evolve
from ofweek_parse.model.diagnostics import Diagnostic

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["Findings", "capped", "placed"]

_MOST: Final = 100

Place = TypeVar("Place")


class Findings(Generic[Place]):
    """Diagnostics with their places. Of each code the first hundred are kept, and the others only counted.

    Example:
        >>> found = Findings()
        >>> for number in range(1, 103):
        ...     found.add(number, "bom", "A mark.")
        >>> [(place, note.message) for place, note in found.all()][99:]
        [(100, 'A mark.'), (101, '2 more bom diagnostics were left out, starting here.')]
    """

    def __init__(self) -> None:
        self._kept: list[tuple[Place, Diagnostic]] = []
        self._counts: dict[str, int] = {}
        self._left_out_from: dict[str, Place] = {}

    def __contains__(self, code: str) -> bool:
        return code in self._counts

    def add(self, place: Place, code: str, message: str) -> None:
        """Take what was found at *place*."""
        if self._has_room(place, code):
            self._kept.append((place, Diagnostic.of(code, message)))

    def add_made(self, place: Place, note: Diagnostic) -> None:
        """Take *note*, which was found at *place*."""
        if self._has_room(place, note.code):
            self._kept.append((place, note))

    def extend(self, others: Findings[Place]) -> None:
        """Take all of *others*."""
        for place, note in others._kept:
            self.add_made(place, note)
        for code, place in others._left_out_from.items():
            self._left_out_from.setdefault(code, place)
            self._counts[code] += others._counts[code] - _MOST

    def withdraw(self, place: Place, code: str) -> None:
        """Take back what was found at *place*, once: more was read, and it is not so."""
        self._counts[code] -= 1
        self._kept = [kept for kept in self._kept if kept[0] != place or kept[1].code != code]

    def all(self) -> list[tuple[Place, Diagnostic]]:
        """Return the diagnostics that were kept, and one more for each code with its number of others."""
        return [*self._kept, *self._left_out()]

    def _has_room(self, place: Place, code: str) -> bool:
        count = self._counts[code] = self._counts.get(code, 0) + 1
        if count > _MOST:
            self._left_out_from.setdefault(code, place)
        return count <= _MOST

    def _left_out(self) -> Iterator[tuple[Place, Diagnostic]]:
        kept = Counter([note.code for _, note in self._kept])
        for code, place in self._left_out_from.items():
            if count := self._counts[code] - kept[code]:
                message = f"{count:,} more {code} diagnostics were left out, starting here."
                yield place, Diagnostic.of("diagnostics-left-out", message)


def capped(diagnostics: Sequence[Diagnostic]) -> Sequence[Diagnostic]:
    """Return the first hundred *diagnostics* of each code, and one more for each code with its number of others.

    Example:
        >>> notes = [Diagnostic.of("bom", "A mark.", line=line) for line in range(1, 103)]
        >>> [str(note) for note in capped(notes)[99:]]
        ['100: bom: A mark.', '101: diagnostics-left-out: 2 more bom diagnostics were left out, starting here.']
    """
    if len(diagnostics) <= _MOST:  # as nearly always
        return diagnostics
    found: Findings[Diagnostic] = Findings()
    for note in diagnostics:
        found.add_made(note, note)
    pairs = found.all()
    if all(note is place for place, note in pairs):
        return diagnostics
    return [note if note is place else evolve(note, line=place.line, column=place.column) for place, note in pairs]


def placed(diagnostics: tuple[Diagnostic, ...], line: int) -> tuple[Diagnostic, ...]:
    """Return *diagnostics*, of which those that have no place get the beginning of *line*.

    Example:
        >>> [str(note) for note in placed((Diagnostic.of("bom", "A mark."),), 3)]
        ['3:1: bom: A mark.']
    """
    if all(note.line is not None for note in diagnostics):
        return diagnostics
    return tuple([note if note.line is not None else evolve(note, line=line, column=1) for note in diagnostics])
