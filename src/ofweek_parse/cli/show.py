"""``ofweek-parse show FILE``: show one post as a parsed article, as text or JSON."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ofweek_parse.cli.errors import UsageError
from ofweek_parse.cli.outline import explanation_outline, outline
from ofweek_parse.cli.terminal import tell, write
from ofweek_parse.parser import Parser
from ofweek_parse.writers.json import to_json

if TYPE_CHECKING:
    import argparse

__all__ = ["add_show"]


def add_show(commands: argparse._SubParsersAction[Any]) -> None:
    """Add the command ``show`` to *commands*."""
    parser = commands.add_parser("show", help="show a post as a parsed article", description=__doc__)
    parser.add_argument("file", metavar="FILE", help="the post, or - for standard input")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="the output format")
    parser.add_argument("--raw", action="store_true", help="run no normalizers: show the content of the file")
    parser.add_argument("--explain", action="store_true", help="show what each normalizer changed")
    parser.add_argument("--strict", action="store_true", help="fail on the first warning")
    parser.set_defaults(run=_show)


def _show(options: argparse.Namespace) -> int:
    if options.explain and options.format == "json":
        raise UsageError("--explain has no JSON output")
    if options.explain and options.raw:
        raise UsageError("--raw runs no normalizers that --explain could show; use only one of them")
    try:
        name, source = _source(options.file)
    except (OSError, ValueError) as error:
        tell(f"{options.file}: {getattr(error, 'strerror', None) or error}")
        return 1
    parser = Parser(normalizers=(), strict=options.strict) if options.raw else Parser(strict=options.strict)
    if options.explain:
        shown = explanation_outline(parser.explain(source, name=name))
    else:
        article = parser.parse(source, name=name)
        shown = to_json(article, indent=2) if options.format == "json" else outline(article)
    write(f"{shown}\n")
    return 0


def _source(file: str) -> tuple[str, bytes]:
    """The name and the content of *file*; ``-`` is standard input."""
    return ("<stdin>", sys.stdin.buffer.read()) if file == "-" else (file, Path(file).read_bytes())
