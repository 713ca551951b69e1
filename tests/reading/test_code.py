"""Code keeps its lines and its language, whatever the layout of the page."""

from __future__ import annotations

import re
from contextlib import suppress

import pytest

from ofweek_parse import (
    Article,
    Code,
    CodeBlock,
    Heading,
    LimitError,
    MarkupError,
    Paragraph,
    Parser,
    Table,
    Text,
    to_html,
    to_post,
)
from tests.making import in_time

HEADER = "---\ntitle: 山谷里的风\ndate: 2021-07-26\n---\n"
RAW = Parser(normalizers=())


def read(body: str) -> Article:
    """The article of a body, as the file has it."""
    return RAW.parse(HEADER + body)


def code(body: str) -> CodeBlock:
    """The one block that a body is."""
    (block,) = read(body).blocks
    assert isinstance(block, CodeBlock)
    return block


class TestWithoutPre:
    """Blocks of code in ``<code>`` alone."""

    @pytest.mark.parametrize(
        ("body", "text", "language"),
        [
            ('<p><code lang="python">for x in xs:\n    print(x)</code></p>', "for x in xs:\n    print(x)", "python"),
            ('<p><code class="language-go">x &lt;- y</code></p>', "x <- y", "go"),
            ("<p><code>a\n  b</code></p>", "a\n  b", None),
            ("<p><code>a<br>b</code></p>", "a\nb", None),
            ("<p>\n<span><code>a\nb</code></span><br></p>", "a\nb", None),
            ("<div><code>a\nb</code></div>", "a\nb", None),
            ("<code>a\nb</code>", "a\nb", None),
            ("<p><code><div>a</div><div>b</div></code></p>", "a\nb", None),
            ('<p><code lang="xml"><a>\n  <b>c</b>\n</a></code></p>', "<a>\n  <b>c</b>\n</a>", "xml"),
            ('<div class="codebox"><code>a &lt; b<br>&nbsp;&nbsp;c<br></code></div>', "a < b\n\u00a0\u00a0c", None),
        ],
    )
    def test_block(self, body: str, text: str, language: str | None) -> None:
        """Code of several lines, or of a language, that is alone in its paragraph is a block."""
        assert code(body) == CodeBlock(code=text, language=language)

    @pytest.mark.parametrize(
        "body",
        [
            "<p>用<code>a\nb</code></p>", "<p><code>a\nb</code>。</p>", '<p><code lang="go">a b</code>。</p>', "<p><code>a b</code></p>",
            "<p><code>a b\n</code></p>", "<p>甲<br><code>a\nb</code></p>", "<p><code>a\nb</code><code>c</code></p>", '<p><code lang="zh">a b</code></p>',
            "<p>a &lt; b &gt; <code>a\nb</code></p>", "<p><code>a\nb</code><b>c</b></p>",
        ],
    )  # fmt: skip
    def test_line(self, body: str) -> None:
        """Other code is a piece of its line."""
        (block,) = read(body).blocks
        assert isinstance(block, Paragraph)
        assert any(isinstance(inline, Code) for inline in block.inlines)

    def test_neighbours(self) -> None:
        """What stands around it stays what it is; code in a heading is part of that."""
        blocks = read("<h2>甲</h2><code>a\nb</code><p>乙</p><h3><code>a\nb</code></h3>").blocks
        assert [type(block) for block in blocks] == [Heading, CodeBlock, Paragraph, Heading]


