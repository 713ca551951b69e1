r"""Converting MathML to TeX, for formulas that do not contain their TeX.

An element that is not in the table is replaced by its content.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["MathmlReader"]

_SPECIAL: Final = re.compile(r"[#$%&_{}]")
_NO_SPACE: Final = re.compile("[\u2061-\u2064\u200b]")  # invisible operators
_COMMAND_END: Final = re.compile(r"\\[A-Za-z]+\Z")
_NAME: Final = re.compile("[A-Za-z]{2,}")
_FUNCTIONS: Final = frozenset(
    "arccos arcsin arctan arg cos cosh cot coth csc deg det dim exp gcd hom inf ker lg lim liminf limsup ln log max min Pr "
    "sec sin sinh sup tan tanh".split()
)
_NO_LINE: Final = re.compile(r"0*(?:\.0*)?(?:[a-z]{2}|%)?")
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


def _fenced(parts: Sequence[str], attributes: Mapping[str, str]) -> str:
    opening, closing = _special(attributes.get("open", "(").strip()), _special(attributes.get("close", ")").strip())
    separators = "".join(attributes.get("separators", ",").split())
    row: list[str] = []
    for number, part in enumerate(parts):
        if number and separators:  # the last is used for all that follow
            row.append(_special(separators[min(number, len(separators)) - 1]))
        row.append(part)
    return f"{opening}{_row(row)}{closing}"


def _special(text: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", text.replace("\\", "\\backslash "))


_Form: TypeAlias = Callable[[Sequence[str]], str]
_BINOMIAL: Final = (2, lambda parts: rf"\binom{{{parts[0]}}}{{{parts[1]}}}")
_FORMS: Final[Mapping[str, tuple[int, _Form]]] = {
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
_ROWS: Final[Mapping[str, _Form]] = {
    "msqrt": lambda parts: rf"\sqrt{{{_row(parts)}}}",
    "mphantom": lambda parts: rf"\phantom{{{_row(parts)}}}",
    "mtext": lambda parts: rf"\text{{{_row(parts)}}}",
    "mtr": _cells,
    "mtable": _matrix,
}
"""Elements with any number of them."""


def _form_of(tag: str, attributes: Mapping[str, str]) -> tuple[int, _Form]:
    """The number of parts that the element *tag* must have, 0 for any, and what it makes of them."""
    if tag == "mfenced":
        return 0, partial(_fenced, attributes=attributes)
    if tag == "mfrac" and _NO_LINE.fullmatch(attributes.get("linethickness", "1")):
        return _BINOMIAL
    return _FORMS.get(tag) or (0, _ROWS.get(tag, _row))


class _Element(NamedTuple):
    """An open element with its content so far."""

    tag: str
    size: int
    form: _Form
    parts: list[str]


class MathmlReader:
    """Takes the tags and texts of one formula.

    Example:
        >>> reader = MathmlReader()
        >>> for tag, text in (("msup", ""), ("mi", "x"), ("/mi", ""), ("mn", "2"), ("/mn", ""), ("/msup", "")):
        ...     reader.end() if tag.startswith("/") else reader.start(tag, {})
        ...     reader.add_text(text)
        >>> reader.tex
        'x^2'
    """

    def __init__(self) -> None:
        self._open: list[_Element] = [_Element("mrow", 0, _row, [])]

    @property
    def tex(self) -> str:
        """The TeX so far, open elements not included."""
        return _row(self._open[0].parts)

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Take a start tag."""
        self._open.append(_Element(tag, *_form_of(tag, attributes), []))

    def add_text(self, text: str) -> None:
        """Take a text; a name of several letters is no product of them."""
        element = self._open[-1]
        text = _NO_SPACE.sub("", text if element.tag == "mtext" else text.strip())
        if element.tag in {"mi", "mo"} and _NAME.fullmatch(text):
            element.parts.append(f"\\{text}" if text in _FUNCTIONS else rf"\mathrm{{{text}}}")
        elif text:
            element.parts.append(_special(text))

    def end(self) -> None:
        """Take the end tag of the element begun last."""
        _, size, form, parts = self._open.pop()
        if size and len(parts) != size:
            form = _row
        # What may have been empty is a part too.
        if parts or self._open[-1].size:
            self._open[-1].parts.append(form(parts) if parts else "")
