"""HTML generated from the blocks: only known elements and attributes, and only URLs that `safe_url` allows.

Unsafe content is removed: a link keeps its text, a figure its caption.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from ofweek_parse.arguments import check_flags, check_kind
from ofweek_parse.characters import visible
from ofweek_parse.model.article import Article
from ofweek_parse.model.blocks import (
    CodeBlock,
    Embed,
    ExcerptMark,
    Figure,
    Heading,
    ListBlock,
    Paragraph,
    Quote,
    Rule,
    Table,
)
from ofweek_parse.model.inlines import (
    Code,
    Emphasis,
    InlineImage,
    LineBreak,
    Link,
    Math,
    Strikethrough,
    Strong,
    Subscript,
    Superscript,
    Text,
)
from ofweek_parse.model.unions import assert_never
from ofweek_parse.safe_urls import safe_url
from ofweek_parse.writers.hexo import EXCERPT_MARK, hexo_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ofweek_parse.model.blocks import Block, Cell
    from ofweek_parse.model.inlines import Image, Inline

__all__ = ["HtmlWriter", "to_html"]

_BLANK_LINE = re.compile(r"[ \t]*\n")
_STYLE = (
    "body{max-width:42rem;margin:2rem auto;padding:0 1rem;line-height:1.7}"
    "img,iframe,video{max-width:100%;height:auto}figure{margin:1rem 0;text-align:center}"
    "table{border-collapse:collapse}td,th{border:1px solid;padding:.25rem .5rem}pre{overflow:auto}"
)


def to_html(article: Article, *, page: bool = False) -> str:
    """Return the body as safe HTML.

    Args:
        article: The article.
        page: Whether to return a complete page with the title and the publication time instead of a fragment.

    Example:
        >>> from ofweek_parse import parse, to_html
        >>> to_html(parse("---\\ntitle: a\\n---\\n<p onclick='x()'>b<a href='javascript:x()'>c</a></p>"))
        '<p>bc</p>\\n'
    """
    check_kind("article", article, Article, "an Article")
    check_flags(page=page)
    body = HtmlWriter().blocks(article.blocks)
    if not page:
        return body
    title = escape(article.title)
    time = ""
    if article.published is not None:
        stamp = article.published.isoformat()
        time = f'<p><time datetime="{stamp}">{article.published:%Y-%m-%d %H:%M} UTC</time></p>\n'
    return (
        f'<!DOCTYPE html>\n<html lang="zh">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n"
        f"<body>\n<article>\n<h1>{title}</h1>\n{time}{body}</article>\n</body>\n</html>\n"
    )


def escape(text: str) -> str:
    """Return *text* for HTML, in an element or between quotes."""
    return html.escape(visible(text))


def _around(tag: str, inside: str, attributes: str = "") -> str:
    """The element *tag* around *inside*, nothing around nothing."""
    return f"<{tag}{attributes}>{inside}</{tag}>" if inside else ""


class HtmlWriter:
    """Writes blocks.

    Args:
        post: Whether it is for a Hexo post, so that each line begins with the tag of a block and holds no brace. What only
            this library reads back is written then too: keyword links, and what was found of an image's alternative
            text and where it came from.
    """

    def __init__(self, *, post: bool = False) -> None:
        self._post = post

    def _escape(self, text: str) -> str:
        return hexo_text(escape(text)) if self._post else escape(text)

    def blocks(self, blocks: Iterable[Block]) -> str:
        """Return *blocks*, a line each."""
        return "".join(f"{written}\n" for block in blocks if (written := self._block(block)))

    def _block(self, block: Block) -> str:
        match block:
            case Paragraph():
                align = f' style="text-align: {block.align}"' if block.align else ""
                return _around("p", self._inlines(block.inlines), align)
            case Heading():
                level = min(max(block.level, 1), 6)
                return _around(f"h{level}", self._inlines(block.inlines))
            case Figure():
                return self._figure(block)
            case ListBlock():
                return self._list(block)
            case Table():
                return self._table(block)
            case Quote():
                inside = self.blocks(block.blocks)
                return f"<blockquote>\n{inside}</blockquote>" if inside else ""
            case CodeBlock():
                language = f' class="language-{self._escape(block.language)}"' if block.language else ""
                before = "\n" if _BLANK_LINE.match(block.code) else ""  # readers drop the first one
                return f"<pre><code{language}>{before}{self._escape(block.code)}\n</code></pre>"
            case Embed():
                return self._embed(block)
            case Rule():
                return "<hr>"
            case ExcerptMark():
                return EXCERPT_MARK if self._post else ""
            case _:
                assert_never(block)

    def _figure(self, figure: Figure) -> str:
        image = self._image(figure.image)
        caption = self._inlines(figure.caption)
        if not image:
            return f"<p>{caption}</p>" if caption else ""
        href = safe_url(figure.href) if figure.href is not None else None
        linked = image if href is None else f'<a href="{self._escape(href)}">{image}</a>'
        written = f"<figcaption>{caption}</figcaption>" if caption else ""
        return f"<figure>{linked}{written}</figure>"

    def _list(self, block: ListBlock) -> str:
        tag = "ol" if block.ordered else "ul"
        start = f' start="{block.start}"' if block.ordered and block.start != 1 else ""
        items = "".join(f"<li>{inside}</li>\n" for item in block.items if (inside := self._inside(item)))
        return f"<{tag}{start}>\n{items}</{tag}>" if items else ""

    def _table(self, table: Table) -> str:
        # Without this, a table with one column or with a nested table would be read as layout.
        role = "" if table.header is not None else ' role="table"'
        head = f"<thead>\n{self._row(table.header, 'th')}</thead>\n" if table.header is not None else ""
        rows = "".join(self._row(row, "td") for row in table.rows)
        return f"<table{role}>\n{head}<tbody>\n{rows}</tbody>\n</table>"

    def _row(self, row: Iterable[Cell], tag: str) -> str:
        return f"<tr>{''.join(self._cell(cell, tag) for cell in row)}</tr>\n"

    def _cell(self, cell: Cell, tag: str) -> str:
        colspan = f' colspan="{cell.colspan}"' if cell.colspan > 1 else ""
        rowspan = f' rowspan="{cell.rowspan}"' if cell.rowspan > 1 else ""
        return f"<{tag}{colspan}{rowspan}>{self._inside(cell.blocks)}</{tag}>"

    def _inside(self, blocks: tuple[Block, ...]) -> str:
        """Return the content of an item or cell, in which a leading paragraph needs no element."""
        written = [(block, text) for block in blocks if (text := self._block(block))]
        lead = written[0][0] if written else None
        if isinstance(lead, Paragraph) and not lead.align:
            rest = written[1:]
            if not rest:
                return self._inlines(lead.inlines)
            if not any(isinstance(block, Paragraph) for block, _ in rest):
                return "".join([self._inlines(lead.inlines), "\n", *(f"{text}\n" for _, text in rest)])
        return "".join(["\n", *(f"{text}\n" for _, text in written)]) if written else ""

    def _embed(self, embed: Embed) -> str:
        url = safe_url(embed.url, "embed")
        if url is None:
            return ""
        title = f' title="{self._escape(embed.title)}"' if embed.title else ""
        shown = safe_url(embed.poster, "image") if embed.poster and embed.kind == "video" else None
        poster = f' poster="{self._escape(shown)}"' if shown is not None else ""
        controls = "" if embed.kind == "iframe" else " controls"
        written = f'<{embed.kind} src="{self._escape(url)}"{poster}{title}{controls}></{embed.kind}>'
        return f"<div>{written}</div>" if self._post else written  # to Markdown, a video is no block

    def _image(self, image: Image) -> str:
        src = safe_url(image.src, "image")
        if src is None:
            return ""
        written = [f'<img src="{self._escape(src)}" alt="{self._escape(image.alt)}"']
        if image.title:
            written.append(f'title="{self._escape(image.title)}"')
        written += [f'{name}="{size}"' for name in ("width", "height") if (size := getattr(image, name)) is not None]
        if self._post:
            # Readers drop an image of one pixel, unless it is marked as one that was read.
            is_pixel = image.width in {0, 1} and image.height in {0, 1}
            if is_pixel or image.alt_verdict != ("kept" if image.alt else "absent"):
                written.append(f'data-alt-verdict="{image.alt_verdict}"')
            if image.original_src is not None:
                written.append(f'data-fetched-from="{self._escape(image.original_src)}"')
        return " ".join(written) + ">"

    def _inlines(self, inlines: Iterable[Inline]) -> str:
        return "".join(map(self._inline, inlines))

    def _inline(self, inline: Inline) -> str:
        match inline:
            case Text():
                return self._escape(inline.text)
            case Strong():
                return _around("strong", self._inlines(inline.inlines))
            case Emphasis():
                return _around("em", self._inlines(inline.inlines))
            case Code():
                return f"<code>{self._escape(inline.code)}</code>"
            case Link():
                return self._link(inline)
            case Superscript():
                return _around("sup", self._inlines(inline.inlines))
            case Subscript():
                return _around("sub", self._inlines(inline.inlines))
            case Strikethrough():
                return _around("del", self._inlines(inline.inlines))
            case Math():
                display = " math-display" if inline.display else ""
                return f'<code class="math{display}">{self._escape(inline.tex)}</code>'
            case LineBreak():
                return "<br>"
            case InlineImage():
                return self._image(inline.image)
            case _:
                assert_never(inline)

    def _link(self, link: Link) -> str:
        inside = self._inlines(link.inlines)
        href = safe_url(link.href)
        if href is None or not inside:
            return inside
        title = f' title="{self._escape(link.title)}"' if link.title else ""
        written = f'<a href="{self._escape(href)}"{title}>{inside}</a>'
        return f'<span class="hrefStyle">{written}</span>' if link.keyword and self._post else written
