"""``credits``: authors, editors and sources of the article."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ofweek_parse import Credit, Image, InlineImage, Keyword
from ofweek_parse.normalizers.credit_lines import credits_of
from tests.making import article, bold, figure, in_time, link, paragraph, run

if TYPE_CHECKING:
    from ofweek_parse import Block

LINES = [
    ("作者：林小舟", [("author", "林小舟")]),
    ("文／林小舟", [("author", "林小舟")]),
    ("文 | 林小舟", [("author", "林小舟")]),
    ("撰文：林小舟", [("author", "林小舟")]),
    ("编辑：阿远", [("editor", "阿远")]),
    ("责编:阿远", [("editor", "阿远")]),
    ("来源:风声网", [("source", "风声网")]),
    ("文章来源：风声网", [("source", "风声网")]),
    ("本文来源：风声网", [("source", "风声网")]),
    ("文章摘自：风声网", [("source", "风声网")]),
    ("图源：风声网", [("image", "风声网")]),
    ("题图：风声网", [("image", "风声网")]),
    ("图片｜风声网", [("image", "风声网")]),
    ("出品 ｜ 风声网", [("publisher", "风声网")]),
    ("监制：阿远", [("supervisor", "阿远")]),
    ("排版：阿远", [("layout", "阿远")]),
    ("校对：阿远", [("other", "阿远")]),
    ("记者丨阿远", [("reporter", "阿远")]),
    ("摄影：阿远", [("photographer", "阿远")]),
    ("策划 ｜ 吴山", [("planner", "吴山")]),
    ("审校：周小海", [("reviewer", "周小海")]),
    ("编审：周小海", [("reviewer", "周小海")]),
    ("翻译：林小舟", [("translator", "林小舟")]),
    ("编译：林小舟", [("translator", "林小舟")]),
    ("作者 ｜ 林 舟", [("author", "林 舟")]),
    ("编 审：周小海", [("reviewer", "周小海")]),
    ("文／林小舟 图／周海 摄／吴山", [("author", "林小舟"), ("image", "周海"), ("photographer", "吴山")]),
    ("编辑 ｜ Lin出品 ｜ 风帮工作室", [("editor", "Lin"), ("publisher", "风帮工作室")]),
    ("出品 | 风起智库作者 | 林舟 编审 | 周海", [("publisher", "风起智库"), ("author", "林舟"), ("reviewer", "周海")]),
    ("文章摘自 风电周刊", [("source", "风电周刊")]),
    ("责任编辑 周海 文章来源 风声网", [("editor", "周海"), ("source", "风声网")]),
    ("作者：读者投稿", [("author", "读者投稿")]),
    ("作者：林小舟 | 编辑：阿远", [("author", "林小舟"), ("editor", "阿远")]),
    ("文/林小舟/编辑/阿远", [("author", "林小舟"), ("editor", "阿远")]),
    ("作者：林小舟丨责编：阿远", [("author", "林小舟"), ("editor", "阿远")]),
    ("来源：https://www.example.com/", [("source", "https://www.example.com/")]),
    ("图/文：林小舟", [("author", "林小舟")]),
    ("文/图 | 林小舟", [("author", "林小舟")]),
    ("实习记者：林小舟", [("reporter", "林小舟")]),
    ("来源：日本文化网", [("source", "日本文化网")]),
    ("作者：随风来源：风声网", [("author", "随风"), ("source", "风声网")]),
    ("作者：林小舟 编辑：阿远", [("author", "林小舟"), ("editor", "阿远")]),
    ("作者：林小舟\n来源：风声网", [("author", "林小舟"), ("source", "风声网")]),
    ("文：林小舟 图：周海", [("author", "林小舟"), ("image", "周海")]),
    ("文：林小舟\n图：周海", [("author", "林小舟"), ("image", "周海")]),
    ("作 者：林小舟 编 辑：阿远", [("author", "林小舟"), ("editor", "阿远")]),
    ("供图 | 周海 责任校对 | 吴山", [("image", "周海"), ("other", "吴山")]),
    ("值班编辑：阿远 终审：吴山", [("editor", "阿远"), ("reviewer", "吴山")]),
    ("来源：2022年统计公报", [("source", "2022年统计公报")]),
    ("来源：风声公司 2021年年度报告", [("source", "风声公司 2021年年度报告")]),
    ("来源：The Wind: a Journal", [("source", "The Wind: a Journal")]),
    ("来源：公众号：风声", [("source", "公众号：风声")]),
    ("来源：风声网 https://www.example.com/", [("source", "风声网 https://www.example.com/")]),
    ("（文：林小舟）", [("author", "林小舟")]),
    ("【作者：林小舟】【编辑：阿远】", [("author", "林小舟"), ("editor", "阿远")]),
    ("（来源：风声网） （作者：林小舟（笔名））", [("source", "风声网"), ("author", "林小舟（笔名）")]),
    ("编辑：阿远（图片来源：风声网）", [("editor", "阿远"), ("image", "风声网")]),
    ("首席记者：林小舟", [("reporter", "林小舟")]),
    ("本文转载自：风声网", [("source", "风声网")]),
    ("统稿：林小舟 内容编辑：阿远", [("other", "林小舟"), ("editor", "阿远")]),
    ("出品｜风声网 文｜林小舟 视觉｜吴山", [("publisher", "风声网"), ("author", "林小舟"), ("other", "吴山")]),
    ("文：林小舟／图：周海", [("author", "林小舟"), ("image", "周海")]),
    ("文/林小舟 编/周海 译/吴山", [("author", "林小舟"), ("editor", "周海"), ("translator", "吴山")]),
    ("作者：Lin Zhou 设计：吴山", [("author", "Lin Zhou"), ("other", "吴山")]),
    ("设计｜吴山", [("other", "吴山")]),
    ("来源：https://www.example.com/a?id=3&p=1", [("source", "https://www.example.com/a?id=3&p=1")]),
    ("来源：风声网 https://www.example.com/?id=3", [("source", "风声网 https://www.example.com/?id=3")]),
    ("作者：36氪", [("author", "36氪")]),
    ("记者 林舟 通讯员 周海", [("reporter", "林舟"), ("reporter", "周海")]),
    ("（记者 林舟 吴山 摄影 Hai）", [("reporter", "林舟 吴山"), ("photographer", "Hai")]),
    ("2022-03-05 作者：林小舟", [("author", "林小舟")]),
    ("2022年3月5日 10:20  来源：风声网 文/林小舟", [("source", "风声网"), ("author", "林小舟")]),
    ("2022/3/5\n记者丨林小舟\n编辑丨阿远", [("reporter", "林小舟"), ("editor", "阿远")]),
]
SENTENCES = [
    "作者：他在书里说，这样不行。",
    "来源：",
    "来源不明的风",
    "作者是林小舟",
    "图：风机叶片",
    "正文",
    "作者：林小舟\n正文",
    "来源 广泛",
    "文章来源 广泛，各不相同",
    "文章来源 风电 光伏 储能",
    "记者：您怎么看？",
    "时间：2022年3月5日",
    "主办：风声网",
    "（作者：林小舟）正文",
    "作者：林小舟 出版社：风声出版社",
    "作者：林小舟，译者：周海，定价：42元",
    "设计：叶片采用碳纤维",
    "视频：风机如何下线",
    "译：风会停的",
    "摄影：2名",
    "编辑 删除 复制 粘贴",
    "编辑 图片 来源",
    "记者 林舟",
    "作者 林舟 在 编辑 家中",
    "记者 也来了。",
    "2022年3月5日 风停了",
    "2022-03-05 设计：三叶片",
    "2022-03-05来源：风声网",
]
NOTICES = [
    "如需转载，请留言申请",
    "转载请注明出处。",
    "未经授权，不得转载！",
    "欢迎转载，注明出处即可",
    "本文为风声网原创文章。",
    "投稿邮箱：wind@example.com",
    "商务合作请加微信",
    "（未经授权不得转载）",
    "欢迎关注风声网",
    "*本文图片由风声网提供",
    "图片来源于网络，侵删",
    "*文中图片来自网络",
    "原创文章，转载需授权",
    "本文共3000字",
    "点击阅读原文",
    "图文无关",
    "（完）",
    "全文完",
    "©风声网",
]
OTHERS = [
    "2022-03-05",
    "2022年3月5日 10:20",
    "3月5日",
    "20220305",
    "发布时间：2022-03-05",
    "阅读：1234",
    "微信：lin",
    "END",
]
BODY = [
    f"正文第{number}段，说的是山谷里的四十二台风机，去年它们发电三亿度，足够一座小城用上八个月。"
    for number in range(12)
]
SHORT = [f"正文第{number}段，说的是风。" for number in range(12)]


class TestLine:
    """What a line says."""

    @pytest.mark.parametrize(("text", "credits_"), LINES)
    def test_credits(self, text: str, credits_: list[tuple[str, str]]) -> None:
        """Labels become roles, glued credits are split."""
        assert [(credit.role, credit.name) for credit in credits_of(text)] == credits_

    @pytest.mark.parametrize("text", SENTENCES)
    def test_none(self, text: str) -> None:
        """A sentence that merely starts with such a word is no credit."""
        assert credits_of(text) == ()

    @pytest.mark.parametrize(
        "text",
        [
            "作者：" + "，" * 3_000,
            "作者：" + " （" * 148,
            "作者：" * 99,
            "作者：" + "编辑" * 148,
            "作者：" + "、a" * 148,
            "记者" + " 林舟" * 90 + "。",
            "记者 林舟 " * 40 + "。",
            "2022-03-05" + " " * 280,
        ],
    )
    def test_time(self, text: str) -> None:
        """A label before a long run of commas or labels takes no time."""
        with in_time(0.1):
            credits_of(text)

    def test_many(self) -> None:
        """Many lines take no time."""
        given = article(*["作者：林小舟", "时间：今天"] * 5_000, *["编辑：阿远"] * 10_000)
        with in_time(2):
            run("credits", given)


class TestLabel:
    """The word for a role."""

    @pytest.mark.parametrize(
        ("text", "label", "role"),
        [
            ("责编：阿远", "责编", "editor"),
            ("审 校 | 周小海", "审校", "reviewer"),
            ("统筹：阿远", "统筹", "other"),
            ("美编：阿远", "美编", "other"),
            ("文章摘自 风电周刊", "文章摘自", "source"),
        ],
    )
    def test_label(self, text: str, label: str, role: str) -> None:
        """It is kept, also where there is no role for it."""
        (credit,) = credits_of(text)
        assert (credit.label, credit.role) == (label, role)


class TestNotice:
    """Notices behind a name."""

    @pytest.mark.parametrize("notice", NOTICES)
    @pytest.mark.parametrize("space", ["", " ", "\n"])
    def test_stays(self, notice: str, space: str) -> None:
        """A name ends where a notice begins, which stays as a paragraph of its own."""
        after = run("credits", article(*BODY, f"编辑 ｜ 风起研究 周小海{space}{notice}"))
        assert [(credit.role, credit.name) for credit in after.credits] == [("editor", "风起研究 周小海")]
        assert [block.text for block in after.blocks] == [*BODY, notice]
        assert run("credits", after) == after

    @pytest.mark.parametrize("other", OTHERS)
    @pytest.mark.parametrize("label", ["编辑 ｜ ", "来源："])
    def test_others(self, label: str, other: str) -> None:
        """Or where a blank and a date, another label or the end's mark do."""
        after = run("credits", article(*BODY, f"{label}风起研究 周小海 {other}"))
        assert [credit.name for credit in after.credits] == ["风起研究 周小海"]
        assert [block.text for block in after.blocks] == [*BODY, other]
        assert run("credits", after) == after

    def test_source_and_date(self) -> None:
        """What follows the one word behind a label without punctuation stays too."""
        after = run("credits", article(*BODY, "文章摘自 风电周刊 20220305 发自上海"))
        assert [credit.name for credit in after.credits] == ["风电周刊"]
        assert after.blocks[-1].text == "20220305 发自上海"

    def test_date_before(self) -> None:
        """A date before the first label stays, with its bold type; one between a date and a notice is left alone."""
        date = paragraph(bold("2022-03-05 "), "10:20 来源：", link("风声网", href="/wind"))
        after = run("credits", article(date, *BODY))
        assert after.credits == (Credit(role="source", name="风声网", label="来源", href="/wind"),)
        assert after.blocks[0] == paragraph(bold("2022-03-05 "), "10:20")
        assert run("credits", after) == after
        after = run("credits", article(*BODY, "作者：林小舟 2022-03-05 10:20 来源：风声网"))
        assert [credit.name for credit in after.credits] == ["林小舟", "风声网"]
        assert after.blocks[-1].text == "2022-03-05 10:20"
        assert run("credits", given := article("2022-03-05 来源：风声网 如需转载，请留言", *BODY)) is given
        assert run("credits", given := article(*BODY, "2022-03-05 来源：风声网", *BODY)) is given

    def test_marked_up(self) -> None:
        """Bold type, links and keywords of a notice stay; those of the credit go with it."""
        block = paragraph(
            bold("编辑：", link("阿远", href="/a"), "如需"),
            "转载，请看",
            link("风电", href="/k", keyword=True),
            align="left",
        )
        after = run("credits", article(*BODY, block))
        assert after.credits == (Credit(role="editor", name="阿远", label="编辑", href="/a"),)
        assert after.blocks[-1] == paragraph(
            bold("如需"), "转载，请看", link("风电", href="/k", keyword=True), align="left"
        )
        assert after.keywords == ()

    @pytest.mark.parametrize(
        "text",
        [
            "作者：本文为原创",
            "来源：转载请注明",
            "正文如需转载，请留言",
            "责任编辑 如需转载，请留言",
            "文章来源 编辑：阿远",
        ],
    )
    def test_no_name(self, text: str) -> None:
        """Without a name before it there is no credit."""
        assert run("credits", given := article(*BODY, text)) is given


