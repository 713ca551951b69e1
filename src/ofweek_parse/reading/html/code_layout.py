"""Removing page layout around code before it is read: line numbers, buttons, tables of lines.

The length of the source is kept, so that offsets remain valid.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import Final

from ofweek_parse.model.diagnostics import Diagnostic
from ofweek_parse.sentinels import FILLER

__all__ = ["take_out_layout"]

_CODE: Final = ("<pre", "<code", "blob-num")
_LONGEST_QUOTE: Final = 4_000
_GUTTER: Final = re.compile(
    r"""
    < (?P<tag>td|th|span|pre|div|ul|ol|a) \b [^<>]* \s class \s*=\s* (?P<quote>["'])
    (?: [^"'<>]* \s )?
    (?: gutter | lnt? | linenos | linenodiv | line-?no | line-?numbers? | line-numbers-rows | hljs-ln-n(?:umbers)?
        | rouge-gutter | blob-num | pre-numbering | lntd )
    (?: \s [^"'<>]* )? (?P=quote) [^<>]* >
    """,
    re.VERBOSE | re.IGNORECASE,
)
_NUMBERS: Final = r"(?:[\d\s]|&nbsp;|<(?!/?{name}\b)/?[a-z][^<>]*>)*</{name}\s*>(?:\s*(?=<t[dh]\b))?"
_NO_NUMBER: Final = re.compile(r"<[^<>]*>|&nbsp;")
_FIRST_CELL: Final = re.compile(r"<tr\b[^<>]*>\s*\Z", re.IGNORECASE)
_LONGEST_ROW_START: Final = 300
_BUTTON: Final = re.compile(
    r"""
    < (?P<tag>button|span|a|div) (?P<attributes> \b [^<>]* ) > \s*
    (?P<text> 复制代码 | 复制 | 拷贝 | copy (?: [ ]code )? ) \s* </(?P=tag)\s*>
    """,
    re.VERBOSE | re.IGNORECASE,
)
_COPYING: Final = re.compile(r"copy(?!right)", re.IGNORECASE)
_PRE: Final = re.compile(r"<(/?)pre(?=[\s/>])", re.IGNORECASE)
_TABLE: Final = re.compile(r"<(/?)table(?=[\s/>])", re.IGNORECASE)
# White space belongs to the code behind the start tag of a cell, and to the page behind the others.
_TABLE_TAG: Final = re.compile(
    r"<(?:td|th|pre)\b[^<>]*>|(?P<row_end></tr\b[^<>]*>\s*)|</?(?:table|tbody|thead|tr|td|th|colgroup|pre)\b[^<>]*>\s*",
    re.IGNORECASE,
)
_IN_CODE: Final = re.compile(r"<(?:pre|code)\b", re.IGNORECASE)


def take_out_layout(body: str) -> tuple[str, list[tuple[int, Diagnostic]]]:
    """Return *body* with code as it was before a page laid it out, and diagnostics with their offsets.

    Example:
        >>> body = '<table><tr><td class="gutter"><pre>1</pre></td><td><pre>a</pre></td></tr></table>'
        >>> take_out_layout(body)[0].replace(FILLER, "")
        '<table><tr><td><pre>a</pre></td></tr></table>'
    """
    lowered = body.lower()
    if not any(mark in lowered for mark in _CODE):
        return body, []
    found: list[tuple[int, Diagnostic]] = []
    gutters = _gutters(body)
    markup = _blanked(body, gutters)
    if gutters:
        numbers = " ".join(" ".join(_NO_NUMBER.sub(" ", body[start:end]).split()) for start, end in gutters)
        message = f"The line numbers {numbers[:_LONGEST_QUOTE]!r} next to code were removed."
        found.append((gutters[0][0], Diagnostic.of("code-layout", message)))
        markup = _without_tables(markup, gutters)
    is_in_code = _Inside(_PRE, body)
    buttons = [
        button
        for button in _BUTTON.finditer(markup)
        if is_in_code(button.start()) or _COPYING.search(button["attributes"])
    ]
    if buttons:
        texts = " ".join(button["text"] for button in buttons)
        message = f"The buttons {texts[:_LONGEST_QUOTE]!r} next to code were removed."
        found.append((buttons[0].start(), Diagnostic.of("code-layout", message)))
        markup = _blanked(markup, [button.span() for button in buttons])
    return markup, found


def _blanked(body: str, spans: list[tuple[int, int]]) -> str:
    pieces: list[str] = []
    place = 0
    for start, end in spans:
        pieces += [body[place:start], FILLER * (end - start)]
        place = end
    return "".join([*pieces, body[place:]])


def _gutters(body: str) -> list[tuple[int, int]]:
    """The elements that hold line numbers and nothing else."""
    is_in_code = _Inside(_PRE, body)
    gutters: list[tuple[int, int]] = []
    place = 0
    while (found := _GUTTER.search(body, place)) is not None:
        place = found.end()
        name = found["tag"].lower()
        numbers = re.compile(_NUMBERS.format(name=name), re.IGNORECASE).match(body, place)
        if numbers is None or (name not in {"td", "th"} and not is_in_code(found.start())):
            continue
        if "lntd" in found[0] and not _FIRST_CELL.search(
            body, max(0, found.start() - _LONGEST_ROW_START), found.start()
        ):
            continue
        place = numbers.end()
        gutters.append((found.start(), place))
    return gutters


class _Inside:
    """Tells of offsets whether they are inside of elements."""

    def __init__(self, tags: re.Pattern[str], body: str) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for tag in tags.finditer(body):
            (self._ends if tag[1] else self._starts).append(tag.start())

    def __call__(self, offset: int) -> bool:
        return bisect_left(self._starts, offset) > bisect_left(self._ends, offset)

    def around(self, offset: int) -> tuple[int, int] | None:
        """The last start tag before *offset* and the first end tag behind it."""
        start, end = bisect_left(self._starts, offset), bisect_left(self._ends, offset)
        return (self._starts[start - 1], self._ends[end]) if start and end < len(self._ends) else None


def _without_tables(body: str, gutters: list[tuple[int, int]]) -> str:
    """*body* with lines of code where tables had them in rows beside their numbers."""
    is_in_code, tables = _Inside(_PRE, body), _Inside(_TABLE, body)
    pieces: list[str] = []
    place = 0
    for gutter, _ in gutters:
        table = tables.around(gutter)
        if table is None or table[0] < place:
            continue
        start, end = table[0], body.find(">", table[1]) + 1
        written = body[start:end]
        if is_in_code(start):
            pieces += [body[place:start], _rows(written)]
        elif not _IN_CODE.search(written):
            head, tail = written.index(">") + 1, written.rindex("<")
            opening, closing = f"<pre  {written[len('<table') : head]}", f"</pre  {written[tail + len('</table') :]}"
            pieces += [body[place:start], opening, _rows(written[head:tail]), closing]
        else:
            continue
        place = end
    return "".join([*pieces, body[place:]])


def _rows(table: str) -> str:
    """What is in the cells of *table*, each row on a line of its own."""
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