NUMBERED = {
    "Hexo": (
        ('<figure class="highlight python"><table><tr><td class="gutter"><pre><span class="line">1</span><br><span class="line">2</span>'
        '<br></pre></td><td class="code"><pre><span class="line">a</span><br><span class="line">  b</span><br></pre></td></tr></table></figure>'),
        CodeBlock(code="a\n  b", language="python"),
    ),
    "Chroma": (
        ('<div class="highlight"><div class="chroma">\n<table class="lntable"><tr><td class="lntd">\n<pre class="chroma"><code>'
        '<span class="lnt">1\n</span><span class="lnt">2\n</span></code></pre></td>\n<td class="lntd">\n<pre class="chroma">'
        '<code class="language-go" data-lang="go"><span class="cl">1\n</span><span class="cl">  b\n</span></code></pre></td></tr></table></div></div>'),
        CodeBlock(code="1\n  b", language="go"),
    ),
    "Chroma in line": (
        '<pre class="chroma"><code data-lang="go"><span class="ln">1</span>a\n<span class="ln">2</span>  b\n</code></pre>',
        CodeBlock(code="a\n  b", language="go"),
    ),
    "Rouge": (
        ('<div class="language-ruby highlighter-rouge"><div class="highlight"><pre class="highlight"><code><table class="rouge-table">'
        '<tbody><tr><td class="rouge-gutter gl"><pre class="lineno">1\n2\n</pre></td><td class="rouge-code"><pre>a\n  b\n</pre></td></tr>'
        "</tbody></table></code></pre></div></div>"),
        CodeBlock(code="a\n  b", language="ruby"),
    ),
    "GitHub": (
        ('<table class="highlight js-file-line-container">\n<tbody><tr>\n<td class="blob-num" data-line-number="1"></td>\n<td class="blob-code">a'
        '</td>\n</tr>\n<tr>\n<td class="blob-num"></td>\n<td class="blob-code">\n</td>\n</tr>\n<tr>\n<td class="blob-num"></td>\n'
        '<td class="blob-code">  <b></td>\n</tr></tbody></table>'),
        CodeBlock(code="a\n\n  <b>"),
    ),
    "highlight.js": (
        ('<pre><code class="hljs language-js"><table class="hljs-ln"><tbody><tr><td class="hljs-ln-line hljs-ln-numbers"><div class="hljs-ln-n">'
        '</div></td><td class="hljs-ln-line hljs-ln-code"><span class="k">a</span></td></tr><tr><td class="hljs-ln-numbers"></td>'
        '<td class="hljs-ln-code">  <div></td></tr></tbody></table></code></pre>'),
        CodeBlock(code="a\n  <div>", language="js"),
    ),
    "Pygments": (
        ('<div class="highlight-python notranslate"><table class="highlighttable"><tr><td class="linenos"><div class="linenodiv"><pre>1\n2</pre>'
        '</div></td><td class="code"><div class="highlight"><pre><span></span>a\n  b\n</pre></div></td></tr></table></div>'),
        CodeBlock(code="a\n  b", language="python"),
    ),
    "Pygments in line": (
        '<pre><span class="lineno">1 </span>a\n<span class="lineno">2 </span>  b</pre>',
        CodeBlock(code="a\n  b"),
    ),
    "Rouge with a listing of HTML": (
        ('<div class="language-html highlighter-rouge"><pre class="highlight"><code><table class="rouge-table"><tbody><tr>'
        '<td class="rouge-gutter gl"><pre class="lineno">1\n2\n</pre></td><td class="rouge-code"><pre><span class="nt"><pre></span>a\n'
        '<span class="nt"></pre></span>\n</pre></td></tr></tbody></table></code></pre></div>'),
        CodeBlock(code="<pre>a\n</pre>", language="html"),
    ),
    "SyntaxHighlighter": (
        ('<div class="syntaxhighlighter html"><table border="0"><tbody><tr><td class="gutter"><div class="line number1 index0">1</div>'
        '<div class="line number2 index1">2</div></td><td class="code"><div class="container"><div class="line number1 index0">'
        '<code class="html plain"><p></code><code class="html keyword">a</code> <code class="html plain">x</code></div>'
        '<div class="line number2 index1"><code class="html spaces">&nbsp;&nbsp;</code><code class="html plain"><div></code></div></div></td></tr></tbody></table></div>'),
        CodeBlock(code="<p>a x\n\u00a0\u00a0<div>", language="html"),
    ),
    "Crayon": (
        ('<div class="crayon-syntax"><div class="crayon-plain-wrap"><textarea class="crayon-plain">List<T> a;\n  b</textarea></div><div class="crayon-main">'
        '<table class="crayon-table"><tr class="crayon-row"><td class="crayon-nums " data-settings="show"><div class="crayon-nums-content">'
        '<div class="crayon-num">1</div><div class="crayon-num">2</div></div></td><td class="crayon-code"><div class="crayon-pre">'
        '<div class="crayon-line" id="c-1"><span class="crayon-v">List<T> a;</span></div><div class="crayon-line" id="c-2">  b</div></div></td></tr></table></div></div>'),
        CodeBlock(code="List<T> a;\n  b"),
    ),
    "VuePress": (
        ('<div class="language-js line-numbers-mode"><pre class="language-js"><code>a\n  b\n</code></pre>'
        '<div class="line-numbers-wrapper"><span class="line-number">1</span><br><span class="line-number">2</span><br></div></div>'),
        CodeBlock(code="a\n  b", language="js"),
    ),
    "VitePress": (
        ('<div class="language-js"><button title="Copy Code" class="copy"></button><span class="lang">js</span><pre class="shiki"><code>'
        '<span class="line"><span style="color:red">a</span></span>\n<span class="line">  b</span></code></pre></div>'),
        CodeBlock(code="a\n  b", language="js"),
    ),
    "cnblogs": (
        ('<div class="cnblogs_code"><div class="cnblogs_code_toolbar"><span class="cnblogs_code_copy"><a title="复制代码">'
        '<img src="https://x.cn/copycode.gif" alt="复制代码"></a></span></div><pre><span style="color: #008080;"> 9</span>\n</pre>'
        '</div>').replace(" 9</span>", ' 1</span> List<T> a;\n<span style="color: #008080;"> 2</span>   b'),
        CodeBlock(code="List<T> a;\n  b"),
    ),
    "Pygments with links": (
        ('<div class="highlight"><pre><span></span><a id="x-1" name="x-1"></a><a href="#x-1"><span class="linenos">1</span></a><b>\n'
        '<a id="x-2" name="x-2"></a><a href="#x-2"><span class="linenos">2</span></a>  <p>\n</pre></div>'),
        CodeBlock(code="<b>\n  <p>"),
    ),
    "CSDN": (
        '<pre><code class="language-python">a\n  b\n</code><ul class="pre-numbering"><li>1</li><li>2</li></ul></pre>',
        CodeBlock(code="a\n  b", language="python"),
    ),
}  # fmt: skip


