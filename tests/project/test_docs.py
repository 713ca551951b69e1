"""The examples of the documentation run: every Python block, and every command.

A page's blocks run in order in a folder of their own, as a reader would: a block with a caption is saved under that name and
run when a command says so, any other is run at once. What a page needs beforehand stands in a comment at its top,
``<!-- test: posts in posts -->``. A block behind ``<!-- test: not run, REASON -->`` is only compiled. Blocks of `>>>`
examples are run by pytest's own doctest collector too.
"""

from __future__ import annotations

import doctest
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import attrs
import pytest

from ofweek_parse.testing import SAMPLES

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("docs/*.md"), *ROOT.glob("README*.md")])
OTHERS = {  # programs that are not run here, and why
    "pip": "it asks the network",
    "python3": "it makes a virtual environment",
    "git": "it would write to a repository",
    "npx": "it is Node's",
    "source": "it is the shell's",
    "cd ofweek-without-rules": "the page on plugins has a test of its own",
    "sbatch": "it needs a cluster",
}
SHELL = {"console", "sh"}
TESTED_APART = {"testing.md"}  # by test_testing_page.py, with pytest
_FENCE = re.compile(
    r"^(?:<!-- test: not run, (?P<reason>[^\n]+) -->\n)?"
    r"^(?P<fence>```+)(?:\{code-block\} )?(?P<language>python|console|sh|toml)\n(?::caption: (?P<caption>\S+)\n\n?)?"
    r"(?P<text>.*?)^(?P=fence)$",
    re.MULTILINE | re.DOTALL,
)
_CRUDE = re.compile(r"^ *(?:```+|:::+|~~~+) *(?:\{code-block\} *)?(?:py\w*|console|sh|bash|shell|toml)\b", re.MULTILINE)
_POSTS = re.compile(r"^<!-- test: posts in (\S+) -->$", re.MULTILINE)


@attrs.frozen
class Block:
    """A block of a page."""

    page: Path
    line: int
    language: str
    caption: str | None
    reason: str | None
    text: str

    def __str__(self) -> str:
        return f"{self.page.name}:{self.line}" + (f" ({self.reason})" if self.reason else "")


def _blocks(page: Path) -> list[Block]:
    text = page.read_text("utf-8")
    return [
        Block(
            page,
            text.count("\n", 0, match.start()) + 1,
            match["language"],
            match["caption"],
            match["reason"],
            match["text"],
        )
        for match in _FENCE.finditer(text)
    ]


def _commands(block: Block) -> list[tuple[str, str]]:
    """The commands of a block of the shell, and what the page says that each prints."""
    if block.language == "sh":
        return [(line, "") for line in block.text.splitlines() if line]
    parts = re.split(r"^\$ ", block.text, flags=re.MULTILINE)
    return [(command, told) for command, _, told in (part.partition("\n") for part in parts[1:])]


BLOCKS = [block for page in PAGES for block in _blocks(page)]
PYTHON = [block for block in BLOCKS if block.language == "python"]
COMMANDS = [
    pytest.param(command, id=f"{block.page.name}: {command}")
    for block in BLOCKS
    if block.language in SHELL and not block.reason
    for command, _ in _commands(block)
]


def _is_run(command: str) -> bool:
    return not any(re.search(rf"(?:^|&& ?){re.escape(program)}\b", command) for program in OTHERS)


