"""``captions``."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import pytest

from ofweek_parse import Cell, Figure, Image, InlineImage, Paragraph, Quote, Table
from tests.making import article, bold, figure, in_time, paragraph, run

if TYPE_CHECKING:
    from ofweek_parse import Alignment

MARKED = [
    "▲ 叶片",
    "△叶片",
    "Δ叶片",
    "↑叶片",
    "图：叶片",
    "图源：新华社",
    "图片来源：某网",
    "数据来源：某所",
    "资料来源：某所",
    "图为下线的叶片",
    "从左到右依次为：甲、乙",
    "从左至右：甲、乙",
    "图1｜叶片",
    "图 2-1 丨 塔筒",
]
LEFT = [paragraph(f"正文第{number}段，说的是风。") for number in "一二三四"]


def _captions(*blocks: Paragraph | Figure | str) -> list[str]:
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
            paragraph("从左到右看，风越来越大。"),
            paragraph("图片来自一位摄影师，他住在山谷里。"),
            paragraph("图/文并茂的书"),
            *(paragraph(text, align="center") for text in ("文｜林小舟", "（编辑：阿远）")),
            *(
                paragraph(text, align="center")
                for text in (
                    "01",
                    "— 02 —",
                    "Part 3",
                    "▼",
                    "* * *",
                    "END",
                    "— THE END —",
                    "一、风从哪里来",
                    "第二章 塔",
                )
            ),
            *(
                paragraph(text, align="center")
                for text in ("点击上方蓝字关注我们", "长按识别二维码", "左右滑动查看更多")
            ),
        ],
    )
    def test_none(self, after: Paragraph) -> None:
        """Other paragraphs, headings, long ones, pictures, dividers, invitations and credits of the text are no captions."""
        assert _captions(figure(), after) == [""]

    @pytest.mark.parametrize(
        "text", ["▲叶片", "图：叶片", "叶片", "风停的时候，塔筒里很安静。", "表现好的风机", "图书馆"]
    )
    def test_before_a_figure(self, text: str) -> None:
        """A caption without a number is after its figure, not before it."""
        assert _captions(paragraph(text, align="center"), figure()) == [""]

    @pytest.mark.parametrize("text", ["第一部关于风的电影", "手势：左右滑动", "2021", "终端（END）用户"])
    def test_like_a_divider(self, text: str) -> None:
        """A line that only has such words is a caption."""
        assert _captions(figure(), paragraph(text, align="center")) == [text]

    def test_second(self) -> None:
        """A marked line joins the caption that is there, a centred one does not."""
        given = (figure(caption="叶片"), paragraph("图源：新华社"), paragraph("正文", align="center"))
        assert _captions(*given) == ["叶片\n图源：新华社"]

    @pytest.mark.parametrize("text", ["来源：风起数据库", "注：不含海上", "单位：台", "（资料来源：风声网）"])
    def test_source_below_a_caption(self, text: str) -> None:
        """A centred source or note does join one, whether it is in the element or was a paragraph."""
        source = paragraph(text, align="center")
        for given in (
            (figure(caption="叶片"), source),
            (figure(), paragraph("叶片", align="center"), source),
            (figure(), paragraph("▲叶片"), source),
        ):
            assert _captions(*given)[0].removeprefix("▲") == f"叶片\n{text}"

    def test_source_below_a_title(self) -> None:
        """Below a figure whose title is above, a source need not be centred."""
        title, source = paragraph("表1：招标量", align="center"), paragraph("来源：风起数据库")
        assert _captions(title, figure(), source) == ["表1：招标量\n来源：风起数据库"]
        assert _captions(title, figure(), paragraph("来源广泛的风")) == ["表1：招标量"]
        for given in ((figure(), source), (figure(caption="叶片"), source)):
            assert _captions(*given) == [given[0].text]

    @pytest.mark.parametrize(
        "text", ["图源丨视觉中国", "（图片来源｜风声网）", "数据来源／风起数据库", "（图片来自网络）", "图/风声网"]
    )
    def test_source_of_a_picture(self, text: str) -> None:
        """Where a picture is from is its caption, or joins it, with any mark behind the label."""
        assert _captions(figure(), paragraph(text)) == [text]
        assert _captions(figure(), paragraph("▲叶片"), paragraph(text)) == [f"▲叶片\n{text}"]
        credits_ = ["图源丨视觉中国", "文丨林小舟"]
        assert _captions(figure(), *map(paragraph, credits_)) == [""]

    @pytest.mark.parametrize("align", ["center", None])
    def test_credits_below(self, align: Alignment | None) -> None:
        """The first of several lines of credits is the article's, not a figure's; a single one may be a picture's."""
        assert _captions(figure(), paragraph("摄影：林小舟", align="center")) == ["摄影：林小舟"]
        title = paragraph("表1：招标量", align="center")
        credits_ = [paragraph(text, align=align) for text in ("来源：风声网", "编辑：阿远")]
        for given in ((figure(),), (figure(caption="叶片"),), (title, figure())):
            after = run("captions", article(*given, *credits_))
            assert after.blocks[-2:] == tuple(credits_)

    @pytest.mark.parametrize(
        "text",
        [
            "表1：招标量",
            "表 1-2 招标量",
            "表2招标量",
            "图表3、招标量",
            "（表4）招标量",
            "表一：招标量",
            "图5",
            "表6｜风",
        ],
    )
    def test_title_above(self, text: str) -> None:
        """A centred numbered title before a figure is the first line of its caption, and a centred line after it the second."""
        title, source, more = (paragraph(line_, align="center") for line_ in (text, "来源：风起数据库", "塔筒"))
        assert _captions(title, figure()) == [text]
        assert _captions(title, figure(), source, more) == [f"{text}\n来源：风起数据库"]
        assert _captions(title, figure(caption="叶片"), more) == [f"{text}\n叶片"]
        assert _captions(title, figure(), paragraph("▲叶片"), more) == [f"{text}\n▲叶片"]

    def test_title_at_the_left(self) -> None:
        """A title that is not centred needs a mark behind its number, and is no sentence."""
        assert _captions(paragraph("表1：招标量"), figure()) == ["表1：招标量"]
        for text in ("表1 招标量", "表1显示，风大了", "表1：风大了。", "表1、表2说的是风", "表1、2说的是风"):
            assert _captions(paragraph(text), figure()) == [""]

    @pytest.mark.parametrize(
        "text",
        [
            "表1显示风大了",
            "表2021年的",
            "表一",
            "表一表态度",
            "表1招标量。",
            f"表1：{'风' * 118}",
            "表A：风",
            "第1表：风",
        ],
    )
    def test_no_title(self, text: str) -> None:
        """Sentences, long ones and other words are no titles."""
        expected = "表一" if text == "表一" else ""
        assert _captions(paragraph(text, align="center"), figure()) == [expected]

    def test_sentence_below(self) -> None:
        """A centred sentence does not join a title from above, unless it names a source."""
        title = paragraph("表1：招标量", align="center")
        for text, caption in (("风停了。", "表1：招标量"), ("注：含海上。", "表1：招标量\n注：含海上。")):
            assert _captions(title, figure(), paragraph(text, align="center")) == [caption]

    def test_sides(self) -> None:
        """For each label the side decides on which more of the post's titles have a figure."""
        image = [figure(src=f"{number}.png") for number in range(7)]
        table, chart = ([paragraph(f"{label}{number}：风", align="center") for number in range(7)] for label in "表图")
        below: tuple[Figure | Paragraph | str, ...] = (
            image[1],
            chart[1],
            "正文",
            image[2],
            chart[2],
            image[3],
            chart[3],
        )
        assert _captions(*below) == ["图1：风", "图2：风", "图3：风"]
        above: tuple[Figure | Paragraph | str, ...] = ("正文", table[4], image[4], table[5], image[5], "正文")
        assert _captions(*above) == ["表4：风", "表5：风"]
        assert _captions(*below, *above) == ["图1：风", "图2：风", "图3：风", "表4：风", "表5：风"]
        assert _captions("正文", chart[1], image[1], chart[2], image[2]) == ["图1：风", "图2：风"]

    @pytest.mark.parametrize("text", ["表1：招标量", "图1：风"])
    def test_title_of_a_table(self, text: str) -> None:
        """A title right before a table is the table's, not that of the figure before it."""
        table = Table(rows=((Cell(blocks=(paragraph("风"),)),),))
        given = article(figure(), paragraph(text, align="center"), table, *LEFT)
        assert run("captions", given) is given
        titles = [paragraph(f"表{number}：风", align="center") for number in (2, 3)]
        after = run("captions", article(figure(), titles[0], table, "正文", titles[1], figure(), *LEFT))
        assert [block.text for block in after.blocks if isinstance(block, Figure)] == ["", "表3：风"]

    def test_tie(self) -> None:
        """If both sides have as many, titles are below."""
        assert _captions(figure(), paragraph("表1：风", align="center"), figure()) == ["表1：风", ""]
        titles = [paragraph(f"图{number}：风", align="center") for number in (1, 2)]
        assert _captions(figure(), titles[0], "正文", titles[1], figure()) == ["图1：风", ""]

    def test_every_sequence(self) -> None:
        """In every short sequence of figures and lines, nothing is lost, and run again it changes nothing."""
        lines = ["图1：甲", "表2 乙", "丙", "▲丁"]
        blocks: list[Figure | Paragraph | Table] = [paragraph(text, align="center") for text in lines]
        blocks += [figure(), figure(caption="图3：戊"), paragraph("己，说的是风。"), Table(rows=((Cell(),),))]
        for kinds in product(blocks, repeat=4):
            given = article(*kinds)
            after = run("captions", given)
            assert sorted(after.text.split()) == sorted(given.text.split()), given.text
            assert run("captions", after) == after, given.text

    @pytest.mark.parametrize("text", ["图1：风", "表1 风", "风", "▲风", "图" * 100, "（" * 100])
    def test_many_figures(self, text: str) -> None:
        """Any number of figures and lines take time linear in them."""
        pair: list[Paragraph | Figure] = [paragraph(text, align="center"), figure()]
        given = article(*pair * 5_000)
        nested = article(*[Quote(blocks=tuple(pair[:2] + pair[:1]))] * 2_000)
        with in_time(2):
            run("captions", given)
            run("captions", nested)

    def test_inside_a_quote(self) -> None:
        """Figures at any depth get their captions."""
        after = run("captions", article(Quote(blocks=(figure(), paragraph("▲叶片")))))
        assert after.blocks == (Quote(blocks=(figure(caption="▲叶片"),)),)

    def test_twice(self) -> None:
        """Run again it changes nothing, also where about half of the paragraphs are centred."""
        centred = [paragraph(text, align="center") for text in ("▲一", "二二", "三")]
        once = run("captions", article(figure(), centred[0], figure(), *centred[1:], "四"))
        assert run("captions", once) == once
