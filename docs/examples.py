"""The examples in the reference: one for each diagnostic code, verdict on alternative texts, and normalizer.

The pages show these with their results; ``tests/project/test_docs_examples.py`` checks that each demonstrates its code.
"""

from __future__ import annotations

import importlib
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

import ofweek_parse

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["NORMALIZERS", "POSTS", "PROGRAMS", "VERDICTS", "Example", "diagnosed", "printed", "verdict_post"]


@attrs.frozen
class Example:
    """A post with a diagnostic.

    Attributes:
        post: The post.
        parser: The parser for it, as a Python expression.
        plugins: The normalizers that an installed package registers, as lines of its ``pyproject.toml``.
    """

    post: str | bytes
    parser: str = "Parser()"
    plugins: str = ""


def _header(lines: str, body: str = "<p>正文</p>") -> Example:
    return Example(f"---\n{lines}\ndate: 2021-07-26\n---\n{body}")


def _body(html: str, parser: str = "Parser()") -> Example:
    return Example(f"---\ntitle: 风电\ndate: 2021-07-26\n---\n{html}", parser)


_WHOLE = "---\ntitle: 风电\ndate: 2021-07-26\n---\n<p>正文</p>"

POSTS: dict[str, Example] = {
    "bom": Example(f"\ufeff{_WHOLE}"),
    "control-char": Example(_WHOLE.replace("正文", "正\x07文")),
    "encoding-doubtful": Example("---\ntitle: 離岸風電\ndate: 2021-07-26\n---\n<p>臺灣的建設進度</p>".encode("big5")),
    "encoding-guessed": Example("---\ntitle: 风电\ndate: 2021-07-26\n---\n<p>正文</p>".encode("gb18030")),
    "eol-cr": Example(_WHOLE.replace("\n", "\r")),
    "undecodable": Example(_WHOLE.encode() + b"\xff"),
    "closer-dots": Example("---\ntitle: 风电\ndate: 2021-07-26\n...\n<p>正文</p>"),
    "content-before-opener": Example(f"<!-- 导出 -->\n{_WHOLE}"),
    "empty-input": Example("\n"),
    "front-matter-cut-short": Example("---\ntitle: 风电\n<p>正文</p>\n---\n<p>下文</p>"),
    "front-matter-empty": Example("---\n---\n<p>正文</p>"),
    "front-matter-missing": Example("<p>正文</p>"),
    "path-as-post": Example("posts/a.md"),
    "front-matter-unsupported": Example('+++\ntitle = "风电"\n+++\n<p>正文</p>'),
    "front-matter-unterminated": Example("---\ntitle: 风电\n<p>正文</p>"),
    "invisible-before-opener": Example(f"\u200b{_WHOLE}"),
    "json-braces": Example(';;;\n{"title": "风电", "date": "2021-07-26"}\n;;;\n<p>正文</p>'),
    "json-front-matter": Example(';;;\n"title": "风电", "date": "2021-07-26"\n;;;\n<p>正文</p>'),
    "leading-whitespace": Example(f"  \n{_WHOLE}"),
    "opener-indented": Example(f" {_WHOLE}"),
    "opener-missing": Example("title: 风电\ndate: 2021-07-26\n---\n<p>正文</p>"),
    "separator-length": Example("---\ntitle: 风电\ndate: 2021-07-26\n-----\n<p>正文</p>"),
    "bad-escape": _header('title: "C:\\风电"'),
    "comment-cut": _header("title: 风电 #3"),
    "colon-repaired": _header("title:【风电】新的一年"),
    "depth": Example(_WHOLE.replace("风电", "[[[[风电]]]]"), "Parser(limits=Limits(header_depth=3))"),
    "duplicate-key": _header("title: 风电\ntitle: 光伏"),
    "front-matter-not-a-mapping": Example("---\n- 风电\n- 光伏\n---\n<p>正文</p>"),
    "json-syntax": Example(';;;\n"title": 风电\n;;;\n<p>正文</p>'),
    "key-indented": _header("title: 风电\n author: 编辑部"),
    "non-string-key": _header("title: 风电\n2021: 年"),
    "odd-line-break": _header("title: 风\u2028电"),
    "quote-repaired": _header("title: 'It's windy'"),
    "tab-indent": _header("title: 风电\ntags:\n\t- 叶片"),
    "unquoted-colon": _header("title: 风电: 新的一年"),
    "unquoted-value": _header("title: [风电, 储能]"),
    "yaml-alias": _header("title: &name 风电\nauthor: *name"),
    "yaml-directive": Example("---\n%YAML 1.1\ntitle: 风电\ndate: 2021-07-26\n---\n<p>正文</p>"),
    "yaml-multiple-documents": _header("title: 风电\n--- # 第二份\nauthor: 编辑部"),
    "yaml-syntax": _header("title: 风电\n这一行不是键值"),
    "yaml-tag": _header("title: !!python/name:os.system 风电"),
    "date-ambiguous": Example("---\ntitle: 风电\ndate: 12/04/2015\n---\n<p>正文</p>"),
    "date-invalid": Example("---\ntitle: 风电\ndate: Invalid Date\n---\n<p>正文</p>"),
    "date-missing": Example("---\ntitle: 风电\n---\n<p>正文</p>"),
    "field-type": _header("title: 风电\ncomments: 也许"),
    "title-missing": Example("---\ndate: 2021-07-26\n---\n<p>正文</p>"),
    "attribute-dropped": _body('<p>一家<abbr title="世界卫生组织">世卫</abbr></p>'),
    "attribute-lost": _body('<p>正文<input placeholder="邮箱"></p>'),
    "attribute-limit": _body("<p class=a id=b lang=zh>正文</p>", "Parser(limits=Limits(attributes=2))"),
    "bare-ampersand": _body("<p>/q?x=1&paramY=2</p>"),
    "block-limit": _body("<p>一</p><p>二</p><p>三</p>", "Parser(limits=Limits(blocks=2))"),
    "code-layout": _body("<pre>let n = 1;<button>复制代码</button></pre>"),
    "link-lost": _body('<a href="/tag"><table><tr><td>一<td>二</table></a>'),
    "link-in-code": _body('<pre>ls <a href="/tag">目录</a></pre>'),
    "broken-attribute": _body('<p><img src="a.png" title="一台"会唱歌"的风机"></p>'),
    "duplicate-attribute": _body('<p><img src="a.png" src="b.png"></p>'),
    "drawing-dropped": _body('<p>正文</p><svg viewBox="0 0 600 400"><title>风速</title><path d="M0 0h600"/></svg>'),
    "object-content": _body("<p>正文</p><object>风电</object>"),
    "embed-fallback": _body('<video src="a.mp4">你的浏览器不能播放</video>'),
    "embed-without-url": _body("<p>正文</p><iframe></iframe>"),
    "empty-body": _body("<p> </p>"),
    "empty-link": _body('<p>正文<a href="/a"></a></p>'),
    "formula-copy": _body('<p>效率 <math alttext="\\eta"><mi>η</mi></math></p>'),
    "formula-lost": _body('<p>效率 <mjx-container jax="SVG"><svg></svg></mjx-container></p>'),
    "icon-dropped": _body('<p><svg width="16" height="16"><path d="M0 0h16"/></svg>正文</p>'),
    "image-copy": _body('<p>正文</p><img data-src="a.png"><noscript><img src="b.png"></noscript>'),
    "image-map": _body('<p>正文</p><img src="a.png" usemap="#m"><map name="m"><area href="b.html" alt="机舱"></map>'),
    "hidden-content": _body('<p>正文<span style="display:none">暗字</span></p>'),
    "image-without-source": _body("<p>正文</p><p><img></p>"),
    "literal-markup": _body("<p>类型是 List<String></p>"),
    "markdown-body": _body("# 风电\n\n- 叶片\n- 塔筒\n"),
    "markdown-possible": _body("第一段。\n\n第二段。\n"),
    "malformed-url": _body('<p><a href="http://[风机">正文</a></p>', 'Parser(base_url="https://www.example.com/")'),
    "name-cut": _body(f"<p {'长' * 40}='1'>正文</p>"),
    "nested-link": _body('<p><a href="a.html">正<b><a href="b.html">文</a></b></a></p>'),
    "nesting-flattened": _body("<blockquote>" * 30 + "正文" + "</blockquote>" * 30),
    "script-in-text": _body("<p>正<script>f()</script>文</p>"),
    "size-limit": _body("<p>正文</p>", "Parser(limits=Limits(file_size=20))"),
    "source-in-code": _body("<p>用 <code><ul></code> 写列表</p>"),
    "text-after-end": _body("<p>正文</p></body><p>下文</p>"),
    "token-limit": _body("<p>很长很长的正文</p>", "Parser(limits=Limits(token_size=3))"),
    "unclosed-markup": _body("<p>正文</p><p>下文 <a"),
    "unknown-element": _body("<p>正文<blink2>闪</blink2></p>"),
    "tracking-pixel": _body('<p>正文<img src="https://t.example/p.gif" width="1" height="1"></p>'),
    "unsafe-url": _body('<p><a href="javascript:alert(1)">正文</a></p>'),
    "boilerplate": Example(
        "---\ntitle: 风电\ndate: 2021-07-26\n---\n<p>正文</p><p>免责声明：以上内容只代表作者的看法，与本站立场无关。</p>",
        'Parser(normalizers=("boilerplate",))',
    ),
    "editor-token": _body("<p>正文_ueditor_page_break_tag_</p>"),
    "figure-lost": Example(
        "---\ntitle: 山谷里的风\ndate: 2021-07-26\n---\n"
        "<p>山谷里一共有四十二台风机。</p>\n<p>去年它们发电三亿度。</p>\n"
        '<p><img src="a.png" alt="山谷里一共有四十二台风机。 山谷里的风 去年它们发电三亿度。 山谷里的风"></p>'
    ),
    "lost-character": _body("<p>?车速60km／h</p>"),
    "normalizer-clash": Example(_WHOLE, 'Parser(normalizers=("width",))', 'width = "my_package:narrow"'),
    "normalizer-failed": Example(_WHOLE, "Parser(normalizers=(lambda article: 1 / 0,))"),
    "normalizer-import": Example(_WHOLE, 'Parser(normalizers=("narrow",))', 'narrow = "my_package:narrow"'),
    "normalizer-kind": Example(_WHOLE, "Parser(normalizers=(42,))"),
    "normalizer-result": Example(_WHOLE, "Parser(normalizers=(lambda article: article.title,))"),
    "normalizer-unknown": Example(_WHOLE, 'Parser(normalizers=("alt-txt",))'),
    "title-restored": Example("---\ntitle: _利空_风电场\ndate: 2021-07-26\n---\n<p>“利空”来了。</p>"),
}
"""A minimal post for each diagnostic code."""

