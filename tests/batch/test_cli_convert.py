"""``ofweek-parse convert``."""

from __future__ import annotations

import argparse
import io
import json
import os
import re
import signal
import subprocess
import sys
import time
import unicodedata
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ofweek_parse import (
    OfweekParseError,
    Parser,
    from_json,
    from_record,
    iter_articles,
    parse,
    to_html,
    to_markdown,
    to_post,
    to_text,
)
from ofweek_parse.cli import main
from ofweek_parse.cli.batch import Run
from ofweek_parse.cli.mirror import Mirror, common_folder, folded, safe_name
from ofweek_parse.testing import SAMPLES

if TYPE_CHECKING:
    from collections.abc import Callable

    from ofweek_parse import Article

COMMAND = [sys.executable, "-m", "ofweek_parse"]


@pytest.fixture
def posts(tmp_path: Path) -> Path:
    """A folder of the samples, and one blank file."""
    folder = tmp_path / "posts"
    for number, sample in enumerate(SAMPLES.values()):
        path = folder / f"{number % 3}" / f"{sample.name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(sample.source)
    (folder / "blank.md").write_bytes(b"\n")
    return folder


def convert(*arguments: str | Path) -> int:
    """The exit code of a conversion."""
    return main(["convert", *map(str, arguments)])


def files(folder: Path) -> list[str]:
    """The files below *folder*."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def run_out(_article: Article) -> str:
    """A form for which there is too little memory."""
    raise MemoryError


def make_lambda(_article: Article) -> object:
    """A form that can't be sent by a worker process."""
    return lambda: None


class TestMaking:
    """What is made of an article costs its post only, too."""

    @pytest.mark.parametrize(
        ("make", "jobs", "code"),
        [(run_out, 1, "out-of-memory"), (run_out, 2, "out-of-memory"), (make_lambda, 2, "normalizer-result")],
    )
    def test_failure(self, posts: Path, make: Callable[[Article], object], jobs: int, code: str) -> None:
        """Too little memory, or what can't be sent."""
        run = Run(options=argparse.Namespace(sources=[str(posts / "0")], jobs=jobs, quiet=True))
        errors = [outcome.error for outcome in run.outcomes(Parser(), make)]
        assert [error.code for error in errors if isinstance(error, OfweekParseError)] == [code] * len(
            list((posts / "0").iterdir())
        )


