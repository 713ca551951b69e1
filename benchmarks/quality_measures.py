"""Precision and recall of the output of a tool, compared with the facts about a post."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import attrs

from ofweek_parse.testing.source_losses import key

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Sequence

    from quality_structure import Facts
    from readings import Reading

__all__ = ["MEASURES", "Tally", "measured"]

_SHINGLE = 4
"""Letters that are compared at once; their places do not count."""

_LONG_LINE = 12
"""Letters of a line that is not there by chance."""

MEASURES = {
    "text": "text, in runs of four letters",
    "lines once": "lines given exactly as often as the post shows them",
    "copies": "text of the article given again in alt, title or the body, as a share of the article",
    "headings": "h1 to h6",
    "bold headings": "bold paragraphs that are headings",
    "list items": "each with its own text",
    "table cells": "each with its text",
    "code": "blocks kept character by character",
    "images": "URLs, in order; a placeholder is none",
    "useful alts": "alternative texts that say what nothing else says",
    "figcaptions": "captions in figcaption, with their image",
    "▲ captions": "captions in a paragraph below, with their image",
    "links": "distinct URLs; that of a keyword counts as a link",
    "credits": "role and name",
    "title": "told in full",
    "time": "the right instant, or none where the post tells none",
}
"""What is measured, and how."""


@attrs.frozen
class Tally:
    """How much was right, given and expected; ``copies`` counts what is too much as given and never as right."""

    right: float = 0
    given: float = 0
    expected: float = 0
    recalled: float | None = None
    """What of the expected was given, if that is another number than what of the given was right."""

    def __add__(self, other: Tally) -> Tally:
        recalled = [each.right if each.recalled is None else each.recalled for each in (self, other)]
        return Tally(self.right + other.right, self.given + other.given, self.expected + other.expected, sum(recalled))

    @property
    def precision(self) -> float | None:
        """The share of what was given that is right; ``None`` if nothing was given."""
        return self.right / self.given if self.given else None

    @property
    def recall(self) -> float | None:
        """The share of what was expected that was given; ``None`` if nothing was expected."""
        right = self.right if self.recalled is None else self.recalled
        return right / self.expected if self.expected else None


def measured(facts: Facts, reading: Reading) -> dict[str, Tally]:
    """The tally of each measure that the post has facts for and the tool has a notion of."""
    found: dict[str, Tally | None] = {
        "text": _text(facts, reading),
        "lines once": _once(facts, reading),
        "copies": _copies(facts, reading),
        "headings": _compared(facts.headings, reading.headings),
        "bold headings": _compared(facts.bold_headings, reading.headings),
        "list items": _compared(facts.items, reading.items),
        "table cells": _compared(facts.cells, reading.cells),
        "code": _code(facts, reading.code),
        "images": _in_order(facts.images, reading.images),
        "useful alts": _compared(facts.alts, reading.alts),
        "figcaptions": _pairs(facts.captions, reading.captions),
        "▲ captions": _pairs(facts.mark_captions, reading.captions),
        "links": _distinct(facts.links, reading.links),
        "credits": _multiset(facts.credits, reading.credits),
    }
    if reading.has_metadata:
        found["title"] = Tally(float(_is_title(facts, reading.title or "")), 1, 1) if facts.titles else None
        found["time"] = Tally(float(reading.published == facts.published), 1, 1) if facts.knows_time else None
    return {name: tally for name, tally in found.items() if tally is not None}


def _is_title(facts: Facts, title: str) -> bool:
    if facts.is_answer:
        return title.strip() in facts.titles
    return key(title) in map(key, facts.titles)  # the characters lost at each _ are unknown


def _shingles(text: str) -> Counter[str]:
    """The runs of letters of each line, so that the order of lines does not count; shorter lines have none."""
    found: Counter[str] = Counter()
    for letters in map(key, text.split("\n")):
        found.update(letters[place : place + _SHINGLE] for place in range(len(letters) - _SHINGLE + 1))
    return found


def _text(facts: Facts, reading: Reading) -> Tally:
    given, expected = _shingles(reading.text), _shingles(facts.text)
    # What else a post shows, such as its credits, is as right in the text as in a field of its own.
    right = given & (expected | _shingles(facts.allowed))
    recalled = expected & _shingles(f"{reading.text}\n{reading.elsewhere}")
    return Tally(right.total(), given.total(), expected.total(), recalled.total())


def _long_lines(facts: Facts) -> list[str]:
    return sorted({line for line in map(key, facts.lines) if len(line) >= _LONG_LINE})


def _once(facts: Facts, reading: Reading) -> Tally:
    shown, given = key(facts.text), key(f"{reading.text}\n{reading.elsewhere}")
    lines = _long_lines(facts)
    right = sum(given.count(line) == shown.count(line) for line in lines)
    return Tally(right, len(lines), len(lines))


def _copies(facts: Facts, reading: Reading) -> Tally:
    shown, given = key(facts.text), key(f"{reading.text}\n{reading.attributes}")
    excess = sum(max(given.count(line) - shown.count(line), 0) * len(line) for line in _long_lines(facts))
    return Tally(0, excess, len(shown))


def _compared(expected: Sequence[str] | None, given: Sequence[str] | None) -> Tally | None:
    """The tally of texts, of which letters and digits count."""
    if expected is None or given is None:
        return None
    return _multiset([key(text) for text in expected], [key(text) for text in given if key(text)])


def _multiset(expected: Iterable[Hashable] | None, given: Iterable[Hashable] | None) -> Tally | None:
    if expected is None or given is None:
        return None
    wanted, found = Counter(expected), Counter(given)
    return Tally((wanted & found).total(), found.total(), wanted.total())


def _distinct(expected: Sequence[str] | None, given: Sequence[str] | None) -> Tally | None:
    return None if expected is None or given is None else _multiset(set(expected), set(given))


def _code(facts: Facts, given: Sequence[str] | None) -> Tally | None:
    if facts.code is None or given is None:
        return None
    tally = _multiset([code.strip("\n") for code in facts.code], [code.strip("\n") for code in given])
    return tally if facts.is_answer or tally is None else attrs.evolve(tally, given=0)  # of others nothing is known


def _pairs(expected: Sequence[tuple[str, str]] | None, given: Sequence[tuple[str, str]] | None) -> Tally | None:
    if expected is None or given is None:
        return None
    return _multiset([(url, key(text)) for url, text in expected], [(url, key(text)) for url, text in given])


def _in_order(expected: Sequence[frozenset[str]] | None, given: Sequence[str] | None) -> Tally | None:
    """The longest common subsequence."""
    if expected is None or given is None:
        return None
    row = [0] * (len(given) + 1)
    for urls in expected:
        above = row
        row = [0]
        for place, url in enumerate(given):
            row.append(above[place] + 1 if url in urls else max(above[place + 1], row[place]))
    return Tally(row[-1], len(given), len(expected))
