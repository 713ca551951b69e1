"""Preprocessing: repairs in the HTML of a body before the parser reads it. Offsets stay, since lengths do."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

from ofweek_parse.characters import REPLACEMENT, clean
from ofweek_parse.model.diagnostics import Diagnostic
from ofweek_parse.reading.html.attributes import KEYWORD_CLASS
from ofweek_parse.reading.html.literal_markup import literal_markup
from ofweek_parse.sentinels import FILLER, LITERAL_LT

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["preprocess"]

# libxml2 ends a heading where a paragraph begins, HTML does not.
_PARAGRAPH_IN_HEADING = re.compile(
    r"""
    ( <[hH]([1-6])\b [^<>]* > \s* ) ( <[pP]\b [^<>]* > )
    ( [^<]* (?: < (?! /? (?: [pP] | [hH][1-6] ) \b ) [^<]* )* ) ( </[pP]\s*> )
    (?= \s* </[hH]\2\s*> )
    """,
    re.VERBOSE,
)
_KEYWORD_LINK = re.compile(rf"""(<span class=["']{KEYWORD_CLASS}["']><a [^<>]*>)([^<]*)(</a></span>)""")
_REFERENCE = re.compile(r"&#(?:([0-9]+)|[xX]([0-9a-fA-F]+));?")
_MOST_DIGITS = 7  # of a number below 0x110000
_NOT_WINDOWS_1252 = frozenset({0x81, 0x8D, 0x8F, 0x90, 0x9D})  # what is between 0x80 and 0x9F is else, says HTML
_DECIMAL_MARK = re.compile(rf"(&#0*)(?:{ord(LITERAL_LT)}|{ord(FILLER)})(?![0-9])")
_HEXADECIMAL_MARK = re.compile(rf"(&#[xX]0*)(?:{ord(LITERAL_LT):x}|{ord(FILLER):x})(?![0-9a-fA-F])", re.IGNORECASE)
_STYLE = re.compile(r"\sstyle=\"[^\"]*\Z")
_CDATA = re.compile(r"(<!\[CDATA\[)((?:(?!<!\[CDATA\[).)*?)(\]\]>)", re.DOTALL)


def preprocess(body: str) -> tuple[str, list[tuple[int, Diagnostic]]]:
    """Return *body* in the form that the parser reads rightly, and diagnostics with their offsets."""
    markup, diagnostics = literal_markup(body)
    markup = _PARAGRAPH_IN_HEADING.sub(_blank_paragraph, markup)
    if "<![CDATA[" in markup:  # text to those who wrote it, a comment to libxml2
        markup = _CDATA.sub(lambda section: FILLER * len(section[1]) + section[2] + FILLER * len(section[3]), markup)
    if KEYWORD_CLASS in markup and (strays := _links_in_tags(markup)):
        markup = _without_links(markup, strays)
        diagnostics += [
            (
                stray.start(),
                Diagnostic.of("broken-attribute", f"A link on {stray[2]!r} stands in a tag; it was left there."),
            )
            for stray in strays
        ]
    if "&#" in markup and (bad := _bad_references(markup)):
        markup = _without_marks(markup)
        first = bad[0]
        message = f"{first[0][:40]} is no character of a text; {len(bad)} such became U+FFFD."
        diagnostics.append((first.start(), Diagnostic.of("control-char", message)))
    return markup, diagnostics


def _blank_paragraph(heading: re.Match[str]) -> str:
    return heading[1] + " " * len(heading[3]) + heading[4] + " " * len(heading[5])


def _links_in_tags(markup: str) -> list[re.Match[str]]:
    """The keyword links that stand in a style attribute, where the site puts them too: see the sample technical-text."""
    return [
        link
        for link, tag in _with_tags(_KEYWORD_LINK, markup)
        if tag is not None and _STYLE.search(markup, tag, link.start())
    ]


def _with_tags(pattern: re.Pattern[str], markup: str) -> Iterator[tuple[re.Match[str], int | None]]:
    """What *pattern* finds in *markup*, each with where the tag starts that it stands in, or ``None``."""
    opened = closed = looked = -1
    for found in pattern.finditer(markup):
        opened = max(opened, markup.rfind("<", looked + 1, found.start()))
        closed = max(closed, markup.rfind(">", looked + 1, found.start()))
        looked = found.start() - 1
        yield found, opened if opened > closed and markup[opened + 1].isalpha() else None


def _without_links(markup: str, links: list[re.Match[str]]) -> str:
    """*markup* with only the text of *links* left, and as long as before, so that places stay right."""
    parts: list[str] = []
    end = 0
    for link in links:
        parts += [markup[end : link.start()], " " * len(link[1]), link[2], " " * len(link[3])]
        end = link.end()
    return "".join([*parts, markup[end:]])


def _bad_references(markup: str) -> list[re.Match[str]]:
    """The references to characters that no text holds."""
    return [reference for reference in _REFERENCE.finditer(markup) if _is_no_character(reference)]


def _is_no_character(reference: re.Match[str]) -> bool:
    written = reference[2] or reference[1]
    digits = written.lstrip("0")
    if len(digits) > _MOST_DIGITS:
        return False  # beyond Unicode
    code = int(digits or "0", 16 if reference[2] else 10)
    if 0x80 <= code < 0xA0:
        return code in _NOT_WINDOWS_1252
    return code <= sys.maxunicode and code != ord(REPLACEMENT) and clean(chr(code)) == REPLACEMENT


def _without_marks(markup: str) -> str:
    """*markup* with references to U+FFFD for those to the marks of this preprocessing."""
    return _DECIMAL_MARK.sub(r"\g<1>65533", _HEXADECIMAL_MARK.sub(r"\1FFFD", markup))
