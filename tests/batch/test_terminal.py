"""Output of the command line to a terminal, whatever posts, paths and arguments contain."""

from __future__ import annotations

import contextlib
import json
import re
from typing import TYPE_CHECKING

import attrs
import pytest

from ofweek_parse import (
    Article,
    Credit,
    Embed,
    ExcerptMark,
    Figure,
    Image,
    Paragraph,
    Parser,
    Text,
    from_dict,
    parse,
    to_dict,
)
from ofweek_parse.cli import main
from ofweek_parse.cli.outline import explanation_outline, outline
from ofweek_parse.cli.progress import progress_bar
from ofweek_parse.model.constructors import evolve
from ofweek_parse.testing.invariants import is_control

if TYPE_CHECKING:
    from pathlib import Path

ANY = "\x1b[31m\x00\x07\x08\x7f\x9b\x85\u2028\u202e\u2066"
"""What a terminal would obey."""

HEADER = (
    'title: "风\\e[31m\\n=====\\r{any}\\u2028\\N\\u202e机"\nauthor: "channel\\n           9  forged\\x9b"\n'
    'categories: ["a\\nb\\e", "&#27;&#10;"]\ndate: "\\e[2J"\nheadimg: "\\x07"\n"other\\e\\n": "\\a"\n"other\\0\\n": 1\n'
)
BODY = (
    "<p>风{any}&#27;&#x000001b;&#27c<b>&#155;</b>&#129;机</p><h2>风<br>机&#27;</h2><pre>a\tb{any}&#27;</pre>"
    '<p><img src="a&#27;.png" alt="&#27;&#10;&#x202e;" title="{any}"></p><p><a href="b&#27c:c">风&#27;</a></p>'
    '<p>风<span class="hrefStyle"><a href="/&#27;">电&#27;池{any}</a></span></p><p hidden>风&#27;{any}</p><iframe src="&#27;c"></iframe>'
    "<table><tr><td>a<br>&#27;b</table><x-{any}>风</x-{any}><p>作者：风&#27;{any}</p>"
)


