"""Sets of characters, as the content of regular-expression classes, that reading, normalizers and writers share."""

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
    "is_pictograph",
    "visible",
]

CONTROL: Final = "\x00-\x08\x0b-\x1f\x7f-\x9f"
"""Control characters but the tab and the line break."""

NONCHARACTER: Final = r"\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"  # escaped, since mypyc makes U+FFFD of surrogates
"""Halves of surrogate pairs, and code points that Unicode keeps free of characters."""

ZERO_WIDTH: Final = "\u200b-\u200d\u2060\ufeff"
"""Characters without width, of which U+200C and U+200D join letters and emoji."""

HAN: Final = "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Han characters."""

WIDE: Final = HAN + "\u3001-\u303f\uff01-\uff65\uffe0-\uffe6“”‘’…—·"
"""Han characters and the punctuation used with them."""

BLANK: Final = re.compile(f"[\\s{ZERO_WIDTH}\u200e\u200f]*")
"""A text in which a reader would see nothing."""

SOUND: Final = re.compile(f"[^{CONTROL}{NONCHARACTER}]*")
"""A text in which decoding replaces nothing and reports nothing."""

REPLACEMENT: Final = "\ufffd"
"""The replacement for invalid characters."""

# What Unicode calls ``Extended_Pictographic``; unassigned places in its blocks are among them, for emoji to come.
_PICTOGRAPH: Final = (
    "\u00a9\u00ae\u203c\u2049\u2122\u2139\u2194-\u2199\u21a9\u21aa\u231a\u231b\u2328\u23cf\u23e9-\u23f3\u23f8-\u23fa"
    "\u24c2\u25aa\u25ab\u25b6\u25c0\u25fb-\u25fe\u2600-\u2604\u260e\u2611\u2614-\u2685\u2690-\u2705\u2708-\u2712\u2714\u2716"
    "\u271d\u2721\u2728\u2733\u2734\u2744\u2747\u274c\u274e\u2753-\u2755\u2757\u2763-\u2767\u2795-\u2797\u27a1\u27b0"
    "\u27bf\u2934\u2935\u2b05-\u2b07\u2b1b\u2b1c\u2b50\u2b55\u3030\u303d\u3297\u3299\U0001f000-\U0001f0ff"
    "\U0001f170\U0001f171\U0001f17e\U0001f17f\U0001f18e\U0001f191-\U0001f19a\U0001f201-\U0001f20f\U0001f21a\U0001f22f"
    "\U0001f232-\U0001f23a\U0001f250\U0001f251\U0001f300-\U0001f64f\U0001f680-\U0001f6ff\U0001f7d5-\U0001f7ff"
    "\U0001f90c-\U0001faff"
)

_EMOJI: Final = re.compile(
    rf"""
    [\U0001f1e6-\U0001f1ff]{{2}}                               # a flag
    | [0-9\#*] \ufe0f? \u20e3                                  # a key
    | [{_PICTOGRAPH}] [\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]?     # one picture, with its style or skin
        (?: \u200d [{_PICTOGRAPH}] [\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]? ){{0,9}}  # several, joined to one
        (?: [\U000e0020-\U000e007e]{{1,9}} \U000e007f )?       # the flag of a part of a country
    """,
    re.VERBOSE,
)
_EMOJI_NAME: Final = re.compile(r"\[[^\[\]\s]{1,4}\]")

_NO_TEXT: Final = re.compile(f"[{CONTROL}{NONCHARACTER}]")
_NOT_WRITTEN: Final = re.compile(rf"{_NO_TEXT.pattern}(?<!\x85)")


def clean(text: str) -> str:
    """Return *text* without invalid characters: line ends become ``\\n``, form feeds spaces, all others U+FFFD.

    What brings one in past decoding is an escape: a character reference, one of YAML or JSON, a document from elsewhere.

    Example:
        >>> clean("a\\x1bb\\r\\nc\\fd")
        'a\ufffdb\\nc d'
    """
    if text.isprintable() or not _NO_TEXT.search(text):
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", " ")
    return _NO_TEXT.sub(REPLACEMENT, text)


def visible(text: str) -> str:
    """Return *text* with invalid characters replaced by U+FFFD, also carriage returns, which readers take for line ends.

    Example:
        >>> visible("a\\rb\\nc")
        'a\ufffdb\\nc'
    """
    return _NOT_WRITTEN.sub(REPLACEMENT, text)


def is_pictograph(text: str) -> bool:
    """Whether *text* is one emoji, or the name of one in brackets, six characters at most with them.

    Example:
        >>> [is_pictograph(text) for text in ("🍚", "👩‍🚀", "🇨🇳", "[微笑]", "🍚🍚", "[长的说明文字]", "a")]
        [True, True, True, True, False, False, False]
    """
    return bool(_EMOJI.fullmatch(text) or _EMOJI_NAME.fullmatch(text))
