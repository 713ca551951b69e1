"""One post in full: its fields and body before and after, and its diagnostics with their source lines."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

import attrs

from ofweek_parse.characters import visible
from ofweek_parse.model.front_matter import flat_text
from ofweek_parse.reading.decoding import decode
from ofweek_parse.report.preview import Preview, fates
from ofweek_parse.statistics import alt_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ofweek_parse.model.article import Article
    from ofweek_parse.model.diagnostics import Diagnostic
    from ofweek_parse.model.metadata import Credit
    from ofweek_parse.parser import Parser

__all__ = ["LARGEST", "Detail", "Excerpt", "Field", "detail"]

LARGEST = 500_000
"""The maximum bytes of a post that is shown in full, and characters of its body, for the sake of browsers."""

_MOST_EXCERPTS = 100
_BEFORE, _AFTER = 40, 120  # characters of a line around a diagnostic's column


@attrs.frozen(kw_only=True)
class Field:
    """A field of the article, as the file has it and as it is."""

    name: str
    before: str
    after: str


@attrs.frozen(kw_only=True)
class Excerpt:
    """A piece of a line of the file, and the diagnostics about it.

    Attributes:
        line: The number of the line.
        before: The piece up to the place that the first diagnostic is about.
        after: The piece behind it.
        notes: The diagnostics.
    """

    line: int
    before: str
    after: str
    notes: tuple[Diagnostic, ...]


@attrs.frozen(kw_only=True)
class Detail:
    """One post in full.

    Attributes:
        path: The file, as the table has it.
        title: The article's title.
        size: Bytes of the file.
        saved: Bytes of alternative text that were removed.
        fields: The fields that the post or the article has.
        before: The body as the file has it, as safe HTML.
        after: The body as it is, as safe HTML.
        residue: Text that appears only in removed alternative texts.
        excerpts: The lines that diagnostics are about, the first ones if there are very many.
        notes: How many diagnostics there are.
    """

    path: str
    title: str
    size: int
    saved: int
    fields: tuple[Field, ...]
    before: str
    after: str
    residue: tuple[str, ...]
    excerpts: tuple[Excerpt, ...]
    notes: int

    @property
    def is_too_large(self) -> bool:
        """Whether a browser is better not given it."""
        return max(self.size, len(self.before), len(self.after)) > LARGEST


def detail(path: str, source: bytes, parser: Parser) -> Detail:
    """The post *source* in full, as *parser* reads it.

    Raises:
        OfweekParseError: It can't be read.

    Example:
        >>> from ofweek_parse import Parser
        >>> shown = detail("a.md", "---\\ntitle: a\\n---\\n<p>８８．４２％</p>".encode(), Parser())
        >>> shown.before, shown.after
        ('<p>８８．４２％</p>\\n', '<p>88.42%</p>\\n')
    """
    raw = attrs.evolve(parser, normalizers=()).parse(source)
    article = parser.parse(source)
    lines = decode(source, encoding=parser.encoding, limits=parser.limits, diagnostics=[]).split("\n")
    return Detail(
        path=path,
        title=article.title,
        size=len(source),
        saved=alt_bytes(raw) - alt_bytes(article),
        fields=tuple(_fields(raw, article)),
        before=Preview(fates(raw, article)).blocks(raw.blocks),
        after=Preview().blocks(article.blocks),
        residue=article.alt_residue,
        excerpts=tuple(islice(_excerpts(lines, article.diagnostics), _MOST_EXCERPTS)),
        notes=len(article.diagnostics),
    )


def _fields(raw: Article, article: Article) -> Iterator[Field]:
    found = [
        ("Title", raw.title, article.title),
        ("Original title", raw.original_title, article.original_title),
        ("Published", _written(raw, "date"), f"{article.published:%Y-%m-%d %H:%M} UTC" if article.published else ""),
        ("Author", raw.author, article.author),
        ("Categories", " › ".join(raw.categories), " › ".join(article.categories)),
        ("Head image", _written(raw, "headimg"), article.headimg),
        ("Credits", "", "; ".join(map(_credit, article.credits))),
        ("Keywords", "", "; ".join(keyword.text for keyword in article.keywords)),
    ]
    for name, before, after in found:
        if before or after:
            yield Field(name=name, before=before or "", after=after or "")


def _credit(credit: Credit) -> str:
    label = f" ({credit.label})" if credit.label else ""
    return f"{credit.role}{label}: {credit.name}"


def _written(raw: Article, key: str) -> str:
    return " ".join(flat_text(raw.front_matter.get(key)))


def _excerpts(lines: list[str], notes: tuple[Diagnostic, ...]) -> Iterator[Excerpt]:
    """The pieces of *lines* that *notes* are about, in order; notes that are near each other share one."""
    together: list[Diagnostic] = []
    for note in sorted(notes, key=_place):
        if together and not _are_near(together[0], note):
            yield _excerpt(lines, together)
            together = []
        together.append(note)
    if together:
        yield _excerpt(lines, together)


def _place(note: Diagnostic) -> tuple[int, int]:
    return note.line or 1, note.column or 1


def _are_near(first: Diagnostic, second: Diagnostic) -> bool:
    (line, column), (other, place) = _place(first), _place(second)
    return line == other and place - column < _AFTER // 2


def _excerpt(lines: list[str], notes: list[Diagnostic]) -> Excerpt:
    number, column = _place(notes[0])
    line = lines[number - 1] if number <= len(lines) else ""
    if not line.strip():  # diagnostics of normalizers point to the start of the body, which is often a blank line
        return Excerpt(line=number, before="", after="", notes=tuple(notes))
    start, at, end = max(column - 1 - _BEFORE, 0), column - 1, column - 1 + _AFTER
    return Excerpt(
        line=number,
        before=visible(("…" if start else "") + line[start:at]),
        after=visible(line[at:end] + ("…" if end < len(line) else "")),
        notes=tuple(notes),
    )
