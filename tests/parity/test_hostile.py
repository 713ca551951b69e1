"""The hostile inputs in the documentation, with their expected results, row by row.

E: an exception, strict or not. S: an exception when strict, else a diagnostic. D: a diagnostic, never an exception.
OK: plain success, where a diagnostic may still be named if the list leaves that open.
"""

from __future__ import annotations

import gc
import re
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timezone
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

import pytest

from ofweek_parse import (
    DEFAULT_NORMALIZERS,
    DIAGNOSTIC_CODES,
    Article,
    LimitError,
    Limits,
    OfweekParseError,
    Parser,
    to_dict,
    to_html,
    to_json,
    to_markdown,
    to_post,
    to_text,
)
from ofweek_parse.testing import SAMPLES
from tests.making import slowness
from tests.reading_paths import DEFAULT, RAW, STRICT, check_same

if TYPE_CHECKING:
    from collections.abc import Callable

    from _pytest.mark.structures import ParameterSet

Source: TypeAlias = "str | bytes"

SECOND = 1.0
"""No input of the list takes longer."""

FAST = 0.5
"""What the list wants within milliseconds, with room for a busy machine."""


class Case(NamedTuple):
    """One input of a row, and what it gives."""

    what: str
    source: Source | Callable[[], Source]
    expected: Literal["E", "S", "D", "OK"]
    code: str | None = None
    check: Callable[[Article], object] | None = None
    bound: float = SECOND

    def made(self) -> Source:
        """The input: the large ones are made when they are needed."""
        return self.source() if callable(self.source) else self.source


def body(markup: str) -> str:
    """A post of *markup*, in which nothing else is odd."""
    return f"---\ntitle: a\ndate: 2021-07-26\n---\n{markup}"


def header(lines: str) -> str:
    """A post with these lines in its front matter, in which nothing else is odd."""
    known = "".join(
        f"{key}\n" for key in ("title: a", "date: 2021-07-26") if not re.search(f"^{key[:5]}", lines, re.MULTILINE)
    )
    return f"---\n{lines}\n{known}---\n<p>b</p>"


def nested(tag: str, levels: int) -> Callable[[], str]:
    """So many elements, one in the other, each with its number."""
    return lambda: body("".join(f"<{tag}>{level} " for level in range(levels)) + "end")


def says(text: str) -> Callable[[Article], bool]:
    """Whether the article's text is *text*, but for white space."""
    return lambda article: article.text.split() == text.split()


def numbers(levels: int) -> Callable[[Article], bool]:
    """Whether the article says every number that `nested` put there."""
    return lambda article: article.text.split() == [*map(str, range(levels)), "end"]


def title(text: str) -> Callable[[Article], bool]:
    """Whether that is the title, in the front matter too, and the body is whole."""
    return lambda article: article.title == article.front_matter["title"] == text and article.text == "b"


def keys(*names: str) -> Callable[[Article], bool]:
    """Whether these are the front matter's keys, and the body is whole."""
    return lambda article: tuple(article.front_matter) == names and "b" in article.text.split()


def message(code: str, *parts: str) -> Callable[[Article], bool]:
    """Whether the message of that diagnostic has all *parts*."""
    return lambda article: any(
        note.code == code and all(part in note.message for part in parts) for note in article.diagnostics
    )


def both(*checks: Callable[[Article], object]) -> Callable[[Article], bool]:
    """Whether all *checks* hold."""
    return lambda article: all(check(article) for check in checks)


def at(line: int, column: int) -> Callable[[Article], bool]:
    """Whether the first diagnostic stands there."""
    return lambda article: (article.diagnostics[0].line, article.diagnostics[0].column) == (line, column)


def same_as(other: Source) -> Callable[[Article], bool]:
    """Whether the article is that of *other*."""
    return lambda article: article == Parser().parse(other)


def published(*parts: int) -> Callable[[Article], bool]:
    """Whether the article was published then, in UTC."""
    return lambda article: article.published == datetime(*parts, tzinfo=timezone.utc)  # type: ignore[arg-type,misc]


def undated(article: Article) -> bool:
    """Whether the date was not guessed."""
    return article.published is None


def unwritten(*words: str) -> Callable[[Article], bool]:
    """Whether no writer of markup gives any of *words* out, in whatever spelling."""

    def check(article: Article) -> bool:
        written = to_html(article) + to_post(article).partition("\n---\n")[2] + to_markdown(article)
        return not any(word in re.sub(r"\s", "", written).lower() for word in words)

    return check


def link(url: str) -> Callable[[Article], bool]:
    """Whether the only link is to *url*, as given, and is written without an exception."""
    return lambda article: [found.href for found in article.links] == [url] and "b" in to_html(article)


