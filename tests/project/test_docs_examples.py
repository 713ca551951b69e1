"""The examples of the reference: each demonstrates its code, and none is missing."""

from __future__ import annotations

import importlib.util
import re
import sys
from pathlib import Path
from types import ModuleType
from typing import get_args

import pytest

from ofweek_parse import DIAGNOSTIC_CODES, AltVerdict, Parser, parse, to_dict
from ofweek_parse.pipeline.registry import BUILT_IN


def _load() -> ModuleType:
    """The module of examples, which stands beside the pages and is in no package."""
    spec = importlib.util.spec_from_file_location("docs_examples", Path(__file__).parents[2] / "docs" / "examples.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["docs_examples"] = module  # attrs looks its classes' module up
    spec.loader.exec_module(module)
    return module


examples = _load()


def rows(page: str, role: str) -> list[str]:
    """The names at the start of the table rows of *page*."""
    text = (Path(__file__).parents[2] / "docs" / page).read_text("utf-8")
    return re.findall(rf"^\| \{{{role}\}}`(.+?)` \|", text, re.MULTILINE)


class TestCodes:
    """An example of each diagnostic code."""

    def test_each(self) -> None:
        """Every code has one, and nothing else has."""
        assert sorted([*examples.POSTS, *examples.PROGRAMS]) == sorted(DIAGNOSTIC_CODES)

    @pytest.mark.parametrize("code", examples.POSTS)
    def test_posts(self, code: str) -> None:
        """A post gives its code, and beside it at most what any post of that kind does."""
        told = examples.diagnosed(examples.POSTS[code])
        assert code in told
        assert set(told) - {code} <= {"date-missing", "json-front-matter"}

    @pytest.mark.skipif(sys.platform != "linux", reason="one of them bounds its memory as Linux does")
    @pytest.mark.parametrize("code", examples.PROGRAMS)
    def test_programs(self, code: str) -> None:
        """A program prints its code."""
        assert code in examples.printed(examples.PROGRAMS[code])


class TestVerdicts:
    """An example of each verdict."""

    def test_each(self) -> None:
        """Every verdict has one, and a row in the table."""
        assert sorted(examples.VERDICTS) == sorted(get_args(AltVerdict))
        assert sorted(rows("alt-text.md", "verdict")) == sorted(get_args(AltVerdict))

    @pytest.mark.parametrize("verdict", examples.VERDICTS)
    def test_verdicts(self, verdict: str) -> None:
        """The first image of a post gets its verdict."""
        assert parse(examples.verdict_post(examples.VERDICTS[verdict][1])).images[0].alt_verdict == verdict


class TestNormalizers:
    """An example of each normalizer."""

    def test_each(self) -> None:
        """Every built-in normalizer has one, and a row in the tables, in the order in which they run."""
        assert sorted(examples.NORMALIZERS) == sorted(BUILT_IN)
        assert rows("normalizers.md", "normalizer") == list(BUILT_IN)

    @pytest.mark.parametrize("name", examples.NORMALIZERS)
    def test_changes(self, name: str) -> None:
        """The normalizer changes its post, and declares so."""
        parser, post = Parser(normalizers=(name,)), examples.NORMALIZERS[name]
        explanation = parser.explain(post)
        assert explanation.steps[0].changed
        assert to_dict(parser.parse(post)) == to_dict(explanation.article)
