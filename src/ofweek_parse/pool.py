"""Applying a function to many items, in order: in this thread, in threads, or in worker processes that may crash.

Items are sent in chunks, a few per worker at a time, so that memory use does not depend on the number of items. If a
worker process crashes, its chunks are processed again, one item at a time, so that the culprit can be identified. Each
process has a separate pipe, so killing one leaves no lock and no partial message behind; all can be killed at any time,
and each exits when its parent has exited.
"""

from __future__ import annotations

import os
import pickle
import signal
import threading
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from itertools import islice
from multiprocessing import Pipe, Process, parent_process
from multiprocessing.connection import Connection, wait
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeVar

import attrs

from ofweek_parse.errors import WorkerError

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator

__all__ = ["Pool"]

Item = TypeVar("Item")
Result = TypeVar("Result")

_CHUNKS = 2  # for each worker: one that it does, one that waits for it
_PIECE = 20  # results that are pickled together, while they are in the processor's cache
_MOST_STILLBORN = 4  # what one may kill from outside; more have a reason
_MOST_WORKERS = 61  # what Windows can wait for


@attrs.frozen(kw_only=True)
class Pool(Generic[Item, Result]):
    """Runs a function over items.

    Attributes:
        function: The function that is applied to each item; picklable if it is sent to processes.
        failed: The result for an item that crashed a worker (error ``None``), or whose result could not be sent.
        jobs: How many workers, of which no more are started than are of use; with one, all is done in this thread.
        chunk_size: How many items a worker is given at a time.
        executor: Whether the workers are processes or threads.
    """

    function: Callable[[Item], Result]
    failed: Callable[[Item, Exception | None], Result]
    jobs: int = 1
    chunk_size: int = 100
    executor: Literal["process", "thread"] = "process"

    def results(self, items: Iterable[Item]) -> Generator[Result]:
        """Yield the result of each of *items*, in order."""
        if self.jobs == 1:
            return (self.function(item) for item in items)
        chunks = _chunks(iter(items), self.chunk_size)
        workers = min(self.jobs, _MOST_WORKERS, 4 * (os.cpu_count() or 1))
        if self.executor == "thread":
            return _in_threads(self.function, chunks, workers)
        return _Processes(self.function, self.failed, workers).results(chunks)


def _chunks(items: Iterator[Item], size: int) -> Iterator[list[Item]]:
    while chunk := list(islice(items, size)):
        yield chunk


def _in_threads(function: Callable[[Item], Result], chunks: Iterator[list[Item]], workers: int) -> Generator[Result]:
    is_over = threading.Event()

    def run(chunk: list[Item]) -> list[Result]:
        return [function(item) for item in chunk if not is_over.is_set()]

    executor = ThreadPoolExecutor(workers)
    under_way: deque[Future[list[Result]]] = deque()
    try:
        for chunk in chunks:
            under_way.append(executor.submit(run, chunk))
            if len(under_way) >= workers * _CHUNKS:
                yield from under_way.popleft().result()
        while under_way:
            yield from under_way.popleft().result()
    finally:
        is_over.set()
        executor.shutdown(cancel_futures=True)


@attrs.define(eq=False)
class _Chunk(Generic[Item, Result]):
    """Items that a worker is given together, and what they gave."""

    items: list[Item]
    is_retry: bool = False  # of one item, of which a worker may have died
    results: list[Result] | None = None


@attrs.define(eq=False)
class _Worker(Generic[Item, Result]):
    """A worker process, and the chunks sent to it."""

    process: Process
    connection: Connection
    in_hand: list[_Chunk[Item, Result]] = attrs.field(factory=list)
    has_begun: bool = False  # it has reported that it runs

    def takes(self, chunk: _Chunk[Item, Result]) -> bool:
        """Whether *chunk* can be given to it now; what is tried again is alone, so that it is known who is guilty."""
        if chunk.is_retry or any(other.is_retry for other in self.in_hand):
            return not self.in_hand
        return len(self.in_hand) < _CHUNKS

    def give(self, chunk: _Chunk[Item, Result]) -> None:
        """Hand *chunk* over."""
        self.in_hand.append(chunk)
        with suppress(OSError):  # it has exited, which reading from it will report
            self.connection.send(chunk.items)

    def end(self) -> None:
        """Kill it, whatever it does."""
        self.process.kill()
        self.process.join()
        self.connection.close()


