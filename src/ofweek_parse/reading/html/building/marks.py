"""Wrapping inlines in the class of a text-markup element."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from ofweek_parse.characters import BLANK
from ofweek_parse.model.constructors import evolve, make_strong
from ofweek_parse.model.inlines import Code, Emphasis, Inline, Strikethrough, Subscript, Superscript, Text
from ofweek_parse.model.traversal import WRAPPERS, holds_image

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["MARKS", "code_of", "is_blank"]

Inlines: TypeAlias = "tuple[Inline, ...]"


def is_blank(inlines: Inlines) -> bool:
    """Whether *inlines* show nothing."""
    return all(BLANK.fullmatch(inline.text) and not holds_image(inline) for inline in inlines)


def code_of(inlines: Inlines) -> Inlines:
    """Return *inlines* with their text as code, keeping links and pictures in it.

    Example:
        >>> code_of((Text(text="a"), Emphasis(inlines=(Text(text="b"),))))
        (Code(code='a'), Emphasis(inlines=(Code(code='b'),)))
    """
    coded: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, WRAPPERS):
            coded.append(evolve(inline, inlines=code_of(inline.inlines)))
        elif isinstance(inline, (Text, Code)):
            coded.append(Code(code=inline.text))
        else:
            coded.append(inline)
    return tuple(coded)


def _struck(inlines: Inlines) -> Inlines:
    return inlines if is_blank(inlines) else (Strikethrough(inlines=inlines),)


MARKS: Final[Mapping[str, Callable[[Inlines], Inlines]]] = {
    "strong": lambda inlines: (make_strong(inlines=inlines),),
    "emphasis": lambda inlines: (Emphasis(inlines=inlines),),
    "superscript": lambda inlines: (Superscript(inlines=inlines),),
    "subscript": lambda inlines: (Subscript(inlines=inlines),),
    "strikethrough": _struck,
    "code": code_of,
}
"""Converts the inlines in a text-markup element, by the role of the element."""
