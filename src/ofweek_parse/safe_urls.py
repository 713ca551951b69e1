"""Safe URLs, as browsers interpret them; writers leave out others, and reading reports them."""

from __future__ import annotations

import re
from typing import Literal, TypeAlias

__all__ = ["UrlUse", "safe_url"]

UrlUse: TypeAlias = Literal["link", "image", "embed"]
"""The use of a URL: an image may be contained in it, and only a link may lead out of the web."""

_USUAL = re.compile("https?://[!-~]+")
# A browser drops these before it looks at the scheme (WHATWG URL, section 4.4).
_AROUND = "".join(map(chr, range(0x21)))
_DROPPED = re.compile("[\t\n\r]+")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_SCHEMES = frozenset({"http", "https", "mailto", "tel", "ftp"})
_MEDIA_SCHEMES = frozenset({"http", "https"})
_PICTURE = re.compile(r"data:image/(?:png|gif|jpe?g|webp);base64,[A-Za-z0-9+/=%\s]*", re.IGNORECASE)


def safe_url(url: str, use: UrlUse = "link") -> str | None:
    """Return *url* as it is written, or ``None`` if it has an unsafe scheme.

    Args:
        url: A URL, absolute or relative.
        use: The use of the URL.

    Example:
        >>> safe_url("/a b.html"), safe_url("java\\tscript:alert(1)"), safe_url(" HTTPS://a.example ")
        ('/a b.html', None, 'HTTPS://a.example')
        >>> safe_url("mailto:a@b.example"), safe_url("mailto:a@b.example", "image")
        ('mailto:a@b.example', None)
    """
    if _USUAL.fullmatch(url):
        return url
    url = _CONTROL.sub("\ufffd", _DROPPED.sub("", url.strip(_AROUND)))
    scheme = _SCHEME.match(url)
    if scheme is None:
        return url
    if scheme[1].lower() in (_SCHEMES if use == "link" else _MEDIA_SCHEMES):
        return url
    return url if use == "image" and _PICTURE.fullmatch(url) else None
