"""What an alternative text says and the article does not, in whole sentences."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Final

from ofweek_parse.characters import WIDE
from ofweek_parse.normalizers.matching import FingerprintedText, fingerprint, uncovered
from ofweek_parse.normalizers.sentences import sentence_ends, word_start

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ofweek_parse.normalizers.article_texts import ArticleTexts
    from ofweek_parse.normalizers.matching import Match

__all__ = ["is_cut_sentence", "unsaid_passages"]

_BLANK: Final = re.compile(rf"(?<=[{WIDE}])\s|\s(?=[{WIDE}])|[|｜]")
_BLANK_OR_MARK: Final = re.compile(rf"{_BLANK.pattern}|[_·•–—-]")
_FEWEST: Final = 3
"""Fewer characters that nothing else says are chance, a number or a mark."""
_LONGEST_HEADING: Final = 60
_LONG_COPY: Final = 60
_FEWEST_CUT: Final = 8
"""Fewer characters with which two sentences begin are chance."""
_LAST: Final = tuple("。！？!?；;.”’」』）)\"'")
"""What a sentence ends in."""


def unsaid_passages(text: str, known: list[Match], article: ArticleTexts, seen: set[str]) -> Iterator[str]:
    """Return the sentences of *text* of which the *article* lacks a part; its body has the *known* ones.

    Those that one such part runs through are one passage. Sentences whose keys were *seen* are left out, others added.
    """
    keyed = FingerprintedText(text)
    ends = [0, *sentence_ends(text), len(text)]
    key_ends = [bisect_left(keyed.offsets, end) for end in ends]
    for start, end in _unknown(keyed.key, known, article):
        number = bisect_right(key_ends, start) - 1
        passage = ""
        while number + 1 < len(ends) and key_ends[number] < end:
            first, stop = max(start, key_ends[number]), min(end, key_ends[number + 1])
            if stop - first >= _FEWEST and not _is_said(keyed.key[first:stop], article):
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
    if any(run.at > at for run in known[number + 1 : number + 2]):
        return False  # it goes on; another copy would begin anew
    is_glued = keyed.offsets[place] == keyed.offsets[place - 1] + 1
    return is_glued and place - begin >= _FEWEST_CUT and begin > start and end - start >= _LONG_COPY


def _unknown(key: str, known: list[Match], article: ArticleTexts) -> Iterator[tuple[int, int]]:
    for start, end in uncovered(known, len(key)):
        for first, last in uncovered(article.others.runs(key[start:end]), end - start):
            yield start + first, start + last


def _is_said(key: str, article: ArticleTexts) -> bool:
    """Whether the article has this part of a key, which is too short to be found."""
    return article.body.holds(key) or article.others.holds(key)


def _without_headings(sentence: str, article: ArticleTexts) -> str:
    """*sentence* without the headings and titles before and behind it: a copy of the body has only blanks there."""
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
    return len(key) < _LONGEST_HEADING and (not key or article.is_title(key) or article.sentences.is_whole(key))
