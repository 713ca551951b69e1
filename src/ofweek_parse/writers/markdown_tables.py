"""Tables in Markdown: a grid without spanning cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from ofweek_parse.model.blocks import Cell, Table

__all__ = ["table_lines"]


def table_lines(table: Table, write: Callable[[Cell | None], str]) -> list[str]:
    """Return the lines of *table*, with what *write* makes of a cell, ``None`` being one that another spans."""
    rows = [*([table.header] if table.header is not None else []), *table.rows]
    most = 1000 + 20 * sum(map(len, rows))
    written = [[write(cell) for cell in row] for row in _grid(rows, most)]
    width = max(map(len, written), default=0)
    if table.header is None:
        written.insert(0, [])
    # Some parsers want all rows full, GFM only the first.
    is_small = width * len(written) <= most
    full = [[*row, *[""] * (width - len(row))] for row in (written if is_small else written[:1])]
    lines = [f"| {' | '.join(row)} |" for row in [*full, *written[len(full) :]]]
    return [lines[0], f"|{' --- |' * width}", *lines[1:]]


def _grid(rows: list[tuple[Cell, ...]], most: int) -> list[list[Cell | None]]:
    """The cells of *rows* by column, ``None`` where one above or to the left spans; only columns in which a cell starts.

    Where that would be more than *most* places, as no real table has, cells span nothing.
    """
    placed: list[dict[int, Cell]] = []
    open_until: dict[int, int] = {}
    steps = 0
    for number, row in enumerate(rows):
        column = 0
        cells: dict[int, Cell] = {}
        for cell in row:
            while open_until.get(column, 0) > number:
                column += 1
                steps += 1
            cells[column] = cell
            if cell.rowspan > 1:
                spanned = min(cell.colspan, 1000)
                open_until.update(dict.fromkeys(range(column, column + spanned), number + cell.rowspan))
                steps += spanned
            column += cell.colspan
            if steps > most:
                return [list(row) for row in rows]
        placed.append(cells)
    index = {column: place for place, column in enumerate(sorted({column for cells in placed for column in cells}))}
    widths = [index[max(cells)] + 1 if cells else 0 for cells in placed]
    if sum(widths) > most:
        return [list(row) for row in rows]
    grid: list[list[Cell | None]] = [[None] * width for width in widths]
    for places, cells in zip(grid, placed, strict=True):
        for column, cell in cells.items():
            places[index[column]] = cell
    return grid
