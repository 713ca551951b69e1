"""``restored-title``: restores characters in the title that the generator replaced by ``_``, from the article.

The words of a title usually appear in the text too, as the author wrote them: ``14/28nm`` for ``14_28nm`` in a title,
``“利空”`` for ``_利空_``. That is evidence but no proof, so this is a separate normalizer, which can be disabled.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from ofweek_parse.model.constructors import evolve
from ofweek_parse.model.diagnostics import Diagnostic
from ofweek_parse.model.inlines import joined_text
from ofweek_parse.model.traversal import iter_images, lines_of
from ofweek_parse.normalizers.title_marks import BRACKETS, REPLACED, ascii_forms, marks_in, with_marks
from ofweek_parse.sentinels import SEAM

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ofweek_parse.model.article import Article

__all__ = ["restored_title"]

_PAIRED: Final = frozenset("".join(BRACKETS))
_MOST: Final = 16
"""No title has more of them, and each is looked for in the whole article."""

_LONGER: Final = 8
"""By so much a text that is the title may be longer than it, through spaces."""


def restored_title(article: Article) -> Article:
    """A ``_`` of the title becomes what the article shows in its place: in the body, in alternative texts, in keywords.

    A text that is the title but for the ``_`` decides. Else quotation marks and brackets come back in pairs only, around
    a word that the article has in such a pair, and other characters where the article has the same two characters on
    either side of one, and the whole of a Latin word or a number. Where two readings are possible, or the article has
    a ``_`` there itself, the ``_`` stays.
    """
    title = article.title
    if "_" not in title or title.count("_") > _MOST:
        return article
    texts = list(dict.fromkeys(_texts(article)))
    shown, kept = _shown_by_titles(title, texts)
    restored = with_marks(title, shown)
    if "_" in restored:
        restored = _restored(restored, ascii_forms(SEAM.join(texts)), kept)
    if restored == title:
        return article
    note = Diagnostic.of(
        "title-restored", f"{title!r} was restored to {restored!r}, as written elsewhere in the article."
    )
    return evolve(article, title=restored, diagnostics=(*article.diagnostics, note))


def _texts(article: Article) -> Iterator[str]:
    """Whatever may show a word of the title."""
    yield from map(joined_text, lines_of(article.blocks))
    for image in iter_images(article.blocks):
        yield from (image.alt, image.title or "")
    yield from (keyword.text for keyword in article.keywords)
    yield from article.alt_residue
    yield article.original_title or ""


def _shown_by_titles(title: str, texts: list[str]) -> tuple[dict[int, str], frozenset[int]]:
    """The marks that the *texts* have which are the *title* but for its ``_``, and the places of ``_`` to keep."""
    votes: dict[int, set[str]] = {}
    for text in texts:
        if abs(len(text) - len(title)) <= _LONGER and (marks := marks_in(text, title)):
            for at, mark in marks.items():
                votes.setdefault(at, set()).add(ascii_forms(mark))
    agreed = {at: min(marks) for at, marks in votes.items() if len(marks) == 1 and "_" not in marks}
    return _balanced(agreed), frozenset(at for at in votes if at not in agreed)


def _balanced(marks: Mapping[int, str]) -> dict[int, str]:
    """Return *marks* without quotation marks and brackets that have no partner."""
    balanced = {at: mark for at, mark in marks.items() if mark not in _PAIRED}
    for opening, closing in BRACKETS:
        opened: list[int] = []
        for at in sorted(marks):
            if marks[at] == opening:
                opened.append(at)
            elif marks[at] == closing and opened:
                balanced |= {opened.pop(): opening, at: closing}
    return balanced


def _restored(title: str, text: str, kept: frozenset[int]) -> str:
    """Return *title* with the marks that *text* shows, repeated until nothing changes, since marks can be neighbours."""
    marks = [mark for mark in f"{REPLACED}_" if mark in text]
    while found := _evident(title, text, marks, kept):
        title = with_marks(title, found)
    return title


def _evident(title: str, text: str, marks: list[str], kept: frozenset[int]) -> dict[int, str]:
    """The *marks* of which *text* leaves no doubt."""
    words = ascii_forms(title)
    places = [at for at, character in enumerate(title) if character == "_"]
    alone = {at: _marks_around(words, at, text, marks) for at in places if at not in kept}
    pairs: list[tuple[dict[int, str], bool]] = []
    for first, last in pairwise(places):
        readings = _pairs_around(words[first + 1 : last], text)
        pairs += [({first: pair[0], last: pair[1]}, len(readings) == 1) for pair in readings]
    found: dict[int, str] = {}
    for pair, is_sole in pairs:
        rivals = [other for other, _ in pairs if other is not pair and not other.keys().isdisjoint(pair)]
        agrees = all(at in alone and alone[at] <= {mark} for at, mark in pair.items())
        if is_sole and agrees and not rivals and "_" not in pair.values():
            found |= pair
    paired = {at for pair, _ in pairs for at in pair}
    for at, readings_alone in alone.items():
        if at not in paired and len(readings_alone) == 1 and readings_alone.isdisjoint({*_PAIRED, "_"}):
            found[at] = min(readings_alone)
    return found


def _pairs_around(word: str, text: str) -> list[str]:
    """The pairs in which *text* has *word*; ``__`` is one too."""
    if not any(map(str.isalnum, word)):
        return []
    return [pair for pair in (*BRACKETS, "__") if f"{pair[0]}{word}{pair[1]}" in text]


def _marks_around(title: str, at: int, text: str, marks: list[str]) -> set[str]:
    """Those of *marks* that *text* has between the neighbours that the ``_`` at *at* has in *title*."""
    before, after = _neighbours(title[:at][::-1])[::-1], _neighbours(title[at + 1 :])
    if not before or not after:
        return set()
    return {mark for mark in marks if _has(text, f"{before}{mark}{after}")}


def _neighbours(beside: str) -> str:
    """The beginning of *beside* by which its place is known in another text, ``""`` if it is too little.

    Two characters, and the whole of a Latin word or number that the second is part of. A Latin letter before
    punctuation or the title's edge is a word by itself.
    """
    size = min(2, len(beside))
    if size == 2 and _is_latin(beside[1]):
        while size < len(beside) and _is_latin(beside[size]):
            size += 1
    elif beside and _is_latin(beside[0]) and beside[0].isalpha() and not beside[1:2].isalnum():
        size = 1
    elif size < 2:
        return ""
    return "" if "_" in beside[:size] else beside[:size]


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalnum()


def _has(text: str, passage: str) -> bool:
    """Whether *text* has *passage*, not with a part of a Latin word or number at its edges."""
    at = text.find(passage)
    while at >= 0:
        end = at + len(passage)
        if not (_is_latin(passage[0]) and _is_latin(text[at - 1 : at])) and not (
            _is_latin(passage[-1]) and _is_latin(text[end : end + 1])
        ):
            return True
        at = text.find(passage, at + 1)
    return False
