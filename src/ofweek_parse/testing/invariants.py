"""The invariants of every article: no empty parts, no adjacent texts, no inline inside its own kind."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import TYPE_CHECKING
from unicodedata import category

from ofweek_parse.characters import BLANK
from ofweek_parse.model.blocks import (
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
from ofweek_parse.model.inlines import InlineImage, LineBreak, Link, Strong, Text
from ofweek_parse.model.rewriting import join_text
from ofweek_parse.model.traversal import WRAPPERS, inlines_of, iter_blocks, iter_inlines
from ofweek_parse.model.unions import assert_never
from ofweek_parse.writers.json import to_dict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ofweek_parse.model.article import Article
    from ofweek_parse.model.inlines import Inline

__all__ = ["as_line", "broken_promises", "control_characters", "has_text", "is_control", "is_shown"]


def has_text(text: str) -> bool:
    """Whether *text* shows anything."""
    return not BLANK.fullmatch(text)


def is_shown(inlines: Iterable[Inline]) -> bool:
    """Whether a line of *inlines* shows anything."""
    return any(
        isinstance(inline, InlineImage)
        or (is_shown(inline.inlines) if isinstance(inline, WRAPPERS) else has_text(inline.text))
        for inline in inlines
    )


def as_line(inlines: Iterable[Inline]) -> tuple[Inline, ...]:
    """Return *inlines* as a line: no two texts side by side, no line break at an end."""
    line = list(join_text(inlines))
    while line and isinstance(line[0], LineBreak):
        del line[0]
    while line and isinstance(line[-1], LineBreak):
        del line[-1]
    return tuple(line)


def broken_promises(article: Article) -> list[str]:
    """Return the invariants of the model that *article* violates."""
    return [*_broken_blocks(article), *(f"blank {name}" for name in _blank_fields(article))]


def control_characters(article: Article) -> list[str]:
    """Return the texts of *article*, including its diagnostics and keys, that contain a control character."""
    texts = _texts(
        {name: value for name, value in to_dict(article).items() if name != "source"}
    )  # a path may contain any
    return [text for text in texts if any(map(is_control, text))]


def is_control(character: str) -> bool:
    """Whether *character* is invalid in an article."""
    is_noncharacter = 0xFDD0 <= ord(character) <= 0xFDEF or character in "\ufffe\uffff"
    return is_noncharacter or (category(character) in {"Cc", "Cs"} and character not in "\n\t")


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, part in value.items():
            yield key
            yield from _texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from _texts(part)


def _blank_fields(article: Article) -> Iterator[str]:
    yield from ("residue" for text in article.alt_residue if not text)
    yield from ("credit" for credit in article.credits if not credit.name)
    yield from ("keyword" for keyword in article.keywords if not keyword.text)


def _broken_blocks(article: Article) -> Iterator[str]:
    for block in iter_blocks(article.blocks):
        match block:
            case Paragraph() | Heading():
                yield from _broken_line(block.inlines, empty=f"empty {type(block).__name__}")
            case Figure():
                yield from _broken_line(block.caption)
            case Quote():
                yield from () if block.blocks else ("empty Quote",)
            case ListBlock():
                yield from () if block.items and all(block.items) else ("empty ListBlock",)
            case Table():
                yield from () if block.rows or block.header else ("empty Table",)
            case CodeBlock() | Embed() | Rule() | ExcerptMark():
                pass
            case _:
                assert_never(block)
    for inline in iter_inlines(article.blocks):
        if isinstance(inline, WRAPPERS):
            yield from _broken_line(inline.inlines, empty=f"empty {type(inline).__name__}")
            if isinstance(inline, Strong) and any(isinstance(inner, Strong) for inner in inline.inlines):
                yield "Strong in Strong"
            if isinstance(inline, Link) and any(isinstance(inner, Link) for inner in inlines_of(inline.inlines)):
                yield "Link in Link"


def _broken_line(inlines: tuple[Inline, ...], *, empty: str = "") -> Iterator[str]:
    if empty and not inlines:
        yield empty
    yield from ("empty Text" for inline in inlines if isinstance(inline, Text) and not inline.text)
    for left, right in pairwise(inlines):
        if isinstance(left, Text) and isinstance(right, Text):
            yield "two Text side by side"
