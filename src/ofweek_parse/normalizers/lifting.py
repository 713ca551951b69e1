"""Normalizers made from functions on text, URLs, images or blocks."""

from __future__ import annotations

from operator import is_
from typing import TYPE_CHECKING

import attrs

from ofweek_parse.arguments import check_callable, check_kind
from ofweek_parse.model.article import Article
from ofweek_parse.model.blocks import Block, Embed, Figure
from ofweek_parse.model.constructors import evolve
from ofweek_parse.model.inlines import Image, Inline, Link
from ofweek_parse.model.rewriting import rewrite_blocks, rewrite_images, rewrite_inlines, rewrite_runs
from ofweek_parse.model.traversal import WRAPPERS, runs_of
from ofweek_parse.normalizers.urls import with_source

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ofweek_parse.model.metadata import Keyword

__all__ = [
    "LIFTED",
    "BlockNormalizer",
    "ConditionalNormalizer",
    "ImageNormalizer",
    "TextNormalizer",
    "UrlNormalizer",
    "block_normalizer",
    "image_normalizer",
    "rewrite_texts",
    "text_normalizer",
    "url_normalizer",
]


@attrs.frozen
class ConditionalNormalizer:
    """A normalizer that declares when it is needed.

    Attributes:
        function: The normalizer.
        may_change: Whether it may change an article of this text, by a quick look.
    """

    function: Callable[[Article], Article]
    may_change: Callable[[str], bool]

    def __call__(self, article: Article) -> Article:
        """Return what the normalizer makes of *article*."""
        return self.function(article)


def _text_from(function: Callable[[str], object], text: str) -> str:
    new = function(text)
    check_kind("What the function returns", new, str, "text")
    return str(new)


@attrs.frozen
class TextNormalizer:
    """A normalizer that applies *function* to each run of text; made by `text_normalizer`.

    Attributes:
        function: The function that is applied to each run of text.
        may_change: A fast check whether *function* may change any run in a text, or ``None`` if it always may.
    """

    function: Callable[[str], str]
    may_change: Callable[[str], bool] | None = None

    def __attrs_post_init__(self) -> None:
        check_callable("function", self.function)
        if self.may_change is not None:
            check_callable("may_change", self.may_change)

    def __call__(self, article: Article) -> Article:
        """Return *article* with its text rewritten."""
        check_kind("article", article, Article, "an Article")
        return rewrite_texts(article, self._each)

    def _each(self, texts: Sequence[str]) -> Sequence[str]:
        return [_text_from(self.function, text) for text in texts]


def rewrite_texts(article: Article, each: Callable[[Sequence[str]], Sequence[str]]) -> Article:
    """Return *article* with the results of *each* for its titles, the names and labels of its credits and its runs of text.

    *each* gets all of them at once, which can take far less time than one after the other.
    """
    optional_texts = [article.original_title, *[credit.label for credit in article.credits]]
    names = [credit.name for credit in article.credits]
    texts = [article.title, *names, *filter(None, optional_texts), *runs_of(article.blocks)]
    changed = {old: new for old, new in zip(texts, each(texts), strict=True) if new != old}
    if not changed:
        return article

    def rewritten(text: str) -> str:
        return changed.get(text, text)

    def optional(text: str | None) -> str | None:
        return (rewritten(text) or None) if text else text

    return evolve(
        article,
        title=rewritten(article.title),
        original_title=optional(article.original_title),
        blocks=rewrite_runs(article.blocks, changed),
        credits=tuple([evolve(one, name=rewritten(one.name), label=optional(one.label)) for one in article.credits]),
    )


