"""Deciding which tags in ``<pre>`` or ``<code>`` are markup and which are unescaped source text.

Highlighters write spans; editors mark up words or make each line an element. Everything else in code is part of the
code: tags, comments, declarations and type parameters.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ofweek_parse.characters import BLANK
from ofweek_parse.reading.html.source_tags import are_stray_words
from ofweek_parse.sentinels import FILLER

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ofweek_parse.reading.html.source_tags import SourceReader, Token

__all__ = ["source_tokens"]

_MARKS: Final = frozenset("a b br code del em font i img ins mark s span strong sub sup u".split())
_LINES: Final = frozenset("div li p".split())
_LISTS: Final = frozenset("ol ul".split())
_AROUND_LINES: Final = _LISTS | {"code"}
_VOID: Final = frozenset({"br", "img"})
_ABSOLUTE: Final = re.compile(r"\s*(?:https?:)?//", re.IGNORECASE)
_SOURCES: Final = ("src", "data-src", "data-original", "data-original-src", "data-actualsrc", "data-lazy-src")
_EMPTY_SPAN: Final = "<span></span>"
_EMPTY_COMMENT: Final = "<!---->"  # a template engine's mark


def source_tokens(reader: SourceReader, start: int, end: int, *, is_block: bool) -> list[Token]:
    """Return the tokens between *start* and *end* that are source text.

    Args:
        reader: Reads the body.
        start: Where the code begins, behind its start tag.
        end: Where its end tag begins.
        is_block: Whether it is a ``<pre>``.
    """
    tokens = list(reader.tokens(start, end))
    if not tokens:
        return []
    partners = _partners(tokens)
    kept = _always_markup(reader.source, tokens, partners, start, end, is_block=is_block)
    partners = {index: other for index, other in partners.items() if (index in kept) is (other in kept)}
    others = [index for index in range(len(tokens)) if index not in kept]
    has_lines = is_block or sum(token.name in _LINES and not token.is_end for token in tokens) > 1
    if any(_is_source(reader.source, tokens, index, partners, has_lines=has_lines) for index in others):
        return [tokens[index] for index in others]
    if (
        not is_block
        and not any(token.name == "img" for token in tokens)
        and not _text(reader.source, tokens, start, end)
    ):
        return [tokens[index] for index in others]  # there would be nothing to see
    return []


def _partners(tokens: Sequence[Token]) -> dict[int, int]:
    """The index of the end tag of each start tag, and the other way round."""
    partners: dict[int, int] = {}
    opened: dict[str, list[int]] = {}
    for index, token in enumerate(tokens):
        if token.kind != "tag" or token.name in _VOID:
            continue
        if not token.is_end:
            opened.setdefault(token.name, []).append(index)
        elif starts := opened.get(token.name):
            partners[index] = starts.pop()
            partners[partners[index]] = index
    return partners


def _always_markup(
    source: str, tokens: Sequence[Token], partners: dict[int, int], start: int, end: int, *, is_block: bool
) -> set[int]:
    """The indices of tokens that no code is taken for: spans with attributes, line breaks, elements around all code."""
    kept: set[int] = set()
    for index, token in enumerate(tokens):
        if token.name == "span" and token.has_values and not token.is_end:
            kept.add(index)
            if index in partners:
                kept.add(partners[index])
        elif token.kind == "comment" and source.startswith(_EMPTY_COMMENT, token.start):
            kept.add(index)
        elif source.startswith(_EMPTY_SPAN, token.start):  # Pygments begins with one
            kept.update((index, index + 1))
    breaks = [
        index for index, token in enumerate(tokens) if token.name == "br" and token.cut == "no" and not token.is_end
    ]
    if is_block and len(breaks) > 1 and "\n" not in source[start:end]:
        kept.update(breaks)
    else:
        kept.update([index for index in breaks if _touches(tokens, index, kept)])
    if is_block:
        kept.update(_around(source, tokens, partners, start, end))
    return kept


def _touches(tokens: Sequence[Token], index: int, kept: set[int]) -> bool:
    """Whether a token is right beside one that is *kept*."""
    before, behind = index - 1, index + 1
    if before in kept and tokens[before].end == tokens[index].start:
        return True
    return behind in kept and tokens[behind].start == tokens[index].end


def _around(source: str, tokens: Sequence[Token], partners: dict[int, int], start: int, end: int) -> Iterable[int]:
    """The indices of the tags of ``code`` elements, or of elements one a line, outside of which there is no text."""
    codes = [index for index, token in enumerate(tokens) if token.name == "code" and token.cut == "no"]
    if codes and not tokens[codes[0]].is_end and tokens[codes[-1]].is_end:
        pairs = _outermost(tokens, partners, "code")
        if any(index not in partners for index in codes):  # the code holds a `<code>` or `</code>`
            pairs = [(codes[0], codes[-1])]
        if not _text_outside(source, tokens, pairs, start, end):
            around = [index for pair in pairs for index in pair]
            return around + (_lines(source, tokens, partners, start, end) if len(pairs) == 1 else [])
    return _lines(source, tokens, partners, start, end)


def _lines(source: str, tokens: Sequence[Token], partners: dict[int, int], start: int, end: int) -> list[int]:
    """The indices of the tags of elements, one a line: several, with all of the text and no line break."""
    name = next((token.name for token in tokens if token.name not in _AROUND_LINES), "")
    if name not in _LINES or "\n" in source[start:end]:
        return []
    pairs = _outermost(tokens, partners, name)
    if len(pairs) < 2 or _text_outside(source, tokens, pairs, start, end):
        return []
    inside = {index for opener, closer in pairs for index in range(opener + 1, closer)}
    if any(index in partners and tokens[index].name not in _MARKS for index in inside):
        return []  # elements inside elements are source
    return [index for index in range(len(tokens)) if index not in inside]


def _outermost(tokens: Sequence[Token], partners: dict[int, int], name: str) -> list[tuple[int, int]]:
    """The indices of the tags of each element *name* that is in no other of that name."""
    pairs: list[tuple[int, int]] = []
    for index, token in enumerate(tokens):
        if token.name != name or token.is_end or token.cut != "no" or index not in partners:
            continue
        if not pairs or index > pairs[-1][1]:
            pairs.append((index, partners[index]))
    return pairs


def _text_outside(source: str, tokens: Sequence[Token], pairs: Sequence[tuple[int, int]], start: int, end: int) -> str:
    pieces: list[str] = []
    place, first = start, 0
    for opener, closer in pairs:
        pieces.append(_text(source, tokens[first:opener], place, tokens[opener].start))
        place, first = tokens[closer].end, closer + 1
    return "".join([*pieces, _text(source, tokens[first:], place, end)])


def _text(source: str, tokens: Iterable[Token], start: int, end: int) -> str:
    """The text between *start* and *end* that is in none of *tokens*, without white space at its ends."""
    pieces: list[str] = []
    for token in tokens:
        pieces.append(source[start : token.start])
        start = token.end
    text = "".join([*pieces, source[start:end]]).replace(FILLER, "")
    return "" if BLANK.fullmatch(text) else text.strip()


def _is_source(source: str, tokens: Sequence[Token], index: int, partners: dict[int, int], *, has_lines: bool) -> bool:
    """Whether no highlighter and no editor wrote this token."""
    token = tokens[index]
    if token.kind != "tag" or token.cut != "no":
        return True
    if token.attributes and not token.has_values and are_stray_words(token.attributes):
        return True
    if token.name == "img":
        return not any(_ABSOLUTE.match(token.attributes.get(name) or "") for name in _SOURCES)
    if token.name == "br":
        return False
    if index not in partners or (token.name == "a" and not tokens[min(index, partners[index])].attributes):
        return True
    if token.name in _LINES or token.name in _LISTS:
        opener, closer = sorted((index, partners[index]))
        line = source[tokens[opener].end : tokens[closer].start]
        return not has_lines or "\n" in (line.removesuffix("\n") if line.strip() else line)
    return token.name not in _MARKS
