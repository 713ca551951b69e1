"""Front-matter entries as lines of text: cut from a header, and mended where YAML reads them wrongly or not at all.

The generator writes a title or URL between quotes and escapes nothing in it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from ofweek_parse.model.diagnostics import Diagnostic
from ofweek_parse.model.front_matter import FrontMatter

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Entry", "as_written", "entries", "repaired"]

_ENTRY = re.compile(r"""(?P<key>"[^"\n]*"|'[^'\n]*'|[^\s#"'\[\]{}<>,&*!|%@`:-][^\n]*?):(?=[ \t]|$)[ \t]*""")
_TEXT_KEYS = frozenset({"title", "author", "date", "headimg", "thumbnail"})


class Entry(NamedTuple):
    """A key at the start of a line, with the lines that belong to it."""

    key: str
    value: str
    lines: tuple[str, ...]
    line: int
    column: int


def entries(header: str, line: int) -> Iterator[Entry | tuple[int, str]]:
    """The entries of *header*, and with their line number the lines that belong to none."""
    rows = header.split("\n")
    index = 0
    while index < len(rows):
        match = _ENTRY.match(rows[index])
        start = index
        index += 1
        if match is None:
            if rows[start].strip() and not rows[start].lstrip().startswith("#"):
                yield line + start, rows[start]
            continue
        while index < len(rows) and (not rows[index].strip() or rows[index][0] == " " or rows[index].startswith("- ")):
            index += 1
        end = index
        while not rows[end - 1].strip():
            end -= 1
        key = match["key"].rstrip()
        key = key[1:-1] if key[0] in "\"'" else key
        value = rows[start][match.end() :].rstrip()
        yield Entry(key, value, tuple(rows[start:end]), line + start, match.end() + 1)


def repaired(entry: Entry, problem: str, line: int, column: int, diagnostics: list[Diagnostic]) -> str:
    """The text that the generator meant, which quotes values without escaping anything.

    Args:
        entry: A one-line entry that is not YAML.
        problem: What is wrong with it, for the message, at *line* and *column*.
        line: The line of the file.
        column: The column in it.
        diagnostics: Gets the diagnostic.
    """
    raw = entry.value
    quote = raw[0] if raw and raw[0] in "\"'" else ""
    closed = bool(quote) and len(raw) > 1 and raw.endswith(quote)
    text = raw[1:-1] if closed else raw
    code = "quote-repaired"
    if len(entry.lines) > 1 or (quote and raw.count(quote) == 1):
        code = "yaml-syntax"
        line, column = entry.line, entry.column
    elif closed and quote == '"' and '"' not in text:
        code = "bad-escape"
    elif not quote and re.search(r":(?:\s|$)", raw):
        code = "unquoted-colon"
    message = f"{entry.key}: {raw} is not YAML ({problem}); it was read as {text!r}."
    diagnostics.append(Diagnostic.of(code, message, line=line, column=column))
    return text


def as_written(value: FrontMatter, header: str, line: int, diagnostics: list[Diagnostic]) -> FrontMatter:
    """*value* with those one-line values put right that YAML takes for a comment, an anchor or a collection."""
    if not ("#" in header or "&" in header or "[" in header or "{" in header):
        return value
    items = dict(value)
    for entry in entries(header, line):
        if not isinstance(entry, Entry) or len(entry.lines) > 1 or entry.key not in items:
            continue
        raw, held = entry.value, items[entry.key]
        if raw[:1] in {"[", "{", "&"} and (raw[0] == "&" or (entry.key in _TEXT_KEYS and not isinstance(held, str))):
            message = f"{entry.key}: {raw} was read as text; put it in quotes."
            diagnostics.append(Diagnostic.of("unquoted-value", message, line=entry.line, column=entry.column))
            items[entry.key] = raw
        elif raw[:1] in {"'", '"'} and raw.endswith(raw[0]) and re.search(rf"{raw[0]}\s+#", raw):
            if isinstance(held, str) and len(held) < len(raw) - 2 and raw[1 : len(held) + 1] == held:
                items[entry.key] = raw[1:-1]
                message = f"{entry.key}: {raw} is cut by YAML; it was read as {raw[1:-1]!r}."
                diagnostics.append(Diagnostic.of("quote-repaired", message, line=entry.line, column=entry.column))
        elif raw[:1] not in {"'", '"'} and (cut := re.search(r"(?:^|\s)#.*", raw)):
            message = f"{entry.key}: {raw} ends at {cut[0].strip()!r} for YAML; put it in quotes if that is meant."
            diagnostics.append(Diagnostic.of("comment-cut", message, line=entry.line, column=entry.column))
    return FrontMatter(items)
