"""Removing page layout around code before it is read: line numbers, buttons, labels, copies, tables of lines.

The length of the source is kept, so that offsets remain valid.
"""

from __future__ import annotations

import re
from typing import Final

from ofweek_parse.model.diagnostics import Diagnostic
from ofweek_parse.reading.html.literal_markup.tag_pairs import TagsOfName, tags_named
from ofweek_parse.reading.html.preprocessing.code_lines import without_line_elements, without_tables
from ofweek_parse.reading.html.preprocessing.line_numbers import line_numbers
from ofweek_parse.reading.html.replacing import blanked
from ofweek_parse.sentinels import FILLER

__all__ = ["remove_layout"]

_CODE: Final = ("<pre", "<code", "blob-num", "crayon-")
_LONGEST_QUOTE: Final = 4_000
# Attributes are matched in lookaheads, so that a tag that repeats one is read twice, not once per repetition.
_NO_TEXT: Final = re.compile(r"<[^<>]*>|&nbsp;")
_LINK_TO_LINE: Final = re.compile(
    rf"""
    <a[ ]
    (?: id="(?P<id>[\w-]+-\d+)" [ ]name="(?P=id)" (?: [ ]href="\#(?P=id)" )? >
    |   href="\#[\w-]+-\d+"> {FILLER}+                     # around a number that was removed
    )
    </a>
    """,
    re.VERBOSE,
)
# GitHub's, which ends before the code: its quotes are decoded too.
_ATTRIBUTE_START: Final = re.compile(r'\bdata-snippet-clipboard-copy-content="')
_ATTRIBUTE_END: Final = re.compile(r'"(?=[\s/]*>\s*<pre\b)')
_FIELD_START: Final = re.compile(
    r"""<div\b (?= [^<>]* \bclass=["']crayon-plain-wrap\b ) [^<>]* > \s* <textarea\b""", re.IGNORECASE | re.VERBOSE
)
_FIELD_END: Final = re.compile(r"</textarea\s*>\s*</div\s*>", re.IGNORECASE)
_BUTTON: Final = re.compile(
    r"""
    < (?P<tag>button|span|a|div) (?P<attributes> \b [^<>]* ) > \s*
    (?: (?P<text> 复制代码 | 复制 | 拷贝 | copy (?: [ ]code )? | <img\b (?= [^<>]* \balt="复制代码" ) [^<>]* > ) \s* )?
    </(?P=tag)\s*>
    """,
    re.VERBOSE | re.IGNORECASE,
)
_COPYING: Final = re.compile(r"copy(?!right)|clipboard|复制代码", re.IGNORECASE)
_LONGEST_CODE_START: Final = 400
_BEHIND_START: Final = re.compile(
    rf"<pre\b[^<>]*>(?:[\s{FILLER}]|<(?:code|div|span)\b[^<>]*>|</span>)*\Z", re.IGNORECASE
)
_BEFORE_END: Final = re.compile(rf"[\s{FILLER}]*(?:</(?:code|div|span)\s*>[\s{FILLER}]*)*</pre\b", re.IGNORECASE)
_LABEL: Final = re.compile(
    rf"""
    <div\b (?= [^<>]* \bclass="language- ) [^<>]* > [\s{FILLER}]*
    (?P<label> <span[ ]class="lang"> (?P<text>[^<>]{{1,20}}) </span> ) \s*
    (?= <pre\b )
    """,
    re.VERBOSE | re.IGNORECASE,
)


def remove_layout(body: str) -> tuple[str, list[tuple[int, Diagnostic]]]:
    """Return *body* without the page's layout around code, and diagnostics with their offsets.

    Example:
        >>> body = '<table><tr><td class="gutter"><pre>1</pre></td><td><pre>a</pre></td></tr></table>'
        >>> remove_layout(body)[0].replace(FILLER, "")
        '<table><tr><td><pre>a</pre></td></tr></table>'
    """
    lowered = body.lower()
    if not any(mark in lowered for mark in _CODE):
        return body, []
    found: list[tuple[int, Diagnostic]] = []
    markup = blanked(body, _between(_ATTRIBUTE_START, _ATTRIBUTE_END, body), " ")
    if copies := _between(_FIELD_START, _FIELD_END, markup):
        found.append((copies[0][0], _removed("A text field with a copy of the code was")))
        markup = blanked(markup, copies)
    numbers = line_numbers(markup)
    if numbers:
        texts = [" ".join(_NO_TEXT.sub(" ", markup[start:end]).split()) for start, end in numbers]
        found.append((numbers[0][0], _removed(f"The line numbers {_quoted(texts)} next to code were")))
        markup = blanked(markup, numbers)
    markup = without_tables(without_line_elements(markup), numbers)
    markup = _LINK_TO_LINE.sub(lambda link: FILLER * len(link[0]), markup)
    code = tags_named("pre", body)
    buttons = [button for button in _BUTTON.finditer(markup) if _is_for_copying(markup, button, code)]
    markup = blanked(markup, [button.span() for button in buttons])
    labels = list(_LABEL.finditer(markup))
    markup = blanked(markup, [label.span("label") for label in labels])
    for matches, what in ((buttons, "buttons"), (labels, "labels of the language")):
        if texts := [match["text"] for match in matches if match["text"]]:
            found.append((matches[0].start(), _removed(f"The {what} {_quoted(texts)} next to code were")))
    return markup, found


def _removed(what: str) -> Diagnostic:
    return Diagnostic.of("code-layout", f"{what} removed.")


def _quoted(texts: list[str]) -> str:
    return repr(" ".join(texts)[:_LONGEST_QUOTE])


def _between(first: re.Pattern[str], last: re.Pattern[str], body: str) -> list[tuple[int, int]]:
    """What is from each *first* to the *last* behind it."""
    found: list[tuple[int, int]] = []
    place = 0
    while (start := first.search(body, place)) and (end := last.search(body, start.end())):
        place = end.end()
        found.append((start.start(), place))
    return found


def _is_for_copying(markup: str, button: re.Match[str], code: TagsOfName) -> bool:
    """Whether *button* is one of the page, and no code that shows how to make one."""
    says_so = bool(_COPYING.search(button["attributes"]))
    if not button["text"]:
        return says_so and button["tag"].lower() == "button"
    if not code.enclose(button.start()):
        return says_so
    before = markup[max(0, button.start() - _LONGEST_CODE_START) : button.start()]
    return bool(_BEHIND_START.search(before) or _BEFORE_END.match(markup, button.end()))
