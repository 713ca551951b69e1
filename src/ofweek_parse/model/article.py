"""`Article`: the result of parsing a post."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from operator import attrgetter
from typing import Any

import attrs

from ofweek_parse.arguments import SEQUENCE, as_tuple
from ofweek_parse.model.blocks import Block, Figure, Heading, block_tuple
from ofweek_parse.model.constructors import constructor
from ofweek_parse.model.diagnostics import Diagnostic
from ofweek_parse.model.front_matter import FIELD_KEYS, PRIVATE_KEY, FrontMatter, FrontMatterValue
from ofweek_parse.model.inlines import Image, Link
from ofweek_parse.model.metadata import Credit, Keyword
from ofweek_parse.model.sections import Section, excerpt_of, sections_of
from ofweek_parse.model.traversal import iter_blocks, iter_images, iter_inlines

__all__ = ["Article", "pack_article", "unpack_article"]


def _front_matter(value: Mapping[str, FrontMatterValue]) -> Mapping[str, FrontMatterValue]:
    return value if isinstance(value, FrontMatter) else FrontMatter(value)


def _texts(texts: Iterable[str]) -> tuple[str, ...]:
    return as_tuple(texts)


def _credits(parts: Iterable[Credit]) -> tuple[Credit, ...]:
    return as_tuple(parts)


def _keywords(parts: Iterable[Keyword]) -> tuple[Keyword, ...]:
    return as_tuple(parts)


def _diagnostics(parts: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    return as_tuple(parts)


@attrs.frozen(kw_only=True)
class Article:
    """An article, with everything that its post told of it.

    Two articles are equal when all but their ``diagnostics`` and ``source`` are.

    Attributes:
        title: The title, restored where the post tells the real one.
        original_title: The title as the site's ``原文标题`` line gives it, or ``None``.
        author: The author as in the front matter (for these feeds, the channel), or ``None``.
        categories: The category path, outermost first.
        published: The time of publication, in UTC, or ``None`` if the post gives none that can be read.
        headimg: The URL of the head image, or ``None``.
        thumbnail: The URL of the thumbnail, or ``None``.
        comments: Whether comments are open, or ``None``.
        front_matter: Every front-matter key as the file has it, in file order; read-only.
        blocks: The body.
        credits: Who wrote, edited, supplied the article, where the body tells it.
        keywords: The keywords that the site put links on, once each, in order.
        alt_residue: Text that only images' ``alt`` and ``title`` held and that was taken out of them.
        diagnostics: What was odd, repaired or dropped, in the order it was found.
        source: Where the post came from: the path as text for a file, else ``None``.

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
    published: datetime | None = None
    headimg: str | None = None
    thumbnail: str | None = None
    comments: bool | None = None
    front_matter: Mapping[str, FrontMatterValue] = attrs.field(default=FrontMatter(), converter=_front_matter)
    blocks: tuple[Block, ...] = attrs.field(default=(), converter=block_tuple, metadata=SEQUENCE)
    credits: tuple[Credit, ...] = attrs.field(default=(), converter=_credits, metadata=SEQUENCE)
    keywords: tuple[Keyword, ...] = attrs.field(default=(), converter=_keywords, metadata=SEQUENCE)
    alt_residue: tuple[str, ...] = attrs.field(default=(), converter=_texts, metadata=SEQUENCE)
    diagnostics: tuple[Diagnostic, ...] = attrs.field(default=(), converter=_diagnostics, metadata=SEQUENCE, eq=False)
    source: str | None = attrs.field(default=None, eq=False)

    def __repr__(self) -> str:
        from ofweek_parse.model.summary import summary

        return summary(self)  # pyright: ignore[reportArgumentType] # it sees converters, not what they give

    def _repr_html_(self) -> str:
        """What a notebook shows."""
        from ofweek_parse.model.summary import summary_html

        return summary_html(self)  # pyright: ignore[reportArgumentType] # likewise

    def __reduce__(self) -> tuple[object, ...]:
        if (packed := pack_article(self)) is not None:
            return unpack_article, (packed,)
        return _made, (type(self), {field.name: getattr(self, field.name) for field in attrs.fields(type(self))})

    @property
    def text(self) -> str:
        """The blocks' texts, joined by a blank line; of alternative texts, only those of emoji among the text."""
        return "\n\n".join(text for block in self.blocks if (text := block.text))

    @property
    def excerpt(self) -> str | None:
        """The text before the first `ExcerptMark` among the blocks, in the form of `text`; ``None`` without a mark.

        A mark inside a quote, list or table does not count.

        Example:
            >>> from ofweek_parse import ExcerptMark, Paragraph, Text
            >>> lead, rest = (Paragraph(inlines=(Text(text=text),)) for text in ("Lead.", "Rest."))
            >>> Article(blocks=(lead, ExcerptMark(), rest)).excerpt
            'Lead.'
        """
        return excerpt_of(self.blocks)

    @property
    def sections(self) -> tuple[Section, ...]:
        """The body, divided at its headings; those inside other blocks divide nothing.

        Example:
            >>> from ofweek_parse import parse
            >>> article = parse("---\\ntitle: a\\n---\\n<p>Lead.</p><h2>One</h2><p>Text.</p><h3>Two</h3><p>More.</p>")
            >>> [(section.path, section.text) for section in article.sections]
            [((), 'Lead.'), (('One',), 'Text.'), (('One', 'Two'), 'More.')]
        """
        return sections_of(self.blocks)

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Every figure, with its caption, in document order, from any depth.

        Example:
            >>> from ofweek_parse import parse
            >>> article = parse("---\\ntitle: a\\n---\\n<figure><img src=a.png><figcaption>A tower</figcaption></figure>")
            >>> [(figure.image.src, figure.text) for figure in article.figures]
            [('a.png', 'A tower')]
        """
        return tuple(block for block in iter_blocks(self.blocks) if isinstance(block, Figure))

    @property
    def images(self) -> tuple[Image, ...]:
        """Every image in document order, from any depth."""
        return tuple(iter_images(self.blocks))

    @property
    def links(self) -> tuple[Link, ...]:
        """Every link in document order, from any depth."""
        return tuple(inline for inline in iter_inlines(self.blocks) if isinstance(inline, Link))

    @property
    def headings(self) -> tuple[Heading, ...]:
        """Every heading in document order, from any depth."""
        return tuple(block for block in iter_blocks(self.blocks) if isinstance(block, Heading))

    @property
    def extra(self) -> Mapping[str, FrontMatterValue]:
        """The front-matter keys that have no field, in file order."""
        return FrontMatter(
            {key: value for key, value in self.front_matter.items() if key not in (*FIELD_KEYS, PRIVATE_KEY)}
        )

    @property
    def id(self) -> str:
        """A content hash (64 hexadecimal digits), equal for equal articles and stable between releases of Python.

        It covers the titles, the author, the categories, the time, the body and what was taken out of it, with white
        space folded; not the front matter as written, the path or the diagnostics.
        """
        from ofweek_parse.model.identity import content_hash  # with hashes and JSON, which few calls need

        return content_hash(_content(self))

    @property
    def text_id(self) -> str:
        """A hash of `text` alone (64 hexadecimal digits), with white space folded.

        Two articles share it if they say the same under other titles, names or times, or with other pictures, links and
        markup, as syndicated copies do.
        """
        from ofweek_parse.model.identity import content_hash

        return content_hash((self.text,))


def _made(kind: type[Article], fields: dict[str, Any]) -> Article:
    return kind(**fields)


_NOT_CONTENT = {"headimg", "thumbnail", "comments", "front_matter", "diagnostics", "source"}
_NAMES = tuple(field.name for field in attrs.fields(Article))
_values = attrgetter(*_NAMES)
_content = attrgetter(*[name for name in _NAMES if name not in _NOT_CONTENT])
_make_article = constructor(Article)


def pack_article(article: Article) -> Any:
    """Return the fields of *article* packed, or ``None`` where it or what it holds is of another class, as a user's."""
    from ofweek_parse.model.codec import UnknownClassError, pack  # which few calls need

    try:
        return pack(_values(article)) if type(article) is Article else None
    except UnknownClassError:
        return None


def unpack_article(packed: Any) -> Article:
    """Return the article of which `pack_article` made *packed*."""
    from ofweek_parse.model.codec import unpack

    return _make_article(**dict(zip(_NAMES, unpack(packed), strict=True)))
