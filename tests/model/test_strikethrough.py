"""Strikethrough text and how it is written."""

from __future__ import annotations

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ofweek_parse import (
    Article,
    Emphasis,
    Inline,
    Link,
    Math,
    Strikethrough,
    Strong,
    Text,
    to_html,
    to_markdown,
    to_text,
)
from ofweek_parse.testing.invariants import as_line, is_shown
from tests.making import Part, article, bold, line, paragraph
from tests.reading_back import markdown_shape, shape

PIECES = [*"门票 80 元 “ ” （ ） ， 。 — ！ a b ~ ~~ * _ $ ` \\ ( ) é 😀".split(), " ", "。 ", " x"]
KINDS = (Strikethrough, Strong, Emphasis)


def struck(*parts: Part) -> Strikethrough:
    """Struck-out text."""
    return Strikethrough(inlines=line(*parts))


def italic(*parts: Part) -> Emphasis:
    """Italic type."""
    return Emphasis(inlines=line(*parts))


def lines() -> st.SearchStrategy[tuple[Inline, ...]]:
    """Lines of marks in marks, beside every kind of character."""
    text = st.lists(st.sampled_from(PIECES), min_size=1, max_size=3).map(lambda pieces: Text(text="".join(pieces)))

    def level(depth: int, kinds: tuple[type, ...]) -> st.SearchStrategy[Inline]:
        inner = [
            st.builds(kind, inlines=inlines(depth - 1, tuple(other for other in KINDS if other is not kind)))
            for kind in (kinds if depth else ())
        ]
        return st.one_of(text, *inner)

    def inlines(depth: int, kinds: tuple[type, ...] = KINDS) -> st.SearchStrategy[tuple[Inline, ...]]:
        return st.lists(level(depth, kinds), min_size=1, max_size=3).map(as_line).filter(is_shown)

    return inlines(2)


class TestText:
    """Plain text."""

    def test_marks(self) -> None:
        """The marks are part of it, since without them the text says the opposite."""
        assert to_text(article(paragraph("门票", struck("80"), "60元"))) == "门票~~80~~60元"

    def test_inside(self) -> None:
        """What is inside it counts as anywhere else."""
        assert paragraph(struck("a", bold("b"), Math(tex="c"))).text == "~~abc~~"

    @pytest.mark.parametrize("blank", ["", " ", "\u3000"])
    def test_nothing_struck(self, blank: str) -> None:
        """A stroke through nothing that is seen has no marks."""
        assert struck(blank).text == blank


class TestMarkdown:
    """GFM's strikethrough."""

    @pytest.mark.parametrize(
        ("parts", "written"),
        [
            (("门票", struck("80"), "60元"), "门票~~80~~60元"),
            (("门票", struck("“80”"), "元"), "门&#31080;~~“80”~~&#20803;"),
            ((struck("a~~b"), "c~d"), "~~a&#126;&#126;b~~c&#126;d"),
            ((struck("~"),), "~~&#126;~~"),
            ((struck("a"), struck("b")), "~~ab~~"),
            ((struck("a", struck("b")),), "~~ab~~"),
            ((struck(" a "), "b"), "~~&#32;a&#32;~~&#98;"),
            ((struck(" "), "a"), "&#32;a"),
            ((italic(struck("80")), "元"), "*~~80~~*&#20803;"),
            # What cmark-gfm, which looks past strokes, would not take for a mark if 价 were a letter.
            ((struck("旧价"), bold("“新”")), "~~旧&#20215;~~**“新”**"),
        ],
    )
    def test_written(self, parts: tuple[Part, ...], written: str) -> None:
        """Beside Han punctuation the neighbour is a reference; tildes in text are references always."""
        given_article = article(paragraph(*parts))
        assert to_markdown(given_article) == f"{written}\n"
        assert markdown_shape(written) == shape(given_article.blocks)

    @settings(max_examples=200, deadline=None)
    @given(lines())
    def test_read_back(self, inlines: tuple[Inline, ...]) -> None:
        """A parser of GFM reads the same marks on the same characters, however marks are nested and touch."""
        given_article = article(paragraph(*inlines))
        assert markdown_shape(to_markdown(given_article)) == shape(given_article.blocks)

    def test_in_link(self) -> None:
        """It is kept inside a link and around one."""
        inside = article(paragraph(Link(href="/a", inlines=(struck("旧"),))))
        assert to_markdown(inside) == "[~~旧~~](/a)\n"
        around = article(paragraph(struck(Link(href="/a", inlines=line("旧")))))
        assert to_markdown(around) == "~~[旧](/a)~~\n"


class TestHtml:
    """The element ``del``."""

    def test_written(self) -> None:
        """It is around what was struck out; nothing is written around nothing."""
        given_article = article(paragraph("门票", struck("8<0"), struck(Link(href="javascript:a", inlines=())), "元"))
        assert to_html(given_article) == "<p>门票<del>8&lt;0</del>元</p>\n"

    @settings(max_examples=100, deadline=None)
    @given(lines())
    def test_read_back(self, inlines: tuple[Inline, ...]) -> None:
        """A browser shows the same text struck out."""
        body = html5lib.parse(to_html(Article(blocks=(paragraph(*inlines),))), namespaceHTMLElements=False)
        shown = ["".join(element.itertext()) for element in body.iter("del")]
        assert shown == ["".join(_texts(inline.inlines)) for inline in _struck(inlines)]


def _struck(inlines: tuple[Inline, ...]) -> list[Strikethrough]:
    found: list[Strikethrough] = []
    for inline in inlines:
        if isinstance(inline, KINDS):
            found += [inline] if isinstance(inline, Strikethrough) else []
            found += _struck(inline.inlines)
    return found


def _texts(inlines: tuple[Inline, ...]) -> list[str]:
    return [
        text for inline in inlines for text in (_texts(inline.inlines) if isinstance(inline, KINDS) else [inline.text])
    ]
