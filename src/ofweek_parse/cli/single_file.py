"""Conversion to a single file: JSON Lines or Parquet.

JSON Lines are appended to ``OUT.part``, which is renamed when it is complete. An interrupted run leaves it behind, and
``--resume`` adds the posts without a line, so that failed posts are tried and reported again. Parquet files can't be
continued: an interrupted run leaves nothing.
"""

from __future__ import annotations

import json
import shutil
from typing import IO, TYPE_CHECKING, TextIO

from ofweek_parse.cli.errors import UsageError
from ofweek_parse.cli.formats import jsonl_line
from ofweek_parse.cli.target import claimed
from ofweek_parse.cli.terminal import escaped
from ofweek_parse.errors import SchemaError
from ofweek_parse.output import Part
from ofweek_parse.paths import find_posts, path_text

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ofweek_parse.cli.batch import Run
    from ofweek_parse.parser import Parser

__all__ = ["convert_to_jsonl", "convert_to_parquet", "convert_to_stream"]


def convert_to_stream(run: Run, parser: Parser, stream: TextIO) -> None:
    """Write a line for each article to *stream*, which may be a terminal."""
    _write_lines(run, parser, lambda line: stream.write(escaped(line)), lambda _: True)


def convert_to_jsonl(run: Run, parser: Parser, target: Path) -> None:
    """Write a line for each article to *target*.

    Raises:
        UsageError: An interrupted run left a file, and the options don't decide what to do with it.
        LockedError: Another run is writing to it.
        OSError: The file can't be written.
    """
    options = run.options
    path = target.with_name(f"{target.name}.part")
    with claimed(options, target, lambda: Part(path, target, resume=not options.force, keep=True)) as part:
        done = _begun(run, part)
        _write_lines(run, parser, lambda line: part.file.write(line.encode()), lambda path: path_text(path) not in done)
    if done:
        run.tell(f"{len(done):,} posts had been written before.")


def _begun(run: Run, part: Part) -> set[str]:
    """Return the posts in *part*, into which those of a complete file are copied if there are more to come."""
    is_begun = part.path.stat().st_size > 0
    if is_begun and not run.options.resume:
        raise UsageError(f"an interrupted run left {part.path}; use --resume to continue it, or --force to start over")
    if is_begun or not (run.options.resume and part.target.exists()):
        sources, end = _sources(run, part.path, part.file)
    else:
        with part.target.open("rb") as whole:
            sources, end = _sources(run, part.target, whole)
            whole.seek(0)
            shutil.copyfileobj(whole, part.file)
    part.file.seek(end)
    part.file.truncate()  # the line that an interrupted run did not end
    return sources


def _sources(run: Run, path: Path, file: IO[bytes]) -> tuple[set[str], int]:
    """Return the posts of the lines in *file*, and the end of the last complete line."""
    sources: set[str] = set()
    end = 0
    for line in file:
        if not line.endswith(b"\n"):
            break
        try:
            sources.add(str(json.loads(line)["source"]))
        except (ValueError, TypeError, KeyError) as error:
            raise UsageError(
                f"line {len(sources) + 1:,} of {path} is not an article; use --force to start over"
            ) from error
        end += len(line)
    _check_same_posts(run, sources, path)
    return sources, end


def _check_same_posts(run: Run, done: set[str], part: Path) -> None:
    others = done.difference(path_text(path) for path in find_posts(run.options.sources))
    if others:
        raise UsageError(
            f"{part} holds {min(others)}, which is not among these posts; name the same posts, or use --force"
        )


def convert_to_parquet(run: Run, parser: Parser, target: Path) -> None:
    """Write a row for each article to *target*.

    Raises:
        UsageError: The run is to go on with an interrupted one, or pyarrow is not installed.
        OSError: The file can't be written.
    """
    if run.options.resume:
        raise UsageError("--resume is not supported for Parquet; omit it, or write .jsonl")
    try:
        from ofweek_parse.arrow import ParquetWriter
        from ofweek_parse.arrow.tables import row_of
    except ImportError as error:
        raise UsageError(str(error)) from error
    with claimed(run.options, target, lambda: ParquetWriter(target)) as writer:
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
