"""Collecting the diagnostics of front matter, and the lines that they are about."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from ofweek_parse.model.constructors import evolve
from ofweek_parse.model.findings import Findings

if TYPE_CHECKING:
    from ofweek_parse.model.diagnostics import Diagnostic

__all__ = ["HeaderFindings"]

_SOUND = frozenset({"comment-cut", "tab-indent"})  # Hexo reads the same


class HeaderFindings:
    """Diagnostics with their lines and columns.

    Attributes:
        odd_lines: The lines that Hexo reads otherwise; those of diagnostics that are only counted, too.
    """

    def __init__(self) -> None:
        self.odd_lines: array[int] = array("L")
        self._found: Findings[tuple[int, int]] = Findings()

    def add(self, code: str, message: str, *, line: int, column: int = 1) -> None:
        """Take what was found at that place."""
        self._found.add((line, column), code, message)
        if code not in _SOUND:
            self.odd_lines.append(line)

    def add_duplicate(self, key: str, first: int, second: int) -> None:
        """Take that *key* appears in both lines."""
        message = f"The key {key!r} appears in lines {first} and {second}; the first value was kept."
        self.add("duplicate-key", message, line=second)

    def extend(self, others: HeaderFindings) -> None:
        """Take all of *others*."""
        self._found.extend(others._found)
        self.odd_lines.extend(others.odd_lines)

    def all(self) -> list[Diagnostic]:
        """Return the diagnostics that were kept, and one more for each code with its number of others."""
        return [evolve(note, line=line, column=column) for (line, column), note in self._found.all()]
