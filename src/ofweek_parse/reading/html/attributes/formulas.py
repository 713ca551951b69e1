r"""Extracting TeX from elements: from text, an attribute or the URL of an image."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Final, TypeAlias
from urllib.parse import unquote, unquote_plus

from ofweek_parse.characters import REPLACEMENT, clean
from ofweek_parse.model.inlines import InlineImage, Link, Math, joined_text
from ofweek_parse.model.traversal import holds_image
from ofweek_parse.reading.html.attributes.image_sources import IMAGE_EXTENSION, LAZY_SOURCES, source_of
from ofweek_parse.reading.html.attributes.styles import names_display
from ofweek_parse.reading.html.white_space import RUN, folded

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ofweek_parse.model.inlines import Inline

__all__ = ["FORMULA_MARKS", "formula_in_attributes", "formula_of_image", "is_tex_script", "read_tex", "tex_of_script"]

Inlines: TypeAlias = "tuple[Inline, ...]"

_DELIMITERS: Final = (("\\[", "\\]", True), ("\\(", "\\)", False), ("$$", "$$", True), ("$", "$", False))
_ATTRIBUTES: Final = ("data-formula", "data-tex", "data-latex", "data-math")
_NO_TEX: Final = frozenset({"", "0", "1", "2", "true", "false", "inline", "display", "block"})  # switches
_IN_URL: Final = re.compile(
    r"""
    / (?: equation | math | tex | latex(?:\.php)? ) \? (?: [^\#?]*& )?
      (?: tex | latex | formula | (?<=/render/math\?) math ) = ([^&\#]+)
    | /chart \? (?= [^\#?]*\bcht=tx\b ) [^\#?]* \bchl= ([^&\#]+)         # Google
    | \b(?: codecogs\.com/ [a-z]+ \. (?: latex | image | download ) | latex\.csdn\.net/eq ) \? ([^\#]+)
    | \#card=math&code= ([^&]+)                                       # Yuque
    """,
    re.VERBOSE | re.IGNORECASE,
)
_IMAGE_CLASSES: Final = frozenset(
    {"latex", "tex", "math", "math-inline", "math-display", "equation", "mathcode", "mathimg"}
)
_WIKI_CLASS: Final = "mwe-math-fallback-image"
_SURELY_TEX: Final = re.compile(r"\{?\\(?!u[0-9A-Fa-f]{4}|[nrt](?![A-Za-z]))[A-Za-z]")  # no escape of a string
_LIKELY_TEX: Final = re.compile(r"[\\^_={}<>+]|[!-~]{1,3}\Z")
_FIRST: Final = frozenset("\\{$")  # with which TeX begins
_FIRST_WRITTEN: Final = _FIRST | frozenset(" \t\n\f\xa0\u3000")
# Without these attributes, an image shows a formula only if its text or URL does.
_TELLING: Final = frozenset({"class", "eeimg", "mathimg", "srcset", "data-srcset", *_ATTRIBUTES, *LAZY_SOURCES})
_LONGEST: Final = 10_000
_FILE_NAME: Final = re.compile(rf"{IMAGE_EXTENSION}\Z")
_SPACE_OR_PLUS: Final = re.compile(r"[\s+]+")
_CDATA_COMMENT: Final = re.compile(r"\A\s*%\s*\n|%\s*\Z")  # around a section whose marks are gone
_SCRIPT_TYPE: Final = re.compile(r"\s*math/(?:tex|latex)\s*(?:;|\Z)", re.IGNORECASE)


def read_tex(text: str, *, display: bool = False, is_delimited: bool = False) -> Math | None:
    r"""Return the formula that *text* is, without the delimiters around it, or ``None`` where there is none.

    Args:
        text: The TeX.
        display: Whether it is set on a separate line, as with ``\[`` and ``$$``.
        is_delimited: Whether it is a formula only between delimiters.

    Example:
        >>> read_tex(r"\[E=mc^2\]"), read_tex(" x "), read_tex("x", is_delimited=True)
        (Math(tex='E=mc^2', display=True), Math(tex='x', display=False), None)
    """
    text = RUN.sub(folded, text).strip()
    for start, end, is_display in _DELIMITERS:
        inside = text[len(start) : -len(end)].strip()
        if inside and text.startswith(start) and text.endswith(end) and end not in inside.replace("\\$", ""):
            return Math(tex=inside, display=display or is_display)
    return Math(tex=text, display=display) if text and not is_delimited else None


def formula_in_attributes(attributes: Mapping[str, str]) -> str:
    """Return the TeX that editors put into an attribute beside a drawing of it, or ``""``.

    Example:
        >>> formula_in_attributes({"data-formula": "a^2"}), formula_in_attributes({"data-math": "true"})
        ('a^2', '')
    """
    for name in _ATTRIBUTES:
        if name in attributes and (value := attributes[name].strip()).lower() not in _NO_TEX:
            return value
    return ""


def formula_of_image(attributes: Mapping[str, str]) -> Math | None:
    r"""Return the formula that an image with *attributes* shows, or ``None`` for any other image.

    Example:
        >>> formula_of_image({"src": "https://www.zhihu.com/equation?tex=%5Clambda"})
        Math(tex='\\lambda', display=False)
        >>> formula_of_image({"src": "a.png", "alt": "λ"}) is None
        True
    """
    get = attributes.get
    if attributes.keys().isdisjoint(_TELLING) and get("alt", "")[:1] not in _FIRST_WRITTEN:
        written = get("src", "")
        if "=" not in written and "codecogs" not in written.lower():
            return None  # as nearly all
    src, alt, classes = source_of(attributes), get("alt", "").strip(), get("class", "")
    display = get("eeimg") == "2" or names_display(classes)
    if tex := formula_in_attributes(attributes) or _tex_of_url(src, alt):
        return read_tex(tex, display=display)
    is_marked = "eeimg" in attributes or "mathimg" in attributes or _has_formula_class(classes)
    if not (is_marked or alt[:1] in _FIRST) or len(alt) > _LONGEST or _FILE_NAME.search(alt):
        return None
    is_tex = _SURELY_TEX.match(alt) or (is_marked and _LIKELY_TEX.search(alt))
    return read_tex(alt, display=display, is_delimited=not is_tex)


def _has_formula_class(classes: str) -> bool:
    return bool(classes) and (_WIKI_CLASS in classes or not _IMAGE_CLASSES.isdisjoint(classes.lower().split()))


def _tex_of_url(url: str, alt: str) -> str:
    """The TeX in the query of *url*, or ``""``; a plus in it may be one or a blank, which *alt* may know."""
    found = _IN_URL.search(url) if "?" in url or "#" in url else None
    if found is None:
        return ""
    written = found[found.lastindex or 0]
    tex = clean(unquote_plus(written)).strip()
    if REPLACEMENT in tex:
        return ""
    is_same = _SPACE_OR_PLUS.sub("", unquote(written)) == _SPACE_OR_PLUS.sub("", alt)
    return alt if is_same else tex


def is_tex_script(tag: str, attributes: Mapping[str, str]) -> bool:
    """Whether the element *tag* is where MathJax keeps the TeX of a formula."""
    return tag == "script" and "type" in attributes and bool(_SCRIPT_TYPE.match(attributes["type"]))


def tex_of_script(text: str) -> str:
    """Return the TeX in a script: in scripts, the braces that the generator wrote as references are still that."""
    return _CDATA_COMMENT.sub("", text.replace("&#123;", "{").replace("&#125;", "}"))


def _formula(inlines: Inlines, *, display: bool, is_delimited: bool) -> Inlines:
    """Return the formula whose TeX is the text of *inlines*, unless it contains a formula or more than text."""
    if any(isinstance(inline, (Math, InlineImage, Link)) or holds_image(inline) for inline in inlines):
        return inlines
    formula = read_tex(joined_text(inlines), display=display, is_delimited=is_delimited)
    return inlines if formula is None else (formula,)


FORMULA_MARKS: Final[Mapping[str, Callable[[Inlines], Inlines]]] = {
    "formula": partial(_formula, display=False, is_delimited=False),
    "display-formula": partial(_formula, display=True, is_delimited=False),
    "delimited-formula": partial(_formula, display=False, is_delimited=True),
    "delimited-display-formula": partial(_formula, display=True, is_delimited=True),
}
"""Converts the inlines in an element whose text is TeX."""
