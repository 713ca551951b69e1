"""``original-title``: the real title, where the post's last paragraph tells it."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final, NamedTuple

from ofweek_parse.model.blocks import Paragraph
from ofweek_parse.model.constructors import evolve
from ofweek_parse.model.inlines import InlineImage, Link
from ofweek_parse.model.traversal import iter_inlines
from ofweek_parse.normalizers.keywords import keywords_of

if TYPE_CHECKING:
    from ofweek_parse.model.article import Article

__all__ = ["find_original_title", "original_title"]

_CLOSING: Final = re.compile(r"原文标题\s*[:：]\s*(?P<title>.+)", re.DOTALL)
_LAST: Final = 3
_SPACE: Final = re.compile(r"\s+")
_LOST: Final = str.maketrans(dict.fromkeys(":/\\?*“”<>|[]", "_"))  # what the generator writes `_` for


class OriginalTitle(NamedTuple):
    """The title that the body tells, and the indexes of the blocks that tell it."""

    title: str
    places: frozenset[int]


def find_original_title(article: Article) -> OriginalTitle | None:
    """The title after ``原文标题 :`` in the last paragraph, if it is the article's but for what the generator did."""
    title = ""
    places: set[int] = set()
    others = _LAST
    for index in range(len(article.blocks) - 1, -1, -1):
        block = article.blocks[index]
        match = _CLOSING.fullmatch(block.text.strip()) if isinstance(block, Paragraph) and _is_text(block) else None
        if match and _same(match["title"], title or article.title):
            title = title or " ".join(match["title"].split())
            places.add(index)
        else:
            others -= 1
            if not others:
                break
    return OriginalTitle(title, frozenset(places)) if places else None


def _is_text(block: Paragraph) -> bool:
    """Whether *block* has nothing that would be lost with it: no picture, and no link but on keywords."""
    return not any(
        isinstance(inline, InlineImage) or (isinstance(inline, Link) and not inline.keyword)
        for inline in iter_inlines((block,))
    )


def _same(told: str, title: str) -> bool:
    return not title or _shape(told) == _shape(title)


def _shape(title: str) -> str:
    """*title* as the generator would leave it, whatever the width of its characters and its spaces."""
    return _SPACE.sub("", unicodedata.normalize("NFKC", title)).translate(_LOST)


def original_title(article: Article) -> Article:
    """A closing ``原文标题 : X`` becomes the title and leaves the body.

    The generator writes ``_`` for each of ``: / \\\\ ? * “ ” < > | [ ]`` in a title; OFweek's own pages end in the
    title as it was (real posts c8, e1, e3). A paragraph that tells another title stays.
    """
    told = find_original_title(article)
    if told is None:
        return article
    blocks = tuple(block for index, block in enumerate(article.blocks) if index not in told.places)
    linked = keywords_of(article.blocks[index] for index in sorted(told.places))
    keywords = tuple(dict.fromkeys((*article.keywords, *linked)))
    return evolve(article, title=told.title, blocks=blocks, keywords=keywords)
