"""A line of Markdown: inlines to text that a CommonMark parser reads back as the same inlines.

Two things make that hard. What text means depends on where it stands, so it is escaped with its neighbours in view. And
``**`` opens or closes only beside the right characters: ``**“重点”**中`` is not bold, since the closing mark stands
between punctuation and a letter. There the neighbour is written as a character reference, ``**“重点”**&#20013;``, which
CommonMark takes for punctuation when it looks at the mark and for the letter when it reads the text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from ofweek_parse.model.inlines import (
    Code,
    Emphasis,
    InlineImage,
    LineBreak,
    Link,
    Strong,
    Subscript,
    Superscript,
    Text,
)
from ofweek_parse.model.traversal import WRAPPERS
from ofweek_parse.writers.markdown_marks import Piece, guarded_pieces, join_pieces, with_marks
from ofweek_parse.writers.urls import safe_url

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ofweek_parse.model.inlines import Image, Inline

__all__ = ["LineContext", "Place", "Target", "escape_text", "write_line"]

LineContext = Literal["paragraph", "heading", "cell"]
"""Where a line stands: a heading and a cell can't hold a line break of their own."""

# Each case begins with the same class, which is quickly looked for.
_ALWAYS = re.compile(
    r"[\\`*\[\]<~&!_](?:(?<![&!_])|(?<=&)(?=#\d+;|#[xX][\da-fA-F]+;|[A-Za-z][A-Za-z\d]*;)|(?<=!)(?=\[|$)"
    r"|(?<=_)(?:(?<![^\W_]_)|(?![^\W_])))"
)
_IN_HEADING = re.compile(r"#")
_IN_CELL = re.compile(r"\|")
_LINE_START = re.compile(r"(?P<mark>[#>+\-=|])|(?P<number>\d{1,9})(?P<dot>[.)])(?=\s|$)|(?P<colon>:)(?=-)")
_TICKS = re.compile(r"`+")
_URL_UNSAFE = re.compile(r"[\s<>`|\x00-\x1f\x7f{}]")
_USUAL_URL = re.compile(r"[\w.~:/?#@!$'*+,;=%-]+", re.ASCII)  # nothing that is escaped
_REFERENCE = re.compile(r"&(?=#\d+;|#[xX][\da-fA-F]+;|[A-Za-z][A-Za-z\d]*;)")


class Target(NamedTuple):
    """A URL with its title, as a link or image has it."""

    url: str
    title: str


Place: TypeAlias = "Callable[[str, Target, Literal['link', 'image']], str]"
"""Given the text of a link or image and its target, the Markdown for it."""


def write_line(inlines: Iterable[Inline], context: LineContext, place: Place) -> str:
    """*inlines* as Markdown.

    Args:
        inlines: The line.
        context: Where it stands.
        place: Writes links and images.
    """
    return _Line(context, place).write(inlines)