def _shell(command: str, folder: Path) -> tuple[str, int]:
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    environment = {**os.environ, "PATH": path, "PYTHONUTF8": "1", "LC_ALL": "C.UTF-8"}
    run = subprocess.run(  # noqa: S602 # the page's own words
        command,
        shell=True,
        cwd=folder,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    return run.stdout + run.stderr, run.returncode


def _same(printed: str, told: str) -> bool:
    """Whether *printed* is what the page tells; a line of an ellipsis stands for any lines, one in a line for anything."""
    lines = [re.escape(line.rstrip()).replace("…", ".*") + "\n" for line in told.strip().splitlines()]
    pattern = "".join(r"(?:.*\n)*" if line == ".*\n" else line for line in lines)
    given = "".join(f"{line.rstrip()}\n" for line in printed.strip().splitlines())
    return not lines or re.fullmatch(pattern, given) is not None


def _run_page(page: Path, folder: Path) -> None:
    if found := _POSTS.search(page.read_text("utf-8")):
        posts = folder / found[1]
        posts.mkdir(parents=True)
        for sample in SAMPLES.values():
            (posts / f"{sample.name}.md").write_bytes(sample.source)
    names: dict[str, Any] = {"__name__": "__main__"}
    for block in _blocks(page):
        if block.caption:
            (folder / block.caption).parent.mkdir(parents=True, exist_ok=True)
            (folder / block.caption).write_text(block.text, encoding="utf-8")
        elif block.reason:
            pass  # it is compiled by a test of its own
        elif block.language in SHELL:
            _run_commands(block, folder)
        elif ">>> " in block.text:
            _run_examples(block, names)
        elif block.language == "python":
            exec(compile(block.text, str(block), "exec"), names)  # noqa: S102


def _run_commands(block: Block, folder: Path) -> None:
    for command, told in _commands(block):
        if _is_run(command):
            printed, code = _shell(command, folder)
            assert _same(printed, told), f"{block}: {command}\n{printed}"
            assert told or code == 0, f"{block}: {command}\n{printed}"


def _run_examples(block: Block, names: dict[str, Any]) -> None:
    examples = doctest.DocTestParser().get_doctest(block.text, names, str(block), str(block.page), block.line)
    runner = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE)
    told: list[str] = []
    runner.run(examples, out=told.append, clear_globs=False)
    names.update(examples.globs)
    assert runner.failures == 0, "".join(told)


class TestPages:
    """What the pages show."""

    @pytest.mark.skipif(sys.platform == "win32", reason="the pages' commands are those of a POSIX shell")
    @pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
    def test_runs(self, page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """A page's blocks do, one after the other, what the page says."""
        monkeypatch.chdir(tmp_path)
        _run_page(page, tmp_path)

    @pytest.mark.parametrize("block", PYTHON, ids=str)
    def test_compiles(self, block: Block) -> None:
        """Every Python block is Python; one that is not run says why, and one with a caption is run or imported."""
        if ">>> " not in block.text:
            compile(block.text, str(block), "exec")
        if block.caption and not block.reason and "/" not in block.caption and block.page.name not in TESTED_APART:
            page = block.page.read_text("utf-8")
            run = rf"^\$ python {re.escape(block.caption)}$"
            imported = rf"^(?:from|import) {re.escape(Path(block.caption).stem)}\b"
            assert re.search(f"{run}|{imported}", page, re.MULTILINE)

    @pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
    def test_none_is_missed(self, page: Path) -> None:
        """No block stands in a form that is not looked for."""
        assert len(_blocks(page)) == len(_CRUDE.findall(page.read_text("utf-8")))

    @pytest.mark.parametrize("command", COMMANDS)
    def test_commands(self, command: str) -> None:
        """A command that is not run is of a program that the table names with its reason, never ours."""
        assert _is_run(command) or not command.startswith("ofweek-parse ")

    def test_plugin(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """The package of the page on plugins, installed as its ``pyproject.toml`` says, passes its own test."""
        files = {block.caption: block.text for block in _blocks(ROOT / "docs" / "plugin.md") if block.caption}
        for name, text in files.items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(text, encoding="utf-8")
        (project,) = tmp_path.iterdir()
        entry_point = re.findall(r'normalizers"\]\n(.+)\n', (project / "pyproject.toml").read_text("utf-8"))[0]
        described = project / "src" / "ofweek_without_rules-1.0.dist-info"
        described.mkdir()
        (described / "METADATA").write_text("Metadata-Version: 2.1\nName: ofweek-without-rules\nVersion: 1.0\n")
        (described / "entry_points.txt").write_text(f"[ofweek_parse.normalizers]\n{entry_point}\n".replace('"', ""))
        monkeypatch.syspath_prepend(str(project / "src"))
        names: dict[str, Any] = {}
        exec((project / "tests" / "test_without_rules.py").read_text("utf-8"), names)  # noqa: S102
        names["test_rules_go"]()

    def test_finds_something(self) -> None:
        """Blocks of every kind are found."""
        assert {block.language for block in BLOCKS} >= {"python", "console"}
        assert any(block.reason for block in BLOCKS)
        assert any(block.caption for block in BLOCKS)
