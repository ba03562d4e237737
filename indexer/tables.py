"""The model of a table: columns with a role, rows of cells. Every format's reader delivers this."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from knowledge.models import Extra, Passage


class Role(Enum):
    """What a column holds, in the words of the plans."""

    GOAL = "goal"
    KPI = "kpi"
    SYSTEM = "assessment_system"
    METHOD = "assessment_method"
    MEASURE = "measure"
    TARGET = "targets"
    AIM = "aim"
    ACTUAL = "actual"
    OUTLINE = "outline"
    PROJECT = "project"
    PERIOD = "period"
    CATEGORY = "category"
    KPIS = "kpis"
    WORK_PLAN = "work_plan"
    ITEM = "item"
    CONTENT = "content"
    REMARK = "remark"
    EXPLANATION = "explanation"
    YEAR = "year"
    UNIT = "unit"
    NUMBER = "number"
    WEIGHT = "weight"
    MONEY = "money"
    OTHER = "other"


_EXTRA = frozenset({Role.ACTUAL, Role.REMARK, Role.WEIGHT, Role.MONEY, Role.OTHER})


@dataclass(frozen=True, slots=True)
class Column:
    """A column with the header cell that names it; `year` is the ROC year that a target's header gives."""

    role: Role
    header: Passage
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One row: a cell for each column, None where it is empty or spanned by the cell above.

    `joined` holds the positions of cells that a page break cut, `doubts` those that look little like their column.
    """

    cells: tuple[Passage | None, ...]
    joined: frozenset[int] = frozenset()
    doubts: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its caption; `unplaced` holds text that belongs to no cell, `unit` is a unit stated above it.

    `is_recovered` tells that its cells were recovered from the lines of a text, `continues` that the line above calls
    it the next part of the table before (（續）).
    """

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    caption: Passage | None = None
    unplaced: tuple[Passage, ...] = ()
    unit: Passage | None = None
    is_recovered: bool = False
    continues: bool = False

    def has(self, role: Role) -> bool:
        """Tell whether the table has a column of a role."""
        return any(column.role is role for column in self.columns)

    def is_headed_by(self, role: Role) -> bool:
        """Tell whether what a column of a role holds heads its rows, in rows of its own: no header names it."""
        return any(column.role is role and not column.header.text for column in self.columns)

    def cell(self, row: Row, role: Role) -> Passage | None:
        """Give a row's cell in the first column of a role."""
        for column, cell in zip(self.columns, row.cells, strict=True):
            if column.role is role:
                return cell
        return None

    def extras(self, row: Row) -> tuple[Extra, ...]:
        """Give what a row says in columns that have a header and no field of their own."""
        return tuple(
            Extra(column.role.value, column.header, cell, self._unit_of(column))
            for column, cell in zip(self.columns, row.cells, strict=True)
            if column.role in _EXTRA and cell and column.header.text
        )

    def _unit_of(self, column: Column) -> Passage | None:
        """Give the unit above the table for a column of money whose header states none in brackets."""
        states_none = column.role is Role.MONEY and not set("(（") & set(column.header.text)
        return self.unit if states_none else None

    def number(self, row: Row, role: Role) -> Passage | None:
        """Give the number that stands in a column of its own, left of the first column of a role."""
        roles = [column.role for column in self.columns]
        at = roles.index(role) if role in roles else 0
        return row.cells[at - 1] if at and roles[at - 1] is Role.NUMBER else None
