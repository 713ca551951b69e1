"""The strategies and their imports."""

from __future__ import annotations

import importlib
import subprocess
import sys
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, Phase, find, given, settings

import ofweek_parse.testing
from ofweek_parse import (
    Article,
    Block,
    Cell,
    Credit,
    Figure,
    Heading,
    Image,
    Inline,
    Keyword,
    ListBlock,
    OfweekParseError,
    Paragraph,
    Parser,
    Quote,
    Table,
    Text,
)
from ofweek_parse.testing import articles, hostile_posts, posts
from ofweek_parse.testing.invariants import broken_promises
from ofweek_parse.testing.lines import inlines
from tests.filled import CLASSES
from tests.making import bold, figure, line, link, paragraph

QUICK = settings(max_examples=500, derandomize=True, phases=[Phase.generate], suppress_health_check=list(HealthCheck))


def printed(code: str) -> str:
    """What *code* prints in a process of its own."""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603
    return done.stdout.strip()


def field_names(kind: type[Any]) -> list[str]:
    """The fields of a class, by names such as ``Image.src``."""
    return [f"{kind.__name__}.{field.name}" for field in attrs.fields(kind)]


class TestStrategies:
    """What they draw."""

    @settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
    @given(hostile_posts())
    def test_hostile(self, source: bytes) -> None:
        """A hostile post gives an article or an error of the library."""
        try:
            assert isinstance(Parser().parse(source), Article)
        except OfweekParseError as error:
            assert error.code  # noqa: PT017 # either is right

    def test_every_field(self) -> None:
        """Articles keep the promises, and some hundreds have every block and inline, and another value in every field."""
        drawn: set[str] = set()

        def note(part: object) -> None:
            if isinstance(part, tuple):
                for inner in part:
                    note(inner)
            elif attrs.has(kind := type(part)):
                drawn.add(kind.__name__)
                for field in attrs.fields(kind):
                    if (value := getattr(part, field.name)) != field.default:
                        drawn.add(f"{kind.__name__}.{field.name}")
                    note(value)

        @settings(max_examples=300, derandomize=True, phases=[Phase.generate])
        @given(articles(), inlines())
        def draw(article: Article, line: tuple[Inline, ...]) -> None:
            assert broken_promises(article) == []
            note((article, line))

        draw()
        missing = {name for kind in CLASSES for name in (kind.__name__, *field_names(kind))} - drawn
        assert missing == {"Image.original_src"}  # only normalizers fill it

    def test_smallest_post(self) -> None:
        """A post shrinks to one without figures, quirks and credits."""
        post = find(posts(), lambda _: True, settings=QUICK)
        assert not post.article.images
        assert not post.article.credits
        assert post.text.startswith("\n---\n")


class TestImporting:
    """When Hypothesis is imported."""

    def test_when_asked_for(self) -> None:
        """The module needs neither Hypothesis nor pytest; a strategy needs Hypothesis."""
        code = "import sys, ofweek_parse.testing as t; print({'hypothesis', 'pytest'} & set(sys.modules)); t.posts; "
        assert printed(code + "print('hypothesis' in sys.modules)").split() == ["set()", "True"]

    def test_missing(self) -> None:
        """Where it is missing the error says what to install; the rest works."""
        code = """
import sys
sys.modules["hypothesis"] = None
from ofweek_parse.testing import *
assert_normalizer("captions", articles=[make_post().article])
try:
    from ofweek_parse.testing import articles
except ImportError as error:
    print(error)
"""
        assert "pip install 'ofweek-parse[testing]'" in printed(code)

    def test_module(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """The module that needs it says so itself."""
        monkeypatch.setitem(sys.modules, "hypothesis", None)
        for module in ("strategies", "lines"):
            monkeypatch.delitem(sys.modules, f"ofweek_parse.testing.{module}")
        with pytest.raises(ImportError, match=r"pip install 'ofweek-parse\[testing\]'"):
            importlib.import_module("ofweek_parse.testing.strategies")

    def test_no_such_name(self) -> None:
        """A name that there is not is not there."""
        with pytest.raises(AttributeError, match="has no attribute 'article'"):
            ofweek_parse.testing.article  # noqa: B018


class TestPromises:
    """What no article may have."""

    @pytest.mark.parametrize(
        ("block", "told"),
        [
            (Paragraph(inlines=()), "empty Paragraph"),
            (Heading(level=2, inlines=()), "empty Heading"),
            (Quote(blocks=()), "empty Quote"),
            (ListBlock(items=()), "empty ListBlock"),
            (ListBlock(items=((),)), "empty ListBlock"),
            (Table(rows=()), "empty Table"),
            (paragraph(Text(text="")), "empty Text"),
            (paragraph("a", "b"), "two Text side by side"),
            (figure(caption="a"), ""),
            (Figure(image=Image(src="a.png"), caption=line("a", "b")), "two Text side by side"),
            (paragraph(bold()), "empty Strong"),
            (paragraph(bold(bold("a"))), "Strong in Strong"),
            (paragraph(link(bold(link("a")))), "Link in Link"),
            (Table(rows=(), header=(Cell(),)), ""),
        ],
    )
    def test_told(self, block: Block, told: str) -> None:
        """It is told."""
        assert broken_promises(Article(blocks=(block,))) == ([told] if told else [])

    @pytest.mark.parametrize(
        ("article", "told"),
        [
            (Article(alt_residue=("",)), "blank residue"),
            (Article(credits=(Credit(role="author", name=""),)), "blank credit"),
            (Article(keywords=(Keyword(text="", href="a"),)), "blank keyword"),
        ],
    )
    def test_fields(self, article: Article, told: str) -> None:
        """Nor may its other fields hold blanks."""
        assert broken_promises(article) == [told]
