"""``ofweek-parse convert SRC… -o OUT``: posts to JSON Lines, Parquet, or a folder of files.

OUT tells the form: a ``.jsonl`` or ``.parquet`` file, ``-`` for JSON Lines on standard output, or else a folder with
one file for each post, in the same folders as the posts, in the form that --to names. Nothing stands under its name
before it is whole. Exit codes: 0 done; 1 some posts failed, or OUT can't be written; 2 the arguments are wrong.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ofweek_parse.cli.folder import convert_to_folder
from ofweek_parse.cli.formats import FORMATS
from ofweek_parse.cli.running import Run, add_run_options, parser_of
from ofweek_parse.cli.single_file import convert_to_jsonl, convert_to_parquet, convert_to_stream
from ofweek_parse.cli.usage import UsageError

if TYPE_CHECKING:
    import argparse

__all__ = ["add_convert"]

_SINGLE_FILES = {".jsonl": convert_to_jsonl, ".ndjson": convert_to_jsonl, ".parquet": convert_to_parquet}


def add_convert(commands: argparse._SubParsersAction[Any]) -> None:
    """Add the command ``convert`` to *commands*."""
    parser = commands.add_parser("convert", help="turn posts into other forms", description=__doc__)
    add_run_options(parser)
    parser.add_argument(
        "-o", "--output", metavar="OUT", required=True, help="x.jsonl, x.parquet, a folder, or - for standard output"
    )
    parser.add_argument("--to", choices=(*FORMATS, "jsonl", "parquet"), help="the form; needed for a folder")
    parser.add_argument("--force", action="store_true", help="overwrite what is there")
    parser.add_argument("--resume", action="store_true", help="go on with a run that was interrupted")
    parser.set_defaults(run=_convert)


def _convert(options: argparse.Namespace) -> int:
    run = Run(options=options, prints=options.output == "-")
    parser = parser_of(options, strict=options.strict)
    if options.force and options.resume:
        raise UsageError("--force starts again and --resume goes on; give one of them")
    if options.output == "-":
        if options.to not in {None, "jsonl"}:
            raise UsageError(f"standard output takes JSON Lines, not {options.to}")
        convert_to_stream(run, parser, sys.stdout)
    else:
        try:
            _convert_to_path(run, parser, Path(options.output))
        except OSError as error:
            error.filename = error.filename or options.output  # a full disk says no name
            raise
    run.tell(f"{run.done:,} posts written to {options.output}, {run.failed:,} failed.")
    return int(run.failed > 0)


def _convert_to_path(run: Run, parser: Any, target: Path) -> None:
    form = run.options.to
    single = _SINGLE_FILES.get(f".{form}" if form else target.suffix.lower())
    if single is not None:
        if target.is_dir():
            raise UsageError(f"{target} is a folder; name a file in it")
        if target.exists() and not target.is_file():
            raise UsageError(f"{target} is a device or a pipe, which is not replaced; use - for standard output")
        if target.exists() and not (run.options.force or run.options.resume):
            raise UsageError(f"{target} is there already; --force overwrites it")
        single(run, parser, target)
    elif form is None:
        forms = ", ".join(FORMATS)
        raise UsageError(
            f"say what to write into {os.fspath(target)}: end it in .jsonl or .parquet, or use --to ({forms})"
        )
    else:
        convert_to_folder(run, parser, target, form)