def unsafe(text: str) -> list[str]:
    """The characters of *text* that a terminal would obey."""
    return [
        char
        for char in text
        if is_control(char) or char in "\u2028\u2029" or "\u202a" <= char <= "\u202e" or char == "\u2066"
    ]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of hostile posts under hostile names, in which the command runs."""
    post = f"---\n{HEADER}---\n{BODY}".replace("{any}", ANY)
    tmp_path.joinpath("post.md").write_text(post, "utf-8")
    names = [f"a{ANY.replace(chr(0), '')}\n.md", "\r.md"]
    for name, content in zip(names, [post, ""], strict=True):
        tmp_path.joinpath(name).write_text(content, "utf-8")
    tmp_path.joinpath("refused.md").write_text("---\na: !b%1b%C2%9b c\n---\nd", "utf-8")
    tmp_path.joinpath("\x1b.jsonl").write_text("", "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


NAME = f"a{ANY.replace(chr(0), '')}\n.md"
COMMANDS = (
    *(
        ["show", *options, file]
        for file in ("post.md", NAME)
        for options in ([], ["--raw"], ["--explain"], ["--format", "json"])
    ),
    *(["show", *options] for options in (["\r.md"], ["refused.md"], ["\x1b[2J"], ["\x00"], ["--strict", NAME])),
    *(["show", "--explain", "--format", "json", NAME],),
    *(
        [command, ".", *options]
        for command in ("check", "stats")
        for options in ([], ["--strict"], ["--format", "json"])
    ),
    ["check", "\x1b[2J\n", "--jobs", "2"],
    ["convert", ".", "-o", "-"],
    ["convert", ".", "-o", "-", "--normalizers", "none"],
    ["convert", ".", "-o", "\x1b[31m\n.jsonl"],
    ["convert", ".", "-o", "\x1b.jsonl"],
    ["convert", ".", "-o", "\x1b.jsonl", "--resume"],
    ["convert", ".", "-o", "\x1b"],
    ["convert", ".", "-o", "\x9b", "--to", "text"],
    ["convert", ".", "-o", "\x1b.jsonl", "--to", "text"],
    ["convert", ".", "-o", "a", "--normalizers", "\x1b\x9b"],
    ["report", ".", "-o", "\x1b.html"],
    ["report", ".", "-o", "\x1b.jsonl"],
    ["report", ".", "-o", "/\x1b/\x9b/a.html"],
    ["report", ".", "-o", "a.html", "--limit", "\x1b"],
    ["show", "post.md", "\x1b[2J\u202e\n"],
    ["\x1b[2J"],
    ["show", "--\x1b[2J"],
    ["check", ".", "--jobs", "\x9b"],
)


class TestEveryCommand:
    """No command writes a control character to either stream."""

    @pytest.mark.usefixtures("folder")
    @pytest.mark.parametrize("command", COMMANDS, ids=ascii)
    def test_streams(self, command: list[str], capfd: pytest.CaptureFixture[str]) -> None:
        """Neither data nor a message holds a control character or one that turns or breaks lines."""
        with contextlib.suppress(SystemExit):
            main(command)
        output = capfd.readouterr()
        assert output.out + output.err
        assert unsafe(output.out) == unsafe(output.err) == []

    @pytest.mark.usefixtures("folder")
    @pytest.mark.parametrize(
        "command", [["show", "\x1b\n"], ["show", "\r.md"], ["check", "\n.md"], ["convert", "-o", "\n.jsonl", "\n\n.md"]]
    )
    def test_message_is_one_line(self, command: list[str], capfd: pytest.CaptureFixture[str]) -> None:
        """A path breaks no message into lines."""
        main(command)
        output = capfd.readouterr()
        assert all(re.match(r"ofweek-parse: |\\n\.md:1:1: ", line) for line in (output.out + output.err).splitlines())

    @pytest.mark.usefixtures("folder")
    def test_json_is_the_same(self, folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
        """JSON on standard output is what is written to files, though escaped."""
        expected = to_dict(parse(folder.joinpath("post.md").read_bytes()))
        main(["show", "--format", "json", "post.md"])
        assert json.loads(capfd.readouterr().out) == expected | {"source": "post.md"}
        main(["convert", "post.md", "-o", "-", "--quiet"])
        main(["convert", "post.md", "-o", "a.jsonl", "--quiet"])
        assert json.loads(capfd.readouterr().out) == json.loads(folder.joinpath("a.jsonl").read_text("utf-8"))

    @pytest.mark.usefixtures("folder")
    def test_files_hold_the_text(self, folder: Path) -> None:
        """What is written to files is not escaped."""
        folder.joinpath("b.md").write_text("---\ntitle: a\n---\n<p>b\u202ec</p>", "utf-8")
        main(["convert", "b.md", "-o", "out", "--to", "text", "--quiet"])
        assert folder.joinpath("out", "b.txt").read_text("utf-8") == "a\n\nb\u202ec\n"


class TestLines:
    """A value is one line."""

    def test_show(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """Line breaks in the front matter forge no line of the outline."""
        forged = 'title: "a{}b"\nauthor: "c{}d"\ncategories: ["e{}f"]\ncomments: true\ndate: 2021-07-26\n'
        shown = []
        for written in (" ", "\\n", "\\r", "\\u2028", "\\L", "\\N", "\\x85", "\\v", "\\f"):
            path = tmp_path / "a.md"
            path.write_text(f"---\n{forged.replace('{}', written)}---\n<p>g</p>", "utf-8")
            main(["show", "--raw", str(path)])
            shown.append(capsys.readouterr().out.splitlines())
        assert {len(lines) for lines in shown} == {len(shown[0])}
        assert shown[1][0] == "a\\nb"

    def test_stats(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """Nor does one in a channel's name forge a number."""
        path = tmp_path / "a.md"
        path.write_text('---\nauthor: "a\\n           9  b\\u2028c"\n---\n<p>g</p>', "utf-8")
        main(["stats", "--normalizers", "none", str(path)])
        assert "           1  a\\n           9  b\\u2028c" in capsys.readouterr().out.splitlines()

    def test_heading_and_caption(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """A break in a heading, a caption or a cell is shown as a space."""
        path = tmp_path / "a.md"
        path.write_text(
            "<h2>a<br>b</h2><figure><img src=c><figcaption>d<br>e</figcaption></figure><table><td>f<br>g<td>h</table>",
            "utf-8",
        )
        main(["show", str(path)])
        lines = capsys.readouterr().out.splitlines()
        assert {"## a b", "         d e", "| f g | h |"} <= set(lines)


class TestArticlesFromElsewhere:
    """What a plugin makes of an article, or a caller of the model, is not cleaned."""

    def article(self) -> Article:
        """An article with control characters in most fields."""
        image = Image(src=ANY, alt=f"\n{ANY}", title=ANY, alt_verdict="kept")
        return Article(
            title=ANY, author=ANY, categories=(ANY,), blocks=(Paragraph(inlines=(Text(text=ANY),)), Figure(image=image))
        )

    def test_beside_the_body(self) -> None:
        """The outline has the original title, the labels of credits, posters, and where the excerpt ends."""
        shown = outline(
            Article(
                title="a",
                original_title="b",
                blocks=(ExcerptMark(), Embed(kind="video", url="/v", poster="/p")),
                credits=(Credit(role="editor", name="c", label="责编"),),
            )
        )
        for row in ("original title: b", "[excerpt ends]", "[video] /v (poster: /p)", "editor (责编): c"):
            assert row in shown.split("\n")

    def test_outline(self) -> None:
        """The outline of one is escaped."""
        assert unsafe(outline(self.article())) == []

    def test_explanation(self) -> None:
        """So is what a step changed."""

        def step(article: Article) -> Article:
            other = self.article()
            return evolve(article, title=other.title, author=other.author, blocks=other.blocks)

        explanation = Parser(normalizers=(step,)).explain("---\ntitle: a\n---\n<p>b</p>")
        assert unsafe(explanation_outline(explanation)) == []

    @pytest.mark.parametrize("options", [[], ["--format", "json"]])
    def test_show(
        self, options: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """And what is shown of it in either form."""
        (tmp_path / "a.md").write_text("b", "utf-8")
        monkeypatch.setattr(Parser, "parse", lambda *_, **__: self.article())
        main(["show", *options, str(tmp_path / "a.md")])
        output = capsys.readouterr().out
        assert unsafe(output) == []
        if options:
            assert from_dict(json.loads(output)) == from_dict(to_dict(self.article()))

    def test_failing_step(self) -> None:
        """The message of what a plugin raised is cleaned."""

        def step(_: Article) -> Article:
            raise ValueError(ANY)

        with pytest.raises(Exception, match="normalizer-failed") as caught:
            Parser(normalizers=(step,)).parse("---\ntitle: a\n---\n<p>b</p>")
        assert not any(map(is_control, str(caught.value)))


class TestProgress:
    """Beside a progress bar."""

    @pytest.mark.parametrize("total", [None, 1])
    def test_message(self, total: int | None, capsys: pytest.CaptureFixture[str]) -> None:
        """A message is escaped, with a bar and without."""
        with progress_bar(total) as bar:
            bar.tell(f"a{ANY}\nb")
        (line,) = [line for line in re.split(r"[\r\n]", capsys.readouterr().err) if "ofweek-parse: " in line]
        assert unsafe(line) == []
        assert line.endswith("\\nb")


def test_model_is_not_cleaned() -> None:
    """The articles of these tests hold what they are to hold."""
    assert attrs.evolve(Article(), title=ANY).title == ANY
