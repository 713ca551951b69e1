"""Deciding which front-matter entries may be copied verbatim, and which must be left out.

Hexo's YAML parsers convert unquoted text to numbers and dates where this library keeps the text, and shift such dates
by the machine's UTC offset. JavaScript parses text as a time in the formats below, with the same time zone as this
library.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ofweek_parse.dates import date_readings, parse_date
from ofweek_parse.model.front_matter import EntrySource, as_text, as_truth, flat_text

if TYPE_CHECKING:
    from datetime import datetime

    from ofweek_parse.model.front_matter import FrontMatterValue

__all__ = ["is_deleted", "is_unchanged", "is_zoned", "zoned_time"]

_ZONED = re.compile(
    r"""
    (?: (?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), [ ] )? \d{1,2} [ ] [A-Z][a-z]{2} [ ] [1-9]\d{3}    # RFC 822
        [ ] \d{2} : \d{2} (?: : \d{2} )? [ ] (?: GMT | UTC | Z | [+-]\d{4} )
    | [1-9]\d{3} - \d{2} - \d{2} [T ] \d{2} : \d{2} (?: : \d{2} (?:\.\d{1,9})? )?           # ISO 8601
        [ ]? (?: Z | UTC | GMT | [+-]\d{2}:?\d{2} )
    | [A-Z][a-z]{2} [ ] [A-Z][a-z]{2} [ ] \d{2} [ ] [1-9]\d{3} [ ] \d{2} : \d{2} : \d{2}    # JavaScript's own
        [ ] GMT[+-]\d{4} (?: [ ] \([^()]*\) )?
    """,
    re.ASCII | re.VERBOSE,
)
_NO_TEXT = re.compile(
    r"""
    ~ | (?i: null | true | false | [-+]?\.inf | \.nan )
    | [-+]? (?= [._]*\d ) [\d._]+ (?: [eE] [-+]? \d+ )? \.?
    | 0[xob] [\da-fA-F_]+
    | \d{4} - \d{1,2} - \d{1,2} (?: [Tt\ ] .* )?
    """,
    re.ASCII | re.VERBOSE,
)
"""Unquoted text of which one of Hexo's readers makes something else."""
_SHOWN = re.compile(r"true|false|0|-?[1-9]\d{0,14}", re.ASCII)
"""Values with the same text."""


def is_deleted(key: str, value: FrontMatterValue, held: object) -> bool:
    """Return whether the field of *key* lost what could be read from *value*, so that it must not come back.

    Example:
        >>> is_deleted("author", "林", None), is_deleted("date", "tomorrow", None), is_deleted("date", "tomorrow", "x")
        (True, False, False)
    """
    if held is not None or value is None:
        return False
    match key:
        case "date":
            return bool(date_readings(as_text(value) or ""))
        case "comments":
            return as_truth(value) is not None
        case _:
            return as_text(value) is not None


def is_unchanged(key: str, value: FrontMatterValue, held: object, source: EntrySource) -> bool:
    """Return whether Hexo reads *source*, the text of *value*, as *held*, the value of the field of *key*."""
    match key:
        case "date":
            return zoned_time(source) == held
        case "comments":
            return isinstance(value, bool) and value == held
        case "categories":
            return value == held and all(_is_text(name, source) or _SHOWN.fullmatch(name) for name in flat_text(value))
        case _:
            text = as_text(value)
            return (text or "") == held and (value is None or (isinstance(value, str) and _is_text(value, source)))


def zoned_time(source: EntrySource) -> datetime | None:
    """Return the time that Hexo reads in *source*, if that is a text that names its zone.

    Example:
        >>> zoned_time(EntrySource("", "date: Mon, 26 Jul 2021 01:29:00 GMT")).isoformat()
        '2021-07-26T01:29:00+00:00'
        >>> zoned_time(EntrySource("", "date: 2021-07-26T01:29:00Z")) is None  # which YAML takes for a date
        True
    """
    raw = source.lines.partition(":")[2].strip()
    is_quoted = len(raw) > 1 and raw[0] == raw[-1] and raw[0] in "\"'"
    text = raw[1:-1] if is_quoted else raw
    return parse_date(text) if is_zoned(text) and (is_quoted or not raw[:4].isdigit()) else None


def is_zoned(text: str) -> bool:
    """Return whether *text* is a time that names its zone, and JavaScript reads as this library does.

    Example:
        >>> is_zoned("2021-07-26T01:29:00Z"), is_zoned("2021-07-26 01:29")
        (True, False)
    """
    return _ZONED.fullmatch(text) is not None


def _is_text(text: str, source: EntrySource) -> bool:
    """Return whether *text* is one for Hexo as *source* has it: it looks like nothing else, or is quoted."""
    return not _NO_TEXT.fullmatch(text) or f"'{text}'" in source.lines or f'"{text}"' in source.lines
