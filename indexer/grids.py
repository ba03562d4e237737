"""Tables whose cells a format knows: read by the words of their headers, which may take several rows and be merged."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from indexer.document import Grid
from indexer.former import of_former_periods
from indexer.headers import column_role, header_words, is_table, settled
from indexer.headings import with_headings
from indexer.labels import parse_caption_label
from indexer.tables import Column, Role, Row, Table
from knowledge.models import Passage, Span
from knowledge.numbers import CHINESE_NUMERAL
from knowledge.text import fold
from knowledge.years import year_of

_HEADER_ROWS = 3
_LEADING = 2
_NAMED = frozenset({Role.GOAL, Role.KPI, Role.OUTLINE, Role.PROJECT, Role.ITEM, Role.WORK_PLAN})
_NUMBER = re.compile(rf"\(?(?:\d{{1,3}}(?:[-.]\d{{1,2}})?|[{CHINESE_NUMERAL}]{{1,3}})[)、.]?")
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


def read_grid(grid: Grid, caption: Passage | None = None, unit: Passage | None = None) -> Table | None:
    """Read a grid as a table of facts; None if its headers are those of no such table.

    `unit` is the line above the grid that states the unit of its figures.
    """
    lead = lead_rows(grid)
    for count in range(lead + 1, min(lead + _HEADER_ROWS, len(grid.rows)) + 1):
        columns = _columns(grid.rows[lead:count])
        if is_table({column.role for column in columns}):
            # A second row (the years below 年度目標值, 目標值 and 實際值 below a year) still belongs to the header.
            while count < min(lead + _HEADER_ROWS, len(grid.rows)) and (
                _goes_on(grid.rows[count], columns) or divides(grid.rows[count - 1], grid.rows[count])
            ):
                count += 1
                columns = _columns(grid.rows[lead:count])
            columns, rows = with_headings(columns, _spread(columns, _rows(grid, count, columns)))
            return Table(_with_numbers(columns, rows), rows, caption or _goal_above(grid, lead), unit=unit)
    return None


def fact_grids(grids: Sequence[Grid]) -> list[Grid]:
    """Give the grids that are read as tables of facts: not those of a former period where a plan states its targets."""
    tables = [(grid, table) for grid in grids if (table := read_grid(grid))]
    former = of_former_periods([table.columns for _, table in tables])
    return [grid for (grid, _), is_former in zip(tables, former, strict=True) if not is_former]


def lead_rows(grid: Grid) -> int:
    """Count the rows above the header that hold one cell over all columns: the table's title, or its goal."""
    single = (sum(cell is not None for cell in row) == 1 and row[0] is not None for row in grid.rows[:_LEADING])
    return sum(itertools.takewhile(bool, single))


def _goal_above(grid: Grid, lead: int) -> Passage | None:
    """Give the row above the header that says that it names the goal of the indicators below."""
    cells = (row[0] for row in grid.rows[:lead])
    return next((cell for cell in cells if cell and parse_caption_label(cell.text)), None)


def has_indicators_alone(grid: Grid) -> bool:
    """Tell whether a grid has indicators and no goals, so that the line above it may name their goal."""
    table = read_grid(grid)
    return table is not None and table.has(Role.KPI) and not table.has(Role.GOAL) and table.caption is None


def _columns(header: Sequence[tuple[Passage | None, ...]]) -> tuple[Column, ...]:
    printed = [heading_cells(header, at) for at in range(len(header[0]))]
    found = [_role(cells) for cells in printed]
    roles = settled([role for role, _ in found])
    return tuple(
        Column(role, joined_cells(cells), year) for role, (_, year), cells in zip(roles, found, printed, strict=True)
    )


def _role(cells: Sequence[Passage]) -> tuple[Role, int | None]:
    """Tell what a column holds; 關鍵績效指標 or 評估作業 above 評估體制 heads several columns and names none."""
    role, year = column_role(fold("".join(p.text for p in cells)))
    if role is not Role.OTHER or len(cells) <= 1:
        return role, year
    below = _role(cells[1:])
    # A year below 過去三年達成值 is no target's.
    is_group = column_role(fold(cells[0].text))[0] in _GROUPS or below[0] not in (*_TARGETS, Role.OTHER)
    return below if is_group else (role, year)


_GROUPS = frozenset({Role.KPI, Role.GOAL})


def heading_cells(header: Sequence[tuple[Passage | None, ...]], at: int) -> list[Passage]:
    """Give the header cells of a column from the top; below a merged cell, what stands to its left spans it."""
    found = []
    for number, row in enumerate(header):
        cell = row[at]
        if cell is None and number + 1 < len(header) and any(below[at] for below in header[number + 1 :]):
            cell = next((row[left] for left in range(at, -1, -1) if row[left]), None)
        if cell is not None:
            found.append(cell)
    return found


