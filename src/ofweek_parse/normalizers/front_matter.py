"""``front-matter-text`` and ``placeholder-images``: undo what the generator did to the front matter."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Final

from ofweek_parse.characters import REPLACEMENT, clean
from ofweek_parse.model.constructors import evolve

if TYPE_CHECKING:
    from ofweek_parse.model.article import Article

__all__ = ["front_matter_text", "placeholder_images", "plain_text", "real_url"]

# With its semicolon only: `&copy=2` in a URL is no reference. `&amp;#123;` is `{` written twice over.
_REFERENCE: Final = re.compile(
    r"&(?:amp;|#0*38;|#[xX]0*26;)*(#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"
)
_MOST_LAYERS: Final = 16  # references written with references: no honest text has so many
_RANDOM: Final = re.compile(r"https?://picsum\.photos/\d+/\d+(?:\?random=\d*)?")


def front_matter_text(article: Article) -> Article:
    """Decode character references in the text of the front matter, and strip surrounding space.

    The generator writes ``{`` and ``}`` as ``&#123;`` and ``&#125;`` everywhere (sample ``invalid-yaml``). The mapping
    `Article.front_matter` stays as the file has it.
    """
    return _changed(
        article,
        title=plain_text(article.title),
        author=_optional(article.author),
        categories=tuple([text for category in article.categories if (text := plain_text(category))]),
        headimg=_optional(article.headimg),
        thumbnail=_optional(article.thumbnail),
    )


def placeholder_images(article: Article) -> Article:
    """A head image or thumbnail that the generator made up becomes ``None``.

    Where a post has no image it writes ``https://picsum.photos/400/300?random=N`` (real posts a1, a6, b5), nothing, or
    a URL that ends in ``/undefined``.
    """
    return _changed(article, headimg=real_url(article.headimg), thumbnail=real_url(article.thumbnail))


def _changed(article: Article, **fields: object) -> Article:
    for name, value in fields.items():
        if getattr(article, name) != value:
            return evolve(article, **fields)
    return article


def _optional(text: str | None) -> str | None:
    return None if text is None else plain_text(text)


def plain_text(text: str) -> str:
    """Return *text* with characters for its references, and without space around it."""
    for _ in range(_MOST_LAYERS if "&" in text else 0):
        decoded = _REFERENCE.sub(_character, text)
        if decoded == text:
            break
        text = decoded
    return text.strip()


def _character(reference: re.Match[str]) -> str:
    # Python leaves out what it takes for no character of a text.
    return clean(html.unescape(f"&{reference[1]};") or REPLACEMENT)


def real_url(url: str | None) -> str | None:
    """Return *url*, or ``None`` if it is a placeholder of the generator."""
    if url is None or not url.strip() or f"/{url}".endswith("/undefined") or _RANDOM.fullmatch(url):
        return None
    return url
