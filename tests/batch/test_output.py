"""The output of commands: its targets, and one run at a time."""

from __future__ import annotations

import json
import os
import signal
import socket
import stat
import subprocess
import sys
import time
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from ofweek_parse import corpus
from ofweek_parse.cli import main
from ofweek_parse.locking import LockedError, open_locked
from ofweek_parse.output import Part, exclusive, obstacle, write_whole
from ofweek_parse.testing import SAMPLES

if TYPE_CHECKING:
    from collections.abc import Iterator

COMMAND = [sys.executable, "-m", "ofweek_parse"]
SOURCE = SAMPLES["every-block"].source
COMMANDS: dict[str, tuple[str, ...]] = {
    "jsonl": ("convert", "--to", "jsonl"),
    "parquet": ("convert", "--to", "parquet"),
    "text": ("convert", "--to", "text"),
    "report": ("report",),
}
SINGLE = [name for name in COMMANDS if name != "text"]


@pytest.fixture(autouse=True)
def no_hanging() -> Iterator[None]:
    """A test that waits at a pipe fails."""

    def give_up(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(60)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@pytest.fixture
def posts(tmp_path: Path) -> Path:
    """A folder of a few posts."""
    folder = tmp_path / "posts"
    folder.mkdir()
    for name in "abc":
        (folder / f"{name}.md").write_bytes(SOURCE)
    return folder


def skip_without(form: str) -> None:
    """Skip the test where the library that *form* needs is missing."""
    if form in {"parquet", "report"}:
        pytest.importorskip("pyarrow" if form == "parquet" else "jinja2")


def write(form: str, posts: Path, target: Path, *more: str) -> int:
    """The exit code of the command that writes *form*."""
    skip_without(form)
    command, *options = COMMANDS[form]
    return main([command, str(posts), "-o", str(target), *options, *more])


def made(kind: str, folder: Path) -> Path:
    """A target of some *kind* in *folder*."""
    kind, is_link, _ = kind.partition(" behind a link")
    path = folder / ("real" if is_link else "target")
    match kind:
        case "pipe":
            os.mkfifo(path)
        case "socket":
            with socket.socket(socket.AF_UNIX) as server:
                server.bind(os.path.relpath(path))  # a long name does not fit
        case "device":
            try:
                os.mknod(path, stat.S_IFCHR | 0o666, os.makedev(1, 3))
            except OSError:
                pytest.skip("only root makes devices")
        case "folder":
            path.mkdir()
        case "file" | "read-only file" | "hard link":
            (folder / "mine").write_text("mine", "utf-8")
            os.link(folder / "mine", path)
            if kind != "hard link":
                (folder / "mine").unlink()
            if kind == "read-only file":
                path.chmod(0o444)
    if is_link:
        (folder / "target").symlink_to(path)
    return folder / "target"


def state(folder: Path) -> dict[str, Any]:
    """What every name below *folder* stands for."""
    found: dict[str, Any] = {}
    for path in sorted(folder.rglob("*")):
        status = path.lstat()
        is_file = stat.S_ISREG(status.st_mode)
        found[os.fspath(path)] = (status.st_mode, status.st_rdev, path.read_bytes() if is_file else None)
    return found


SPECIAL = ["pipe", "socket", "device"]
LINKED = [f"{kind} behind a link" for kind in (*SPECIAL, "folder")]


class TestTargets:
    """Every command that writes, and everything that can have the name of its output."""

    @pytest.mark.parametrize("more", [(), ("--force",), ("--resume",)])
    @pytest.mark.parametrize("kind", [*SPECIAL, *LINKED, "folder"])
    @pytest.mark.parametrize("form", COMMANDS)
    def test_never_replaced(
        self, posts: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], form: str, kind: str, more: tuple[str]
    ) -> None:
        """A folder, a pipe, a socket or a device stays what it is, whatever the options, and nothing is left beside it."""
        if (form == "text" and "folder" in kind) or (more == ("--resume",) and form == "report"):
            pytest.skip("that is what it is for")
        target = made(kind, tmp_path)
        before = state(tmp_path)
        assert write(form, posts, target, *more) == 2
        assert state(tmp_path) == before
        told = capsys.readouterr().err
        assert told.startswith(f"ofweek-parse: error: {target} is a ") or more == ("--resume",)
        assert told.count("\n") == 1

    @pytest.mark.parametrize(
        "kind", ["file", "read-only file", "hard link", "file behind a link", "gone behind a link"]
    )
    @pytest.mark.parametrize("form", SINGLE)
    def test_asked_first(
        self, posts: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], form: str, kind: str
    ) -> None:
        """A file or link is replaced with --force only; what it is linked to stays as it was."""
        target = made(kind, tmp_path)
        before = state(tmp_path)
        assert write(form, posts, target) == 2
        assert "already exists; use --force to overwrite it" in capsys.readouterr().err
        assert state(tmp_path) == before
        assert write(form, posts, target, "--force") == 0
        after = state(tmp_path)
        assert stat.S_ISREG(after[str(target)][0])
        assert after.pop(str(target)) != before.pop(str(target))
        assert after == before

    @pytest.mark.parametrize("form", COMMANDS)
    def test_missing_folder(self, posts: Path, tmp_path: Path, form: str) -> None:
        """Folders are made, and hold the output only."""
        before = state(tmp_path)
        target = tmp_path / "new" / "folder" / "target"
        assert write(form, posts, target) == 0
        files = sorted(path for path in state(tmp_path).keys() - before.keys() if Path(path).is_file())
        expected = [target / f"{name}.txt" for name in "abc"] if form == "text" else [target]
        assert files == [str(path) for path in expected]

    @pytest.mark.parametrize("source", ["posts", "posts/a.md", "posts/*.md", "linked"])
    @pytest.mark.parametrize("form", SINGLE)
    def test_input(
        self,
        posts: Path,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
        form: str,
        source: str,
    ) -> None:
        """A post is not overwritten by what is made of it."""
        monkeypatch.chdir(tmp_path)
        (tmp_path / "linked").symlink_to(posts)
        before = state(tmp_path)
        assert write(form, Path(source), posts / "a.md", "--force") == 2
        assert "post" in capsys.readouterr().err
        assert state(tmp_path) == before

    @pytest.mark.parametrize("form", SINGLE)
    def test_next_input(self, posts: Path, capsys: pytest.CaptureFixture[str], form: str) -> None:
        """Nothing is written that would be read as a post the next time."""
        before = state(posts)
        assert write(form, posts, posts / "new.md") == 2
        assert "among the posts" in capsys.readouterr().err
        assert state(posts) == before
        assert write(form, posts, posts / "new.x") == 0

    @pytest.mark.parametrize("more", ["--force", "--resume"])
    @pytest.mark.parametrize("kind", [*SPECIAL, *LINKED, "folder"])
    def test_in_a_folder(
        self, posts: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str, more: str
    ) -> None:
        """What has the name of a post's file stays, and that post alone fails."""
        target = tmp_path / "out"
        target.mkdir()
        path = made(kind, target).rename(target / "b.txt")
        os.utime(path, (2**31, 2**31), follow_symlinks=True)
        before = state(target)
        assert write("text", posts, target, more) == 1
        assert f"{posts / 'b.md'}: {path} can't be written: a " in capsys.readouterr().err
        after = state(target)
        assert {name: after[name] for name in before} == before
        assert sorted(Path(name).name for name in after.keys() - before.keys()) == ["a.txt", "c.txt"]

    @pytest.mark.parametrize("more", [(), ("--force",), ("--resume",)])
    @pytest.mark.parametrize("kind", ["pipe", "socket", "device", "folder", "hard link", "file behind a link"])
    def test_part(self, posts: Path, tmp_path: Path, kind: str, more: tuple[str]) -> None:
        """Nor is anything else written to or removed that has the name of an unfinished file."""
        target = tmp_path / "x.jsonl"
        made(kind, tmp_path).rename(tmp_path / "x.jsonl.part")
        before = state(tmp_path)
        is_link = "link" in kind
        assert write("jsonl", posts, target, *more) == (0 if is_link and more == ("--force",) else 2)
        after = state(tmp_path)
        if is_link and more == ("--force",):
            before.pop(f"{target}.part")
            after.pop(str(target))
        assert after == before

    @pytest.mark.parametrize("form", SINGLE)
    def test_meanwhile(
        self,
        posts: Path,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
        form: str,
    ) -> None:
        """What is put under the name while the run goes on is not overwritten without being asked for."""
        skip_without(form)
        target = tmp_path / "target"
        read = corpus.read_post

        def putting(path: Path, *arguments: Any) -> Any:
            target.write_text("mine", "utf-8")
            return read(path, *arguments)

        monkeypatch.setattr("ofweek_parse.cli.batch.read_post", putting)
        assert write(form, posts, target) == 2
        assert "already exists" in capsys.readouterr().err
        assert target.read_text("utf-8") == "mine"

    def test_resume_keeps_the_whole(self, posts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """A file that a run adds to stays under its name, and what is linked to it as it is, until there is more."""
        target, copy = tmp_path / "x.jsonl", tmp_path / "copy"
        assert write("jsonl", posts, target) == 0
        before = target.read_bytes()
        os.link(target, copy)
        (posts / "d.md").write_bytes(SOURCE)
        read = corpus.read_post

        def looking(path: Path, *arguments: Any) -> Any:
            assert target.read_bytes() == before
            return read(path, *arguments)

        monkeypatch.setattr("ofweek_parse.cli.batch.read_post", looking)
        assert write("jsonl", posts, target, "--resume") == 0
        assert copy.read_bytes() == before
        assert target.read_bytes().startswith(before)
        assert target.read_bytes().count(b"\n") == 4

    @pytest.mark.parametrize("path", ["/dev/stdout", "/dev/no-such-device.html", "/proc/self/fd/1", "/dev/fd/2"])
    def test_device_folders(self, path: str) -> None:
        """A name among the devices is none for a file, though it may lead to one."""
        assert obstacle(Path(path)) in {"a device", "a pipe"}

    def test_plain_names(self, tmp_path: Path) -> None:
        """All other names are for files."""
        assert obstacle(tmp_path / "dev") is None
        assert obstacle(Path("/dev/shm/x")) is None  # noqa: S108 # nothing is written


class TestStreams:
    """Outputs that are open already, or take all and keep nothing."""

    def run(self, *arguments: str | Path, **options: Any) -> subprocess.CompletedProcess[bytes]:
        """Run the command line."""
        return subprocess.run([*COMMAND, *map(str, arguments)], capture_output=True, check=True, **options)  # noqa: S603

    @pytest.mark.parametrize("output", ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"])
    @pytest.mark.parametrize("command", ["convert", "report"])
    def test_standard_output(
        self, posts: Path, capsysbinary: pytest.CaptureFixture[bytes], command: str, output: str
    ) -> None:
        """The names that the system has for it are as good as a dash."""
        skip_without(command)
        assert main([command, str(posts), "-o", "-"]) == 0
        assert self.run(command, posts, "-o", output).stdout == capsysbinary.readouterr().out != b""

    def test_descriptor(self, posts: Path, tmp_path: Path) -> None:
        """A shell that gives a pipe as a file name gets lines."""
        target = tmp_path / "x"
        command = f"{' '.join(COMMAND)} convert {posts} -o >(cat > {target}; echo end >> {target})"
        subprocess.run(["bash", "-c", command], check=True, capture_output=True)  # noqa: S603, S607
        while not (target.exists() and target.read_bytes().endswith(b"end\n")):
            time.sleep(0.01)
        assert target.read_bytes() == self.run("convert", posts, "-o", "-").stdout + b"end\n"

    @pytest.mark.parametrize("command", ["convert", "report"])
    def test_null(self, posts: Path, command: str) -> None:
        """The null device takes all, and stays what it is."""
        skip_without(command)
        assert b"3 posts" in self.run(command, posts, "-o", os.devnull).stderr
        assert stat.S_ISCHR(Path(os.devnull).stat().st_mode)


class TestJson:
    """JSON that is read line by line."""

    @pytest.mark.parametrize(
        "arguments",
        [
            ["convert", "-o", "-"],
            ["convert", "-o", "out.jsonl"],
            ["convert", "-o", "out", "--to", "json"],
            ["check", "--format", "json"],
            ["stats", "--format", "json"],
        ],
        ids=" ".join,
    )
    def test_line_separators(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], arguments: list[str]
    ) -> None:
        """What ends a line for some readers ends one for all of them, and the text has it nevertheless."""
        separators = [chr(code) for code in range(0x20, 0x10000) if len(f"a{chr(code)}b".splitlines()) > 1]
        monkeypatch.chdir(tmp_path)
        text = f"a{'b'.join(separators)}c"
        Path("posts").mkdir()
        for name in ("1", f"2{text}"):
            escaped = text.encode("ascii", "backslashreplace").decode().replace(r"\x", r"\u00")  # for YAML
            source = f'---\ntitle: x\nauthor: "{escaped}"\n---\n<p>{text}</p><x{text}>y</x{text}>'
            Path("posts", f"{name}.md").write_text(source, "utf-8")
        assert main([arguments[0], "posts", *arguments[1:], "--quiet", "--normalizers", "none"]) == 0
        written = [path.read_bytes().decode() for path in tmp_path.rglob("*.json*")] or [capsys.readouterr().out]
        for output in written:
            assert output.splitlines() == output.removesuffix("\n").split("\n")
            assert r"\u2028" in output

    def test_report(self, posts: Path, tmp_path: Path) -> None:
        """Nor does the data in a report's page have such a character."""
        skip_without("report")
        (posts / "a.md").write_text('---\ntitle: "a\\u2028b"\n---\n<p>c</p>', "utf-8")
        assert write("report", posts, tmp_path / "x.html", "--normalizers", "none") == 0
        assert r"a\u2028b" in (tmp_path / "x.html").read_text("utf-8").partition('id="data">')[2]


# A run that stops before its second post until it is let go.
_WAITING = """
import sys, time
from pathlib import Path
from ofweek_parse.cli import batch, main
folder, *arguments = sys.argv[1:]
read, seen = batch.read_post, []
def waiting(path, parser):
    seen.append(path)
    if len(seen) == 2:
        Path(folder, "waiting").touch()
        while not Path(folder, "go").exists():
            time.sleep(0.01)
    return read(path, parser)
batch.read_post = waiting
sys.exit(main(arguments))
"""
_ADVICE = "wait until it ends, or name another output"
_MORE: tuple[list[str], ...] = ([], ["--resume"])
RESUMED = ("x.jsonl", "out-text")
FORMS = {
    "x.jsonl": ("convert",),
    "x.parquet": ("convert",),
    "x.html": ("report",),
    "out-markdown": ("convert", "--to", "markdown"),
    "out-post": ("convert", "--to", "post"),
    "out-html": ("convert", "--to", "html"),
    "out-text": ("convert", "--to", "text"),
    "out-json": ("convert", "--to", "json"),
}


def arguments_of(name: str, posts: Path, target: Path) -> list[str]:
    """The arguments of the command that writes *target* in the form of *name*."""
    skip_without({"x.parquet": "parquet", "x.html": "report"}.get(name, ""))
    command, *options = FORMS[name]
    return [command, str(posts), "-o", str(target), *options]


@contextmanager
def waiting_run(folder: Path, arguments: list[str]) -> Iterator[subprocess.Popen[bytes]]:
    """A run that is under way."""
    command = [sys.executable, "-c", _WAITING, str(folder), *arguments]
    with subprocess.Popen(command, stderr=subprocess.PIPE) as process:  # noqa: S603
        while not (folder / "waiting").exists():
            assert process.poll() is None
            time.sleep(0.01)
        try:
            yield process
        finally:
            process.kill()


class TestTwoRuns:
    """Runs in two processes that write one output."""

    @pytest.mark.parametrize(
        ("name", "more"),
        [*((name, ["--force"]) for name in FORMS), *((name, more) for name in RESUMED for more in _MORE)],
    )
    def test_second(
        self, posts: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, more: list[str]
    ) -> None:
        """The second is told in one line, with an exit code of its own, and the first comes to its end."""
        target, alone = tmp_path / name, tmp_path / "alone" / name
        arguments = arguments_of(name, posts, target)
        with waiting_run(tmp_path, arguments) as process:
            second = main([*arguments, *more])
            told = capsys.readouterr().err
            assert second == 3
            assert told == f"ofweek-parse: {target}: another run is writing to it; {_ADVICE}\n"
            (tmp_path / "go").touch()
            _, errors = process.communicate(timeout=30)
            assert (process.returncode, errors.count(b"3 posts")) == (0, 1)
        assert main([*arguments_of(name, posts, alone), "--quiet"]) == 0
        if name != "x.parquet":
            assert list(state(target).values()) == list(state(alone).values())
            assert target.is_dir() or target.read_bytes() == alone.read_bytes()
        assert {path.name for path in tmp_path.iterdir()} == {"posts", "go", "waiting", "alone", name}
        assert main([*arguments, "--force", "--quiet"]) == 0

    @pytest.mark.parametrize(
        ("name", "how"),
        [
            ("x.jsonl", signal.SIGKILL),
            ("x.parquet", signal.SIGINT),
            ("x.html", signal.SIGKILL),
            ("out-text", signal.SIGINT),
        ],
    )
    def test_killed(self, posts: Path, tmp_path: Path, name: str, how: signal.Signals) -> None:
        """A lock ends with its process, however that ends, and the next run leaves nothing but the output."""
        target = tmp_path / name
        arguments = arguments_of(name, posts, target)
        with waiting_run(tmp_path, arguments) as process:
            process.send_signal(how)
            process.wait(timeout=20)
        more = "--resume" if name in RESUMED else "--force"
        assert main([*arguments, more, "--quiet"]) == 0
        assert {path.name for path in tmp_path.iterdir()} == {"posts", "waiting", name}
        assert target.is_file() or {path.stem for path in target.iterdir()} == set("abc")

    def test_killed_with_workers(self, posts: Path, tmp_path: Path) -> None:
        """Nor do worker processes that live on for a moment hold it."""
        for number in range(400):
            (posts / f"{number}.md").write_bytes(SOURCE)
        target = tmp_path / "x.jsonl"
        command = [*COMMAND, "convert", str(posts), "-o", str(target), "--quiet", "--jobs", "2"]
        part = tmp_path / "x.jsonl.part"
        with subprocess.Popen(command) as process:  # noqa: S603
            while not (part.exists() and part.stat().st_size > 100_000):
                assert process.poll() is None
                time.sleep(0.005)
            process.kill()
            process.wait()
            assert main([*command[3:], "--resume"]) == 0
        sources = [json.loads(line)["source"] for line in target.read_text("utf-8").splitlines()]
        assert sources == [str(path) for path in sorted(posts.iterdir())]

    @pytest.mark.parametrize(
        ("name", "more"),
        [("x.jsonl", "--force"), ("out-text", "--resume")],
    )
    def test_many_at_once(self, posts: Path, tmp_path: Path, name: str, more: str) -> None:
        """However they overlap, each is done or told, and the output is as of one."""
        target = tmp_path / name
        arguments = [*arguments_of(name, posts, target), more, "--quiet"]
        for number in (3, 2):  # as there is no output yet, and as there is one
            runs = [subprocess.Popen([*COMMAND, *arguments], stderr=subprocess.PIPE) for _ in range(number)]  # noqa: S603
            errors = [process.communicate(timeout=50)[1] for process in runs]
            codes = [process.returncode for process in runs]
            assert 0 in codes
            assert set(codes) <= {0, 3}, errors
            assert [error.count(b"\n") for error in errors] == [int(code == 3) for code in codes]
            assert {path.name for path in tmp_path.iterdir()} == {"posts", name}
            if name == "x.jsonl":
                sources = [json.loads(line)["source"] for line in target.read_text("utf-8").splitlines()]
                assert sources == [str(path) for path in sorted(posts.iterdir())]

    def test_ended_in_between(self, posts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Nor is overwritten what another run finished after this one had looked."""
        target = tmp_path / "x.jsonl"
        from ofweek_parse.cli import single_file

        def late(*arguments: Any, **options: Any) -> Part:
            target.write_text("another's", "utf-8")
            return Part(*arguments, **options)

        monkeypatch.setattr(single_file, "Part", late)
        assert write("jsonl", posts, target) == 2
        assert target.read_text("utf-8") == "another's"
        assert not (tmp_path / "x.jsonl.part").exists()


class TestLock:
    """Locks in one process."""

    def test_same_process(self, tmp_path: Path) -> None:
        """A second writer is refused here as well, and the first one's lock stays."""
        path = tmp_path / "a"
        with closing(open_locked(path)):
            for _ in range(2):
                with pytest.raises(LockedError):
                    open_locked(path)
            code = f"from ofweek_parse.locking import *; from pathlib import Path; open_locked(Path({str(path)!r}))"
            done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)  # noqa: S603
            assert b"LockedError" in done.stderr
        open_locked(path).close()

    def test_parquet(self, tmp_path: Path) -> None:
        """Two writers of one Parquet file don't mix."""
        arrow = pytest.importorskip("ofweek_parse.arrow", exc_type=ImportError)
        path = tmp_path / "a.parquet"
        with arrow.ParquetWriter(path) as writer:
            with pytest.raises(BlockingIOError, match=r"a\.parquet"):
                arrow.ParquetWriter(path)
            writer.write(SAMPLES["every-block"].article)
        assert list(arrow.read_parquet(path)) == [SAMPLES["every-block"].article]
        assert os.listdir(tmp_path) == ["a.parquet"]  # noqa: PTH208 # names

    @pytest.mark.parametrize("kind", [*SPECIAL, "folder"])
    def test_library(self, tmp_path: Path, kind: str) -> None:
        """A library's caller can't replace a device either."""
        arrow = pytest.importorskip("ofweek_parse.arrow", exc_type=ImportError)
        target = made(kind, tmp_path)
        before = state(tmp_path)
        for write_it in (arrow.ParquetWriter, lambda path: write_whole(path, "a")):
            with pytest.raises((FileExistsError, IsADirectoryError)):
                write_it(target)
        assert state(tmp_path) == before

    def test_renamed_since(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Who opened a file just before it was renamed locks the next one, not that."""
        path, opened = tmp_path / "a", os.open

        def renaming(name: Path, *arguments: Any) -> int:
            descriptor = opened(name, *arguments)
            if not (tmp_path / "b").exists():
                path.rename(tmp_path / "b")
            return descriptor

        monkeypatch.setattr(os, "open", renaming)
        with closing(open_locked(path)) as file:
            assert os.path.samestat(os.fstat(file.fileno()), path.stat())

    def test_no_locks(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """On a file system without locks, files are written nevertheless."""
        fcntl = pytest.importorskip("fcntl")

        def no_lock(*_: object) -> None:
            raise OSError(37, "No locks available")

        monkeypatch.setattr(fcntl, "lockf", no_lock)
        write_whole(tmp_path / "a", "text")
        assert (tmp_path / "a").read_text("utf-8") == "text"

    def test_folder(self, tmp_path: Path) -> None:
        """A folder has one writer, and nothing is left in it."""
        with exclusive(tmp_path), pytest.raises(LockedError) as caught, exclusive(tmp_path):
            pass
        assert caught.value.filename == str(tmp_path)
        assert list(tmp_path.iterdir()) == []
