"""Tables whose cells a format knows: read by the words of their headers, which may take several rows and be merged."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from indexer.document import Grid
from indexer.headers import column_role, is_table, item_for_project
from indexer.tables import Column, Role, Row, Table
from knowledge.models import Passage, Span
from knowledge.text import fold
from knowledge.years import roc

_HEADER_ROWS = 3
_YEAR = re.compile(r"(?:中華)?(?:民國)?(\d{2,4})(?:年度?)?")
_TARGETS = frozenset({Role.TARGET, Role.ACTUAL})


@dataclass(frozen=True, slots=True)
class Extent:
    """Where a table lies in the canonical text: from its first cell to its last."""

    start: int
    end: int


def extent(grid: Grid) -> Extent | None:
    """Give where a grid lies; None for one without any text."""
    spans = [span for row in grid.rows for cell in row if cell for span in cell.spans]
    return Extent(min(s.start for s in spans), max(s.end for s in spans)) if spans else None


def read_grid(grid: Grid, caption: Passage | None = None) -> Table | None:
    """Read a grid as a table of facts; None if its headers are those of no such table."""
    for count in range(1, min(_HEADER_ROWS, len(grid.rows)) + 1):
        columns = _columns(grid.rows[:count])
        if is_table({column.role for column in columns}):
            # A second row of headers (the years below 年度目標值) still belongs to the header.
            while count < min(_HEADER_ROWS, len(grid.rows)) and _names_years(grid.rows[count], columns):
                count += 1
                columns = _columns(grid.rows[:count])
            return Table(columns, tuple(_rows(grid, count, columns)), caption)
    return None


def has_goals(grid: Grid) -> bool:
    """Tell whether a grid has a column of goals, so that no caption gives its goal."""
    table = read_grid(grid)
    return table is not None and table.has(Role.GOAL)


def _columns(header: Sequence[tuple[Passage | None, ...]]) -> tuple[Column, ...]:
    printed = [_heading(header, at) for at in range(len(header[0]))]
    found = [column_role(fold("".join(p.text for p in cells))) for cells in printed]
    roles = item_for_project([role for role, _ in found])
    return tuple(
        Column(role, _joined(cells), year) for role, (_, year), cells in zip(roles, found, printed, strict=True)
    )


def _heading(header: Sequence[tuple[Passage | None, ...]], at: int) -> list[Passage]:
    """Give the header cells of a column from the top; below a merged cell, what stands to its left spans it."""
    found = []
    for number, row in enumerate(header):
        cell = row[at]
        if cell is None and number + 1 < len(header) and any(below[at] for below in header[number + 1 :]):
            cell = next((row[left] for left in range(at, -1, -1) if row[left]), None)
        if cell is not None:
            found.append(cell)
    return found


def _joined(cells: Sequence[Passage]) -> Passage:
    if not cells:
        return Passage("", (Span(0, 0),))
    return Passage("".join(cell.text for cell in cells), tuple(span for cell in cells for span in cell.spans))


def _names_years(row: tuple[Passage | None, ...], columns: tuple[Column, ...]) -> bool:
    """Tell whether a row holds nothing but years, below a header of targets."""
    cells = [cell for cell in row if cell]
    targets = any(column.role in _TARGETS for column in columns)
    return bool(cells) and targets and all(_YEAR.fullmatch(fold(cell.text)) for cell in cells)


def _rows(grid: Grid, first: int, columns: tuple[Column, ...]) -> list[Row]:
    """Give the rows below the header; one that repeats it, or holds nothing, is left out."""
    headers = {tuple(fold(cell.text) if cell else "" for cell in row) for row in grid.rows[:first]}
    found = []
    for row in grid.rows[first:]:
        folded = tuple(fold(cell.text) if cell else "" for cell in row)
        if any(folded) and folded not in headers:
            found.append(Row(tuple(row[: len(columns)])))
    return found


def year_of(header: str) -> int | None:
    """Read the ROC year that is all that a header says (106年度)."""
    found = _YEAR.fullmatch(header)
    return roc(int(found[1])) if found else None
