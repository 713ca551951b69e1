"""Statistics about posts that can be added up, for ``stats`` and the report."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from ofweek_parse.model.article import Article
    from ofweek_parse.parser import Parser

__all__ = ["Counting", "Numbers", "alt_bytes", "count"]


@attrs.define(kw_only=True)
class Numbers:
    """Numbers that add up.

    Attributes:
        size: Bytes of the files.
        first: The first time of publication.
        last: The last one.
        undated: How many posts have none.
        characters: Characters of the articles' texts.
        images: How many images there are.
        alt_bytes: Bytes of alternative texts and image titles, as the files have them.
        alt_bytes_removed: How many of these were removed.
        channels: How many posts each author has.
        verdicts: How many images have each verdict.
        codes: How many diagnostics have each code.
    """

    size: int = 0
    first: datetime | None = None
    last: datetime | None = None
    undated: int = 0
    characters: int = 0
    images: int = 0
    alt_bytes: int = 0
    alt_bytes_removed: int = 0
    channels: Counter[str] = attrs.field(factory=Counter)
    verdicts: Counter[str] = attrs.field(factory=Counter)
    codes: Counter[str] = attrs.field(factory=Counter)

    def add(self, other: Numbers) -> None:
        """Add the numbers of *other*."""
        times = [time for time in (self.first, other.first, self.last, other.last) if time is not None]
        self.first, self.last = min(times, default=None), max(times, default=None)
        for name in ("size", "undated", "characters", "images", "alt_bytes", "alt_bytes_removed"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for name in ("channels", "verdicts", "codes"):
            getattr(self, name).update(getattr(other, name))


@attrs.frozen(kw_only=True)
class Counting:
    """Counts one raw article, before and after its normalizers."""

    parser: Parser

    def __call__(self, raw: Article) -> Numbers:
        """The numbers of the post that *raw* was read from; its size apart."""
        return count(raw, self.parser.normalize(raw))


def count(raw: Article, article: Article) -> Numbers:
    """The numbers of one post, of which *raw* was read and *article* made; its size apart."""
    before, after = alt_bytes(raw), alt_bytes(article)
    return Numbers(
        first=article.published,
        last=article.published,
        undated=article.published is None,
        characters=len(article.text),
        images=len(article.images),
        alt_bytes=before,
        alt_bytes_removed=before - after,
        channels=Counter([article.author or ""]),
        verdicts=Counter(image.alt_verdict for image in article.images),
        codes=Counter(note.code for note in article.diagnostics),
    )


def alt_bytes(article: Article) -> int:
    """Bytes of the alternative texts and titles of the images of *article*."""
    return sum(len(image.alt.encode()) + len((image.title or "").encode()) for image in article.images)
