"""Markdown renderers, and what their output must not contain."""

from __future__ import annotations

import re
from functools import cache
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import unquote

import markdown
import mistune
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from ofweek_parse import (
    Article,
    Cell,
    Code,
    CodeBlock,
    Embed,
    Emphasis,
    Figure,
    Heading,
    Image,
    InlineImage,
    LineBreak,
    Link,
    ListBlock,
    Paragraph,
    Quote,
    Strikethrough,
    Strong,
    Superscript,
    Table,
    Text,
)
from ofweek_parse.model.traversal import iter_blocks, iter_inlines
from ofweek_parse.safe_urls import safe_url
from ofweek_parse.testing.invariants import as_line, is_shown
from tests.reading_back import tree

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from xml.etree.ElementTree import Element

    from ofweek_parse import Block, Inline


def _python_markdown(*extensions: str) -> Callable[[str], str]:
    made = markdown.Markdown(extensions=extensions)
    return lambda text: made.reset().convert(text)


def _mistune() -> Callable[[str], str]:
    plugins = ["url", "strikethrough", "table", "footnotes", "task_lists", "def_list", "abbr"]
    render = mistune.create_markdown(escape=False, plugins=plugins)
    return lambda text: str(render(text))


def _markdown_it(preset: str, **options: bool) -> Callable[[str], str]:
    made = MarkdownIt(preset, {**options})
    made.validateLink = lambda _url: True  # type: ignore[method-assign,assignment] # what is written must be safe by itself
    made.normalizeLink = lambda url: url  # type: ignore[method-assign] # no host in Punycode
    return made.enable("table").render


RENDERERS: dict[str, Callable[[str], str]] = {
    "python-markdown": _python_markdown("fenced_code"),
    "mkdocs": _python_markdown("toc", "tables", "fenced_code"),
    "pelican": _python_markdown("extra", "legacy_attrs", "wikilinks", "sane_lists"),
    "mistune": _mistune(),
    "commonmark": _markdown_it("commonmark"),
    "markdown-it": _markdown_it("js-default", html=True, linkify=True),
}
"""Each takes Markdown and gives HTML, with raw HTML let through and no URL refused."""

_TEXT_TAGS = (
    "html head body p br hr h1 h2 h3 h4 h5 h6 blockquote ul li table thead tbody tr strong em sup sub pre dl dt dd"
)
ALLOWED: dict[str, set[str]] = {
    **{tag: set() for tag in _TEXT_TAGS.split()},
    "code": {"class"},
    "ol": {"start"},
    "td": {"style", "align"},
    "th": {"style", "align"},
    "a": {"href", "title"},
    "img": {"src", "alt", "title"},
}
"""What Markdown of an article is rendered as, and nothing else.

Lists of definitions are among it, since Python-Markdown reads a fence in a list or quote as text.
"""

_BARE = (
    "html head body h1 h2 h3 h4 h5 h6 strong em del sup sub br hr ul li blockquote pre figure figcaption thead tbody tr"
)
_WITH_ATTRIBUTES = (
    *("p style", "ol start", "table role", "td colspan rowspan", "th colspan rowspan", "code class", "a href title"),
    *(
        "img src alt title width height",
        "iframe src title",
        "video src poster title controls",
        "audio src title controls",
    ),
)
HTML_ALLOWED: dict[str, set[str]] = {
    row.split()[0]: set(row.split()[1:]) for row in (*_BARE.split(), *_WITH_ATTRIBUTES)
}
"""What `to_html` writes, and nothing else."""

_OF_POSTS = {"div": set(), "span": {"class"}, "img": HTML_ALLOWED["img"] | {"data-alt-verdict", "data-fetched-from"}}
POST_ALLOWED = HTML_ALLOWED | _OF_POSTS
"""What `to_post` writes, and nothing else."""

MARKDOWN_POST_ALLOWED = {
    tag: ALLOWED.get(tag, set()) | POST_ALLOWED.get(tag, set()) for tag in (*ALLOWED, *POST_ALLOWED)
}
"""What a post with a Markdown body is rendered as: what Markdown can't say is in HTML."""

