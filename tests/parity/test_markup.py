from __future__ import annotations

import gc
import pickle
import weakref
from itertools import pairwise
from typing import TYPE_CHECKING

import attrs
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ofweek_parse import (
    Block,
    Cell,
    Code,
    CodeBlock,
    Diagnostic,
    Embed,
    Emphasis,
    Figure,
    Heading,
    Image,
    Inline,
    InlineImage,
    LimitError,
    Limits,
    LineBreak,
    Link,
    ListBlock,
    OfweekParseError,
    Paragraph,
    Parser,
    Quote,
    Rule,
    Strikethrough,
    Strong,
    Subscript,
    Superscript,
    Table,
    Text,
)
from ofweek_parse.model.traversal import iter_blocks
from ofweek_parse.reading.fast.fast_path import read_fast
from ofweek_parse.reading.html.blocks import read_blocks
from ofweek_parse.reading.html.parsing import tag_positions
from ofweek_parse.testing.strategies import soups
from tests.making import in_time
from tests.reading_paths import HEADER

if TYPE_CHECKING:
    from collections.abc import Iterator

BREAK = LineBreak()


def _read(body: str, **limits: int) -> tuple[tuple[Block, ...], list[Diagnostic]]:
    """The blocks and the diagnostics of *body*; the fast path reads the same, or refuses."""
    bounds = Limits(**limits)
    fast = read_fast(HEADER + body, base_url=None, limits=bounds)
    notes: list[Diagnostic] = []
    try:
        blocks = read_blocks(body, 1, base_url=None, limits=bounds, diagnostics=notes)
    except OfweekParseError:
        assert fast is None or fast.blocks is None
        raise
    assert fast is None or fast.blocks is None or (fast.blocks, []) == (blocks, notes)
    return blocks, notes


def _blocks(body: str) -> tuple[Block, ...]:
    return _read(body)[0]


def _notes(body: str) -> list[tuple[str, int | None, int | None]]:
    return [(note.code, note.line, note.column) for note in _read(body)[1]]


def _texts(body: str) -> list[str]:
    return [block.text for block in _blocks(body)]


def t(text: str) -> Text:
    """Plain text."""
    return Text(text=text)


def p(*inlines: Inline | str, align: str | None = None) -> Paragraph:
    """A paragraph."""
    return Paragraph(inlines=tuple(t(part) if isinstance(part, str) else part for part in inlines), align=align)  # type: ignore[arg-type]


def struck(*inlines: Inline | str) -> Strikethrough:
    """Struck-out text."""
    return Strikethrough(inlines=p(*inlines).inlines)


def link(text: str, href: str, *, keyword: bool = False) -> Link:
    """A link on text."""
    return Link(href=href, inlines=(t(text),), keyword=keyword)


def picture(src: str, *caption: Inline, href: str | None = None) -> Figure:
    """A figure."""
    return Figure(image=Image(src=src), caption=caption, href=href)


def cell(*texts: str) -> Cell:
    """A cell of paragraphs."""
    return Cell(blocks=tuple(p(text) for text in texts))


class TestParagraphs:
    """Paragraphs, wrappers and line breaks."""

    @pytest.mark.parametrize(
        ("body", "texts"),
        [
            ("<p>a</p><p>b</p>", ["a", "b"]),
            ("<p>a<p>b", ["a", "b"]),
            ("a<p>b</p>c", ["a", "b", "c"]),
            ("<p>a</p> b <p>c</p>", ["a", "b", "c"]),
            ("<p>a<div>b</div>c</p>", ["a", "b", "c"]),
            ("a<br><br>b", ["a", "b"]),
            ("a<br> <br/>\n<br>b", ["a", "b"]),
            ("<p>a<br>&nbsp;<br>b</p>", ["a", "b"]),
            ("<p>a<br>b</p>", ["a\nb"]),
            ("<p><br>a<br></p>", ["a"]),
            ("<p>a</br>b</p>", ["ab"]),
            ("a</p></div>b", ["ab"]),
        ],
    )
    def test_paragraphs(self, body: str, texts: list[str]) -> None:
        """Elements, two line breaks and bare text make paragraphs; a single break stays a break."""
        assert _texts(body) == texts

    @pytest.mark.parametrize(
        "tag", ["div", "article", "section", "center", "font", "main", "span", "u", "address", "form"]
    )
    def test_wrapper(self, tag: str) -> None:
        """A wrapper dissolves, with nothing to tell."""
        assert [block.text for block in _blocks(f"<{tag}><{tag}><p>a</p>\n<p>b</p></{tag}></{tag}>")] == ["a", "b"]
        assert _notes(f"<{tag}>a</{tag}>") == []

    @pytest.mark.parametrize("tag", ["div", "section", "article", "dd", "header"])
    def test_block_wrapper(self, tag: str) -> None:
        """A wrapper that stands on lines of its own ends a paragraph; others do not."""
        assert _texts(f"a<{tag}>b</{tag}>c") == ["a", "b", "c"]
        assert _texts("a<font>b</font>c") == ["abc"]

    @pytest.mark.parametrize(
        ("body", "align"),
        [
            ('<p style="text-align: center;">a</p>', "center"),
            ('<p style="color:red;TEXT-ALIGN:Right">a</p>', "right"),
            ('<p align="justify">a</p>', "justify"),
            ("<center>a</center>", "center"),
            ('<div style="text-align:center"><p>a</p></div>', "center"),
            ('<div align="center"><p style="text-align:left">a</p></div>', "left"),
            ('<p style="text-align:start">a</p>', None),
            ('<p style="vertical-align:center">a</p>', None),
            ("<p>a</p>", None),
        ],
    )
    def test_alignment(self, body: str, align: str | None) -> None:
        """The alignment is what the file says, of the paragraph or what it stands in."""
        assert _blocks(body) == (p("a", align=align),)

    def test_alignment_ends(self) -> None:
        """An alignment ends with its element."""
        assert _blocks("<center>a</center><p>b</p>") == (p("a", align="center"), p("b"))

    def test_rule(self) -> None:
        """A rule is a block."""
        assert _blocks("<p>a<hr>b") == (p("a"), Rule(), p("b"))


