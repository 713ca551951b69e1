"""``alt-text`` on short texts: descriptions are kept, copies of sentences, titles and captions are removed."""

from __future__ import annotations

import pytest

from ofweek_parse import (
    Cell,
    CodeBlock,
    Figure,
    Heading,
    InlineImage,
    ListBlock,
    Parser,
    Quote,
    Table,
)
from tests.making import article, figure, in_time, line, paragraph, run

TITLE = "山谷里的风电场去年发电三亿度"
BODY = (
    Heading(level=2, inlines=line("叶片车间")),
    "山谷里一共有四十二台风机，它们排成了三行。去年发电三亿度，足够一座小城用上八个月！维修工每天清早上山。",
    "An important report says that the port of Rotterdam was closed. RISC-V chips run the pumps. They never stop",
    "Choose Photo Library Access, then allow the Kitchen Camera Stream to run.",
    "巡检记录\n风速十二米每秒，塔筒无异响",
)


def _verdict(alt: str, *, title: str = TITLE, caption: str = "") -> str:
    (image,) = run("alt-text", article(*BODY, figure(alt, caption=caption), title=title)).images
    assert image.alt == (alt if image.alt_verdict == "kept" else "")
    return image.alt_verdict


class TestBody:
    """Short texts against the body."""

    @pytest.mark.parametrize(
        "alt",
        [
            "叶片车间",
            "山谷里一共有四十二台风机，它们排成了三行。",
            "去年发电三亿度 足够一座小城用上八个月",
            "去年发电三亿度，足够一座小城用上八个月！维修工每天清早上山。",
            "维修工每天清早上山。An important report says that",
            "RISC-V chips run the pumps.",
            "ＲＩＳＣ－Ｖ chips run the pumps",
            "They never stop",
            "巡检记录",
            "风速十二米每秒，塔筒无异响",
        ],
    )
    def test_sentences(self, alt: str) -> None:
        """Whole sentences, lines, headings and blocks of the body are copies, one or several in a row."""
        assert _verdict(alt) == "repeats-body"

    @pytest.mark.parametrize(
        "alt",
        [
            "山谷里一共有四十二台风机，它们排成了三行。去年发电",
            "An important report says that",
            "An important report s…",
            "去年发电三亿度……",
            "去年发电三亿度...",
            "（去年发电三亿度…）",
            "Choose Photo Library Access, then",
            "RISC-V chips run the pumps. They nev",
            "维修工每天清早上山。An important repo",
            "An important report says that the po",
            "Choose Photo Library Access, then allow the Kit",
        ],
    )
    def test_beginnings(self, alt: str) -> None:
        """So is the beginning of a sentence that has twenty characters, or that ends in an ellipsis.

        From thirty characters on, and behind a whole sentence, it may end inside a word.
        """
        assert _verdict(alt) == "repeats-body"

    @pytest.mark.parametrize(
        "alt",
        [
            "port",
            "important report",
            "RISC-V",
            "风机",
            "四十二台风机",
            "一共有四十二台风机，它们排成了三行",
            "它们排成了三行",
            "山谷里一共有四十二台风机，它们排成了三",
            "它们排成了三行。去年发电三亿度",
            "去年发电三亿度",
            "足够一座小城用上八个月",
            "Photo Library Access for Kitchen Camera Stream",
            "the port of Rotterdam was closed",
            "An important report say",
            "An important report says that t",
            "important report says that the port of Rott",
            "Kitchen Camera Stream…",
            "叶片车间的夜班",
            "新叶片车间",
            "叶片…",
            "山谷里有四十二台风机。它们排成了三行。",
        ],
    )
    def test_descriptions(self, alt: str) -> None:
        """Words that the body has too, in other words or inside a sentence, are a description, as is what ends in a word."""
        assert _verdict(alt) == "kept"

    @pytest.mark.parametrize(
        ("alt", "verdict"),
        [
            ("去年发电三亿度，足够一座小城用上八个月！图源：小林", "repeats-body"),
            ("资料图 去年发电三亿度，足够一座小城用上八个月", "repeats-body"),
            ("RISC-V chips run the pumps. (Lin)", "repeats-body"),
            ("去年发电三亿度，足够一座小城用上八个月。图片来源：岭南风电", "kept"),
            ("去年发电三亿度，足够一座小城用上八个月多", "kept"),
            ("RISC-V chips run the pumpset", "kept"),
            ("去年发电三亿度，足够一座小城。图源", "kept"),
        ],
    )
    def test_and_more(self, alt: str, verdict: str) -> None:
        """Sentences with a little more are a copy, if a mark or a blank sets them off."""
        assert _verdict(alt) == verdict

    def test_decimal_point(self) -> None:
        """A point inside a number or a name ends no sentence."""
        after = run(
            "alt-text", article("The blade is 68.5 metres long, says Node.js 18", figure("5 metres long, says Node"))
        )
        assert after.images[0].alt_verdict == "kept"

    def test_nested(self) -> None:
        """Blocks in quotes and lists count too."""
        blocks = (paragraph("塔筒分三段运来。"),)
        for holder in (Quote(blocks=blocks), ListBlock(ordered=False, items=(blocks,))):
            assert run("alt-text", article(holder, figure("塔筒分三段运来"))).images[0].alt_verdict == "repeats-body"

    def test_code(self) -> None:
        """A line of code that is copied is a copy."""
        given = article(CodeBlock(code="make all\nmake install"), figure("make install"), figure("make"))
        assert [image.alt_verdict for image in run("alt-text", given).images] == ["repeats-body", "kept"]

    def test_title_between(self) -> None:
        """The title may be inside a copied sentence or between two, as it is where figures are."""
        given = article("叶片先到。", "塔筒后到。", figure("叶片先到。 山谷里的风 塔筒后到。"), title="山谷里的风")
        assert run("alt-text", given).images[0].alt_verdict == "repeats-body"

    def test_long(self) -> None:
        """Sixty characters are no description: they are judged by the share that the body has."""
        sentence = "".join(chr(0x4E00 + number) for number in range(70))
        for length, verdict in ((59, "kept"), (60, "repeats-body")):
            given = article(f"前言{sentence}。", figure(sentence[:length]))
            assert run("alt-text", given).images[0].alt_verdict == verdict