_ADDED = re.compile(r'(?<=<h\d) id="[\w-]*"')
_HARMLESS = re.compile(r"(?:https?|ftp|mailto|tel):|data:image/(?:png|gif|jpe?g|webp);base64,", re.IGNORECASE)
_AUTOLINK = re.compile(r"(?:https?:|ftp:)?//|[^:]*mailto:", re.IGNORECASE)


def violations(html: str, article: Article, allowed: Mapping[str, set[str]] = ALLOWED) -> list[str]:
    """What *html*, made of *article*, has beyond what is *allowed*, and targets that the article has not."""
    targets = {_normal(url) for url in _targets(article)} | {"#harmful-link"}  # mistune's word for one that it refuses
    is_struck = any(isinstance(inline, Strikethrough) for inline in iter_inlines(article.blocks))
    elements = [
        element for element in tree(without_ids(html)).iter() if not (is_struck and element.tag in {"del", "s"})
    ]
    return [fault for element in elements for fault in _faults(element, targets, allowed)]


def without_ids(html: str) -> str:
    """*html* without the identifiers that renderers give to headings."""
    return _ADDED.sub("", html)


def _faults(element: Element, targets: set[str], allowed: Mapping[str, set[str]]) -> Iterator[str]:
    if callable(element.tag) and element.text == " more ":  # the comment that is an excerpt mark
        return
    tag = str(element.tag)
    if tag not in allowed:
        yield f"<{tag}>"
        return
    yield from (f"<{tag} {name}={value!r}>" for name, value in element.attrib.items() if name not in allowed[tag])
    for name in ("href", "src", "poster"):
        url = element.get(name)
        if url is not None and not _is_expected(url, targets, autolink=name == "href"):
            yield f"<{tag} {name}={url!r}>"


def _is_expected(url: str, targets: set[str], *, autolink: bool) -> bool:
    bare = re.sub("[\t\n\r]", "", url).strip("".join(map(chr, range(33))))
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", bare) and not _HARMLESS.match(bare):
        return False
    return _normal(url) in targets or (autolink and _AUTOLINK.match(url) is not None)


def _normal(url: str) -> str:
    """*url* as it is however often its references are decoded; some renderers do so once too often."""
    url = unquote(url)
    while (decoded := unescape(url)) != url:
        url = decoded
    return url


def _targets(article: Article) -> Iterator[str]:
    """The URLs of the links and images that *article* has."""
    links = [link.href for link in article.links]
    media = [image.src for image in article.images]
    for block in iter_blocks(article.blocks):
        if isinstance(block, Figure) and block.href is not None:
            links.append(block.href)
        elif isinstance(block, Embed):
            media += [block.url, *filter(None, [block.poster])]
    yield from (url for href in links if (url := safe_url(href)) is not None)
    yield from (url for src in media if (url := safe_url(src, "image")) is not None)


# Hostile articles.

TOKENS = (
    *("<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<javascript:alert(1)>", "<!--", "-->", "<?", "<"),
    *(
        "[c](javascript:alert(1))",
        "](javascript:alert(1))",
        "[c]: javascript:alert(1)",
        "[c]",
        "[",
        "]",
        "(",
        ")",
        "![",
    ),
    *(
        "http://a.b/",
        "https://a.b",
        "www.a.b/",
        "ftp://a.b/",
        "a@b.example",
        "mailto:a@b.example",
        "a.com/",
        "://",
        "//",
    ),
    *("javascript:alert(1)", "java", "script:alert(1)", "data:text/html,a", ":", "&#58;", "&#58", "&colon;", "&Tab;"),
    *("\\", "\\\\", "`", "``", "```", "*", "**", "_", "__", "~", "~~", "~~~", "^", "$", "==", "++", "|", "| --- |"),
    *(
        "&",
        "&lt;",
        "&#60;",
        "&#60",
        "&amp;lt;",
        "&lt",
        ";",
        "#",
        "##",
        ">",
        ">>",
        "-",
        "---",
        "+",
        "=",
        "===",
        "1.",
        ":-",
    ),
    *("{: onclick=alert(1) }", "{onclick=alert(1)}", "{@onclick=alert(1)}", "{", "}", "{{", "{%"),
    *("[^1]", "[^1]: a", "*[a]: b", "[TOC]", "[[", "]]", ":   a", "!", "<div markdown>", "</div>", "</p>"),
    *(
        '"',
        "'",
        '" onclick="alert(1)',
        "' onclick='alert(1)",
        " ",
        " ",
        "    ",
        "\t",
        "\n",
        "\n\n",
        "a",
        "b",
        "中",
        "。",
    ),
)
"""What means something to some Markdown renderer, and what would run."""

