"""The changes of a body that `explain` reports: all of them, and no others."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ofweek_parse import Paragraph, Parser, Text, parse
from ofweek_parse.pipeline.alignment import changed_ranges
from tests.making import in_time, paragraph

if TYPE_CHECKING:
    from ofweek_parse import Article, Block

BLOCKS = [paragraph(text) for text in "aabbc"]
"""Some of them equal, and none the same."""


def _applied(before: list[Paragraph], after: list[Paragraph]) -> list[Paragraph]:
    """*before* with the changes on the way to *after* made in it."""
    made: list[Paragraph] = []
    place = 0
    for old, new in changed_ranges(before, after):
        made += before[place : old.start]
        made += after[new.start : new.stop]
        place = old.stop
    return made + before[place:]


class TestChangedRanges:
    """Where two versions differ."""

    @given(st.lists(st.sampled_from(BLOCKS), max_size=12), st.lists(st.sampled_from(BLOCKS), max_size=12))
    def test_complete(self, before: list[Paragraph], after: list[Paragraph]) -> None:
        """The changes lead from one to the other, in order, and none is of blocks that are equal."""
        assert _applied(before, after) == after
        changes = list(changed_ranges(before, after))
        assert all(first[0].stop <= second[0].start for first, second in pairwise(changes))
        assert all(before[old.start : old.stop] != after[new.start : new.stop] for old, new in changes)

    @pytest.mark.parametrize(
        ("before", "after", "expected"),
        [
            ("abc", "abc", []),
            ("abc", "xbc", [("a", "x")]),
            ("abc", "abx", [("c", "x")]),
            ("abc", "ac", [("b", "")]),
            ("abc", "abxc", [("", "x")]),
            ("abcd", "xbyd", [("a", "x"), ("c", "y")]),
            ("abcde", "acdbe", [("b", ""), ("", "b")]),
            ("", "a", [("", "a")]),
            ("ab", "", [("ab", "")]),
        ],
    )
    def test_same_objects(self, before: str, after: str, expected: list[tuple[str, str]]) -> None:
        """What stays is the very same object, which has a place in both; the rest are the changes."""
        changes = changed_ranges(before, after)  # CPython has each character once
        assert [(before[old.start : old.stop], after[new.start : new.stop]) for old, new in changes] == expected

    def test_rebuilt(self) -> None:
        """A step that builds all blocks anew changes only those that are others than before."""

        def rebuild(article: Article) -> Article:
            texts = [block.text.replace("b", "B") for block in article.blocks]
            blocks: tuple[Block, ...] = tuple(Paragraph(inlines=(Text(text=text),)) for text in texts)
            return attrs.evolve(article, blocks=blocks)

        (step,) = Parser(normalizers=(rebuild,)).explain("<p>a</p><p>b</p><p>c</p>").steps
        assert [(change.before[0].text, change.after[0].text) for change in step.blocks] == [("b", "B")]

    def test_equal_neighbours(self) -> None:
        """A block that becomes like its neighbours is a change where it is, among them."""
        (step,) = Parser(normalizers=("width",)).explain("<p>A</p><p>Ａ</p><p>A</p><p>Ａ</p>").steps
        assert [[block.text for block in change.before] for change in step.blocks] == [["Ａ"], ["Ａ"]]

    def test_time(self) -> None:
        """Many changes among equal blocks take time in proportion."""
        post = "---\ntitle: a\n---\n" + "<p>A</p><p>Ａ</p>" * 20_000
        with in_time(6):
            explanation = Parser().explain(post)
        changes = next(step for step in explanation.steps if step.name == "width").blocks
        assert len(changes) == 20_000
        assert explanation.article == parse(post)
