"""Unescaped markup: mentioned tags are text in a post about programming, and real markup is markup."""

from __future__ import annotations

from contextlib import suppress

import pytest

from ofweek_parse import Article, Code, CodeBlock, Embed, Heading, LimitError, LineBreak, Link, Paragraph, Parser
from ofweek_parse.model.traversal import iter_inlines
from tests.making import in_time

HEADER = "---\ntitle: 山谷里的风\ndate: 2021-07-26\n---\n"
RAW = Parser(normalizers=())


def read(body: str) -> Article:
    """The article of a body, as the file has it."""
    return RAW.parse(HEADER + body)


def texts(body: str) -> list[str]:
    """The text of each block."""
    return [block.text for block in read(body).blocks]


def codes(body: str) -> list[str]:
    """The pieces of code in lines."""
    return [inline.code for inline in iter_inlines(read(body).blocks) if isinstance(inline, Code)]


def code_of(body: str) -> str:
    """The code of the one block that a body is."""
    (block,) = read(body).blocks
    assert isinstance(block, CodeBlock)
    return block.code


class TestRawText:
    """Elements whose content no browser shows as text, and mentions of them."""

    @pytest.mark.parametrize(
        "tag", ["script", "style", "textarea", "title", "xmp", "noframes", "template", "head", "video", "iframe"]
    )
    def test_never_closed(self, tag: str) -> None:
        """One that is never closed is a mention: its tag is text, and everything behind it is read."""
        body = f"<h2><{tag}>标签怎么用</h2><p>第一段。</p><h3>次序</h3><p>第二段。</p>"
        assert texts(body) == [f"<{tag}>标签怎么用", "第一段。", "次序", "第二段。"]
        kinds: list[type[object]] = [Heading, Paragraph, Heading, Paragraph]
        assert [type(block) for block in read(body).blocks] == kinds

    @pytest.mark.parametrize("tag", ["script", "style", "textarea", "title", "xmp", "template"])
    def test_closed_elsewhere(self, tag: str) -> None:
        """So is one whose end tag comes behind the end of what it is in."""
        body = f"<p>以<{tag}>开头。</p><h2>第二节</h2><p>中间的正文。</p><p>以</{tag}>结尾。</p>"
        assert texts(body)[:3] == [f"以<{tag}>开头。", "第二节", "中间的正文。"]
        assert texts(body)[3].endswith("结尾。")

    def test_player(self) -> None:
        """A player with a URL that is never closed takes no text with it."""
        blocks = read("<p>用<video src='https://a.example/v'>放</p><p>后</p>").blocks
        assert [block.text for block in blocks] == ["用", "", "放", "后"]

    @pytest.mark.parametrize("tag", ["audio", "iframe", "object", "video"])
    def test_player_before_another(self, tag: str) -> None:
        """Nor does it if a later one is closed."""
        player = f"<{tag} src='https://a.example/v'>"
        article = read(f"<div>{player}<p>正文</p>{player}</{tag}></div><p>后</p>")
        assert [block.text for block in article.blocks] == ["", "正文", "", "后"]
        assert article.diagnostics == ()

    @pytest.mark.parametrize("tag", ["video controls", "video id=x", "audio class='y' preload"])
    @pytest.mark.parametrize("tail", ["", "<video src=v></video><audio src=v></audio>"])
    def test_player_of_sources(self, tag: str, tail: str) -> None:
        """What it plays may be named by a source in it."""
        embed = read(f"<p>用<{tag}>\n<source src='https://a.example/v'>放</p><p>后</p>{tail}").blocks[1]
        assert isinstance(embed, Embed)
        assert embed.url == "https://a.example/v"

    def test_player_in_player(self) -> None:
        """One inside another is its fallback."""
        blocks = read("<object data='u.swf'><object data='v.swf'>旧</object>旧</object><p>后</p>").blocks
        assert [block.text for block in blocks] == ["", "后"]

    def test_before_a_real_one(self) -> None:
        """A mention does not take what a real script behind it closes."""
        body = "<p>写<script>时</p><p>正文</p><script>let n = 1;</script><p>末尾</p><style>b{}</style>"
        assert texts(body) == ["写<script>时", "正文", "末尾"]

    @pytest.mark.parametrize(
        "script",
        [
            "<script>let n = 1;</script>",
            "<SCRIPT src='a.js'></SCRIPT>",
            "<script>el.innerHTML='<div>x</div>'</script>",
            "<script>html += '</li>'; if (a<b) {}</script>",
            '<script>document.write("<b>x</b>")\n</script >',
            "<style>p > a{color:red}</style>",
            "<style><!-- p{} --></style>",
        ],
    )
    def test_real(self, script: str) -> None:
        """Real scripts and styles leave nothing, and are not reported."""
        article = read(f"<div><p>甲</p>{script}<p>乙</p></div>")
        assert [block.text for block in article.blocks] == ["甲", "乙"]
        assert article.diagnostics == ()

    def test_stray_end(self) -> None:
        """The end tag of a script that never began is text, as are others of elements that are read apart, in a sentence."""
        for tag in ("script", "svg", "pre", "code", "video", "noscript", "template", "el-table"):
            assert texts(f"<p>最后写</{tag}>就行</p><p>后</{tag}></p>")[0] == f"最后写</{tag}>就行"
        assert texts("<p>以<template>开头，</p><p>以</template>结尾。</p>") == [
            "以<template>开头，",
            "以</template>结尾。",
        ]

    def test_reported(self) -> None:
        """What was never closed is reported once, at the first place, with how often it happens."""
        (note,) = read("<h2><script>标签</h2><p><script>和</p>").diagnostics
        assert (note.code, note.severity, note.line, note.column) == ("unclosed-markup", "info", 5, 5)
        assert note.message == "'<script>' is never closed; it was read as text (2 in total)."


