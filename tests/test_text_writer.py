"""Plain text."""

from __future__ import annotations

from ofweek_parse import Article, Cell, LineBreak, ListBlock, Quote, Rule, Table, to_text
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
