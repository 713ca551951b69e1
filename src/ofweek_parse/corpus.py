"""Parsing many posts: files, folders and glob patterns, in the order of their paths, whatever the number of workers.

A post that can't be parsed becomes a `Failed` and does not stop the run; neither does a post that crashes a worker.
"""

from __future__ import annotations

import errno
import marshal
import os
import stat
from contextlib import closing
from itertools import tee
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias, get_args

import attrs

from ofweek_parse.arguments import check_callable, check_choice, check_count, check_kind
from ofweek_parse.errors import NormalizerError, OfweekParseError, WorkerError
from ofweek_parse.model.article import pack_article, unpack_article
from ofweek_parse.parser import Parser
from ofweek_parse.paths import Roots, find_posts, list_roots, path_text

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator

    from ofweek_parse.model.article import Article
    from ofweek_parse.reading.limits import Limits

__all__ = ["ExecutorKind", "Failed", "Parsed", "Progress", "failed_post", "iter_articles", "read_post"]

ExecutorKind: TypeAlias = Literal["process", "thread"]
"""The kind of workers."""


class _Sent:
    """Room for an article as a worker process sent it."""

    __slots__ = ("_sent",)
    _sent: bytes


@attrs.frozen(kw_only=True)
class Parsed(_Sent):
    """A post that was parsed.

    Attributes:
        path: The file.
        article: The article.
    """

    path: Path
    article: Article

    if not TYPE_CHECKING:  # which knows that there is an article

        def __getattr__(self, name: str) -> Article:
            """The article that was sent, unpacked when it is first asked for: who passes it over need not pay for it."""
            if name != "article":
                message = f"{type(self).__name__!r} object has no attribute {name!r}"
                raise AttributeError(message, name=name, obj=self)
            article = unpack_article(marshal.loads(self._sent))  # noqa: S302 # from our own worker
            object.__setattr__(self, "article", article)
            return article


@attrs.frozen(kw_only=True)
class Failed:
    """A post that could not be parsed.

    Attributes:
        path: The file.
        error: The reason: an `OfweekParseError`, or an ``OSError`` if the file can't be opened.
    """

    path: Path
    error: Exception


@attrs.frozen(kw_only=True)
class Progress:
    """The progress of `iter_articles`.

    Attributes:
        done: The number of posts processed, including those that failed.
        failed: The number of posts that failed.
        total: The number of all posts.
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
    """Yield the results of parsing many posts, sorted by path whatever the number of *jobs*.

    Folders are searched recursively for ``.md`` and ``.markdown`` files; names that begin with a dot are skipped, and
    links to folders are not followed. Memory use does not depend on the number of posts.

    Args:
        roots: Files, folders and glob patterns. A file that is found twice is parsed once.
        parser: The parser; ``Parser()`` by default.
        jobs: The number of workers; with 1, posts are parsed in the calling thread.
        chunk_size: The number of posts sent to a worker at a time.
        executor: Whether workers are processes or threads.
        on_progress: A callable that is called after every post.

    Raises:
        NormalizerError: A normalizer of *parser* can't be sent to worker processes.
        TypeError: An argument has the wrong type.
        ValueError: *jobs* or *chunk_size* is less than 1, or *executor* is unknown.

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

    parser = Parser() if parser is None else parser
    check_kind("parser", parser, Parser, "a Parser")
    check_count("jobs", jobs, least=1)
    check_count("chunk_size", chunk_size, least=1)
    check_choice("executor", executor, get_args(ExecutorKind))
    if on_progress is not None:
        check_callable("on_progress", on_progress)
    roots = list_roots(roots)
    if jobs > 1 and executor == "process":
        _check_picklable(parser)
    reading = _Reading(parser=parser, packs=jobs > 1 and executor == "process")
    pool = Pool(function=reading, failed=_failure, jobs=jobs, chunk_size=chunk_size, executor=executor)
    paths, again = tee(find_posts(roots))
    results = _results(pool.results(map(os.fspath, again)), paths)
    return results if on_progress is None else _with_progress(results, roots, on_progress)


def read_post(path: Path, parser: Parser) -> Parsed | Failed:
    """Return the result for the file at *path*."""
    read = _read(os.fspath(path), parser)
    return Failed(path=path, error=read) if isinstance(read, Exception) else Parsed(path=path, article=read)


