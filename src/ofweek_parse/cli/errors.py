"""`UsageError`: invalid arguments of the command line."""

from __future__ import annotations

__all__ = ["UsageError"]


class UsageError(Exception):
    """The arguments are wrong: the command ends with the code 2."""
