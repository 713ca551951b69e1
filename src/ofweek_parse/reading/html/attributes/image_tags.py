"""Parsing the image tags in the source, to find where each attribute ends."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ofweek_parse.reading.html import elements
from ofweek_parse.reading.html.attributes.images import Spill, is_broken, parsed_spills, spills
from ofweek_parse.reading.html.attributes.styles import ATTRIBUTE

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["ImageTags"]

_IMAGE_TAG: Final = re.compile(rf"<(?:{'|'.join(sorted(elements.tags_of('image')))})(?=[\s/>])", re.IGNORECASE)
_COMPARED: Final = 24
"""Characters of a name that are never more than the 100 bytes which libxml2 keeps."""


class ImageTags:
    """The tags of images in *markup*, in which those with broken attributes are found one after the other."""

    def __init__(self, markup: str) -> None:
        self._markup = markup
        self._searched_to = 0

    def spills(self, attributes: Mapping[str, str]) -> list[Spill]:
        """Return the texts that spilled in the next tag with the broken *attributes*."""
        broken = next(name for name in attributes if is_broken((name,)))[:_COMPARED].lower()
        for tag in _IMAGE_TAG.finditer(self._markup, self._searched_to):
            end = tag.end()
            names: list[str] = []
            while (attribute := ATTRIBUTE.match(self._markup, end)) is not None:
                end = attribute.end()
                names.append(attribute[1][:_COMPARED].lower())
            if broken in names:
                self._searched_to = end
                return spills(self._markup[tag.end() : end])
        self._searched_to = len(self._markup)
        return parsed_spills(attributes)
