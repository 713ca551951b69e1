"""The tools with their best options for such posts, as functions from a post to their output."""

from __future__ import annotations

import html
from contextlib import suppress
from datetime import datetime, timezone
from importlib.util import find_spec
from typing import TYPE_CHECKING

import attrs
from readings import Reading, html_of_markdown, read_html

from ofweek_parse import Parser, to_html

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["TOOLS", "Tool", "body_of"]


@attrs.frozen
class Tool:
    """A tool: how it reads a post, the modules and the distributions that it needs, and its options in words."""

    name: str
    read: Callable[[bytes], Reading]
    modules: tuple[str, ...]
    distributions: tuple[str, ...]
    options: str

    @property
    def missing(self) -> list[str]:
        """The modules that can't be imported."""
        return [module for module in self.modules if find_spec(module) is None]


def body_of(post: bytes) -> str:
    """The HTML of *post*, behind its front matter, decoded: the tools that read HTML alone need not find it."""
    text = _decoded(post)
    parts = text.split("---\n", 2) if text.lstrip().startswith("---") else text.split("---\n", 1)
    return parts[-1]


def _decoded(post: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        with suppress(UnicodeDecodeError):
            return post.decode(encoding).replace("\r\n", "\n")
    return post.decode("utf-8", "replace")


def _page(post: bytes) -> str:
    """A whole page, as extractors expect."""
    return f'<!DOCTYPE html><html><head><meta charset="utf-8"></head><body><article>{body_of(post)}</article></body></html>'


def _ours(parser: Parser) -> Callable[[bytes], Reading]:
    def read(post: bytes) -> Reading:
        article = parser.parse(post)
        written = read_html(to_html(article))
        elsewhere = [f"{getattr(credit, 'label', '')} {credit.name}" for credit in article.credits]
        elsewhere += [f"原文标题{article.title}", getattr(article, "original_title", None) or ""]
        return attrs.evolve(
            written,
            # The words of an inserted link stay in the text, the link is a keyword.
            links=(*(written.links or ()), *(keyword.href for keyword in article.keywords)),
            elsewhere="\n".join(elsewhere),
            credits=tuple((credit.role, credit.name) for credit in article.credits),
            title=article.title,
            published=article.published,
            has_metadata=True,
        )

    return read


def _soup(post: bytes) -> Reading:
    import frontmatter
    import yaml
    from bs4 import BeautifulSoup
    from dateutil.parser import parse

    metadata: dict[str, object] = {}
    content = body_of(post)
    with suppress(yaml.YAMLError):
        loaded = frontmatter.loads(_decoded(post).lstrip())
        if loaded.metadata:
            metadata, content = loaded.metadata, loaded.content
    tree = BeautifulSoup(content, "lxml")
    for element in tree.find_all(["script", "style", "template"]):
        element.decompose()
    for element in tree.select('[hidden], [style*="display:none"], [style*="display: none"]'):
        element.decompose()
    published = metadata.get("date")
    if isinstance(published, str):
        try:
            published = parse(published)
        except (ValueError, OverflowError):
            published = None
    if isinstance(published, datetime) and published.tzinfo is None:
        published = published.replace(tzinfo=timezone.utc)
    title = metadata.get("title")
    return attrs.evolve(
        read_html(str(tree)),
        title=None if title is None else html.unescape(str(title)),
        published=published if isinstance(published, datetime) else None,
        has_metadata=True,
    )


def _trafilatura(post: bytes) -> Reading:
    import trafilatura

    written = trafilatura.extract(
        _page(post),
        output_format="html",
        favor_recall=True,
        include_comments=False,
        include_formatting=True,
        include_images=True,
        include_links=True,
        include_tables=True,
    )
    return attrs.evolve(read_html(written or ""), captions=None)


def _readability(post: bytes) -> Reading:
    from readability import Document

    document = Document(_page(post), min_text_length=1, retry_length=1)
    return read_html(document.summary(html_partial=True, keep_all_images=True))


def _markdownify(post: bytes) -> Reading:
    from markdownify import markdownify

    kept = ["a", "h1", "h2", "h3", "h4", "h5", "h6", "td", "th"]
    markdown = markdownify(
        body_of(post),
        bs4_options="lxml",
        escape_misc=True,
        heading_style="ATX",
        keep_inline_images_in=kept,
        strip_pre=None,
    )
    return attrs.evolve(read_html(html_of_markdown(markdown)), captions=None)


def _html_to_markdown(post: bytes) -> Reading:
    from html_to_markdown import ConversionOptions, convert

    options = ConversionOptions(
        escape_asterisks=True,
        escape_misc=True,
        escape_underscores=True,
        extract_metadata=False,
        keep_inline_images_in=["a", "h1", "h2", "h3", "h4", "h5", "h6", "td", "th"],
    )
    return attrs.evolve(read_html(html_of_markdown(convert(body_of(post), options).content or "")), captions=None)


def _resiliparse(post: bytes) -> Reading:
    from resiliparse.extract.html2text import extract_plain_text

    written = extract_plain_text(
        _page(post), preserve_formatting="minimal_html", main_content=False, alt_texts=False, links=True
    )
    return attrs.evolve(read_html(written), cells=None, images=None, alts=None, captions=None)


TOOLS = (
    Tool("ofweek-parse", _ours(Parser()), (), ("ofweek-parse",), "the default normalizers"),
    Tool("… raw", _ours(Parser(normalizers=())), (), (), "no normalizers"),
    Tool(
        "BeautifulSoup",
        _soup,
        ("frontmatter", "bs4"),
        ("python-frontmatter", "beautifulsoup4"),
        "front matter by python-frontmatter, dates by dateutil, references in the title decoded; body by lxml's builder, without script, style, template "
        "and hidden elements",
    ),
    Tool(
        "trafilatura",
        _trafilatura,
        ("trafilatura",),
        ("trafilatura",),
        "HTML output with formatting, images, links and tables; favor_recall",
    ),
    Tool(
        "readability",
        _readability,
        ("readability",),
        ("readability-lxml",),
        "min_text_length=1, retry_length=1, keep_all_images",
    ),
    Tool(
        "markdownify",
        _markdownify,
        ("markdownify", "markdown_it"),
        ("markdownify",),
        "lxml's builder, ATX headings, escape_misc, strip_pre=None, inline images kept",
    ),
    Tool(
        "html-to-markdown",
        _html_to_markdown,
        ("html_to_markdown", "markdown_it"),
        ("html-to-markdown",),
        "asterisks, underscores and the rest escaped, inline images kept",
    ),
    Tool(
        "resiliparse",
        _resiliparse,
        ("resiliparse",),
        ("resiliparse",),
        "minimal_html output of the whole page, links, no alternative texts",
    ),
)
"""This library, as users have it and without normalizers, and its peers."""