class TestPreformatted:
    """Listings in ``<pre>``."""

    @pytest.mark.parametrize(
        "code",
        [
            "<html>\n<script>\nlet n = 1;\n</script>\n</html>",
            "<!DOCTYPE html>\n<title>风</title>",
            '<div class="card">\n  <p>字</p>\n</div>',
            "<!-- 注 -->",
            "<!-- <b>注</b> -->",
            "<?php echo 1; ?>",
            "<?xml version='1.0'?>\n<a><![CDATA[x]]></a>",
            "Set<?> s;",
            "List<String> a <missing> </String>",
            "std::vector<std::pair<int, int>> v;",
            "//放在</body>标签前",
            "<ul>\n  <li>一</li>\n  <li>二</li>\n</ul>",
            "<b>\n<table>\n<tr><td>1</td></tr>\n</table>",
            "用 <b> 加粗",
            "for (i=0;i<b && c>d;i++)",
            '<img src="a.png">',
            '<template>\n  <my-view v-if="ok" @click="go">字</my-view>\n</template>',
            "<el-button>按</el-button>",
            "<textarea>",
            "a << b; c <= d; e <1",
            "<>甲</>",
            "<pre>\n甲\n</pre>",
            "先写 <pre> 再写",
            "<code>甲",
            '<button class="go">去</button>',
            "<!-- <ul><li>甲</li></ul> -->",
            "<?php echo '<ul>'; ?>",
            '<h1 b="<li>">x</h1>',
            "cout << x <<// 注",
            'x = "<b>" + s + "</b>"',
            's.replace("a", "<br>")',
            "<?php\necho 1;",
        ],
    )
    def test_source(self, code: str) -> None:
        """What no highlighter writes is source text and stays as written, with a ``<code>`` around it or without."""
        assert read(f"<p>前</p><pre><code class='language-x'>{code}</code></pre><p>后</p>").blocks[1:2] == (
            CodeBlock(code=code, language="x"),
        )
        if "<code>" not in code:
            assert read(f"<p>前</p><pre>{code}</pre><p>后</p>").blocks[1:2] == (CodeBlock(code=code),)
        assert texts(f"<pre><code>{code}</code></pre><p>后</p>")[-1] == "后"

    @pytest.mark.parametrize(
        ("code", "text"),
        [
            ('<span class="k">if</span> (a &lt; b)', "if (a < b)"),
            ('<span class="line"><span class="k">if</span></span> <b>x</b>', "if x"),
            ("<del>旧</del><ins>新</ins> <mark>记</mark><sup>1</sup>", "旧新 记1"),
            ('<font color="red">红</font> <strong>粗</strong>', "红 粗"),
            ("一<br>二<br/>三", "一\n二\n三"),
            ("<div>一</div><div>二</div>", "一\n二"),
            ("<p>一</p><p>二</p>", "一\n二"),
            ('<ol><li class="L0">一</li><li class="L1">二</li></ol>', "一\n二"),
            ('<span data-x="1"><!----></span>甲', "甲"),
            ("<span>甲</span>", "甲"),
        ],
    )
    def test_markup(self, code: str, text: str) -> None:
        """A highlighter's spans, marked words and lines that are elements are markup."""
        article = read(f"<pre><code>{code}</code></pre>")
        assert article.blocks == (CodeBlock(code=text),)
        assert article.diagnostics == ()

    @pytest.mark.parametrize(
        "text", ["<br>", "<div></div>", "<p>一</p>\n<p class='a'>二</p>", "<code>甲</code>", "<ul><li>一</li></ul>"]
    )
    def test_listing(self, text: str) -> None:
        """In a ``<code>``, elements that would show nothing, have line breaks between them, or are ``<code>`` again are source."""
        assert texts(f"<pre><code>{text}</code></pre>") == [text]

    @pytest.mark.parametrize(
        "text",
        ["<b>甲</b>", "<p>甲<b>乙</b></p>", '<img src="https://a.example/a.png">', "甲<br>\n乙", '<a href="u">甲</a>'],
    )
    @pytest.mark.parametrize("language", ["html", "vue", "jsx"])
    def test_language(self, text: str, language: str) -> None:
        """In code of a language that has tags, all tags are source."""
        assert code_of(f'<pre><code class="language-{language}">{text}</code></pre>') == text
        assert code_of(f'<pre lang="{language}">{text}</pre>') == text

    def test_highlighted_language(self) -> None:
        """A highlighter has its own tags around those of the source, so that others are markup."""
        code = '<span class="hljs-tag"><<span class="hljs-name">b</span>></span> <del>甲</del>'
        assert code_of(f'<pre><code class="hljs language-html">{code}</code></pre>') == "<b> 甲"

    @pytest.mark.parametrize(
        ("code", "text"),
        [
            ('<span class="s">"<b>"</span>, <span class="s">"</b>"</span>', '"<b>", "</b>"'),
            ('<span style="a">"</span><span style="b"><br></span><span style="a">"</span>\nx', '"<br>"\nx'),
            ('<span class="s">"""甲 <b>乙</b>"""</span>\n<i>x</i>', '"""甲 <b>乙</b>"""\n<i>x</i>'),
            ('<span class="gd">-<b>旧</b></span>\n<span class="gi">+<i>新</i></span>', "-<b>旧</b>\n+<i>新</i>"),
            ('<span class="c">// 用 <br></span>\nx', "// 用 <br>\nx"),
            ('<span class="s">a<b>\n</span><span class="k">x</span></b>', "a<b>\nx</b>"),
            ('<span class="line"><p></span>\n<span class="line">a</p><br/></span>', "<p>\na</p><br/>"),
            ('<span class="line">"甲 <del>乙</del>"</span>', '"甲 乙"'),
            ('<span class="k">x</span> = <del>1</del><ins>"2"</ins>', 'x = 1"2"'),
        ],
    )
    def test_marks_in_highlighted_code(self, code: str, text: str) -> None:
        """A highlighter marks whole strings and comments, so that tags in them are source, as are those alone in quotes."""
        assert code_of(f"<pre><code>{code}</code></pre>") == text

    @pytest.mark.parametrize(
        ("code", "text"),
        [
            ("<div><br>  <p>旧</p><br></div>", "<div>\n  <p>旧</p>\n</div>"),
            ("<h1>a</h1><br><br/><br>b", "<h1>a</h1>\n<br/>\nb"),
            ('s = "<br>"<br>t<br>', 's = "<br>"\nt'),
            ("<div>a</div><div><br></div><div>b</div>", "a\n\nb"),
        ],
    )
    def test_breaks_for_line_ends(self, code: str, text: str) -> None:
        """Where breaks are in place of all line ends, elements of several lines are source, and so are other breaks."""
        assert code_of(f"<pre>{code}</pre>") == text

    def test_highlighted_source(self) -> None:
        """A highlighter's spans are markup in a listing of HTML too; what else there is is not."""
        code = '<span class="t"><td></span><b>字</b></td>'
        assert texts(f"<pre>{code}</pre>") == ["<td><b>字</b></td>"]

    @pytest.mark.parametrize(
        ("code", "text"),
        [
            (
                '<span class="hljs-tag"><<span class="hljs-name">p</span>></span>甲<span class="hljs-tag"></<span class="hljs-name">p</span>></span>',
                "<p>甲</p>",
            ),
            (
                '<span class="a"><!DOCTYPE <span class="b">html</span>></span>\n<span class="c"><!-- 注 --></span>',
                "<!DOCTYPE html>\n<!-- 注 -->",
            ),
            (
                '<span class="hljs-meta"><?xml version=<span class="hljs-string">"1.0"</span>?></span>\n<span class="a"><b/></span>',
                '<?xml version="1.0"?>\n<b/>',
            ),
            ('<span class="token punctuation"><!</span><span class="token">DOCTYPE</span> html>', "<!DOCTYPE html>"),
            ('<span class="p"></</span><span class="nt">div</span><span class="p">></span>', "</div>"),
            ('<span class="nt"><div</span> <span class="na">id=</span><span class="s">"a"</span><span class="nt">></span>', '<div id="a">'),
            ('<span class="cp"><?php</span> <span class="k">echo</span> 1<span class="p">;</span> <span class="cp">?></span>', "<?php echo 1; ?>"),
            ('<span class="c"><!-- 甲</span>\n<span class="c">乙 --></span>', "<!-- 甲\n乙 -->"),
            ('<span></span><span class="p"></</span><span>p</span>>', "</<span>p</span>>"),
            ('<span class="nt"><br</span> <span class="nt">/></span>\n<span class="a">x</span>', "<br />\nx"),
            ("<?php echo '<span class=\"a\">x</span>'; ?>", "<?php echo '<span class=\"a\">x</span>'; ?>"),
            ('<!-- <span class="a">x</span> -->', '<!-- <span class="a">x</span> -->'),
        ],
    )  # fmt: skip
    def test_split_by_a_highlighter(self, code: str, text: str) -> None:
        """A highlighter that cuts tags and declarations into spans leaves nothing of its own in code."""
        (block,) = read(f"<pre><code>{code}</code></pre>").blocks
        assert isinstance(block, CodeBlock)
        assert block.code == text

    @pytest.mark.parametrize(
        ("code", "text"),
        [
            ('<span class="line">#include <span><iostream></span></span><br><span class="line"></span><br><span class="line">b</span>', "#include <span><iostream></span>\n\nb"),
            ('<code><span class="a">List<T> a;</span></code><code><span class="a"><br></span></code><code>b</code>', "List<T> a;\n\nb"),
            ("#include <iostream><br>int main() {<br>}", "#include <iostream>\nint main() {\n}"),
            ('<div class="line">List<T> a;</div><div class="line">b</div>', "List<T> a;\nb"),
            ("<code><ol><li>List<T> a;</li><li>b</li></ol></code>", "List<T> a;\nb"),
            ("<ul><li>a</li><li>b</li></ul>", "a\nb"),
            ("a<li>b</li><p>c</p>", "a\nb\nc"),
            ("<br>\n<br>\n<hr>", "<br>\n<br>\n<hr>"),
            ("<div><h1>a</h1></div><div>b</div>", "<div><h1>a</h1></div><div>b</div>"),
            ("<div><br></div><hr>", "<div><br></div><hr>"),
            ("<div>List<T></div>\n<div>b</div>", "<div>List<T></div>\n<div>b</div>"),
        ],
    )  # fmt: skip
    def test_lines_around_source(self, code: str, text: str) -> None:
        """A page's lines are lines in code with type parameters too; elements with lines of their own are source."""
        (block,) = read(f"<pre>{code}</pre>").blocks
        assert isinstance(block, CodeBlock)
        assert block.code == text

    def test_beside_numbers(self) -> None:
        """Numbers that a page has beside code do not make the element of the code source."""
        (block,) = read(
            '<pre><code class="language-go">a <- b<c {}</code><ul class="pre-numbering"><li>1</li></ul></pre>'
        ).blocks
        assert block == CodeBlock(code="a <- b<c {}", language="go")

    @pytest.mark.parametrize("name", ["src", "data-lazy-src", "data-echo", "zoomfile", "_src"])
    def test_picture(self, name: str) -> None:
        """A picture with an absolute URL is one, in whichever attribute scripts find it."""
        article = read(f'<pre>甲<img {name}="https://x.cn/a.png">乙</pre>')
        assert ([block.text for block in article.blocks], article.images[0].src) == (["甲乙", ""], "https://x.cn/a.png")

    def test_end_tag_inside(self) -> None:
        """An end tag of its own inside the code does not end it."""
        assert texts("<pre><code>结尾写</pre>就行</code></pre><p>后</p>") == ["结尾写</pre>就行", "后"]
        assert texts("<pre><code></td><pre>\n甲</code></pre><p>后</p>") == ["</td><pre>\n甲", "后"]

    def test_mention(self) -> None:
        """A ``<pre>`` that is never closed is a mention, a body that ends in one is not."""
        assert texts("<h2><pre>怎么用</h2><p>正文</p>") == ["<pre>怎么用", "正文"]
        assert texts("<h2><pre>怎么用</h2><p>正文</p><pre>x</pre>") == ["<pre>怎么用", "正文", "x"]
        assert read("<p>甲</p><pre>x <y> z").blocks[1:] == (CodeBlock(code="x <y> z"),)

    def test_reported(self) -> None:
        """Source text in code is reported once for a post, and nothing is lost of it: strict parsing passes."""
        body = f"{HEADER}<pre><html></pre><p><code><ul></code></p>"
        (note,) = Parser(strict=True).parse(body).diagnostics
        assert (note.code, note.column) == ("source-in-code", 6)
        assert note.message == "'<html>' is part of the code; it was read as text (2 in total)."


