"""Restoring characters of a title from another text with the same title.

The generator uses titles as file names and replaces each of ``: / \\ ? * “ ” < > | [ ]`` by ``_``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ofweek_parse.normalizers.matching import FingerprintedText

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["BRACKETS", "REPLACED", "ascii_forms", "marks_in", "with_marks"]

REPLACED: Final = ":/\\?*|“”<>[]"
"""The characters that the generator writes ``_`` for."""

BRACKETS: Final = ("“”", "<>", "[]")
"""Those of them that come in pairs."""

_ASCII_OF: Final = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)} | {"\u3000": " "}
_FORM: Final = re.compile("[\u3000\uff01-\uff5e]")
_SHOWN: Final = frozenset(REPLACED) | {form for form, ascii_ in _ASCII_OF.items() if ascii_ in REPLACED}


def ascii_forms(text: str) -> str:
    """Return *text*, character by character, with every full-width form as ASCII, Chinese punctuation too.

    Example:
        >>> ascii_forms("１４／２８：风？")
        '14/28:风?'
    """
    for form in set(_FORM.findall(text)):  # a text has few of them: many times as fast as `str.translate`
        text = text.replace(form, _ASCII_OF[form])
    return text


def marks_in(shown: str, title: str) -> dict[int, str] | None:
    """Return what *shown* has at each ``_`` of *title*, by place; ``None`` if it is another title.

    Titles are the same if only punctuation, spaces, case and width differ. A ``_`` for which *shown* has neither a
    character that the generator replaces nor a ``_`` is left out.

    Example:
        >>> marks_in("三千家企业,如何增长?/上", "三千家企业，如何增长？_上")
        {11: '/'}
        >>> marks_in("四千家企业", "三千家企业_") is None
        True
    """
    ours, theirs = FingerprintedText(title), FingerprintedText(shown)
    if not ours.key or ours.key != theirs.key:
        return None
    marks: dict[int, str] = {}
    for (start, gap), (_, shown_gap) in zip(_gaps(ours), _gaps(theirs), strict=True):
        if "_" not in gap:
            continue
        places = [start + at for at, character in enumerate(gap) if not character.isspace()]
        characters = "".join(shown_gap.split())
        if len(places) == len(characters):
            pairs = zip(places, characters, strict=True)
            marks.update({at: mark for at, mark in pairs if title[at] == "_" and (mark == "_" or mark in _SHOWN)})
    return marks


def _gaps(text: FingerprintedText) -> Iterator[tuple[int, str]]:
    """Yield the text before, between and after the characters of the key, each with its place."""
    end = 0
    for offset in text.offsets:
        yield end, text.text[end:offset]
        end = offset + 1
    yield end, text.text[end:]


def with_marks(title: str, marks: Mapping[int, str]) -> str:
    """Return *title* with *marks* at their places."""
    characters = list(title)
    for at, mark in marks.items():
        characters[at] = mark
    return "".join(characters)
