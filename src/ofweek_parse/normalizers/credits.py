"""``credits``: extracts authors, editors and sources from paragraphs that contain only credits."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ofweek_parse.model.blocks import Paragraph
from ofweek_parse.model.constructors import evolve
from ofweek_parse.model.inlines import Inline, InlineImage, Link, Text
from ofweek_parse.model.metadata import Credit
from ofweek_parse.model.rewriting import join_text
from ofweek_parse.model.traversal import WRAPPERS, inlines_of
from ofweek_parse.normalizers.credit_lines import STARTS, credit_line
from ofweek_parse.normalizers.credit_places import own_places
from ofweek_parse.normalizers.keywords import keywords_of
from ofweek_parse.normalizers.lines import sole_text

if TYPE_CHECKING:
    from ofweek_parse.model.article import Article
    from ofweek_parse.model.blocks import Block

__all__ = ["move_credits"]


@attrs.frozen
class _Line:
    """A paragraph of credits, taken apart, and what is left of it: a date or a notice."""

    credits: tuple[Credit, ...]
    inlines: tuple[Inline, ...]
    rest: Paragraph | None


def move_credits(article: Article) -> Article:
    """Move credit paragraphs to `Article.credits`; a date or notice in one is kept as a separate paragraph.

    Near the head and the end (three blocks from the one, eight from the other, without figures, dates, leads and other
    lines under 30 characters) each paragraph of credits does (real posts f3, f5, f7); elsewhere a run of them, or a
    paragraph of two or more. None does beside a line with another label, ``出版社：``, where a label comes back, or in an
    interview: that is data.
    """
    blocks = article.blocks
    begun = [
        place
        for place, block in enumerate(blocks)
        if isinstance(block, Paragraph)
        and block.inlines
        and (type(first := block.inlines[0]) is not Text or first.text[:1] in STARTS)
    ]  # few, and quickly found
    found: dict[int, _Line] = {}
    for place in begun:
        before = found.get(place - 1)
        line = _read(blocks[place], before.credits if before else ())
        if line is not None:
            found[place] = line
    if not found:
        return article
    rests = {place: line.rest for place, line in found.items() if line.rest is not None}
    known = {credit.label for credit in article.credits}
    lines = {place: line.credits for place, line in found.items()}
    moved = {place: found[place] for place in own_places(blocks, lines, rests, known)}
    if not moved:
        return article
    left = [
        kept
        for place, block in enumerate(blocks)
        if (kept := moved[place].rest if place in moved else block) is not None
    ]
    keywords = keywords_of([Paragraph(inlines=line.inlines) for line in moved.values()])
    return evolve(
        article,
        blocks=tuple(left),
        credits=(*article.credits, *[credit for line in moved.values() for credit in line.credits]),
        keywords=tuple(dict.fromkeys((*article.keywords, *keywords))) if keywords else article.keywords,
    )


def _read(block: Block, before: tuple[Credit, ...]) -> _Line | None:
    """Return *block* as a line of credits, if it is one; those *before* are of the block before it."""
    if not isinstance(block, Paragraph):
        return None
    text = block.text
    line = credit_line(text, before)
    if line is None or (line.start > 0 and line.end < len(text)):
        return None
    date, inlines = _cut(block.inlines, line.start) if line.start else ((), block.inlines)
    inlines, notice = _cut(inlines, line.end) if line.end < len(text) else (inlines, ())
    credits_ = line.credits if sole_text(block) is not None else _with_links(line.credits, inlines)
    if credits_ is None:
        return None
    if not date and not notice:
        return _Line(credits_, inlines, None)
    rest = evolve(block, inlines=date or notice)
    more = _read(rest, credits_)  # 作者：林舟 2022-03-05 来源：风声网
    return (
        _Line((*credits_, *more.credits), (*inlines, *more.inlines), more.rest)
        if more
        else _Line(credits_, inlines, rest)
    )


def _with_links(credits_: tuple[Credit, ...], inlines: tuple[Inline, ...]) -> tuple[Credit, ...] | None:
    """Return *credits_* with the links of their names in *inlines*, or ``None`` if something else would be lost."""
    inside = inlines_of(inlines)
    if any(isinstance(inline, InlineImage) for inline in inside):
        return None
    linked = [
        (inline.text.strip(), inline.href) for inline in inside if isinstance(inline, Link) and not inline.keyword
    ]
    links = dict(linked)
    if len(links) < len(linked) or set(links) - {credit.name for credit in credits_}:
        return None  # a link on more or less than a name, or two on one
    return tuple([evolve(credit, href=links.get(credit.name)) for credit in credits_])


def _cut(inlines: tuple[Inline, ...], end: int) -> tuple[tuple[Inline, ...], tuple[Inline, ...]]:
    """Return *inlines* before and behind the character *end* of their text, without space at the cut."""
    before: list[Inline] = []
    behind: list[Inline] = []
    for inline in inlines:
        size = len(inline.text)
        if end >= size:
            before.append(inline)
        elif end <= 0:
            behind.append(inline)
        elif isinstance(inline, WRAPPERS):
            first, second = _cut(inline.inlines, end)
            before.append(evolve(inline, inlines=first))
            behind.append(evolve(inline, inlines=second))
        elif isinstance(inline, Text):
            before.append(Text(text=inline.text[:end]))
            behind.append(Text(text=inline.text[end:].lstrip()))
        else:
            behind.append(inline)
        end -= size
    return join_text(before), join_text(behind)
