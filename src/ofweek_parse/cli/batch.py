"""Running a command on many posts: workers, a progress bar, and errors on standard error."""

from __future__ import annotations

import argparse
import os
import sys
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import attrs

from ofweek_parse.cli.progress import Bar, progress_bar
from ofweek_parse.cli.terminal import tell
from ofweek_parse.corpus import Failed, failed_post, read_post
from ofweek_parse.dates import DATE_ORDERS
from ofweek_parse.errors import OfweekParseError
from ofweek_parse.parser import Parser
from ofweek_parse.paths import find_posts, path_text
from ofweek_parse.pipeline.registry import DEFAULT_NORMALIZERS
from ofweek_parse.pool import Pool
from ofweek_parse.settings import as_time_zone

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import tzinfo
    from pathlib import Path

    from ofweek_parse.model.article import Article

__all__ = ["Outcome", "Run", "add_run_options", "failure", "parser_of", "whole_number"]

Made = TypeVar("Made")


@attrs.frozen(kw_only=True)
class Outcome(Generic[Made]):
    """The result for one post: the output for its article, or the error."""

    path: Path
    made: Made | None = None
    error: Exception | None = None


@attrs.frozen(kw_only=True)
class _Task(Generic[Made]):
    """The task of a worker for a path."""

    parser: Parser
    make: Callable[[Article], Made]

    def __call__(self, path: Path) -> Outcome[Made]:
        result = read_post(path, self.parser)
        if isinstance(result, Failed):
            return Outcome(path=path, error=result.error)
        try:
            return Outcome(path=path, made=self.make(result.article))
        except OfweekParseError as error:
            error.source = error.source or result.article.source
            return Outcome(path=path, error=error)
        except MemoryError as error:
            return _failed(path, error)
        except Exception as error:  # noqa: BLE001 # one post is never the end of the run
            return Outcome(path=path, error=error)


def _failed(path: Path, error: Exception | None) -> Outcome[Any]:
    return Outcome(path=path, error=failed_post(path, error).error)


def add_run_options(parser: argparse.ArgumentParser) -> None:
    """Add the options that every command over many posts has."""
    parser.add_argument("sources", metavar="SRC", nargs="+", help="posts: files, folders, or glob patterns in quotes")
    parser.add_argument(
        "--jobs",
        type=whole_number,
        default=1,
        metavar="N",
        help="number of worker processes; 0 means one per processor (default: 1)",
    )
    parser.add_argument(
        "--normalizers",
        default="default",
        metavar="NAMES",
        help="comma-separated names; 'default' means the default normalizers, 'none' means none (default: default)",
    )
    parser.add_argument(
        "--timezone",
        default="UTC",
        type=_zone,
        metavar="NAME",
        help="time zone of dates without one, such as Asia/Shanghai (default: UTC)",
    )
    parser.add_argument(
        "--date-order",
        choices=DATE_ORDERS,
        help="the order of year, month and day in dates such as 12/04/2015, which are otherwise left out",
    )
    parser.add_argument("--strict", action="store_true", help="treat warnings as errors")
    parser.add_argument("--quiet", action="store_true", help="show no progress bar and no summary")


def whole_number(text: str) -> int:
    """Return the number in *text*, an argument.

    Raises:
        ArgumentTypeError: It is not a number, or negative.
    """
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number, 0 or more")
    return int(text)


def _zone(name: str) -> tzinfo:
    try:
        return as_time_zone(name)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def parser_of(options: argparse.Namespace, *, strict: bool) -> Parser:
    """The parser that the options ask for.

    Raises:
        OfweekParseError: A normalizer is unknown or can't be used.
    """
    names = [name.strip() for name in options.normalizers.split(",")]
    steps = [step for name in names for step in (DEFAULT_NORMALIZERS if name == "default" else (name,)) if step]
    return Parser(
        normalizers=() if names == ["none"] else steps,
        default_timezone=options.timezone,
        date_order=options.date_order,
        strict=strict,
    )


@attrs.define(kw_only=True)
class Run:
    """One run over the posts that the options name.

    Attributes:
        options: The options of the command line.
        done: How many posts gave something.
        failed: How many did not.
        prints: Whether the command prints lines while it runs, which show its progress.
    """

    options: argparse.Namespace
    prints: bool = False
    done: int = 0
    failed: int = 0
    _bar: Bar | None = None

    def outcomes(
        self,
        parser: Parser,
        make: Callable[[Article], Made],
        *,
        keep: Callable[[Path], bool] = lambda _: True,
    ) -> Iterator[Outcome[Made]]:
        """Yield the result for each post that *keep* accepts, in the order of the paths."""
        pool = Pool(
            function=_Task(parser=parser, make=make), failed=_failed, jobs=self.options.jobs or os.cpu_count() or 1
        )
        yield from self._counted(pool.results(filter(keep, find_posts(self.options.sources))))

    def _counted(self, outcomes: Iterable[Outcome[Made]]) -> Iterator[Outcome[Made]]:
        shown = not self.options.quiet and sys.stderr.isatty() and not (self.prints and sys.stdout.isatty())
        with progress_bar(sum(1 for _ in find_posts(self.options.sources)) if shown else None) as bar:
            self._bar = bar
            for outcome in outcomes:
                if outcome.error is None:
                    self.done += 1
                else:
                    self.failed += 1
                yield outcome
                bar.advance(self.failed)
        self._bar = None

    def tell_failure(self, outcome: Outcome[Any]) -> None:
        """Tell on standard error why a post gave nothing."""
        say = tell if self._bar is None else self._bar.tell
        say(failure(outcome))

    def reject(self, outcome: Outcome[Any], error: Exception) -> None:
        """Tell why what a post gave can't be used, and count it among the failed."""
        self.done -= 1
        self.failed += 1
        self.tell_failure(attrs.evolve(outcome, made=None, error=error))

    def tell(self, message: str) -> None:
        """Print a message on standard error, unless quiet."""
        if not self.options.quiet:
            say = tell if self._bar is None else self._bar.tell
            say(message)


def failure(outcome: Outcome[Any]) -> str:
    """Why a post gave nothing, with its place."""
    error = outcome.error
    if isinstance(error, OfweekParseError):
        return str(error)
    reason = error.strerror if isinstance(error, OSError) and error.strerror else f"{type(error).__name__}: {error}"
    return f"{path_text(outcome.path)}: {reason}"