class TestLayout:
    """What pages put around code."""

    @pytest.mark.parametrize("page", NUMBERED)
    def test_line_numbers(self, page: str) -> None:
        """Line numbers go, whether they are in cells, spans or lists, and are reported; the code keeps its lines."""
        body, block = NUMBERED[page]
        article = read(f"<p>甲</p>{body}<p>乙</p>")
        assert article.blocks[1:-1] == (block,)
        assert {note.severity for note in article.diagnostics if note.code == "code-layout"} == {"info"}

    def test_list_in_attribute(self) -> None:
        """What looks like a list in an attribute stays as it is."""
        article = read('<pre>a\n<img src="https://x.cn/1.png" alt="<li>"></pre>')
        assert [image.alt for image in article.images] == ["<li>"]

    def test_line_elements(self) -> None:
        """Elements that are lines and end with a line break are no source; a listing of such elements is."""
        written = '<pre><code><div class="line">a\n</div><div class="line">\n</div><div class="line">  <div>\n</div></code></pre>'
        assert code(written).code == "a\n\n  <div>"
        listing = '<div class="line">a</div>\n<div class="line">b</div><p>'
        assert code(f"<pre><code>{listing}</code></pre>").code == listing

    @pytest.mark.parametrize(
        "text",
        [
            '<span style="color:red">1</span> a\n<span style="color:red">3</span> b',
            '<span style="color:red">1</span> a\nb',
            '<span style="color:red">1</span> a',
            '<span style="color:red">1</span>\n<span style="color:red">2</span>',
            '<span class="mi">1</span> a\n<span class="mi">2</span> b',
        ],
    )
    def test_numbers_in_code(self, text: str) -> None:
        """Numbers that do not count all lines are code, as are those that a highlighter calls so."""
        assert code(f"<pre>{text}</pre>").code == re.sub("<[^<>]*>", "", text)

    def test_copy_in_an_attribute(self) -> None:
        """A copy of the code in an attribute of GitHub ends where the code begins, whatever marks it holds."""
        text = 'x = "<b>" + y;\nList<T> z;'
        body = f'<div class="highlight-source-js" data-snippet-clipboard-copy-content="{text}"><pre>{text}</pre></div>'
        assert code(body) == CodeBlock(code=text, language="js")

    @pytest.mark.parametrize(
        "button",
        [
            *(
                '<span class="copy-code-btn">复制代码</span>',
                "<button>复制</button>",
                '<button class="x">Copy code</button>',
            ),
            '<div class="btn-copy"> 复制代码 </div>',
        ],
    )
    def test_button(self, button: str) -> None:
        """Buttons in code go, and are reported."""
        article = read(f"<pre><code>a\nb\n{button}</code></pre>")
        assert article.blocks == (CodeBlock(code="a\nb"),)
        (note,) = article.diagnostics
        assert note.code == "code-layout"
        assert note.message.endswith("next to code were removed.")

    def test_named(self) -> None:
        """All that was left out is named, so that nothing is lost without a word."""
        line = '<span class="lineno">{}</span>a\n'
        body = f"<pre>{line.format(1)}{line.format(2)}<button>复制</button></pre><pre>b<button>复制</button></pre>"
        assert [note.message for note in read(body).diagnostics] == [
            "The line numbers '1 2' next to code were removed.",
            "The buttons '复制 复制' next to code were removed.",
        ]

    @pytest.mark.parametrize(
        ("body", "texts"),
        [
            ("<p>按<button>复制</button>即可</p>", ["按复制即可"]),
            ('<p>看<span class="copyright">复制</span></p>', ["看复制"]),
            ("<pre>复制代码</pre>", ["复制代码"]),
            ('<p><span class="ln">12</span>元</p>', ["12元"]),
            ('<pre><span class="ln">a1</span></pre>', ["a1"]),
            ("<pre><button>去</button></pre>", ["<button>去</button>"]),
            (
                "<pre><p>\n<button class='copy'>复制</button>\n</p></pre>",
                ["<p>\n<button class='copy'>复制</button>\n</p>"],
            ),
        ],
    )
    def test_no_layout(self, body: str, texts: list[str]) -> None:
        """Words and numbers elsewhere stay."""
        assert [block.text for block in read(body).blocks] == texts

    def test_data(self) -> None:
        """A table of data stays one, whatever its classes."""
        (table,) = read(
            '<table><tr><td class="gutter">一</td><td>2</td></tr><tr><td>3</td><td>4</td></tr></table>'
        ).blocks
        assert isinstance(table, Table)
        assert [len(row) for row in table.rows] == [2, 2]

    @pytest.mark.parametrize(
        "piece",
        [
            *('<td class="gutter">1', '<pre><span class="ln">', "<button>复制", '<table><td class="blob-num">'),
            *(
                '<pre><div class="line">a</div><div class="line">',
                '<pre><span style="a">1</span> b\n',
                '<div class="crayon-plain-wrap"><textarea>',
            ),
            *('<table><tr><td><div class="container"><div class="line">', '<div data-snippet-clipboard-copy-content="'),
        ],
    )
    def test_time(self, piece: str) -> None:
        """All of it takes time in line with the size."""
        with in_time(5), suppress(LimitError):
            read(f"<p>甲</p>{piece * (100_000 // len(piece))}</td></span></pre></table>")


