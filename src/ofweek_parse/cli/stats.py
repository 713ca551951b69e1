"""``ofweek-parse stats SRC…``: what a collection of posts holds, in numbers."""

from __future__ import annotations

import json
from collections import Counter
from datetime import datetime
from typing import TYPE_CHECKING, Any

import attrs

from ofweek_parse.cli.running import Run, add_run_options, parser_of
from ofweek_parse.normalizers.registry import resolve

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from ofweek_parse.model.article import Article
    from ofweek_parse.parser import Parser

__all__ = ["add_stats"]


def add_stats(commands: argparse._SubParsersAction[Any]) -> None:
    """Add the command ``stats`` to *commands*."""
    parser = commands.add_parser("stats", help="count what posts hold", description=__doc__)
    add_run_options(parser)
    parser.add_argument("--format", choices=("text", "json"), default="text", help="for a person or for a machine")
    parser.set_defaults(run=_stats)


@attrs.define(kw_only=True)
class _Stats:
    """Numbers that add up."""

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

    def add(self, other: _Stats) -> None:
        """Add the numbers of *other*."""
        times = [time for time in (self.first, other.first, self.last, other.last) if time is not None]
        self.first, self.last = min(times, default=None), max(times, default=None)
        for name in ("size", "undated", "characters", "images", "alt_bytes", "alt_bytes_removed"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for name in ("channels", "verdicts", "codes"):
            getattr(self, name).update(getattr(other, name))


@attrs.frozen(kw_only=True)
class _Counting:
    """Counts one raw article, before and after its normalizers."""

    parser: Parser

    def __call__(self, raw: Article) -> _Stats:
        article = raw
        for step in resolve(self.parser.normalizers):
            article = step(article)
        before, after = _alt_bytes(raw), _alt_bytes(article)
        return _Stats(
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


def _alt_bytes(article: Article) -> int:
    return sum(len(image.alt.encode()) + len((image.title or "").encode()) for image in article.images)


def _stats(options: argparse.Namespace) -> int:
    run = Run(options=options)
    parser = parser_of(options, strict=options.strict)
    total = _Stats()
    for outcome in run.outcomes(attrs.evolve(parser, normalizers=()), _Counting(parser=parser)):
        if outcome.made is None:
            run.tell_failure(outcome)
            continue
        total.size += outcome.path.stat().st_size
        total.add(outcome.made)
    numbers = _numbers(run, total)
    print(json.dumps(numbers, ensure_ascii=False, indent=2) if options.format == "json" else "\n".join(_lines(numbers)))
    return int(run.failed > 0)


def _numbers(run: Run, total: _Stats) -> dict[str, Any]:
    return {
        "posts": run.done,
        "failed": run.failed,
        "bytes": total.size,
        "first_published": total.first.isoformat() if total.first else None,
        "last_published": total.last.isoformat() if total.last else None,
        "without_date": total.undated,
        "text_characters": total.characters,
        "images": total.images,
        "alt_bytes": total.alt_bytes,
        "alt_bytes_removed": total.alt_bytes_removed,
        "channels": dict(total.channels.most_common()),
        "alt_verdicts": dict(total.verdicts.most_common()),
        "diagnostics": dict(total.codes.most_common()),
    }


def _lines(numbers: dict[str, Any]) -> Iterator[str]:
    for name, value in numbers.items():
        shown = name.replace("_", " ")
        if not isinstance(value, dict):
            yield f"{shown}: {value:,}" if isinstance(value, int) else f"{shown}: {value or '-'}"
            continue
        yield f"{shown}:"
        yield from (f"{count:12,}  {key or '-'}" for key, count in value.items())
