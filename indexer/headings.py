"""Rows of a grid that head those below them: a goal, a work plan or a kind of plans over all columns of the table."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from indexer.categories import heads_category
from indexer.labels import Rank, is_double, parse_caption_label, parse_cell_label, parse_label
from indexer.tables import Column, Role, Row
from knowledge.models import Passage, Span

# What stands above the names of a table, in a column of its own or in rows of one cell.
ABOVE = {Role.KPI: Role.GOAL, Role.PROJECT: Role.OUTLINE, Role.ITEM: Role.WORK_PLAN}
# A goal may say in its row how much it weighs; what has one of these is an indicator or a plan itself.
_OWN = frozenset({Role.TARGET, Role.MEASURE, Role.METHOD, Role.ACTUAL, Role.PERIOD, Role.KPIS, Role.CONTENT})
_LEAST = 2


def with_headings(columns: tuple[Column, ...], rows: Sequence[Row]) -> tuple[tuple[Column, ...], tuple[Row, ...]]:
    """Make a column, on the left, of the rows that head those below them, where no column says it."""
    roles = {column.role for column in columns}
    by_kind = {n for n, row in enumerate(rows) if _is_alone(row) and row.cells[0] and heads_category(row.cells[0].text)}
    if by_kind and roles & {Role.PROJECT, Role.ITEM} and Role.CATEGORY not in roles:
        return _headed(columns, rows, Role.CATEGORY, by_kind)
    upper = next((above for role, above in ABOVE.items() if role in roles and above not in roles), None)
    if upper is None:
        # A row of one cell above one that has its own goal heads several goals (面向：業務成果).
        of_goals = columns[0].role in ABOVE.values()
        bands = {n for n, (row, below) in enumerate(pairwise(rows)) if of_goals and _is_alone(row) and below.cells[0]}
        return columns, tuple(row for n, row in enumerate(rows) if n not in bands)
    headings = _numbered_apart(columns, rows) or _before_others(rows)
    # So does a row of one cell above such a heading.
    bands = {n for n, row in enumerate(rows[:-1]) if _is_alone(row) and n + 1 in headings} - headings
    kept = [row for n, row in enumerate(rows) if n not in bands]
    headings = {n - sum(band < n for band in bands) for n in headings}
    return _headed(columns, kept, upper, headings) if headings else (columns, tuple(rows))


def _numbered_apart(columns: tuple[Column, ...], rows: Sequence[Row]) -> set[int]:
    """Find the headings by how they are numbered.

    A name that is numbered as the others are is one of them, whose row says nothing else.
    """
    kinds = {_kind(row.cells[0]) for row in rows if row.cells[0] and not _may_head(columns, row)}
    return {n for n, row in enumerate(rows) if _may_head(columns, row) and _kind(row.cells[0]) not in kinds}


def _before_others(rows: Sequence[Row]) -> set[int]:
    """Find headings that are numbered as the rest: several rows of one cell, the first row and never two together."""
    alone = {n for n, row in enumerate(rows) if _is_alone(row)}
    heads = 0 in alone and len(alone) >= _LEAST and len(rows) - 1 not in alone
    return alone if heads and not any(n + 1 in alone for n in alone) else set()


def _headed(
    columns: tuple[Column, ...], rows: Sequence[Row], upper: Role, headings: set[int]
) -> tuple[tuple[Column, ...], tuple[Row, ...]]:
    """Make a column of the rows that head others; a goal spans those below it, a kind is said of each."""
    found, heading = [], None
    for n, row in enumerate(rows):
        if n in headings:
            heading = row.cells[0]
        else:
            found.append(Row((heading, *row.cells)))
            heading = heading if upper is Role.CATEGORY else None
    return (Column(upper, Passage("", (Span(0, 0),))), *columns), tuple(found)


def _is_alone(row: Row) -> bool:
    return row.cells[0] is not None and not any(row.cells[1:])


def _may_head(columns: tuple[Column, ...], row: Row) -> bool:
    """Tell whether a row has one cell, or says that it is a goal and states nothing of an indicator."""
    first = row.cells[0]
    if first is None or _is_alone(row):
        return first is not None
    states = any(cell and column.role in _OWN for column, cell in zip(columns, row.cells, strict=True))
    return not states and parse_label(first.text) is None and parse_caption_label(first.text) is not None


def _kind(cell: Passage | None) -> tuple[bool, bool, Rank | None]:
    """Tell how a cell is numbered: whether it says what it numbers (目標一：), by two numbers, by which rank."""
    label = parse_cell_label(cell.text) if cell else None
    if cell is None or label is None:
        return False, False, None
    return parse_label(cell.text) is None, is_double(cell.text), label.rank
