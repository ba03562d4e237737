"""Items of an annual plan read out of a table of 年度重要計畫 by the roles of its columns."""

from __future__ import annotations

import re

from indexer import problems
from indexer.categories import category_in
from indexer.kpis import row_doubts, with_spanning
from indexer.labels import Label, Rank, miscounts, parse_caption_label, parse_label
from indexer.layout import Layout
from indexer.numbered import split_name
from indexer.parts import between
from indexer.problems import nameless, problem
from indexer.tables import Role, Table
from knowledge.models import AnnualItem, Passage, Problem

_ENDED = re.compile(r"[。；;]\s*$")


def read_annual_items(
    table: Table, layout: Layout, before: AnnualItem | None = None
) -> tuple[list[AnnualItem], list[Problem]]:
    """Read the items of a table, their 實施內容 divided into its numbered entries.

    The work plan of the item `before` goes on where the table is the next part of the one that holds it.
    """
    items: list[AnnualItem] = []
    doubts: list[Problem] = []
    work_plan = before.work_plan if before and table.continues else None
    spanning: list[Problem] = []
    for row in table.rows:
        if cell := table.cell(row, Role.WORK_PLAN):
            work_plan = _untitled(layout, cell)
        name = table.cell(row, Role.ITEM)
        if name is None:
            doubts.append(nameless(row, layout))
            continue
        category, content = table.cell(row, Role.CATEGORY), table.cell(row, Role.CONTENT)
        if category and table.is_headed_by(Role.CATEGORY):
            category = category_in(layout.text, category)
        entries = split_entries(layout.text, content) if content else ()
        page = layout.page_at(name.start)
        items.append(AnnualItem(work_plan, name, category, entries, page, table.extras(row)))
        for role in (Role.CATEGORY, Role.CONTENT):
            if table.has(role) and table.cell(row, role) is None:
                text = f"{name.text}: no {role.value}"
                doubts.append(problem(problems.MISSING, layout, text, name.start, name.text, role.value))
        doubts += _miscounted(table, items, layout)
        found = row_doubts(table, row, layout, name.text, set())
        found, spanning = with_spanning(found, spanning, table.cell(row, Role.WORK_PLAN), Role.WORK_PLAN, name)
        doubts += found
    return items, doubts


def _miscounted(table: Table, items: list[AnnualItem], layout: Layout) -> list[Problem]:
    """Doubt the last content that was recovered where its entries do not count on, and the one before if it goes on."""
    item = items[-1]
    if not table.is_recovered or not item.content:
        return []
    lines = (
        line
        for entry in item.content
        for span in entry.spans
        for line in layout.text[span.start : span.end].split("\n")
    )
    anew, late = miscounts(parse_label(line) for line in lines if line.strip())
    return [
        problem(problems.UNSURE_ROW, layout, odd.name.text, odd.name.start, odd.name.text, Role.CONTENT.value)
        for odd in (items[-2:] if late else [item] if anew else [])
    ]


def _untitled(layout: Layout, cell: Passage) -> Passage:
    """Take 工作計畫一： off a work plan that says what it is; other numbers belong to its name."""
    titled = parse_label(cell.text) is None and parse_caption_label(cell.text) is not None
    return split_name(layout.text, cell).passage if titled else cell


def split_entries(source: str, content: Passage) -> tuple[Passage, ...]:
    """Divide 實施內容 into its numbered entries, sub-entries too; a line begins one if its number is the next.

    After a whole sentence it may be the one after that: a number does get lost.
    """
    starts = [content.start]
    last: dict[Rank, int] = {}
    before = ""
    for span in content.spans:
        offset = span.start
        for line in source[span.start : span.end].split("\n"):
            label = parse_label(line)
            skips = label and label.number == last.get(label.rank, 0) + 2 and _ENDED.search(before)
            if label and (_goes_on(label, last) or (skips and label.rank in last)):
                last = {rank: n for rank, n in last.items() if rank < label.rank} | {label.rank: label.number}
                starts.append(offset)
            offset += len(line) + 1
            before = line if line.strip() else before
    ends = [*starts[1:], content.spans[-1].end]
    return tuple(between(source, content.spans, a, b) for a, b in zip(starts, ends, strict=True) if source[a:b].strip())


def _goes_on(label: Label, last: dict[Rank, int]) -> bool:
    """The number is the next of its rank; a rank begins with 1, below the rank that is open."""
    if label.rank in last:
        return label.number == last[label.rank] + 1
    return label.number == 1 and (not last or label.rank > max(last))
