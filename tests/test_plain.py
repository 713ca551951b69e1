"""The hand reading of plain posts: the same as the readers of all posts, or nothing."""

from __future__ import annotations

from datetime import timezone
from html.entities import name2codepoint
from typing import TYPE_CHECKING, Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ofweek_parse.reading.fast.reader import PlainBlocks, read_plain_blocks, read_plain_text

from ofweek_parse import Limits, OfweekParseError, Parser, reading
from ofweek_parse.reading.fast.header_lines import read_plain_header
from ofweek_parse.reading.post import open_post
from ofweek_parse.testing import SAMPLES, Sample
from ofweek_parse.testing.strategies import damaged_samples, soups
from tests.making import in_time

if TYPE_CHECKING:
    from pathlib import Path


HEADER = "---\ntitle: 'a'\ndate: Mon, 26 Jul 2021 01:29:00 GMT\n---\n"
RAW = Parser(normalizers=())
STRICT = Parser(normalizers=(), strict=True)
ANY = Limits()


def outcome(source: str | bytes, parser: Parser) -> tuple[object, ...]:
    """What *parser* makes of *source*, and what it notes."""
    try:
        article = parser.parse(source)
    except OfweekParseError as error:
        return (type(error), str(error), error.code, error.line, error.column)
    return (article, list(article.front_matter), article.diagnostics)


