"""``width``: converts full-width characters to ASCII."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Final

from ofweek_parse.normalizers.latin import ascii_lines, ascii_urls, may_hold_latin_line
from ofweek_parse.normalizers.lifting import rewrite_texts
from ofweek_parse.sentinels import SEAM

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ofweek_parse.model.article import Article

__all__ = ["ascii_width", "ascii_widths", "may_hold_wide_forms", "width"]

# All but the full-width forms of ASCII, though with ！（），：；？｜ which are Chinese punctuation, and ＆～ which may be. A
# class of what there is takes half the time of one of what there is not.
_NARROW: Final = re.compile("[\x00-\uff01\uff06\uff08\uff09\uff0c\uff1a\uff1b\uff1f\uff5c\uff5e-\U0010ffff]*")
_ASCII_OF: Final = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5E)}
# The beginning is searched first, and its context is checked only then, which is many times as fast.
_GROUPED: Final = re.compile(r"\d(?<![\d.]\d)(?<!\d，\d)\d{0,2}(?:，\d{3})+(?!，?\d)", re.ASCII)
_RATIO: Final = re.compile(r"：(?<=\d：)(?=\d)", re.ASCII)
_LOCANTS: Final = re.compile(  # 1，3，5-三（羟甲基）苯, 4，4'-联吡啶, N，N-二甲基甲酰胺
    r"[\dN](?<!\w\w)(?<!\d，\d)\d?'?(?:，(?:\d{1,2}|N)'?)+(?=-(?!\d))", re.ASCII
)
_AMPERSAND: Final = re.compile(r"＆(?:(?<=[A-Za-z0-9]＆)|(?=[A-Za-z0-9]))")
_TILDE: Final = re.compile(r"～(?:(?<=[A-Za-z0-9]～)|(?=[A-Za-z0-9]))")


def ascii_width(text: str) -> str:
    """Return *text* with full-width ASCII forms as ASCII, except those that are Chinese punctuation.

    ``！（），：；？｜`` stay, but for a ``，`` inside a grouped number or between the locants of a chemical name, a ``：``
    between digits, and all that is part of a URL; ``＆`` and ``～`` become ASCII only beside an ASCII letter or digit
    (real posts a1, c1, e2, e3).

    Example:
        >>> ascii_width("０．８W，８８．４２％；８９，９３５辆，2021，100家，５０：５０")
        '0.8W，88.42%；89,935辆，2021，100家，50:50'
    """
    text = _narrowed(text)
    for character, mark, replaced in _MARKS:
        if character in text and mark.search(text):
            text = replaced(text)
    return text


def _narrowed(text: str) -> str:
    """Return *text* with ASCII for the full-width forms that are never Chinese punctuation."""
    at = 0
    while (at := _NARROW.match(text, at).end()) < len(text):  # type: ignore[union-attr] # it matches nothing too
        text = text.replace(text[at], _ASCII_OF[text[at]])  # all occurrences at once: a text has few such characters
    return text


def width(article: Article) -> Article:
    """Full-width ASCII forms become ASCII, except Chinese punctuation in Chinese text: `ascii_width` and `ascii_lines`."""
    return ascii_lines(rewrite_texts(article, ascii_widths))


def may_hold_wide_forms(text: str) -> bool:
    """Return whether `width` may change an article of *text*, lines joined by `SEAM`."""
    if not _NARROW.fullmatch(text) or any(mark in text and pattern.search(text) for mark, pattern, _ in _MARKS):
        return True
    return may_hold_latin_line(text)


def ascii_widths(runs: Sequence[str]) -> Sequence[str]:
    """Return `ascii_width` of each of *runs*, which are looked at as one text: that takes far less time."""
    whole = SEAM.join(runs)
    narrow = _narrowed(whole)
    narrow_runs = narrow.split(SEAM)
    if len(narrow_runs) != len(runs):
        return list(map(ascii_width, runs))
    return _with_ascii_marks(narrow_runs, narrow)


def _with_ascii_marks(runs: Sequence[str], whole: str) -> Sequence[str]:
    for character, mark, replaced in _MARKS:
        if character in whole and mark.search(whole):
            runs = [replaced(run) if mark.search(run) else run for run in runs]
    return runs


def _grouped(text: str) -> str:
    return _LOCANTS.sub(_with_commas, _GROUPED.sub(_with_commas, text))


def _with_commas(numbers: re.Match[str]) -> str:
    return numbers[0].replace("，", ",")


# Each mark, where it may have to go, written so that it begins with a character that is quickly found, and what makes it go.
_MARKS: Final[tuple[tuple[str, re.Pattern[str], Callable[[str], str]], ...]] = (
    ("，", re.compile("，(?<=[0-9N']，)(?:[0-9]{3}|(?:[0-9]{1,2}|N)'?-)"), _grouped),
    ("：", re.compile("：(?<=[0-9]：)[0-9]"), partial(_RATIO.sub, ":")),
    ("～", _TILDE, partial(_TILDE.sub, "~")),
    ("＆", _AMPERSAND, partial(_AMPERSAND.sub, "&")),
    ("//", re.compile("//(?<=[ps][:：]//)"), ascii_urls),
    (".", re.compile(r"\.[A-Za-z]{2,24}[/:：?？]"), ascii_urls),
)