class TestPlace:
    """Where credits stand."""

    @pytest.mark.parametrize(("place", "moves"), [(0, True), (2, True), (3, False), (4, False), (5, True), (12, True)])
    @pytest.mark.parametrize(
        "between", [[], ["导读", "2022／03／05"], [figure(), figure()]], ids=["", "leads", "figures"]
    )
    def test_near_the_ends(self, place: int, between: list[str | Block], *, moves: bool) -> None:
        """A single one moves near the head and the end, however many figures and short lines are between."""
        before, behind = (between, []) if place < 5 else ([], between)
        given = article(*before, *BODY[:place], *before, "作者：林小舟", *behind, *BODY[place:], *behind)
        after = run("credits", given)
        assert bool(after.credits) is moves
        assert len(after.blocks) == len(given.blocks) - moves

    def test_behind_figures(self) -> None:
        """Behind two figures and a lead, glued or not."""
        credits_ = ["作者 ｜ 林 舟", "编辑 ｜ Lin出品 ｜ 风帮工作室"]
        after = run("credits", article(figure(), figure(), "大叶片成就小镇的底色", *credits_, *BODY))
        assert [credit.name for credit in after.credits] == ["林 舟", "Lin", "风帮工作室"]
        assert after.blocks[2].text == "大叶片成就小镇的底色"

    def test_behind_date(self) -> None:
        """Behind a date and a motto."""
        leads = ["导｜语", "2022／03／05", "风大是一时的…停的时候。"]
        after = run("credits", article(*leads, "记者丨林小舟", "编辑丨周小海", *BODY))
        assert [(credit.role, credit.name) for credit in after.credits] == [
            ("reporter", "林小舟"),
            ("editor", "周小海"),
        ]
        assert [block.text for block in after.blocks[:3]] == leads

    @pytest.mark.parametrize(
        "lines", [["作者：林小舟", "编辑：周小海"], ["作者：林小舟编辑：周小海"]], ids=["run", "glued"]
    )
    def test_in_the_middle(self, lines: list[str]) -> None:
        """A run of them, or one of two labels, moves from anywhere."""
        after = run("credits", article(*BODY, *lines, *BODY))
        assert [credit.name for credit in after.credits] == ["林小舟", "周小海"]
        assert after.text == "\n\n".join(BODY * 2)

    def test_order(self) -> None:
        """They come in the order of the body."""
        after = run("credits", article("来源：甲网", *BODY, "编辑：乙", "作者：丙"))
        assert [credit.name for credit in after.credits] == ["甲网", "乙", "丙"]
        assert after.text == "\n\n".join(BODY)

    def test_bold(self) -> None:
        """Bold type makes no difference."""
        assert run("credits", article(paragraph(bold("作者："), "林小舟"))).credits == (
            Credit(role="author", name="林小舟", label="作者"),
        )

    def test_picture(self) -> None:
        """Right behind a line of credits `图：` is the label of one; elsewhere it marks a caption."""
        after = run("credits", article("文：林小舟", "图：周海", *BODY, "图：周海"))
        assert [(credit.role, credit.name) for credit in after.credits] == [("author", "林小舟"), ("image", "周海")]
        assert [block.text for block in after.blocks] == [*BODY, "图：周海"]

    @pytest.mark.parametrize(
        "lines",
        [
            ["商务合作：wind", "投稿：wind@example.com", "官方微信：风声"],
            ["新闻热线：010-1234", "官方网站：www.example.com", "QQ群：1234"],
            ["字数：3000", "阅读时间：5分钟", "扫码：加入社群"],
            ["原文链接：https://example.com", "首发：风声", "数据来源：风起"],
        ],
    )
    def test_beside_addresses(self, lines: list[str]) -> None:
        """Beside any number of addresses and remarks they are credits too."""
        for given in (article(*BODY, "作者：林小舟", *lines), article("作者：林小舟", *lines, *BODY)):
            assert [credit.name for credit in run("credits", given).credits] == ["林小舟"]

    def test_beside_other_lines(self) -> None:
        """At the head and the end, beside a time or an address, they are credits."""
        after = run(
            "credits", article("作者：林小舟", "时间：2022年3月5日", "来源：风声网", *BODY, "编辑：阿远", "邮箱：a@b.c")
        )
        assert [credit.name for credit in after.credits] == ["林小舟", "风声网", "阿远"]


