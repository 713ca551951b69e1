"""File locks: only one run writes a file at a time, and a lock is released when its process ends."""

from __future__ import annotations

import errno
import os
import sys
import threading
from typing import IO, TYPE_CHECKING
from weakref import WeakValueDictionary

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["LockedError", "open_locked"]


class LockedError(BlockingIOError):
    """Another process, or another part of this one, is writing the file."""


_FLAGS = os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
# A process does not exclude itself from what it has locked, and would lose the lock by closing the file a second time.
_open_files: WeakValueDictionary[tuple[int, int], IO[bytes]] = WeakValueDictionary()
_opening = threading.Lock()

if sys.platform == "win32":
    import msvcrt

    _OFFSET = 2**31 - 2  # far behind the content, since locked bytes can't be read by others

    def _lock(descriptor: int) -> bool:
        os.lseek(descriptor, _OFFSET, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        os.lseek(descriptor, 0, os.SEEK_SET)
        return True

else:
    import fcntl

    _TAKEN = {errno.EACCES, errno.EAGAIN}

    def _lock(descriptor: int) -> bool:
        """Lock a file for this process, but not for workers that it forks, or raise an error if it is locked."""
        try:
            fcntl.lockf(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            return error.errno not in _TAKEN  # some network file systems have no locks; files are written there as well
        return True


def open_locked(path: Path) -> IO[bytes]:
    """Return the file at *path*, made if it is missing, open for reading and writing, and locked until it is closed.

    Its content stays. A link is not followed.

    Raises:
        LockedError: It is locked already.
        OSError: It can't be opened.
    """
    with _opening:
        while True:
            if _is_open(path):
                raise _locked_error(path)
            file = os.fdopen(os.open(path, _FLAGS, 0o666), "r+b")
            if not _lock(file.fileno()):
                file.close()
                raise _locked_error(path)
            status = os.fstat(file.fileno())
            if _is_at(path, status):
                _open_files[status.st_dev, status.st_ino] = file
                return file
            file.close()  # the run that had it has renamed or removed it since it was opened


def _is_open(path: Path) -> bool:
    try:
        status = path.lstat()
    except FileNotFoundError:
        return False
    file = _open_files.get((status.st_dev, status.st_ino))
    return file is not None and not file.closed


def _is_at(path: Path, status: os.stat_result) -> bool:
    try:
        return os.path.samestat(path.lstat(), status)
    except FileNotFoundError:
        return False


def _locked_error(path: Path) -> LockedError:
    return LockedError(errno.EAGAIN, "Another run is writing to it", os.fspath(path))
