"""``original-title``: the real title, from the last paragraph."""

from __future__ import annotations

import pytest

from ofweek_parse import Code, Image, Inline, InlineImage, Keyword
from ofweek_parse.model.constructors import evolve
from tests.making import article, in_time, link, paragraph, run

TOLD = "风声: 四十二台/风机*“三亿”度?"
WRITTEN = "风声_ 四十二台_风机__三亿_度_"


class TestOriginalTitle:
    """The closing paragraph."""

    @pytest.mark.parametrize("opening", ["原文标题 : ", "原文标题：", "原文标题:", " 原文标题 ：\u3000"])
    def test_restored(self, opening: str) -> None:
        """It becomes the title, if it is the title but for the generator's underscores, and leaves the body."""
        after = run("original-title", article("正文", f"{opening}{TOLD}", title=WRITTEN))
        assert (after.title, after.text) == (TOLD, "正文")

    @pytest.mark.parametrize("sign", list(":/\\?*“”<>|[]"))
    def test_each_sign(self, sign: str) -> None:
        """Each sign that the generator writes an underscore for comes back."""
        after = run("original-title", article("正文", f"原文标题 : 风{sign}声", title="风_声"))
        assert after.title == f"风{sign}声"

    def test_width(self) -> None:
        """Full-width forms and spaces make no difference."""
        assert (
            run("original-title", article("原文标题 : 风声 ２０２１：一", title="风声2021_一")).title
            == "风声 ２０２１：一"
        )

    @pytest.mark.parametrize("text", ["原文标题 : 雨声", "原文标题 : ", "标题 : 风_声", "见原文标题 : 风_声"])
    def test_stays(self, text: str) -> None:
        """A paragraph that tells another title, or none, stays."""
        given = article("正文", text, title="风_声")
        assert run("original-title", given) is given

    def test_not_closing(self) -> None:
        """It is looked for at the end only."""
        given = article("原文标题 : 风:声", *["正文"] * 6, title="风_声")
        assert run("original-title", given) is given

    def test_told_twice(self) -> None:
        """Run again it changes nothing, also where the post tells the title twice."""
        once = run("original-title", article("正文", *["原文标题 : 风:声"] * 2, title="风_声"))
        assert run("original-title", once) == once

    def test_time(self) -> None:
        """A long run of spaces takes no time."""
        given = article(paragraph("原文标题 : 风", Code(code=" " * 10_000), "声"), title="风_声")
        with in_time(0.1):
            run("original-title", given)


class TestKept:
    """A closing line that holds more than a title."""

    @pytest.mark.parametrize("held", [InlineImage(image=Image(src="1.png")), link("的", href="https://a.example/")])
    def test_stays(self, held: Inline) -> None:
        """With a picture or a link in it, it stays."""
        given = article("正文", paragraph("原文标题 : 山谷里", held, "风"), title="山谷里风")
        given = evolve(given, title=given.blocks[-1].text.removeprefix("原文标题 : "))
        assert run("original-title", given) is given

    def test_keyword(self) -> None:
        """A keyword that is linked in it is listed."""
        given = article("正文", paragraph("原文标题 : ", link("风机", href="/k", keyword=True)), title="风机")
        after = run("original-title", given)
        assert after.text == "正文"
        assert after.keywords == (Keyword(text="风机", href="/k"),)
