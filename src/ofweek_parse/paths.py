"""Finding posts: files, folders and glob patterns as one sorted stream of paths."""

from __future__ import annotations

import glob
import heapq
import os
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from ofweek_parse.arguments import as_path, check_kind

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Roots", "find_posts", "is_post", "list_roots", "path_text"]

Roots: TypeAlias = "str | os.PathLike[str] | Iterable[str | os.PathLike[str]]"
"""The locations of posts: a file, a folder, a glob pattern such as ``posts/2021*/*.md``, or several of these."""

_SUFFIXES = (".md", ".markdown")


def find_posts(roots: Roots) -> Iterator[Path]:
    """The posts below *roots*, sorted by path, each once.

    Example:
        >>> [path.name for path in find_posts(["b.md", "a.md", "b.md"])]  # missing files are reported when they are read
        ['a.md', 'b.md']
    """
    streams = [_found(os.fspath(root)) for root in list_roots(roots)]
    if len(streams) == 1:  # it is sorted, and has each once
        return streams[0]
    merged = heapq.merge(*streams, key=_parts)
    return (path for path, _ in groupby(merged))


def list_roots(roots: Roots) -> list[str]:
    """Return *roots* as a list of paths.

    Raises:
        TypeError: They are neither a path nor paths.
    """
    if isinstance(roots, (str, bytes, os.PathLike)):
        return [as_path("roots", roots)]
    check_kind("roots", roots, Iterable, "a path or a sequence of paths")
    return [as_path("Each of roots", root) for root in roots]


def is_post(name: str) -> bool:
    """Whether a file of this *name* in a folder is read as a post."""
    return name.lower().endswith(_SUFFIXES)


def _found(root: str) -> Iterator[Path]:
    """The posts at *root*, sorted."""
    if Path(root).is_dir():
        return _walked(root)
    if not os.path.lexists(root) and glob.has_magic(root):
        matches = [Path(match) for match in glob.iglob(root, recursive=True)]  # noqa: PTH207 # the root is part of the pattern
        if Path(root).suffix in {"", ".*"}:  # the pattern does not restrict the suffix
            matches = [path for path in matches if is_post(path.name) or path.is_dir()]
        if matches:
            return find_posts(matches)
    return iter([Path(root)])  # a missing file is reported when it is read


def _walked(root: str) -> Iterator[Path]:
    """Yield the posts below the folder *root*, sorted; only the names of one branch are kept in memory."""
    branch = [(Path(root), _names(root))]
    while branch:
        folder, names = branch[-1]
        for name, is_folder in names:
            if is_folder:
                branch.append((folder / name, _names(folder / name)))
                break
            yield folder / name
        else:
            branch.pop()


def _names(folder: str | Path) -> Iterator[tuple[str, bool]]:
    """The names in *folder* of folders and posts, sorted, and which is which."""
    try:
        with os.scandir(folder) as entries:
            names = [
                (entry.name, entry.is_dir(follow_symlinks=False)) for entry in entries if not entry.name.startswith(".")
            ]
    except OSError:
        return iter([("", False)])  # the folder itself: reading it reports the error
    return iter(sorted(name for name in names if name[1] or is_post(name[0])))


def _parts(path: Path) -> tuple[str, ...]:
    return path.parts


def path_text(path: str | Path) -> str:
    """Return *path* as text that can be written anywhere, even if a name is not valid UTF-8."""
    return os.fspath(path).encode("utf-8", "surrogateescape").decode("utf-8", "replace")
