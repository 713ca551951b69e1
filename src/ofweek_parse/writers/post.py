"""A Hexo post: front matter, then the body, that Hexo and this library read back as the same article.

What stands between braces Hexo would run: HTML has them as character references, as the feeds' own generator writes
them, and a Markdown body has blocks with such things as HTML, since a renderer reads references in Markdown.
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
    """*article* as a Hexo post.

    The front matter has the file's keys in its order, unknown ones included. An entry that says the same as in the file
    is written as the file has it; a field that is ``None`` now drops its key. Times are written as text with their zone,
    which Hexo reads in the same way on every machine. What a post has no place for (credits, keywords, the residue of
    alternative texts) is under one key, ``ofweek_parse``, from which this library reads it back. Read with
    ``Parser(normalizers=())``, a post with an HTML body gives the article again; only the mapping
    `Article.front_matter` then holds what was written.

    Args:
        article: The article.
        body: Whether the body is HTML or Markdown, but for blocks that Hexo would change in it. This library reads HTML
            bodies only.

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
