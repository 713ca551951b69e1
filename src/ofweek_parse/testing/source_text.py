"""The text, code, attribute texts and URLs in the source of a post, read independently of the parser.

This scanner shares no code with the reader and uses neither libxml2 nor html5lib, so that it finds what all of them
drop. It builds no tree. If the source is ambiguous, it requires only what both readings have in common.
"""

from __future__ import annotations

import html
import re
from html.entities import html5
from typing import TYPE_CHECKING, Literal, TypeAlias

import attrs

from ofweek_parse.testing.source_tags import HIDDEN, KNOWN, Tag, read_tag

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Address", "Place", "Run", "SourceText", "decoded", "read_source"]

Place: TypeAlias = Literal["text", "code", "hidden", "attribute"]
"""The place of a run: shown as text or as code, hidden, or in an attribute."""

_TOKEN = re.compile(
    r"""
    (?P<comment> <!--(?:-?>|.*?--!?>) | <!\[CDATA\[.*?\]\]> | <[!?][^<>]*> )
    | (?P<tag> </?[A-Za-z] (?: [^<>="'] | (?= (?P<value> =\s*(?:"[^"]*"|'[^']*')? ) ) (?P=value) | ["'] )* > )
    """,
    re.VERBOSE | re.DOTALL,
)
_REFERENCE = re.compile(r"&(?:#(?:\d+|[xX][\da-fA-F]+);?|(?P<name>[A-Za-z][A-Za-z\d]*)(?P<end>[;=]?))")
_ANY_TAG = re.compile(r"<(/?)([A-Za-z][^\s/<>]*)")
_LINE_BREAKS = re.compile("\r\n?")

# In code these are a highlighter's or an editor's markup, if they are closed inside it.
_MARKUP_IN_CODE = frozenset(
    "a b br button code del div em font i img ins kbd li mark ol p path s span strong sub sup svg table tbody td th thead "
    "tr u ul var".split()
)
_SOURCE_GROUPS = frozenset({"audio", "picture", "video"})


@attrs.frozen
class Run:
    """A run of text, with its character references decoded, and its offset in the body."""

    text: str
    place: Place
    offset: int
    name: str = ""
    """The attribute that contains it."""


@attrs.frozen
class Address:
    """URLs of which one is enough, such as those of a lazy image, and the element that names them."""

    urls: tuple[str, ...]
    element: str
    offset: int
    is_hidden: bool = False


@attrs.frozen
class SourceText:
    """All content of a body for readers, in document order."""

    runs: tuple[Run, ...]
    addresses: tuple[Address, ...]
    code_blocks: tuple[str, ...]
    """The content of each ``pre`` that can be read in one way only."""

    @property
    def pictures(self) -> tuple[Address, ...]:
        """The images that readers see."""
        return tuple(each for each in self.addresses if each.element == "img" and not each.is_hidden)

    @property
    def links(self) -> tuple[str, ...]:
        """The URLs of the links."""
        return tuple(each.urls[0] for each in self.addresses if each.element == "a" and not each.is_hidden)


def decoded(text: str) -> str:
    """Return *text* with its references decoded; one without a semicolon before a letter, a digit or ``=`` is none.

    Example:
        >>> decoded("?x=1&paramY=2&amp;z &nbsp渡&#33;") == "?x=1&paramY=2&z \\xa0渡!"
        True
    """

    def one(match: re.Match[str]) -> str:
        name = match["name"]
        if name is None or match["end"] == ";":
            return html.unescape(match[0])
        return html5.get(name, match[0]) if match["end"] == "" else match[0]

    return _REFERENCE.sub(one, text) if "&" in text else text


def read_source(body: str) -> SourceText:
    """Return the content of *body*, the HTML of a post.

    Example:
        >>> source = read_source('<p title="甲">乙<code><table></code></p><a href="u"></a>')
        >>> [(run.text, run.place) for run in source.runs]
        [('甲', 'attribute'), ('乙', 'text'), ('<table>', 'code')]
    """
    scanner = _Scanner(_LINE_BREAKS.sub("\n", body))
    scanner.scan()
    return SourceText(tuple(scanner.runs), tuple(scanner.addresses), tuple(scanner.code_blocks))


