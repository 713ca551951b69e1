"""The pytest plugin, run in separate projects."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pytest
from _pytest.assertion.rewrite import AssertionRewriter

import ofweek_parse
import pytest_ofweek_parse
from ofweek_parse import Article, Parser
from ofweek_parse.testing import SAMPLES, Golden, Sample
from ofweek_parse.testing.differences import abridged, diff, differences
from tests.making import article

if TYPE_CHECKING:
    from collections.abc import Mapping

GOLDEN = """
import pytest
from ofweek_parse import parse

@pytest.mark.parametrize("title", ["a", "b/c"])
def test_golden(ofweek_golden, ofweek_post, title):
    ofweek_golden(parse(ofweek_post(title=title).source))
"""


class TestFixtures:
    """The fixtures, in this very suite."""

    def test_samples(self, ofweek_samples: Mapping[str, Sample]) -> None:
        """All samples by name."""
        assert ofweek_samples is SAMPLES

    def test_sample(self, ofweek_sample: Sample, request: pytest.FixtureRequest) -> None:
        """One sample a test, which is called after it."""
        assert request.node.name == f"test_sample[{ofweek_sample.name}]"

    def test_every_sample(self) -> None:
        """The plugin finds the samples without importing them; each has a description."""
        assert tuple(SAMPLES) == pytest_ofweek_parse._SAMPLES

    @pytest.mark.parametrize("ofweek_sample", ["every-block"], indirect=True)
    def test_some_samples(self, ofweek_sample: Sample) -> None:
        """A test may choose its samples."""
        assert ofweek_sample is SAMPLES["every-block"]

    def test_parser(self, ofweek_parser: Parser) -> None:
        """The parser is the usual one."""
        assert ofweek_parser == Parser()

    def test_golden(self, ofweek_golden: Golden) -> None:
        """The file stands beside the test, called after class and test."""
        path = Path(__file__).parent / "golden" / "test_plugin" / "TestFixtures.test_golden.second.json"
        assert ofweek_golden.path("second") == path

    def test_registered(self) -> None:
        """pytest finds the plugin by its entry point."""
        found = [point.value for point in entry_points(group="pytest11") if point.name == "ofweek_parse"]
        assert set(found) == {"pytest_ofweek_parse"}


class TestUnused:
    """Suites that do not use it."""

    def test_imports_nothing(self, pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
        """Neither the package nor what it needs is imported, though samples are parametrized and golden is asked for."""
        pytester.makepyfile(
            test_one="""
            import sys

            def test_nothing_imported():
                names = {name.partition(".")[0] for name in sys.modules}
                assert "pytest_ofweek_parse" in names
                assert not names & {"ofweek_parse", "attr", "attrs", "lxml", "yaml", "dateutil", "hypothesis"}
            """,
            test_two="""
            def test_deselected(ofweek_sample, ofweek_golden, ofweek_samples, ofweek_post, ofweek_parser):
                pass
            """,
        )
        monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")  # what other plugins import is their affair
        result = pytester.runpytest_subprocess("-p", "pytest_ofweek_parse", "-k", "test_nothing_imported")
        result.assert_outcomes(passed=1, deselected=10)

    def test_module_alone(self) -> None:
        """The module of the plugin imports nothing but pytest."""
        code = "import sys, pytest; old = set(sys.modules); import pytest_ofweek_parse; print(set(sys.modules) - old)"
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603
        assert done.stdout.strip() == "{'pytest_ofweek_parse'}"

    def test_imported_before(self) -> None:
        """A program may import the package before it runs pytest: the plugin brings no warning that it is not rewritten."""
        assert AssertionRewriter.is_rewrite_disabled(ofweek_parse.__doc__ or "")

    def test_left_out(self, pytester: pytest.Pytester) -> None:
        """``-p no:ofweek_parse`` leaves it out; the rest of a suite runs."""
        pytester.makepyfile("def test_mine(): pass\ndef test_theirs(ofweek_parser): pass")
        result = pytester.runpytest_subprocess("-p", "no:ofweek_parse")
        result.assert_outcomes(passed=1, errors=1)
        result.stdout.fnmatch_lines("*fixture 'ofweek_parser' not found*")
        result = pytester.runpytest_subprocess("-p", "no:ofweek_parse", "--ofweek-update")
        result.stderr.fnmatch_lines("*unrecognized arguments: --ofweek-update*")


class TestGolden:
    """``ofweek_golden``."""

    @pytest.fixture(autouse=True)
    def _alone(self, pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
        """To import what other plugins need takes longer than all else in these projects."""
        monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
        pytester.makeini("[pytest]\naddopts = -p pytest_ofweek_parse")

    def test_made_and_broken(self, pytester: pytest.Pytester) -> None:
        """A missing file fails; --ofweek-update writes it; then it passes, until the file and the article differ."""
        test = pytester.makepyfile(GOLDEN)
        folder = test.parent / "golden" / test.stem
        missing = pytester.runpytest_subprocess()
        missing.assert_outcomes(failed=2)
        missing.stdout.fnmatch_lines(
            "*There is no golden file golden*test_golden-a.json. Run pytest with --ofweek-update *"
        )
        assert not folder.exists()
        pytester.runpytest_subprocess("--ofweek-update").assert_outcomes(passed=2)
        paths = sorted(folder.iterdir())
        assert len(paths) == 2
        assert json.loads(paths[0].read_text("utf-8"))["title"] == "a"
        pytester.runpytest_subprocess().assert_outcomes(passed=2)

        paths[0].write_text(paths[0].read_text("utf-8").replace('"title": "a"', '"title": "z"'), "utf-8")
        broken = pytester.runpytest_subprocess()
        broken.assert_outcomes(passed=1, failed=1)
        broken.stdout.fnmatch_lines(
            [
                "*does not match the golden file golden*test_golden-a.json (file -> article):*",
                "*  title: 'z' -> 'a'",
                '*-  "title": "z",',
                '*+  "title": "a",',
                "*Run pytest with --ofweek-update to write it again, if the change is intended.",
            ]
        )
        pytester.runpytest_subprocess("--ofweek-update").assert_outcomes(passed=2)
        pytester.runpytest_subprocess().assert_outcomes(passed=2)

    def test_workers(self, pytester: pytest.Pytester) -> None:
        """It works over the workers of pytest-xdist."""
        pytest.importorskip("xdist")
        pytester.makepyfile(
            GOLDEN + "def test_sample(ofweek_sample, ofweek_golden): ofweek_golden(ofweek_sample.article)"
        )
        pytester.runpytest_subprocess("-p", "xdist", "-n", "2", "--ofweek-update").assert_outcomes(passed=12)
        pytester.runpytest_subprocess("-p", "xdist", "-n", "2").assert_outcomes(passed=12)

    def test_class_and_group(self, pytester: pytest.Pytester) -> None:
        """A file is called after its class and test, whatever pytest-xdist adds to the test's id."""
        pytest.importorskip("xdist")
        test = pytester.makepyfile("""
            import pytest
            from ofweek_parse import Article

            class TestOne:
                @pytest.mark.xdist_group("x")
                def test_two(self, ofweek_golden):
                    ofweek_golden(Article())
            """)
        arguments = ("-p", "xdist", "-n", "1", "--dist", "loadgroup", "--ofweek-update")
        pytester.runpytest_subprocess(*arguments).assert_outcomes(passed=1)
        folder = test.parent / "golden" / test.stem
        assert [path.name for path in folder.iterdir()] == ["TestOne.test_two.json"]

    def test_any_order(self, pytester: pytest.Pytester) -> None:
        """It works in any order."""
        pytester.makepyfile(GOLDEN)
        pytester.makeconftest("def pytest_collection_modifyitems(items): items.reverse()")
        pytester.runpytest_subprocess("--ofweek-update").assert_outcomes(passed=2)
        pytester.makeconftest("")
        pytester.runpytest_subprocess().assert_outcomes(passed=2)

    def test_several(self, tmp_path: Path) -> None:
        """Several articles of a test have names; the same name twice is refused."""
        golden = Golden(tmp_path, "test_a", update=True)
        golden(article("风"))
        golden(article("光"), "second")
        assert sorted(path.name for path in tmp_path.iterdir()) == ["test_a.json", "test_a.second.json"]
        with pytest.raises(TypeError, match=r"^name must be text, not int\.$"):
            golden(Article(), cast("Any", 3))
        with pytest.raises(ValueError, match="a unique name"):
            golden(article("光"), "second")

    @pytest.mark.parametrize(
        "one", ["test_a[b/c]", "test_a[b-c]", "test_a[b c]", "test_a[B:c]", "test_a[" + "风" * 99 + "]"]
    )
    @pytest.mark.parametrize("other", ["test_a[b\\c]", "test_a[b?c]", "test_a[" + "风" * 98 + "]"])
    def test_names(self, tmp_path: Path, one: str, other: str) -> None:
        """Two tests never share a file, and every name is one that file systems take."""
        paths = [Golden(tmp_path, name).path() for name in (one, other)]
        assert paths[0] != paths[1]
        assert all(path.parent == tmp_path and len(path.name.encode()) < 255 for path in paths)
        assert not any(set(path.name) & set('\\/:*?"<>| ') for path in paths)

    def test_source(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Where an article came from is no part of it, what a diagnostic says is."""
        monkeypatch.chdir(tmp_path)
        post = b"---\ntitle: a\ndate: Invalid Date\n---\n<p>b</p>"
        Golden(tmp_path, "test_a", update=True)(Parser().parse(post, name="a.md"))
        Golden(tmp_path, "test_a")(Parser().parse(post, name="b.md"))
        with pytest.raises(AssertionError, match=r"diagnostics\[0\].*date-invalid.* was removed"):
            Golden(tmp_path, "test_a")(Parser().parse(post.replace(b"Invalid Date", b"2021-07-26")))

    def test_missing(self, tmp_path: Path) -> None:
        """Where there is no file, it says how to make one, and makes none."""
        with pytest.raises(AssertionError, match=r"no golden file .*test_a.json. Run pytest with --ofweek-update"):
            Golden(tmp_path, "test_a")(Article())
        assert not list(tmp_path.iterdir())

    def test_not_json(self, tmp_path: Path) -> None:
        """A file with a conflict in it is told."""
        (tmp_path / "test_a.json").write_text("<<<<<<< mine\n{}", "utf-8")
        with pytest.raises(AssertionError, match=r"test_a.json is not valid JSON \(.*line 1"):
            Golden(tmp_path, "test_a")(Article())

    def test_no_article(self, tmp_path: Path) -> None:
        """Only articles are compared."""
        with pytest.raises(TypeError, match="article must be an Article, not str"):
            Golden(tmp_path, "test_a")("<p>")  # type: ignore[arg-type]

    def test_unchanged(self, tmp_path: Path) -> None:
        """A file that is right is not written again."""
        Golden(tmp_path, "test_a", update=True)(article("风"))
        path = tmp_path / "test_a.json"
        before = path.stat().st_ino, path.stat().st_mtime_ns
        Golden(tmp_path, "test_a", update=True)(article("风"))
        assert (path.stat().st_ino, path.stat().st_mtime_ns) == before


class TestUnusedGoldenFiles:
    """Files that no test asked for any more."""

    UNUSED = "golden/test_unused/test_old.json"

    @pytest.fixture(autouse=True)
    def _files(self, pytester: pytest.Pytester) -> None:
        pytester.makepyfile(
            test_unused=GOLDEN
            + "def test_other(): pass\ndef test_failing(): assert not __import__('os').environ.get('FAIL')",
            test_two="def test_three(): pass",
        )
        assert pytester.runpytest_subprocess("-q", "-p", "no:cacheprovider", "--ofweek-update").ret == 0
        folder = pytester.path / "golden" / "test_unused"
        assert len(list(folder.glob("*.json"))) == 2
        (pytester.path / self.UNUSED).write_text("{}", "utf-8")

    def test_listed(self, pytester: pytest.Pytester) -> None:
        """They are listed at the end, and nothing fails."""
        for arguments in [(), ("-n", "2"), ("test_unused.py",)]:
            result = pytester.runpytest_subprocess("-q", "-p", "no:cacheprovider", *arguments)
            assert result.ret == 0
            result.stdout.fnmatch_lines(["*golden files that no test asked for*", self.UNUSED])
            assert "test_golden" not in result.stdout.str()

    def test_partial(self, pytester: pytest.Pytester) -> None:
        """A run of a part of the tests can't know."""
        for arguments in [
            ("-k", "other"),
            ("test_unused.py::test_other",),
            ("test_two.py",),
            ("--deselect", "test_unused.py::test_other"),
        ]:
            result = pytester.runpytest_subprocess("-q", "-p", "no:cacheprovider", *arguments)
            assert result.ret == 0
            assert "asked for" not in result.stdout.str()

    def test_failed(self, pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
        """Nor can one in which a test of the module failed."""
        monkeypatch.setenv("FAIL", "1")
        result = pytester.runpytest_subprocess("-q", "-p", "no:cacheprovider")
        assert result.ret == 1
        assert "asked for" not in result.stdout.str()


class TestDifferences:
    """What differs."""

    @pytest.mark.parametrize(
        ("old", "new", "lines"),
        [
            ({"a": 1}, {"a": 1}, []),
            ({"a": 1}, {"a": True}, ["a: 1 -> True"]),
            ({"a": 1}, {"b": 2}, ["a: 1 was removed", "b: 2 was added"]),
            ({"a": {"b": [1, 2]}}, {"a": {"b": [0, 1, 2]}}, ["a.b[0]: 0 was added"]),
            ([{"a": 1}, {"a": 2}], [{"a": 1}, {"a": 3}], ["[1].a: 2 -> 3"]),
            ([1, 2, 3], [4], ["[0]: 1 -> 4", "[1]: 2 was removed", "[2]: 3 was removed"]),
            ("a", ["a"], [": 'a' -> ['a']"]),
        ],
    )
    def test_lines(self, old: object, new: object, lines: list[str]) -> None:
        """A line each, with the way to it."""
        assert list(differences(old, new)) == lines

    def test_many(self) -> None:
        """Not all of too many lines are shown, nor all of a long one."""
        text = abridged(["a" * 1000, *["b"] * 24])
        assert text.splitlines()[0] == f"  {'a' * 300}…"
        assert text.splitlines()[-1] == "  … and 5 more"
        assert diff(["a"] * 200, ["b"] * 200, "old", "new").splitlines()[-1].endswith(" lines more")