PLAIN = "---\ntitle: 风机\ndate: 2021-07-26\n---\n<p>一\n二</p>\n"
BROKEN = '<img src="a.png" title 内窥镜第一股"来了!新光维再闯ipo" alt referrerpolicy="no-referrer">'
STYLE = (
    "<p><span style={0}font-family:微软<span class={1}hrefStyle{1}><a href={1}u{1}>雅黑</a></span>;{0}>原文</span></p>"
)
MEGABYTE = 1_000_000
ALIAS_BOMB = "a: &a [x, x]\n" + "\n".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 9)).replace(
    "*a0", "*a"
)
MERGE_BOMB = "a: &a {x: 1}\n" + "\n".join(f"b{n}: &b{n}\n  <<: [*a, *a, *a]" for n in range(30))

ROWS: dict[str, list[Case]] = {
    "empty, blank; comment-only or tag-only body": [
        Case("no character", "", "E", "empty-input"),
        Case("no byte", b"", "E", "empty-input"),
        Case("blanks", " \n\t\r\n\u3000", "E", "empty-input"),
        Case("a byte order mark", b"\xef\xbb\xbf", "E", "empty-input"),
        Case("no body", body(""), "D", "empty-body"),
        Case("a comment", body("<!-- c -->"), "D", "empty-body"),
        Case("tags", body("<div><p><br></p><b></b></div>"), "D", "empty-body"),
    ],
    "file or body over the size cap": [
        Case("bytes", lambda: body("").encode() + b"x" * 2**26, "E", "size-limit", bound=FAST),
        Case("characters", lambda: body("x" * 2**26), "E", "size-limit", bound=FAST),
        Case("header", lambda: header(f"x: {'x' * 2**23}"), "E", "size-limit"),
    ],
    "nesting 255, 300, 100,000 levels": [
        *(
            Case(f"{levels} {tag}", nested(tag, levels), "OK", None, numbers(levels))
            for levels in (255, 300, 510)
            for tag in ("div", "b", "font", "span")
        ),
        Case(
            *("512 div", nested("div", 512), "OK", None, numbers(512)),
        ),
        *(
            Case(f"255 {tag}", nested(tag, 255), "D", "nesting-flattened", numbers(255))
            for tag in ("blockquote", "ul><li", "table><td")
        ),
        *(
            Case(f"{levels} {tag}", nested(tag, levels), "E", "depth", bound=4)  # up to three megabytes of tags
            for levels, tags in (
                (600, ("div", "b", "ul><li", "table><td", "i><div", "a-foo x=y")),
                (100_000, ("div", "ul><li", "table><td")),
            )
            for tag in tags
        ),
    ],
    "100,000 attributes on one tag": [
        Case(
            *("distinct", lambda: body(f"<p {' '.join(f'a{n}' for n in range(100_000))}>x"), "E", "attribute-limit"),
            bound=FAST,
        ),
    ],
    "11 MB attribute, text node or comment": [
        Case("attribute", lambda: body(f'<p title="{"x" * 11 * MEGABYTE}">a'), "E", "token-limit"),
        Case("text", lambda: body("x" * 11 * MEGABYTE), "E", "token-limit"),
        Case("comment", lambda: body(f"<!--{'x' * 11 * MEGABYTE}-->a"), "E", "token-limit"),
    ],
    "12 MB data: image": [
        Case("image", lambda: body(f'<img src="data:image/png;base64,{"A" * 12 * MEGABYTE}">'), "E", "token-limit"),
    ],
    "`</body></html>` in mid-body": [
        Case("both", body("<p>a</p></body></html><p>b</p>"), "D", "text-after-end", both(says("a b"), at(5, 9))),
        Case("twice", body("<p>a</p></html><p>b</p></html>c"), "D", "text-after-end", says("a b c")),
    ],
    "unclosed quote, tag, comment, CDATA": [
        Case(
            "quote",
            body('<p>a</p><img src="x alt=1>b'),
            "D",
            "unclosed-markup",
            both(at(5, 9), says('a <img src="x alt=1>b')),
        ),
        Case("tag", body("<p>a</p>b <p clas"), "D", "unclosed-markup", both(at(5, 11), says("a b <p clas"))),
        Case("end tag", body("<p>a</p>b </"), "D", "unclosed-markup", both(at(5, 11), says("a b </"))),
        Case("comment", body("<p>a</p><!-- b"), "D", "unclosed-markup", both(at(5, 9), says("a <!-- b"))),
        Case(
            "markup in a comment",
            body("<p>a</p><!-- b<p>c</p>"),
            "D",
            "unclosed-markup",
            both(at(5, 9), says("a <!-- b c")),
        ),
        Case("CDATA", body("<p>a</p><![CDATA[ b"), "D", "unclosed-markup", both(at(5, 9), says("a <![CDATA[ b"))),
        Case(
            *("tag behind bare text", body("b <p clas"), "D", "unclosed-markup", both(at(5, 3), says("b <p clas"))),
        ),
        Case(
            *("stray end tag before it", body("<p>a</b>c <p clas"), "D", "unclosed-markup"),
            both(at(5, 11), says("ac <p clas")),
        ),
        Case(
            *("many of them", body("<p>a</p><!-- b<p>c</p><!-- d<p>e</p><!-- f<p>g</p><!-- h"), "D", "unclosed-markup"),
            lambda article: (
                all(letter in article.text for letter in "abcdefgh")
                and not any("ufdd0" in ascii(note.message) for note in article.diagnostics)
            ),
        ),
    ],
    "plaintext; unclosed script, style, textarea": [
        Case(
            "plaintext",
            body("<p>a</p><plaintext>b<p>c</p>"),
            "D",
            "unclosed-markup",
            both(at(5, 9), says("a <plaintext>b c")),
        ),
        Case(
            "textarea",
            body("<p>a</p><textarea>b<p>c</p>"),
            "D",
            "unclosed-markup",
            both(at(5, 9), says("a <textarea>b c")),
        ),
        Case(
            "script", body("<p>a</p><script>b<p>c</p>"), "D", "unclosed-markup", both(at(5, 9), says("a <script>b c"))
        ),
        Case("style", body("<p>a</p><style>b<p>c</p>"), "D", "unclosed-markup", both(at(5, 9), says("a <style>b c"))),
    ],
    '`<img … title 内窥镜第一股"…">`': [
        Case(
            *("a text of its own", body(BROKEN), "D", "broken-attribute"),
            lambda article: (
                article.images[0].alt_verdict == "broken"
                and "内窥镜第一股" in article.alt_residue[0]
                and "新光维再闯ipo" in article.alt_residue[0]
            ),
        ),
        Case(
            *("the title's", header("title: 内窥镜第一股_来了!新光维再闯ipo") + BROKEN, "D", "broken-attribute"),
            lambda article: article.images[0].alt_verdict == "broken" and not article.alt_residue,
        ),
        Case(
            *("the body's", body(f"{BROKEN}<p>内窥镜第一股“来了！新光维再闯IPO”</p>"), "D", "broken-attribute"),
            lambda article: article.images[0].alt_verdict == "broken" and not article.alt_residue,
        ),
    ],
    "`style` attribute holding markup, both quote kinds": [
        Case("single in double", body(STYLE.format('"', "'")), "D", "broken-attribute", says("原文")),
        Case("double in double", body(STYLE.format('"', '"')), "D", "broken-attribute", says("原文")),
        Case("double in single", body(STYLE.format("'", '"')), "D", "broken-attribute", says("原文")),
    ],
    "stray `</div>`, p in p, misnested b/i": [
        Case("stray end tags", body("<p>a</div></b></p></p>b</br>c</table>d"), "OK", None, says("a bcd")),
        Case("p in p", body("<p>a<p>b</p>c</p>d"), "OK", None, says("a b cd")),
        Case(
            "misnested",
            body("<p><b>1<i>2</b>3</i>4</p><p><strong>a</p><p>b</strong></p>"),
            "OK",
            None,
            says("1234 a b"),
        ),
    ],
    "tag or attribute name over 100 bytes; duplicate attribute": [
        Case("tag", body(f"<{'x' * 101}>b</{'x' * 101}>"), "D", "unknown-element", says("b")),
        Case("tag of Han", body(f"<x{'风' * 50} a='1'>b"), "D", "unknown-element", says("b")),
        Case(
            *("attribute", body(f'<p {"x" * 101}="1">b'), "D", "name-cut", says("b")),
        ),
        Case(
            *("twice", body('<p class="1" class="2">b'), "D", "duplicate-attribute"),
            both(says("b"), message("duplicate-attribute", "'2'"), at(5, 14)),
        ),
        Case("beside one without a value", body("<img alt src=a SRC=b>"), "D", "duplicate-attribute", at(5, 16)),
        *(
            Case(f"twice in {where}", body(f"<p>b</p>{where}"), "OK", None, says("b"))
            for where in ("<!-- <p a=1 a=2> -->", "<script>'<p a=1 a=2>'</script>")
        ),
        Case(
            *("broken image name", body(f'<img src="a.png" title="" {"风" * 40}"来">'), "D", "broken-attribute"),
            lambda article: "风" * 40 in "".join(article.alt_residue),
        ),
    ],
    "NUL, control characters, U+FFFE, `&#0;`": [
        *(
            Case(f"U+{ord(char):04X}", body(f"<p>a{char}b</p>"), "D", "control-char")._replace(
                check=both(says("a\ufffdb"), message("control-char", f"offset {len(body('<p>a'))}"), at(5, 5))
            )
            for char in "\0\x01\x08\x1f\x7f\x9f\ufffe\uffff\ufdd0"
        ),
        Case("U+000B", body("<p>a\x0bb</p>"), "D", "control-char", says("a\ufffdb")),
        Case("in a header", header("x: a\0b"), "D", "control-char", lambda article: article.extra["x"] == "a\ufffdb"),
        Case("escaped in a header", header('x: "a\\0b"'), "OK", None, lambda article: article.extra["x"] == "a\ufffdb"),
        *(
            Case(
                *(name, body(f"<p>a{name}b</p>"), "D", "control-char", says("a\ufffdb")),
            )
            for name in ("&#0;", "&#1;", "&#xFFFE;", "&#xD800;")
        ),
    ],
    "bad UTF-8; GB18030 with one bad byte": [
        Case(
            "one byte", body("<p>风\0机</p>").encode().replace(b"\0", b"\xff"), "S", "undecodable", says("风\ufffd机")
        ),
        Case(
            "overlong",
            body("<p>风机在山谷里\0转动</p>").encode().replace(b"\0", b"\xc0\xaf"),
            "S",
            "undecodable",
            says("风机在山谷里\ufffd\ufffd转动"),
        ),
        Case("cut", body("<p>风机").encode()[:-1], "S", "undecodable", says("风\ufffd")),
        Case("GB18030", body("<p>风机</p>").encode("gb18030"), "D", "encoding-guessed", says("风机")),
        Case(
            *(
                "GB18030, one bad byte",
                body("<p>风机在山谷里\0转动</p>").encode("gb18030").replace(b"\0", b"\xff"),
                "S",
                "undecodable",
            ),
            says("风机在山谷里\ufffd转动"),
        ),
    ],
    "lone surrogate in a str": [
        Case("high", body("<p>a\ud83db</p>"), "S", "undecodable", says("a\ufffdb")),
        Case("low, in the header", header("title: x\udc00"), "S", "undecodable", title("x\ufffd")),
    ],
    "wrong `<meta charset>`, `<?xml encoding>` in the body": [
        *(
            Case(charset, body(f"<meta charset={charset}><p>风机</p>").encode(), "OK", None, says("风机"))
            for charset in ("gbk", "iso-8859-1", "utf-16", "utf-7")
        ),
        Case("xml", body("<?xml version='1.0' encoding='gbk'?><p>风机</p>"), "OK", None, says("风机")),
    ],
    "BOM, CRLF, CR": [
        Case("BOM", b"\xef\xbb\xbf" + PLAIN.encode(), "D", "bom", same_as(PLAIN)),
        Case("BOM in a str", "\ufeff" + PLAIN, "D", "bom", same_as(PLAIN)),
        Case("CRLF", PLAIN.replace("\n", "\r\n").encode(), "OK", None, same_as(PLAIN)),
        Case("CR", PLAIN.replace("\n", "\r").encode(), "D", "eol-cr", same_as(PLAIN)),
        *(Case(encoding, PLAIN.encode(encoding), "D", "bom", same_as(PLAIN)) for encoding in ("utf-16", "utf-32")),
    ],
    "`&reg`, `&nbsp`, `&#x110000;`": [
        Case(
            "named",
            body("<p>&reg&nbsp;&copy2021 &notit; &hellip; &unknown;</p>"),
            "D",
            "bare-ampersand",
            says("® &copy2021 &notit; … &unknown;"),
        ),
        Case("numbered", body("<p>&#x110000;&#99999999999999999999;&#128;</p>"), "OK", None, says("\ufffd\ufffd€")),
    ],
    "header missing, unterminated, cut short by HTML": [
        Case("missing", "<p>b</p>", "S", "front-matter-missing", keys()),
        Case(
            "unterminated",
            "---\ntitle: a\ndate: 2021-07-26\n\nb",
            "S",
            "front-matter-unterminated",
            keys("title", "date"),
        ),
        Case("opener only", "---\n<p>b</p>", "S", "front-matter-unterminated", keys()),
        Case(
            *("cut short", "---\ntitle: a\ndate: 2021-07-26\n<p>x: b</p>\n---\n", "S", "front-matter-cut-short"),
            keys("title", "date"),
        ),
    ],
    "two leading blank lines, spaces after the marks, unequal marks": [
        Case("blank lines", "\n\n" + PLAIN, "OK", None, same_as(PLAIN)),
        Case("blank lines of spaces", " \n\t\n" + PLAIN, "D", "leading-whitespace", same_as(PLAIN)),
        Case("spaces after", PLAIN.replace("---\n", "---  \n"), "OK", None, same_as(PLAIN)),
        Case("long opener", PLAIN.replace("---\n", "-----\n", 1), "D", "separator-length", same_as(PLAIN)),
        Case("long closer", PLAIN.replace("\n---\n", "\n-----\n"), "D", "separator-length", same_as(PLAIN)),
    ],
    "`---` in the body": [
        Case("three lines", body("<p>a</p>\n---\nb: c\n---\n<p>d</p>"), "OK", None, says("a --- b: c --- d")),
    ],
    "list, scalar or null header": [
        Case("list", "---\n- a\n- b\n---\n<p>b</p>", "S", "front-matter-not-a-mapping", keys()),
        Case("scalar", "---\nword\n---\n<p>b</p>", "S", "front-matter-not-a-mapping", keys()),
        Case("null", "---\nnull\n---\n<p>b</p>", "S", "front-matter-not-a-mapping", keys()),
        Case("tilde", "---\n~\n---\n<p>b</p>", "S", "front-matter-not-a-mapping", keys()),
    ],
    "empty header": [
        Case("no line", "---\n---\n<p>b</p>", "D", "front-matter-empty", keys()),
        Case("a comment", "---\n# c\n\n---\n<p>b</p>", "D", "front-matter-empty", keys()),
    ],
    "`;;;` JSON, valid / invalid": [
        Case(
            "valid",
            ';;;\n"title": "a", "date": "2021-07-26"\n;;;\n<p>b</p>',
            "D",
            "json-front-matter",
            keys("title", "date"),
        ),
        Case("invalid", ';;;\n"title": "a" "b"\n;;;\n<p>b</p>', "S", "json-syntax", keys()),
        Case("deep", lambda: f';;;\n"a": {"[" * 100_000}\n;;;\n<p>b</p>', "E", "depth", bound=FAST),
    ],
    "`[` x 100,000, `- ` x 100,000 in the header": [
        Case(name.strip(), lambda name=name: header(f"x: {name * 100_000}"), "E", "depth", bound=FAST)  # type: ignore[misc]
        for name in ("[", "{a: ")
    ]
    + [
        Case(name.strip(), lambda name=name: header(f"x:\n  {name * 100_000}a"), "E", "depth", bound=FAST)  # type: ignore[misc]
        for name in ("- ", "? ")
    ],
    "alias or merge bomb, recursive alias": [
        Case("alias", header(ALIAS_BOMB), "E", "yaml-alias"),
        Case("merge", header(MERGE_BOMB), "E", "yaml-alias"),
        Case("recursive", header("x: &x [*x]"), "E", "yaml-alias"),
        Case("undefined", header("x: [*x]"), "E", "yaml-alias"),
    ],
    "`!!python/*`, `!foo`": [
        Case("call", header('x: !!python/object/apply:os.system ["id"]'), "E", "yaml-tag"),
        Case("name", header("x: !!python/name:os.system"), "E", "yaml-tag"),
        Case("standard", header("x: !!binary aGk="), "E", "yaml-tag"),
        Case("own", header("x: !foo bar"), "E", "yaml-tag"),
    ],
    "duplicate keys": [
        Case(
            *("twice", header("title: a\nx: 1\ntitle: b"), "S", "duplicate-key"),
            both(title("a"), message("duplicate-key", "lines 2 and 4")),
        ),
    ],
    """`'it's'`, `"a 'b' "c""`, `a: b`, `[独家] x`, `@x` as a title""": [
        Case(written, header(f"title: {written}"), "D", code, both(title(meant), message(code, f"title: {written}")))
        for written, meant, code in (
            ("'it's'", "it's", "quote-repaired"),
            ('"a \'b\' "c""', "a 'b' \"c\"", "quote-repaired"),
            ("a: b", "a: b", "unquoted-colon"),
            ("[独家] x", "[独家] x", "quote-repaired"),
            ("@x", "@x", "quote-repaired"),
            ("%x", "%x", "quote-repaired"),
            ('"华为"发布', '"华为"发布', "quote-repaired"),
        )
    ],
    "`foo #bar`, `&x y`, `{a}` as a title": [
        Case(
            "#", header("title: foo #bar"), "D", "comment-cut", both(title("foo"), message("comment-cut", "foo #bar"))
        ),
        Case("&", header("title: &x y"), "D", "unquoted-value", title("&x y")),
        Case("{", header("title: {a}"), "D", "unquoted-value"),
    ],
    "NO, 0123, 12:30:45, =, 2021-07-26 as a title": [
        Case(written, header(f"title: {written}"), "OK", None, title(written))
        for written in ("NO", "0123", "12:30:45", "=", "2021-07-26", "1_000", "0x1F", ".inf", "1e3", "~")
    ],
    "U+2028, U+0085 in a value": [
        Case(f"U+{ord(char):04X}", header(f"title: x{char}b: 2"), "D", "unquoted-colon", keys("title", "date"))
        for char in "\u2028\u2029\x85"
    ]
    + [
        Case(f"U+{ord(char):04X}, quoted", header(f"title: 'x{char}b: 2'"), "D", "odd-line-break", title("x b: 2"))
        for char in "\u2028\u2029\x85"
    ],
    "leading tabs": [
        Case(
            *("list", header("x:\n\t- a\n\t- b"), "D", "tab-indent"),
            lambda article: article.extra["x"] == ("a", "b"),
        ),
        Case("mapping", header("x:\n\t\ty: a"), "D", "tab-indent", lambda article: article.extra["x"] == {"y": "a"}),
    ],
    "3 MB sexagesimal; 5,000 digits": [
        Case(
            "1 MB of 1:00:00…",
            header("x: 1" + ":00" * 340_000),
            "OK",
            None,
            lambda article: len(str(article.extra["x"])) > MEGABYTE,
        ),
        Case("3 MB of 1:00:00…", lambda: header("x: 1" + ":00" * MEGABYTE), "OK", None),
        Case("digits", header(f"title: {'9' * 5_000}"), "OK", None, title("9" * 5_000)),
    ],
    "1 MB date, 20-digit date, `1:` + 30 digits": [
        Case("1 MB of a", header(f"date: {'a' * MEGABYTE}"), "D", "date-invalid", undated, FAST),
        Case("1 MB of 9", header(f"date: {'9' * MEGABYTE}"), "D", "date-invalid", undated, FAST),
        Case("1 MB of 1.", header(f"date: {'1.' * 500_000}"), "D", "date-invalid", undated, FAST),
        Case("20 digits", header(f"date: {'1' * 20}"), "D", "date-invalid", undated, FAST),
        Case("1: and digits", header(f"date: 1:{'1' * 30}"), "D", "date-invalid", undated, FAST),
    ],
    "CST, +99:99, 2021-13-45, `10:20`": [
        Case("CST", header("date: Mon, 26 Jul 2021 09:29:00 CST"), "OK", None, published(2021, 7, 26, 1, 29)),
        *(
            Case(date, header(f"date: {date}"), "D", "date-invalid", undated)
            for date in (
                "2021-07-26 09:29:00 +99:99",
                "2021-13-45",
                "10:20",
                "July",
                "Monday",
                "0001-01-01 00:00 +14:00",
            )
        ),
    ],
    "2021年7月26日 09:29; `…Z`": [
        Case("Han", header("date: 2021年7月26日 09:29"), "OK", None, published(2021, 7, 26, 9, 29)),
        Case("Z", header("date: 2021-07-26T01:29:00Z"), "OK", None, published(2021, 7, 26, 1, 29)),
    ],
    "`javascript:` in all spellings, data:text/html, svg+xml": [
        *(
            Case(
                name,
                body(f'<p><a href="{url}">b</a></p>'),
                "D",
                "unsafe-url",
                both(says("b"), unwritten("javascript:", "vbscript:", "data:")),
            )
            for name, url in {
                "plain": "javascript:alert(1)",
                "case": "JaVaScRiPt:alert(1)",
                "tab": "java\tscript:alert(1)",
                "line feed": "javascript\n:alert(1)",
                "references": "&#106;avascript&#58;alert(1)",
                "named references": "java&Tab;script&colon;alert(1)",
                "space": " &#32;javascript:alert(1)",
                "control character": "&#1;javascript:alert(1)",
                "vbscript": "vbscript:msgbox(1)",
                "data": "data:text/html,<script>alert(1)</script>",
            }.items()
        ),
        *(
            Case(
                f"image {name}",
                body(f'<p>b<img src="{url}"></p>'),
                "D",
                "unsafe-url",
                both(says("b"), unwritten("javascript:", "data:")),
            )
            for name, url in {"script": "javascript:alert(1)", "html": "data:text/html,x"}.items()
        ),
        Case(
            *(
                "image svg",
                body('<p>b<img src="data:image/svg+xml,x"></p>'),
                "D",
                "unsafe-url",
                both(says("b"), unwritten("data:")),
            ),
        ),
        Case(
            "embed",
            body('<p>b</p><iframe src="javascript:alert(1)"></iframe>'),
            "D",
            "unsafe-url",
            lambda article: says("b")(article) and "javascript:" not in to_html(article) + to_post(article),
        ),
        Case(
            "embed in Markdown",
            body('<p>b</p><iframe src="javascript:alert(1)"></iframe>'),
            "D",
            "unsafe-url",
            unwritten("javascript:"),
        ),
    ],
    "`//h`, `\\\\h`, `http://[`": [
        Case(url, body(f'<p><a href="{url}">b</a></p>'), "OK", None, link(url))
        for url in ("//h", "\\\\h", "/\\h", "https:///h")
    ]
    + [
        Case(
            *(url, body(f'<p><a href="{url}">b</a></p>'), "D", "malformed-url", link(url)),
        )
        for url in ("http://[", "http://a／b", "http://℀.com")
    ],
}
"""The list: what each row of it names, and what that gives."""