class TestCode:
    """Code in a line."""

    @pytest.mark.parametrize(
        "code",
        [
            "<table>", "<ul>", "</html>", "</p>", "<script>", "</script>", "<style>", "<script>alert(1)</script>", "<code>",
            "</code>", "<pre>", "<br>", "<br/>", "<b>", "<b></b>", "<a>", "<!DOCTYPE html>", "<!-- 注 -->", "<!--", "<?php ?>",
            "ref<HTMLDivElement>(null)", "Map<K, V>", "<p>段</p>", "<li></li>", "<el-button>", "<Foo />", "<>", "</>",
            "i<b && c>d", "'<b>' + x + '</b>'", '"<br>".join(x)', "<code>x</code>", "<div>a</div><div>b</div>", '<span style="a">', '<img src="a.png">', '<div class="x">', "<template>", "<textarea>", "<title>x</title>",
        ],
    )  # fmt: skip
    def test_source(self, code: str) -> None:
        """Tags in it are text, and the prose around stays prose."""
        body = f"<p>别用<code>{code}</code>排版，要用<code>x</code>列表</p><p>后</p>"
        assert codes(body) == [code, "x"]
        assert texts(body) == [f"别用{code}排版，要用x列表", "后"]

    @pytest.mark.parametrize("tag", ["kbd", "samp", "tt"])
    def test_other_elements(self, tag: str) -> None:
        """The same in other elements that show code."""
        assert codes(f"<p>用<{tag}><table></{tag}>吗</p>") == ["<table>"]

    @pytest.mark.parametrize(
        ("code", "pieces"),
        [("<b>x</b>", ["x"]), ('<span class="k">if</span> a', ["if a"]), ("<em>a</em> b", ["a", " b"])],
    )
    def test_markup(self, code: str, pieces: list[str]) -> None:
        """Marked words and a highlighter's spans are markup."""
        assert codes(f"<p>用<code>{code}</code>吧</p>") == pieces

    def test_break(self) -> None:
        """A line break between texts is one."""
        (block,) = read("<p>用<code>a<br>b</code>吧</p>").blocks
        assert isinstance(block, Paragraph)
        assert block.inlines[1:4] == (Code(code="a"), LineBreak(), Code(code="b"))

    def test_link(self) -> None:
        """A link is one."""
        (block,) = read('<p>见<code><a href="u">f()</a></code></p>').blocks
        assert isinstance(block, Paragraph)
        assert block.inlines[1] == Link(href="u", inlines=(Code(code="f()"),))

    @pytest.mark.parametrize(
        ("body", "expected"),
        [
            ("<h2><code>怎么用</h2><p>正文<code>x</code>。</p>", ["<code>怎么用", "正文x。"]),
            ("<h2><code>怎么用</h2><p>正文。</p>", ["<code>怎么用", "正文。"]),
            (
                "<p>以<code>开头。</p><p>正文。</p><p>以</code>结尾。</p>",
                ["以<code>开头。", "正文。", "以</code>结尾。"],
            ),
            ("<p>用<code></p><p></code>隔开</p>", ["用</p><p>隔开"]),
            ("<p><code><code></code> 与 <code></code></code> 成对</p>", ["<code> 与 </code> 成对"]),
            ("<p>用<code><pre><code></code>和<code></code></pre></code>包</p>", ["用<pre><code>和</code></pre>包"]),
            (
                "<p>从<code><code></code></p><p>中<code>x</code></p><p>到<code></code></code></p>",
                ["从<code>", "中x", "到</code>"],
            ),
        ],
    )
    def test_mention(self, body: str, expected: list[str]) -> None:
        """A ``<code>`` that closes in another paragraph, or never, is a mention, unless it is about the ends of paragraphs."""
        assert texts(body) == expected


