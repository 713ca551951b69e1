"""Phrases for diagnostics."""

from __future__ import annotations

__all__ = ["empty_link", "in_all", "lost_link", "named", "short", "whole_url"]


def in_all(count: int) -> str:
    """Return the number of occurrences, for a message that names the first of *count*.

    Example:
        >>> in_all(1), in_all(1200)
        ('', ' (1,200 in total)')
    """
    return f" ({count:,} in total)" if count > 1 else ""


_LONGEST_URL = 1_000


def short(text: str) -> str:
    """Return *text* as quoted in messages."""
    return text if len(text) <= 60 else f"{text[:59]}…"


def whole_url(url: str) -> str:
    """Return *url* as shown in messages: complete, unless it is a data URL or very long."""
    return short(url) if url.startswith("data:") or len(url) > _LONGEST_URL else url


def named(name: str) -> str:
    """Return the *name* of an element as added to a noun in a message.

    Example:
        >>> f"An icon{named('home')} was removed.", f"An icon{named('')} was removed."
        ("An icon, 'home', was removed.", 'An icon was removed.')
    """
    return f", {name!r}," if name else ""


def empty_link(href: str) -> str:
    """The message about a link to *href* around nothing."""
    return f"A link to {whole_url(href)!r} has no content and was removed."


def lost_link(href: str) -> str:
    """The message about a link to *href* around what can't be part of a link in an article."""
    return f"The link to {whole_url(href)!r} around a table, code, an embed or a drawing was removed."
