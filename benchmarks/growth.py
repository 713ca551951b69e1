"""The dimensions in which a post can grow, each as a function from a size in bytes to a post.

Each is there because some step could need more time than in proportion to it: it is what a step looks for, over and over.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["DIMENSIONS"]

HEADER = "---\ntitle: 风机\ndate: 2021-07-26\n---\n"
SENTENCES = (
    "山谷里一共有四十二台风机。",
    "去年它们发电三亿度，足够一座小城用上八个月。",
    "维护的人说：“风大的时候，整座山都在唱歌。”",
    "叶片在２０１９年造成，每片长６８．５米。",
)
LINK = '<span class="hrefStyle"><a href="https://a.example/{n}" target="_blank" title="b">电池</a></span>'
PROXY, REDIRECT = "https://cors.zfour.workers.dev/?", "http://a/GoToLink?url="


def _sentence(number: int) -> str:
    return f"{number}、{SENTENCES[number % len(SENTENCES)]}"


def _units(unit: str | Callable[[int], str], size: int) -> str:
    """As many of *unit*, each with its number for ``{n}``, as are so many bytes."""
    make = unit if callable(unit) else lambda number: unit.replace("{n}", str(number))
    length = len(make(1_000).encode())
    return "".join(map(make, range(max(size // length, 1))))


def repeated(unit: str | Callable[[int], str], before: str = "", after: str = "") -> Callable[[int], str]:
    """Return what makes a post whose body has as many of *unit* as its size allows."""
    return lambda size: HEADER + before + _units(unit, size) + after


def two(first: str, second: str, before: str = "", between: str = "", after: str = "") -> Callable[[int], str]:
    """Return what makes a post whose body has many of *first*, then many of *second*."""
    return lambda size: HEADER + before + _units(first, size // 2) + between + _units(second, size // 2) + after


def header(unit: str, before: str = "title: a\n", after: str = "", fence: str = "---") -> Callable[[int], str]:
    """Return what makes a post whose front matter has as many of *unit* as its size allows."""
    return lambda size: f"{fence}\n{before}{_units(unit, size)}{after}\n{fence}\n<p>风</p>"


def images(size: int) -> str:
    """A post of paragraphs and images, each image with the whole article in ``alt``: quadratic in the paragraphs."""
    count = max(round(math.sqrt(size / 400)), 1)
    text = "".join(map(_sentence, range(count)))
    row = size // max(len(text.encode()), 1)
    paragraphs = "".join(f"<p>{_sentence(number)}</p>" for number in range(count))
    return HEADER + paragraphs + "".join(f'<img src="{number}.png" alt="{text}">' for number in range(row))


def nested(size: int) -> str:
    """A post of columns of elements nested as deep as the limit lets them."""
    levels = 480
    column = "".join(f"<{'div' if level % 2 else 'span'}>{level}" for level in range(levels))
    column += "".join(f"</{'div' if level % 2 else 'span'}>" for level in reversed(range(levels)))
    return HEADER + column * max(size // len(column), 1)


def alt_length(size: int) -> str:
    """A post with one image, the alt of which copies the body."""
    text = "".join(_sentence(number) for number in range(max(size // 120, 1)))
    return f'{HEADER}<p>{text}</p><img src="a.png" alt="{text}">'


def added_sentences(size: int) -> str:
    """A post with one image, whose alt copies the body and has a sentence more behind each paragraph."""
    numbers = range(max(size // 160, 1))
    paragraphs = "".join(f"<p>Turbine {number} ran all day.</p>" for number in numbers)
    copy = " ".join(f"Turbine {number} ran all day. Photo {number} by Ana." for number in numbers)
    return f'{HEADER}{paragraphs}<p><img src="a.png" alt="{copy}"></p>'


def lost_figures(size: int) -> str:
    """A post with one image, whose alt copies the body and shows a figure after each paragraph."""
    numbers = range(max(size // 40, 1))
    paragraphs = "".join(f"<p>叶片{number}</p>" for number in numbers)
    copy = "".join(f"叶片{number}风机" for number in numbers)
    return f'{HEADER}{paragraphs}<p><img src="a.png" alt="{copy}"></p>'


def original_title(size: int) -> str:
    """A post with a long title, its original, and many alternative texts."""
    title = "_风" * (size // 12)
    alts = _units("<p><img src=a alt='{n}风_a'></p>", size // 2)
    return f"---\ntitle: {title}\n---\n{alts}<p>原文标题：{title.replace('_', '/')}</p>"


def _runs(run: str) -> dict[str, Callable[[int], str]]:
    """One text over and over: in the header, in paragraphs, in what is beside an image, in code, in cells and in credits."""
    places = {
        "title": "---\ntitle: 'a{}b'\n---\n<p>f</p>",
        "header line": "---\na: 'b'c'\nd{}e\ndate: 2021-07-26{}b\n---\n<p>f</p>",
        "paragraphs": HEADER + "<p>a{}b</p><p align=center>{}</p><p><b>{}</b></p>",
        "image": HEADER + "<p>{}</p><p><img src='{}' alt='{}b' title='c{}'></p>",
        "code": HEADER + "<p><code>a{}b</code></p><pre>{}b</pre>",
        "cells": HEADER + "<table><tr><td>{}<td><a href='{}'>{}</a></table><ul><li>{}</ul>",
        "credits": HEADER + "<p>记者：{}</p><p>图1：{}</p><p>作者 ｜ {}</p><h2>一、{}</h2>",
    }
    return {
        f"{place} of {run!r}": lambda size, form=form: form.replace(  # type: ignore[misc]
            "{}", run * max(size // len(run.encode()) // form.count("{}"), 1)
        )
        for place, form in places.items()
    }


DIMENSIONS: dict[str, Callable[[int], str]] = {
    # text
    "paragraphs": repeated(lambda number: f"<p>{_sentence(number)}</p>"),
    "one paragraph": repeated(_sentence, "<p>", "</p>"),
    "inlines in one paragraph": repeated("{n}<b>风</b>", "<p>", "</p>"),
    "bold neighbours": repeated("<b>x</b>", "<p>", "</p>"),
    "blank inlines": repeated("<i>&nbsp;</i><b>&nbsp;</b>", "<p>", "</p>"),
    "blank inlines among text": repeated("<b>&nbsp;</b>{n}", "<p>", "</p>"),
    "line breaks": repeated(lambda number: f"{_sentence(number)}<br>", "<p>", "</p>"),
    "changed and equal paragraphs": repeated("<p>A</p><p>Ａ</p>"),
    "Latin lines": repeated("<i>a：</i>b<br>", "<p>", "</p>"),
    "lost characters": repeated("续航?程", "<p>", "</p>"),
    "lost signs": repeated("{n}m?，", "<p>", "</p>"),
    "headings": repeated("<p><strong>{n}</strong></p><p><strong>第{n}章</strong></p>"),
    "subheadings of a heading with many parts": two("<b>a</b>b", "<h3>{n}</h3>", "<h2>", "</h2>"),
    "numbers before a heading": repeated("<p>1</p>", after="<h2>风</h2>"),
    "numbered headings": repeated("<h3>{n}、风</h3>"),
    "numbered paragraphs": repeated("<p>{n}、风</p>"),
    "spaces behind a list mark": repeated("\xa0", "<p>(1)", "</p><p>(2)a</p>"),
    "credits": repeated("<p>作者：林{n}</p>"),
    "credits in one paragraph": repeated("编辑：林{n} ", "<p>", "</p>"),
    "an interview": repeated("<p>记者：风？</p><p>林：风。</p>"),
    "credits among data": two("<p><img src=a></p>", "<p>作者：林</p><p>标签：风</p><p>风</p>"),
    "boilerplate": repeated("<p>本文来自网络，不代表本站观点。</p>"),
    "formulas": repeated("效率$a_{n}$为<math><mi>a</mi></math>", "<p>", "</p>"),
    # pictures
    "images with the article in alt": images,
    "images with texts of their own": repeated("<p><img src={n}.png alt='第{n}张照片' title='拍于{n}'></p>"),
    "the same below a text": two("<p>{n}山谷里的风</p>", "<p><img src={n}.png alt='{n}山谷里'></p>"),
    "alts of a long text": two("{n}风机。", "<p><img src=a alt='{n}风机'></p>", "<p>", "</p>"),
    "alts that begin alike": two("<p>山谷里的风很大{n}</p>", "<p><img src={n}.png alt='山谷里的风很大{n}台'></p>"),
    "length of one alt": alt_length,
    "sentences that a copy adds": added_sentences,
    "captions": repeated('<p><img src="{n}.png"></p><p>▲ 图{n}</p>'),
    "captions of one image": repeated("<p>▲ 图{n}</p>", '<p><img src="a.png"></p>'),
    "captions in items": repeated("<li><img src=a><p align=center>图</p><p>风</p>", "<ul>", "</ul>"),
    "captions in cells": repeated("<tr><td><img src=a><p align=center>图</p><p>风</p>", "<table>", "</table>"),
    "titles above figures": repeated("<p>图{n} 风</p><p><img src=a></p>"),
    "caption lines": repeated("<figcaption>{n}</figcaption>", "<figure><img src=a>", "</figure>"),
    "texts in a figure": repeated("<img src=a>b", "<figure>", "</figure>"),
    "figures that the body lacks": lost_figures,
    "original title and alts": original_title,
    "copies without scripts": repeated("<img data-src={n}.png src=a.gif><noscript><img src={n}.png></noscript>"),
    "images without a source": repeated("<img alt=a>"),
    "sources of a picture": repeated("<source srcset='{n}.png 1x'>", "<picture>", "<img src=b.png></picture>"),
    "candidates of an image": repeated("{n}.png 1x, ", "<img srcset='", "'>"),
    "nested proxies": repeated(PROXY, '<img src="', 'http://b/c.png">'),
    # markup
    "attributes on one tag": repeated(" a{n}=b", "<p", ">风</p>"),
    "doubled attributes": lambda size: f"{HEADER}<{'a' * (size // 2)}{' x=1' * (size // 8)}>风",
    "spilled attributes on one image": repeated(' 风{n}"', '<img src="a.png" title=""', ">"),
    "titles of paragraphs": repeated("<p title='第{n}片叶'>风</p>"),
    "nesting": nested,
    "quotes in quotes": repeated("<blockquote>" * 10 + "{n}风" + "</blockquote>" * 10),
    "list items": repeated(lambda number: f"<li>{_sentence(number)}</li>", "<ul>", "</ul>"),
    "lists in a list, no item": repeated("<ul><li>{n}</li></ul>", "<ul><li>风</li>", "</ul>"),
    "lists flattened after findings": two("<x></x>", "<ul></ul>", between="<ul><li>" * 25),
    "table cells": repeated("<tr><td>{n}</td><td>风</td></tr>", "<table>", "</table>"),
    "cells in one row": repeated("<td>{n}</td>", "<table><tr><td>a<tr>", "</table>"),
    "a wide row and many": two("<td>a", "<tr><td>b", "<table><tr>", after="</table>"),
    "cells that span rows": two("<td rowspan=999>a", "<tr><td>b", "<table><tr>", after="</table>"),
    "cells that span all": repeated("<tr><td rowspan=999 colspan=999>a", "<table>", "</table>"),
    "code": repeated("line {n} &lt;a&gt; <b>b</b>\n", "<pre>", "</pre>"),
    "code in paragraphs": repeated("<p>int a{n} = {n};</p>"),
    "numbered code": two("{n}\n", "x = 1\n", "<table><tr><td><pre>", "</pre><td><pre>", "</pre></table>"),
    "spaces in a button": repeated(" ", "<pre>a</pre><a>"),
    "attributes in a button": repeated('alt="复制代码" ', "<pre>a</pre><a><img "),
    "tags in prose": repeated("<p>List<String> {n}</p>"),
    "tags in code": repeated("<code><ul></code>"),
    "code in code": repeated("<pre>" * 40 + "{n}" + "</pre>" * 40),
    "keyword links": repeated(f"<p>动力{LINK}展</p>"),
    "keyword links in one paragraph": repeated(f"动{LINK}", "<p>", "</p>"),
    "keyword links in a style": repeated(f" {LINK}", '<p style="', '">风'),
    "a URL of blanks": lambda size: f'{HEADER}<a href="a{" " * size}b">风</a><img src="a{" " * size}b">',
    "nested redirects": repeated(REDIRECT, '<a href="', 'http://b">风</a>'),
    "queries of a formula": repeated("/chart?cht=tx", '<img src="http://a', '">'),
    "malformed URLs": repeated("<a href='http://[{n}'>风</a>"),
    "embeds": repeated("<iframe src=//a/{n}></iframe><video src=a poster=b>c</video>"),
    "definitions": repeated("<dt>{n}<dd>风", "<dl>", "</dl>"),
    "unknown elements": repeated("<foo>{n}</foo>"),
    "unknown elements never closed": repeated("<x>"),
    "unknown names": repeated("<p>a<b{n}>c</d{n}>"),
    "hidden elements": repeated("<p hidden>{n}</p>"),
    "hidden links": repeated("<a href={n}>风</a>", "<div hidden>", "</div>"),
    "drawings": repeated("<svg><title>a</title><text>风</text></svg>"),
    "comments": repeated("<!-- {n} -->风"),
    "comments never closed": repeated("<p>{n}</p><!-- 风"),
    "quotes never closed": repeated('<p a="b'),
    "tags never closed": repeated("<p {n} "),
    "sections": repeated("<![CDATA[{n}]]>"),
    "stray end tags": repeated("</div>{n}"),
    "misnested tags": repeated("<b><p>{n}</b>"),
    "references": repeated("&amp;&#{n};", "<p>", "</p>"),
    "references without an end": repeated("&#0", "<p>", "</p>"),
    "control characters": repeated("{n}\1"),
    "excerpt marks": two("<!-- more -->", "<p>▲ 风</p>", "<p><img src=a></p>"),
    "Markdown": repeated("## {n}\n\n- **a** [b](c)\n\n"),
    # front matter
    "header keys": header("key{n}: 'value {n}'\n"),
    "header keys to repair": header("key{n}: 'it's {n}'\n"),
    "header keys that are there again": header("a: {n}\n"),
    "header list": header(" - 类{n}\n", "title: a\ncategories:\n"),
    "header list to repair": header(" - 'a'b'\n", "title: a\ntags:\n"),
    "spaces in a header list to repair": header(" ", "title: a\ntags: ['a", "'b']"),
    "digits of a title": header("1", "title: ", "x"),
    "spaces before a comment": header(" ", "title: a", "# b"),
    "header lines that are none": header("a\n"),
    "header of deep lines": header("   k{n}: v\n", "a:\n"),
    "JSON header": header('"a{n}": 1,\n', "", '"b": 2', ";;;"),
    "JSON keys that are there again": header('"a":1,\n', "", '"b": 2', ";;;"),
    "references in a title": header("amp;", "title: '&", "'"),
    "fences": lambda size: "---\n" * (size // 4),
    # one text over and over
    **{
        name: make
        for run in (
            " ",
            "\u3000",
            "-",
            "(",
            "（",
            "1，",
            "：",
            "！",
            "?!",
            "//",
            "a.",
            "风 ",
            "_a",
            "《",
            "来源：",
            "☃",
            "a",
            "。",
            "～",
        )
        for name, make in _runs(run).items()
    },
}
"""What grows, and the post of a size."""
