"""Excerpt marks in writers, and the excerpt."""

from __future__ import annotations

import re

import pytest

from ofweek_parse import (
    Article,
    Block,
    Cell,
    ExcerptMark,
    ListBlock,
    Quote,
    Rule,
    Table,
    from_json,
    to_html,
    to_json,
    to_markdown,
    to_post,
    to_text,
)
from tests.hexo import front_matter
from tests.making import article, figure, paragraph
from tests.reading_back import tree

HEXO = re.compile(r"<!--\s*more\s*-->", re.IGNORECASE)
"""What Hexo divides a rendered post at."""

MARKED = article("引言", ExcerptMark(), "正文")


class TestExcerpt:
    """`Article.excerpt`."""

    @pytest.mark.parametrize(
        ("blocks", "excerpt"),
        [
            ((), None),
            (("甲", "乙"), None),
            (("甲", ExcerptMark(), "乙"), "甲"),
            (("甲", figure("图", caption="注"), Rule(), "乙", ExcerptMark()), "甲\n\n注\n\n乙"),
            (("甲", ExcerptMark(), "乙", ExcerptMark(), "丙"), "甲"),
            ((ExcerptMark(), "乙"), ""),
            (("甲", Quote(blocks=(ExcerptMark(),)), "乙"), None),
        ],
    )
    def test_before_the_mark(self, blocks: tuple[str | Block, ...], excerpt: str | None) -> None:
        """It is the text before the first mark among the article's own blocks; without one there is none."""
        assert article(*blocks).excerpt == excerpt


class TestText:
    """Plain text."""

    def test_nothing(self) -> None:
        """The mark has none, and leaves no gap."""
        assert to_text(MARKED) == MARKED.text == "引言\n\n正文"


class TestPosts:
    """Posts for Hexo."""

    @pytest.mark.parametrize("body", ["html", "markdown"])
    def test_comment(self, body: str) -> None:
        """The comment stands on a line of its own, where Hexo divides the rendered post."""
        post = to_post(MARKED, body="markdown" if body == "markdown" else "html")
        before, after = HEXO.split(front_matter(post)[1])
        assert ("引言" in before, "正文" in after) == (True, True)
        assert "\n<!-- more -->\n" in post

    @pytest.mark.parametrize("body", ["html", "markdown"])
    @pytest.mark.parametrize(
        "block",
        [
            Quote(blocks=(paragraph("甲"), ExcerptMark())),
            ListBlock(items=((paragraph("甲"), ExcerptMark(), paragraph("乙")), (ExcerptMark(),))),
        ],
    )
    def test_nested(self, block: Block, body: str) -> None:
        """Inside other blocks too it is kept, and shows no text."""
        post = to_post(article(block, "乙"), body="markdown" if body == "markdown" else "html")
        assert HEXO.search(post)
        assert "more" not in "".join(tree(HEXO.sub("", post)).itertext())

    def test_in_a_cell(self) -> None:
        """In a cell too, but for one of Markdown, which can hold no block."""
        given_article = article(Table(rows=((Cell(blocks=(paragraph("甲"), ExcerptMark())),),)))
        assert HEXO.search(to_post(given_article))
        assert not HEXO.search(to_post(given_article, body="markdown"))


class TestElsewhere:
    """Other forms."""

    def test_left_out(self) -> None:
        """HTML and Markdown that are no posts have no use for it."""
        plain = Article(blocks=(MARKED.blocks[0], MARKED.blocks[2]))
        assert to_html(MARKED) == to_html(plain)
        assert to_markdown(MARKED) == to_markdown(plain)

    def test_json(self) -> None:
        """JSON keeps it."""
        assert from_json(to_json(MARKED)) == MARKED
