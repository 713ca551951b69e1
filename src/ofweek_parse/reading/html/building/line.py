"""`Line`: the inlines of a paragraph, heading or caption that is being read.

White space is collapsed as in HTML (to a space, or to ``\\n`` if it contains a line break: normalizers decide whether
that is a space), and leading and trailing breaks are removed, since no browser shows them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, TypeAlias

from ofweek_parse.characters import BLANK
from ofweek_parse.model.constructors import (
    evolve,
    make_heading,
    make_link,
    make_paragraph,
    make_text,
)
from ofweek_parse.model.inlines import (
    InlineImage,
    LineBreak,
    Math,
    Text,
)
from ofweek_parse.model.traversal import WRAPPERS
from ofweek_parse.reading.html.attributes.formulas import FORMULA_MARKS
from ofweek_parse.reading.html.building.marks import MARKS, is_blank
from ofweek_parse.reading.html.white_space import RUN, SPACE, folded

if TYPE_CHECKING:
    from collections.abc import Callable

    from ofweek_parse.model.blocks import Alignment, Block
    from ofweek_parse.model.inlines import Inline

__all__ = ["DEEPEST", "Line", "make_block", "trimmed"]

Inlines: TypeAlias = "tuple[Inline, ...]"

DEEPEST: Final = 24
"""Levels of inlines, and of lists, quotes and tables: no reader follows more, and recursion over them stays safe."""

_BREAK: Final = re.compile(r"(?<![ \t])[ \t]*\n[ \t\n]*")


class _Frame:
    """An open inline element with its content so far: its inlines, and pieces of text after them."""

    __slots__ = ("inlines", "kind", "make", "texts", "was_shown")

    def __init__(self, kind: str, make: Callable[[Inlines], Inlines] | None) -> None:
        self.kind = kind
        self.make = make
        self.was_shown = True
        self.inlines: list[Inline] = []
        self.texts: list[str] = []

    def add(self, inline: Inline) -> None:
        """Add an inline; adjacent texts are joined once, at the end."""
        if isinstance(inline, Text):
            self.texts.append(inline.text)
        else:
            if self.texts:
                self._join()
            self.inlines.append(inline)

    def take(self) -> list[Inline]:
        """Return the inlines, which the frame has no longer."""
        if self.texts:
            self._join()
        inlines, self.inlines = self.inlines, []
        return inlines

    def strip_end(self) -> None:
        """Strip trailing white space from the last text."""
        if self.texts:
            self.texts = [text] if (text := "".join(self.texts).rstrip(SPACE)) else []

    def _join(self) -> None:
        self.inlines.append(make_text(text="".join(self.texts)))
        self.texts.clear()


class Line:
    """Collects inlines; `take` returns them and keeps the open elements open for the next line.

    Attributes:
        is_untouched: Whether nothing was added yet.
        holds_image: Whether a picture was.
    """

    def __init__(self) -> None:
        self.is_untouched: bool = True
        self.holds_image: bool = False
        self._frames = [_Frame("line", None)]
        self._in_code = False
        self._after_space = True
        self._after_break = False
        self._visible = False

    @property
    def is_blank(self) -> bool:
        """Whether there is nothing to see so far."""
        return not self._visible

    def add_text(self, text: str) -> None:
        """Add a piece of text, folding its white space."""
        if self._in_code:
            text = _BREAK.sub(" ", text)
        else:
            if self._after_space:
                text = text.lstrip(SPACE)
            if "  " in text or not text.isprintable():  # all that RUN finds is one or the other
                text = RUN.sub(folded, text)
        if not text:
            return
        self.is_untouched = False
        self._after_space = text[-1] in SPACE
        if (self._after_break or not self._visible) and not BLANK.fullmatch(text):
            self._visible = True
            self._after_break = False
        self._frames[-1].texts.append(text)

    def add_image(self, image: InlineImage) -> None:
        """Add a picture."""
        self.is_untouched = self._after_space = self._after_break = False
        self._visible = self.holds_image = True
        self._frames[-1].add(image)

    @property
    def ends_with_formula(self) -> bool:
        """Whether a formula was added last."""
        frame = self._frames[-1]
        is_last = bool(frame.inlines) and isinstance(frame.inlines[-1], Math)
        return is_last and not "".join(frame.texts).strip(SPACE)

    def add_formula(self, formula: Math) -> None:
        """Add a formula."""
        self.is_untouched = self._after_space = self._after_break = False
        self._visible = True
        self._frames[-1].add(formula)

    def add_break(self) -> bool:
        """Add a line break, unless it follows one and so ends the paragraph: then return false."""
        if not self._visible:
            return True
        if self._after_break:
            return False
        self.strip_end()
        self._frames[-1].add(LineBreak())
        self._after_space = self._after_break = True
        return True

    def is_open(self, kind: str) -> bool:
        """Whether an element of that kind is open."""
        return kind in [frame.kind for frame in self._frames]

    def open_mark(self, kind: str) -> bool:
        """Begin marked-up text; return whether it began: not inside text of that kind (bold in bold is bold) or too deep."""
        if len(self._frames) > DEEPEST or self.is_open(kind):
            return False
        self._in_code = self._in_code or kind == "code"
        self._frames.append(_Frame(kind, MARKS[kind] if kind in MARKS else FORMULA_MARKS[kind]))
        return True

    def open_as(self, kind: str, make: Callable[[Inlines], Inlines]) -> bool:
        """Begin an element, even in one of its *kind*, whose inlines *make* converts; return whether it began: not too deep."""
        if len(self._frames) > DEEPEST:
            return False
        self._frames.append(_Frame(kind, make))
        return True

    @property
    def innermost(self) -> str:
        """The kind of the element begun last."""
        return self._frames[-1].kind

    def depth_of(self, kind: str) -> int:
        """Return the number of open elements of that kind."""
        return [frame.kind for frame in self._frames].count(kind)

    @property
    def last_character(self) -> str:
        """The character before the next inline, or ``""`` if that is not text."""
        for frame in reversed(self._frames):
            if frame.texts:
                return frame.texts[-1][-1]
            if frame.inlines:
                break
        return ""

    def strip_end(self) -> None:
        """Strip trailing white space."""
        for frame in reversed(self._frames):
            frame.strip_end()
            if frame.texts or frame.inlines:
                break

    def open_link(self, href: str, title: str | None, *, is_keyword: bool) -> None:
        """Begin a link; one without visible content is unwrapped."""

        def make(inlines: Inlines) -> Inlines:
            if is_blank(inlines):
                return inlines
            frame.was_shown = True
            return (make_link(href=href, inlines=inlines, title=(title or "").strip() or None, keyword=is_keyword),)

        frame = _Frame("link", make)
        frame.was_shown = False
        self._frames.append(frame)

    def close(self) -> bool:
        """End the innermost element; return false if it is a link without visible content."""
        frame = self._frames.pop()
        if frame.kind == "code":
            self._in_code = False
        self._fold(frame, self._frames[-1])
        return frame.was_shown

    def take(self) -> Inlines:
        """Return the inlines so far, or ``()`` if they show nothing."""
        frames = self._frames
        for inner in range(len(frames) - 1, 0, -1):
            self._fold(frames[inner], frames[inner - 1])
        line, visible = frames[0], self._visible
        self.is_untouched = self._after_space = True
        self._after_break = self._visible = self.holds_image = False
        if visible and not line.inlines:  # nothing but text, as in most lines
            text = "".join(line.texts).rstrip(SPACE)
            line.texts.clear()
            return (make_text(text=text),)
        inlines = line.take()
        return trimmed(inlines) if visible else ()

    @staticmethod
    def _fold(frame: _Frame, outer: _Frame) -> None:
        inlines = frame.take()
        if inlines and frame.make is not None:
            for inline in frame.make(tuple(inlines)):
                outer.add(inline)


def trimmed(inlines: list[Inline]) -> Inlines:
    """Return *inlines* without the space and breaks at their end."""
    while inlines:
        last = inlines[-1]
        if isinstance(last, LineBreak):
            inlines.pop()
        elif isinstance(last, Text):
            text = last.text.rstrip(SPACE)
            if BLANK.fullmatch(text) and (not text or len(inlines) == 1 or isinstance(inlines[-2], LineBreak)):
                inlines.pop()
                continue
            if text != last.text:
                inlines[-1] = evolve(last, text=text)
            break
        elif isinstance(last, WRAPPERS):
            inside = trimmed(list(last.inlines))
            if inside == last.inlines:
                break
            inlines.pop()
            if inside:
                inlines.append(evolve(last, inlines=inside))
                break
        else:
            break
    return tuple(inlines)


def make_block(inlines: Inlines, align: Alignment | None, level: int) -> Block:
    """Return a heading of *level*, or for 0 a paragraph."""
    return make_heading(level=level, inlines=inlines) if level else make_paragraph(inlines=inlines, align=align)
