"""Conversion into one file: JSON Lines or Parquet.

JSON Lines grow in ``OUT.part``, which is renamed when all are there; an interrupted run leaves it, and ``--resume`` adds
the posts that have no line, so that those that failed are told of again. Parquet files have no such middle: an interrupted run leaves nothing.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, TextIO

from ofweek_parse.cli.formats import jsonl_line
from ofweek_parse.cli.terminal import escaped
from ofweek_parse.cli.usage import UsageError
from ofweek_parse.errors import SchemaError
from ofweek_parse.paths import find_posts, path_text

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ofweek_parse.cli.running import Run
    from ofweek_parse.parser import Parser

__all__ = ["convert_to_jsonl", "convert_to_parquet", "convert_to_stream"]


def convert_to_stream(run: Run, parser: Parser, stream: TextIO) -> None:
    """Write a line for each article to *stream*, which may be a terminal."""
    _write_lines(run, parser, lambda line: stream.write(escaped(line)), lambda _: True)


def convert_to_jsonl(run: Run, parser: Parser, target: Path) -> None:
    """Write a line for each article to *target*.

    Raises:
        UsageError: An interrupted run left something, and the options don't say what to do with it.
        OSError: The file can't be written.
    """
    part = target.with_name(f"{target.name}.part")
    if part.is_symlink() and run.options.resume:
        raise UsageError(f"{part} is a link, which is not written through; take it away, or use --force")
    if part.exists() and not (run.options.resume or run.options.force):
        raise UsageError(f"an interrupted run left {part}; --resume goes on with it, --force starts again")
    done: set[str] = set()
    if run.options.resume and (part.exists() or target.exists()):
        begun = part if part.exists() else target
        done = _sources(begun)
        _check_same_posts(run, done, begun)
        begun.replace(part)
    else:
        part.unlink(missing_ok=True)  # a link is not written through
    target.parent.mkdir(parents=True, exist_ok=True)
    with part.open("a" if done else "w", encoding="utf-8", newline="\n") as file:
        _write_lines(run, parser, file.write, lambda path: path_text(path) not in done)
    part.replace(target)
    if done:
        run.tell(f"{len(done):,} posts were written before.")


def _sources(part: Path) -> set[str]:
    """Which posts the lines of *part* are of; what is behind the last whole line is cut off."""
    sources: set[str] = set()
    end = 0
    with part.open("r+b") as file:
        for line in file:
            if not line.endswith(b"\n"):
                break
            try:
                sources.add(str(json.loads(line)["source"]))
            except (ValueError, TypeError, KeyError) as error:
                raise UsageError(f"line {len(sources) + 1:,} of {part} is no article; --force starts again") from error
            end += len(line)
        file.truncate(end)
    return sources


def _check_same_posts(run: Run, done: set[str], part: Path) -> None:
    others = done.difference(path_text(path) for path in find_posts(run.options.sources))
    if others:
        raise UsageError(
            f"{part} holds {min(others)}, which is none of these posts; name the same ones, or use --force"
        )


def convert_to_parquet(run: Run, parser: Parser, target: Path) -> None:
    """Write a row for each article to *target*.

    Raises:
        UsageError: The run is to go on with an interrupted one, or pyarrow is not installed.
        OSError: The file can't be written.
    """
    if run.options.resume:
        raise UsageError("a Parquet file can't be gone on with; leave out --resume, or write .jsonl")
    try:
        from ofweek_parse.arrow import ParquetWriter
        from ofweek_parse.arrow.tables import row_of
    except ImportError as error:
        raise UsageError(str(error)) from error
    target.parent.mkdir(parents=True, exist_ok=True)
    with ParquetWriter(target) as writer:
        for outcome in run.outcomes(parser, row_of):
            if outcome.made is None:
                run.tell_failure(outcome)
                continue
            try:
                writer.write_row(outcome.made)
            except SchemaError as error:
                run.reject(outcome, error)


def _write_lines(run: Run, parser: Parser, write: Callable[[str], object], keep: Callable[[Path], bool]) -> None:
    for outcome in run.outcomes(parser, jsonl_line, keep=keep):
        if outcome.made is None:
            run.tell_failure(outcome)
        else:
            write(outcome.made)
