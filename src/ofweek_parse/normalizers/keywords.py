"""``keyword-links``: extracts the links that the site puts on keywords."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from ofweek_parse.model.constructors import evolve, make_keyword
from ofweek_parse.model.inlines import Inline, Link, Text
from ofweek_parse.model.rewriting import rewrite_inlines
from ofweek_parse.model.traversal import WRAPPERS, lines_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ofweek_parse.model.article import Article
    from ofweek_parse.model.blocks import Block
    from ofweek_parse.model.metadata import Keyword

__all__ = ["keyword_links", "keywords_of"]

Inlines: TypeAlias = "tuple[Inline, ...]"


def keyword_links(article: Article) -> Article:
    """Keyword links are unwrapped into the text and listed in `Article.keywords`, once each.

    The site puts them on every known word, in headings and in the middle of words too: ``动力<a>电池展</a>开`` is
    ``动力电池展开`` (real posts a1, b7, c6).
    """
    found: dict[Keyword, None] = {}  # an ordered set

    def unwrapped(line: Inlines) -> Inlines:
        if len(line) == 1 and type(line[0]) is Text:  # as most lines are
            return line
        links = _keywords(line)
        if not links:
            return line
        found.update(dict.fromkeys(map(_keyword, links)))
        return tuple(_without(line, ()))

    blocks = rewrite_inlines(article.blocks, unwrapped)
    if not found:
        return article
    found.update(dict.fromkeys(article.keywords))
    return evolve(article, blocks=blocks, keywords=tuple(found))


def keywords_of(blocks: Iterable[Block]) -> list[Keyword]:
    """Return the keywords that are linked in *blocks*, in document order."""
    return [_keyword(link) for line in lines_of(blocks) for link in _keywords(line)]


def _keyword(link: Link) -> Keyword:
    return make_keyword(text=link.text.strip(), href=link.href)


def _keywords(inlines: Inlines) -> list[Link]:
    links: list[Link] = []
    for inline in inlines:
        if type(inline) is not Text and isinstance(inline, WRAPPERS):
            if isinstance(inline, Link) and _is_keyword(inline):
                links.append(inline)
            links += _keywords(inline.inlines)
    return links


def _is_keyword(link: Link) -> bool:
    # A link around a picture alone has no word to be listed under: it stays.
    return link.keyword and bool(link.text.strip())


def _without(inlines: Inlines, inside: tuple[type, ...]) -> list[Inline]:
    """Return *inlines* without keyword links, and without what would be bold in bold once they are gone."""
    kept: list[Inline] = []
    for inline in inlines:
        if type(inline) is Text or not isinstance(inline, WRAPPERS):
            kept.append(inline)
        elif type(inline) in inside or (isinstance(inline, Link) and _is_keyword(inline)):
            kept += _without(inline.inlines, inside)
        else:
            within = tuple(_without(inline.inlines, (*inside, type(inline))))
            kept.append(inline if within == inline.inlines else evolve(inline, inlines=within))
    return kept
