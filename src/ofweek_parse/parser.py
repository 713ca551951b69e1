"""`Parser`: bytes -> text -> front matter | body -> blocks -> Article -> normalizer, normalizer, … -> Article."""

from __future__ import annotations

import os
from datetime import timezone, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import attrs

from ofweek_parse.errors import FrontMatterError, OfweekParseError, UnknownNormalizerError
from ofweek_parse.model.article import Article, FrontMatter, evolved
from ofweek_parse.model.diagnostics import DIAGNOSTIC_CODES, Diagnostic
from ofweek_parse.normalizers.as_read import finishing_of
from ofweek_parse.normalizers.explaining import Explanation, StepChange, explain_step
from ofweek_parse.normalizers.registry import DEFAULT_NORMALIZERS, Normalizer, Step, fused, resolve
from ofweek_parse.normalizers.usual import UsualSteps, usual_steps
from ofweek_parse.reading.decoding import decode
from ofweek_parse.reading.frontmatter import split_front_matter
from ofweek_parse.reading.header import composes, read_yaml_header
from ofweek_parse.reading.json_header import read_json_header
from ofweek_parse.reading.limits import Limits
from ofweek_parse.reading.markup import read_blocks
from ofweek_parse.reading.metadata import read_metadata
from ofweek_parse.reading.plain.post import PlainFront, read_plain_blocks, read_plain_front, read_plain_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ofweek_parse.model.finishing import FinishingOf
    from ofweek_parse.reading.frontmatter import Split
    from ofweek_parse.reading.metadata import Metadata
    from ofweek_parse.reading.plain.post import PlainBlocks

__all__ = ["Parser", "parse", "parse_file"]


class _Opened(NamedTuple):
    """A post with its front matter read, what that fills, its parts, and what there was to note."""

    header: FrontMatter
    metadata: Metadata
    parts: PlainFront | Split
    notes: list[Diagnostic]


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
            article, parts = self._normalized(source, name)
        except OfweekParseError as error:
            error.source = error.source or name
            raise
        return _placed(article, parts)

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
            opened = self._opened(source)
            article = raw = self._raw(opened, name, self._plain_blocks(opened))
            changes: list[StepChange] = []
            for step in self._steps:
                before, article = article, step(article)
                changes.append(explain_step(step, before, article))
        except OfweekParseError as error:
            error.source = error.source or name
            raise
        return Explanation(raw=raw, steps=tuple(changes), article=_placed(article, opened.parts))

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

    def _normalized(self, source: str | bytes, name: str | None) -> tuple[Article, PlainFront | Split]:
        """The article, and the parts of the post."""
        usual, opened = self._usual_steps, self._opened(source)
        plain = self._plain_blocks(opened, finishing_of if usual else None)
        article = self._raw(opened, name, plain)
        if usual and plain and plain.keywords is not None:
            finished = usual(article, plain.keywords)
            if finished is not None:
                return finished, opened.parts
            article = self._raw(opened, name, self._plain_blocks(opened))
        for step in self._fused_steps:
            article = step(article)
        return article, opened.parts

    def _opened(self, source: str | bytes) -> _Opened:
        """*source* with its front matter read, by hand if it is plain."""
        if not isinstance(source, (str, bytes)):
            message = f"A post is str or bytes, not {type(source).__name__}."  # type: ignore[unreachable]
            raise TypeError(message)
        notes: list[Diagnostic] = []
        text: str | None = None
        plain = None if self.encoding else read_plain_text(source, self.limits)
        if plain is None:
            text = decode(source, encoding=self.encoding, limits=self.limits, notes=notes)
            plain = read_plain_text(text, self.limits)
        front = read_plain_front(plain, self.limits) if plain else None
        if front:
            metadata = read_metadata(front.header, front.locate, self.default_timezone, notes)
            return _Opened(FrontMatter(front.header), metadata, front, notes)
        if text is None:
            text = decode(source, encoding=None, limits=self.limits, notes=notes)
        split = split_front_matter(text, notes, lambda header: composes(header, self.limits))
        header = self._header(split, notes)
        return _Opened(header, read_metadata(header, split.locate, self.default_timezone, notes), split, notes)

    def _plain_blocks(self, opened: _Opened, finishing_of: FinishingOf | None = None) -> PlainBlocks | None:
        """The body of *opened*, if it can be read by hand."""
        front = opened.parts
        if not isinstance(front, PlainFront):
            return None
        return read_plain_blocks(front, self.limits, base_url=self.base_url, finishing_of=finishing_of)

    def _raw(self, opened: _Opened, name: str | None, plain: PlainBlocks | None) -> Article:
        """The article as read; *plain* is its body, if that was read by hand."""
        parts, notes = opened.parts, opened.notes.copy()
        if plain:
            blocks = plain.blocks
        else:
            blocks = read_blocks(parts.body, parts.body_line, base_url=self.base_url, limits=self.limits, notes=notes)
        if self.strict:
            _raise_first(notes, parts)
        return Article(
            **opened.metadata, front_matter=opened.header, blocks=blocks, diagnostics=tuple(notes), source=name
        )

    def _header(self, split: Split, notes: list[Diagnostic]) -> FrontMatter:
        if split.kind is None:
            return FrontMatter()
        size, line = len(split.header), split.header_line
        if size > self.limits.header_size:
            raise self.limits.error(
                "header_size", "size-limit", f"The front matter is {size:,} long", line=line, column=1
            )
        read = read_yaml_header if split.kind == "yaml" else read_json_header
        try:
            return read(split.header, line, self.limits, notes)
        except FrontMatterError as error:
            error.key = split.key_at(error.line)
            raise


def _placed(article: Article, parts: PlainFront | Split) -> Article:
    """*article* with the body's place for the diagnostics of normalizers, which know blocks and no lines."""
    if all(note.line is not None for note in article.diagnostics):
        return article
    line = parts.body_line
    notes = [note if note.line is not None else attrs.evolve(note, line=line, column=1) for note in article.diagnostics]
    return evolved(article, diagnostics=tuple(notes))


def _raise_first(notes: Iterable[Diagnostic], parts: PlainFront | Split) -> None:
    for note in notes:
        if note.severity != "info":
            kind = DIAGNOSTIC_CODES[note.code].error
            error = kind(note.message, code=note.code, line=note.line, column=note.column)
            if isinstance(error, FrontMatterError):
                error.key = parts.key_at(note.line)
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
