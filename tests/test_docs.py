"""The pages' examples run: every Python block, and every command that a page shows.

A page's blocks run in order in a folder of their own, as a reader would: a block with a caption is saved under that name and
run when a command says so, any other is run at once. What a page needs beforehand stands in a comment at its top,
``<!-- test: posts in posts -->``. A block behind ``<!-- test: only compiled, REASON -->`` is not run. Blocks of `>>>`
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

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("docs/*.md"), *ROOT.glob("README*.md")])
OTHERS = {  # programs that are not run here, and why
    "pip": "it asks the network",
    "python3": "it makes a virtual environment",
    "git": "it would write to a repository",
    "npx": "it is Node's",
    "source": "it is the shell's",
    "sbatch": "it needs a cluster",
}
_FENCE = re.compile(
    r"^(?:<!-- test: only compiled, (?P<reason>.+) -->\n)?"
    r"^(?P<fence>```+)(?:\{code-block\} )?(?P<language>python|console|sh)\n(?::caption: (?P<caption>\S+)\n\n?)?"
    r"(?P<text>.*?)^(?P=fence)$",
    re.MULTILINE | re.DOTALL,
)
_CRUDE = re.compile(r"^ *(?:```+|:::+|~~~+) *(?:\{code-block\} *)?(?:py\w*|console|sh|bash|shell)\b", re.MULTILINE)
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
    if block.language != "python"
    for command, _ in _commands(block)
]


def _is_run(command: str) -> bool:
    return command.split()[0] not in OTHERS


def _shell(command: str, folder: Path) -> tuple[str, int]:
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    environment = {**os.environ, "PATH": path, "PYTHONUTF8": "1", "LC_ALL": "C.UTF-8"}
    run = subprocess.run(  # noqa: S602 # the page's own words
        command, shell=True, cwd=folder, env=environment, capture_output=True, encoding="utf-8", timeout=120, check=False
    )
    return run.stdout + run.stderr, run.returncode


def _same(printed: str, told: str) -> bool:
    """Whether *printed* is what the page tells; a line of an ellipsis stands for any lines, one in a line for anything."""
    lines = [re.escape(line.rstrip()).replace("…", ".*") for line in told.strip().splitlines()]
    pattern = "\n".join(lines).replace("\n.*\n", r"\n(?s:.*)\n")
    return not lines or re.fullmatch(pattern, "\n".join(map(str.rstrip, printed.strip().splitlines()))) is not None


def _run_page(page: Path, folder: Path) -> None:
    if found := _POSTS.search(page.read_text("utf-8")):
        posts = folder / found[1]
        posts.mkdir(parents=True)
        for sample in SAMPLES.values():
            (posts / f"{sample.name}.md").write_bytes(sample.source)
    names: dict[str, Any] = {"__name__": "__main__"}
    for block in _blocks(page):
        if block.language != "python":
            for command, told in filter(lambda shown: _is_run(shown[0]), _commands(block)):
                printed, code = _shell(command, folder)
                assert _same(printed, told), f"{block}: {command}\n{printed}"
                assert told or code == 0, f"{block}: {command}\n{printed}"
        elif block.caption:
            (folder / block.caption).parent.mkdir(parents=True, exist_ok=True)
            (folder / block.caption).write_text(block.text, encoding="utf-8")
        elif ">>> " in block.text:
            _run_examples(block, names)
        elif not block.reason:
            exec(compile(block.text, str(block), "exec"), names)  # noqa: S102


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
        page = block.page.read_text("utf-8")
        if block.caption and not block.reason:
            assert re.search(rf"^\$ python {re.escape(block.caption)}$", page, re.MULTILINE) or re.search(
                rf"(?:from|import) {re.escape(Path(block.caption).stem)} ", page
            )

    @pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
    def test_none_is_missed(self, page: Path) -> None:
        """No block stands in a form that is not looked for."""
        assert len(_blocks(page)) == len(_CRUDE.findall(page.read_text("utf-8")))

    @pytest.mark.parametrize("command", COMMANDS)
    def test_commands(self, command: str) -> None:
        """A command that is not run is of a program that the table names with its reason, never ours."""
        assert _is_run(command) or "ofweek-parse " not in command.replace("install", "").split("&&")[0]

    def test_finds_something(self) -> None:
        """Blocks of every kind are found."""
        assert {block.language for block in BLOCKS} >= {"python", "console"}
        assert any(block.reason for block in BLOCKS)
        assert any(block.caption for block in BLOCKS)
