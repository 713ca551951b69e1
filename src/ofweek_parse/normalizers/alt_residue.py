"""What an alternative text says and the article does not, in whole sentences."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Final

from ofweek_parse.characters import WIDE
from ofweek_parse.normalizers.matching import FingerprintedText, fingerprint, uncovered

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ofweek_parse.normalizers.article_texts import ArticleTexts
    from ofweek_parse.normalizers.matching import Match

__all__ = ["unsaid_passages"]

_SENTENCE_END: Final = re.compile(r"[。！？!?；;\n]+[”’」』）]*|\s\s+")  # where copies have blanks, paragraphs end
_BLANK: Final = re.compile(rf"(?<=[{WIDE}])\s|\s(?=[{WIDE}])|[|｜]")
_BLANK_OR_MARK: Final = re.compile(rf"{_BLANK.pattern}|[_·•–—-]")
_WORD: Final = re.compile(r"\w+")
_FEWEST: Final = 3
"""Fewer characters that nothing else says are chance, a number or a mark."""
_LONGEST_HEADING: Final = 60
_LONG_COPY: Final = 60
_LONGEST_OF_WORDS: Final = 40


def unsaid_passages(text: str, known: list[Match], article: ArticleTexts, seen: set[str]) -> Iterator[str]:
    """Return the sentences of *text* of which the *article* lacks a part; its body has the *known* ones.

    Those that one such part runs through are one passage. Sentences whose keys were *seen* are left out, others added.
    """
    keyed = FingerprintedText(text)
    ends = [0, *[end.end() for end in _SENTENCE_END.finditer(text)], len(text)]
    key_ends = [bisect_left(keyed.offsets, end) for end in ends]
    for start, end in _unknown(keyed.key, known, article):
        number = bisect_right(key_ends, start) - 1
        passage = ""
        while number + 1 < len(ends) and key_ends[number] < end:
            first, stop = max(start, key_ends[number]), min(end, key_ends[number + 1])
            if stop - first >= _FEWEST and not _is_said(keyed, first, stop, article):
                is_new = _breaks_off(keyed, first, key_ends[number : number + 2], known)
                begin = keyed.offsets[first] if is_new else ends[number]
                sentence = text[begin : ends[number + 1]]
                if (key := fingerprint(sentence)) not in seen:
                    seen.add(key)
                    passage += sentence
            number += 1
        if passage:
            yield _without_headings(passage, article)


def _breaks_off(keyed: FingerprintedText, place: int, sentence: list[int], known: list[Match]) -> bool:
    """Whether a long copy, from before the *sentence*, breaks off at *place* for good: its rest is not of the body."""
    number = bisect_right(known, place, key=lambda run: run.start) - 1
    if number < 0 or not 0 < place == known[number].end:
        return False
    start, (begin, end) = known[number].start, sentence
    if number + 1 < len(known) and known[number + 1].start < end:
        return False  # a few words of it are others
    is_glued = keyed.offsets[place] == keyed.offsets[place - 1] + 1
    return is_glued and start < begin and place - start >= _LONG_COPY


def _unknown(key: str, known: list[Match], article: ArticleTexts) -> Iterator[tuple[int, int]]:
    for start, end in uncovered(known, len(key)):
        for first, last in uncovered(article.others.runs(key[start:end]), end - start):
            yield start + first, start + last


def _is_said(keyed: FingerprintedText, start: int, end: int, article: ArticleTexts) -> bool:
    """Whether the article has this part of a key, which is too short to be found, or each word of it."""

    def holds(key: str) -> bool:
        return article.body.holds(key) or article.others.holds(key)

    if holds(keyed.key[start:end]):
        return True
    words = _WORD.findall(keyed.text[keyed.offsets[start] : keyed.offsets[end - 1] + 1])
    return end - start <= _LONGEST_OF_WORDS and len(words) > 0 and all(map(holds, map(fingerprint, words)))


def _without_headings(passage: str, article: ArticleTexts) -> str:
    """*passage* without the headings and titles before and behind it: a copy of the body has only blanks there."""
    passage = passage.strip()
    start, stop = 0, len(passage)
    for blank in _BLANK_OR_MARK.finditer(passage):
        if not _is_heading(passage[start : blank.start()], article):
            break
        start = blank.end()
    for blank in reversed([*_BLANK.finditer(passage)]):
        if blank.start() < start or not _is_heading(passage[blank.end() : stop], article):
            break
        stop = blank.start()
    return passage[start:stop].strip()


def _is_heading(text: str, article: ArticleTexts) -> bool:
    key = fingerprint(text)
    return len(key) < _LONGEST_HEADING and (not key or article.is_title(key) or article.sentences.is_whole(key))
