"""The page on testing: its files are written to a project and run."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest

PAGE = Path(__file__).parents[2] / "docs" / "testing.md"
FILES = dict(re.findall(r"```\{code-block\} python\n:caption: (\S+)\n\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL))


class TestPage:
    """From its first block to its last."""

    def test_every_block(self) -> None:
        """Every block of Python is either a file or run as a doctest."""
        page = PAGE.read_text("utf-8")
        kinds = re.findall(r"^```(\S+)", page, re.MULTILINE)
        assert set(kinds) == {"sh", "text", "{code-block}", "{doctest}", "{eval-rst}"}
        assert kinds.count("{code-block}") == len(FILES) == 6

    def test_files(self, pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
        """The tests of the page pass, once the golden files are written; then they tell what changed."""
        for name, text in FILES.items():
            (pytester.path / name).write_text(text, "utf-8")
        pytester.makeini("[pytest]\npythonpath = .\nfilterwarnings = error")
        pytester.makeconftest(
            "from hypothesis import settings\n"
            "settings.register_profile('few', max_examples=20, derandomize=True, deadline=None)\n"
            "settings.load_profile('few')"
        )
        pytester.runpytest_subprocess("--ofweek-update").assert_outcomes(passed=29)
        monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")  # what is left needs one plugin, and no Hypothesis
        (pytester.path / "conftest.py").unlink()
        golden = ("-p", "pytest_ofweek_parse", "test_golden.py")
        path = pytester.path / "golden" / "test_golden" / "test_article-every-block.json"
        path.write_text(path.read_text("utf-8").replace("花一个周末，给楼顶菜地写个浇水脚本", "楼顶菜地"), "utf-8")
        broken = pytester.runpytest_subprocess(*golden)
        broken.assert_outcomes(passed=9, failed=1)
        broken.stdout.fnmatch_lines("*  title: '楼顶菜地' -> '花一个周末，给楼顶菜地写个浇水脚本'")
        shutil.rmtree(pytester.path / "golden")
        pytester.runpytest_subprocess(*golden).assert_outcomes(failed=10)
