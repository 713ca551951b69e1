"""The output folder that mirrors the folders of the posts, with unique file names that are safe on every platform."""

from __future__ import annotations

import glob
import os
import re
from hashlib import sha256
from itertools import count, takewhile
from pathlib import Path
from typing import TYPE_CHECKING
from unicodedata import normalize

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["Mirror", "common_folder", "folded", "is_inside", "safe_name", "searched_folders"]

_UNSAFE = re.compile(
    r"""
    [<>:"/\\|?*]                                            # what Windows refuses
    | [\x00-\x1f\x7f-\x9f]                                  # control characters
    | [\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]  # invisible, or they turn
    | [\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e007f]  # the order of the others around
    | [\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]              # what is no character
    | ^-                                                    # what programs take for an option
    """,
    re.VERBOSE,
)
# https://learn.microsoft.com/windows/win32/fileio/naming-a-file
_RESERVED = re.compile(
    r"(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³]) *(?:\..*)?", re.IGNORECASE | re.DOTALL
)
_LONGEST_NAME = 255  # bytes, on the file systems of Linux


class Mirror:
    """Gives each post the file that it is written to, below one folder.

    Attributes:
        target: The folder.
        renamed: How many posts have a name that is not theirs with another suffix.
    """

    def __init__(self, target: Path, sources: Iterable[str], suffix: str) -> None:
        self.target = target
        self.renamed: int = 0
        self._base = common_folder(sources)
        self._suffix = suffix
        self._taken: set[int] = set()

    def path(self, post: Path) -> Path:
        """Return the output path of *post*: the same subfolders of the target, and a unique name."""
        relative = Path(os.path.relpath(post.absolute(), self._base))
        folders = [name for name in relative.parts[:-1] if name not in {".", ".."}]
        folder = self.target.joinpath(*map(safe_name, folders))
        path = next(path for name in self._names(relative) if self._take(path := folder / name))
        self.renamed += path != self.target.joinpath(*folders, post.stem + self._suffix)
        return path

    def _names(self, post: Path) -> Iterator[str]:
        yield safe_name(post.stem, self._suffix)
        yield safe_name(post.name, self._suffix)
        for number in count():
            yield safe_name(post.name, f".{_mark(f'{number}/{os.fspath(post)}')}{self._suffix}")

    def _take(self, path: Path) -> bool:
        """Whether no other post has *path*; some file systems ignore case and Unicode composition."""
        key = hash(folded(os.fspath(path)))
        is_free = key not in self._taken
        self._taken.add(key)
        return is_free


def folded(name: str) -> str:
    """Return *name* normalized, so that names that some file system can't distinguish are equal.

    Example:
        >>> folded("A.md") == folded("a.md")
        True
    """
    return normalize("NFC", normalize("NFC", name).casefold())


def _mark(name: str) -> str:
    """Return a short hash of *name*."""
    return sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def common_folder(sources: Iterable[str]) -> Path:
    """The innermost folder that all of *sources* are in: for a folder itself, for a pattern the part before it."""
    return Path(os.path.commonpath([_folder(source) for source in sources]))


def searched_folders(sources: Iterable[str]) -> Iterator[Path]:
    """Return the folders that are searched for posts: those in *sources*, and those that match patterns."""
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


def is_inside(target: Path, folder: Path) -> bool:
    """Return whether *target* is below *folder*, and not the same, in which posts are replaced by what they become."""
    return folder.resolve() in target.resolve().parents


def safe_name(stem: str, suffix: str = "") -> str:
    """Return *stem* and *suffix* as a name that every platform takes and every program shows.

    A name that has to be changed gets a mark made of what it was, so that different names stay different, whatever
    other names there are.

    Example:
        >>> safe_name("a b", ".md"), safe_name("a:b?", ".md"), safe_name("NUL", ".md"), safe_name("dots. . ")
        ('a b.md', 'a_b_.4b94f423e285.md', 'NUL_.ae6de1827cfc.md', 'dots.b0d8307b98da')
    """
    safe = _UNSAFE.sub("_", stem)
    if _RESERVED.fullmatch(safe):
        first, dot, rest = safe.partition(".")
        safe = f"{first}_{dot}{rest}"
    if not suffix:
        safe = safe.rstrip(". ")  # which Windows takes away
    if safe.strip(". ") and safe == stem and len((stem + suffix).encode()) <= _LONGEST_NAME:
        return stem + suffix
    ending = f".{_mark(stem)}{suffix}"
    safe = safe.encode()[: _LONGEST_NAME - len(ending)].decode("utf-8", "ignore").rstrip(". ")
    return (safe or "_") + ending
