"""Iterating over blocks, lines, inlines and images at any depth."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from ofweek_parse.arguments import as_tuple
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
    Rule,
    Table,
)
from ofweek_parse.model.inlines import (
    Code,
    Emphasis,
    Image,
    Inline,
    InlineImage,
    LineBreak,
    Link,
    Math,
    Strikethrough,
    Strong,
    Subscript,
    Superscript,
    Text,
)
from ofweek_parse.model.unions import assert_never

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = [
    "WRAPPERS",
    "are_leaves",
    "as_blocks",
    "holds_image",
    "inlines_of",
    "iter_blocks",
    "iter_images",
    "iter_inlines",
    "lines_of",
    "runs_of",
]

Blocks: TypeAlias = tuple[Block, ...]
Inlines: TypeAlias = tuple[Inline, ...]

WRAPPERS = (Strong, Emphasis, Link, Superscript, Subscript, Strikethrough)
"""The inlines that contain inlines, for ``isinstance``."""

_LEAVES = (Paragraph, Heading, Figure, CodeBlock, Embed, Rule, ExcerptMark)
_LEAF_TYPES = frozenset(_LEAVES)


def iter_blocks(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield every block in document order, each before the blocks inside it.

    Example:
        >>> from ofweek_parse import Paragraph, Quote, Text
        >>> from ofweek_parse.traversal import iter_blocks
        >>> quote = Quote(blocks=(Paragraph(inlines=(Text(text="a"),)),))
        >>> [type(block).__name__ for block in iter_blocks([quote])]
        ['Quote', 'Paragraph']
    """
    blocks = as_blocks(blocks)
    return iter(blocks) if are_leaves(blocks) else _with_nested(blocks)


def as_blocks(blocks: Iterable[Block]) -> Blocks:
    """Return *blocks* as a tuple.

    Raises:
        TypeError: They are something else, such as an article.
    """
    return as_tuple(blocks, "a sequence of blocks, such as article.blocks")


def are_leaves(blocks: Blocks) -> bool:
    """Whether none of *blocks* contains others, as in most bodies."""
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
        case Paragraph() | Heading() | Figure() | CodeBlock() | Embed() | Rule() | ExcerptMark():
            pass
        case _:
            assert_never(block)


def lines_of(blocks: Iterable[Block]) -> list[Inlines]:
    """Return the inlines of every paragraph, heading and caption in document order, from any depth, line by line."""
    lines: list[Inlines] = []
    for block in blocks:
        if type(block) is Paragraph or isinstance(block, Heading):  # most are the first
            lines.append(block.inlines)
        elif isinstance(block, Figure):
            if block.caption:
                lines.append(block.caption)
        elif not isinstance(block, _LEAVES):
            lines += lines_of(_inside(block))
    return lines


def iter_inlines(blocks: Iterable[Block]) -> Iterator[Inline]:
    """Yield every inline in *blocks*, at any depth, including captions, in document order."""
    for line in lines_of(as_blocks(blocks)):
        yield from inlines_of(line)


def inlines_of(line: Inlines) -> list[Inline]:
    """Return every inline of *line*, at any depth, each before the inlines inside it."""
    found: list[Inline] = []
    _add_inlines(line, found)
    return found


def _add_inlines(inlines: Inlines, found: list[Inline]) -> None:
    for inline in inlines:
        found.append(inline)
        if isinstance(inline, WRAPPERS):
            _add_inlines(inline.inlines, found)


def holds_image(inline: Inline) -> bool:
    """Whether *inline* is or contains an image.

    Example:
        >>> holds_image(Strong(inlines=(Text(text="a"),)))
        False
    """
    if isinstance(inline, WRAPPERS):
        return any(map(holds_image, inline.inlines))
    match inline:
        case InlineImage():
            return True
        case Text() | Code() | LineBreak() | Math():  # a class that contains inlines belongs in `WRAPPERS`
            return False
        case _:
            assert_never(inline)


def runs_of(blocks: Iterable[Block]) -> list[str]:
    """Return every run of text of *blocks* in document order, from any depth, captions included."""
    runs: list[str] = []
    for inlines in lines_of(blocks):
        _add_runs(inlines, runs)
    return runs


def _add_runs(inlines: Inlines, runs: list[str]) -> None:
    for inline in inlines:
        if type(inline) is Text:
            runs.append(inline.text)
        elif isinstance(inline, WRAPPERS):
            _add_runs(inline.inlines, runs)


def iter_images(blocks: Iterable[Block]) -> Iterator[Image]:
    """Yield every image in *blocks*, at any depth, in document order."""
    for block in as_blocks(blocks):
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
            for inner in inlines_of((inline,)):
                if isinstance(inner, InlineImage):
                    yield inner.image
