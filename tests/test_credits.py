"""``credits``: who wrote, edited and supplied the article."""

from __future__ import annotations

import pytest

from ofweek_parse import Credit, Image, InlineImage, Keyword
from ofweek_parse.normalizers.credits import credits_of
from tests.making import article, bold, in_time, link, paragraph, run

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
    ("作者：随风来源：风声网", [("author", "随风"), ("source", "风声网")]),
    ("作者：林小舟 编辑：阿远", [("author", "林小舟"), ("editor", "阿远")]),
    ("作者：林小舟\n来源：风声网", [("author", "林小舟"), ("source", "风声网")]),
    ("（文：林小舟）", [("author", "林小舟")]),
]
SENTENCES = [
    "作者：他在书里说，这样不行。",
    "来源：",
    "来源不明的风",
    "作者是林小舟",
    "图：风机叶片",
    "正文",
    "作者：林小舟\n正文",
]
BODY = [f"正文第{number}段，说的是风。" for number in range(12)]


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

    def test_time(self) -> None:
        """A label before a long run of commas takes no time."""
        with in_time(0.1):
            credits_of("作者：" + "，" * 3_000)


class TestPlace:
    """Where credits stand."""

    @pytest.mark.parametrize(("place", "moves"), [(0, True), (2, True), (3, False), (4, False), (5, True), (12, True)])
    def test_among_blocks(self, place: int, *, moves: bool) -> None:
        """Only among the first three and the last eight blocks."""
        after = run("credits", article(*BODY[:place], "作者：林小舟", *BODY[place:]))
        assert bool(after.credits) is moves
        assert len(after.blocks) == 13 - moves

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
