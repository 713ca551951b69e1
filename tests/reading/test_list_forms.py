"""Definition lists, task lists, and content of a list outside of its items."""

from __future__ import annotations

import mistune
import pytest
from markdown_it import MarkdownIt
from mdit_py_plugins.tasklists import tasklists_plugin

from ofweek_parse import Article, Block, LineBreak, ListBlock, Parser, to_html, to_markdown, to_post
from ofweek_parse.model.constructors import evolve
from tests.making import article, bold, figure, in_time, line, link, paragraph

HEADER = "---\ntitle: 山谷里的风\ndate: 2021-07-26\n---\n"
RAW = Parser(normalizers=())


def read(body: str) -> Article:
    """The raw article of *body*."""
    return RAW.parse(HEADER + body)


def bullets(*items: tuple[Block, ...] | str) -> ListBlock:
    """A list, where a string is an item of one paragraph."""
    return ListBlock(items=tuple((paragraph(item),) if isinstance(item, str) else item for item in items))


def term(text: str) -> Block:
    """A term."""
    return paragraph(bold(text))


class TestDefinitions:
    """``<dl>``."""

    @pytest.mark.parametrize(
        ("body", "block"),
        [
            ("<dl><dt>甲<dd>乙</dl>", bullets((term("甲"), paragraph("乙")))),
            ("<dl><dt>甲</dt><dd>乙</dd><dd>丙</dd><dt>丁</dt><dd>戊</dd></dl>", bullets((term("甲"), paragraph("乙"), paragraph("丙")), (term("丁"), paragraph("戊")))),
            ("<dl><dt>甲<dt>乙<dd>丙</dl>", bullets((term("甲"),), (term("乙"), paragraph("丙")))),
            ("<dl><div><dt>甲</dt><dd>乙</dd></div>\n<div><dt>丙</dt><dd>丁</dd></div></dl>", bullets((term("甲"), paragraph("乙")), (term("丙"), paragraph("丁")))),
            ("<dl><dt><b>甲</b></dt><dd><p>乙</p><p>丙</p></dd></dl>", bullets((term("甲"), paragraph("乙"), paragraph("丙")))),
            ("<dl><dt>\n 甲 \n</dt>\n<dd>\n 乙 </dd></dl>", bullets((term("甲"), paragraph("乙")))),
            ("<dl><dd>甲<dd>乙</dl>", bullets("甲", "乙")),
            ("<dl><dt></dt><dd>甲</dd></dl>", bullets("甲")),
            ("<dl><dt>甲<dd></dl>", bullets((term("甲"),))),
            ("<dl><dt>甲<dd><dl><dt>乙<dd>丙</dl></dl>", bullets((term("甲"), bullets((term("乙"), paragraph("丙")))))),
            ("<dl><dt><img src='a.png'></dt><dd>甲</dd></dl>", bullets((figure(), paragraph("甲")))),
            ("<dl><dt><img src='a.png'></dt><dd class='wp-caption-text'>甲<br>乙</dd><dd>丙</dd></dl>", bullets((evolve(figure(), caption=line("甲", LineBreak(), "乙")), paragraph("丙")))),
            ("<dl><dt>丁</dt><dd class='wp-caption-text'>甲</dd></dl>", bullets((term("丁"), paragraph("甲")))),
        ],
    )  # fmt: skip
    def test_items(self, body: str, block: Block) -> None:
        """Each term is an item, bold, with what describes it behind it."""
        assert read(f"<p>前</p>{body}<p>后</p>").blocks == (paragraph("前"), block, paragraph("后"))

    @pytest.mark.parametrize(
        ("inside", "figures"),
        [
            ("<dt><img src='a.png'><dd class='wp-caption-text'>甲", (evolve(figure(), caption=line("甲")),)),
            ("<dt><img src='a.png'></dt><dt><img src='a.png'></dt>", (figure(), figure())),
            ("甲<dt><img src='a.png'></dt>", (paragraph("甲"), figure())),
        ],
    )
    def test_gallery(self, inside: str, figures: tuple[Block, ...]) -> None:
        """One of nothing but pictures, as WordPress writes galleries, is these."""
        assert read(f"<dl>{inside}</dl>").blocks == figures

    def test_nothing(self) -> None:
        """An empty one is nothing; terms outside of one are lines."""
        assert read("<p>前</p><dl></dl><dl><dt></dt></dl>").blocks == (paragraph("前"),)
        assert read("<dt>甲</dt><dd>乙</dd>").blocks == (paragraph("甲"), paragraph("乙"))

    def test_before(self) -> None:
        """Text before the first term is before the list."""
        assert read("<dl>前<dt>甲<dd>乙</dl>").blocks == (paragraph("前"), bullets((term("甲"), paragraph("乙"))))

    def test_written(self) -> None:
        """It is written and read back as it is."""
        given = read("<dl><dt>甲<dd>乙<dd><p>丙</p><ul><li>丁</ul></dl>")
        assert RAW.parse(to_post(given)).blocks == given.blocks
        assert "- **甲**" in to_markdown(given)

    def test_time(self) -> None:
        """Long ones take time in proportion to their length."""
        for body in (
            "<dl>" + "<dt>甲<dd>乙" * 8_000,
            "<dl>" + "<dd>乙</dd>" * 16_000,
            "<dl>" + "<dd>乙" * 400,
            "<dl><dt>" * 120,
        ):
            with in_time(6):
                read(body)


