"""Recognizing a body that is written in Markdown, whose markup this library would read as text.

Only text outside of all elements is checked, where Markdown has a meaning in a file that also contains tags.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from ofweek_parse.model.diagnostics import Diagnostic
from ofweek_parse.reading.decoding import position
from ofweek_parse.reading.html.elements import VOID
from ofweek_parse.reading.html.literal_markup.source_tags import SourceReader
from ofweek_parse.reading.html.replacing import replaced

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["may_be_markdown", "note_markdown"]

_TAG: Final = re.compile(
    r"""
    < (?: !-- | (/?)([A-Za-z][A-Za-z0-9-]*) (?=[\s/>]) (?: ([^<>]*) > )? )   # slash, name, and what is before the next ">"
    """,
    re.VERBOSE,
)
_MARK: Final = re.compile(
    r"""
    ^[ ]{0,3} (?: \#{1,6}[ \t] | `{3} | ~{3} | >[ ] )   # a heading, a fence, a quotation
    | \{% [^\n{}]* %\}                                    # a tag of Hexo's
    | \[ [^\[\]\n]* \] \( [^\s()]                        # a link or an image
    | <(?: https?://[^\s<>]+ | [^\s<>@]+@[^\s<>@.]+(?:\.[^\s<>@.]+)+ )>   # a URL or an address
    """,
    re.MULTILINE | re.VERBOSE,
)
_ITEM: Final = re.compile(r"^[ ]{0,3}(?:[-*+]|\d{1,9}[.)])[ \t]+\S", re.ASCII | re.MULTILINE)
_WEAK_MARK: Final = re.compile(
    r"""
    ^[ ]{0,3} =+ [ \t]*$                                  # a line below a heading
    | ^\|? [ ]? :?-{3,}:? [ ]? \| [-:| ]*$                # one in a table
    | ^\[ [^\[\]\n]+ \]: [ ]                              # the URL of a link
    | \*\* [^\s*] [^*\n]* \*\*                            # bold type
    | ` [^`\n]+ `                                         # code
    | [^\s\0] [^\S\n]*\n [^\S\n]*\n (?: [^\S\n]*\n )* [^\S\n]* [^\s\0]   # text, a blank line, text
    | ^(?!-+$) [^\S\n]* [^\s\0][^\n\0]*\n [^\S\n]*\n \s*\0  # the same, with an element in place of one of them
    | ^[ \t\0]*\0[ \t]*\n [^\S\n]*\n \s*(?!-+$)[^\s\0][^\n\0]*$
    """,
    re.MULTILINE | re.VERBOSE,
)
_SUSPECT: Final = re.compile(
    r"""
    ^[ ]{0,3} (?: [\#`~>=|\[*+-] | \d{1,9}[.)] )          # the start of a line
    | \{% | \][(:] | \*\* | ` | <[^\s<>]*[:@]             # anything in a line
    | \S [^\S\n]*\n [^\S\n]*\n                            # text before or behind a blank line
    | \n [^\S\n]*\n [^\S\n]* [^\s\0]
    """,
    re.ASCII | re.MULTILINE | re.VERBOSE,
)
"""Wherever a mark is, and more: what is quickly looked for."""
_TRANSPARENT: Final = VOID | {"details"}  # in which posts of Markdown fold what is Markdown too
_HIDDEN: Final = "\0"  # in place of tags and elements; never occurs in text


def may_be_markdown(text: str) -> bool:
    """Return whether bare *text*, outside of every element, has lines or characters that `note_markdown` looks at."""
    return _SUSPECT.search(text) is not None


def note_markdown(body: str, line: int, diagnostics: list[Diagnostic]) -> None:
    """Add a diagnostic to *diagnostics* if *body*, which begins in *line* of the file, contains Markdown.

    Example:
        >>> found = []
        >>> note_markdown("# 风电\\n\\n正文\\n", 5, found)
        >>> str(found[0])[:18]
        '5:1: markdown-body'
    """
    if not may_be_markdown(body):  # tags and elements aside or not
        return
    outside = _outside(body)
    match = _MARK.search(outside) or _second(_ITEM.finditer(outside))
    if match:
        code = "markdown-body"
        message = "The body is Markdown; its markup was read as text, since only HTML is supported."
    elif match := _WEAK_MARK.search(outside):
        code = "markdown-possible"
        message = "The body has bare text that Markdown would render differently; it was read as HTML."
    else:
        return
    row, column = position(outside, match.start())
    diagnostics.append(Diagnostic.of(code, message, line=line - 1 + row, column=column))


def _second(matches: Iterator[re.Match[str]]) -> re.Match[str] | None:
    first = next(matches, None)
    return first if next(matches, None) else None


def _outside(body: str) -> str:
    """Return *body* with only line breaks and `_HIDDEN` in place of tags, comments and closed elements."""
    if "<" not in body:
        return body
    hidden = _hidden(body)
    return replaced(
        body,
        [(start, end, _HIDDEN + "\n".join([_HIDDEN] * (body.count("\n", start, end) + 1))) for start, end in hidden],
    )


def _hidden(body: str) -> list[tuple[int, int]]:
    """Return where tags, comments and elements that are closed are in *body*, in order, none inside another."""
    found: list[tuple[int, int]] = []
    opened: list[tuple[str, int]] = []
    counts: Counter[str] = Counter()
    reader = SourceReader(body)
    place = 0
    while match := _TAG.search(body, place):
        if match[3] is not None and _is_plain(match[3]):
            start, place, name, is_end = match.start(), match.end(), match[2].lower(), bool(match[1])
        else:
            token = reader.read(match.start())
            if token is None or token.cut != "no":
                place = match.start() + 1
                continue
            start, place, name, is_end = token.start, token.end, token.name, token.is_end
        if is_end and counts[name]:
            while opened:
                inner, start = opened.pop()
                counts[inner] -= 1
                if inner == name:
                    break
            while found and found[-1][0] >= start:
                found.pop()
        elif name and not is_end and name not in _TRANSPARENT and body[place - 2] != "/":
            opened.append((name, start))
            counts[name] += 1
        found.append((start, place))
    return found


def _is_plain(attributes: str) -> bool:
    """Whether the next ``>`` surely ends a tag with these *attributes*: each pair of quotes is around a value."""
    quote, other = ('"', "'") if '"' in attributes else ("'", '"')
    parts = attributes.split(quote)
    return len(parts) % 2 == 1 and other not in attributes and all(part.endswith("=") for part in parts[:-1:2])