class _Line:
    def __init__(self, context: LineContext, place: Place) -> None:
        self._context = context
        self._place = place

    def write(self, inlines: Iterable[Inline]) -> str:
        inlines = tuple(inlines)
        if len(inlines) == 1:  # as in most lines
            if isinstance(only := inlines[0], Text):
                return self._text(only.text, (False, False), at_start=True, at_end=True)
            if isinstance(only, InlineImage):
                return self._image(only.image)
        pieces = with_marks(join_pieces(list(self._pieces(inlines, frozenset()))))
        return self._render(pieces)

    # Inlines to pieces.

    def _pieces(self, inlines: tuple[Inline, ...], inside: frozenset[type]) -> Iterable[Piece]:
        for inline in _merged(inlines):
            match inline:
                case Text():
                    yield Piece("text", inline.text)
                case Strong() | Emphasis():
                    yield from self._marked(inline, inside)
                case Code():
                    yield Piece("code", inline.code)
                case Link():
                    yield from self._link(inline, inside)
                case Superscript():
                    yield from self._tagged("sup", inline.inlines, inside)
                case Subscript():
                    yield from self._tagged("sub", inline.inlines, inside)
                case LineBreak():
                    yield Piece("break", "")
                case InlineImage():
                    yield Piece("raw", self._image(inline.image))

    def _marked(self, inline: Strong | Emphasis, inside: frozenset[type]) -> Iterable[Piece]:
        kind = type(inline)
        if kind in inside or not (inline.text.strip() or _holds_image(inline)):
            yield from self._pieces(inline.inlines, inside)
            return
        mark = "**" if kind is Strong else "*"
        yield Piece("open", mark)
        yield from self._pieces(inline.inlines, inside | {kind})
        yield Piece("close", mark)

    def _tagged(self, tag: str, inlines: tuple[Inline, ...], inside: frozenset[type]) -> Iterable[Piece]:
        yield Piece("raw", f"<{tag}>")
        yield from self._pieces(inlines, inside)
        yield Piece("raw", f"</{tag}>")

    def _link(self, link: Link, inside: frozenset[type]) -> Iterable[Piece]:
        href = safe_url(link.href)
        if href is None:
            yield from self._pieces(link.inlines, inside)
            return
        text = _Line("cell" if self._context == "cell" else "heading", self._place).write(link.inlines)
        yield Piece("raw", self._place(text, Target(self._url(href), self._title(link.title)), "link"))

    def _image(self, image: Image) -> str:
        src = safe_url(image.src, media=True)
        if src is None:
            return ""
        alt = self._escaped(" ".join(image.alt.split()))
        return self._place(alt, Target(self._url(src), self._title(image.title)), "image")

    def _code(self, code: str) -> str:
        code = code.replace("\n", " ")
        fence = "`" * (max((len(run) for run in _TICKS.findall(code)), default=0) + 1)
        padding = " " if code[0] == "`" or code[-1] == "`" or (code[0] == code[-1] == " " and code.strip(" ")) else ""
        if self._context == "cell":
            code = code.replace("|", "\\|")
        return f"{fence}{padding}{code}{padding}{fence}"

    @staticmethod
    def _url(url: str) -> str:
        if _USUAL_URL.fullmatch(url):
            return url
        url = _URL_UNSAFE.sub(lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode()), url)
        url = url.replace("\\", "%5C").replace("(", "\\(").replace(")", "\\)")
        return _REFERENCE.sub(r"\\&", url) or "<>"

    def _title(self, title: str | None) -> str:
        if not title:
            return ""
        text = _REFERENCE.sub(r"\\&", " ".join(title.split()).replace("\\", "\\\\").replace('"', '\\"'))
        return text.replace("|", "\\|") if self._context == "cell" else text

    # Pieces to Markdown.

    def _render(self, pieces: list[Piece]) -> str:
        first, last = guarded_pieces(pieces)
        written: list[str] = []
        for index, piece in enumerate(pieces):
            at_start = not written or written[-1].endswith("\n")
            at_end = index + 1 == len(pieces) or pieces[index + 1].kind == "break"
            match piece.kind:
                case "text":
                    ends = (index in first, index in last)
                    written.append(self._text(piece.value, ends, at_start=at_start, at_end=at_end))
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
        # A blank line would end the paragraph.
        rows = re.split(r"\n(?:[^\S\n]*\n)*", text) if self._context == "paragraph" else [text.replace("\n", " ")]
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
        """One line of text; *guard* tells whether its first and last characters are written as references."""
        if guard == (False, False) and row.strip() == row:
            return _started(self._escaped(row)) if at_start else self._escaped(row)
        head = len(row) - len(row.lstrip()) if at_start else int(guard[0])
        tail = len(row) - len(row.rstrip()) if at_end else int(guard[1])
        head = max(head, int(guard[0] and bool(row)))
        tail = min(max(tail, int(guard[1] and bool(row))), len(row) - head)
        escaped = self._escaped(row[head : len(row) - tail])
        if at_start and not head:
            escaped = _started(escaped)
        return _references(row[:head]) + escaped + (_references(row[-tail:]) if tail else "")

    def _escaped(self, text: str) -> str:
        text = escape_text(text)
        if self._context == "heading":
            text = _IN_HEADING.sub(r"\\#", text)
        elif self._context == "cell":
            text = _IN_CELL.sub(r"\\|", text)
        return text


def escape_text(text: str) -> str:
    """*text* with everything escaped that is Markdown anywhere in a line.

    Example:
        >>> escape_text("a*b_c [d] <e> &amp; snake_case!")
        'a\\\\*b_c \\\\[d\\\\] \\\\<e> \\\\&amp; snake_case\\\\!'
    """
    return _ALWAYS.sub(lambda match: f"\\{match[0]}", text)


def _started(row: str) -> str:
    """*row*, escaped where its beginning would make it more than text."""
    return _LINE_START.sub(_escape_start, row, count=1) if _LINE_START.match(row) else row


def _escape_start(match: re.Match[str]) -> str:
    return f"{match['number']}\\{match['dot']}" if match["number"] else f"\\{match[0]}"


def _holds_image(inline: Inline) -> bool:
    return isinstance(inline, InlineImage) or (isinstance(inline, WRAPPERS) and any(map(_holds_image, inline.inlines)))


def _references(text: str) -> str:
    return "".join(f"&#{ord(character)};" for character in text)


def _merged(inlines: tuple[Inline, ...]) -> list[Inline]:
    """*inlines* with neighbours of one kind made one, since marks that touch would be read as another mark."""
    merged: list[Inline] = []
    for inline in inlines:
        last = merged[-1] if merged else None
        if isinstance(last, Strong) and isinstance(inline, Strong):
            merged[-1] = Strong(inlines=last.inlines + inline.inlines)
        elif isinstance(last, Emphasis) and isinstance(inline, Emphasis):
            merged[-1] = Emphasis(inlines=last.inlines + inline.inlines)
        else:
            merged.append(inline)
    return merged
