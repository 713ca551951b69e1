"""What happens at each tag: `handle_start` for elements with an end, `handle_void` for those without.

A start handler returns the end handler, which is called at the element's end.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, TypeAlias

from ofweek_parse.model.blocks import Rule
from ofweek_parse.reading.html import elements
from ofweek_parse.reading.html.attributes import NO_STYLE, span_of, style_of
from ofweek_parse.reading.html.block_builder import BlockBuilder, EndHandler, Skipped, short
from ofweek_parse.reading.html.code_handlers import naming_language, start_in_pre, start_pre
from ofweek_parse.reading.html.containers import (
    CellBuilder,
    FigureBuilder,
    ItemBuilder,
    ListBuilder,
    QuoteBuilder,
    TableBuilder,
)
from ofweek_parse.reading.html.embed_handlers import add_plugin, media_url, start_embed, take_media_url
from ofweek_parse.reading.html.formula_handlers import Formula, is_formula, start_formula, start_tex_script
from ofweek_parse.reading.html.formulas import is_tex_script
from ofweek_parse.reading.html.inline_handlers import add_image, start_inline, start_link, start_span, start_tex, within
from ofweek_parse.reading.html.marks import MARKS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["handle_start", "handle_void"]

Attributes: TypeAlias = "Mapping[str, str]"
StartHandler: TypeAlias = "Callable[[BlockBuilder, str, Attributes], EndHandler]"

_SHOWING: Final = elements.tags_of("embed", "image", "plugin") | {"source", "track"}
_ALSO_IN_CODE: Final = elements.tags_of("dropped", "hidden", "embed")


def handle_start(builder: BlockBuilder, tag: str, attributes: Attributes) -> EndHandler:
    """Begin the element *tag*."""
    if builder.skipped is not None:
        return _start_in_skipped(builder.skipped, tag, attributes)
    builder.style = style = style_of(attributes) if attributes else NO_STYLE
    if style.holds_markup:
        builder.report("broken-attribute", f"The style of <{tag[:40]}> holds markup, which was ignored.")
    if style.is_hidden:
        return _hide(builder, tag, attributes)
    if builder.preformatted is not None and tag not in _ALSO_IN_CODE:
        return start_in_pre(builder, builder.preformatted, tag, attributes)
    if attributes and is_formula(builder, tag, attributes, style):
        return start_formula(builder, tag, attributes)
    handler = _HANDLERS.get(tag)
    if handler is None and tag not in elements.ROLES:
        builder.report("unknown-element", f"<{tag[:60]}> is no HTML element; its text stays.")
    end = handler(builder, tag, attributes) if handler is not None else None
    if style.is_struck:
        end = within(builder, "strikethrough", end)
    if style.formula is not None:
        end = start_tex(builder, tag, end)
    return naming_language(builder, tag, attributes, end)


def handle_void(builder: BlockBuilder, tag: str, attributes: Attributes) -> None:
    """Take in the element *tag*, which has no content."""
    if builder.media is not None and take_media_url(builder.media, tag, attributes):
        return
    if builder.skipped is not None:
        _note_url(builder.skipped, tag, attributes)
        return
    match elements.ROLES.get(tag):
        case "image":
            add_image(builder, attributes)
        case "line-break":
            _add_break(builder)
        case "rule":
            builder.end_line()
            builder.add(Rule())
        case "plugin":
            add_plugin(builder, attributes)
        case _:
            pass


def _add_break(builder: BlockBuilder) -> None:
    if builder.preformatted is not None:
        builder.preformatted.add_break()
    elif not builder.line.add_break() and not builder.heading_level and not builder.is_caption:
        builder.end_line()


def _hide(builder: BlockBuilder, tag: str, attributes: Attributes) -> EndHandler:
    builder.skipped = skipped = Skipped()
    _start_in_skipped(skipped, tag, attributes)
    number = builder.tag_number

    def end() -> None:
        builder.skipped = None
        if skipped.told:
            message = f"{skipped.told!r} is hidden from readers; it was left out."
            builder.report("hidden-content", message, tag_number=number)

    return end


def _start_in_skipped(skipped: Skipped, tag: str, attributes: Attributes) -> EndHandler:
    """Begin an element in what is left out, or in a formula; a script in it says nothing."""
    _note_url(skipped, tag, attributes)
    if isinstance(skipped, Formula):
        return skipped.start(tag, attributes)
    if elements.ROLES.get(tag) != "dropped" or skipped.is_muted:
        return None
    skipped.is_muted = True
    return lambda: setattr(skipped, "is_muted", False)


def _note_url(skipped: Skipped, tag: str, attributes: Attributes) -> None:
    """Keep what the element *tag* leads to or shows, though it is left out."""
    url = ""
    if tag == "a":
        url = attributes.get("href", "").strip()
    elif tag in _SHOWING:
        url = media_url(attributes)
    if url:
        skipped.urls.append(short(url) if url.startswith("data:") else url)


def _drop(builder: BlockBuilder, tag: str, attributes: Attributes) -> EndHandler:
    if is_tex_script(tag, attributes) and builder.preformatted is None:
        return start_tex_script(builder, attributes)
    builder.skipped = Skipped()

    def end() -> None:
        builder.skipped = None

    return end


def _start_drawing(builder: BlockBuilder, _tag: str, _attributes: Attributes) -> EndHandler:
    builder.drawing_depth += 1

    def end() -> None:
        builder.drawing_depth -= 1

    return end


def _hide_in_drawing(builder: BlockBuilder, tag: str, attributes: Attributes) -> EndHandler:
    return _hide(builder, tag, attributes) if builder.drawing_depth else None


def _start_block(builder: BlockBuilder, tag: str, _attributes: Attributes) -> EndHandler:
    builder.end_line()
    alignments = builder.alignments
    alignments.append("center" if tag == "center" else builder.style.alignment or alignments[-1])
    return builder.end_block


def _start_noscript(builder: BlockBuilder, tag: str, attributes: Attributes) -> EndHandler:
    _start_block(builder, tag, attributes)
    builder.noscript_depth += 1

    def end() -> None:
        builder.end_block()
        builder.noscript_depth -= 1

    return end


def _start_heading(builder: BlockBuilder, tag: str, _attributes: Attributes) -> EndHandler:
    builder.end_line()
    outer = builder.heading_level
    builder.heading_level = elements.HEADING_LEVELS[tag]

    def end() -> None:
        builder.end_line()
        builder.heading_level = outer

    return end


def _start_list(builder: BlockBuilder, tag: str, attributes: Attributes) -> EndHandler:
    builder.end_line()
    start = attributes.get("start", "").strip()
    ordered = elements.ROLES[tag] == "ordered-list"
    number = int(start) if ordered and re.fullmatch(r"-?\d{1,9}", start, re.ASCII) else 1
    return builder.start_container(ListBuilder(ordered=ordered, start=number))


def _start_item(builder: BlockBuilder, tag: str, attributes: Attributes) -> EndHandler:
    owner = builder.containers[-1]
    if not isinstance(owner, ListBuilder):
        return _start_block(builder, tag, attributes)
    builder.end_line()
    builder.containers.append(ItemBuilder(owner))
    return builder.end_container


def _start_quote(builder: BlockBuilder, _tag: str, _attributes: Attributes) -> EndHandler:
    builder.end_line()
    return builder.start_container(QuoteBuilder())


def _start_table(builder: BlockBuilder, _tag: str, attributes: Attributes) -> EndHandler:
    builder.end_line()
    for container in builder.containers:
        if isinstance(container, TableBuilder):
            container.holds_table = True
    return builder.start_container(TableBuilder(attributes.get("role", "").strip().lower() or None))


def _start_table_part(builder: BlockBuilder, tag: str, attributes: Attributes) -> EndHandler:
    table = builder.containers[-1]
    if not isinstance(table, TableBuilder):
        return _start_block(builder, tag, attributes)
    builder.end_line()
    if tag == "tr":
        table.add_row()
    elif tag == "thead":
        table.in_head = True
        return lambda: setattr(table, "in_head", False)
    elif tag in {"td", "th"}:
        return _start_cell(builder, table, tag, attributes)
    return builder.end_line


def _start_cell(builder: BlockBuilder, table: TableBuilder, tag: str, attributes: Attributes) -> EndHandler:
    builder.alignments.append(builder.style.alignment)
    colspan, rowspan = span_of(attributes.get("colspan")), span_of(attributes.get("rowspan"))
    builder.containers.append(CellBuilder(table, colspan=colspan, rowspan=rowspan, is_head=tag == "th"))

    def end() -> None:
        builder.end_container()
        builder.alignments.pop()

    return end


def _start_figure(builder: BlockBuilder, _tag: str, _attributes: Attributes) -> EndHandler:
    builder.end_line()
    return builder.start_container(FigureBuilder())


def _start_caption(builder: BlockBuilder, _tag: str, _attributes: Attributes) -> EndHandler:
    builder.end_line()
    builder.is_caption = True

    def end() -> None:
        builder.end_line()
        builder.is_caption = False

    return end


_BY_ROLE: Final[Mapping[str, StartHandler | None]] = {
    "dropped": _drop,
    "hidden": _hide,
    "hidden-in-drawing": _hide_in_drawing,
    "drawing": _start_drawing,
    "formula": start_formula,
    "paragraph": _start_block,
    "wrapper": _start_block,
    "block": _start_block,
    "heading": _start_heading,
    "list": _start_list,
    "ordered-list": _start_list,
    "item": _start_item,
    "quote": _start_quote,
    "table": _start_table,
    "table-part": _start_table_part,
    "figure": _start_figure,
    "caption": _start_caption,
    "preformatted": start_pre,
    "noscript": _start_noscript,
    "embed": start_embed,
    **dict.fromkeys(MARKS, start_inline),
    "link": start_link,
    "span": start_span,
    "dissolved": None,
}
_HANDLERS: Final[Mapping[str, StartHandler | None]] = {
    tag: _BY_ROLE[role] for tag, role in elements.ROLES.items() if tag not in elements.VOID
}