_TOKENS = st.sampled_from(TOKENS)

PAYLOADS = (
    "<script>alert(1)</script>",
    "a\n<script>alert(1)</script>\n",
    "a\n\n<script>alert(1)</script>\n\n[c](javascript:alert(1))\n\nb",
    "<img src=x onerror=alert(1)>",
    "<a href='javascript:alert(1)'>c</a>",
    "<javascript:alert(1)>",
    "<div markdown='1' onclick='alert(1)'>a</div>",
    "<!-- --><script>alert(1)</script>",
    "<?php ?><script>alert(1)</script>",
    "<![CDATA[<script>alert(1)</script>]]>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&amp;lt;script&amp;gt;",
    "\\<script>alert(1)</script>",
    "\\\\<script>alert(1)</script>",
    "[c](javascript:alert(1))",
    "[[c](javascript:alert(1))]",
    "![c](javascript:alert(1))",
    "\\[c\\](javascript:alert(1))",
    "[c][1]\n\n[1]: javascript:alert(1)",
    "[c]: javascript:alert(1)",
    "][c](javascript:alert(1))[",
    "`[c](javascript:alert(1))",
    "` <script>alert(1)</script> `",
    "`` ` <script>alert(1)</script>",
    "javascript:alert(1)",
    "javascript&#58;alert(1)",
    "javascript&#58alert(1)",
    "javascript&colon;alert(1)",
    "java&Tab;script:alert(1)",
    "/x' onclick='alert(1)",
    '/x" onclick="alert(1)',
    "/x) <img src=x onerror=alert(1)> (",
    '/x "a" <script>alert(1)</script>',
    "a {: onclick=alert(1) }",
    "a\n{: onclick=alert(1) }",
    "{: onclick=alert(1) }",
    "{@onclick=alert(1)}",
    "c++ {: onclick=alert(1) }",
    "[^1]\n\n[^1]: <script>alert(1)</script>",
    "*[a]: <script>",
    ":   a",
    "~~~\n<script>alert(1)</script>\n~~~",
    "```\n<script>alert(1)</script>\n```",
    "    <script>alert(1)</script>",
    "$<script>alert(1)</script>$",
    "*`<div markdown>\\|`*",
    "`*[a]: b<img src=x onerror=alert(1)>",
    "<div markdown>\\|",
    "| a |\n| --- |\n| <script>alert(1)</script> |",
)
"""What would run, or would be a link that runs, or is near it."""

_BESIDE = ("http://a.b/", "https://a.b/c\\", "www.a.b/", "a@b.example", "http://a.b/[", "http://a.b/`", 'http://a.b/("')


def everywhere(text: str) -> Article:
    """An article with *text* in every place that takes text."""
    image = Image(src=text, alt=text, title=text)
    other = Image(src="a.png", alt=text, title=text)
    plain = (Text(text=text),)
    inlines: tuple[Inline, ...] = (
        *(Text(text=text), Code(code=text), Strong(inlines=plain), Text(text=text)),
        *(Link(href=text, inlines=plain, title=text), Text(text=text), Link(href="/a", inlines=(Code(code=text),))),
        *(Text(text=text), InlineImage(image=other), Text(text=text), InlineImage(image=image), LineBreak(), *plain),
    )
    blocks: tuple[Block, ...] = (
        Paragraph(inlines=plain),
        Paragraph(inlines=inlines),
        Paragraph(inlines=(Link(href="/a", inlines=inlines[:4], title=text),)),
        Heading(level=2, inlines=inlines),
        Figure(image=image, caption=plain, href=text),
        Figure(image=other, caption=inlines, href="/a"),
        Embed(kind="iframe", url=text, title=text),
        Embed(kind="iframe", url="/a", title=text),
        CodeBlock(code=text, language=text),
    )
    inside = (Quote(blocks=blocks), ListBlock(items=((Paragraph(inlines=plain),), blocks)))
    return Article(title=text, blocks=(*blocks, *inside, Table(rows=((Cell(blocks=blocks),),))))


