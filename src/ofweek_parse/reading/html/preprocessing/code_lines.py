"""Converting table rows and elements with one line of code each to the lines of a ``<pre>``."""

from __future__ import annotations

import re
from typing import Final

from ofweek_parse.reading.html.literal_markup.tag_pairs import tags_named
from ofweek_parse.reading.html.replacing import replaced
from ofweek_parse.sentinels import FILLER

__all__ = ["without_line_elements", "without_tables"]

# White space belongs to the code behind the start tag of a cell, and to the page behind the others.
_CELL: Final = r"<t[dh]\b[^<>]*>(?:\s*<pre\b[^<>]*>)?"
_TABLE_TAG: Final = re.compile(
    rf"""
    {_CELL}
    | (?P<row_end> </tr\b[^<>]*> \s* )
    | (?: </pre\s*> \s* )? </t[dh]\s*> \s*
    | </? (?: table | tbody | thead | tr | colgroup ) \b[^<>]*> \s*
    """,
    re.IGNORECASE | re.VERBOSE,
)
_IN_CODE: Final = re.compile(r"<(?:pre|code)\b", re.IGNORECASE)
# Attributes are matched in lookaheads, so that a tag that repeats one is read twice, not once per repetition.
_LINE: Final = r"""<div\b(?=[^<>]*\bclass\s*=\s*["'](?:crayon-)?line\b)[^<>]*>"""
_LINES_START: Final = re.compile(
    rf"""
    (?P<table> <table )
    (?P<cells> \b [^<>]* > \s* (?: <tbody [^<>]* > \s* )? <tr\b [^<>]* > [\s{FILLER}]*
        <td\b [^<>]* > \s* <div\b (?= [^<>]* \bclass \s*=\s* ["'] (?: container | crayon-pre ) \b ) [^<>]* > \s*
    )
    (?= {_LINE} )
|   <pre\b [^<>]* > (?: <code\b [^<>]* > )? (?= {_LINE} )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_TABLE_END: Final = re.compile(
    r"</div\s*>\s*</div\s*>\s*</td\s*>\s*</tr\s*>\s*(?:</tbody\s*>\s*)?(?=</table\s*>)", re.IGNORECASE
)
_PRE_END: Final = re.compile(r"</div\s*>(?=\s*</(?:code|pre)\s*>)", re.IGNORECASE)
_NEXT_LINE: Final = re.compile(rf"</div\s*>(?P<space>\s*){_LINE}", re.IGNORECASE)
_PIECE: Final = re.compile(
    rf"<code (?P<start> \s[^<>]*> ) | </code (?P<end> \s*> ) (?= [\s{FILLER}&] | <code\s | \Z )",
    re.IGNORECASE | re.VERBOSE,
)


def without_line_elements(body: str) -> str:
    """Return *body* with plain lines of code in place of ``<div class="line">`` elements in a ``<pre>`` or a table.

    Example:
        >>> without_line_elements('<pre><div class="line">a</div><div class="line">b</div></pre>').replace(FILLER, "")
        '<pre>a\\nb</pre>'
    """
    pieces: list[str] = []
    place = searched = 0
    ends = {"table": _TABLE_END, "pre": _PRE_END}
    for start in _LINES_START.finditer(body):
        kind = "table" if start["table"] else "pre"
        if start.start() < searched or kind not in ends:
            continue
        if (end := ends[kind].search(body, start.end())) is None:
            del ends[kind]
            continue
        searched = end.end()
        written = body[start.end() : end.start()]
        if kind == "table":
            attributes, cells = start["cells"].split(">", 1)
            opening = f"<pre  {attributes}>{FILLER * len(cells)}"
            lines = _PIECE.sub(_as_span, _lines(written))
            pieces += [body[place : start.start()], opening, lines, FILLER * len(end[0]), "</pre  "]
            place = searched = end.end() + len("</table")
        elif (between := _NEXT_LINE.search(written)) and not between["space"]:  # else a listing of such elements
            pieces += [body[place : start.end()], _lines(written), FILLER * len(end[0])]
            place = end.end()
    return "".join([*pieces, body[place:]])


def _lines(written: str) -> str:
    """Return the content of the elements of *written*, which begins with a start tag, one line each."""
    first = written.index(">") + 1
    pieces, place = [FILLER * first], first
    for between in _NEXT_LINE.finditer(written):
        line = written[place : between.start()]
        line_end = "" if line.rstrip(FILLER).endswith("\n") else "\n"
        pieces += [line, line_end, FILLER * (len(between[0]) - len(line_end))]
        place = between.end()
    return "".join([*pieces, written[place:]])


def _as_span(tag: re.Match[str]) -> str:
    """The tag of a piece of a line, of a name that code has often in a line."""
    return f"<span{tag['start']}" if tag["start"] else f"</span{tag['end']}"


def without_tables(body: str, numbers: list[tuple[int, int]]) -> str:
    """Return *body* with lines of code where tables had them in rows beside their *numbers*."""
    code, tables = tags_named("pre", body), tags_named("table", body)
    lines: list[tuple[int, int, str]] = []
    place = 0
    for number, _ in numbers:
        table = tables.around(number)
        if table is None or table[0] < place:
            continue
        start, end = table[0], body.find(">", table[1]) + 1
        written = body[start:end]
        if code.enclose(start):
            lines.append((start, end, _rows(written)))
        elif not _IN_CODE.search(written):
            head, tail = written.index(">") + 1, written.rindex("<")
            opening, closing = f"<pre  {written[len('<table') : head]}", f"</pre  {written[tail + len('</table') :]}"
            lines.append((start, end, f"{opening}{_rows(written[head:tail])}{closing}"))
        else:
            continue
        place = end
    return replaced(body, lines)


def _rows(table: str) -> str:
    """Return the content of the cells of *table*, one line per row."""
    pieces: list[str] = []
    place = 0
    last = "\n"
    for tag in _TABLE_TAG.finditer(table):
        before = table[place : tag.start()]
        last = (before.rstrip(FILLER) or last)[-1]
        line_end = "\n" if tag["row_end"] and last != "\n" else ""
        last = line_end or last
        pieces += [before, line_end, FILLER * (len(tag[0]) - len(line_end))]
        place = tag.end()
    return "".join([*pieces, table[place:]])
