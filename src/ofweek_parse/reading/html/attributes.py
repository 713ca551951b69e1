"""What an element's attributes say, whatever the element."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from urllib.parse import urljoin

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ofweek_parse.model.blocks import Alignment

__all__ = ["KEYWORD_CLASS", "NO_STYLE", "Style", "StyleCache", "absolute_url", "language_of", "span_of"]

_HIDDEN: Final = re.compile(r"(?:^|;)\s*display\s*:\s*none", re.IGNORECASE)
_ALIGN: Final = re.compile(r"(?:^|;)\s*text-align\s*:\s*(left|center|right|justify)", re.IGNORECASE)
_ALIGNMENTS: Final = frozenset({"left", "center", "right", "justify"})
_BOLD: Final = re.compile(r"(?:^|;)\s*font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
KEYWORD_CLASS: Final = "hrefStyle"  # OFweek's mark on the links it inserts, see the sample cut-words-and-links
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


class Style(NamedTuple):
    """What attributes say of how an element looks."""

    is_hidden: bool = False
    is_bold: bool = False
    is_keyword: bool = False
    holds_markup: bool = False
    alignment: Alignment | None = None


NO_STYLE: Final = Style()
"""The style of an element whose attributes say nothing of it."""


class StyleCache:
    """The styles of a body's elements; what is written in the same words is read once, since most of it is."""

    def __init__(self) -> None:
        self._known: dict[tuple[str | None, str | None, str | None, bool], Style] = {}

    def of(self, attributes: Mapping[str, str]) -> Style:
        """Return what *attributes* say."""
        get = attributes.get
        written = get("style"), get("align"), get("class"), "hidden" in attributes
        style = self._known.get(written)
        if style is None:
            style = self._known[written] = _style_of(attributes)
        return style


def _style_of(attributes: Mapping[str, str]) -> Style:
    written = attributes.get("style", "")
    align = _ALIGN.search(written)
    value: Any = (align[1] if align else attributes.get("align", "")).strip().lower()
    return Style(
        is_hidden="hidden" in attributes or bool(_HIDDEN.search(written)),
        is_bold=bool(_BOLD.search(written)),
        is_keyword=KEYWORD_CLASS in attributes.get("class", "").split(),
        holds_markup="<" in written,
        alignment=value if value in _ALIGNMENTS else None,
    )


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