class TestWhiteSpace:
    """White space folds as HTML folds it."""

    @pytest.mark.parametrize(
        ("body", "text"),
        [
            ("<p>  a  b\t c </p>", "a b c"),
            ("<p>a\n   b</p>", "a\nb"),
            ("<p>a\u00a0\u00a0b\u3000c</p>", "a\u00a0\u00a0b\u3000c"),
            ("<p>a <b> b </b> c</p>", "a b c"),
            ("<p>a<b> </b>b</p>", "a b"),
            ("<p>a<!-- x -->b</p>", "ab"),
            ("<p>a <br> b</p>", "a\nb"),
            ("<p>a <b><br>b</b></p>", "a\nb"),
            ("<p>a <a href=u><i><br></i>b</a></p>", "a\nb"),
            ("<p><a href=u>a</a> <b> <br>b</b></p>", "a\nb"),
        ],
    )
    def test_fold(self, body: str, text: str) -> None:
        """A run is one space, or a newline where it holds one; spaces of other kinds are untouched."""
        assert _texts(body) == [text]

    @pytest.mark.parametrize(
        "body", ["<p> </p>", "<p>&nbsp;</p>", "<p>\u200b</p>", "<div><br></div>", "<b> </b>", "<p>\u3000<br>\u3000</p>"]
    )
    def test_blank(self, body: str) -> None:
        """What nobody sees is no block."""
        assert _texts(f"<p>a</p>{body}<p>b</p>") == ["a", "b"]
        assert _notes(body) == [("empty-body", 1, 1)]

    def test_entities(self) -> None:
        """Character references are read as in HTML5, but for one without its semicolon before a letter or digit."""
        assert _texts("<p>&lt;b&gt; &amp;amp; &reg &copy2021 &#x4E2D; &#x110000; &#128; &unknown;</p>") == [
            "<b> &amp; ® &copy2021 中 \ufffd € &unknown;"
        ]


class TestInlines:
    """Markup inside a line."""

    @pytest.mark.parametrize(
        ("tag", "kind"),
        [
            ("b", Strong),
            ("strong", Strong),
            ("i", Emphasis),
            ("em", Emphasis),
            ("sup", Superscript),
            ("sub", Subscript),
            ("del", Strikethrough),
            ("s", Strikethrough),
            ("strike", Strikethrough),
        ],
    )
    def test_markup(self, tag: str, kind: type) -> None:
        """Each element has its inline."""
        assert _blocks(f"<p>a<{tag}>b</{tag}>c</p>") == (p("a", kind(inlines=(t("b"),)), "c"),)

    @pytest.mark.parametrize("tag", ["code", "kbd", "samp", "tt"])
    def test_code(self, tag: str) -> None:
        """A piece of code in a line."""
        assert _blocks(f"<p>a <{tag}>b()</{tag}></p>") == (p("a ", Code(code="b()")),)

    def test_link_in_code(self) -> None:
        """A link in code stays a link."""
        assert _blocks('<code>a<a href="u">b</a></code>') == (
            p(Code(code="a"), Link(href="u", inlines=(Code(code="b"),))),
        )

    def test_style(self) -> None:
        """A style that makes text bold is bold."""
        assert _blocks('<span style="font-weight: bold">a</span><span style="font-weight:400">b</span>') == (
            p(Strong(inlines=(t("a"),)), "b"),
        )

    @pytest.mark.parametrize(
        "style",
        [
            "text-decoration: line-through",
            "color: red; TEXT-DECORATION-LINE:underline Line-Through ;",
            "text-decoration:line-through red",
        ],
    )
    def test_struck_style(self, style: str) -> None:
        """A style that strikes text out is a strikethrough on any element, of a line or with lines of its own."""
        for tag in ("span", "font", "u", "ins"):
            assert _blocks(f'<p>a<{tag} style="{style}">b</{tag}>c</p>') == (p("a", struck("b"), "c"),)
        assert _blocks(f'<b style="{style}">a</b>') == (p(Strong(inlines=(struck("a"),))),)
        assert _blocks(f'<p style="{style}">a</p><p>b</p>') == (p(struck("a")), p("b"))
        assert _blocks(f'<div style="{style}">a<p>b</p></div>c') == (p(struck("a")), p(struck("b")), p("c"))

    @pytest.mark.parametrize("name", ["line-through", "x strikethrough", "text-decoration-line-through"])
    def test_struck_class(self, name: str) -> None:
        """So does a class of that name."""
        assert _blocks(f'<p>a<span class="{name}">b</span>c</p>') == (p("a", struck("b"), "c"),)

    @pytest.mark.parametrize("name", ["hover:line-through", "no-strikethrough", "line", "through"])
    def test_other_class(self, name: str) -> None:
        """One for some states only, or another, does not."""
        assert _blocks(f'<p>a<span class="{name}">b</span>c</p>') == (p("abc"),)

    @pytest.mark.parametrize(
        "style", ["text-decoration:underline", "x-text-decoration:line-through", "font-family:line-through", ""]
    )
    def test_other_style(self, style: str) -> None:
        """Another style is none."""
        assert _blocks(f'<span style="{style}">a</span>b') == (p("ab"),)

    @pytest.mark.parametrize("inside", ["", " ", "&nbsp;", "<b> </b>"])
    def test_nothing_struck(self, inside: str) -> None:
        """Where nothing is struck out there is no strikethrough."""
        assert _read(f"<p>a<del>{inside}</del>b</p>")[0][0].text.replace(" ", "").replace("\xa0", "") == "ab"
        assert _blocks(f"<p><del>{inside}</del></p>") == ()

    def test_struck_in_struck(self) -> None:
        """A strikethrough in another is one, over paragraphs it is on each, and on an image alone it is none."""
        assert _blocks("<s>a<del>b</del></s>") == (p(struck("ab")),)
        assert _blocks("<del><p>a</p><p>b</p></del>") == (p(struck("a")), p(struck("b")))
        assert _blocks('<p><del><img src="u"></del></p>') == (Figure(image=Image(src="u")),)

    def test_struck_in_code(self) -> None:
        """In preformatted text it is a highlighter's markup."""
        assert _blocks("<pre><del>a</del>\nb</pre>") == (CodeBlock(code="a\nb"),)

    @pytest.mark.parametrize(
        ("body", "blocks"),
        [
            ("<b>1<i>2</b>3</i>4", (p(Strong(inlines=(t("1"), Emphasis(inlines=(t("2"),)))), "34"),)),
            ("<p><b>a</p><p>b</b></p>", (p(Strong(inlines=(t("a"),))), p("b"))),
            ("<b>a<b>b</b>c</b>", (p(Strong(inlines=(t("abc"),))),)),
            ("a</b></i>b", (p("ab"),)),
            ("<b></b>a<i></i>", (p("a"),)),
        ],
    )
    def test_misnested(self, body: str, blocks: tuple[Block, ...]) -> None:
        """Misnested markup keeps its text, and bold in bold is bold."""
        assert _blocks(body) == blocks

    def test_link(self) -> None:
        """A link keeps its URL and tool tip as the file has them."""
        body = '<a href=" //x.cn/a?b=1&amp;c=2 " title=" T ">b</a>'
        assert _blocks(body) == (p(Link(href="//x.cn/a?b=1&c=2", inlines=(t("b"),), title="T")),)

    def test_anchor(self) -> None:
        """An anchor without a URL is its text."""
        assert _blocks('<a name="x">a</a>') == (p("a"),)

    def test_link_around_blocks(self) -> None:
        """A link around paragraphs is on each of them."""
        assert _blocks('<a href="u"><p>a</p><p>b</p></a>') == (p(link("a", "u")), p(link("b", "u")))

    def test_empty_link(self) -> None:
        """A link around nothing goes, which is told."""
        assert _blocks('<p>a<a href="u"></a></p>') == (p("a"),)
        assert _notes('<p>a<a href="u"></a></p>') == [("empty-link", 1, 5)]

    def test_keyword(self) -> None:
        """A keyword link of the site is marked as one, in the middle of a word."""
        body = '动力<span class="x hrefStyle"><a href="u" target="_blank">电池</a></span>和<a href="v">网</a>'
        assert _blocks(body) == (p("动力", link("电池", "u", keyword=True), "和", link("网", "v")),)

    @pytest.mark.parametrize(
        "url", ["javascript:x", "JAVA\tscript:x", " \x01vbscript:x", "data:text/html,x", "file:///x"]
    )
    def test_unsafe_url(self, url: str) -> None:
        """A URL that no writer gives out is kept and told."""
        assert _blocks(f'<a href="{url}">a</a>') == (p(link("a", url.strip().replace("\t", ""))),)
        assert _notes(f'<a href="{url}">a</a>') == [("unsafe-url", 1, 1)]

    @pytest.mark.parametrize("url", ["a.html", "//x", "\\\\x", "https:///x", "#a", "mailto:a@b", "?a:b", "/a:b"])
    def test_any_url(self, url: str) -> None:
        """A URL that is relative, odd or none at all is kept as given, base or not."""
        notes: list[Diagnostic] = []
        for base in (None, "https://x.cn/", "http://["):
            assert read_blocks(f'<a href="{url}">a</a>', 1, base_url=base, limits=Limits(), diagnostics=notes)
        assert [note.code for note in notes] == []
        assert _blocks(f'<a href="{url}">a</a>') == (p(link("a", url)),)

    def test_base(self) -> None:
        """Relative URLs are made absolute where there is a base."""
        article = Parser(normalizers=(), base_url="https://x.cn/a/").parse('<a href="../b">c</a><img src="//y.cn/d">')
        assert article.links[0].href == "https://x.cn/b"
        assert article.images[0].src == "https://y.cn/d"


