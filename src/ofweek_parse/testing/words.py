"""Words and texts for the strategies."""

from __future__ import annotations

__all__ = ["FORMULAS", "PIECES", "SENTENCES", "TITLES", "TOKENS", "URLS"]

SENTENCES = (
    "山谷里一共有四十二台风机。",
    "去年它们发电三亿度，足够一座小城用上八个月。",
    "The blades were made in 2019 by a small firm.",
    "林小舟说：“风大的时候，整座山都在唱歌。”",
    "叶片长68.5米，运上山用了整整一个春天{第3版}。",
    "电池展开在湖边，一块LED屏<每天>换一次字 & 一次图。",
)
"""Sentences that occur in bodies and in alternative texts."""

TITLES = (
    "风声里的山谷：四十二台风机的一年",
    "“会唱歌的山”/一年之后?",
    "它说'好',又说\"不\"",
    "Blades of 2019",
    "模板{{id}}里的风",
    "14/28nm的“山谷”与<风>",
)
"""Titles of made posts: with what the generator can't write, quotes it does not escape, and braces."""

PIECES = (
    *("动力", "电池", "展开", "风", "LED", "WiFi", "a", "42", "935", "０．８", "８８．４２％", "Ｗｉ－Ｆｉ", "89，"),
    *("，", "。", "！", "：", "；", "？", "（", "）", "“", "”", "～", "、", "—", "①", "㎡", "²", "™", "é", "😀"),
    *(" ", "  ", "\u3000", "\u00a0", "\u200b", "\n", ",", ".", "(", ")", "[", "]", "*", "_", "#", "|", "<b>", "&amp;"),
    *("作者：", "来源:", "编辑：", "原文标题 : ", "▲", "图：", "01", "_ueditor_page_break_tag_", "侵权请联系删除"),
)
"""The parts of short texts."""

FORMULAS = (
    *("E=mc^2", r"\frac{a}{b}", "x_1*x_2*x_3", r"a\,b", r"\begin{matrix}1&2\\3&4\end{matrix}", "a<b", r"\text{风速}"),
    *("5", "[x](y)", "a\nb", "&amp;", r"\$5", "|x|", "`x`", "~~x~~"),
)
"""Formulas in TeX, with characters that are markup elsewhere."""

URLS = (
    *("https://www.example.com/", "http://img.example.com/a.png?x=1&utm_source=feed", "//cdn.example.com/b.jpg"),
    *("/c/d.gif#top", "e f(1).png", "https://cors.zfour.workers.dev/?http://img.example.com/g.png"),
    *("https://www.example.com/GoToLink?url=https%3A%2F%2Fa.example%2Fb", "https://picsum.photos/400/300?random=3"),
)
"""URLs of every kind that a post has."""

TOKENS = (
    *("\n---\n", "---", "\n;;;\n", "\n...\n", "\ntitle: 'a", '\ntitle: "b', ": ", " #", "&a ", "*a"),
    *("!!python/object:x", "\n\t- "),
    *("[", "{", "]", "}", "- ", "? ", "|\n", "%YAML 1.1\n", "\ndate: CST", "\ntitle: a", "\u2028", "\x85", "\0"),
    *("\ufeff", "\r"),
    *("&#123;", "&#0;", "&#xFDD0;", "&nbsp", "&reg", "&lt;", "\ufdd0", "\ud83d", "\u200b", "\u3000", "<", ">", '"'),
    *("'", "=", "\n"),
    *("<p>", "</p>", "<div>", "</div>", "<br>", "<br><br>", "<b>", "</b>", "<i>", "</i>", "<sup>", "<code>"),
    *("</code>", "<hr>"),
    *("<h2>", "</h2>", "<h3><p>", "<ul>", "<ol start=3>", "<li>", "</ul>", "<table>", "<tr>", "<th>"),
    *("<td colspan=2>", "</table>"),
    *("<pre>", "</pre>", "<blockquote>", "</blockquote>", "<figure>", "<figcaption>", "</figure>", "<center>"),
    *("<foo>", "</foo>"),
    *('<a href="u">', '<a href="javascript:x">', "<a>", "</a>", '<span class="hrefStyle">', "</span>", "<noscript>"),
    *("</noscript>",),
    *('<img src="a.png" alt="', '<img src=a title b"c" alt>', "<img>", '" title="', "<!--", "-->", "<![CDATA["),
    *("]]>", "<?php", "</"),
    *("<script>", "</script>", "<style>", "</style>", "<textarea>", "<title>", "<template>", "</template>"),
    *("<plaintext>", "<xmp>"),
    *("<iframe src=u>", "</iframe>", "<video src=v>", "<object data=o>", "<p hidden>", '<p style="display:none">'),
    *("</body></html>",),
    *("<caption>", "<option>", "<select>", "<svg>", "<math>", "<wbr>", "<embed src=e>", "<dl><dt>a<dd>b", "</h2>"),
    *("</li>", "</td>"),
    *("<ol reversed>", "<li value=7>", "<input value=塔>", "<input placeholder=塔>", "<canvas>", "<source src=s>"),
    *("<iframe srcdoc=塔>", "<base href=b>", "<my-player src=m>"),
    *("ofweek-parse-end", "<ofweek-parse-end>", "作者：某人", "原文标题 : 某题", "▲ 图", "_ueditor_page_break_tag_"),
)
"""The parts of broken posts."""
