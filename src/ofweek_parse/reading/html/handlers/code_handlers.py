"""Handlers for preformatted code and the elements around it that name its language."""

from __future__ import annotations

from typing import Final

from ofweek_parse.reading.html import elements
from ofweek_parse.reading.html.attributes.languages import language_of, language_within
from ofweek_parse.reading.html.building.block_builder import Attributes, BlockBuilder, EndHandler
from ofweek_parse.reading.html.building.preformatted import Preformatted
from ofweek_parse.reading.html.messages import empty_link, whole_url

__all__ = ["naming_language", "start_in_pre", "start_pre"]

_AROUND_CODE: Final = elements.tags_of("wrapper", "block", "figure", "table", "table-part")


def start_pre(builder: BlockBuilder, _tag: str, attributes: Attributes) -> EndHandler:
    """Begin preformatted text."""
    builder.end_line()
    builder.preformatted = preformatted = Preformatted(language_of(attributes))

    def end() -> None:
        builder.preformatted = None
        for block in preformatted.finish(builder.languages[-1] if builder.languages else None):
            builder.add(block)

    return end


def start_in_pre(builder: BlockBuilder, preformatted: Preformatted, tag: str, attributes: Attributes) -> EndHandler:
    """Begin an element in code: a line, code that may name its language, a link, or marked words."""
    preformatted.begin_element()
    if tag == "a":
        return _start_link(builder, preformatted, attributes)
    if tag in elements.OWN_LINES:
        preformatted.end_row()
        return preformatted.end_row
    if elements.ROLES.get(tag) != "code":
        return None
    preformatted.language = preformatted.language or language_of(attributes)
    preformatted.begin_code()
    return preformatted.end_code


def _start_link(builder: BlockBuilder, preformatted: Preformatted, attributes: Attributes) -> EndHandler:
    """Begin a link, of which code keeps the text only: where that is not the URL, readers lose it."""
    builder.note_attributes("a", attributes, is_shown=False)
    href = attributes.get("href", "").strip()
    if not href:
        return None
    start, number, images_before = preformatted.size, builder.tag_number, builder.image_count

    def end() -> None:
        text = preformatted.text_from(start)
        if not text.strip() and builder.image_count == images_before:
            if not href.startswith("#"):  # as links do that number a line
                builder.report("empty-link", empty_link(href), tag_number=number)
        elif href not in text:
            message = f"The link to {whole_url(href)!r} in code was removed; its text was kept."
            builder.report("link-in-code", message, tag_number=number)

    return end


def naming_language(builder: BlockBuilder, tag: str, attributes: Attributes, end: EndHandler) -> EndHandler:
    """Return *end*, the end of the element *tag* just begun, such that code before it is of the language it names."""
    if not attributes or tag not in _AROUND_CODE or (language := language_within(attributes)) is None:
        return end
    builder.languages.append(language)

    def end_naming() -> None:
        if end is not None:
            end()
        builder.languages.pop()

    return end_naming
