"""HTML, parsed by a browser's algorithm, by this library and by a sanitizer."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import get_args

import nh3
import pytest
from hypothesis import example, given, settings

from ofweek_parse import (
    Article,
    Block,
    Cell,
    Code,
    CodeBlock,
    Embed,
    EmbedKind,
    Figure,
    Image,
    InlineImage,
    Link,
    ListBlock,
    Math,
    Parser,
    Quote,
    Rule,
    Table,
    to_html,
    to_post,
)
from ofweek_parse.testing import Sample, articles
from tests.filled import EVERYTHING
from tests.making import article, bold, figure, line, link, paragraph
from tests.reading_back import shown_text, text_of, tree
from tests.rendering import HTML_ALLOWED, violations

RAW = Parser(normalizers=())
SCRIPTS = (
    "<script>alert(1)</script>",
    '"><script>alert(1)</script>',
    "'><img src=x onerror=alert(1)>",
    '" onload="alert(1)',
    "</p></figure><svg onload=alert(1)>",
    "<!--><img src=x onerror=alert(1)>-->",
    "]]><b>",
    "</title></style><iframe src=javascript:alert(1)>",
    "&lt;script&gt;&#60;script&#62;",
    "\x00<scr\x00ipt>",
    "<math><mtext><style><img title='</style><img src onerror=alert(1)>'>",
    "`onclick=alert(1) ",
)
UNSAFE = ("javascript:alert(1)", "JAVASCRIPT:a", " java\tscript:a", "\x01javascript:a", "javascript\n:a", "vbscript:a")


EMBEDS: tuple[EmbedKind, ...] = get_args(EmbedKind)


def _everywhere(text: str) -> Article:
    """An article with *text* in every place that takes text."""
    image = Image(src=text, alt=text, title=text)
    inlines = (
        *line(text),
        Code(code=text),
        Math(tex=text),
        Link(href=text, inlines=line(text), title=text),
        InlineImage(image=image),
    )
    embeds = [Embed(kind=kind, url=text, title=text, poster=text) for kind in ("iframe", "video")]
    blocks: tuple[Block, ...] = (paragraph(*inlines), Figure(image=image, caption=inlines, href=text), *embeds)
    return article(*blocks, Quote(blocks=(CodeBlock(code=text, language=text),)), title=text)


class TestAllowList:
    """Only the elements, attributes and schemes that the writer knows."""

    @settings(max_examples=80, deadline=None)
    @given(articles())
    @example(EVERYTHING)
    def test_articles(self, given_article: Article) -> None:
        """A browser finds no others in what is written of any article, and the article's text."""
        written = to_html(given_article)
        assert violations(written, given_article, HTML_ALLOWED) == []
        assert text_of(written).replace(" ", "") == "".join(shown_text(given_article).split())

    def test_samples(self, ofweek_sample: Sample) -> None:
        """Nor in any sample, of which a sanitizer leaves all the text."""
        written = to_html(ofweek_sample.article)
        assert violations(written, ofweek_sample.article, HTML_ALLOWED) == []
        assert text_of(nh3.clean(written)) == text_of(written)

    @pytest.mark.parametrize("text", SCRIPTS)
    def test_scripts(self, text: str) -> None:
        """Text stays text in every place, in a fragment and in a page."""
        hostile = _everywhere(text)
        written = to_html(hostile)
        assert violations(written, hostile, HTML_ALLOWED) == []
        assert text_of(nh3.clean(written)) == text_of(written)
        page = tree(to_html(hostile, page=True))
        assert page.findtext("head/title") == page.findtext("body/article/h1") == text.replace("\x00", "\ufffd")
        assert not page.findall(".//script")

    @settings(max_examples=50, deadline=None)
    @given(articles())
    def test_sanitizer(self, given_article: Article) -> None:
        """A sanitizer leaves all the text of any article."""
        written = to_html(given_article)
        assert text_of(nh3.clean(written)) == text_of(written)


class TestUrls:
    """URLs that are not given out."""

    @pytest.mark.parametrize("url", [*UNSAFE, "data:text/html,<b>", "file:///a"])
    def test_refused(self, url: str) -> None:
        """A link keeps its text, a figure its caption, an image and an embed go."""
        shown = Figure(image=Image(src=url), caption=line("图注"))
        inlines = (link("a", href=url), *line("b"), InlineImage(image=Image(src=url)))
        given_article = article(paragraph(*inlines), shown, Embed(kind="iframe", url=url))
        assert to_html(given_article) == "<p>ab</p>\n<p>图注</p>\n"

    def test_figure_link(self) -> None:
        """A figure that leads to such a URL stays without the link."""
        assert to_html(article(Figure(image=Image(src="a.png"), href="javascript:a"))) == (
            '<figure><img src="a.png" alt=""></figure>\n'
        )

    def test_data(self) -> None:
        """A bitmap may stand in an image, not in a frame."""
        url = "data:image/png;base64,AAAA"
        assert to_html(article(Embed(kind="iframe", url=url), figure(src=url))) == (
            f'<figure><img src="{url}" alt=""></figure>\n'
        )


class TestPosters:
    """The picture that a video shows before it plays."""

    def test_written(self) -> None:
        """A video has it; a frame and a sound have none."""
        for kind in EMBEDS:
            written = to_html(article(Embed(kind=kind, url="/v", poster='/p".png')))
            assert ('poster="/p&quot;.png"' in written) is (kind == "video")

    @pytest.mark.parametrize("url", [*UNSAFE, "data:text/html,<b>"])
    def test_refused(self, url: str) -> None:
        """One from such a URL is left out, the video stays."""
        assert to_html(article(Embed(kind="video", url="/v", poster=url))) == '<video src="/v" controls></video>\n'