def slowly(source: str | bytes, parser: Parser) -> tuple[object, ...]:
    """What *parser* makes of *source* by the readers of all posts."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading.post, "read_plain_text", lambda *_: None)
        return outcome(source, parser)


def by_hand(source: str | bytes, **options: Any) -> PlainBlocks | None:
    """The body of *source*, if it is read by hand."""
    try:
        post = open_post(source, encoding=None, default_timezone=timezone.utc, limits=ANY)
    except OfweekParseError:
        return None
    return read_plain_blocks(post.plain, post.start, ANY, **options) if post.plain else None


def check_same(source: str | bytes, **options: Any) -> bool:
    """Whether the body of *source* is read by hand; by hand or not, all that comes of it is the same."""
    raw = attrs.evolve(RAW, **options)
    for parser in (raw, attrs.evolve(STRICT, **options)):
        assert outcome(source, parser) == slowly(source, parser)
    plain = by_hand(source, **options)
    if plain is None:
        return False
    assert plain.blocks == raw.parse(source).blocks
    return True


SCALARS = (
    "a",
    "'a'",
    '"a"',
    "2021-07-26",
    "12",
    "010",
    "true",
    "null",
    "no",
    "''",
    "a b ",
    "a:b",
    "a #b",
    "'a''b'",
    "",
)
KEYS = ("title", "categories", "author", "date", "null", "comments", "yes", "tags")


@st.composite
def headers(draw: st.DrawFn) -> str:
    """Front matter of plain and of nearly plain lines."""
    scalar = st.sampled_from(SCALARS) | st.text("ab风 '\"#:-[]{}&*!|>%@`,?\u3000\x85\t\\", max_size=6)
    lines: list[str] = []
    for _ in range(draw(st.integers(0, 4))):
        lines.append(f"{draw(st.sampled_from(KEYS))}:{draw(st.sampled_from(('', ' ', '  ')))}{draw(scalar)}")
        dash = draw(st.sampled_from((" - ", "- ", "    - ", " -  ")))
        lines += [dash + draw(scalar) for _ in range(draw(st.sampled_from((0, 0, 1, 2))))]
        lines += [""] * draw(st.sampled_from((0, 0, 0, 1)))
    return "\n" * draw(st.integers(0, 2)) + "---\n" + "".join(f"{line}\n" for line in lines) + "---\n"


@st.composite
def generated_headers(draw: st.DrawFn) -> str:
    """Front matter as the generator writes it, or nearly so."""
    quoted = st.sampled_from(("''", "'a'", "'a: b # c'", "'风 “b” '", "'- [a]'"))
    bare = st.sampled_from(("风", "a b", "a ", "true", "null", "no", "x1", "风、a-b"))
    rows = [
        f"title: {draw(quoted)}",
        "categories:" + draw(st.sampled_from((" ", " ", ""))),
        *(f" - {name}" for name in draw(st.lists(bare, min_size=1, max_size=3))),
        f"headimg: {draw(quoted)}",
        f"author: {draw(bare)}",
        f"comments: {draw(st.sampled_from(('true', 'false')))}",
        f"date: {draw(st.sampled_from(('Mon, 26 Jul 2021 01:29:00 GMT', 'Xyz, 99 Jul 2021 01:29:00 GMT')))}",
        f"thumbnail: {draw(quoted)}",
    ]
    if draw(st.booleans()):
        row = draw(st.integers(0, len(rows) - 1))
        other = st.sampled_from(("'a''b'", '"a"', "12", "a:b", "a: b", "a #b", "'a'", "风\u3000", "")) | st.text(
            "ab'风: ", max_size=5
        )
        rows[row] = draw(st.sampled_from((rows[row].partition(":")[0] + ": ", " - ", "- ", "tags: "))) + draw(other)
    return "---\n" + "".join(f"{row}\n" for row in rows) + "---\n"


TAGS = (
    *(
        "<p>",
        "</p>",
        "<p>",
        "</p>",
        '<p style="text-align:center">',
        "<div>",
        "</div>",
        "<center>",
        "</center>",
        "<h2>",
        "</h2>",
    ),
    *('<font size="5">', "</font>", "<u>", "</u>", "<small>", "</small>", "<del hidden>"),
    *("<strong>", "</strong>", "<b>", "</b>", "<em>", "</em>", "<sup>", "</sup>", "<span>", "</span>", "</a>", "<a>"),
    *(
        '<span class="hrefStyle">',
        '<span style="font-weight:bold">',
        '<a href="http://a.example/b">',
        '<a href="javascript:x">',
    ),
    *(
        '<img src="http://a.example/b.png" alt="c" title>',
        "<img>",
        "<br>",
        "<br/>",
        "<br />",
        "<br>\n<br>",
        "<!-- a -->",
        "<!-->",
        "<li>",
        "<p/>",
    ),
    *(
        "&amp;",
        "&nbsp;",
        "&#123;",
        "&lt;",
        "&reg",
        "&Coach",
        "&copy=1",
        "& ",
        "&1",
        "&风;",
        '<a href="https://a.example/?a=1&mid=2&amp=3">',
        '<img src="https://a.example/123.png?a=1&chksm=2" alt="A&B &notit" title>',
        '<img title="a" src="https://a.example/123.png" alt=" 风 ">',
        '<img src="https://a.example/?http://b.example/0a1b2c.jpg" alt referrerpolicy="no-referrer">',
        '<img src="https://a.example/b/wx_article__0a1b.jpg" title="">',
        '<img src="https://a.example/blank.gif/?http://b.example/0a1b.jpg">',
        '<span class="hrefStyle"><a href="http://a.example/b" target="_blank" title="c ">风 </a></span>',
        '<span class="hrefStyle"><a href="http://a.example/b" target="_blank" title="">\u3000</a></span>',
        "&",
        "<",
        ">",
        '"',
        "a",
        "风",
        "。",
        " ",
        "  ",
        "\n",
        "\u3000",
        "\u200b",
    ),
)


def bodies() -> st.SearchStrategy[str]:
    """Bodies of what plain ones are made of, in any order."""
    return st.lists(st.sampled_from(TAGS), max_size=14).map("".join)


@st.composite
def nested(draw: st.DrawFn) -> str:
    """Bodies that nest as they should."""

    def inlines(depth: int) -> str:
        parts: list[str] = []
        for _ in range(draw(st.integers(0, 3))):
            tag = draw(st.sampled_from(("", "", "strong", "span", "a", "em", "b", "font", "u", "img", "br")))
            text = draw(st.sampled_from(("风", " ", "a b", " 风 ", "\n", "", "\u200b", "&amp;", "a  b\n")))
            attributes = {"a": ' href="https://a.example/"', "img": ' src="https://a.example/b.png"'}.get(tag, "")
            if tag in {"", "img", "br"}:
                parts.append(f"<{tag}{attributes}>{text}" if tag else text)
            else:
                parts.append(f"<{tag}{attributes}>{text}{inlines(depth - 1) if depth else ''}</{tag}>{text}")
        return "".join(parts)

    blocks = [
        f"<{tag}>{inlines(2)}</{tag}>" if tag else inlines(1)
        for tag in draw(st.lists(st.sampled_from(("p", "p", "div", "h2", "section", "center", "")), max_size=4))
    ]
    return f"<div>   \n{''.join(blocks)}\n  \n</div>\n            "


class TestSame:
    """Whatever is read by hand is read rightly."""

    @given(headers())
    def test_headers(self, header: str) -> None:
        """Front matter."""
        check_same(f"{header}<p>a</p>")

    @given(generated_headers())
    def test_generated_headers(self, header: str) -> None:
        """Front matter in the generator's words, which is read at once."""
        check_same(f"{header}<p>a</p>")

    @given(bodies())
    def test_bodies(self, body: str) -> None:
        """Bodies of any tags."""
        check_same(HEADER + body)

    @given(nested())
    @settings(max_examples=300)
    def test_nested(self, body: str) -> None:
        """Bodies of tags in order."""
        check_same(HEADER + body)

    @pytest.mark.parametrize("body", ["<b>风</b><!-- a -->\u3000", "<p>风</p><!-- </body> --><p>机</p>"])
    def test_comments(self, body: str) -> None:
        """What stands in and behind a comment."""
        check_same(HEADER + body)

    @given(damaged_samples())
    def test_damaged(self, post: bytes) -> None:
        """Damaged posts."""
        check_same(post)

    @given(soups())
    def test_soups(self, post: str) -> None:
        """Text that is hardly a post."""
        check_same(post)

    def test_samples(self, ofweek_sample: Sample) -> None:
        """The samples."""
        check_same(ofweek_sample.source)

    def test_real_posts(self, real_post: Path) -> None:
        """Real posts, as bytes and as text."""
        source = real_post.read_bytes()
        assert check_same(source) == check_same(source.decode())


