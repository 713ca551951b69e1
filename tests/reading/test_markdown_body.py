"""A body of Markdown is recognized, since this library reads HTML."""

from __future__ import annotations

import pytest

from ofweek_parse import MarkupError, Parser, parse_html
from tests.making import in_time

HEAD = "---\ntitle: 风电\ndate: 2021-07-26\n---\n"
MARKS = (
    *(
        "# 标题",
        "###### 标题",
        "  ## 标题",
        "```\na\n```",
        "~~~ c\na\n~~~",
        "> 引文",
        "- 一\n- 二",
        "* 一\n\n* 二",
        "1. 一\n2. 二",
    ),
    *(
        "1) 一\n2) 二",
        "{% asset_img a.png %}",
        "正文 {% raw %} 后",
        "见[这里](https://x.example/)。",
        "![](a.png)",
        "![图](a.png 'b')",
        "见 <https://x.example/>。",
        "<me@x.example>",
        "<details>\n<summary>点开</summary>\n\n- 一\n- 二\n\n</details>",
    ),
)


def _codes(body: str) -> list[str]:
    return [note.code for note in Parser(normalizers=()).parse(HEAD + body).diagnostics]


class TestNoticed:
    """What is Markdown."""

    @pytest.mark.parametrize("mark", MARKS)
    @pytest.mark.parametrize(
        "body",
        [
            "{}\n",
            "\n正文\n\n{}\n\n正文\n",
            '<p align="center"><img src="a.png"></p>\n\n{}\n',
            "<div>\n<p>正文</p>\n</div>\n{}\n<br>\n<p>后文</p>",
            "<p>没有结束\n\n{}\n",
            "<!-- more -->\n{}\n",
        ],
        ids=["alone", "text", "tags", "after", "unclosed", "comment"],
    )
    def test_marks(self, body: str, mark: str) -> None:
        """A mark at a line's start, or a link or tag anywhere, outside of every element."""
        assert "markdown-body" in _codes(body.format(mark))

    def test_place(self) -> None:
        """The diagnostic is a warning at the first mark."""
        (note, *_) = Parser(normalizers=()).parse(f"{HEAD}<p>a\n</p>\n正文\n# 标题\n# 标题\n").diagnostics
        assert (note.code, note.severity, note.line, note.column) == ("markdown-body", "warning", 8, 1)
        with pytest.raises(MarkupError, match="markdown-body"):
            Parser(strict=True).parse(f"{HEAD}# 标题\n")

    @pytest.mark.parametrize(
        "body",
        [
            "第一段。\n\n第二段。",
            "**重点**在此",
            "用 `ls` 看",
            "标题\n====",
            "| 甲 | 乙 |\n| --- | --- |\n| 1 | 2 |",
            "[a]: https://x.example/",
            "第一段。\n\n<img src='a.png'>",
            "<iframe src='https://x.example/'></iframe>\n\n第一段。",
            "第一段。\n\n<p>第二段。</p>\n\n第三段。",
            '<p class="甲<乙">第一段。</p>\n\n第二段。',
        ],
    )
    def test_possible(self, body: str) -> None:
        """What Markdown may mean otherwise, though it could be text, is told as information."""
        assert _codes(f"{body}\n")[:1] == ["markdown-possible"]


class TestNot:
    """What is none."""

    @pytest.mark.parametrize(
        "body",
        [
            *(
                "正文",
                "一行文字\n又一行文字\n",
                "#话题 正文",
                "只有 - 一个\n- 破折号",
                "价格 > 10 元",
                "a [1] (b)",
                "- 你好",
            ),
            *(
                "<p># 标题</p>",
                "<div>\n# 标题\n\n- 一\n- 二\n</div>",
                "<pre>\n# 注释\n```\n> a\n</pre>",
                "<p>[a](b)</p>",
            ),
            *(
                "<!--\n# 标题\n-->\n<p>正文</p>",
                "<p>正文</p># 标题",
                "<p>{% a %}</p>",
                "&#123;% a %&#125;",
                "<ul>\n<li>- 一\n- 二</li>\n</ul>",
            ),
            *(
                "<p>第一段</p>\n\n<p>第二段</p>\n",
                "文字<br>\n\n文字<br>\n",
                "<p>第一段</p>\n第二段\n<p>第三段</p>",
                "<details>\n<p>- 一</p>\n\n<p>- 二</p></details>",
                "<x@y>",
                "<p>第一段</p>\n---\n\n<p>第二段</p>\n\n---\n",
                "<div>第一段\n\n第二段</div>",
                '<p class="甲<乙">\n# 标题</p>',
                '<div class="甲>\n# 乙"># 标题\n</div>',
                '<img src="https://x.example/a.png" alt="<!--\n# 甲">\n正文',
                "#️⃣ 文字",
                "1.5 兆瓦\n2.5 兆瓦",
            ),
        ],
    )
    def test_none(self, body: str) -> None:
        """Plain lines of text, and what is inside an element, are no Markdown."""
        assert not {"markdown-body", "markdown-possible"} & {*_codes(body)}

    def test_fragment(self) -> None:
        """A fragment that is given as HTML is HTML."""
        assert parse_html("# 标题\n\n- 一\n- 二", title="a").diagnostics == ()


@pytest.mark.parametrize(
    "piece",
    [
        "<a ",
        "<a>",
        "</a>",
        "<!--",
        "[",
        "{%",
        "{%%",
        "**",
        "`",
        "\n\n",
        " \n",
        "a\n\n",
        "- ",
        "=",
        "<div>\n",
        "<p>a</p>",
        "<br>\n\n",
        "a\n\n<br>\n",
        "\n<br>",
        "<a@",
        "<a:",
    ],
)
def test_fast(piece: str) -> None:
    """Hundreds of kilobytes of anything are looked at in no time."""
    from ofweek_parse.reading.markdown_body import note_markdown

    with in_time(2):
        note_markdown(piece * (300_000 // len(piece)), 1, [])