class TestLanguage:
    """The language of code."""

    @pytest.mark.parametrize(
        ("around", "pre", "language"),
        [
            ("", 'lang="yaml"', "yaml"),
            ("", 'data-lang="Go"', "go"),
            ("", 'data-language="c++"', "c++"),
            ("", 'class="brush:java;toolbar: false"', "java"),
            ("", 'data-syntaxhighlighter-params="brush: bash; gutter: false"', "bash"),
            ("", 'class="hljs javascript"', "javascript"),
            ("", 'class="hljs copyable python"', "python"),
            ("", 'class="sourceCode rust"', "rust"),
            ('class="highlight python"', "", "python"),
            ('class="highlight highlight-source-shell"', "", "shell"),
            ('class="highlight highlight-text-html-basic"', "", "html"),
            ('class="highlight-c notranslate"', "", "c"),
            ('class="language-ruby highlighter-rouge"', 'class="highlight"', "ruby"),
            ('class="language-ruby"', 'class="language-go"', "go"),
            ('data-lang="php"', "", "php"),
            ("", 'class="cpp"', "cpp"),
            ("", 'name="code" class="java"', "java"),
            ("", 'class="python hljs"', "python"),
            ("", 'class="C#"', "c#"),
            ("", 'class="lang:ruby decode:true"', "ruby"),
            ("", 'class="EnlighterJSRAW" data-enlighter-language="php"', "php"),
            ('data-tagsearch-lang="Python"', "", "python"),
            ('class="highlight-wrapper"', "", None),
            ('class="highlight-container"', 'class="note copy"', None),
            ('class="cpp"', "", None),
            ("", 'class="highlight"', None),
            ("", 'class="hljs chroma codehilite linenums wrap"', None),
            ("", 'class="language-plaintext"', None),
            ("", 'class="brush:plain"', None),
            ("", 'lang="zh-CN"', None),
            ('lang="php"', "", None),
            ('class="highlight-default notranslate"', "", None),
        ],
    )
    def test_names(self, around: str, pre: str, language: str | None) -> None:
        """It is what the code, or else the nearest element around it, says in the words of some highlighter."""
        body = f"<div {around}><div><pre {pre}>a</pre></div></div><pre>b</pre>"
        assert read(body).blocks == (CodeBlock(code="a", language=language), CodeBlock(code="b"))

    def test_on_code(self) -> None:
        """The ``<code>`` in a ``<pre>`` names it too."""
        assert code('<pre class="x"><code lang="go">a</code></pre>').language == "go"


