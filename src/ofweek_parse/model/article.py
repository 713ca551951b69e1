"""`Article`: the result of parsing a post, with its front matter."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timezone
from operator import attrgetter
from typing import Any, TypeAlias, TypeVar, Union

import attrs

from ofweek_parse.model.blocks import Block, Heading
from ofweek_parse.model.diagnostics import Diagnostic
from ofweek_parse.model.inlines import Image, Link
from ofweek_parse.model.making import Fields
from ofweek_parse.model.metadata import Credit, Keyword
from ofweek_parse.model.packing import packed_blocks, unpacked_blocks
from ofweek_parse.model.traversal import iter_blocks, iter_images, iter_inlines

__all__ = [
    "FIELD_KEYS",
    "PRIVATE_KEY",
    "Article",
    "FrontMatter",
    "FrontMatterValue",
    "evolved",
    "flat_text",
    "packed",
    "unpacked",
]

FrontMatterValue: TypeAlias = Union[  # noqa: UP007 - a union of forward references needs it before Python 3.14
    str, int, bool, tuple["FrontMatterValue", ...], Mapping[str, "FrontMatterValue"], None
]
"""What a front-matter key can hold: text, a whole number, a truth value, nothing, a tuple or a mapping of these."""

PRIVATE_KEY = "ofweek_parse"
"""The front-matter key under which a written post keeps credits, keywords and the residue of alternative texts."""

FIELD_KEYS = ("title", "categories", "headimg", "author", "comments", "date", "thumbnail")
"""The front-matter keys that have a field of `Article`, in the generator's order."""


