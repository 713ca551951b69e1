"""Markdown, parsed by a CommonMark parser."""

from __future__ import annotations

import attrs
import pytest
from hypothesis import example, given, settings

from ofweek_parse import (
    Article,
    Block,
    Cell,
    Code,
    CodeBlock,
    Embed,
    Emphasis,
    Figure,
    Heading,
    Image,
    InlineImage,
    LineBreak,
    Link,
    ListBlock,
    Paragraph,
    Parser,
    Quote,
    Rule,
    Superscript,
    Table,
    Text,
    to_markdown,
)
from ofweek_parse.testing import Sample, articles
from tests.filled import EVERYTHING
from tests.making import Part, article, bold, figure, line, link, paragraph
from tests.reading_back import MARKDOWN, markdown_shape, shape

TEXTS = (
    *("*a*", "**a**", "_a_", "__a__", "a*b*c", "a_b_c", "a * b", "*", "_", "[a](b)", "[a]: b", "![a](b)", "!", "a!"),
    *(
        "<b>a</b>",
        "<https://a.example>",
        "<!-- a -->",
        "a<b",
        "&amp;",
        "&#42;",
        "&copy",
        "\\",
        "\\*",
        "a\\",
        "`a`",
        "``",
    ),
    *(
        "# a",
        "#",
        "a #",
        "> a",
        "| a | b |",
        "|",
        "1. a",
        "1) a",
        "12.",
        "1.",
        "2021. a",
        "- a",
        "-",
        "+ a",
        "* a",
        "=",
    ),
    *(
        "===",
        "---",
        "***",
        "___",
        "- - -",
        "~~~",
        "```",
        "~~a~~",
        "    a",
        "\u3000a",
        "\u00a0a\u00a0",
        "\ta",
        "a  ",
        ":-",
    ),
    *(
        "a\n===",
        "a\n---",
        "a\n# b",
        "a\n- b",
        "a\n1. b",
        "a\n> b",
        "a\n```",
        "a\n| - |",
        "a|b\n-|-",
        "a  \nb",
        "a\\\nb",
    ),
    *(
        "a\n    b",
        "a\n<div>",
        "<div>",
        "<sup>",
        "http://a.example/_b_",
        "a@b.example",
        "{a}",
        "$a$",
        "[^1]",
        "[x] a",
        ":a:",
    ),
)
BESIDE = (
    ("“重点”", "中"),
    ("（重点）", "中"),
    ("重点。", "后文"),
    ("重点：", "a"),
    ("a", "b"),
    ("重", "点"),
    ("a.", "b"),
    ("①", "中"),
    (" a ", "b"),
    ("~a~", "b"),
    ("$1", "2"),
    ("😀", "a"),
    ("*a*", "b"),
    ("_", "_"),
)
URLS = (
    *(
        "/a b",
        "/a(b)c",
        "/a)(",
        "/a((b)",
        "/风电?a=储能",
        "/a*b_c",
        "/<a>",
        '/"a"',
        "/a'b",
        "/a\\b",
        "/a|b",
        "/a`b",
        "/&amp;",
    ),
    *(
        "/a[b]",
        "#",
        "",
        "?a&b",
        "/a&copy=1",
        "//a.example",
        "mailto:a@b.example",
        "/{a}",
        "/a%20b",
        "/a\u3000b",
        "/a\tb",
    ),
)


def emphasis(*parts: Part) -> Emphasis:
    """Italic type."""
    return Emphasis(inlines=line(*parts))


def _row(*cells: tuple[Block, ...]) -> tuple[Cell, ...]:
    return tuple(Cell(blocks=blocks) for blocks in cells)


def _items(*texts: str, **options: object) -> ListBlock:
    made = ListBlock(items=tuple((paragraph(text),) for text in texts))
    return attrs.evolve(made, **options)  # type: ignore[arg-type]


def _reads_back(*blocks: Block) -> str:
    """The Markdown of *blocks*, which is read back as them."""
    written = to_markdown(Article(blocks=blocks))
    assert markdown_shape(written) == shape(blocks), written
    return written


