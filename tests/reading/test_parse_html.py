"""`parse_html`: bodies without front matter, as in feeds; and `Parser.normalize`."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

import attrs
import pytest

from ofweek_parse import Article, DecodingError, LimitError, Limits, Parser, parse, parse_html, to_post
from ofweek_parse.testing import SAMPLES, sample

if TYPE_CHECKING:
    from pathlib import Path

BODY = (
    '<p>今年新装风机４２台，比去年多九台，其中十二台在海上。</p><p><img src="a.png" alt="山谷里的风"></p>'
    '<p><img src="b.png" alt="今年新装风机42台，比去年多九台，其中十二台在海上。"></p>'
)
FIELDS: dict[str, Any] = {
    "title": "山谷里的风",
    "categories": ["新媒体", "风电"],
    "author": "风机工作室",
    "published": "Mon, 26 Jul 2021 01:29:00 GMT",
}
HEADER = "---\ntitle: 山谷里的风\ncategories:\n - 新媒体\n - 风电\nauthor: 风机工作室\ndate: Mon, 26 Jul 2021 01:29:00 GMT\n---\n"


class TestSameAsAPost:
    """A body and its fields give what a post of both gives."""

    def test_equal(self) -> None:
        """All fields, the blocks, and the verdicts on alternative texts, which need the title."""
        article = parse_html(BODY, **FIELDS)
        assert article == parse(HEADER + BODY)
        assert [image.alt_verdict for image in article.images] == ["repeats-title", "repeats-body"]
        assert not article.diagnostics

    @pytest.mark.parametrize("name", SAMPLES)
    def test_samples(self, name: str) -> None:
        """Every sample's body."""
        self.check(sample(name).source.decode())

    def test_real_posts(self, real_post: Path) -> None:
        """Real posts."""
        self.check(real_post.read_text("utf-8"))

    @staticmethod
    def check(post: str) -> None:
        """Both ways give one article, with and without steps, from text and from bytes."""
        for parser in (Parser(), Parser(normalizers=())):
            whole = parser.parse(post)
            body = re.split(r"^---\n", post, maxsplit=2, flags=re.MULTILINE)[-1]
            for html in (body, body.encode()):
                article = parser.parse_html(html, front_matter=whole.front_matter)
                assert article == whole

    def test_written_and_read(self) -> None:
        """What is given as arguments is front matter, and so survives writing a post."""
        article = parse_html(BODY, **FIELDS, front_matter={"tags": ("风",), "title": "not this"})
        assert article.extra == {"tags": ("风",)}
        written = parse(to_post(article))
        assert attrs.evolve(written, front_matter=article.front_matter) == article
        assert tuple(written.front_matter) == tuple(article.front_matter)


class TestArguments:
    """What can be given."""

    def test_nothing(self) -> None:
        """A fragment alone is an article without a title, and without a word about it."""
        article = parse_html("<p>a</p>")
        assert article == Article(blocks=article.blocks)
        assert article.text == "a"
        assert not article.diagnostics

    def test_front_matter_inside(self) -> None:
        """What looks like front matter is text of a body."""
        assert parse_html("---\ntitle: a\n---\n<p>b</p>").text == "--- title: a ---\n\nb"

    def test_times(self) -> None:
        """Aware times are converted; naive ones, and text without a zone, get the parser's zone."""
        china = timezone(timedelta(hours=8))
        utc = datetime(2021, 7, 26, 1, 29, tzinfo=timezone.utc)
        assert parse_html("", published=utc.astimezone(china)).published == utc
        parser = Parser(default_timezone=china)
        assert parser.parse_html("", published=datetime(2021, 7, 26, 9, 29)).published == utc  # noqa: DTZ001
        assert parser.parse_html("", published="2021-07-26 09:29:00").published == utc
        assert parse_html("", published=utc.replace(microsecond=5)).published == utc.replace(microsecond=5)

    def test_unreadable_time(self) -> None:
        """A date that can't be read is named."""
        article = parse_html("<p>a</p>", published="yesterday, perhaps")
        assert article.published is None
        assert [found.code for found in article.diagnostics] == ["date-invalid"]

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            ({"title": 3}, "title must be text, not int."),
            ({"author": b"a"}, "author must be text, not bytes."),
            ({"published": date(2021, 7, 26)}, "published must be a datetime or text, not date."),
            ({"categories": "风电"}, "Expected a sequence, not a single str: write ['风电']."),
            ({"categories": [None]}, "A category must be text, not NoneType."),
            ({"categories": 3}, "Expected a sequence, not int."),
            ({"front_matter": [("a", "b")]}, "front_matter must be a mapping, not list."),
        ],
    )
    def test_wrong(self, arguments: dict[str, Any], message: str) -> None:
        """A wrong argument is answered by a sentence."""
        with pytest.raises(TypeError) as caught:
            parse_html("<p>a</p>", **arguments)
        assert str(caught.value) == message

    def test_settings(self) -> None:
        """The parser's settings hold, and errors name the source."""
        assert Parser(encoding="latin-1").parse_html("<p>é</p>".encode("latin-1")).text == "é"
        assert (
            Parser(base_url="https://a.example/").parse_html('<img src="b.png">').images[0].src
            == "https://a.example/b.png"
        )
        with pytest.raises(DecodingError) as caught:
            Parser(strict=True).parse_html(b"<p>\xff\xff</p>", name="entry 7")
        assert caught.value.source == "entry 7"
        with pytest.raises(LimitError):
            Parser(limits=Limits(file_size=3)).parse_html("<p>a</p>")
        assert parse_html("<p>a</p>").source is None
        assert Parser().parse_html("<p>a</p>", name="entry 7").source == "entry 7"

    def test_lines(self) -> None:
        """Diagnostics count lines in the body."""
        found = Parser(normalizers=()).parse_html("<p>a</p>\n<img>").diagnostics
        assert [(each.code, each.line) for each in found] == [("image-without-source", 2)]


class TestNormalize:
    """Steps on an article that exists."""

    def test_like_parse(self) -> None:
        """The raw article after the steps is the parsed one."""
        raw = Parser(normalizers=()).parse(HEADER + BODY)
        assert Parser().normalize(raw) == parse(HEADER + BODY) != raw

    def test_unchanged(self) -> None:
        """An article with nothing to change comes back as it is."""
        article = parse(HEADER + BODY)
        assert Parser().normalize(article) == article
        assert Parser(normalizers=()).normalize(article) is article
