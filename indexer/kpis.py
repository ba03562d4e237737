"""Indicators read out of a table by the roles of its columns."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from indexer import problems
from indexer.evidence import Names
from indexer.labels import FOOTNOTE_MARK, is_double, parse_caption_label
from indexer.layout import Layout
from indexer.numbered import Name, counted, number_in, numeral, own_number, split_name
from indexer.odd_targets import is_odd
from indexer.problems import nameless, problem
from indexer.tables import Column, Role, Row, Table
from indexer.targets import SEVERAL
from knowledge.models import Kpi, Passage, Problem, Span, Target
from knowledge.numbers import Quantity, parse_quantity
from knowledge.text import cut, fold, squeeze
from knowledge.years import year_of

_NO_UNIT = re.compile(r"月|[,.。、;:()「」]|完成|達成(?!率|值|項)")
# Columns whose joined cells are compared with whole names elsewhere.
_CONFIRMED = frozenset({Role.GOAL, Role.KPI, Role.OUTLINE, Role.KPIS})
# One unit; where several are named (件、%), none can be given to a figure.
_UNIT_CELL = re.compile(r"(?P<unit>[^\d\s,;、。/()-]{1,8})")
_UNIT_STATED = re.compile(
    r"(?:單\s*位\s*[:：]\s*|[(（]\s*)(?P<unit>[^\d\s,，;；、。/／()（）:：-][^\d,，;；、。/／()（）:：-]{0,7}?)\s*[)）]?\s*$"
)
_BARE_RANGE = re.compile(r"\d[\d,.]*(?:[-~]|至)\d[\d,.]*")
_MULTIPLES = ("千", "萬", "億")  # 12 萬 in a column of 次 is counted in 萬次.
_FIELDS = (Role.SYSTEM, Role.METHOD, Role.MEASURE)


@dataclass(frozen=True, slots=True)
class PlanYear:
    """A year that targets are for, and where it stands: in a header, a row's label or the plan's title."""

    year: int
    evidence: Passage


def read_kpis(
    table: Table, layout: Layout, year: PlanYear | None, names: Names, before: Kpi | None = None
) -> tuple[list[Kpi], list[Problem]]:
    """Read the indicators of a table; `names` are those that stand whole elsewhere.

    The goal of the indicator `before` goes on where the table is the next part of the one that holds it.
    """
    kpis: list[Kpi] = []
    doubts: list[Problem] = []
    spanning: list[Problem] = []
    printed: str | None = None
    goal = Name(before.goal_no, before.goal) if before and before.goal and table.continues else None
    goal = split_name(layout.text, table.caption) if table.caption else goal
    for rows in _indicators(table):
        row = rows[0]
        goal = _name(table, row, Role.GOAL, layout) or goal
        name = _name(table, row, Role.KPI, layout)
        if name is None:
            doubts.append(nameless(row, layout))
            continue
        if name.number is None or is_double(name.number):
            name = counted(table.cell(row, Role.KPI) or name.passage, printed, layout) or name
        printed = name.number or printed
        name = replace(name, number=own_number(name.number, goal.number if goal else None))
        kpi = _kpi(table, rows, layout, goal, name, year)
        kpis.append(kpi)
        found = _doubts(table, rows, layout, kpi, names)
        found, spanning = with_spanning(found, spanning, table.cell(row, Role.GOAL), Role.GOAL, kpi.name)
        doubts += found
    if table.is_recovered:
        doubts += _miscounted(table, kpis, layout) + _below_captions(table, kpis, layout)
    return kpis, doubts


def _below_captions(table: Table, kpis: Sequence[Kpi], layout: Layout) -> list[Problem]:
    """Doubt the goal of the rows below a line of no cell that is numbered on from the goal above the table."""
    before = parse_caption_label(table.caption.text) if table.caption else None
    labels = [(line.start, parse_caption_label(line.text)) for line in table.unplaced]
    starts = [at for at, label in labels if before and label and label.rank == before.rank]
    return [
        problem(problems.UNSURE_ROW, layout, kpi.goal.text, kpi.goal.start, kpi.name.text, "goal")
        for kpi in kpis
        if kpi.goal and starts and kpi.name.start > min(starts)
    ]


def _miscounted(table: Table, kpis: Sequence[Kpi], layout: Layout) -> list[Problem]:
    """Doubt the rows of a recovered table where the numbers of its indicators do not go on: lines went astray there."""
    numbers = [numeral(kpi.kpi_no) for kpi in kpis]
    if sum(number is not None for number in numbers) * 2 <= len(kpis):
        return []
    odd = {
        at
        for after, number in enumerate(numbers)
        if number is None or number not in ((1, (numbers[after - 1] or 0) + 1) if after else (number,))
        for at in (after - 1, after)
        if at >= 0
    }
    fields = [role.value for role in (Role.GOAL, Role.KPI, *_FIELDS, Role.TARGET) if table.has(role)]
    return [
        problem(problems.UNSURE_ROW, layout, kpi.name.text, kpi.name.start, kpi.name.text, field)
        for at, kpi in enumerate(kpis)
        if at in odd
        for field in fields
    ]


def _indicators(table: Table) -> list[list[Row]]:
    """Give the rows of each indicator: one, or with years as row labels one for each year."""
    found: list[list[Row]] = []
    for row in table.rows:
        cell = table.cell(row, Role.KPI)
        before = table.cell(found[-1][0], Role.KPI) if found else None
        same = cell is None or (before is not None and fold(cell.text) == fold(before.text))
        if found and same and table.has(Role.YEAR) and table.cell(row, Role.YEAR):
            found[-1].append(row)
        else:
            found.append([row])
    return found


def _name(table: Table, row: Row, role: Role, layout: Layout) -> Name | None:
    """Read a name with its number, which may have a column of its own."""
    cell = table.cell(row, role)
    if cell is None:
        return None
    number = table.number(row, role)
    printed = number_in(number) if number else None
    return Name(printed, cell) if printed else split_name(layout.text, cell)


def quantity(text: str) -> Quantity | None:
    """Read a target that is one figure; None where what follows the figure is no unit (12月底前完成)."""
    found = parse_quantity(text if not (mark := FOOTNOTE_MARK.search(fold(text))) else fold(text)[: mark.start()])
    return None if found and (_NO_UNIT.search(found.unit) or len(found.unit) > 10) else found


def _kpi(
    table: Table, rows: Sequence[Row], layout: Layout, goal: Name | None, name: Name, year: PlanYear | None
) -> Kpi:
    system, method, measure = (_spanning(table, rows, role, layout) for role in _FIELDS)
    targets = tuple(
        _target(
            cell,
            _year(table, row, column, year),
            _unit(table, (row, rows[0]), column, layout),
            _is_together(row, cell),
        )
        for row in rows
        for column, cell in zip(table.columns, _of_all_years(table, row), strict=True)
        if column.role is Role.TARGET and cell
    )
    page = layout.page_at(name.passage.start)
    number, passage = (goal.number, goal.passage) if goal else (None, None)
    extras = table.extras(rows[0])
    return Kpi(number, passage, name.number, name.passage, system, method, measure, targets, page, extras)


def _of_all_years(table: Table, row: Row) -> list[Passage | None]:
    """Give a row's cells, a target that is said to be of every year in each column that it spans to the right."""
    cells, last = list(row.cells), None
    for at, column in enumerate(table.columns):
        if column.role is Role.TARGET:
            last = cells[at] or last
            if cells[at] is None and last and _EVERY_YEAR.search(squeeze(last.text)):
                cells[at] = last
    return cells


