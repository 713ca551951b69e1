"""An article as a single line, and as a short HTML summary for notebooks."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Protocol

from ofweek_parse.characters import clean

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

__all__ = ["summary", "summary_html"]

_LONGEST_TITLE = 60
_LONGEST_TEXT = 200


class _Article(Protocol):
    """The part of `Article` that is shown; the module of `Article` imports this one."""

    @property
    def title(self) -> str: ...
    @property
    def author(self) -> str | None: ...
    @property
    def categories(self) -> Sequence[str]: ...
    @property
    def published(self) -> datetime | None: ...
    @property
    def blocks(self) -> Sequence[object]: ...
    @property
    def images(self) -> Sequence[object]: ...
    @property
    def diagnostics(self) -> Sequence[object]: ...
    @property
    def text(self) -> str: ...


def summary(article: _Article) -> str:
    """Return what *article* is, on one line."""
    title = repr(_shortened(article.title, _LONGEST_TITLE))
    return f"<{type(article).__name__} {title}, {', '.join([_time(article), *_counts(article)])}>"


def summary_html(article: _Article) -> str:
    """Return the title, origin, beginning of the text and number of parts of *article*.

    Nothing in it is a link, loads anything or runs.
    """
    known = [_time(article), article.author, " › ".join(article.categories)]
    rows = (
        ("h3", article.title or "(no title)"),
        ("p", " · ".join(filter(None, known))),
        ("p", _shortened(" ".join(article.text[: 2 * _LONGEST_TEXT].split()), _LONGEST_TEXT)),
        ("p", ", ".join(_counts(article))),
    )
    return f"<article>{''.join(f'<{tag}>{escape(clean(text))}</{tag}>' for tag, text in rows if text)}</article>"


def _time(article: _Article) -> str:
    return f"{article.published:%Y-%m-%d %H:%M} UTC" if article.published else "no date"


def _counts(article: _Article) -> Iterator[str]:
    parts = {"block": article.blocks, "image": article.images, "diagnostic": article.diagnostics}
    for name, held in parts.items():
        if held or name == "block":
            yield f"{len(held)} {name}{'' if len(held) == 1 else 's'}"


def _shortened(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1]}…"