class TestData:
    """Lines with the labels of credits that are data."""

    @pytest.mark.parametrize("body", [BODY, SHORT], ids=["long", "short"])
    @pytest.mark.parametrize(
        "lines",
        [
            ["书名：山谷的风", "作者：林小舟", "出版社：风声出版社"],
            ["作者：林小舟", "翻译：周小海", "出版社：风声出版社"],
            ["时间：7月26日", "来源：风声网", "编辑：阿远", "地点：山谷"],
            ["书名：山谷的风", "作者：林小舟编辑：阿远"],
        ],
    )
    def test_beside_other_labels(self, body: list[str], lines: list[str]) -> None:
        """A book or an event in the middle of an article, beside whose lines others have labels too."""
        given = article(*body[:6], *lines, *body[6:])
        assert run("credits", given) is given

    def test_book_at_the_end(self) -> None:
        """A book at the end too."""
        given = article(*BODY, "作者：林小舟", "出版社：风声出版社")
        assert run("credits", given) is given

    @pytest.mark.parametrize(
        "lines",
        [
            ["主料：面粉200克", "辅料：鸡蛋两个", "来源：奶奶的厨房"],
            ["查看：支持多种格式", "编辑：支持多人修改", "分享：一键生成链接"],
            ["地点：山谷", "主办：风声网", "来源：组委会"],
        ],
    )
    def test_among_more_labels(self, lines: list[str]) -> None:
        """A line with a credit's label among more lines with others, at the head and the end too."""
        for given in (article(*lines, *BODY), article(*BODY, *lines)):
            assert run("credits", given) is given

    @pytest.mark.parametrize("label", ["图", "设计", "视频", "运营"])
    def test_topic(self, label: str) -> None:
        """A label that also names a topic, unless it is behind a line of credits."""
        given = article(*BODY, f"{label}：风起工作室")
        assert run("credits", given) is given
        after = run("credits", article(*BODY, "文：林小舟", f"{label}：风起工作室"))
        assert [credit.name for credit in after.credits] == ["林小舟", "风起工作室"]

    def test_list(self) -> None:
        """Entries of a list, each with its author."""
        entries = ["山谷的风", "作者：林小舟", "湖边的雨", "作者：周小海"]
        given = article(*entries, *BODY)
        assert run("credits", given) is given

    @pytest.mark.parametrize("place", [0, 6, 12])
    def test_coming_back(self, place: int) -> None:
        """Entries of nothing but credits, whose labels come back one by one."""
        entries = ["作者：林小舟", "来源：风声网", "作者：周小海", "来源：湖边网"]
        given = article(*BODY[:place], *entries, *BODY[place:])
        assert run("credits", given) is given

    def test_same_label_in_a_row(self) -> None:
        """Two editors in a row are no list."""
        after = run("credits", article("作者：林小舟", *BODY, "编辑：阿远", "编辑：周小海", "来源：风声网"))
        assert [credit.name for credit in after.credits] == ["林小舟", "阿远", "周小海", "风声网"]

    def test_found_twice(self) -> None:
        """Two runs in the middle, or one whose labels the article's credits have."""
        runs = ["作者：林小舟", "编辑：阿远"]
        given = article(*BODY, *runs, *BODY, *runs, *BODY)
        assert run("credits", given) is given
        after = run("credits", article("作者：周小海", *BODY, *runs, *BODY))
        assert [credit.name for credit in after.credits] == ["周小海"]
        assert run("credits", after) == after

    @pytest.mark.parametrize(
        "turns",
        [
            ["记者：您怎么看？", "林舟：风会停的。"],
            ["记者：您怎么看", "林舟：风会停的。"],
            ["记者：您怎么看", f"林舟：{BODY[0]}"],
            [f"林舟：{BODY[0]}", "记者：那么风呢"],
            ["记者：那么风呢", BODY[0], "记者：光呢", BODY[1]],
            ["记者：那么风呢", BODY[0], "记者：光呢？", BODY[1]],
        ],
    )
    @pytest.mark.parametrize("place", [0, 2, 12])
    def test_interview(self, turns: list[str], place: int) -> None:
        """The turns of an interview, wherever they are."""
        given = article(*BODY[:place], *turns, *BODY[place:])
        assert run("credits", given) is given

    def test_again(self) -> None:
        """What stays of an article stays when the step is run again."""
        lines = ["书名：山谷的风", "作者：林小舟", "定价：42元"]
        after = run("credits", article("来源：风声网", *BODY[:4], *lines, *BODY[4:], "编辑：阿远如需转载，请留言"))
        assert [credit.name for credit in after.credits] == ["风声网", "阿远"]
        assert run("credits", after) == after


