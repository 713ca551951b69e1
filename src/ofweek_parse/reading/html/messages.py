"""Phrases of diagnostics."""

from __future__ import annotations

__all__ = ["in_all", "short"]


def in_all(count: int) -> str:
    """What tells of *count* things where the message names the first.

    Example:
        >>> in_all(1), in_all(1200)
        ('', ' (1,200 such in all)')
    """
    return f" ({count:,} such in all)" if count > 1 else ""


def short(text: str) -> str:
    """*text* as a message quotes it."""
    return text if len(text) <= 60 else f"{text[:59]}…"