class TestStrays:
    """What is in a list but in no item."""

    @pytest.mark.parametrize(
        ("body", "blocks"),
        [
            ("<ul>要买的：<li>米<li>油</ul>", (paragraph("要买的："), bullets("米", "油"))),
            ("<ol><p>一</p><p>二</p><li>米</ol>", (paragraph("一"), paragraph("二"), ListBlock(items=((paragraph("米"),),), ordered=True))),
            ("<ul><img src='a.png'><li>米</ul>", (figure(), bullets("米"))),
            ("<ul><li>米</li>中<li>油</li>后</ul>", (bullets("米", "中", "油", "后"),)),
            ("<ol><li>米</li>中<li>油</ol>", (ListBlock(items=((paragraph("米"), paragraph("中")), (paragraph("油"),)), ordered=True),)),
            ("<ul>\n<li>米</li>\n</ul>", (bullets("米"),)),
            ("<ul>只有文字</ul>", (paragraph("只有文字"),)),
            ("<ul><ul><li>米</ul><li>油</ul>", (bullets((bullets("米"),), "油"),)),
            ("<ul>前<ul><li>米</ul></ul>", (paragraph("前"), bullets("米"))),
            ("<ul><li>米<ul>前<li>油</ul></ul>", (bullets((paragraph("米"), paragraph("前"), bullets("油"))),)),
        ],
    )  # fmt: skip
    def test_blocks(self, body: str, blocks: tuple[Block, ...]) -> None:
        """What is before the first item is before the list; what is between items is one, or part of a numbered one."""
        assert read(body).blocks == blocks


class TestNumbers:
    """The numbers of an ordered list, which a page shows."""

    @pytest.mark.parametrize(
        ("body", "start"),
        [
            ("<ol start=' 3 '><li>甲<li>乙</ol>", 3),
            ("<ol><li value=3>甲<li>乙</ol>", 3),
            ("<ol start=2><li></li><li value=0>甲<li>乙</ol>", 0),
            ("<ol start=2><li></li><li>甲<li value=4>乙<li></ol>", 3),
            ("<ol start=x><li value=3.5>甲<li>乙</ol>", 1),
            ("<ol><li hidden>丙<li>甲<li>乙</ol>", 1),
            ("<ul start=3 reversed><li value=3>甲<li></li><li value=9>乙</ul>", 1),
        ],
    )
    def test_start(self, body: str, start: int) -> None:
        """The number is that of the list or of its first item."""
        assert read(body).blocks == (
            ListBlock(items=((paragraph("甲"),), (paragraph("乙"),)), ordered="<ol" in body, start=start),
        )

    @pytest.mark.parametrize(
        ("body", "starts"),
        [
            ("<ol reversed><li>甲<li>乙</ol>", (2, 1)),
            ("<ol reversed start=9><li>甲<li>乙</ol>", (9, 8)),
            ("<ol reversed><li>甲<li></li><li>乙</ol>", (3, 1)),
            ("<ol><li>甲<li value=9>乙</ol>", (1, 9)),
            ("<ol start=4><li>甲<li value=4>乙</ol>", (4, 4)),
            ("<ol><li>甲<li></li><li>乙</ol>", (1, 3)),
        ],
    )
    def test_gaps(self, body: str, starts: tuple[int, int]) -> None:
        """A list whose numbers are not consecutive becomes several."""
        assert read(body).blocks == tuple(
            ListBlock(items=((paragraph(text),),), ordered=True, start=start)
            for text, start in zip("甲乙", starts, strict=True)
        )


