"""``keyword-links``: the links that the site puts on keywords, as data."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from ofweek_parse.model.constructors import evolve, make_keyword
from ofweek_parse.model.inlines import Inline, Link, Text
from ofweek_parse.model.traversal import WRAPPERS, iter_lines, rewrite_inlines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ofweek_parse.model.article import Article

__all__ = ["keyword_links", "linked_words", "without_keyword_links"]

Inlines: TypeAlias = "tuple[Inline, ...]"


def keyword_links(article: Article) -> Article:
    """Keyword links are unwrapped into the text and listed in `Article.keywords`, once each.

    The site puts them on every known word, in headings and in the middle of words too: ``动力<a>电池展</a>开`` is
    ``动力电池展开`` (real posts a1, b7, c6).
    """
    found = [
        make_keyword(text=word, href=url)
        for line in iter_lines(article.blocks)
        if not _is_text(line)
        for word, url in linked_words(line)
    ]
    if not found:
        return article
    keywords = tuple(dict.fromkeys((*found, *article.keywords)))
    return evolve(article, blocks=rewrite_inlines(article.blocks, _unwrapped), keywords=keywords)


def linked_words(inlines: Inlines) -> list[tuple[str, str]]:
    """The keywords that the site put links on in a line, and where those lead."""
    return [(link.text.strip(), link.href) for link in _keywords(inlines)]


def without_keyword_links(inlines: Inlines) -> Inlines:
    """A line with the inlines of its keyword links in their place."""
    return tuple(_without(inlines, frozenset()))


def _is_text(inlines: Inlines) -> bool:
    """Whether a line is nothing but text, as most are."""
    return len(inlines) == 1 and type(inlines[0]) is Text


def _keywords(inlines: Inlines) -> Iterator[Link]:
    for inline in inlines:
        if isinstance(inline, WRAPPERS):
            if isinstance(inline, Link) and _is_keyword(inline):
                yield inline
            yield from _keywords(inline.inlines)


def _is_keyword(inline: Inline) -> bool:
    # A link around a picture alone has no word to be listed under: it stays.
    return isinstance(inline, Link) and inline.keyword and bool(inline.text.strip())


def _unwrapped(inlines: Inlines) -> Inlines:
    if _is_text(inlines) or not any(map(_holds_keyword, inlines)):
        return inlines
    return without_keyword_links(inlines)


def _holds_keyword(inline: Inline) -> bool:
    return _is_keyword(inline) or (isinstance(inline, WRAPPERS) and any(map(_holds_keyword, inline.inlines)))


def _without(inlines: Inlines, inside: frozenset[type]) -> Iterator[Inline]:
    """*inlines* without keyword links, and without what would be bold in bold once they are gone."""
    for inline in inlines:
        if not isinstance(inline, WRAPPERS):
            yield inline
        elif _is_keyword(inline) or type(inline) in inside:
            yield from _without(inline.inlines, inside)
        else:
            within = tuple(_without(inline.inlines, inside | {type(inline)}))
            yield inline if within == inline.inlines else evolve(inline, inlines=within)
