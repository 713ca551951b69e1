"""Optional ``lists``: converts runs of paragraphs with bullets or numbers to lists."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from ofweek_parse.characters import HAN
from ofweek_parse.model.blocks import Block, ListBlock, Paragraph
from ofweek_parse.model.constructors import evolve
from ofweek_parse.model.rewriting import rewrite_blocks
from ofweek_parse.normalizers.lines import cut_line, leaves_of

if TYPE_CHECKING:
    from ofweek_parse.model.article import Article

__all__ = ["lists"]

Blocks: TypeAlias = "tuple[Block, ...]"

_MARK: Final = re.compile(
    rf"""
    \s*
    (?: (?P<dash> [-–*+] ) \s+                                # '- ', not '-5'
    |   (?P<bullet> [•●■◆▪◼►➤✓✔√·○◇□] ) (?! (?P=bullet) ) \s*
    |   (?P<lost> \? ) \s* (?=[A-Za-z{HAN}])                  # a bullet that the site lost
    |   (?P<number> \d{{1,3}} ) (?P<point> [、）)] | [.．] ) (?P<decimal> (?=\d) )? \s*
    |   (?P<open> [（(［\[] ) (?P<inside> \d{{1,3}} ) [）)］\]] \s* (?: [.．、] \s* )?
    |   (?P<circled> [①-⑳] ) \s*
    )
    (?=\S)
    """,
    re.VERBOSE,
)
_FEWEST: Final = 3


class _Item(NamedTuple):
    kind: str
    number: int | None
    is_certain: bool  # not if it may be a decimal number, as in '1.5米'
    block: Paragraph


def lists(article: Article) -> Article:
    """Convert three or more consecutive paragraphs with the same mark to a list, without the marks.

    Marks are ``- • √`` and others of their kind, the ``?`` that the site wrote for one (real post f9), and numbers that
    count up by one: ``1、 1. 1） （1） ［1］ ①``. Those become an ordered list that starts at the first.
    """
    blocks = rewrite_blocks(article.blocks, _with_lists)
    return article if blocks is article.blocks else evolve(article, blocks=blocks)


def _with_lists(blocks: Blocks) -> Blocks:
    new: list[Block] = []
    run: list[Paragraph] = []
    items: list[_Item] = []

    def close() -> None:
        is_list = len(items) >= _FEWEST and sum([item.is_certain for item in items]) >= _FEWEST - 1
        new.extend([_list_of(items)] if is_list else run)
        run.clear()
        items.clear()

    for block in blocks:
        item = _item(block) if isinstance(block, Paragraph) else None
        if items and not (item and _continues(items[-1], item)):
            close()
        if item and isinstance(block, Paragraph):
            run.append(block)
            items.append(item)
        else:
            new.append(block)
    if items:
        close()
    return blocks if len(new) == len(blocks) else tuple(new)


def _item(block: Paragraph) -> _Item | None:
    """Return *block* as an item of a list, without its mark, or ``None``."""
    text = "".join([leaf.text for leaf in leaves_of(block.inlines)])
    mark = _MARK.match(text)
    if not mark:
        return None
    inlines = cut_line(block.inlines, mark.end(), len(text))
    if not inlines:
        return None
    number: int | None = None
    kind = mark["dash"] or mark["bullet"] or mark["lost"]
    if not kind:
        digits, circled = mark["number"] or mark["inside"], mark["circled"]
        number = ord(circled) - ord("①") + 1 if circled else int(digits)
        kind = f"number {mark['point'] or mark['open'] or ''}"
    is_decimal = mark["decimal"] is not None and mark["point"] in {".", "．"}
    if is_decimal and not number:
        return None
    return _Item(kind, number, not is_decimal, evolve(block, inlines=inlines))


def _continues(last: _Item, item: _Item) -> bool:
    return item.kind == last.kind and (last.number is None or item.number == last.number + 1)


def _list_of(items: list[_Item]) -> ListBlock:
    first = items[0].number
    return ListBlock(
        items=tuple([(item.block,) for item in items]),
        ordered=first is not None,
        start=1 if first is None else first,
    )
