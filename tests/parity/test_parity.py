"""The fast path returns the result of the reference path or declines: over the tables of reading, and at random.

How many cases of an enumeration are accepted is checked too, so that none of them passes by refusing everything.
"""

from __future__ import annotations

import itertools
import sys
import unicodedata
from typing import TYPE_CHECKING

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ofweek_parse import Limits
from ofweek_parse.reading.fast.body import INLINE_TAGS
from ofweek_parse.reading.html.attributes import attribute_texts, image_sources, spilled_text
from ofweek_parse.reading.html.elements import ROLES, tags_of
from ofweek_parse.sentinels import COPY, FILLER, LITERAL_LT, SEAM
from ofweek_parse.testing import Sample
from ofweek_parse.testing.strategies import damaged_samples, soups
from tests.reading_paths import DEFAULT, HEADER, RAW, STRICT, check_explained, check_same, is_read_fast

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

pytestmark = pytest.mark.no_cover

IMAGE = '<img src="https://a.example/1.png">'


def count_accepted(bodies: Iterable[str]) -> tuple[int, int]:
    """How many of *bodies* there are, and how many the fast path accepts; each of these gives the same on both paths.

    What it refuses is read by the reference path, and by nothing else.
    """
    accepted = [is_read_fast(post) and check_same(post, RAW) for body in bodies for post in [HEADER + body]]
    return len(accepted), sum(accepted)


# --- Elements ---------------------------------------------------------------------------------------------------------

ELEMENTS = (*ROLES, "x-y", "foo", "o", "h7", "ofweek-parse-end")
PLACES = (
    *("{}", "甲{}乙", "<p>{}</p>", "<p>甲{}乙</p>", "<p>甲 {} 乙</p>", "<p>甲</p>{}<p>乙</p>", "<p><br>{}<br>乙</p>"),
    *("<div>{}</div>", "<center>甲{}乙</center>", "<div><p>{}</p></div>", "<h2>甲{}乙</h2>", "<p><b>{}</b></p>"),
    *('<p>甲<a href="https://a.example/">{}</a>乙</p>', '<p>甲<span class="hrefStyle">{}</span>乙</p>'),
    *("<!-- {} --><p>甲</p>", "<p>甲</p>{}"),
)
FORMS = (
    *("<{t}{a}>风机</{t}>", "<{t}{a}></{t}>", "<{t}{a}> </{t}>", "<{t}{a}>&nbsp;</{t}>", "<{t}{a}>", "<{t}{a}>风"),
    *("<{t}{a}/>", "<{t}{a} />", "<{t}{a}/>风</{t}>机", "</{t}>", "</{t} >", "<{t}{a}><p>风</p></{t}>"),
    *("<{t}{a}>风<b>机</b></{t}>", "<{t}{a}>风<br><br>机</{t}>", f"<{{t}}{{a}}>{IMAGE}</{{t}}>"),
)
ATTRIBUTES = (
    *(' style="text-align:center"', ' style="display:none"', ' style="font-weight:bold"', ' align="right"'),
    *(
        ' style="text-decoration:underline line-through"',
        ' class="math"',
        ' class="line-through"',
        ' class="vditor-math"',
        ' class="MathJax"',
    ),
    *(' data-tex="x"', ' aria-hidden="true"', ' class="katex-html" aria-hidden="true"', ' class="katex-display"'),
    *(' src="https://a.example/equation?tex=x"', ' src="https://a.example/1.png" alt="\\eta"', ' eeimg="1" alt="x"'),
    *(' class="x-VisuallyHidden"', ' class="not-sr-only"', ' class="sr-only"', ' aria-label="风"', ' title="机"'),
    *(' width="1" height="1" src="https://a.example/1.png"', ' cite="https://a.example/"'),
    *(' class="hrefStyle"', " hidden", ' hidden=""', ' href="https://a.example/"', ' href="b"', ' href=""', " href"),
    *(' src="https://a.example/1.png"', ' src="b.png"', ' title="风"', ' id="x" name="y"', ' style="a<b"', " style"),
    *(' src="https://a.example/1.png" alt="风" title="机" width="9" height="9px"', ' start="3" type="a" role="x"'),
    *(
        ' align="风"',
        ' href="javascript:a"',
        ' href="https://a.example/" title="" target="_blank"',
        ' class="a" class="b"',
    ),
)
LINE_TAGS = sorted(tags_of("paragraph", "wrapper", "heading"))


def fill(form: str, tag: str, attributes: str = "") -> str:
    """*form* with an element and its attributes."""
    return form.replace("{t}", tag).replace("{a}", attributes)


