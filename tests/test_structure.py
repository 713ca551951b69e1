"""``captions``, ``headings`` and ``boilerplate``."""

from __future__ import annotations

import pytest

from ofweek_parse import Code, Emphasis, Figure, Heading, Image, Inline, InlineImage, LineBreak, Paragraph, Quote
from tests.making import article, bold, figure, in_time, line, link, paragraph, run

MARKED = ["▲ 叶片", "△叶片", "Δ叶片", "↑叶片", "图：叶片", "图源：新华社", "图片来源：某网", "数据来源：某所"]
LEFT = [paragraph(f"正文第{number}段，说的是风。") for number in "一二三四"]


def _captions(*blocks: Paragraph | Figure) -> list[str]:
    after = run("captions", article(*blocks, *LEFT))
    return [block.text for block in after.blocks if isinstance(block, Figure)]


class TestCaptions:
    """Paragraphs that are captions."""

    @pytest.mark.parametrize("text", MARKED)
    def test_marked(self, text: str) -> None:
        """A paragraph after a figure that starts with a mark is its caption and leaves the body."""
        assert _captions(figure(), paragraph(text)) == [text]
        assert run("captions", article(figure(), text)).blocks == (figure(caption=text),)

    def test_centred(self) -> None:
        """So is a centred one."""
        assert _captions(figure(), paragraph("叶片", align="center")) == ["叶片"]

    @pytest.mark.parametrize(
        "after",
        [
            paragraph("叶片"),
            paragraph("叶片", align="left"),
            paragraph(bold("叶片"), align="center"),
            paragraph("叶" * 121, align="center"),
            paragraph("图", InlineImage(image=Image(src="b.png")), align="center"),
            paragraph("图书馆里没有人"),
        ],
    )
    def test_none(self, after: Paragraph) -> None:
        """Other paragraphs, headings, long ones and pictures are no captions."""
        assert _captions(figure(), after) == [""]

    def test_before_a_figure(self) -> None:
        """A caption stands after its figure, not before it."""
        assert _captions(paragraph("▲叶片"), figure()) == [""]

    def test_second(self) -> None:
        """A marked line joins the caption that is there, a centred one does not."""
        given = (figure(caption="叶片"), paragraph("图源：新华社"), paragraph("正文", align="center"))
        assert _captions(*given) == ["叶片\n图源：新华社"]

    def test_inside_a_quote(self) -> None:
        """Figures at any depth get their captions."""
        after = run("captions", article(Quote(blocks=(figure(), paragraph("▲叶片")))))
        assert after.blocks == (Quote(blocks=(figure(caption="▲叶片"),)),)

    def test_twice(self) -> None:
        """Run again it changes nothing, also where about half of the paragraphs are centred."""
        centred = [paragraph(text, align="center") for text in ("▲一", "二二", "三")]
        once = run("captions", article(figure(), centred[0], figure(), *centred[1:], "四"))
        assert run("captions", once) == once


class TestHeadings:
    """Paragraphs that are headings."""

    @pytest.mark.parametrize("text", ["新的一年", "新" * 60, "为什么？", "风：起", "Wind!"])
    def test_bold(self, text: str) -> None:
        """A paragraph that is one bold run is a heading of level 2, without the bold type."""
        assert run("headings", article(paragraph(bold(text)))).blocks == (Heading(level=2, inlines=line(text)),)

    @pytest.mark.parametrize(
        "given",
        [
            *(paragraph(bold(text)) for text in ("新" * 61, "句子。", "句子；", "句子，", "作者：林小舟")),
            paragraph(bold("粗体"), "与正文"),
            paragraph("正文"),
            paragraph(bold("一", LineBreak(), "二")),
            paragraph(bold("一", InlineImage(image=Image(src="a")))),
            Quote(blocks=(paragraph(bold("引文")),)),
        ],
    )
    def test_none(self, given: Paragraph | Quote) -> None:
        """Long ones, sentences, credits, half-bold lines and quotations are no headings."""
        before = article(given)
        assert run("headings", before) is before

    def test_link(self) -> None:
        """A heading keeps its links."""
        (heading,) = run("headings", article(paragraph(link(bold("标题"), href="/a")))).headings
        assert (heading.text, heading.inlines) == ("标题", (link("标题", href="/a"),))

    @pytest.mark.parametrize("number", ["01", "1", "一", "十二", "2.", "PART 3", "三、"])
    def test_number(self, number: str) -> None:
        """A bare number before a heading joins it, bold or not."""
        for first in (paragraph(number), paragraph(bold(number))):
            after = run("headings", article("正文", first, paragraph(bold("标题"))))
            assert [block.text for block in after.blocks] == ["正文", f"{number} 标题"]

    @pytest.mark.parametrize("number", ["2021", "一共", "1 2 3", "图1"])
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


PROMOTION = [
    "声明：本文不代表本站。",
    "如需转载请联系",
    "图片侵权请联系删除",
    "欢迎关注公众号：风声",
    "扫描二维码加群",
    "--END--",
]


class TestBoilerplate:
    """Disclaimers and promotion."""

    @pytest.mark.parametrize("text", PROMOTION)
    def test_goes(self, text: str) -> None:
        """It goes from the end of the body, and a diagnostic says what went."""
        after = run("boilerplate", article("正文", text))
        assert after.text == "正文"
        assert [(note.code, text in note.message) for note in after.diagnostics] == [("boilerplate", True)]

    @pytest.mark.parametrize("text", ["他发表声明，说没有这回事。", "公众号有很多。", "二维码是方的"])
    def test_stays(self, text: str) -> None:
        """A sentence that has such a word stays."""
        given = article("正文", text)
        assert run("boilerplate", given) is given

    def test_last_eight(self) -> None:
        """It stays where more than eight blocks follow."""
        given = article(PROMOTION[0], *["正文"] * 8)
        assert run("boilerplate", given) is given
        assert run("boilerplate", article(PROMOTION[0], *["正文"] * 7)).text.count("声明") == 0

    def test_picture(self) -> None:
        """A picture beside the text stays, or a diagnostic names it."""
        after = run("boilerplate", article("正文", paragraph("扫描二维码", InlineImage(image=Image(src="qr.png")))))
        assert after.images or "qr.png" in after.diagnostics[0].message
