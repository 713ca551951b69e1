"""``original-title``: the real title, where the post's last paragraph tells it."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

import attrs

from ofweek_parse.model.blocks import Paragraph

if TYPE_CHECKING:
    from ofweek_parse.model.article import Article

__all__ = ["original_title", "told_title"]

_CLOSING = re.compile(r"\s*原文标题\s*[:：]\s*(?P<title>.*?)\s*", re.DOTALL)


_SPACE = re.compile(r"\s+")
_LOST = str.maketrans(dict.fromkeys(":/\\?*“”<>|[]", "_"))  # what the generator writes `_` for


class ToldTitle(NamedTuple):
    """The title that the body tells, and the index of the block that tells it."""

    title: str
    place: int


def told_title(article: Article) -> ToldTitle | None:
    """The title after ``原文标题 :`` in the last paragraph, if it is the article's but for what the generator did."""
    for index in range(len(article.blocks) - 1, max(len(article.blocks) - 4, -1), -1):
        block = article.blocks[index]
        match = _CLOSING.fullmatch(block.text) if isinstance(block, Paragraph) else None
        if match and match["title"] and _same(match["title"], article.title):
            return ToldTitle(" ".join(match["title"].split()), index)
    return None


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
    told = told_title(article)
    if told is None:
        return article
    blocks = article.blocks[: told.place] + article.blocks[told.place + 1 :]
    return attrs.evolve(article, title=told.title, blocks=blocks)
