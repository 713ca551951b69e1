"""``keyword-links``: the links that the site puts on keywords, as data."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import attrs

from ofweek_parse.model.article import Keyword
from ofweek_parse.model.blocks import Inline, Link
from ofweek_parse.model.traversal import WRAPPERS, iter_inlines, rewrite_inlines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ofweek_parse.model.article import Article

__all__ = ["keyword_links"]

Inlines: TypeAlias = "tuple[Inline, ...]"


def keyword_links(article: Article) -> Article:
    """Keyword links are unwrapped into the text and listed in `Article.keywords`, once each.

    The site puts them on every known word, in headings and in the middle of words too: ``动力<a>电池展</a>开`` is
    ``动力电池展开`` (real posts a1, b7, c6).
    """
    links = [inline for inline in iter_inlines(article.blocks) if isinstance(inline, Link) and inline.keyword]
    if not links:
        return article
    found = [Keyword(text=link.text.strip(), href=link.href) for link in links if link.text.strip()]
    keywords = tuple(dict.fromkeys((*found, *article.keywords)))
    return attrs.evolve(article, blocks=rewrite_inlines(article.blocks, _unwrapped), keywords=keywords)


def _unwrapped(inlines: Inlines) -> Inlines:
    if not any(_holds_keyword(inline) for inline in inlines):
        return inlines
    return tuple(_without(inlines))


def _holds_keyword(inline: Inline) -> bool:
    if isinstance(inline, Link) and inline.keyword:
        return True
    return isinstance(inline, WRAPPERS) and any(map(_holds_keyword, inline.inlines))


def _without(inlines: Inlines) -> Iterator[Inline]:
    for inline in inlines:
        if isinstance(inline, Link) and inline.keyword:
            yield from _without(inline.inlines)
        elif isinstance(inline, WRAPPERS) and _holds_keyword(inline):
            yield attrs.evolve(inline, inlines=tuple(_without(inline.inlines)))
        else:
            yield inline
