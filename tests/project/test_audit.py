"""The audit: its counts, the normalizers that it names, and its page."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from importlib import import_module
from pathlib import Path
from typing import Any

import attrs
import pytest

import ofweek_parse
from ofweek_parse import DEFAULT_NORMALIZERS, Parser, parse, to_dict
from ofweek_parse.testing import PostFigure, make_post, sample

TOOLS = Path(__file__).parents[2] / "tools"
PACKAGE = Path(ofweek_parse.__file__).parent
BROKEN = '''
import attrs
from ofweek_parse import Article, Paragraph, Text

def shout(article):
    """Drop the second block, and change the last."""
    line = Paragraph(inlines=(Text(text="<script>alert(1)</script>&"),))
    return attrs.evolve(article, blocks=(article.blocks[0], *article.blocks[2:-1], line))
'''
WITHOUT_WIDTH = """
_found_as_written = __getattr__

def __getattr__(name):
    found = _found_as_written(name)
    if name == "Parser":
        from functools import partial
        return partial(found, normalizers=tuple(step for step in _found_as_written("DEFAULT_NORMALIZERS") if step != "width"))
    return found
"""


@pytest.fixture(scope="module")
def modules() -> Any:
    """The tool's modules, as the command imports them."""
    sys.path.insert(0, str(TOOLS))
    try:
        yield {name: import_module(f"audit{name}") for name in ("", "_changes", "_page", "_versions", "_worker")}
    finally:
        sys.path.remove(str(TOOLS))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Five made posts, in two of which ASCII is written in full width."""
    posts = tmp_path / "posts"
    posts.mkdir()
    for number in range(5):
        post = make_post(
            title=f"第{number}号机",
            figures=[PostFigure(alt="whole-article", caption="黄昏里的样机")],
            headings={1: "第一章"},
            credits={"author": "林小舟"},
            quirks=["full-width"] if number < 2 else [],
        )
        post.write(posts)
    return posts


def run(*arguments: object) -> str:
    """What the command prints; it finds this library as the tests do."""
    environment = {**os.environ, "PYTHONPATH": str(PACKAGE.parent), "PYTHONUTF8": "1"}
    command = [sys.executable, str(TOOLS / "audit.py"), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", env=environment, check=False, timeout=120)  # noqa: S603 # ours
    assert done.returncode == 0, done.stderr
    return done.stdout


def rows(printed: str) -> dict[str, tuple[int, int]]:
    """The counts of posts and places by rule."""
    lines = printed[printed.index("step ") :].splitlines()[1:-1]
    return {" ".join(line.split()[:-2]): (int(line.split()[-2]), int(line.split()[-1])) for line in lines}


class TestSteps:
    """A step left out or added."""

    def test_without(self, folder: Path, tmp_path: Path) -> None:
        """What the step does is counted under its name: two posts of three paragraphs, of which two hold ASCII."""
        printed = run("--without", "width", folder, "-o", tmp_path / "a.html")
        assert "posts: 5, of which 2 differ" in printed
        assert rows(printed) == {"width blocks paragraph: text": (2, 4)}

    @pytest.mark.parametrize(
        ("step", "expected"),
        [
            ("headings", {"headings blocks heading → paragraph": (5, 5)}),
            ("captions", {"captions blocks nothing → paragraph": (5, 5), "captions image caption lost": (5, 5)}),
            ("credits", {"credits blocks nothing → paragraph": (5, 5), "credits credits lost": (5, 5)}),
            ("alt-text", {"alt-text image alt repeats-body → kept": (5, 5)}),
            ("placeholder-images", {}),
        ],
    )
    def test_each(self, folder: Path, tmp_path: Path, step: str, expected: dict[str, tuple[int, int]]) -> None:
        """Each step's effect is told by field, under that step alone."""
        assert rows(run("--without", step, folder, "-o", tmp_path / "a.html")) == expected

    def test_with(self, folder: Path, tmp_path: Path) -> None:
        """A step may be added by name."""
        printed = run("--with", "cjk-spacing", folder, "-o", tmp_path / "a.html")
        assert {name.split()[0] for name in rows(printed)} == {"cjk-spacing"}

    def test_broken_step(self, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """A function that loses a block in each post is seen, named, and shown as text."""
        (tmp_path / "broken.py").write_text(BROKEN, encoding="utf-8")
        monkeypatch.chdir(tmp_path)
        found = rows(run("--with", "broken:shout", folder, "-o", "a.html"))
        assert {name.split()[0] for name in found} == {"shout"}
        assert found["shout images lost"] == (5, 5)
        text = (tmp_path / "a.html").read_text("utf-8")
        assert "<script" not in text
        assert "&lt;script&gt;" in text


class TestVersions:
    """Two versions."""

    @pytest.fixture
    def changed(self, tmp_path: Path) -> Path:
        """A source tree of a version whose parser runs no ``width``."""
        shutil.copytree(PACKAGE, tmp_path / "changed" / "ofweek_parse", ignore=shutil.ignore_patterns("__pycache__"))
        with (tmp_path / "changed" / "ofweek_parse" / "__init__.py").open("a", encoding="utf-8") as file:
            file.write(WITHOUT_WIDTH)
        return tmp_path / "changed"

    def test_source_trees(self, folder: Path, tmp_path: Path, changed: Path) -> None:
        """The difference between two source trees is named by the step that one of them runs."""
        printed = run(PACKAGE.parent, changed, folder, "-o", tmp_path / "a.html")
        assert rows(printed) == {"width blocks paragraph: text": (2, 4)}

    def test_wheel(self, folder: Path, tmp_path: Path, changed: Path) -> None:
        """A wheel is unpacked, and a Python is run as it is."""
        wheel = shutil.make_archive(str(tmp_path / "made"), "zip", changed)
        shutil.move(wheel, tmp_path / "made.whl")
        printed = run(sys.executable, tmp_path / "made.whl", folder, "-o", tmp_path / "a.html")
        assert rows(printed) == {"width blocks paragraph: text": (2, 4)}

    def test_same(self, folder: Path, tmp_path: Path) -> None:
        """A version differs in nothing from itself, with several processes too."""
        printed = run(sys.executable, PACKAGE.parent, folder, "--jobs", "2", "-o", tmp_path / "a.html")
        assert "of which 0 differ" in printed

    def test_dying_process(self, modules: Any, folder: Path, tmp_path: Path) -> None:
        """A version that dies at a post fails there, and goes on with the next."""
        (tmp_path / "dying.py").write_text(
            "import os\ndef die(article):\n    if '3' in article.title:\n        os._exit(1)\n    return article\n",
            encoding="utf-8",
        )
        old = modules["_versions"].version_of(str(PACKAGE.parent), tmp_path)
        new = attrs.evolve(old, path=os.pathsep.join([old.path, str(tmp_path)]), added="dying:die")
        audit = modules[""].audited(old, new, modules[""].posts_in([str(folder)]))
        assert [rule.name for rule in audit.ranked()] == [("reading", "failure", "fails")]
        assert (audit.posts, audit.changed) == (5, 1)

    def test_no_version(self, modules: Any, tmp_path: Path) -> None:
        """What is no version is refused with a sentence."""
        with pytest.raises(SystemExit, match="is neither a Python"):
            modules["_versions"].version_of(str(tmp_path), tmp_path)


class TestChanges:
    """Differences and who made them."""

    @staticmethod
    def result(modules: Any, source: str, *steps: str) -> Any:
        """What the worker writes of *source*."""
        parser = Parser(normalizers=steps or DEFAULT_NORMALIZERS)
        explanation = parser.explain(source)
        changed = [modules["_worker"]._change(step) for step in explanation.steps if step.changed]
        return {"article": to_dict(explanation.article), "raw": to_dict(explanation.raw), "steps": changed}

    def rules(self, modules: Any, old: Any, new: Any) -> set[str]:
        """The rules of the differences, in words."""
        return {" ".join(change.rule) for change in modules["_changes"].changes(old, new)}

    def test_every_field(self, modules: Any) -> None:
        """A change of any field of an article is reported."""
        source = sample("captions-and-credits").source.decode()
        old = self.result(modules, source)
        others = {
            "blocks": old["article"]["blocks"][:-1],
            "front_matter": {**old["article"]["front_matter"], "title": "another"},
            "categories": ["another"],
            "credits": [],
            "keywords": [{"text": "a", "href": "b"}],
            "alt_residue": ["another"],
            "diagnostics": [{"code": "bom", "message": "another"}],
        }
        for name in {*old["article"]} - {"schema_version", "source"}:
            new = {**old, "article": {**old["article"], name: others.get(name, "another")}}
            assert {change.field for change in modules["_changes"].changes(old, new)} & {name, "images"}

    def test_reading(self, modules: Any) -> None:
        """What differs before any step is put down to reading, although steps change both further."""
        header = "---\ntitle: a\ndate: 2021-07-26\n---\n"
        old = self.result(modules, f"{header}<p>８８．４２％</p>")
        new = self.result(modules, f"{header}<p>８８．４３％</p>")
        assert self.rules(modules, old, new) == {"reading blocks paragraph: text"}

    def test_absorbed(self, modules: Any) -> None:
        """A step that works on what another step made is the one that is named."""
        source = "---\ntitle: a\ndate: 2021-07-26\n---\n<p>８８．４２％\u00a0</p><p><b>\u00a0第１章\u00a0</b></p>"
        steps = ("whitespace", "width", "headings")
        old = self.result(modules, source, *steps[:2])
        new = self.result(modules, source, *steps)
        assert self.rules(modules, old, new) == {"headings blocks paragraph → heading"}

    def test_new_fields(self, modules: Any) -> None:
        """A field that only the new version has, and that holds nothing, is no difference."""
        source = sample("captions-and-credits").source.decode()
        old, new = self.result(modules, source), self.result(modules, source)
        for part in (*new["article"]["credits"], *new["article"]["blocks"]):
            part["later"] = None
        new["article"]["later"] = []
        assert self.rules(modules, old, new) == set()

    def test_diagnostic(self, modules: Any) -> None:
        """Diagnostics are told by code, wherever they stand."""
        header = "---\ntitle: a\ndate: 2021-07-26\n---\n"
        old = self.result(modules, f"{header}<p>a</p><p hidden>b</p>")
        new = self.result(modules, f"{header}\n\n<p>a</p>\n<p hidden>b</p><p hidden>c</p>")
        assert self.rules(modules, old, new) == {"reading diagnostics hidden-content: found"}


class _Page(HTMLParser):
    """What of a page could do something."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.active: list[str] = []
        self.rows = 0
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.rows += tag == "tr"
        if tag in {"script", "img", "iframe", "form", "link", "object", "base"}:
            self.active.append(tag)
        self.active += [name for name, value in attrs if name.startswith("on") or (name in {"src", "href"} and not (value or "").startswith("#"))]  # fmt: skip


class TestPage:
    """The page with examples."""

    def test_inactive(self, modules: Any) -> None:
        """Whatever a post holds, the page shows it as text."""
        rule = modules[""].Rule(("<b>", "'\"", "<script>"))
        evil = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'&lt;"
        changes = [modules["_changes"].Change("a", "b", "c", evil, evil + "x"), modules["_changes"].Change("a", "b", "c", "", evil)]  # fmt: skip
        rule.add(f"posts/{evil}.md", changes)
        assert _Page(modules["_page"].page(evil, {evil: evil}, [rule])).active == []

    def test_thirty_examples(self, modules: Any) -> None:
        """Of many places thirty are shown, from all of them, and the same in every run."""
        found = []
        for _ in range(2):
            rule = modules[""].Rule(("a", "b", "c"))
            for number in range(1_000):
                rule.add(f"{number}.md", [modules["_changes"].Change("a", "b", "c", str(number), "")])
            found.append(rule.examples)
        assert found[0] == found[1]
        assert len(found[0]) == 30
        assert max(int(before) for _, before, _ in found[0]) > 500
        assert (rule.posts, rule.places) == (1_000, 1_000)

    def test_long_texts(self, modules: Any) -> None:
        """Of long texts the part is shown in which they differ."""
        old, new = modules["_page"].side_by_side("风" * 5_000 + "甲" + "声" * 5_000, "风" * 5_000 + "乙" + "声" * 5_000)
        assert "<del>甲</del>" in old
        assert "<ins>乙</ins>" in new
        assert len(old) < 2_000

    def test_counts(self, folder: Path, tmp_path: Path) -> None:
        """The page shows each place of a rule of few."""
        run("--without", "headings", folder, "-o", tmp_path / "a.html")
        page = (tmp_path / "a.html").read_text("utf-8")
        assert _Page(page).rows == 3 + 2 + 1 + 5 * 2
        assert "第一章" in page
        assert parse((folder / "第0号机.md").read_bytes()).title == "第0号机"