class TestTasks:
    """Checkboxes."""

    @pytest.mark.parametrize(
        ("box", "state"),
        [
            ('<input type="checkbox">', "[ ]"),
            ('<input type="checkbox" checked>', "[x]"),
            ('<input type="CheckBox" disabled checked="">', "[x]"),
            ('<input checked="checked" class="task-list-item-checkbox" disabled="" type="checkbox">', "[x]"),
            ('<label><input type="checkbox"></label>', "[ ]"),
        ],
    )
    def test_state(self, box: str, state: str) -> None:
        """The state is text, a space before what it is of, wherever it is."""
        assert read(f"<ul><li>{box}买米<li>{box} 买油</ul>").blocks == (bullets(f"{state} 买米", f"{state} 买油"),)
        assert read(f"<ul><li><p>{box} 买米</p></ul>").blocks == (bullets(f"{state} 买米"),)
        assert read(f"<p>买米{box}</p>").blocks == (paragraph(f"买米 {state}"),)
        assert read(f"<table><tr><td>{box}<td>买米</table>").text == f"{state}\t买米"
        assert read(f"<p>{box} 买米</p>").diagnostics == ()

    def test_radio_buttons(self) -> None:
        """Those have round brackets."""
        box = '<input type="Radio" name="a"'
        assert read(f"<p>{box} checked> 甲{box}>乙</p>").blocks == (paragraph("(x) 甲 ( ) 乙"),)
        assert read(f"<pre>{box}></pre>").text == f"{box}>"

    def test_values(self) -> None:
        """Buttons and fields show their values."""
        assert read('<p>甲<input type="submit" value="订阅">乙<input value=" 风电 "></p>').text == "甲 订阅 乙 风电"

    @pytest.mark.parametrize(
        "other",
        [
            "<input>",
            '<input type="hidden" value="甲">',
            '<input type="Password" value="甲">',
            '<input type="range" value="7">',
            '<input value="甲" hidden>',
            '<input type="text">',
            '<input type="radio" hidden>',
            '<input type="checkbox" hidden>',
            '<input type="checkbox" style="display:none">',
        ],
    )
    def test_other_fields(self, other: str) -> None:
        """Other fields, and those that no reader sees, leave nothing."""
        assert read(f"<p>{other}买米</p>").blocks == (paragraph("买米"),)

    def test_code(self) -> None:
        """Nothing comes into code."""
        assert read("<pre>a<input type=checkbox>b</pre>").text == "a<input type=checkbox>b"

    @pytest.mark.parametrize(
        ("item", "markdown"),
        [
            ("[x] 买米", "- [x] 买米\n"),
            ("[ ] 买米", "- [ ] 买米\n"),
            ("[x] [1] 买米", "- [x] \\[1\\] 买米\n"),
            ("[x]", "- \\[x\\]\n"),
            ("[x]买米", "- \\[x\\]买米\n"),
            ("[y] 买米", "- \\[y\\] 买米\n"),
            ("买米 [x] 买油", "- 买米 \\[x\\] 买油\n"),
        ],
    )
    def test_markdown(self, item: str, markdown: str) -> None:
        """A state at the beginning of an item is written as GFM has it; to CommonMark it is the same text."""
        written = to_markdown(article(bullets(item)))
        assert written == markdown
        assert item in MarkdownIt("commonmark").render(written)

    def test_renderers(self) -> None:
        """GFM shows boxes for tasks, in ordered and nested lists too, and for nothing else."""
        given = article(bullets((paragraph("[x] 买米"), bullets("[ ] 糯米")), "[x]", (paragraph(bold("[x] 甲")),), (paragraph("乙"), paragraph("[x] 丙"))),
                        ListBlock(items=((paragraph("[ ] ", link("买油", href="https://a.example/")),),), ordered=True), paragraph("[x] 丁"))  # fmt: skip
        written = to_markdown(given)
        plain = MarkdownIt("commonmark").use(tasklists_plugin).render(written)
        other = str(mistune.create_markdown(plugins=["task_lists"])(written))
        assert plain.count("checkbox") == plain.count("<input") * 2 == 6
        assert other.count("<input") == 3
        assert RAW.parse(HEADER + plain).blocks == RAW.parse(HEADER + to_html(given)).blocks

    def test_posts(self) -> None:
        """A post with the list gives it back, in HTML and in Markdown."""
        given = article(bullets("[x] 买米", "[ ] 买油"))
        assert RAW.parse(to_post(given)).blocks == given.blocks
        assert "- [x] 买米\n- [ ] 买油\n" in to_post(given, body="markdown")
