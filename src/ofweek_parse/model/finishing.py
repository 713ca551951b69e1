"""What may be done with the texts and images of a body as they are read, where nobody wants them as they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ofweek_parse.model.diagnostics import Diagnostic
    from ofweek_parse.model.inlines import Inline

__all__ = ["Finishing", "FinishingOf", "LinkedWord"]

LinkedWord: TypeAlias = "tuple[str, str]"
"""A keyword and what the site linked it to."""


class Finishing(NamedTuple):
    """What is done with the pieces of one body.

    Attributes:
        texts: What becomes of texts with no white space but single spaces inside.
        odd_text: How a text that has other white space, and is a block, comes to have none.
        line: What becomes of the inlines of a line, given with it as it is written, and the keywords that were links.
        image_url: What becomes of the URL of an image.
        is_left_out: Whether a text that is a block goes.
        left_out: How many must: as often as the body has what makes a text go.
        notes: What there is to tell of those.
    """

    texts: Callable[[Sequence[str]], Sequence[str]]
    odd_text: Callable[[str], str]
    line: Callable[[tuple[Inline, ...], str], tuple[tuple[Inline, ...], list[LinkedWord]]]
    image_url: Callable[[str], str]
    is_left_out: Callable[[str], bool]
    left_out: int = 0
    notes: tuple[Diagnostic, ...] = ()


FinishingOf: TypeAlias = "Callable[[str, bool], Finishing | None]"
"""Tells what is to be done with the pieces of a body, if that can be told before they are read.

Told of it is whether it holds no full-width form of an ASCII character, but for Chinese punctuation, ``～`` and ``％＋－．／``.
"""
