"""``ofweek-parse report SRC… -o OUT.html``: write an HTML report about posts.

OUT is one self-contained file: charts, a searchable table of all posts, and the first posts in full, before and after;
- is standard output. OUT is written atomically, by one run at a time. Exit codes: 0 success; 1 some posts failed, or
  OUT can't be written; 2 invalid arguments, or the extra ``report`` is not installed; 3 another run is writing to OUT.
"""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from ofweek_parse.cli.batch import Run, add_run_options, parser_of, whole_number
from ofweek_parse.cli.errors import UsageError
from ofweek_parse.cli.mirror import common_folder
from ofweek_parse.cli.target import claimed, is_stream, open_stream
from ofweek_parse.errors import OfweekParseError
from ofweek_parse.output import Part, part_path

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterator

    from ofweek_parse.parser import Parser
    from ofweek_parse.report.aggregate import Survey
    from ofweek_parse.report.detail import Detail

__all__ = ["add_report"]


def add_report(commands: argparse._SubParsersAction[Any]) -> None:
    """Add the command ``report`` to *commands*."""
    parser = commands.add_parser("report", help="write an HTML report about posts", description=__doc__)
    add_run_options(parser)
    parser.add_argument(
        "-o",
        "--output",
        metavar="OUT",
        required=True,
        help="the output file, such as report.html, or - for standard output",
    )
    parser.add_argument(
        "--limit", type=whole_number, default=20, metavar="N", help="how many posts to show in full (default: 20)"
    )
    parser.add_argument("--title", default="Report on posts", help="the title of the report")
    parser.add_argument("--force", action="store_true", help="overwrite existing output")
    parser.set_defaults(run=_report)


def _report(options: argparse.Namespace) -> int:
    try:
        from ofweek_parse.report.page import render
    except ImportError as error:
        raise UsageError(str(error)) from error
    run = Run(options=options)
    parser = parser_of(options, strict=options.strict)
    with _opened(options) as write:
        survey, details = _surveyed(run, parser)
        page = render(survey, details, title=options.title)
        write(page)
    run.tell(f"{run.done:,} posts reported in {options.output} ({len(page.encode()):,} bytes), {run.failed:,} failed.")
    return int(run.failed > 0)


@contextmanager
def _opened(options: argparse.Namespace) -> Iterator[Callable[[str], object]]:
    """Return the function that writes the page."""
    if is_stream(options.output):
        with open_stream(options.output) as stream:
            yield stream.write
    else:
        target = Path(options.output)
        with claimed(options, target, lambda: Part(part_path(target), target)) as part:
            yield lambda page: part.file.write(page.encode())


def _surveyed(run: Run, parser: Parser) -> tuple[Survey, list[Detail]]:
    """The posts that *run* names, and the first ones in full."""
    from ofweek_parse.report.aggregate import Survey, Surveying

    survey = Survey(base=common_folder(run.options.sources))
    details: list[Detail] = []
    for outcome in run.outcomes(attrs.evolve(parser, normalizers=()), Surveying(parser=parser)):
        if outcome.made is None:
            run.tell_failure(outcome)
            survey.add_failure(outcome.path, outcome.error)
            continue
        survey.add(outcome.path, outcome.made)
        if len(details) < run.options.limit and (shown := _detail(outcome.path, survey, parser)):
            details.append(shown)
    return survey, details


def _detail(path: Path, survey: Survey, parser: Parser) -> Detail | None:
    """The post at *path* in full; ``None`` if it is too large for that, or was changed in between."""
    from ofweek_parse.report.detail import LARGEST, detail

    if survey.rows[-1].size > LARGEST:
        return None
    try:
        shown = detail(survey.label(path), path.read_bytes(), parser)
    except (OSError, OfweekParseError):
        return None
    return None if shown.is_too_large else shown
