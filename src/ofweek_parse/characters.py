"""The characters that no text of an article holds, and what stands in their place."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["CONTROL", "NONCHARACTER", "REPLACEMENT", "clean"]

CONTROL: Final = "\x00-\x08\x0b-\x1f\x7f-\x9f"
"""Control characters but the tab and the line break, as the inside of a character class."""

NONCHARACTER: Final = "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
"""Halves of surrogate pairs, and code points that Unicode keeps free of characters; likewise."""

REPLACEMENT: Final = "\ufffd"

_NO_TEXT: Final = re.compile(f"[{CONTROL}{NONCHARACTER}]")


def clean(text: str) -> str:
    """*text* without the characters that no text holds: line ends are ``\\n``, form feeds spaces, all others U+FFFD.

    What brings one in past decoding is an escape: a character reference, one of YAML or JSON, a document from elsewhere.

    Example:
        >>> clean("a\\x1bb\\r\\nc\\fd")
        'a\ufffdb\\nc d'
    """
    if text.isprintable() or not _NO_TEXT.search(text):
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", " ")
    return _NO_TEXT.sub(REPLACEMENT, text)