class TestHeadings:
    """Headings."""

    @pytest.mark.parametrize("level", [1, 2, 3, 4, 5, 6])
    def test_level(self, level: int) -> None:
        """Each level is kept."""
        assert _blocks(f"a<h{level}>b<br>c</h{level}>d") == (
            p("a"),
            Heading(level=level, inlines=(t("b"), BREAK, t("c"))),
            p("d"),
        )

    def test_empty(self) -> None:
        """A heading of nothing is none."""
        assert _blocks("<h2> </h2>a") == (p("a"),)

    def test_in_a_wrapper(self) -> None:
        """A wrapper inside a heading dissolves."""
        assert _blocks("<h2><div><b>a</b></div></h2>") == (Heading(level=2, inlines=(Strong(inlines=(t("a"),)),)),)

    @pytest.mark.parametrize("attributes", ["", ' class="b"', ' title="b>c"', " title='b>\"c'"])
    def test_paragraph_inside(self, attributes: str) -> None:
        """A paragraph inside a heading is the heading."""
        for body in (f"<h2><p{attributes}>a</p></h2>", f"<h2{attributes}><p>a</p></h2>"):
            assert _blocks(body) == (Heading(level=2, inlines=(t("a"),)),)


class TestLists:
    """Lists, nested right and wrong."""

    def test_items(self) -> None:
        """Items are tuples of blocks, and their end tags may be missing."""
        assert _blocks("<ul><li>a<li><p>b</p><p>c</p></ul>") == (ListBlock(items=((p("a"),), (p("b"), p("c")))),)

    @pytest.mark.parametrize(("start", "number"), [("3", 3), ("-1", -1), ("x", 1), ("", 1), ("９", 1)])
    def test_ordered(self, start: str, number: int) -> None:
        """An ordered list has its first number, where that is one."""
        assert _blocks(f'<ol start="{start}"><li>a</ol>') == (
            ListBlock(items=((p("a"),),), ordered=True, start=number),
        )

    @pytest.mark.parametrize("body", ["<ul><li>a<ul><li>b</ul></ul>", "<ul><li>a</li><ul><li>b</li></ul></ul>"])
    def test_nested(self, body: str) -> None:
        """A list inside a list belongs to the item before it, inside its tags or after."""
        assert _blocks(body) == (ListBlock(items=((p("a"), ListBlock(items=((p("b"),),))),)),)

    def test_strays(self) -> None:
        """What stands between items is an item, what is before the first is before the list, and an item outside a list is a paragraph."""
        assert _blocks("<ul>a<li>b</li><p>c</p></ul>") == (p("a"), ListBlock(items=((p("b"),), (p("c"),))))
        assert _blocks("<li>a</li>b") == (p("a"), p("b"))

    def test_empty(self) -> None:
        """Empty items and lists go."""
        assert _blocks("<ul><li></li><li>a</li></ul><ol></ol>") == (ListBlock(items=((p("a"),),)),)


