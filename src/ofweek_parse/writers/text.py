"""Plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ofweek_parse.model.article import Article

__all__ = ["to_text"]


def to_text(article: Article, *, title: bool = False) -> str:
    """The article's text: blocks parted by a blank line, list items and table rows a line each, no alternative text.

    Args:
        article: The article.
        title: Whether its title comes first.

    Example:
        >>> from ofweek_parse import parse, to_text
        >>> to_text(parse("---\\ntitle: a\\n---\\n<p>b</p><ul><li>c<li>d</ul>"), title=True)
        'a\\n\\nb\\n\\nc\\nd'
    """
    return "\n\n".join(part for part in (article.title if title else "", article.text) if part)