class TestContent:
    """Pictures that are content like words."""

    @pytest.mark.parametrize("alt", ["叶片车间", "维修工每天清早上山。", "RISC-V chips run the pumps.", "→", "："])
    def test_in_a_line(self, alt: str) -> None:
        """A picture in a line keeps its short text, whatever else says it."""
        first, second = [InlineImage(image=figure(alt, src=src).image) for src in ("b.png", "c.png")]
        given = article(*BODY, paragraph("按", first, "键"), paragraph("再按", second), title=TITLE)
        assert [image.alt for image in run("alt-text", given).images] == [alt, alt]

    def test_alone_in_a_cell(self) -> None:
        """So does a picture with nothing beside it in its table cell; one beside text is a figure."""
        badges = Cell(blocks=(figure("叶片车间", src="a.png"), figure("塔筒", src="b.png")))
        other = Cell(blocks=(paragraph("见图"), figure("叶片车间", src="c.png"), figure("塔筒", src="d.png")))
        given = article(
            *BODY, Table(header=(badges,), rows=((badges, other),)), figure("塔筒", src="e.png"), title=TITLE
        )
        verdicts = [image.alt_verdict for image in run("alt-text", given).images]
        assert verdicts == ["kept", "kept", "kept", "kept", "repeats-body", "shared", "shared"]

    @pytest.mark.parametrize(
        ("src", "alt"),
        [
            ("https://www.zhihu.com/equation?tex=%5Clambda", "\\lambda"),
            ("https://www.zhihu.com/equation?tex=x", "x"),
            ("https://latex.codecogs.com/svg.latex?2021", "2021"),
            ("formula.png", "\\frac{1}{2}"),
        ],
    )
    def test_formulas(self, src: str, alt: str) -> None:
        """So does a formula, in a line or not, and however often it is there."""
        given = article("x", "2021", figure(alt, src=src), figure(alt, src=f"{src}&", caption=f"式{alt}"))
        assert [image.alt for image in run("alt-text", given).images] == [alt, alt]

    @pytest.mark.parametrize("alt", ["🔥", "[微笑]", "[图片]", "👩‍🚀"])
    def test_emoji(self, alt: str) -> None:
        """So does an emoji; in a line, where it is part of the text, whatever it is called."""
        first, second = [InlineImage(image=figure(alt, src=src).image) for src in ("b.png", "c.png")]
        given = article(alt, paragraph("开饭", first, "了", second), title=alt)
        after = run("alt-text", given)
        assert after.text == given.text
        assert [image.alt for image in after.images] == [alt, alt]

    def test_emoji_figures(self) -> None:
        """An emoji that is a figure is neither a copy nor shared; a default name in brackets is no emoji."""
        given = article("🔥", *[figure("🔥", src=src) for src in "ab"], figure("[图片]"))
        assert [image.alt for image in run("alt-text", given).images] == ["🔥", "🔥", ""]

    @pytest.mark.parametrize(
        "src",
        [
            "https://img.shields.io/npm/v/wind.svg",
            "https://github.com/wind/mill/workflows/CI/badge.svg",
            "https://badge.fury.io/js/wind",
            "https://www.example.com/badge/wind",
        ],
    )
    def test_badges(self, src: str) -> None:
        """So does a badge, which is in a row of others."""
        given = article(*BODY, figure("叶片车间", src=src), figure("叶片车间", src=f"{src}?2"), title=TITLE)
        assert [image.alt for image in run("alt-text", given).images] == ["叶片车间"] * 2

    @pytest.mark.parametrize("src", ["https://www.example.com/badger.png", "https://www.example.com/badge-maker.jpg"])
    def test_no_badges(self, src: str) -> None:
        """A picture of another name is none."""
        given = article(*BODY, figure("叶片车间", src=src), title=TITLE)
        assert run("alt-text", given).images[0].alt_verdict == "repeats-body"

    def test_tool_tip(self) -> None:
        """The tool tip of a formula or an emoji is judged like one in a line."""
        figures = [figure(alt, tip) for alt, tip in (("\\lambda", "image.png"), ("🔥", "叶片车间"), ("\\mu", "\\mu"))]
        after = run("alt-text", article(*BODY, *figures, title=TITLE))
        assert [(image.alt, image.title) for image in after.images] == [
            ("\\lambda", None),
            ("🔥", "叶片车间"),
            ("\\mu", None),
        ]

    def test_long_beside_short(self) -> None:
        """A formula of a long alternative text is judged by it, its tool tip as that of a figure."""
        formula = figure("\\sum " * 40, "求和", src="https://www.zhihu.com/equation?tex=x")
        (after,) = run("alt-text", article("正文", formula)).images
        assert (after.alt_verdict, after.title) == ("kept", "求和")

    def test_not_counted(self) -> None:
        """A picture in a line does not make the text of a figure a shared one."""
        inline = InlineImage(image=figure("塔筒", src="b.png").image)
        given = article(paragraph("按", inline), figure("塔筒", src="a.png"))
        assert [image.alt_verdict for image in run("alt-text", given).images] == ["kept", "kept"]

    @pytest.mark.parametrize(("alt", "verdict"), [("image.png", "filename"), (TITLE, "repeats-title")])
    def test_others(self, alt: str, verdict: str) -> None:
        """File names and titles are none in a line either."""
        inline = InlineImage(image=figure(alt).image)
        (image,) = run("alt-text", article(*BODY, paragraph("按", inline), title=TITLE)).images
        assert (image.alt, image.alt_verdict) == ("", verdict)

    def test_long(self) -> None:
        """A long copy is removed in a line and in a cell too."""
        text = "".join(chr(0x4E00 + number) for number in range(70))
        inline = InlineImage(image=figure(text).image)
        table = Table(rows=((Cell(blocks=(figure(text),)),),))
        after = run("alt-text", article(text, paragraph("按", inline), table, figure(f"\\{text}")))
        assert {image.alt_verdict for image in after.images} == {"repeats-body"}


