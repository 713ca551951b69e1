"""Optional ``heading-levels``: sets the levels of headings according to their numbering."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ofweek_parse.model.blocks import Heading
from ofweek_parse.model.constructors import evolve

if TYPE_CHECKING:
    from ofweek_parse.model.article import Article

__all__ = ["heading_levels"]

_HAN_NUMBER: Final = "[一二三四五六七八九十]{1,3}"
_NUMBERINGS: Final = tuple(
    re.compile(pattern)
    for pattern in (
        rf"第\s?(?:{_HAN_NUMBER}|\d{{1,2}})\s?[章篇编部]",  # 第一章
        rf"第\s?(?:{_HAN_NUMBER}|\d{{1,2}})\s?节",
        rf"{_HAN_NUMBER}\s?[、.．：:]",  # 一、
        rf"[（(]\s?{_HAN_NUMBER}\s?[）)]",  # （一）
        r"\d{1,2}(?:\s?[、：:）)]|[.．](?!\d)|\s+(?=\D))",  # 1、
        r"\d{1,2}[.．]\d{1,2}(?![.．]?\d|\s?[米倍元吨寸万亿千度%％℃])",  # 1.1, not 1.5米
        r"\d{1,2}[.．]\d{1,2}[.．]\d{1,2}(?![.．]?\d)",  # 1.1.1
        r"[（(]\s?\d{1,2}\s?[）)]",  # （1）
        r"[①-⑳]",
    )
)
"""From the highest to the lowest."""

_LOWEST_LEVEL: Final = 6


def heading_levels(article: Article) -> Article:
    """Numbered headings get the levels of their numbering: ``一、`` over ``（一）`` over ``1、`` over ``1.1``.

    The highest numbering that the article uses is at the highest level that one of its numbered headings has. Headings
    without a number stay, and so does an article whose headings have one kind of number only.
    """
    ranks = {
        place: rank
        for place, block in enumerate(article.blocks)
        if isinstance(block, Heading) and (rank := _rank(block.text)) is not None
    }
    used = sorted(set(ranks.values()))
    if len(used) < 2:
        return article
    blocks = list(article.blocks)
    top = min(block.level for place in ranks if isinstance(block := blocks[place], Heading))
    changed = False
    for place, rank in ranks.items():
        block = blocks[place]
        level = min(top + used.index(rank), _LOWEST_LEVEL)
        if isinstance(block, Heading) and block.level != level:
            blocks[place] = evolve(block, level=level)
            changed = True
    return evolve(article, blocks=tuple(blocks)) if changed else article


def _rank(text: str) -> int | None:
    """Return the kind of numbering with which *text* begins."""
    text = text.lstrip()
    return next((rank for rank, numbering in enumerate(_NUMBERINGS) if numbering.match(text)), None)
