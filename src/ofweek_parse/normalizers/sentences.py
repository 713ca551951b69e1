"""Splitting text into sentences, to distinguish copied sentences from common words."""

from __future__ import annotations

import re
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from ofweek_parse.characters import HAN
from ofweek_parse.normalizers.matching import fingerprint, key_end
from ofweek_parse.sentinels import SEAM

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["SentenceIndex", "is_word_border", "sentence_ends", "word_start"]

_FEW: Final = 100
"""For so many questions searching the text is cheaper than an index of it."""

_END: Final = re.compile(
    rf"""
    [。！？!?；;] [。！？!?；;…”’」』）)\]"']*
    | \. ["')\]”’]* (?=\s)   # a full stop, and no decimal point
    | \n | {SEAM}
    """,
    re.VERBOSE,
)
_END_IN_COPY: Final = re.compile(
    r"""
    [。！？；\n!?;]+ (?: (?<=[。！？；\n]) | (?![A-Za-z0-9/=&]) )  # but in a URL
      [”’」』）)\]]* (?: ["']+ (?=\s|\Z) )?                # an ASCII quotation mark closes before a blank
    | (?<!\b(?:Mr|Ms|Dr|St|No|vs|Co|Jr|Sr)) (?<!\b(?:Mrs|Fig|Inc|Ltd|Gen|Sen|Gov|etc)) (?<!\b(?:Prof|Corp))
      (?<![\d\s]) (?<!\b[A-Za-z]) [.…] ["')\]”’]* (?=\s+[^\sa-z])   # of no abbreviation, initial or numbering
    | \s\s+                                                    # where copies have blanks, paragraphs end
    """,
    re.VERBOSE,
)
_OF_A_WORD: Final = re.compile(f"[^\\W_{HAN}\u3040-\u30ff]")


def is_word_border(text: str, place: int) -> bool:
    """Return whether *place* is not inside a word of a script that writes spaces.

    Example:
        >>> is_word_border("an important report", 9), is_word_border("an important report", 12), is_word_border("风机", 1)
        (False, True, True)
    """
    return not (0 < place < len(text) and _OF_A_WORD.match(text, place - 1) and _OF_A_WORD.match(text, place))


def word_start(text: str, place: int) -> int:
    """Return where the word that *place* is inside of begins, else *place*."""
    while not is_word_border(text, place):
        place -= 1
    return place


def sentence_ends(text: str) -> list[int]:
    """Return where sentences of *text*, a copy, end for certain: what is torn apart cannot be read.

    Example:
        >>> sentence_ends("Photo by Dr. Lin. 风停了！ Node.js 18")
        [17, 22]
    """
    return [end.end() for end in _END_IN_COPY.finditer(text)]


class SentenceIndex:
    """The sentences of *texts*, by their keys.

    Slices of the whole key are kept by length. As only short texts are looked up, there are few lengths, so that any
    number of look-ups takes time in proportion to the texts.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = _END.split(SEAM.join(texts))
        self._keys = fingerprint(SEAM.join(self._texts)).split(SEAM)  # one call for all, which takes far less time
        self._bounds = list(accumulate(map(len, self._keys), initial=0))
        self._key = "".join(self._keys)
        self._whole: dict[int, frozenset[str]] = {}
        self._begun: dict[int, dict[str, list[int]]] = {}
        self._ends_word: dict[str, bool] = {}  # of beginnings
        self._asked = 0

    def is_whole(self, key: str) -> bool:
        """Return whether *key* is that of one sentence or block, or of several in a row."""
        if not self._may_hold(key):
            return False
        size = len(key)
        if size not in self._whole:
            ends = set(self._bounds)
            self._whole[size] = frozenset(
                self._key[start : start + size] for start in self._bounds if start + size in ends
            )
        return key in self._whole[size]

    def is_begun(self, key: str, *, at_word: bool) -> bool:
        """Return whether a sentence begins with *key*, and, if *at_word*, has a word's end there.

        A text that has all of the sentence and runs into the next one is a copy wherever it ends.
        """
        if not self._may_hold(key):
            return False
        size = len(key)
        if size not in self._begun:
            begun = self._begun[size] = {}
            for number, start in enumerate(self._bounds[:-1]):
                if self._keys[number]:
                    begun.setdefault(self._key[start : start + size], []).append(number)
        numbers = self._begun[size].get(key, [])
        if not at_word:
            return bool(numbers)
        if key not in self._ends_word:
            self._ends_word[key] = any(self._has_word_end(number, size) for number in numbers)
        return self._ends_word[key]

    def _may_hold(self, key: str) -> bool:
        self._asked += 1
        return bool(key) and (self._asked > _FEW or key in self._key)

    def _has_word_end(self, number: int, size: int) -> bool:
        """Whether a word, or all of the sentence *number*, ends at most *size* characters of the key behind its start."""
        if size > len(self._keys[number]):
            return True
        text = self._texts[number]
        return is_word_border(text, key_end(text, size))
