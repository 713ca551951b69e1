"""The sections of the body, and its excerpt."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

import attrs

from ofweek_parse.model.blocks import Block, ExcerptMark, Heading
from ofweek_parse.model.inlines import joined_text

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Section", "excerpt_of", "sections_of"]


@attrs.frozen(kw_only=True)
class Section:
    """A heading and the blocks under it, up to the next heading of any level.

    Attributes:
        path: The texts of the enclosing headings, outermost first, and of its own heading; ``()`` before the first
            heading.
        heading: The heading, or ``None`` before the first heading.
        blocks: The blocks under the heading.
    """

    path: tuple[str, ...]
    heading: Heading | None
    blocks: tuple[Block, ...]

    @property
    def text(self) -> str:
        """The texts of the blocks, separated by blank lines, without the heading."""
        return joined_text(self.blocks, "\n\n")


def sections_of(blocks: Sequence[Block]) -> tuple[Section, ...]:
    """Return *blocks* divided at the headings among them.

    Example:
        >>> from ofweek_parse import Text
        >>> headings = [Heading(level=level, inlines=(Text(text=text),)) for level, text in ((2, "a"), (3, "b"), (2, "c"))]
        >>> [section.path for section in sections_of(headings)]
        [('a',), ('a', 'b'), ('c',)]
    """
    starts = [number for number, block in enumerate(blocks) if isinstance(block, Heading)]
    bounds = [*starts, len(blocks)]
    sections = [Section(path=(), heading=None, blocks=tuple(blocks[: bounds[0]]))] if bounds[0] else []
    above: list[tuple[int, str]] = []  # the level and text of each enclosing heading
    for start, end in zip(starts, bounds[1:], strict=True):
        heading = blocks[start]
        assert isinstance(heading, Heading)  # noqa: S101 # as `starts` has it
        while above and above[-1][0] >= heading.level:
            above.pop()
        above.append((heading.level, heading.text))
        path = tuple([text for _, text in above])
        sections.append(Section(path=path, heading=heading, blocks=tuple(blocks[start + 1 : end])))
    return tuple(sections)


def excerpt_of(blocks: Sequence[Block]) -> str | None:
    """Return the text before the first excerpt mark among *blocks*, ``None`` without one."""
    before = list(takewhile(lambda block: not isinstance(block, ExcerptMark), blocks))
    return joined_text(before, "\n\n") if len(before) < len(blocks) else None