def beside(text: str) -> Article:
    """An article with *text* right behind what some renderers make a link of, which takes in what follows, escapes too."""
    plain, code = Text(text=text), Code(code=text)
    image = InlineImage(image=Image(src="/b.png", alt=text, title=text))
    blocks: list[Block] = []
    for start in _BESIDE:
        joined = Text(text=start + text)
        link = Link(href="/b", inlines=(joined,), title=start + text)
        parts: tuple[Inline, ...] = (code, Strong(inlines=(plain,)), link, image)
        blocks += [Paragraph(inlines=(Text(text=start), part, joined)) for part in parts]
        blocks += [Paragraph(inlines=(joined,)), Paragraph(inlines=(joined, code, joined, link))]
    return Article(blocks=tuple(blocks))


# Each is a composite, whose name Hypothesis writes in place of all that it draws from.


@st.composite
def _texts(draw: st.DrawFn) -> str:
    return "".join(draw(st.lists(_TOKENS, min_size=1, max_size=5)))


@st.composite
def _urls(draw: st.DrawFn) -> str:
    return draw(st.sampled_from(("/a", "https://a.b/c")) | _texts())


@st.composite
def _images(draw: st.DrawFn) -> Image:
    return Image(src=draw(_urls()), alt=draw(_texts()), title=draw(st.none() | _texts()))


@st.composite
def _lines(draw: st.DrawFn, depth: int = 2) -> tuple[Inline, ...]:
    return draw(st.lists(_inlines(depth), min_size=1, max_size=3).map(as_line).filter(is_shown))


@cache
def _inlines(depth: int) -> st.SearchStrategy[Inline]:
    inlines: list[st.SearchStrategy[Inline]] = [
        *(st.builds(Text, text=_texts()), st.builds(Text, text=_texts()), st.builds(Code, code=_texts())),
        *(st.just(LineBreak()), st.builds(InlineImage, image=_images())),
    ]
    if depth:
        inside = _lines(depth - 1)
        inlines += [st.builds(kind, inlines=inside) for kind in (Strong, Emphasis, Superscript)]
        inlines.append(st.builds(Link, href=_urls(), inlines=inside, title=st.none() | _texts()))
    return st.one_of(inlines)


@st.composite
def _several(draw: st.DrawFn, depth: int = 1) -> tuple[Block, ...]:
    return tuple(draw(st.lists(_blocks(depth), min_size=1, max_size=2)))


@cache
def _blocks(depth: int) -> st.SearchStrategy[Block]:
    line = _lines()
    blocks: list[st.SearchStrategy[Block]] = [
        *(st.builds(Paragraph, inlines=line), st.builds(Heading, level=st.just(1), inlines=line)),
        st.builds(Figure, image=_images(), caption=line, href=st.none() | _urls()),
        st.builds(Embed, kind=st.just("iframe"), url=_urls(), title=st.none() | _texts()),
        st.builds(CodeBlock, code=_texts(), language=st.none() | _texts()),
    ]
    if depth:
        inside = _several(depth - 1)
        cells = st.tuples(st.builds(Cell, blocks=inside), st.builds(Cell, blocks=inside))
        blocks.append(st.builds(Quote, blocks=inside))
        blocks.append(st.builds(ListBlock, items=st.tuples(inside) | st.tuples(inside, inside), ordered=st.booleans()))
        blocks.append(st.builds(Table, header=st.none() | cells, rows=st.tuples(cells)))
    return st.one_of(blocks)


@st.composite
def hostile_articles(draw: st.DrawFn) -> Article:
    """Articles whose every text and URL is of `TOKENS`."""
    return Article(title=draw(_texts()), blocks=draw(_several(depth=2)))