def _read(path: str, parser: Parser) -> Article | Exception:
    """The article in the file at *path*, or why there is none."""
    try:
        return parser.parse(_content(path, parser.limits), name=path_text(path))
    except IsADirectoryError as error:
        return _why_not_searched(path) or error
    except SystemExit as error:
        message = f"A normalizer exited the program with code {error.code}. Fix the normalizer or remove it from the pipeline."
        return NormalizerError(message, code="normalizer-failed", source=path_text(path))
    except Exception as error:  # noqa: BLE001 # one post is never the end of the run
        return _failure(path, error) if isinstance(error, MemoryError) else error


def _content(path: str, limits: Limits) -> bytes:
    """Return the content of the file at *path*; too large or potentially endless files are not read."""
    status = os.stat(path)  # noqa: PTH116 # a Path takes as long to make as a file to open
    if not (stat.S_ISREG(status.st_mode) or stat.S_ISDIR(status.st_mode)):
        raise OSError(errno.EINVAL, "Not a regular file", path)
    if stat.S_ISREG(status.st_mode) and status.st_size > limits.file_size:
        error = limits.error("file_size", "size-limit", f"The input is {status.st_size:,} bytes long", line=1, column=1)
        error.source = path_text(path)
        raise error
    with open(path, "rb", buffering=0) as file:  # noqa: PTH123
        return file.read()


def failed_post(path: Path, error: Exception | None) -> Failed:
    """Return the result for a post that failed with *error*, or, if that is ``None``, crashed its worker."""
    return Failed(path=path, error=_failure(os.fspath(path), error))


def _failure(path: str, error: Exception | None) -> OfweekParseError:
    """Return the exception to report: too little memory, an article that can't be sent, or a crashed worker."""
    match error:
        case None:
            message = "The worker process crashed while parsing this post (killed or out of memory). Parse the post alone to find out why."
            return WorkerError(message, code="worker-died", source=path_text(path))
        case MemoryError():
            message = "There is not enough memory for this post; use a machine with more memory, or lower the limits."
            return WorkerError(message, code="out-of-memory", source=path_text(path))
        case _:
            message = (
                f"The result of this post can't be sent by a worker process ({error}); "
                "fix the normalizer, or use executor='thread' or jobs=1."
            )
            return NormalizerError(message, code="normalizer-result", source=path_text(path))


def _check_picklable(parser: Parser) -> None:
    """Raise an error that names the normalizer of *parser* that can't be sent to another process."""
    import pickle

    for step in parser.normalizers:
        try:
            pickle.dumps(step)
        except Exception as error:  # noqa: PERF203 # each is reported by its name
            name = step if isinstance(step, str) else getattr(step, "__name__", repr(step))
            message = (
                f"{name} can't be sent to worker processes ({error}); "
                "use a module-level function, executor='thread', or jobs=1."
            )
            raise NormalizerError(message, code="normalizer-unpicklable", step=name) from error


@attrs.frozen(kw_only=True)
class _Reading:
    """What is done with a path: its article, or an error, of which `_results` makes results.

    Worker processes return encoded articles, each as soon as it is ready.
    """

    parser: Parser
    packs: bool

    def __call__(self, path: str) -> Article | Exception | bytes:
        read = _read(path, self.parser)
        if isinstance(read, Exception) or not self.packs or (packed := pack_article(read)) is None:
            return read
        return marshal.dumps(packed)


def _results(given: Generator[Article | Exception | bytes], paths: Iterator[Path]) -> Generator[Parsed | Failed]:
    """Yield the results that `_Reading` has *given* for *paths*."""
    with closing(given):  # immediately, even if this frame is referenced elsewhere
        for each in given:
            path = next(paths)
            if isinstance(each, bytes):
                parsed = object.__new__(Parsed)
                object.__setattr__(parsed, "path", path)
                object.__setattr__(parsed, "_sent", each)
                yield parsed
            elif isinstance(each, Exception):
                yield Failed(path=path, error=each)
            else:
                yield Parsed(path=path, article=each)


def _why_not_searched(folder: str) -> OSError | None:
    try:
        os.listdir(folder)  # noqa: PTH208 # iterdir() opens late
    except OSError as error:
        return error
    return None


def _with_progress(
    results: Generator[Parsed | Failed], roots: list[str], on_progress: Callable[[Progress], object]
) -> Iterator[Parsed | Failed]:
    total = sum(1 for _ in find_posts(roots))
    failed = 0
    with closing(results):
        for done, result in enumerate(results, 1):
            failed += isinstance(result, Failed)
            on_progress(Progress(done=done, failed=failed, total=total))
            yield result