def _params(keep: Callable[[Case], bool] = lambda _: True) -> list[ParameterSet]:
    """The cases to keep, named after their rows."""
    return [pytest.param(case, id=f"{row}: {case.what}") for row, cases in ROWS.items() for case in cases if keep(case)]


def _outcome(
    source: Source, *, strict: bool, normalizers: tuple[str, ...] = DEFAULT_NORMALIZERS
) -> tuple[Article | OfweekParseError, float]:
    """What *source* gives, and how long that took."""
    parser = Parser(strict=strict, normalizers=normalizers)
    begin = time.process_time()
    try:
        given: Article | OfweekParseError = parser.parse(source, name="a.md")
    except OfweekParseError as error:
        given = error
    return given, time.process_time() - begin


def _undisturbed(source: Source, *, strict: bool) -> float:
    """How long *source* takes on a usual machine, without measuring coverage or looking for other tests' garbage.

    Of three times the least, as other processes take their share of the machine.
    """
    trace = sys.gettrace()
    sys.settrace(None)
    gc.disable()
    try:
        return min(_outcome(source, strict=strict)[1] / slowness() for _ in range(3))
    finally:
        gc.enable()
        sys.settrace(trace)


def _told(article: Article) -> list[str]:
    return [note.code for note in article.diagnostics]


