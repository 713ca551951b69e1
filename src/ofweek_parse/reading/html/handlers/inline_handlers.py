"""Handlers for inline elements: images, marked-up text, links."""

from __future__ import annotations

from typing import Final

from ofweek_parse.reading.html import elements
from ofweek_parse.reading.html.attributes.attribute_texts import shows_value
from ofweek_parse.reading.html.attributes.image_sources import is_image_input
from ofweek_parse.reading.html.building.block_builder import Attributes, BlockBuilder, EndHandler
from ofweek_parse.reading.html.handlers.block_handlers import start_caption
from ofweek_parse.reading.html.handlers.image_handlers import add_image
from ofweek_parse.reading.html.messages import empty_link, lost_link, whole_url

__all__ = ["add_input", "start_inline", "start_link", "start_span", "start_tex", "within"]


_BOXES: Final = {"checkbox": "[]", "radio": "()"}
_TEX_ROLES: Final = frozenset({"span", "code", "paragraph", "wrapper"})


def add_input(builder: BlockBuilder, attributes: Attributes) -> None:
    """Add the image of a button, the state of a checkbox or radio button, or the value that a field shows."""
    if is_image_input(attributes):
        add_image(builder, attributes)
    elif builder.preformatted is not None:
        pass
    elif box := _BOXES.get(attributes.get("type", "").strip().lower()):
        builder.add_text(f" {box[0]}{'x' if 'checked' in attributes else ' '}{box[1]} ")
    elif shows_value(attributes) and (value := attributes.get("value", "").strip()):
        builder.add_text(f" {value} ")


def start_inline(builder: BlockBuilder, tag: str, _attributes: Attributes) -> EndHandler:
    """Begin marked-up text."""
    if builder.style.formula in {"tex", "delimited"} and elements.ROLES[tag] == "code":
        return None  # the TeX of a formula
    return _open_inline(builder, elements.ROLES[tag])


def _open_inline(builder: BlockBuilder, kind: str) -> EndHandler:
    if not builder.line.open_mark(kind):
        return None

    def end() -> None:
        builder.line.close()

    return end


def start_tex(builder: BlockBuilder, tag: str, end: EndHandler) -> EndHandler:
    """Begin TeX inside the element *tag*, which has a class for TeX; *end* ends the element."""
    role, style = elements.ROLES.get(tag, "span"), builder.style
    if style.formula not in {"tex", "delimited"} or role not in _TEX_ROLES:
        return end
    kind = "display-formula" if style.is_display or role not in {"span", "code"} else "formula"
    return within(builder, kind if style.formula == "tex" or role == "code" else f"delimited-{kind}", end)


def within(builder: BlockBuilder, kind: str, end: EndHandler) -> EndHandler:
    """Begin text of that *kind* inside an element that another handler began; *end* ends that element."""
    close = _open_inline(builder, kind)
    if close is None or end is None:
        return close or end

    def end_both() -> None:
        close()
        end()

    return end_both


def start_span(builder: BlockBuilder, tag: str, attributes: Attributes) -> EndHandler:
    """Begin a span, which may mark a keyword link, be bold, or be the caption of a picture before it."""
    if builder.style.is_caption and builder.line.holds_image:
        return start_caption(builder, tag, attributes)
    if builder.style.formula == "around-display":
        builder.display_depth += 1
        return lambda: setattr(builder, "display_depth", builder.display_depth - 1)
    if not builder.style.is_keyword:
        return _open_inline(builder, "strong") if builder.style.is_bold else None
    builder.keyword_depth += 1

    def end() -> None:
        builder.keyword_depth -= 1

    return end


def start_link(builder: BlockBuilder, _tag: str, attributes: Attributes) -> EndHandler:
    """Begin a link; one inside another, or without a URL, is unwrapped."""
    if builder.drawing is not None and "xlink:href" in attributes:
        attributes = {"href": attributes["xlink:href"], **attributes}
    if "href" not in attributes or builder.line.is_open("link"):
        builder.note_attributes("a", attributes, is_shown=False)
        if url := attributes.get("href", "").strip():
            builder.report(
                "nested-link", f"The link to {whole_url(url)!r} in another link was removed; its text was kept."
            )
        return None
    href = builder.url(attributes["href"].strip(), "a link", "link")
    number = builder.tag_number

    def end() -> None:
        if not builder.line.close():
            builder.empty_link = (number, href)
            is_shape = (drawing := builder.drawing) is not None and drawing.holds_shapes and not drawing.is_icon
            if is_shape or builder.block_count + builder.drawing_count > contents_before:
                builder.report("link-lost", lost_link(href), tag_number=number)
            else:
                builder.report("empty-link", empty_link(href), tag_number=number)
            builder.note_attributes("a", attributes, is_shown=False, tag_number=number)
        elif builder.image_count > images_before:  # which may be figures, whose links have no tool tip
            builder.note_attributes("a", attributes, is_shown=False, tag_number=number)

    images_before, contents_before = builder.image_count, builder.block_count + builder.drawing_count
    builder.line.open_link(href, attributes.get("title"), is_keyword=builder.keyword_depth > 0)
    return end
