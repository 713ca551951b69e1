"""The quirks of generated posts, and how each changes text."""

from __future__ import annotations

import re
from datetime import datetime, timezone
from email.utils import format_datetime
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

__all__ = ["DateForm", "Quirk", "dirtied", "read_date", "with_braces", "wrapped", "written_date"]

DateForm: TypeAlias = Literal["rfc822", "iso", "chinese", "invalid", "missing"]
"""The format of the date of a post: ``Mon, 26 Jul 2021 01:29:00 GMT``, ``2021-07-26 01:29:00``, ``2021年7月26日 01:29``, ``Invalid
Date``, or no date."""

Quirk: TypeAlias = Literal[
    "bom",
    "br-paragraphs",
    "credit-notice",
    "credits-first",
    "crlf",
    "empty-paragraphs",
    "full-width",
    "gb18030",
    "glued-credits",
    "hard-wraps",
    "ideographic-indent",
    "lazy-images",
    "lost-blanks",
    "missing-opening-fence",
    "no-break-spaces",
    "numbered-headings",
    "original-title",
    "other-original-title",
    "page-break-tokens",
    "proxied-images",
    "title-in-text",
]
"""A quirk of a generated post:

- ``bom``, ``crlf``, ``gb18030``: a byte order mark, Windows line ends, another encoding than UTF-8;
- ``br-paragraphs``: double line breaks instead of paragraph elements;
- ``credit-notice``: a notice on copying glued to the last credit;
- ``credits-first``: the credits at the start, after a date, instead of at the end;
- ``empty-paragraphs``: a paragraph with a no-break space after each paragraph;
- ``full-width``: full-width letters and digits in the paragraphs;
- ``glued-credits``: all credits in one paragraph;
- ``hard-wraps``: a line break between two Han characters of each paragraph;
- ``ideographic-indent``, ``no-break-spaces``: U+3000 before paragraphs, U+00A0 instead of spaces;
- ``lazy-images``: a placeholder in ``src``, the URL in ``data-original``;
- ``lost-blanks``: question marks instead of no-break spaces around the original title;
- ``missing-opening-fence``: the front matter begins without ``---``;
- ``numbered-headings``: a number in a separate paragraph before each heading;
- ``original-title``: the real title in the last paragraph;
- ``other-original-title``: a longer title there, unless ``original-title`` is used too;
- ``page-break-tokens``: the editor's page-break token after paragraphs;
- ``proxied-images``: plain-http images behind the generator's proxy;
- ``title-in-text``: a final paragraph that mentions the title.
"""

_ASCII = "0123456789%ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_FULL_WIDTH = {code: code + 0xFEE0 for code in map(ord, _ASCII)}
_BETWEEN_HAN = re.compile("(?<=[\u4e00-\u9fff])(?=[\u4e00-\u9fff])")


def dirtied(text: str, odd: AbstractSet[Quirk]) -> str:
    """Return *text* with the characters changed by the quirks *odd*."""
    if "full-width" in odd:
        text = text.translate(_FULL_WIDTH)
    return text.replace(" ", "\u00a0") if "no-break-spaces" in odd else text


def wrapped(text: str) -> str:
    """Return *text* with a line break between the two Han characters nearest to its middle, if there are two."""
    places = [match.start() for match in _BETWEEN_HAN.finditer(text)]
    if not places:
        return text
    place = min(places, key=lambda place: abs(place - len(text) // 2))
    return f"{text[:place]}\n{text[place:]}"


def with_braces(text: str) -> str:
    """Return *text* with references for braces, as the generator writes them everywhere."""
    return text.replace("{", "&#123;").replace("}", "&#125;")


def _in_utc(moment: datetime) -> datetime:
    return moment.replace(tzinfo=moment.tzinfo or timezone.utc).astimezone(timezone.utc)


def written_date(moment: datetime, form: DateForm) -> str | None:
    """Return *moment* in that *form*; ``None`` where the date is missing."""
    moment = _in_utc(moment)
    match form:
        case "rfc822":
            return format_datetime(moment, usegmt=True)
        case "iso":
            return moment.strftime("%Y-%m-%d %H:%M:%S")
        case "chinese":
            return f"{moment.year}年{moment.month}月{moment.day}日 {moment:%H:%M}"
        case "invalid":
            return "Invalid Date"
        case _:
            return None


def read_date(moment: datetime, form: DateForm) -> datetime | None:
    """Return the part of *moment* that this *form* expresses."""
    if form in {"invalid", "missing"}:
        return None
    moment = _in_utc(moment).replace(microsecond=0)
    return moment.replace(second=0) if form == "chinese" else moment