class TestTheList:
    """Every input of every row."""

    @pytest.mark.no_cover
    @pytest.mark.parametrize("case", _params())
    def test_outcome(self, case: Case) -> None:
        """It gives what the list says, in time, strict and not; an exception names the place, and a limit that bites."""
        source = case.made()
        for strict in (False, True):
            given, took = _outcome(source, strict=strict)
            assert took < case.bound or _undisturbed(source, strict=strict) < case.bound
            if case.expected == "E" or (case.expected == "S" and strict):
                assert isinstance(given, DIAGNOSTIC_CODES[case.code or ""].error)
                assert (given.code, given.source) == (case.code, "a.md")
                if isinstance(given, LimitError):  # it says its name, its value, and how to raise it
                    assert given.value == getattr(Limits(), given.limit)
                    assert f"Limits({given.limit}=" in given.message
                if case.expected == "E" and case.what not in {"bytes", "characters"}:
                    assert None not in (given.line, given.column)
                continue
            assert isinstance(given, Article)
            assert _told(given) == [] if case.code is None else case.code in _told(given)
            assert case.check is None or case.check(given), (given, given.diagnostics)

    @pytest.mark.parametrize("case", _params(lambda case: not callable(case.source)))
    def test_both_paths(self, case: Case) -> None:
        """Both paths give the same; of the large ones, what they give is fixed above."""
        check_same(case.made(), RAW, STRICT, DEFAULT)

    def test_larger_header(self) -> None:
        """Three megabytes of a sexagesimal number are text, where the limit lets them in."""
        article = Parser(limits=Limits(header_size=2**22)).parse(header("x: 1" + ":00" * MEGABYTE))
        assert article.extra["x"] == "1" + ":00" * MEGABYTE

    def test_urls_with_a_base(self) -> None:
        """What is no URL is kept as given where there is a base, too."""
        parser = Parser(base_url="https://www.example.com/a/")
        urls = ("http://[", "http://a／b", "http://℀.com")
        article = parser.parse(body("".join(f'<a href="{url}">b</a>' for url in urls)))
        assert tuple(found.href for found in article.links) == urls


