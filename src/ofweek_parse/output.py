"""Atomic writing of files, by one process at a time, without replacing devices or folders."""

from __future__ import annotations

import errno
import os
import stat
import sys
from contextlib import contextmanager, suppress
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import IO, TYPE_CHECKING

from ofweek_parse.locking import LockedError, open_locked

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType

__all__ = ["LOCK_NAME", "LockedError", "Part", "check_replaceable", "exclusive", "obstacle", "part_path", "write_whole"]

LOCK_NAME = ".ofweek-parse.lock"
"""The file in a folder that is locked while a run writes into it."""

_KINDS = ((stat.S_ISDIR, "a folder"), (stat.S_ISFIFO, "a pipe"), (stat.S_ISSOCK, "a socket"))


def obstacle(path: Path) -> str | None:
    """Return what is at *path*, or what a link there leads to, if a file must not take its place.

    Example:
        >>> obstacle(Path("/")), obstacle(Path("there-is-no-such-file"))
        ('a folder', None)
    """
    try:
        mode = path.stat().st_mode
    except OSError:  # nothing, or a broken link
        mode = stat.S_IFREG
    for is_kind, name in _KINDS:
        if is_kind(mode):
            return name
    return None if stat.S_ISREG(mode) and not _holds_devices(path.absolute().parent) else "a device"


@lru_cache  # many files are written into one folder
def _holds_devices(folder: Path) -> bool:
    """Whether names in *folder* are not for files, though some, such as ``/dev/stdout``, may lead to one."""
    folder = folder.resolve()
    return folder == Path("/dev") or Path("/proc") in (folder, *folder.parents)


def check_replaceable(path: Path) -> None:
    """Raise an error if a file must not replace what is at *path*.

    Raises:
        IsADirectoryError: It is a folder.
        FileExistsError: It is a pipe, a socket or a device.
    """
    kind = obstacle(path)
    if kind == "a folder":
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), os.fspath(path))
    if kind is not None:
        raise FileExistsError(errno.EEXIST, f"Is {kind}, which is never replaced", os.fspath(path))


class Part:
    """A file on its way to its name: written beside it, under a lock, and renamed when it is whole.

    A context manager: at its end the file gets its name; after an error it is removed, or kept for a later run.

    Attributes:
        path: Where the file is until then.
        target: Its name.
        file: The open file.
    """

    def __init__(
        self, path: Path, target: Path, *, resume: bool = False, keep: bool = False, sync: bool = True
    ) -> None:
        """Open the file.

        Args:
            path: Where it is first.
            target: Its name.
            resume: Whether to keep its content from an interrupted run.
            keep: Whether it is kept after an error, if there is anything in it.
            sync: Whether the disk must have it before it gets its name, which takes some milliseconds.

        Raises:
            LockedError: Another run is writing to it.
            IsADirectoryError: A folder has one of the names.
            FileExistsError: So has a pipe, a socket or a device, or a link that can't be resumed.
            OSError: It can't be opened.
        """
        self.path = path
        self.target = target
        self._keep = keep
        self._sync = sync
        self._is_over = False
        check_replaceable(target)
        try:
            self.file: IO[bytes] = self._opened(resume=resume)
        except LockedError as error:
            error.filename = os.fspath(target)
            raise
        if not resume:
            self.file.truncate()

    def _opened(self, *, resume: bool) -> IO[bytes]:
        if self.path.is_symlink():
            self._remove_link(resume=resume)
        check_replaceable(self.path)
        file = open_locked(self.path)
        if os.fstat(file.fileno()).st_nlink <= 1:
            return file
        with file:
            self._remove_link(resume=resume)
        return self._opened(resume=resume)

    def _remove_link(self, *, resume: bool) -> None:
        """Remove what has the name of the part, but is a link to a file that is not ours to write to."""
        if resume:
            reason = "Is a link, which is not written through; remove it, or use --force"
            raise FileExistsError(errno.EEXIST, reason, os.fspath(self.path))
        self.path.unlink(missing_ok=True)

    def publish(self) -> None:
        """Give the file its name.

        Raises:
            IsADirectoryError: A folder has taken the name.
            FileExistsError: So has a pipe, a socket or a device.
            OSError: The file can't be written or renamed.
        """
        self.file.flush()
        if self._sync:  # network file systems report a full disk only now, or on closing
            os.fsync(self.file.fileno())
        check_replaceable(self.target)
        if sys.platform == "win32":
            self.file.close()  # open files can't be renamed there
        self.path.replace(self.target)  # while it is locked: another run may open the part from here on
        self._is_over = True
        self.file.close()

    def abandon(self) -> None:
        """Close the file, and remove it unless it is kept."""
        if self._is_over:
            return
        self._is_over = True
        with suppress(OSError, ValueError):  # what a full disk did not take; it was closed before it could be renamed
            self.file.flush()
        if self._keep and self.path.exists() and self.path.stat().st_size:
            with suppress(OSError):
                self.file.close()
        else:
            _remove(self.path, self.file)

    def __enter__(self) -> Part:  # noqa: PYI034 # Self is newer than Python 3.10
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        try:
            if kind is None:
                self.publish()
        finally:
            self.abandon()


@contextmanager
def exclusive(folder: Path) -> Iterator[None]:
    """Keep other runs from writing into *folder*, by a file in it that is locked meanwhile.

    Raises:
        LockedError: Another run is writing into it.
        OSError: The file can't be made.
    """
    path = folder / LOCK_NAME
    check_replaceable(path)
    try:
        file = open_locked(path)
    except LockedError as error:
        error.filename = os.fspath(folder)
        raise
    try:
        yield
    finally:
        _remove(path, file)


def _remove(path: Path, file: IO[bytes]) -> None:
    """Remove the locked *file* at *path*; while it is locked, for afterwards it may be another run's."""
    with suppress(OSError):
        path.unlink()
    with suppress(OSError):  # what a full disk did not take
        file.close()
    if sys.platform == "win32":  # which removes no open files, another run's neither
        with suppress(OSError):
            path.unlink()


def write_whole(path: Path, content: str | bytes, *, times: os.stat_result | None = None) -> None:
    """Write *content* to *path* atomically; a file that already has this content is not changed.

    Args:
        path: Where.
        content: What.
        times: The file that the time of the last change is to be taken from.

    Raises:
        IsADirectoryError: *path* is a folder.
        FileExistsError: *path* is a pipe, a socket or a device.
        OSError: It can't be written; then *path* is as it was.
    """
    data = content.encode() if isinstance(content, str) else content
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        if _holds(path, data):
            _set_times(path, times)
            return
        with Part(part_path(path), path, sync=False) as part:
            part.file.write(data)
            part.file.flush()
            _set_times(part.path, times)
    except OSError as error:
        error.filename = os.fspath(path)
        raise


def _holds(path: Path, data: bytes) -> bool:
    try:
        is_same_size = path.is_file() and not path.is_symlink() and path.stat().st_size == len(data)
        return is_same_size and path.read_bytes() == data
    except OSError:
        return False


def _set_times(path: Path, times: os.stat_result | None) -> None:
    if times is not None and path.stat().st_mtime_ns != times.st_mtime_ns:
        os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))


def part_path(target: Path) -> Path:
    """Return where *target* is written first: the same each time, so that a killed run leaves one file at most."""
    return target.with_name(f".{sha256(os.fsencode(target.name)).hexdigest()[:16]}.part")