class TestTables:
    """Tables of data and tables for the layout."""

    def test_head(self) -> None:
        """The row in the head is the header."""
        body = "<table><thead><tr><th>a<th>b</thead><tbody><tr><td>1<td>2</tbody></table>"
        assert _blocks(body) == (Table(header=(cell("a"), cell("b")), rows=((cell("1"), cell("2")),)),)

    def test_row_of_heads(self) -> None:
        """So is a first row of nothing but head cells."""
        body = "<table><tr><th>a</th><th>b</th></tr><tr><th>c</th><td>d</td></tr></table>"
        assert _blocks(body) == (Table(header=(cell("a"), cell("b")), rows=((cell("c"), cell("d")),)),)

    def test_no_header(self) -> None:
        """Without either there is no header; an empty cell stays."""
        assert _blocks("<table><tr><td>a<td></table>") == (Table(rows=((cell("a"), cell()),)),)

    @pytest.mark.parametrize(("value", "span"), [("2", 2), ("0", 1), ("x", 1), ("-3", 1), ("99999", 1000), (" 3px", 3)])
    def test_spans(self, value: str, span: int) -> None:
        """Spans are within what HTML allows."""
        (table,) = _blocks(f'<table><tr><td colspan="{value}" rowspan="{value}">a<td>b</table>')
        assert isinstance(table, Table)
        assert (table.rows[0][0].colspan, table.rows[0][0].rowspan) == (span, span)

    @pytest.mark.parametrize(
        "body",
        [
            "<table><tr><td><p>a</p><p>b</p></td></tr></table>",
            "<table><tr><td>a</td></tr><tr><td>b</td></tr></table>",
            '<table role="presentation"><tr><td>a</td><td>b</td></tr></table>',
            '<table role="NONE"><tr><th>a</th><th>b</th></tr></table>',
            "<table><tr><td><table><tr><td>a</td></tr></table></td><td>b</td></tr></table>",
        ],
    )
    def test_layout(self, body: str) -> None:
        """A table of one column, of tables, or said to be for the layout gives the blocks in its cells."""
        assert _blocks(body) == (p("a"), p("b"))

    def test_data_in_layout(self) -> None:
        """A table of data in a table for the layout stays a table."""
        body = "<table><tr><td>a<table><tr><td>1<td>2</table></td></tr></table>"
        assert _blocks(body) == (p("a"), Table(rows=((cell("1"), cell("2")),)))

    def test_role_table(self) -> None:
        """A table that says it is one is, whatever its shape."""
        assert _blocks('<table role="table"><tr><td>a</td></tr></table>') == (Table(rows=((cell("a"),),)),)

    def test_strays(self) -> None:
        """The caption and what stands in no cell come before the table."""
        body = "<table><caption>c</caption>s<tr>r<td>a</td><td>b</td></tr></table>"
        assert _blocks(body) == (p("c"), p("s"), p("r"), Table(rows=((cell("a"), cell("b")),)))

    def test_parts_outside(self) -> None:
        """Parts of a table outside any are paragraphs."""
        assert _texts("<tr><td>a</td><td>b</td></tr>") == ["a", "b"]

    def test_empty(self) -> None:
        """A table of empty cells goes."""
        assert _blocks("<table><tr><td></td><td> </td></tr></table>a") == (p("a"),)

    def test_alignment(self) -> None:
        """A cell's alignment is its paragraphs', and does not come from outside."""
        (table,) = _blocks('<center><table><tr><td align="right">a<td>b</table></center>')
        assert [part.align for part in iter_blocks((table,)) if isinstance(part, Paragraph)] == ["right", None]


class TestQuotes:
    """Block quotations."""

    def test_quote(self) -> None:
        """A quote holds blocks, quotes included."""
        body = "<blockquote>a<p>b</p><blockquote>c</blockquote></blockquote>d"
        assert _blocks(body) == (Quote(blocks=(p("a"), p("b"), Quote(blocks=(p("c"),)))), p("d"))

    def test_empty(self) -> None:
        """A quote of nothing goes."""
        assert _blocks("<blockquote> </blockquote>a") == (p("a"),)


class TestCode:
    """Preformatted text."""

    @pytest.mark.parametrize(
        ("body", "code"),
        [
            ("<pre>a\n  b\t c\n</pre>", "a\n  b\t c"),
            ("<pre>\na</pre>", "a"),
            ("<pre>\n\na</pre>", "a"),
            ("<pre>\n\n\na\n\n</pre>", "\na\n"),
            ("<pre><br>a</pre>", "a"),
            ("<pre><code>\n  a</code></pre>", "  a"),
            ("<pre>a<br>b<div>c</div>d</pre>", "a\nb\nc\nd"),
            ("<pre><code>a</code><code>b</code>\n<code>c</code></pre>", "a\nb\nc"),
            (
                "<pre><code><span class=x>a</span></code><code><span class=x><br></span></code><code>b</code></pre>",
                "a\n\nb",
            ),
            ("<pre><code>a</code><code></code><code>b</code></pre>", "a\n\nb"),
            ("<pre><code>a</code> <code>b</code></pre>", "a b"),
            ("<pre>a<br>b<br/>c</pre>", "a\nb\nc"),
            ("<pre><span class='k'>if</span> <b>x</b></pre>", "if x"),
            ("<pre>List&lt;String&gt; &amp;&amp; x</pre>", "List<String> && x"),
            ("<pre>a < b << c</pre>", "a < b << c"),
            ("<pre><p>a</p><p>b</p></pre>", "a\nb"),
            ("<pre>a&nbsp;b</pre>", "a\u00a0b"),
        ],
    )
    def test_code(self, body: str, code: str) -> None:
        """White space, breaks, references and what only looks like a tag are as written."""
        assert _blocks(body) == (CodeBlock(code=code),)
        assert _notes(body) == []

    @pytest.mark.parametrize(
        "body",
        [
            '<pre><code class="language-python">a</code></pre>',
            '<pre class="hljs lang-Python">a</pre>',
            '<pre class="brush: python; toolbar: false">a</pre>',
        ],
    )
    def test_language(self, body: str) -> None:
        """The language is what the class names."""
        assert _blocks(body) == (CodeBlock(code="a", language="python"),)

    def test_picture(self) -> None:
        """A picture in it follows it."""
        assert _blocks("<pre>a<img src=//x.cn/b>c</pre>") == (CodeBlock(code="ac"), picture("//x.cn/b"))

    def test_empty(self) -> None:
        """Code of nothing goes."""
        assert _blocks("<pre> \n</pre>a") == (p("a"),)


