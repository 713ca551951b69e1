"""``ofweek-parse check SRC…``: report the diagnostics of posts, one per line.

A line has the form ``path:line:column: CODE message``. Exit codes: 0 no errors; 1 errors (with --strict, warnings too);
2 invalid arguments.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import attrs

from ofweek_parse.cli.batch import Outcome, Run, add_run_options, failure, parser_of
from ofweek_parse.cli.terminal import one_line, write
from ofweek_parse.errors import OfweekParseError
from ofweek_parse.model.diagnostics import Diagnostic
from ofweek_parse.paths import path_text
from ofweek_parse.writers.json import json_text

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from ofweek_parse.model.article import Article
    from ofweek_parse.model.diagnostics import Severity

__all__ = ["add_check"]


def add_check(commands: argparse._SubParsersAction[Any]) -> None:
    """Add the command ``check`` to *commands*."""
    parser = commands.add_parser("check", help="report the diagnostics of posts", description=__doc__)
    add_run_options(parser)
    parser.add_argument("--format", choices=("text", "json"), default="text", help="the output format")
    parser.set_defaults(run=_check)


@attrs.frozen
class _Row:
    """One line of the output."""

    path: str
    line: int | None
    column: int | None
    code: str
    severity: Severity
    message: str

    def __str__(self) -> str:
        return one_line(f"{self.path}:{self.line or 1}:{self.column or 1}: {self.code} {self.message}")


def _check(options: argparse.Namespace) -> int:
    run = Run(options=options, prints=True)
    codes: Counter[str] = Counter()
    severities: Counter[str] = Counter()
    output = _JsonArray() if options.format == "json" else _Lines()
    for outcome in run.outcomes(parser_of(options, strict=False), _diagnostics):
        for row in _rows(outcome):
            codes[row.code] += 1
            severities[row.severity] += 1
            output.add(row)
    output.end()
    for code, count in sorted(codes.items(), key=lambda item: (-item[1], item[0])):
        run.tell(f"{count:8,} {code}")
    told = ", ".join(f"{severities[severity]:,} {severity}" for severity in ("error", "warning", "info"))
    run.tell(f"{run.done + run.failed:,} posts checked: {told}.")
    return int(bool(severities["error"] or (options.strict and severities["warning"])))


def _diagnostics(article: Article) -> tuple[Diagnostic, ...]:
    return article.diagnostics


def _rows(outcome: Outcome[tuple[Diagnostic, ...]]) -> Iterator[_Row]:
    path = path_text(outcome.path)
    for note in outcome.made or ():
        yield _Row(path, note.line, note.column, note.code, note.severity, note.message)
    match outcome.error:
        case None:
            pass
        case OfweekParseError() as error:
            yield _Row(path, error.line, error.column, error.code, "error", error.message)
        case _:
            reason = failure(outcome).removeprefix(f"{path}: ")
            yield _Row(path, None, None, "unreadable-file", "error", reason)


class _Lines:
    """Rows as lines."""

    def add(self, row: _Row) -> None:
        write(f"{row}\n")

    def end(self) -> None:
        pass


class _JsonArray:
    """Rows as a JSON array, an object a line."""

    def __init__(self) -> None:
        self._before = "["

    def add(self, row: _Row) -> None:
        write(f"{self._before}\n{json_text(attrs.asdict(row))}")
        self._before = ","

    def end(self) -> None:
        write("[]\n" if self._before == "[" else "\n]\n")
