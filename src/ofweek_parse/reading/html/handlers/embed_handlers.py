"""Handlers for embedded content."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from ofweek_parse.model.blocks import Embed
from ofweek_parse.model.constructors import make_figure, make_image
from ofweek_parse.reading.html.attributes.attribute_texts import MEDIA_PARAMETERS
from ofweek_parse.reading.html.attributes.image_sources import IMAGE_EXTENSION, poster_of, source_of
from ofweek_parse.reading.html.building.block_builder import Attributes, BlockBuilder, EndHandler, Skipped
from ofweek_parse.reading.html.handlers.image_handlers import add_image
from ofweek_parse.reading.html.messages import named

if TYPE_CHECKING:
    from ofweek_parse.model.blocks import EmbedKind

__all__ = ["add_plugin", "media_url", "start_embed", "take_media_url"]

_PICTURE: Final = re.compile(rf"{IMAGE_EXTENSION}(?:[?#]|\Z)")


def media_url(attributes: Attributes) -> str:
    """The URL of what a picture, frame or player shows."""
    return source_of(attributes, is_image=False) or attributes.get("data", "").strip()


def _is_picture(url: str, attributes: Attributes) -> bool:
    """Whether what an ``<object>`` or ``<embed>`` shows is an image."""
    kind = attributes.get("type", "").strip().lower()
    return kind.startswith("image/") or (not kind and bool(_PICTURE.search(url)))


def _start_picture(builder: BlockBuilder, url: str, attributes: Attributes) -> EndHandler:
    """Begin an ``<object>`` that is an image; its content is the alternative text."""
    builder.skipped = fallback = Skipped()
    number = builder.tag_number

    def end() -> None:
        builder.skipped = None
        text = " ".join("".join(fallback.texts).split())
        alt = attributes.get("alt", "").strip() or text
        if fallback.urls or alt != text:
            _report_fallback(builder, fallback, "an image", number)
        add_image(builder, {**attributes, "src": url, "alt": alt})

    return end


def _report_fallback(builder: BlockBuilder, fallback: Skipped, what: str, tag_number: int) -> None:
    if fallback.content:
        message = f"{fallback.content!r}, the fallback of {what}, was removed."
        builder.report("embed-fallback", message, tag_number=tag_number)


def start_embed(builder: BlockBuilder, tag: str, attributes: Attributes) -> EndHandler:
    """Begin a frame or player; its content is for browsers that can't show it."""
    url = media_url(attributes)
    if tag == "object" and url and _is_picture(url, attributes):
        return _start_picture(builder, url, attributes)
    tag = tag.removeprefix("amp-")
    builder.end_line()
    media = {"tag": tag, "title": attributes.get("title", ""), **({"url": url} if url else {})}
    fallback = Skipped()
    if tag == "video":
        media["poster"] = poster_of(attributes)
        fallback.texts.append(attributes.get("alt", ""))
    number = builder.tag_number
    builder.media, builder.skipped = media, fallback
    kind: Any = "iframe" if tag == "object" else tag

    def end() -> None:
        builder.media = builder.skipped = None
        if tag == "object" and not media.get("url") and fallback.content:  # browsers show its content
            message = f"{fallback.content!r}, the content of an object without a URL, was removed."
            builder.report("object-content", message, tag_number=number)
            return
        _report_fallback(builder, fallback, "a player", number)
        _add_embed(builder, kind, media, number)

    return end


def _add_embed(builder: BlockBuilder, kind: EmbedKind, media: dict[str, str], tag_number: int) -> None:
    shown = media.get("poster")
    poster = builder.url(shown, "a poster", "image", tag_number=tag_number) if shown else None
    if not media.get("url"):
        what = "has no URL; its poster became a figure" if poster else "has no URL and was removed"
        message = f"The {kind} element{named(media['title'].strip())} {what}."
        builder.report("embed-without-url", message, tag_number=tag_number)
        if poster:  # which is all that a reader saw of it
            builder.add(make_figure(image=make_image(src=poster)))
        return
    url, title = builder.url(media["url"], kind, "embed", tag_number=tag_number), media["title"].strip() or None
    builder.add(Embed(kind=kind, url=url, title=title, poster=poster))


def add_plugin(builder: BlockBuilder, attributes: Attributes) -> None:
    """Take in an ``<embed>``, or an ``<object>`` or player that is never closed."""
    url = media_url(attributes)
    if url and _is_picture(url, attributes):
        add_image(builder, {**attributes, "src": url})
        return
    builder.end_line()
    media = {"url": url, "title": attributes.get("title", ""), "poster": poster_of(attributes)}
    _add_embed(builder, "iframe", media, builder.tag_number)


def take_media_url(media: dict[str, str], tag: str, attributes: Attributes) -> bool:
    """Take what an element inside an embed names as what that shows, if nothing did before; whether that is what it shows."""
    if tag == "param":
        url = attributes.get("value", "").strip() if attributes.get("name") in MEDIA_PARAMETERS else ""
    else:
        # In an object, a source belongs to a picture.
        naming = {"embed"} if media["tag"] == "object" else {"embed", "source"}
        url = source_of(attributes, is_image=False) if tag in naming else ""
    return bool(url) and media.setdefault("url", url) == url