class TestReach:
    """The usual post is read by hand."""

    @pytest.mark.parametrize("name", ["whole-article-alt", "captions-and-credits", "cut-words-and-links"])
    def test_samples(self, name: str) -> None:
        """Samples in the generator's plain shape."""
        assert check_same(SAMPLES[name].source)

    @pytest.mark.parametrize(
        "body",
        [
            "<p>a</p>",
            "a<br><br>b",
            "<br>\na<br>\n<br>\n<strong>b</strong><br>\n<br>\nc<br>d<br>",
            '<div align="center">\n<img class="a" src="https://a.example/b.png" width="600">\n</div><br>\n<font size="2"><u>a</u></font><br>',
            '<div><p style="text-align:center"><img src="https://a.example/b.png" alt="" title></p></div>',
            '<p>动力<span class="hrefStyle"><a href="http://a.example/">电池展</a></span>开&nbsp;</p><!-- <p>b</p> -->',
            "<h2>a</h2><center><strong>b</strong></center>",
        ],
    )
    def test_bodies(self, body: str) -> None:
        """Bodies."""
        assert check_same(HEADER + body)


class TestDecoded:
    """Files that first have to be decoded, or that there is something to note of, are read by hand all the same."""

    POST = HEADER + '<p>山谷里一共有四十二台风机。</p><p><img src="https://a.example/b.png" alt="一"></p>'

    @pytest.mark.parametrize(
        "source",
        [
            POST.replace("\n", "\r\n").encode(),
            POST.replace("\n", "\r\n"),
            POST.replace("\n", "\r").encode(),
            POST.encode("utf-8-sig"),
            "\ufeff" + POST,
            ("\ufeff" + POST).encode("utf-8-sig"),
            POST.encode("utf-16"),
            POST.encode("gb18030"),
            POST.encode() + b"<p>\xff</p>",
            POST + "<p>\0\ud800</p>",
        ],
    )
    def test_decoded(self, source: str | bytes) -> None:
        """Line ends, byte order marks, other encodings, bad bytes."""
        is_twice_marked = source == ("\ufeff" + self.POST).encode("utf-8-sig")
        assert check_same(source) is not is_twice_marked

    @pytest.mark.parametrize("encoding", ["utf-8", "utf_8", "ascii", "gb18030", "utf-16"])
    def test_encoding(self, encoding: str) -> None:
        """An encoding that is named."""
        for source in (self.POST, self.POST.encode(), self.POST.encode("gb18030"), self.POST.encode("utf-16")):
            for parser in (RAW, STRICT):
                named = attrs.evolve(parser, encoding=encoding)
                assert outcome(source, named) == slowly(source, named)

    @pytest.mark.parametrize(
        "header",
        [
            "title: a\ndate: Invalid Date",
            "title: a",
            "author: a",
            "title:\n - a\ndate: Mon, 26 Jul 2021 01:29:00 GMT\ncomments: b",
        ],
    )
    def test_notes(self, header: str) -> None:
        """Front matter of which there is something to note."""
        assert check_same(f"\n---\n{header}\n---\n<p>a</p>")
        check_same(f"---\n{header}\n---\n<p>a</p><ul><li>b</li></ul>")

    @pytest.mark.parametrize(
        "front_matter",
        [
            "---\ntitle: 'it''s'\ndate: 2021-07-26\n---\n",
            "---\ntitle: 'it's'\n---\n",
            '---\ntitle: "a\\tb"\n---\n',
            "---\ntitle: a: b\ntags: [c, d]\nx:\n  y: z\n---\n",
            "-----\ntitle: a\n-----\n",
            ';;;\n"title": "a"\n;;;\n',
            "title: a\n---\n",
            "---\ntitle: a\n",
            "<!-- a -->\n---\ntitle: b\n---\n",
            "---\n---\n",
            "",
        ],
    )
    def test_front_matter(self, front_matter: str) -> None:
        """Whatever stands before the body."""
        assert check_same(front_matter + "<p>a</p>")
        assert check_same(front_matter.replace("\n", "\r\n") + "<p>a</p>")

    @pytest.mark.parametrize("base_url", ["https://a.example/c/", "http://b.example", "d", "", "http://["])
    @pytest.mark.parametrize(
        ("url", "is_absolute"),
        [
            ("https://a.example/b.png", True),
            ("https://a.example/012.png?a=1", True),
            ("https://a.example/../b.png", True),
            ("https://a.example/b.png?", False),
            ("https://a.example/b.png#", False),
            ("https:///b.png", False),
            ("https:///b/012.png", False),
            ("https://a.example/;", False),
        ],
    )
    def test_base_url(self, base_url: str, url: str, is_absolute: bool) -> None:  # noqa: FBT001
        """URLs that a base changes nothing of; some it only writes in another way."""
        for body in (
            f'<p><img src="{url}"></p>',
            f'<p><img src="{url}" alt="" class="a"></p>',
            f'<p>a<a href="{url}">b</a></p>',
            f'<p>a<span class="hrefStyle"><a href="{url}" target="_blank" title="b">b</a></span></p>',
        ):
            by_hand = check_same(HEADER + body, base_url=base_url)
            assert by_hand or not is_absolute

    @given(
        st.permutations(
            (
                'width="50%"',
                'width="60%"',
                'src="https://a.example/0a1b.jpg"',
                'alt="一"',
                'alt="二.png"',
                "alt",
                'title=" 三 "',
                "title",
                'referrerpolicy="no-referrer"',
            )
        ),
        st.integers(0, 8),
    )
    def test_image(self, attributes: list[str], left_out: int) -> None:
        """An image with its attributes in any order; those that stand twice are told by the readers of all HTML."""
        attributes = attributes[left_out:]
        by_hand = check_same(f"{HEADER}<p>a</p><p><img {' '.join(attributes)}></p>")
        names = [attribute.partition("=")[0] for attribute in attributes]
        assert by_hand is ("src" in names and len(names) == len(set(names)))

    @given(st.sampled_from(["b", "/b", "//b", "?b", "https:b", "https://b/c?", "http://b/c"]), st.booleans())
    def test_relative(self, url: str, linked: bool) -> None:  # noqa: FBT001
        """What is relative is not read by hand."""
        tag = f'<a href="{url}">c</a>' if linked else f'<img src="{url}">'
        assert check_same(f"{HEADER}<p>{tag}</p>", base_url="https://a.example/") == (url == "http://b/c")


