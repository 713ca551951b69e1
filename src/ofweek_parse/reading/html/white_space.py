"""White space, collapsed as in HTML."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["RUN", "SPACE", "folded"]

SPACE: Final = " \t\n\f"
"""White space that HTML collapses."""

RUN: Final = re.compile("[ \t\n\f]{2,}|[\t\f]")
"""White space that is not folded yet."""


def folded(run: re.Match[str]) -> str:
    """Return the replacement for a match of `RUN`."""
    return "\n" if "\n" in run[0] else " "
