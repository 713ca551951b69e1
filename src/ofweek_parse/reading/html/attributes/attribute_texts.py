"""Attributes without a field in the article: text for readers, and URLs.

For all elements, the content of such an attribute is reported by a diagnostic unless the article contains it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from ofweek_parse.model.blocks import Embed, Figure
from ofweek_parse.model.inlines import InlineImage, Link, Math
from ofweek_parse.model.traversal import iter_blocks, iter_inlines
from ofweek_parse.reading.html import elements

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ofweek_parse.model.blocks import Block
    from ofweek_parse.model.diagnostics import Diagnostic
    from ofweek_parse.model.inlines import Image

__all__ = ["MEDIA_PARAMETERS", "Dropped", "dropped_from", "is_visible", "missing_from", "says_something", "shows_value"]

MEDIA_PARAMETERS: Final = frozenset({"movie", "src"})
"""The names of the ``<param>`` elements with the URL of an ``<object>``."""

_TEXTS: Final = frozenset("alt aria-label label placeholder srcdoc summary title".split())
_URLS: Final = frozenset("action background cite formaction longdesc".split())
_ALL: Final = _TEXTS | _URLS
_LOADING: Final = frozenset("href poster src".split())
_NAMES: Final[Mapping[str, frozenset[str]]] = {
    **dict.fromkeys(elements.ROLES, _ALL),
    **dict.fromkeys(("base", "bgsound", "frame"), _ALL | _LOADING),
    **dict.fromkeys(("input", "meter", "param", "progress"), _ALL | {"value"}),
    "use": _ALL,  # a part of a drawing, which is reported whole
}
_NAMES_OF_UNKNOWN: Final = _ALL | _LOADING
_NO_NAMES: Final[frozenset[str]] = frozenset()
_WITHOUT_VALUE: Final = frozenset("checkbox color file hidden image password radio range".split())
_IMAGES: Final = elements.tags_of("image")
_VISIBLE: Final[Mapping[str, frozenset[str]]] = {
    **dict.fromkeys(_IMAGES, frozenset({"alt"})),
    **dict.fromkeys(("base", "frame"), _LOADING),
    **dict.fromkeys(("iframe", "amp-iframe"), frozenset({"srcdoc"})),
    **dict.fromkeys(("input", "textarea"), frozenset({"placeholder", "value"})),
    **dict.fromkeys(("meter", "param", "progress"), frozenset({"value"})),
    **dict.fromkeys(("optgroup", "option"), frozenset({"label"})),
}
"""Attributes whose text or target a page shows; those of images where they have no URL."""
_TITLED: Final = _IMAGES | elements.tags_of("embed", "plugin")
_WITHOUT_TEXT: Final = frozenset({"track"})  # its label names a choice of the player
_INSIDE_TAG: Final = re.compile(r"<[A-Za-z][^<>]*=\s*\Z")
_WORD: Final = re.compile(
    r"[a-z0-9\u00df-\u024f]+|[^\W_a-z0-9\u00df-\u024f]+"
    r"|[^\w\s\x00-\xbf\u2000-\u206f\u3000-\u303f\ufe00-\ufe6f\uff00-\uffef]"  # a symbol
)


class Dropped(NamedTuple):
    """The value of an attribute that no article has a place for, the number of its tag, and whether a page shows it."""

    tag_number: int
    tag: str
    name: str
    value: str
    is_visible: bool


def says_something(attributes: Mapping[str, str]) -> bool:
    """Whether *attributes* contain something for which only few elements have a field."""
    return "value" in attributes or not _ALL.isdisjoint(attributes) or bool(_swallowing(attributes))


def dropped_from(tag: str, attributes: Mapping[str, str], *, is_shown: bool = True) -> Iterator[tuple[str, str]]:
    """Return the meaningful attributes of the element *tag* that have no field, with their values.

    Args:
        tag: The name of the element.
        attributes: Its attributes.
        is_shown: Whether the element itself has a place.

    Example:
        >>> list(dropped_from("img", {"src": "a.png", "alt": "甲", "aria-label": "乙"}))
        [('aria-label', '乙')]
        >>> list(dropped_from("my-player", {"src": "v.mp4"}))
        [('src', 'v.mp4')]
        >>> list(dropped_from("blockquote", {"cite": "https://a.example/"}))
        [('cite', 'https://a.example/')]
        >>> list(dropped_from("p", {"align": "center”>甲</p><p class="}))
        [('align', 'center”>甲</p><p class=')]
    """
    names = _NO_NAMES if tag in _WITHOUT_TEXT else _NAMES.get(tag, _NAMES_OF_UNKNOWN)
    swallowing = _swallowing(attributes)
    if names.isdisjoint(attributes) and not swallowing:  # as mostly
        return
    if tag == "param" and attributes.get("name") not in MEDIA_PARAMETERS:
        return
    for name, value in attributes.items():
        is_said = name in names and not (is_shown and _has_place(tag, name, attributes))
        if (is_said or name in swallowing) and (value := value.strip()):
            yield name, value


def _swallowing(attributes: Mapping[str, str]) -> list[str]:
    """Those of *attributes* whose closing quotation mark is missing, so that they end at one in a later tag."""
    return [
        name
        for name, value in attributes.items()
        if "<" in value and _INSIDE_TAG.search(value, value.rindex("<")) and name not in _ALL and name not in _LOADING
    ]


def is_visible(tag: str, name: str, attributes: Mapping[str, str]) -> bool:
    """Whether a page shows the attribute *name* of the element *tag*, be it only as what is loaded.

    Example:
        >>> is_visible("input", "placeholder", {"placeholder": "甲"}), is_visible("abbr", "title", {"title": "乙"})
        (True, False)
    """
    if tag not in elements.ROLES and tag != "use":
        return name in _LOADING and not attributes[name].lstrip().startswith("#")
    return name in _VISIBLE.get(tag, ()) and not (name == "placeholder" and attributes.get("value"))


def shows_value(attributes: Mapping[str, str]) -> bool:
    """Whether an ``<input>`` shows its value as text."""
    return attributes.get("type", "").strip().lower() not in _WITHOUT_VALUE


def _has_place(tag: str, name: str, attributes: Mapping[str, str]) -> bool:
    if name == "title":
        return tag in _TITLED or (tag == "a" and "href" in attributes)
    if name == "value":
        return tag == "input" and not shows_value(attributes)
    return name == "alt" and tag in _IMAGES


def missing_from(
    blocks: tuple[Block, ...], diagnostics: Sequence[Diagnostic], dropped: Sequence[Dropped]
) -> Iterator[Dropped]:
    """Return those of *dropped* with text that neither *blocks* nor *diagnostics* contain, each text once.

    For what a page shows, only diagnostics of losses count. Text is compared by words, and where words are not parted,
    as in Chinese, by pairs of characters: in linear time.
    """
    urls, texts = _contents(blocks)
    known: set[str] = set().union(*map(_parts, texts))
    for is_visible_ in (True, False):
        messages = [note.message for note in diagnostics if (note.severity != "info") == is_visible_]
        known = known.union(*map(_parts, messages))
        for one in dropped:
            if one.is_visible != is_visible_:
                continue
            if one.name not in _TEXTS and one.name != "value":
                if one.value not in urls:
                    urls.add(one.value)
                    yield one
            elif not (parts := _parts(one.value)) <= known:
                known |= parts
                yield one


def _parts(text: str) -> set[str]:
    parts: set[str] = set()
    for word in _WORD.findall(text.lower()):
        if word[0].isascii() or word[0] <= "\u024f":
            parts.add(word)
        else:
            parts.update(word)
            parts.update(map("".join, pairwise(word)))
    return parts


def _contents(blocks: tuple[Block, ...]) -> tuple[set[str], list[str]]:
    """The URLs and the texts of *blocks*."""
    urls: set[str] = set()
    texts = [block.text for block in blocks]
    for block in iter_blocks(blocks):
        if isinstance(block, Embed):
            urls |= {block.url, block.poster or ""}
            texts.append(block.title or "")
        elif isinstance(block, Figure):
            urls.add(block.href or "")
            texts += _image_texts(block.image, urls)
    for inline in iter_inlines(blocks):
        if isinstance(inline, Link):
            urls.add(inline.href)
            texts.append(inline.title or "")
        elif isinstance(inline, InlineImage):
            texts += _image_texts(inline.image, urls)
        elif isinstance(inline, Math):
            texts.append(inline.tex)
    return urls, texts


def _image_texts(image: Image, urls: set[str]) -> tuple[str, str]:
    urls.add(image.src)
    return image.alt, image.title or ""
