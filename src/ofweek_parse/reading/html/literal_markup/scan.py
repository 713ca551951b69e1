"""Unescaped markup: deciding which ``<`` of a body begin markup and which are text.

The generator decodes character references, so the tags that an article about programming mentions become tags. A single
scan over the body decides for prose, code, and elements whose content is not markup. A ``<`` that is text is replaced
by a sentinel, so that offsets remain valid.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ofweek_parse.reading.html import elements
from ofweek_parse.reading.html.attributes.formulas import is_tex_script
from ofweek_parse.reading.html.literal_markup.code_blocks import is_code_block
from ofweek_parse.reading.html.literal_markup.code_ends import CodeEnds
from ofweek_parse.reading.html.literal_markup.code_markup import source_tokens
from ofweek_parse.reading.html.literal_markup.crossings import Crossings
from ofweek_parse.reading.html.literal_markup.literals import Literals
from ofweek_parse.reading.html.literal_markup.named_tags import MAY_BE_NAMED, NamedTags
from ofweek_parse.reading.html.literal_markup.raw_text import is_between_words, is_sentence
from ofweek_parse.reading.html.literal_markup.source_tags import (
    SourceReader,
    Token,
    is_after_text,
    is_before_text,
)
from ofweek_parse.reading.html.literal_markup.tag_pairs import TagPairs

if TYPE_CHECKING:
    from ofweek_parse.model.diagnostics import Diagnostic

__all__ = ["literal_markup"]

_CODE: Final = elements.tags_of("code")
_PREFORMATTED: Final = elements.tags_of("preformatted")
_SHOWING: Final = frozenset("audio iframe object video".split())
"""Embeds, which have a URL; an element with one is markup, closed or not."""
_PLAYERS: Final = frozenset({"audio", "video"})
_SOURCE: Final = re.compile(r"\s*<(?=source\s)", re.IGNORECASE)
_SWALLOWING: Final = elements.RAW_TEXT | elements.tags_of("hidden") | _SHOWING
"""Elements with hidden or raw-text content: an unclosed one would swallow the rest of the body."""
_DROPPED: Final = elements.tags_of("dropped")
_DRAWING: Final = elements.tags_of("drawing", "formula")
_SETTING: Final = frozenset({"link", "meta"})
"""Elements with metadata about a page, which are never inside text except with `itemprop`."""
_KNOWN: Final = elements.ROLES.keys() - elements.IN_DRAWINGS
_SPECIAL: Final = _CODE | _PREFORMATTED | _SWALLOWING | _DRAWING | _SETTING | {"noscript"}
_FREQUENT: Final = "p br span a img div strong b li td tr h2 h3"
_ORDINARY: Final = "|".join(dict.fromkeys([*_FREQUENT.split(), *sorted(_KNOWN - _SPECIAL, reverse=True)]))
_NOTABLE: Final = re.compile(
    rf"""
    < (?=[A-Za-z/!?])
    (?: (?! (?: {_ORDINARY} ) (?: [ \t\n]+ [a-z][a-z-]* = "[^"<]*" )* [ \t\n]* /?>  # no start tag as most are
          | / (?: {_ORDINARY} ) >                                                  # nor an end tag
        )
    |   {MAY_BE_NAMED}
    )
    """,
    re.VERBOSE,
)
_CUSTOM: Final = re.compile(r"[a-z]\w*:[a-z][\w-]*|[a-z][\w.]*(?:-[a-z][\w.]*)+", re.ASCII)  # o:p, el-button
_TYPE: Final = re.compile(r"<![a-z]", re.IGNORECASE)  # not one of Word's conditions, <![if …]>
_ODD: Final = re.compile(r"</(?![A-Za-z>])")
_LIST_TAG: Final = re.compile(r"</?(?:ul|li)(?=[\s/>])", re.IGNORECASE)
_RENAMED: Final = {"ul": "ol", "li": "p "}


def literal_markup(body: str) -> tuple[str, list[tuple[int, Diagnostic]]]:
    """Return *body* with `LITERAL_LT` for each ``<`` that is text, and diagnostics with their offsets.

    Example:
        >>> markup, [(offset, diagnostic)] = literal_markup("<p>Map<K, V></p>")
        >>> from ofweek_parse.sentinels import LITERAL_LT
        >>> markup.replace(LITERAL_LT, "&lt;"), offset, diagnostic.code
        ('<p>Map&lt;K, V></p>', 6, 'literal-markup')
    """
    if _NOTABLE.search(body) is None:
        return body, []
    literals = _Scan(body).literals()
    return literals.marked(body), literals.diagnostics(body)


class _Scan:
    """Looks at everything in one body that may not be markup."""

    def __init__(self, body: str) -> None:
        self._body = body
        self._literals = Literals()
        self._reader = SourceReader(body)
        self._crossings = Crossings(body)
        self._pending: dict[str, list[Token]] = {}  # unknown elements whose end tag may come
        self._elements: set[str] = set()  # unknown elements whose end tag came
        self._pairs = TagPairs(body)
        self._code_ends = CodeEnds(body, self._pairs, self._crossings)
        self._named = NamedTags(body)
        self._mention_end = -2  # behind the last tag of prose that is text, or may be
        self._stray: set[int] = set()  # end tags of what turned out to be text

    def literals(self) -> Literals:
        """Return what is text of all that looks like markup."""
        place = 0
        while (found := _NOTABLE.search(self._body, place)) is not None:
            place = self._judge(found.start())
        for tokens in self._pending.values():
            self._literals.in_prose += [token.start for token in tokens]
            self._literals.whole += tokens
        return self._literals

    def _judge(self, start: int) -> int:
        """Judge the ``<`` at *start*, and return where to go on."""
        token = self._reader.read(start)
        if token is None:
            return start + 1
        if token.cut == "by-end":
            self._literals.unclosed.append(start)
            return token.end
        if token.kind != "tag":
            return self._judge_other(token)
        if token.cut == "no" and self._is_named(token):
            self._literals.in_prose.append(start)
            self._mention_end = token.end
            return token.end
        if token.is_end:
            return self._judge_end_tag(token)
        if token.cut == "by-tag":
            if not token.has_values:
                self._literals.in_prose.append(start)
                return self._end_of_cut_tag(token)
            return token.end
        return self._judge_start_tag(token)

    def _end_of_cut_tag(self, token: Token) -> int:
        """Return where a tag ends that is text and has markup in it, or where its name ends if that hides nothing.

        Browsers end it at the first ``>``, and show the rest of a comment, or the content of an element such as a style.
        """
        start = self._body.find("<", token.end)
        inner = self._reader.read(start)
        if inner is None or (inner.kind != "comment" and not self._hides(inner)):
            return token.end
        end = self._body.find(">", start, inner.end - (inner.kind == "comment")) + 1
        self._literals.in_prose += [start + found.start() for found in re.finditer("<", self._body[start:end])]
        return end or token.end

    @staticmethod
    def _hides(token: Token) -> bool:
        return token.name in _SWALLOWING and not token.is_end and not token.has_values

    def _judge_other(self, token: Token) -> int:
        """Judge markup that is no tag."""
        start = token.start
        match token.kind:
            case "section":
                self._literals.in_prose += [odd.start() for odd in _ODD.finditer(self._body, start, token.end)]
                is_text = False
            case "declaration":
                is_type = _TYPE.match(self._body, start) is not None
                is_text = is_type and (is_after_text(self._body, start) or is_before_text(self._body, token.end))
            case "instruction":
                is_text = not self._body.startswith("xml", start + 2)
            case _:
                is_text = token.kind == "odd"
        if not is_text:
            return token.end
        self._literals.in_prose.append(start)
        return start + 2

    def _is_named(self, token: Token) -> bool:
        """Whether a sentence is about this tag."""
        follows = token.start - self._mention_end in {0, 1}
        return self._named.is_named(token, self._pairs, follows=follows)

    def _judge_end_tag(self, token: Token) -> int:
        name = token.name
        if token.start in self._stray or name in elements.RAW_TEXT or self._closes_nothing(token):
            self._literals.in_prose.append(token.start)
        elif name not in _KNOWN:
            pending = self._pending.get(name)
            if pending:
                pending.pop()
                self._elements.add(name)
            elif name not in self._elements and not self._dissolves(token):
                self._literals.in_prose.append(token.start)
        return token.end

    def _closes_nothing(self, token: Token) -> bool:
        """Whether the end tag of an element that is read apart has no start tag, and text on both sides."""
        if token.name not in _SPECIAL or not self._is_in_sentence(token):
            return False
        return token.start not in self._pairs.of(token.name).partners

    def _judge_start_tag(self, token: Token) -> int:
        name = token.name
        if token.has_stray_words or self._is_setting_in_sentence(token):
            self._literals.in_prose.append(token.start)
        elif name in _CODE or name in _PREFORMATTED:
            return self._judge_code(token)
        elif name in _SWALLOWING:
            return self._judge_swallowing(token)
        elif name in _DRAWING or name == "noscript":
            return self._judge_drawing(token)
        elif name not in _KNOWN and not self._dissolves(token):
            if token.has_values and self._body[token.start + 1].islower():  # a component has a capital
                self._elements.add(name)
            else:
                self._pending.setdefault(name, []).append(token)
                self._mention_end = token.end
        elif name not in _KNOWN:
            self._elements.add(name)
        return token.end

    def _dissolves(self, token: Token) -> bool:
        """Whether this is a tag of a custom element or another vocabulary, and no bare one of a component in a sentence."""
        if not _CUSTOM.fullmatch(token.name):
            return False
        return ":" in token.name or bool(token.attributes) or not self._is_in_sentence(token)

    def _is_in_sentence(self, token: Token) -> bool:
        return is_after_text(self._body, token.start) and is_before_text(self._body, token.end)

    def _is_setting_in_sentence(self, token: Token) -> bool:
        return token.name in _SETTING and "itemprop" not in token.attributes and self._is_in_sentence(token)

    def _judge_swallowing(self, token: Token) -> int:
        """Judge an element that would take text with it: is it closed, and is its content its own?"""
        name = token.name
        source = _SOURCE.match(self._body, token.end) if name in _PLAYERS else None
        if name in _SHOWING and (token.has_values or source):
            is_markup = True
            end = self._pairs.of(name).partners.get(token.start, -1)
            if end < 0:  # it would treat the text after it as fallback content
                self._literals.renamed[token.start + 1] = "embed".ljust(len(name))
                if source and "src" not in token.attributes:
                    self._literals.renamed[source.end()] = "embed "
        else:
            end = -1 if name == "plaintext" else self._pairs.of(name).next_end(token.end)
            is_markup = end >= 0 and not self._crossings.crosses(token.end, end)
            if is_markup and is_sentence(self._body, token, end):
                is_markup = False
                self._stray.add(end)
        if not is_markup:
            (self._literals.unclosed if end < 0 else self._literals.in_prose).append(token.start)
            self._stray.add(self._pairs.of(name).partners.get(token.start, -1))
        elif name in elements.RAW_TEXT and end >= 0:
            if (
                name in _DROPPED
                and is_between_words(self._body, token, end)
                and not is_tex_script(name, token.parsed_attributes)
            ):
                self._literals.scripts.append(token.start)
            return self._body.find(">", end) + 1 or len(self._body)
        return token.end

    def _judge_drawing(self, token: Token) -> int:
        """Judge a drawing or formula, whose elements have names of their own, or a ``<noscript>``."""
        end = self._pairs.of(token.name).next_end(token.end)
        if end < 0 and not token.has_values:
            self._literals.unclosed.append(token.start)
        elif token.name in _DRAWING and end >= 0:
            if not self._crossings.crosses(token.end, end):
                self._literals.in_prose += [odd.start() for odd in _ODD.finditer(self._body, token.end, end)]
                return end
            if not token.has_values:
                self._literals.in_prose.append(token.start)
        return token.end

    def _judge_code(self, token: Token) -> int:
        """Judge a ``<pre>`` or ``<code>``, and what is in it."""
        name, start = token.name, token.end
        end, is_mention, stray = self._code_ends.of(token)
        if end < 0:
            if is_mention:
                is_closed = self._pairs.of(name).next_end(start) >= 0
                (self._literals.in_prose if is_closed else self._literals.unclosed).append(token.start)
                self._stray.add(stray)
            return start
        behind = self._body.find(">", end) + 1 or len(self._body)
        is_block = name in _PREFORMATTED
        if name == "code" and is_code_block(self._body, token, end, behind):
            is_block = True
            self._literals.renamed |= {token.start + 1: "pre ", end + 2: "pre "}
        source = source_tokens(self._reader, token, end, is_block=is_block)
        self._literals.in_code += source
        if is_block:
            for piece in source:
                self._rename_lists(start, piece.start)
                start = piece.end
            self._rename_lists(start, end)
        return behind

    def _rename_lists(self, start: int, end: int) -> None:
        """Rename the tags of lists in a ``<pre>``, at which libxml2 ends it, where they are not source."""
        if _LIST_TAG.search(self._body, start, end) is None:
            return
        for token in self._reader.tokens(start, end):
            if token.name in _RENAMED:
                self._literals.renamed[token.start + 1 + token.is_end] = _RENAMED[token.name]