class TestShared:
    """One text on several pictures."""

    def test_different_pictures(self) -> None:
        """A text on different pictures describes none."""
        given = article(figure("风电，储能", src="a.png"), figure("风电 储能", src="b.png"))
        assert [image.alt_verdict for image in run("alt-text", given).images] == ["shared", "shared"]

    def test_one_picture(self) -> None:
        """One picture that is there twice keeps its description both times."""
        given = article(figure("风机图标"), figure("风机图标"), figure("", "风机图标"))
        assert [image.alt or image.title for image in run("alt-text", given).images] == ["风机图标"] * 3

    def test_long(self) -> None:
        """A long text is no description of one picture either."""
        text = "".join(chr(0x4E00 + number) for number in range(70))
        given = article(figure(text), figure(text))
        assert [image.alt_verdict for image in run("alt-text", given).images] == ["shared", "shared"]


class TestCaption:
    """Short texts against the caption of their figure."""

    @pytest.mark.parametrize(
        "alt", ["机舱内部", "夜里的机舱内部", "图：夜里的机舱", "Rotterdam", "小林）Rotterdam port"]
    )
    def test_part(self, alt: str) -> None:
        """A part of the caption repeats it, as does all of it."""
        assert _verdict(alt, caption="图：夜里的机舱内部（摄影：小林）Rotterdam port") == "repeats-caption"

    @pytest.mark.parametrize("alt", ["机舱内部的灯", "port", "机舱外部", "Rotterd"])
    def test_not_part(self, alt: str) -> None:
        """More than the caption, other words, and a part of one of its words do not."""
        assert _verdict(alt, caption="机舱内部 Rotterdam report") == "kept"

    @pytest.mark.parametrize("repeated", ["风", "ab"])
    def test_time(self, repeated: str) -> None:
        """A long caption that repeats itself costs no more."""
        with in_time(2):
            _verdict(repeated, caption=f"x{repeated * 100_000}")

    def test_other_figures(self) -> None:
        """The caption of another figure is no matter, even where both show the very same image."""
        image = figure("机舱内部").image
        quote = Quote(blocks=(Figure(image=image, caption=line("机舱内部")), Figure(image=image, caption=line("塔底"))))
        after = run("alt-text", article(quote))
        assert [image.alt_verdict for image in after.images] == ["repeats-caption", "kept"]

    @pytest.mark.parametrize(
        "html",
        [
            '<figure><img src="a.png" alt="机舱内部"><figcaption>夜里的机舱内部</figcaption></figure>',
            '<ul><li><figure><img src="a.png" alt="机舱内部"><figcaption>夜里的机舱内部</figcaption></figure></li></ul>',
        ],
    )
    def test_through_the_parser(self, html: str) -> None:
        """A caption in an element is one."""
        assert Parser().parse(f"---\ntitle: 山谷\n---\n{html}").images[0].alt_verdict == "repeats-caption"


