"""The rows of tables that hold no facts (statistics, budgets): each figure with its row, its header and its year."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from indexer.document import Grid
from indexer.grids import NOTE, divides, extent, fact_grids, heading_cells, joined_cells, lead_rows
from indexer.headers import column_role
from indexer.layout import Layout
from indexer.tables import Role
from knowledge.models import Passage, TableCell, TableRow
from knowledge.numbers import parse_quantity
from knowledge.text import cut, fold
from knowledge.years import roc, year_of

_HEADER_ROWS = 3
_LONGEST_HEADER, _LONGEST_CAPTION = 40, 40
_LEAST = 2  # So many columns and rows with the header make a table.
_FIGURE = re.compile(r"[△▲(<>≦≧±+-]?\d")
_DASH = re.compile(r"[-—–─－…*]+|無|n/?a")
_UNIT_LINE = re.compile(r"[(（]?\s*單\s*位\s*[:：].{1,20}")
_OF_YEARS = re.compile(r"\D*年(?:度|別|份)?")  # 年別, 會計年度; 109年 heads what is of that year.
_AGE = re.compile(r"\d+歲|歲以[上下]")
_GRAND = re.compile("總[計和]")
_YEAR = re.compile(r"(?<!\d)(\d{2,4})(?=\s*(?:年|學年))")


@dataclass(frozen=True, slots=True)
class _Column:
    header: Passage
    role: Role
    year: int | None
    is_figure: bool


def read_table_rows(layout: Layout, grids: Sequence[Grid]) -> list[tuple[Grid, tuple[TableRow, ...]]]:
    """Read the rows of every grid that is no table of facts and holds figures below headers, each with its grid."""
    facts = fact_grids(grids)
    others = ((grid, tuple(_rows_of(layout, grid))) for grid in grids if grid not in facts)
    return [(grid, rows) for grid, rows in others if rows]


def _rows_of(layout: Layout, grid: Grid) -> Iterator[TableRow]:
    lead = lead_rows(grid)
    first = _first_row(grid, lead)
    printed = {_folded(row) for row in grid.rows[lead:first]}
    body = [_filled(grid, number) for number in range(first, len(grid.rows))]
    body = [row for row in body if any(row) and _folded(row) not in printed and not _is_note(row)]
    columns = _columns(grid.rows[lead:first], [row for row in body if not _is_alone(row)])
    if columns is None:
        return
    caption, stated = _above(layout, grid, lead)
    heads = tuple(cell for row in grid.rows[lead:first] for cell in row if cell)
    group: Passage | None = None
    for row in body:
        if _is_alone(row):
            group = row[0]
        else:
            label, found = _read_row(columns, row, caption)
            if found:
                page = layout.page_at(found[0].text.start)
                is_below = group is not None and not (label and _GRAND.fullmatch(fold(label[-1].text)))
                yield TableRow(caption, heads, (group, *label) if group and is_below else label, found, page, stated)


def _first_row(grid: Grid, lead: int) -> int:
    """Give the first row below the header, which may take several: a cell is divided, or spans the next row."""
    first = lead + 1
    while first < min(lead + _HEADER_ROWS, len(grid.rows)) and (
        divides(grid.rows[first - 1], grid.rows[first]) or any(row == first for row, _ in grid.covered)
    ):
        first += 1
    return first


def _filled(grid: Grid, number: int) -> tuple[Passage | None, ...]:
    """Give a row with what cells above say of it that span it."""
    row = list(grid.rows[number])
    for at in range(len(row)):
        above = number
        while row[at] is None and (above, at) in grid.covered:
            above -= 1
            row[at] = grid.rows[above][at]
    return tuple(row)


def _columns(
    header: Sequence[tuple[Passage | None, ...]], body: Sequence[tuple[Passage | None, ...]]
) -> list[_Column] | None:
    """Tell what each column holds; None where the first rows are no header, or no column holds figures."""
    if not header or len(header[0]) < _LEAST or not body:
        return None
    columns: list[_Column] = []
    for at in range(len(header[0])):
        heads = heading_cells(header, at)
        named = joined_cells(heads)
        cells = [row[at] for row in body]
        role, _ = column_role(fold(named.text))
        is_label = all(c.role in (Role.NUMBER, Role.UNIT) for c in columns)  # 18歲以下 in the first is no figure.
        if _OF_YEARS.fullmatch(fold(named.text)) and all(cell is None or _year_in(cell.text) for cell in cells):
            role = Role.YEAR
        is_figure = not is_label and role not in _NO_FIGURES and _holds_figures(cells)
        columns.append(_Column(named, role, _year_in(named.text) or _year_below(heads), is_figure))
    figures = [c for c in columns if c.is_figure]
    are_named = all(c.header.text and (c.year or not _is_figure(c.header.text)) for c in figures)
    are_short = all(len(c.header.text) <= _LONGEST_HEADER for c in columns)
    return columns if figures and are_named and are_short and len(figures) < len(columns) else None


_NO_FIGURES = frozenset({Role.NUMBER, Role.YEAR, Role.UNIT})


def _read_row(
    columns: Sequence[_Column], row: tuple[Passage | None, ...], caption: Passage | None
) -> tuple[tuple[Passage, ...], tuple[TableCell, ...]]:
    """Divide a row into what it is about and its other cells, of the year of the header, the row or the caption."""
    cells = list(zip(columns, row, strict=True))
    dated = next((cell for column, cell in cells if column.role is Role.YEAR and cell), None)
    unit = next((cell for column, cell in cells if column.role is Role.UNIT and cell), None)
    before = list(takewhile(lambda c: not c[0].is_figure, cells))
    label = tuple(cell for column, cell in before if cell and column.role not in (Role.NUMBER, Role.UNIT))
    found = []
    for column, cell in cells:
        if cell is None or cell in (unit, dated) or (cell in label and not column.is_figure):
            continue
        if column.role is Role.NUMBER:
            continue
        evidence = column.header if column.year else dated or caption
        year = column.year or (_year_in(evidence.text) if evidence else None)
        own = unit if unit and column.is_figure and _states_no_unit(cell) else None
        found.append(TableCell(column.header, cell, year, evidence if year else None, own))
    return label, tuple(found)


def _states_no_unit(cell: Passage) -> bool:
    read = parse_quantity(cell.text)
    return read is not None and not read.unit


def _year_in(text: str) -> int | None:
    """Read the one year that a header or label names; None where it names several, or none."""
    # With its blanks: the year of 表1 109年度預算 is not 1109.
    years = {roc(int(n)) for n in _YEAR.findall(unicodedata.normalize("NFKC", text))}
    return year_of(text) or (years.pop() if len(years) == 1 else None)


def _year_below(heads: Sequence[Passage]) -> int | None:
    """Read the bare number that stands as a year below a head that speaks of years (年度達成值 over 106)."""
    *above, last = (fold(head.text) for head in heads) if heads else ("",)
    of_years = any(_SPEAKS_OF_YEARS.search(head) for head in above)
    return roc(int(last)) if of_years and _BARE_YEAR.fullmatch(last) else None


_SPEAKS_OF_YEARS = re.compile("年(?:度|別)?")
_BARE_YEAR = re.compile(r"1[01]\d|[89]\d|20[12]\d")


def _holds_figures(cells: Sequence[Passage | None]) -> bool:
    """Tell whether a column holds figures: more than half of its cells that are no dashes."""
    said = [cell for cell in cells if cell and not _DASH.fullmatch(fold(cell.text))]
    return bool(said) and sum(_is_figure(cell.text) for cell in said) * 2 > len(said)


def _is_figure(text: str) -> bool:
    folded = fold(text)
    return _FIGURE.match(folded) is not None and not _YEAR.match(folded) and not _AGE.search(folded)


def _is_alone(row: Sequence[Passage | None]) -> bool:
    return row[0] is not None and not any(cell and cell is not row[0] for cell in row)


def _is_note(row: Sequence[Passage | None]) -> bool:
    said = [cell for cell in row if cell]
    return len({id(cell) for cell in said}) == 1 and NOTE.match(fold(said[0].text)) is not None


def _folded(row: Sequence[Passage | None]) -> tuple[str, ...]:
    return tuple(fold(cell.text) if cell else "" for cell in row)


def _above(layout: Layout, grid: Grid, lead: int) -> tuple[Passage | None, Passage | None]:
    """Give the line above a grid that names it, and the one that states in what it counts, where there are such."""
    where = extent(grid)
    titles = [row[0] for row in grid.rows[:lead] if row[0]]
    stated = next((t for t in titles if _UNIT_LINE.match(t.text)), None)
    caption = next((t for t in titles if t is not stated), None)
    at = bisect_left(layout.lines, where.start, key=lambda line: line.end) - 1 if where else -1
    while at >= 0 and caption is None:
        line = layout.lines[at]
        if _UNIT_LINE.match(line.text.strip()):
            stated = stated or cut(layout.text, [line.span])
            at -= 1
        elif len(fold(line.text)) <= _LONGEST_CAPTION and "。" not in line.text:
            caption = cut(layout.text, [line.span])
        else:
            break
    return caption, stated
