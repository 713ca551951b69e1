"""The representation of an article in an interpreter and a notebook, and the version."""

from __future__ import annotations

import subprocess
import sys
from datetime import datetime, timezone
from pathlib import Path

import nh3
from hypothesis import given, settings

import ofweek_parse
from ofweek_parse import Article, Diagnostic, Strong
from ofweek_parse.testing import Sample, articles
from tests.making import article, figure, line, paragraph
from tests.reading_back import tree

ROOT = Path(__file__).parents[2]


class TestRepr:
    """One line."""

    def test_what_it_is(self) -> None:
        """The title, the time, and how much there is of what."""
        shown = Article(
            title="山谷里的风",
            published=datetime(2021, 7, 26, 1, 29, tzinfo=timezone.utc),
            blocks=(paragraph("文"), figure()),
            diagnostics=(Diagnostic.of("bom", "a"), Diagnostic.of("bom", "b")),
        )
        assert repr(shown) == "<Article '山谷里的风', 2021-07-26 01:29 UTC, 2 blocks, 1 image, 2 diagnostics>"
        assert repr(Article()) == "<Article '', no date, 0 blocks>"

    @settings(max_examples=100, deadline=None)
    @given(articles())
    def test_one_line(self, given_article: Article) -> None:
        """Nothing in it is longer than a line, whatever the article holds."""
        long = ofweek_parse.from_dict(ofweek_parse.to_dict(given_article) | {"title": given_article.title * 99 + "\n"})
        assert len(repr(long).splitlines()) == 1
        assert len(repr(long)) < 400

    def test_subclass(self) -> None:
        """A class of the user's is named."""

        class Report(Article):
            pass

        assert repr(Report(title="a")) == "<Report 'a', no date, 0 blocks>"


class TestNotebook:
    """HTML for a notebook."""

    def test_what_it_shows(self, ofweek_sample: Sample) -> None:
        """The title and the beginning of the text; a sanitizer takes out nothing."""
        given_article = ofweek_sample.article
        shown = given_article._repr_html_()
        assert tree(shown).findtext(".//h3") == given_article.title
        assert given_article.text[:20].split("\n")[0] in shown
        assert "".join(tree(nh3.clean(shown)).itertext()) == "".join(tree(shown).itertext())

    @settings(max_examples=100, deadline=None)
    @given(articles())
    def test_inert(self, given_article: Article) -> None:
        """It is small, has no attribute, and no element but its own, whatever the article says."""
        hostile = article("<script>alert(1)</script>" * 999, *given_article.blocks, title="</h3><img src=x onerror=a>")
        for shown in (hostile._repr_html_(), given_article._repr_html_()):
            body = tree(shown).find("body")
            assert body is not None
            assert {element.tag for element in body.iter()} <= {"body", "article", "h3", "p"}
            assert not any(element.attrib for element in body.iter())
            assert len(shown) < 5_000

    def test_untitled(self) -> None:
        """What an article lacks is not shown."""
        assert Article(blocks=(paragraph(Strong(inlines=line("文"))),))._repr_html_() == (
            "<article><h3>(no title)</h3><p>no date</p><p>文</p><p>1 block</p></article>"
        )


class TestVersion:
    """``ofweek_parse.__version__``."""

    def test_same(self) -> None:
        """It is the version in the project's file."""
        (line_,) = [
            row for row in (ROOT / "pyproject.toml").read_text("utf-8").splitlines() if row.startswith("version")
        ]
        assert line_ == f'version = "{ofweek_parse.__version__}"'

    def test_late(self) -> None:
        """It is looked up when it is asked for, and listed before."""
        code = (
            "import sys, ofweek_parse; print('importlib.metadata' in sys.modules, '__version__' in dir(ofweek_parse),"
            "ofweek_parse.__version__ == ofweek_parse.__dict__['__version__'], 'importlib.metadata' in sys.modules)"
        )
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603
        assert done.stdout.split() == ["False", "True", "True", "True"]
