"""Reading the comment that ends the excerpt of a post."""

from __future__ import annotations

import pytest

from ofweek_parse import Article, ExcerptMark, Figure, Parser, Table, parse
from ofweek_parse.model.traversal import iter_blocks
from tests.making import in_time
from tests.reading_paths import HEADER, RAW, is_read_fast


def read(body: str) -> Article:
    """The article of *body*, as the file has it."""
    return RAW.parse(HEADER + body)


def shape(body: str) -> list[str]:
    """The texts of the blocks of *body*, and ``"…"`` for a mark."""
    return ["…" if isinstance(block, ExcerptMark) else block.text for block in read(body).blocks]


class TestMark:
    """What is a mark."""

    @pytest.mark.parametrize(
        "comment",
        ["<!-- more -->", "<!--more-->", "<!--  more\n-->", "<!-- MORE -->", "<!--More -->", "<!--- more --->"],
    )
    def test_is(self, comment: str) -> None:
        """The comment of Hexo and Hugo, with any white space, in any case."""
        assert shape(f"<p>甲</p>\n{comment}\n<p>乙</p>") == ["甲", "…", "乙"]

    @pytest.mark.parametrize(
        "comment", ["<!-- read more -->", "<!-- more: 3 -->", "<!-- moreover -->", "<!---->", "<!-- mo re -->", "more"]
    )
    def test_is_not(self, comment: str) -> None:
        """Any other comment leaves nothing."""
        assert "…" not in shape(f"<p>甲</p>{comment}<p>乙</p>")

    def test_first(self) -> None:
        """The first one counts."""
        assert shape("<p>甲</p><!--more--><p>乙</p><!-- more --><p>丙</p>") == ["甲", "…", "乙", "丙"]

    @pytest.mark.parametrize(
        "place", ["<p hidden>{}</p>", "<pre>甲{}</pre>", "<code>甲{}</code>", "<script>{}</script>"]
    )
    def test_hidden_or_code(self, place: str) -> None:
        """In hidden content it is none, and in code it is text."""
        assert "…" not in shape(place.replace("{}", "<!-- more -->") + "<p>乙</p>")


class TestPlace:
    """Where it is put."""

    @pytest.mark.parametrize(
        ("body", "shape_"),
        [
            ("<!-- more --><p>甲</p>", ["…", "甲"]),
            ("<p>甲</p><!-- more -->", ["甲", "…"]),
            ("<div><p>甲</p><!-- more --><p>乙</p></div>", ["甲", "…", "乙"]),
            ("<p><!-- more -->甲</p>", ["…", "甲"]),
            ("甲<br><br><!-- more -->乙", ["甲", "…", "乙"]),
            ("甲<!-- more --><p>乙</p>", ["甲", "…", "乙"]),
        ],
    )
    def test_between_blocks(self, body: str, shape_: list[str]) -> None:
        """Between two blocks it stays between them."""
        assert shape(body) == shape_

    @pytest.mark.parametrize(
        ("body", "shape_"),
        [
            ("<p>甲<!-- more -->乙</p><p>丙</p>", ["甲乙", "…", "丙"]),
            ("<p><b>甲<!-- more -->乙</b>丙</p>丁", ["甲乙丙", "…", "丁"]),
            ("甲<br><!-- more -->乙<br><br>丙", ["甲\n乙", "…", "丙"]),
            ("<h2>甲<!-- more --></h2>乙", ["甲", "…", "乙"]),
        ],
    )
    def test_in_a_line(self, body: str, shape_: list[str]) -> None:
        """In the middle of a paragraph or heading it goes behind that, which readers see as one."""
        assert shape(body) == shape_

    @pytest.mark.parametrize(
        ("body", "shape_"),
        [
            ("<ul><li>甲<!-- more --></li><li>乙</li></ul>丙", ["甲\n乙", "…", "丙"]),
            ("<ul><li>甲</li><!-- more --><li>乙</li></ul>丙", ["甲\n乙", "…", "丙"]),
            ("<ul><li>甲</li><!-- more --><ul><li>乙</li></ul></ul>丙", ["甲\n乙", "…", "丙"]),
            ("<ol><li>甲</li></ol><!-- more --><ol><li>乙</li></ol>", ["甲", "…", "乙"]),
            ("<blockquote><p>甲</p><!-- more --><p>乙</p></blockquote>丙", ["甲\n\n乙", "…", "丙"]),
            ("<blockquote><ul><li>甲<!-- more --></ul></blockquote>丙", ["甲", "…", "丙"]),
            ("<table><tr><td>甲<!-- more --></td><td>乙</td></tr></table>丙", ["甲\t乙", "…", "丙"]),
            ("<table><tr><td>甲</td><td>乙</td></tr><!-- more --></table>丙", ["甲\t乙", "…", "丙"]),
        ],
    )
    def test_in_a_container(self, body: str, shape_: list[str]) -> None:
        """In a list, quote or table it goes behind that, and changes nothing of it."""
        assert shape(body) == shape_
        without = [block for block in read(body).blocks if not isinstance(block, ExcerptMark)]
        assert tuple(without) == read(body.replace("<!-- more -->", "")).blocks

    @pytest.mark.parametrize(
        "body", ["<ul><li><!-- more --></li></ul>", "<blockquote><!-- more --></blockquote>",
                 "<table><tr><td><!-- more --></td><td></td></tr></table>"]
    )  # fmt: skip
    def test_alone_in_a_container(self, body: str) -> None:
        """One that holds nothing else is empty."""
        assert shape(f"<p>甲</p>{body}<p>乙</p>") == ["甲", "…", "乙"]

    def test_in_a_layout_table(self) -> None:
        """In a table that is there for the layout it stays where it is."""
        assert shape("<table><tr><td>甲<p>乙</p><!-- more --><p>丙</p></table>") == ["甲", "乙", "…", "丙"]

    def test_in_a_figure(self) -> None:
        """In a figure it goes behind the picture, which keeps its caption."""
        figure, mark = read("<figure><img src=a.png><!-- more --><figcaption>甲</figcaption></figure>").blocks
        assert (figure.text, mark) == ("甲", ExcerptMark())


