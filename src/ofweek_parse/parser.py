"""`Parser`: bytes -> text -> front matter | body -> blocks -> Article -> normalizer, normalizer, … -> Article."""

from __future__ import annotations

import os
from datetime import timezone, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import attrs

from ofweek_parse.arguments import as_path, check_kind, check_source
from ofweek_parse.errors import OfweekParseError, UnknownNormalizerError
from ofweek_parse.given import given_front_matter
from ofweek_parse.model.article import Article, make_article
from ofweek_parse.model.constructors import evolve
from ofweek_parse.model.findings import placed
from ofweek_parse.pipeline.registry import DEFAULT_NORMALIZERS, as_steps, resolve
from ofweek_parse.pipeline.steps import Pipeline
from ofweek_parse.reading.limits import Limits
from ofweek_parse.reading.post import raise_first, read_post
from ofweek_parse.settings import as_time_zone, check_base_url, check_date_order, check_encoding, check_is

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from ofweek_parse.model.front_matter import FrontMatter
    from ofweek_parse.pipeline.explaining import Explanation
    from ofweek_parse.pipeline.steps import Normalizer
    from ofweek_parse.reading.post import Post

__all__ = ["Parser", "parse", "parse_file", "parse_html"]


@attrs.frozen(kw_only=True)
class Parser:
    """Parses posts into articles with fixed settings; immutable, so it can be shared between threads.

    Attributes:
        normalizers: The names and callables to run after reading, in order; ``()`` returns the raw article.
        default_timezone: The time zone of dates without one: a ``tzinfo``, or a name such as ``Asia/Shanghai``.
        date_order: The order of dates such as ``12/04/2015``: ``"ymd"``, ``"mdy"`` or ``"dmy"``; with ``None``, such
            dates are left out.
        strict: Whether to raise the first diagnostic of severity ``warning`` or ``error``.
        limits: Limits on the size and nesting of a post.
        encoding: An encoding to try before UTF-8 and GB18030, or ``None``.
        base_url: The base of relative URLs; with ``None``, they are kept unchanged.

    Raises:
        TypeError: A setting has the wrong type.
        ValueError: A setting has an invalid value.
        UnknownNormalizerError: A name is neither built in nor registered by a plugin.
        NormalizerError: A plugin can't be loaded, or an object is not a normalizer.

    Example:
        >>> Parser(normalizers=()).parse("---\\ntitle: a &amp; b\\n---\\n<p>text</p>").title
        'a &amp; b'
    """

    normalizers: tuple[str | Normalizer, ...] = attrs.field(default=DEFAULT_NORMALIZERS, converter=as_steps)
    default_timezone: tzinfo = attrs.field(default=timezone.utc, converter=as_time_zone)
    date_order: Literal["ymd", "mdy", "dmy"] | None = attrs.field(default=None, validator=check_date_order)
    strict: bool = attrs.field(default=False, validator=check_is(bool, "true or false"))
    limits: Limits = attrs.field(factory=Limits, validator=check_is(Limits, "Limits(…)"))
    encoding: str | None = attrs.field(default=None, validator=check_encoding)
    base_url: str | None = attrs.field(default=None, validator=check_base_url)
    _pipeline: Pipeline = attrs.field(
        default=attrs.Factory(lambda self: Pipeline(resolve(self.normalizers)), takes_self=True),
        init=False,
        repr=False,
        eq=False,
    )

    def parse(self, source: str | bytes, *, name: str | None = None) -> Article:
        """Return the article in *source*, the content of a post.

        Args:
            source: The post, as bytes or decoded text.
            name: The origin of the post, for messages and `Article.source`.

        Raises:
            OfweekParseError: The post can't be parsed, or, if strict, has a warning.
        """
        return self._parse(source, None, name)

    def parse_html(  # noqa: PLR0913 # one for each field that an entry of a feed has
        self,
        html: str | bytes,
        *,
        title: str | None = None,
        published: datetime | str | None = None,
        author: str | None = None,
        categories: Iterable[str] = (),
        front_matter: Mapping[str, object] | None = None,
        name: str | None = None,
    ) -> Article:
        """Return the article in *html*, a body without front matter, such as an entry of a feed.

        The result equals that of `parse` for a post with the same front matter and body.

        Args:
            html: The body, as bytes or decoded text.
            title: The title. Alternative texts that repeat it are recognized only if it is given.
            published: The publication time, or a date as text; in `default_timezone` if it has no time zone.
            author: The author.
            categories: The category path.
            front_matter: Further entries of the front matter; the arguments above take precedence.
            name: The origin of the body, for messages and `Article.source`.

        Raises:
            TypeError: An argument has the wrong type.
            OfweekParseError: The body can't be parsed, or, if strict, has a warning.

        Example:
            >>> article = Parser().parse_html("<p>text</p>", title="a", published="Mon, 26 Jul 2021 01:29:00 GMT")
            >>> article.title, str(article.published), article.text
            ('a', '2021-07-26 01:29:00+00:00', 'text')
        """
        given = given_front_matter(
            title=title, published=published, author=author, categories=categories, front_matter=front_matter
        )
        return self._parse(html, given, name)

    def normalize(self, article: Article) -> Article:
        """Return *article* after running the normalizers of this parser.

        Raises:
            NormalizerError: A normalizer failed.

        Example:
            >>> Parser(normalizers=("width",)).normalize(Article(title="８８．４２％")).title
            '88.42%'
        """
        check_kind("article", article, Article, "an Article")
        return self._pipeline.run(article)

    def explain(self, source: str | bytes, *, name: str | None = None) -> Explanation:
        """Return a step-by-step trace of the changes that each normalizer makes.

        Raises:
            OfweekParseError: The post can't be parsed, or, if strict, has a warning, as for `parse`.

        Example:
            >>> explanation = Parser().explain("---\\ntitle: a\\n---\\n<p>８８．４２％</p>")
            >>> [step.name for step in explanation.steps if step.changed]
            ['width']
        """
        try:
            article, post = self._read(source, None, name)
            explanation = self._pipeline.explain(article)
            return attrs.evolve(explanation, article=self._checked(explanation.article, post))
        except OfweekParseError as error:
            error.source = error.source or name
            raise

    def with_step(self, step: str | Normalizer, *, before: str | None = None, after: str | None = None) -> Parser:
        """Return a parser that also runs *step*, *before* or *after* the normalizer with that name, or last.

        Raises:
            ValueError: Both *before* and *after* are given.
            UnknownNormalizerError: There is no such normalizer.

        Example:
            >>> Parser(normalizers=("width",)).with_step("cjk-spacing", before="width").normalizers
            ('cjk-spacing', 'width')
        """
        if before is not None and after is not None:
            raise ValueError("A step can be placed before or after another, not both.")
        name = after if before is None else before
        place = len(self.normalizers) if name is None else self._place(name) + (before is None)
        return attrs.evolve(self, normalizers=(*self.normalizers[:place], step, *self.normalizers[place:]))

    def without_step(self, *names: str) -> Parser:
        """Return a parser without the normalizers with these *names*.

        Example:
            >>> Parser(normalizers=("width", "captions")).without_step("captions").normalizers
            ('width',)
        """
        places = {self._place(name) for name in names}
        kept = (step for place, step in enumerate(self.normalizers) if place not in places)
        return attrs.evolve(self, normalizers=tuple(kept))

    def replace_step(self, name: str, step: str | Normalizer) -> Parser:
        """Return a parser that runs *step* instead of the normalizer with that *name*.

        Example:
            >>> from ofweek_parse import AltText
            >>> Parser(normalizers=("width", "alt-text")).replace_step("alt-text", AltText(coverage=0.9)).normalizers
            ('width', AltText(coverage=0.9))
        """
        place = self._place(name)
        return attrs.evolve(self, normalizers=(*self.normalizers[:place], step, *self.normalizers[place + 1 :]))

    def _place(self, name: str) -> int:
        names = [step.name for step in self._pipeline.steps]
        if name not in names:
            message = f"This parser has no normalizer {name!r}; it has {', '.join(names) or 'none'}."
            raise UnknownNormalizerError(message, code="normalizer-unknown", step=name)
        return names.index(name)

    def parse_file(self, path: str | os.PathLike[str]) -> Article:
        """Return the article in the file at *path*, which becomes its ``source``.

        Raises:
            TypeError: *path* is no path.
            OSError: The file can't be opened.
            OfweekParseError: The post can't be parsed, or, if strict, has a warning.
        """
        name = as_path("path", path)
        return self.parse(Path(name).read_bytes(), name=name)

    def _parse(self, source: str | bytes, front_matter: FrontMatter | None, name: str | None) -> Article:
        try:
            article, post = self._read(source, front_matter, name)
            return self._checked(self._pipeline.run(article), post)
        except OfweekParseError as error:
            error.source = error.source or name
            raise

    def _checked(self, article: Article, post: Post) -> Article:
        """Return *article* with the body's place for the diagnostics of normalizers; raise a warning, if strict."""
        notes = placed(article.diagnostics, post.split.body_line)
        if self.strict:
            raise_first(notes, post.split)
        return article if notes is article.diagnostics else evolve(article, diagnostics=notes)

    def _read(self, source: str | bytes, front_matter: FrontMatter | None, name: str | None) -> tuple[Article, Post]:
        """Return the raw article, and the post that it was made of."""
        check_source(source)
        check_kind("name", name, (str, type(None)), "text")
        post = read_post(
            source,
            front_matter=front_matter,
            encoding=self.encoding,
            default_timezone=self.default_timezone,
            date_order=self.date_order,
            base_url=self.base_url,
            limits=self.limits,
        )
        if self.strict:
            raise_first(post.diagnostics, post.split)
        article = make_article(
            **post.metadata,
            front_matter=post.front_matter,
            blocks=post.blocks,
            diagnostics=tuple(post.diagnostics),
            source=name,
        )
        return article, post