class _Scanner:
    def __init__(self, body: str) -> None:
        self.runs: list[Run] = []
        self.addresses: list[Address] = []
        self.code_blocks: list[str] = []
        self._body = body
        self._lower = body.lower()
        self._hidden: list[list[str]] = []  # the open elements of each hidden one, itself first
        self._group: list[str] | None = None  # URLs of sources, of which one is enough
        self._group_start = 0

    def scan(self) -> None:
        place = 0
        for token in self._tokens():
            start, end, tag = token
            self._add(place, start)
            if tag is not None:
                self._take(tag, start)
            place = end
        self._add(place, len(self._body))

    def _tokens(self) -> Iterator[tuple[int, int, Tag | None]]:
        """The extent of everything that is no text, with its tag if it is one."""
        place = 0
        while (match := _TOKEN.search(self._body, place)) is not None:
            start, place = match.span()
            tag = read_tag(match["tag"]) if match["tag"] else None
            if tag is None:
                yield start, place, None
            elif self._is_text(tag, place):
                self._add_text(match["tag"], "text", start)
                yield start, place, None
            elif tag.is_start and tag.name in {"script", "style"}:
                place = self._lower.find(">", self._lower.find(f"</{tag.name}", place)) + 1 or len(self._body)
                yield start, place, None  # hidden content
            elif tag.is_start and tag.name in {"pre", "code"} and (end := self._end_of_code(tag.name, place)):
                yield start, place, tag
                self._add_code(tag.name, place, end)
                yield place, end, None
                place = end
            else:
                yield start, place, tag

    def _is_text(self, tag: Tag, after: int) -> bool:
        """Whether *tag* is not meant as a tag: source code, generics, comparisons."""
        if tag.name in {"script", "style"}:
            return tag.is_start and not self._is_raw(tag.name, after)
        if not tag.is_start or tag.has_values or ":" in tag.name or "-" in tag.name:
            return False
        if tag.name in KNOWN:
            return bool(tag.odd_attributes)
        return f"</{tag.name}" not in self._lower[after:]

    def _is_raw(self, name: str, start: int) -> bool:
        """Whether what begins at *start* is a script or a style: no end tag in it closes what was opened outside of it."""
        end = self._lower.find(f"</{name}", start)
        if end < 0:
            return False
        opened: list[str] = []
        for closes, inner in _ANY_TAG.findall(self._lower, start, end):
            if not closes:
                opened.append(inner)
            elif inner not in opened:
                return False
        return True

    def _end_of_code(self, name: str, start: int) -> int:
        """Return the start of the end tag of a ``pre`` or ``code``, or 0 if it has none."""
        end = self._lower.find(f"</{name}", start)
        again = self._lower.find(f"<{name}", start, max(end, 0))
        return 0 if end < 0 or (name == "pre" and again >= 0) else end

    def _add_code(self, name: str, start: int, end: int) -> None:
        content = self._body[start:end]
        tags = [(token, read_tag(token["tag"]) if token["tag"] else None) for token in _TOKEN.finditer(content)]
        names = [(tag.name, tag.is_start) for _, tag in tags if tag]
        is_source = any(
            tag is None
            or tag.name not in _MARKUP_IN_CODE
            or (tag.name not in {"br", "img"} and names.count((tag.name, True)) != names.count((tag.name, False)))
            for _, tag in tags
        )
        pieces: list[str] = []
        place = 0
        for token, tag in tags:
            if tag is not None and (tag.name in {"span", "code"} or not is_source):
                pieces.append(content[place : token.start()])
                place = token.end()
                self._take(tag, start + token.start())
        pieces.append(content[place:])
        for piece in pieces:
            self._add_text(piece, "code", start)
        has_parts = any(mark in content for mark in ("<button", "copy-", "复制代码"))
        if name == "pre" and not has_parts and (is_source or {tag.name for _, tag in tags if tag} <= {"code", "span"}):
            self.code_blocks.append(decoded("".join(pieces)))

    def _add(self, start: int, end: int) -> None:
        if start < end:
            self._add_text(self._body[start:end], "text", start)

    def _add_text(self, text: str, place: Place, offset: int, name: str = "") -> None:
        if text.strip():
            hidden = self._hidden and place != "attribute"
            self.runs.append(Run(decoded(text), "hidden" if hidden else place, offset, name))

    def _take(self, tag: Tag, offset: int) -> None:
        if not tag.is_start:
            self._close(tag.name)
            return
        for name, value in tag.texts():
            self._add_text(value, "attribute", offset, name)
        self._take_addresses(tag, offset)
        if tag.is_void:
            return
        if tag.name in HIDDEN or tag.is_hidden:
            self._hidden.append([tag.name])
        elif self._hidden and tag.name == self._hidden[-1][0]:
            self._hidden[-1].append(tag.name)

    def _close(self, name: str) -> None:
        if self._hidden and self._hidden[-1][0] == name:
            self._hidden[-1].pop()
            if not self._hidden[-1]:
                self._hidden.pop()
        if name in _SOURCE_GROUPS:
            self._end_group(name)

    def _take_addresses(self, tag: Tag, offset: int) -> None:
        for element, values in tag.addresses():
            urls = [decoded(url).strip() for url in values]
            if self._group is not None and element in {"source", "img"}:
                self._group += urls
                urls = self._group.copy()
            if element != "source":
                self.addresses.append(Address(tuple(urls), element, offset, bool(self._hidden)))
        if tag.name in _SOURCE_GROUPS:
            self._group = []
            self._group_start = offset

    def _end_group(self, name: str) -> None:
        element = "img" if name == "picture" else name
        has_own = any(each.element == element and each.offset >= self._group_start for each in self.addresses)
        if self._group and not has_own:
            self.addresses.append(Address(tuple(self._group), element, self._group_start, bool(self._hidden)))
        self._group = None
