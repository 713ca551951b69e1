"""A Hexo post: front matter, then the body, that Hexo and this library read back as the same article.

Braces in the body are written as character references, as the feeds' own generator does, since Hexo would run what
stands between them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from ofweek_parse.writers.header import post_header
from ofweek_parse.writers.html import HtmlWriter
from ofweek_parse.writers.markdown import MarkdownWriter

if TYPE_CHECKING:
    from ofweek_parse.model.article import Article

__all__ = ["to_post"]

# Hexo gives the body to a Markdown renderer, which leaves HTML alone up to the next blank line.
_BLANK_LINE = re.compile(r"\n(?=[ \t]*\n)")


def to_post(article: Article, *, body: Literal["html", "markdown"] = "html") -> str:
    """*article* as a Hexo post.

    The front matter has the file's keys in its order, unknown ones included. What a post has no place for (credits,
    keywords, the residue of alternative texts) stands under one key, ``ofweek_parse``, from which this library reads it
    back. Read with ``Parser(normalizers=())``, a post with an HTML body gives the article again; only the
    mapping `Article.front_matter` then holds what was written: the time as ISO 8601, cleaned values, that key.

    Args:
        article: The article.
        body: Whether the body is HTML or Markdown. This library reads HTML bodies only.

    Example:
        >>> from ofweek_parse import parse, to_post
        >>> print(to_post(parse("---\\ntitle: It's {a}\\ntag: x\\n---\\n<p>{{ b }}</p>")), end="")
        ---
        title: 'It''s {a}'
        tag: 'x'
        ---
        <BLANKLINE>
        <p>&#123;&#123; b &#125;&#125;</p>
    """
    if body == "html":
        text = HtmlWriter(facts=True).blocks(article.blocks).replace("{", "&#123;").replace("}", "&#125;")
        text = _BLANK_LINE.sub("&#10;", text)
    else:
        text = MarkdownWriter(braces=False).document(article.blocks)
    return f"{post_header(article)}\n{text}"
