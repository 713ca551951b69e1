"""Handlers for images."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ofweek_parse.model.inlines import InlineImage
from ofweek_parse.reading.html.attributes.formulas import formula_of_image
from ofweek_parse.reading.html.attributes.image_sources import is_lazy as is_lazy_image
from ofweek_parse.reading.html.attributes.image_sources import is_placeholder, is_tracking_pixel, source_of
from ofweek_parse.reading.html.attributes.images import read_image
from ofweek_parse.reading.html.building.block_builder import Attributes, BlockBuilder, EndHandler
from ofweek_parse.reading.html.building.figures import figures_of
from ofweek_parse.reading.html.building.noscript import Neighbour, merged
from ofweek_parse.reading.html.handlers.formula_handlers import add_formula
from ofweek_parse.reading.html.messages import whole_url

if TYPE_CHECKING:
    from ofweek_parse.model.inlines import Image

__all__ = ["add_area", "add_copy", "add_image", "start_picture", "take_picture_source"]


_WITHOUT_SOURCE: Final = "image-without-source"


def add_image(builder: BlockBuilder, attributes: Attributes, *, is_lazy: bool = False) -> None:
    """Add an image; *is_lazy*: whether its element is loaded by a script."""
    attributes = _with_source(builder, attributes)
    neighbour, builder.neighbour = builder.neighbour, None
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
            "tracking-pixel", f"The image {whole_url(source_of(attributes))!r}, a tracking pixel, was removed."
        )
        builder.note_attributes("img", attributes, is_shown=False)
        return
    is_lazy = is_lazy or is_lazy_image(attributes)
    image = _read(builder, attributes)
    if image is not None and is_lazy and neighbour is not None and neighbour.is_copy and neighbour.image is not None:
        _merge(builder, neighbour.image, (image, attributes), (neighbour.image, neighbour.attributes))
        builder.note_attributes("img", attributes, is_shown=False)
        return
    builder.neighbour = Neighbour(attributes, image, builder.tag_number, is_lazy, is_copy=False)
    if image is not None:
        _add(builder, attributes, image)


def add_copy(builder: BlockBuilder, attributes: Attributes) -> None:
    """Take in the only picture of a ``<noscript>``, which may be the one before or behind that once more."""
    attributes = _with_source(builder, attributes)
    if formula_of_image(attributes) is not None:
        if builder.has_image(source_of(attributes)):
            builder.note_attributes("img", attributes, is_shown=False)
        else:
            add_image(builder, attributes)
        return
    neighbour, builder.neighbour = builder.neighbour, None
    url = source_of(attributes)
    if neighbour is not None and not neighbour.is_lazy and source_of(neighbour.attributes) != url:
        neighbour = None
    if neighbour is None and builder.has_image(url):
        builder.note_attributes("img", attributes, is_shown=False)
    elif neighbour is not None and neighbour.image is None:
        builder.findings.withdraw(neighbour.tag_number, _WITHOUT_SOURCE)
        attributes = {**attributes, **_longer_names(neighbour.attributes, attributes)}
        if (image := _read(builder, attributes)) is not None:
            _add(builder, attributes, image)
    elif (image := _read(builder, attributes)) is not None:
        if neighbour is not None and neighbour.image is not None:
            builder.note_attributes("img", attributes, is_shown=False)
            _merge(builder, neighbour.image, (neighbour.image, neighbour.attributes), (image, attributes))
        else:
            _add(builder, attributes, image)
            builder.neighbour = Neighbour(attributes, image, builder.tag_number, is_lazy=False, is_copy=True)


def _longer_names(attributes: Attributes, others: Attributes) -> dict[str, str]:
    """Return the name of the image in *attributes*, or else in *others*."""
    names = ("alt", "title")
    return {name: attributes[name] for name in names if len(attributes.get(name, "")) > len(others.get(name, ""))}


def _with_source(builder: BlockBuilder, attributes: Attributes) -> Attributes:
    """Return *attributes* with the URL from the elements around the image."""
    if builder.drawing is not None and (url := attributes.get("href") or attributes.get("xlink:href")):
        attributes = {**attributes, "src": url}
    if builder.picture_source is not None:
        if builder.picture_source and is_placeholder(source_of(attributes)):
            attributes = {**attributes, "src": builder.picture_source}
        builder.picture_source = None
    return attributes


def _read(builder: BlockBuilder, attributes: Attributes) -> Image | None:
    """The image with *attributes*, and what is odd about it reported."""
    broken = builder.image_tags.broken_text(attributes)
    image = read_image(attributes, lambda url: builder.url(url, "an image", "image"), broken)
    if image is None:
        builder.report(_WITHOUT_SOURCE, "An image has no URL and was removed.")
        builder.note_attributes("img", attributes, is_shown=False, is_seen=True)  # browsers show its alternative text
    elif broken[1]:
        is_kept = image.alt_verdict == "broken"
        what = "was parsed as attribute names" if is_kept else "belongs to no attribute and was removed"
        builder.report("broken-attribute", f"The text {broken[1]!r} {what}.")
    return image


def _add(builder: BlockBuilder, attributes: Attributes, image: Image) -> None:
    builder.images.append(attributes)
    builder.image_count += 1
    inline = InlineImage(image=image)
    if builder.preformatted is not None:
        builder.preformatted.figures.extend(figures_of((inline,)) or ())
    else:
        builder.line.add_image(inline)


def _merge(
    builder: BlockBuilder, added: Image, from_script: tuple[Image, Attributes], from_noscript: tuple[Image, Attributes]
) -> None:
    """Put one image for both, which a script loads and browsers without scripts show, where *added* is."""
    (lazy, attributes), (copy, copied) = from_script, from_noscript
    better = merged(lazy, attributes, copy, source_of(copied))
    builder.better_images.append((added, better))
    builder.images.append({"src": copy.src})
    for other in (lazy, copy):
        if other.src != better.src:
            message = f"{whole_url(other.src)!r} shows the same image as {whole_url(better.src)!r} and was removed."
            builder.report("image-copy", message)


def start_picture(builder: BlockBuilder, _tag: str, _attributes: Attributes) -> EndHandler:
    """Begin an image with several sources."""
    builder.picture_source = ""
    number = builder.tag_number

    def end() -> None:
        builder.report_hidden(builder.picture_source or "", tag_number=number)
        builder.picture_source = None

    return end


def take_picture_source(builder: BlockBuilder, attributes: Attributes) -> None:
    """Take what a source names, if it is the first, for an image that names nothing itself."""
    if builder.picture_source == "":
        builder.picture_source = source_of(attributes)
    elif builder.picture_source is None and (url := attributes.get("src", "").strip()):  # a player's
        builder.report_hidden(whole_url(url))


def add_area(builder: BlockBuilder, attributes: Attributes) -> None:
    """Report a link on a part of an image."""
    if href := attributes.get("href", "").strip():
        name = attributes.get("alt", "").strip() or attributes.get("title", "").strip()
        named = f" ({name!r})" if name else ""
        builder.report("image-map", f"The link to {whole_url(href)!r}{named} on an area of an image was removed.")
