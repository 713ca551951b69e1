"""The positions of tags in the source, which the tokenizer does not report."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ofweek_parse.reading.html.parsing.tokenizer import TagCounter

if TYPE_CHECKING:
    from ofweek_parse.reading.html.parsing.parser_target import ParserTarget

__all__ = ["tag_offsets", "target_tag_offsets", "unclosed_at"]

_TAG = re.compile(r"<[A-Za-z][^<>]*(>?)")
_START = re.compile(r"<(?!(?:body|head|html)\b)[A-Za-z]", re.IGNORECASE)  # those are not reported
_END = re.compile(r"</(?:[bB][oO][dD][yY]|[hH][tT][mM][lL])")
_END_TAG = re.compile(r"</[A-Za-z][^<>]*>")
_ADDED_TAGS = 3  # <html>, <body> and the sentinel
_FIRST_TAG = 3  # the number of the body's first one


def unclosed_at(markup: str) -> int:
    """Return where the markup starts that swallowed the end of *markup*."""
    counter = TagCounter()
    reported, culprit = counter.events, 0
    for offset, piece in _pieces(markup):
        counter.feed(piece)
        if counter.events > reported:
            reported, culprit = counter.events, offset + len(piece)
    while culprit < len(markup):  # text and stray end tags, which a parser does not report, are not the culprit
        if markup[culprit] != "<":
            culprit = (markup.find("<", culprit) + 1 or len(markup) + 1) - 1
        elif stray := _END_TAG.match(markup, culprit):
            culprit = stray.end()
        else:
            break
    return min(culprit, len(markup))


def tag_offsets(markup: str, numbers: set[int]) -> dict[int, int]:
    """Return where the tags of these *numbers* start, by feeding the tokenizer a tag at a time."""
    counter = TagCounter()
    offsets: dict[int, int] = {}
    last = max(numbers)
    start = -1  # of the tag that is being fed: a ``<`` in a value of it begins a piece too
    for offset, piece in _pieces(markup):
        if counter.tags >= last:
            break
        if start < 0 and _START.match(piece):
            start = offset
        tags, events = counter.tags, counter.events
        counter.feed(piece)
        for number in range(tags + 1, counter.tags + 1):
            if number in numbers:
                offsets[number] = offset if start < 0 else start
        if counter.events > events:
            start = -1
    return offsets


def target_tag_offsets(markup: str, target: ParserTarget, numbers: set[int]) -> dict[int, int]:
    """Return what `tag_offsets` does, without the tokenizer where *target* has seen a tag at each ``<`` with a letter."""
    offsets = _counted_offsets(markup, target, numbers)
    return tag_offsets(markup, numbers) if offsets is None else offsets


def _counted_offsets(markup: str, target: ParserTarget, numbers: set[int]) -> dict[int, int] | None:
    # A tag starts nowhere else, so as many are the same ones; only behind the document's end are there others.
    tags = list(_TAG.finditer(markup))
    if not target.is_complete or len(tags) != target.tag_number - _ADDED_TAGS or _END.search(markup):
        return None
    sought = {number: tag for number, tag in enumerate(tags, _FIRST_TAG) if number in numbers}
    if not all(tag[1] for tag in tags) or any(tag[0].count(quote) % 2 for tag in sought.values() for quote in "\"'"):
        return None  # it continues after the `<` or `>` in it
    return {number: tag.start() for number, tag in sought.items()}


def _pieces(markup: str) -> list[tuple[int, str]]:
    """Return *markup* cut before every ``<``, each piece with its offset."""
    starts = [0, *(match.start() for match in re.finditer("<", markup) if match.start())]
    return [(start, markup[start:end]) for start, end in zip(starts, [*starts[1:], len(markup)], strict=True)]