class TestElements:
    """Every element of the table, and some of no table, wherever and however it may stand."""

    @pytest.mark.parametrize("place", PLACES)
    def test_places(self, place: str) -> None:
        """In every place, closed, empty, self-closed, never closed, never opened."""
        bodies = [place.replace("{}", fill(form, tag)) for tag in ELEMENTS for form in FORMS]
        total, accepted = count_accepted(bodies)
        assert total == len(ELEMENTS) * len(FORMS)
        assert accepted >= len(ELEMENTS)

    @pytest.mark.parametrize("attributes", ATTRIBUTES)
    def test_attributes(self, attributes: str) -> None:
        """With every attribute that reading looks at, for elements that have it and others."""
        forms, places = (FORMS[0], FORMS[4], FORMS[-1]), (PLACES[0], PLACES[3])
        cases = itertools.product(ELEMENTS, forms, places)
        count_accepted(place.replace("{}", fill(form, tag, attributes)) for tag, form, place in cases)

    def test_inline_pairs(self) -> None:
        """Each element of a line that the fast path knows in each, in order and out of order."""
        pairs = list(itertools.product(sorted(INLINE_TAGS), repeat=2))
        orderly = [f"<p>甲<{a}>风<{b}>机</{b}>叶</{a}>乙</p>" for a, b in pairs]
        total, accepted = count_accepted(orderly)
        assert accepted == total - 1  # a link in a link is for the reference path
        count_accepted(f"<p>甲<{a}>风<{b}>机</{a}>叶</{b}>乙</p>" for a, b in pairs)

    def test_block_pairs(self) -> None:
        """Each element with a line of its own in each, closed or not, and with text around."""
        pairs = list(itertools.product(LINE_TAGS, repeat=2))
        forms = (
            *("<{a}><{b}>风</{b}></{a}>", "<{a}>甲<{b}>风</{b}>乙</{a}>", "<{a}>甲<{b}>风</{a}>乙</{b}>"),
            *("<{a}>甲<{b}>风", '<{a} align="left"><{b} align="right">风</{b}>乙</{a}>', "<{a}>风</{b}>"),
        )
        bodies = [form.replace("{a}", a).replace("{b}", b) for form in forms for a, b in pairs]
        total, accepted = count_accepted(bodies)
        assert total > accepted > len(pairs)

    def test_around(self) -> None:
        """Each element around every element with a line of its own, and around several."""
        forms = (
            "<{t}><{b}>风</{b}></{t}>",
            "<{t}><{b}>风</{b}><{b}>机</{b}></{t}>",
            "<{b}><{t}><{b}>风</{b}></{t}></{b}>",
        )
        cases = itertools.product(forms, ELEMENTS, LINE_TAGS)
        count_accepted(fill(form, tag).replace("{b}", line) for form, tag, line in cases)

    def test_names(self) -> None:
        """Tags in capitals, and names that begin as others do."""
        names = [name for tag in ROLES for name in (tag.upper(), tag.capitalize(), f"{tag}x", f"{tag}-b", f"{tag}:b")]
        count_accepted(f"<p>甲<{name}>风</{name}>乙</p><{name}>机</{name}>" for name in names)

    @pytest.mark.parametrize("comment", ["<!-- more -->", "<!--more-->", "<!-- a -->", "<!-- more --><!--more-->"])
    def test_excerpt(self, comment: str) -> None:
        """An excerpt mark in every place, beside and inside every element."""
        forms = (
            "{c}",
            "<{t}>{c}</{t}>",
            "<{t}>风{c}机</{t}>",
            "<{t}>风</{t}>{c}",
            "{c}<{t}>风</{t}>",
            "<{t}>{c}风</{t}>",
        )
        bodies = [
            place.replace("{}", form).replace("{t}", tag).replace("{c}", comment)
            for place, form, tag in itertools.product(PLACES, forms, [*LINE_TAGS, "b", "a", "ul", "table", "pre"])
        ]
        _, accepted = count_accepted(bodies)
        assert accepted >= len(LINE_TAGS)

    @pytest.mark.parametrize("tag", ["p", "b", "em", "s", "span", "a", "h1"])
    def test_steps(self, tag: str) -> None:
        """No step is skipped that would change what the element becomes."""
        for place, form in itertools.product(PLACES, FORMS):
            check_explained(HEADER + place.replace("{}", fill(form, tag)))


# --- Characters -------------------------------------------------------------------------------------------------------