class TestReadBack:
    """Structure and text come back."""

    @settings(max_examples=100, deadline=None)
    @given(articles())
    @example(EVERYTHING)
    def test_articles(self, given_article: Article) -> None:
        """Those of every article."""
        _reads_back(*given_article.blocks)

    def test_samples(self, ofweek_sample: Sample) -> None:
        """Those of every sample, cleaned and raw."""
        _reads_back(*ofweek_sample.article.blocks)
        _reads_back(*Parser(normalizers=()).parse(ofweek_sample.source).blocks)


class TestText:
    """Text that would be Markdown."""

    @pytest.mark.parametrize("text", TEXTS)
    def test_paragraph(self, text: str) -> None:
        """It is text at the start, after a break, before a break, beside code and a link, and in marks."""
        _reads_back(paragraph(text))
        _reads_back(paragraph(text, LineBreak(), "中"), paragraph("中", LineBreak(), text))
        _reads_back(paragraph(text, Code(code="x"), text, link("y"), text), paragraph(bold(text), emphasis(text)))

    @pytest.mark.parametrize("ending", ["\r", "\r\n", "\r\r"])
    def test_carriage_return(self, ending: str) -> None:
        """It ends no line: what stands behind it begins none, be it in a text, in code or in an attribute."""
        text = f"a{ending}{ending}<script>b</script>"
        written = to_markdown(
            article(
                paragraph(text, link(text), Code(code=text)), figure(text, text), CodeBlock(code=text, language=text)
            )
        )
        assert "\r" not in written
        rendered = MARKDOWN.render(written)
        assert "<script" not in rendered

    @pytest.mark.parametrize("text", TEXTS)
    def test_elsewhere(self, text: str) -> None:
        """It is text in a heading, an item, a quote, a cell, a link, a caption and an image's attributes."""
        _reads_back(Heading(level=2, inlines=line(text)), _items(text, text), Quote(blocks=(paragraph(text),)))
        _reads_back(Table(header=_row((paragraph(text),)), rows=(_row((paragraph(text),)),)))
        _reads_back(paragraph(link(text)), paragraph(Superscript(inlines=line(text))))
        _reads_back(figure(text, text.strip(), caption=text))

    @pytest.mark.parametrize(
        "code",
        ["a", "`", "``", "`a", "a``b`", " a ", "  ", "a\nb", "*a*", "a|b", "a\\|b", "\\", "&amp;", "<b>", "[a](b)"],
    )
    def test_code(self, code: str) -> None:
        """Code is what it was, in a line, in a cell and beside other code."""
        _reads_back(paragraph("a", Code(code=code), "b"), paragraph(bold(Code(code=code), "a")))
        _reads_back(paragraph(Code(code=code)), Table(rows=(_row((paragraph("a", Code(code=code), "b"),)),)))
        _reads_back(paragraph("a", Code(code=code), Code(code="x")), paragraph(link(Code(code=code), "a")))

    @pytest.mark.parametrize(
        "code", ["a", "```", "~~~", "a\n````\nb", "  ```", "\n\na", "a\n\n", "    a", "# a", "<b>", ""]
    )
    def test_code_block(self, code: str) -> None:
        """A block of code is, and its language, also in an item and a quote."""
        block = CodeBlock(code=code, language="c++")
        _reads_back(block, ListBlock(items=((paragraph("a"), block), (block,))), Quote(blocks=(block,)))


