"""``lists``."""

from __future__ import annotations

import pytest

from ofweek_parse import Code, Figure, Heading, LineBreak, ListBlock, Paragraph, Quote
from tests.making import article, bold, figure, in_time, line, link, paragraph, run

WORDS = ("风机", "塔筒", "叶片")


def _lines(marks: list[str]) -> list[str]:
    return [mark + word for mark, word in zip(marks, WORDS, strict=True)]


class TestLists:
    """Paragraphs that are a list."""

    @pytest.mark.parametrize("mark", ["- ", "– ", "* ", "•", "• ", "√ ", "√", "●", "■ ", "◆", "➤ ", "·", "?", "? "])
    def test_bullets(self, mark: str) -> None:
        """Three paragraphs or more in a row with the same mark are a list, which has no marks."""
        after = run("lists", article("前", *_lines([mark] * 3), "后"))
        items = tuple((paragraph(word),) for word in WORDS)
        assert after.blocks == (paragraph("前"), ListBlock(items=items), paragraph("后"))

    @pytest.mark.parametrize(
        "form",
        ["{}、", "{}. ", "{}.", "{}．", "{})", "{}）", "（{}）", "({}) ", "［{}］", "[{}]", "[{}]. ", "（{}）、"],
    )
    @pytest.mark.parametrize("start", [1, 4, 99])
    def test_numbers(self, form: str, start: int) -> None:
        """Numbers that count up by one are an ordered list that starts at the first."""
        after = run("lists", article(*_lines([form.format(start + count) for count in range(3)])))
        assert after.blocks == (
            ListBlock(items=tuple((paragraph(word),) for word in WORDS), ordered=True, start=start),
        )

    def test_circled(self) -> None:
        """So are circled ones."""
        items = tuple((paragraph(word),) for word in WORDS)
        assert run("lists", article(*_lines(["②", "③", "④"]))).blocks == (
            ListBlock(items=items, ordered=True, start=2),
        )

    def test_number_before_a_digit(self) -> None:
        """A number with a point before a digit counts if the others leave no doubt."""
        (block,) = run("lists", article("1.3600家风机厂", "2.塔筒", "3.叶片")).blocks
        assert block.text == "3600家风机厂\n塔筒\n叶片"
        given = article("1.5米的塔", "2.5米的塔", "3.5米的塔")
        assert run("lists", given) is given

    @pytest.mark.parametrize(
        "texts",
        [
            ("- 风机", "- 塔筒"),
            ("- 风机", "• 塔筒", "- 叶片"),
            ("-5度", "-6度", "-7度"),
            ("——风机", "——塔筒", "——叶片"),
            ("★★★", "★★", "★"),
            ("••风", "••塔", "••叶"),
            ("1、风机", "1、塔筒", "1、叶片"),
            ("1、风机", "3、塔筒", "5、叶片"),
            ("1、风机", "2. 塔筒", "3）叶片"),
            ("一、风机", "二、塔筒", "三、叶片"),
            ("1.1 风机", "1.2 塔筒", "1.3 叶片"),
            ("2021、2022年", "2022、2023年", "2023、2024年"),
            ("1、", "2、", "3、"),
            ("0.5米", "1.风机", "正文"),
            ("?", "?", "?"),
            ("？风", "？塔", "？叶"),
        ],
    )
    def test_none(self, texts: tuple[str, ...]) -> None:
        """Two lines, different marks, numbers that do not count up, decimals, dashes and marks alone are no list."""
        given = article(*texts)
        assert run("lists", given) is given

    def test_between(self) -> None:
        """Any other block ends a list."""
        for other in ("正文", figure(), Heading(level=2, inlines=line("塔"))):
            given = article("- 风机", "- 塔筒", other, "- 叶片")
            assert run("lists", given) is given

    def test_lists_in_a_row(self) -> None:
        """Where the mark changes or the numbers begin anew, another list begins."""
        after = run(
            "lists", article(*_lines(["- "] * 3), *_lines(["1、", "2、", "3、"]), *_lines(["1、", "2、", "3、"]))
        )
        assert [isinstance(block, ListBlock) and block.ordered for block in after.blocks] == [False, True, True]

    def test_markup(self) -> None:
        """Bold type, links and line breaks stay; the mark may be bold."""
        given = [
            paragraph(bold("• "), "风机"),
            paragraph(bold("• 塔"), link("筒"), align="left"),
            paragraph("•", " ", "叶", LineBreak(), "片"),
        ]
        items = (
            (paragraph("风机"),),
            (paragraph(bold("塔"), link("筒"), align="left"),),
            (paragraph("叶", LineBreak(), "片"),),
        )
        assert run("lists", article(*given)).blocks == (ListBlock(items=items),)

    def test_code(self) -> None:
        """A mark in code is none."""
        given = article(*[paragraph(Code(code="- a"), "风")] * 3)
        assert run("lists", given) is given

    def test_inside(self) -> None:
        """Lists are found at any depth, and a list in an item stays as it is."""
        after = run("lists", article(Quote(blocks=tuple(map(paragraph, _lines(["• "] * 3))))))
        (quote,) = after.blocks
        assert isinstance(quote, Quote)
        assert isinstance(quote.blocks[0], ListBlock)
        assert run("lists", after) is after

    @pytest.mark.parametrize("text", ["- 风", "1.5", "1、", "（" * 50, "?风", " " * 50])
    def test_time(self, text: str) -> None:
        """Any number of lines take time linear in them."""
        blocks: list[Paragraph | Figure] = [paragraph(text)]
        with in_time(2):
            run("lists", article(*blocks * 20_000, *_lines(["- "] * 3)))
