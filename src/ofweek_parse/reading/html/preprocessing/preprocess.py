"""Repairs of HTML before it is parsed, which keep its length so that offsets remain valid."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ofweek_parse.model.findings import Findings
from ofweek_parse.reading.html.attributes.styles import KEYWORD_CLASS
from ofweek_parse.reading.html.literal_markup.scan import literal_markup
from ofweek_parse.reading.html.preprocessing.character_references import mend_references
from ofweek_parse.reading.html.preprocessing.code_layout import take_out_layout
from ofweek_parse.sentinels import FILLER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ofweek_parse.model.diagnostics import Diagnostic

__all__ = ["preprocess"]

_REST_OF_TAG = r"""(?: [^<>"'] | "[^<"]*" | '[^<']*' )* >"""
# libxml2 ends a heading where a paragraph begins, HTML does not.
_PARAGRAPH_IN_HEADING = re.compile(
    rf"""
    ( <[hH]([1-6])\b {_REST_OF_TAG} \s* ) ( <[pP]\b {_REST_OF_TAG} )
    ( [^<]* (?: < (?! /? (?: [pP] | [hH][1-6] ) \b ) [^<]* )* ) ( </[pP]\s*> )
    (?= \s* </[hH]\2\s*> )
    """,
    re.VERBOSE,
)
_LINK = rf"""<span[ ]class=["']{KEYWORD_CLASS}["']><a[ ][^<>]*>[^<]*</a></span>"""
_LINK_PARTS = re.compile(r"(<span [^<>]*><a [^<>]*>)([^<]*)(</a></span>)")
# A value that is not closed before a tag ends has ended at the first quotation mark of the link, as browsers read it.
_STYLE_WITH_LINKS = re.compile(rf"""[ ]style="( [^"<>]* {_LINK} (?: [^"<>] | {_LINK} )* )\"""", re.VERBOSE)
_CDATA = re.compile(r"(<!\[CDATA\[)((?:(?!<!\[CDATA\[).)*?)(\]\]>)", re.DOTALL)


def preprocess(body: str) -> tuple[str, list[tuple[int, Diagnostic]]]:
    """Return *body* in the form that the parser reads rightly, and diagnostics with their offsets."""
    markup, diagnostics = take_out_layout(body)
    markup, found = literal_markup(markup)
    diagnostics += found
    markup = _PARAGRAPH_IN_HEADING.sub(_blank_paragraph, markup)
    if "<![CDATA[" in markup:  # text to those who wrote it, a comment to libxml2
        markup = _CDATA.sub(lambda section: FILLER * len(section[1]) + section[2] + FILLER * len(section[3]), markup)
    if KEYWORD_CLASS in markup and (strays := _links_in_tags(markup)):
        markup = _without_links(markup, strays)
        removed: Findings[int] = Findings()
        for stray in strays:
            removed.add(stray.start(), "broken-attribute", f"{stray[0]!r} was removed from the style of a tag.")
        diagnostics += removed.all()
    markup, found = mend_references(markup)
    diagnostics += found
    return markup, diagnostics


def _blank_paragraph(heading: re.Match[str]) -> str:
    return heading[1] + " " * len(heading[3]) + heading[4] + " " * len(heading[5])


def _links_in_tags(markup: str) -> list[re.Match[str]]:
    """The keyword links in a style attribute, where the site puts them too: see the sample technical-text."""
    return [
        link
        for value, tag in _with_tags(_STYLE_WITH_LINKS, markup)
        if tag is not None
        for link in _LINK_PARTS.finditer(markup, value.start(1), value.end(1))
    ]


def _with_tags(pattern: re.Pattern[str], markup: str) -> Iterator[tuple[re.Match[str], int | None]]:
    """Yield the matches of *pattern* in *markup*, each with the start of the surrounding tag, or ``None``."""
    opened = closed = looked = -1
    for found in pattern.finditer(markup):
        opened = max(opened, markup.rfind("<", looked + 1, found.start()))
        closed = max(closed, markup.rfind(">", looked + 1, found.start()))
        looked = found.start() - 1
        yield found, opened if opened > closed and markup[opened + 1].isalpha() else None


def _without_links(markup: str, links: list[re.Match[str]]) -> str:
    """Return *markup* with only the text of *links* left, and as long as before, so that places stay right."""
    parts: list[str] = []
    end = 0
    for link in links:
        parts += [markup[end : link.start()], " " * len(link[1]), link[2], " " * len(link[3])]
        end = link.end()
    return "".join([*parts, markup[end:]])
