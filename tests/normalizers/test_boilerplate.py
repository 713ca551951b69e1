"""``boilerplate``."""

from __future__ import annotations

import pytest

from ofweek_parse import Block, Heading, Image, InlineImage
from tests.making import article, bold, figure, in_time, line, link, paragraph, run

PROMOTION = [
    "声明：本文不代表本站。",
    "【免责声明】：市场有风险。以上内容只代表作者。",
    "如需转载请联系",
    "未经授权,任何网站及平台不得转载,侵权必究",
    "声明：网站、公众号等转载需经授权。",
    "转载请注明来源和出处",
    "商业转载请联系作者获得授权，非商业转载请注明出处。",
    "图片侵权请联系删除",
    "图片均来源于网络",
    "文中图片均来自网络，侵删。",
    "本文图片来源于网络，版权归原作者所有，如有侵权，请联系我们删除。",
    "本文仅供参考，不构成任何投资建议。投资有风险，入市需谨慎。",
    "本文仅代表作者观点，不代表本站立场。",
    "版权归原作者所有",
    "欢迎关注公众号：风声",
    "扫码关注",
    "扫描二维码加群",
    "长按识别二维码关注我们",
    "点赞、在看、转发三连",
    "点击阅读原文",
    "--END--",
    "（完）",
    "点击关注风声",
    "欢迎关注我们！",
    "本文首发于风声公众号",
    "商务合作请联系微信：wind",
    "投稿邮箱：wind@example.com",
    "加入风电交流群，请添加微信wind",
    "觉得不错，请点赞吧",
    "题图来自Unsplash，基于CC0协议",
    "The post Wind at night appeared first on Wind Journal.",
    "本文首发于风声网，如需转载请联系后台",
    "本文由风声网原创，欢迎分享",
    "【免责声明】本文转自湖边网。",
    "风声网 原创 转载请注明来源",
    "注：文中观点仅供参考，不构成投资建议。",
    "风险提示：本文不构成投资建议，股市有风险。",
    "关注风声网，了解更多风电资讯",
    "点击下方名片关注我们",
    "欢迎添加微信wind交流",
    "如果您喜欢这篇文章，欢迎点赞、转发",
    "封面图来自视觉中国",
    "风起研究郑重声明：文中观点系作者个人观点，不代表本平台提出任何投资建议。投资者应谨慎决策。",
]
TEXT = [
    "他发表声明，说没有这回事。",
    "某公司发布声明：风停了。",
    "法院认定，该公司未经授权转载他人文章，构成侵权。",
    "平台接到侵权投诉后将删除相关内容。",
    "公众号有很多。",
    "二维码是方的",
    "消费者扫描二维码即可溯源。",
    "图片来自某风网",
    "数据来源：风起数据库",
    "风险提示：塔筒涨价。",
    "他说，投资有风险，入市需谨慎。",
    "本文将说说风。",
    "END用户的需求变了",
    "分享经济与收藏市场",
    "本文图片来源于网络。风停了。",
    "扫码关注成为新的获客方式。",
    "欢迎关注明天的发布会，届时公布价格。",
    "点赞和分享按钮位于底部。",
    "版权归作者所有的规定引发争议。",
    "本文首发于2020年，这次增加了两章。",
    "商务合作不断深化。",
    "合作：两家公司签约",
    "推荐阅读这本书。",
    "版权归谁所有，是这场官司的焦点。",
    "风起公司郑重声明：塔筒没有裂纹。",
    "本文首发于风声网，这次增加了两章。",
    "《免责声明》规定了期限。",
    "注：含海上风电。",
    "（图4）塔筒 来源：图片来自网络，侵删",
    "关注风电的投资者，了解更多的却很少。",
    "封面图的作者是孟秋。",
]


