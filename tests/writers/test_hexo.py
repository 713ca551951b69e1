"""Hexo executes and alters nothing in the content of a written post."""

from __future__ import annotations

import re
from random import Random
from typing import Literal

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from ofweek_parse import (
    Article,
    Block,
    Code,
    CodeBlock,
    Embed,
    Heading,
    LineBreak,
    ListBlock,
    Parser,
    Quote,
    Rule,
    Text,
    to_post,
)
from ofweek_parse.testing import Sample, articles
from tests.hexo import MARKER, fences, front_matter, hostile, shows
from tests.making import article, figure, link, paragraph
from tests.reading_back import text_of

RAW = Parser(normalizers=())
RENDERER = MarkdownIt("js-default", {"html": True, "linkify": True, "breaks": True})
WITHOUT_LINKS = MarkdownIt("js-default", {"html": True, "breaks": True})
"""Makes no links of text, which may take in the marks behind a URL."""
TEMPLATE = re.compile(r"\{[{%#]|#\}")
HOSTILE = st.builds(hostile, articles(), st.integers(0, 10**9).map(Random))
_BLOCK = re.compile(
    r"</?(?:blockquote|div|figure|h[1-6]|hr|li|ol|p|pre|table|tbody|td|th|thead|tr|ul)\b|</code></pre>|<!-- more -->|$",
    re.MULTILINE,
)


def _body(given_article: Article, body: Literal["html", "markdown"] = "html") -> str:
    return front_matter(to_post(given_article, body=body))[1]


def _bare_fences(markdown: str) -> str:
    """*markdown* without its fenced code, as Hexo's templates see it."""
    return re.sub(r"^(`{3,})[^`\n]*\n.*?^\1$", "", markdown, flags=re.DOTALL | re.MULTILINE)


class TestFrontMatter:
    """What Hexo takes for front matter."""

    BODIES = ("layout: false", "permalink: /x\n---\na", "---", ";;;", "\n---\n", "a: {{ b }}")

    @pytest.mark.parametrize("body", ["html", "markdown"])
    @pytest.mark.parametrize("text", BODIES)
    @pytest.mark.parametrize(
        "given_article",
        [
            Article(title=""),
            Article(title="", front_matter={"title": ""}),
            Article(title="", front_matter={"headimg": "https://picsum.photos/1", "ofweek_parse": {"credits": ()}}),
            Article(title="a"),
        ],
    )
    def test_never_empty(self, given_article: Article, text: str, body: Literal["html", "markdown"]) -> None:
        """There is always some, so that nothing of the body is taken for it."""
        blocks = (paragraph(text), CodeBlock(code=f"{text}\n---\n{text}"), Rule())
        given_article = attrs.evolve(given_article, blocks=blocks)
        post = to_post(given_article, body=body)
        header, rest = front_matter(post)
        assert header.startswith("title: ")
        assert post == f"---\n{header}\n---\n{rest}"
        assert RAW.parse(post).title == given_article.title
        assert RAW.parse(post).extra == {}

    @settings(max_examples=100, deadline=None)
    @given(HOSTILE)
    def test_ends(self, given_article: Article) -> None:
        """It ends where it was meant to end, whatever the values and the body hold."""
        for post in (to_post(given_article), to_post(given_article, body="markdown")):
            header, body = front_matter(post)
            assert post == f"---\n{header}\n---\n{body}"
            assert RAW.parse(post).extra == RAW.parse(to_post(RAW.parse(post))).extra
            assert body[:1] == "\n"
            assert not re.search(r"^[-;]{3}", header, re.MULTILINE)


class TestHtml:
    """A body of HTML."""

    @settings(max_examples=100, deadline=None)
    @given(HOSTILE)
    def test_left_alone(self, given_article: Article) -> None:
        """No template, no fence and no placeholder is in it, and a Markdown renderer changes no character."""
        body = _body(given_article)
        assert not re.search("[{}\ufffc\u2028\u2029]", body)
        assert fences(body) == []
        assert all(_BLOCK.match(row) or row.startswith("<li>") for row in body.split("\n"))
        assert RENDERER.render(body).strip("\n") == body.strip("\n")
        assert shows(RENDERER.render(body), given_article, markdown=False)

    @settings(max_examples=100, deadline=None)
    @given(HOSTILE)
    def test_read_back(self, given_article: Article) -> None:
        """This library reads the same article in it, once it is in the form that the reader gives."""
        read = RAW.parse(to_post(given_article))
        again = RAW.parse(to_post(read))
        assert attrs.evolve(again, front_matter={}) == attrs.evolve(read, front_matter={})

    @pytest.mark.parametrize("kind", ["video", "audio", "iframe"])
    def test_embed_first(self, kind: Literal["video", "audio", "iframe"]) -> None:
        """What is embedded stands in a block, since a Markdown renderer knows a video for none."""
        embed = Embed(kind=kind, url="/a.mp4", title=f"a\n\n[x](javascript:alert(1))\n~~~\n{MARKER}\n~~~")
        for blocks in ((embed,), (CodeBlock(code="a"), embed), (Quote(blocks=(embed,)),)):
            post = to_post(article(*blocks))
            assert RENDERER.render(front_matter(post)[1]) == front_matter(post)[1].lstrip("\n")
            assert RAW.parse(post).blocks == blocks