PROGRAMS: dict[str, str] = {
    "diagnostics-left-out": """\
from ofweek_parse import parse

post = "---\\ntitle: 风电\\ndate: 2021-07-26\\n---\\n" + "<blink2>闪</blink2>\\n" * 1000
diagnostics = parse(post).diagnostics
print(len(diagnostics))
print(diagnostics[-1])
""",
    "normalizer-unpicklable": """\
from ofweek_parse import NormalizerError, Parser, iter_articles

try:
    iter_articles("posts", jobs=2, parser=Parser(normalizers=(lambda article: article,)))
except NormalizerError as error:
    print(error)
""",
    "schema": """\
from ofweek_parse import SchemaError, from_dict

try:
    from_dict({"schema_version": 1, "title": 42})
except SchemaError as error:
    print(error)
""",
    "schema-version": """\
from ofweek_parse import SchemaError, from_json

try:
    from_json('{"schema_version": 99}')
except SchemaError as error:
    print(error)
""",
    "no-text": """\
from pathlib import Path

from datatrove.data import Document

from ofweek_parse.datatrove import PostParser

post = "---\\ntitle: 风电\\n---\\n<p><img src='a.png'></p>"
list(PostParser(failures="failures").run([Document(text=post, id="1")]))
print(Path("failures/00000.jsonl").read_text(encoding="utf-8"))
""",
    "out-of-memory": """\
import os
import resource
from pathlib import Path

from ofweek_parse import Limits, Parser, iter_articles

Path("big.md").touch()
os.truncate("big.md", 2**31)  # a file of two gigabytes
resource.setrlimit(resource.RLIMIT_AS, (2**30, 2**30))  # and one of memory
for result in iter_articles("big.md", parser=Parser(limits=Limits(file_size=2**32))):
    print(result.error)
""",
    "worker-died": """\
import os
from pathlib import Path

from ofweek_parse import Parser, iter_articles


def crash(article):
    os._exit(1)


if __name__ == "__main__":
    Path("post.md").write_text("---\\ntitle: 风电\\n---\\n<p>正文</p>", encoding="utf-8")
    for result in iter_articles("post.md", jobs=2, parser=Parser(normalizers=(crash,))):
        print(result.error)
""",
}
"""A program for each diagnostic code that parsing a single short post does not report."""

