"""The attributes of tags on the fast path, converted as on the reference path."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from ofweek_parse.reading.html.attributes.attribute_texts import dropped_from, says_something
from ofweek_parse.reading.html.attributes.formulas import formula_in_attributes, formula_of_image
from ofweek_parse.reading.html.attributes.image_sources import is_tracking_pixel
from ofweek_parse.reading.html.attributes.images import read_image
from ofweek_parse.reading.html.attributes.styles import KEYWORD_CLASS, NO_STYLE, style_of
from ofweek_parse.reading.html.attributes.urls import absolute_url
from ofweek_parse.reading.html.literal_markup.source_tags import are_stray_words
from ofweek_parse.sentinels import COPY

if TYPE_CHECKING:
    from ofweek_parse.model.inlines import Image
    from ofweek_parse.reading.html.attributes.styles import Style

__all__ = ["ATTRIBUTES", "KEYWORD_LINK", "MANY", "RefusedError", "TagReader"]

MANY: Final = 20
"""Attributes on one tag, or open elements: bodies with more are left to the reference path, which counts them."""

ATTRIBUTES: Final = r"""( (?: [ \t\n\f]+ [a-z][a-z0-9-]{0,40} (?: ="[^"]*" | ) (?=[ \t\n\f/>]) )* )"""
"""A verbose regular expression: attributes that every parser reads in the same way."""

KEYWORD_LINK: Final = rf"""<span[ ]class="{KEYWORD_CLASS}"><a[ ]href="([^"&<]*)"[ ]target="_blank"[ ]title="([^"&<]*)">([^<&]+)</a></span>"""
"""A verbose regular expression: a keyword link as the site inserts it."""

_ATTRIBUTE: Final = re.compile(r"""([a-z][a-z0-9-]*)(?:="([^"]*)")?""")
_WEB_URL: Final = re.compile("https?://[!#-;=?-Z^-z|~\xa1-\U0010ffff]+")


class RefusedError(Exception):
    """Something that only the reference path knows what to do with."""


class TagReader:
    """Reads the attributes of one body.

    Attributes:
        styles: A cache of the results of `style`, by the attributes as written.
        repeats: How often `COPY` was met.
    """

    def __init__(self, *, repeated: str, base_url: str | None) -> None:
        self.repeats: int = 0
        self._repeated = repeated
        self._base_url = base_url
        self.styles: dict[str, Style] = {"": NO_STYLE}

    def style(self, written: str) -> Style:
        """Return the presentation of an element with the attributes *written*."""
        style = self.styles.get(written)
        if style is None:
            attributes = self._pairs(written)
            if says_something(attributes):
                raise RefusedError
            style = self.styles[written] = style_of(attributes)
        return style

    def link(self, written: str) -> tuple[str, str | None] | None:
        """Return the URL and tool tip of a link, or ``None`` where there is no URL."""
        attributes = self._pairs(written)
        if any(dropped_from("a", attributes)):
            raise RefusedError
        if "href" not in attributes:
            return None
        return self.web_url(attributes["href"]), attributes.get("title")

    def image(self, written: str) -> Image:
        """Return the image that the attributes *written* describe."""
        attributes = self._pairs(written)
        if COPY in written:
            for name in ("alt", "title"):
                if attributes.get(name) == COPY:
                    attributes[name] = self._repeated
                    self.repeats += 1
        if formula_of_image(attributes) is not None or is_tracking_pixel(attributes):
            raise RefusedError
        if any(dropped_from("img", attributes)):
            raise RefusedError
        image = read_image(attributes, self.web_url)
        if image is None:
            raise RefusedError
        return image

    def _pairs(self, written: str) -> dict[str, str]:
        if "<" in written:
            raise RefusedError  # it may be taken for a tag
        pairs = _ATTRIBUTE.findall(written)
        attributes = dict(pairs)
        if len(attributes) != len(pairs) or len(pairs) > MANY:
            raise RefusedError
        if pairs and '="' not in written and are_stray_words(attributes):
            raise RefusedError  # a tag by its form only
        if "&" in written:
            attributes = {name: html.unescape(value) for name, value in pairs}
        if "style" in attributes or "hidden" in attributes or "class" in attributes:
            style = style_of(attributes)
            if style.is_hidden or style.is_struck or style.holds_markup or style.formula or style.is_caption:
                raise RefusedError
        if formula_in_attributes(attributes):
            raise RefusedError
        return attributes

    def web_url(self, url: str) -> str:
        """Return *url* without white space around it, if it needs neither resolving nor a diagnostic."""
        url = url.strip()
        base_url = self._base_url
        if not _WEB_URL.fullmatch(url) or (base_url is not None and absolute_url(url, base_url) != url):
            raise RefusedError
        if not url.isascii():
            try:
                urlsplit(url)
            except ValueError as error:
                raise RefusedError from error
        return url
