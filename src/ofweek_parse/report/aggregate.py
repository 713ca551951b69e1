"""The data of the report: a row for each post, and totals."""

from __future__ import annotations

import os
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from ofweek_parse.characters import visible
from ofweek_parse.errors import OfweekParseError
from ofweek_parse.paths import path_text
from ofweek_parse.statistics import Numbers, count

if TYPE_CHECKING:
    from ofweek_parse.model.article import Article
    from ofweek_parse.parser import Parser

__all__ = ["Row", "Survey", "Surveyed", "Surveying"]


@attrs.frozen(kw_only=True)
class Surveyed:
    """The data that a worker returns for one post."""

    title: str
    numbers: Numbers
    severities: tuple[int, int, int]


@attrs.frozen(kw_only=True)
class Surveying:
    """Surveys one raw article, before and after its normalizers."""

    parser: Parser

    def __call__(self, raw: Article) -> Surveyed:
        """The row of the post from which *raw* was read."""
        article = self.parser.normalize(raw)
        found = Counter(note.severity for note in article.diagnostics)
        severities = (found["error"], found["warning"], found["info"])
        return Surveyed(title=article.title, numbers=count(raw, article), severities=severities)


@attrs.frozen(kw_only=True)
class Row:
    """One post of the table.

    Attributes:
        path: The file, below the folder that all are in.
        title: The article's title.
        published: When it was published.
        size: Bytes of the file.
        saved: Bytes of alternative text that were removed.
        images: How many images there are.
        verdicts: The verdicts on them, each once.
        codes: The codes of the diagnostics, each once.
        severities: How many diagnostics are errors, warnings and notes.
        failure: Why the post gave no article, or ``""``.
    """

    path: str
    title: str = ""
    published: datetime | None = None
    size: int = 0
    saved: int = 0
    images: int = 0
    verdicts: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    severities: tuple[int, int, int] = (0, 0, 0)
    failure: str = ""

    @property
    def share(self) -> float:
        """The fraction of the file, from 0 to 1, that was removed alternative text."""
        return min(self.saved / self.size, 1.0) if self.size else 0.0


@attrs.define(kw_only=True)
class Survey:
    """The rows of all posts, in the order of their paths, and their sum.

    Attributes:
        base: The folder that all posts are in.
        rows: A row for each post.
        total: The sum of those that gave an article.
        failed: How many gave none.
    """

    base: Path
    rows: list[Row] = attrs.field(factory=list)
    total: Numbers = attrs.field(factory=Numbers)
    failed: int = 0

    @property
    def severities(self) -> tuple[int, int, int]:
        """The numbers of errors, warnings and info diagnostics."""
        errors, warnings, notes = (
            zip(*(row.severities for row in self.rows), strict=True) if self.rows else ((), (), ())
        )
        return sum(errors), sum(warnings), sum(notes)

    def add(self, path: Path, surveyed: Surveyed) -> None:
        """Add the post at *path*."""
        numbers = surveyed.numbers
        numbers.size = _size(path)
        self.total.add(numbers)
        self.rows.append(
            Row(
                path=self.label(path),
                title=visible(surveyed.title),
                published=numbers.first,
                size=numbers.size,
                saved=numbers.alt_bytes_removed,
                images=numbers.images,
                verdicts=tuple(map(visible, sorted(numbers.verdicts))),
                codes=tuple(map(visible, sorted(numbers.codes))),
                severities=surveyed.severities,
            )
        )

    def add_failure(self, path: Path, error: Exception | None) -> None:
        """Add the post at *path*, which gave no article because of *error*."""
        code = error.code if isinstance(error, OfweekParseError) else "unreadable-file"
        reason = (
            error.message if isinstance(error, OfweekParseError) else getattr(error, "strerror", None) or str(error)
        )
        self.failed += 1
        self.rows.append(
            Row(path=self.label(path), size=_size(path), codes=(code,), failure=visible(f"{code}: {reason}"))
        )

    def label(self, path: Path) -> str:
        """Return *path* below the folder that all posts are in."""
        return visible(path_text(Path(os.path.relpath(path.absolute(), self.base))))


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:  # its failure has the reason
        return 0
