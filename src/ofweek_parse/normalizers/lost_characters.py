"""``lost-characters``: reports question marks that replace characters which the site could not encode."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ofweek_parse.characters import HAN
from ofweek_parse.model.constructors import evolve
from ofweek_parse.model.findings import Findings
from ofweek_parse.model.inlines import Inline, LineBreak, Text, joined_text
from ofweek_parse.model.traversal import lines_of
from ofweek_parse.normalizers.lines import leaves_of
from ofweek_parse.normalizers.questions import asks
from ofweek_parse.normalizers.urls import URL_IN_TEXT
from ofweek_parse.sentinels import SEAM

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ofweek_parse.model.article import Article

__all__ = ["lost_characters", "may_hold_lost_character"]

_LENGTH: Final = "[nμµu]m|mm|cm|dm|km|m|ft"
_UNIT: Final = "[mμµkM]?g|m?L|ml|[kMGT]?Wh?|kV|V|m?Ah|[kMG]?Hz|[kM]?Pa"
_LOST: Final = re.compile(
    rf"""
      (?P<bullet> ^ [^\S\n]* \?{{1,3}} (?= [^\S\n]* [A-Za-z{HAN}] ) )                     # ?车速
    | (?P<power> (?: (?<=[0-9]) | (?<=[0-9]\ ) | (?<=[/·{HAN}]) ) (?: {_LENGTH} ) \?   # 6m?，
      | (?<=[A-Za-zμµ]/) s \?                                                       # 5m/s?
      | (?: (?<=[0-9]) | (?<=[0-9]\ ) ) (?: {_UNIT} ) \? (?= [^\s\w?!？！] | [{HAN}] ) )
    | (?P<prefix> (?<=[0-9]) \ ? \? (?: m | g | s | L | l | mol | A | F | H | C | V | W | Ω ) (?! [A-Za-z0-9=] ) )   # 1?m
    """,
    re.VERBOSE | re.MULTILINE,
)
_CANDIDATE: Final = re.compile(r"\?(?:(?<=[0-9A-Za-zμµ ]\?)|(?<=\s\?)|(?<![^\n]\?))")
"""A ``?`` where `_LOST` may have one, written so that it begins with a character that is quickly found."""

_CHINESE: Final = re.compile(f"[{HAN}]")
_LATIN_WORD: Final = re.compile("[A-Za-z]{3}")
_AROUND: Final = 12
_FAR: Final = 60
_NAMES: Final = {
    "bullet": "a list mark",
    "power": "a sign behind the unit, such as ²",
    "prefix": "a sign before the unit, such as μ",
}


def lost_characters(article: Article) -> Article:
    """Report each ``?`` that is not a question mark; the text is not changed.

    It replaces characters such as ``³ μ • √`` (real posts a3, f9). It can be distinguished from a question mark before the
    first word of a line, right after a unit, and between a number and a unit.
    """
    found: Findings[int] = Findings()
    for number, inlines in enumerate(lines_of(article.blocks), 1):
        if "?" not in joined_text(inlines):
            continue
        text = _visible_text(inlines)
        if not _CANDIDATE.search(text):
            continue
        seen: set[str] = set()
        for mark in _lost_in(text):
            place = text.index("?", mark.start())
            around = text[max(place - _AROUND, 0) : place + _AROUND + 1].replace("\n", " ").replace(SEAM, "…")
            if around in seen:
                continue
            seen.add(around)
            lost = _NAMES[mark.lastgroup or ""]
            message = f"'?' in paragraph {number} (“{around}”) probably replaces {lost}; check the source."
            found.add(number, "lost-character", message)
    known = {diagnostic.message for diagnostic in article.diagnostics}
    new = [note for _, note in found.all() if note.message not in known]
    return evolve(article, diagnostics=(*article.diagnostics, *new)) if new else article


def may_hold_lost_character(text: str) -> bool:
    """Return whether a lost character may be in one of the lines in *text*."""
    return "?" in text


def _visible_text(inlines: tuple[Inline, ...]) -> str:
    """The text of a line, with `SEAM` in the place of what is not text: code, formulas."""
    is_text = (Text, LineBreak)
    return "".join([leaf.text if isinstance(leaf, is_text) else SEAM * bool(leaf.text) for leaf in leaves_of(inlines)])


def _lost_in(text: str) -> Iterator[re.Match[str]]:
    urls = URL_IN_TEXT.sub(lambda url: SEAM * len(url[0]), text) if "." in text or "//" in text else text
    for mark in _LOST.finditer(urls):
        if mark["power"] is None or not _is_question(text, mark.end()):
            yield mark


def _is_question(text: str, end: int) -> bool:
    """Whether the ``?`` before *end* may close a question."""
    if text[end : end + 1] in {*"，。；、）)/,;"}:
        return False
    around = text[max(end - _FAR, 0) : end + _FAR]
    return asks(text, end - 1) or (not _CHINESE.search(around) and bool(_LATIN_WORD.search(around)))
