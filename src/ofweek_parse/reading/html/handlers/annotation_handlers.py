"""Handlers for ruby and quotations: the marks that browsers add become text."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, TypeAlias

from ofweek_parse.model.constructors import make_text
from ofweek_parse.model.inlines import Inline, joined_text
from ofweek_parse.reading.html import elements
from ofweek_parse.reading.html.building.block_builder import Attributes, BlockBuilder, EndHandler, Skipped
from ofweek_parse.reading.html.building.line import trimmed
from ofweek_parse.reading.html.building.marks import is_blank

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["end_fallback", "start_quotation", "start_ruby_base", "start_ruby_fallback", "start_ruby_text"]

Inlines: TypeAlias = "tuple[Inline, ...]"

_RUBY_TEXT: Final = "ruby-text"
_QUOTATION: Final = "quotation"
_IN_RUBY: Final = elements.tags_of("ruby-base", "ruby-text", "ruby-fallback")
_MARKS: Final = (("“", "”"), ("‘", "’"))  # by level
_CLOSING: Final = {"“": "”", "‘": "’", "「": "」", "『": "』", "«": "»", "„": "“", '"': '"', "'": "'"}
_BRACKETS: Final = {"(": ")", "（": "）", "[": "]", "【": "】", "〔": "〕"}


class _Fallback(Skipped):
    """Begin an element that is shown only by browsers without support for ruby."""


def start_ruby_text(builder: BlockBuilder, _tag: str, _attributes: Attributes) -> EndHandler:
    """Begin the reading of the text before it, which is put in parentheses."""
    line = builder.line
    _end_ruby_text(builder)
    line.strip_end()
    if not line.open_as(_RUBY_TEXT, _in_parentheses):
        return None
    builder.ruby_text = mine = object()

    def end() -> None:
        if builder.ruby_text is mine:
            builder.ruby_text = None
            line.close()

    return end


def _end_ruby_text(builder: BlockBuilder) -> None:
    """End a reading whose end tag is left out, as HTML allows."""
    if builder.ruby_text is not None and builder.line.innermost == _RUBY_TEXT:
        builder.ruby_text = None
        builder.line.close()


def start_ruby_base(builder: BlockBuilder, _tag: str, _attributes: Attributes) -> EndHandler:
    """Begin what the next reading is of."""
    _end_ruby_text(builder)
    return None


def start_ruby_fallback(builder: BlockBuilder, _tag: str, _attributes: Attributes) -> EndHandler:
    """Begin the parentheses of browsers that know no ruby, which are left out."""
    _end_ruby_text(builder)
    builder.skipped = fallback = _Fallback()
    number = builder.tag_number

    def end() -> None:
        if builder.skipped is fallback:
            builder.skipped = None
        if any(map(str.isalnum, fallback.content)):
            builder.report_hidden(fallback.content, tag_number=number)

    return end


def end_fallback(builder: BlockBuilder, tag: str) -> None:
    """End such parentheses before another part of ruby."""
    if isinstance(builder.skipped, _Fallback) and tag in _IN_RUBY:
        builder.skipped = None


def _in_parentheses(inlines: Inlines) -> Inlines:
    inside = trimmed([*inlines])
    if is_blank(inside):
        return ()
    return inside if _is_within(inside, _BRACKETS) else (make_text(text="("), *inside, make_text(text=")"))


def start_quotation(builder: BlockBuilder, _tag: str, _attributes: Attributes) -> EndHandler:
    """Begin a quotation, which gets the marks of its level unless the text has its own."""
    line = builder.line
    marks = _MARKS[line.depth_of(_QUOTATION) % len(_MARKS)]
    if line.last_character in _CLOSING or not line.open_as(_QUOTATION, partial(_quoted, marks=marks)):
        return None

    def end() -> None:
        line.close()

    return end


def _quoted(inlines: Inlines, marks: tuple[str, str]) -> Inlines:
    if is_blank(inlines) or _is_within(inlines, _CLOSING):
        return inlines
    return (make_text(text=marks[0]), *inlines, make_text(text=marks[1]))


def _is_within(inlines: Inlines, closing: Mapping[str, str]) -> bool:
    """Whether the text of *inlines* has quotation marks around it already."""
    text = joined_text(inlines).strip()
    close = closing.get(text[:1])
    return close is not None and len(text) > 1 and text.find(close, 1) == len(text) - 1
