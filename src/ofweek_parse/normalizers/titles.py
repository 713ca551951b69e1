"""``original-title``: extracts the line in which the site repeats the title of the article."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from ofweek_parse.model.blocks import Paragraph
from ofweek_parse.model.constructors import evolve
from ofweek_parse.model.inlines import InlineImage, LineBreak, Link
from ofweek_parse.model.traversal import inlines_of
from ofweek_parse.normalizers.keywords import keywords_of
from ofweek_parse.normalizers.matching import fingerprint
from ofweek_parse.normalizers.title_marks import marks_in, with_marks

if TYPE_CHECKING:
    from ofweek_parse.model.article import Article
    from ofweek_parse.model.blocks import Block

__all__ = ["ORIGINAL_TITLE_LABEL", "find_original_title", "original_title"]

ORIGINAL_TITLE_LABEL: Final = "原文标题"
_LINE: Final = re.compile(
    rf"(?P<lost>[?\s]*){ORIGINAL_TITLE_LABEL}\s*[:：]\s*(?P<title>\S(?:(?!原文\w\w\s*[:：]).)*)", re.DOTALL
)
_LAST: Final = 3
_LONGEST: Final = 200


class OriginalTitle(NamedTuple):
    """The original title, and the indexes of its blocks."""

    title: str
    places: frozenset[int]


def find_original_title(article: Article) -> OriginalTitle | None:
    """Return the original title of the article, or the title in a line ``原文标题 :`` among its last blocks."""
    title = article.original_title
    places: set[int] = set()
    others = _LAST
    for index in range(len(article.blocks) - 1, -1, -1):
        found = _title_of(article.blocks[index])
        is_head = index == 0 and others < _LAST
        if found and not is_head and (title is None or _same(found, title)):
            title = found if title is None else title
            places.add(index)
        else:
            others -= 1
            if not others:
                break
    return None if title is None else OriginalTitle(title, frozenset(places))


def _title_of(block: Block) -> str:
    """Return the title in *block*, if it is such a line and nothing else would be lost with it.

    The site surrounds the line with no-break spaces, which some posts have as ``?``: where there is one before the label,
    one behind the title is no part of it (real post f6).
    """
    if not isinstance(block, Paragraph) or len(text := block.text) > _LONGEST or ORIGINAL_TITLE_LABEL not in text:
        return ""
    match = _LINE.fullmatch(text)
    if match is None or any(
        isinstance(inline, (InlineImage, LineBreak)) or (isinstance(inline, Link) and not inline.keyword)
        for inline in inlines_of(block.inlines)
    ):
        return ""
    title = " ".join(match["title"].split())
    for _ in range(match["lost"].count("?")):
        title = title.removesuffix("?").rstrip() or title
    return title


def _same(title: str, other: str) -> bool:
    return title == other or (fingerprint(title) == fingerprint(other) != "")


def original_title(article: Article) -> Article:
    """A closing line ``原文标题 : X`` leaves the body for `Article.original_title`.

    OFweek's pages end in it, below the article; at the head of a translation it is the author's own, and stays. Where it
    is the title but for punctuation, the title takes from it the characters that the generator wrote ``_`` for (real
    posts c8, e1, e3, f3), and no others: the site writes ASCII punctuation in it, and sometimes a longer title (f6).
    """
    found = find_original_title(article)
    if found is None:
        return article
    title = _with_marks(article.title, found.title)
    if not found.places and title == article.title:
        return article
    blocks = tuple([block for index, block in enumerate(article.blocks) if index not in found.places])
    linked = keywords_of(article.blocks[index] for index in sorted(found.places))
    keywords = tuple(dict.fromkeys((*article.keywords, *linked)))
    return evolve(article, title=title, original_title=found.title, blocks=blocks, keywords=keywords)


def _with_marks(title: str, original: str) -> str:
    """Return *title* with what *original* has at its ``_``; the original itself where there is no other."""
    if not title:
        return original
    marks = marks_in(original, title) if "_" in title else None
    return with_marks(title, marks) if marks else title
