"""Plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ofweek_parse.arguments import check_kind
from ofweek_parse.model.article import Article
from ofweek_parse.model.blocks import CodeBlock, Figure, Heading, Table
from ofweek_parse.model.constructors import evolve, make_text
from ofweek_parse.model.rewriting import join_text, rewrite_blocks

if TYPE_CHECKING:
    from ofweek_parse.model.blocks import Block

__all__ = ["to_text"]


def to_text(  # a choice each
    article: Article,
    *,
    title: bool = False,
    captions: bool = True,
    tables: bool = True,
    code: bool = True,
    heading_marks: bool = False,
) -> str:
    """Return the article's text: blocks separated by a blank line, list items and table rows a line each.

    Alternative texts are no part of it, but for those of emoji in a line. Struck-out text is between ``~~``, and
    a formula is its TeX.

    Args:
        article: The article.
        title: Whether its title comes first.
        captions: Whether the captions of figures are part of it.
        tables: Whether tables are.
        code: Whether blocks of code are; code within a line always is.
        heading_marks: Whether headings begin with a ``#`` for each level, as in Markdown, and the title with one.

    Example:
        >>> from ofweek_parse import parse, to_text
        >>> article = parse("---\\ntitle: a\\n---\\n<h2>b</h2><ul><li>c<li>d</ul><pre>e</pre>")
        >>> to_text(article, title=True)
        'a\\n\\nb\\n\\nc\\nd\\n\\ne'
        >>> to_text(article, code=False, heading_marks=True)
        '## b\\n\\nc\\nd'
    """
    check_kind("article", article, Article, "an Article")

    def shown(block: Block) -> Block | None:
        if isinstance(block, Table):
            return block if tables else None
        if isinstance(block, CodeBlock):
            return block if code else None
        if isinstance(block, Figure) and block.caption and not captions:
            return evolve(block, caption=())
        if isinstance(block, Heading) and heading_marks:
            return evolve(block, inlines=join_text((make_text(text="#" * block.level + " "), *block.inlines)))
        return block

    if not (captions and tables and code) or heading_marks:
        blocks = rewrite_blocks(article.blocks, lambda level: tuple([new for old in level if (new := shown(old))]))
        article = evolve(article, blocks=blocks)
    heading = f"# {article.title}" if heading_marks and article.title else article.title
    return "\n\n".join(part for part in (heading if title else "", article.text) if part)
