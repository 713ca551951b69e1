"""A folder of files that mirrors the folders of the posts: their names, safe on every platform, and how they are written."""

from __future__ import annotations

import glob
import os
import re
from hashlib import sha256
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING
from unicodedata import normalize

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["Mirror", "common_folder", "safe_name", "searched_folders", "write_whole"]

_UNSAFE = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f\ud800-\udfff]')
# https://learn.microsoft.com/windows/win32/fileio/naming-a-file
_RESERVED = re.compile(
    r"(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³]) *(?:\..*)?", re.IGNORECASE | re.DOTALL
)
_LONGEST_NAME = 255  # bytes, on the file systems of Linux


class Mirror:
    """Gives each post the file that it is written to, below one folder."""

    def __init__(self, target: Path, sources: Iterable[str], suffix: str) -> None:
        self._target = target
        self._base = common_folder(sources)
        self._suffix = suffix
        self._taken: set[int] = set()

    def path(self, post: Path) -> Path:
        """Where *post* goes: the same folders below the target, and a name that no other post has."""
        folders = Path(os.path.relpath(post.absolute().parent, self._base)).parts
        folder = self._target.joinpath(*(safe_name(name) for name in folders if name not in {".", ".."}))
        for name in (safe_name(post.stem, self._suffix), safe_name(post.name, self._suffix)):
            if self._take(folder / name):
                return folder / name
        mark = sha256(os.fsencode(post)).hexdigest()[:12]
        return folder / safe_name(post.name, f".{mark}{self._suffix}")

    def _take(self, path: Path) -> bool:
        """Whether no post has *path*; some file systems don't tell letters from large or composed ones."""
        key = hash(normalize("NFC", normalize("NFC", os.fspath(path)).casefold()))
        is_free = key not in self._taken
        self._taken.add(key)
        return is_free


def common_folder(sources: Iterable[str]) -> Path:
    """The innermost folder that all of *sources* are in: for a folder itself, for a pattern the part before it."""
    return Path(os.path.commonpath([_folder(source) for source in sources]))


def searched_folders(sources: Iterable[str]) -> Iterator[Path]:
    """The folders that are searched to any depth for posts: those among *sources*, and those that patterns stand for."""
    for source in sources:
        if os.path.lexists(source) or not glob.has_magic(source):
            matches = [source]
        elif "**" in source:
            matches = [_folder(source)]
        else:
            matches = glob.glob(source)  # noqa: PTH207 # the root is part of the pattern
        yield from (Path(match) for match in matches if Path(match).is_dir())


def _folder(source: str) -> str:
    path = Path(source).absolute()
    if path.is_dir():
        return os.fspath(path)
    if path.exists() or not glob.has_magic(source):
        return os.fspath(path.parent)
    return os.fspath(Path(*takewhile(lambda part: not glob.has_magic(part), path.parts)))


def safe_name(stem: str, suffix: str = "") -> str:
    """*stem* and *suffix* as a name that every platform takes.

    Example:
        >>> safe_name("a:b?", ".md"), safe_name("NUL", ".md"), safe_name("dots. . ")
        ('a_b_.md', 'NUL_.md', 'dots')
    """
    stem = _UNSAFE.sub("_", stem)
    if _RESERVED.fullmatch(stem):
        first, dot, rest = stem.partition(".")
        stem = f"{first}_{dot}{rest}"
    room = _LONGEST_NAME - len(suffix.encode())
    stem = stem.encode()[:room].decode("utf-8", "ignore")
    return (stem if suffix else stem.rstrip(". ")) + suffix if stem.strip(". ") else f"_{suffix}"


def write_whole(path: Path, text: str) -> None:
    """Write *text* to *path* so that it is never there in part.

    Raises:
        OSError: It can't be written; then *path* is as it was.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    # The same name each time: what a killed run left is replaced by the next, and a link is not followed.
    part = path.with_name(f".{sha256(path.name.encode()).hexdigest()[:16]}.part")
    part.unlink(missing_ok=True)
    try:
        with part.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
        part.replace(path)
    except BaseException as error:
        part.unlink(missing_ok=True)
        if isinstance(error, OSError):
            error.filename = os.fspath(path)
        raise
