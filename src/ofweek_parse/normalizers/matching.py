"""An index of a reference text for substring matching, in linear time.

Texts are compared by a key: NFKC, case-folded, without white space, punctuation and control characters (and without ``<
> |``, which the generator replaces by ``_`` in titles). For example, ``88．42％`` becomes ``8842`` and ``“宁王”`` becomes
``宁王``.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import accumulate
from typing import TYPE_CHECKING, Final, NamedTuple

from ofweek_parse.sentinels import SEAM

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = [
    "FingerprintedText",
    "Match",
    "TextIndex",
    "fingerprint",
    "key_end",
    "titles_in_copy",
    "uncovered",
    "without_spaces",
]

_GRAM: Final = 8
"""Shorter agreements are chance: they count only where they carry on from a longer one."""

_SHORTEST_TITLE: Final = 4
_MOST_IN_COMMON: Final = 32
"""Characters with which a title and a paragraph may begin alike."""
_FEW: Final = 100
"""For so many questions searching the text is cheaper than an index of it."""
_MOST_SEARCHES: Final = 200
"""For keys that begin as many places do, so many times the length of the text is searched."""
_DROPPED_CATEGORIES: Final = frozenset("PZC")


class _KeyTable(dict[int, str]):
    """For `str.translate`: a character's key, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        folded = unicodedata.normalize("NFKC", chr(code)).casefold()
        key = "".join(
            character
            for character in folded
            if unicodedata.category(character)[0] not in _DROPPED_CATEGORIES and character not in "<>|"
        )
        self[code] = key
        return key


_KEYS: Final = _KeyTable()
# What nearly all texts are made of: characters that have no key, and lower-case ones that are their own.
_NOTHING: Final = re.escape(" \t\n\u00a0\u3000，。、；：？！“”‘’（）《》「」【】…—·,.;:?!\"'()[]{}<>|/\\-_%&#@*")
_COMMONEST: Final = "，。、 "
_OWN: Final = f"0-9a-z\u4e00-\u9fff+=~$°●▲{SEAM}"
_OWN_KEYS: Final = re.compile(f"[{_OWN}]+")
_OTHERS: Final = re.compile(f"[^{_OWN}{_NOTHING}]+")
_USUAL: Final = re.compile(f"[{_OWN}{_NOTHING}]*")
_WITH_KEY: Final = re.compile(f"[^{_NOTHING}]+")


def fingerprint(text: str) -> str:
    """The key that *text* is compared on.

    Example:
        >>> fingerprint("“８８．４２％” Wi－Fi")
        '8842wifi'
    """
    for mark in _COMMONEST:
        text = text.replace(mark, "")  # so that far fewer runs are left to be found
    text = text.lower()  # keys ignore case
    if _USUAL.fullmatch(text):
        return "".join(_OWN_KEYS.findall(text))
    return "".join(_WITH_KEY.findall(_OTHERS.sub(_translated, text)))


def _translated(run: re.Match[str]) -> str:
    return run[0].translate(_KEYS)


def key_end(text: str, length: int) -> int:
    """Return the offset in *text* behind the character that completes the first *length* characters of its key.

    Example:
        >>> key_end("《宁王》 登场", 3)
        6
    """
    found = 0
    for offset, character in enumerate(text):
        if found >= length:
            return offset
        found += len(_KEYS[ord(character)])
    return len(text)