class TestLinks:
    """Links in credits."""

    def test_on_the_name(self) -> None:
        """A link on the name is kept with it."""
        after = run("credits", article(paragraph("来源：", link("风声网", href="/wind"))))
        assert after.credits == (Credit(role="source", name="风声网", label="来源", href="/wind"),)

    @pytest.mark.parametrize("part", [link("源：风", href="/x"), InlineImage(image=Image(src="a.png"))])
    def test_elsewhere(self, part: object) -> None:
        """Where a link or a picture would be lost the paragraph stays."""
        given = article(paragraph("来", part, "声网"))  # type: ignore[arg-type]
        assert run("credits", given) is given

    def test_keyword(self) -> None:
        """A keyword link is listed with the others."""
        after = run("credits", article(paragraph("来源：", link("风电", href="/k", keyword=True), "网")))
        assert after.keywords == (Keyword(text="风电", href="/k"),)
        assert after.credits == (Credit(role="source", name="风电网", label="来源"),)


class TestLinkedNames:
    """Links on names."""

    def test_two_links_on_one_name(self) -> None:
        """Where two links are put on one name, the line stays, since a credit has one link."""
        block = paragraph("作者：", link("张三", href="/1"), " 编辑：", link("张三", href="/2"))
        given = article(block, "正文")
        assert run("credits", given) is given
