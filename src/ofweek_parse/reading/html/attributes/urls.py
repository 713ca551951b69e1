"""URLs as browsers read them."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urljoin, urlsplit

from ofweek_parse.characters import REPLACEMENT, clean

__all__ = ["absolute_url", "is_malformed", "without_noise"]

_LEADING: Final = f"{REPLACEMENT} \t\n"  # U+FFFD: what control characters became
_BREAKS: Final = re.compile("[\t\n\r]+")


def without_noise(url: str) -> str:
    """Return *url* without what browsers drop: leading control characters, and line breaks.

    Example:
        >>> without_noise(" https://a.example/\\nb")
        'https://a.example/b'
    """
    return _BREAKS.sub("", url.lstrip(_LEADING))


def absolute_url(url: str, base_url: str | None) -> str:
    """Return *url*, which is relative to *base_url* if there is one."""
    if base_url is None:
        return url
    try:
        return clean(urljoin(base_url, url))
    except ValueError:  # what is no URL stays as it is
        return url


def is_malformed(url: str) -> bool:
    """Return whether *url* can't be split into its parts.

    Example:
        >>> is_malformed("https://[a.example/"), is_malformed("https://a.example/")
        (True, False)
    """
    if url.isascii() and "[" not in url:
        return False
    try:
        urlsplit(url)
    except ValueError:
        return True
    return False
