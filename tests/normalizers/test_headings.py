"""``headings``."""

from __future__ import annotations

import pytest

from ofweek_parse import Code, Emphasis, Heading, Image, Inline, InlineImage, LineBreak, Paragraph, Quote
from tests.making import article, bold, in_time, line, link, paragraph, run


class TestHeadings:
    """Paragraphs that are headings."""

    @pytest.mark.parametrize("text", ["新的一年", "新" * 60, "为什么？", "风：起", "Wind!", "设计：轻巧", "完美"])
    def test_bold(self, text: str) -> None:
        """A paragraph that is one bold run is a heading of level 2, without the bold type."""
        assert run("headings", article(paragraph(bold(text)))).blocks == (Heading(level=2, inlines=line(text)),)

    @pytest.mark.parametrize(
        "given",
        [
            *(paragraph(bold(text)) for text in ("新" * 61, "句子。", "句子；", "句子，", "作者：林小舟")),
            *(paragraph(bold(text)) for text in ("END", "— THE END —", "（完）", "* * *", "▼")),
            paragraph(bold("粗体"), "与正文"),
            paragraph("正文"),
            paragraph(bold("一", LineBreak(), "二")),
            paragraph(bold("一", InlineImage(image=Image(src="a")))),
            Quote(blocks=(paragraph(bold("引文")),)),
        ],
    )
    def test_none(self, given: Paragraph | Quote) -> None:
        """Long ones, sentences, credits, dividers, half-bold lines and quotations are no headings."""
        before = article(given)
        assert run("headings", before) is before

    def test_link(self) -> None:
        """A heading keeps its links."""
        (heading,) = run("headings", article(paragraph(link(bold("标题"), href="/a")))).headings
        assert (heading.text, heading.inlines) == ("标题", (link("标题", href="/a"),))

    def test_comments(self) -> None:
        """Bold lines that share a label are comments, not headings, if one of them is a sentence."""
        comments = [paragraph(bold(text)) for text in ("点评：风大了？", "点评：说的是风。", "点评:还是好……")]
        title = paragraph(bold("1、定义：风"))
        after = run("headings", article(title, comments[0], title, "正文", comments[1], title, comments[2]))
        assert [block for block in after.blocks if block in comments] == comments
        assert [heading.text for heading in after.headings] == ["1、定义：风"] * 3
        for text in (f"点评：{'风' * 60}", "点评：风真大！"):
            assert not run("headings", article(comments[0], "正文", paragraph(bold(text)))).headings

    @pytest.mark.parametrize(
        "texts",
        [
            ("误区一：风大就好", "误区二：塔高就好。"),
            ("问：风从哪里来？", "问：塔有多高？"),
            ("点评：风大了", "正文。"),
            ("点评", "点评：说的是风。"),
        ],
    )
    def test_no_comments(self, texts: tuple[str, str]) -> None:
        """Lines of different labels, and those of which none is a sentence, decide nothing about each other."""
        after = run("headings", article(*(paragraph(bold(text)) for text in texts)))
        assert after.headings[0].text == texts[0]

    @pytest.mark.parametrize("text", ["2月装机：22754台", "时间：2022年3月5日", "均价：约3万元", "增长: +5%"])
    def test_data(self, text: str) -> None:
        """A bold label with a number as its value right below a heading is no heading, nor is one below that."""
        title, value, value_2 = (paragraph(bold(line_)) for line_ in ("TOP 1：风起一号", text, f"累计{text}"))
        after = run("headings", article(title, value, value_2, "正文", value))
        assert [heading.text for heading in after.headings] == ["TOP 1：风起一号", text]
        assert after.blocks[1:3] == (value, value_2)

    @pytest.mark.parametrize(
        "text", ["一、四部门：3年推动", "1、定义：5个要点", "（二）目标：30%", "第1步：3个风机", "风机：起", "风：a3"]
    )
    def test_no_data(self, text: str) -> None:
        """An item of an enumeration is a heading there too, and so is a label without a number."""
        for first in (paragraph(bold("风的一年")), Heading(level=2, inlines=line("风的一年"))):
            assert run("headings", article(first, paragraph(bold(text)))).headings[1].text == text

    def test_level(self) -> None:
        """The level is one below that of the last heading before it that the post itself has."""
        own = {level: Heading(level=level, inlines=line(f"h{level}")) for level in (1, 2, 4, 6)}
        title = paragraph(bold("粗体"))
        given = article(title, own[2], title, title, own[4], title, own[2], title, own[6], title, own[1], title)
        levels = [heading.level for heading in run("headings", given).headings]
        assert levels == [2, 2, 3, 3, 4, 5, 2, 3, 6, 6, 1, 2]

    def test_number_above(self) -> None:
        """A number that is a heading in the post itself does not join a deeper one, only one of its level or a bold line."""
        number, same, deeper = (
            Heading(level=level, inlines=line(text)) for level, text in ((2, "01"), (2, "风"), (3, "塔"))
        )
        given = article(number, deeper)
        assert run("headings", given) is given
        for title in (same, paragraph(bold("风"))):
            assert run("headings", article(number, title)).blocks == (Heading(level=2, inlines=line("01 风")),)
        after = run("headings", article(number, paragraph(bold("02")), deeper))
        assert after.blocks == (number, Heading(level=3, inlines=line("02 塔")))

    @pytest.mark.parametrize("number", ["01", "1", "一", "十二", "2.", "PART 3", "三、", "— 01 —", "/ 02", "#3"])
    def test_number(self, number: str) -> None:
        """A bare number before a heading joins it, bold or not."""
        for first in (paragraph(number), paragraph(bold(number))):
            after = run("headings", article("正文", first, paragraph(bold("标题"))))
            assert [block.text for block in after.blocks] == ["正文", f"{number} 标题"]

    @pytest.mark.parametrize("number", ["2021", "一共", "1 2 3", "图1", "——", "* * *", "（1）"])
    def test_no_number(self, number: str) -> None:
        """Other short paragraphs do not."""
        after = run("headings", article(number, paragraph(bold("标题"))))
        assert [block.text for block in after.blocks] == [number, "标题"]

    def test_number_before_text(self) -> None:
        """A number before a paragraph stays one."""
        given = article("01", "正文")
        assert run("headings", given) is given

    def test_several_numbers(self) -> None:
        """All the bare numbers before a heading join it, and what comes after stays as it is."""
        numbers = [paragraph(bold(number)) for number in "123"]
        after = run("headings", article(*numbers, paragraph(bold("标题")), "4", "正文", "尾"))
        assert [block.text for block in after.blocks] == ["1 2 3 标题", "4", "正文", "尾"]

    def test_numbers_alone(self) -> None:
        """Bold numbers that no heading follows are headings of their own."""
        numbers = ["01", "02", "03", "04"]
        after = run("headings", article(*(paragraph(bold(number)) for number in numbers)))
        assert [heading.text for heading in after.headings] == numbers

    @pytest.mark.parametrize("number", ["1", Emphasis(inlines=line("1")), bold("1")])
    def test_many_numbers(self, number: Inline | str) -> None:
        """Any number of numbers join in time linear in them."""
        given = article(*[paragraph(number)] * 10_000, Heading(level=2, inlines=line("标题")))
        with in_time(1):
            (heading,) = run("headings", given).headings
        assert heading.text == "1 " * 10_000 + "标题"

    def test_time(self) -> None:
        """A digit and a run of spaces before a heading take no time."""
        given = article(paragraph("1", Code(code=" " * 800), "x"), Heading(level=2, inlines=line("标题")))
        with in_time(0.1):
            run("headings", given)

    @pytest.mark.parametrize("text", ["点评：风。", "点评：风", "甲：1", "01", "：", "风：" * 25])
    def test_many_lines(self, text: str) -> None:
        """Any number of bold lines take time linear in them."""
        given = article(*[paragraph(bold(text))] * 10_000)
        with in_time(1):
            run("headings", given)
