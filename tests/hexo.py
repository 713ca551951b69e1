"""Hexo's processing of a post around its Markdown renderer, and articles that it would alter."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import html5lib

from ofweek_parse import Article, Embed, Link, Math, Paragraph, Text, from_dict, to_dict, to_html
from ofweek_parse.model.rewriting import rewrite_blocks, rewrite_inlines, rewrite_nested
from ofweek_parse.safe_urls import safe_url
from ofweek_parse.writers.hexo import EXCERPT_MARK

if TYPE_CHECKING:
    from random import Random

    from ofweek_parse import Block, Inline

MARKER, RUN = "{{ 7191*7193 }}", "51724863"
"""A template, and what it comes to where it is run."""

PIECES = (
    *(MARKER, "{%", "%}", "{{", "}}", "{#", "#}", "{% raw %}", "{% endraw %}", "{", "}", "%7B%7B7191*7193%7D%7D"),
    *("&#123;", "&lcub;", "http://a.example/", "```", "~~~", "``` js", "`", "\n", "\n\n", "\u2028", " ", "    ", "\t"),
    *("---", "\n---\n", ";;;", "key: value", "permalink: /x", ": ", "- ", "> ", "#", "|", "\\", "*", "_", '"', "'"),
    *("<!-- more -->", "<!--", "-->", "<!--swig\ufffc0-->", "&lt;!--code\ufffc0--&gt;", "<hexoPostRenderCodeBlock>"),
    *("</hexoPostRenderCodeBlock>", "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "javascript:alert(1)"),
    *("[x](javascript:alert(1))", "{onclick=alert(1)}", "a", "。"),
)
"""What texts are made of that mean something to Hexo."""

_TEXTS = frozenset({"text", "code", "alt", "title", "language", "url", "src", "href"})
_SPACE = r"[ \t\f\v\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]"  # as JavaScript has it, less \r and \n
_FENCE = re.compile(
    rf"(?:^|(?<=[\n\r\u2028\u2029]))((?:(?:{_SPACE}*>){{0,3}}|[-*+]|[0-9]+\.){_SPACE}*)(`{{3,}}|~{{3,}}){_SPACE}*"
    rf"((?:[^\n\r\u2028\u2029]*?[^`\s])?){_SPACE}*\n((?:[\s\S]*?\n)?)(?:(?:{_SPACE}*>){{0,3}}{_SPACE}*)\2{_SPACE}?(?=\n|\Z)"
)
_WITH_OPENER = re.compile(r"(-{3,}|;{3,})\n([\s\S]+?)\n\1\n?([\s\S]*)")
_WITHOUT_OPENER = re.compile(r"([\s\S]+?)\n(-{3,}|;{3,})\n?([\s\S]*)")
_GUTTER = re.compile(r'<td class="gutter">.*?</td>', re.DOTALL)


def hostile(article: Article, random: Random) -> Article:
    """*article* with texts that mean something to Hexo wherever it has one; with few kinds of them, or all would be HTML."""
    pieces = (*random.sample(PIECES, 3), "a", "风")

    def text() -> str:
        return "".join(random.choices(pieces, k=random.randint(1, 6))).strip() or "a"

    def replaced(value: Any, key: str) -> Any:
        if isinstance(value, dict):
            return {name: replaced(held, name) for name, held in value.items()}
        if isinstance(value, list):
            return [replaced(held, key) for held in value]
        if not (isinstance(value, str) and value and key in _TEXTS) or random.random() < 0.2:
            return value
        if key in {"src", "url", "href"}:
            return value + text()
        return "".join(text().split()) or "a" if key == "language" else text()

    return from_dict({**replaced(to_dict(article), ""), "diagnostics": []})


def front_matter(post: str) -> tuple[str, str]:
    """The front matter and the body that hexo-front-matter sees in *post*."""
    if match := _WITH_OPENER.match(post):
        return match[2], match[3]
    match = None if re.match("-{3}|;{3}", post) else _WITHOUT_OPENER.match(post)
    return (match[1], match[3]) if match else ("", post)


def fences(body: str) -> list[str]:
    """The code that Hexo's filter takes out of *body* before it is read as Markdown."""
    return [match[4].removesuffix("\n") for match in _FENCE.finditer(body)]


def bare(html: str) -> str:
    """The text of *html* without white space, and without the line numbers of code."""
    tree = html5lib.parse(_GUTTER.sub("", html).replace(EXCERPT_MARK, ""), namespaceHTMLElements=False)
    return "".join("".join(tree.itertext()).split())


def shows(page: str, article: Article, *, markdown: bool) -> bool:
    """Whether *page* shows the text of *article*; what a Markdown body embeds may be a link or the thing itself."""
    parts = []
    for block in article.blocks:
        forms = [(block,), *([rewrite_blocks((block,), _with_links)] if markdown else [])]
        texts = {bare(to_html(Article(title="", blocks=blocks))) for blocks in forms}
        parts.append(f"(?:{'|'.join(map(re.escape, texts))})")
    return re.fullmatch("".join(parts), bare(page)) is not None


def _with_links(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    linked = tuple(_link(block) if isinstance(block, Embed) else block for block in blocks)
    return rewrite_inlines(linked, lambda inlines: rewrite_nested(inlines, _with_dollars))


def _with_dollars(inline: Inline) -> Inline:
    if not isinstance(inline, Math):
        return inline
    mark = "$$" if inline.display else "$"
    return Text(text=f"{mark}{inline.tex}{mark}")


def _link(embed: Embed) -> Paragraph:
    text = (embed.title or embed.url) if safe_url(embed.url, "embed") is not None else ""
    return Paragraph(inlines=(Link(href=embed.url, inlines=(Text(text=text),)),))
