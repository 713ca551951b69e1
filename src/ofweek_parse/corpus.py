"""Many posts: files, folders and globs, in the order of their paths, whatever the number of workers.

A post that can't be read is a `Failed` in the place of its article, never the end of the run. So is one at which a
worker process died.
"""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias

import attrs

from ofweek_parse.errors import NormalizerError, OfweekParseError, WorkerError
from ofweek_parse.parser import Parser
from ofweek_parse.paths import Roots, find_posts, list_roots, path_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ofweek_parse.model.article import Article
    from ofweek_parse.reading.limits import Limits

__all__ = ["ExecutorKind", "Failed", "Parsed", "Progress", "failed_post", "iter_articles", "read_post"]

ExecutorKind: TypeAlias = Literal["process", "thread"]
"""What workers are."""


@attrs.frozen(kw_only=True)
class Parsed:
    """A post that gave an article.

    Attributes:
        path: The file.
        article: The article.
    """

    path: Path
    article: Article


@attrs.frozen(kw_only=True)
class Failed:
    """A post that gave none.

    Attributes:
        path: The file.
        error: Why: an `OfweekParseError`, or an ``OSError`` where the file can't be opened.
    """

    path: Path
    error: Exception


@attrs.frozen(kw_only=True)
class Progress:
    """How far `iter_articles` is.

    Attributes:
        done: How many posts have been given, the failed ones among them.
        failed: How many of them failed.
        total: How many there are.
    """

    done: int
    failed: int
    total: int


def iter_articles(
    roots: Roots,
    *,
    parser: Parser | None = None,
    jobs: int = 1,
    chunk_size: int = 100,
    executor: ExecutorKind = "process",
    on_progress: Callable[[Progress], object] | None = None,
) -> Iterator[Parsed | Failed]:
    """The articles of many posts, sorted by path: the same for every number of *jobs*.

    Folders are searched to any depth for ``.md`` and ``.markdown`` files; names that begin with a dot are passed over,
    linked folders are not followed. Memory does not grow with the number of posts.

    Args:
        roots: Files, folders and glob patterns. What is found twice is read once.
        parser: What parses; ``Parser()`` by default.
        jobs: How many workers; 1 works in this thread.
        chunk_size: How many posts a worker is given at a time.
        executor: Whether workers are processes, or threads of this one.
        on_progress: Called after every post.

    Raises:
        NormalizerError: A normalizer of *parser* can't be sent to worker processes.
        ValueError: *jobs* or *chunk_size* is below 1, or there is no such *executor*.

    Example:
        >>> import tempfile
        >>> from pathlib import Path
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     _ = Path(folder, "a.md").write_text("---\\ntitle: First\\n---\\n<p>text</p>", encoding="utf-8")
        ...     _ = Path(folder, "b.md").write_text("", encoding="utf-8")
        ...     for result in iter_articles(folder):
        ...         match result:
        ...             case Parsed():
        ...                 print(result.path.name, result.article.title)
        ...             case Failed():
        ...                 print(result.path.name, result.error.code)
        a.md First
        b.md empty-input
    """
    from ofweek_parse.pool import Pool

    parser = parser or Parser()
    if jobs > 1 and executor == "process":
        _check_picklable(parser)
    pool = Pool(
        function=_Reading(parser=parser), failed=failed_post, jobs=jobs, chunk_size=chunk_size, executor=executor
    )
    roots = list_roots(roots)
    results = pool.results(find_posts(roots))
    return results if on_progress is None else _with_progress(results, roots, on_progress)


def read_post(path: Path, parser: Parser) -> Parsed | Failed:
    """What the file at *path* gives."""
    try:
        return Parsed(path=path, article=parser.parse(_content(path, parser.limits), name=path_text(path)))
    except IsADirectoryError as error:
        return Failed(path=path, error=_why_not_searched(path) or error)
    except SystemExit as error:
        message = f"A normalizer asked the program to end, with the code {error.code}. Mend it, or leave it out."
        return Failed(path=path, error=NormalizerError(message, code="normalizer-failed", source=path_text(path)))
    except Exception as error:  # noqa: BLE001 # one post is never the end of the run
        return failed_post(path, error) if isinstance(error, MemoryError) else Failed(path=path, error=error)


def _content(path: Path, limits: Limits) -> bytes:
    """What the file at *path* holds; one that is too large is not read, nor one that may have no end."""
    status = path.stat()
    if not (stat.S_ISREG(status.st_mode) or stat.S_ISDIR(status.st_mode)):
        raise OSError(errno.EINVAL, "Not a regular file", os.fspath(path))
    if stat.S_ISREG(status.st_mode) and status.st_size > limits.file_size:
        error = limits.error("file_size", "size-limit", f"The input is {status.st_size:,} long", line=1, column=1)
        error.source = path_text(path)
        raise error
    return path.read_bytes()


def failed_post(path: Path, error: Exception | None) -> Failed:
    """What a post gives that failed for *error*: too little memory, or an article that a worker process can't send.

    Where that is ``None``, the worker died.
    """
    failure: OfweekParseError
    match error:
        case None:
            message = "The worker process died at this post: killed, or out of memory. Parse it alone to see why."
            failure = WorkerError(message, code="worker-died", source=path_text(path))
        case MemoryError():
            message = "There is not enough memory for this post; give it a machine of its own, or lower the limits."
            failure = WorkerError(message, code="out-of-memory", source=path_text(path))
        case _:
            message = (
                f"What came of this post can't be sent by a worker process ({error}); "
                "mend the normalizer, or use executor='thread' or jobs=1."
            )
            failure = NormalizerError(message, code="normalizer-result", source=path_text(path))
    return Failed(path=path, error=failure)


def _check_picklable(parser: Parser) -> None:
    """Raise an error that names the normalizer of *parser* that can't be sent to another process."""
    import pickle

    for step in parser.normalizers:
        try:
            pickle.dumps(step)
        except Exception as error:  # noqa: PERF203 # each is told of by its name
            name = step if isinstance(step, str) else getattr(step, "__name__", repr(step))
            message = (
                f"{name} can't be sent to worker processes ({error}); "
                "use a function of a module, executor='thread', or jobs=1."
            )
            raise NormalizerError(message, code="normalizer-unpicklable", step=name) from error


@attrs.frozen(kw_only=True)
class _Reading:
    """`read_post` with its parser, as worker processes are given it."""

    parser: Parser

    def __call__(self, path: Path) -> Parsed | Failed:
        return read_post(path, self.parser)


def _why_not_searched(folder: Path) -> OSError | None:
    try:
        os.listdir(folder)  # noqa: PTH208 # iterdir() opens late
    except OSError as error:
        return error
    return None


def _with_progress(
    results: Iterator[Parsed | Failed], roots: list[str], on_progress: Callable[[Progress], object]
) -> Iterator[Parsed | Failed]:
    total = sum(1 for _ in find_posts(roots))
    failed = 0
    for done, result in enumerate(results, 1):
        failed += isinstance(result, Failed)
        on_progress(Progress(done=done, failed=failed, total=total))
        yield result