class TestMarkdown:
    """A body of Markdown."""

    @settings(max_examples=100, deadline=None)
    @given(HOSTILE)
    def test_runs_nothing(self, given_article: Article) -> None:
        """No template stands in it, before it is rendered or after; its fences are those of its blocks of code."""
        body = _body(given_article, "markdown")
        codes = [block.code for block in given_article.blocks if isinstance(block, CodeBlock)]
        assert set(fences(body)) <= set(codes)
        assert not re.search("[{}\ufffc\u2028\u2029]", _bare_fences(body))
        assert not TEMPLATE.search(RENDERER.render(body))
        assert "\ufffc" not in RENDERER.render(body)

    @settings(max_examples=100, deadline=None)
    @given(HOSTILE)
    def test_text(self, given_article: Article) -> None:
        """A Markdown renderer shows the text of the article."""
        assert shows(WITHOUT_LINKS.render(_body(given_article, "markdown")), given_article, markdown=True)

    PLACES: tuple[Block, ...] = (
        paragraph(MARKER),
        paragraph("{", Code(code="{ 7191*7193 }}")),
        paragraph(Code(code="{% raw %}{% endraw %}" + MARKER)),
        paragraph("http://a.example/%7B%7B7191*7193%7D%7D"),
        paragraph("http://a.example/#%7D"),
        paragraph("a #}"),
        paragraph(link(MARKER, href="/{{ 7191*7193 }}")),
        Heading(level=2, inlines=(Text(text="{"), LineBreak(), Text(text=MARKER))),
        figure(MARKER, MARKER, caption=MARKER, src="/{{a}}"),
        ListBlock(items=((paragraph("a"), paragraph(MARKER)), (paragraph("b"),))),
        Quote(blocks=(CodeBlock(code=MARKER),)),
        CodeBlock(code=MARKER, language="c"),
        CodeBlock(code="a", language="{{7191*7193}}"),
        Embed(kind="iframe", url="/a", title=MARKER),
    )

    @pytest.mark.parametrize("block", PLACES)
    def test_templates(self, block: Block) -> None:
        """A template is text in every place that has one, and stays what it says."""
        body = _body(article(block), "markdown")
        assert not TEMPLATE.search(RENDERER.render(body))
        assert shows(RENDERER.render(body), article(block), markdown=True)

    @pytest.mark.parametrize(
        "block",
        [
            ListBlock(items=((paragraph("a"), CodeBlock(code="b")),)),
            Quote(blocks=(CodeBlock(code="b"),)),
            paragraph(Code(code="a``b"), " c"),
            paragraph("a", LineBreak(), ": b"),
            paragraph("http://a.example/%E9%A3%8E"),
            CodeBlock(code="    a\n    b"),
            CodeBlock(code="<!-- a -->"),
            CodeBlock(code="<hexoPostRenderCodeBlock><script>alert(1)</script></hexoPostRenderCodeBlock>"),
            CodeBlock(code="&lt;a&gt;", language="x"),
            CodeBlock(code="a", language='"><img/src=x/onerror=alert(1)>'),
        ],
    )
    def test_as_html(self, block: Block) -> None:
        """What Hexo would change in Markdown is HTML."""
        body = _body(article("a", block, "b"), "markdown")
        assert fences(body) == []
        assert re.search(r"^<.*^b$", body, re.DOTALL | re.MULTILINE)
        assert RENDERER.render(body).count("<p>a</p>") == RENDERER.render(body).count("<p>b</p>") == 1
        assert text_of(RENDERER.render(body)) == text_of(RENDERER.render(_body(article("a", block, "b"))))

    def test_code_stays_markdown(self) -> None:
        """Usual code is fenced, so that Hexo highlights it, though it has braces."""
        code = "int main() {\n    return 0;\n}\n\n---"
        body = _body(article("a", CodeBlock(code=code, language="c++"), "b"), "markdown")
        assert body == f"\na\n\n```c++\n{code}\n```\n\nb\n"
        assert fences(body) == [code]


class TestSamples:
    """The package's own samples."""

    @pytest.mark.parametrize("body", ["html", "markdown"])
    def test_shown(self, ofweek_sample: Sample, body: Literal["html", "markdown"]) -> None:
        """Each is shown as it is."""
        written = _body(ofweek_sample.article, body)
        assert shows(RENDERER.render(written), ofweek_sample.article, markdown=body == "markdown")
        assert not TEMPLATE.search(RENDERER.render(written))
