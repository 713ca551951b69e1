"""Tags, comments and declarations in the source with their extents, which tokenizers do not report."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["SourceReader", "Token", "are_stray_words", "is_after_text", "is_before_text"]

Cut: TypeAlias = Literal["no", "by-tag", "by-end"]
Kind: TypeAlias = Literal["tag", "comment", "section", "declaration", "instruction", "odd"]
"""A tag, a comment, a CDATA section, ``<!…>``, ``<?…>``, or an end tag without a name."""

_OPENING: Final = re.compile(r"<(?:(!--)|(!\[CDATA\[)|([!?])|(/?)([A-Za-z][^\s/<>]*)|/)")
_ATTRIBUTE: Final = re.compile(
    r"""
    [\s/]* ( =?[^\s/<>=]+ | = )                 # a name
    ( \s*=\s* ( ["'] | [^\s<>"'][^\s>]* )? )?   # a value, or the quote that begins it
    """,
    re.VERBOSE,
)
_TAG_END: Final = re.compile(r"[\s/]*(>?)")
_SPAN: Final = re.compile(r"</?span(?=[\s>])", re.IGNORECASE)
_COMMENT_END: Final = re.compile("--!?>")
_SECTION_END: Final = re.compile("]]>")
_MARKUP_END: Final = re.compile(">")
_NEVER_CLOSED: Final = frozenset({"instruction", "declaration", "odd"})
"""Markup that seldom has an end in code: ``<?php``, ``<!``, ``<//``."""
_QUOTES: Final = {quote: re.compile(quote) for quote in ('"', "'")}
_NAMES_ALONE: Final = frozenset(
    "allowfullscreen alt async autofocus autoplay checked class compact contenteditable controls declare default defer "
    "disabled download draggable hidden href id inert ismap itemscope loop multiple muted nomodule nohref noresize noshade "
    "novalidate nowrap open playsinline readonly required reversed selected src style title value".split()
)
"""Attributes that authors write without a value."""
_FRAMEWORK: Final = re.compile(
    r"[@:#*\[(]?[a-z_][\w.]*[-:][\w.:-]*[\])]?", re.ASCII
)  # data-v-1eaafa2a, v-if, ng-repeat
_MOST_WORDS: Final = 1_000
_BEFORE: Final = re.compile(r"[^\s<>][ ]?\Z")
_BEHIND: Final = re.compile(r"[ ]?[^\s<]")


class Token(NamedTuple):
    """A piece of source that may be markup.

    Attributes:
        kind: The kind of markup.
        start: Where its ``<`` is.
        end: The offset behind it; if it is not whole, behind the name or the opening.
        name: The name of a tag in lower case.
        is_end: Whether it is an end tag.
        attributes: The attributes of a tag, ``None`` for one without a value.
        cut: ``"no"`` if it is complete, ``"by-tag"`` if a ``<`` precedes its end, ``"by-end"`` if it has no end.
    """

    kind: Kind
    start: int
    end: int
    name: str
    is_end: bool
    attributes: Mapping[str, str | None]
    cut: Cut

    @property
    def has_values(self) -> bool:
        """Whether an attribute has a value."""
        return any(value is not None for value in self.attributes.values())

    @property
    def has_stray_words(self) -> bool:
        """Whether a sentence continues after the name, rather than an unclosed list of attributes."""
        return not self.has_values and len(self.attributes) <= _MOST_WORDS and are_stray_words(self.attributes)

    @property
    def parsed_attributes(self) -> dict[str, str]:
        """The attributes as a parser reports them, ``""`` for one without a value."""
        return {name: value or "" for name, value in self.attributes.items()}


class SourceReader:
    """Reads tokens of one source; to read all of them takes time in proportion to its length."""

    def __init__(self, source: str) -> None:
        self.source = source
        self._found: dict[re.Pattern[str], tuple[int, int, int]] = {}
        self._cuts: dict[
            tuple[int, int], Cut
        ] = {}  # of tags that are not whole, by limit and where each attribute ends

    def read(self, start: int, limit: int | None = None) -> Token | None:
        """Return the token at *start*, or ``None`` where ``<`` is text; it ends before *limit*."""
        limit = len(self.source) if limit is None else limit
        opening = _OPENING.match(self.source, start, limit)
        if opening is None:
            return None
        if opening[5]:
            return self._tag(opening, limit)
        if opening[1]:
            return self._other("comment", opening, self._behind(_COMMENT_END, start + 2, limit))
        if opening[2]:
            end = self._behind(_SECTION_END, opening.end(), limit)
            holds_another = self.source.find(opening[0], opening.end(), end) >= 0
            return self._other("section", opening, 0 if holds_another else end)
        kind: Kind = "instruction" if opening[3] == "?" else "declaration" if opening[3] else "odd"
        return self._other(kind, opening, self._behind(_MARKUP_END, opening.end(), limit))

    def tokens(self, start: int, limit: int) -> Iterator[Token]:
        """The tokens between *start* and *limit*, which are code."""
        place = self.source.find("<", start, limit)
        while place >= 0:
            token = self.read(place, limit)
            if token is not None:
                if token.kind != "tag" and self._is_highlighted(token):
                    token = token._replace(end=self.source.find("<", place + 1))
                elif token.kind in _NEVER_CLOSED and (end := self.source.find("</code", place + 1, token.end)) >= 0:
                    token = token._replace(end=end)
                yield token
            place = self.source.find("<", token.end if token else place + 1, limit)

    def _is_highlighted(self, token: Token) -> bool:
        """Whether a highlighter's spans begin or end in *token*: ``</<span class="name">div</span>>``."""
        end = self._behind(_SPAN, token.start + 1, token.end)
        if not end:
            return False
        start = self.source.rindex("<", token.start, end)
        return self.source[start + 1] == "/" or (token.kind != "comment" and self.source[start - 1] not in _QUOTES)

    def _behind(self, mark: re.Pattern[str], start: int, limit: int) -> int:
        """The offset behind the next *mark*, 0 for none; each is searched once, however many tokens come before it."""
        searched, place, end = self._found.get(mark, (0, -1, 0))
        if not searched <= start <= place:
            found = mark.search(self.source, start)
            place, end = found.span() if found else (len(self.source), 0)
            self._found[mark] = start, place, end
        return end if end <= limit else 0

    @staticmethod
    def _other(kind: Kind, opening: re.Match[str], end: int) -> Token:
        cut: Cut = "no" if end else "by-end"
        return Token(kind, opening.start(), end or opening.end(), "", is_end=False, attributes={}, cut=cut)

    def _tag(self, opening: re.Match[str], limit: int) -> Token:
        start, place, name = opening.start(), opening.end(), opening[5].lower()
        attributes: dict[str, str | None] = {}
        ends: list[tuple[int, int]] = []  # another tag, in a value of this one, may go on as this one does
        cut: Cut | None = None
        while cut is None and (attribute := _ATTRIBUTE.match(self.source, place, limit)) is not None:
            place = attribute.end()
            value = attribute[3] if attribute[2] else None
            if value is not None and value in _QUOTES:
                end = self._behind(_QUOTES[value], place, limit)
                if not end:
                    cut = "by-end"
                    break
                value, place = self.source[place : end - 1], end
            attributes.setdefault(attribute[1].lower(), value)
            ends.append((limit, place))
            cut = self._cuts.get(ends[-1])
        if cut is None:
            rest = _TAG_END.match(self.source, place, limit)
            if rest is not None and rest[1]:
                return Token("tag", start, rest.end(), name, bool(opening[4]), attributes, "no")
            cut = "by-tag" if rest is not None and rest.end() < limit else "by-end"
        self._cuts.update(dict.fromkeys(ends, cut))
        return Token("tag", start, opening.end(), name, bool(opening[4]), attributes, cut)


def is_after_text(source: str, place: int) -> bool:
    """Return whether a word or a punctuation mark is before *place* in *source*, with at most a space between."""
    return _BEFORE.search(source[max(place - 2, 0) : place]) is not None


def is_before_text(source: str, place: int) -> bool:
    """Return whether one follows *place* in *source*, with at most a space between."""
    return _BEHIND.match(source, place) is not None


def are_stray_words(names: Iterable[str]) -> bool:
    """Whether attributes of these *names*, none of which has a value, are no attributes but words behind a ``<``.

    Example:
        >>> are_stray_words(["且", "c"]), are_stray_words(["hidden"]), are_stray_words(["data-v-1eaafa2a"]), are_stray_words([])
        (True, False, False, False)
    """
    names = list(names)
    return bool(names) and not any(name in _NAMES_ALONE or _FRAMEWORK.fullmatch(name) for name in names)
