"""Finding posts."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ofweek_parse.paths import find_posts, path_text


def names(folder: Path, *roots: str | Path) -> list[str]:
    """The posts below *roots*, relative to *folder*."""
    return [path.relative_to(folder).as_posix() for path in find_posts(list(roots) or [folder])]


def touch(folder: Path, *files: str) -> None:
    """Make empty *files* in *folder*."""
    for file in files:
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        (folder / file).touch()


class TestFolders:
    """Folders, to any depth."""

    def test_posts_only(self, tmp_path: Path) -> None:
        """Markdown files, whatever the case; nothing hidden."""
        touch(tmp_path, "a.md", "b.MD", "c.markdown", "d.txt", ".e.md", ".git/f.md", "g/h.md", "g/.i/j.md", "k.md/l.md")
        assert names(tmp_path) == ["a.md", "b.MD", "c.markdown", "g/h.md", "k.md/l.md"]

    @given(
        st.sets(
            st.lists(st.sampled_from(("a", "b", "a-b", "a.md", "b", "é", "风", "A")), min_size=1, max_size=3).map(tuple)
        )
    )
    @settings(max_examples=50)
    def test_sorted(self, tree: set[tuple[str, ...]]) -> None:
        """The order is that of the paths, from folder to folder."""
        with tempfile.TemporaryDirectory() as root:
            touch(Path(root), *("/".join((*parts[:-1], f"{parts[-1]}.markdown")) for parts in tree))
            found = list(find_posts(root))
            assert found == sorted(found)
            assert len(found) == len(tree)

    def test_links(self, tmp_path: Path) -> None:
        """Linked files are read; linked folders are not, so that none goes round in circles."""
        touch(tmp_path, "posts/a.md", "other/b.md")
        (tmp_path / "posts/c.md").symlink_to(tmp_path / "other/b.md")
        (tmp_path / "posts/round").symlink_to(tmp_path / "posts")
        assert names(tmp_path, tmp_path / "posts") == ["posts/a.md", "posts/c.md"]

    def test_deep(self, tmp_path: Path) -> None:
        """Folders in more folders than Python may recurse."""
        deepest = tmp_path
        for _ in range(1_200):
            deepest = deepest / "d"
            deepest.mkdir()
        touch(deepest, "a.md")
        assert [path.name for path in find_posts(tmp_path)] == ["a.md"]
        (deepest / "a.md").unlink()
        while deepest != tmp_path:  # nobody else can
            deepest.rmdir()
            deepest = deepest.parent

    def test_unreadable(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """A folder that can't be searched stands for itself: reading it tells why."""
        touch(tmp_path, "a/b.md", "c.md")
        scan = os.scandir

        def refuse(folder: str | Path) -> object:
            if Path(folder).name == "a":
                raise PermissionError(13, "Permission denied", str(folder))
            return scan(folder)

        monkeypatch.setattr(os, "scandir", refuse)
        assert names(tmp_path) == ["a", "c.md"]


class TestRoots:
    """Files, folders and patterns."""

    def test_once_each(self, tmp_path: Path) -> None:
        """What several roots hold is found once."""
        touch(tmp_path, "a/b.md", "a/c.md", "d.md")
        assert names(tmp_path, tmp_path / "d.md", tmp_path, tmp_path / "a", tmp_path / "a/c.md") == [
            "a/b.md",
            "a/c.md",
            "d.md",
        ]

    def test_file(self, tmp_path: Path) -> None:
        """A file is a post whatever its name, and even if it is not there."""
        assert names(tmp_path, tmp_path / "a.txt") == ["a.txt"]

    @pytest.mark.parametrize(
        ("pattern", "expected"),
        [
            ("2021*", ["20210101/a.md", "20210102/b.md"]),
            ("*/*.md", ["20210101/a.md", "20210102/b.md", "2022/c.md"]),
            ("**/*.md", ["20210101/a.md", "20210102/b.md", "2022/c.md", "[x].md"]),
            ("**", ["20210101/a.md", "20210102/b.md", "2022/c.md", "[x].md"]),
            ("*/*.txt", ["2022/d.txt"]),
            ("[x].md", ["[x].md"]),
            ("none*.md", ["none*.md"]),
        ],
    )
    def test_pattern(self, tmp_path: Path, pattern: str, expected: list[str]) -> None:
        """A pattern finds posts and folders; a name with brackets is itself first; what finds nothing is told."""
        touch(tmp_path, "20210101/a.md", "20210102/b.md", "2022/c.md", "2022/d.txt", "[x].md")
        assert names(tmp_path, str(tmp_path / pattern)) == expected


class TestText:
    """Paths in messages and JSON."""

    def test_no_utf8(self) -> None:
        """A name that is no UTF-8 can be written."""
        assert path_text(Path(os.fsdecode(b"a\xff.md"))) == "a\ufffd.md"
