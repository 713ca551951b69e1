"""`Noscript`: the content of a ``<noscript>``, until it is known whether it duplicates an image next to it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from ofweek_parse.model.constructors import evolve
from ofweek_parse.model.inlines import Image
from ofweek_parse.reading.html import elements
from ofweek_parse.reading.html.attributes.image_sources import (
    is_placeholder,
    is_tracking_pixel,
    script_sources,
    source_of,
)

__all__ = ["END", "Event", "Neighbour", "Noscript", "merged"]

_AROUND_IMAGES: Final = elements.tags_of("picture", "span", "paragraph", "wrapper", "dissolved")


class Neighbour(NamedTuple):
    """The image that was read last, with nothing to see behind it so far.

    Attributes:
        attributes: Its attributes.
        image: The image, or ``None`` if it has no URL.
        tag_number: The number of its tag.
        is_lazy: Whether a script loads it.
        is_copy: Whether it is the only thing in a ``<noscript>``.
    """

    attributes: Mapping[str, str]
    image: Image | None
    tag_number: int
    is_lazy: bool
    is_copy: bool


class Event(NamedTuple):
    """A start tag or a text inside, as the parser gave it."""

    tag_number: int
    tag: str
    attributes: Mapping[str, str]
    text: str


END: Final = Event(0, "", {}, "")
"""An end tag."""


class Noscript:
    """The content of a ``<noscript>``.

    Attributes:
        events: Its tags and texts.
    """

    def __init__(self) -> None:
        self.events: list[Event] = []
        self._source = ""
        self._images: list[Mapping[str, str]] = []
        self._holds_other = False

    def add(self, event: Event) -> None:
        """Take a tag or a text."""
        self.events.append(event)
        tag, attributes = event.tag, event.attributes
        role = elements.ROLES.get(tag)
        if role == "image":
            self._images.append(attributes)
        elif role == "source":
            self._source = self._source or source_of(attributes)
        elif (tag and tag not in _AROUND_IMAGES) or (event.text and not event.text.isspace()):
            self._holds_other = True

    @property
    def image(self) -> Mapping[str, str] | None:
        """The attributes of its image, if that is its only content and more than a pixel."""
        if self._holds_other or len(self._images) != 1 or is_tracking_pixel(self._images[0]):
            return None
        (attributes,) = self._images
        if self._source and is_placeholder(source_of(attributes)):
            return {**attributes, "src": self._source}
        return attributes if source_of(attributes) else None


def merged(lazy: Image, attributes: Mapping[str, str], copy: Image, copied_from: str) -> Image:
    """Return one image for *lazy*, which a script loads, and its *copy* for browsers without scripts.

    The URL is that of *lazy*, unless it belongs to a placeholder, or to a preview of the URL that the copy was
    *copied_from*.

    Args:
        lazy: The image that a script loads.
        attributes: Its attributes.
        copy: The image in the ``<noscript>``.
        copied_from: The URL in the source of *copy*.
    """
    sources = list(script_sources(attributes))
    is_preview = not sources or (source_of(attributes) not in sources and copied_from in sources)
    better = max(lazy, copy, key=lambda image: len(image.alt))
    return evolve(
        lazy,
        src=copy.src if is_preview else lazy.src,
        alt=better.alt,
        title=lazy.title or copy.title,
        width=copy.width if lazy.width is None else lazy.width,
        height=copy.height if lazy.height is None else lazy.height,
        alt_verdict=better.alt_verdict,
    )
