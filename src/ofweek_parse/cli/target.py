"""The target of ``-o``: standard output or another open stream, or a file that one run writes at a time."""

from __future__ import annotations

import os
import re
import sys
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import TYPE_CHECKING, TextIO, TypeVar

from ofweek_parse.cli.errors import UsageError
from ofweek_parse.cli.mirror import folded, is_inside, searched_folders
from ofweek_parse.output import obstacle
from ofweek_parse.paths import find_posts, is_post

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterator
    from pathlib import Path

__all__ = ["claimed", "is_standard_output", "is_stream", "open_stream"]

Opened = TypeVar("Opened")

_DESCRIPTOR = re.compile(r"/(?:dev|proc/self)/fd/([0-9]{1,6})")


def is_standard_output(output: str) -> bool:
    """Return whether *output* means standard output."""
    return output in {"-", "/dev/stdout"}


def is_stream(output: str) -> bool:
    """Return whether *output* is a stream: ``-``, ``/dev/fd/3``, ``/dev/null``."""
    return is_standard_output(output) or output == os.devnull or _DESCRIPTOR.fullmatch(output) is not None


def open_stream(output: str) -> AbstractContextManager[TextIO]:
    """Return the stream named by *output*, for which `is_stream` is true."""
    if is_standard_output(output):
        return nullcontext(sys.stdout)
    match = _DESCRIPTOR.fullmatch(output)
    file = int(match[1]) if match else output
    return open(file, "w", encoding="utf-8", newline="\n", closefd=match is None)


@contextmanager
def claimed(
    options: argparse.Namespace, target: Path, opened: Callable[[], AbstractContextManager[Opened]]
) -> Iterator[Opened]:
    """Give what *opened* opens to write *target*, if the options allow to.

    Raises:
        UsageError: *target* is there and not to be overwritten, is no file, or is or becomes one of the posts.
        LockedError: Another run is writing to it.
        OSError: It can't be written.
    """
    _check(options, target)
    _check_posts(options.sources, target)
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        manager = opened()
    except (FileExistsError, IsADirectoryError) as error:  # what has the name of its part
        raise UsageError(f"{error.filename}: {error.strerror}") from error
    with manager as file:
        _check(options, target)  # again, for another run may have ended since
        yield file
        _check(options, target)  # and what was put there meanwhile is not overwritten either


def _check(options: argparse.Namespace, target: Path) -> None:
    kind = obstacle(target)
    if kind == "a folder":
        raise UsageError(f"{target} is a folder; name a file in it")
    if kind is not None:
        raise UsageError(f"{target} is {kind}, which is never replaced; use - for standard output")
    if os.path.lexists(target) and not (options.force or getattr(options, "resume", False)):
        raise UsageError(f"{target} already exists; use --force to overwrite it")


def _check_posts(sources: list[str], target: Path) -> None:
    """Raise an error if *target* is one of the posts, or would be read as one the next time."""
    if is_post(target.name) and any(is_inside(target, folder) for folder in searched_folders(sources)):
        raise UsageError(f"{target} is among the posts and would be read as a post; name a file elsewhere")
    name = folded(target.name)
    if os.path.lexists(target) and any(
        folded(post.name) == name and _is_in(post, target.parent) for post in find_posts(sources)
    ):
        raise UsageError(f"{target} is one of the posts; name another file")


def _is_in(post: Path, folder: Path) -> bool:
    try:
        return post.parent.samefile(folder)
    except OSError:
        return False
