"""`make_post`: its posts are parsed into the expected articles."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from itertools import combinations
from typing import TYPE_CHECKING, Any, get_args

import pytest
from hypothesis import HealthCheck, given, settings

from ofweek_parse import Keyword, Parser, parse, parse_file
from ofweek_parse.testing import AltPattern, DateForm, Post, PostFigure, Quirk, make_post, posts

if TYPE_CHECKING:
    from pathlib import Path

QUIRKS = get_args(Quirk)
RAW = Parser(normalizers=())
FIGURES = [
    PostFigure(after=number % 4, alt=pattern, caption="塔架下的夜班" if pattern == "caption" else "")
    for number, pattern in enumerate((*get_args(AltPattern), "shared"))
]
FULL: dict[str, Any] = {
    "figures": FIGURES,
    "headings": {0: "新的一年", 2: "What comes next?"},
    "keywords": {"风机": "https://www.example.com/a?b=1&c=2", "2019": "https://www.example.com/"},
    "credits": {"author": "林小舟", "image": "周晓棠", "source": "山谷日报"},
}


class TestArticle:
    """The article is what parsing gives."""

    @pytest.mark.parametrize("pattern", get_args(AltPattern))
    @pytest.mark.parametrize("in_element", [False, True])
    def test_alt(self, pattern: AltPattern, in_element: bool) -> None:  # noqa: FBT001
        """For every pattern of alternative text, with both kinds of captions."""
        figures = [
            PostFigure(after=after, alt=pattern, caption=caption, in_element=in_element)
            for after, caption in ((0, "风机下线"), (1, "塔架下的夜班"))
        ]
        post = make_post(figures=figures)
        assert parse(post.source) == post.article
        assert {image.alt_verdict for image in post.article.images} == {figures[0].verdict}

    @pytest.mark.parametrize("quirk", QUIRKS)
    def test_quirk(self, quirk: Quirk) -> None:
        """For every quirk, which the file shows."""
        post, plain = make_post(**FULL, quirks=quirk), make_post(**FULL)
        assert parse(post.source) == post.article
        assert post.source != plain.source

    @pytest.mark.parametrize("pair", list(combinations(QUIRKS, 2)), ids="+".join)
    def test_two_quirks(self, pair: tuple[Quirk, Quirk]) -> None:
        """For every two quirks together."""
        if set(pair) == {"bom", "gb18030"}:
            pytest.skip("no file is both")
        post = make_post(**FULL, quirks=pair)
        assert parse(post.source) == post.article

    @pytest.mark.parametrize("form", get_args(DateForm))
    def test_date(self, form: DateForm) -> None:
        """For every form of the date, with the precision that it has."""
        moment = datetime(2021, 12, 31, 23, 59, 58, tzinfo=timezone(timedelta(hours=-5)))
        post = make_post(published=moment, date_form=form)
        assert parse(post.source) == post.article
        written = datetime(2022, 1, 1, 4, 59, 0 if form == "chinese" else 58, tzinfo=timezone.utc)
        assert post.article.published == (None if form in {"invalid", "missing"} else written)

    def test_naive_date(self) -> None:
        """A time without a zone is in UTC, not in the machine's."""
        post = make_post(published=datetime(2021, 7, 26, 1, 29))  # noqa: DTZ001
        assert post.article.published == datetime(2021, 7, 26, 1, 29, tzinfo=timezone.utc)

    @settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow, HealthCheck.differing_executors])
    @given(posts())
    def test_any(self, post: Post) -> None:
        """For whatever the strategy draws."""
        assert parse(post.source) == post.article