class FrontMatter(Mapping[str, FrontMatterValue]):
    """A read-only, ordered, hashable and picklable mapping.

    Example:
        >>> front_matter = FrontMatter({"title": "a", "tags": ("x", "y")})
        >>> front_matter["tags"], front_matter == {"title": "a", "tags": ("x", "y")}
        (('x', 'y'), True)
    """

    __slots__ = ("_items",)

    def __init__(self, items: Mapping[str, FrontMatterValue] | None = None) -> None:
        self._items = dict(items or {})

    def __getitem__(self, key: str) -> FrontMatterValue:
        return self._items[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def __hash__(self) -> int:
        return hash(frozenset(self._items.items()))

    def __repr__(self) -> str:
        return f"FrontMatter({self._items!r})"


def flat_text(value: FrontMatterValue) -> Iterator[str]:
    """The texts in *value*, one or a list: Hexo takes one category, a path, or several paths.

    Example:
        >>> list(flat_text(("a", ("b", 2))))
        ['a', 'b', '2']
    """
    for part in value if isinstance(value, tuple) else (value,):
        if isinstance(part, tuple):
            yield from flat_text(part)
        elif isinstance(part, (str, int)):
            text = part if isinstance(part, str) else str(part).lower()
            if text.strip():
                yield text


def _front_matter(value: Mapping[str, FrontMatterValue]) -> Mapping[str, FrontMatterValue]:
    return value if isinstance(value, FrontMatter) else FrontMatter(value)


@attrs.frozen(kw_only=True)
class Article:
    """An article, with everything that its post told of it.

    Two articles are equal when all but their ``diagnostics`` and ``source`` are.

    Attributes:
        title: The title, restored where the post tells the real one.
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
        >>> article.title, article.text, article.images
        ('A title', '', ())
    """

    title: str = ""
    author: str | None = None
    categories: tuple[str, ...] = ()
    published: datetime | None = None
    headimg: str | None = None
    thumbnail: str | None = None
    comments: bool | None = None
    front_matter: Mapping[str, FrontMatterValue] = attrs.field(factory=FrontMatter, converter=_front_matter)
    blocks: tuple[Block, ...] = ()
    credits: tuple[Credit, ...] = ()
    keywords: tuple[Keyword, ...] = ()
    alt_residue: tuple[str, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = attrs.field(default=(), eq=False)
    source: str | None = attrs.field(default=None, eq=False)

    def __reduce__(self) -> tuple[object, ...]:
        if (values := packed(self)) is not None:
            return unpacked, values
        return _made, (type(self), {field.name: getattr(self, field.name) for field in attrs.fields(type(self))})

    @property
    def text(self) -> str:
        """The blocks' texts, joined by a blank line. Never any alternative text."""
        return "\n\n".join(text for block in self.blocks if (text := block.text))

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

        It covers the title, the author, the categories, the time and the body, with white space folded; not the
        front matter as written, the path or the diagnostics.
        """
        from ofweek_parse.model.identity import content_hash  # with hashes and JSON, which few calls need

        content = (
            self.title,
            self.author,
            self.categories,
            self.published,
            self.blocks,
            self.credits,
            self.keywords,
            self.alt_residue,
        )
        return content_hash(content)


_Evolved = TypeVar("_Evolved", Article, Diagnostic)

_PLAIN = ("title", "author", "categories", "headimg", "thumbnail", "comments", "alt_residue", "source")
_ARTICLES = Fields(Article, *_PLAIN, "published", "front_matter", "blocks", "credits", "keywords", "diagnostics")
_FRONT_MATTERS = Fields(FrontMatter, "_items")
_CREDITS = Fields(Credit, "role", "name", "href")
_KEYWORDS = Fields(Keyword, "text", "href")
_DIAGNOSTICS = Fields(Diagnostic, "code", "severity", "message", "line", "column")
_FIELDS_OF: Mapping[type, Fields[Any]] = {Article: _ARTICLES, Diagnostic: _DIAGNOSTICS}
_plain_values = attrgetter(*_PLAIN)
_time_values: Callable[[Any], tuple[int, ...]] = attrgetter(*"year month day hour minute second microsecond".split())


def evolved(old: _Evolved, **changes: Any) -> _Evolved:
    """An article or a diagnostic with other values in some fields, in less time than ``attrs.evolve`` takes."""
    fields = _FIELDS_OF.get(type(old))
    return attrs.evolve(old, **changes) if fields is None else fields.evolved(old, changes)


def packed(article: Article) -> tuple[Any, ...] | None:
    """The arguments of which `unpacked` makes an equal of *article*, or ``None`` if it can't, as of a subclass."""
    blocks, credits_, keywords, diagnostics = article.blocks, article.credits, article.keywords, article.diagnostics
    if type(article) is not Article or {type(blocks), type(credits_), type(keywords), type(diagnostics)} != {tuple}:
        return None
    front_matter = article.front_matter
    return (
        _plain_values(article),
        _packed_time(article.published),
        _FRONT_MATTERS.values(front_matter) if type(front_matter) is FrontMatter else front_matter,
        packed_blocks(blocks),
        _CREDITS.packed(credits_),
        _KEYWORDS.packed(keywords),
        _DIAGNOSTICS.packed(diagnostics),
    )


def unpacked(*values: Any) -> Article:
    """The article that `packed` made these *values* of."""
    plain, published, front_matter, blocks, credits_, keywords, diagnostics = values
    return _ARTICLES.made(
        (
            *plain,
            datetime(*published, tzinfo=timezone.utc) if type(published) is tuple else published,  # type: ignore[misc]
            _FRONT_MATTERS.made((front_matter,)) if type(front_matter) is dict else front_matter,
            unpacked_blocks(blocks),
            _CREDITS.unpacked(credits_),
            _KEYWORDS.unpacked(keywords),
            _DIAGNOSTICS.unpacked(diagnostics),
        )
    )


def _packed_time(published: datetime | None) -> datetime | tuple[int, ...] | None:
    """*published*, as numbers where these tell all of it: a time with its zone takes longer than all the rest."""
    is_usual = type(published) is datetime and published.tzinfo is timezone.utc and not published.fold
    return _time_values(published) if is_usual else published


def _made(kind: type[Article], fields: dict[str, Any]) -> Article:
    return kind(**fields)