PAYLOADS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)><a xlink:href='javascript:alert(1)'>b</a></svg>",
    "<math><mtext></p><style><img src=x onerror=alert(1)></style>",
    "<a href='jav&#x0A;ascript:alert(1)' onclick=alert(1) style='x:expression(1)'>b</a>",
    "<iframe srcdoc='<script>alert(1)</script>' src='javascript:alert(1)'></iframe>",
    '<img src="a.png" alt="&quot; onerror=alert(1) x=&quot;" title="--><script>alert(1)</script>">',
    "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>",
    "<pre><code class='language-\" onclick=\"x'>&lt;/code&gt;</pre>&lt;/pre></code>",
    "<form action='javascript:alert(1)'><button formaction='javascript:alert(1)'>b</button></form>",
    "<base href='//h/'><meta http-equiv=refresh content='0;url=javascript:alert(1)'><link rel=stylesheet href=x>b",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>b</noscript>",
    "<object data='data:text/html,x'><param name=src value='javascript:alert(1)'></object>",
    "<video src='javascript:alert(1)' poster='javascript:alert(1)'></video>b",
    "<ol start='1\" onclick=\"x'><li>b</ol><table><td colspan='2\" onclick=\"x'>b<td>c</table>",
)

_ELEMENTS = frozenset(
    "a audio blockquote br code em figcaption figure h1 h2 h3 h4 h5 h6 hr iframe img li ol p pre strong sub sup table tbody td "
    "th thead tr ul video".split()
)
_ATTRIBUTES = frozenset("alt class colspan controls height href rowspan role src start style title width".split())
_URL_ATTRIBUTES = frozenset({"href", "src"})


