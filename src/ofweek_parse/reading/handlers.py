"""What happens at each tag: `begin` for elements with an end, `meet` for those without.

``begin`` returns what is to be called at the element's end.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, TypeAlias

from ofweek_parse.model.blocks import (
    Embed,
    Emphasis,
    InlineImage,
    Link,
    Rule,
    Strong,
    Subscript,
    Superscript,
)
from ofweek_parse.model.traversal import WRAPPERS
from ofweek_parse.reading import elements
from ofweek_parse.reading.attributes import alignment_of, is_bold, is_hidden, language_of, span_of
from ofweek_parse.reading.builder import DEEPEST, BlockBuilder, Closer, Preformatted, short
from ofweek_parse.reading.containers import (
    CellBuilder,
    FigureBuilder,
    ItemBuilder,
    ListBuilder,
    QuoteBuilder,
    TableBuilder,
)
from ofweek_parse.reading.lines import BLANK, code_of, figures_of
from ofweek_parse.reading.pictures import read_image, source_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ofweek_parse.model.blocks import EmbedKind, Inline

__all__ = ["begin", "meet"]

Attributes: TypeAlias = "Mapping[str, str]"
Inlines: TypeAlias = "tuple[Inline, ...]"

_KEYWORD_CLASS = "hrefStyle"  # OFweek's mark on the links it inserts, see the sample cut-words-and-links


def begin(builder: BlockBuilder, tag: str, attributes: Attributes) -> Closer:
    """Begin the element *tag*."""
    if attributes:
        if "<" in attributes.get("style", ""):
            builder.find("broken-attribute", "Markup stands in an attribute.")
        if is_hidden(attributes):
            return _skip(builder, note=True)
    if tag in elements.DROPPED:
        return _skip(builder, note=False)
    if builder.preformatted is not None and tag not in elements.EMBEDS:
        if tag == "a" and attributes.get("href"):
            builder.find("link-in-code", f"A link to {short(attributes['href'])!r} stands in code; its text stays.")
        return _begin_in_pre(builder.preformatted, tag, attributes)
    handler = _HANDLERS.get(tag)
    if handler is not None:
        return handler(builder, tag, attributes)
    if tag in elements.BLOCKS:
        return _begin_block(builder, tag, attributes)
    if tag not in elements.KNOWN:
        builder.find("unknown-element", f"<{tag[:60]}> is no HTML element; its text stays.")
    return None


def meet(builder: BlockBuilder, tag: str, attributes: Attributes) -> None:
    """Take in the element *tag*, which has no content."""
    if builder.media is not None:
        url = attributes.get("value" if tag == "param" and attributes.get("name") in {"movie", "src"} else "src", "")
        if url.strip():
            builder.media.setdefault("url", url.strip())
    elif builder.skipped is not None:
        return
    elif tag in {"img", "image"}:
        _meet_image(builder, attributes)
    elif tag == "br":
        _meet_break(builder)
    elif tag == "hr":
        builder.end_line()
        builder.add(Rule())
    elif tag == "embed":
        builder.end_line()
        _add_embed(builder, "iframe", {"url": source_of(attributes), "title": attributes.get("title", "")})


def _meet_break(builder: BlockBuilder) -> None:
    if builder.preformatted is not None:
        builder.preformatted.parts.append("\n")
    elif not builder.line.add_break() and not builder.heading_level and not builder.is_caption:
        builder.end_line()


def _meet_image(builder: BlockBuilder, attributes: Attributes) -> None:
    if builder.noscript_depth and source_of(attributes) in builder.image_urls:
        return  # the copy for browsers without scripts
    image = read_image(attributes, lambda url: builder.url(url, "an image"))
    if image is None:
        builder.find("image-without-source", "An image names no URL; it was left out.")
        return
    if image.alt_verdict == "broken":
        builder.find("broken-attribute", f"The text {short(image.title or '')!r} spilled into attribute names.")
    builder.image_urls.update(value for name, value in attributes.items() if name == "src" or name.startswith("data-"))
    inline = InlineImage(image=image)
    if builder.preformatted is not None:
        builder.preformatted.figures.extend(figures_of((inline,)) or ())
    else:
        builder.line.add(inline)


def _skip(builder: BlockBuilder, *, note: bool) -> Closer:
    skipped: list[str] = []
    number = builder.tag_number
    builder.skipped = skipped

    def end() -> None:
        builder.skipped = None
        text = " ".join("".join(skipped).split())
        if note and text:
            builder.find(
                "hidden-content", f"{short(text)!r} is hidden from readers; it was left out.", tag_number=number
            )

    return end


def _begin_in_pre(preformatted: Preformatted, tag: str, attributes: Attributes) -> Closer:
    preformatted.has_children = True
    if tag in elements.CODES and preformatted.language is None:
        preformatted.language = language_of(attributes)
    return preformatted.end_row if tag in elements.BLOCKS or tag in elements.HEADINGS else None


def _begin_block(builder: BlockBuilder, tag: str, attributes: Attributes) -> Closer:
    builder.end_line()
    builder.alignments.append(alignment_of(tag, attributes) or builder.alignments[-1])
    is_noscript = tag == "noscript"
    builder.noscript_depth += is_noscript

    def end() -> None:
        builder.end_line()
        builder.alignments.pop()
        builder.noscript_depth -= is_noscript

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
    builder.alignments.append(alignment_of(tag, attributes))
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


def _make_strong(inlines: Inlines) -> Inlines:
    return (Strong(inlines=inlines),)


def _make_emphasis(inlines: Inlines) -> Inlines:
    return (Emphasis(inlines=inlines),)


def _make_superscript(inlines: Inlines) -> Inlines:
    return (Superscript(inlines=inlines),)


def _make_subscript(inlines: Inlines) -> Inlines:
    return (Subscript(inlines=inlines),)


_MAKERS: Mapping[str, Callable[[Inlines], Inlines]] = {
    "strong": _make_strong,
    "emphasis": _make_emphasis,
    "superscript": _make_superscript,
    "subscript": _make_subscript,
    "code": code_of,
}


def _begin_inline(builder: BlockBuilder, tag: str, _attributes: Attributes) -> Closer:
    return _open_inline(builder, "code" if tag in elements.CODES else elements.INLINES[tag])


def _open_inline(builder: BlockBuilder, kind: str) -> Closer:
    if builder.line.is_open(kind) or builder.line.depth >= DEEPEST:
        return None  # bold in bold is bold
    builder.line.open(kind, _MAKERS[kind])

    def end() -> None:
        builder.line.close()

    return end


def _begin_span(builder: BlockBuilder, _tag: str, attributes: Attributes) -> Closer:
    if _KEYWORD_CLASS not in attributes.get("class", "").split():
        return _open_inline(builder, "strong") if is_bold(attributes) else None
    builder.keyword_depth += 1

    def end() -> None:
        builder.keyword_depth -= 1

    return end


def _begin_link(builder: BlockBuilder, _tag: str, attributes: Attributes) -> Closer:
    if "href" not in attributes or builder.line.is_open("link"):
        return None
    href = builder.url(attributes["href"].strip(), "a link")
    title = attributes.get("title", "").strip() or None
    keyword = builder.keyword_depth > 0

    def make(inlines: Inlines) -> Inlines:
        if all(BLANK.fullmatch(inline.text) and not _holds_image(inline) for inline in inlines):
            return inlines
        return (Link(href=href, inlines=inlines, title=title, keyword=keyword),)

    number = builder.tag_number

    def end() -> None:
        if not builder.line.close():
            builder.find("empty-link", f"A link to {short(href)!r} holds nothing; it was left out.", tag_number=number)

    builder.line.open("link", make)
    return end


def _holds_image(inline: Inline) -> bool:
    return isinstance(inline, InlineImage) or (isinstance(inline, WRAPPERS) and any(map(_holds_image, inline.inlines)))


def _begin_embed(builder: BlockBuilder, tag: str, attributes: Attributes) -> Closer:
    builder.end_line()
    url = source_of(attributes) or attributes.get("data", "").strip()
    media = {"title": attributes.get("title", ""), **({"url": url} if url else {})}
    fallback: list[str] = []
    number = builder.tag_number
    builder.media, builder.skipped = media, fallback
    kind: Any = "iframe" if tag == "object" else tag

    def end() -> None:
        builder.media = builder.skipped = None
        text = " ".join("".join(fallback).split())
        if text:
            builder.find(
                "embed-fallback", f"{short(text)!r} stands in for a player; it was left out.", tag_number=number
            )
        _add_embed(builder, kind, media)

    return end


def _add_embed(builder: BlockBuilder, kind: EmbedKind, media: dict[str, str]) -> None:
    if not media.get("url"):
        builder.find("embed-without-url", f"An element {kind} names no URL; it was left out.")
        return
    builder.add(Embed(kind=kind, url=builder.url(media["url"], kind), title=media["title"].strip() or None))


_HANDLERS: Mapping[str, Callable[[BlockBuilder, str, Attributes], Closer]] = {
    **dict.fromkeys(elements.HEADINGS, _begin_heading),
    **dict.fromkeys(elements.LISTS, _begin_list),
    **dict.fromkeys(elements.TABLE_PARTS, _begin_table_part),
    **dict.fromkeys(elements.INLINES, _begin_inline),
    **dict.fromkeys(elements.CODES, _begin_inline),
    **dict.fromkeys(elements.EMBEDS, _begin_embed),
    "a": _begin_link,
    "blockquote": _begin_quote,
    "figcaption": _begin_caption,
    "figure": _begin_figure,
    "li": _begin_item,
    "pre": _begin_pre,
    "span": _begin_span,
    "table": _begin_table,
}