class TestPieces:
    """What single arguments do."""

    def test_title(self) -> None:
        """What the generator can't write is lost, unless the last paragraph tells the title."""
        assert make_post(title="风/光").article.title == "风_光"
        assert make_post(title="风/光", quirks="original-title").article.title == "风/光"

    @pytest.mark.parametrize(
        "title",
        ["“会唱歌的山”：一年", "风电场/光伏园:一年之后", "山谷年会|“歌”与<光>", "[山谷]的风*歌声?", "增长点在哪里?"],
    )
    @pytest.mark.parametrize("figures", [["title"], ["whole-article"], ["cut-short"], ["absent"], ["broken", "useful"]])
    def test_shown_titles(self, title: str, figures: list[AltPattern]) -> None:
        """What the generator can't write comes back as far as the figures' alternative texts show it."""
        post = make_post(title=title, figures=figures)
        assert parse(post.source) == post.article
        if figures == ["title"]:
            assert post.article.title == title
        if figures == ["absent"]:
            assert not set(post.article.title) & set(":/\\?*“”<>|[]")

    @pytest.mark.parametrize("title", ["它说'好'", '它说"好"', "它说'好',又说\"不\"", "{{风}}", "#1. 风", "风&光<机>"])
    def test_odd_titles(self, title: str) -> None:
        """Quotes, braces and marks come through."""
        post = make_post(title=title, figures=["title", "whole-article", "broken"], extra={"备注": title})
        assert parse(post.source) == post.article

    def test_keywords(self) -> None:
        """Each keyword is linked where it stands first; one inside another is linked elsewhere."""
        keywords = {"电池": "https://a.example/", "动力电池": "https://b.example/"}
        post = make_post(paragraphs=["退役动力电池展开。", "一块电池。"], keywords=keywords)
        assert parse(post.source) == post.article
        assert [keyword.text for keyword in post.article.keywords] == ["动力电池", "电池"]
        assert {Keyword(text=link.text, href=link.href) for link in RAW.parse(post.source).links} == {
            *post.article.keywords
        }

    def test_one_paragraph(self) -> None:
        """A string is one paragraph."""
        assert make_post(paragraphs="山谷里一共有四十二台风机。").article.text == "山谷里一共有四十二台风机。"

    def test_raw(self) -> None:
        """Without normalizers the article is as odd as the quirks make it."""
        raw = RAW.parse(make_post(quirks=["full-width", "page-break-tokens"]).source)
        assert "３" in raw.text
        assert "_ueditor_page_break_tag_" in raw.text

    def test_file(self, tmp_path: Path) -> None:
        """The file has the generator's name and the post's bytes."""
        post = make_post(title="第1.5版#风/光", quirks="gb18030")
        path = post.write(tmp_path)
        assert path.name == post.file_name == "第15版风_光.md"
        assert path.read_bytes() == post.text.encode("gb18030") == post.source
        assert parse_file(path) == post.article

    def test_fixture(self, ofweek_post: object) -> None:
        """The fixture is the function."""
        assert ofweek_post is make_post


class TestRefused:
    """Arguments that contradict each other, or name what there is not."""

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            ({"quirks": ["crfl"]}, "There is no 'crfl'; there are bom, "),
            ({"date_form": "rfc"}, "There is no 'rfc'; there are rfc822, "),
            ({"quirks": ["bom", "gb18030"]}, "GB18030"),
            ({"title": "\"a\" 'b'", "quirks": "missing-opening-fence"}, "both kinds of quotation marks"),
            ({"title": "——"}, "A title needs a letter"),
            ({"figures": ["shared"]}, "another one of the same text"),
            ({"figures": ["caption"]}, "needs a caption"),
            ({"figures": ["cut-short"], "paragraphs": ["短。"]}, "paragraphs of 40 letters"),
            ({"figures": [PostFigure(after=4)]}, "Nothing can be placed after paragraph 4 of 3"),
            ({"headings": {-1: "新的一年"}}, "Nothing can be placed after paragraph -1 of 3"),
            ({"keywords": {"潮汐": "https://www.example.com/"}}, "No paragraph has the keyword '潮汐'"),
        ],
    )
    def test_arguments(self, arguments: dict[str, Any], message: str) -> None:
        """The error says what is wrong."""
        with pytest.raises(ValueError, match=message):
            make_post(**arguments)

    def test_pattern(self) -> None:
        """A figure with a pattern that there is not can't be made."""
        with pytest.raises(ValueError, match=r"PostFigure\.alt must be 'absent'"):
            PostFigure(alt="useless")  # type: ignore[arg-type]