class _Tags(HTMLParser):
    """Notes what an allow-list would not let through."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.bad: list[str] = []
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.bad += [tag] if tag not in _ELEMENTS else []
        for name, value in attrs:
            scheme = re.match(r"[\x00-\x20]*([A-Za-z][A-Za-z0-9+.-]*):", value or "")
            if name not in _ATTRIBUTES:
                self.bad.append(name)
            if name in _URL_ATTRIBUTES and scheme and scheme[1].lower() not in {"http", "https", "mailto"}:
                self.bad.append(scheme[0])

    def handle_comment(self, data: str) -> None:
        self.bad.append(data)

    def handle_decl(self, decl: str) -> None:
        self.bad.append(decl)


class TestPayloads:
    """What is written of hostile markup."""

    @pytest.mark.parametrize("payload", PAYLOADS)
    def test_allow_list(self, payload: str) -> None:
        """HTML has allowed elements, attributes and schemes only, and written again is the same."""
        written = to_html(Parser().parse(body(f"<p>a</p>{payload}")))
        assert _Tags(written).bad == []
        assert to_html(Parser(normalizers=()).parse(body(written))) == written

    @pytest.mark.parametrize("payload", PAYLOADS)
    def test_as_text(self, payload: str) -> None:
        """As the text of a title, a paragraph and an attribute it stays text."""
        quoted = payload.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
        markup = f'<p>{quoted}</p><img src="a.png" alt="{quoted}">'
        article = Parser(normalizers=()).parse(body(markup))
        assert article.text == payload
        assert _Tags(to_html(article)).bad == []


def _results(sources: list[Source]) -> list[object]:
    """What every one of *sources* gives, in a form to compare, diagnostics included."""
    results: list[object] = []
    for source in sources:
        given, _ = _outcome(source, strict=False)
        if isinstance(given, Article):
            results.append((to_dict(given), given.diagnostics))
        else:
            results.append((type(given), str(given)))
    return results


def _in_small_stack(function: Callable[[], object]) -> object:
    """What *function* gives in a thread with a stack of 512 KiB."""
    result: list[object] = []
    before = threading.stack_size(512 * 1024)
    try:
        thread = threading.Thread(target=lambda: result.append(function()))
        thread.start()
    finally:
        threading.stack_size(before)
    thread.join()
    return result[0]


DEEP: list[Source] = [
    *(
        nested(tag, levels)()
        for tag in ("div", "b", "ul><li", "blockquote", "table><td", "sup")
        for levels in (20, 250)
    ),
    *(nested(tag, 20_000)() for tag in ("div", "b", "ul><li")),
    *(case.made() for row in ("`[` x 100,000, `- ` x 100,000 in the header",) for case in ROWS[row]),
    *(case.made() for case in ROWS["alias or merge bomb, recursive alias"]),
    f';;;\n"a": {"[" * 100_000}\n;;;\n<p>b</p>',
    header(f"title: {'[' * 20_000}x: y"),
]


@pytest.mark.no_cover
class TestThreads:
    """`4 threads; a 512 KiB stack`."""

    def test_four_threads(self) -> None:
        """Four threads that parse the same posts give what one gives."""
        sources: list[Source] = [
            *(sample.source for sample in SAMPLES.values()),
            *(
                case.made()
                for cases in ROWS.values()
                for case in cases
                if not callable(case.source) and len(case.source) < 10_000
            ),
        ]
        expected = _results(sources)
        with ThreadPoolExecutor(4) as pool:
            assert list(pool.map(_results, [sources] * 4)) == [expected] * 4

    def test_small_stack(self) -> None:
        """Deep bodies and headers give the same in a thread with a small stack."""
        assert _in_small_stack(lambda: _results(DEEP)) == _results(DEEP)

    def test_small_stack_writers(self) -> None:
        """What deep bodies parse to can be written there too."""

        def written() -> list[list[str]]:
            articles = (_outcome(source, strict=False)[0] for source in DEEP)
            return [
                [to_text(given), to_html(given), to_markdown(given), to_post(given), to_json(given), given.id]
                for given in articles
                if isinstance(given, Article)
            ]

        assert _in_small_stack(written) == written()

    def test_recursion_limit(self) -> None:
        """Nothing needs more of Python's stack than a caller that is already deep in it leaves."""

        def descend(levels: int) -> object:
            return descend(levels - 1) if levels else _results(DEEP)

        assert descend(sys.getrecursionlimit() // 2) == _results(DEEP)