VERDICTS: dict[str, tuple[str, str]] = {
    "absent": ("There is no alternative text.", '<p><img src="a.png" alt=""></p>'),
    "kept": ("The text adds information and is kept.", '<p><img src="a.png" alt="维修工站在叶根处"></p>'),
    "repeats-body": (
        "The text also occurs in the body: most of a long text, or all sentences of a short one.",
        '<p><img src="a.png" alt="山谷里一共有四十二台风机，去年发电三亿度，足够一座小城……"></p>',
    ),
    "repeats-title": (
        "The text is the title of the article, possibly truncated or followed by the name of the site.",
        '<p><img src="a.png" alt="《山谷里的风》"></p>',
    ),
    "repeats-caption": (
        "The text is the caption of the figure, or part of it.",
        '<figure><img src="a.png" alt="机舱内部"><figcaption>机舱内部</figcaption></figure>',
    ),
    "shared": (
        "Several images have the same text.",
        '<p><img src="a.png" alt="风电，储能"></p><p><img src="b.png" alt="风电，储能"></p>',
    ),
    "filename": (
        "The text is a file name, a URL, or a default text of an editor or site.",
        '<p><img src="a.png" alt="微信图片_20210726.jpg"></p>',
    ),
    "broken": (
        "The attribute was broken by a quotation mark in its text.",
        '<p><img src="a.png" title="一台"会唱歌"的风机"></p>',
    ),
}
"""The meaning of each verdict and a minimal body whose first image gets it; `verdict_post` adds the rest of the post."""


