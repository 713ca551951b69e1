"""``ofweek-parse stats SRC…``: show statistics about a collection of posts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from ofweek_parse.cli.batch import Run, add_run_options, parser_of
from ofweek_parse.cli.terminal import as_lines, write
from ofweek_parse.statistics import Counting, Numbers
from ofweek_parse.writers.json import json_text

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

__all__ = ["add_stats"]


def add_stats(commands: argparse._SubParsersAction[Any]) -> None:
    """Add the command ``stats`` to *commands*."""
    parser = commands.add_parser("stats", help="show statistics about posts", description=__doc__)
    add_run_options(parser)
    parser.add_argument("--format", choices=("text", "json"), default="text", help="the output format")
    parser.set_defaults(run=_stats)


def _stats(options: argparse.Namespace) -> int:
    run = Run(options=options)
    parser = parser_of(options, strict=options.strict)
    total = Numbers()
    for outcome in run.outcomes(attrs.evolve(parser, normalizers=()), Counting(parser=parser)):
        if outcome.made is None:
            run.tell_failure(outcome)
            continue
        total.size += outcome.path.stat().st_size
        total.add(outcome.made)
    numbers = _numbers(run, total)
    is_json = options.format == "json"
    write(f"{json_text(numbers, indent=2) if is_json else as_lines(_lines(numbers))}\n")
    return int(run.failed > 0)


def _numbers(run: Run, total: Numbers) -> dict[str, Any]:
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
