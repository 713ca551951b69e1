"""``ofweek-parse convert SRC… -o OUT``: convert posts to JSON Lines, Parquet, or a folder of files.

OUT determines the format: a ``.jsonl`` or ``.parquet`` file, ``-`` for JSON Lines on standard output, or a folder. A
folder gets one file per post, in the same subfolders and in the format of --to; each file keeps the modification time
of its post. With ``--to post``, a post whose body may be Markdown is copied unchanged. Output is written atomically, by
one run at a time. Exit codes: 0 success; 1 some posts failed, or OUT can't be written; 2 invalid arguments; 3 another
run is writing to OUT.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ofweek_parse.cli.batch import Run, add_run_options, parser_of
from ofweek_parse.cli.errors import UsageError
from ofweek_parse.cli.folder import convert_to_folder
from ofweek_parse.cli.formats import FORMATS
from ofweek_parse.cli.single_file import convert_to_jsonl, convert_to_parquet, convert_to_stream
from ofweek_parse.cli.target import is_standard_output, is_stream, open_stream

if TYPE_CHECKING:
    import argparse

    from ofweek_parse.parser import Parser

__all__ = ["add_convert"]

_SINGLE_FILES = {".jsonl": convert_to_jsonl, ".ndjson": convert_to_jsonl, ".parquet": convert_to_parquet}


def add_convert(commands: argparse._SubParsersAction[Any]) -> None:
    """Add the command ``convert`` to *commands*."""
    parser = commands.add_parser("convert", help="convert posts to other formats", description=__doc__)
    add_run_options(parser)
    parser.add_argument(
        "-o", "--output", metavar="OUT", required=True, help="x.jsonl, x.parquet, a folder, or - for standard output"
    )
    parser.add_argument("--to", choices=(*FORMATS, "jsonl", "parquet"), help="the output format; required for a folder")
    parser.add_argument("--force", action="store_true", help="overwrite existing output")
    parser.add_argument("--resume", action="store_true", help="continue an interrupted run")
    parser.add_argument(
        "--even-markdown",
        action="store_true",
        help="with --to post, also convert posts whose body may be Markdown; by default they are copied unchanged",
    )
    parser.set_defaults(run=_convert)


def _convert(options: argparse.Namespace) -> int:
    run = Run(options=options, prints=is_standard_output(options.output))
    parser = parser_of(options, strict=options.strict)
    if options.force and options.resume:
        raise UsageError("--force starts over and --resume continues; use only one of them")
    if options.even_markdown and options.to != "post":
        raise UsageError("--even-markdown applies to --to post only")
    try:
        _convert_to(run, parser, options.output)
    except OSError as error:
        if not is_stream(options.output):
            error.filename = error.filename or options.output  # the error of a full disk has no name
        raise
    run.tell(f"{run.done:,} posts written to {options.output}, {run.failed:,} failed.")
    return int(run.failed > 0)


def _convert_to(run: Run, parser: Parser, output: str) -> None:
    form, target = run.options.to, Path(output)
    suffix = target.suffix.lower()
    if is_stream(output):
        if form not in {None, "jsonl"}:
            raise UsageError(f"only JSON Lines can be written to standard output and other streams, not {form}")
        with open_stream(output) as stream:
            convert_to_stream(run, parser, stream)
    elif form and suffix in _SINGLE_FILES and _SINGLE_FILES.get(f".{form}") is not _SINGLE_FILES[suffix]:
        raise UsageError(f"{output} has the suffix of another format than --to {form}; change one of them")
    elif single := _SINGLE_FILES.get(f".{form}" if form else suffix):
        single(run, parser, target)
    elif form is None:
        forms = ", ".join(FORMATS)
        raise UsageError(
            f"{os.fspath(target)}: unknown output format; use the suffix .jsonl or .parquet, or --to ({forms})"
        )
    else:
        convert_to_folder(run, parser, target, form)