class _Processes(Generic[Item, Result]):
    """Worker processes, and the chunks that are under way."""

    def __init__(
        self, function: Callable[[Item], Result], failed: Callable[[Item, Exception | None], Result], most: int
    ) -> None:
        self._function = function
        self._failed = failed
        self._most = most
        self._stillborn = 0
        self._workers: list[_Worker[Item, Result]] = []
        self._under_way: list[_Chunk[Item, Result]] = []
        self._waiting: list[_Chunk[Item, Result]] = []  # those under way that no worker has

    def results(self, chunks: Iterator[list[Item]]) -> Generator[Result]:
        """The results of all *chunks*."""
        try:
            while True:
                self._hand_out(chunks)
                if not self._under_way:
                    return
                results = self._under_way[0].results
                if results is None:
                    self._collect()
                    continue
                del self._under_way[0]
                self._hand_out(chunks)  # so that workers are busy while the caller is
                yield from results
        finally:
            for worker in self._workers:
                worker.process.kill()  # all at once, before one is waited for
            for worker in self._workers:
                worker.end()

    def _hand_out(self, chunks: Iterator[list[Item]]) -> None:
        """Give chunks to the workers that have room."""
        for items in islice(chunks, max(self._most * _CHUNKS - len(self._under_way), 0)):
            self._under_way.append(_Chunk(items))
            self._waiting.append(self._under_way[-1])
        while self._waiting and (worker := self._free(self._waiting[0])):
            worker.give(self._waiting.pop(0))

    def _free(self, chunk: _Chunk[Item, Result]) -> _Worker[Item, Result] | None:
        """Return the worker with the fewest chunks, if it accepts *chunk*; a new one if that helps."""
        worker = min(self._workers, key=lambda worker: len(worker.in_hand), default=None)
        if worker is None or (worker.in_hand and len(self._workers) < self._most):
            ours, theirs = Pipe()
            with theirs, _no_interrupt():
                process = Process(target=_serve, args=(self._function, theirs), daemon=True)
                process.start()
                worker = _Worker(process, ours)
                self._workers.append(worker)
        return worker if worker.takes(chunk) else None

    def _collect(self) -> None:
        """Wait until a worker reports something or exits."""
        ready = wait([worker.connection for worker in self._workers])
        for worker in [worker for worker in self._workers if worker.connection in ready]:
            self._hear(worker)

    def _hear(self, worker: _Worker[Item, Result]) -> None:
        try:
            message = worker.connection.recv_bytes()
        except (EOFError, OSError):
            self._bury(worker)
            return
        if worker.has_begun:
            self._finish(worker.in_hand.pop(0), message)
        worker.has_begun = True

    def _bury(self, worker: _Worker[Item, Result]) -> None:
        self._workers.remove(worker)
        worker.end()
        if worker.has_begun:
            for chunk in reversed(worker.in_hand):
                self._fail(chunk, None)
            return
        self._waiting[:0] = worker.in_hand
        self._stillborn += 1
        if self._stillborn >= _MOST_STILLBORN:
            message = (
                "Worker processes exit as they start; there may be too little memory. "
                "A script that starts workers needs the guard if __name__ == '__main__'."
            )
            raise WorkerError(message, code="worker-died")

    def _finish(self, chunk: _Chunk[Item, Result], message: bytes) -> None:
        try:
            sent = pickle.loads(message)  # noqa: S301 # from our own worker
            if isinstance(sent, Exception):
                raise sent  # noqa: TRY301 # as if it could not be read
            chunk.results = [result for piece in sent for result in pickle.loads(piece)]  # noqa: S301
        except Exception as error:  # noqa: BLE001 # one result is never the end of the run
            self._fail(chunk, error)

    def _fail(self, chunk: _Chunk[Item, Result], error: Exception | None) -> None:
        """Retry the items of a failed *chunk* one by one; a single item that fails again is given up."""
        if chunk.is_retry:
            chunk.results = [self._failed(item, error) for item in chunk.items]
            return
        retries: list[_Chunk[Item, Result]] = [_Chunk([item], is_retry=True) for item in chunk.items]
        place = self._under_way.index(chunk)
        self._under_way[place : place + 1] = retries
        self._waiting[:0] = retries


@contextmanager
def _no_interrupt() -> Iterator[None]:
    """Delay Ctrl-C until a process has started completely and is registered."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(function: Callable[[Any], Any], connection: Connection) -> None:
    """Run a worker process, with threads that read and write, so that it can work while its parent is busy."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches it too; it leaves that to its parent
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # not what its parent does then
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    chunks: SimpleQueue[list[Any]] = SimpleQueue()
    messages: SimpleQueue[bytes] = SimpleQueue()
    with suppress(OSError):
        connection.send_bytes(b"")  # it runs; reported before anything can crash it
    threading.Thread(target=_read, args=(connection, chunks), daemon=True).start()
    threading.Thread(target=_write, args=(connection, messages), daemon=True).start()
    try:
        while True:
            messages.put(_message(function, chunks.get()))
    finally:  # there may be no memory for a message; its parent reports it
        os._exit(1)


def _message(function: Callable[[Any], Any], chunk: list[Any]) -> bytes:
    """Return the results of *chunk*, pickled in pieces, or the error that prevents it."""
    try:
        pieces = _chunks(iter(chunk), _PIECE)
        return pickle.dumps([pickle.dumps([function(item) for item in piece]) for piece in pieces])
    except MemoryError:
        return pickle.dumps(MemoryError())
    except BaseException as error:  # noqa: BLE001 # its parent judges
        return pickle.dumps(pickle.PicklingError(f"{type(error).__name__}: {error}"))


def _read(connection: Connection, chunks: SimpleQueue[list[Any]]) -> None:
    """Read chunks until the parent has gone; then end the process, whatever it does."""
    parent = parent_process()
    ends: list[Connection | int] = [connection, parent.sentinel] if parent else [connection]
    try:
        while connection in wait(ends):
            chunks.put(connection.recv())
    finally:
        os._exit(0)


def _write(connection: Connection, messages: SimpleQueue[bytes]) -> None:
    try:
        while True:
            connection.send_bytes(messages.get())
    finally:
        os._exit(0)