class TestBoilerplate:
    """Disclaimers and promotion."""

    @pytest.mark.parametrize("text", PROMOTION)
    def test_goes(self, text: str) -> None:
        """It goes from the end of the body, and a diagnostic says what went."""
        after = run("boilerplate", article("正文", text))
        assert after.text == "正文"
        assert [(note.code, text in note.message) for note in after.diagnostics] == [("boilerplate", True)]

    @pytest.mark.parametrize("text", TEXT)
    def test_stays(self, text: str) -> None:
        """A sentence that has such a word stays, and so does a paragraph with another sentence."""
        given = article("正文", text)
        assert run("boilerplate", given) is given

    def test_where(self) -> None:
        """It goes from the first three and the last eight blocks, and stays between them."""
        given = article(*["正文"] * 3, PROMOTION[0], *["正文"] * 8)
        assert run("boilerplate", given) is given
        for before, after in ((2, 8), (3, 7), (0, 20), (20, 0)):
            given = article(*["正文"] * before, PROMOTION[0], *["正文"] * after)
            assert run("boilerplate", given).blocks == article(*["正文"] * (before + after)).blocks

    @pytest.mark.parametrize("end", ["—END—", " —— END ——", "--THE END--", "（完）", "—END—（完）"])
    def test_end(self, end: str) -> None:
        """The mark of the end goes from behind the last sentence, in bold type or not."""
        for last in (paragraph(f"风停了。{end}"), paragraph("风停了。", bold(end))):
            after = run("boilerplate", article("正文", last))
            assert after.text == "正文\n\n风停了。"
            assert end.strip() in after.diagnostics[0].message

    @pytest.mark.parametrize("text", ["风 END", "BACK-ENDS", "END—风", "做完", "风（未完）", "FRONTEND"])
    def test_no_end(self, text: str) -> None:
        """Other words stay."""
        given = article("正文", text)
        assert run("boilerplate", given) is given

    def test_further_reading(self) -> None:
        """Titles for further reading go with their label, if nothing else follows it."""
        label = Heading(level=2, inlines=line("推荐阅读"))
        titles: list[str | Block] = ["风从哪里来", paragraph(link("塔有多高？"))]
        others: list[list[str | Block]] = [[*titles, figure()], [*titles, "风停了。"], ["风" * 50]]
        after = run("boilerplate", article("正文", label, *titles))
        assert after.text == "正文"
        assert [note.message.split("'")[1] for note in after.diagnostics] == ["推荐阅读", "风从哪里来", "塔有多高？"]
        for rest in others:
            given = article("正文", label, *rest)
            assert run("boilerplate", given) is given

    @pytest.mark.parametrize("text", ["推荐阅读", "往期推荐：", "【延伸阅读】", "免责声明", "版权声明："])
    def test_label_alone(self, text: str) -> None:
        """A label goes where nothing is left behind it, or only notices are."""
        label = Heading(level=2, inlines=line(text))
        for rest in ([], ["本文图片来源于网络", "扫码关注"]):
            assert run("boilerplate", article("正文", label, *rest)).text == "正文"
        given = article(label, *["正文" * 30] * 4)
        assert run("boilerplate", given) is given

    @pytest.mark.parametrize("text", ["推荐阅读：风从哪里来", "往期回顾 | 塔有多高？", "相关阅读：《山谷》《湖边》"])
    def test_titles_beside_the_label(self, text: str) -> None:
        """A title may be in the line of the label, at the head too."""
        for blocks in ((text, "正文"), ("正文", text)):
            assert run("boilerplate", article(*blocks)).text == "正文"

    def test_statement(self) -> None:
        """A statement of up to three paragraphs goes with its label."""
        label = Heading(level=2, inlines=line("免责声明"))
        assert run("boilerplate", article("正文", label, "以上是风说的。", "不是塔说的。")).text == "正文"
        given = article("正文", label, *["风停了。"] * 4)
        assert run("boilerplate", given) is given

    @pytest.mark.parametrize("text", [*PROMOTION, *TEXT, "风。—END—", "推荐阅读", "版权声明"])
    def test_twice(self, text: str) -> None:
        """Run again it changes nothing."""
        for blocks in (
            [text, "正文", text],
            ["正文", text, "风停了", text],
            [text] * 3,
            [*["正文"] * 9, text, "推荐阅读", "风"],
        ):
            once = run("boilerplate", article(*blocks))
            assert run("boilerplate", once) is once

    @pytest.mark.parametrize(
        "unit", ["以上", "赞", "图片", "转载", "侵", "—END", "— ", "声明", "（完）", "未经授权", "版权"]
    )
    def test_time(self, unit: str) -> None:
        """Hostile paragraphs take no time."""
        given = article(*[unit * count + "x" for count in (190, 50_000) for _ in range(4)])
        with in_time(1):
            run("boilerplate", given)

    def test_picture(self) -> None:
        """A picture beside the text stays, or a diagnostic names it."""
        after = run("boilerplate", article("正文", paragraph("扫描二维码", InlineImage(image=Image(src="qr.png")))))
        assert after.images or "qr.png" in after.diagnostics[0].message