def references(written: str) -> str:
    """A post with a character reference wherever it may stand."""
    return HEADER + (
        f"<p>{written}</p><p>a{written}b</p><p> {written} </p><p>a {written} <strong>{written}</strong>{written}</p>"
        f'<p>a<a href="https://a.example/" title="{written}">{written}c</a><br>{written}</p>'
        f'<p><img src="https://a.example/b.png" alt=" {written}" title="a{written}"></p>{written}'
        f'<p>a<span class="hrefStyle"><a href="http://a.example/b" target="_blank" title="b">b</a></span>{written}</p>'
    )


class TestUrls:
    """URLs in letters of all kinds, and links without one."""

    @pytest.mark.parametrize(
        ("url", "is_plain"),
        [
            ("https://a.example/图片 1.png", False),
            ("https://a.example/图片1.png", True),
            ("https://例子.example/b", True),
            ("https://a.example/é?ü#ß\U0001f600", True),
            ("https://a℀b.example/", False),
            ("https://a.example/\u3000b", True),
            ("https://a.example/b\u3000", True),
            ("图片1.png", False),
        ],
    )
    def test_letters(self, url: str, is_plain: bool) -> None:  # noqa: FBT001
        """Letters that are no ASCII."""
        for body in (f'<p><img src="{url}"></p>', f'<p>a<a href="{url}">b</a></p>'):
            assert check_same(HEADER + body) is is_plain
            check_same(HEADER + body, base_url="https://b.example/")

    @pytest.mark.parametrize(
        ("body", "is_plain"),
        [
            ('<p>a<a name="b">c</a>d</p>', True),
            ('<p><a id="b"></a>d</p>', True),
            ('<p>a<a name="b"><img src="https://a.example/b.png"></a></p>', True),
            ('<p>a<a name="b">c<a href="https://a.example/">d</a>e</a>f</p>', False),
            ('<p>a<a href="https://a.example/">c<a name="b">d</a>e</a>f</p>', False),
            ('<p>a<a href="">c</a></p>', False),
            ('<p>a<a name="b" href>c</a></p>', False),
        ],
    )
    def test_no_url(self, body: str, is_plain: bool) -> None:  # noqa: FBT001
        """Anchors that lead nowhere dissolve."""
        assert check_same(HEADER + body) is is_plain


