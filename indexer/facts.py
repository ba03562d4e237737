"""The facts of a document's tables: indicators, projects and annual items."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from indexer import problems
from indexer.annual import read_annual_items
from indexer.areas import Area, Division
from indexer.evidence import Names
from indexer.identity import Identity
from indexer.kpis import PlanYear, read_kpis
from indexer.layout import Layout
from indexer.problems import problem
from indexer.projects import bare_name, read_projects
from indexer.recovery import recover_table
from indexer.strips import neighbours
from indexer.tables import Role, Table
from knowledge.models import AnnualItem, Kpi, Passage, Problem, Project, Section
from knowledge.text import fold


@dataclass(frozen=True, slots=True)
class Facts:
    """All facts of a document's tables, with what is doubtful about them."""

    kpis: tuple[Kpi, ...] = ()
    projects: tuple[Project, ...] = ()
    items: tuple[AnnualItem, ...] = ()
    problems: tuple[Problem, ...] = ()


def read_facts(
    layout: Layout, division: Division, identity: Identity, title: Passage | None, sections: Sequence[Section]
) -> Facts:
    """Read all tables of facts, those of indicators first: their names help to read the others."""
    year = PlanYear(identity.first_year, title) if identity.kind == "annual" and identity.first_year and title else None
    linked = [a for a in division.areas if any(c.role is Role.KPIS for c in a.columns)]
    headings = frozenset(fold(section.title) for section in sections if section.path and section.title)
    names = Names(headings, "".join(fold(line.text) for a in linked for line in a.lines))
    pairs = neighbours(layout.lines)
    kpis: list[Kpi] = []
    projects: list[Project] = []
    items: list[AnnualItem] = []
    doubts: list[Problem] = []

    def recovered() -> Iterator[Table]:
        yield from sorted(division.tables, key=lambda t: not t.has(Role.KPI))
        for area in sorted(division.areas, key=lambda a: not _is_of(a, Role.KPI)):
            known = replace(names, kpis=tuple(_as_linked(kpi, names) for kpi in kpis))
            yield recover_table(area, layout.text, known, pairs)

    for table in recovered():
        doubts += _table_doubts(table, layout)
        if table.has(Role.KPI):
            found, more = read_kpis(table, layout, year, names, kpis[-1] if kpis else None)
            kpis += found
        elif table.has(Role.PROJECT):
            read, more = read_projects(table, layout, kpis, projects[-1] if projects else None)
            projects += read
        else:
            got, more = read_annual_items(table, layout, items[-1] if items else None)
            items += got
        doubts += more
    return Facts(tuple(kpis), tuple(projects), tuple(items), tuple(doubts))


def _as_linked(kpi: Kpi, names: Names) -> str:
    """Give the name of an indicator as the projects print it: with its weight, or without."""
    name = fold(kpi.name.text)
    return name if name in names.links else bare_name(kpi)


def _is_of(area: Area, role: Role) -> bool:
    return any(column.role is role for column in area.columns)


def _table_doubts(table: Table, layout: Layout) -> list[Problem]:
    found = [problem(problems.UNPLACED, layout, passage.text, passage.start) for passage in table.unplaced]
    if not table.rows:
        header = table.columns[0].header
        found.append(problem(problems.NO_ROWS, layout, header.text, header.start))
    return found
