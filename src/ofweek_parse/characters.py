"""Classes of characters that reading, normalizers and writers share; each is the inside of a character class."""

from __future__ import annotations

import re
from typing import Final

__all__ = [
    "BLANK",
    "CONTROL",
    "HAN",
    "NONCHARACTER",
    "REPLACEMENT",
    "SOUND",
    "WIDE",
    "ZERO_WIDTH",
    "clean",
]

CONTROL: Final = "\x00-\x08\x0b-\x1f\x7f-\x9f"
"""Control characters but the tab and the line break."""

NONCHARACTER: Final = "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
"""Halves of surrogate pairs, and code points that Unicode keeps free of characters."""

ZERO_WIDTH: Final = "\u200b-\u200d\u2060\ufeff"
"""Characters without width, of which U+200C and U+200D join letters and emoji."""

HAN: Final = "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Han characters."""

WIDE: Final = HAN + "\u3001-\u303f\uff01-\uff65\uffe0-\uffe6“”‘’…—·"
"""Han characters and the punctuation that stands among them."""

BLANK: Final = re.compile(f"[\\s{ZERO_WIDTH}\u200e\u200f]*")
"""A text in which a reader would see nothing."""

SOUND: Final = re.compile(f"[^{CONTROL}{NONCHARACTER}]*")
"""A text in which decoding replaces nothing and reports nothing."""

REPLACEMENT: Final = "\ufffd"
"""What a character that no text holds becomes."""

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
