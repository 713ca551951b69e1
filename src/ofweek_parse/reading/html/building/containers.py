"""Builders for the body, quotes, lists, tables and figures, until their end tags."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

import attrs

from ofweek_parse.model.blocks import Cell, Figure, ListBlock, Quote, Table
from ofweek_parse.model.constructors import evolve
from ofweek_parse.model.inlines import LineBreak

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ofweek_parse.model.blocks import Block, Row
    from ofweek_parse.model.inlines import Inline

__all__ = [
    "BodyBuilder",
    "CellBuilder",
    "Container",
    "DefinitionsBuilder",
    "ItemBuilder",
    "ListBuilder",
    "QuoteBuilder",
    "TableBuilder",
    "TermBuilder",
    "joined_lines",
]


_MOST_INLINES: Final = 100
"""Inlines in a caption to which lines are added one by one."""


class Container(Protocol):
    """A builder that collects blocks and returns the resulting blocks at its end."""

    def add(self, block: Block) -> None:
        """Take a block."""

    def add_caption(self, inlines: tuple[Inline, ...], /) -> bool:
        """Take a line of a caption; false, and nothing is taken, where there is nothing that it can be the caption of."""
        ...

    def finish(self) -> tuple[Block, ...]:
        """Return the blocks of this container."""
        ...


def joined_lines(lines: Iterable[tuple[Inline, ...]]) -> tuple[Inline, ...]:
    """Return *lines* as one, with a break between those that are not empty."""
    joined: list[Inline] = []
    for line in lines:
        if joined and line:
            joined.append(LineBreak())
        joined += line
    return tuple(joined)


def _captioned(blocks: list[Block], inlines: tuple[Inline, ...]) -> bool:
    """Add a line to the caption of the last of *blocks*; false where that is no picture, or has a long one."""
    if not blocks or not isinstance(figure := blocks[-1], Figure) or len(figure.caption) > _MOST_INLINES:
        return False
    blocks[-1] = evolve(figure, caption=joined_lines((figure.caption, inlines)))
    return True


class _WithoutCaptions:
    """A container that is not a figure."""

    def add_caption(self, _inlines: tuple[Inline, ...]) -> bool:
        """Take no caption."""
        return False


class BodyBuilder:
    """The body itself."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []

    def add(self, block: Block) -> None:
        """Take a block."""
        self.blocks.append(block)

    def add_caption(self, inlines: tuple[Inline, ...]) -> bool:
        """Take a line of the caption of the picture right before it."""
        return _captioned(self.blocks, inlines)

    def finish(self) -> tuple[Block, ...]:
        """The blocks."""
        return tuple(self.blocks)


class QuoteBuilder(BodyBuilder):
    """A block quotation."""

    def finish(self) -> tuple[Block, ...]:
        """The quote, if there is anything in it."""
        return (Quote(blocks=tuple(self.blocks)),) if self.blocks else ()


class ListBuilder(_WithoutCaptions):
    """A list.

    Attributes:
        ordered: Whether its items have numbers.
        start: The number of the first, or ``None`` for the default.
        values: Numbers that items have by themselves, by their indices.
        has_items: Whether there was an item with content.
        items: The items, including empty ones.
        before: The blocks before the first item.
    """

    def __init__(self, *, ordered: bool, start: int | None = None, step: int = 1) -> None:
        self.ordered: bool = ordered
        self.start: int | None = start
        self.values: dict[int, int] = {}
        self.has_items: bool = False
        self.items: list[list[Block]] = []
        self.before: list[Block] = []
        self._step = step

    def add(self, block: Block) -> None:
        """Add a block outside of an item: before the list, as an item, or, if it gets no mark, to the previous item."""
        if any(self.items[-1:]) and (self.ordered or isinstance(block, ListBlock)):
            self.items[-1].append(block)
        elif self.has_items or (isinstance(block, ListBlock) and not self.before):
            self.items.append([block])
        else:
            self.before.append(block)

    def add_item(self, blocks: list[Block]) -> None:
        """Take an item."""
        self.has_items = self.has_items or bool(blocks)
        self.items.append(blocks)

    def finish(self) -> tuple[Block, ...]:
        """Return the blocks before the list, and the list if it has items: one for each run of consecutive numbers."""
        runs: list[tuple[int, list[tuple[Block, ...]]]] = []
        number = self.start if self.start is not None else len(self.items) if self._step < 0 else 1
        for index, item in enumerate(self.items):
            number = self.values.get(index, number)
            if item:
                if not runs or (self.ordered and number != runs[-1][0] + len(runs[-1][1])):
                    runs.append((number if self.ordered else 1, []))
                runs[-1][1].append(tuple(item))
            number += self._step
        lists = [ListBlock(items=tuple(items), ordered=self.ordered, start=start) for start, items in runs]
        return (*self.before, *lists)


