"""Tags without attributes that a sentence mentions: ``用<div>布局``, ``the <b> tag``, ``放在</body>之前``.

A browser would seldom render one as intended, but careless markup looks similar. So a tag is text only if it has no
counterpart in its paragraph, and has words on both sides or a word such as "tag" after it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, Final, get_args

from ofweek_parse.reading.html import elements

if TYPE_CHECKING:
    from ofweek_parse.reading.html.literal_markup.source_tags import Token
    from ofweek_parse.reading.html.literal_markup.tag_pairs import TagPairs

__all__ = ["MAY_BE_NAMED", "NamedTags"]

_MARKS: Final = elements.tags_of(
    *get_args(elements.MarkRole),
    *("paragraph", "ruby-base", "ruby-text", "ruby-fallback"),  # whose end tags HTML lets authors leave out
) | frozenset("font center big small nobr u ins mark".split())
"""Elements that sloppy markup leaves open in a line: only a list of tags or a word such as "tag" shows that these are named."""
_NEEDS_ATTRIBUTES: Final = frozenset("area base embed frame image img input link meta param source track".split())
_NAMES: Final = (
    elements.ROLES.keys()
    - elements.IN_DRAWINGS
    - elements.RAW_TEXT
    - elements.tags_of("code", "preformatted", "dropped", "hidden", "embed", "noscript", "drawing", "formula")
    - (elements.VOID - _NEEDS_ATTRIBUTES)
    - _MARKS
) | {"head"}
_OUTERMOST: Final = frozenset({"body", "head", "html"})
_TAG: Final = r"</?[a-z][a-z0-9]{0,20}\s?/?>"
_AND: Final = r"[ ]?(?:、|，|,|/|和|与|或|及|以及|and|or)[ ]?"
_WORD: Final = r"(?:标签|标记|元素|[Tt]ags?\b|[Ee]lements?\b)(?!\s*[:：])"
_MEANS: Final = r"(?: [:：] | [–—-]+[ ] | 用于 | 用来 | 表示 | 定义 | 代表 | 是 )"
_LONGEST_GAP: Final = 60
_ANY: Final = rf"""/? (?: {"|".join(sorted(_NAMES | _MARKS, reverse=True))} ) [ ]?/?>"""
_BETWEEN_WORDS: Final = rf"""/? (?: {"|".join(sorted(_NAMES, reverse=True))} ) [ ]?/?> [ ]? [^\s<]"""
_NAME: Final = rf"""(?: {"|".join(sorted(_NAMES - {"a", "span"}, reverse=True))} ) [ ]?/?>"""
_ALONE: Final = rf"""
    (?: (?<=[^\s>]<) | (?<=[^\s>][ ]<) ) (?= {_BETWEEN_WORDS} )
|   (?= {_ANY} ["'”’」』》】`）)]? [ ]? {_WORD} )
|   (?= {_ANY} {_AND} {_TAG} )                              # one of several
|   (?<=<p><) (?= {_NAME} [^<>\n]{{1,{_LONGEST_GAP}}} <(?:{_NAME}) )  # at the start, before another
|   (?= {_NAME} [ ]? {_MEANS} )                             # the word that is explained
|   (?= {_NAME} [ ]? </h[1-6]> )                            # the last word of a heading
|   (?= /? (?:html|body) > )
|   (?: (?<=>[、，,/和与或及]<) | (?<=>[ ]and[ ]<) | (?<=>[ ]or[ ]<) ) (?= {_ANY} )
"""
_BEHIND_ANOTHER: Final = rf"(?: (?<=[a-z]><) | (?<=[a-z]>[ ]<) ) (?= {_BETWEEN_WORDS} )"
MAY_BE_NAMED: Final = rf"(?: {_ALONE} | {_BEHIND_ANOTHER} )"
"""A verbose regular expression: what follows the ``<`` of a tag that may be one. Its case matters."""
_NAMED: Final = re.compile(_ALONE, re.VERBOSE)
_FOLLOWING: Final = re.compile(MAY_BE_NAMED, re.VERBOSE)
_GROUPS: Final = {
    **dict.fromkeys(elements.HEADING_LEVELS, "heading"),
    **dict.fromkeys(("td", "th", "caption"), "cell"),
    "figcaption": "caption",
    **dict.fromkeys(("li", "dt", "dd"), "item"),
    "summary": "summary",
    "p": "p",
}
"""Elements that a sentence is in, those of one kind never inside each other."""
_LEAVES: Final = elements.HEADING_LEVELS.keys() | {"p", "summary"}
_PARAGRAPH: Final = re.compile(rf"<(/?)({'|'.join(_GROUPS)})(?=[\s>])", re.IGNORECASE)


class NamedTags:
    """Finds the tags in one body that sentences mention."""

    def __init__(self, body: str) -> None:
        self._body = body
        self._places: dict[str, list[tuple[int, str]]] | None = None

    def is_named(self, token: Token, pairs: TagPairs, *, follows: bool) -> bool:
        """Return whether *token* is text.

        Args:
            token: A whole tag.
            pairs: Finds its end tag.
            follows: Whether it is right behind another tag that is text.
        """
        if token.attributes:
            return False
        pattern = _FOLLOWING if follows else _NAMED
        if pattern.match(self._body, token.start + 1) is None:
            return False
        if token.name in elements.VOID:
            return True
        start, end = self._paragraph(token)
        if start < 0 or token.name in _OUTERMOST:
            return start >= 0
        tags = pairs.of(token.name)  # searched for those names alone that HTML has
        partner = tags.partners.get(token.start, -1)
        if partner < 0:
            return True
        if start <= partner < end:
            return False
        return len(tags.starts) != len(tags.ends) or _NAMED.match(self._body, partner + 1) is not None

    def _paragraph(self, token: Token) -> tuple[int, int]:
        """Return the start and end of the innermost element that contains the sentence, or (-1, -1)."""
        if self._places is None:
            self._places = {}
            for tag in _PARAGRAPH.finditer(self._body):
                name = tag[2].lower()
                if name in _LEAVES and not tag[1] and _NAMED.match(self._body, tag.start() + 1):
                    continue
                self._places.setdefault(_GROUPS[name], []).append((tag.start(), tag[1] + name))
        innermost = (-1, -1)
        for group, places in self._places.items():
            if group == _GROUPS.get(token.name) and token.name not in _LEAVES:
                continue
            behind = bisect_left(places, (token.start, ""))
            if 0 < behind < len(places) and places[behind][1] == f"/{places[behind - 1][1]}":
                innermost = max(innermost, (places[behind - 1][0], places[behind][0]))
        return innermost
