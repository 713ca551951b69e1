"""Choosing the URL of an image from its sources for scripts, browsers and devices."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = [
    "IMAGE_EXTENSION",
    "LAZY_SOURCES",
    "is_image_input",
    "is_lazy",
    "is_placeholder",
    "is_tracking_pixel",
    "poster_of",
    "script_sources",
    "source_of",
]

LAZY_SOURCES: Final = (
    "data-original",
    "data-src",
    "data-original-src",
    "data-actualsrc",
    "data-lazy-src",
    "data-lazyload",
    "data-lazy",
    "data-echo",
    "zoomfile",
    "file",
    "_src",
)
"""Attributes in which scripts keep the URL of a lazy-loading image."""

_OTHER_SOURCE: Final = re.compile(
    r"(?:[\w-]*[_-])?(?:[a-z]*src|original|lazy|lazyload|url|img|image|file)\d?", re.IGNORECASE
)
"""Other names of such attributes, on some sites only: they count if the value is the URL of a picture."""
IMAGE_EXTENSION: Final = r"(?i:\.(?:png|gif|jpe?g|webp|svg|bmp|avif))"
"""A regular expression: the end of the name of an image file."""
_PICTURE_URL: Final = re.compile(rf"(?i:https?:)?//\S+|\S+{IMAGE_EXTENSION}(?:[?#]\S*)?")

_SETS: Final = ("srcset", "data-srcset", "data-lazy-srcset")
_NO_URL: Final = re.compile(r"data:|about:|\s*$", re.IGNORECASE)
_PLACEHOLDER: Final = re.compile(
    rf"""
    (?:.*[_-])?
    (?: blank | empty | dot | gr[ae]y | lazy\w* | load(?:er|ing)? | none | pixel | placeholder | spacer | trans(?:parent)? | 1x1 )
    [\w-]* {IMAGE_EXTENSION}
    """,
    re.IGNORECASE | re.VERBOSE,
)
_LONGEST_PLACEHOLDER: Final = 80
_LAZY_CLASS: Final = re.compile(r"lazy", re.IGNORECASE)
_IN_SET: Final = re.compile(r"[^\s,]\S*")
_DESCRIPTOR: Final = re.compile(r"(\d{1,9}(?:\.\d{1,9})?)([wx])", re.ASCII)
_PIXEL: Final = re.compile(r"\s*[01](?:\.0*)?(?:px)?\s*", re.ASCII)
_PIXEL_STYLE: Final = re.compile(
    r"(?:^|;)\s*(width|height)\s*:\s*[01](?:px)?\s*(?:!important\s*)?(?=;|$)", re.IGNORECASE
)


def source_of(attributes: Mapping[str, str], *, is_image: bool = True) -> str:
    """Return the URL in *attributes*: ``src``, unless it is a placeholder and another attribute has the real one.

    If the element is no image, other attributes that only some sites use may have the URL of its poster.

    Example:
        >>> source_of({"src": "blank.gif", "srcset": "s.png 320w, l.png 1280w"})
        'l.png'
    """
    src = attributes.get("src", "").strip()
    return next(script_sources(attributes, is_image=is_image), src) if is_placeholder(src) else src


def script_sources(attributes: Mapping[str, str], *, is_image: bool = True) -> Iterator[str]:
    """Yield the URLs that scripts or browsers may show instead of ``src``, the preferred one first.

    Example:
        >>> list(script_sources({"src": "blank.gif", "data-real-src": "/a.png", "data-caption": "b.png"}))
        ['/a.png']
    """
    for name in LAZY_SOURCES:
        if name in attributes and not is_placeholder(url := attributes[name].strip()):
            yield url
    for name in _SETS:
        if name in attributes and (url := largest_of(attributes[name])):
            yield url
    for name in attributes if is_image else ():
        if name != "src" and name not in LAZY_SOURCES and _OTHER_SOURCE.fullmatch(name):
            url = attributes[name].strip()
            if _PICTURE_URL.fullmatch(url) and not is_placeholder(url):
                yield url


def is_lazy(attributes: Mapping[str, str]) -> bool:
    """Whether an image with these *attributes* is lazy-loaded by a script."""
    src = attributes.get("src", "").strip()
    if is_placeholder(src) or any(name in attributes for name in (*LAZY_SOURCES, *_SETS[1:])):
        return True
    return bool(_LAZY_CLASS.search(attributes.get("class", "")))


def largest_of(srcset: str) -> str:
    """Return the URL of the largest picture in *srcset*, or ``""``.

    Example:
        >>> largest_of("a,b.png, c.png 1.5x, d.png 2x")
        'd.png'
    """
    largest, url = (False, 0.0), ""
    for named, described in _candidates(srcset):
        found = _DESCRIPTOR.search(described)
        size = (found is not None and found[2] == "w", float(found[1]) if found else 1.0)
        if not is_placeholder(named) and (size > largest or not url):
            largest, url = size, named
    return url


def _candidates(srcset: str) -> Iterator[tuple[str, str]]:
    """Yield the URLs in *srcset*, each with its size, also if a comma separates the two."""
    place = 0
    last = ""
    while (found := _IN_SET.search(srcset, place)) is not None:
        place = found.end()
        url, size = found[0].rstrip(","), ""
        if url == found[0]:
            comma = srcset.find(",", place)
            end = comma if comma >= 0 else len(srcset)
            size = srcset[place:end].strip()
            place = end
        if last and not size and _DESCRIPTOR.fullmatch(url):
            url, size = last, url
        last = url
        yield url, size


def poster_of(attributes: Mapping[str, str]) -> str:
    """Return the URL of the picture that a video shows before it plays, or ``""``.

    Example:
        >>> poster_of({"poster": "blank.gif", "data-poster": "harbour.jpg"})
        'harbour.jpg'
    """
    urls = [attributes.get(name, "").strip() for name in ("poster", "data-poster")]
    return next((url for url in urls if not is_placeholder(url)), urls[0])


def is_placeholder(url: str) -> bool:
    """Whether *url* is missing, or that of a placeholder, shown until the real picture is loaded."""
    if _NO_URL.match(url):
        return True
    name = url.partition("?")[0].partition("#")[0].rpartition("/")[2]
    if name[:3].isdigit() and "_" not in name and "-" not in name:
        return False  # numbered, as most are
    return len(name) <= _LONGEST_PLACEHOLDER and bool(_PLACEHOLDER.fullmatch(name))


def is_image_input(attributes: Mapping[str, str]) -> bool:
    """Whether an ``<input>`` is a button that shows a picture."""
    return attributes.get("type", "").strip().lower() == "image"


def is_tracking_pixel(attributes: Mapping[str, str]) -> bool:
    """Whether an image is one pixel in size, which counts readers and shows nothing.

    One that a script loads later has its size then, and one in a post that this library wrote is content.

    Example:
        >>> is_tracking_pixel({"src": "a.gif", "width": "1", "height": "1"})
        True
        >>> is_tracking_pixel({"src": "a.gif", "width": "1", "height": "300"})
        False
    """
    get = attributes.get
    sizes = {name for name in ("width", "height") if _PIXEL.fullmatch(get(name, ""))}
    if "style" in attributes:
        sizes |= {name.lower() for name in _PIXEL_STYLE.findall(attributes["style"])}
    if len(sizes) < 2 or "data-alt-verdict" in attributes:
        return False
    return not any(script_sources(attributes))
