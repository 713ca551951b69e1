"""The characters that written text may contain."""

from __future__ import annotations

import re

__all__ = ["visible"]

# Carriage returns among them: they end lines for those who read what is written.
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def visible(text: str) -> str:
    """Return *text* with control characters and other invalid characters replaced by U+FFFD.

    Example:
        >>> visible("a\\rb\\nc")
        'a\ufffdb\\nc'
    """
    return _FORBIDDEN.sub("\ufffd", text)