class TestEscaping:
    """Characters that mean something in HTML."""

    def test_text(self) -> None:
        """They are references in text and in attributes."""
        given_article = article(paragraph("<&>\"'", link("a", href='/?b&c="')))
        assert to_html(given_article) == '<p>&lt;&amp;&gt;&quot;&#x27;<a href="/?b&amp;c=&quot;">a</a></p>\n'

    @pytest.mark.parametrize("char", ["\x00", "\x08", "\x0c", "\x1f", "\x7f", "\x9f", "\ud800", "\ufdd0", "\uffff"])
    def test_controls(self, char: str) -> None:
        """What HTML forbids shows as a replacement character."""
        assert to_html(article(f"a{char}b")) == "<p>a\ufffdb</p>\n"
        to_html(_everywhere(char)).encode()


class TestBlocks:
    """How blocks are written."""

    def test_figure(self) -> None:
        """A figure has a caption, an alternative text even if empty, and its size."""
        image = Image(src="a.png", title="题", width=640, height=480)
        assert to_html(article(Figure(image=image, caption=line("图", bold("注")), href="/b"))) == (
            '<figure><a href="/b"><img src="a.png" alt="" title="题" width="640" height="480"></a>'
            "<figcaption>图<strong>注</strong></figcaption></figure>\n"
        )

    def test_no_facts(self) -> None:
        """What only this library reads is written in posts, not in pages."""
        image = Image(src="a", original_src="b", alt_verdict="repeats-body")
        given_article = article(paragraph(link("储能", keyword=True)), Figure(image=image))
        written, post = to_html(given_article), to_post(given_article)
        for fact in ("hrefStyle", "data-alt-verdict", "data-fetched-from"):
            assert fact not in written
            assert fact in post

    def test_list(self) -> None:
        """Items that are one paragraph need no element for it; a list starts where it starts."""
        inner = ListBlock(items=((paragraph("b"),),))
        items = ((paragraph("a"), inner), (paragraph("c"), paragraph("d")))
        assert to_html(article(ListBlock(items=items, ordered=True, start=3))) == (
            '<ol start="3">\n<li>a\n<ul>\n<li>b</li>\n</ul>\n</li>\n<li>\n<p>c</p>\n<p>d</p>\n</li>\n</ol>\n'
        )

    def test_table(self) -> None:
        """A header is a header, spans are spans, and a table without header says that it is one."""
        wide = Cell(blocks=(paragraph("a"),), colspan=2, rowspan=3)
        assert to_html(article(Table(header=(wide,), rows=((Cell(),),)))) == (
            '<table>\n<thead>\n<tr><th colspan="2" rowspan="3">a</th></tr>\n</thead>\n'
            "<tbody>\n<tr><td></td></tr>\n</tbody>\n</table>\n"
        )
        assert to_html(article(Table(rows=((wide,),)))).startswith('<table role="table">\n<tbody>')

    def test_others(self) -> None:
        """Alignment, code, embeds and rules."""
        code, video = CodeBlock(code="a\n<b>", language="c"), Embed(kind="video", url="/v", title="t")
        assert to_html(article(paragraph("a", align="center"), code, video, Rule())) == (
            '<p style="text-align: center">a</p>\n<pre><code class="language-c">a\n&lt;b&gt;\n</code></pre>\n'
            '<video src="/v" title="t" controls></video>\n<hr>\n'
        )


class TestPage:
    """The option *page*."""

    def test_page(self) -> None:
        """A page has its title, the time and the body that a fragment has."""
        time = datetime(2021, 7, 26, 1, 29, tzinfo=timezone.utc)
        given_article = Article(title="风 & 电", published=time, blocks=(paragraph("正文"),))
        page = tree(to_html(given_article, page=True))
        stamp = page.find("body/article/p/time")
        assert stamp is not None
        assert (stamp.get("datetime"), stamp.text) == ("2021-07-26T01:29:00+00:00", "2021-07-26 01:29 UTC")
        assert page.findtext("head/title") == "风 & 电"
        assert to_html(given_article) in to_html(given_article, page=True)

    def test_no_time(self) -> None:
        """Without a time there is none."""
        assert "<time" not in to_html(article("a"), page=True)


class TestFixpoint:
    """HTML written, read and written again."""

    @settings(max_examples=80, deadline=None)
    @given(articles())
    def test_articles(self, given_article: Article) -> None:
        """It is the same, of every article in the form that the reader gives it."""
        written = to_html(RAW.parse(to_post(given_article)))
        assert to_html(RAW.parse(f"---\na: b\n---\n{written}")) == written

    def test_samples(self, ofweek_sample: Sample) -> None:
        """It is the same, of every sample, cleaned and raw."""
        for given_article in (ofweek_sample.article, RAW.parse(ofweek_sample.source)):
            written = to_html(given_article)
            assert to_html(RAW.parse(f"---\na: b\n---\n{written}")) == written

    @pytest.mark.parametrize("text", SCRIPTS)
    def test_scripts(self, text: str) -> None:
        """It is the same, of hostile text."""
        written = to_html(RAW.parse(f"---\na: b\n---\n{to_html(_everywhere(text))}"))
        assert to_html(RAW.parse(f"---\na: b\n---\n{written}")) == written