class FingerprintedText:
    """A text, its key, and the way back from the one to the other."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.key: str = fingerprint(text)
        self._offsets: list[int] | None = None

    @property
    def offsets(self) -> list[int]:
        """Return the offset in the text for each character of the key."""
        if self._offsets is None:
            self._offsets = [offset for offset, character in enumerate(self.text) for _ in _KEYS[ord(character)]]
        return self._offsets

    def is_set_off(self, place: int) -> bool:
        """Whether the text has a mark or a blank, begins or ends before the character *place* of the key."""
        return not 0 < place < len(self.key) or self.offsets[place] > self.offsets[place - 1] + 1


class Match(NamedTuple):
    """A part of a key, from *start* to *end*, that occurs at *at* in the reference text; ``-1`` for the title."""

    start: int
    end: int
    at: int


class TextIndex:
    """An index of a reference text for substring matching."""

    def __init__(self, key: str) -> None:
        self.key = key
        self._index: dict[str, int] | None = None
        self._parts: dict[int, dict[str, int]] = {}
        self._asked = 0
        self._searched = 0
        self._searchable = _MOST_SEARCHES * len(key)

    def runs(self, key: str, title: str = "") -> list[Match]:
        """Return the parts of *key* that occur in the reference text, in order; the *title* may occur between them."""
        whole = self._whole(key)
        if whole >= 0:
            return [Match(0, len(key), whole)]
        if len(title) < _SHORTEST_TITLE:
            title = ""
        runs: list[Match] = []
        here = at = 0
        while here < len(key):
            follows = here == (runs[-1].end if runs else 0)
            found = self._find(key, here, at, title, follows=follows)
            if found == -1:
                runs.append(Match(here, here + len(title), -1))
                here += len(title)
            elif found is None:
                here += 1
            else:
                back = _common_suffix(key, runs[-1].end if runs else 0, here, self.key, found)
                length = _common_prefix(key, here, self.key, found)
                length = _length_before(title, key, here, length)
                runs.append(Match(here - back, here + length, found - back))
                here += length
                at = found + length
        return runs

    def _whole(self, key: str) -> int:
        """Return the position of the whole *key*, or -1.

        Its beginning leads there. Where that is in many places, they are searched, but not for every one of many keys.
        """
        if not self._may_hold(key):
            return -1
        if len(key) < _GRAM:
            places = self._parts.get(len(key))
            return self.key.find(key) if places is None else places[key]
        start = 0 if self._index is None else self._index.get(key[:_GRAM], -1)
        if start < 0:
            return -1
        if self._searchable <= 0:
            return start if self.key.startswith(key, start) else -1
        found = self.key.find(key, start)
        self._searchable -= (len(self.key) if found < 0 else found) - start
        return found

    def holds(self, key: str) -> bool:
        """Whether the known text has *key*, which `runs` did not find because it is short, anywhere."""
        if len(key) >= _GRAM:
            return False
        return self._may_hold(key) and (self._asked > _FEW or key in self.key)

    def is_border(self, place: int) -> bool:
        """Whether a line of the known text begins or ends at *place*."""
        return "\n" in (self.key[place - 1 : place] or "\n") + (self.key[place : place + 1] or "\n")

    def _may_hold(self, key: str) -> bool:
        """Whether the reference text may contain the beginning of *key*; always true for the first few calls."""
        self._asked += 1
        if self._asked <= _FEW:
            return True
        size = len(key)
        if size >= _GRAM:
            return key[:_GRAM] in self._places()
        if size not in self._parts:
            starts = range(len(self.key) - size, -1, -1)
            self._parts[size] = {self.key[start : start + size]: start for start in starts}
        return key in self._parts[size]

    def _find(self, key: str, here: int, at: int, title: str, *, follows: bool) -> int | None:
        """Return where *key* continues in the reference text: *at* if possible, ``-1`` for the title, or ``None``."""
        gram = key[here : here + _GRAM]
        if (follows or len(gram) == _GRAM) and self.key.startswith(gram, at):
            return at
        if title and key.startswith(title, here):
            return -1
        if len(gram) < _GRAM:
            return None
        if self._index is None:
            self._searched += 1
            if self._searched <= _FEW:
                place = self.key.find(gram)
                return None if place < 0 else place
        return self._places().get(gram)

    def _places(self) -> dict[str, int]:
        """Return the first position of each part of the usual size."""
        if self._index is None:
            self._index = {}
            for start in range(len(self.key) - _GRAM, -1, -1):
                self._index[self.key[start : start + _GRAM]] = start
        return self._index


def uncovered(runs: list[Match], length: int) -> Iterator[tuple[int, int]]:
    """The parts of a key of *length* that lie between *runs*."""
    end = 0
    for run in runs:
        if run.start > end:
            yield end, run.start
        end = run.end
    if end < length:
        yield end, length


def _length_before(title: str, key: str, start: int, length: int) -> int:
    """Return the part of *length* of a run in *key* before the *title*, which may begin like the rest of the run."""
    if title:
        end = start + length
        for place in range(max(end - _MOST_IN_COMMON, start + 1), end):
            if key.startswith(title, place) and place + len(title) > end:
                return place - start
    return length


def _common_prefix(first: str, i: int, second: str, j: int) -> int:
    most = min(len(first) - i, len(second) - j)
    length, step = 0, 32
    while length < most and step:
        size = min(step, most - length)
        if first[i + length : i + length + size] == second[j + length : j + length + size]:
            length += size
            step *= 2
        else:
            step = size // 2
    return length


def _common_suffix(first: str, floor: int, i: int, second: str, j: int) -> int:
    length = 0
    while i - length > floor and j - length > 0 and first[i - length - 1] == second[j - length - 1]:
        length += 1
    return length


def without_spaces(text: str) -> str:
    """Return *text* without its spaces, so that it is no matter whether a copy has them."""
    return text.replace(" ", "")


def titles_in_copy(copy: str, body: str, title: str) -> list[int] | None:
    """Return the positions in *body* where *copy*, a possibly truncated copy, has the title; all without spaces.

    A quick way for the usual copy. ``None`` also where the body has the title, since which of the two it is then takes a
    closer look.

    Example:
        >>> titles_in_copy("风机标题电", "风机电池", "标题")
        [2]
    """
    parts = copy.split(title) if title else [copy]
    if not body.startswith("".join(parts)) or (len(parts) > 1 and title in body):
        return None
    *offsets, length = accumulate(map(len, parts))
    return offsets if length else None
