"""Tags that a sentence mentions are kept as text, and careless markup is markup."""

from __future__ import annotations

import re
from contextlib import suppress

import pytest

from ofweek_parse import Embed, LimitError, Parser
from tests.making import in_time

HEADER = "---\ntitle: 山谷里的风\ndate: 2021-07-26\n---\n"
RAW = Parser(normalizers=())


def texts(body: str) -> list[str]:
    """The text of each block."""
    return [block.text for block in RAW.parse(HEADER + body).blocks]


class TestSentences:
    """Tags that are words of a sentence."""

    @pytest.mark.parametrize(
        "text",
        [
            "用<div>布局，不用<table>。", "Use the <section> element here", "用<ul>、<ol>和<dl>列表", "git clone <url> <dir> 目录", "在<head>中加",
            "放在</body>之前", "从<html>到</html>为止", "写<img>要加 alt", "块级元素：<div>、<p>、<h1>。", "用<b>和<i>加粗",
            "the <b> tag or the <em> tag", "“<div>”与『<p>』标签", "（<span>）标签", "一个<p>标签", "`<form>`和`<a>`", "再讲<option>标签",
            "讲<select>下拉框", "讲<svg>画图", "讲<math>公式", "讲<noscript>的用途", "微信的<view>和<text>、<map>组件", "见<mi>与<semantics>。", "用<input>与<link>",
        ],
    )  # fmt: skip
    @pytest.mark.parametrize("tag", ["p", "h2", "li", "td"])
    def test_stays(self, text: str, tag: str) -> None:
        """A tag without attributes is text where words are around it and its other tag is not in the paragraph."""
        outer = {"li": ("<ul>", "</ul>"), "td": ("<table><tr>", "</tr></table>")}.get(tag, ("", ""))
        body = f"<div>{outer[0]}<{tag}>{text}</{tag}>{outer[1]}<p>第二段。</p></div>"
        assert "\n".join(texts(body)) == f"{text}\n第二段。"

    @pytest.mark.parametrize(
        "body",
        [
            "<h2><header></h2><p>页眉。</p><h2>2. <footer></h2>", "<ul><li><nav>：导航</li><li><article> - 文章</li></ul>",
            "<p><dialog> 用于弹窗</p>", "<p><td> 在 <tr> 里</p>", "<p><h1> 到 <h6> 是标题</p>", "<p><html><body>字</body></html></p>",
        ],
    )  # fmt: skip
    def test_explained(self, body: str) -> None:
        """So is one that a heading ends with, or that an explanation follows; and the tags of a whole document in a paragraph."""
        inner = re.sub("</?(?:h2|p|ul|li)>", "\n", body)
        assert "\n".join(texts(body)) == re.sub("\n+", "\n", inner).strip()

    @pytest.mark.parametrize(
        "body",
        [
            "<p>用<script>放在 head 里，再用</script>结束</p>", "<p><script>里写<script></script>不行</p>", "<p>用<style></style>和<script></script>标签</p>",
            "<p>The <script> element runs code; end it with </script>.</p>", "<p>用 <iframe></iframe> 或 <video></video> 标签</p>", "<p>写<style>文字</style>时</p>",
        ],
    )  # fmt: skip
    def test_no_script(self, body: str) -> None:
        """What is between the tags of a script is a sentence where it holds nothing that code is written with."""
        assert texts(body) == [body.removeprefix("<p>").removesuffix("</p>")]


