"""Projects read out of a table of 未來四年重要計畫 by the roles of its columns."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import zip_longest

from indexer import problems
from indexer.annual import split_entries
from indexer.categories import category_in
from indexer.kpis import row_doubts, with_spanning
from indexer.labels import parse_label
from indexer.layout import Layout
from indexer.links import find_names
from indexer.numbered import split_name
from indexer.parts import glyphs, without_label
from indexer.problems import nameless, problem
from indexer.tables import Role, Row, Table
from knowledge.models import Kpi, KpiLink, Passage, Problem, Project, Span
from knowledge.numbers import parse_numeral
from knowledge.text import cut, fold
from knowledge.years import parse_period, year_of

_WEIGHT = re.compile(r"\s*[(（]\s*\d+(?:\.\d+)?\s*[%％]\s*[)）]\s*$")  # 甲(6%) is linked as 甲
_FIELDS = (Role.PERIOD, Role.CATEGORY, Role.KPIS)
# 1-1 is the first indicator of the first goal.
_NUMBER = re.compile(r"(?:kpi|指標)?\s*(\d{1,2})\s*[-–—－.．]\s*(\d{1,2})(?!\d)", re.IGNORECASE)
_BETWEEN_NUMBERS = re.compile(r"[\s、，,；;/及與和]*")


def read_projects(
    table: Table, layout: Layout, kpis: Sequence[Kpi], before: Project | None = None
) -> tuple[list[Project], list[Problem]]:
    """Read the projects of a table; names and numbers in 與KPI關聯 are linked to the plan's indicators.

    The outline of the project `before` goes on where the table is the next part of the one that holds it.
    """
    names = linked_names(kpis)
    numbers = _numbers(kpis)
    projects: list[Project] = []
    doubts: list[Problem] = []
    outline = before.outline if before and table.continues else None
    spanning: list[Problem] = []
    for row in table.rows:
        if cell := table.cell(row, Role.OUTLINE):
            outline = split_name(layout.text, cell).passage
        name = table.cell(row, Role.PROJECT)
        if name is None:
            doubts.append(nameless(row, layout))
            continue
        period, category, linked = (table.cell(row, role) for role in _FIELDS)
        if category and table.is_headed_by(Role.CATEGORY):
            category = category_in(layout.text, category)
        links = (_by_number(layout.text, linked, numbers) or link_kpis(layout.text, linked, names)) if linked else ()
        links = _with_numbers(links, numbers)
        page = layout.page_at(name.start)
        projects.append(Project(outline, name, period, category, links, page, table.extras(row)))
        doubts += _missing(table, row, layout, name) + _link_doubts(layout, name, links)
        found = row_doubts(table, row, layout, name.text, set())
        if table.is_recovered and period and not _is_period(period.text):
            found += [
                problem(problems.UNSURE_ROW, layout, cell.text, cell.start, name.text, role.value)
                for role in (Role.PROJECT, *_FIELDS)
                if (cell := table.cell(row, role))
            ]
        found, spanning = with_spanning(found, spanning, table.cell(row, Role.OUTLINE), Role.OUTLINE, name)
        doubts += found
    return projects, doubts


def linked_names(kpis: Sequence[Kpi]) -> dict[str, str]:
    """Give the printed name of each indicator by the folded names it can be linked by: without its weight, and with."""
    bare = {bare_name(kpi): kpi.name.text for kpi in kpis}
    return bare | {fold(kpi.name.text): kpi.name.text for kpi in kpis}


def bare_name(kpi: Kpi) -> str:
    """Give the folded name of an indicator without its weight."""
    return fold(_WEIGHT.sub("", kpi.name.text))


def _is_period(text: str) -> bool:
    """Tell whether a text is years or a time, and not what is left of them (105-10)."""
    return parse_period(text) is not None or year_of(text) is not None or _SPAN.search(fold(text)) is not None


# 108.01-109.12, 108年1月至12月, 經常性
_SPAN = re.compile(r"\d{2,4}\.\d|月|^\D+$")


def link_kpis(source: str, cell: Passage, names: dict[str, str]) -> tuple[KpiLink, ...]:
    """Divide a cell of 與KPI關聯 into the names it prints, each with the indicator it stands for.

    `names` gives the printed name for each folded one.
    """
    if entries := _numbered(source, cell):
        return tuple(link for entry in entries for link in link_kpis(source, entry, names))
    folded = glyphs(source, cell)
    found = find_names(folded.text, tuple(names))
    return tuple(KpiLink(folded.passage(f.start, f.end), names[f.name] if f.name else None) for f in found)


def _numbered(source: str, cell: Passage) -> list[Passage]:
    """Give the names of a cell that numbers them in paragraphs (1. 甲 2. 乙), each without its number."""
    entries = [(entry, parse_label(source[entry.start : entry.spans[-1].end])) for entry in split_entries(source, cell)]
    bare = [without_label(source, entry, label.end) for entry, label in entries if label]
    return [name for name in bare if name] if len(bare) == len(entries) else []


def _numbers(kpis: Sequence[Kpi]) -> dict[tuple[int, int], str]:
    """Give the name of each indicator by the numbers of its goal and its own; empty where two share theirs."""
    numbers = [(_pair(kpi.goal_no, kpi.kpi_no), kpi.name.text) for kpi in kpis]
    found = {pair: name for pair, name in numbers if pair}
    return found if len(found) == len([pair for pair, _ in numbers if pair]) else {}


def _pair(goal_no: str | None, kpi_no: str | None) -> tuple[int, int] | None:
    if whole := _NUMBER.fullmatch(kpi_no or ""):
        return int(whole[1]), int(whole[2])
    goal, kpi = (parse_numeral(n) for n in (goal_no or "", kpi_no or ""))
    return (goal, kpi) if goal and kpi else None


def _by_number(source: str, cell: Passage, numbers: Mapping[tuple[int, int], str]) -> tuple[KpiLink, ...]:
    """Link a cell that holds nothing but numbers of indicators; nothing where one is the number of none."""
    links: list[KpiLink] = []
    for start, end in cell.spans:
        text = source[start:end]
        if not _BETWEEN_NUMBERS.fullmatch(_NUMBER.sub("", text)):
            return ()
        for number in _NUMBER.finditer(text):
            name = numbers.get((int(number[1]), int(number[2])))
            if name is None:
                return ()
            links.append(KpiLink(cut(source, [Span(start + number.start(), start + number.end())]), name))
    return tuple(links)


def _with_numbers(links: Sequence[KpiLink], numbers: Mapping[tuple[int, int], str]) -> tuple[KpiLink, ...]:
    """Link the numbers that stand among names; one before its name (1.1 甲；2.1 乙) says nothing more."""
    found: list[KpiLink] = []
    for link, following in zip_longest(links, links[1:]):
        number = _NUMBER.fullmatch(link.printed.text) if link.kpi is None else None
        name = numbers.get((int(number[1]), int(number[2]))) if number else None
        if number and following and following.kpi and name in (None, following.kpi):
            continue
        found.append(KpiLink(link.printed, name) if name else link)
    return tuple(found)


def _missing(table: Table, row: Row, layout: Layout, name: Passage) -> list[Problem]:
    return [
        problem(problems.MISSING, layout, f"{name.text}: no {role.value}", name.start, name.text, role.value)
        for role in _FIELDS
        if table.has(role) and table.cell(row, role) is None
    ]


def _link_doubts(layout: Layout, name: Passage, links: tuple[KpiLink, ...]) -> list[Problem]:
    found: list[Problem] = []
    for link in links:
        if link.kpi is None:
            code, text = problems.UNLINKED, link.printed.text
        elif fold(link.kpi) != fold(link.printed.text) and not _NUMBER.fullmatch(link.printed.text):
            code, text = problems.MISPRINT, f"{link.printed.text} → {link.kpi}"
        else:
            continue
        found.append(problem(code, layout, text, link.printed.start, name.text, "kpis"))
    return found