class TestEmbeds:
    """What is shown from elsewhere."""

    @pytest.mark.parametrize(
        ("body", "kind", "url"),
        [
            ('<iframe src="//v.cn/1"></iframe>', "iframe", "//v.cn/1"),
            ('<iframe data-src="//v.cn/1"></iframe>', "iframe", "//v.cn/1"),
            ('<video src="a.mp4" controls></video>', "video", "a.mp4"),
            ('<video><source src="a.mp4"><source src="b.webm"></video>', "video", "a.mp4"),
            ('<video><track src="a.vtt"><img src="a.png"><source src="a.mp4"></video>', "video", "a.mp4"),
            ('<audio src="a.mp3"/></audio>', "audio", "a.mp3"),
            ('<object data="a.swf"></object>', "iframe", "a.swf"),
            ('<object><param name="movie" value="a.swf"><embed src="a.swf"></object>', "iframe", "a.swf"),
            ('<embed src="a.swf">', "iframe", "a.swf"),
        ],
    )
    def test_embed(self, body: str, kind: str, url: str) -> None:
        """The first URL is kept, from the element or from what stands in it."""
        assert _blocks(f"<p>x{body}</p>y") == (p("x"), Embed(kind=kind, url=url), p("y"))  # type: ignore[arg-type]

    def test_title(self) -> None:
        """The tool tip is kept."""
        assert _blocks('<iframe src="a" title=" T "></iframe>') == (Embed(kind="iframe", url="a", title="T"),)

    @pytest.mark.parametrize(
        ("attributes", "poster"),
        [
            ('poster=" b.jpg "', "b.jpg"),
            ('data-poster="b.jpg"', "b.jpg"),
            ('poster="blank.gif" data-poster="b.jpg"', "b.jpg"),
            ('poster="b.jpg" data-poster="c.jpg"', "b.jpg"),
            ('poster="blank.gif"', "blank.gif"),
            ('poster=""', None),
        ],
    )
    def test_poster(self, attributes: str, poster: str | None) -> None:
        """The picture before a video plays is kept; a script's, where the other one is a placeholder."""
        assert _read(f'<video src="a" {attributes}></video>') == (
            (Embed(kind="video", url="a", poster=poster),),
            [],
        )

    def test_other_posters(self) -> None:
        """Nothing else has one; it is made absolute, and a figure where the video has no URL."""
        assert _blocks('<audio src="a" poster="b"></audio>') == (Embed(kind="audio", url="a"),)
        post = '<video src="a.mp4" poster="/b.jpg"></video>'
        (embed,) = Parser(normalizers=(), base_url="https://x.cn/c/").parse(post).blocks
        assert isinstance(embed, Embed)
        assert embed.poster == "https://x.cn/b.jpg"
        assert _blocks('a<video poster="b.jpg"></video>') == (p("a"), picture("b.jpg"))
        assert _notes('a<video poster="b.jpg"></video>') == [("embed-without-url", 1, 2)]

    def test_text_of_a_video(self) -> None:
        """An alternative text, which no browser shows, is told like other fallback content."""
        (note,) = _read('<video src="a" alt="海边" title="b"></video>')[1]
        assert (note.code, "'海边'" in note.message) == ("embed-fallback", True)

    def test_fallback(self) -> None:
        """What stands in for a player goes, which is told."""
        assert _blocks('<video src="a">no <b>player</b></video>') == (Embed(kind="video", url="a"),)
        (note,) = _read('<video src="a">no <b>player</b></video>')[1]
        assert (note.code, "'no player'" in note.message) == ("embed-fallback", True)

    def test_link_in_fallback(self) -> None:
        """What the fallback leads to is told too."""
        _, (note,) = _read('<video src="u.mp4"><a href="/d">下载</a></video>')
        assert (note.code, note.message) == ("embed-fallback", "'下载 /d', the fallback of a player, was removed.")

    @pytest.mark.parametrize(
        ("inside", "told"),
        [
            ('<source src="u.webm">', "u.webm"),
            ('<source src="u.webm"><source src="u.ogv">不能播放', "不能播放 u.webm u.ogv"),
            ('<img src="u.png" alt="字">', "字 u.png"),
            ('<img src="blank.gif" data-original="u.png">', "u.png"),
            ('<track src="u.vtt">', "u.vtt"),
            ('<embed src="u.swf">', "u.swf"),
            ('<object data="u.swf"><param name="movie" value="u.swf"></object>', "u.swf"),
        ],
    )
    def test_others(self, inside: str, told: str) -> None:
        """What else a player might show is told."""
        blocks, (note,) = _read(f'<video src="u.mp4">{inside}</video>')
        assert blocks == (Embed(kind="video", url="u.mp4"),)
        assert (note.code, note.message) == ("embed-fallback", f"{told!r}, the fallback of a player, was removed.")

    @pytest.mark.parametrize("inside", ['<source src=" u.mp4 ">', '<param name="quality" value="high">', "<br><img>"])
    def test_no_others(self, inside: str) -> None:
        """What shows the same, or nothing, is not."""
        assert _read(f'<video src="u.mp4">{inside}</video>') == ((Embed(kind="video", url="u.mp4"),), [])

    def test_object_content(self) -> None:
        """Readers saw the content of an object that has nothing to show; that of one with a URL is a fallback."""
        (lost,) = _read('a<object><p>风<img src="u.png" alt="机"></p></object>')[1]
        assert (lost.code, lost.severity) == ("object-content", "warning")
        assert lost.message == "'风 机 u.png', the content of an object without a URL, was removed."
        (kept,) = _read('a<object><param name="movie" value="u.swf">风</object>')[1]
        assert (kept.code, kept.severity) == ("embed-fallback", "info")
        assert _notes("a<object></object>") == [("embed-without-url", 1, 2)]
        assert _notes("a<object><picture><source srcset=l.webp><img src=s.png></picture></object>") == [
            ("object-content", 1, 2)
        ]

    def test_without_url(self) -> None:
        """One that names no URL goes, which is told, whatever picture stands in for it."""
        assert _notes("a<iframe></iframe>") == [("embed-without-url", 1, 2)]
        assert _notes('a<video><img src="u.png"></video>') == [("embed-fallback", 1, 2), ("embed-without-url", 1, 2)]


class TestFigures:
    """Pictures that stand alone, and captions."""

    @pytest.mark.parametrize(
        "body", ["<p><img src=a></p>", "<img src=a>", "<p><b><img src=a></b>&nbsp;<br></p>", "<h2><img src=a></h2>"]
    )
    def test_alone(self, body: str) -> None:
        """A picture alone in its paragraph is a figure."""
        assert _blocks(body) == (picture("a"),)

    def test_several(self) -> None:
        """Several pictures alone are as many figures."""
        assert _blocks("<p><img src=a> <br><img src=b></p>") == (picture("a"), picture("b"))

    def test_in_text(self) -> None:
        """A picture among text stays there."""
        assert _blocks("<p>x <img src=a> y</p>") == (p("x ", InlineImage(image=Image(src="a")), " y"),)

    @pytest.mark.parametrize("body", ["<p><a href=u><img src=a></a></p>", "<a href=u><p><img src=a></p></a>"])
    def test_linked(self, body: str) -> None:
        """A linked picture keeps where it links to."""
        assert _blocks(body) == (picture("a", href="u"),)

    @pytest.mark.parametrize(
        ("caption", "inlines"),
        [
            ("c", (t("c"),)),
            ("<b>c</b> d", (Strong(inlines=(t("c"),)), t(" d"))),
            ("<p>c</p><p>d</p>", (t("c"), BREAK, t("d"))),
            ("c<br>d", (t("c"), BREAK, t("d"))),
            (" ", ()),
        ],
    )
    def test_caption(self, caption: str, inlines: tuple[Inline, ...]) -> None:
        """A figure's caption is inlines, before the picture or after."""
        caption = f"<figcaption>{caption}</figcaption>"
        assert _blocks(f"<figure><img src=a>{caption}</figure>") == (picture("a", *inlines),)
        assert _blocks(f"<figure>{caption}<p><img src=a></p></figure>") == (picture("a", *inlines),)

    def test_caption_of_several(self) -> None:
        """The caption belongs to the last picture."""
        body = "<figure><img src=a><img src=b><figcaption>c</figcaption></figure>"
        assert _blocks(body) == (picture("a"), picture("b", t("c")))

    def test_caption_of_none(self) -> None:
        """A caption without a picture is a paragraph, inside a figure or out."""
        assert _blocks("<figure><p>a</p><figcaption>c</figcaption></figure>") == (p("a"), p("c"))
        assert _blocks("<figcaption>c</figcaption>") == (p("c"),)

    def test_noscript(self) -> None:
        """The copy of a lazy picture for browsers without scripts goes; a picture that only stands there stays."""
        body = '<img src="blank.gif" data-src="a.png"><noscript><img src="a.png"></noscript>'
        assert _blocks(f"{body}<noscript><img src=b.png></noscript>") == (picture("a.png"), picture("b.png"))

    def test_without_source(self) -> None:
        """A picture that names no URL goes, which is told."""
        assert _blocks("<p>a<img alt=b>c</p>") == (p("ac"),)
        assert _notes("<p>a<img class=x>c</p>") == [("image-without-source", 1, 5)]


