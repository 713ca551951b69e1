"""`Style`: the presentation of an element according to its attributes; and the span of a cell."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple, TypeAlias

from ofweek_parse.model.blocks import Alignment

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["KEYWORD_CLASS", "NO_STYLE", "Style", "names_display", "span_of", "style_of"]

_HIDDEN: Final = re.compile(r"(?:^|;)\s*display\s*:\s*none", re.IGNORECASE)
_ALIGN: Final = re.compile(r"(?:^|;)\s*text-align\s*:\s*(left|center|right|justify)", re.IGNORECASE)
_ALIGNMENTS: Final = frozenset({"left", "center", "right", "justify"})
_STRUCK: Final = re.compile(r"(?:^|;)\s*text-decoration(?:-line)?\s*:[^;]*\bline-through\b", re.IGNORECASE)
_STRUCK_CLASSES: Final = frozenset({"line-through", "strikethrough", "text-decoration-line-through"})
_BOLD: Final = re.compile(r"(?:^|;)\s*font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
KEYWORD_CLASS: Final = "hrefStyle"  # OFweek's mark on the links it inserts, see the sample cut-words-and-links
_SPAN: Final = re.compile(r"\s*\+?(\d{1,9})", re.ASCII)
_LONGEST_CACHED: Final = 300
_LARGEST_SPAN: Final = 1000  # what HTML allows

FormulaClass: TypeAlias = Literal["tex", "delimited", "drawn", "preview", "copy", "around-display"]
"""The kind of formula that a class indicates: text that is or may be TeX, or a drawing before or next to its TeX."""

_FORMULA_CLASSES: Final[Mapping[str, FormulaClass]] = {
    **dict.fromkeys(("arithmatex", "kdmath", "language-math", "vditor-math"), "tex"),
    **dict.fromkeys(("math", "math-container", "math-display", "math-inline", "math-tex"), "delimited"),
    **dict.fromkeys(("js-display-math", "js-inline-math"), "delimited"),
    **dict.fromkeys(("MathJax", "MathJax_CHTML", "MathJax_Display", "MathJax_SVG", "MathJax_SVG_Display"), "drawn"),
    **dict.fromkeys(("MJXc-display", "mjx-chtml"), "drawn"),
    "MathJax_Preview": "preview",
    "katex-html": "copy",
    "katex-display": "around-display",
}
_CAPTION: Final = re.compile(
    r"""
    (?! (?: .*[-_] )? (?: no | without | code | table ) [-_]+ caption )  # of something else
    (?: .*[-_] | thumb | img | image | photo | pic )? caption (?: [-_]{1,2} (?: text | dd | content | inner | title ) )?
    | (?: .*[-_] )? (?: img | image | pic | picture | photo | figure ) [-_]{0,2} (?: desc (?: r | ription )? | note | legend )
    | gallery[-_]?text
    """,
    re.VERBOSE | re.IGNORECASE,
)
_LONGEST_CLASS: Final = 60
_SCREEN_READERS: Final = re.compile(
    r"sr-?only|visually-?hidden|hidden-?visually|element-invisible|screen-?reader-?(?:text|only)|off-?screen",
    re.IGNORECASE,
)
_DISPLAY: Final = re.compile(r"(?:^|[\s_-])(?:display|block)(?:$|[\s_-])", re.IGNORECASE)


class Style(NamedTuple):
    """The presentation of an element according to its attributes."""

    is_hidden: bool = False
    is_bold: bool = False
    is_struck: bool = False
    is_keyword: bool = False
    holds_markup: bool = False
    alignment: Alignment | None = None
    formula: FormulaClass | None = None
    is_display: bool = False
    is_caption: bool = False


NO_STYLE: Final = Style()
"""The style of an element without presentational attributes."""


def style_of(attributes: Mapping[str, str]) -> Style:
    """Return the presentation of an element according to its *attributes*.

    Example:
        >>> style_of({"style": "font-weight: bold; text-align: center"}).alignment
        'center'
    """
    get = attributes.get
    written = get("style", ""), get("align", ""), get("class", ""), "hidden" in attributes
    if len(written[0]) + len(written[1]) + len(written[2]) > _LONGEST_CACHED:
        return _style_of(*written)
    return _cached_style_of(*written)


def _style_of(style: str, align: str, classes: str, is_hidden: bool) -> Style:  # noqa: FBT001 # a cached function's
    match = _ALIGN.search(style)
    value: Any = (match[1] if match else align).strip().lower()
    names = classes.split()
    formula: Any = next(filter(None, map(_FORMULA_CLASSES.get, names)), None)
    return Style(
        is_hidden=is_hidden or bool(_HIDDEN.search(style)) or any(map(_is_for_screen_readers, names)),
        is_bold=bool(_BOLD.search(style)),
        is_struck=bool(_STRUCK.search(style)) or not _STRUCK_CLASSES.isdisjoint(names),
        is_keyword=KEYWORD_CLASS in names,
        holds_markup="<" in style,
        alignment=value if value in _ALIGNMENTS else None,
        formula=formula,
        is_display=formula is not None and names_display(classes),
        is_caption=any(len(name) <= _LONGEST_CLASS and _CAPTION.fullmatch(name) is not None for name in names),
    )


def names_display(classes: str) -> bool:
    """Return whether a formula with *classes* is on a separate line.

    Example:
        >>> names_display("math-display"), names_display("math")
        (True, False)
    """
    return bool(classes) and _DISPLAY.search(classes) is not None


def _is_for_screen_readers(name: str) -> bool:
    """Whether the class *name* hides an element from sight, and not at some times only, or its opposite."""
    return bool(_SCREEN_READERS.search(name)) and ":" not in name and not name.startswith("not-")


_cached_style_of: Final = lru_cache(maxsize=512)(_style_of)  # a site writes few styles, in all its posts


def span_of(value: str | None) -> int:
    """Return the number of columns or rows that a cell spans.

    Example:
        >>> span_of("2"), span_of(None), span_of("0"), span_of("9999")
        (2, 1, 1, 1000)
    """
    match = _SPAN.match(value or "")
    return min(max(int(match[1]), 1), _LARGEST_SPAN) if match else 1
