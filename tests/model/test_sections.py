"""The sections of the body, and its figures."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from ofweek_parse import Article, Block, Figure, Heading, Quote
from ofweek_parse.model.traversal import iter_blocks
from ofweek_parse.testing import articles
from tests.making import article, figure, line, paragraph


def heading(level: int, text: str) -> Heading:
    """A heading."""
    return Heading(level=level, inlines=line(text))


class TestSections:
    """`Article.sections`."""

    @pytest.mark.parametrize(
        ("blocks", "sections"),
        [
            ((), []),
            (("甲", "乙"), [((), "甲\n\n乙")]),
            ((heading(2, "一"), "甲"), [(("一",), "甲")]),
            (("引", heading(2, "一")), [((), "引"), (("一",), "")]),
            (
                (heading(2, "一"), "甲", heading(3, "二"), heading(4, "三"), "乙", heading(3, "四"), heading(2, "五")),
                [(("一",), "甲"), (("一", "二"), ""), (("一", "二", "三"), "乙"), (("一", "四"), ""), (("五",), "")],
            ),
            (
                (heading(4, "一"), heading(2, "二"), heading(3, "三")),
                [(("一",), ""), (("二",), ""), (("二", "三"), "")],
            ),
            (
                (heading(1, "一"), heading(4, "二"), heading(3, "三")),
                [(("一",), ""), (("一", "二"), ""), (("一", "三"), "")],
            ),
            ((heading(2, "一"), Quote(blocks=(heading(3, "引"),))), [(("一",), "引")]),
        ],
    )
    def test_paths(self, blocks: tuple[str | Block, ...], sections: list[tuple[tuple[str, ...], str]]) -> None:
        """A path is the headings above and the section's own; what is before the first heading has none."""
        assert [(section.path, section.text) for section in article(*blocks).sections] == sections

    @settings(max_examples=100, deadline=None)
    @given(articles())
    def test_whole(self, given_article: Article) -> None:
        """Put together again, they are the body."""
        sections = given_article.sections
        parts = [((section.heading,) if section.heading else ()) + section.blocks for section in sections]
        assert tuple(block for part in parts for block in part) == given_article.blocks
        assert all(section.heading is None for section in sections[:1] if not section.path)
        assert [section.path[-1] for section in sections if section.heading] == [
            section.heading.text for section in sections if section.heading
        ]


class TestFigures:
    """`Article.figures`."""

    def test_captions(self) -> None:
        """They come from any depth, in order, with their captions."""
        first, second = figure("甲", caption="图一"), figure("乙", src="b.png")
        assert article(Quote(blocks=(first,)), paragraph("文"), second).figures == (first, second)

    @settings(max_examples=50, deadline=None)
    @given(articles())
    def test_every(self, given_article: Article) -> None:
        """None is missing."""
        assert given_article.figures == tuple(
            block for block in iter_blocks(given_article.blocks) if isinstance(block, Figure)
        )
