"""Repair of character references that a parser would misread."""

from __future__ import annotations

import re
import sys
from html.entities import html5
from typing import Final

from ofweek_parse.characters import REPLACEMENT, clean
from ofweek_parse.model.diagnostics import Diagnostic
from ofweek_parse.reading.html.messages import in_all
from ofweek_parse.reading.html.replacing import replaced
from ofweek_parse.sentinels import FILLER, LITERAL_AMP, LITERAL_LT

__all__ = ["mend_references"]

_NUMBERED: Final = re.compile(r"&#(?:([0-9]+)|[xX]([0-9a-fA-F]+));?")
_MOST_DIGITS: Final = 7  # of a number below 0x110000
_NOT_WINDOWS_1252: Final = frozenset({0x81, 0x8D, 0x8F, 0x90, 0x9D})  # HTML maps the others from 0x80 to 0x9F
_MARKS: Final = [ord(mark) for mark in (LITERAL_LT, LITERAL_AMP, FILLER)]
_DECIMAL_MARK: Final = re.compile(rf"(&#0*)(?:{'|'.join(map(str, _MARKS))})(?![0-9])")
_HEXADECIMAL_MARK: Final = re.compile(
    rf"(&#[xX]0*)(?:{'|'.join(format(mark, 'x') for mark in _MARKS)})(?![0-9a-fA-F])", re.IGNORECASE
)
_WITHOUT_SEMICOLON: Final = frozenset(name for name in html5 if not name.endswith(";"))
_LENGTHS: Final = range(min(map(len, _WITHOUT_SEMICOLON)), max(map(len, _WITHOUT_SEMICOLON)) + 1)
_NAMED: Final = re.compile(
    r"&(?=(?:" + "|".join(sorted({name[:2] for name in _WITHOUT_SEMICOLON})) + r"))([A-Za-z0-9]+)([;=]?)"
)


def mend_references(markup: str) -> tuple[str, list[tuple[int, Diagnostic]]]:
    """Return *markup*, at its length, with the references that were meant, and diagnostics with their offsets.

    Example:
        >>> mend_references("/q?x=1&paramY=2 &nbsp;")[0].replace(LITERAL_AMP, "&amp;")
        '/q?x=1&amp;paramY=2 &nbsp;'
    """
    if "&" not in markup:
        return markup, []
    found: list[tuple[int, Diagnostic]] = []
    if bare := [named for named in _NAMED.finditer(markup) if _is_bare(named)]:
        markup = replaced(markup, [(named.start(), named.start() + 1, LITERAL_AMP) for named in bare])
        message = f"{bare[0][0][:40]!r} is not a character reference; it was read as text{in_all(len(bare))}."
        found.append((bare[0].start(), Diagnostic.of("bare-ampersand", message)))
    if "&#" in markup and (bad := [each for each in _NUMBERED.finditer(markup) if _is_no_character(each)]):
        markup = _DECIMAL_MARK.sub(r"\g<1>65533", _HEXADECIMAL_MARK.sub(r"\1FFFD", markup))
        message = f"{bad[0][0][:40]} is not a valid character; {len(bad)} character(s) were replaced by U+FFFD."
        found.append((bad[0].start(), Diagnostic.of("control-char", message)))
    return markup, found


def _is_bare(named: re.Match[str]) -> bool:
    """Whether a parser reads a reference in *named* that ends before a letter, a digit or an equals sign."""
    name, end = named[1], named[2]
    if (end == ";" and f"{name};" in html5) or (not end and name in _WITHOUT_SEMICOLON):
        return False
    return any(name[:length] in _WITHOUT_SEMICOLON for length in _LENGTHS)


def _is_no_character(reference: re.Match[str]) -> bool:
    written = reference[2] or reference[1]
    digits = written.lstrip("0")
    if len(digits) > _MOST_DIGITS:
        return False  # beyond Unicode
    code = int(digits or "0", 16 if reference[2] else 10)
    if 0x80 <= code < 0xA0:
        return code in _NOT_WINDOWS_1252
    return code <= sys.maxunicode and code != ord(REPLACEMENT) and clean(chr(code)) == REPLACEMENT
