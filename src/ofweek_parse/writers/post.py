"""A Hexo post: front matter and body that Hexo and this library read back as the same article.

Hexo would execute templates between braces. In HTML, braces are written as character references, as the feeds' own
generator does; in a Markdown body, blocks with braces are written as HTML, because renderers decode references in
Markdown.
"""

from __future__ import annotations

from typing import Literal

from ofweek_parse.arguments import check_choice, check_kind
from ofweek_parse.model.article import Article
from ofweek_parse.writers.header import post_header
from ofweek_parse.writers.html import HtmlWriter
from ofweek_parse.writers.markdown import MarkdownWriter

__all__ = ["to_post"]


def to_post(article: Article, *, body: Literal["html", "markdown"] = "html") -> str:
    """Return *article* as a Hexo post.

    The front matter has the keys of the file in their order, including unknown ones. An unchanged entry is copied
    verbatim; the key of a field that is ``None`` is removed. Times are written as text with a time zone, which Hexo
    reads in the same way on every machine. Fields that a post can't express (credits, keywords, the original title and
    ``alt_residue``) are written under the key ``ofweek_parse``, from which this library reads them back. Parsed with
    ``Parser(normalizers=())``, a post with an HTML body returns the same article; only `Article.front_matter` then
    contains the written entries.

    Args:
        article: The article.
        body: The format of the body. In a Markdown body, blocks that Hexo would alter are written as HTML. This library
            reads only HTML bodies.

    Example:
        >>> from ofweek_parse import parse, to_post
        >>> print(to_post(parse("---\\ntitle: It's {a}\\ntag: x\\n---\\n<p>{{ b }}</p>")), end="")
        ---
        title: It's {a}
        tag: x
        ---
        <BLANKLINE>
        <p>&#123;&#123; b &#125;&#125;</p>
    """
    check_kind("article", article, Article, "an Article")
    check_choice("body", body, ("html", "markdown"))
    blocks = article.blocks
    text = HtmlWriter(post=True).blocks(blocks) if body == "html" else MarkdownWriter(post=True).document(blocks)
    return f"{post_header(article)}\n{text}"