class TestMarks:
    """Bold and italic type."""

    @pytest.mark.parametrize(("inside", "beside"), BESIDE)
    @pytest.mark.parametrize("mark", [bold, emphasis])
    def test_beside(self, inside: str, beside: str, mark: type) -> None:
        """A mark opens and closes beside any character, on both sides."""
        _reads_back(paragraph(mark(inside), beside), paragraph(beside, mark(inside)))
        _reads_back(paragraph(beside, mark(inside), beside), paragraph(mark(beside), inside, mark(beside)))
        _reads_back(Heading(level=1, inlines=(mark(inside), *line(beside))))

    @pytest.mark.parametrize(
        "parts",
        [
            (bold("a"), bold("b")),
            (emphasis("a"), emphasis("b")),
            (bold("a"), emphasis("b")),
            (emphasis("a"), bold("b"), emphasis("c")),
            (bold(emphasis("a")),),
            (emphasis(bold("a")),),
            (bold("a", emphasis("b")), "c"),
            pytest.param(("a", bold(emphasis("b"), "c"), "d")),
            ("a", bold(emphasis("b"), "cc"), "d"),
            (emphasis("a", bold("b"), "c"), "d"),
            ("a", emphasis(bold("b"), emphasis("c"))),
            (bold("a", LineBreak(), "b"), "c"),
            (bold(" "), "a", bold("\u3000b")),
            (bold(link("a")), emphasis(Code(code="b")), "c"),
            (link(bold("a")), link(emphasis("“b”"), "c")),
            ("中", bold("“a”", emphasis("，b，")), "中"),
        ],
        ids=str,
    )
    def test_near_each_other(self, parts: tuple[Part, ...]) -> None:
        """Marks side by side and in each other come back."""
        _reads_back(paragraph(*parts), Table(rows=(_row((paragraph(*parts),)),)))

    def test_as_written(self) -> None:
        """Marks are Markdown's own, and only what must be is a reference."""
        assert to_markdown(article(paragraph("这是", bold("重点"), "内容"))) == "这是**重点**内容\n"
        assert to_markdown(article(paragraph(bold("“重点”"), "中"))) == "**“重点”**&#20013;\n"


class TestLinks:
    """Links and images."""

    @pytest.mark.parametrize("url", URLS)
    def test_urls(self, url: str) -> None:
        """Every URL that is given out comes back, in place and by number, in a line and in a cell."""
        target = Link(href=url, inlines=line("a"), title='"b" (c) \\ &amp;')
        picture = InlineImage(image=Image(src=url, alt="a]", title="b"))
        blocks = (paragraph(target, "(c)"), paragraph("a", picture), Table(rows=(_row((paragraph(target, picture),)),)))
        _reads_back(*blocks)
        assert markdown_shape(to_markdown(article(*blocks), links="reference", images="reference")) == shape(blocks)

    @pytest.mark.parametrize("url", ["javascript:alert(1)", "java\nscript:a", "\x01JavaScript:a", "data:text/html,a"])
    def test_unsafe(self, url: str) -> None:
        """Of a link that is not given out the text stays, of a figure the caption, of an image nothing."""
        picture = Figure(image=Image(src=url), caption=line("图注"))
        given_article = article(paragraph(link("a", href=url), InlineImage(image=Image(src=url)), "b"), picture)
        assert to_markdown(given_article) == "ab\n\n图注\n"

    def test_figure(self) -> None:
        """A figure is its image with the caption on the next line, linked where it is."""
        image = Image(src="a.png", alt="图", title="题")
        given_article = article(Figure(image=image, caption=line("注"), href="/b"), Figure(image=image))
        assert to_markdown(given_article) == '[![图](a.png "题")](/b)\\\n注\n\n![图](a.png "题")\n'

    def test_embed(self) -> None:
        """What is embedded is a link."""
        given_article = article(Embed(kind="video", url="/a.mp4", title="视频"), Embed(kind="iframe", url="/b"))
        assert to_markdown(given_article) == "[视频](/a.mp4)\n\n[/b](/b)\n"


