"""What happens at each tag: `begin` for elements with an end, `meet` for those without.

``begin`` returns what is to be called at the element's end.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, TypeAlias

from ofweek_parse.model.blocks import Rule
from ofweek_parse.reading import elements
from ofweek_parse.reading.attributes import PLAIN_LOOK, language_of, span_of
from ofweek_parse.reading.builder import BlockBuilder, Closer, Preformatted, Skipped, short
from ofweek_parse.reading.containers import (
    CellBuilder,
    FigureBuilder,
    ItemBuilder,
    ListBuilder,
    QuoteBuilder,
    TableBuilder,
)
from ofweek_parse.reading.media import begin_embed, media_url, meet_embed, take_media_url
from ofweek_parse.reading.phrasing import begin_inline, begin_link, begin_span, meet_image

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ofweek_parse.model.inlines import Inline

__all__ = ["begin", "meet"]

Attributes: TypeAlias = "Mapping[str, str]"
Inlines: TypeAlias = "tuple[Inline, ...]"

_SHOWING: Final = elements.EMBEDS | {"embed", "image", "img", "source", "track"}


def begin(builder: BlockBuilder, tag: str, attributes: Attributes) -> Closer:
    """Begin the element *tag*."""
    if builder.skipped is not None:
        _pass_over(builder.skipped, tag, attributes)
        return None
    builder.look = look = builder.looks.of(attributes) if attributes else PLAIN_LOOK
    if look.holds_markup:
        builder.find("broken-attribute", "Markup stands in an attribute.")
    if look.is_hidden:
        return _hide(builder, tag, attributes)
    if builder.preformatted is not None and tag not in elements.DROPPED and tag not in elements.EMBEDS:
        if tag == "a" and attributes.get("href"):
            builder.find("link-in-code", f"A link to {short(attributes['href'])!r} stands in code; its text stays.")
        return _begin_in_pre(builder.preformatted, tag, attributes)
    handler = _HANDLERS.get(tag)
    if handler is not None:
        return handler(builder, tag, attributes)
    if tag not in elements.KNOWN:
        builder.find("unknown-element", f"<{tag[:60]}> is no HTML element; its text stays.")
    return None


def meet(builder: BlockBuilder, tag: str, attributes: Attributes) -> None:
    """Take in the element *tag*, which has no content."""
    if builder.media is not None and take_media_url(builder.media, tag, attributes):
        return
    if builder.skipped is not None:
        _pass_over(builder.skipped, tag, attributes)
    elif tag in {"img", "image"}:
        meet_image(builder, attributes)
    elif tag == "br":
        _meet_break(builder)
    elif tag == "hr":
        builder.end_line()
        builder.add(Rule())
    elif tag == "embed":
        meet_embed(builder, attributes)


def _meet_break(builder: BlockBuilder) -> None:
    if builder.preformatted is not None:
        builder.preformatted.parts.append("\n")
    elif not builder.line.add_break() and not builder.heading_level and not builder.is_caption:
        builder.end_line()


def _hide(builder: BlockBuilder, tag: str, attributes: Attributes) -> Closer:
    builder.skipped = skipped = Skipped()
    _pass_over(skipped, tag, attributes)
    number = builder.tag_number

    def end() -> None:
        builder.skipped = None
        if skipped.told:
            message = f"{skipped.told!r} is hidden from readers; it was left out."
            builder.find("hidden-content", message, tag_number=number)

    return end


def _pass_over(skipped: Skipped, tag: str, attributes: Attributes) -> None:
    """Keep what the element *tag* leads to or shows, though it is left out."""
    url = ""
    if tag == "a":
        url = attributes.get("href", "").strip()
    elif tag in _SHOWING:
        url = media_url(attributes)
    if url:
        skipped.urls.append(short(url) if url.startswith("data:") else url)


def _begin_in_pre(preformatted: Preformatted, tag: str, attributes: Attributes) -> Closer:
    preformatted.has_children = True
    if tag in elements.CODES and preformatted.language is None:
        preformatted.language = language_of(attributes)
    return preformatted.end_row if tag in elements.BLOCKS or tag in elements.HEADINGS else None


def _drop(builder: BlockBuilder, _tag: str, _attributes: Attributes) -> Closer:
    builder.skipped = Skipped()

    def end() -> None:
        builder.skipped = None

    return end


def _begin_block(builder: BlockBuilder, tag: str, _attributes: Attributes) -> Closer:
    builder.end_line()
    alignments = builder.alignments
    alignments.append("center" if tag == "center" else builder.look.alignment or alignments[-1])
    return builder.end_block


def _begin_noscript(builder: BlockBuilder, tag: str, attributes: Attributes) -> Closer:
    _begin_block(builder, tag, attributes)
    builder.noscript_depth += 1

    def end() -> None:
        builder.end_block()
        builder.noscript_depth -= 1

    return end


def _begin_heading(builder: BlockBuilder, tag: str, _attributes: Attributes) -> Closer:
    builder.end_line()
    outer = builder.heading_level
    builder.heading_level = elements.HEADINGS[tag]

    def end() -> None:
        builder.end_line()
        builder.heading_level = outer

    return end


def _begin_list(builder: BlockBuilder, tag: str, attributes: Attributes) -> Closer:
    builder.end_line()
    start = attributes.get("start", "").strip()
    ordered = elements.LISTS[tag]
    number = int(start) if ordered and re.fullmatch(r"-?\d{1,9}", start, re.ASCII) else 1
    return builder.begin_container(ListBuilder(ordered=ordered, start=number))


def _begin_item(builder: BlockBuilder, tag: str, attributes: Attributes) -> Closer:
    owner = builder.containers[-1]
    if not isinstance(owner, ListBuilder):
        return _begin_block(builder, tag, attributes)
    builder.end_line()
    builder.containers.append(ItemBuilder(owner))
    return builder.end_container


def _begin_quote(builder: BlockBuilder, _tag: str, _attributes: Attributes) -> Closer:
    builder.end_line()
    return builder.begin_container(QuoteBuilder())


def _begin_table(builder: BlockBuilder, _tag: str, attributes: Attributes) -> Closer:
    builder.end_line()
    for container in builder.containers:
        if isinstance(container, TableBuilder):
            container.holds_table = True
    return builder.begin_container(TableBuilder(attributes.get("role", "").strip().lower() or None))


def _begin_table_part(builder: BlockBuilder, tag: str, attributes: Attributes) -> Closer:
    table = builder.containers[-1]
    if not isinstance(table, TableBuilder):
        return _begin_block(builder, tag, attributes)
    builder.end_line()
    if tag == "tr":
        table.add_row()
    elif tag == "thead":
        table.in_head = True
        return lambda: setattr(table, "in_head", False)
    elif tag in {"td", "th"}:
        return _begin_cell(builder, table, tag, attributes)
    return builder.end_line


def _begin_cell(builder: BlockBuilder, table: TableBuilder, tag: str, attributes: Attributes) -> Closer:
    builder.alignments.append(builder.look.alignment)
    colspan, rowspan = span_of(attributes.get("colspan")), span_of(attributes.get("rowspan"))
    builder.containers.append(CellBuilder(table, colspan=colspan, rowspan=rowspan, is_head=tag == "th"))

    def end() -> None:
        builder.end_container()
        builder.alignments.pop()

    return end


def _begin_figure(builder: BlockBuilder, _tag: str, _attributes: Attributes) -> Closer:
    builder.end_line()
    return builder.begin_container(FigureBuilder())


def _begin_caption(builder: BlockBuilder, _tag: str, _attributes: Attributes) -> Closer:
    builder.end_line()
    builder.is_caption = True

    def end() -> None:
        builder.end_line()
        builder.is_caption = False

    return end


def _begin_pre(builder: BlockBuilder, _tag: str, attributes: Attributes) -> Closer:
    builder.end_line()
    preformatted = Preformatted(language_of(attributes))
    builder.preformatted = preformatted

    def end() -> None:
        builder.preformatted = None
        for block in preformatted.finish():
            builder.add(block)

    return end


_HANDLERS: Final[Mapping[str, Callable[[BlockBuilder, str, Attributes], Closer]]] = {
    **dict.fromkeys(elements.BLOCKS, _begin_block),
    **dict.fromkeys(elements.HEADINGS, _begin_heading),
    **dict.fromkeys(elements.LISTS, _begin_list),
    **dict.fromkeys(elements.TABLE_PARTS, _begin_table_part),
    **dict.fromkeys(elements.INLINES, begin_inline),
    **dict.fromkeys(elements.CODES, begin_inline),
    **dict.fromkeys(elements.EMBEDS, begin_embed),
    "a": begin_link,
    "blockquote": _begin_quote,
    "figcaption": _begin_caption,
    "figure": _begin_figure,
    "li": _begin_item,
    "noscript": _begin_noscript,
    "pre": _begin_pre,
    "span": begin_span,
    "table": _begin_table,
    **dict.fromkeys(elements.DROPPED, _drop),
}
