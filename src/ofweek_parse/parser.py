"""`Parser`: bytes -> text -> front matter | body -> blocks -> Article -> normalizer, normalizer, … -> Article."""

from __future__ import annotations

import os
from datetime import timezone, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from ofweek_parse.errors import FrontMatterError, OfweekParseError, UnknownNormalizerError
from ofweek_parse.model.article import Article
from ofweek_parse.model.constructors import evolve
from ofweek_parse.model.diagnostics import DIAGNOSTIC_CODES, Diagnostic
from ofweek_parse.normalizers.as_read import finishing_of
from ofweek_parse.normalizers.explaining import Explanation, StepChange, explain_step
from ofweek_parse.normalizers.registry import DEFAULT_NORMALIZERS, Normalizer, Step, fused, resolve
from ofweek_parse.normalizers.usual import UsualSteps, finished_metadata, usual_steps
from ofweek_parse.reading.limits import Limits
from ofweek_parse.reading.plain.post import read_plain_blocks
from ofweek_parse.reading.post import open_post

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ofweek_parse.model.finishing import FinishingOf
    from ofweek_parse.model.metadata import Metadata
    from ofweek_parse.reading.plain.post import PlainBlocks
    from ofweek_parse.reading.post import Post

__all__ = ["Parser", "parse", "parse_file"]


def _tuple(steps: Iterable[str | Normalizer]) -> tuple[str | Normalizer, ...]:
    return tuple(steps)


@attrs.frozen(kw_only=True)
class Parser:
    """Turns posts into articles, always in the same way; frozen, so that it can be shared.

    Attributes:
        normalizers: The steps after reading, names and callables mixed, in order; ``()`` gives the raw article.
        default_timezone: The zone of a date that names none.
        strict: Whether the first diagnostic of severity ``warning`` or ``error`` is raised.
        limits: How much of everything a post may hold.
        encoding: An encoding to try before UTF-8 and GB18030, or ``None``.
        base_url: What relative URLs are relative to; ``None`` leaves them as they are.

    Raises:
        UnknownNormalizerError: A name is neither built in nor registered by a plugin.
        NormalizerError: A plugin can't be used, or an object is no normalizer.

    Example:
        >>> Parser(normalizers=()).parse("---\\ntitle: a &amp; b\\n---\\n<p>text</p>").title
        'a &amp; b'
    """

    normalizers: tuple[str | Normalizer, ...] = attrs.field(default=DEFAULT_NORMALIZERS, converter=_tuple)
    default_timezone: tzinfo = timezone.utc
    strict: bool = False
    limits: Limits = attrs.field(factory=Limits)
    encoding: str | None = None
    base_url: str | None = None
    _steps: tuple[Step, ...] = attrs.field(init=False, repr=False, eq=False)
    _fused_steps: tuple[Step, ...] = attrs.field(init=False, repr=False, eq=False)
    _usual_steps: UsualSteps | None = attrs.field(init=False, repr=False, eq=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "_steps", resolve(self.normalizers))
        object.__setattr__(self, "_fused_steps", fused(self._steps))
        object.__setattr__(self, "_usual_steps", usual_steps(self._steps))

    def parse(self, source: str | bytes, *, name: str | None = None) -> Article:
        """The article that *source*, the content of a post, holds.

        Args:
            source: The post. Bytes are decoded; text is taken as it is.
            name: Where it came from, for messages and `Article.source`.

        Raises:
            OfweekParseError: It can't be read, or, if strict, not without a warning.
        """
        try:
            article, post = self._normalized(source, name)
        except OfweekParseError as error:
            error.source = error.source or name
            raise
        return _placed(article, post)

    def explain(self, source: str | bytes, *, name: str | None = None) -> Explanation:
        """What each normalizer changed on the way to the article that `parse` would give.

        Raises:
            OfweekParseError: As `parse`.

        Example:
            >>> explanation = Parser().explain("---\\ntitle: a\\n---\\n<p>８８．４２％</p>")
            >>> [step.name for step in explanation.steps if step.changed]
            ['width']
        """
        try:
            post = self._opened(source)
            article = raw = self._raw(post, post.metadata, name, self._plain_blocks(post))
            changes: list[StepChange] = []
            for step in self._steps:
                before, article = article, step(article)
                changes.append(explain_step(step, before, article))
        except OfweekParseError as error:
            error.source = error.source or name
            raise
        return Explanation(raw=raw, steps=tuple(changes), article=_placed(article, post))

    def adding(self, step: str | Normalizer, *, before: str | None = None, after: str | None = None) -> Parser:
        """A parser that also runs *step*: *before* or *after* the step of that name, else last.

        Example:
            >>> Parser(normalizers=("width",)).adding("cjk-spacing", before="width").normalizers
            ('cjk-spacing', 'width')
        """
        steps = list(self.normalizers)
        place = self._place(before or after) + (before is None) if before or after else len(steps)
        steps.insert(place, step)
        return attrs.evolve(self, normalizers=tuple(steps))

    def removing(self, *names: str) -> Parser:
        """A parser that does not run the steps of these *names*.

        Example:
            >>> Parser(normalizers=("width", "captions")).removing("captions").normalizers
            ('width',)
        """
        places = {self._place(name) for name in names}
        kept = (step for place, step in enumerate(self.normalizers) if place not in places)
        return attrs.evolve(self, normalizers=tuple(kept))

    def replacing(self, name: str, step: str | Normalizer) -> Parser:
        """A parser that runs *step* where this one runs the step of that *name*.

        Example:
            >>> from ofweek_parse import AltText
            >>> Parser(normalizers=("width", "alt-text")).replacing("alt-text", AltText(coverage=0.9)).normalizers
            ('width', AltText(coverage=0.9))
        """
        place = self._place(name)
        return attrs.evolve(self, normalizers=(*self.normalizers[:place], step, *self.normalizers[place + 1 :]))

    def _place(self, name: str | None) -> int:
        names = [step.name for step in self._steps]
        if name not in names:
            message = f"This parser runs no step {name!r}; it runs {', '.join(names) or 'none'}."
            raise UnknownNormalizerError(message, code="normalizer-unknown", step=name or "")
        return names.index(name)

    def parse_file(self, path: str | os.PathLike[str]) -> Article:
        """The article in the file at *path*; its ``source`` is the path.

        Raises:
            OSError: The file can't be opened.
            OfweekParseError: It can't be read, or, if strict, not without a warning.
        """
        return self.parse(Path(path).read_bytes(), name=os.fspath(path))

    def _normalized(self, source: str | bytes, name: str | None) -> tuple[Article, Post]:
        """The article, and the post that it was made of."""
        usual, post = self._usual_steps, self._opened(source)
        plain = self._plain_blocks(post, finishing_of if usual else None)
        if usual and plain and plain.keywords is not None:
            metadata = finished_metadata(post.metadata, plain.keywords)
            article = usual(self._raw(post, metadata, name, plain), plain.keywords)
            if article is not None:
                return article, post
            plain = self._plain_blocks(post)
        article = self._raw(post, post.metadata, name, plain)
        for step in self._fused_steps:
            article = step(article)
        return article, post

    def _opened(self, source: str | bytes) -> Post:
        if not isinstance(source, (str, bytes)):
            message = f"A post is str or bytes, not {type(source).__name__}."  # type: ignore[unreachable]
            raise TypeError(message)
        return open_post(source, encoding=self.encoding, default_timezone=self.default_timezone, limits=self.limits)

    def _plain_blocks(self, post: Post, finishing_of: FinishingOf | None = None) -> PlainBlocks | None:
        """The body of *post*, if it can be read by hand."""
        if post.plain is None:
            return None
        return read_plain_blocks(post.plain, post.start, self.limits, base_url=self.base_url, finishing_of=finishing_of)

    def _raw(self, post: Post, metadata: Metadata, name: str | None, plain: PlainBlocks | None) -> Article:
        """The article as read, with this *metadata*; *plain* is its body, if that was read by hand."""
        notes = post.notes.copy()
        if plain:
            blocks = plain.blocks
            notes.extend(plain.notes)
        else:
            from ofweek_parse.reading.markup import read_blocks  # brings lxml, which the usual post does without

            blocks = read_blocks(
                post.parts.body, post.parts.body_line, base_url=self.base_url, limits=self.limits, notes=notes
            )
        if self.strict:
            _raise_first(notes, post)
        return Article(**metadata, front_matter=post.front_matter, blocks=blocks, diagnostics=tuple(notes), source=name)


