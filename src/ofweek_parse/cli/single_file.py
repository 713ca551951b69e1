"""Conversion into one file: JSON Lines or Parquet.

JSON Lines grow in ``OUT.part``, which is renamed when all are there; an interrupted run leaves it, and ``--resume`` goes
on behind its last whole line. Parquet files have no such middle: an interrupted run leaves nothing.
"""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, TextIO

from ofweek_parse.cli.formats import jsonl_line
from ofweek_parse.cli.usage import UsageError
from ofweek_parse.errors import SchemaError
from ofweek_parse.paths import path_text

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ofweek_parse.cli.running import Run
    from ofweek_parse.parser import Parser

__all__ = ["convert_to_jsonl", "convert_to_parquet", "convert_to_stream"]

_BLOCK = 1 << 20


def convert_to_stream(run: Run, parser: Parser, stream: TextIO) -> None:
    """Write a line for each article to *stream*."""
    _write_lines(run, parser, stream, lambda _: True)


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
    last = _cut_to_last_line(part) if run.options.resume and part.exists() else None
    keep = _Behind(last or "")
    target.parent.mkdir(parents=True, exist_ok=True)
    if last is None:
        part.unlink(missing_ok=True)  # a link is not written through
    with part.open("x" if last is None else "a", encoding="utf-8", newline="\n") as file:
        _write_lines(run, parser, file, keep)
    if not keep.is_behind:
        raise UsageError(f"{part} ends with {last}, which is none of these posts; name the same ones, or use --force")
    part.replace(target)


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


def _write_lines(run: Run, parser: Parser, file: TextIO, keep: Callable[[Path], bool]) -> None:
    for outcome in run.outcomes(parser, jsonl_line, keep=keep):
        if outcome.made is None:
            run.tell_failure(outcome)
        else:
            file.write(outcome.made)


class _Behind:
    """Accepts the paths behind one; all where that is none."""

    def __init__(self, last: str) -> None:
        self._last = last
        self.is_behind = not last

    def __call__(self, path: Path) -> bool:
        if self.is_behind:
            return True
        self.is_behind = path_text(path) == self._last
        return False


def _cut_to_last_line(part: Path) -> str:
    """Cut *part* behind its last whole line, and tell which post that line is of."""
    with part.open("r+b") as file:
        end = file.seek(0, os.SEEK_END)
        tail = b""
        while end and tail.count(b"\n") < 2:
            start = max(end - _BLOCK, 0)
            file.seek(start)
            tail = file.read(end - start) + tail
            end = start
        whole = tail[: tail.rfind(b"\n") + 1]
        file.seek(end + len(whole))
        file.truncate()
    line = whole[whole.rfind(b"\n", 0, len(whole) - 1) + 1 :]
    source: str = json.loads(line)["source"] if line else ""
    return source