SPACES = [
    chr(code)
    for code in range(sys.maxunicode + 1)
    if chr(code).isspace() or unicodedata.category(chr(code)) in {"Zs", "Zl", "Zp"}
]
FORMATS = [chr(code) for code in range(0x10000) if unicodedata.category(chr(code)) == "Cf"]
WIDTH_FORMS = [chr(code) for code in range(0xFF00, 0xFFF0)]
CONTROLS = [chr(code) for code in range(0xA0)]
NO_CHARACTERS = [
    "\ud800",
    "\udbff",
    "\udc00",
    "\udfff",
    "\ufdcf",
    "\ufdd0",
    "\ufdd1",
    "\ufdef",
    "\ufdf0",
    "\ufffe",
    "\uffff",
    "\ufffd",
    "\U0001fffe",
]
OTHERS = [SEAM, COPY, FILLER, LITERAL_LT, "\ufeff", *"“”‘’…—·、。", "\U0001f600", "\U00020000", "é", "\u0301"]
CHARACTERS = list(dict.fromkeys((*CONTROLS, *SPACES, *FORMATS, *WIDTH_FORMS, *NO_CHARACTERS, *OTHERS)))
HEADER_CHARACTERS = [character for character in CHARACTERS if character not in WIDTH_FORMS[8:]]
"""Readers of front matter treat width forms like any other character."""
CHARACTER_PLACES = {
    "text": "<p>甲{}乙</p>",
    "alone": "<p>{}</p><p>乙</p>",
    "beside white space": "<p> {} 甲 {} \n{}\n</p>",
    "beside tags": "<p>{}<b>{}</b>{}<br>{}<br><br>{}甲</p>",
    "beside numbers": "<p>1{}000</p><p>A{}５</p><h2>２{}３</h2>",
    "between blocks": "<p>甲</p>{}<p>乙</p>{}",
    "alternative text": '<p><img src="https://a.example/1.png" alt="风{}机" title="{}"></p>',
    "keyword": '<p>甲<span class="hrefStyle"><a href="https://a.example/" target="_blank" title="{}">电{}池</a></span></p>',
    "URL": (
        '<p>甲<a href="https://a.example/{}b{}">风</a><img src="https://a.example/{}.png{}">'
        '<span class="hrefStyle"><a href="https://a.example/b{}" target="_blank" title="电">电</a></span></p>'
    ),
    "style": '<p style="text-align:{}center" class="a{}hrefStyle">甲</p>',
    "in a tag": '<p{}align="center">甲</p><p><img{}src="https://a.example/1.png"></p>',
    "end of a tag": '<p align="left"{}>甲</p{}>',
    "comment": "<p>甲</p><!-- {} --><p>乙</p>",
}
HEADER_PLACES = {
    "title": "---\ntitle: '风{}机'\n---\n<p>甲</p>",
    "bare": "---\ntitle: 风{}机\n---\n<p>甲</p>",
    "double": '---\ntitle: "风{}机"\n---\n<p>甲</p>',
    "first and last": "---\ntitle: {}风{}\n---\n<p>甲</p>",
    "list": "---\ntitle: a\ncategories:\n - 风{}机\n - '{}'\n---\n<p>甲</p>",
    "key": "---\ntitle{}: a\nke{}ys: b\n---\n<p>甲</p>",
    "date": "---\ntitle: a\ndate: Mon, 26 Jul{}2021 01:29:00 GMT\n---\n<p>甲</p>",
    "fence": "{}---\ntitle: a\n---{}\n<p>甲</p>",
    "start": "{}\n---\ntitle: a\n---\n{}<p>甲</p>",
}


class TestCharacters:
    """Every kind of character wherever it may stand."""

    @pytest.mark.parametrize("place", CHARACTER_PLACES)
    def test_body(self, place: str) -> None:
        """Control characters, white space, invisible ones, width forms, sentinels, and what is no character, in a body."""
        for character in CHARACTERS:
            check_same(HEADER + CHARACTER_PLACES[place].replace("{}", character), RAW, DEFAULT)

    @pytest.mark.parametrize("place", HEADER_PLACES)
    def test_header(self, place: str) -> None:
        """The same in front matter."""
        for character in HEADER_CHARACTERS:
            check_same(HEADER_PLACES[place].replace("{}", character))

    def test_every_one(self) -> None:
        """Each character of the first plane, most Han and Hangul left out, as text, at the ends of a text, and in an alternative text."""
        size = 0x80
        for start in (
            *range(0, 0x3500, size),
            *range(0x4D80, 0x4E80, size),
            *range(0x9F80, 0xAD00, size),
            *range(0xD700, 0x10000, size),
        ):
            characters = [chr(code) for code in range(start, start + size)]
            body = "".join(
                f'<p>甲{one}乙</p><p>{one}丙{one}</p><p><img src="https://a.example/1.png" alt="{one}"></p>'
                for one in characters
                if one not in '<>&"'
            )
            check_same(HEADER + body, RAW)


