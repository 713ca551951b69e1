"""A block of YAML as lines: the entries of a mapping or the items of a list, each with its lines.

This does not parse the lines, so it also works for lines that are not valid YAML.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from ofweek_parse.model.front_matter import FIELD_KEYS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["Entry", "Stray", "entries", "has_deeper_item", "has_tight_key", "opens_block"]

_ENTRY = re.compile(
    r"""
    [ ]*
    (?P<key>
        (?: "[^"\n]*" | '[^'\n]*' ) [ ]*               # in quotes
    |   [^\s\#"'\[\]{}<>,&*!|%@`:-] [^\n]*?            # bare
    )
    : (?=[ \t]|$) [ \t]*
    """,
    re.VERBOSE,
)
_QUOTED = re.compile(r"""(?:'[^']*(?:''[^']*)*'|"[^"\\]*(?:\\.[^"\\]*)*")(?:[ ]+\#.*)?""")
_BLOCK_MARK = re.compile(r"[|>][-+\d]*(?:[ ]+#.*)?", re.ASCII)
_BRACKETS = {"[": "]", "{": "}"}
_ITEM = re.compile(r"[ ]*-(?=[ \t]|$)[ \t]*")
_KNOWN_KEY = "|".join((*FIELD_KEYS, *"tags updated excerpt permalink layout description keywords cover".split()))
_TIGHT_KEY = re.compile(
    rf"""
    [ ]*
    (?: (?P<known>{_KNOWN_KEY}) [ ]* (?: ： | :(?=\S) )   # a key of a post
    |   (?P<wide>[A-Za-z_][\w-]*) [ ]* ：                 # any other: unless it may be a URL's scheme or a time
    |   (?P<tight>[A-Za-z_][\w-]*) : (?=["'\xa0\u3000-\uffef])
    ) [ \t\xa0\u3000]*
    """,
    re.ASCII | re.VERBOSE,
)
_KNOWN_TIGHT_KEY = re.compile(rf"^(?:{_KNOWN_KEY})[ ]*(?:：|:(?=\S))", re.MULTILINE)
_NAME = re.compile(r"[A-Za-z_][\w-]*", re.ASCII)
_TEXT = r"""[^\s\-\[{|>#&!*?"'][^:\n]*(?::(?![ ]|$)[^:\n]*)*"""
_DEEPER_ITEM = re.compile(rf"^([ ]*)-[ ]+{_TEXT}\n\1[ ]+-[ ]", re.MULTILINE)
_ITEM_OF_TEXT = re.compile(_TEXT)


class Entry(NamedTuple):
    """A key or a dash at the start of a line, with the lines that belong to it.

    Attributes:
        key: The key, or ``None`` for the item of a list.
        value: The rest of the line.
        lines: All the lines, without blank lines and comments at the end.
        line: The line of the file.
        column: The column of the value in it.
        problem: The problem with the key, as the code of a diagnostic.
    """

    key: str | None
    value: str
    lines: tuple[str, ...]
    line: int
    column: int
    problem: str | None = None


class Stray(NamedTuple):
    """A line that belongs to no entry."""

    line: int
    text: str


def has_tight_key(header: str) -> bool:
    """Return whether a usual key of a post is followed by a full-width colon, or by a colon without a space.

    Example:
        >>> has_tight_key("title:【转】x"), has_tight_key("title: x")
        (True, False)
    """
    return _KNOWN_TIGHT_KEY.search(header) is not None


def has_deeper_item(header: str) -> bool:
    """Return whether an item of text is followed by one that is indented deeper, which YAML reads as part of the text.

    Example:
        >>> has_deeper_item("- a\\n  - b"), has_deeper_item("- a:\\n  - b")
        (True, False)
    """
    return _DEEPER_ITEM.search(header) is not None


def opens_block(row: str) -> bool:
    """Return whether *row* begins the entry of a mapping or the item of a list."""
    return (_ITEM.match(row) or _ENTRY.match(row) or _TIGHT_KEY.match(row)) is not None


def entries(rows: Sequence[str], line: int) -> Iterator[Entry | Stray]:
    """Yield the entries or items of the block in *rows*, which begins at *line*, and the lines that belong to none."""
    meant = [row for row in rows if not _is_blank(row)]
    is_list = bool(meant) and _ITEM.match(meant[0]) is not None
    margin = min(map(_indent, meant), default=0)
    stray = -1  # the indentation of a stray line, which takes deeper ones with it
    index = 0
    while index < len(rows):
        start, row = index, rows[index]
        index += 1
        if _is_blank(row):
            continue
        found = _item(row, margin) if is_list else _keyed(row, margin)
        if found is None or 0 <= stray < _indent(row):
            stray = _indent(row) if stray < 0 else min(stray, _indent(row))
            yield Stray(line + start, row)
            continue
        stray = -1
        index = end = _end(rows, start, found.value, is_list=is_list)
        while _is_blank(rows[end - 1]) and not (rows[end - 1].strip() and _indent(rows[end - 1]) > _indent(row)):
            end -= 1
        yield found._replace(lines=(*found.lines, *rows[start + 1 : end]), line=line + start)


def _item(row: str, margin: int) -> Entry | None:
    problem = "key-indented" if _indent(row) > margin else None
    match = _ITEM.match(row)
    return match and Entry(None, row[match.end() :].rstrip(), (row,), 0, match.end() + 1, problem)


def _keyed(row: str, margin: int) -> Entry | None:
    problem = "key-indented" if _indent(row) > margin else None
    match = _TIGHT_KEY.match(row)
    if match:
        key, value = match["known"] or match["wide"] or match["tight"], row[match.end() :].rstrip()
        mended = f"{row[: _indent(row)]}{key}: {value}"
        return Entry(key, value, (mended,), 0, match.end() + 1, "colon-repaired")
    match = _ENTRY.match(row)
    if match is None:
        return None
    key = match["key"].rstrip()
    key = key[1:-1] if key[0] in "\"'" else key
    return Entry(key, row[match.end() :].rstrip(), (row,), 0, match.end() + 1, problem)


def _end(rows: Sequence[str], start: int, value: str, *, is_list: bool) -> int:
    """Return where the lines end that belong to the entry at *start*."""
    indent = _indent(rows[start])
    is_whole = _is_whole(value)
    is_closed = _QUOTED.fullmatch(value) is not None  # which no line can follow
    is_open = not value or value[0] == "#"
    is_text = is_list and _ITEM_OF_TEXT.fullmatch(value) is not None
    inner = -1  # the largest indentation at which a key is no part of the block that is the value
    is_first = True
    for index in range(start + 1, len(rows)):
        row = rows[index]
        if _is_blank(row):
            continue
        here = _indent(row)
        is_item = _ITEM.match(row) is not None
        if here <= indent and value[:1] in _BRACKETS and row.strip().startswith(_BRACKETS[value[0]]):
            return index + 1
        if is_closed or here < indent or (here == indent and (is_list or not is_item)) or (is_text and is_item):
            return index
        if is_first and not is_whole:
            inner = here if is_open and is_item else here - 1
        elif (is_whole or here <= inner) and _is_named(row, is_list=is_list):
            return index
        is_first = False
    return len(rows)


def _is_whole(value: str) -> bool:
    """Return whether *value* ends on its line, so that an entry on the next one is no part of it."""
    if value[:1] in {"'", '"'}:
        return len(value) > 1 and value.endswith(value[0])
    if value[:1] in _BRACKETS:
        return value.endswith(_BRACKETS[value[0]])
    return bool(value) and value[0] not in "#&" and not _BLOCK_MARK.fullmatch(value)


def _is_named(row: str, *, is_list: bool) -> bool:
    """Return whether *row* has a key of a post, whatever its indentation."""
    match = None if is_list else _ENTRY.match(row)
    return match is not None and _NAME.fullmatch(match["key"]) is not None


def _indent(row: str) -> int:
    return len(row) - len(row.lstrip(" "))


def _is_blank(row: str) -> bool:
    bare = row.strip()
    return not bare or bare[0] == "#"
