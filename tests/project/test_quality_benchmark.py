"""The quality benchmark: its expected results are right, and its measures detect errors of a tool."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import attrs
import pytest

from ofweek_parse import Article, Paragraph, Parser, Text

pytest.importorskip("html5lib")

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"
POST = """---
title: '山谷_风'
date: Mon, 26 Jul 2021 01:29:00 GMT
---
<p>山谷里一共有四十二台风机，最老的一台已经转了二十年。</p>
<p><img src="a.png" alt="山谷里一共有四十二台风机，最老的一台已经转了二十年。"></p>
<p><a href="u?x=1&amp;y=2">维护的人</a>说，风大的时候整座山都在唱歌，风停了反而睡不着。</p>
<p><img src="blank.gif" data-original="b.png"></p>
<pre><code>if a &lt; b:
    c</code></pre>
"""


@pytest.fixture(scope="module")
def modules() -> Any:
    """The benchmark's modules, as the command imports them."""
    sys.path.insert(0, str(BENCHMARKS))
    try:
        names = ("quality", "quality_peers", "quality_posts", "quality_structure", "quality_measures", "readings")
        yield {name: import_module(name) for name in names}
    finally:
        sys.path.remove(str(BENCHMARKS))


@pytest.fixture
def facts(modules: Any, tmp_path: Path) -> Any:
    """What is known of the post above from its source text alone."""
    (tmp_path / "a.md").write_text(POST, encoding="utf-8")
    (found,) = modules["quality_posts"].real_posts(str(tmp_path))
    return found


def shares(modules: Any, facts: Any, reading: Any) -> Any:
    """Precision and recall by measure; of copies their share of the article."""
    tallies = modules["quality_measures"].measured(facts, reading)
    found = {name: (tally.precision, tally.recall) for name, tally in tallies.items()}
    return found | {"copies": tallies["copies"].given / tallies["copies"].expected}


