"""Dispatch of tags to handlers: `handle_start` for elements with an end tag, `handle_void` for those without.

A start handler returns the end handler, which is called at the end of the element.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from ofweek_parse.model.blocks import Rule
from ofweek_parse.reading.html import elements
from ofweek_parse.reading.html.attributes.image_sources import is_placeholder, source_of
from ofweek_parse.reading.html.attributes.styles import NO_STYLE, style_of
from ofweek_parse.reading.html.building.block_builder import Attributes, BlockBuilder, EndHandler
from ofweek_parse.reading.html.building.marks import MARKS
from ofweek_parse.reading.html.building.noscript import END, Event, Noscript
from ofweek_parse.reading.html.handlers.annotation_handlers import (
    end_fallback,
    start_quotation,
    start_ruby_base,
    start_ruby_fallback,
    start_ruby_text,
)
from ofweek_parse.reading.html.handlers.block_handlers import (
    start_block,
    start_caption,
    start_definitions,
    start_figure,
    start_heading,
    start_item,
    start_list,
    start_quote,
    start_table,
    start_table_part,
    start_term,
)
from ofweek_parse.reading.html.handlers.code_handlers import naming_language, start_in_pre, start_pre
from ofweek_parse.reading.html.handlers.drawing_handlers import start_canvas, start_drawing, start_shape
from ofweek_parse.reading.html.handlers.embed_handlers import add_plugin, start_embed, take_media_url
from ofweek_parse.reading.html.handlers.formula_handlers import is_formula, start_formula
from ofweek_parse.reading.html.handlers.hidden_handlers import (
    drop,
    hide,
    hide_in_drawing,
    hide_void,
    note_url,
    start_in_skipped,
)
from ofweek_parse.reading.html.handlers.image_handlers import (
    add_area,
    add_copy,
    add_image,
    start_picture,
    take_picture_source,
)
from ofweek_parse.reading.html.handlers.inline_handlers import (
    add_input,
    start_inline,
    start_link,
    start_span,
    start_tex,
    within,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["handle_start", "handle_void"]

StartHandler: TypeAlias = "Callable[[BlockBuilder, str, Attributes], EndHandler]"
VoidHandler: TypeAlias = "Callable[[BlockBuilder, Attributes], None]"

_SHOWN: Final = frozenset({"area", "image", "input", "plugin"})
_ALSO_IN_CODE: Final = elements.tags_of("dropped", "hidden", "embed")


def handle_start(builder: BlockBuilder, tag: str, attributes: Attributes) -> EndHandler:
    """Begin the element *tag*."""
    if builder.noscript is not None:
        return _record(builder, builder.noscript, tag, attributes)
    builder.style = style = style_of(attributes) if attributes else NO_STYLE
    if attributes:
        builder.note_attributes(tag, attributes, is_shown=builder.skipped is None and not style.is_hidden)
    if builder.skipped is not None:
        end_fallback(builder, tag)
    if builder.skipped is not None:
        return start_in_skipped(builder.skipped, tag, attributes)
    if style.holds_markup:
        builder.report("broken-attribute", f"The style of <{tag[:40]}> contains markup, which was ignored.")
    if style.is_hidden:
        return hide(builder, tag, attributes)
    if builder.preformatted is not None and tag not in _ALSO_IN_CODE:
        return start_in_pre(builder, builder.preformatted, tag, attributes)
    if attributes and is_formula(builder, tag, attributes, style):
        return start_formula(builder, tag, attributes)
    handler = _HANDLERS.get(tag)
    if handler is None and tag not in elements.ROLES:
        if builder.drawing is not None:
            start_shape(builder.drawing, tag)
        else:
            builder.report(
                "unknown-element", f"<{tag[:60]}> is not an HTML element and was removed; its text was kept."
            )
    end = handler(builder, tag, attributes) if handler is not None else None
    if style.is_struck:
        end = within(builder, "strikethrough", end)
    if style.formula is not None:
        end = start_tex(builder, tag, end)
    return naming_language(builder, tag, attributes, end)


def handle_void(builder: BlockBuilder, tag: str, attributes: Attributes) -> None:
    """Take in the element *tag*, which has no content."""
    if builder.noscript is not None:
        builder.noscript.add(Event(builder.tag_number, tag, attributes, ""))
        return
    if builder.media is not None and take_media_url(builder.media, tag, attributes):
        return
    role = elements.ROLES[tag]
    is_hidden = bool(attributes) and _is_hidden(role, attributes)
    if attributes:
        builder.note_attributes(tag, attributes, is_shown=builder.skipped is None and not is_hidden)
    if builder.skipped is not None:
        note_url(builder.skipped, tag, attributes)
        return
    if is_hidden:
        hide_void(builder, tag, attributes)
        return
    if role == "image":
        add_image(builder, attributes, is_lazy=tag.startswith("amp-"))
    elif (add := _VOID_BY_ROLE[role]) is not None:
        add(builder, attributes)


def _is_hidden(role: elements.Role, attributes: Attributes) -> bool:
    """Whether an element without content is hidden, and not only until a script shows it."""
    if role not in _SHOWN or not style_of(attributes).is_hidden:
        return False
    src = attributes.get("src", "").strip()
    return role != "image" or is_placeholder(real := source_of(attributes)) or real == src


def _add_rule(builder: BlockBuilder, _attributes: Attributes) -> None:
    builder.end_line()
    builder.add(Rule())


def _add_break(builder: BlockBuilder, _attributes: Attributes) -> None:
    if builder.preformatted is not None:
        builder.preformatted.add_break()
    elif not builder.line.add_break() and not builder.heading_level and not builder.is_caption:
        builder.end_line()


def _start_noscript(builder: BlockBuilder, tag: str, attributes: Attributes) -> EndHandler:
    """Begin what browsers without scripts show: it is read at its end, when all of it is known."""
    if builder.noscript_depth:
        return start_block(builder, tag, attributes)
    builder.noscript = noscript = Noscript()

    def end() -> None:
        builder.noscript = None
        if (image := noscript.image) is not None:
            for event in noscript.events:
                builder.note_attributes(event.tag, event.attributes, is_shown=True, tag_number=event.tag_number)
            add_copy(builder, image)
            return
        number = builder.tag_number
        builder.noscript_depth += 1
        builder.end_line()
        _replay(builder, noscript.events)
        builder.end_line()
        builder.noscript_depth -= 1
        builder.tag_number = number

    return end


def _record(builder: BlockBuilder, noscript: Noscript, tag: str, attributes: Attributes) -> EndHandler:
    noscript.add(Event(builder.tag_number, tag, attributes, ""))
    return lambda: noscript.add(END)


def _replay(builder: BlockBuilder, events: list[Event]) -> None:
    ends: list[EndHandler] = []
    for event in events:
        if event is END:
            if (end := ends.pop()) is not None:
                end()
            continue
        builder.tag_number = event.tag_number
        if not event.tag:
            builder.add_text(event.text)
        elif event.tag in elements.VOID:
            handle_void(builder, event.tag, event.attributes)
        else:
            ends.append(handle_start(builder, event.tag, event.attributes))


_BY_ROLE: Final[Mapping[str, StartHandler | None]] = {
    "dropped": drop,
    "hidden": hide,
    "hidden-in-drawing": hide_in_drawing,
    "drawing": start_drawing,
    "canvas": start_canvas,
    "formula": start_formula,
    "paragraph": start_block,
    "wrapper": start_block,
    "block": start_block,
    "heading": start_heading,
    "list": start_list,
    "ordered-list": start_list,
    "item": start_item,
    "definitions": start_definitions,
    "term": start_term,
    "description": start_term,
    "quote": start_quote,
    "table": start_table,
    "table-part": start_table_part,
    "figure": start_figure,
    "caption": start_caption,
    "preformatted": start_pre,
    "noscript": _start_noscript,
    "embed": start_embed,
    "picture": start_picture,
    **dict.fromkeys(MARKS, start_inline),
    "quotation": start_quotation,
    "ruby-base": start_ruby_base,
    "ruby-text": start_ruby_text,
    "ruby-fallback": start_ruby_fallback,
    "link": start_link,
    "span": start_span,
    "dissolved": None,
}
_VOID_BY_ROLE: Final[Mapping[str, VoidHandler | None]] = {
    "line-break": _add_break,
    "rule": _add_rule,
    "plugin": add_plugin,
    "source": take_picture_source,
    "input": add_input,
    "area": add_area,
    "void": None,
}
_HANDLERS: Final[Mapping[str, StartHandler | None]] = {
    tag: _BY_ROLE[role] for tag, role in elements.ROLES.items() if tag not in elements.VOID
}
