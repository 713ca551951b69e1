"""``boilerplate``."""

from __future__ import annotations

import pytest

from ofweek_parse import Image, InlineImage
from tests.making import article, paragraph, run

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