class TestLines:
    """The lines of a ``<pre>``."""

    def test_round_trip(self) -> None:
        """Code that begins or ends with blank lines is written such that it is read back."""
        for text in ("\na", " \n\na\n", "a\n\n", "  a\nb"):
            block = CodeBlock(code=text)
            article = Article(title="风", blocks=(Paragraph(inlines=(Text(text="甲"),)), block))
            assert RAW.parse(to_post(article)).blocks[1] == block
            assert RAW.parse(HEADER + to_html(article)).blocks[1] == block


class TestLinks:
    """Links in code, which keeps their text."""

    def test_lost(self) -> None:
        """Of a link that the code does not show strict parsing refuses the post, and a diagnostic names the URL."""
        body = f'{HEADER}<pre>ls <a href="/tag">目录</a></pre>'
        (note,) = RAW.parse(body).diagnostics
        assert (note.code, note.severity, note.column) == ("link-in-code", "warning", 9)
        assert note.message == "The link to '/tag' in code was removed; its text was kept."
        with pytest.raises(MarkupError, match="link-in-code"):
            Parser(strict=True).parse(body)

    @pytest.mark.parametrize(
        "link",
        ['<a href="https://x.cn/">https://x.cn/</a>', '<a href="#l1"></a>', '<a name="l1">x</a>', '<a href="">x</a>'],
    )
    def test_nothing_lost(self, link: str) -> None:
        """Nothing is lost of one that the code shows, and of one that shows or leads to nothing."""
        assert read(f"<pre>ls {link}</pre>").diagnostics == ()