_EVERY_YEAR = re.compile("各年|每年|歷年|逐年")
# What a cell over the columns of several years says of all of them together, and of none alone.
_OF_ALL_TOGETHER = re.compile("共|[合總累]計|累積|[二兩三四五六2-6]年(?!度)")


def _is_together(row: Row, cell: Passage) -> bool:
    return sum(other is cell for other in row.cells) > 1 and _OF_ALL_TOGETHER.search(fold(cell.text)) is not None


def _spanning(table: Table, rows: Sequence[Row], role: Role, layout: Layout) -> Passage | None:
    """Give what a column says of an indicator: one cell, or the parts into which a page cut the cell over its rows."""
    cells = {fold(cell.text): cell for row in rows if (cell := table.cell(row, role))}.values()
    if len(cells) < 2:
        return next(iter(cells), None)
    return cut(layout.text, [span for cell in cells for span in cell.spans])


def _target(cell: Passage, year: PlanYear | None, apart: Passage | None, is_together: bool) -> Target:
    """Read a target; what several years reach together is no figure of one."""
    found = None if is_together else quantity(cell.text)
    stated, evidence = (year.year, year.evidence) if year else (None, None)
    if found is None:
        is_range = _BARE_RANGE.fullmatch(fold(cell.text)) is not None
        return Target(stated, cell, None, None, None, evidence, apart if is_range else None)
    if apart and (not found.unit or found.unit in _MULTIPLES):
        unit = found.unit + squeeze(apart.text)
        return Target(stated, cell, found.value, unit, found.comparator, evidence, apart)
    return Target(stated, cell, found.value, found.unit, found.comparator, evidence)


