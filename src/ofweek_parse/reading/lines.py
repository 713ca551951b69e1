"""One line of inlines being collected: the inside of a paragraph, heading or caption.

White space is folded as HTML folds it (a run is one space, or one ``\\n`` where it holds a line break: whether that
break is a space is not the reader's to say), and leading and trailing breaks go, since no browser shows them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

import attrs

from ofweek_parse.model.blocks import Figure
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

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ofweek_parse.model.inlines import Inline

__all__ = ["BLANK", "RUN", "SPACE", "Line", "code_of", "figures_of", "folded", "trimmed"]

Inlines: TypeAlias = "tuple[Inline, ...]"

BLANK = re.compile("[\\s\u200b-\u200f\u2060\ufeff]*")
"""Nothing that a reader would see."""

SPACE = " \t\n\f"
"""What HTML folds."""

_BREAK = re.compile(r"[ \t]*\n[ \t\n]*")
RUN = re.compile("[ \t\n\f]{2,}|[\t\f]")
"""White space that is not folded yet."""


class _Frame:
    """An open inline element and what it holds so far."""

    __slots__ = ("_inlines", "_texts", "kind", "make", "used")

    def __init__(self, kind: str, make: Callable[[Inlines], Inlines] | None) -> None:
        self.kind = kind
        self.make = make
        self.used = False
        self._inlines: list[Inline] = []
        self._texts: list[str] = []

    def add(self, inline: Inline) -> None:
        """Take an inline; text that follows text is joined to it at the end, once."""
        self.used = True
        if isinstance(inline, Text):
            self._texts.append(inline.text)
        else:
            self._join()
            self._inlines.append(inline)

    def take(self) -> list[Inline]:
        """Give the inlines away."""
        self._join()
        inlines, self._inlines = self._inlines, []
        return inlines

    def strip_end(self) -> None:
        """Take white space off the text that stands last."""
        self._join()
        _strip_end(self._inlines)

    def _join(self) -> None:
        if self._texts:
            self._inlines.append(Text(text="".join(self._texts)))
            self._texts.clear()


class Line:
    """Collects inlines; `take` gives them away and keeps the open elements open for the next line."""

    def __init__(self) -> None:
        self._frames = [_Frame("line", None)]
        self._after_space = True
        self._after_break = False
        self._visible = False

    @property
    def depth(self) -> int:
        """How many inline elements are open."""
        return len(self._frames) - 1

    def add_text(self, text: str) -> None:
        """Add a piece of text, folding its white space."""
        if len(self._frames) > 1 and self.is_open("code"):
            text = _BREAK.sub(" ", text)
        else:
            text = RUN.sub(folded, text)
            if self._after_space:
                text = text.lstrip(SPACE)
        if not text:
            return
        self._after_space = text[-1] in SPACE
        if not BLANK.fullmatch(text):
            self._visible = True
            self._after_break = False
        self._frames[-1].add(Text(text=text))

    def add(self, inline: Inline) -> None:
        """Add an inline that is complete."""
        self._after_space = self._after_break = False
        self._visible = True
        self._frames[-1].add(inline)

    def add_break(self) -> bool:
        """Add a line break; false, and nothing is added, where it follows one and so ends the paragraph."""
        if not self._visible:
            return True
        if self._after_break:
            return False
        self._frames[-1].strip_end()
        self._frames[-1].add(LineBreak())
        self._after_space = self._after_break = True
        return True

    def is_open(self, kind: str) -> bool:
        """Whether an element of that kind is open."""
        return any(frame.kind == kind for frame in self._frames)

    def open(self, kind: str, make: Callable[[Inlines], Inlines]) -> None:
        """Begin an element; *make* is given its inlines when it ends."""
        self._frames.append(_Frame(kind, make))

    def close(self) -> bool:
        """End the element begun last; false if it never held anything."""
        frame = self._frames.pop()
        self._fold(frame, self._frames[-1])
        return frame.used

    def take(self) -> Inlines:
        """The inlines so far, ``()`` if there is nothing to see in them."""
        for inner in range(len(self._frames) - 1, 0, -1):
            self._fold(self._frames[inner], self._frames[inner - 1])
        inlines = self._frames[0].take()
        visible = self._visible
        self._after_space, self._after_break, self._visible = True, False, False
        return trimmed(inlines) if visible else ()

    @staticmethod
    def _fold(frame: _Frame, outer: _Frame) -> None:
        inlines = frame.take()
        if inlines and frame.make is not None:
            for inline in frame.make(tuple(inlines)):
                outer.add(inline)


def folded(run: re.Match[str]) -> str:
    """What a match of `RUN` folds to."""
    return "\n" if "\n" in run[0] else " "


def _strip_end(inlines: list[Inline]) -> None:
    if inlines and isinstance(last := inlines[-1], Text):
        text = last.text.rstrip(SPACE)
        inlines[-1:] = [Text(text=text)] if text else []


def trimmed(inlines: list[Inline]) -> Inlines:
    """*inlines* without the space and breaks at their end."""
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
                inlines[-1] = Text(text=text)
            break
        elif isinstance(last, WRAPPERS):
            inside = trimmed(list(last.inlines))
            if inside == last.inlines:
                break
            inlines.pop()
            if inside:
                inlines.append(attrs.evolve(last, inlines=inside))
                break
        else:
            break
    return tuple(inlines)


def code_of(inlines: Inlines) -> Inlines:
    """*inlines* with their text as code, keeping links and pictures in it.

    Example:
        >>> code_of((Text(text="a"), Strong(inlines=(Text(text="b"),))))
        (Code(code='a'), Strong(inlines=(Code(code='b'),)))
    """
    coded: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, WRAPPERS):
            coded.append(attrs.evolve(inline, inlines=code_of(inline.inlines)))
        elif isinstance(inline, (Text, Code)):
            coded.append(Code(code=inline.text))
        else:
            coded.append(inline)
    return tuple(coded)


def figures_of(inlines: Inlines) -> tuple[Figure, ...] | None:
    """The figures that *inlines* are if there is nothing but pictures in them, else ``None``."""
    figures: list[Figure] = []
    for figure in _figures(inlines, None):
        if figure is None:
            return None
        figures.append(figure)
    return tuple(figures) or None


def _figures(inlines: Inlines, href: str | None) -> Iterator[Figure | None]:
    for inline in inlines:
        match inline:
            case InlineImage():
                yield Figure(image=inline.image, href=href)
            case Link():
                yield from _figures(inline.inlines, inline.href)
            case Strong() | Emphasis() | Superscript() | Subscript():
                yield from _figures(inline.inlines, href)
            case LineBreak():
                continue
            case _:
                if not BLANK.fullmatch(inline.text):
                    yield None
