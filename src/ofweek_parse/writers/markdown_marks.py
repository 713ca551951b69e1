"""The marks of bold, emphasis and strikethrough in a line of Markdown, and what must be escaped next to them."""

from __future__ import annotations

import unicodedata
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["STROKE", "Piece", "guarded_pieces", "join_pieces", "with_marks", "without_edges"]


_FOLDED: Final = " \t\n"
STROKE: Final = "~~"
"""The mark of strikethrough."""


class Piece(NamedTuple):
    """A part of a line: ``text``, the TeX of ``math``, ``code``, ``raw`` Markdown, a ``break``, or a mark."""

    kind: Literal["text", "math", "code", "raw", "break", "open", "close"]
    value: str


def without_edges(pieces: list[Piece], *, is_whole_line: bool) -> list[Piece]:
    """Return *pieces* with breaks at the edges of marks moved out of them: beside one, no mark is one.

    At the ends of a whole line there is nothing that they part.
    """
    moved = _without_edges(pieces, is_end=False, is_whole_line=is_whole_line)
    return _without_edges(moved[::-1], is_end=True, is_whole_line=is_whole_line)[::-1]


def _without_edges(pieces: list[Piece], *, is_end: bool, is_whole_line: bool) -> list[Piece]:
    """Return *pieces* (reversed, if *is_end*) with breaks before the marks that they would follow."""
    moved: list[Piece] = []
    marks: list[Piece] = []
    for piece in pieces:
        if piece.kind == ("close" if is_end else "open"):
            marks.append(piece)
        elif marks and piece.kind == "break":
            moved.append(piece)
        else:
            edge, rest = _edge(piece, is_end=is_end) if marks else ("", piece)
            if edge and (moved or not is_whole_line):
                moved.append(Piece("text", edge))
            if rest.value:
                moved += marks
                marks = []
            moved.append(rest)
    return moved + marks


def _edge(piece: Piece, *, is_end: bool) -> tuple[str, Piece]:
    """Return the white space at an edge of *piece*, if it is text and contains a line break, and the rest."""
    text = piece.value
    rest = text.rstrip(_FOLDED) if is_end else text.lstrip(_FOLDED)
    size = len(text) - len(rest)
    edge = text[len(text) - size :] if is_end else text[:size]
    return (edge, Piece("text", rest)) if piece.kind == "text" and "\n" in edge else ("", piece)


def join_pieces(pieces: list[Piece]) -> list[Piece]:
    """Return *pieces* with neighbours of one kind joined, and without marks around nothing."""
    joined: list[Piece] = []
    for piece in pieces:
        if piece.kind == "close" and joined and joined[-1].kind == "open":
            joined.pop()  # nothing is left between them
        elif piece.kind == "open" and joined and joined[-1] == Piece("close", piece.value):
            joined.pop()  # nothing is left between two runs of one kind: they are one
        elif piece.value or piece.kind == "break":
            joined.append(piece)
    return list(_joined_texts(joined))


def _joined_texts(pieces: list[Piece]) -> Iterator[Piece]:
    for kind, run in groupby(pieces, attrgetter("kind")):
        if kind in {"text", "code"}:
            yield Piece(kind, "".join([piece.value for piece in run]))
        else:
            yield from run


def with_marks(pieces: list[Piece]) -> list[Piece]:
    """Return *pieces* with ``_`` for emphasis where a ``*`` would touch another of asterisks."""
    marked = list(pieces)
    opened: list[int] = []
    for index, piece in enumerate(pieces):
        if piece.kind == "open":
            opened.append(index)
        elif piece.kind == "close":
            start = opened.pop()
            if piece.value == "*" and any(
                _is_mark(pieces, near) for near in (start - 1, start + 1, index - 1, index + 1)
            ):
                marked[start] = Piece("open", "_")
                marked[index] = Piece("close", "_")
    return marked


def _is_mark(pieces: list[Piece], index: int) -> bool:
    return 0 <= index < len(pieces) and pieces[index].kind in {"open", "close"} and pieces[index].value != STROKE


def guarded_pieces(pieces: list[Piece]) -> tuple[set[int], set[int]]:
    """Return the pieces whose first, and those whose last, character must be written as a reference."""
    first: set[int] = set()
    last: set[int] = set()
    before = -1
    while before != len(first) + len(last):  # a character written as a reference is punctuation to its other neighbour
        before = len(first) + len(last)
        for index, piece in enumerate(pieces):
            if piece.kind == "open":
                _guard(piece, (pieces, index + 1, first), (pieces, index - 1, last))
            elif piece.kind == "close":
                _guard(piece, (pieces, index - 1, last), (pieces, index + 1, first))
        for index in (first | last) & {index for index, piece in enumerate(pieces) if len(piece.value) == 1}:
            first.add(index)
            last.add(index)
    return first, last


_Side: TypeAlias = "tuple[list[Piece], int, set[int]]"


def _guard(mark: Piece, inside: _Side, outside: _Side) -> None:
    """Put into the sets the neighbours of *mark* that keep it from being one."""
    _guard_beside(mark, inside, outside)
    if mark.value != STROKE:  # cmark-gfm looks past the marks of strikethrough for what is beside another
        is_open = mark.kind == "open"
        _guard_beside(mark, _past_strokes(inside, 1 if is_open else -1), _past_strokes(outside, -1 if is_open else 1))


def _past_strokes(side: _Side, step: int) -> _Side:
    pieces, index, guarded = side
    while 0 <= index < len(pieces) and pieces[index].kind in {"open", "close"} and pieces[index].value == STROKE:
        index += step
    return pieces, index, guarded


def _guard_beside(mark: Piece, inside: _Side, outside: _Side) -> None:
    inner, outer = _neighbour(inside, mark.kind == "open"), _neighbour(outside, mark.kind == "close")
    if inner.isspace():
        inside[2].add(inside[1])
        inner = "&"
    if outer and not outer.isspace() and not _is_punctuation(outer) and (mark.value == "_" or not inner.isalnum()):
        outside[2].add(outside[1])


def _neighbour(side: _Side, is_after: bool) -> str:  # noqa: FBT001 - the two sides of a mark
    """The character beside a mark as it will be written; ``""`` at the ends of the line and at breaks."""
    pieces, index, guarded = side
    if not 0 <= index < len(pieces) or pieces[index].kind == "break":
        return ""
    if index in guarded:
        return "&" if is_after else ";"
    if pieces[index].kind == "code":
        return "`"
    return pieces[index].value[0 if is_after else -1]


def _is_punctuation(character: str) -> bool:
    # Of symbols, older CommonMark counts only those of ASCII.
    return unicodedata.category(character)[0] == "P" or (character.isascii() and not character.isalnum())