class ItemBuilder(BodyBuilder):
    """An item of *owner*."""

    def __init__(self, owner: ListBuilder) -> None:
        super().__init__()
        self.owner = owner

    def finish(self) -> tuple[Block, ...]:
        """Return nothing: the item is added to its list."""
        self.owner.add_item(self.blocks)
        return ()


class DefinitionsBuilder(ListBuilder):
    """A list of terms and their descriptions, each term an item."""

    def __init__(self) -> None:
        super().__init__(ordered=False)
        self.has_terms: bool = False

    @property
    def ends_with_figure(self) -> bool:
        """Whether a picture was added last."""
        return any(self.items[-1:]) and isinstance(self.items[-1][-1], Figure)

    def add_caption(self, inlines: tuple[Inline, ...]) -> bool:
        """Take a line of the caption of the picture at the end of the last item."""
        return bool(self.items) and _captioned(self.items[-1], inlines)

    def add_term(self, blocks: list[Block]) -> None:
        """Take a term, which what follows describes."""
        self.has_terms = True
        self.add_item(blocks)

    def add_description(self, blocks: list[Block]) -> None:
        """Take a description of the last term; without one it is an item."""
        if self.has_terms:
            self.items[-1] += blocks
        else:
            self.add_item(blocks)

    def finish(self) -> tuple[Block, ...]:
        """As of any list, unless it is a gallery: pictures, each with its caption, are no terms."""
        blocks = [block for item in self.items for block in item]
        if all(isinstance(block, Figure) for block in blocks):
            return (*self.before, *blocks)
        return super().finish()


class TermBuilder(BodyBuilder):
    """A term of *owner*, or a description.

    Attributes:
        is_bold: Whether its text is in bold type until its end.
    """

    def __init__(self, owner: DefinitionsBuilder, *, is_description: bool) -> None:
        super().__init__()
        self.owner = owner
        self.is_description = is_description
        self.is_bold: bool = False

    def finish(self) -> tuple[Block, ...]:
        """Return nothing: the term is added to its list."""
        if self.is_description:
            self.owner.add_description(self.blocks)
        else:
            self.owner.add_term(self.blocks)
        return ()


@attrs.define
class _Row:
    cells: list[Cell] = attrs.Factory(list)
    in_head: bool = False
    all_heads: bool = True


class TableBuilder(_WithoutCaptions):
    """A table, which may turn out to be there for the layout only."""

    def __init__(self, role: str | None) -> None:
        self.role = role
        self.rows: list[_Row] = []
        self.strays: list[Block] = []
        self.in_head: bool = False
        self.holds_table: bool = False

    def add(self, block: Block) -> None:
        """Add a block outside of a cell, which is moved before the table, as in a browser."""
        self.strays.append(block)

    def add_row(self) -> None:
        """Begin a row."""
        self.rows.append(_Row(in_head=self.in_head))

    def add_cell(self, cell: Cell, *, is_head: bool) -> None:
        """Take a cell."""
        if not self.rows:
            self.add_row()
        row = self.rows[-1]
        row.cells.append(cell)
        row.all_heads = row.all_heads and is_head

    def finish(self) -> tuple[Block, ...]:
        """Return the table, or the content of its cells if it is only layout."""
        rows = [row for row in self.rows if row.cells]
        if not any(cell.blocks for row in rows for cell in row.cells):
            return tuple(self.strays)
        if self._is_layout(rows):
            return (*self.strays, *(block for row in rows for cell in row.cells for block in cell.blocks))
        header: Row | None = None
        if rows[0].in_head or rows[0].all_heads:
            header = tuple(rows.pop(0).cells)
        return (*self.strays, Table(header=header, rows=tuple(tuple(row.cells) for row in rows)))

    def _is_layout(self, rows: list[_Row]) -> bool:
        if self.role is not None:
            return self.role in {"presentation", "none"}
        if any(row.in_head or row.all_heads for row in rows):
            return False
        return self.holds_table or all(len(row.cells) == 1 for row in rows)


class CellBuilder(BodyBuilder):
    """A cell of *owner*."""

    def __init__(self, owner: TableBuilder, *, colspan: int, rowspan: int, is_head: bool) -> None:
        super().__init__()
        self.owner = owner
        self.colspan = colspan
        self.rowspan = rowspan
        self.is_head = is_head

    def finish(self) -> tuple[Block, ...]:
        """Return nothing: the cell is added to its table."""
        cell = Cell(blocks=tuple(self.blocks), colspan=self.colspan, rowspan=self.rowspan)
        self.owner.add_cell(cell, is_head=self.is_head)
        return ()
