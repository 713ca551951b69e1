"""Converting the attributes of ``<img>`` to an `Image`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, get_args

from ofweek_parse.model.constructors import make_image
from ofweek_parse.model.inlines import AltVerdict
from ofweek_parse.reading.html.attributes.image_sources import source_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ofweek_parse.model.inlines import Image

__all__ = ["pixels", "read_image"]

_VERDICTS: Final = frozenset(get_args(AltVerdict))
_PIXELS: Final = re.compile(r"\s*(\d{1,5})(?:\.\d+)?(?:px)?\s*", re.ASCII)
_QUOTE: Final = re.compile("[\"'＂＇]")


def pixels(value: str | None) -> int | None:
    """A length in CSS pixels; ``None`` for a percentage and for what is no length.

    Example:
        >>> pixels("600px"), pixels("50%")
        (600, None)
    """
    match = _PIXELS.fullmatch(value) if value else None
    return int(match[1]) if match else None


def read_image(
    attributes: Mapping[str, str], resolve: Callable[[str], str], broken: tuple[str, str] = ("", "")
) -> Image | None:
    """Return the image with these *attributes*, or ``None`` if they contain no URL.

    *resolve* makes a URL absolute; *broken* is the result of `ImageTags.broken_text`. Text that a quotation mark cut becomes the
    ``title``, or the ``alt`` beside a whole ``title``: of the two, it is the one with such a mark.
    """
    src = source_of(attributes)
    if not src:
        return None
    get = attributes.get
    alt, title = get("alt", "").strip(), get("title", "").strip()
    owners, text = broken
    alt, title = "" if "alt" in owners else alt, "" if "title" in owners else title
    verdict: AltVerdict = "kept" if alt else "absent"
    if _QUOTE.search(text) and not (alt and title):
        verdict = "broken"
        if title and not _QUOTE.search(title):
            alt = text
        else:
            title = f"{title} {text}"
    written: Any = get("data-alt-verdict")  # in a post that this library wrote
    return make_image(
        src=resolve(src),
        alt=alt,
        title=title.strip() or None,
        width=pixels(get("width")),
        height=pixels(get("height")),
        original_src=get("data-fetched-from"),
        alt_verdict=written if written in _VERDICTS else verdict,
    )
