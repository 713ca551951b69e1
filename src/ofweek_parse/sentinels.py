"""Placeholder characters that the package inserts into a text while processing it.

Chinese text contains no Lisu letters, and decoded text no noncharacters; code that uses a Lisu letter checks that the
text has none.
"""

from __future__ import annotations

from typing import Final

__all__ = ["COPY", "FILLER", "LITERAL_AMP", "LITERAL_LT", "SEAM"]

SEAM: Final = "\ua4d0"
"""Between texts that are looked at as one."""

COPY: Final = "\ua4d2"
"""In the place of a text that is repeated in many attributes."""

LITERAL_LT: Final = "\ufdd0"
"""A ``<`` that is text, for the HTML parser."""

FILLER: Final = "\ufdd1"
"""Nothing, where something was replaced by less, so that offsets stay right."""

LITERAL_AMP: Final = "\ufdd2"
"""A ``&`` that is text, for the HTML parser."""