@attrs.frozen
class UrlNormalizer:
    """A normalizer that applies *function* to each URL; made by `url_normalizer`."""

    function: Callable[[str], str]

    def __attrs_post_init__(self) -> None:
        check_callable("function", self.function)

    def __call__(self, article: Article) -> Article:
        """Return *article* with its URLs rewritten."""
        check_kind("article", article, Article, "an Article")
        blocks = rewrite_images(article.blocks, self._image)
        blocks = rewrite_blocks(blocks, self._level)
        blocks = rewrite_inlines(blocks, self._links)
        headimg, thumbnail = self._optional(article.headimg), self._optional(article.thumbnail)
        keywords = tuple(self._keyword(keyword) for keyword in article.keywords)
        credits_ = tuple(evolve(credit, href=self._optional(credit.href)) for credit in article.credits)
        new = evolve(article, blocks=blocks, headimg=headimg, thumbnail=thumbnail, keywords=keywords, credits=credits_)
        return article if blocks is article.blocks and new == article else new

    def _rewritten(self, url: str) -> str:
        return _text_from(self.function, url)

    def _optional(self, url: str | None) -> str | None:
        return None if url is None else self._rewritten(url)

    def _keyword(self, keyword: Keyword) -> Keyword:
        return evolve(keyword, href=self._rewritten(keyword.href))

    def _image(self, image: Image) -> Image:
        return with_source(image, self._rewritten(image.src))

    def _level(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        new = tuple(self._block(block) for block in blocks)
        return blocks if all(a is b for a, b in zip(new, blocks, strict=True)) else new

    def _block(self, block: Block) -> Block:
        if isinstance(block, Embed):
            url, poster = self._rewritten(block.url), self._optional(block.poster)
            return block if (url, poster) == (block.url, block.poster) else evolve(block, url=url, poster=poster)
        if isinstance(block, Figure) and block.href and (href := self._rewritten(block.href)) != block.href:
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
        if isinstance(inline, Link) and (href := self._rewritten(inline.href)) != inline.href:
            return evolve(inline, href=href, inlines=rewritten)
        return inline if rewritten is inside else evolve(inline, inlines=rewritten)


@attrs.frozen
class ImageNormalizer:
    """A normalizer that applies *function* to each image; made by `image_normalizer`."""

    function: Callable[[Image], Image]

    def __attrs_post_init__(self) -> None:
        check_callable("function", self.function)

    def __call__(self, article: Article) -> Article:
        """Return *article* with its images rewritten."""
        check_kind("article", article, Article, "an Article")
        blocks = rewrite_images(article.blocks, self.function)
        return article if blocks is article.blocks else evolve(article, blocks=blocks)


@attrs.frozen
class BlockNormalizer:
    """A normalizer that applies *function* to each block; made by `block_normalizer`."""

    function: Callable[[Block], Block | None]

    def __attrs_post_init__(self) -> None:
        check_callable("function", self.function)

    def __call__(self, article: Article) -> Article:
        """Return *article* with its blocks rewritten."""
        check_kind("article", article, Article, "an Article")
        blocks = rewrite_blocks(article.blocks, self._level)
        return article if blocks is article.blocks else evolve(article, blocks=blocks)

    def _level(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        new = tuple([kept for block in blocks if (kept := self.function(block)) is not None])
        return blocks if len(new) == len(blocks) and all(map(is_, new, blocks)) else new


LIFTED = (TextNormalizer, UrlNormalizer, ImageNormalizer, BlockNormalizer)
"""The normalizers that are made of a function, for ``isinstance``; messages call them by its name."""


def text_normalizer(
    function: Callable[[str], str], *, may_change: Callable[[str], bool] | None = None
) -> TextNormalizer:
    """Return a normalizer that applies *function* to each run of text in the titles, the body, captions and credits.

    URLs, code, alternative texts and the front matter are not changed. A run of text ends where bold text, a link or a
    line begins or ends. *function* should be pure and idempotent; if it is a module-level function, the normalizer can
    be pickled.

    Args:
        function: The function that is applied to each run of text.
        may_change: A fast check of the whole text of an article; if it returns ``False``, the normalizer is skipped.

    Example:
        >>> from ofweek_parse import Article, text_normalizer
        >>> text_normalizer(str.upper)(Article(title="abc")).title
        'ABC'
    """
    return TextNormalizer(function, may_change)


def url_normalizer(function: Callable[[str], str]) -> UrlNormalizer:
    """Return a normalizer that applies *function* to each URL.

    These are the URLs of links, images, embeds, posters and keywords, the head image and the thumbnail.
    If the URL of an image changes, the original is kept in `Image.original_src`.

    Example:
        >>> from ofweek_parse import Article, url_normalizer
        >>> url_normalizer(lambda url: url.removesuffix("#top"))(Article(headimg="/a.png#top")).headimg
        '/a.png'
    """
    return UrlNormalizer(function)


def image_normalizer(function: Callable[[Image], Image]) -> ImageNormalizer:
    """Return a normalizer that applies *function* to each image of the body, in figures and in running text.

    *function* should return the same object if it changes nothing.

    Example:
        >>> import attrs
        >>> from ofweek_parse import image_normalizer, parse
        >>> def without_size(image):
        ...     return attrs.evolve(image, width=None, height=None) if image.width or image.height else image
        >>> image_normalizer(without_size)(parse("<p><img src='a.png' width=600></p>")).images[0].width
    """
    return ImageNormalizer(function)


def block_normalizer(function: Callable[[Block], Block | None]) -> BlockNormalizer:
    """Return a normalizer that applies *function* to each block at any depth, inner blocks first.

    *function* returns the same block, another block, or ``None`` to remove it. Items, lists and quotes that become
    empty are removed too. To report removed content with a diagnostic, write a normalizer instead.

    Example:
        >>> from ofweek_parse import Rule, block_normalizer, parse
        >>> def without_rule(block):
        ...     return None if isinstance(block, Rule) else block
        >>> len(block_normalizer(without_rule)(parse("<p>a</p><hr><blockquote><hr></blockquote>")).blocks)
        1
    """
    return BlockNormalizer(function)
