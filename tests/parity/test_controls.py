"""Control characters: no article contains one, however it was written, and none reaches a terminal."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ofweek_parse import (
    Article,
    CodeBlock,
    Diagnostic,
    Heading,
    OfweekParseError,
    Parser,
    Text,
    from_dict,
    from_json,
    parse,
    to_dict,
    to_json,
)
from ofweek_parse.pipeline.registry import BUILT_IN, DEFAULT_NORMALIZERS
from ofweek_parse.testing.invariants import control_characters, is_control
from tests.reading_paths import DEFAULT, RAW, outcome, reference

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.no_cover

CODES = range(0xA0)
SPECIAL = (0, 0x0C, 0x0D, 0x1B, 0x7F, 0x81, 0x85)
EVERY_STEP = Parser(normalizers=(*DEFAULT_NORMALIZERS, *sorted(BUILT_IN.keys() - set(DEFAULT_NORMALIZERS))))
ESCAPE = "\x1b[31m"


IN_HTML: dict[str, Callable[[int], str]] = {
    "literal": chr,
    "decimal": "&#{};".format,
    "decimal without semicolon": "&#{}g".format,
    "padded decimal": "&#{:010d};".format,
    "much padded decimal": "&#{:0500d};".format,
    "hexadecimal": "&#x{:x};".format,
    "hexadecimal without semicolon": "&#X{:X}g".format,
    "padded hexadecimal": "&#x{:09x};".format,
    "percent-encoded": "%{:02x}".format,
    "percent-encoded UTF-8": lambda code: "".join(f"%{byte:02X}" for byte in chr(code).encode()),
}

PLAIN_PLACES = (
    "<p>风{c}机</p>",
    "<p>{c}</p>",
    "<p>风<strong>{c}</strong>机</p>",
    "<h2>风{c}机</h2>",
    '<p style="text-align:{c}center">风</p>',
    '<p><a href="https://a.example/{c}" title="b{c}c">风</a>机</p>',
    '<p>风<span class="hrefStyle"><a href="https://a.example/" target="_blank" title="{c}">电{c}池</a></span>机</p>',
    '<p><img src="https://a.example/1.png" alt="风{c}机" title="电{c}"></p>',
    '<p>风<img src="https://a.example/{c}1.png">机</p>',
    '<p>风</p><!-- {c} --><p title="{c}">机</p>',
)
OTHER_PLACES = (
    "风{c}机<br>{c}<br><br>电",
    "<pre>风{c}\n<code class='language-{c}c'>机{c}</code></pre>",
    "<pre><img src=a.png alt='List<S{c}>' title='<b{c}'><img src=b.png title='a'<b{c}'c<d'></pre>",
    "<p><code>风{c}</code></p>",
    "<ul><li>风{c}</ul><table><caption>电{c}<td>{c}<td colspan={c}>机</table><blockquote>{c}</blockquote>",
    "<figure><img src=a.png{c}><figcaption>风{c}机</figcaption></figure>",
    '<p><img src="a.png" title="{c}" 风{c}机"电{c}"></p>',
    "<img data-original='b{c}.png' data-fetched-from='c{c}' srcset='{c}d.png 2x'>",
    "<iframe src='//a.example/{c}' title='{c}风'></iframe><video src=a{c}.mp4 poster={c}.png title={c}>电{c}</video>",
    "<object data='a{c}'><param name=src value='{c}b'></object><embed src='c{c}.swf'>",
    "<p><a href='a{c}:b'>风</a><a href='javascript:{c}'>机</a><a href='{c}'></a><a href='http://[{c}'>电</a></p>",
    "<p hidden>风{c}<a href='{c}'>机</a></p><x-{c}>风</x-{c}><textarea>{c}</textarea><noscript>风{c}</noscript>",
    "<![CDATA[风{c}]]><p title='<![CDATA[{c}]]>' title='{c}'>风</p><script>{c}</script><style>{c}</style>",
    "<p>作者：风{c}机</p><p>原文标题 : 风{c}机</p><p>图1：{c}</p></body></html>风{c}",
    "<img src='https://cors.zfour.workers.dev/?http%3A//a.example/%{c}/{c}.png'>",
    "<p><a href='https://a.example/action/GoToLink?url=https%3A%2F%2Fb.example%2F{c}'>风</a></p>",
    "<p>风{c}机</p><textarea>{c}",
    "<p>风{c}机<!-- {c}",
    "<p title='{c}",
)

ESCAPED: dict[str, Callable[[int], str]] = {
    "YAML, two digits": "\\x{:02x}".format,
    "YAML, four digits": "\\u{:04X}".format,
    "YAML, eight digits": "\\U{:08x}".format,
}
YAML_HEADER = """---
title: "风{c}机"
"key{c}": "a{c}b"
"key{c}": "twice"
author: "风{c}"
categories: ["a{c}", "{c}"]
date: "{c}2021"
headimg: "https://a.example/{c}"
thumbnail: "{c}"
nested: {"in{c}side": ["a{c}"]}
ofweek_parse: {"credits": [{"role": "author", "name": "a{c}"}], "keywords": [{"text": "{c}b", "href": "{c}"}], "alt_residue": ["{c}"]}
---
<p>机</p>"""
PLAIN_HEADER = """---
title: '风{c}机'
categories:
 - 'a{c}'
 - b{c}
