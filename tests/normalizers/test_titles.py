"""``original-title``: extracts the line in which the site repeats the title."""

from __future__ import annotations

import pytest

from ofweek_parse import Code, Image, Inline, InlineImage, Keyword, LineBreak, parse
from ofweek_parse.model.constructors import evolve
from tests.making import article, figure, in_time, link, paragraph, run

TOLD = "风声: 四十二台/风机*“三亿”度?"
WRITTEN = "风声_ 四十二台_风机__三亿_度_"


class TestTitle:
    """What becomes of the title."""

    @pytest.mark.parametrize("sign", list(":/\\?*“”<>|[]"))
    def test_each_sign(self, sign: str) -> None:
        """Each sign that the generator writes an underscore for comes back."""
        after = run("original-title", article("正文", f"原文标题 : 风{sign}声", title="风_声"))
        assert after.title == f"风{sign}声"

    @pytest.mark.parametrize(
        ("title", "line", "expected"),
        [
            (
                "三千家风机厂，如何找到新的增长点？_",
                "三千家风机厂,如何找到新的增长点？?",
                "三千家风机厂，如何找到新的增长点？?",
            ),
            ("风声2021_一", "风声 ２０２１：一", "风声2021：一"),
            ("风声_Wind", "风声/WIND", "风声/Wind"),
            ("风声，_雨声_", "风声,“雨声”", "风声，“雨声”"),
            ("风_声", "风声", "风_声"),
            ("风_声", "风-声", "风_声"),
            ("风_声", "风_声", "风_声"),
            ("风_声", "风_雨_声", "风_声"),
            ("风声，雨声", "风声,雨声?", "风声，雨声"),
            ("", "风声", "风声"),
        ],
    )
    def test_characters(self, title: str, line: str, expected: str) -> None:
        """Only its underscores are replaced, only by what the generator replaces, and only from the same title."""
        after = run("original-title", article("正文", f"原文标题 : {line}", title=title))
        assert (after.title, after.original_title) == (expected, line)


