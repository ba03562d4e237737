"""Indicators read out of a table by the roles of its columns."""

from __future__ import annotations

import re
from dataclasses import dataclass

from indexer import problems
from indexer.costs import DONE, RANGE, SEVERAL
from indexer.evidence import Names
from indexer.labels import parse_cell_label
from indexer.layout import Layout
from indexer.passages import without_label
from indexer.problems import problem
from indexer.tables import Column, Role, Row, Table
from knowledge.models import Kpi, Passage, Problem, Target
from knowledge.numbers import Quantity, parse_quantity
from knowledge.text import fold, squeeze

_NUMERAL = re.compile(r"[\d一二三四五六七八九十]+")
_NO_UNIT = re.compile(r"月|[,.。、;:()「」]|完成|達成(?!率|值|項)")
# Columns whose joined cells are compared with whole names elsewhere.
_CONFIRMED = frozenset({Role.GOAL, Role.KPI, Role.OUTLINE, Role.KPIS})
_FIELDS = (Role.SYSTEM, Role.METHOD, Role.MEASURE)


@dataclass(frozen=True, slots=True)
class PlanYear:
    """The year that a plan's title states, for targets whose header names none."""

    year: int
    evidence: Passage


@dataclass(frozen=True, slots=True)
class Name:
    """A cell divided into its printed number and the name after it."""

    number: str | None
    passage: Passage


def read_kpis(table: Table, layout: Layout, year: PlanYear | None, names: Names) -> tuple[list[Kpi], list[Problem]]:
    """Read the indicators of a table; `names` are those that stand whole elsewhere."""
    kpis: list[Kpi] = []
    doubts: list[Problem] = []
    goal = split_name(layout.text, table.caption) if table.caption else None
    for row in table.rows:
        if cell := table.cell(row, Role.GOAL):
            goal = split_name(layout.text, cell)
        cell = table.cell(row, Role.KPI)
        if cell is None:
            doubts.append(_nameless(row, layout))
            continue
        name = split_name(layout.text, cell)
        kpi = _kpi(table, row, layout, goal, name, year)
        kpis.append(kpi)
        doubts += _doubts(table, row, layout, kpi, names)
    return kpis, doubts


def split_name(source: str, cell: Passage) -> Name:
    """Divide `1 甲…` or `一、甲…` into its number and the name."""
    printed = source[cell.start : cell.spans[-1].end]
    label = parse_cell_label(printed)
    rest = without_label(source, cell, label.end) if label else None
    if label is None or rest is None:
        return Name(None, cell)
    numeral = _NUMERAL.search(squeeze(printed[: label.end]))
    return Name(numeral.group() if numeral else None, rest)


def quantity(text: str) -> Quantity | None:
    """Read a target that is one figure; None where what follows the figure is no unit (12月底前完成)."""
    found = parse_quantity(text)
    return None if found and (_NO_UNIT.search(found.unit) or len(found.unit) > 10) else found


def _kpi(table: Table, row: Row, layout: Layout, goal: Name | None, name: Name, year: PlanYear | None) -> Kpi:
    system, method, measure = (table.cell(row, role) for role in _FIELDS)
    cells = zip(table.columns, row.cells, strict=True)
    targets = tuple(_target(column, cell, year) for column, cell in cells if column.role is Role.TARGET and cell)
    page = layout.page_at(name.passage.start)
    number, passage = (goal.number, goal.passage) if goal else (None, None)
    return Kpi(number, passage, name.number, name.passage, system, method, measure, targets, page)


def _target(column: Column, cell: Passage, year: PlanYear | None) -> Target:
    found = quantity(cell.text)
    value, unit, sign = (found.value, found.unit, found.comparator) if found else (None, None, None)
    if column.year is not None:
        return Target(column.year, cell, value, unit, sign, column.header)
    return Target(year.year if year else None, cell, value, unit, sign, year.evidence if year else None)


def _nameless(row: Row, layout: Layout) -> Problem:
    first = next(cell for cell in row.cells if cell)
    return problem(problems.NO_NAME, layout, first.text, first.start)


def _is_scrap(layout: Layout, cell: Passage) -> bool:
    """A tail of one or two characters could belong to any of the cells that were cut."""
    last = cell.spans[-1]
    return len(squeeze(layout.text[last.start : last.end])) < 3


def _is_odd(target: Target) -> bool:
    """A target is one figure with a unit, several numbered ones, a range, or words that tell what is done."""
    text = fold(target.text.text)
    if target.value is not None:
        return not target.unit
    if SEVERAL.fullmatch(text) or RANGE.fullmatch(text):
        return False
    return len(text) > 14 or not DONE.search(text)


def _doubts(table: Table, row: Row, layout: Layout, kpi: Kpi, names: Names) -> list[Problem]:
    fact, start = kpi.name.text, kpi.name.start
    found = [
        problem(problems.MISSING, layout, f"{fact}: no {role.value}", start, fact, role.value)
        for role in _FIELDS
        if table.has(role) and table.cell(row, role) is None
    ]
    if kpi.goal is None:
        found.append(problem(problems.SPANNED, layout, f"{fact}: no goal", start, fact, "goal"))
    wanted = sum(column.role is Role.TARGET for column in table.columns)
    if len(kpi.targets) < wanted:
        text = f"{fact}: {len(kpi.targets)} of {wanted}"
        found.append(problem(problems.NO_TARGET, layout, text, start, fact, "targets"))
    found += [
        problem(problems.ODD_TARGET, layout, target.text.text, target.text.start, fact, "targets")
        for target in kpi.targets
        if _is_odd(target)
    ]
    found += [
        problem(problems.NO_YEAR, layout, target.text.text, target.text.start, fact, "targets")
        for target in kpi.targets
        if target.year is None
    ]
    unsure = {Role.KPI} if fold(fact) not in names.links else set()
    if kpi.goal is not None and fold(kpi.goal.text) not in names.headings:
        unsure.add(Role.GOAL)
    return found + row_doubts(table, row, layout, fact, unsure)


def row_doubts(table: Table, row: Row, layout: Layout, fact: str, unsure: set[Role]) -> list[Problem]:
    """Name the fields of a row that look little like their column, and cells cut by a page that nothing confirms.

    `unsure` holds the columns whose name in this row stands whole nowhere else.
    """
    found: list[Problem] = []
    for position, (column, cell) in enumerate(zip(table.columns, row.cells, strict=True)):
        if cell is None:
            continue
        scrap = column.role not in _CONFIRMED and _is_scrap(layout, cell)
        if position in row.doubts:
            found.append(problem(problems.UNSURE_ROW, layout, cell.text, cell.start, fact, column.role.value))
        elif position in row.joined and (scrap or column.role in unsure):
            found.append(problem(problems.CUT, layout, cell.text, cell.start, fact, column.role.value))
    return found
