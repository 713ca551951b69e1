"""A line of Markdown: inlines as text that a CommonMark parser reads back as the same inlines.

Two things make this difficult. The meaning of a character depends on its context, so escaping considers its neighbours.
And ``**`` opens or closes only next to certain characters: ``**“重点”**中`` is not bold, because the closing mark is
between punctuation and a letter. There, the neighbour is written as a character reference, ``**“重点”**&#20013;``, which
CommonMark treats as punctuation when it parses the mark and as a letter when it reads the text.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from ofweek_parse.model.inlines import (
    Code,
    Emphasis,
    InlineImage,
    LineBreak,
    Link,
    Math,
    Strikethrough,
    Strong,
    Subscript,
    Superscript,
    Text,
)
from ofweek_parse.model.traversal import WRAPPERS, holds_image
from ofweek_parse.model.unions import assert_never
from ofweek_parse.safe_urls import safe_url
from ofweek_parse.writers.markdown_escaping import (
    LineContext,
    as_references,
    escape_start,
    escape_text,
    escape_title,
    escape_url,
    reference,
    unlinked,
)
from ofweek_parse.writers.markdown_marks import STROKE, Piece, guarded_pieces, join_pieces, with_marks, without_edges

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from ofweek_parse.model.inlines import Image, Inline

__all__ = ["Place", "Target", "write_line"]

_MARKS: Mapping[type, str] = {Strong: "**", Emphasis: "*", Strikethrough: STROKE}
_CODE_SPECIAL = re.compile(r"[&<>{}\\`*_\[\]~|!]")
_CODE_IN_LINK = re.compile(r"[\[\]\\<]")
_EARLY_MARK = re.compile(r"[$^]|==")
"""The marks of extensions (formulas, insertions, highlights) that some renderers look for before code."""

# A line of one tag begins a block of HTML, in which nothing is escaped, up to the next blank line.
_LONE_TAG_BEFORE = re.compile(r"^([ \t]*</?[a-z]+>)[ \t]*\n", re.MULTILINE)
_LONE_TAG_LAST = re.compile(r"(?P<hard>\\?)\n[ \t]*(?P<tag></?[a-z]+>)[ \t]*\Z")


class Target(NamedTuple):
    """A URL with its title, as a link or image has it."""

    url: str
    title: str


Place: TypeAlias = "Callable[[str, Target, Literal['link', 'image']], str]"
"""Given the text of a link or image and its target, the Markdown for it."""


def write_line(inlines: Iterable[Inline], context: LineContext, place: Place, *, keeps_links: bool = True) -> str:
    """Return *inlines* as Markdown.

    Args:
        inlines: The line.
        context: The context.
        place: Writes links and images.
        keeps_links: Whether links are written; else their text is.
    """
    line = tuple(inlines)
    written = _Line(context, place, keeps_links=keeps_links).write(line)
    if written.count("$") > 1:  # many renderers would read a formula between two
        written = _Line(context, place, keeps_links=keeps_links, escapes_dollars=True).write(line)
    return written


class _Line:
    def __init__(
        self,
        context: LineContext,
        place: Place,
        *,
        keeps_links: bool = True,
        in_link: bool = False,
        escapes_dollars: bool = False,
    ) -> None:
        self._context: LineContext = context
        self._place = place
        self._keeps_links = keeps_links
        self._in_link = in_link
        self._escapes_dollars = escapes_dollars
        self._holds_tag_in_code = False

    def write(self, inlines: tuple[Inline, ...]) -> str:
        if len(inlines) == 1:  # as in most lines
            if isinstance(only := inlines[0], Text):
                written = self._text(only.text, (False, False), at_start=True, at_end=True)
                # With nothing escaped and nothing behind it, a link that GFM makes of a URL does no harm.
                return written if written == only.text else unlinked(written)
            if isinstance(only, InlineImage):
                return self._image(only.image)
        pieces = without_edges(list(self._pieces(inlines, frozenset())), is_whole_line=not self._in_link)
        pieces = with_marks(join_pieces(pieces))
        while pieces and pieces[-1].kind == "break":
            pieces.pop()
        self._holds_tag_in_code = any(piece.kind == "code" and "<" in piece.value for piece in pieces)
        written = self._render(pieces)
        return _without_lone_tags(written) if self._context == "paragraph" else written

    # Inlines to pieces.

    def _pieces(self, inlines: tuple[Inline, ...], inside: frozenset[type]) -> Iterable[Piece]:
        for inline in _merged(inlines):
            match inline:
                case Text():
                    yield Piece("text", inline.text)
                case Strong() | Emphasis() | Strikethrough():
                    yield from self._marked(inline, inside)
                case Code():
                    yield Piece("code", inline.code)
                case Link():
                    yield from self._link(inline, inside)
                case Superscript():
                    yield from self._tagged("sup", inline.inlines, inside)
                case Subscript():
                    yield from self._tagged("sub", inline.inlines, inside)
                case Math():
                    mark = Piece("raw", "$$" if inline.display else "$")
                    yield from (mark, Piece("math", inline.tex.strip()), mark)
                case LineBreak():
                    yield Piece("break", "")
                case InlineImage():
                    yield Piece("raw", self._image(inline.image))
                case _:
                    assert_never(inline)

    def _marked(self, inline: Strong | Emphasis | Strikethrough, inside: frozenset[type]) -> Iterable[Piece]:
        kind = type(inline)
        if kind in inside or not (inline.text.strip() or holds_image(inline)):
            yield from self._pieces(inline.inlines, inside)
            return
        mark = _MARKS[kind]
        yield Piece("open", mark)
        yield from self._pieces(inline.inlines, inside | {kind})
        yield Piece("close", mark)

    def _tagged(self, tag: str, inlines: tuple[Inline, ...], inside: frozenset[type]) -> Iterable[Piece]:
        yield Piece("raw", f"<{tag}>")
        yield from self._pieces(inlines, inside)
        yield Piece("raw", f"</{tag}>")

    def _link(self, link: Link, inside: frozenset[type]) -> Iterable[Piece]:
        href = safe_url(link.href)
        if href is None or self._in_link or not self._keeps_links:  # no renderer reads a link in a link
            yield from self._pieces(link.inlines, inside)
            return
        context: LineContext = "cell" if self._context == "cell" else "heading"
        line = _Line(context, self._place, in_link=True, escapes_dollars=self._escapes_dollars)
        text = line.write(link.inlines)
        yield Piece("raw", self._place(text, Target(escape_url(href), self._title(link.title)), "link"))

    def _image(self, image: Image) -> str:
        src = safe_url(image.src, "image")
        if src is None:
            return ""
        alt = unlinked(self._escaped(" ".join(image.alt.split()), in_link=True))
        return self._place(alt, Target(escape_url(src), self._title(image.title)), "image")

    def _code(self, code: str) -> str:
        code = code.replace("\n", " ")
        if self._is_tag(code):  # a reference is not read as one in a code span
            return f"<code>{unlinked(_CODE_SPECIAL.sub(_reference, code))}</code>"
        padding = " " if code[0] == code[-1] == " " and code.strip(" ") else ""
        if self._context == "cell":
            code = code.replace("|", "\\|")
        return f"`{padding}{code}{padding}`"

    def _is_tag(self, code: str) -> bool:
        """Whether *code* must be written as a tag, since some renderers would not see where a span of it ends."""
        if "`" in code:  # where it begins with two, marked looks for emphasis in it
            return True
        if self._in_link and _CODE_IN_LINK.search(code):  # brackets count first
            return True
        if self._holds_tag_in_code and _EARLY_MARK.search(code):
            return True
        return self._context == "cell" and "\\|" in code  # is the backslash itself escaped?

    def _title(self, title: str | None) -> str:
        return escape_title(" ".join((title or "").split()))

    # Pieces to Markdown.

    def _render(self, pieces: list[Piece]) -> str:
        first, last = guarded_pieces(pieces)
        written: list[str] = []
        for index, piece in enumerate(pieces):
            at_start = not written or written[-1].endswith("\n")
            at_end = index + 1 == len(pieces) or pieces[index + 1].kind == "break"
            match piece.kind:
                case "text":
                    ends = (index in first or _unmakes_formula(pieces, index), index in last)
                    written.append(unlinked(self._text(piece.value, ends, at_start=at_start, at_end=at_end)))
                case "math":
                    written.append(unlinked(self._text(piece.value, (False, False), at_start=False, at_end=False)))
                case "code":
                    written.append(self._code(piece.value))
                case "break":
                    hard = self._context == "paragraph" and index + 1 < len(pieces)
                    written.append("\\\n" if hard else "<br>")
                case _:
                    written.append(piece.value)
        return "".join(written)

    def _text(self, text: str, guard: tuple[bool, bool], *, at_start: bool, at_end: bool) -> str:
        if "\n" not in text:
            return self._row(text, guard, at_start=at_start, at_end=at_end)
        rows = [text.replace("\n", " ")]
        if self._context == "paragraph":  # which a blank line would end
            rows = re.split(r"\n(?:[^\S\n]*\n)*", text)
            if at_start and not rows[0].strip(" "):
                del rows[0]
        written = []
        for number, row in enumerate(rows):
            is_first, is_last = number == 0, number + 1 == len(rows)
            written.append(
                self._row(
                    row,
                    (guard[0] and is_first, guard[1] and is_last),
                    at_start=at_start or not is_first,
                    at_end=at_end or not is_last,
                )
            )
        return "\n".join(written)

    def _row(self, row: str, guard: tuple[bool, bool], *, at_start: bool, at_end: bool) -> str:
        """Return one line of text; *guard*: whether its first and last characters are written as references."""
        if guard == (False, False) and row.strip() == row:
            escaped = self._escaped(row, in_link=self._in_link)
            return escape_start(escaped) if at_start else escaped
        head = len(row) - len(row.lstrip()) if at_start else int(guard[0])
        tail = len(row) - len(row.rstrip()) if at_end else int(guard[1])
        head = max(head, int(guard[0] and bool(row)))
        tail = min(max(tail, int(guard[1] and bool(row))), len(row) - head)
        escaped = self._escaped(row[head : len(row) - tail], in_link=self._in_link)
        if at_start and not head:
            escaped = escape_start(escaped)
        return as_references(row[:head]) + escaped + (as_references(row[-tail:]) if tail else "")

    def _escaped(self, text: str, *, in_link: bool) -> str:
        text = escape_text(text, self._context, in_link=in_link)
        text = text.replace("{", "&#123;")  # attributes of what is before it, to some renderers
        if self._escapes_dollars:
            text = text.replace("$", "&#36;")
        return _EARLY_MARK.sub(lambda mark: as_references(mark[0]), text) if self._holds_tag_in_code else text


def _without_lone_tags(written: str) -> str:
    """Return *written* with each line that is one tag joined to the line beside it."""
    if "\n" not in written or "<" not in written:
        return written
    joined = _LONE_TAG_BEFORE.sub(r"\1 ", written)
    return _LONE_TAG_LAST.sub(lambda last: f"{'<br>' if last['hard'] else ' '}{last['tag']}", joined)


def _unmakes_formula(pieces: list[Piece], index: int) -> bool:
    """Whether the text at *index* begins with a digit behind a formula: some renderers would read a price."""
    return index > 1 and pieces[index - 2].kind == "math" and pieces[index].value[0].isdigit()


def _reference(match: re.Match[str]) -> str:
    return reference(match[0])


def _merged(inlines: tuple[Inline, ...]) -> list[Inline]:
    """Return *inlines* with neighbours of one kind made one, since marks that touch would be read as another mark."""
    merged: list[Inline] = []
    for kind, run in groupby(inlines, type):
        same = list(run)
        if kind in _MARKS and len(same) > 1:
            inside = [inner for each in same if isinstance(each, WRAPPERS) for inner in each.inlines]
            same = [kind(inlines=tuple(inside))]
        merged += same
    return merged
