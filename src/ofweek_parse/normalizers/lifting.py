"""Normalizers made from a function on text or on URLs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ofweek_parse.model.blocks import Block, Embed, Figure
from ofweek_parse.model.constructors import evolve
from ofweek_parse.model.inlines import Image, Inline, Link, Text
from ofweek_parse.model.traversal import WRAPPERS, rewrite_blocks, rewrite_images, rewrite_inlines, rewrite_nested
from ofweek_parse.normalizers.urls import with_source

if TYPE_CHECKING:
    from collections.abc import Callable

    from ofweek_parse.model.article import Article
    from ofweek_parse.model.metadata import Credit, Keyword

__all__ = ["TextNormalizer", "UrlNormalizer", "text_normalizer", "url_normalizer"]


@attrs.frozen
class TextNormalizer:
    """A normalizer that applies *function* to each run of text; made by `text_normalizer`."""

    function: Callable[[str], str]

    def __call__(self, article: Article) -> Article:
        """*article* with its text rewritten."""

        def text(inline: Inline) -> Inline:
            if not isinstance(inline, Text):
                return inline
            new = self.function(inline.text)
            return inline if new == inline.text else evolve(inline, text=new)

        blocks = rewrite_inlines(article.blocks, lambda inlines: rewrite_nested(inlines, text))
        title = self.function(article.title)
        credits_ = tuple(self._credit(credit) for credit in article.credits)
        if blocks is article.blocks and title == article.title and credits_ == article.credits:
            return article
        return evolve(article, title=title, blocks=blocks, credits=credits_)

    def _credit(self, credit: Credit) -> Credit:
        return evolve(credit, name=self.function(credit.name))


@attrs.frozen
class UrlNormalizer:
    """A normalizer that applies *function* to each URL; made by `url_normalizer`."""

    function: Callable[[str], str]

    def __call__(self, article: Article) -> Article:
        """*article* with its URLs rewritten."""
        blocks = rewrite_images(article.blocks, self._image)
        blocks = rewrite_blocks(blocks, self._level)
        blocks = rewrite_inlines(blocks, self._links)
        headimg, thumbnail = self._optional(article.headimg), self._optional(article.thumbnail)
        keywords = tuple(self._keyword(keyword) for keyword in article.keywords)
        credits_ = tuple(evolve(credit, href=self._optional(credit.href)) for credit in article.credits)
        new = evolve(article, blocks=blocks, headimg=headimg, thumbnail=thumbnail, keywords=keywords, credits=credits_)
        return article if blocks is article.blocks and new == article else new

    def _optional(self, url: str | None) -> str | None:
        return None if url is None else self.function(url)

    def _keyword(self, keyword: Keyword) -> Keyword:
        return evolve(keyword, href=self.function(keyword.href))

    def _image(self, image: Image) -> Image:
        return with_source(image, self.function(image.src))

    def _level(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        new = tuple(self._block(block) for block in blocks)
        return blocks if all(a is b for a, b in zip(new, blocks, strict=True)) else new

    def _block(self, block: Block) -> Block:
        if isinstance(block, Embed) and (url := self.function(block.url)) != block.url:
            return evolve(block, url=url)
        if isinstance(block, Figure) and block.href and (href := self.function(block.href)) != block.href:
            return evolve(block, href=href)
        return block

    def _links(self, inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
        new = tuple(self._link(inline) for inline in inlines)
        return inlines if all(a is b for a, b in zip(new, inlines, strict=True)) else new

    def _link(self, inline: Inline) -> Inline:
        if not isinstance(inline, WRAPPERS):
            return inline
        inside = inline.inlines
        rewritten = self._links(inside)
        if isinstance(inline, Link) and (href := self.function(inline.href)) != inline.href:
            return evolve(inline, href=href, inlines=rewritten)
        return inline if rewritten is inside else evolve(inline, inlines=rewritten)


def text_normalizer(function: Callable[[str], str]) -> TextNormalizer:
    """The normalizer that applies *function* to each run of text: in the title, the body, captions and credits.

    Never to URLs, code, alternative texts or the front matter. *function* should be pure and idempotent; it gets a
    run at a time, which ends where bold text, a link or a line begins or ends. Pass a
    function that stands in a module, and the normalizer can be pickled.

    Example:
        >>> from ofweek_parse import Article, text_normalizer
        >>> text_normalizer(str.upper)(Article(title="abc")).title
        'ABC'
    """
    return TextNormalizer(function)


def url_normalizer(function: Callable[[str], str]) -> UrlNormalizer:
    """The normalizer that applies *function* to each URL: of links, images, embeds, keywords, head image, thumbnail.

    An image whose URL changes keeps the one that the file had in `Image.original_src`.

    Example:
        >>> from ofweek_parse import Article, url_normalizer
        >>> url_normalizer(lambda url: url.removesuffix("#top"))(Article(headimg="/a.png#top")).headimg
        '/a.png'
    """
    return UrlNormalizer(function)