def verdict_post(html: str) -> str:
    """Return a post whose body ends with *html*."""
    return f"---\ntitle: 山谷里的风\n---\n<p>山谷里一共有四十二台风机，去年发电三亿度，足够一座小城用上八个月。</p>\n{html}"


def _post(body: str, title: str = "风电", more: str = "") -> str:
    return f"---\ntitle: '{title}'\n{more}date: 2021-07-26\n---\n{body}"


_KEYWORD = '<span class="hrefStyle"><a href="https://www.example.com/wind/">风电</a></span>'
NORMALIZERS: dict[str, str] = {
    "front-matter-text": _post("<p>正文</p>", " 模板&#123;id&#125; "),
    "placeholder-images": _post("<p>正文</p>", more="headimg: 'https://picsum.photos/400/300?random=7'\n"),
    "image-urls": _post('<p><img src="https://cors.zfour.workers.dev/?http://www.example.com/a.png"></p>'),
    "editor-residue": _post("<p>正文_ueditor_page_break_tag_</p>"),
    "whitespace": _post("<p>\u3000\u3000去年\u00a0发电\u200b  三亿度。</p>"),
    "width": _post("<p>去年装机８９，９３５台（占比４２．５％），均价３～４万元。</p>"),
    "original-title": _post("<p>正文</p><p>原文标题 : 风电,新的一年?</p>", "风电，新的一年_"),
    "restored-title": _post("<p>采用14/28nm制程。</p>", "14_28nm制程的风机"),
    "alt-text": _post('<p>去年装机四十二台。</p><p><img src="a.png" alt="去年装机四十二台。" title="image.png"></p>'),
    "captions": _post('<p><img src="a.png"></p><p>▲图：风机下线</p>'),
    "headings": _post("<p><strong>新的一年</strong></p><p>正文</p>"),
    "credits": _post("<p>正文</p><p>作者：林小舟 编辑：周砚</p>"),
    "keyword-links": _post(f"<p>全年{_KEYWORD}装机四十二台。</p>"),
    "lost-characters": _post("<p>塔筒占地6m?，导线宽1?m。</p>"),
    "ascii-punctuation": _post("<p>叶片长了,塔筒高了: 占50%,还不够!</p>"),
    "boilerplate": _post("<p>正文</p><p>免责声明：以上内容只代表作者的看法，与本站立场无关。</p>"),
    "cjk-spacing": _post("<p>采用LED的第2代产品</p>"),
    "heading-levels": _post("<h2>一、风机</h2><h2>1、叶片</h2><h2>2、塔筒</h2>"),
    "https-urls": _post('<p><a href="http://www.example.com/">详情</a></p>'),
    "lists": _post("<p>1、风机</p><p>2、叶片</p><p>3、塔筒</p>"),
    "redirect-links": _post(
        '<p><a href="https://www.example.com/GoToLink?url=https%3A%2F%2Fwind.example%2F">详情</a></p>'
    ),
    "strip-tracking": _post('<p><a href="https://www.example.com/a?utm_source=feed&amp;id=1">详情</a></p>'),
}
"""A minimal post that each normalizer changes."""