class TestArticle:
    """What becomes of it."""

    def test_excerpt(self) -> None:
        """The excerpt of the article ends there, and the mark has no text."""
        article = parse(f"{HEADER}<p>甲</p><p>乙</p><!-- more --><p>丙</p>")
        assert (article.excerpt, article.text) == ("甲\n\n乙", "甲\n\n乙\n\n丙")
        assert article.diagnostics == ()

    def test_caption(self) -> None:
        """A caption behind it is that of the figure before it."""
        article = parse(f"{HEADER}<p><img src=a.png></p><!-- more --><p>▲甲</p><p>乙</p>")
        assert [block.text for block in article.blocks] == ["▲甲", "", "乙"]
        assert isinstance(article.blocks[0], Figure)

    def test_title_above(self) -> None:
        """So is a title of the figure behind it."""
        pair = "<p>图{}：山谷</p>{}<p><img src={}.png></p><p>风。</p>"
        body = "".join(pair.format(number, "<!-- more -->" if number == 2 else "", number) for number in (1, 2, 3))
        figures = parse(HEADER + body).figures
        assert [figure.text for figure in figures] == ["图1：山谷", "图2：山谷", "图3：山谷"]

    def test_every_step(self) -> None:
        """No step takes it away."""
        assert ExcerptMark() in Parser().parse(f"{HEADER}<p>甲</p><!-- more --><p>原文标题 : a</p>").blocks

    def test_fast(self) -> None:
        """Between paragraphs the fast path reads it."""
        assert is_read_fast(f"{HEADER}<div><p>甲</p><!-- more --><p>乙</p></div>")
        assert not is_read_fast(f"{HEADER}<div><p>甲<!-- more -->乙</p></div>")


@pytest.mark.parametrize("unit", ["<!-- more -->", "<!--" + "-" * 50 + "more", "<ul><li><!--more-->甲</li></ul>"])
def test_linear(unit: str) -> None:
    """Time grows with the body."""
    with in_time(5):
        blocks = read(f"{unit * (200_000 // len(unit))}<table><tr><td>乙<td>丙</table>").blocks
    assert not any(
        isinstance(inner, ExcerptMark)
        for table in blocks
        if isinstance(table, Table)
        for inner in iter_blocks((table,))
    )
