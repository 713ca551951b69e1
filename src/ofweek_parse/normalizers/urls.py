"""``image-urls``, and the optional ``https-urls``, ``strip-tracking`` and ``redirect-links``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, unquote

from ofweek_parse.characters import CONTROL, NONCHARACTER
from ofweek_parse.model.constructors import evolve
from ofweek_parse.model.inlines import Image
from ofweek_parse.model.rewriting import rewrite_images
from ofweek_parse.model.traversal import iter_images

if TYPE_CHECKING:
    from collections.abc import Callable

    from ofweek_parse.model.article import Article

__all__ = ["URL_IN_TEXT", "direct_url", "https_url", "image_urls", "own_url", "untracked_url", "with_source"]

URL_IN_TEXT: Final = re.compile(
    r"""
    (?: (?: (?: https? | ftp ) : )? // [A-Za-z0-9]
    |   (?<![A-Za-z0-9.-]) (?:[A-Za-z0-9-]{1,63}\.)+ [A-Za-z]{2,24} [/?:]
    )
    (?: [!-~]* [A-Za-z0-9/_=&\#%-] )?      # not the punctuation of the sentence
    """,
    re.VERBOSE,
)
"""A URL that a text shows, with a scheme or without."""

_PROXY: Final = re.compile(r"https?://cors\.[\w.-]+\.workers\.dev/\?(?=https?(?::|%3A))", re.IGNORECASE)
_USUAL_PROXY: Final = "https://cors.zfour.workers.dev/?http://"
_TRACKING: Final = re.compile(
    r"utm_\w+|spm|scm|fbclid|gclid|dclid|msclkid|yclid|mc_[ce]id|igshid|_hsenc|_hsmi|share_\w+|isappinstalled"
)
_REDIRECT: Final = re.compile(r"[^?#]*/GoToLink/?\?(?:[^#]*&)?url=([^&#]+)", re.IGNORECASE)
_MOST_LAYERS: Final = 16
_NO_URL: Final = re.compile(f"[\t\n{CONTROL}{NONCHARACTER}]")
_HTTP: Final = re.compile(r"https?://[^\s/]", re.IGNORECASE)


def image_urls(article: Article) -> Article:
    """Images that were wrapped in the generator's proxy get their own URL; the wrapped one is kept.

    Plain-http images were written ``https://cors.zfour.workers.dev/?http://…`` (real posts a4, a5, b1); so are the head
    image and the thumbnail. The URL as it was is in `Image.original_src`.
    """
    wrapped = any(map(_PROXY.match, [image.src for image in iter_images(article.blocks)]))
    blocks = rewrite_images(article.blocks, _unwrapped_image) if wrapped else article.blocks
    headimg, thumbnail = _optional(article.headimg), _optional(article.thumbnail)
    if blocks is article.blocks and (headimg, thumbnail) == (article.headimg, article.thumbnail):
        return article
    return evolve(article, blocks=blocks, headimg=headimg, thumbnail=thumbnail)


def _unwrapped_image(image: Image) -> Image:
    return with_source(image, own_url(image.src))


def with_source(image: Image, src: str) -> Image:
    """Return *image* with the URL *src*, keeping the previous one as the original."""
    if src == image.src:
        return image
    return evolve(image, src=src, original_src=image.original_src or image.src)


def _optional(url: str | None) -> str | None:
    return None if url is None else own_url(url)


def own_url(url: str) -> str:
    """Return *url* without the generator's proxy."""
    return _innermost(url, _inside_proxy) if "/?" in url else url


def _inside_proxy(url: str) -> str | None:
    """The URL that *url*, one of the proxy, is made of."""
    if url.startswith(_USUAL_PROXY):
        return url[len(_USUAL_PROXY) - len("http://") :]
    match = _PROXY.match(url)
    if match is None:
        return None
    inner = url[match.end() :]
    return inner if "://" in inner[:8] else _unquoted(inner)


def _innermost(url: str, inside: Callable[[str], str | None]) -> str:
    """Apply *inside* to *url* until nothing changes; return *url* itself if there are implausibly many layers."""
    inner = url
    for _ in range(_MOST_LAYERS):
        found = inside(inner)
        if found is None:
            return inner
        inner = found
    return url


def _unquoted(url: str) -> str:
    """Return a URL that was percent-encoded in another; control characters remain encoded, as in any URL."""
    return _NO_URL.sub(lambda control: quote(control[0], errors="replace"), unquote(url))


def https_url(url: str) -> str:
    """Return *url* with ``https`` for ``http``.

    Example:
        >>> https_url("http://www.ofweek.com/")
        'https://www.ofweek.com/'
    """
    return f"https{url[4:]}" if url[:7].lower() == "http://" else url


def untracked_url(url: str) -> str:
    """Return *url* without query parameters for tracking.

    Example:
        >>> untracked_url("https://www.example.com/a?utm_source=x&id=1#top")
        'https://www.example.com/a?id=1#top'
    """
    rest, mark, fragment = url.partition("#")
    path, question, query = rest.partition("?")
    if not question:
        return url
    parameters = query.split("&")
    kept = [parameter for parameter in parameters if not _TRACKING.fullmatch(parameter.partition("=")[0])]
    if len(kept) == len(parameters):
        return url
    return path + (question + "&".join(kept) if kept else "") + mark + fragment


def direct_url(url: str) -> str:
    """The URL that *url* redirects to where it is a ``GoToLink?url=…`` page, else *url*.

    Example:
        >>> direct_url("https://www.example.com/action/GoToLink?url=https%3A%2F%2Fa.example%2Fb")
        'https://a.example/b'
    """
    return _innermost(url, _redirected)


def _redirected(url: str) -> str | None:
    """The URL that *url*, one of a redirecting page, leads to."""
    match = _REDIRECT.match(url)
    target = _unquoted(match[1]) if match else ""
    return target if _HTTP.match(target) else None
