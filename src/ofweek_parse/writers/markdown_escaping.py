"""Escaping characters in Markdown, so that every renderer reads them as text.

A backslash is used only where all renderers support it; Python-Markdown supports few of CommonMark's escapes. Otherwise
a character reference is used, which is never markup. ``<`` is always a reference: it begins only the writer's own tags,
so that even a renderer that misreads the rest finds no HTML.
"""

from __future__ import annotations

import re
from typing import Literal, TypeAlias

__all__ = [
    "LineContext",
    "as_references",
    "escape_start",
    "escape_text",
    "escape_title",
    "escape_url",
    "reference",
    "unlinked",
]

LineContext: TypeAlias = Literal["paragraph", "heading", "cell"]
"""The context of a line: headings and cells can't contain line breaks."""

_BACKSLASHED = frozenset("\\*_[]#>+-.)!")
_NAMES = {"<": "&lt;", ">": "&gt;", "&": "&amp;", '"': "&quot;"}
# What a renderer or, where one lets it through, a browser could take for a reference: numbers need no semicolon there.
_AMPERSAND = r"&(?=#|\w+;)"

# Each case begins with the same class, which is quickly looked for.
_SPECIAL = re.compile(
    r"[\\`*\[\]<~&!_](?:(?<![&!_])|(?<=&)(?=#|\w+;)|(?<=!)(?=\[|$)|(?<=_)(?:(?<![^\W_]_)|(?![^\W_])))"
)
_IN_HEADING = re.compile(f"{_SPECIAL.pattern}|#")
_IN_CELL = re.compile(rf"{_SPECIAL.pattern}|\|")
_START = re.compile(r"(?P<mark>[#>+\-=|]|:(?=[-\s]))|(?P<number>\d{1,9})(?P<dot>[.)])(?=\s|$)")
_LINKED = re.compile(r":(?=//)|(?<=www)\.", re.IGNORECASE)
_IN_TITLE = re.compile(rf'[<>"\\`\[\]|]|{_AMPERSAND}')
_URL_REFERENCE = re.compile(rf"[()\[\]\"']|{_AMPERSAND}")
_BEFORE_SCHEME_ENDS = re.compile(r"[^/?:&]*&[^/?:]*")
_URL_PERCENT = re.compile(r"[\s<>`|\\\x00-\x1f\x7f{}]")
_USUAL_URL = re.compile(r"[\w.~:/?#@!$*+,;=%-]+", re.ASCII)  # nothing that is escaped


def escape_text(text: str, context: LineContext = "paragraph", *, in_link: bool = False) -> str:
    """Return *text* with everything escaped that is Markdown anywhere in a line.

    Args:
        text: Any text.
        context: The context of the line.
        in_link: Whether it is of a link or image. There some renderers take the backslash from before a bracket and
            then read the link's text again.

    Example:
        >>> escape_text("a*b_c [d] <e> &amp; snake_case!")
        'a\\\\*b_c \\\\[d\\\\] &lt;e> &amp;amp; snake_case\\\\!'
    """
    special = _IN_HEADING if context == "heading" else _IN_CELL if context == "cell" else _SPECIAL
    if in_link:
        return special.sub(lambda match: reference(match[0]) if match[0] in "[]" else _escape(match), text)
    return special.sub(_escape, text)


def escape_start(row: str) -> str:
    """Return *row*, whose text is escaped, with its beginning escaped too where that would make it more than text."""
    match = _START.match(row)
    if match is None:
        return row
    number = match["number"] or ""
    return number + _escaped(match["mark"] or match["dot"]) + row[match.end() :]


def unlinked(text: str) -> str:
    """Escaped *text* without what GFM makes a link of by itself.

    Such a link takes in all up to the next space, backslashes and the marks of code among it, and so lets loose what
    they keep.

    Example:
        >>> unlinked("http://a.example, www.b.example")
        'http&#58;//a.example, www&#46;b.example'
    """
    return _LINKED.sub(lambda match: reference(match[0]), text)


def escape_title(text: str) -> str:
    """Return *text* for the title of a link or image, in double quotes."""
    return _IN_TITLE.sub(lambda match: reference(match[0]), text)


def escape_url(url: str) -> str:
    """Return *url* for the target of a link or image.

    Example:
        >>> escape_url("/a b?c=(d)&amp;e"), escape_url("javascript&#58;alert")
        ('/a%20b?c=&#40;d&#41;&amp;amp;e', 'javascript%26#58;alert')
    """
    if _USUAL_URL.fullmatch(url):
        return url
    if match := _BEFORE_SCHEME_ENDS.match(url):  # some renderers decode references twice: no scheme may come of them
        url = match[0].replace("&", "%26") + url[match.end() :]
    url = _URL_PERCENT.sub(lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode()), url)
    return _URL_REFERENCE.sub(lambda match: reference(match[0]), url)


def reference(character: str) -> str:
    """The reference to *character*."""
    return _NAMES.get(character) or f"&#{ord(character)};"


def as_references(text: str) -> str:
    """Every character of *text* as a reference."""
    return "".join(f"&#{ord(character)};" for character in text)


def _escape(match: re.Match[str]) -> str:
    return _escaped(match[0])


def _escaped(character: str) -> str:
    return f"\\{character}" if character in _BACKSLASHED else reference(character)
