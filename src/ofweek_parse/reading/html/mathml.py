r"""MathML to TeX, as far as formulas go that name no TeX themselves: what is above or below stays there.

An element that is not in the table is what it holds, side by side.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

__all__ = ["MathmlReader"]

_SPECIAL: Final = re.compile(r"[#$%&_{}]")
_NO_SPACE: Final = re.compile("[\u2061-\u2064\u200b]")  # invisible operators
_COMMAND_END: Final = re.compile(r"\\[A-Za-z]+\Z")
_SINGLE: Final = re.compile(r".|\\[A-Za-z]+|\\.", re.DOTALL)


def _group(tex: str) -> str:
    return tex if _SINGLE.fullmatch(tex) else f"{{{tex}}}"


def _row(parts: Sequence[str]) -> str:
    row: list[str] = []
    for part in parts:
        if row and part[:1].isascii() and part[:1].isalpha() and _COMMAND_END.search(row[-1]):
            row.append(" ")
        row.append(part)
    return "".join(row)


def _script(*marks: str) -> Callable[[Sequence[str]], str]:
    def written(parts: Sequence[str]) -> str:
        return "".join(
            [_group(parts[0]), *(f"{mark}{_group(part)}" for mark, part in zip(marks, parts[1:], strict=True))]
        )

    return written


def _cells(parts: Sequence[str]) -> str:
    return " & ".join(parts)


def _matrix(parts: Sequence[str]) -> str:
    rows = r" \\ ".join(parts)
    return rf"\begin{{matrix}}{rows}\end{{matrix}}"


_FORMS: Final[Mapping[str, tuple[int, Callable[[Sequence[str]], str]]]] = {
    "mfrac": (2, lambda parts: rf"\frac{{{parts[0]}}}{{{parts[1]}}}"),
    "mroot": (2, lambda parts: rf"\sqrt[{parts[1]}]{{{parts[0]}}}"),
    "msup": (2, _script("^")),
    "msub": (2, _script("_")),
    "msubsup": (3, _script("_", "^")),
    "mover": (2, _script("^")),
    "munder": (2, _script("_")),
    "munderover": (3, _script("_", "^")),
}
"""Elements with a fixed number of parts."""
_ROWS: Final[Mapping[str, Callable[[Sequence[str]], str]]] = {
    "msqrt": lambda parts: rf"\sqrt{{{_row(parts)}}}",
    "mfenced": lambda parts: f"({','.join(parts)})",
    "mtext": lambda parts: rf"\text{{{_row(parts)}}}",
    "mtr": _cells,
    "mtable": _matrix,
}
"""Elements with any number of them."""


class MathmlReader:
    """Takes the tags and texts of one formula.

    Example:
        >>> reader = MathmlReader()
        >>> for tag, text in (("msup", ""), ("mi", "x"), ("/mi", ""), ("mn", "2"), ("/mn", ""), ("/msup", "")):
        ...     reader.end() if tag.startswith("/") else reader.start(tag)
        ...     reader.add_text(text)
        >>> reader.tex
        'x^2'
    """

    def __init__(self) -> None:
        self._open: list[tuple[str, list[str]]] = [("mrow", [])]

    @property
    def tex(self) -> str:
        """The TeX so far, open elements not included."""
        return _row(self._open[0][1])

    def start(self, tag: str) -> None:
        """Take a start tag."""
        self._open.append((tag, []))

    def add_text(self, text: str) -> None:
        """Take a text."""
        tag, parts = self._open[-1]
        text = _NO_SPACE.sub("", text if tag == "mtext" else text.strip())
        if text:
            parts.append(_SPECIAL.sub(r"\\\g<0>", text.replace("\\", "\\backslash ")))

    def end(self) -> None:
        """Take the end tag of the element begun last."""
        tag, parts = self._open.pop()
        count, form = _FORMS.get(tag, (0, _row))
        if tag in _ROWS:
            form = _ROWS[tag]
        elif len(parts) != count:
            form = _row
        # What may have been empty is a part too.
        if parts or self._open[-1][0] in _FORMS:
            self._open[-1][1].append(form(parts) if parts else "")
