"""The command line."""

from __future__ import annotations

import io
import subprocess
import sys
from typing import TYPE_CHECKING

import attrs
import pytest

from ofweek_parse import Parser, from_json, parse
from ofweek_parse.cli import main
from ofweek_parse.cli.outline import explanation_outline
from ofweek_parse.testing import Sample, sample

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def post(tmp_path: Path) -> Path:
    """A sample post as a file."""
    path = tmp_path / "post.md"
    path.write_bytes(sample("every-block").source)
    return path


class TestShow:
    """``ofweek-parse show``."""

    def test_text(self, post: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """A person sees the title, the time, the channel, the structure, the figures and what was dropped."""
        assert main(["show", str(post)]) == 0
        shown = capsys.readouterr().out
        for part in (
            "花一个周末",
            "2022-05-14 13:08 UTC · 石榴笔记",
            "## 为什么要写",
            "[figure] ",
            "(alt: kept)",
            "embed-fallback",
        ):
            assert part in shown

    def test_json(self, tmp_path: Path, capsys: pytest.CaptureFixture[str], ofweek_sample: Sample) -> None:
        """A machine gets the article."""
        path = tmp_path / "a.md"
        path.write_bytes(ofweek_sample.source)
        assert main(["show", "--format", "json", str(path)]) == 0
        assert from_json(capsys.readouterr().out) == ofweek_sample.article

    def test_standard_input(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        """A dash is standard input."""
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO("---\ntitle: 标题\n---\n<p>b".encode())))
        assert main(["show", "-"]) == 0
        assert "标题" in capsys.readouterr().out

    def test_raw(self, post: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """The raw article is what no normalizer has touched."""
        post.write_text("---\ntitle: a\n---\n<p>０．８W</p>", "utf-8")
        main(["show", "--raw", str(post)])
        assert "０．８W" in capsys.readouterr().out

    def test_explain(self, post: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """Each step tells what it changed, or that it changed nothing."""
        post.write_text("---\ntitle: a\n---\n<p>０．８W</p>", "utf-8")
        assert main(["show", "--explain", str(post)]) == 0
        shown = capsys.readouterr().out
        assert "width\n  body:\n  - ０．８W\n  + 0.8W" in shown
        assert "captions: nothing" in shown


class TestFailures:
    """What goes wrong, in one line on standard error."""

    @pytest.mark.parametrize(
        ("content", "arguments", "said"),
        [
            (None, [], "No such file or directory"),
            (b"", [], "1:1: empty-input: The file is empty"),
            (b"<p>a</p>", ["--strict"], "front-matter-missing"),
        ],
    )
    def test_one_line(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes | None, arguments: list[str], said: str
    ) -> None:
        """A file that can't be read or parsed gives one line that names it, and exit code 1."""
        path = tmp_path / "a.md"
        if content is not None:
            path.write_bytes(content)
        assert main(["show", *arguments, str(path)]) == 1
        output = capsys.readouterr()
        assert output.out == ""
        assert output.err.count("\n") == 1
        assert str(path) in output.err
        assert said in output.err

    @pytest.mark.parametrize("arguments", [[], ["show"], ["show", "--format", "x", "a"], ["frobnicate"]])
    def test_wrong_arguments(self, arguments: list[str]) -> None:
        """Wrong arguments are exit code 2."""
        with pytest.raises(SystemExit) as caught:
            main(arguments)
        assert caught.value.code == 2

    def test_explain_markup(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """What changed of the markup only is shown as HTML."""
        post = tmp_path / "a.md"
        post.write_text('---\ntitle: a\n---\n<p>风<span class="hrefStyle"><a href="/b">电</a></span></p>', "utf-8")
        assert main(["show", "--explain", str(post)]) == 0
        told = capsys.readouterr().out
        assert '  - <p>风<a href="/b">电</a></p>' in told
        assert "  + <p>风电</p>" in told

    @pytest.mark.parametrize(
        ("before", "after", "shown"),
        [
            ("风<br>风<br>电", "风<br>电", ["  - 风"]),
            ("风", "风<br>风", ["  + 风"]),
            ("风<br>电", "电<br>风", ["  - 风", "  - 电", "  + 电", "  + 风"]),
        ],
    )
    def test_explain_lines(self, before: str, after: str, shown: list[str]) -> None:
        """Each line that went or came is shown, also where another says the same; a new order is shown whole."""
        blocks = parse(f"---\ntitle: a\n---\n<p>{after}</p>").blocks
        parser = Parser(normalizers=(lambda article: attrs.evolve(article, blocks=blocks),))
        told = explanation_outline(parser.explain(f"---\ntitle: a\n---\n<p>{before}</p>"))
        assert told.split("\n")[1:] == ["  body:", *shown]

    @pytest.mark.parametrize(
        "body",
        [
            '<a href="{}u"><img src="{}a.png"></a>',
            '<ul><li><a href="{}u">甲</a></li><li><img src="{}a.png"></li></ul>',
            '<img src="{}a.png"><p>见<a href="{}u">甲</a></p>',
            '<p>甲<a href="{}u">乙</a></p><p>丙</p><iframe src="{}v"></iframe>',
        ],
    )
    def test_explain_links(self, body: str) -> None:
        """A URL that changed is shown, also next to one that the outline shows."""
        parser = Parser(normalizers=("https-urls",))
        told = explanation_outline(parser.explain(f"---\ntitle: a\n---\n{body.replace('{}', 'http://a.example/')}"))
        for url in ("u", "a.png" if "a.png" in body else "v"):
            assert f"http://a.example/{url}" in told
            assert f"https://a.example/{url}" in told

    def test_explain_alternative_texts(self) -> None:
        """So are an alternative text of a picture in a line, and a tool tip."""
        body = "<img src=a.png alt='图片1' title=image.png><p>甲<img src=b.png alt='图片2'></p>"
        told = explanation_outline(Parser(normalizers=("alt-text",)).explain(f"---\ntitle: a\n---\n{body}"))
        assert all(text in told for text in ("“图片1” “image.png”", 'alt="图片2"'))

    def test_explain_long_alternative_text(self) -> None:
        """The beginning of a long one is enough."""
        copy = "风机下线。" * 20
        told = explanation_outline(
            Parser(normalizers=("alt-text",)).explain(f"---\ntitle: a\n---\n<img src=a.png alt={copy}><p>{copy}</p>")
        )
        assert told.split("\n")[2:] == [
            f"  - [figure] a.png (alt: kept) “{copy[:59]}…”",
            "  + [figure] a.png (alt: repeats-body)",
        ]

    def test_explain_of_nothing(self, post: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """Without normalizers there is nothing to explain."""
        assert main(["show", "--explain", "--raw", str(post)]) == 2
        assert "--raw runs no normalizers" in capsys.readouterr().err

    def test_explain_has_no_json(self, post: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """So is an explanation as JSON, which there is not."""
        assert main(["show", "--explain", "--format", "json", str(post)]) == 2
        assert "no JSON output" in capsys.readouterr().err


class TestProcess:
    """As a program."""

    def run(self, *arguments: str, **options: object) -> subprocess.CompletedProcess[bytes]:
        """Run the module with *arguments*."""
        command = [sys.executable, "-m", "ofweek_parse", *arguments]
        return subprocess.run(command, capture_output=True, check=False, **options)  # type: ignore[call-overload, no-any-return] # noqa: S603

    def test_version(self) -> None:
        """The version is told."""
        done = self.run("--version")
        assert (done.returncode, done.stdout.split()[0]) == (0, b"ofweek-parse")

    def test_interrupted_import(self) -> None:
        """Ctrl-C before the command line is there shows no traceback."""
        code = (
            "import runpy, signal, sys\n"
            "class Interrupting:\n"
            "    def find_spec(self, name, *_):\n"
            "        name == 'ofweek_parse.cli' and signal.raise_signal(signal.SIGINT)\n"
            "sys.meta_path.insert(0, Interrupting())\n"
            "runpy.run_module('ofweek_parse', run_name='__main__')"
        )
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)  # noqa: S603
        assert (done.returncode, done.stderr) == (130, b"")

    def test_locale(self, post: Path) -> None:
        """The output is UTF-8 whatever the locale."""
        done = self.run("show", str(post), env={"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"})
        assert parse(post.read_bytes()).title in done.stdout.decode("utf-8")

    @pytest.mark.parametrize(("closed", "code"), [(">&-", 1), ("2>&-", 0), (">&- 2>&-", 1)])
    def test_closed_streams(self, post: Path, closed: str, code: int) -> None:
        """Data that can't be printed are an error; nothing that is for the other stream is printed in its place."""
        command = f"{sys.executable} -m ofweek_parse convert {post} {post}.md -o - --jobs 1 {closed}"
        done = subprocess.run(["bash", "-c", command], capture_output=True, check=False)  # noqa: S603, S607
        assert done.returncode == 1  # the second post is not there
        assert b"Traceback" not in done.stderr
        assert b"No such file" not in done.stdout
        done = subprocess.run(["bash", "-c", command.replace(f"{post}.md", "")], capture_output=True, check=False)  # noqa: S603, S607
        assert done.returncode == code
        assert (b"not writable" in done.stderr) == (closed == ">&-")

    def test_broken_pipe(self, post: Path) -> None:
        """A reader who has seen enough is no error."""
        command = f"{sys.executable} -m ofweek_parse show {post} | head -c 1"
        done = subprocess.run(["bash", "-o", "pipefail", "-c", command], capture_output=True, check=False)  # noqa: S603, S607
        assert (done.returncode, done.stderr) == (0, b"")
