"""``ofweek-parse check``, ``ofweek-parse stats`` and the progress bar."""

from __future__ import annotations

import fcntl
import json
import os
import pty
import re
import struct
import subprocess
import sys
import termios
from typing import TYPE_CHECKING

import pytest

from ofweek_parse import DIAGNOSTIC_CODES, parse
from ofweek_parse.cli import main
from ofweek_parse.testing import SAMPLES

if TYPE_CHECKING:
    from pathlib import Path

LINE = re.compile(r"(?P<path>.+?):(?P<line>\d+):(?P<column>\d+): (?P<code>[a-z-]+) (?P<message>.+)")


@pytest.fixture
def posts(tmp_path: Path) -> Path:
    """A folder of the samples."""
    folder = tmp_path / "posts"
    folder.mkdir()
    for sample in SAMPLES.values():
        (folder / f"{sample.name}.md").write_bytes(sample.source)
    return folder


class TestCheck:
    """What is odd, a line each."""

    def test_date_order(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """Whoever knows the order of a date gives it."""
        (tmp_path / "a.md").write_text("---\ntitle: a\ndate: 12/04/2015\n---\n<p>b</p>\n", "utf-8")
        for arguments, is_told in (([], True), (["--date-order", "dmy"], False)):
            main(["check", str(tmp_path), *arguments])
            assert ("date-ambiguous" in capsys.readouterr().out) is is_told

    def test_timezone(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """So does whoever knows the zone of dates without one; an unknown zone is refused."""
        (tmp_path / "a.md").write_text("---\ntitle: a\ndate: 2021-07-26 09:29\n---\n<p>b</p>\n", "utf-8")
        arguments = ["convert", str(tmp_path), "-o", "-", "--timezone"]
        assert main([*arguments, "Asia/Shanghai"]) == 0
        assert "2021-07-26T01:29:00" in capsys.readouterr().out
        with pytest.raises(SystemExit, match="2"):
            main([*arguments, "Asia/Atlantis"])
        assert "no time zone 'Asia/Atlantis'" in capsys.readouterr().err

    @pytest.mark.parametrize("jobs", ["1", "2"])
    def test_lines(self, posts: Path, capsys: pytest.CaptureFixture[str], jobs: str) -> None:
        """Each diagnostic of each post, with its place; a summary by code on standard error."""
        assert main(["check", str(posts), "--jobs", jobs]) == 0
        captured = capsys.readouterr()
        found = [match.groupdict() for line in captured.out.splitlines() if (match := LINE.fullmatch(line))]
        expected = [
            {
                "path": str(path),
                "line": str(note.line),
                "column": str(note.column),
                "code": note.code,
                "message": note.message,
            }
            for path in sorted(posts.iterdir())
            for note in parse(path.read_bytes()).diagnostics
        ]
        assert found == expected
        assert len(found) == len(captured.out.splitlines())
        for code in {line["code"] for line in found}:
            count = sum(line["code"] == code for line in found)
            assert re.search(rf" {count} {code}$", captured.err, re.MULTILINE)
        assert "10 posts checked: 0 error" in captured.err

    def test_newline_in_a_name(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """A name of two lines is told of in one."""
        (tmp_path / "a\n\u2028b.md").write_text("<p>a</p>", "utf-8")
        (tmp_path / "c\nd.md").mkdir()
        (tmp_path / "c\nd.md" / "e.md").write_bytes(b"")
        assert main(["check", str(tmp_path)]) == 1
        lines = capsys.readouterr().out.splitlines()
        assert [LINE.fullmatch(line) is not None for line in lines] == [True] * len(lines)
        assert f"{tmp_path}/a\\n\\u2028b.md:1:1: front-matter-missing" in lines[0]
        assert main(["convert", str(tmp_path), "-o", "-"]) == 1
        assert f"ofweek-parse: {tmp_path}/c\\nd.md/e.md:1:1: empty-input" in capsys.readouterr().err

    def test_json(self, posts: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """An array of objects."""
        (posts / "blank.md").write_bytes(b"")
        assert main(["check", str(posts), "--format", "json"]) == 1
        complaints = json.loads(capsys.readouterr().out)
        assert {"path", "line", "column", "code", "severity", "message"} == set(complaints[0])
        blank = [complaint for complaint in complaints if complaint["path"].endswith("blank.md")]
        assert [(complaint["code"], complaint["severity"], complaint["line"]) for complaint in blank] == [
            ("empty-input", "error", 1)
        ]

    def test_nothing(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """No diagnostic is an empty array, and no line."""
        assert main(["check", str(tmp_path), "--format", "json", "--quiet"]) == 0
        captured = capsys.readouterr()
        assert (json.loads(captured.out), captured.err) == ([], "")
        assert main(["check", str(tmp_path), "--quiet"]) == 0
        assert capsys.readouterr().out == ""

    def test_strict(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """A warning counts as an error if the caller says so, and all are told."""
        path = tmp_path / "a.md"
        path.write_text("---\ntitle: a\ntitle: b\ntitle: c\n---\n<p>a</p>", "utf-8")
        assert main(["check", str(path)]) == 0
        assert main(["check", str(path), "--strict"]) == 1
        assert capsys.readouterr().out.count("duplicate-key") == 4

    def test_unreadable(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """A file that can't be opened is a line too."""
        assert main(["check", str(tmp_path / "no.md")]) == 1
        assert LINE.match(capsys.readouterr().out)

    def test_codes(self) -> None:
        """Codes of diagnostics have the form that the lines are split at."""
        assert all(re.fullmatch(r"[a-z-]+", code) for code in DIAGNOSTIC_CODES)


class TestStats:
    """A collection in numbers."""

    def test_numbers(self, posts: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """They add up."""
        (posts / "blank.md").write_bytes(b"")
        assert main(["stats", str(posts), "--format", "json", "--jobs", "2"]) == 1
        numbers = json.loads(capsys.readouterr().out)
        articles = [sample.article for sample in SAMPLES.values()]
        times = [article.published for article in articles if article.published]
        assert (numbers["posts"], numbers["failed"]) == (len(articles), 1)
        assert numbers["bytes"] == sum(len(sample.source) for sample in SAMPLES.values())
        assert (numbers["first_published"], numbers["last_published"]) == (
            min(times).isoformat(),
            max(times).isoformat(),
        )
        assert numbers["without_date"] == len(articles) - len(times)
        assert (
            numbers["images"]
            == sum(numbers["alt_verdicts"].values())
            == sum(len(article.images) for article in articles)
        )
        assert sum(numbers["channels"].values()) == len(articles)
        assert numbers["text_characters"] == sum(len(article.text) for article in articles)
        assert sum(numbers["diagnostics"].values()) == sum(len(article.diagnostics) for article in articles)

    def test_alternative_texts(self, posts: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """The bytes that were copies are most of such a post."""
        path = posts / "whole-article-alt.md"
        main(["stats", str(path), "--format", "json"])
        numbers = json.loads(capsys.readouterr().out)
        assert numbers["alt_bytes_removed"] == numbers["alt_bytes"] > 0.7 * path.stat().st_size

    def test_text(self, posts: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """For a person."""
        assert main(["stats", str(posts)]) == 0
        shown = capsys.readouterr().out
        assert "posts: 10\n" in shown
        assert re.search(r"^ +\d+  repeats-body$", shown, re.MULTILINE)


def on_terminal(*arguments: str, code: str = "", expected: int = 0) -> str:
    """What a command writes to standard error on a terminal."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("4H", 25, 80, 0, 0))
    program = f"{code}\nimport sys\nfrom ofweek_parse.cli import main\nsys.exit(main(sys.argv[1:]))"
    process = subprocess.Popen(  # noqa: S603
        [sys.executable, "-c", program, *arguments], stdout=subprocess.DEVNULL, stderr=slave
    )
    os.close(slave)
    shown = b""
    try:
        while piece := os.read(master, 65536):
            shown += piece
    except OSError:  # the other end is closed
        pass
    os.close(master)
    assert process.wait() == expected
    return shown.decode()


class TestProgress:
    """A bar on a terminal."""

    def test_shown(self, posts: Path) -> None:
        """It counts the posts."""
        pytest.importorskip("tqdm")
        assert "/10" in on_terminal("check", str(posts))

    def test_failures(self, posts: Path, tmp_path: Path) -> None:
        """A failure stands on a line of its own, from its start."""
        pytest.importorskip("tqdm")
        for number in range(3):
            (posts / f"m{number}.md").write_bytes(b"")
        shown = on_terminal("convert", str(posts), "-o", str(tmp_path / "a.jsonl"), expected=1)
        assert len(re.findall(r"(?<=[\r\n])ofweek-parse: [^\r\n]*empty-input[^|]*?\r\n", shown)) == 3

    def test_quiet(self, posts: Path) -> None:
        """Not if the caller wants quiet, or without tqdm."""
        assert on_terminal("check", str(posts), "--quiet") == ""
        assert "/10" not in on_terminal("check", str(posts), code="import sys; sys.modules['tqdm'] = None")

    def test_no_terminal(self, posts: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """Not in a file."""
        main(["check", str(posts)])
        assert "/10" not in capsys.readouterr().err
