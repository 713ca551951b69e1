"""The comment that ends the excerpt of a post."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ofweek_parse.model.blocks import ExcerptMark
from ofweek_parse.model.rewriting import rewrite_blocks
from ofweek_parse.model.traversal import are_leaves, iter_blocks

if TYPE_CHECKING:
    from ofweek_parse.model.blocks import Block

__all__ = ["is_excerpt_end", "mark_at_top"]

_MORE: Final = re.compile(r"-*\s*more\s*-*", re.IGNORECASE)  # as Hexo 3 to 6; later it takes one space at most


def is_excerpt_end(comment: str) -> bool:
    """Whether the content of a *comment* ends the excerpt.

    Example:
        >>> is_excerpt_end(" more "), is_excerpt_end("MORE"), is_excerpt_end("read more")
        (True, True, False)
    """
    return bool(_MORE.fullmatch(comment))


def mark_at_top(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return *blocks* with the excerpt mark behind the list, quote or table that it is in."""
    if are_leaves(blocks):
        return blocks
    moved: list[Block] = []
    for block in blocks:
        inside = iter_blocks((block,))
        if isinstance(block, ExcerptMark) or not any(isinstance(inner, ExcerptMark) for inner in inside):
            moved.append(block)
            continue
        kept = rewrite_blocks((block,), _without_mark)
        if len(list(iter_blocks(kept))) > 1:  # it contains something else
            moved += kept
        moved.append(ExcerptMark())
    return tuple(moved)


def _without_mark(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    return tuple(block for block in blocks if not isinstance(block, ExcerptMark))