def _with_numbers(columns: tuple[Column, ...], rows: Sequence[Row]) -> tuple[Column, ...]:
    """A heading over two columns, of which the left one holds but numbers, names the right one."""
    found = list(columns)
    for left, (column, following) in enumerate(pairwise(columns)):
        numbers = [cell for row in rows if (cell := row.cells[left])]
        if (
            column.role in _NAMED
            and not following.header.text
            and numbers
            and all(_is_number(cell) for cell in numbers)
        ):
            found[left : left + 2] = [Column(Role.NUMBER, following.header), column]
    return tuple(found)


NOTE = re.compile(r"(?:附?註|備註|說明|資料來源)\d*[:：、.]")
_SUM = re.compile("[合小總]計")


def _is_note(folded: Sequence[str]) -> bool:
    said = [text for text in folded if text]
    return (len(said) == 1 and NOTE.match(said[0]) is not None) or _SUM.fullmatch(said[0]) is not None


def _is_number(cell: Passage) -> bool:
    """Tell whether a cell holds the number before a name and nothing else."""
    return _NUMBER.fullmatch(fold(cell.text)) is not None


def joined_cells(cells: Sequence[Passage]) -> Passage:
    if not cells:
        return Passage("", (Span(0, 0),))
    return Passage("".join(cell.text for cell in cells), tuple(span for cell in cells for span in cell.spans))


def _goes_on(row: tuple[Passage | None, ...], columns: tuple[Column, ...]) -> bool:
    """Tell whether a row below a header of targets holds nothing but years, or names of columns."""
    cells = [cell for cell in row if cell]
    targets = any(column.role in _TARGETS for column in columns)
    return bool(cells) and targets and all(year_of(cell.text) or header_words(fold(cell.text)) for cell in cells)


def divides(above: tuple[Passage | None, ...], row: tuple[Passage | None, ...]) -> bool:
    """Tell whether a row fills the columns of one merged header cell alone: it divides that (經費 into its years)."""
    filled = [at for at, cell in enumerate(row) if cell]
    if len(filled) < _PARTS or filled[-1] - filled[0] + 1 != len(filled):
        return False
    merged = above[filled[0]] is not None and not any(above[at] for at in filled[1:])
    apart = all(above[at] for at in range(len(row)) if at not in filled)
    return merged and apart


_PARTS = 2


def _spread(columns: tuple[Column, ...], rows: Sequence[Row]) -> list[Row]:
    """Give each row what a cell left of the names spans (面向): it is said of all rows beside it."""
    first = next((at for at, column in enumerate(columns) if column.role in _NAMED), 0)
    spanned = [at for at in range(first) if columns[at].role is Role.OTHER]
    if not spanned:
        return list(rows)
    found, last = [], dict.fromkeys(spanned)
    for row in rows:
        last = {at: row.cells[at] or last[at] for at in spanned}
        found.append(Row(tuple(last.get(at) or cell for at, cell in enumerate(row.cells)), row.joined, row.doubts))
    return found


def _rows(grid: Grid, first: int, columns: tuple[Column, ...]) -> list[Row]:
    """Give the rows below the header; one that repeats it, holds nothing, a note or a sum, is left out."""
    headers = {tuple(fold(cell.text) if cell else "" for cell in row) for row in grid.rows[:first]}
    found = []
    shared = [at for at, column in enumerate(columns) if column.role in _SHARED and column.header.text]
    own = [at for at, column in enumerate(columns) if column.role in _NAMED]
    above: tuple[Passage | None, ...] = ()
    for number, row in enumerate(grid.rows[first:], first):
        folded = tuple(fold(cell.text) if cell else "" for cell in row)
        cells = list(row[: len(columns)])
        for at in shared:
            if above and (number, at) in grid.covered and any(row[name] for name in own):
                cells[at] = above[at]
        for at in range(1, len(cells)):
            # One target over the columns of several years is that of each of them.
            if (number, at) in grid.beside and columns[at].role is columns[at - 1].role is Role.TARGET:
                cells[at] = cells[at - 1]
        if any(folded) and folded not in headers and not _is_note(folded):
            doubts = [at for at in range(len(cells)) if number in grid.unsure or (number, at) in grid.doubtful]
            found.append(Row(tuple(cells), doubts=frozenset(doubts)))
            above = tuple(cells)
    return found


# What a cell over several rows says of each of them; a sum of money or a target over them is none of one.
_SHARED = frozenset(
    {Role.SYSTEM, Role.METHOD, Role.MEASURE, Role.PERIOD, Role.CATEGORY, Role.UNIT, Role.REMARK, Role.OTHER}
)