# --- Attributes -------------------------------------------------------------------------------------------------------

NAMES = sorted(
    {
        *image_sources.LAZY_SOURCES,
        *spilled_text._EXPECTED,
        *attribute_texts._ALL,
        "srcset",
        "data-srcset",
        "data-alt-verdict",
        "data-formula",
        "eeimg",
        "data-fetched-from",
        "style",
        "href",
        "hidden",
        "referrerpolicy",
        "x",
        "x-1",
        "data-x",
        "on_x",
        "x:y",
        "x.y",
        "风",
        'x"y',
        "1x",
        "a" * 41,
        "a" * 42,
        "a" * 100,
    }
)
VALUES = (
    *(
        "",
        "=",
        '=""',
        '="1"',
        "='1'",
        "=1",
        '= "1"',
        ' ="1"',
        '="50%"',
        '="600px"',
        '="https://a.example/2.png"',
        '="2.png"',
    ),
    *(
        '=" 风 "',
        '="a&amp;b"',
        '="a&ampb"',
        '="&copy"',
        '="&copy=1"',
        '="&#39;"',
        '="&#39"',
        '="&nosuch;"',
        '="a&b"',
        '="a<b"',
        '="a>b"',
    ),
    *(
        '="a</b"',
        '="</p>"',
        '="a\'b"',
        '="a\nb"',
        '="kept"',
        '="broken"',
        '="data:image/gif;base64,R0"',
        '="\\eta"',
        '="$x$"',
        '="math"',
        '="https://a.example/equation?tex=x"',
        '="https://a.example/blank.gif"',
    ),
    *('="https://a.example/2.png 2x, b 3x"', '="display : none"', '="font-weight:700"', '="a"b"'),
)
TAGS = (
    *('<p>甲</p><p><img src="https://a.example/1.png" {}></p>', '<p>甲<img {} src="https://a.example/1.png">乙</p>'),
    *(
        "<p><img {}></p>",
        '<p>甲<a href="https://a.example/" {}>风</a></p>',
        "<p {}>甲<b {}>风</b></p>",
        "<div {}><p>甲</p></div>",
    ),
)


class TestAttributes:
    """Every attribute that reading looks at, in every way to write it."""

    @pytest.mark.parametrize("tag", TAGS)
    def test_forms(self, tag: str) -> None:
        """Quoted or not, with references or without, of no value."""
        bodies = [tag.replace("{}", name + value) for name in NAMES for value in VALUES]
        total, accepted = count_accepted(bodies)
        assert total == len(NAMES) * len(VALUES)
        assert accepted >= (len(NAMES) if "<img {}>" not in tag else 10)

    def test_twice(self) -> None:
        """An attribute that stands twice, in the same letters or not."""
        for name, other in itertools.product(NAMES, ('"1"', '""')):
            check_same(f'{HEADER}<p><img src="https://a.example/1.png" {name}="1" {name}={other}></p>')
            check_same(f'{HEADER}<p><img {name}="1" src="https://a.example/1.png" {name.upper()}={other}></p>')

    @pytest.mark.parametrize("between", ["", " ", "  ", "\n", "\t", "\f", "/", " / ", ",", "\xa0", "\u3000"])
    def test_between(self, between: str) -> None:
        """What may stand between attributes, before the first and behind the last."""
        for a, b, c in itertools.product((between, " "), repeat=3):
            check_same(f'{HEADER}<p><img{a}src="https://a.example/1.png"{b}alt="风"{c}></p>')
            check_same(f'{HEADER}<p{a}align="left"{b}class="a"{c}>风</p{c}>')

    def test_many(self) -> None:
        """As many as the fast path counts, and more."""
        for count in (1, 18, 19, 20, 21, 22, 999, 1_000, 1_001):
            written = " ".join(f'x{number}="1"' for number in range(count))
            for tag in TAGS:
                check_same(HEADER + tag.replace("{}", written))


# --- Front matter -----------------------------------------------------------------------------------------------------