class TestLine:
    """The line that leaves the body."""

    @pytest.mark.parametrize("opening", ["原文标题 : ", "原文标题：", "原文标题:", " 原文标题 ：\u3000"])
    def test_leaves(self, opening: str) -> None:
        """It leaves the body for its field."""
        after = run("original-title", article("正文", f"{opening}{TOLD}", title=WRITTEN))
        assert (after.title, after.original_title, after.text) == (TOLD, TOLD, "正文")

    @pytest.mark.parametrize("line", ["雨声", "山谷里的风，吹亮小城灯火", "山谷里的风", "湖边的风为什么停了？"])
    def test_another_title(self, line: str) -> None:
        """Also where it is another title than the article's, which stays."""
        after = run("original-title", article("正文", f"原文标题 : {line}", title="山谷里的风"))
        assert (after.title, after.original_title, after.text) == ("山谷里的风", line, "正文")

    @pytest.mark.parametrize(
        ("line", "title"),
        [
            ("?原文标题:山谷里的风?", "山谷里的风"),
            ("?原文标题:风为什么停了？?", "风为什么停了？"),
            ("?原文标题:风为什么停了??", "风为什么停了?"),
            ("? 原文标题 : 山谷里的风 ?", "山谷里的风"),
            ("??原文标题:山谷里的风??", "山谷里的风"),
            ("原文标题:风为什么停了?", "风为什么停了?"),
            ("?原文标题:山谷里的风", "山谷里的风"),
            ("\u00a0\u00a0原文标题 : 山谷里的风\u00a0", "山谷里的风"),
        ],
    )
    def test_lost_blanks(self, line: str, title: str) -> None:
        """Blanks around it that became question marks are no part of the title; a question mark of its own is."""
        after = run("original-title", article("正文", line, title="山谷里的风"))
        assert (after.original_title, after.text) == (title, "正文")

    @pytest.mark.parametrize("behind", [0, 1, 2])
    def test_near_the_end(self, behind: int) -> None:
        """It is looked for among the last three blocks."""
        after = run("original-title", article("正文", "原文标题 : 风声", *["下文"] * behind, title="风声"))
        assert after.original_title == "风声"

    @pytest.mark.parametrize(
        "given",
        [["原文标题：Wind", "正文"], ["正文", "原文标题：Wind", *["正文"] * 3], ["原文标题：Wind", *["正文"] * 6]],
    )
    def test_translations(self, given: list[str]) -> None:
        """At the head of a post, as translators write it, and in the middle it is text."""
        assert run("original-title", whole := article(*given, title="风声")) is whole

    @pytest.mark.parametrize(
        "text",
        [
            "原文标题 : ",
            "标题 : 风_声",
            "见原文标题 : 风_声",
            "原文标题是风声",
            f"原文标题：{'风声' * 120}",
            "原文标题：风 原文链接：/a",
        ],
    )
    def test_other_lines(self, text: str) -> None:
        """Without a title, or with more than one, a line is text."""
        given = article("正文", text, title="风_声")
        assert run("original-title", given) is given

    @pytest.mark.parametrize(
        "held", [InlineImage(image=Image(src="1.png")), link("的", href="https://a.example/"), LineBreak()]
    )
    def test_holds_more(self, held: Inline) -> None:
        """With a picture, a link or a second line in it, it stays, since these would be lost."""
        given = article("正文", paragraph("原文标题 : 山谷里", held, "风"), title="山谷里的风")
        assert run("original-title", given) is given

    def test_keyword(self) -> None:
        """A keyword that is linked in it is listed."""
        given = article("正文", paragraph("原文标题 : ", link("风机", href="/k", keyword=True)), title="风机")
        after = run("original-title", given)
        assert after.text == "正文"
        assert after.keywords == (Keyword(text="风机", href="/k"),)

    @pytest.mark.parametrize("lines", [["风:声", "风:声"], ["风:声", "风：声"], ["雨声", "风:声"]])
    def test_twice(self, lines: list[str]) -> None:
        """Run again it changes nothing, also where there are two lines; another title than the last one's stays."""
        once = run("original-title", article("正文", *[f"原文标题 : {line}" for line in lines], title="风_声"))
        assert run("original-title", once) == once
        assert (once.title[:1], once.original_title) == ("风", lines[1])
        assert ("雨声" in once.text) is ("雨声" in lines)

    def test_time(self) -> None:
        """A long run of spaces takes no time."""
        given = article("正文", paragraph("原文标题 : 风", Code(code=" " * 10_000), "声"), title="风_声")
        with in_time(0.1):
            run("original-title", given)


class TestParsed:
    """With the other steps."""

    POST = "---\ntitle: 山谷里的风\n---\n<p>风停了。</p>{}<p><span style='color:#999'>原文标题 : 山谷里的风，吹亮小城灯火</span></p>"

    def test_body(self) -> None:
        """The line is no part of the text."""
        parsed = parse(self.POST.format(""))
        assert (parsed.text, parsed.title) == ("风停了。", "山谷里的风")
        assert parsed.original_title == "山谷里的风，吹亮小城灯火"

    def test_alternative_text(self) -> None:
        """An alternative text that is the original title repeats a title."""
        parsed = parse(self.POST.format('<p><img src="a.png" alt="山谷里的风，吹亮小城灯火"></p>'))
        assert [image.alt_verdict for image in parsed.images] == ["repeats-title"]

    def test_known(self) -> None:
        """A title that the article has is not replaced by another line's."""
        given = evolve(article("正文", "原文标题 : 雨声", title="风声"), original_title="风声")
        assert run("original-title", given) is given
        again = evolve(article("正文", figure(), "原文标题 : 风声", title="风声"), original_title="风声")
        assert run("original-title", again).text == "正文"
