"""The lines of an article as text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ofweek_parse.model.blocks import Heading, Paragraph
from ofweek_parse.model.inlines import Strong, Text, joined_text
from ofweek_parse.model.traversal import lines_of
from ofweek_parse.sentinels import SEAM

if TYPE_CHECKING:
    from ofweek_parse.model.article import Article
    from ofweek_parse.model.blocks import Block

__all__ = ["article_text", "sole_text"]

_LINES: Final = (Paragraph, Heading)


def sole_text(block: Block) -> str | None:
    """Return the text of a paragraph or heading that is one run of text, bold or not, as most are."""
    if not isinstance(block, _LINES):
        return None
    inlines = block.inlines
    while len(inlines) == 1:
        only = inlines[0]
        if type(only) is Text:
            return only.text
        if type(only) is not Strong:
            return None
        inlines = only.inlines
    return None


def article_text(article: Article) -> str:
    """Return the titles, the labels and names of the credits and every line of the body, joined by `SEAM`."""
    beside = [article.original_title, *[text for credit in article.credits for text in (credit.label, credit.name)]]
    lines = [article.title, *filter(None, beside)]
    lines += map(joined_text, lines_of(article.blocks))
    return SEAM.join(lines)