SCALARS = (
    *(
        "",
        "''",
        '""',
        "a",
        "'a'",
        '"a"',
        "'a''b'",
        "'a'b'",
        '"a\\tb"',
        '"a\\"b"',
        "a'b",
        'a"b',
        "a'",
        "'a",
        '"a',
        "'a' b",
        "'a' # b",
    ),
    *(
        "12",
        "0",
        "010",
        "-1",
        "+1",
        "1_000",
        "1.10",
        "1e3",
        "0x1f",
        "0o7",
        "12:30",
        "1:2:3",
        "12345678901234567890",
        "٣",
        "１２",
    ),
    *(
        "true",
        "True",
        "false",
        "null",
        "Null",
        "~",
        "yes",
        "no",
        "on",
        "off",
        "y",
        ".inf",
        ".nan",
        "2021-07-26",
        "2021-07-26 01:29:00",
    ),
    *(
        "a b ",
        " a",
        "a  b",
        "a:b",
        "a: b",
        "a:",
        "a :b",
        ":",
        ": a",
        "a #b",
        "a#b",
        "#",
        "# a",
        "-",
        "- a",
        "-a",
        "--- a",
        "---",
        "...",
    ),
    *(
        "[a]",
        "[a, b]",
        "{a: b}",
        "a, b",
        "]",
        "}",
        "&a b",
        "*a",
        "!a b",
        "!",
        "|",
        ">",
        "|\n  a",
        ">\n  a",
        "%a",
        "@a",
        "`a",
        "?",
        "? a",
        "?a",
    ),
    *(
        "风",
        "风、机",
        "风：机",
        "“风”",
        "风\u3000",
        "\u3000风",
        "é",
        "\U0001f600",
        "a\tb",
        "a\t",
        "\ta",
        "a\\b",
        "=",
        "<<",
        "<p>",
        "a<p>",
    ),
    *(
        "Mon, 26 Jul 2021 01:29:00 GMT",
        "Invalid Date",
        "Mon, 99 Jul 2021 01:29:00 GMT",
        "https://a.example/b.png",
        "'https://a.example/b.png'",
    ),
    *(
        "https://picsum.photos/400/300?random=1",
        "a&amp;b",
        "&#123;a&#125;",
        "a" * 1_023,
        "a" * 1_024,
        "a" * 1_025,
        "a:" * 1_024 + "b",
    ),
)
KEYS = (
    *(
        "title",
        "date",
        "categories",
        "author",
        "headimg",
        "thumbnail",
        "comments",
        "tags",
        "content",
        "items",
        "keys",
        "null",
        "true",
    ),
    *(
        "false",
        "yes",
        "abc",
        "a",
        "a_b_c",
        "abcd_",
        "_abc",
        "Title",
        "12ab",
        "'title'",
        '"title"',
        "ofweek_parse",
        "~",
        "标题",
        "title x",
    ),
    *(
        "a" * 1_023,
        "a" * 1_024,
        "a" * 1_025,
        "b" * 63,
        "b" * 64,
        "b" * 65,
        "title ",
        " title",
        "- title",
        "?title",
        "true_",
        "nulls",
    ),
)
LAYOUTS = (
    *(
        "{k}: {v}\n",
        "{k}:{v}\n",
        "{k}:  {v}  \n",
        "title: x\n{k}: {v}\n",
        "{k}: {v}\ntitle: x\n",
        "{k}:\n - {v}\n",
        "{k}:\n- {v}\n",
    ),
    *(
        "{k}:\n    - {v}\n    - {v}\n",
        "{k}: \n - {v}\n\n - b\n",
        "{k}:\n - b\n  - {v}\n",
        "{k}: c\n - {v}\n",
        "{k}: {v}\n{k}: d\n",
    ),
    *(
        " - {v}\n{k}: e\n",
        "{k}:\n\n{v}\n",
        "\n\n{k}: {v}\n\n",
        "{k}:\n - - {v}\n",
        "{k}:\n - a: {v}\n",
        "{k}: a\n  {v}\n",
    ),
)
FENCES = (
    *(
        "{}<p>甲</p>",
        "---\n{}---\n<p>甲</p>",
        "\n\n---\n{}---\n<p>甲</p>",
        "---\n{}---",
        "---\n{}---\n",
        "---\n{}<p>甲</p>",
        "-----\n{}-----\n<p>甲</p>",
    ),
    *(
        "--- \n{}---\n<p>甲</p>",
        "---\n{}--- \n<p>甲</p>",
        "---\n{}...\n<p>甲</p>",
        ";;;\n{};;;\n<p>甲</p>",
        "{}---\n<p>甲</p>",
        "---\n{}----\n<p>甲</p>\n---\n",
    ),
    *(
        " ---\n{}---\n<p>甲</p>",
        " \n---\n{}---\n<p>甲</p>",
        "<!-- a -->\n---\n{}---\n<p>甲</p>",
        "---\n{}\n---\n<p>甲</p>",
        "---\n{} ---\n<p>甲</p>",
    ),
)

