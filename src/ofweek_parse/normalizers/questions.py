"""Recognizing questions, to tell question marks from replaced characters."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["asks"]

_ASKING: Final = re.compile(
    r"[吗呢么哪谁几]|多少|多[大高长宽重快远深久]|还是|是否|(\w)[不没]\1|如何|为何|何[时处]|怎|难道"
)
_SENTENCE_EDGE: Final = re.compile("[。！？!；;\n]")
_FAR: Final = 60
_AFTER: Final = 2


def asks(text: str, end: int) -> bool:
    """Return whether the sentence of *text* that may end at *end*, before a ``?``, has a word that asks.

    Example:
        >>> asks("风大。塔有多高?", 7), asks("塔有多高。风大?", 7), asks("高6m?还是7m", 3)
        (True, False, True)
    """
    start = max(end - _FAR, 0)
    start = max((edge.end() for edge in _SENTENCE_EDGE.finditer(text, start, end)), default=start)
    return bool(_ASKING.search(text, start, end + 1 + _AFTER))