class TestGone:
    """What leaves nothing, and what is told of it."""

    @pytest.mark.parametrize(
        "body",
        [
            "<!-- x -->",
            "<script>x</script>",
            "<style>x</style>",
            "<input type=hidden value=x>",
        ],
    )
    def test_silent(self, body: str) -> None:
        """Comments, scripts, styles and their like leave nothing and are not reported between blocks."""
        assert _blocks(f"<p>a{body}b</p>") == (p("ab"),)
        assert _notes(f"<p>a{body}</p>{body}<p>b</p>") == []

    @pytest.mark.parametrize("body", ["<script>f(x)</script>", "<style>a{}</style>", "<SCRIPT src=a.js></SCRIPT>"])
    def test_between_words(self, body: str) -> None:
        """A script between words may be one that a sentence mentions."""
        assert _blocks(f"<p>a{body}b</p>") == (p("ab"),)
        assert _notes(f"<p>a {body} b</p>") == [("script-in-text", 1, 6)]
        assert _notes("<p>a<script type='math/tex'>x</script>b</p>") == []

    @pytest.mark.parametrize("attribute", ["hidden", 'style="display:none"', 'style="color:red; DISPLAY : none;"'])
    def test_hidden(self, attribute: str) -> None:
        """Hidden content goes, at any depth, which is told with its text."""
        blocks, (note,) = _read(f"a<div {attribute}>b<p>c</p></div>d")
        assert "".join(block.text for block in blocks) == "ad"
        assert (note.code, note.column) == ("hidden-content", 2)
        assert "b" in note.message

    @pytest.mark.parametrize(
        ("body", "told"),
        [
            ('<p hidden><img src="u.png" alt="字"></p>', "字 u.png"),
            ('<p hidden><img src="blank.gif" data-original="u.png"></p>', "u.png"),
            ('<p hidden><iframe src="//u/1"></iframe></p>', "//u/1"),
            ('<iframe src="//u/1" hidden></iframe>', "//u/1"),
            ('<p hidden><object data="u.swf"><param name="movie" value="u.swf"></object></p>', "u.swf"),
            ('<p hidden><video><source src="u.mp4">字</video></p>', "字 u.mp4"),
            ('<a href=" /u " hidden>字<b>符</b></a>', "字符 /u"),
            ('<div hidden>一<a href="/u">二</a>三<img src="v.png"></div>', "一二三 /u v.png"),
            (f'<p hidden><img src="data:image/png;base64,{"A" * 99}"></p>', f"data:image/png;base64,{'A' * 37}…"),
        ],
    )
    def test_hidden_urls(self, body: str, told: str) -> None:
        """What hidden elements lead to or show is told as well."""
        blocks, (note,) = _read(f"<p>a</p>{body}<p>b</p>")
        assert blocks == (p("a"), p("b"))
        assert (note.code, note.message) == ("hidden-content", f"{told!r} is hidden and was removed.")

    @pytest.mark.parametrize(
        ("body", "shown"),
        [
            ("<p>a<span hidden>b<p>c</p><p>d</p>", ["a", "c", "d"]),
            ("<p>a<i><b hidden>b<div>c</div></b></i>d</p>", ["a", "c", "d"]),
            ("<p>a<span hidden>b<hr>c</p>", ["a", "", "c"]),
            ("<p>a<span hidden>b<div>c<span hidden>b<div>b</div></span>d</div></p>", ["a", "cd"]),
            ("<ul><li>a<span hidden>b<li>c<li>d</ul>", ["a\nc\nd"]),
            ("<ul><li>a<span hidden>b<ul><li>b</ul></span>c<li>d</ul>", ["ac\nd"]),
            ("<dl><dt>a<span hidden>b<dd>c</dl>", ["a\nc"]),
            ("<p>a<a href=u><span hidden>b<a href=v>c</a></p>", ["ac"]),
            ("<div hidden><p>b<span>b<p>b</div>c", ["c"]),
            ("<p>a<template><div>b</div></template>c</p>", ["ac"]),
            ("<p>a<span hidden>b<button><div>b</div></button></span>c</p>", ["ac"]),
        ],
    )
    def test_end_of_hidden(self, body: str, shown: list[str]) -> None:
        """A hidden element ends where browsers end the paragraph or item around it."""
        blocks, notes = _read(body)
        assert [block.text for block in blocks] == shown
        told = "".join(note.message for note in notes if note.code == "hidden-content")
        assert told.count("b'") == body.count("hidden>") + body.count("<template>")

    @pytest.mark.parametrize("body", ["<p hidden></p>", "<p hidden><a>  </a><img><input src=u></p>"])
    def test_nothing_hidden(self, body: str) -> None:
        """Where there is nothing to see there is nothing to tell."""
        assert _read(f"<p>a</p>{body}") == ((p("a"),), [])

    @pytest.mark.parametrize(
        "body",
        [
            *("<template>b</template>", "<title>b</title>", "<datalist><option>b</datalist>"),
            *("<svg><title>b</title></svg>", "<svg><defs><style>.x{}</style><text>b</text></defs></svg>"),
            *("<math><annotation>b</annotation></math>", "<p hidden>b<script>x</script></p>"),
        ],
    )
    def test_hidden_elements(self, body: str) -> None:
        """Text that no browser shows goes and is told, as far as somebody could read it."""
        blocks, (note,) = _read(f"<p>a</p>{body}<p>c</p>")
        assert [block.text for block in blocks] == ["a", "c"]
        assert (note.code, note.message) == ("hidden-content", "'b' is hidden and was removed.")

    @pytest.mark.parametrize("tag", ["desc", "metadata", "defs", "annotation", "annotation-xml"])
    def test_outside_of_drawings(self, tag: str) -> None:
        """Names of SVG and MathML hide nothing outside of them."""
        assert _texts(f"<p>a</p><svg></svg><{tag}>b</{tag}>") == ["a", "b"]

    def test_hidden_in_pre(self) -> None:
        """The same in code."""
        assert _blocks("<pre>a<span hidden>b</span>c</pre>") == (CodeBlock(code="ac"),)

    def test_unknown(self) -> None:
        """An unknown element keeps its text and is told."""
        assert _blocks("<p>a<o:p>b</o:p><foo>c</foo></p>") == (p("abc"),)
        assert _notes("<p>a<o:p>b</o:p>\n<foo>c</foo></p>") == [("unknown-element", 1, 5), ("unknown-element", 2, 1)]

    @pytest.mark.parametrize("body", ["", " ", "<p></p>", "<!-- x -->", "<div><br><span></span></div>"])
    def test_empty(self, body: str) -> None:
        """A body without text or pictures is told."""
        assert _read(body)[0] == ()
        assert ("empty-body", 1, 1) in _notes(body)


