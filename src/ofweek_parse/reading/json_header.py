"""A ``;;;`` front-matter block, which holds JSON, to a mapping."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from ofweek_parse.model.article import FrontMatter, FrontMatterValue
from ofweek_parse.model.diagnostics import Diagnostic
from ofweek_parse.reading.values import duplicate_key, typed

if TYPE_CHECKING:
    from ofweek_parse.reading.limits import Limits

__all__ = ["read_json_header"]

_BRACKET = re.compile(r'"(?:[^"\\]|\\.)*"|[\[{]|[\]}]')


def read_json_header(header: str, line: int, limits: Limits, notes: list[Diagnostic]) -> FrontMatter:
    """The mapping that a ``;;;`` block holds: JSON, with or without the outer braces."""
    _check_json_depth(header, line, limits)
    text = header.strip()
    if text.startswith("{"):
        notes.append(Diagnostic.of("json-braces", "The JSON has its own outer braces.", line=line, column=1))
    else:
        text = "{" + header.rstrip().rstrip(",") + "}"
    notes.append(Diagnostic.of("json-front-matter", "The front matter is JSON.", line=line, column=1))

    def mapping(pairs: list[tuple[str, Any]]) -> FrontMatter:
        read: dict[str, FrontMatterValue] = {}
        for key, value in pairs:
            if key in read:
                notes.append(duplicate_key(key, line, line))
            else:
                read[key] = _frozen(value)
        return FrontMatter(read)

    try:
        value = json.loads(text, object_pairs_hook=mapping, parse_int=typed, parse_float=str, parse_constant=str)
    except ValueError as error:
        place = getattr(error, "lineno", 1) - 1 + line
        message = f"The front matter is not JSON ({error}); it was left out."
        notes.append(Diagnostic.of("json-syntax", message, line=place, column=getattr(error, "colno", 1)))
        return FrontMatter()
    if isinstance(value, FrontMatter) and value:
        return value
    notes.append(Diagnostic.of("front-matter-empty", "The front matter holds no key.", line=line, column=1))
    return FrontMatter()


def _frozen(value: Any) -> FrontMatterValue:
    return tuple(map(_frozen, value)) if isinstance(value, list) else value


def _check_json_depth(header: str, line: int, limits: Limits) -> None:
    depth = 0
    for token in _BRACKET.finditer(header):
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(token[0], 0)
        if depth > limits.header_depth:
            raise limits.error("header_depth", "depth", "The front matter is nested too deeply", line=line)
