"""Repairs of HTML before it is parsed, which keep its length so that offsets remain valid."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ofweek_parse.model.findings import Findings
from ofweek_parse.reading.html.attributes.styles import KEYWORD_CLASS
from ofweek_parse.reading.html.literal_markup.scan import literal_markup
from ofweek_parse.reading.html.preprocessing.character_references import mend_references
from ofweek_parse.reading.html.preprocessing.code_layout import remove_layout
from ofweek_parse.reading.html.replacing import blanked
from ofweek_parse.sentinels import FILLER

if TYPE_CHECKING:
    from ofweek_parse.model.diagnostics import Diagnostic

__all__ = ["preprocess"]

_REST_OF_TAG = r"""[^<>"']* (?: (?: "[^<"]*" | '[^<']*' ) [^<>"']* )* >"""
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
_STYLE_WITH_LINKS = re.compile(rf"""[ ]style="( [^"<>]* (?: {_LINK} [^"<>]* )+ )\"""", re.VERBOSE)
_CDATA, _CDATA_END = "<![CDATA[", "]]>"


def preprocess(body: str) -> tuple[str, list[tuple[int, Diagnostic]]]:
    """Return *body*, at its length, in a form that the parser reads without loss, and diagnostics with their offsets."""
    markup, diagnostics = remove_layout(body)
    markup, found = literal_markup(markup)
    diagnostics += found
    markup = _PARAGRAPH_IN_HEADING.sub(_blank_paragraph, markup)
    if _CDATA in markup:  # text to those who wrote it, a comment to libxml2
        before, *sections = markup.split(_CDATA)
        markup = "".join([before, *map(_section_text, sections)])
    if KEYWORD_CLASS in markup:
        links = _links_in_styles(markup)
        markup = blanked(markup, [link.span(part) for link in links for part in (1, 3)], " ")
        removed: Findings[int] = Findings()
        for link in links:
            removed.add(link.start(), "broken-attribute", f"{link[0]!r} was removed from the style of a tag.")
        diagnostics += removed.all()
    markup, found = mend_references(markup)
    diagnostics += found
    return markup, diagnostics


def _section_text(section: str) -> str:
    text, end, after = section.partition(_CDATA_END)
    return f"{FILLER * len(_CDATA)}{text}{FILLER * len(end)}{after}" if end else _CDATA + section


def _blank_paragraph(heading: re.Match[str]) -> str:
    return heading[1] + " " * len(heading[3]) + heading[4] + " " * len(heading[5])


def _links_in_styles(markup: str) -> list[re.Match[str]]:
    """Return the keyword links in style attributes, where the site puts them too: see the sample technical-text."""
    links: list[re.Match[str]] = []
    opened = closed = looked = -1
    for style in _STYLE_WITH_LINKS.finditer(markup):
        opened = max(opened, markup.rfind("<", looked + 1, style.start()))
        closed = max(closed, markup.rfind(">", looked + 1, style.start()))
        looked = style.start() - 1
        if opened > closed and markup[opened + 1].isalpha():
            links += _LINK_PARTS.finditer(markup, style.start(1), style.end(1))
    return links
