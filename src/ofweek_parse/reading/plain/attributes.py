"""The attributes of plain HTML: what they say of a block, a span, a link and an image."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from urllib.parse import urlsplit

from ofweek_parse.model.constructors import evolve, make_image
from ofweek_parse.reading.attributes import absolute_url, alignment_of, is_bold, is_hidden, is_keyword
from ofweek_parse.reading.pictures import read_image
from ofweek_parse.reading.plain.line import MANY, NotPlainError

if TYPE_CHECKING:
    from collections.abc import Callable

    from ofweek_parse.model.blocks import Alignment
    from ofweek_parse.model.inlines import AltVerdict, Image

__all__ = ["ATTRIBUTES", "PlainAttributes", "Style"]

ATTRIBUTES: Final = (
    r"""( style="[^"]*"(?=>)"""  # the usual ones first
    r"""|(?:[ \t\n\f]+[a-z][a-z0-9-]{0,40}(?:="[^"]*"|)(?=[ \t\n\f/>]))*)"""
)
"""A regular expression: attributes that are read in the same way by all. To HTML, no other space stands between them."""

_ATTRIBUTE: Final = re.compile(r"""([a-z][a-z0-9-]*)(?:="([^"]*)")?""")
_USUAL_END: Final = ' referrerpolicy="no-referrer"'
# The usual image: nothing spilled from its attributes, and its URL, behind the generator's proxy or not, ends in a number or
# hash, so that it stands for itself and for no placeholder. `(?:…|)` takes less time than `(?:…)?`.
_USUAL_IMAGE: Final = re.compile(
    r'<img(?: width="\d{1,3}%"|)(?: alt="([^"&<]*)"|)'
    r' src="(https?://(?:cors\.[\w.-]+/\?https?://|)[!$-%\'-;=A-Z^-z|~]+/(?:wx_article__|)[0-9a-f_]{3,}\.[a-z]+)"'
    rf"({_USUAL_END}|"
    r'(?: width="\d{1,3}%"|)(?: alt(?:="([^"&<]*)"|)|)(?: title(?:="([^"&<]*)"|)|)(?: alt(?:="([^"&<]*)"|)|)'
    r'(?: referrerpolicy="[a-z-]*"|))>',
    re.ASCII,
)
# What the site's editor writes on nearly every paragraph.
_USUAL_STYLE: Final = re.compile(
    r' style="(?:text-indent: ?[0-9]em;)?(?: ?text-align: ?(left|center|right|justify);?)?"'
)
_WEB_URL: Final = re.compile("https?://[!#-;=?-Z^-z|~\xa1-\U0010ffff]+")


class Style(NamedTuple):
    """What the attributes of a block or a span say."""

    align: Alignment | None = None
    is_bold: bool = False
    is_keyword: bool = False


_NO_STYLE: Final = Style()


class PlainAttributes:
    """Reads the attributes of one body.

    Attributes:
        styles: What attributes say, as they are written, as far as `style` was asked.
        repeats: How often the stand-in for a repeated alternative text was met.
    """

    def __init__(
        self, *, stand_in: str, repeated: str, base_url: str | None, real_url: Callable[[str], str] | None
    ) -> None:
        self.repeats: int = 0
        self._stand_in = stand_in
        self._repeated = repeated
        self._base_url = base_url
        self._real_url = real_url
        self.styles: dict[str, Style] = {"": _NO_STYLE}

    def style(self, written: str) -> Style:
        """What the attributes *written* say of a block or a span."""
        style = self.styles.get(written)
        if style is None:
            style = self.styles[written] = self._style(written)
        return style

    def _style(self, written: str) -> Style:
        if usual := _USUAL_STYLE.fullmatch(written):
            align: Any = usual[1]
            return Style(align)
        attributes = self._pairs(written)
        return Style(alignment_of("p", attributes), is_bold(attributes), is_keyword(attributes))

    def link(self, written: str) -> tuple[str, str | None] | None:
        """The URL and tool tip of a link, or ``None`` where there is no URL."""
        attributes = self._pairs(written)
        if "href" not in attributes:
            return None
        return self._web_url(attributes["href"].strip()), attributes.get("title", "").strip() or None

    def usual_image(self, tag: str) -> Image | None:
        """The image that *tag* is, if it is a usual one."""
        usual = _USUAL_IMAGE.fullmatch(tag)
        if usual is None:
            return None
        alt, src, end, second_alt, title, third_alt = usual.groups()
        if end != _USUAL_END and (tag.count(" alt") > 1 or tag.count(" width") > 1):
            return None  # what stands twice is noted
        if self._base_url is not None and not self.are_absolute([src]):
            return None
        alt = self._said(alt or second_alt or third_alt or "")
        title = self._said(title or "") or None
        verdict: AltVerdict = "kept" if alt else "absent"
        if "/?" in src and self._real_url and (direct := self._real_url(src)) != src:
            return make_image(src=direct, alt=alt, title=title, original_src=src, alt_verdict=verdict)
        return make_image(src=src, alt=alt, title=title, alt_verdict=verdict)

    def _said(self, text: str) -> str:
        """What an image says by an ``alt`` or ``title`` of *text*."""
        return (self._once_more() if text == self._stand_in else text).strip()

    def image(self, written: str) -> Image:
        """The image that the attributes *written* tell."""
        attributes = self._pairs(written)
        for name in ("alt", "title"):
            if attributes.get(name) == self._stand_in:
                attributes[name] = self._once_more()
        image = read_image(attributes, self._web_url)
        if image is None:
            raise NotPlainError
        if self._real_url and (direct := self._real_url(image.src)) != image.src:
            return evolve(image, src=direct, original_src=image.original_src or image.src)
        return image

    def _once_more(self) -> str:
        """What the stand-in stands for."""
        self.repeats += 1
        return self._repeated

    def _pairs(self, written: str) -> dict[str, str]:
        if "</" in written:
            raise NotPlainError  # it may be taken for the end of the document
        pairs = _ATTRIBUTE.findall(written)
        attributes = dict(pairs)
        if "&" in written:
            attributes = {name: html.unescape(value) for name, value in pairs}
        if len(attributes) != len(pairs) or len(pairs) > MANY:
            raise NotPlainError
        if ("style" in attributes and "<" in attributes["style"]) or is_hidden(attributes):
            raise NotPlainError
        return attributes

    def _web_url(self, url: str) -> str:
        if not _WEB_URL.fullmatch(url) or not self.are_absolute([url]):
            raise NotPlainError
        if not url.isascii():
            try:
                urlsplit(url)
            except ValueError as error:
                raise NotPlainError from error
        return url

    def are_absolute(self, urls: list[str]) -> bool:
        """Whether *urls* are the same on whatever page they stand."""
        base_url = self._base_url
        return base_url is None or [absolute_url(url, base_url) for url in urls] == urls