GENERATED = (
    ("title", "'AI'"),
    ("categories", "\n - 新媒体\n - 新闻"),
    ("headimg", "'https://a.example/b.png'"),
    ("author", "某频道"),
    ("comments", "false"),
    ("date", "Mon, 26 Jul 2021 01:29:00 GMT"),
    ("thumbnail", "'https://a.example/b.png'"),
)
"""The rows that the generator writes."""


def generated(key: str, value: str, *, space: str = " ") -> str:
    """A post with the generator's front matter, but for the row of *key*."""
    rows = [f"{name}:{space}{value}" if name == key else f"{name}: {usual}" for name, usual in GENERATED]
    return "---\n" + "".join(f"{row}\n" for row in rows) + "---\n<p>甲</p>"


class TestFrontMatter:
    """Every form of a scalar, under every key, in every layout."""

    @pytest.mark.parametrize("layout", LAYOUTS)
    def test_scalars(self, layout: str) -> None:
        """A scalar, as the value of a key or in a list."""
        posts = [
            f"---\n{layout.replace('{k}', key).replace('{v}', value)}---\n<p>甲</p>"
            for key in ("title", "keys")
            for value in SCALARS
        ]
        assert len([check_same(post, RAW) for post in posts]) == 2 * len(SCALARS)

    @pytest.mark.parametrize("layout", LAYOUTS)
    def test_keys(self, layout: str) -> None:
        """A key, with a value or a list."""
        for key, value in itertools.product(KEYS, ("", "a", "'a'", "true", "12")):
            check_same(f"---\n{layout.replace('{k}', key).replace('{v}', value)}---\n<p>甲</p>", RAW)

    @pytest.mark.parametrize("fence", FENCES)
    def test_fences(self, fence: str) -> None:
        """What stands around it."""
        for key, value in itertools.product(("title", "abc"), SCALARS):
            check_same(fence.replace("{}", f"{key}: {value}\n"), RAW)
        check_same(fence.replace("{}", ""), RAW)

    @pytest.mark.parametrize("key", [key for key, _ in GENERATED])
    def test_generated(self, key: str) -> None:
        """The front matter that the generator writes, with any scalar, list or character in each row."""
        assert check_same(generated(key, dict(GENERATED)[key]), RAW)
        for value in (*SCALARS, *(f"'{value}'" for value in SCALARS)):
            check_same(generated(key, value), RAW)
            check_same(generated(key, value, space=""), RAW)
            check_same(generated(key, f"\n - {value}", space=""), RAW)
        for character in HEADER_CHARACTERS:
            check_same(generated(key, f"'a{character}b'"), RAW)

    def test_generated_lists(self) -> None:
        """Its categories with any scalar in lists of any layout, and any character in a list or at either end of one."""
        for value in SCALARS:
            for listed in (f"\n - a\n - {value}\n - b", f" \n  - {value}", f"\n\n - {value}"):
                check_same(generated("categories", listed, space=""), RAW)
        for character in HEADER_CHARACTERS:
            for written in (f"a{character}b", f"a{character}", f"{character}a", f"\n - a{character}"):
                check_same(generated("categories", written), RAW)

    def test_generated_order(self) -> None:
        """Its rows in another order, left out, or twice."""
        rows = [f"{key}: {value}\n" for key, value in GENERATED]
        for first, second in itertools.product(range(len(rows)), repeat=2):
            swapped = rows.copy()
            swapped[first], swapped[second] = swapped[second], swapped[first]
            for found in (swapped, rows[:first] + rows[first + 1 :], rows[: second + 1] + rows[first:]):
                check_same(f"---\n{''.join(found)}---\n<p>甲</p>", RAW)

    def test_accepted(self) -> None:
        """All that the generator writes is read on the fast path."""
        for value in ("'a'", '"a"', "a", "风、机", "true", "12", "", "a:b", "Mon, 26 Jul 2021 01:29:00 GMT"):
            for layout in LAYOUTS[:8]:
                if value or "-" not in layout:
                    post = f"---\n{layout.replace('{k}', 'keys').replace('{v}', value)}---\n<p>甲</p>"
                    assert check_same(post) is not layout.startswith("{k}:{v}") or not value, post


# --- References -------------------------------------------------------------------------------------------------------

