"""Character references with an unambiguous meaning."""

from __future__ import annotations

import html
import re
from html.entities import name2codepoint
from typing import Final

__all__ = ["are_unambiguous"]

_NAMED: Final = re.compile(r"&([A-Za-z]{2,8}[0-9]{0,2});")
# Below 55000, without controls and what HTML takes for characters of Windows-1252.
_NUMBERED_OR_NONE: Final = re.compile(
    r"""
    &
    (?: \#
        (?: 3[2-9] | [4-9]\d | 1[01]\d | 12[0-6] | 1[6-9]\d | [2-9]\d\d | [1-9]\d{3} | [1-4]\d{4} | 5[0-4]\d{3}  # 32 to 126,
            # 160 to 54999
        | [xX] (?: [2-6][\da-fA-F] | 7[\da-eA-E] | [a-fA-F][\da-fA-F]            # 20 to 7E, A0 to FF
            | [1-9a-fA-F][\da-fA-F]{2} | [1-9a-cA-C][\da-fA-F]{3} )              # 100 to CFFF
        ) ;
    | (?![A-Za-z\#])                                                            # an ampersand that begins none
    )
    """,
    re.ASCII | re.VERBOSE,
)
_WORD: Final = re.compile(r"&[A-Za-z][A-Za-z0-9]*(?![A-Za-z0-9;])")


def are_unambiguous(body: str) -> bool:
    """Whether every ampersand in *body* begins such a reference, or none at all.

    Example:
        >>> are_unambiguous("A&amp;B &deg; &#8226; ?a=1&mid=2")
        True
        >>> are_unambiguous("&copy=1 &nosuch; &#3;")
        False
    """
    if "&" not in body:
        return True
    plain = sum(map(name2codepoint.__contains__, _NAMED.findall(body)))
    plain += len(_NUMBERED_OR_NONE.findall(body)) + sum(map(_is_text, _WORD.findall(body)))
    return plain == body.count("&")


def _is_text(word: str) -> bool:
    """Whether *word*, with an ampersand before it, has no name of a character for its beginning."""
    return html.unescape(word) == word