class TestReferences:
    """Character references."""

    @pytest.mark.parametrize("name", sorted(name2codepoint))
    def test_named(self, name: str) -> None:
        """Those that HTML 4 has."""
        assert check_same(references(f"&{name};"))

    @pytest.mark.parametrize(
        "code", [32, 39, 47, 99, 100, 126, 160, 173, 255, 999, 8203, 8226, 8232, 9999, 12288, 54999]
    )
    def test_numbered(self, code: int) -> None:
        """Numbers of characters that a text may hold."""
        assert check_same(references(f"&#{code};"))
        assert code > 0xCFFF or check_same(references(f"&#x{code:x};&#X{code:X};"))

    @pytest.mark.parametrize(
        "written",
        [
            "&#0;",
            "&#10;",
            "&#31;",
            "&#127;",
            "&#x80;",
            "&#159;",
            "&#55296;",
            "&#xd800;",
            "&#65285;",
            "&#xff05;",
            "&#x1f600;",
            "&#99999999;",
            "&#039;",
            "&#8226",
            "&copy",
            "&copy=1",
            "&nosuch;",
            "&NewLine;",
            "&amp",
            "&ampx;",
        ],
    )
    def test_others(self, written: str) -> None:
        """All others are left to those who know them."""
        assert not check_same(references(written))

    @given(st.integers(0, 0x11000), st.sampled_from(("&#{};", "&#{:x};", "&#x{:x};", "&#X{:X};", "&#{:04};", "&#{}")))
    @settings(max_examples=300)
    def test_any_number(self, code: int, form: str) -> None:
        """Whatever the number and however it is written."""
        written = form.format(code)
        check_same(references(written))
        check_same(f'{HEADER}<p>a<a href="https://a.example/?b={written}">b</a></p>')


class TestLinear:
    """Time grows with the post."""

    def test_long_list(self) -> None:
        """A list of many categories."""
        categories = tuple(f"类{number}" for number in range(100_000))
        post = "---\ntitle: a\ncategories:\n" + "".join(f" - {name}\n" for name in categories) + "---\n<p>风</p>"
        with in_time(5):
            open_post(post, encoding=None, default_timezone=timezone.utc, limits=ANY)
        assert Parser().parse(post).categories == categories


