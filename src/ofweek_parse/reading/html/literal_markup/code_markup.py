"""Deciding which tags in ``<pre>`` or ``<code>`` are markup and which are unescaped source text.

Highlighters write spans; editors mark up words or make each line an element. Everything else in code is part of the
code: tags, comments, declarations and type parameters.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, Final

from ofweek_parse.characters import BLANK
from ofweek_parse.reading.html.attributes.image_sources import LAZY_SOURCES
from ofweek_parse.reading.html.attributes.languages import language_of
from ofweek_parse.reading.html.literal_markup.source_tags import are_stray_words
from ofweek_parse.sentinels import FILLER

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ofweek_parse.reading.html.literal_markup.source_tags import SourceReader, Token

__all__ = ["source_tokens"]

_MARKUP: Final = frozenset("htm html jsx markup svg tsx vue wxml xhtml xml xslt".split())
"""Languages with tags of their own."""
_MARKS: Final = frozenset("a b br code del em font i img ins mark s span strong sub sup u".split())
_LINES: Final = frozenset("div li p".split())
_LISTS: Final = frozenset("ol ul".split())
_AROUND_LINES: Final = _LISTS | {"code"}
_VOID: Final = frozenset({"br", "img"})
_ABSOLUTE: Final = re.compile(r"\s*(?:https?:)?//", re.IGNORECASE)
_EMPTY_SPAN: Final = "<span></span>"
_EMPTY_COMMENT: Final = "<!---->"  # a template engine's mark
_QUOTES: Final = ('"', "'", "`")
_QUOTATION_START: Final = re.compile(r"""\w?["'`#]|[-+]|//|/\*|<!--""")
_LINE_CLASS: Final = re.compile(r"(?:^|[\s_-])(?:line|cl)(?:$|[\s_-])", re.IGNORECASE)
_LINE_END: Final = re.compile(r"""\n|(?<!["'`])<br\s*/?>""", re.IGNORECASE)


def source_tokens(reader: SourceReader, start_tag: Token, end: int, *, is_block: bool) -> list[Token]:
    """Return the tokens between *start_tag* and *end* that are source text.

    Args:
        reader: Reads the body.
        start_tag: The start tag of the code.
        end: Where its end tag begins.
        is_block: Whether it has lines.
    """
    tokens = list(reader.tokens(start_tag.end, end))
    if not tokens:
        return []
    code = _Code(reader.source, start_tag, tokens, end, is_block=is_block)
    others = [index for index in range(len(tokens)) if index not in code.kept]
    if any(code.is_source(index) for index in others) or (others and code.shows_nothing()):
        return [tokens[index] for index in others]
    return []