class TestJsonLines:
    """A line for each article."""

    @pytest.mark.parametrize("jobs", ["1", "2"])
    def test_file(self, posts: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], jobs: str) -> None:
        """The articles in the order of their paths; what failed is told."""
        target = tmp_path / "new" / "a.jsonl"
        assert convert(posts, "-o", target, "--jobs", jobs) == 1
        lines = target.read_text("utf-8").splitlines()
        expected = [result for result in iter_articles(posts) if hasattr(result, "article")]
        assert [from_record(json.loads(line)) for line in lines] == [result.article for result in expected]
        assert [json.loads(line)["source"] for line in lines] == [str(result.path) for result in expected]
        errors = capsys.readouterr().err
        assert f"{posts / 'blank.md'}:1:1: empty-input" in errors
        assert "10 posts written" in errors
        assert files(target.parent) == ["a.jsonl"]

    def test_standard_output(self, posts: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """A dash is standard output."""
        assert convert(posts / "0", "-o", "-", "--quiet") == 0
        captured = capsys.readouterr()
        assert len(captured.out.splitlines()) == len(list((posts / "0").iterdir()))
        assert captured.err == ""

    def test_normalizers(self, posts: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """The steps are the caller's."""
        for names, parser in (
            ("none", Parser(normalizers=())),
            ("default, https-urls", Parser().with_step("https-urls")),
        ):
            convert(posts / "0", "-o", "-", "--quiet", "--normalizers", names)
            expected = [parser.parse_file(path) for path in sorted((posts / "0").iterdir())]
            assert [from_record(json.loads(line)) for line in capsys.readouterr().out.splitlines()] == expected

    def test_strict(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """A warning is an error if the caller says so."""
        (tmp_path / "a.md").write_text("<p>a</p>", "utf-8")
        assert convert(tmp_path / "a.md", "-o", "-", "--strict") == 1
        assert "front-matter-missing" in capsys.readouterr().err


WRITERS: dict[str, tuple[str, Callable[[Article], str]]] = {
    "markdown": (".md", lambda article: to_markdown(article, front_matter=True)),
    "html": (".html", lambda article: to_html(article, page=True)),
    "text": (".txt", lambda article: to_text(article, title=True) + "\n"),
    "post": (".md", to_post),
}


class TestFolder:
    """A file for each article."""

    @pytest.mark.parametrize("form", WRITERS)
    def test_forms(self, posts: Path, tmp_path: Path, form: str) -> None:
        """The same folders, in every form."""
        target = tmp_path / "out"
        assert convert(posts, "-o", target, "--to", form, "--jobs", "2", "--quiet") == 1
        suffix, write = WRITERS[form]
        paths = sorted(path for path in posts.rglob("*.md") if path.name != "blank.md")
        assert files(target) == sorted(path.relative_to(posts).with_suffix(suffix).as_posix() for path in paths)
        for path in paths:
            written = (target / path.relative_to(posts)).with_suffix(suffix).read_bytes().decode()
            assert written == write(parse(path.read_bytes()))

    def test_json(self, posts: Path, tmp_path: Path) -> None:
        """JSON that reads back."""
        convert(posts / "1", "-o", tmp_path / "out", "--to", "json", "--quiet")
        for path in (posts / "1").iterdir():
            assert from_json((tmp_path / "out" / f"{path.stem}.json").read_bytes()) == parse(path.read_bytes())

    def test_in_place(self, posts: Path) -> None:
        """A blog is cleaned where it stands."""
        before = {path: parse(path.read_bytes()) for path in posts.rglob("*.md") if path.name != "blank.md"}
        assert convert(posts, "-o", posts, "--to", "post", "--quiet") == 2
        assert convert(posts, "-o", posts, "--to", "post", "--quiet", "--force") == 1
        assert (posts / "blank.md").read_bytes() == b"\n"
        for path, article in before.items():
            again = Parser(normalizers=()).parse(path.read_bytes())
            assert attrs.evolve(again, front_matter={}) == attrs.evolve(article, front_matter={})

    def test_not_empty(self, posts: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """What is there stays, unless the caller says otherwise."""
        target = tmp_path / "out"
        target.mkdir()
        (target / "mine.txt").write_text("mine", "utf-8")
        assert convert(posts / "0", "-o", target, "--to", "text") == 2
        assert "--force" in capsys.readouterr().err
        assert files(target) == ["mine.txt"]
        assert convert(posts / "0", "-o", target, "--to", "text", "--force") == 0
        assert (target / "mine.txt").read_text("utf-8") == "mine"

    def test_resume(self, posts: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """Only what is missing, or older than its post, is written."""
        target = tmp_path / "out"
        convert(posts / "0", "-o", target, "--to", "text", "--quiet")
        missing, stale, kept = sorted(target.iterdir())[:3]
        missing.unlink()
        stale.write_text("old", "utf-8")
        os.utime(stale, (0, 0))
        kept.write_text("kept", "utf-8")
        assert convert(posts / "0", "-o", target, "--to", "text", "--resume") == 0
        assert "2 posts written before" not in capsys.readouterr().err
        assert missing.exists()
        assert stale.read_text("utf-8") != "old"
        assert kept.read_text("utf-8") == "kept"

    def test_link_out(self, posts: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """Nothing is written through a link that leads out of the target."""
        target, outside = tmp_path / "out", tmp_path / "outside"
        target.mkdir()
        outside.mkdir()
        (target / "0").symlink_to(outside)
        assert convert(posts, "-o", target, "--to", "text", "--force") == 2
        assert "link out of" in capsys.readouterr().err
        assert files(outside) == []

    @pytest.mark.parametrize("target", ["a.jsonl", "a.parquet", "out/a.txt"])
    @pytest.mark.parametrize("is_dangling", [True, False])
    def test_link_in_the_way(self, tmp_path: Path, target: str, *, is_dangling: bool) -> None:
        """Nothing is written through a link that has the name of a file to be."""
        pytest.importorskip("pyarrow")
        path, mine = tmp_path / target, tmp_path / "mine"
        titled = tmp_path / "a.md"
        titled.write_bytes(SAMPLES["every-block"].source)
        path.parent.mkdir(exist_ok=True)
        if not is_dangling:
            mine.write_text("mine", "utf-8")
        hidden = f".{sha256(b'a.txt').hexdigest()[:16]}.part"
        names = {"a.jsonl": "a.jsonl.part", "a.parquet": ".a.parquet.part", "out/a.txt": hidden}
        link = path.with_name(names[target])
        link.symlink_to(mine)
        output = [path.parent, "--to", "text"] if path.suffix == ".txt" else [path]
        if path.suffix == ".jsonl":
            assert convert(titled, "-o", *output, "--resume") == 2
        assert convert(titled, "-o", *output, "--force") == 0
        assert path.stat().st_size
        assert not link.is_symlink()
        assert (not mine.exists()) if is_dangling else mine.read_text("utf-8") == "mine"

    @pytest.mark.parametrize(
        "arguments",
        [
            ["posts", "-o", "posts/out", "--to", "markdown"],
            ["posts/1", "posts", "-o", "posts/0/out", "--to", "post"],
            ["posts/[0]", "-o", "posts/0/out", "--to", "post"],
            ["posts/**/*.md", "-o", "posts/out", "--to", "post"],
        ],
    )
    def test_among_the_posts(
        self,
        posts: Path,
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
        arguments: list[str],
    ) -> None:
        """A target among the posts would be read as posts."""
        monkeypatch.chdir(posts.parent)
        assert convert(*arguments) == 2
        assert "among the posts" in capsys.readouterr().err

    @pytest.mark.parametrize(
        "arguments",
        [
            ["posts/0/every-block.md", "-o", "posts/0/out", "--to", "post"],
            ["posts/0", "posts/1", "-o", "posts/out", "--to", "markdown"],
            ["p*/*/*.md", "-o", "out", "--to", "markdown"],
            ["posts/0", "-o", "posts/0/out", "--to", "html"],
        ],
    )
    def test_beside_the_posts(self, posts: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]) -> None:
        """A target is refused only where its files would be read."""
        monkeypatch.chdir(posts.parent)
        (posts / "0/every-block.md").write_bytes(SAMPLES["every-block"].source)
        assert convert(*arguments, "--quiet") == 0
        assert files(Path(arguments[arguments.index("-o") + 1]))

    @pytest.mark.parametrize("form", ["html", "text"])
    def test_file_and_folder(self, tmp_path: Path, capsys: pytest.CaptureFixture[str], form: str) -> None:
        """Where a folder has the name that a file would have, that post only fails."""
        paths = [tmp_path / "posts" / name for name in ("a.html/1.md", "a.md", "a.txt/2.md", "b.md")]
        for path in paths:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(SAMPLES["every-block"].source)
        assert convert(tmp_path / "posts", "-o", tmp_path / "out", "--to", form) == 1
        lost = paths[1] if form == "html" else paths[2]
        errors = capsys.readouterr().err
        assert f"ofweek-parse: {lost}: {tmp_path / 'out'}" in errors
        assert "3 posts written" in errors
        assert len(files(tmp_path / "out")) == 3


class TestLeft:
    """Posts that somebody wrote in Markdown, beside generated ones."""

    MARKDOWN = (
        "---\ntitle: 手写\ndate: 2021-07-26 09:00:00\n---\n\n# 一\n\n- 甲\n- 乙\n",
        "---\ntitle: 手写\n---\n第一段\n\n第二段，没有标记\n",
        "---\r\ntitle: 手写\r\n---\r\n见[这里](/a)\r\n<!-- more -->\r\n<br>\r\n",
        "没有头的文章\n\n**完**",
        "---\ntitle: '手写'\ndate: 2021-07-26\n---\n只有文字\n又一行\n",
    )

    @pytest.fixture
    def blog(self, tmp_path: Path) -> Path:
        folder = tmp_path / "blog"
        folder.mkdir()
        for number, text in enumerate(self.MARKDOWN):
            (folder / f"{number}.md").write_bytes(text.encode())
        (folder / "html.md").write_bytes(SAMPLES["whole-article-alt"].source)
        for path in folder.iterdir():
            os.utime(path, ns=(10**18, 10**18 + 123_456_789))
        return folder

    @pytest.mark.parametrize("jobs", ["1", "2"])
    def test_copied(self, blog: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], jobs: str) -> None:
        """Each is copied byte by byte and named; a generated one is converted."""
        target = tmp_path / "out"
        assert main(["convert", str(blog), "-o", str(target), "--to", "post", "--jobs", jobs]) == 0
        same = {path.name for path in blog.iterdir() if path.read_bytes() == (target / path.name).read_bytes()}
        assert same == {"0.md", "1.md", "2.md", "3.md", "4.md"}
        told = capsys.readouterr().err
        assert "0.md: copied unchanged (line 6: markdown-body)" in told
        assert "4.md: copied unchanged (no markup)" in told
        assert "5 posts may be Markdown and were copied unchanged; --even-markdown converts them" in told

    def test_in_place(self, blog: Path) -> None:
        """In place they are not even written."""
        before = {path.name: (path.read_bytes(), path.stat()) for path in blog.iterdir()}
        assert main(["convert", str(blog), "-o", str(blog), "--to", "post", "--force", "--quiet"]) == 0
        for number in range(len(self.MARKDOWN)):
            path = blog / f"{number}.md"
            assert (path.read_bytes(), path.stat().st_ino) == (before[path.name][0], before[path.name][1].st_ino)

    def test_names(self, tmp_path: Path) -> None:
        """They keep their names, whatever the suffix of those that are written."""
        folder = tmp_path / "blog"
        folder.mkdir()
        for name in ("a.markdown", "b: c.md"):
            (folder / name).write_text(self.MARKDOWN[0], "utf-8")
        assert main(["convert", str(folder), "-o", str(folder), "--to", "post", "--force", "--quiet"]) == 0
        assert {path.name for path in folder.iterdir()} == {"a.markdown", "b: c.md"}
        assert main(["convert", str(folder), "-o", str(tmp_path / "out"), "--to", "post", "--quiet"]) == 0
        assert "a.markdown" in {path.name for path in (tmp_path / "out").iterdir()}

    def test_even_markdown(self, blog: Path, tmp_path: Path) -> None:
        """Unless told otherwise."""
        target = tmp_path / "out"
        assert main(["convert", str(blog), "-o", str(target), "--to", "post", "--even-markdown", "--quiet"]) == 0
        assert "<p># 一" in (target / "0.md").read_text("utf-8")

    def test_other_forms(self, blog: Path, tmp_path: Path) -> None:
        """Other forms are no posts that a blog would render: they are written for each."""
        assert main(["convert", str(blog), "-o", str(tmp_path / "out"), "--to", "text", "--quiet"]) == 0
        assert (tmp_path / "out" / "0.txt").read_text("utf-8").startswith("手写")

    @pytest.mark.parametrize("form", ["post", "json", "markdown", "html", "text"])
    def test_times(self, blog: Path, tmp_path: Path, form: str) -> None:
        """Every file has the time of its post's last change, also where it was written before."""
        for arguments in ([], ["--force"]):
            main(["convert", str(blog), "-o", str(tmp_path / "out"), "--to", form, "--quiet", *arguments])
            times = {path.stat().st_mtime_ns for path in (tmp_path / "out").iterdir()}
            assert times == {10**18 + 123_456_789}


class TestNames:
    """Names that every platform takes, each once."""

    @pytest.mark.parametrize(
        ("name", "expected"),
        [
            ("a:b*c?", "a_b_c_"),
            ("con", "con_"),
            ("CON ", "CON _"),
            ("con .x", "con _.x"),
            ("conin$", "conin$_"),
            ("CONOUT$.x", "CONOUT$_.x"),
            ("console", "console"),
            ("COM1.x", "COM1_.x"),
            ("...", "_"),
            ("风机\udcff", "风机_"),
            ("a\nb", "a_b"),
            ("a\x9bb", "a_b"),
            ("gpj\u202edm", "gpj_dm"),
            ("a\u200b", "a_"),
            ("-rf", "_rf"),
            ("--output=x", "_-output=x"),
            ("风" * 100, "风" * 79),
        ],
    )
    def test_safe(self, name: str, expected: str) -> None:
        """What some platform refuses becomes an underscore; long names are cut."""
        safe = safe_name(name, ".html")
        assert re.sub(r"\.[0-9a-f]{12}(?=\.html$)", "", safe) == f"{expected}.html"
        assert len(safe.encode()) <= 255

    def test_invisible(self) -> None:
        """No control, format or bidirectional character, line separator or half of a pair is left."""
        marks = {"\u0600", "\u0601", "\u0602", "\u0603", "\u0604", "\u0605", "\u06dd", "\u070f"}  # they are seen
        for character in map(chr, range(sys.maxunicode + 1)):
            is_unseen = unicodedata.category(character) in {"Cc", "Cf", "Cs", "Zl", "Zp"} and character not in marks
            if is_unseen and unicodedata.name(character, "").partition(" ")[0] not in {"ARABIC", "EGYPTIAN", "KAITHI"}:
                assert character not in safe_name(f"a{character}b", ".md"), hex(ord(character))

    @given(st.lists(st.text(min_size=1), unique=True, max_size=5), st.sampled_from(["", ".md"]))
    def test_different_stay_different(self, names: list[str], suffix: str) -> None:
        """Names that differ for every file system do so when they are made safe, whatever other names there are."""
        distinct = {folded(name): name for name in names}
        assert len({folded(safe_name(name, suffix)) for name in distinct.values()}) == len(distinct)

    def test_other_posts(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """Which name a post's file gets does not depend on others, so a resumed run passes over none of them."""
        posts, target = tmp_path / "posts", tmp_path / "out"
        posts.mkdir()
        sources: dict[str, str] = {}
        for name in ("a_.md", "a\x01.md", "a?.md", "-a.md", "_a.md"):
            sources[name] = f"---\ntitle: b\n---\n<p>{len(sources)}</p>"
            (posts / name).write_text(sources[name], "utf-8")
            assert convert(posts, "-o", target, "--to", "text", "--resume") == 0
        assert sorted(path.read_text("utf-8").split()[-1] for path in target.iterdir()) == ["0", "1", "2", "3", "4"]
        assert "3 posts were renamed" in capsys.readouterr().err

    def test_forged(self, tmp_path: Path) -> None:
        """Nor are two posts written to one file where a name is made to look like what another becomes."""
        paths = [tmp_path / "a.markdown", tmp_path / "a.md", tmp_path / "a.md.md"]
        paths += [tmp_path / f"{safe_name('b?')}.md", tmp_path / "b?.md"]
        for _ in range(3):
            mirror = Mirror(Path("out"), [str(tmp_path)], ".txt")
            targets = [mirror.path(path) for path in paths]
            assert len(set(targets)) == len(paths)
            paths.append(tmp_path / f"{targets[2].stem}.md")
            paths.insert(0, tmp_path / f"{targets[1].stem}.md")

    def test_each_once(self, tmp_path: Path) -> None:
        """Posts that would have the same file, for some platforms, have names of their own."""
        paths = [
            tmp_path / name
            for name in ("A.md", "a.markdown", "a.md", "b?.md", "b_.md", "\u00e9.md", "E\u0301.md", "c.md")
        ]
        mirror = Mirror(Path("out"), [str(tmp_path)], ".txt")
        targets = [mirror.path(path).name for path in paths]
        assert targets[0] == "A.txt"
        assert targets[-1] == "c.txt"
        assert len({unicodedata.normalize("NFC", target).casefold() for target in targets}) == len(paths)

    def test_common_folder(self, tmp_path: Path) -> None:
        """Several sources keep the folders in which they differ; a pattern counts up to its first star."""
        for name in ("a/x", "a/y"):
            (tmp_path / name).mkdir(parents=True)
        assert common_folder([f"{tmp_path}/a/x", f"{tmp_path}/a/y"]) == tmp_path / "a"
        assert common_folder([f"{tmp_path}/a/*/2021*.md"]) == tmp_path / "a"
        assert common_folder([f"{tmp_path}/a/x/no.md"]) == tmp_path / "a/x"


class TestParquet:
    """A row for each article."""

    def test_file(self, posts: Path, tmp_path: Path) -> None:
        """It reads back."""
        arrow = pytest.importorskip("ofweek_parse.arrow", exc_type=ImportError)
        target = tmp_path / "a.parquet"
        assert convert(posts, "-o", target, "--jobs", "2") == 1
        expected = [result.article for result in iter_articles(posts) if hasattr(result, "article")]
        assert list(arrow.read_parquet(target)) == expected

    def test_no_middle(self, posts: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """It can't be gone on with."""
        assert convert(posts, "-o", tmp_path / "a.parquet", "--resume") == 2
        assert "jsonl" in capsys.readouterr().err


class TestArguments:
    """What can't be meant."""

    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            (["-o", "out"], "--to"),
            (["-o", "-", "--to", "html"], "standard output"),
            (["-o", "a.jsonl", "--force", "--resume"], "one of them"),
            (["-o", "a.jsonl", "--normalizers", "widht"], "did you mean 'width'"),
            (["-o", "folder", "--to", "jsonl"], "is a folder"),
            (["-o", "there.jsonl"], "--force"),
            (["-o", "pipe", "--to", "jsonl", "--force"], "a pipe"),
            (["-o", "there.jsonl", "--to", "text"], "the suffix of another format than --to text"),
            (["-o", "a.jsonl", "--to", "parquet"], "the suffix of another format than --to parquet"),
            (["-o", "a.parquet", "--to", "jsonl"], "the suffix of another format than --to jsonl"),
            (["-o", "a.jsonl", "--even-markdown"], "--even-markdown applies to --to post only"),
        ],
    )
    def test_refused(
        self,
        posts: Path,
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
        arguments: list[str],
        said: str,
    ) -> None:
        """It is told, and nothing is done."""
        monkeypatch.chdir(posts.parent)
        Path("folder").mkdir()
        os.mkfifo("pipe")
        Path("there.jsonl").write_text("before", "utf-8")
        assert convert(posts, *arguments) == 2
        assert said in capsys.readouterr().err
        assert Path("there.jsonl").read_text("utf-8") == "before"

    @pytest.mark.parametrize("jobs", ["-1", "x", "1.5"])
    def test_jobs(self, posts: Path, capsys: pytest.CaptureFixture[str], jobs: str) -> None:
        """A number of jobs that is none."""
        with pytest.raises(SystemExit, match="2"):
            convert(posts, "-o", "-", "--jobs", jobs)
        assert f"--jobs: '{jobs}' is not a whole number, 0 or more" in capsys.readouterr().err


class TestInterrupted:
    """Runs that don't come to their end."""

    @pytest.fixture
    def many(self, tmp_path: Path) -> Path:
        """So many posts that a run takes some time, some of them blank."""
        folder = tmp_path / "many"
        folder.mkdir()
        source = SAMPLES["every-block"].source
        for number in range(300):
            (folder / f"{number:04}.md").write_bytes(b"" if number % 100 == 3 else source)
        return folder

    @pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
    def test_resume(self, many: Path, tmp_path: Path, how: signal.Signals) -> None:
        """No half file stands under the name, and a second run comes to what one would have."""
        target, part = tmp_path / "a.jsonl", tmp_path / "a.jsonl.part"
        convert_many = [*COMMAND, "convert", str(many), "--quiet", "-o"]
        command = [*convert_many, str(target)]
        process = subprocess.Popen(command, stderr=subprocess.PIPE)  # noqa: S603
        while not (part.exists() and part.stat().st_size > 100_000):
            time.sleep(0.01)
        process.send_signal(how)
        _, errors = process.communicate(timeout=20)
        assert b"Traceback" not in errors
        assert process.returncode == (130 if how == signal.SIGINT else -how)
        assert not target.exists()
        assert convert(many, "-o", target) == 2  # it says what there is
        assert subprocess.run([*command, "--resume"], check=False).returncode in {0, 1}  # noqa: S603
        assert subprocess.run([*convert_many, str(tmp_path / "b.jsonl")], check=False).returncode == 1  # noqa: S603
        assert target.read_bytes() == (tmp_path / "b.jsonl").read_bytes()
        assert not part.exists()

    def test_resume_with_others(self, posts: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """What was begun with other posts is not gone on with."""
        part = tmp_path / "a.jsonl.part"
        part.write_text('{"source": "elsewhere.md"}\n{"sour', "utf-8")
        assert convert(posts, "-o", tmp_path / "a.jsonl", "--resume") == 2
        assert "elsewhere.md" in capsys.readouterr().err
        assert part.read_text("utf-8") == '{"source": "elsewhere.md"}\n{"sour'

    def test_resume_tells_failures(self, posts: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """What failed before the interruption is told of again, and what was mended since is written."""
        target, part = tmp_path / "a.jsonl", tmp_path / "a.jsonl.part"
        (posts / "0" / "0.md").write_bytes(b"")
        assert convert(posts, "-o", target, "--quiet") == 1
        lines = target.read_text("utf-8").splitlines(keepends=True)
        target.unlink()
        part.write_text("".join(lines[:6]) + lines[6][:50], "utf-8")
        capsys.readouterr()
        assert convert(posts, "-o", target, "--resume") == 1
        errors = capsys.readouterr().err
        assert f"{posts / '0' / '0.md'}:1:1: empty-input" in errors
        assert "6 posts had been written before" in errors
        assert "".join(lines) == target.read_text("utf-8")
        assert convert(posts, "-o", target, "--resume") == 1  # it is whole, but the failures stay failures
        (posts / "0" / "0.md").write_bytes(SAMPLES["every-block"].source)
        (posts / "blank.md").unlink()
        assert convert(posts, "-o", target, "--resume") == 0
        assert len(target.read_text("utf-8").splitlines()) == len(lines) + 1
        assert convert(posts, "-o", target, "--resume") == 0
        assert not part.exists()

    @pytest.mark.parametrize("line", ["no JSON", "[]", "{}", '"a"', "\udcff".encode("utf-8", "surrogateescape")])
    def test_resume_with_no_articles(
        self, posts: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], line: str | bytes
    ) -> None:
        """What holds no articles is left alone."""
        target = tmp_path / "a.jsonl"
        before = (line if isinstance(line, bytes) else line.encode()) + b"\n"
        for path in (target, tmp_path / "a.jsonl.part"):
            path.write_bytes(before)
            assert convert(posts, "-o", target, "--resume") == 2
            assert "--force" in capsys.readouterr().err
            assert path.read_bytes() == before

    def test_full_disk(self, many: Path, tmp_path: Path) -> None:
        """It is told with the file's name, and no half file stands under it."""
        code = (
            "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
            "resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000));"
            "from ofweek_parse.cli import main; sys.exit(main(sys.argv[1:]))"
        )
        for target, more in (
            (tmp_path / "a.jsonl", []),
            (tmp_path / "a.parquet", []),
            (tmp_path / "out", ["--to", "json"]),
        ):
            limit = code if target.suffix == ".jsonl" else code.replace("50_000", "2_000")
            command = [sys.executable, "-c", limit, "convert", str(many), "-o", str(target), "--quiet", *more]
            result = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
            assert result.returncode == 1, result.stderr
            assert "File too large" in result.stderr
            assert f"ofweek-parse: {target}" in result.stderr
            assert "Traceback" not in result.stderr
            assert not target.exists() or files(target) == []

    def test_no_room_on_standard_output(self, posts: Path) -> None:
        """A device that takes nothing."""
        with Path("/dev/full").open("wb") as full:
            result = subprocess.run(  # noqa: S603
                [*COMMAND, "convert", str(posts), "-o", "-"],
                stdout=full,
                stderr=subprocess.PIPE,
                text=True,
                check=False,
            )
        assert result.returncode == 1
        assert "No space left" in result.stderr
        assert "Traceback" not in result.stderr

    def test_broken_pipe(self, many: Path) -> None:
        """Who reads no more is told nothing."""
        command = [*COMMAND, "convert", str(many), "-o", "-", "--quiet"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:  # noqa: S603
            assert process.stdout is not None
            assert process.stderr is not None
            process.stdout.readline()
            process.stdout.close()
            errors = process.stderr.read().decode()
            assert "Traceback" not in errors
            assert "BrokenPipe" not in errors
            assert process.wait(timeout=20) == 0


class TestStreams:
    """Text is UTF-8 whatever the locale."""

    def test_encoding(self, posts: Path) -> None:
        """So it is on standard output."""
        environment = {**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": "latin-1"}
        result = subprocess.run(  # noqa: S603
            [*COMMAND, "convert", str(posts / "0"), "-o", "-"], capture_output=True, env=environment, check=True
        )
        assert all(json.loads(line)["title"] for line in io.BytesIO(result.stdout))