class TestFacts:
    """What is known of posts."""

    def test_real(self, facts: Any) -> None:
        """Facts of a real post come from its source text."""
        assert facts.images == (frozenset({"a.png"}), frozenset({"b.png", "blank.gif"}))
        assert facts.links == ("u?x=1&y=2",)
        assert facts.code == ("if a < b:\n    c",)
        assert facts.titles == {"山谷_风"}
        assert facts.published is not None

    def test_several_folders(self, modules: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """OFWEEK_POSTS names several folders as PATH does; a file without front matter is no post."""
        for name in ("a", "b"):
            (tmp_path / name).mkdir()
            (tmp_path / name / f"{name}.md").write_text(POST, encoding="utf-8")
        (tmp_path / "a" / "README.md").write_text("text", encoding="utf-8")
        monkeypatch.setenv("OFWEEK_POSTS", os.pathsep.join([str(tmp_path / "a"), str(tmp_path / "b")]))
        assert [facts.name for facts in modules["quality_posts"].real_posts(None)] == ["a", "b"]

    def test_made_again(self, modules: Any) -> None:
        """The same posts are made in every run, with each quirk alone and several together."""
        posts, structure = modules["quality_posts"], modules["quality_structure"]
        assert posts.made_posts(5) == posts.made_posts(5)
        assert structure.structured_posts(3) == structure.structured_posts(3)
        assert {"quirk crlf", "date chinese", "alt cut-short", "combined 4"} <= {
            each.name for each in posts.made_posts(5)
        }


class TestMeasures:
    """What is told of a tool."""

    def test_whole(self, modules: Any, facts: Any) -> None:
        """This library reads the post whole."""
        reading = modules["quality_peers"].TOOLS[0].read(POST.encode())
        found = shares(modules, facts, reading)
        assert found.pop("copies") == 0
        assert found.pop("code") == (None, 1)
        assert {*found.values()} == {(1, 1)}

    def test_perfect_answers(self, modules: Any) -> None:
        """The answers of made posts are what this library gives, so that a change of either is seen."""
        quality, peers, posts = modules["quality"], modules["quality_peers"], modules["quality_posts"]
        made = [*posts.made_posts(3), *modules["quality_structure"].structured_posts(3)]
        table = quality.tallied(made, peers.TOOLS[:1])
        cells = {row[0]: row[1] for row in quality.rows(table, peers.TOOLS[:1])[1:]}
        assert {*cells.values()} == {"100", "100 / 100", "0.00×"}
        assert {*modules["quality_measures"].MEASURES} == {*cells}

    def test_lost_text(self, modules: Any, facts: Any) -> None:
        """A paragraph that is left out costs recall, and only that."""
        reading = modules["quality_peers"].TOOLS[0].read(POST.replace("，风停了反而睡不着。", "").encode())
        found = shares(modules, facts, reading)
        assert found["text"][0] == 1
        assert 0.5 < found["text"][1] < 1
        assert found["lines once"][1] < 1

    def test_doubled_and_foreign_text(self, modules: Any, facts: Any) -> None:
        """Text that is given twice, or that the post does not show, costs precision."""
        read = modules["quality_peers"].TOOLS[0].read
        line = "<p>山谷里一共有四十二台风机，最老的一台已经转了二十年。</p>"
        doubled = shares(modules, facts, read((POST + line).encode()))
        foreign = shares(modules, facts, read((POST + "<p>相关推荐：十大品牌排行榜单</p>").encode()))
        assert doubled["text"][0] < 1
        assert doubled["lines once"][1] < 1
        assert doubled["copies"] > 0.2
        assert foreign["text"][0] < 1
        assert foreign["lines once"][1] == 1

    def test_leak(self, modules: Any, facts: Any) -> None:
        """Copies in alternative texts are told as a share of the article."""
        reading = modules["quality_peers"].TOOLS[1].read(POST.encode())
        assert 0.3 < shares(modules, facts, reading)["copies"] < 0.7

    def test_images(self, modules: Any, facts: Any) -> None:
        """A lost image, an order that changed and a wrong URL are seen."""
        reading = modules["readings"].Reading(text="")
        for images, expected in {
            ("a.png", "b.png"): (1, 1),
            ("b.png", "a.png"): (0.5, 0.5),
            ("b.png",): (1, 0.5),
            ("a.png", "c.png"): (0.5, 0.5),
        }.items():
            assert shares(modules, facts, attrs.evolve(reading, images=images))["images"] == expected

    def test_code(self, modules: Any, facts: Any) -> None:
        """One character of code that changed is seen."""
        reading = modules["readings"].Reading(text="", code=("if a < b:\n   c",))
        assert shares(modules, facts, reading)["code"][1] == 0

    def test_no_notion(self, modules: Any, facts: Any) -> None:
        """What a tool has no notion of is a dash, not a zero."""
        tool = modules["quality_peers"].Tool("text only", lambda _: modules["readings"].Reading(text="a"), (), (), "")
        quality = modules["quality"]
        cells = {row[0]: row[1] for row in quality.rows(quality.tallied([facts], [tool]), [tool])[1:]}
        assert "images" not in cells
        ours = modules["quality_peers"].TOOLS[0]
        cells = {row[0]: row[2] for row in quality.rows(quality.tallied([facts], [ours, tool]), [ours, tool])[1:]}
        assert cells["images"] == cells["title"] == cells["time"] == "–"
        assert cells["text"] != "–"

    def test_failing_tool(self, modules: Any, facts: Any, capsys: pytest.CaptureFixture[str]) -> None:
        """A tool that raises is told of, and loses the post."""

        def fail(_: bytes) -> Any:
            raise RecursionError

        tool = modules["quality_peers"].Tool("broken", fail, (), (), "")
        quality = modules["quality"]
        assert quality.rows(quality.tallied([facts], [tool]), [tool])[-1] == ["failures", "1"]
        assert "broken fails at a" in capsys.readouterr().err

    def test_broken_parser(self, modules: Any) -> None:
        """A parser whose last step drops a paragraph in each post is seen in the table."""

        def without_first_paragraph(article: Article) -> Article:
            place = next(n for n, block in enumerate(article.blocks) if isinstance(block, Paragraph))
            return attrs.evolve(article, blocks=article.blocks[:place] + article.blocks[place + 1 :])

        def shouting(article: Article) -> Article:
            line = Paragraph(inlines=(Text(text="扫码关注我们的公众号"),))
            return attrs.evolve(article, title="!", blocks=(*article.blocks, line))

        peers, quality = modules["quality_peers"], modules["quality"]
        tools = [peers.Tool(step.__name__, peers._ours(Parser().with_step(step)), (), (), "") for step in (without_first_paragraph, shouting)]  # fmt: skip
        table = quality.tallied(modules["quality_posts"].made_posts(2), tools)
        assert table["text"]["without_first_paragraph"].recall < 1
        assert table["text"]["shouting"].precision < 1
        assert table["title"]["shouting"].recall == 0


class TestCommand:
    """The command."""

    def test_runs(self, tmp_path: Path) -> None:
        """It prints versions, the seed, a table for each kind of post, and how the tools were set up."""
        (tmp_path / "a.md").write_text(POST, encoding="utf-8")
        command = [sys.executable, str(BENCHMARKS / "quality.py"), "--count", "2", "--posts", str(tmp_path)]
        environment = {**os.environ, "PYTHONUTF8": "1"}
        run = subprocess.run(command, capture_output=True, encoding="utf-8", check=True, env=environment)  # noqa: S603 # ours
        for words in (
            "Python 3.",
            "seed 20210726",
            "made, with quirks",
            "1 made, plain HTML",
            "1 real",
            "no normalizers",
        ):
            assert words in run.stdout
