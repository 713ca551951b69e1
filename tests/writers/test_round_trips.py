"""Whatever characters an article contains, written output is read back without loss."""

from __future__ import annotations

import pytest
from markdown_it import MarkdownIt

from ofweek_parse import (
    Article,
    Emphasis,
    Figure,
    Image,
    LineBreak,
    Link,
    Paragraph,
    Parser,
    Strong,
    Text,
    to_markdown,
    to_post,
)
from tests.making import article, bold, in_time, line, paragraph
from tests.reading_back import markdown_shape, shape

HEADER = "---\ntitle: 山谷里的风\ndate: 2021-07-26\n---\n"
RAW = Parser(normalizers=())
CHARACTERS = (
    *range(1, 0x180),
    *range(0x2000, 0x2070),
    *(0x34F, 0x3000, 0x3001, 0x300C, 0xD7FF, 0xE000, 0xF8FF, 0xFE0F, 0xFEFF, 0xFF01, 0xFF5E, 0xFFE5, 0xFFFC, 0xFFFD),
    *(0x1F600, 0xE0001, 0x10FFFD),
)
EVERYWHERE = """
<p>甲{}乙<b>{}丙{}</b>丁<del>{}戊</del>{}</p><h2>{}甲{}</h2><p><a href="https://a.example/{}x" title="甲{}乙">{}丙{}</a></p>
<p><img src="https://a.example/{}x.png" alt="甲{}乙" title="{}"></p><p>甲<code>a{}b</code><sup>{}c</sup></p><pre>a{}b
{}c</pre><p>甲<code class="math">a{}b</code></p><figure><img src="a.png"><figcaption>{}甲{}</figcaption></figure>
<table><tr><td>甲{}乙</td><td>{}</td></table><ul><li>{}甲{}<li>{}</ul><blockquote>{}甲</blockquote>
<video src="https://a.example/{}x" poster="https://a.example/{}y.png" title="甲{}乙"></video><pre><code class="language-a{}b">x</code></pre>
"""


@pytest.mark.no_cover
@pytest.mark.parametrize("form", ["{}", "&#{};"], ids=["itself", "reference"])
@pytest.mark.parametrize("first", range(0, len(CHARACTERS), 64))
def test_post(first: int, form: str) -> None:
    """A post in HTML gives every character back that reading gave, in text, code, attributes and URLs."""
    for code in CHARACTERS[first : first + 64]:
        if form == "{}" and chr(code) in "<>&\"'":
            continue
        written = form.replace("{}", chr(code) if form == "{}" else str(code))
        given = RAW.parse(HEADER + EVERYWHERE.replace("{}", written))
        assert RAW.parse(to_post(given)).blocks == given.blocks, hex(code)


@pytest.mark.parametrize("space", ["\t", "\n", "\r\n", "&#13;", "&#10;"])
def test_url(space: str) -> None:
    """White space that a browser drops from a URL is in none."""
    given = RAW.parse(f'{HEADER}<p>甲<a href="https://a.example/{space}b">乙</a><img src="c{space}d.png"></p>')
    assert [link.href for link in given.links] == ["https://a.example/b"]
    assert [image.src for image in given.images] == ["cd.png"]


def unmarked(part: object) -> object:
    """A shape with no marks on white space, on which bold type is not to be seen."""
    if isinstance(part, list):
        return [unmarked(each) for each in part]
    if isinstance(part, tuple) and len(part) == 2 and isinstance(part[1], frozenset):
        return (part[0], frozenset()) if isinstance(part[0], str) and part[0].isspace() else part
    return tuple(unmarked(each) for each in part) if isinstance(part, tuple) else part


EDGES = ("\n", " ", "\n ", " \n", "&nbsp;", "\u3000", "<br>", "\n<br>", "&#13;", "\u2028", "\u00a0\n", "\n\u00a0")


class TestEdges:
    """White space at the edges of bold, emphasis and strikethrough."""

    @pytest.mark.parametrize("edge", EDGES)
    @pytest.mark.parametrize("tag", ["b", "em", "del"])
    @pytest.mark.parametrize("body", ["<p>{}</p>", "<h2>{}</h2>", "<table><tr><td>{}<td>乙</table>", "<ul><li>{}</ul>"])
    def test_read_back(self, edge: str, tag: str, body: str) -> None:
        """A CommonMark parser reads the same marks around the same text, and no mark as text."""
        inner = "<b>x</b>" if tag == "em" else "<i>x</i>"
        for text in (
            "甲<T>E重点</T>乙",
            "甲<T>重点E</T>乙",
            "<T>E重点E</T>",
            "a <T>Eb</T> c",
            "甲<T>E</T>乙",
            f"<T>E{inner}E</T>y",
            "甲。<T>E“重点”E</T>乙",
            "<T>E甲<br>乙E</T>",
        ):
            written = text.replace("<T>", f"<{tag}>").replace("</T>", f"</{tag}>").replace("E", edge)
            given = RAW.parse(HEADER + body.replace("{}", written))
            assert unmarked(markdown_shape(to_markdown(given))) == unmarked(shape(given.blocks)), written

    def test_written(self) -> None:
        """A break is beside the mark, not in it."""
        assert to_markdown(article(paragraph(bold("\n重点")))) == "**重点**\n"
        assert to_markdown(article(paragraph("甲", bold("\n重点\n"), "乙"))) == "甲\n**重点**\n乙\n"

    def test_nested(self) -> None:
        """The same for marks in marks and in links."""
        given = article(paragraph("甲", Strong(inlines=(Link(href="u", inlines=line("\n乙\n")), *line("\n"))), "丙"))
        rendered = MarkdownIt("commonmark").render(to_markdown(given))
        assert "*" not in rendered
        assert "<strong><a" in rendered

    @pytest.mark.parametrize("edge", ["\n", " \n ", " "])
    def test_in_links(self, edge: str) -> None:
        """At the edges of a link's text too, where it parts words."""
        for inside in (
            bold(f"b{edge}"),
            bold(f"{edge}b"),
            bold(f"{edge}b{edge}"),
            bold("b", Emphasis(inlines=line(f"c{edge}"))),
        ):
            given = article(paragraph("a", Link(href="u", inlines=(inside,)), "d"))
            assert unmarked(markdown_shape(to_markdown(given))) == unmarked(shape(given.blocks))

    @pytest.mark.parametrize("begin", ["\n", " \n", "\n\n", "\u00a0\n"])
    def test_behind_breaks(self, begin: str) -> None:
        """A line that begins with a break ends no paragraph."""
        for first in (Text(text=f"{begin}乙"), bold(f"{begin}乙")):
            for given in (
                paragraph("甲", LineBreak(), first),
                paragraph(first),
                Figure(image=Image(src="a.png"), caption=(first,)),
            ):
                assert unmarked(markdown_shape(to_markdown(article(given)))) == unmarked(shape((given,)))

    def test_time(self) -> None:
        """Long white space and many marks take time in proportion to their length."""
        for given in (
            article(paragraph("甲", bold("\u00a0" * 200_000, "乙"))),
            article(Paragraph(inlines=(bold("\n甲\n"), Text(text="乙")) * 10_000)),
            article(paragraph("甲", bold(*["\n"] * 20_000, "乙"))),
        ):
            with in_time(8):
                to_markdown(given)


def test_empty_parts() -> None:
    """Items, cells and lines without content are written without an exception."""
    given = Article(blocks=(paragraph(), Figure(image=Image(src="")), paragraph("甲")))
    assert "甲" in to_markdown(given)