class TestMarkup:
    """Markup, sloppy or not."""

    @pytest.mark.parametrize(
        ("body", "expected"),
        [
            ("<p>甲<b>标签云</b>乙<strong>元素</strong></p>", ["甲标签云乙元素"]),
            ("<p><b>甲</b>、<i>乙</i>和<b>丙</b></p>", ["甲、乙和丙"]),
            ("<p>甲<b>乙</p>", ["甲乙"]),
            ("<p>甲<center>乙</p>", ["甲", "乙"]),
            ("<ul><li>甲<li>乙<li>标签</ul>", ["甲\n乙\n标签"]),
            ("<dl><dt>甲<dd>乙<dt>标签<dd>丁</dl>", ["甲\n乙\n标签\n丁"]),
            ("<p>甲<div>乙</div>丙</p>", ["甲", "乙", "丙"]),
            ("<p>甲<div>乙</p></div><p>丙</p>", ["甲", "乙", "丙"]),
            ("<div><p>甲</div>乙</p>", ["甲", "乙"]),
            ("<div>甲<p>乙</p>丙</div>", ["甲", "乙", "丙"]),
            ("<p>甲<br>元素周期表</p><p>甲<br>标签：乙</p>", ["甲\n元素周期表", "甲\n标签：乙"]),
            ("<p>甲<hr>标签</p>", ["甲", "标签"]),
            ("<p>甲<div class='a'>乙</p>", ["甲", "乙"]),
            ("<p>甲</p></div></body><p>乙</p>", ["甲", "乙"]),
            ("<select><option>甲<option>标签</select>", ["甲", "标签"]),
            ("<p><div>甲<em>乙</em></div></p><p><center>丙<br>丁</p>", ["甲乙", "丙\n丁"]),
            ("<p><div>甲<section>乙</section></p></div>", ["甲", "乙"]),
            ("<h2>甲<span></h2><h2><div>乙</div></h2>", ["甲", "乙"]),
            ("<p>作者<span>：甲</span></p><p>乙<div>：丙</div></p>", ["作者：甲", "乙", "：丙"]),
            ("<p>甲<b>乙</b>，</p><p>丙", ["甲乙，", "丙"]),
            ("<p>甲</p>元素周期表<p>丙", ["甲", "元素周期表", "丙"]),
            ("<h2>甲<br>和</h2><h2>丙", ["甲\n和", "丙"]),
        ],
    )  # fmt: skip
    def test_read(self, body: str, expected: list[str]) -> None:
        """Elements that are closed in their paragraph, or left open as authors do, are elements."""
        assert [text for text in texts(body) if text] == expected

    @pytest.mark.parametrize(
        "script",
        [
            '<script>x.innerHTML += "</tr></table>";</script>', "<script>x.push(' </td>' + y)</script>",
            "<script>document.write('<script src=\"a.js\"></scr'+'ipt>')</script>",
            '<script>document.write("<script src=\'a.js\'><\\/script>")</script>', "<script>debugger</script>", "<script>// 注释</script>",
            '<script>"use strict"</script>', "<script></script>", "<style></style>", "<style>p&#123;color:red&#125;</style>",
            "<style>@import url(a.css);</style>", "<script src='a.js'></script>", "<script type='text/x'>文字</script>",
        ],
    )  # fmt: skip
    def test_script(self, script: str) -> None:
        """Scripts and style sheets are no text, with tags in their strings too."""
        assert texts(f"<div><p>甲</p>{script}<p>乙{script}</p></div>") == ["甲", "乙"]

    def test_embed(self) -> None:
        """A frame with a URL is one."""
        blocks = RAW.parse(HEADER + "<p>甲<iframe src='https://a.example/v'></iframe>乙</p>").blocks
        assert [type(block) for block in blocks if isinstance(block, Embed)] == [Embed]


@pytest.mark.parametrize(
    "piece",
    ["甲<div>乙", "甲</div>乙", "<p>甲<div>乙</p>", "<div>、", "<b>和", "甲<svg>乙", "甲<img>", "<script>甲</script>", "<script>'</p>", "甲<p>标签"],
)  # fmt: skip
def test_linear(piece: str) -> None:
    """Many of them take no longer than their number says."""
    body = f"<p>{piece * (200_000 // len(piece))}</p>"
    with in_time(4), suppress(LimitError):
        texts(body)
