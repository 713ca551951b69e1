"""Handlers for hidden elements and their content."""

from __future__ import annotations

from typing import Final

from ofweek_parse.reading.html import elements
from ofweek_parse.reading.html.attributes.formulas import is_tex_script
from ofweek_parse.reading.html.attributes.image_sources import is_image_input, poster_of, source_of
from ofweek_parse.reading.html.building.block_builder import Attributes, BlockBuilder, EndHandler, Hidden, Skipped
from ofweek_parse.reading.html.handlers.embed_handlers import media_url
from ofweek_parse.reading.html.handlers.formula_handlers import Formula, start_tex_script
from ofweek_parse.reading.html.messages import whole_url

__all__ = ["drop", "hide", "hide_in_drawing", "hide_void", "note_url", "start_in_skipped"]


_LINKING: Final = elements.tags_of("link", "area") | {"image"}  # of SVG
_VIDEOS: Final = frozenset({"video", "amp-video"})
_IMAGES: Final = elements.tags_of("image")
_SHOWING: Final = _IMAGES | elements.tags_of("embed", "plugin") | {"source", "track"}


def hide(builder: BlockBuilder, tag: str, attributes: Attributes) -> EndHandler:
    """Begin an element that is removed and reported."""
    builder.skipped = skipped = Hidden()
    start_in_skipped(skipped, tag, attributes)
    number = builder.tag_number

    def end() -> None:
        builder.skipped = None
        if builder.drawing is None:
            builder.report_hidden(skipped.content, tag_number=number)
        elif skipped.content:
            builder.drawing.labels.append(skipped.content)

    return end


def start_in_skipped(skipped: Skipped, tag: str, attributes: Attributes) -> EndHandler:
    """Begin an element inside removed content or a formula; scripts in it are ignored."""
    note_url(skipped, tag, attributes)
    if isinstance(skipped, Formula):
        return skipped.start(tag, attributes)
    if elements.ROLES.get(tag) != "dropped" or skipped.is_muted or is_tex_script(tag, attributes):
        return None
    skipped.is_muted = True
    return lambda: setattr(skipped, "is_muted", False)


def note_url(skipped: Skipped, tag: str, attributes: Attributes) -> None:
    """Keep what the element *tag* leads to or shows, though it is left out."""
    url = ""
    if tag in _LINKING:
        url = (attributes.get("href") or attributes.get("xlink:href", "")).strip()
    if not url and (tag in _SHOWING or (tag == "input" and is_image_input(attributes))):
        url = source_of(attributes) if tag in _IMAGES else media_url(attributes)
        if alt := attributes.get("alt", "").strip():
            skipped.urls.append(alt)
    skipped.urls += [whole_url(each) for each in (url, poster_of(attributes) if tag in _VIDEOS else "") if each]


def hide_void(builder: BlockBuilder, tag: str, attributes: Attributes) -> None:
    """Remove a void element and report what it shows."""
    skipped = Skipped()
    note_url(skipped, tag, attributes)
    builder.report_hidden(skipped.content)


def drop(builder: BlockBuilder, tag: str, attributes: Attributes) -> EndHandler:
    """Begin an element that leaves nothing, unless it is the TeX of a formula."""
    if is_tex_script(tag, attributes) and builder.preformatted is None:
        return start_tex_script(builder, attributes)
    builder.skipped = Skipped()

    def end() -> None:
        builder.skipped = None

    return end


def hide_in_drawing(builder: BlockBuilder, tag: str, attributes: Attributes) -> EndHandler:
    """Begin what SVG does not show, which outside of it is no such thing."""
    return hide(builder, tag, attributes) if builder.drawing is not None else None