headimg: 'https://a.example/{c}'
author: 风{c}
date: Mon, 26 Jul 2021 01:29:00 GMT
thumbnail: '{c}'
other: 'a{c}b'
---
<p>机</p>"""
JSON_HEADER = ";;;\n" + ",\n".join(YAML_HEADER.splitlines()[1:-2]).replace("title:", '"title":') + "\n;;;\n<p>机</p>"


def with_character(template: str, written: str) -> str:
    """*template* with *written* where a character is to stand."""
    return template.replace("{c}", written)


def post(body: str) -> str:
    """A post with this body."""
    return f"---\ntitle: 'a'\ndate: Mon, 26 Jul 2021 01:29:00 GMT\n---\n{body}"


def check(source: str) -> None:
    """Hold what comes of *source* against the promise, as it is read and after every step; both paths read the same."""
    raw = outcome(source, RAW)
    assert raw == reference(source, RAW)
    for result in (raw, outcome(source, EVERY_STEP)):
        if isinstance(result[0], Article):
            assert control_characters(result[0]) == []
        else:
            assert not any(map(is_control, str(result[1]))), result


class TestBody:
    """In the body."""

    @pytest.mark.parametrize("way", IN_HTML)
    @pytest.mark.parametrize("place", PLAIN_PLACES)
    def test_plain_place(self, place: str, way: str) -> None:
        """No field of an article holds a control character, whichever path reads it."""
        for code in SPECIAL:
            check(post(with_character(place, IN_HTML[way](code))))

    @pytest.mark.parametrize("way", IN_HTML)
    @pytest.mark.parametrize("place", OTHER_PLACES)
    def test_other_place(self, place: str, way: str) -> None:
        """Nor does one of a post that only the general path reads."""
        for code in SPECIAL:
            check(post(with_character(place, IN_HTML[way](code))))

    @pytest.mark.parametrize("way", [way for way in IN_HTML if "percent" not in way])
    @pytest.mark.parametrize("parser", [RAW, DEFAULT])
    def test_what_it_becomes(self, way: str, parser: Parser) -> None:
        """It becomes U+FFFD; carriage returns and form feeds, which HTML takes for white space, become that."""
        for code in {*CODES} - {*b"\t\n\f\r <&'\"", 0x85}:
            written = IN_HTML[way](code)
            expected = becomes(code, way)
            source = post(f'<p>风{written}机</p><p><img src="https://a.example/1.png" alt="电{written}池"></p>')
            for result in (outcome(source, parser), reference(source, parser)):
                article = result[0]
                assert isinstance(article, Article)
                assert article.text == f"风{expected}机", f"U+{code:04X}"
                assert article.images[0].alt == f"电{expected}池", f"U+{code:04X}"

    @pytest.mark.parametrize(("written", "code"), [("&#13;", "\n"), ("&#12;", " "), ("&#13;&#10;", "\n"), ("\f", " ")])
    def test_white_space(self, written: str, code: str) -> None:
        """A carriage return becomes a line break, a form feed a space."""
        article = RAW.parse(post(f"<pre>a{written}b</pre><p><img src='a.png' alt='a{written}b'></p>"))
        assert isinstance(article.blocks[0], CodeBlock)
        assert article.blocks[0].code == f"a{code}b"
        assert article.images[0].alt == f"a{code}b"

    def test_next_line(self) -> None:
        """A next-line character is white space: it becomes a space, and is told of."""
        article = RAW.parse(post("<p>a\x85b</p>"))
        assert article.text == "a b"
        assert [(note.code, note.line, note.column) for note in article.diagnostics] == [("odd-line-break", 5, 5)]

    @pytest.mark.parametrize("written", ["&#128;", "&#x80", "&#0000000128;"])
    def test_windows_1252(self, written: str) -> None:
        """References to characters of Windows-1252 are those, as HTML says."""
        article = RAW.parse(post(f"<p>风{written}机</p><img src=a.png alt='{written}'>"))
        assert (article.text, article.images[0].alt, article.diagnostics) == ("风€机", "€", ())

    @pytest.mark.parametrize(
        "written", ["&#27;", "&#27", "&#0000000027;", "&#x00000001b;", "&#0;", "&#xD800;", "&#129;"]
    )
    @pytest.mark.parametrize(("body", "column"), [("<p>{c} a</p>", 4), ("<p><img src=a.png alt='{c}'></p>", 24)])
    def test_is_told(self, written: str, body: str, column: int) -> None:
        """That a reference is to no character is told where it stands."""
        (note,) = RAW.parse(post(with_character(body, written))).diagnostics
        assert (note.code, note.line, note.column) == ("control-char", 5, column)
        assert note.message == f"{written} is not a valid character; 1 character(s) were replaced by U+FFFD."

    @pytest.mark.parametrize(
        "written", ["&#xFDD0;", "&#xFDD0", "&#x0000fdd0;", "&#64976;", "&#064976 ", "&#xFDD1;", "\ufdd0"]
    )
    def test_marks_of_the_reader(self, written: str) -> None:
        """A reference to a character that the reader uses as a mark is no other character."""
        article = RAW.parse(post(f"<p>a{written}b</p><pre>a{written}b</pre><img src=a.png alt='a{written}b'>"))
        expected = "a\ufffd b" if written.endswith(" ") else "a\ufffdb" if written[-1] in ";\ufdd0" else None
        if expected:
            assert article.text == f"{expected}\n\n{expected}"
            assert article.images[0].alt == expected
        assert control_characters(article) == []

    def test_code_in_attribute(self) -> None:
        """What looks like a tag in an attribute inside code is read as it is written."""
        article = RAW.parse(post("<pre>a<img src='https://a.example/a.png' alt='List<String>' title='b<c'></pre>"))
        (image,) = article.images
        assert (image.alt, image.title) == ("List<String>", "b<c")


def becomes(code: int, way: str) -> str:
    """What the character of that code is to a reader of the page, as text."""
    read = chr(code) if way == "literal" else html.unescape(f"&#{code};") or "\ufffd"
    read += "g" if way.endswith("without semicolon") else ""
    return "\ufffd" + read[1:] if is_control(read[0]) else read


class TestFrontMatter:
    """In the front matter."""

    @pytest.mark.parametrize("way", [*ESCAPED, *IN_HTML])
    def test_yaml(self, way: str) -> None:
        """No value and no key holds one, escaped or not, nor what is made of them."""
        for code in CODES if way in {"literal", "YAML, two digits"} else SPECIAL:
            for header in (YAML_HEADER, PLAIN_HEADER):
                check(with_character(header, (ESCAPED | IN_HTML)[way](code)))

    @pytest.mark.parametrize("escape", ["\\e[31m", "\\0", "\\a", "\\b", "\\v", "\\f", "\\r", "\\N", "\\L", "\\P"])
    def test_yaml_by_name(self, escape: str) -> None:
        """Nor by one of the escapes that have names."""
        check(with_character(YAML_HEADER, escape))

    @pytest.mark.parametrize("code", [*CODES, 0xD83D, 0xFDD0, 0xFFFE])
    def test_json(self, code: int) -> None:
        """Nor in JSON."""
        check(with_character(JSON_HEADER, f"\\u{code:04x}"))
        check(with_character(JSON_HEADER, f"&#{code};"))

    def test_keys(self) -> None:
        """A key is cleaned as a value is; what becomes one with another is told."""
        article = RAW.parse('---\n"a\\e": 1\n"a\\0": 2\n---\nb')
        assert article.front_matter == {"a\ufffd": 1}
        assert "duplicate-key" in {note.code for note in article.diagnostics}
        article = RAW.parse(';;;\n"a\\u001b": 1,\n"a\\u0000": 2\n;;;\nb')
        assert article.front_matter == {"a\ufffd": 1}
        assert "duplicate-key" in {note.code for note in article.diagnostics}

    def test_white_space(self) -> None:
        """A carriage return becomes a line break, a form feed a space."""
        article = RAW.parse('---\ntitle: "a\\r\\nb\\rc\\fd\\te"\n---\nb')
        assert article.title == "a\nb\nc d\te"

    @pytest.mark.parametrize(
        ("written", "read"),
        [("&#27;", "\ufffd"), ("&#0;", "\ufffd"), ("&#129;", "\ufffd"), ("&#128;", "€"), ("&#13;a", "\na")],
    )
    def test_references(self, written: str, read: str) -> None:
        """A reference to a control character is no nothing: the same as in the body."""
        assert parse(f"---\ntitle: 'a{written}b'\n---\nb").title.replace(" ", "\n") == f"a{read}b"

    def test_tag_in_a_message(self) -> None:
        """A message that quotes the file holds none."""
        source = "---\na: !b%1b%C2%9b c\na: !b%1b%C2%9b c\n---\nd"
        assert control_characters(parse(source)) == []
        with pytest.raises(OfweekParseError, match="duplicate-key") as caught:
            Parser(strict=True).parse(source)
        assert not any(map(is_control, str(caught.value)))


class TestSteps:
    """In what a normalizer decodes."""

    @pytest.mark.parametrize("code", CODES)
    def test_percent_encoded(self, code: int) -> None:
        """A URL that stands in another one keeps its control characters percent-encoded, so that it stays one."""
        encoded = "".join(f"%{byte:02X}" for byte in chr(code).encode())
        source = (
            f"<p><a href='https://a.example/action/GoToLink?url=https%3A%2F%2Fb.example%2F{encoded}'>风</a></p>"
            f"<img src='https://cors.a.workers.dev/?http%3A//a.example/{encoded}'>"
        )
        article = EVERY_STEP.parse(post(source))
        assert control_characters(article) == []
        if is_control(chr(code)):
            assert article.links[0].href == f"https://b.example/{encoded}"
            assert article.images[0].src.endswith(f"://a.example/{encoded}")


class TestDocuments:
    """In articles that are read from JSON, and in messages."""

    @given(st.characters(categories=["Cc"]) | st.sampled_from("\ud800\ufdd0\uffff"))
    def test_from_json(self, character: str) -> None:
        """An article from elsewhere holds no control character either."""
        text = f"a{character}b"
        article = Article(
            title=text,
            categories=(text,),
            front_matter={text: (text, {text: text})},
            blocks=(Heading(level=1, inlines=(Text(text=text),)), CodeBlock(code=text)),
            alt_residue=(text,),
            diagnostics=(Diagnostic.of("bom", text),),
        )
        assert control_characters(from_dict(to_dict(article))) == []
        assert control_characters(from_json(to_json(article))) == []

    def test_message(self) -> None:
        """Neither a diagnostic nor an error tells one on."""
        assert Diagnostic.of("bom", f"a{ESCAPE}").message == "a\ufffd[31m"
        error = OfweekParseError(f"a{ESCAPE}")
        assert (error.message, str(error), error.args) == ("a\ufffd[31m", "error: a\ufffd[31m", ("a\ufffd[31m",))
