"""Rewriting blocks, lines and images at any depth.

Normalizers are built from these functions: they rebuild only the path to what a function changed, and return the same
object if it changed nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias, TypeVar, get_args

from ofweek_parse.arguments import as_tuple, check_callable, check_kind
from ofweek_parse.model.blocks import (
    Block,
    Cell,
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
from ofweek_parse.model.constructors import evolve, make_text
from ofweek_parse.model.inlines import Image, Inline, InlineImage, Text
from ofweek_parse.model.traversal import WRAPPERS, are_leaves, as_blocks, lines_of
from ofweek_parse.model.unions import assert_never

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

__all__ = ["join_text", "rewrite_blocks", "rewrite_images", "rewrite_inlines", "rewrite_nested", "rewrite_runs"]

Blocks: TypeAlias = tuple[Block, ...]
Inlines: TypeAlias = tuple[Inline, ...]
T = TypeVar("T")

_BLOCKS = frozenset(get_args(Block))
_INLINES = frozenset(get_args(Inline))
_RESULT = "What the function returns"


def join_text(inlines: Iterable[Inline]) -> tuple[Inline, ...]:
    """Return *inlines* with adjacent `Text` joined and empty inlines removed, at every depth.

    Example:
        >>> from ofweek_parse import Strong, Text
        >>> from ofweek_parse.traversal import join_text
        >>> join_text((Text(text="a"), Text(text="b"), Strong(inlines=())))
        (Text(text='ab'),)
    """
    joined: list[Inline] = []
    run: list[Text] = []  # since the last other inline
    for inline in _checked("Each of inlines", inlines, _INLINES, "an inline"):
        if isinstance(inline, Text):
            if inline.text:
                run.append(inline)
        elif (kept := _with_joined_text(inline)) is not None:
            if run:
                joined.append(_one_text(run))
                run.clear()
            joined.append(kept)
    if run:
        joined.append(_one_text(run))
    return tuple(joined)


def _with_joined_text(inline: Inline) -> Inline | None:
    if not isinstance(inline, WRAPPERS):
        return inline
    inside = join_text(inline.inlines)
    if not inside:
        return None
    return inline if inside == inline.inlines else evolve(inline, inlines=inside)


def _one_text(run: list[Text]) -> Text:
    return run[0] if len(run) == 1 else make_text(text="".join([text.text for text in run]))


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


def rewrite_blocks(
    blocks: tuple[Block, ...], function: Callable[[tuple[Block, ...]], tuple[Block, ...]]
) -> tuple[Block, ...]:
    """Return *blocks* with *function* applied to every tuple of blocks, the innermost first.

    Items, lists and quotes that become empty are removed.
    """
    blocks = as_blocks(blocks)
    check_callable("function", function)
    if are_leaves(blocks):
        return _level(blocks, function)

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
            case Paragraph() | Heading() | Figure() | CodeBlock() | Embed() | Rule() | ExcerptMark():
                return old
            case _:
                assert_never(old)

    return _level(_rewrite_each(blocks, block), function)


def _level(blocks: Blocks, function: Callable[[Blocks], Blocks]) -> Blocks:
    new = function(blocks)
    return new if new is blocks else _checked(_RESULT, new, _BLOCKS, "a block")


def _checked(name: str, given: Iterable[T], kinds: frozenset[type], expected: str) -> tuple[T, ...]:
    """Return what a caller, or a function of a caller, has *given* as a tuple of these *kinds*."""
    parts = as_tuple(given)
    if not kinds.issuperset(map(type, parts)):
        for part in parts:
            check_kind(name, part, tuple(kinds), expected)
    return parts


def rewrite_inlines(
    blocks: tuple[Block, ...], function: Callable[[tuple[Inline, ...]], tuple[Inline, ...]]
) -> tuple[Block, ...]:
    """Return *blocks* with *function* applied to the inlines of every paragraph, heading and caption.

    The results are joined by `join_text`; paragraphs and headings that become empty are removed.
    """
    blocks = as_blocks(blocks)
    check_callable("function", function)
    changed: dict[int, Inlines] = {}  # by the identity of the line
    for line in lines_of(blocks):
        new = function(line)
        if new is not line:
            new = _checked(_RESULT, new, _INLINES, "an inline")
            is_text = len(new) == 1 and type(only := new[0]) is Text and only.text
            changed[id(line)] = new if is_text else join_text(new)
    return _with_lines(blocks, changed) if changed else blocks


def _with_lines(blocks: Blocks, changed: Mapping[int, Inlines]) -> Blocks:
    def leaf(old: Block) -> Block | None:
        if isinstance(old, (Paragraph, Heading)):
            inlines = changed.get(id(old.inlines))
            if inlines is None:
                return old
            return evolve(old, inlines=inlines) if inlines else None
        if isinstance(old, Figure) and old.caption and id(old.caption) in changed:
            return evolve(old, caption=changed[id(old.caption)])
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


def rewrite_runs(blocks: Blocks, changed: Mapping[str, str]) -> Blocks:
    """Put in the place of every run of text the text that *changed* has for it."""
    return rewrite_inlines(blocks, lambda line: _with_runs(line, changed))


def _with_runs(inlines: Inlines, changed: Mapping[str, str]) -> Inlines:
    rewritten: list[Inline] | None = None
    for index, old in enumerate(inlines):
        new: Inline | None = None
        if type(old) is Text:
            if old.text in changed:
                new = make_text(text=changed[old.text])
        elif isinstance(old, WRAPPERS):
            inside = _with_runs(old.inlines, changed)
            if inside is not old.inlines:
                new = evolve(old, inlines=inside)
        if new is not None:
            rewritten = list(inlines) if rewritten is None else rewritten
            rewritten[index] = new
    return inlines if rewritten is None else tuple(rewritten)


def rewrite_images(blocks: tuple[Block, ...], function: Callable[[Image], Image]) -> tuple[Block, ...]:
    """Return *blocks* with *function* applied to every image."""
    blocks = as_blocks(blocks)
    check_callable("function", function)

    def rewritten(image: Image) -> Image:
        new = function(image)
        check_kind(_RESULT, new, Image, "an Image")
        return new

    def picture(inline: Inline) -> Inline:
        if not isinstance(inline, InlineImage):
            return inline
        image = rewritten(inline.image)
        return inline if image is inline.image else evolve(inline, image=image)

    def leaf(old: Block) -> Block:
        if isinstance(old, (Paragraph, Heading)):
            if len(old.inlines) == 1 and type(old.inlines[0]) is Text:
                return old
            inlines = rewrite_nested(old.inlines, picture)
            return old if inlines is old.inlines else evolve(old, inlines=inlines)
        if isinstance(old, Figure):
            image = rewritten(old.image)
            caption = old.caption and rewrite_nested(old.caption, picture)
            unchanged = image is old.image and caption is old.caption
            return old if unchanged else evolve(old, image=image, caption=caption)
        return old

    return rewrite_blocks(blocks, lambda level: _rewrite_each(level, leaf))