def diagnosed(example: Example) -> dict[str, str]:
    """Return the diagnostics of *example*, as text, by their codes."""
    with _installed(example.plugins):
        try:
            parser = eval(example.parser, {name: getattr(ofweek_parse, name) for name in ofweek_parse.__all__})  # noqa: S307 # an expression from this module
            article = parser.parse(example.post)
        except ofweek_parse.OfweekParseError as error:
            return {error.code: str(error)}
        return {note.code: str(note) for note in article.diagnostics}


@contextmanager
def _installed(plugins: str) -> Iterator[None]:
    """Install a distribution that registers *plugins*, while the context is active."""
    with tempfile.TemporaryDirectory() as folder:
        described = Path(folder, "my_package-1.0.dist-info")
        described.mkdir()
        (described / "METADATA").write_text("Metadata-Version: 2.1\nName: my-package\nVersion: 1.0\n")
        entry_points = f"[ofweek_parse.normalizers]\n{plugins}\n".replace('"', "") if plugins else ""
        (described / "entry_points.txt").write_text(entry_points)
        sys.path.insert(0, folder)
        importlib.invalidate_caches()
        try:
            yield
        finally:
            sys.path.remove(folder)


def printed(program: str) -> str:
    """Return the output of *program*, run in a temporary folder."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "program.py").write_text(program, encoding="utf-8")
        command = [sys.executable, "-X", "utf8", "program.py"]
        run = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=True)  # noqa: S603
        return run.stdout.strip()