class TestBroken:
    """Markup that the parser underneath would drop in silence."""

    @pytest.mark.parametrize("end", ["</html>", "</body></html>", "</div></body>\n</html>", "</BODY >"])
    def test_after_end(self, end: str) -> None:
        """Text after the end of the document is kept, which is told."""
        assert _texts(f"<p>a</p>{end}<p>b</p>{end}<p>c</p>") == ["a", "b", "c"]
        assert _notes(f"<p>a</p>\n{end}<p>b</p>")[0][:2] == ("text-after-end", 2)

    @pytest.mark.parametrize(
        "body",
        [
            "<html><body><p>a</p></body> <!-- x --> </html>\n",
            '<p>a</p><img src="b.png" alt="</body> c"><p>d</p>',
            "<p>a</p><!-- </html> --><p>b</p>",
        ],
    )
    def test_end(self, body: str) -> None:
        """The end of the document at the end is not told, nor one in an attribute or comment."""
        assert _notes(body) == []

    @pytest.mark.parametrize(
        "tail",
        [
            '<a href="x>b',
            "<!-- b",
            "<textarea>b",
            "<xmp>b",
            "<plaintext>b",
            "<title>b",
            "<noframes>b",
            "<script>b",
            "<style>b",
            '<img alt="b',
        ],
    )
    def test_unclosed(self, tail: str) -> None:
        """An unclosed quote, tag, comment or raw-text element is told at its start, and the tail is kept."""
        blocks, notes = _read(f"<p>a</p>\n<p>c {tail}<p>d</p>")
        text = "\n".join(block.text for block in blocks)
        assert text.startswith("a\nc ")
        assert ("b" in text, text.endswith("d")) == (True, True)
        assert [(note.code, note.line, note.column) for note in notes] == [("unclosed-markup", 2, 6)]

    @pytest.mark.parametrize("tag", ["plaintext", "textarea", "iframe src=b"])
    def test_unclosed_in_a_tag(self, tag: str) -> None:
        """Where a later one stands in another tag, the text behind that one's end is text."""
        assert "".join(_texts(f"<p>a</p><{tag}>c<p <{tag}>d")).endswith("d")

    @pytest.mark.parametrize("tail", ["<b", "</b", "<!b", "<?b", "<![CDATA[b", "<b c='d", "<b c"])
    def test_unclosed_at_end(self, tail: str) -> None:
        """So is a tag that the end of the file cuts."""
        assert _texts(f"<p>a</p>c {tail}") == ["a", f"c {tail}"]
        assert _notes(f"<p>a</p>c {tail}") == [("unclosed-markup", 1, 11)]

    def test_unclosed_often(self) -> None:
        """However often it happens, all text is kept."""
        text = "\n".join(_texts("".join(f"<p>{number}</p><!-- x{number} " for number in range(20))))
        assert all(f"x{number}" in text for number in range(20))

    def test_style_with_markup(self) -> None:
        """A link that the editor put into a style attribute makes no visible text of the style."""
        body = "<p><span style=\"font-family:微软<span class='hrefStyle'><a href='u'>雅黑</a></span>;\">原文</span></p>"
        assert _texts(body) == ["原文"]

    def test_attribute_twice(self) -> None:
        """The first of two attributes of one name counts."""
        assert _blocks('<img src="a" src="b">') == (picture("a"),)


class TestPositions:
    """Where in the file a diagnostic points."""

    def test_in_the_file(self) -> None:
        """Lines and columns are those of the file, header included, in characters."""
        article = Parser(normalizers=()).parse(
            "\n---\ntitle: a\ndate: 2021-01-01\n---\n<p>中文<foo>x</foo></p>\n<p>\n  <my-bar>y"
        )
        assert [(note.code, note.line, note.column) for note in article.diagnostics] == [
            ("unknown-element", 6, 6),
            ("unknown-element", 8, 3),
        ]

    def test_behind_odd_markup(self) -> None:
        """Comments, quoted brackets, entities and code before it do not move a diagnostic."""
        body = '<!-- <foo> --><p title="<foo>">&lt;foo&gt; a < b</p><pre><x></pre>\n <foo>c</foo>'
        assert _notes(body) == [("source-in-code", 1, 58), ("unknown-element", 2, 2)]

    @pytest.mark.parametrize("broken", ["<!-- b", "<xmp>b", "<iframe src=u>b", "<textarea\n>b"])
    def test_behind_unclosed(self, broken: str) -> None:
        """Nor does markup that had to be mended."""
        notes = _read(f"<p>a</p>\n{broken}\n <foo>c</foo>")[1]
        line = 3 + broken.count("\n")
        assert ("unknown-element", line, 2) in [(note.code, note.line, note.column) for note in notes]


