"""The lines of an article as text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from ofweek_parse.model.blocks import Heading, Paragraph
from ofweek_parse.model.inlines import Inline, LineBreak, Strong, Text, joined_text
from ofweek_parse.model.rewriting import join_text, rewrite_nested
from ofweek_parse.model.traversal import WRAPPERS, inlines_of, lines_of
from ofweek_parse.sentinels import SEAM

if TYPE_CHECKING:
    from ofweek_parse.model.article import Article
    from ofweek_parse.model.blocks import Block

__all__ = ["article_text", "cut_line", "leaves_of", "sole_text"]

Inlines: TypeAlias = "tuple[Inline, ...]"

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


def leaves_of(inlines: Inlines) -> list[Inline]:
    """Return the inlines of a line that contain no others, in order, at every depth."""
    return [inline for inline in inlines_of(inlines) if not isinstance(inline, WRAPPERS)]


def cut_line(inlines: Inlines, start: int, stop: int) -> Inlines | None:
    """Return what is between two places in the text of the `leaves_of` a line, or ``None`` if more than text would go."""
    at = 0
    lost = False

    def leaf(inline: Inline) -> Inline:
        nonlocal at, lost
        text = inline.text
        begin, at = at, at + len(text)
        if isinstance(inline, Text):
            return Text(text=text[max(start - begin, 0) : max(stop - begin, 0)])
        if text and (begin < start or at > stop):
            lost = lost or not isinstance(inline, LineBreak)
            return Text(text="")
        return inline

    new = join_text(rewrite_nested(inlines, leaf))
    return None if lost else new