REFERENCES = (
    *(
        "&",
        "&&",
        "& ",
        "&;",
        "&#",
        "&#;",
        "&#x;",
        "&#x",
        "&a",
        "&amp",
        "&ampx",
        "&amp;",
        "&AMP;",
        "&AMP",
        "&lt;",
        "&lt",
        "&ltx",
        "&quot",
        "&nbsp",
    ),
    *(
        "&copy=1",
        "&copy",
        "&notit;",
        "&notin;",
        "&hellip;",
        "&apos;",
        "&NewLine;",
        "&nosuch;",
        "&风;",
        "&1;",
        "&zwnj;",
        "&ensp;",
        "&rlm;",
        "&acE;",
    ),
    *(
        "&#0;",
        "&#9;",
        "&#10;",
        "&#13;",
        "&#31;",
        "&#32;",
        "&#039;",
        "&#127;",
        "&#128;",
        "&#129;",
        "&#160;",
        "&#8226",
        "&#8226;",
        "&#12288;",
        "&#xA0;",
    ),
    *(
        "&#54999;",
        "&#55000;",
        "&#55296;",
        "&#xd800;",
        "&#xFDD0;",
        "&#64976;",
        "&#65285;",
        "&#65534;",
        "&#x1f600;",
        "&#x110000;",
        "&#99999999;",
        "&#42192;",
    ),
)
REFERENCE_PLACES = (
    *(
        "<p>{}</p><p>乙</p>",
        "<p>甲{}乙</p>",
        "<p>甲{}b;</p>",
        "<p> {} <b>{}</b>{}1</p>",
        "<h2>{}=1</h2>",
        "{}甲",
        "<!-- {} --><p>甲</p>",
    ),
    *(
        '<p><img src="https://a.example/1.png" alt="{}" title="甲{}"></p>',
        '<p>甲<a href="https://a.example/?a{}=1" title="{}x">风</a></p>',
    ),
    *('<p style="{}" class="{}hrefStyle">甲</p>', '<p><img src="https://a.example/{}" alt=甲{}></p>'),
    '<p>甲<span class="hrefStyle"><a href="https://a.example/{}" target="_blank" title="{}">电{}池</a></span></p>',
)


class TestReferences:
    """Character references."""

    @pytest.mark.parametrize("place", REFERENCE_PLACES)
    def test_places(self, place: str) -> None:
        """Of every kind, in text and attributes."""
        for reference in REFERENCES:
            check_explained(HEADER + place.replace("{}", reference))

    def test_numbers(self) -> None:
        """Every number up to the end of the first plane, decimal and hexadecimal."""
        size = 0x80
        for start in range(0, 0x10000, size):
            codes = range(start, start + size)
            check_same(HEADER + "".join(f"<p>甲&#{code};乙&#x{code:x};</p>" for code in codes), RAW)


# --- Files ------------------------------------------------------------------------------------------------------------

POSTS = (
    HEADER + '<p>山谷里一共有四十二台风机。</p><p><img src="https://a.example/b.png" alt="一"></p>',
    HEADER + "<p>山谷\n里</p>\n\n<div>\n<p>叶片</p>\n</div>\n            ",
    "\n---\ntitle: 风\ncategories: \n - a\n\nauthor: b\n---\n\n<p>甲</p><ul><li>乙</li></ul>",
)


class TestFiles:
    """Line ends, encodings and limits."""

    @pytest.mark.parametrize("post", POSTS)
    @pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x85", "\u2028", "\n\r"])
    def test_files(self, post: str, end: str) -> None:
        """A post as text and as bytes, with marks and without, in encodings that are named, found or wrong."""
        text = post.replace("\n", end)
        sources: list[str | bytes] = [
            text,
            "\ufeff" + text,
            text.encode("utf-8-sig"),
            text.encode("utf-16"),
            text.encode("gb18030"),
        ]
        sources += [
            text.encode(),
            text.encode() + b"<p>\xff</p>",
            b"\xff" + text.encode(),
            text + "<p>\0\ud800</p>",
            text.encode("utf-16-le"),
        ]
        for source, encoding in itertools.product(sources, (None, "utf-8", "gb18030", "utf-16", "latin-1")):
            check_same(source, attrs.evolve(RAW, encoding=encoding))
            check_same(source, attrs.evolve(STRICT, encoding=encoding))

    @pytest.mark.parametrize("post", POSTS)
    @pytest.mark.parametrize("limit", [field.name for field in attrs.fields(Limits)])
    def test_limits(self, post: str, limit: str) -> None:
        """Each limit below, at and above what the post needs."""
        for value in (*range(8), 20, 21, 22, 60, len(post) - 1, len(post), len(post) + 1, len(post.encode()), 10_000):
            check_same(post, attrs.evolve(RAW, limits=Limits(**{limit: value})))
            check_same(post.encode(), attrs.evolve(RAW, limits=Limits(**{limit: value})))

    @pytest.mark.parametrize("tag", ["div", "span", "font", "b", "em", "a"])
    def test_depth(self, tag: str) -> None:
        """Elements in elements, as deep as is allowed, and deeper."""
        for depth in (1, 20, 25, 41, 59, 60, 512):
            parser = attrs.evolve(RAW, limits=Limits(depth=depth))
            for levels in (18, 19, 20, 21, 22, 23, 24, 25, 58, depth - 1, depth, depth + 1):
                nested = f"{f'<{tag}>' * levels}a{f'</{tag}>' * levels}"
                check_same(f"{HEADER}<p>{nested}</p>", parser)
                check_same(f"{HEADER}<div>{nested}</div>", parser)


