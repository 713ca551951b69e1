"""A function over many items, in their order: here, in threads, or in worker processes that may die.

Work goes out in chunks, a few for each worker at a time, so that memory stays flat however many items there are. What
was under way when a worker died is done again, an item at a time, so that only the culprit is lost.
"""

from __future__ import annotations

import signal
from collections import deque
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from typing import TYPE_CHECKING, Generic, Literal, TypeVar

import attrs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

__all__ = ["Pool"]

Item = TypeVar("Item")
Result = TypeVar("Result")

_CHUNKS = 2  # for each worker: one that it does, one that waits for it


@attrs.frozen(kw_only=True)
class Pool(Generic[Item, Result]):
    """Runs a function over items.

    Attributes:
        function: What is done with an item; picklable if it goes to processes.
        lost: What an item gives at which a worker process died.
        jobs: How many workers; with one, all is done in this thread.
        chunk_size: How many items a worker is given at a time.
        executor: Whether the workers are processes or threads.
    """

    function: Callable[[Item], Result]
    lost: Callable[[Item], Result]
    jobs: int = attrs.field(default=1, validator=attrs.validators.ge(1))
    chunk_size: int = attrs.field(default=100, validator=attrs.validators.ge(1))
    executor: Literal["process", "thread"] = attrs.field(
        default="process", validator=attrs.validators.in_(("process", "thread"))
    )

    def results(self, items: Iterable[Item]) -> Iterator[Result]:
        """What each of *items* gives, in their order."""
        if self.jobs == 1:
            return map(self.function, items)
        work = _Work(self.function, _chunks(iter(items), self.chunk_size), self.jobs * _CHUNKS)
        return self._in_threads(work) if self.executor == "thread" else self._in_processes(work)

    def _in_threads(self, work: _Work[Item, Result]) -> Iterator[Result]:
        executor = ThreadPoolExecutor(self.jobs)
        try:
            yield from work.results(executor)
        finally:
            executor.shutdown(cancel_futures=True)

    def _in_processes(self, work: _Work[Item, Result]) -> Iterator[Result]:
        while not work.is_done:
            executor = _processes(self.jobs)
            try:
                yield from work.results(executor)
            except BrokenProcessPool:
                pass  # a worker died
            finally:
                executor.shutdown(cancel_futures=True)
            yield from self._one_by_one(work)

    def _one_by_one(self, work: _Work[Item, Result]) -> Iterator[Result]:
        """The results of what was under way when a worker died."""
        executor = _processes(1)
        try:
            for chunk, future in work.taken_back():
                if future.done() and not future.cancelled() and future.exception() is None:
                    yield from future.result()
                    continue
                for item in chunk:
                    try:
                        yield executor.submit(self.function, item).result()
                    except BrokenProcessPool:  # noqa: PERF203 # the pool goes with its worker
                        yield self.lost(item)
                        executor.shutdown()
                        executor = _processes(1)
        finally:
            executor.shutdown(cancel_futures=True)


class _Work(Generic[Item, Result]):
    """Chunks of items, of which as many are under way as workers need."""

    def __init__(self, function: Callable[[Item], Result], chunks: Iterator[list[Item]], width: int) -> None:
        self.is_done: bool = False
        self._function = function
        self._chunks = chunks
        self._width = width
        self._under_way: deque[tuple[list[Item], Future[list[Result]]]] = deque()

    def results(self, executor: Executor) -> Iterator[Result]:
        """The results of all items that are left."""
        while True:
            for chunk in islice(self._chunks, self._width - len(self._under_way)):
                self._under_way.append((chunk, Future()))  # so that it is not lost if the pool is broken already
                self._under_way[-1] = (chunk, executor.submit(_run, self._function, chunk))
            if not self._under_way:
                break
            results = self._under_way[0][1].result()
            self._under_way.popleft()
            yield from results
        self.is_done = True

    def taken_back(self) -> Iterator[tuple[list[Item], Future[list[Result]]]]:
        """The chunks that are under way."""
        while self._under_way:
            yield self._under_way.popleft()


def _processes(jobs: int) -> ProcessPoolExecutor:
    # Ctrl-C reaches the workers too; they leave it to the process that waits for them.
    return ProcessPoolExecutor(jobs, initializer=signal.signal, initargs=(signal.SIGINT, signal.SIG_IGN))


def _chunks(items: Iterator[Item], size: int) -> Iterator[list[Item]]:
    while chunk := list(islice(items, size)):
        yield chunk


def _run(function: Callable[[Item], Result], chunk: list[Item]) -> list[Result]:
    return [function(item) for item in chunk]
