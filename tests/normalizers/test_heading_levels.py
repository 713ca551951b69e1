"""``heading-levels``."""

from __future__ import annotations

from itertools import pairwise

import pytest

from ofweek_parse import Heading
from tests.making import article, in_time, line, run

NUMBERED = ["第一章 风", "第一节 风", "一、风", "（一）风", "1、风", "1.1 风", "1.1.1 风", "（1）风", "①风"]


def _levels(*headings: tuple[int, str]) -> list[int]:
    after = run("heading-levels", article(*(Heading(level=level, inlines=line(text)) for level, text in headings)))
    assert [heading.text for heading in after.headings] == [text for _, text in headings]
    return [heading.level for heading in after.headings]


class TestHeadingLevels:
    """Levels from the numbering."""

    def test_order(self) -> None:
        """Each kind of number is one level below the one above it that the article uses, down to 6."""
        assert _levels(*((2, text) for text in NUMBERED)) == [2, 3, 4, 5, 6, 6, 6, 6, 6]
        for higher, lower in pairwise(NUMBERED):
            assert _levels((2, higher), (2, lower), (2, higher)) == [2, 3, 2]

    def test_top(self) -> None:
        """The highest numbering is at the highest level that a numbered heading has."""
        assert _levels((4, "一、风"), (3, "1、塔"), (2, "叶"), (5, "1.1 片")) == [3, 4, 2, 5]

    @pytest.mark.parametrize("second", ["二．塔", "十二、塔", "三：塔"])
    def test_forms(self, second: str) -> None:
        """The forms of a number count as one."""
        assert _levels((2, "一、风"), (2, "1. 叶"), (3, second), (2, "2)片"), (2, "03 片")) == [2, 3, 2, 3, 3]

    @pytest.mark.parametrize(
        "headings",
        [
            [(2, "一、风"), (3, "二、塔")],
            [(2, "风"), (3, "塔")],
            [
                (2, "一、风"),
                (2, "一共三台"),
                (2, "2021年"),
                (2, "十年"),
                (2, "3D风机"),
                (2, "1.5米的叶片"),
                (2, "3.2亿度电"),
            ],
            [(2, "一、风"), (3, "（一）塔"), (4, "1、叶")],
        ],
    )
    def test_none(self, headings: list[tuple[int, str]]) -> None:
        """One kind of number, none, words that begin with a number and right levels stay."""
        given = article(*(Heading(level=level, inlines=line(text)) for level, text in headings))
        assert run("heading-levels", given) is given

    def test_time(self) -> None:
        """Any number of headings take time linear in them."""
        with in_time(1):
            _levels(*[(2, text) for text in NUMBERED] * 2_000)
