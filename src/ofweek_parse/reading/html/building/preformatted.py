"""`Preformatted`: the lines of a ``<pre>`` that is being read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ofweek_parse.characters import BLANK
from ofweek_parse.model.blocks import CodeBlock

if TYPE_CHECKING:
    from ofweek_parse.model.blocks import Block

__all__ = ["Preformatted"]

_BLANK_LINE: Final = re.compile(r"[ \t]*\n")


class Preformatted:
    """The inside of ``<pre>``.

    Attributes:
        language: The language that its own elements name.
        figures: The images in it.
    """

    def __init__(self, language: str | None) -> None:
        self.language = language
        self.figures: list[Block] = []
        self._parts: list[str] = []
        self._has_children = False
        self._row_start = 0
        self._code_end: int | None = None

    @property
    def size(self) -> int:
        """The number of pieces of code."""
        return len(self._parts)

    def text_from(self, start: int) -> str:
        """The code behind the first *start* pieces."""
        return "".join(self._parts[start:])

    def add_text(self, text: str) -> None:
        """Add a piece of code; HTML ignores a line break right after the start tag."""
        is_first = not self._parts and not self._has_children
        if text := text.removeprefix("\n") if is_first else text:
            self._parts.append(text)

    def add_break(self) -> None:
        """End a line."""
        self._parts.append("\n")

    def begin_element(self) -> None:
        """Begin an element in it."""
        self._has_children = True

    def begin_code(self) -> None:
        """Begin a ``<code>``; one right after another is a separate line."""
        if self._code_end == len(self._parts) and not self.text_from(self._row_start).endswith("\n"):
            self.add_break()
        self._row_start = len(self._parts)

    def end_code(self) -> None:
        """End a ``<code>``."""
        self._code_end = len(self._parts)

    def end_row(self) -> None:
        """End a line of code, if it has not ended."""
        if self._parts and not self._parts[-1].endswith("\n"):
            self.add_break()

    def finish(self, language: str | None) -> list[Block]:
        """The code block and the pictures in it; a blank line before the code and the line break behind it go.

        Args:
            language: The language of code around which nothing nearer names one.
        """
        code = "".join(self._parts)
        if blank := _BLANK_LINE.match(code):
            code = code[blank.end() :]
        code = code.removesuffix("\n")
        blocks: list[Block] = (
            [] if BLANK.fullmatch(code) else [CodeBlock(code=code, language=self.language or language)]
        )
        return blocks + self.figures