class TestRepeated:
    """An alternative text that stands again and again."""

    TEXT = "山谷里一共有四十二台风机。" * 20

    def post(self, *values: str) -> str:
        """A post with images of these alternative texts."""
        return (
            HEADER
            + "<p>a</p>"
            + "".join(f'<p><img src="https://a.example/b.png" alt="{value}"></p>' for value in values)
        )

    @pytest.mark.parametrize("times", [1, 2, 5])
    def test_same(self, times: int) -> None:
        """It is on every image."""
        post = self.post(*[self.TEXT] * times)
        assert check_same(post)
        assert check_same(post.encode())
        assert [image.alt for image in RAW.parse(post).images] == [self.TEXT] * times

    @pytest.mark.parametrize(
        "rest", ["<table><tr><td>b</td></tr></table>", "<p>b", "<ul><li>b</li></ul><p hidden>c</p>"]
    )
    def test_other_body(self, rest: str) -> None:
        """It is on every image of a body that is not plain."""
        post = self.post(*[f" {self.TEXT}"] * 3) + rest
        assert not check_same(post)
        assert not check_same(post.encode())
        assert [image.alt for image in RAW.parse(post).images] == [self.TEXT] * 3

    def test_in_text(self) -> None:
        """What stands in the text too, in quotes behind an equals sign, stays there."""
        check_same(self.post(self.TEXT) + f'<p>x="{self.TEXT}"</p>')

    def test_in_front_matter(self) -> None:
        """What stands in the front matter too stays there."""
        post = self.post(self.TEXT).replace("title:", f"summary: 'x=\"{self.TEXT}\"'\ntitle:", 1)
        assert not check_same(post)
        assert not check_same(post.encode())
        assert Parser().parse(post).front_matter["summary"] == f'x="{self.TEXT}"'

    def test_stand_in(self) -> None:
        """A post that holds the stand-in itself is read as it is."""
        post = self.post(self.TEXT, "\ua4d2", self.TEXT)
        assert [image.alt for image in RAW.parse(post).images][1] == "\ua4d2"
        check_same(post)

    def test_stand_in_inside(self) -> None:
        """A text that holds the stand-in, and is repeated itself."""
        post = self.post(*[f"{self.TEXT}\ua4d2{self.TEXT}"] * 2)
        assert check_same(post)
        assert check_same(post + "<p>\ua4d2</p>")

    def test_other_values(self) -> None:
        """A longer text that begins with it is another."""
        check_same(self.post(self.TEXT, self.TEXT + "风", self.TEXT))


class TestLeftToOthers:
    """What is out of the ordinary."""

    @pytest.mark.parametrize(
        "source",
        [
            "",
            HEADER,
            HEADER + "<p>a",
            HEADER + "<p>a</b></p>",
            HEADER + "<p><strong>a</p></strong>",
            HEADER + "<p hidden>a</p>",
            HEADER + '<p><a href="javascript:x">a</a></p>',
            HEADER + "<p>a</p><table><tr><td>b</table>",
            HEADER + "<p>a <!-- b --> c</p>",
            HEADER + "a <!-- b --> c",
            HEADER + '<p \u3000align="left">a</p>',
            HEADER + '<p align="left"\u3000>a</p>',
            HEADER + "<p>a <b\xa0>b</b></p>",
            HEADER + '<p><img src="https://a.example/b.png"\u2003></p>',
        ],
    )
    def test_source(self, source: str | bytes) -> None:
        """It is not read by hand."""
        assert not check_same(source)

    @pytest.mark.parametrize(
        "limits",
        [
            Limits(file_size=10),
            Limits(header_size=3),
            Limits(depth=1),
            Limits(attributes=1),
            Limits(token_size=1),
            Limits(blocks=0),
        ],
    )
    def test_limits(self, limits: Limits) -> None:
        """A limit that may bite."""
        text = read_plain_text(HEADER + "<p>a</p>", limits)
        found = read_plain_header(text.written, limits) if text else None
        assert text is None or found is None or read_plain_blocks(text, found[1], limits) is None

    @pytest.mark.parametrize("depth", [1, 19, 20, 21, 22, 25, 41, 42, 43, 59, 60, 512])
    @pytest.mark.parametrize("tag", ["div", "span", "font", "b"])
    def test_depth(self, depth: int, tag: str) -> None:
        """Elements in elements, as deep as is allowed, or deeper."""
        parser = attrs.evolve(RAW, limits=Limits(depth=depth))
        for levels in (18, 19, 20, 21, 22, 23, 58, depth - 1, depth, depth + 1):
            post = f"{HEADER}<p>{f'<{tag}>' * levels}a{f'</{tag}>' * levels}</p>"
            assert outcome(post, parser) == slowly(post, parser)
            post = post.replace("<p>", "<div>").replace("</p>", "</div>")
            assert outcome(post, parser) == slowly(post, parser)

    def test_diagnostics(self) -> None:
        """A date that can't be read is told with its place."""
        article = RAW.parse("---\ntitle: a\ndate: Invalid Date\n---\n<p>a</p>")
        assert [(note.code, note.line, note.column) for note in article.diagnostics] == [("date-invalid", 3, 7)]