class _Code:
    """The tokens of one ``<pre>`` or ``<code>``.

    Attributes:
        kept: The indices of tokens that are markup for certain: spans with attributes, line breaks, elements around all code.
    """

    def __init__(self, source: str, start_tag: Token, tokens: Sequence[Token], end: int, *, is_block: bool) -> None:
        self._source = source
        self._tokens = tokens
        self._start = start = start_tag.end
        self._end = end
        self._is_block = is_block
        self._partners = self._find_partners()
        self._has_line_ends = "\n" in source[start:end]
        self.kept: set[int] = set()
        self._keep()
        self._partners = {
            index: other for index, other in self._partners.items() if (index in self.kept) is (other in self.kept)
        }
        self._spans = self._find_spans()
        codes = [tokens[index] for index in self.kept if tokens[index].name == "code" and not tokens[index].is_end]
        self._is_in_code = start_tag.name == "code" or bool(codes)
        self._is_highlighted = any(tokens[index].name == "span" for index in self.kept)
        self._is_of_markup = any(language_of(tag.parsed_attributes) in _MARKUP for tag in [start_tag, *codes])
        self._line_ends = [found.span() for found in _LINE_END.finditer(source, start, end)]

    def is_source(self, index: int) -> bool:
        """Whether no highlighter and no editor wrote this token, which is not `kept`."""
        token = self._tokens[index]
        if token.kind != "tag" or token.cut != "no":
            return True
        if self._is_of_markup and (self._spans[index] >= 0 or not self._is_highlighted):
            return True
        if token.attributes and not token.has_values and are_stray_words(token.attributes):
            return True
        if self._is_quoted(index) or self._is_in_quotation(index):
            return True
        if token.name == "img":
            return not any(_ABSOLUTE.match(token.attributes.get(name) or "") for name in ("src", *LAZY_SOURCES))
        if token.name == "br":
            return False
        partner = self._partners.get(index)
        if partner is None or self._spans[index] != self._spans[partner]:
            return True
        if token.name in _LINES or token.name in _LISTS:
            is_list = token.name in _LISTS and self._is_in_code
            return is_list or not self._is_line(*sorted((index, partner)))
        if token.name == "a":
            return not self._tokens[min(index, partner)].attributes
        return token.name not in _MARKS or (token.name == "code" and self._is_in_code)

    def shows_nothing(self) -> bool:
        """Whether nothing would be left to see of code that is not only white space of a page."""
        return (
            (self._is_in_code or not self._is_block)
            and not any(token.name == "img" for token in self._tokens)
            and not self._text(range(len(self._tokens)), self._start, self._end)
        )

    def _find_partners(self) -> dict[int, int]:
        """The index of the end tag of each start tag, and the other way round."""
        partners: dict[int, int] = {}
        opened: dict[str, list[int]] = {}
        for index, token in enumerate(self._tokens):
            if token.kind != "tag" or token.name in _VOID:
                continue
            if not token.is_end:
                opened.setdefault(token.name, []).append(index)
            elif starts := opened.get(token.name):
                partners[index] = starts.pop()
                partners[partners[index]] = index
        return partners

    def _find_spans(self) -> list[int]:
        """For each token the index of the innermost span around it that is `kept`, or -1."""
        spans: list[int] = []
        opened = [-1]
        for index, token in enumerate(self._tokens):
            if index in self.kept and token.name == "span" and token.is_end and len(opened) > 1:
                opened.pop()
            spans.append(opened[-1])
            if index in self.kept and token.name == "span" and not token.is_end:
                opened.append(index)
        return spans

    def _keep(self) -> None:
        source, kept = self._source, self.kept
        for index, token in enumerate(self._tokens):
            if token.name == "span" and token.has_values and not token.is_end:
                if index in self._partners:
                    kept.update((index, self._partners[index]))
                elif self._is_block:
                    kept.add(index)
            elif token.kind == "comment" and source.startswith(_EMPTY_COMMENT, token.start):
                kept.add(index)
            elif source.startswith(_EMPTY_SPAN, token.start):  # Pygments begins with one
                kept.update((index, index + 1))
        kept.update(self._page_breaks())
        if self._is_block:
            kept.update(self._around())

    def _page_breaks(self) -> list[int]:
        """The indices of the line breaks that a page made of line ends, or put between the elements of lines."""
        tokens = self._tokens
        breaks = [
            index
            for index, token in enumerate(tokens)
            if token.name == "br" and token.cut == "no" and not token.is_end and not self._is_quoted(index)
        ]
        if self._is_block and len(breaks) > 1 and not self._has_line_ends:
            written = min(map(self._written, breaks), key=len)  # what a page writes has no slash
            return [index for index in breaks if self._written(index) == written]
        both = all if self._has_line_ends else any
        return [index for index in breaks if both(self._is_kept_beside(index, side) for side in (-1, 1))]

    def _written(self, index: int) -> str:
        token = self._tokens[index]
        return self._source[token.start : token.end]

    def _is_kept_beside(self, index: int, side: int) -> bool:
        """Whether the token before (-1) or behind (1) that one is `kept`, with nothing between them."""
        other = index + side
        first, second = sorted((index, other))
        if other not in self.kept:
            return False
        return not self._source[self._tokens[first].end : self._tokens[second].start].strip()

    def _around(self) -> Iterable[int]:
        """The indices of the tags of ``code`` elements, or of elements one a line, outside of which there is no text."""
        tokens = self._tokens
        codes = [index for index, token in enumerate(tokens) if token.name == "code" and token.cut == "no"]
        if codes and not tokens[codes[0]].is_end and tokens[codes[-1]].is_end:
            pairs = self._outermost("code")
            if any(index not in self._partners for index in codes):  # the code contains a `<code>` or `</code>`
                pairs = [(codes[0], codes[-1])]
            if not self._text_outside(pairs):
                around = [index for pair in pairs for index in pair]
                return around + (self._lines() if len(pairs) == 1 else [])
        return self._lines()

    def _lines(self) -> list[int]:
        """The indices of the tags of elements, one a line: several, with all of the text and no line break."""
        tokens = self._tokens
        name = next((token.name for token in tokens if token.name not in _AROUND_LINES), "")
        if name not in _LINES or self._has_line_ends:
            return []
        pairs = self._outermost(name)
        if len(pairs) < 2 or self._text_outside(pairs):
            return []
        inside = {index for opener, closer in pairs for index in range(opener + 1, closer)}
        if any(index in self._partners and tokens[index].name not in _MARKS for index in inside):
            return []  # elements inside elements are source
        return [index for index in range(len(tokens)) if index not in inside]

    def _outermost(self, name: str) -> list[tuple[int, int]]:
        """The indices of the tags of each element *name* that is in no other of that name."""
        pairs: list[tuple[int, int]] = []
        for index, token in enumerate(self._tokens):
            if token.name != name or token.is_end or token.cut != "no" or index not in self._partners:
                continue
            if not pairs or index > pairs[-1][1]:
                pairs.append((index, self._partners[index]))
        return pairs

    def _text_outside(self, pairs: Sequence[tuple[int, int]]) -> str:
        pieces: list[str] = []
        place, first = self._start, 0
        for opener, closer in pairs:
            pieces.append(self._text(range(first, opener), place, self._tokens[opener].start))
            place, first = self._tokens[closer].end, closer + 1
        return "".join([*pieces, self._text(range(first, len(self._tokens)), place, self._end)])

    def _text(self, indices: Iterable[int], start: int, end: int) -> str:
        """The text between *start* and *end* that is in no token with one of *indices*, without white space at its ends."""
        pieces: list[str] = []
        for index in indices:
            token = self._tokens[index]
            pieces.append(self._source[start : token.start])
            start = token.end
        text = "".join([*pieces, self._source[start:end]]).replace(FILLER, "")
        return "" if BLANK.fullmatch(text) else text.strip()

    def _is_quoted(self, index: int) -> bool:
        """Whether the token is the entire content of a string: between two equal quotation marks, ignoring spans."""
        token, first, last = self._tokens[index], index - 1, index + 1
        start, end = token.start, token.end
        while first >= 0 and self._tokens[first].name == "span" and self._tokens[first].end == start:
            start, first = self._tokens[first].start, first - 1
        while last < len(self._tokens) and self._tokens[last].name == "span" and self._tokens[last].start == end:
            end, last = self._tokens[last].end, last + 1
        quote = self._source[start - 1]
        return start > self._start and end < self._end and quote in _QUOTES and self._source[end] == quote

    def _is_in_quotation(self, index: int) -> bool:
        """Whether the token is inside a string, comment or changed line, as a highlighter marks it."""
        if (span := self._spans[index]) < 0 or span not in self._partners:
            return False
        opener, closer = self._tokens[span], self._tokens[self._partners[span]]
        classes = opener.attributes.get("class")
        if not classes or _LINE_CLASS.search(classes):
            return False
        return bool(_QUOTATION_START.match(self._source, opener.end)) or self._source[closer.start - 1] in _QUOTES

    def _is_line(self, opener: int, closer: int) -> bool:
        """Whether the element is a line of a page."""
        start, end = self._tokens[opener].end, self._tokens[closer].start
        if not self._is_block or self._is_listed(closer):
            return False
        first, last = bisect_left(self._line_ends, (start, 0)), bisect_left(self._line_ends, (end, 0))
        if first == last:
            return True
        is_empty = self._line_ends[first][0] == start and self._source[start] == "\n"
        return last - first == 1 and self._line_ends[first][1] == end and not is_empty

    def _is_listed(self, closer: int) -> bool:
        """Whether a line break follows the element, as in a listing; elements that are lines of a page need none."""
        return self._is_in_code and self._source.startswith("\n", self._tokens[closer].end)