class TestBlocks:
    """Blocks beside and inside each other."""

    @pytest.mark.parametrize("ordered", [False, True])
    def test_lists(self, ordered: bool) -> None:  # noqa: FBT001 - a parameter of the test
        """Lists after lists stay apart, nested ones stay inside."""
        made = _items("一", "二", ordered=ordered)
        _reads_back(made, made, made, paragraph("后文"))
        nested = ListBlock(
            items=((paragraph("一"), made, made), (made, paragraph("二")), (made,)), ordered=True, start=9
        )
        _reads_back(nested, _items("三", start=10, ordered=True))

    def test_items(self) -> None:
        """An item holds every kind of block, first or later."""
        table = Table(rows=(_row((paragraph("a"),)),))
        held: tuple[Block, ...] = (
            Rule(),
            Heading(level=3, inlines=line("a")),
            table,
            Quote(blocks=(paragraph("b"),)),
            figure(),
        )
        for block in held:
            _reads_back(ListBlock(items=((block, paragraph("c")), (paragraph("c"), block), (block, block))))

    def test_table(self) -> None:
        """Pipes, breaks and blocks in cells, and a table without header, are read back."""
        cell = (paragraph("a|b", LineBreak(), "c"), _items("d|", "e"), CodeBlock(code="f|g\n\nh"))
        _reads_back(Table(header=_row(cell, ()), rows=(_row((), cell),)), Table(rows=(_row(cell),)))

    @pytest.mark.parametrize(
        "rows",
        [
            "<tr>" + "<td>a" * 3000 + "<tr><td>b" * 3000,
            "<tr>" + "<td rowspan=1000>a" * 3000 + "<tr><td>b" * 1000,
            "".join(f"<tr><td colspan={number}>a<td>b" for number in range(1, 1000)),
            "<tr><td rowspan=1000 colspan=1000>a" * 1000,
        ],
    )
    def test_size(self, rows: str) -> None:
        """A table in which rows or spans would be mostly empty cells is written in proportion to what it holds."""
        table = Parser().parse(f"<table>{rows}</table>")
        assert len(to_markdown(table)) < 3 * len(rows) + 50_000

    def test_spans(self) -> None:
        """A cell that spans stands first in its columns and rows, and the others keep their columns."""
        wide = Cell(blocks=(paragraph("宽"),), colspan=2)
        tall = Cell(blocks=(paragraph("高"),), rowspan=2)
        a, b, c = _row((paragraph("a"),), (paragraph("b"),), (paragraph("c"),))
        written = _reads_back(Table(header=(wide, a), rows=((tall, b, c), (b, c))))
        assert written == "| 宽 |  | a |\n| --- | --- | --- |\n| 高 | b | c |\n|  | b | c |\n"

    @pytest.mark.parametrize("kind", [Paragraph, Heading])
    def test_breaks(self, kind: type[Block]) -> None:
        """A hard break is one everywhere."""
        inlines = line("a", LineBreak(), bold("b", LineBreak(), "c"), LineBreak(), "# d")
        _reads_back(Paragraph(inlines=inlines) if kind is Paragraph else Heading(level=1, inlines=inlines))

    def test_rule_after_text(self) -> None:
        """A rule does not make the paragraph before it a heading."""
        _reads_back(paragraph("a"), Rule(), paragraph("b"), Rule(), Rule())


class TestOptions:
    """What can be chosen."""

    POST = article(
        Heading(level=1, inlines=(Text(text="h"),)), Heading(level=5, inlines=(Text(text="i"),)), title="a*'"
    )

    def test_title(self) -> None:
        """The title is the first heading, if there is one."""
        assert to_markdown(self.POST, title=True).startswith("# a\\*'\n\n# h\n")
        assert to_markdown(article("a"), title=True) == "a\n"

    def test_heading_base(self) -> None:
        """Headings move along, to 6 at the most, and so does the title."""
        assert to_markdown(self.POST, heading_base=3, title=True) == "### a\\*'\n\n### h\n\n###### i\n"

    def test_front_matter(self) -> None:
        """The front matter is that of a post."""
        written = to_markdown(self.POST, front_matter=True)
        assert written == f"---\ntitle: 'a*'''\n---\n\n{to_markdown(self.POST)}"

    def test_references(self) -> None:
        """One number for each target, the definitions last."""
        given_article = article(paragraph(link("a"), link("b", href="/c"), link("d")), figure("e", src="/f"))
        written = to_markdown(given_article, links="reference", images="reference")
        body, _, definitions = written.rpartition("\n\n")
        assert body == "[a][1][b][2][d][1]\n\n![e][3]"
        assert definitions == "[1]: https://www.example.com/\n[2]: /c\n[3]: /f\n"

    def test_none(self) -> None:
        """Without links their text stays; without images captions stay and what held images only goes."""
        given_article = article(paragraph(link("a"), "b"), figure("c", caption="d"), figure("e"), paragraph(link("f")))
        assert to_markdown(given_article, links="none", images="none") == "ab\n\nd\n\nf\n"

    def test_empty(self) -> None:
        """An empty article is no text at all."""
        assert to_markdown(Article()) == ""
        assert MARKDOWN.parse(to_markdown(Article(), title=True)) == []