def _year(table: Table, row: Row, column: Column, year: PlanYear | None) -> PlanYear | None:
    """Give the year of a target: of its column's header, of its row's label, or of the plan."""
    if column.year is not None:
        return PlanYear(column.year, column.header)
    label = table.cell(row, Role.YEAR)
    if label is None:
        return year
    stated = year_of(label.text)
    return PlanYear(stated, label) if stated is not None else None


def _unit(table: Table, rows: Sequence[Row], column: Column, layout: Layout) -> Passage | None:
    """Find the unit of bare figures: in a column of its own, in the target's header, or stated above the table."""
    cell = next((cell for row in rows if (cell := table.cell(row, Role.UNIT))), None)
    if cell:
        return cell if _UNIT_CELL.fullmatch(squeeze(cell.text)) else None
    for place in (column.header, table.unit):
        for span in place.spans if place else ():
            if found := _UNIT_STATED.search(layout.text, span.start, span.end):
                return cut(layout.text, [Span(*found.span("unit"))])
    return None


def _is_scrap(layout: Layout, cell: Passage) -> bool:
    """A tail of one or two characters could belong to any of the cells that were cut."""
    last = cell.spans[-1]
    return len(squeeze(layout.text[last.start : last.end])) < 3


def _lacks_unit(kpi: Kpi, table: Table, rows: Sequence[Row]) -> bool:
    """Tell whether figures without a unit lack it: those of other years have one, or several are stated apart.

    The indicator itself may say what is counted; only in lines, where most have one, it may have been lost.
    """
    is_stated = table.unit is not None or any(table.cell(row, Role.UNIT) for row in rows)
    if is_stated or any(target.unit for target in kpi.targets):
        return True
    if not table.is_recovered:
        return False
    cells = [
        row.cells[at] for at, column in enumerate(table.columns) if column.role is Role.TARGET for row in table.rows
    ]
    units = [found.unit for cell in cells if cell and (found := quantity(cell.text))]
    return sum(map(bool, units)) * 2 > len(units)


# Lines that were taken out of a page part a sign from the figure it stands before (82%≧): it is to be looked at.
# Digits are stretched over a line one by one (2 9): others with a blank between may be of two columns (8 100 處).
_TWO_NUMBERS = re.compile(r"\d\s+\d{2,}|\d{2,}\s+\d")
_SIGN_BEHIND = re.compile(r"\d\s*[≧≥≦≤]|[≧≥≦≤]\s*$")


