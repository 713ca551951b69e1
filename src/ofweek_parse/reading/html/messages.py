"""Phrases of diagnostics."""

from __future__ import annotations

__all__ = ["in_all"]


def in_all(count: int) -> str:
    """What tells of *count* things where the message names the first.

    Example:
        >>> in_all(1), in_all(1200)
        ('', ' (1,200 such in all)')
    """
    return f" ({count:,} such in all)" if count > 1 else ""
