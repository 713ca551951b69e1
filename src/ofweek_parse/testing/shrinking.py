"""Reducing an article while a check still fails on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

import attrs

from ofweek_parse.model.article import Article
from ofweek_parse.model.blocks import (
    Block,
    CodeBlock,
    Embed,
    ExcerptMark,
    Figure,
    Heading,
    ListBlock,
    Paragraph,
    Quote,
    Row,
    Rule,
    Table,
)
from ofweek_parse.model.constructors import evolve
from ofweek_parse.model.inlines import Image, Inline, Text
from ofweek_parse.model.traversal import WRAPPERS
from ofweek_parse.model.unions import assert_never
from ofweek_parse.testing.invariants import as_line, has_text, is_shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["smallest"]

Blocks: TypeAlias = "tuple[Block, ...]"
Inlines: TypeAlias = "tuple[Inline, ...]"
_Parts = TypeVar("_Parts", str, "tuple[Block, ...]", "tuple[Inline, ...]", "tuple[Blocks, ...]", "tuple[Row, ...]")


def smallest(article: Article, fails: Callable[[Article], bool], *, attempts: int = 3_000) -> Article:
    """Return the smallest article found for which *fails* is true, as for *article*.

    Example:
        >>> from ofweek_parse.testing import sample
        >>> smallest(sample("every-block").article, lambda article: "菜" in article.text).text
        '菜'
    """
    found = True
    while found and attempts:
        found = False
        for candidate in _smaller(article):
            attempts -= 1
            if fails(candidate):
                article, found = candidate, True
                break
            if not attempts:
                break
    return article


def _smaller(article: Article) -> Iterator[Article]:
    """Articles that are somewhat smaller, the smallest first."""
    yield from (evolve(article, blocks=blocks) for blocks in _shorter(article.blocks))
    yield from (evolve(article, **{name: value}) for name, value in _emptied(article))
    yield from (evolve(article, blocks=blocks) for blocks in _with_simpler(article.blocks))


def _emptied(article: Article) -> Iterator[tuple[str, Any]]:
    """Yield the non-empty fields of *article* other than its blocks, each with its empty value."""
    empty = Article()
    for field in attrs.fields(Article):
        if field.name != "blocks" and getattr(article, field.name) != getattr(empty, field.name):
            yield field.name, getattr(empty, field.name)
    if len(article.title) > 1:
        yield from (("title", title) for title in _shorter(article.title))


def _smaller_blocks(blocks: Blocks) -> Iterator[Blocks]:
    yield from _shorter(blocks)
    yield from _with_simpler(blocks)


def _with_simpler(blocks: Blocks) -> Iterator[Blocks]:
    """Yield *blocks* with something simpler in the place of one."""
    for index, block in enumerate(blocks):
        for simpler in _simpler(block):
            yield (*blocks[:index], *simpler, *blocks[index + 1 :])


def _shorter(parts: _Parts) -> Iterator[_Parts]:
    """Yield *parts* without a half, a quarter, …, one of them, at every place."""
    size = len(parts)
    while size := size // 2 if size > 1 else 0:
        for start in range(0, len(parts), size):
            yield parts[:start] + parts[start + size :]
    if len(parts) == 1:
        yield parts[:0]


def _simpler(block: Block) -> Iterator[Blocks]:
    """Yield smaller replacements of *block*."""
    match block:
        case Quote():
            yield block.blocks
            yield from ((evolve(block, blocks=blocks),) for blocks in _smaller_blocks(block.blocks) if blocks)
        case ListBlock():
            yield from block.items
            yield from ((evolve(block, items=items),) for items in _shorter(block.items) if items)
            if len(block.items) == 1:
                yield from ((evolve(block, items=(item,)),) for item in _smaller_blocks(block.items[0]) if item)
        case Table():
            rows = (block.header or (), *block.rows)
            yield from (cell.blocks for row in rows for cell in row)
            yield from ((evolve(block, rows=rows),) for rows in _shorter(block.rows) if rows)
        case Figure():
            image = Image(src=block.image.src, alt_verdict=block.image.alt_verdict)
            simpler = [
                evolve(block, image=image, caption=(), href=None),
                evolve(block, image=image),
                evolve(block, caption=(), href=None),
            ]
            yield from ((figure,) for figure in simpler if figure != block)
            yield from ((evolve(block, caption=line),) for line in _shorter_lines(block.caption))
        case Paragraph() | Heading():
            if isinstance(block, Paragraph) and block.align:
                yield (evolve(block, align=None),)
            yield from ((evolve(block, inlines=line),) for line in _shorter_lines(block.inlines))
        case CodeBlock():
            yield from ((evolve(block, code=code),) for code in _shorter(block.code) if has_text(code))
        case Embed() | Rule() | ExcerptMark():
            pass
        case _:
            assert_never(block)


def _shorter_lines(inlines: Inlines) -> Iterator[Inlines]:
    """Lines that show something and are shorter than *inlines*."""
    for line in _pieces(inlines):
        joined = as_line(line)
        if is_shown(joined):
            yield joined


def _pieces(inlines: Inlines) -> Iterator[Inlines]:
    yield from _shorter(inlines)
    for index, inline in enumerate(inlines):
        before, after = inlines[:index], inlines[index + 1 :]
        if isinstance(inline, Text):
            yield from ((*before, evolve(inline, text=text), *after) for text in _shorter(inline.text) if text)
        elif isinstance(inline, WRAPPERS):
            yield (*before, *inline.inlines, *after)
            for line in _shorter_lines(inline.inlines):
                yield (*before, evolve(inline, inlines=line), *after)