def parse(source: str | bytes) -> Article:
    """Return the article in a post, with the default settings.

    Example:
        >>> article = parse("---\\ntitle: 'A title'\\n---\\n<p>A paragraph.</p>")
        >>> article.title, article.text
        ('A title', 'A paragraph.')
    """
    return Parser().parse(source)


def parse_file(path: str | os.PathLike[str]) -> Article:
    """Return the article in the file at *path*, with the default settings.

    Raises:
        OSError: The file can't be opened.
        OfweekParseError: The post can't be parsed.

    Example:
        >>> from importlib.resources import files
        >>> parse_file(files("ofweek_parse") / "testing" / "samples" / "every-block.md").blocks[0].text
        '为什么要写这个脚本'
    """
    return Parser().parse_file(path)


def parse_html(
    html: str | bytes,
    *,
    title: str | None = None,
    published: datetime | str | None = None,
    author: str | None = None,
    categories: Iterable[str] = (),
    front_matter: Mapping[str, object] | None = None,
) -> Article:
    """Return the article in *html*, a body without front matter, with the default settings.

    Example:
        >>> parse_html("<p>A paragraph.</p>", title="A title").text
        'A paragraph.'
    """
    return Parser().parse_html(
        html, title=title, published=published, author=author, categories=categories, front_matter=front_matter
    )
