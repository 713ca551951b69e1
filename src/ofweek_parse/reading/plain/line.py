"""One line of plain HTML being read by hand: the inside of a paragraph or heading."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from ofweek_parse.model.constructors import make_text
from ofweek_parse.model.inlines import Emphasis, InlineImage, LineBreak, Link, Strong, Subscript, Superscript
from ofweek_parse.reading.lines import BLANK, RUN, SPACE, folded, trimmed

if TYPE_CHECKING:
    from ofweek_parse.model.inlines import Inline

__all__ = ["MANY", "Mark", "NotPlainError", "PlainLine", "shows"]

MANY: Final = 20
"""Attributes on one tag, or open elements: from so many on, those read who count them."""

Mark: TypeAlias = "type[Strong | Emphasis | Superscript | Subscript]"
"""What marks text up and nothing else."""


class NotPlainError(Exception):
    """Something that only the readers of all HTML know what to do with."""


class _Open(NamedTuple):
    """An open inline element: its tag, what it makes of its inlines, and the line that it stands in."""

    tag: str
    kind: Mark | type[Link] | None
    link: tuple[str, str | None] | None
    outer: list[str | Inline]
    is_keyword: bool


class PlainLine:
    """The inside of a paragraph; text waits as ``str`` until the inlines around it are known."""

    def __init__(self) -> None:
        self._line: list[str | Inline] = []
        self._opened: list[_Open] = []
        self._shows = self._ends_visibly = self._after_break = self._holds_image = False
        self._after_space = True

    def add_text(self, text: str) -> None:
        """Add a piece of text, folding its white space."""
        if "&" in text:
            text = html.unescape(text)
        if text := self._taken(text):
            self._append(text)

    def _taken(self, text: str) -> str:
        """What is left of *text* here when its white space is folded."""
        if "  " in text or not text.isprintable():
            text = RUN.sub(folded, text)
        if self._after_space:
            text = text.lstrip(SPACE)
        if text:
            self._after_space = text[-1] in SPACE
            self._ends_visibly = shows(text)
            if self._ends_visibly:
                self._shows = True
                self._after_break = False
        return text

    def add_keyword(self, href: str, title: str, word: str) -> None:
        """Add a keyword link on *word*."""
        if len(self._opened) > MANY - 2 or any(outer.kind is Link for outer in self._opened):
            raise NotPlainError
        text = self._taken(word)
        if not (text and self._ends_visibly):
            raise NotPlainError  # it dissolves
        self._line.append(Link(href=href, inlines=(make_text(text=text),), title=title.strip() or None, keyword=True))

    def _append(self, piece: str | Inline) -> None:
        line = self._line
        if line and isinstance(piece, str) and isinstance(line[-1], str):
            line[-1] += piece
        else:
            line.append(piece)

    def add_image(self, image: InlineImage) -> None:
        """Add a picture."""
        self._line.append(image)
        self._shows = self._ends_visibly = self._holds_image = True
        self._after_space = self._after_break = False

    def ends_at_break(self) -> bool:
        """Add a break; whether it ends the paragraph instead, as a second one does."""
        if not self._shows:
            return False
        if self._after_break:
            return True
        line = self._line
        if line and isinstance(line[-1], str):
            line[-1] = line[-1].rstrip(SPACE)
            if not line[-1]:
                line.pop()
        line.append(LineBreak())
        self._after_space = self._after_break = True
        return False

    def open(
        self,
        tag: str,
        kind: Mark | type[Link] | None,
        *,
        link: tuple[str, str | None] | None = None,
        is_keyword: bool = False,
    ) -> None:
        """Begin the element *tag*; *kind* is what it makes of its inlines, ``None`` for nothing."""
        opened = self._opened
        if tag == "a" and any(outer.tag == "a" for outer in opened):
            raise NotPlainError
        if kind and any(outer.kind is kind for outer in opened):
            kind = None  # bold in bold is bold
        if len(opened) > MANY:
            raise NotPlainError
        is_keyword = is_keyword or (bool(opened) and opened[-1].is_keyword)
        opened.append(_Open(tag, kind, link, self._line, is_keyword))
        if kind:
            self._line = []

    def close(self, tag: str) -> None:
        """End the element *tag*, which must be the one begun last."""
        if not self._opened or (opened := self._opened.pop()).tag != tag:
            raise NotPlainError
        if opened.kind is None:
            return
        line, self._line = self._line, opened.outer
        if opened.link is not None:
            if not any(map(_is_seen, line)):
                raise NotPlainError  # it dissolves
            href, title = opened.link
            self._line.append(Link(href=href, inlines=_inlines(line), title=title, keyword=opened.is_keyword))
        elif line:
            self._line.append(opened.kind(inlines=_inlines(line)))  # type: ignore[call-arg] # not a link

    def finish(self) -> tuple[tuple[Inline, ...], bool]:
        """The inlines, and whether there is a picture among them."""
        if self._opened:
            raise NotPlainError
        if not self._shows:
            return (), False
        inlines = _inlines(self._line)
        if self._after_space or not self._ends_visibly:
            inlines = trimmed(list(inlines))
        return inlines, self._holds_image


def shows(text: str) -> bool:
    """Whether *text*, which is not empty, shows anything: most begins with a Han character."""
    return "\u3002" < text[0] < "\ufe00" or not BLANK.fullmatch(text)


def _is_seen(piece: str | Inline) -> bool:
    return isinstance(piece, InlineImage) or shows(piece if isinstance(piece, str) else piece.text or " ")


def _inlines(line: list[str | Inline]) -> tuple[Inline, ...]:
    return tuple([make_text(text=piece) if isinstance(piece, str) else piece for piece in line])
