"""Reading and rewriting blocks at any depth.

The rewriters are what a normalizer is made of: they rebuild the way down to what a function changed, and return
the very same object where it changed nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias, TypeVar

from ofweek_parse.model.blocks import (
    Block,
    Cell,
    CodeBlock,
    Embed,
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
from ofweek_parse.model.inlines import Emphasis, Image, Inline, InlineImage, Link, Strong, Subscript, Superscript, Text
from ofweek_parse.model.unions import assert_never

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

__all__ = [
    "WRAPPERS",
    "iter_blocks",
    "iter_images",
    "iter_inlines",
    "iter_lines",
    "join_text",
    "rewrite_blocks",
    "rewrite_images",
    "rewrite_inlines",
    "rewrite_nested",
]

Blocks: TypeAlias = tuple[Block, ...]
Inlines: TypeAlias = tuple[Inline, ...]
T = TypeVar("T")

WRAPPERS = (Strong, Emphasis, Link, Superscript, Subscript)
"""The inlines that hold inlines, for ``isinstance``."""

_LEAVES = (Paragraph, Heading, Figure, CodeBlock, Embed, Rule)
_LEAF_TYPES = frozenset(_LEAVES)


def iter_blocks(blocks: Iterable[Block]) -> Iterator[Block]:
    """Every block in document order, each before the blocks inside it.

    Example:
        >>> quote = Quote(blocks=(Paragraph(inlines=(Text(text="a"),)),))
        >>> [type(block).__name__ for block in iter_blocks([quote])]
        ['Quote', 'Paragraph']
    """
    if isinstance(blocks, tuple) and _are_leaves(blocks):
        return iter(blocks)
    return _with_nested(blocks)


def _are_leaves(blocks: Blocks) -> bool:
    """Whether none of *blocks* holds others, as in most bodies."""
    return _LEAF_TYPES.issuperset(map(type, blocks))


def _with_nested(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        yield block
        if not isinstance(block, _LEAVES):
            yield from _with_nested(_inside(block))


def _inside(block: Block) -> Iterator[Block]:
    match block:
        case Quote():
            yield from block.blocks
        case ListBlock():
            for item in block.items:
                yield from item
        case Table():
            for row in (block.header or (), *block.rows):
                for cell in row:
                    yield from cell.blocks
        case Paragraph() | Heading() | Figure() | CodeBlock() | Embed() | Rule():
            pass
        case _:
            assert_never(block)


def iter_lines(blocks: Iterable[Block]) -> Iterator[Inlines]:
    """The inlines of every paragraph, heading and caption in document order, from any depth, a line at a time."""
    for block in blocks:
        if isinstance(block, (Paragraph, Heading)):
            yield block.inlines
        elif isinstance(block, Figure):
            if block.caption:
                yield block.caption
        elif not isinstance(block, _LEAVES):
            yield from iter_lines(_inside(block))


def iter_inlines(blocks: Iterable[Block]) -> Iterator[Inline]:
    """Every inline of *blocks* in document order, from any depth, captions included."""
    for inlines in iter_lines(blocks):
        for inline in inlines:
            yield inline
            if isinstance(inline, WRAPPERS):
                yield from _nested(inline.inlines)


def _nested(inlines: Inlines) -> Iterator[Inline]:
    for inline in inlines:
        yield inline
        if isinstance(inline, WRAPPERS):
            yield from _nested(inline.inlines)


def iter_images(blocks: Iterable[Block]) -> Iterator[Image]:
    """Every image of *blocks* in document order, from any depth."""
    for block in blocks:
        if isinstance(block, (Paragraph, Heading)):
            inlines = block.inlines
        elif isinstance(block, Figure):
            yield block.image
            inlines = block.caption
        elif isinstance(block, _LEAVES):
            continue
        else:
            yield from iter_images(_inside(block))
            continue
        for inline in inlines:
            if type(inline) is Text:
                continue
            for inner in _nested((inline,)):
                if isinstance(inner, InlineImage):
                    yield inner.image


def join_text(inlines: Iterable[Inline]) -> Inlines:
    """*inlines* with adjacent `Text` joined and empty inlines gone, at every depth.

    Example:
        >>> join_text((Text(text="a"), Text(text="b"), Strong(inlines=())))
        (Text(text='ab'),)
    """
    joined: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, Text):
            last = joined[-1] if joined else None
            if isinstance(last, Text):
                joined[-1] = evolve(last, text=last.text + inline.text)
            elif inline.text:
                joined.append(inline)
        elif isinstance(inline, WRAPPERS):
            inside = join_text(inline.inlines)
            if inside:
                joined.append(inline if inside == inline.inlines else evolve(inline, inlines=inside))
        else:
            joined.append(inline)
    return tuple(joined)


def _rewrite_each(parts: tuple[T, ...], function: Callable[[T], T | None]) -> tuple[T, ...]:
    rewritten: list[T] | None = None
    for index, part in enumerate(parts):
        new = function(part)
        if rewritten is None:
            if new is part:
                continue
            rewritten = list(parts[:index])
        if new is not None:
            rewritten.append(new)
    return parts if rewritten is None else tuple(rewritten)


def rewrite_blocks(blocks: Blocks, function: Callable[[Blocks], Blocks]) -> Blocks:
    """Apply *function* to every tuple of blocks: inside items, cells and quotes first, then to *blocks* itself.

    Items, lists and quotes that become empty go.
    """
    if _are_leaves(blocks):
        return function(blocks)

    def item(inside: Blocks) -> Blocks | None:
        return rewrite_blocks(inside, function) or None

    def cell(old: Cell) -> Cell:
        inside = rewrite_blocks(old.blocks, function)
        return old if inside is old.blocks else evolve(old, blocks=inside)

    def row(old: Row) -> Row:
        return _rewrite_each(old, cell)

    def block(old: Block) -> Block | None:
        match old:
            case Quote():
                inside = rewrite_blocks(old.blocks, function)
                if inside is old.blocks:
                    return old
                return evolve(old, blocks=inside) if inside else None
            case ListBlock():
                items = _rewrite_each(old.items, item)
                if items is old.items:
                    return old
                return evolve(old, items=items) if items else None
            case Table():
                rows = _rewrite_each(old.rows, row)
                header = old.header and row(old.header)
                unchanged = rows is old.rows and header is old.header
                return old if unchanged else evolve(old, header=header, rows=rows)
            case Paragraph() | Heading() | Figure() | CodeBlock() | Embed() | Rule():
                return old
            case _:
                assert_never(old)

    return function(_rewrite_each(blocks, block))


def rewrite_inlines(blocks: Blocks, function: Callable[[Inlines], Inlines]) -> Blocks:
    """Apply *function* to the inlines of every paragraph, heading and caption, a whole line at a time.

    What *function* returns is joined by `join_text`; a paragraph or heading that becomes empty goes.
    """

    def leaf(old: Block) -> Block | None:
        if isinstance(old, (Paragraph, Heading)):
            inlines = function(old.inlines)
            if inlines is old.inlines:
                return old
            if len(inlines) != 1 or not isinstance(only := inlines[0], Text) or not only.text:
                inlines = join_text(inlines)
            return evolve(old, inlines=inlines) if inlines else None
        if isinstance(old, Figure) and old.caption:
            caption = function(old.caption)
            return old if caption is old.caption else evolve(old, caption=join_text(caption))
        return old

    return rewrite_blocks(blocks, lambda level: _rewrite_each(level, leaf))


def rewrite_nested(inlines: Inlines, function: Callable[[Inline], Inline]) -> Inlines:
    """Apply *function* to every inline that has no inlines inside, at every depth of *inlines*."""
    if len(inlines) == 1 and type(only := inlines[0]) is Text:
        new = function(only)
        return inlines if new is only else (new,)

    def one(inline: Inline) -> Inline:
        if type(inline) is Text or not isinstance(inline, WRAPPERS):
            return function(inline)
        inside = rewrite_nested(inline.inlines, function)
        return inline if inside is inline.inlines else evolve(inline, inlines=inside)

    return _rewrite_each(inlines, one)


def rewrite_images(blocks: Blocks, function: Callable[[Image], Image]) -> Blocks:
    """Apply *function* to every image."""

    def picture(inline: Inline) -> Inline:
        if not isinstance(inline, InlineImage):
            return inline
        image = function(inline.image)
        return inline if image is inline.image else evolve(inline, image=image)

    def leaf(old: Block) -> Block:
        if isinstance(old, (Paragraph, Heading)):
            if len(old.inlines) == 1 and type(old.inlines[0]) is Text:
                return old
            inlines = rewrite_nested(old.inlines, picture)
            return old if inlines is old.inlines else evolve(old, inlines=inlines)
        if isinstance(old, Figure):
            image = function(old.image)
            caption = old.caption and rewrite_nested(old.caption, picture)
            unchanged = image is old.image and caption is old.caption
            return old if unchanged else evolve(old, image=image, caption=caption)
        return old

    return rewrite_blocks(blocks, lambda level: _rewrite_each(level, leaf))
