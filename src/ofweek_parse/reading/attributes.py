"""What an element's attributes say, whatever the element."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from urllib.parse import urljoin

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ofweek_parse.model.blocks import Alignment

__all__ = [
    "PLAIN_LOOK",
    "Look",
    "Looks",
    "absolute_url",
    "alignment_of",
    "is_bold",
    "is_hidden",
    "is_keyword",
    "language_of",
    "span_of",
]

_HIDDEN: Final = re.compile(r"(?:^|;)\s*display\s*:\s*none", re.IGNORECASE)
_ALIGN: Final = re.compile(r"(?:^|;)\s*text-align\s*:\s*(left|center|right|justify)", re.IGNORECASE)
_ALIGNMENTS: Final = frozenset({"left", "center", "right", "justify"})
_BOLD: Final = re.compile(r"(?:^|;)\s*font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_KEYWORD_CLASS: Final = "hrefStyle"  # OFweek's mark on the links it inserts, see the sample cut-words-and-links
_LANGUAGE: Final = re.compile(r"(?:^|\s)(?:language-|lang-|brush:\s*)([\w+#.-]+)", re.IGNORECASE)
_SPAN: Final = re.compile(r"\s*\+?(\d{1,9})", re.ASCII)
_LARGEST_SPAN: Final = 1000  # what HTML allows


def absolute_url(url: str, base_url: str | None) -> str:
    """*url*, which is relative to *base_url* if there is one."""
    if base_url is None:
        return url
    try:
        return urljoin(base_url, url)
    except ValueError:  # what is no URL stays as it is
        return url


def is_hidden(attributes: Mapping[str, str]) -> bool:
    """Whether no browser shows the element."""
    return "hidden" in attributes or bool(_HIDDEN.search(attributes.get("style", "")))


def is_bold(attributes: Mapping[str, str]) -> bool:
    """Whether the element's style makes its text bold."""
    return bool(_BOLD.search(attributes.get("style", "")))


def is_keyword(attributes: Mapping[str, str]) -> bool:
    """Whether the element marks a keyword on which the site put a link."""
    return _KEYWORD_CLASS in attributes.get("class", "").split()


def alignment_of(tag: str, attributes: Mapping[str, str]) -> Alignment | None:
    """Where the element sets its text, or ``None`` where it says nothing of that."""
    if tag == "center":
        return "center"
    if not attributes:
        return None
    match = _ALIGN.search(attributes.get("style", ""))
    value: Any = (match[1] if match else attributes.get("align", "")).strip().lower()
    return value if value in _ALIGNMENTS else None


class Look(NamedTuple):
    """What attributes say of how an element looks."""

    is_hidden: bool = False
    is_bold: bool = False
    holds_markup: bool = False
    alignment: Alignment | None = None


PLAIN_LOOK: Final = Look()
"""Of an element that says nothing of it."""


class Looks:
    """The looks of a body's elements; what is said in the same words is read once, since most of it is said often."""

    def __init__(self) -> None:
        self._known: dict[tuple[str | None, str | None, bool], Look] = {}

    def of(self, attributes: Mapping[str, str]) -> Look:
        """What *attributes* say."""
        said = attributes.get("style"), attributes.get("align"), "hidden" in attributes
        look = self._known.get(said)
        if look is None:
            holds_markup = "<" in attributes.get("style", "")
            look = Look(is_hidden(attributes), is_bold(attributes), holds_markup, alignment_of("", attributes))
            self._known[said] = look
        return look


def language_of(attributes: Mapping[str, str]) -> str | None:
    """The programming language that the element's class names, as highlighters write it."""
    match = _LANGUAGE.search(attributes.get("class", ""))
    return match[1].lower() if match else None


def span_of(value: str | None) -> int:
    """How many columns or rows a cell spans.

    Example:
        >>> span_of("2"), span_of(None), span_of("0"), span_of("9999")
        (2, 1, 1, 1000)
    """
    match = _SPAN.match(value or "")
    return min(max(int(match[1]), 1), _LARGEST_SPAN) if match else 1
