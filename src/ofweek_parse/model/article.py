"""`Article`: the result of parsing a post."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timezone
from operator import attrgetter
from typing import Any, Final

import attrs

from ofweek_parse.arguments import SEQUENCE, as_tuple
from ofweek_parse.model.blocks import Block, Figure, Heading, block_tuple
from ofweek_parse.model.checking import Checked
from ofweek_parse.model.constructors import constructor
from ofweek_parse.model.diagnostics import Diagnostic
from ofweek_parse.model.front_matter import FIELD_KEYS, PRIVATE_KEY, FrontMatter
from ofweek_parse.model.inlines import Image, Link
from ofweek_parse.model.metadata import Credit, Keyword
from ofweek_parse.model.sections import Section, excerpt_of, sections_of
from ofweek_parse.model.traversal import iter_blocks, iter_images, iter_inlines

__all__ = ["Article", "make_article", "pack_article", "unpack_article"]


def _front_matter(value: Mapping[str, object]) -> FrontMatter:
    return value if isinstance(value, FrontMatter) else FrontMatter(value)


def _in_utc(time: datetime | None) -> datetime | None:
    if isinstance(time, datetime) and time.tzinfo is not None:
        return time.astimezone(timezone.utc)
    return time  # `Checked` refuses all but ``None``


def _texts(texts: Iterable[str]) -> tuple[str, ...]:
    return as_tuple(texts)


def _credits(parts: Iterable[Credit]) -> tuple[Credit, ...]:
    return as_tuple(parts)


def _keywords(parts: Iterable[Keyword]) -> tuple[Keyword, ...]:
    return as_tuple(parts)


def _diagnostics(parts: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    return as_tuple(parts)


@attrs.frozen(kw_only=True)
class Article(Checked):
    """An article with all data from its post.

    Articles are compared without ``diagnostics`` and ``source``.

    Attributes:
        title: The title, with lost characters restored if the post contains them.
        original_title: The title in the ``原文标题`` line of the site, or ``None``.
        author: The author in the front matter (in these feeds, the channel), or ``None``.
        categories: The category path, outermost first.
        published: The publication time, converted to UTC, or ``None`` if it is missing or can't be parsed.
        headimg: The URL of the head image, or ``None``.
        thumbnail: The URL of the thumbnail, or ``None``.
        comments: Whether comments are enabled, or ``None`` if the front matter does not say.
        front_matter: All keys of the front matter with their original values, in the order of the file; read-only.
        blocks: The body.
        credits: Authors, editors, sources and others that the body names.
        keywords: The keywords on which the site put links, each once, in order.
        alt_residue: Text that was removed from the ``alt`` and ``title`` of images and that the article lacks
            otherwise.
        diagnostics: What was unusual, repaired or removed, in the order in which it was found.
        source: The path of the file, or the name passed to `parse`, or ``None``.

    Example:
        >>> article = Article(title="A title")
        >>> article
        <Article 'A title', no date, 0 blocks>
        >>> article.title, article.text, article.images
        ('A title', '', ())
    """

    title: str = ""
    original_title: str | None = None
    author: str | None = None
    categories: tuple[str, ...] = attrs.field(default=(), converter=_texts, metadata=SEQUENCE)
    published: datetime | None = attrs.field(default=None, converter=_in_utc)
    headimg: str | None = None
    thumbnail: str | None = None
    comments: bool | None = None
    front_matter: FrontMatter = attrs.field(default=FrontMatter(), converter=_front_matter)
    blocks: tuple[Block, ...] = attrs.field(default=(), converter=block_tuple, metadata=SEQUENCE)
    credits: tuple[Credit, ...] = attrs.field(default=(), converter=_credits, metadata=SEQUENCE)
    keywords: tuple[Keyword, ...] = attrs.field(default=(), converter=_keywords, metadata=SEQUENCE)
    alt_residue: tuple[str, ...] = attrs.field(default=(), converter=_texts, metadata=SEQUENCE)
    diagnostics: tuple[Diagnostic, ...] = attrs.field(default=(), converter=_diagnostics, metadata=SEQUENCE, eq=False)
    source: str | None = attrs.field(default=None, eq=False)

    def __repr__(self) -> str:
        from ofweek_parse.model.summary import summary

        return summary(self)  # pyright: ignore[reportArgumentType] # it sees converters, not their results

    def _repr_html_(self) -> str:
        """Return the HTML summary for notebooks."""
        from ofweek_parse.model.summary import summary_html

        return summary_html(self)  # pyright: ignore[reportArgumentType] # likewise

    def __reduce__(self) -> tuple[object, ...]:
        if (packed := pack_article(self)) is not None:
            return unpack_article, (packed,)
        return _made, (type(self), {field.name: getattr(self, field.name) for field in attrs.fields(type(self))})

    @property
    def text(self) -> str:
        """The texts of all blocks, separated by blank lines; alternative texts only of emoji in running text."""
        return "\n\n".join(text for block in self.blocks if (text := block.text))

    @property
    def excerpt(self) -> str | None:
        """The text before the first `ExcerptMark`, as in `text`, or ``None`` if there is none.

        Marks inside quotes, lists and tables are ignored.

        Example:
            >>> from ofweek_parse import ExcerptMark, Paragraph, Text
            >>> lead, rest = (Paragraph(inlines=(Text(text=text),)) for text in ("Lead.", "Rest."))
            >>> Article(blocks=(lead, ExcerptMark(), rest)).excerpt
            'Lead.'
        """
        return excerpt_of(self.blocks)

    @property
    def sections(self) -> tuple[Section, ...]:
        """The sections of the body, which begin at its top-level headings.

        Example:
            >>> from ofweek_parse import parse
            >>> article = parse("---\\ntitle: a\\n---\\n<p>Lead.</p><h2>One</h2><p>Text.</p><h3>Two</h3><p>More.</p>")
            >>> [(section.path, section.text) for section in article.sections]
            [((), 'Lead.'), (('One',), 'Text.'), (('One', 'Two'), 'More.')]
        """
        return sections_of(self.blocks)

    @property
    def figures(self) -> tuple[Figure, ...]:
        """All figures with their captions, at any depth, in document order.

        Example:
            >>> from ofweek_parse import parse
            >>> article = parse("---\\ntitle: a\\n---\\n<figure><img src=a.png><figcaption>A tower</figcaption></figure>")
            >>> [(figure.image.src, figure.text) for figure in article.figures]
            [('a.png', 'A tower')]
        """
        return tuple(block for block in iter_blocks(self.blocks) if isinstance(block, Figure))

    @property
    def images(self) -> tuple[Image, ...]:
        """All images, at any depth, in document order."""
        return tuple(iter_images(self.blocks))

    @property
    def links(self) -> tuple[Link, ...]:
        """All links, at any depth, in document order."""
        return tuple(inline for inline in iter_inlines(self.blocks) if isinstance(inline, Link))

    @property
    def headings(self) -> tuple[Heading, ...]:
        """All headings, at any depth, in document order."""
        return tuple(block for block in iter_blocks(self.blocks) if isinstance(block, Heading))

    @property
    def extra(self) -> FrontMatter:
        """The front-matter keys without a field of their own, in the order of the file."""
        return FrontMatter(
            {key: value for key, value in self.front_matter.items() if key not in (*FIELD_KEYS, PRIVATE_KEY)}
        )

    @property
    def id(self) -> str:
        """A hash of the content (64 hexadecimal digits), the same for equal articles and across Python versions.

        It covers the titles, author, categories, time and body, and what was extracted from the body, ignoring
        differences in white space. It does not cover the original front matter, the path and the diagnostics.
        """
        from ofweek_parse.model.identity import content_hash  # with hashes and JSON, which few calls need

        return content_hash(_content(self))

    @property
    def text_id(self) -> str:
        """A hash of `text` (64 hexadecimal digits), ignoring differences in white space.

        It is the same for articles with the same text, even if their titles, authors, times, images, links or markup
        differ, as in syndicated copies.
        """
        from ofweek_parse.model.identity import content_hash

        return content_hash((self.text,))


def _made(kind: type[Article], fields: dict[str, Any]) -> Article:
    return kind(**fields)


_NOT_CONTENT = {"headimg", "thumbnail", "comments", "front_matter", "diagnostics", "source"}
_NAMES = tuple(field.name for field in attrs.fields(Article))
_values = attrgetter(*_NAMES)
_content = attrgetter(*[name for name in _NAMES if name not in _NOT_CONTENT])
make_article: Final = constructor(Article)


def pack_article(article: Article) -> Any:
    """Return the encoded fields of *article*, or ``None`` if it contains objects of other classes, such as a user's."""
    from ofweek_parse.model.codec import UnknownClassError, pack  # which few calls need

    try:
        return pack(_values(article)) if type(article) is Article else None
    except UnknownClassError:
        return None


def unpack_article(packed: Any) -> Article:
    """Return the article of which `pack_article` made *packed*."""
    from ofweek_parse.model.codec import unpack

    return make_article(**dict(zip(_NAMES, unpack(packed), strict=True)))