class TestProse:
    """Outside of code."""

    @pytest.mark.parametrize(
        "text",
        [
            "若 a<b 且 c>d", "if a<b and c>d", "如果 x<p 则停", "List<String> 和 Map<K, V>", "Map<String, List<Integer>> m",
            "vector<std::string> v", "a<b", "x <y", "<App/>", "<App name={x} />", """<App a="<b>" />""", "请输入<your name>。", "<T>", "</String>", "<></>", "<?php echo 1 ?>",
            "i<n-1 && j>0", "</文件名>", "<!DOCTYPE html> 在第一行", "声明 <!ENTITY x 'y'>", "用 <el-table> 做表", '写<meta charset="utf-8">即可', "按 <C-w> 切换",
        ],
    )  # fmt: skip
    def test_text(self, text: str) -> None:
        """A ``<`` that begins no tag that anybody writes is text, as is all that follows."""
        assert texts(f"<p>{text}</p><p>后</p>") == [text, "后"]

    @pytest.mark.parametrize(
        "body",
        [
            "<o:p>字</o:p>", "<o:p>字", "<my-view>字</my-view>", "<my-view>字", "<foo>字</foo>", '<foo bar="1">字', "<p data-v-1eaafa2a>字</p>",
            "<input disabled>字", "<p v-cloak>字</p>", "<p _ngcontent-abc>字</p>", "<p><b>字</p>", "<p class>字</p>",
            '<p title="a<b">字</p>', "<P ALIGN=left>字</P>", "<p\nclass='a'\n>字</p>", "<?xml:namespace prefix='o' />字", "<!-- <b> -->字",
            "<div><svg><path d='M0'/><g></g></svg>字</div>", "<!DOCTYPE html><html><body>字</body></html>", "<![if !IE]>字<![endif]>",
            "<p>字<el-x></el-x></p>", "<el-x>字</el-x>", "<p>字</code></p>", "字</pre>", '<meta charset="utf-8">字', "<p>字</p><link rel=stylesheet href=a.css>",
        ],
    )  # fmt: skip
    def test_markup(self, body: str) -> None:
        """Markup stays markup: custom elements, elements that are closed, attributes of frameworks."""
        assert texts(body) == ["字"]

    def test_other_vocabulary(self) -> None:
        """Word's elements are never closed and mean nothing, between words too."""
        assert texts("<p>甲<o:p>乙</p>") == ["甲乙"]
        assert texts("<p>甲</o:p>乙</p>") == ["甲乙"]

    @pytest.mark.parametrize("body", ["<svg><text>甲</乙 丙></text></svg>", "<![CDATA[甲</乙 丙>]]>"])
    def test_no_end_tag(self, body: str) -> None:
        """What is no end tag is text in drawings and sections too."""
        assert texts(body) == ["甲</乙 丙>"]

    def test_drawing(self) -> None:
        """Elements of drawings have names of their own; a mention of one is text, and hides nothing."""
        assert texts("<svg><g><path/><my/></g></svg>字") == ["字"]
        assert texts("<h2><svg>标签</h2><p>List<T></p>") == ["<svg>标签", "List<T>"]

    @pytest.mark.parametrize(
        ("written", "text"),
        [
            ("/q?x=1&paramY=2&regionZ=3", "/q?x=1&paramY=2&regionZ=3"),
            ("&copy2021 &notit; &times2 &lt=", "&copy2021 &notit; &times2 &lt="),
            ("a&&b AT&T &unknown;", "a&&b AT&T &unknown;"),
            ("渡&nbsp船 &copy 2021 &amp;copy", "渡\u00a0船 © 2021 &copy"),
            ("&lt;b&gt; &notin; &#65 &#65B &#x4e2d;", "<b> ∉ A AB 中"),
        ],
    )
    def test_references(self, written: str, text: str) -> None:
        """A reference without its semicolon before a letter, a digit or an equals sign is none, in code and attributes too."""
        assert texts(f"<p>{written}</p><pre>{written}</pre>") == [text, text]
        article = read(f'<p><a href="https://x.cn/{written}" title="{written}">字</a></p>')
        assert (article.links[0].href, article.links[0].title) == (f"https://x.cn/{text}", text)

    def test_link_in_an_attribute(self) -> None:
        """A link in an attribute is taken out only if the value is closed before a tag ends; else all text stays."""
        broken = '<p style="text-indent: 2em<span class="hrefStyle"><a href="u">材料</a></span>、这一段。</p><p style="x">后</p>'
        assert texts(broken) == ["材料、这一段。", "后"]
        link = '<span class="hrefStyle"><a href="u">雅黑</a></span>'
        assert texts(f'<p style="font: {link}, {link};">字</p>') == ["字"]

    def test_closed_in_code_only(self) -> None:
        """An end tag in a listing closes nothing outside of it."""
        body = "<p>写<dependency>标签</p><pre><dependency>\n</dependency></pre>"
        assert texts(body) == ["写<dependency>标签", "<dependency>\n</dependency>"]

    @pytest.mark.parametrize("text", ["甲<![CDATA[乙", "甲<![CDATA[乙<b"])
    def test_section(self, text: str) -> None:
        """A CDATA section that is never closed is text, and one that is closed leaves its text."""
        assert texts(f"<p>{text}</p><p>后</p>") == [text, "后"]
        assert texts(f"<p>{text}<![CDATA[丙]]></p><p>后</p>") == [f"{text}丙", "后"]

    @pytest.mark.parametrize(
        ("body", "text"),
        [("甲<b<!-- 乙>丙 -->丁", "甲<b<!-- 乙>丙 -->丁"), ("甲<b<!-- <i>乙 -->丙", "甲<b<!-- <i>乙 -->丙"), ("甲<b<!-- 乙 -->丙", "甲<b丙"), ("甲<b 乙<style>丙</style>丁", "甲<b 乙<style>丙</style>丁"), ("甲<b<template>乙</template>丙", "甲<b<template>乙丙")],
    )  # fmt: skip
    def test_in_cut_tag(self, body: str, text: str) -> None:
        """What is in a tag that is not markup hides no more than in browsers, which end the tag at the first ``>``."""
        assert texts(f"<p>{body}</p>") == [text]

    def test_end_of_document(self) -> None:
        """The end of a document in a listing is not that of the body."""
        article = read("<pre></body></html></pre><p>后</p>")
        assert "text-after-end" not in {note.code for note in article.diagnostics}

    def test_reported(self) -> None:
        """It is reported once for a post, at the first place."""
        (note,) = read("<p>甲</p>\n<p>a<b 且 c>d，List<String></p>").diagnostics
        assert (note.code, note.line, note.column) == ("literal-markup", 6, 5)
        assert note.message == "'<b 且 c>' is not markup; it was read as text (2 in total)."


SIZE = 100_000


class TestTime:
    """Hostile bodies take time in line with their size."""

    @pytest.mark.parametrize(
        "piece",
        [
            "<script>", "<code><", "<code><x>", "<script></b>", "<pre><code>", "<code>a</p><p>b", '<a b="', "<!--<x>", "<![CDATA[",
            "<?", '<b c="1" d="', "<b' c='", "<b 且 ", "<b a  =  ", "<foo>", "</foo>", "<template>", "<p<", "<pre><!-- </pre>", "<code></code></p>",
        ],
    )  # fmt: skip
    def test_linear(self, piece: str) -> None:
        """None of these takes a second, read or refused."""
        with in_time(5), suppress(LimitError):
            read(f"<p>甲</p>{piece * (SIZE // len(piece))}{'</code>' * 1000}</x></script>")

    def test_tags_between_paragraphs(self) -> None:
        """Nor do tags between the end of a paragraph in code and one behind it."""
        with in_time(5):
            read(f"<code>甲</p>{'<abcdefgh>' * 50}</code><p>乙</p>")

    def test_many_names(self) -> None:
        """Nor do tags of thousands of names."""
        with in_time(5):
            read("".join(f"<x{number}>" for number in range(SIZE // 10)))
