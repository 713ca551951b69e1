"""Which characters are Chinese, and one that no Chinese text has."""

from __future__ import annotations

__all__ = ["HAN", "SEAM", "WIDE"]

HAN = "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Han characters, for the inside of a character class."""

WIDE = HAN + "\u3001-\u303f\uff01-\uff65\uffe0-\uffe6“”‘’…—·"
"""Han characters and the punctuation that stands among them, likewise."""

SEAM = "\ua4d0"
"""What stands between texts that are looked at as one: a Lisu letter, so no part of what is looked for, and in no Chinese text."""