class TestLimits:
    """Hostile bodies."""

    @pytest.mark.parametrize("tag", ["div", "b", "span", "blockquote", "ul><li", "font", "sup", "o:p", "i><div"])
    def test_deep(self, tag: str) -> None:
        """Three hundred levels keep all their text, and what they come to can be walked and pickled."""
        depth = 300 // (1 + tag.count("<"))
        blocks, _ = _read("".join(f"<{tag}>{number} " for number in range(depth)) + "end")
        text = " ".join(block.text for block in blocks).split()
        assert text == [*map(str, range(depth)), "end"]
        assert pickle.loads(pickle.dumps(blocks)) == blocks  # noqa: S301

    @pytest.mark.parametrize("tag", ["div", "b", "ul", "table", "my-foo", "p><span"])
    def test_too_deep(self, tag: str) -> None:
        """A hundred thousand levels are refused at once, and the limit says its name."""
        with in_time(5), pytest.raises(LimitError, match=r"depth: .*Limits\(depth=…\)") as caught:
            _read(f"<{tag}>" * 100_000)
        assert (caught.value.limit, caught.value.value) == ("depth", 512)

    def test_depth_limit(self) -> None:
        """As many levels as the limit are read, one more is not."""
        assert _read("<div>" * 5 + "a", depth=7)[0] == (p("a"),)
        with pytest.raises(LimitError, match="The limit is 7"):
            _read("<div>" * 8 + "a", depth=7)

    def test_attributes(self) -> None:
        """Too many attributes on one tag are refused."""
        with in_time(5), pytest.raises(LimitError, match=r"attribute-limit: <p> has 100,000 attributes") as caught:
            _read("<p " + " ".join(f"a{number}=1" for number in range(100_000)) + ">x")
        assert caught.value.limit == "attributes"

    def test_blocks(self) -> None:
        """Too many blocks are refused."""
        assert len(_read("<p>a</p>" * 5, blocks=5)[0]) == 5
        with pytest.raises(LimitError, match=r"block-limit: .*Limits\(blocks=…\)"):
            _read("<p>a</p>" * 6, blocks=5)

    @pytest.mark.parametrize(
        "body", ["<p>{}</p>", "<!--{}-->", '<p title="{}">a</p>', "<pre>{}</pre>", "<script>{}</script>"]
    )
    def test_token(self, body: str) -> None:
        """A text, comment or attribute that is too long is refused."""
        assert _read(body.format("x" * 50), token_size=50) is not None
        with pytest.raises(LimitError, match=r"token-limit: .*Limits\(token_size=…\)"):
            _read(body.format("x" * 51), token_size=50)

    @pytest.mark.parametrize("body", ["<p>{}</p>", "<!--{}-->a", '<img src="a" alt="{}">'])
    def test_large_token(self, body: str) -> None:
        """Eleven megabytes of one token are refused, not cut."""
        with pytest.raises(LimitError, match="token-limit"):
            _read(body.format("x" * 11_000_000))

    @pytest.mark.parametrize(
        "body",
        [
            "<p>a</p></body>" + "<!-- -->" * 24 + "x",
            "<p>a</p></body>" + "\n" * 20_000 + "x",
            "<pre>" + "<a" * 20_000 + "</pre>",
            "a<xmp>" * 300,
            "a<iframe src=b>" * 300,
            "<!--<b>x</b>" * 2_000,
            '<a href="' + "<" * 20_000,
            "a</b>" * 50_000,
            "a<br>" * 50_000,
            "&amp;" * 100_000,
            "a\n" * 100_000,
            "<p>" + " " * 500_000 + "a",
        ],
        ids=[
            *("comments after the end", "blanks after the end", "tags in code", "raw text", "frames", "comments"),
            *("quote", "end tags", "breaks", "references", "lines", "spaces"),
        ],
    )
    def test_fast(self, body: str) -> None:
        """None of these takes a second."""
        with in_time(5):
            assert _read(body)[0]


SOUP = st.lists(
    st.one_of(
        st.sampled_from(["x", "x", " ", "\n", "&nbsp;", "<br>", "<hr>", "<img src=a>", "<li>", "<td>", "<tr>"]),
        st.builds(
            "<{}{}>".format,
            st.sampled_from(["", "", "/"]),
            st.sampled_from(
                "p div b i sup code h2 ul ol li table thead tr th td blockquote pre figure figcaption foo span noscript a".split()
            ),
        ),
        st.sampled_from(["<a href=u>", '<span class="hrefStyle">', "<center>", "</html>"]),
    ),
    max_size=40,
).map("".join)


def _parts(value: object) -> Iterator[object]:
    yield value
    if isinstance(value, tuple):
        for part in value:
            yield from _parts(part)
    elif attrs.has(type(value)):
        for field in attrs.fields(type(value)):  # type: ignore[arg-type]
            yield from _parts(getattr(value, field.name))


class TestInvariants:
    """What holds for every body."""

    @settings(max_examples=400, deadline=None)
    @given(SOUP)
    def test_nothing_empty(self, body: str) -> None:
        """No inline, block, list, row or text is empty."""
        for part in _parts(_blocks(body)):
            match part:
                case Paragraph() | Heading() | Strong() | Emphasis() | Link() | Superscript() | Subscript():
                    assert part.inlines
                case Text() | Code() | CodeBlock():
                    assert part.text
                case Quote():
                    assert part.blocks
                case ListBlock():
                    assert part.items
                    assert all(part.items)
                case Table():
                    assert part.rows or part.header
                    assert all(part.rows)
                case _:
                    pass

    @settings(max_examples=400, deadline=None)
    @given(SOUP)
    def test_text_is_joined(self, body: str) -> None:
        """Two texts never stand side by side."""
        for part in _parts(_blocks(body)):
            if isinstance(part, tuple):
                assert not any(isinstance(a, Text) and isinstance(b, Text) for a, b in pairwise(part))

    @settings(max_examples=400, deadline=None)
    @given(SOUP)
    def test_nothing_lost(self, body: str) -> None:
        """Every letter and every picture of the body is in the blocks, once."""
        kept = list(_parts(_blocks(body)))
        letters = "".join(
            part.text if isinstance(part, Text) else part.code
            for part in kept
            if isinstance(part, (Text, Code, CodeBlock))
        )
        assert letters.count("x") == body.replace("<img src=a>", "").count("x")
        copies = "<noscript" in body
        assert copies or sum(isinstance(part, Image) for part in kept) == body.count("<img")

    @settings(max_examples=200, deadline=None)
    @given(SOUP)
    def test_same_again(self, body: str) -> None:
        """Reading is deterministic, and its result is hashable and picklable."""
        blocks = _blocks(body)
        assert hash(blocks) == hash(_blocks(body))
        assert pickle.loads(pickle.dumps(blocks)) == blocks  # noqa: S301

    @settings(deadline=None)
    @given(st.text("<>/!-?\"'= abp&;#\n\0", max_size=40))
    def test_any_text(self, body: str) -> None:
        """Any text at all is read without an exception, and what is odd has a place."""
        _, notes = _read(body)
        assert all(note.line is not None and note.column is not None for note in notes)

    @settings(max_examples=400, deadline=None)
    @given(SOUP | soups().map(lambda text: text.encode("utf-8", "replace").decode()))
    @example('<p title="a>b</p>" hidden>c')
    @example("<p><foo>a</html x><!-- <p> -->b<foo>c")
    @example("<p><textarea><foo>a</textarea></html><foo>")
    @example('<p title="a<b">c</p><foo title="<!--">d')
    def test_places(self, body: str) -> None:
        """Where something odd is found is the same if the parser is asked for it a tag at a time."""
        notes = _read(body)[1]
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(tag_positions, "_counted_offsets", lambda *_: None)
            assert notes == _read(body)[1]


def test_released() -> None:
    """What was read goes with its last user, and not only when the garbage collector comes by."""
    gc.disable()
    try:
        (block,) = _blocks("<p>a</p>")
        gone = weakref.ref(block)
        del block
        assert gone() is None
    finally:
        gc.enable()