class TestTitle:
    """Short texts against the title."""

    @pytest.mark.parametrize(
        "alt",
        [
            TITLE,
            "山谷里的风电场去年发电…",
            "山谷里的风电场去年……",
            "《山谷里的风电场去年...》",
            f"{TITLE} - 风电周刊",
            f"{TITLE} – 风电周刊",
            f"{TITLE}-风电周刊",
            f"{TITLE}｜风电周刊",
            f"{TITLE} | 风电周刊",
            f"{TITLE}_风电_周刊",
            f"{TITLE}(图1)",
            f"{TITLE}（图 12）",
            f"{TITLE} 图3",
            f"{TITLE}第3张",
            f"{TITLE} 第 3 张图片",
            f"{TITLE}！配图",
            f"{TITLE}图片",
            f"{TITLE}【组图】",
            f"“{TITLE}！” - 风电周刊",
        ],
    )
    def test_repeats(self, alt: str) -> None:
        """The title cut short by an ellipsis, and the title with the site's name or a number behind it, repeat it."""
        assert _verdict(alt) == "repeats-title"

    @pytest.mark.parametrize(
        "alt",
        [
            "山谷里的风电场",
            "山谷里的风电场去年发电",
            f"{TITLE}的升压站",
            f"{TITLE}，升压站",
            f"{TITLE} 2",
            f"{TITLE}图片墙",
            f"{TITLE}第3张塔筒图纸",
            f"{TITLE}：升压站",
            f"{TITLE}——维修工在山脚的升压站",
            f"{TITLE} - 维修工每天清早从山脚的升压站出发上山检查叶片",
            "升压站 - 山谷里的风电场去年发电三亿度",
            "谷里的风电场去年发电…",
        ],
    )
    def test_descriptions(self, alt: str) -> None:
        """A beginning without an ellipsis is a name, and what goes on like a sentence is a description."""
        assert _verdict(alt) == "kept"

    def test_short_title(self) -> None:
        """A title of two or three characters says too little for a suffix."""
        assert _verdict("风机 - 叶片", title="风机") == "kept"

    def test_hyphen(self) -> None:
        """Behind a short title a hyphen without a blank makes a compound."""
        assert _verdict("小风机 4-正面", title="小风机 4") == "kept"
        assert _verdict("小风机 4 - 正面", title="小风机 4") == "repeats-title"

    def test_told_title(self) -> None:
        """The title that the last paragraph tells counts as well."""
        given = article(
            "正文", figure("14/28nm制程来了…"), "原文标题 : 14/28nm制程来了，又一家", title="14_28nm制程来了，又一家"
        )
        assert run("alt-text", given).images[0].alt_verdict == "repeats-title"


