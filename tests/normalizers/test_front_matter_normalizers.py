"""``front-matter-text`` and ``placeholder-images``."""

from __future__ import annotations

import pytest

from ofweek_parse import Article, FrontMatter
from tests.making import in_time, run


class TestText:
    """Character references."""

    @pytest.mark.parametrize(
        ("before", "after"),
        [
            ("&#123;a&#125;", "{a}"),
            ("&#x7B;", "{"),
            ("a &amp; b", "a & b"),
            ("&amp;#123;", "{"),
            ("&amp;amp;lt;", "<"),
            ("&quot;一&quot;", '"一"'),
            ("  一 ", "一"),
            ("&nbsp;一&#160;", "一"),
        ],
    )
    def test_decoded(self, before: str, after: str) -> None:
        """They become characters, however often they were escaped; surrounding space goes."""
        assert run("front-matter-text", Article(title=before)).title == after

    @pytest.mark.parametrize("text", ["a?x=1&copy=2", "R&D", "&;", "&#;", "&nosuchname;", "A & B; C"])
    def test_stays(self, text: str) -> None:
        """What is no reference stays."""
        assert run("front-matter-text", Article(title=text)).title == text

    def test_fields(self) -> None:
        """All fields of text change, the mapping as written does not; a blank category goes."""
        front_matter = FrontMatter({"author": "&#123;"})
        given = Article(author="&#123;", categories=("&#125;", " "), headimg=" /a?b&amp;c ", front_matter=front_matter)
        after = run("front-matter-text", given)
        assert (after.author, after.categories, after.headimg, after.thumbnail) == ("{", ("}",), "/a?b&c", None)
        assert after.front_matter is given.front_matter

    def test_time(self) -> None:
        """References nested in one another take no time."""
        title = "&#5&#5&#5&#4&#5" * 700 + "7" + ";" * 3_500
        with in_time(0.2):
            run("front-matter-text", Article(title=title))


class TestPlaceholders:
    """Images that the generator made up."""

    @pytest.mark.parametrize(
        "url",
        [
            "https://picsum.photos/400/300?random=17",
            "http://picsum.photos/400/300",
            "",
            " ",
            "https://www.example.com/undefined",
            "undefined",
        ],
    )
    def test_none(self, url: str) -> None:
        """A placeholder is no image."""
        after = run("placeholder-images", Article(headimg=url, thumbnail=url))
        assert (after.headimg, after.thumbnail) == (None, None)

    @pytest.mark.parametrize(
        "url", ["https://www.example.com/a.png", "https://picsum.photos/a.png", "/undefined/a.png", "/undefined.png"]
    )
    def test_stays(self, url: str) -> None:
        """Any other URL is one."""
        given = Article(headimg=url, thumbnail=None)
        assert run("placeholder-images", given) is given
