"""The command line: ``ofweek-parse show``, ``convert``, ``check``, ``stats`` and ``report``.

Exit codes: 0 success; 1 a file can't be read, parsed or written, or has errors; 2 invalid arguments;
3 another run is writing to the output; 130 interrupted.
Data goes to standard output, messages to standard error.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ofweek_parse.cli.check import add_check
from ofweek_parse.cli.convert import add_convert
from ofweek_parse.cli.errors import UsageError
from ofweek_parse.cli.report import add_report
from ofweek_parse.cli.show import add_show
from ofweek_parse.cli.stats import add_stats
from ofweek_parse.cli.terminal import one_line, tell, write
from ofweek_parse.errors import OfweekParseError, UnknownNormalizerError
from ofweek_parse.output import LockedError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import NoReturn

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line with *arguments* (those of the process by default) and return the exit code."""
    _open_closed_streams()
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
    except KeyboardInterrupt:
        return _told("interrupted", 130)
    except UsageError as error:
        return _told(f"error: {error}", 2)
    except UnknownNormalizerError as error:
        return _told(f"error: {error.message}", 2)
    except OfweekParseError as error:
        return _told(str(error), 1)
    except LockedError as error:
        return _told(f"{error.filename}: another run is writing to it; wait until it ends, or name another output", 3)
    except OSError as error:
        return _told(f"{error.filename or 'output'}: {error.strerror or error}", 1)
    return code


def _open_closed_streams() -> None:
    """Ignore messages to a stream that the caller closed, but raise an error for data that can't be printed."""
    nowhere = Path(os.devnull)
    if sys.stdout is None:
        sys.stdout = nowhere.open(encoding="utf-8")  # to be read, so that printing fails
    if sys.stderr is None:
        sys.stderr = nowhere.open("w", encoding="utf-8")  # as long as the process


def _told(message: str, code: int) -> int:
    tell(message)
    return code


class _ArgumentParser(argparse.ArgumentParser):
    """Quotes arguments on one line."""

    def error(self, message: str) -> NoReturn:
        """Report an error in the arguments and exit."""
        super().error(one_line(message))


class _Version(argparse.Action):
    """Prints the version and ends; to look it up takes as long as reading hundreds of posts."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from importlib.metadata import version

        write(f"ofweek-parse {version('ofweek-parse')}\n")
        parser.exit()


def _parser() -> argparse.ArgumentParser:
    parser = _ArgumentParser(prog="ofweek-parse", description="Parse OFweek's Hexo posts into clean articles.")
    parser.add_argument("--version", action=_Version, nargs=0, help="show the program's version number and exit")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    for add in (add_show, add_convert, add_check, add_stats, add_report):
        add(commands)
    return parser