def _placed(article: Article, post: Post) -> Article:
    """*article* with the body's place for the diagnostics of normalizers, which know blocks and no lines."""
    if all(note.line is not None for note in article.diagnostics):
        return article
    line = post.parts.body_line
    notes = [note if note.line is not None else evolve(note, line=line, column=1) for note in article.diagnostics]
    return evolve(article, diagnostics=tuple(notes))


def _raise_first(notes: Iterable[Diagnostic], post: Post) -> None:
    for note in notes:
        if note.severity != "info":
            kind = DIAGNOSTIC_CODES[note.code].error
            error = kind(note.message, code=note.code, line=note.line, column=note.column)
            if isinstance(error, FrontMatterError):
                error.key = post.parts.key_at(note.line)
            raise error


def parse(source: str | bytes) -> Article:
    """The article that a post holds, as ``Parser()`` reads it.

    Example:
        >>> article = parse("---\\ntitle: 'A title'\\n---\\n<p>A paragraph.</p>")
        >>> article.title, article.text
        ('A title', 'A paragraph.')
    """
    return Parser().parse(source)


def parse_file(path: str | os.PathLike[str]) -> Article:
    """The article in the file at *path*, as ``Parser()`` reads it; its ``source`` is the path.

    Raises:
        OSError: The file can't be opened.
        OfweekParseError: It can't be read.

    Example:
        >>> from importlib.resources import files
        >>> parse_file(files("ofweek_parse") / "testing" / "samples" / "every-block.md").blocks[0].text
        '为什么要写这个脚本'
    """
    return Parser().parse_file(path)
