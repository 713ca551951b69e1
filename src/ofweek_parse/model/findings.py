"""Collecting diagnostics, with a limit for each code, because a hostile post can cause one per tag."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from ofweek_parse.model.constructors import evolve
from ofweek_parse.model.diagnostics import Diagnostic

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["Findings", "capped", "placed"]

_MOST: Final = 100


class Findings:
    """Diagnostics with their places. Of each code the first hundred are kept, and the others counted.

    Attributes:
        last: The last diagnostic.
    """

    def __init__(self) -> None:
        self.last: tuple[int, Diagnostic] | None = None
        self._kept: list[tuple[int, Diagnostic]] = []
        self._counts: dict[str, int] = {}
        self._left_out_from: dict[str, int] = {}

    def __contains__(self, code: str) -> bool:
        return code in self._counts

    def add(self, place: int, code: str, message: str) -> None:
        """Take what was found at *place*."""
        count = self._counts[code] = self._counts.get(code, 0) + 1
        self.last = (place, Diagnostic.of(code, message))
        if count <= _MOST:
            self._kept.append(self.last)
        else:
            self._left_out_from.setdefault(code, place)

    def withdraw(self, found: tuple[int, Diagnostic]) -> None:
        """Take back what was `last`, once: more was read, and it is not so."""
        self._counts[found[1].code] -= 1
        self._kept = [kept for kept in self._kept if kept is not found]

    def all(self) -> list[tuple[int, Diagnostic]]:
        """Return the diagnostics that were kept, and one more for each code with its number of others."""
        return [*self._kept, *self._left_out()]

    def _left_out(self) -> Iterator[tuple[int, Diagnostic]]:
        kept = Counter([note.code for _, note in self._kept])
        for code, place in self._left_out_from.items():
            if self._counts[code] > kept[code]:
                yield place, _left_out(code, self._counts[code] - kept[code])


def capped(diagnostics: Sequence[Diagnostic]) -> Sequence[Diagnostic]:
    """Return the first hundred *diagnostics* of each code, and one more for each code with its number of others.

    Example:
        >>> notes = [Diagnostic.of("bom", "A mark.", line=line) for line in range(1, 103)]
        >>> [str(note) for note in capped(notes)[99:]]
        ['100: bom: A mark.', '101: diagnostics-left-out: 2 more bom diagnostics were left out, starting here.']
    """
    if len(diagnostics) <= _MOST:  # as nearly always
        return diagnostics
    counts: dict[str, int] = {}
    kept: list[Diagnostic] = []
    first_left_out: dict[str, Diagnostic] = {}
    for note in diagnostics:
        count = counts[note.code] = counts.get(note.code, 0) + 1
        if count <= _MOST:
            kept.append(note)
        else:
            first_left_out.setdefault(note.code, note)
    if not first_left_out:
        return diagnostics
    for code, note in first_left_out.items():
        kept.append(_left_out(code, counts[code] - _MOST, line=note.line, column=note.column))
    return kept


def _left_out(code: str, count: int, *, line: int | None = None, column: int | None = None) -> Diagnostic:
    message = f"{count:,} more {code} diagnostics were left out, starting here."
    return Diagnostic.of("diagnostics-left-out", message, line=line, column=column)


def placed(diagnostics: tuple[Diagnostic, ...], line: int) -> tuple[Diagnostic, ...]:
    """Return *diagnostics*, of which those that have no place get the beginning of *line*.

    Example:
        >>> [str(note) for note in placed((Diagnostic.of("bom", "A mark."),), 3)]
        ['3:1: bom: A mark.']
    """
    if all(note.line is not None for note in diagnostics):
        return diagnostics
    return tuple([note if note.line is not None else evolve(note, line=line, column=1) for note in diagnostics])