# --- At random --------------------------------------------------------------------------------------------------------

TOKENS = (
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
        "<p/>",
    ),
    *(
        '<font size="5">',
        "</font>",
        "<u>",
        "</u>",
        "<small>",
        "</small>",
        "<del hidden>",
        "<li>",
        "<textarea>",
        "</textarea>",
    ),
    *(
        "<strong>",
        "</strong>",
        "<b>",
        "</b>",
        "<em>",
        "</em>",
        "<em/>",
        "<sup>",
        "</sup>",
        "<span>",
        "</span>",
        "</a>",
        "<a>",
    ),
    *(
        '<span class="hrefStyle">',
        '<span style="font-weight:bold">',
        '<span style="text-decoration:line-through">',
        "<s>",
        "</s>",
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
        "<!-- more -->",
        "<!-->",
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
        "&",
        "<",
        ">",
        '"',
        "a",
        "风",
        "。",
    ),
    *(" ", "  ", "\n", "\u3000", "\u200b", "\xa0", "１", "，000"),
    '<a href="https://a.example/?a=1&mid=2&amp=3">',
    '<img src="https://a.example/123.png?a=1&chksm=2" alt="A&B &notit" title>',
    '<img title="a" src="https://a.example/123.png" alt=" 风 ">',
    '<img src="https://a.example/?http://b.example/0a1b2c.jpg" alt referrerpolicy="no-referrer">',
    '<img src="https://a.example/b/wx_article__0a1b.jpg" title="">',
    '<img src="https://a.example/blank.gif/?http://b.example/0a1b.jpg">',
    '<span class="hrefStyle"><a href="http://a.example/b" target="_blank" title="c ">风 </a></span>',
    '<span class="hrefStyle"><a href="http://a.example/b" target="_blank" title="">\u3000</a></span>',
)


def bodies() -> st.SearchStrategy[str]:
    """Bodies of what is usual, in any order."""
    return st.lists(st.sampled_from(TOKENS), max_size=14).map("".join)


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


@st.composite
def headers(draw: st.DrawFn) -> str:
    """Front matter of usual and of nearly usual lines."""
    short = [scalar for scalar in SCALARS if len(scalar) < 40]
    scalar = st.sampled_from(short) | st.text("ab风 '\"#:-[]{}&*!|>%@`,?\u3000\x85\t\\", max_size=6)
    lines: list[str] = []
    for _ in range(draw(st.integers(0, 4))):
        key = draw(st.sampled_from(("title", "categories", "author", "date", "null", "comments", "yes", "tags")))
        lines.append(f"{key}:{draw(st.sampled_from(('', ' ', '  ')))}{draw(scalar)}")
        dash = draw(st.sampled_from((" - ", "- ", "    - ", " -  ")))
        lines += [dash + draw(scalar) for _ in range(draw(st.sampled_from((0, 0, 1, 2))))]
        lines += [""] * draw(st.sampled_from((0, 0, 0, 1)))
    return "\n" * draw(st.integers(0, 2)) + "---\n" + "".join(f"{line}\n" for line in lines) + "---\n"


class TestAtRandom:
    """Whatever stands together."""

    @given(headers())
    def test_headers(self, header: str) -> None:
        """Front matter."""
        check_same(f"{header}<p>a</p>")

    @given(bodies() | nested())
    @settings(max_examples=400)
    def test_bodies(self, body: str) -> None:
        """Bodies, in order and out of order."""
        check_explained(HEADER + body)

    @given(damaged_samples() | soups())
    def test_damaged(self, post: str | bytes) -> None:
        """Damaged posts, and text that is hardly one."""
        check_explained(post)

    def test_samples(self, ofweek_sample: Sample) -> None:
        """The samples."""
        check_explained(ofweek_sample.source)

    def test_real_posts(self, real_post: Path) -> None:
        """Real posts, as bytes and as text, without some of the steps too."""
        source = real_post.read_bytes()
        assert check_explained(source) == check_explained(source.decode())
        check_explained(source, DEFAULT.without_step("headings", "alt-text"))
