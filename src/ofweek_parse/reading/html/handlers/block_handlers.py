"""Handlers for block elements: paragraphs, headings, lists, quotes, tables, figures."""

from __future__ import annotations

import re

from ofweek_parse.reading.html import elements
from ofweek_parse.reading.html.attributes.styles import span_of
from ofweek_parse.reading.html.building.block_builder import Attributes, BlockBuilder, EndHandler
from ofweek_parse.reading.html.building.containers import (
    CellBuilder,
    DefinitionsBuilder,
    ItemBuilder,
    ListBuilder,
    QuoteBuilder,
    TableBuilder,
    TermBuilder,
)
from ofweek_parse.reading.html.building.figures import FigureBuilder
from ofweek_parse.reading.html.messages import lost_link

__all__ = [
    "start_block",
    "start_caption",
    "start_definitions",
    "start_figure",
    "start_heading",
    "start_item",
    "start_list",
    "start_quote",
    "start_table",
    "start_table_part",
    "start_term",
]


def start_block(builder: BlockBuilder, tag: str, attributes: Attributes) -> EndHandler:
    """Begin an element that only ends the line before it, unless it has a class for captions."""
    builder.end_line()
    if builder.style.is_caption and not builder.is_caption:
        return start_caption(builder, tag, attributes)
    alignments = builder.alignments
    alignments.append("center" if tag == "center" else builder.style.alignment or alignments[-1])
    return builder.end_block


def start_heading(builder: BlockBuilder, tag: str, _attributes: Attributes) -> EndHandler:
    """Begin a heading."""
    builder.end_line()
    outer = builder.heading_level
    builder.heading_level = elements.HEADING_LEVELS[tag]

    def end() -> None:
        builder.end_line()
        builder.heading_level = outer

    return end


def start_list(builder: BlockBuilder, tag: str, attributes: Attributes) -> EndHandler:
    """Begin a list."""
    builder.end_line()
    ordered = elements.ROLES[tag] == "ordered-list"
    start, step = _whole_number(attributes.get("start", "")), -1 if "reversed" in attributes else 1
    return builder.start_container(ListBuilder(ordered=ordered, start=start, step=step))


def _whole_number(written: str) -> int | None:
    return int(written) if re.fullmatch(r"\s*-?\d{1,9}\s*", written, re.ASCII) else None


def start_item(builder: BlockBuilder, tag: str, attributes: Attributes) -> EndHandler:
    """Begin an item; outside of a list it is a line."""
    owner = builder.containers[-1]
    if not isinstance(owner, ListBuilder):
        return start_block(builder, tag, attributes)
    builder.end_line()
    if (number := _whole_number(attributes.get("value", ""))) is not None:
        owner.values[len(owner.items)] = number
    builder.containers.append(ItemBuilder(owner))
    return builder.end_container


def start_definitions(builder: BlockBuilder, _tag: str, _attributes: Attributes) -> EndHandler:
    """Begin a list of terms."""
    builder.end_line()
    return builder.start_container(DefinitionsBuilder())


def start_term(builder: BlockBuilder, tag: str, attributes: Attributes) -> EndHandler:
    """Begin a term, which is bold, or a description; outside of their list they are lines."""
    if isinstance(before := builder.containers[-1], TermBuilder):
        _end_term(builder, before)  # whose end tag is left out, as HTML allows
    owner = builder.containers[-1]
    if not isinstance(owner, DefinitionsBuilder):
        return start_block(builder, tag, attributes)
    if builder.style.is_caption and owner.ends_with_figure:
        return start_caption(builder, tag, attributes)
    builder.end_line()
    term = TermBuilder(owner, is_description=elements.ROLES[tag] == "description")
    builder.containers.append(term)
    term.is_bold = not term.is_description and builder.line.open_mark("strong")

    def end() -> None:
        if term.is_bold:
            builder.line.close()
        if builder.containers[-1] is term:
            builder.end_container()

    return end


def _end_term(builder: BlockBuilder, term: TermBuilder) -> None:
    if term.is_bold and builder.line.innermost == "strong":
        term.is_bold = False
        builder.line.close()
    builder.end_container()


def start_quote(builder: BlockBuilder, _tag: str, _attributes: Attributes) -> EndHandler:
    """Begin a quote."""
    builder.end_line()
    return builder.start_container(QuoteBuilder())


def start_table(builder: BlockBuilder, _tag: str, attributes: Attributes) -> EndHandler:
    """Begin a table."""
    builder.end_line()
    number, href = builder.empty_link
    if number == builder.tag_number - 1 and builder.has_tables_in_links:
        builder.findings.withdraw(number, "empty-link")
        builder.report("link-lost", lost_link(href), tag_number=number)
    for container in builder.containers:
        if isinstance(container, TableBuilder):
            container.holds_table = True
    return builder.start_container(TableBuilder(attributes.get("role", "").strip().lower() or None))


def start_table_part(builder: BlockBuilder, tag: str, attributes: Attributes) -> EndHandler:
    """Begin a row, a cell or a part of a table; outside of one it is a line."""
    table = builder.containers[-1]
    if not isinstance(table, TableBuilder):
        return start_block(builder, tag, attributes)
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


def start_figure(builder: BlockBuilder, _tag: str, _attributes: Attributes) -> EndHandler:
    """Begin a figure."""
    builder.end_line()
    return builder.start_container(FigureBuilder())


def start_caption(builder: BlockBuilder, _tag: str, _attributes: Attributes) -> EndHandler:
    """Begin a caption."""
    builder.end_line()
    outer, builder.is_caption = builder.is_caption, True

    def end() -> None:
        builder.end_line()
        builder.is_caption = outer

    return end
