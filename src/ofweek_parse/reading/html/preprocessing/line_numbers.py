"""Finding the numbers that a page shows next to lines of code."""

from __future__ import annotations

import re
from typing import Final

from ofweek_parse.reading.html.literal_markup.tag_pairs import TagsOfName, tags_named

__all__ = ["line_numbers"]

# As in `code_layout`, attributes are matched in lookaheads.
_NUMBERING: Final = re.compile(
    r"""
    < (?P<tag>td|th|span|pre|div|ul|ol|a) \b
    (?= [^<>]* \s class \s*=\s* (?P<quote>["']) (?= [^"'<>]* (?P=quote) )
        (?: [^"'<>]* \s )?
        (?: gutter | lnt? | linenos | linenodiv | line-?no | line-?numbers? | line-numbers-rows | hljs-ln-n(?:umbers)?
            | rouge-gutter | blob-num | pre-numbering | lntd | crayon-nums | (?P<beside>line-numbers-wrapper) )
        (?: \s | (?P=quote) )
    )
    [^<>]* >
    """,
    re.VERBOSE | re.IGNORECASE,
)
_NUMBERS: Final = r"[\d\s]*(?:(?:&nbsp;|<(?!/?{name}\b)/?[a-z][^<>]*>)[\d\s]*)*</{name}\s*>(?:\s*(?=<t[dh]\b))?"
_FIRST_CELL: Final = re.compile(r"<tr\b[^<>]*>\s*\Z", re.IGNORECASE)
_LONGEST_ROW_START: Final = 300
_CODE_START: Final = re.compile(r"<pre\b[^<>]*>\s*(?:<code\b[^<>]*>|<span></span>)*", re.IGNORECASE)
_CODE_END: Final = re.compile(r"\s*(?:</code\s*>\s*)?", re.IGNORECASE)
_NUMBER: Final = re.compile(r"<span[ ]style=[^<>]*>\s*(\d{1,6})[ ]*</span>", re.IGNORECASE)


def line_numbers(body: str) -> list[tuple[int, int]]:
    """Return the ranges of *body* that contain only line numbers, in order.

    Example:
        >>> body = '<pre><span class="lineno">1 </span>a</pre>'
        >>> [body[start:end] for start, end in line_numbers(body)]
        ['<span class="lineno">1 </span>']
    """
    code = tags_named("pre", body)
    return sorted(_by_class(body, code) + _counting(body, code))


def _by_class(body: str, code: TagsOfName) -> list[tuple[int, int]]:
    """Return the elements with a class for line numbers."""
    found: list[tuple[int, int]] = []
    place = 0
    while (element := _NUMBERING.search(body, place)) is not None:
        place = element.end()
        name = element["tag"].lower()
        numbers = re.compile(_NUMBERS.format(name=name), re.IGNORECASE).match(body, place)
        if numbers is None or not (name in {"td", "th"} or element["beside"] or code.enclose(element.start())):
            continue
        if "lntd" in element[0] and not _FIRST_CELL.search(
            body, max(0, element.start() - _LONGEST_ROW_START), element.start()
        ):
            continue
        place = numbers.end()
        found.append((element.start(), place))
    return found


def _counting(body: str, code: TagsOfName) -> list[tuple[int, int]]:
    """Spans without a class that count all lines of a ``<pre>``, from one on, and the space behind each."""
    found: list[tuple[int, int]] = []
    for start in _CODE_START.finditer(body):
        if (around := code.around(start.end())) is None:
            continue
        numbers = _count(body, start.end(), around[1])
        if all(body[end] in " \n" for _, end in numbers):
            numbers = [(start, end + 1 if body[end] == " " else end) for start, end in numbers]
        found += numbers
    return found


def _count(body: str, place: int, end: int) -> list[tuple[int, int]]:
    """The numbers at the starts of all lines between *place* and *end*, or none; they are none where nothing is behind them."""
    numbers: list[tuple[int, int]] = []
    holds_text = False
    while (number := _NUMBER.match(body, place, end)) is not None and int(number[1]) == len(numbers) + 1:
        numbers.append(number.span())
        line_end = body.find("\n", number.end(), end)
        holds_text = holds_text or bool(body[number.end() : line_end if line_end >= 0 else end].strip())
        if line_end < 0 or _CODE_END.fullmatch(body, line_end, end):
            return numbers if holds_text and len(numbers) > 1 else []
        place = line_end + 1
    return []
