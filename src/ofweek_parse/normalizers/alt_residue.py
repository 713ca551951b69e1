"""The sentences of an alternative text that the article lacks."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Final

from ofweek_parse.characters import WIDE
from ofweek_parse.normalizers.matching import fingerprint, uncovered
from ofweek_parse.normalizers.sentences import sentence_ends, word_start

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ofweek_parse.normalizers.article_texts import ArticleTexts
    from ofweek_parse.normalizers.matching import FingerprintedText, Match
    from ofweek_parse.normalizers.places import Places

__all__ = ["is_cut_sentence", "unsaid_passages"]

_BLANK: Final = re.compile(rf"(?<=[{WIDE}])\s|\s(?=[{WIDE}])|[|｜]")
_BLANK_OR_MARK: Final = re.compile(rf"{_BLANK.pattern}|[_·•–—-]")
_BORDER: Final = re.compile(r"\s+(?=[^\sa-z])|(?<=\.)\s")
_OPENING: Final = "“‘「『《（(【["
_FEWEST: Final = 3
"""Fewer characters that the article lacks are due to chance, a number or a mark."""
_LONGEST_HEADING: Final = 60
_LONG_COPY: Final = 60
_FEWEST_CUT: Final = 8
"""Fewer characters with which two sentences begin are chance."""
_LAST: Final = tuple("。！？!?；;.”’」』）)\"'")
"""The end of a sentence."""


def unsaid_passages(
    keyed: FingerprintedText, known: list[Match], article: ArticleTexts, seen: set[str]
) -> Iterator[str]:
    """Return the sentences of a text of which the *article* lacks a part; its body has the *known* ones.

    Those that one such part runs through are one passage. Sentences whose keys were *seen* are left out, others added.
    """
    text = keyed.text
    unknown, borders = _unknown(keyed.key, known, article)
    ends = sorted({0, *sentence_ends(text), *_border_ends(keyed, borders), len(text)})
    key_ends = [bisect_left(keyed.offsets, end) for end in ends]
    for start, end in unknown:
        number = bisect_right(key_ends, start) - 1
        passage = ""
        while number + 1 < len(ends) and key_ends[number] < end:
            first, stop = max(start, key_ends[number]), min(end, key_ends[number + 1])
            if stop - first >= _FEWEST and not _is_said(keyed, first, stop, article):
                begin = ends[number]
                if _breaks_off(keyed, first, key_ends[number], known):
                    begin = word_start(text, keyed.offsets[first])
                written = text[begin : ends[number + 1]]
                sentence = _without_headings(written.strip(), article)
                if sentence and (key := fingerprint(sentence)) not in seen:
                    seen.add(key)
                    passage += written.replace(written.strip(), sentence)
            number += 1
        if passage:
            yield passage.strip()


def is_cut_sentence(passage: str, sentences: list[str]) -> bool:
    """Return whether *passage* is the beginning, cut short, of one of the *sentences*, which are keys in order."""
    key = fingerprint(passage)
    if len(key) < _FEWEST_CUT or passage.endswith(_LAST):
        return False
    place = bisect_right(sentences, key)
    return place < len(sentences) and sentences[place].startswith(key)


def _breaks_off(keyed: FingerprintedText, place: int, begin: int, known: list[Match]) -> bool:
    """Whether a long copy breaks off at *place*, well inside the sentence that begins at *begin*, and does not go on."""
    number = bisect_right(known, place, key=lambda run: run.start) - 1
    if number < 0 or not 0 < place == known[number].end:
        return False
    start, end, at = known[number]
    goes_on = any(run.at >= 0 for run in known[number + 1 : number + 2])
    is_glued = keyed.offsets[place] == keyed.offsets[place - 1] + 1
    is_long = at >= 0 and end - start >= _LONG_COPY and start < begin <= place - _FEWEST_CUT
    return is_long and is_glued and not goes_on


def _unknown(key: str, known: list[Match], article: ArticleTexts) -> tuple[list[tuple[int, int]], dict[int, bool]]:
    """The parts of *key* that the article lacks, and `_borders` of its blocks, captions and titles."""
    unknown: list[tuple[int, int]] = []
    borders = dict(border for run in known for border in _borders(run, article.keyed))
    others = article.others
    for start, end in uncovered(known, len(key)):
        runs = others.runs(key[start:end])
        unknown += [(start + first, start + last) for first, last in uncovered(runs, end - start)]
        for run in runs:
            places = [place for place in run[:2] if others.is_border(run.at + place - run.start)]
            borders.update({start + place: False for place in places})
    return unknown, borders


def _borders(run: Match, body: Places) -> Iterator[tuple[int, bool]]:
    """Where in a key a block of the body begins with *run*, and where one ends with it; each with whether it is certain.

    Only the end of a line without a mark is certain, a heading's say, if the run has all of it and a part of what is
    before. A run may be a few characters too long, where what is next to it is like the body's next block by chance.
    """
    start, end, at = run
    if at < 0:
        yield from ((start, False), (end, False))
        return
    stop = at + end - start
    begin, finish = body.gap_behind(at), body.gap_before(stop)
    if begin < min(stop, at + _FEWEST_CUT):
        yield start + begin - at, False
    if finish > max(at, stop - _FEWEST_CUT):
        line = body.written_before(finish).rstrip(".")  # a full stop without a blank ends no sentence
        is_certain = body.gap_before(finish - 1) - _FEWEST_CUT >= at and not line.endswith(_LAST)
        yield start + finish - at, is_certain


def _border_ends(keyed: FingerprintedText, borders: dict[int, bool]) -> Iterator[int]:
    """Return the *borders* that end sentences: at a space, unless the next word may continue one, or for certain."""
    for place, is_certain in borders.items():
        if 0 < place < len(keyed.key):
            last, following = keyed.offsets[place - 1] + 1, keyed.offsets[place]
            if blank := _BORDER.search(keyed.text, last, following + 1):
                yield blank.start()
            elif is_certain:
                marks = keyed.text[last:following]
                yield last + len(marks.rstrip(_OPENING))


def _is_said(keyed: FingerprintedText, start: int, end: int, article: ArticleTexts) -> bool:
    """Whether the article has this part of a key, which is too short to be found, or all of it in separate blocks."""
    key = keyed.key[start:end]
    if article.body.holds(key) or article.others.holds(key):
        return True
    pieces = keyed.text[keyed.offsets[start] : keyed.offsets[end - 1] + 1].split()
    return all(_is_heading(piece, article) for piece in pieces)


def _without_headings(sentence: str, article: ArticleTexts) -> str:
    """Return *sentence* without headings and titles around it, which only spaces separate in a copy of the body."""
    start, stop = 0, len(sentence)
    for blank in _BLANK_OR_MARK.finditer(sentence):
        if not _is_heading(sentence[start : blank.start()], article):
            break
        start = blank.end()
    for blank in reversed([*_BLANK.finditer(sentence)]):
        if blank.start() < start or not _is_heading(sentence[blank.end() : stop], article):
            break
        stop = blank.start()
    rest = sentence[start:stop].strip()
    return "" if _is_heading(rest, article) else rest


def _is_heading(text: str, article: ArticleTexts) -> bool:
    key = fingerprint(text)
    if key.isdecimal():
        return False  # the number of what follows
    return len(key) < _LONGEST_HEADING and (
        not key or article.is_title(key) or key in article.captions or article.sentences.is_whole(key)
    )
