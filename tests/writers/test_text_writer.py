"""Plain text."""

from __future__ import annotations

import pytest

from ofweek_parse import Article, Cell, CodeBlock, Heading, LineBreak, ListBlock, Quote, Rule, Table, Text, to_text
from ofweek_parse.testing import Sample
from tests.making import article, bold, figure, link, paragraph


class TestBlocks:
    """Blocks are parted by a blank line."""

    def test_paragraphs(self) -> None:
        """Marks and links are gone, a line break is a line break."""
        given = article(paragraph("风", bold("力"), LineBreak(), link("发电")), "第二段")
        assert to_text(given) == "风力\n发电\n\n第二段"

    def test_lists_and_tables(self) -> None:
        """Items and rows are a line each, cells are parted by tabs."""
        items = ListBlock(items=((paragraph("一"),), (paragraph("二"), ListBlock(items=((paragraph("三"),),)))))
        row = tuple(Cell(blocks=(paragraph(text),)) for text in ("甲", "乙"))
        assert to_text(article(items, Table(rows=(row, row)))) == "一\n二\n三\n\n甲\t乙\n甲\t乙"

    def test_nothing_to_read(self) -> None:
        """No alternative text is part of it, and a rule leaves no gap."""
        given = article(figure("风机的照片", "照片", caption="图注"), Rule(), Quote(blocks=(paragraph("引文"),)))
        assert to_text(given) == "图注\n\n引文"

    def test_samples(self, ofweek_sample: Sample) -> None:
        """It is the article's own text."""
        assert to_text(ofweek_sample.article) == ofweek_sample.article.text


class TestTitle:
    """The option *title*."""

    def test_first(self) -> None:
        """The title stands first, if there is one."""
        assert to_text(article("正文", title="标题"), title=True) == "标题\n\n正文"
        assert to_text(article("正文"), title=True) == "正文"

    def test_alone(self) -> None:
        """An article of a title only is that title."""
        assert to_text(Article(title="标题"), title=True) == "标题"
        assert to_text(Article(title="标题")) == ""


class TestChoices:
    """What can be left out, and marks for headings."""

    ARTICLE = article(
        Heading(level=2, inlines=(Text(text="一"),)),
        figure("照片", caption="图注"),
        Quote(blocks=(Heading(level=3, inlines=(Text(text="二"),)), CodeBlock(code="x = 1"))),
        ListBlock(items=((Table(rows=((Cell(blocks=(paragraph("甲"),)),),)),), (paragraph("乙"),))),
        title="标题",
    )

    @pytest.mark.parametrize(
        ("choices", "expected"),
        [
            ({}, "一\n\n图注\n\n二\n\nx = 1\n\n甲\n乙"),
            ({"captions": False}, "一\n\n二\n\nx = 1\n\n甲\n乙"),
            ({"tables": False}, "一\n\n图注\n\n二\n\nx = 1\n\n乙"),
            ({"code": False}, "一\n\n图注\n\n二\n\n甲\n乙"),
            ({"heading_marks": True}, "## 一\n\n图注\n\n### 二\n\nx = 1\n\n甲\n乙"),
            (
                {"heading_marks": True, "title": True, "captions": False, "code": False, "tables": False},
                "# 标题\n\n## 一\n\n### 二\n\n乙",
            ),
        ],
    )
    def test_each(self, choices: dict[str, bool], expected: str) -> None:
        """Each choice, at any depth."""
        assert to_text(self.ARTICLE, **choices) == expected

    def test_nothing_left(self) -> None:
        """What is empty afterwards leaves no gap."""
        given = article(Quote(blocks=(CodeBlock(code="x"),)), "a", figure("b", caption="c"), "d")
        assert to_text(given, code=False, captions=False) == "a\n\nd"
