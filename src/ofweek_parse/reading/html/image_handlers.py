"""What happens at the elements that show a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from ofweek_parse.model.inlines import InlineImage
from ofweek_parse.reading.html.block_builder import BlockBuilder, EndHandler, short
from ofweek_parse.reading.html.formula_handlers import add_formula
from ofweek_parse.reading.html.formulas import formula_of_image
from ofweek_parse.reading.html.image_sources import is_placeholder, is_tracking_pixel, source_of
from ofweek_parse.reading.html.images import broken_text, read_image
from ofweek_parse.reading.html.line import figures_of

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["add_area", "add_image", "start_picture", "take_picture_source"]

Attributes: TypeAlias = "Mapping[str, str]"


def add_image(builder: BlockBuilder, attributes: Attributes) -> None:
    """Take in a picture."""
    if builder.drawing is not None and (url := attributes.get("href") or attributes.get("xlink:href")):
        attributes = {**attributes, "src": url}
    if builder.picture_source is not None:
        if builder.picture_source and is_placeholder(source_of(attributes)):
            attributes = {**attributes, "src": builder.picture_source}
        builder.picture_source = None
    if builder.noscript_depth and builder.has_image(source_of(attributes)):
        builder.note_attributes("img", attributes, is_shown=False)
        return  # the copy for browsers without scripts
    if builder.preformatted is None and (formula := formula_of_image(attributes)) is not None:
        builder.images.append(attributes)
        names = [attributes.get(name, "").strip() for name in ("alt", "title")]
        others = [name for name in names if formula.tex not in name]
        add_formula(builder, formula, builder.tag_number, source_of(attributes), *others)
        return
    if is_tracking_pixel(attributes):
        builder.report(
            "tracking-pixel", f"The image {short(source_of(attributes))!r}, one pixel in size, was left out."
        )
        builder.note_attributes("img", attributes, is_shown=False)
        return
    broken = broken_text(attributes, builder.image_tags.spills)
    image = read_image(attributes, lambda url: builder.url(url, "an image"), broken)
    if image is None:
        names = [name for key in ("alt", "title") if (name := attributes.get(key, "").strip())]
        named = f", {' '.join(names)!r}," if names else ""
        builder.report("image-without-source", f"An image{named} names no URL; it was left out.")
        return
    if broken[1]:
        what = (
            "spilled into attribute names"
            if image.alt_verdict == "broken"
            else "is part of no attribute; it was left out"
        )
        builder.report("broken-attribute", f"The text {broken[1]!r} {what}.")
    builder.images.append(attributes)
    inline = InlineImage(image=image)
    if builder.preformatted is not None:
        builder.preformatted.figures.extend(figures_of((inline,)) or ())
    else:
        builder.line.add_image(inline)


def start_picture(builder: BlockBuilder, _tag: str, _attributes: Attributes) -> EndHandler:
    """Begin an image with several sources."""
    builder.picture_source = ""
    number = builder.tag_number

    def end() -> None:
        if builder.picture_source:
            message = f"{builder.picture_source!r} is hidden from readers; it was left out."
            builder.report("hidden-content", message, tag_number=number)
        builder.picture_source = None

    return end


def take_picture_source(builder: BlockBuilder, attributes: Attributes) -> None:
    """Take what a source names, if it is the first, for an image that names nothing itself."""
    if builder.picture_source == "":
        builder.picture_source = source_of(attributes)


def add_area(builder: BlockBuilder, attributes: Attributes) -> None:
    """Report a link on a part of an image."""
    if href := attributes.get("href", "").strip():
        name = attributes.get("alt", "").strip() or attributes.get("title", "").strip()
        named = f" ({name!r})" if name else ""
        builder.report("image-map", f"The link to {short(href)!r}{named} on a part of an image was dropped.")