def _doubts(table: Table, rows: Sequence[Row], layout: Layout, kpi: Kpi, names: Names) -> list[Problem]:
    fact, start, row = kpi.name.text, kpi.name.start, rows[0]
    found = [
        problem(problems.MISSING, layout, f"{fact}: no {role.value}", start, fact, role.value)
        for role in _FIELDS
        if table.has(role) and table.cell(row, role) is None
    ]
    if kpi.goal is None and table.has(Role.GOAL):
        found.append(problem(problems.SPANNED, layout, f"{fact}: no goal", start, fact, "goal"))
    wanted = sum(column.role is Role.TARGET for column in table.columns) * len(rows)
    if len(kpi.targets) < wanted:
        text = f"{fact}: {len(kpi.targets)} of {wanted}"
        found.append(problem(problems.NO_TARGET, layout, text, start, fact, "targets"))
    found += [
        problem(problems.ODD_TARGET, layout, target.text.text, target.text.start, fact, "targets")
        for target in kpi.targets
        if is_odd(target, table.is_recovered, _lacks_unit(kpi, table, rows))
        or _SIGN_BEHIND.search(target.text.text)
        or (table.is_recovered and _TWO_NUMBERS.search(target.text.text))
    ]
    found += [
        problem(problems.NO_YEAR, layout, target.text.text, target.text.start, fact, "targets")
        for target in kpi.targets
        if target.year is None
    ]
    found += [
        problem(problems.UNSURE_ROW, layout, passage.text, passage.start, fact, field)
        for field, passage in (("measure", kpi.measure), *(("targets", t.text) for t in kpi.targets))
        if passage and _is_cut_short(table, kpi)
    ]
    if table.is_recovered and any(is_torn(t.text.text) for t in kpi.targets):
        found += [
            problem(problems.UNSURE_ROW, layout, cell.text, cell.start, fact, role.value)
            for role in (Role.KPI, *_FIELDS, Role.TARGET)
            if (cell := table.cell(row, role))
        ]
    if table.is_recovered and (mixed := _mixed(kpi, rows, table)):
        found += [
            problem(problems.UNSURE_ROW, layout, cell.text, start, fact, role.value)
            for role in (Role.TARGET, Role.METHOD, Role.MEASURE)
            for cell in (table.cell(row, role) or mixed,)
            if table.has(role)
        ]
    unsure = {Role.KPI} if fold(fact) not in names.links else set()
    if kpi.goal is not None and fold(kpi.goal.text) not in names.headings:
        unsure.add(Role.GOAL)
    return found + [doubt for row in rows for doubt in row_doubts(table, row, layout, fact, unsure)]


def is_torn(target: str) -> bool:
    """Tell whether a target that was recovered from lines shows that it lost characters to another, or won some.

    Its parts do not count on (1. 52 座；2. 1. 5 4 座), its unit goes on with another's magnitude (元億) or with the
    word that begins such a target (1 份完成期), or it ends with that (初稿完成).
    """
    text = fold(target)
    parts = [part for part in re.split("[;；。]", text) if part] if SEVERAL.fullmatch(text) else []
    numbers = [int(found[1]) for part in parts if (found := _PART.match(part))]
    counts = len(numbers) in (0, len(parts)) and numbers == list(range(1, len(numbers) + 1))
    return not counts or _TORN.search(text) is not None


_PART = re.compile(r"\(?(\d{1,2})[.、)]")
_TORN = re.compile(r"元[億萬千]|^\d[\d,.]*\D{1,3}完成|^[;；,，。)]|(?<=.)(?:完成|函送|送請)$")


def _is_cut_short(table: Table, kpi: Kpi) -> bool:
    """Tell whether a measure that was recovered from lines ends in the midst of a sentence, after a whole one.

    What it lacks may stand in the target beside it.
    """
    text = kpi.measure.text if table.is_recovered and kpi.measure else ""
    return "。" in text and _ENDED.search(text) is None


def _mixed(kpi: Kpi, rows: Sequence[Row], table: Table) -> Passage | None:
    """Give a figure whose unit is the beginning of another's in its row (家, 家書), or unlike that of all the others.

    One of the two has lost or won characters.
    """
    figures = [t.text for t in kpi.targets]
    printed = [(t.text, quantity(t.text.text)) for t in kpi.targets]
    counts = Counter(found.unit for _, found in printed if found)
    if len(printed) > _ALIKE and sorted(counts.values()) == [1, len(printed) - 1]:
        return next(cell for cell, found in printed if found and counts[found.unit] == 1)
    figures += [e.text for e in table.extras(rows[0]) if e.role == Role.ACTUAL.value]
    units = [(cell, found.unit) for cell in figures if (found := quantity(cell.text)) and found.unit]
    pairs = ((cell, unit, other) for cell, unit in units for _, other in units)
    return next((cell for cell, unit, other in pairs if unit != other and other.startswith(unit)), None)


_ALIKE = 2  # so many figures of one unit show that another is odd
_ENDED = re.compile(r"[。；;)）」%％]\s*$")


def with_spanning(
    found: list[Problem], above: list[Problem], cell: Passage | None, role: Role, name: Passage
) -> tuple[list[Problem], list[Problem]]:
    """Give a row's doubts, and those about the cell of a role that spans it and the rows below.

    Where the row has no such `cell` of its own, the doubts about the one `above` are about this row as well.
    """
    if cell:
        return found, [doubt for doubt in found if doubt.field == role.value]
    return found + [replace(doubt, fact=name.text) for doubt in above], above


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
