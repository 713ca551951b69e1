"""The command line: ``ofweek-parse show FILE``.

Exit codes: 0 done; 1 a file can't be read or parsed; 2 the arguments are wrong.
Data goes to standard output, messages to standard error.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
from importlib.metadata import version
from typing import TYPE_CHECKING

from ofweek_parse.cli.show import add_show

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line with *arguments* (those of the process by default) and return the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")  # whatever the locale
    options = _parser().parse_args(arguments)
    try:
        code: int = options.run(options)
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or the exit would complain again
        return 0
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="ofweek-parse", description="Parse OFweek's Hexo posts into clean articles.")
    parser.add_argument("--version", action="version", version=f"ofweek-parse {version('ofweek-parse')}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    add_show(commands)
    return parser
