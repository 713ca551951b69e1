"""Plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ofweek_parse.arguments import check_flags, check_kind
from ofweek_parse.model.article import Article
from ofweek_parse.model.blocks import CodeBlock, Figure, Heading, Table
from ofweek_parse.model.constructors import evolve, make_text
from ofweek_parse.model.rewriting import join_text, rewrite_blocks

if TYPE_CHECKING:
    from ofweek_parse.model.blocks import Block

__all__ = ["to_text"]


def to_text(
    article: Article,
    *,
    title: bool = False,
    captions: bool = True,
    tables: bool = True,
    code: bool = True,
    heading_marks: bool = False,
) -> str:
    """Return the text of the article, with blank lines between blocks and one line per list item and table row.

    Alternative texts are left out, except for emoji in running text. Strikethrough text is enclosed in ``~~``, and
    formulas are written as TeX.

    Args:
        article: The article.
        title: Whether to begin with the title.
        captions: Whether to include the captions of figures.
        tables: Whether to include tables.
        code: Whether to include code blocks; inline code is always included.
        heading_marks: Whether to mark the title and headings with ``#``, as in Markdown.

    Example:
        >>> from ofweek_parse import parse, to_text
        >>> article = parse("---\\ntitle: a\\n---\\n<h2>b</h2><ul><li>c<li>d</ul><pre>e</pre>")
        >>> to_text(article, title=True)
        'a\\n\\nb\\n\\nc\\nd\\n\\ne'
        >>> to_text(article, code=False, heading_marks=True)
        '## b\\n\\nc\\nd'
    """
    check_kind("article", article, Article, "an Article")
    check_flags(title=title, captions=captions, tables=tables, code=code, heading_marks=heading_marks)

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
