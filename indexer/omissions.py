"""What a document holds and the indexer does not read: named to whoever publishes it, never passed over."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from indexer import problems
from indexer.areas import Division
from indexer.contents import contents_entries
from indexer.document import Document
from indexer.facts import Facts
from indexer.grids import extent, read_grid
from indexer.headers import column_role, header_words
from indexer.identity import Identity
from indexer.labels import Rank, parse_label
from indexer.layout import Layout, Line
from indexer.problems import problem
from indexer.tables import Role
from knowledge.models import Problem, Section
from knowledge.text import fold, squeeze

_HEADER_LINES, _HEADER_ROLES = 30, 3
_HEAD_ROWS = 3
_FACTS = frozenset({Role.GOAL, Role.KPI, Role.TARGET, Role.MEASURE, Role.PROJECT, Role.WORK_PLAN, Role.CONTENT})
_INDICATORS = re.compile("(?:關鍵績效|績效衡量|衡量)指標$")


def find_omissions(
    layout: Layout,
    document: Document,
    division: Division,
    identity: Identity,
    sections: Sequence[Section],
    facts: Facts,
) -> tuple[Problem, ...]:
    """List the tables that are not read, and say where a document is no plan or a plan without facts."""
    return (
        _unread(layout, division)
        + _unlike(layout, document)
        + _lost(layout, document)
        + _untold(layout, document, facts)
        + _cut_off(layout, document)
        + _not_held(layout)
        + _no_facts(layout, identity, facts)
        + _no_indicators(layout, identity, sections, facts)
        + _no_plan(layout, identity)
    )


def _unread(layout: Layout, division: Division) -> tuple[Problem, ...]:
    """Name the table of indicators or plans whose header stands among the prose: it is in an order that is no table's.

    Or a column of it has a name that is not known.
    """
    seen: list[tuple[int, Line, frozenset[Role]]] = []
    for at, line in enumerate(division.prose):
        words = _words_of_header(line)
        seen = [s for s in seen if at - s[0] < _HEADER_LINES] + ([(at, line, words)] if words else [])
        roles = frozenset[Role]().union(*(s[2] for s in seen)) - {Role.MONEY, Role.WEIGHT, Role.OTHER, Role.REMARK}
        if words and len(roles) >= _HEADER_ROLES and any(one in roles and roles & others for one, others in _TABLES):
            first = seen[0][1]
            return (problem(problems.UNREAD_TABLE, layout, first.text.strip(), first.start),)
    return ()


# What the header of a table names: one column, and another beside it.
_TABLES = (
    (Role.KPI, frozenset({Role.TARGET, Role.MEASURE})),
    (Role.PROJECT, frozenset({Role.PERIOD, Role.KPIS})),
)


def _words_of_header(line: Line) -> frozenset[Role]:
    """Give the columns that a line names if it says nothing else, or names several between blanks."""
    if words := header_words(fold(line.text).replace("|", "")):
        return words
    known = [words for part in line.text.split() if (words := header_words(fold(part)))]
    return frozenset[Role]().union(*known) if len(known) >= _HEADER_ROLES else frozenset()


def _unlike(layout: Layout, document: Document) -> tuple[Problem, ...]:
    """Name the tables whose first rows name columns of indicators or plans, and that are read as none."""
    found = []
    for grid in document.grids:
        heads = [{column_role(fold(cell.text))[0] for cell in row if cell} & _FACTS for row in grid.rows[:_HEAD_ROWS]]
        if any(len(roles) > 1 for roles in heads) and read_grid(grid) is None and (where := extent(grid)):
            first = next(cell for row in grid.rows for cell in row if cell)
            found.append(problem(problems.UNREAD_TABLE, layout, first.text, where.start))
    return tuple(found)


def _lost(layout: Layout, document: Document) -> tuple[Problem, ...]:
    """Name the table without a header that stands right below a table of facts, as the rest of one does."""
    found = []
    for above, below in pairwise(document.grids):
        ends, begins = extent(above), extent(below)
        if not ends or not begins or read_grid(below) or not read_grid(above):
            continue
        if not any(ends.end <= line.start < begins.start for line in layout.lines):
            first = next(cell for row in below.rows for cell in row if cell)
            found.append(problem(problems.UNREAD_TABLE, layout, first.text, begins.start))
    return tuple(found)


def _untold(layout: Layout, document: Document, facts: Facts) -> tuple[Problem, ...]:
    """Doubt the facts that were recovered from lines where rules show a table and its columns are not told."""
    if not document.is_untold:
        return ()
    tabled = [where for grid in document.grids if (where := extent(grid))]
    return tuple(
        problem(problems.UNSURE_ROW, layout, fact.name.text, fact.name.start, fact.name.text, field)
        for kind, known in (("kpi", facts.kpis), ("project", facts.projects), ("item", facts.items))
        for fact in known
        if not any(where.start <= fact.name.start < where.end for where in tabled)
        for field in (kind, *(field for field in _FIELDS if getattr(fact, field, None)))
    )


# Of all kinds of facts; each has some.
_FIELDS = (
    "goal", "assessment_system", "assessment_method", "measure", "targets", "outline", "period", "category", "kpis",
    "work_plan", "content",
)  # fmt: skip


def _cut_off(layout: Layout, document: Document) -> tuple[Problem, ...]:
    """Name the row of a table, or the entry of contents, in the midst of which a text ends."""
    if entry := layout.cut_off:
        return (problem(problems.CUT_OFF, layout, layout.text[entry.start : entry.end].strip(), entry.start),)
    cells = [cell for row in document.cut_off.rows for cell in row if cell] if document.cut_off else []
    said = " ".join(cell.text for cell in cells)
    return (problem(problems.CUT_OFF, layout, said, cells[0].start),) if cells else ()


def _not_held(layout: Layout) -> tuple[Problem, ...]:
    """Name the chapters of the contents, in the uppermost rank of their numbers, of which the text holds no heading."""
    entries = [(entry, label) for entry in contents_entries(layout.contents) if (label := parse_label(entry))]
    uppermost = min((label.rank for _, label in entries), default=None)
    labels = [(line, parse_label(line.text)) for line in layout.lines]
    numbered = {(label.rank, label.number) for _, label in labels if label and label.rank <= Rank.GREAT}
    # Below another kind of number the same words head something else.
    names = sorted({squeeze(line.text[x.end if x else 0 :]) for line, x in labels if x is None or x.rank == uppermost})
    lacking = [
        " ".join(entry.split())
        for entry, label in entries
        if label.rank == uppermost
        and (label.rank, label.number) not in numbered
        and not _is_named(squeeze(entry[label.end :]), names)
    ]
    return (problem(problems.NOT_HELD, layout, "、".join(lacking)),) if lacking else ()


def _is_named(entry: str, names: Sequence[str]) -> bool:
    """Tell whether a line, of those in order, says what an entry of contents does; either may go on."""
    begun = (entry[:end] for end in range(_SURE, min(len(entry), _LONGEST_ENTRY)))
    goes_on = any(name.startswith(entry) for name in _from(names, entry))
    return goes_on or any(_from(names, said) == [said] for said in begun)


def _from(names: Sequence[str], said: str) -> Sequence[str]:
    """Give the first of the names, in order, that is not before what is said."""
    at = bisect_left(names, said)
    return names[at : at + 1]


_SURE, _LONGEST_ENTRY = 4, 60


def _no_plan(layout: Layout, identity: Identity) -> tuple[Problem, ...]:
    if identity.kind != "other":
        return ()
    return (problem(problems.NO_PLAN, layout, "the title names no 施政計畫 of a year or a period", 0),)


def _no_facts(layout: Layout, identity: Identity, facts: Facts) -> tuple[Problem, ...]:
    """Say that a plan holds no table of facts: it may have none, or they are printed in a form that is not read."""
    if identity.kind == "other" or facts.kpis or facts.projects or facts.items:
        return ()
    return (problem(problems.NO_FACTS, layout, "no table of indicators, projects or items is read", 0),)


def _no_indicators(
    layout: Layout, identity: Identity, sections: Sequence[Section], facts: Facts
) -> tuple[Problem, ...]:
    """Name the heading of a plan's indicators where none is read, whatever else the plan holds."""
    headings = (s.heading for s in sections if s.path and s.heading and _INDICATORS.search(squeeze(s.title)))
    heading = next(headings, None)
    if identity.kind == "other" or facts.kpis or heading is None or not (facts.projects or facts.items):
        return ()
    return (problem(problems.UNREAD_TABLE, layout, heading.text, heading.start),)