class TestTime:
    """Many short texts against a long body."""

    @pytest.mark.parametrize("end", ["", "…"])
    def test_many(self, end: str) -> None:
        """Thousands of texts of all lengths, and as many sentences, are judged at once."""
        number = 2_000
        characters = "".join(
            chr(0x4E00 + (index * index * 7919 + index * 31 + index // 9000) % 19_999) for index in range(60 * number)
        )
        body = [f"{characters[start : start + 30]}。" for start in range(0, len(characters), 30)]
        alts = [characters[step * 30 :][: 5 + step % 50] + end for step in range(number)]
        given = article(*body, *[figure(alt, src=f"{index}.png") for index, alt in enumerate(alts)])
        with in_time(4):
            after = run("alt-text", given)
        assert {image.alt_verdict for image in after.images} <= {"kept", "shared", "repeats-body"}

    @pytest.mark.parametrize("sentence", ["风。", "abc abc abc abc abc abc abc. "])
    def test_repetition(self, sentence: str) -> None:
        """A body of one sentence over and over costs no more, nor do texts that differ in marks only."""
        text = sentence * 5_000
        alts = [sentence * (1 + number % 20) + "," * number + "abcd" for number in range(400)]
        with in_time(4):
            run("alt-text", article(text, *[figure(alt, src=f"{number}.png") for number, alt in enumerate(alts)]))


def test_unchanged() -> None:
    """An article with nothing but descriptions stays the very same."""
    given = article(*BODY, figure("四十二台风机"), paragraph("按", InlineImage(image=figure("键").image)))
    assert run("alt-text", given) is given
