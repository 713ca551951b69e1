"""Detecting text of blocks that a normalizer has lost."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from ofweek_parse.model.traversal import are_leaves, iter_blocks, iter_images
from ofweek_parse.normalizers.credit_lines import credit_line
from ofweek_parse.testing.source_losses import key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ofweek_parse.model.article import Article

__all__ = ["lost_text"]

_TOKEN = re.compile(r"_(?:ueditor|baidu)_page_break_tag_")
_ORIGINAL_TITLE = re.compile(r"[?\s]*原文标题\s*[:：](?P<title>.+)", re.DOTALL)


def lost_text(before: Article, after: Article) -> list[str]:
    """The texts of *before*'s blocks that *after* has neither in its blocks nor, newly, in another field or a diagnostic.

    Only letters and digits are compared, ignoring width, case and position.

    Example:
        >>> from ofweek_parse import Article, Paragraph, Text
        >>> lost_text(Article(blocks=(Paragraph(inlines=(Text(text="风，光"),)),)), Article(title="光"))
        ['风，光']
    """
    owed = {text: _owed(text, after) for text in _texts(before)}
    missing = _letters(owed[text] for text in _texts(before)) - _letters(_texts(after))
    missing -= _letters(_elsewhere(after)) - _letters(_elsewhere(before))
    missing -= _letters(_of_pictures(after)) - _letters(_of_pictures(before))  # apart: most of them go
    if not missing:
        return []
    found = key(" ".join([*_texts(after), *_elsewhere(after), *_of_pictures(after)]))
    return [text for text, part in owed.items() if key(part) not in found] or ["".join(sorted(missing.elements()))]


def _letters(texts: Iterator[str]) -> Counter[str]:
    return Counter(key(" ".join(texts)))


def _texts(article: Article) -> Iterator[str]:
    for block in iter_blocks(article.blocks):
        if are_leaves((block,)):
            yield block.text


def _elsewhere(article: Article) -> Iterator[str]:
    """Yield the texts of *article* outside of its blocks."""
    yield from (
        article.title,
        article.original_title or "",
        article.author or "",
    )
    yield from article.categories
    yield article.published.isoformat() if article.published else ""
    yield from (f"{credit.label or ''} {credit.name}" for credit in article.credits)
    yield from (keyword.text for keyword in article.keywords)
    yield from article.alt_residue
    yield from (note.message for note in article.diagnostics)
    yield from (f"{name} {value}" for name, value in article.front_matter.items())


def _of_pictures(article: Article) -> Iterator[str]:
    yield from (article.headimg or "", article.thumbnail or "")
    yield from (f"{image.alt} {image.title or ''}" for image in iter_images(article.blocks))


def _owed(text: str, after: Article) -> str:
    """Return *text* without labels whose values have been moved to a field of *after*."""
    text = _TOKEN.sub("", text)
    original = _ORIGINAL_TITLE.fullmatch(text)
    if original and key(original["title"]) == key(after.original_title or ""):
        return ""
    line = credit_line(text)
    names = [credit.name for credit in line.credits] if line else []
    if line and {*names} <= {credit.name for credit in after.credits}:
        return " ".join([*names, text[line.end :]])
    return text
