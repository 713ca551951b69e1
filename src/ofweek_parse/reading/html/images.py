"""The attributes of ``<img>`` to an `Image`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, get_args

from ofweek_parse.model.constructors import make_image
from ofweek_parse.model.inlines import AltVerdict

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ofweek_parse.model.inlines import Image

__all__ = ["broken_text", "pixels", "read_image", "source_of"]

_SOURCES: Final = (
    "data-original",
    "data-src",
    "data-original-src",
    "data-actualsrc",
    "data-lazy-src",
    "data-echo",
    "zoomfile",
    "file",
)
"""Where scripts keep the real URL of a picture that is loaded when it comes into view."""

_NO_URL: Final = re.compile(r"data:|about:|\s*$", re.IGNORECASE)
_PLACEHOLDER: Final = re.compile(
    r"""
    (?:.*[_-])?
    (?: blank | empty | dot | gr[ae]y | lazy\w* | load(?:er|ing)? | none | pixel | placeholder | spacer | trans(?:parent)? | 1x1 )
    [\w-]* \. (?: gif | png | svg | jpe?g | webp )
    """,
    re.IGNORECASE | re.VERBOSE,
)
_LONGEST_PLACEHOLDER: Final = 80
_VERDICTS: Final = frozenset(get_args(AltVerdict))
_PLAIN_NAME: Final = re.compile(r"[A-Za-z_:@][\w:.@-]*", re.ASCII)
_PIXELS: Final = re.compile(r"\s*(\d{1,5})(?:\.\d+)?(?:px)?\s*", re.ASCII)
_EXPECTED: Final = frozenset(
    "align alt aria-hidden aria-label border class contenteditable crossorigin decoding draggable fetchpriority height hidden "
    "hspace id ismap itemprop lang loading longdesc lowsrc name referrerpolicy rel role sizes src srcset style tabindex "
    "target title usemap vspace width".split()
)


def source_of(attributes: Mapping[str, str]) -> str:
    """The URL that *attributes* give: ``src``, unless it is a placeholder and a script's attribute has the real one."""
    src = attributes.get("src", "").strip()
    if not _is_placeholder(src):
        return src
    for name in _SOURCES:
        if (lazy := attributes.get(name, "").strip()) and not _is_placeholder(lazy):
            return lazy
    candidate = attributes.get("srcset", "") or attributes.get("data-srcset", "")
    return candidate.split(",")[0].split()[0] if candidate.split(",")[0].split() else src


def _is_placeholder(url: str) -> bool:
    if _NO_URL.match(url):
        return True
    name = url.partition("?")[0].partition("#")[0].rpartition("/")[2]
    if name[:3].isdigit() and "_" not in name and "-" not in name:
        return False  # numbered, as most are
    return len(name) <= _LONGEST_PLACEHOLDER and bool(_PLACEHOLDER.fullmatch(name))


def pixels(value: str | None) -> int | None:
    """A length in CSS pixels; ``None`` for a percentage and for what is no length.

    Example:
        >>> pixels("600px"), pixels("50%")
        (600, None)
    """
    match = _PIXELS.fullmatch(value) if value else None
    return int(match[1]) if match else None


def broken_text(attributes: Mapping[str, str], as_written: Callable[[str], str] = str) -> tuple[str, str]:
    """Which attribute spilled its text into attribute names, and that text put together again; else two ``""``.

    ``title="他说"好"吧"`` is read by every HTML parser as a title ``他说`` and an attribute named ``好"吧"``.

    Example:
        >>> broken_text({"src": "a.png", "title": "", '第一股"来了': "", "alt": ""})
        ('title', '"第一股"来了')
    """
    if attributes.keys() <= _EXPECTED or all(map(_PLAIN_NAME.fullmatch, attributes.keys() - _EXPECTED)):
        return "", ""
    owner = ""
    words: list[str] = []
    broken = False
    for name, value in attributes.items():
        if not _PLAIN_NAME.fullmatch(name):
            broken = True
            written = as_written(name)
            words.append(f"{written}={value}" if value else written)
        elif name in {"title", "alt"} and not broken:
            owner = name
            words.clear()
        elif not value and name not in _EXPECTED and not name.startswith("data-"):
            words.append(name)
    # The quote that closed the attribute too early belongs to the text; the one that was meant to close it does not.
    text = f'{attributes.get(owner, "")}"{" ".join(words).removesuffix(chr(34))}'
    return owner or "title", text


def read_image(
    attributes: Mapping[str, str], resolve: Callable[[str], str], as_written: Callable[[str], str] = str
) -> Image | None:
    """The image that *attributes* tell, or ``None`` where they name no URL at all.

    *resolve* makes a URL absolute; *as_written* gives an attribute name in the letters of the file.
    """
    src = source_of(attributes)
    if not src:
        return None
    get = attributes.get
    alt, title = get("alt", "").strip(), get("title", "").strip()
    owner, broken = broken_text(attributes, as_written)
    if broken:
        alt, title = ("", f"{title} {broken}") if owner == "alt" else (alt, broken)
    verdict: AltVerdict = "broken" if broken else "kept" if alt else "absent"
    told: Any = get("data-alt-verdict")  # a post that this library wrote
    return make_image(
        src=resolve(src),
        alt=alt,
        title=title.strip() or None,
        width=pixels(get("width")),
        height=pixels(get("height")),
        original_src=get("data-fetched-from"),
        alt_verdict=told if told in _VERDICTS else verdict,
    )
