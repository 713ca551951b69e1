"""Parsing a ``;;;`` front-matter block, which contains JSON."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from ofweek_parse.characters import clean
from ofweek_parse.model.front_matter import FrontMatter, FrontMatterValue
from ofweek_parse.reading.decoding import position
from ofweek_parse.reading.front_matter.findings import HeaderFindings
from ofweek_parse.reading.front_matter.scalars import too_deep, typed

if TYPE_CHECKING:
    from ofweek_parse.model.diagnostics import Diagnostic
    from ofweek_parse.reading.limits import Limits

__all__ = ["read_json_header"]

_STRING = re.compile(r'"([^"\\]*(?:\\.[^"\\]*)*)(?:"(\s*:)?|\\?\Z)', re.DOTALL)  # and whether it is a key
_TOKEN = re.compile(r'\\.|"|[\[{]|[\]}]', re.DOTALL)


def read_json_header(header: str, line: int, limits: Limits, diagnostics: list[Diagnostic]) -> FrontMatter:
    """Return the mapping in a ``;;;`` block: JSON with or without outer braces."""
    found = HeaderFindings()
    value = _read(header, line, limits, found)
    diagnostics += found.all()
    return value


def _read(header: str, line: int, limits: Limits, found: HeaderFindings) -> FrontMatter:
    _check_depth(header, line, limits)
    found.add("json-front-matter", "The front matter is JSON.", line=line)
    braced = header.lstrip().startswith("{")
    if braced:
        found.add("json-braces", "The JSON has its own outer braces.", line=line)

    lines = _KeyLines(header, line)

    def mapping(pairs: list[tuple[str, Any]]) -> FrontMatter:
        read: dict[str, FrontMatterValue] = {}
        for written, value in pairs:
            key = clean(written)
            if key in read:
                found.add_duplicate(key, *lines.next_pair(written))
            else:
                read[key] = _frozen(value)
        return FrontMatter(read)

    text = header if braced else "{" + header.rstrip().rstrip(",") + "}"
    try:
        value = json.loads(text, object_pairs_hook=mapping, parse_int=typed, parse_float=str, parse_constant=str)
    except json.JSONDecodeError as error:
        column = error.colno - (not braced and error.lineno == 1)
        message = f"The front matter is not valid JSON ({error.msg}); it was left out."
        found.add("json-syntax", message, line=line - 1 + error.lineno, column=max(column, 1))
        return FrontMatter()
    if isinstance(value, FrontMatter) and value:
        return value
    found.add("front-matter-empty", "The front matter has no keys.", line=line)
    return FrontMatter()


def _frozen(value: Any) -> FrontMatterValue:
    if isinstance(value, list):
        return tuple(map(_frozen, value))
    return clean(value) if isinstance(value, str) else value


class _KeyLines:
    """The lines in which the keys of *header* are, which begins in *line*; it is searched when first asked, and once."""

    def __init__(self, header: str, line: int) -> None:
        self._header = header
        self._line = line
        self._lines: dict[str, list[int]] | None = None
        self._times: Counter[str] = Counter()

    def next_pair(self, key: str) -> tuple[int, int]:
        """The line in which *key* is first, and the one in which it is again: the third time asked for the same, the next."""
        if self._lines is None:
            self._lines = self._found()
        lines = self._lines.get(json.dumps(key, ensure_ascii=False)[1:-1], [self._line])
        self._times[key] += 1
        return lines[0], lines[min(self._times[key], len(lines) - 1)]

    def _found(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        line, at = self._line, 0
        for string in _STRING.finditer(self._header):
            if string[2]:
                line += self._header.count("\n", at, string.start())
                at = string.start()
                found.setdefault(string[1], []).append(line)
        return found


def _check_depth(header: str, line: int, limits: Limits) -> None:
    depth = 0
    quoted = False
    for token in _TOKEN.finditer(header):
        if token[0] == '"':
            quoted = not quoted
        elif not quoted:
            depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(token[0], 0)
            if depth > limits.header_depth:
                row, column = position(header, token.start())
                raise too_deep(limits, line - 1 + row, column)
