"""Everything of the published plans that a question can name, ready to be matched.

An `Entry` is one thing with a name (a KPI, a goal, a project, an item, an outline heading) and the texts by which
people refer to it; each text has a weight: a name says more than the measure, the measure more than the goal.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Literal

from knowledge.models import AnnualItem, Extra, Kpi, Passage, Plan, Project, Release, Section, TableRow, Term
from knowledge.words import Segmenter, key
from knowledge.years import year_of

Subject = Literal["kpi", "goal", "project", "item", "outline", "work_plan"]

_UNIT = 2  # A longer unit is a word that people use for the KPI: 達到項數.
NAME, MEASURE, ABOVE = 1.0, 0.8, 0.45


@dataclass(frozen=True, slots=True)
class Goal:
    """A 關鍵策略目標 or 年度施政目標 with the positions of its KPIs."""

    number: str | None
    name: Passage
    kpis: tuple[int, ...]
    section: int | None = None
    page: str | None = None


@dataclass(frozen=True, slots=True)
class Outline:
    """A heading of 施政綱要 with the positions of its projects; `section` is where it stands in the outline."""

    name: Passage
    section: int | None
    projects: tuple[int, ...]
    page: str | None = None


@dataclass(frozen=True, slots=True)
class WorkPlan:
    """A 工作計畫 with the positions of its items."""

    name: Passage
    items: tuple[int, ...]
    page: str | None = None


Fact = Kpi | Goal | Project | AnnualItem | Outline | WorkPlan


@dataclass(frozen=True, slots=True)
class Field:
    """One text by which an entry is referred to, as a key."""

    text: str
    weight: float


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that a question can name."""

    id: int
    subject: Subject
    release: Release
    position: int
    name: str
    fact: Fact
    fields: tuple[Field, ...]
    section: str

    @property
    def name_key(self) -> str:
        return self.fields[0].text

    @property
    def clause(self) -> str:
        """The name, or what of it stands before a comma: 推動步道手作維護，促進部落共管."""
        return self.name_key.split(",")[0]


@dataclass(frozen=True, slots=True)
class Cell:
    """What a fact's row says in a column of few words (評估方式, 備註), with the keys of value and column.

    `also` is the key of what a legend says that a code means.
    """

    entry: Entry
    header: str
    text: Passage
    value: str
    column: str
    also: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """A row of a table of a plan with the keys by which it is named: what it is about, its columns, what stands above.

    Years and what stands in brackets are no part of these; `label` is empty where a row is about a year alone.
    `is_alone` tells that no other row of its table has the same last name.
    """

    release: Release
    plan: Plan
    row: TableRow
    label: tuple[str, ...]
    columns: tuple[str, ...]
    above: str
    is_alone: bool


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The published plans by release, and all entries in the order of the plans.

    `grams` maps a bigram to the entries that hold it, `attested` counts in how many entries and passages a bigram
    stands (what is in no plan is not there), `terms` are the abbreviations; `earlier` gives the release before that of
    a plan which has one; `cells` is what the rows of the facts say in columns of few words, `records` are the rows of
    tables that hold no facts.
    """

    releases: tuple[Release, ...]
    plans: Mapping[str, Plan]
    entries: tuple[Entry, ...]
    cells: tuple[Cell, ...]
    records: tuple[Record, ...]
    grams: Mapping[str, frozenset[int]]
    attested: Mapping[str, int]
    terms: tuple[tuple[Release, Term], ...]
    texts: Mapping[str, str]
    segmenter: Segmenter
    earlier: Mapping[str, tuple[Release, Plan]] = field(default_factory=dict)

    def of(self, *subjects: Subject) -> list[Entry]:
        """List the entries of these subjects."""
        return [e for e in self.entries if e.subject in subjects]

    def find(self, release: str, subject: Subject, position: int) -> Entry:
        """Give the entry of a fact; raises KeyError."""
        for entry in self.entries:
            if (entry.release.id, entry.subject, entry.position) == (release, subject, position):
                return entry
        raise KeyError((release, subject, position))


def build_catalogue(
    releases: list[Release],
    plans: Mapping[str, Plan],
    segmenter: Segmenter,
    earlier: Mapping[str, tuple[Release, Plan]] | None = None,
) -> Catalogue:
    """Make the catalogue of the published releases; `earlier` are the releases before them, by the id of the later."""
    entries: list[Entry] = []
    for release in releases:
        for subject, position, name, fact, fields in _entries(plans[release.id]):
            said = tuple(Field(key(text), weight) for text, weight in fields if text)
            section = _section(plans[release.id], fact)
            entries.append(Entry(len(entries), subject, release, position, name, fact, said, section))
    grams: dict[str, set[int]] = defaultdict(set)
    for entry in entries:
        for named in entry.fields:
            for gram in bigrams(named.text):
                grams[gram].add(entry.id)
    texts = {r.id: key(plans[r.id].text) for r in releases}
    attested: dict[str, int] = defaultdict(int)
    for text in texts.values():
        for gram in bigrams(text):
            attested[gram] += 1
    return Catalogue(
        releases=tuple(releases),
        plans=plans,
        entries=tuple(entries),
        cells=tuple(_resolved(cell for entry in entries for cell in _cells(plans[entry.release.id], entry))),
        records=tuple(_record(r, plans[r.id], row) for r in releases for row in plans[r.id].table_rows),
        grams={g: frozenset(ids) for g, ids in grams.items()},
        attested=dict(attested),
        terms=tuple((r, term) for r in releases for term in plans[r.id].terms),
        texts=texts,
        segmenter=segmenter,
        earlier=earlier or {},
    )


def extras_of(fact: object) -> tuple[Extra, ...]:
    """Give what the row of a fact says in columns besides the usual ones."""
    return fact.extras if isinstance(fact, Kpi | Project | AnnualItem) else ()


def header_key(extra: Extra) -> str:
    """Give what a column is called, without the year and the unit in its header: 預算數 of 110年度預算數(千元)."""
    return _YEAR_OR_UNIT.sub("", key(extra.header.text))


def headers_of(catalogue: Catalogue) -> tuple[str, ...]:
    """List what the columns besides the usual ones are called, as keys, the longest first."""
    called = {header_key(extra) for entry in catalogue.of("kpi", "project", "item") for extra in extras_of(entry.fact)}
    return tuple(sorted((name for name in called if len(name) > 1), key=lambda name: (-len(name), name)))


_YEAR_OR_UNIT = re.compile(r"\d{2,4}年(?:度)?|\([^()]*\)")


def _cells(plan: Plan, entry: Entry) -> Iterator[Cell]:
    fact = entry.fact
    if isinstance(fact, Kpi):
        if fact.assessment_method:
            yield _cell(entry, "評估方式", fact.assessment_method)
        if code := fact.assessment_system:
            meant = (g.meaning.text for g in plan.legends if key(g.code) == key(code.text))
            yield _cell(entry, "評估體制", code, next(meant, ""))
    if isinstance(fact, Project | AnnualItem) and fact.category:
        yield _cell(entry, "計畫類別", fact.category)
    if isinstance(fact, Kpi | Project | AnnualItem):
        yield from (_cell(entry, e.header.text, e.text) for e in fact.extras if e.role != "actual")


def _resolved(cells: Iterable[Cell]) -> Iterator[Cell]:
    """Put what the row above says for 同上."""
    above: dict[tuple[str, Subject, str], Cell] = {}
    for cell in cells:
        place = (cell.entry.release.id, cell.entry.subject, cell.column)
        if cell.value in _SAME and place in above:
            cell = replace(above[place], entry=cell.entry)
        above[place] = cell
        yield cell


_SAME = frozenset(key(word) for word in ("同上", "同前", "〃"))


def _cell(entry: Entry, header: str, text: Passage, also: str = "") -> Cell:
    return Cell(entry, header, text, key(text.text), re.sub(r"\(.*?\)", "", key(header)), key(also))


def bigrams(text: str) -> Iterator[str]:
    """Give the pairs of neighbouring characters of a text."""
    return (a + b for a, b in pairwise(text))


def _record(release: Release, plan: Plan, row: TableRow) -> Record:
    label = _label(row)
    beside = [_label(other) for other in plan.table_rows if other.heads == row.heads]
    above = [s.title for s in plan.sections if s.heading and s.heading.start < row.cells[0].text.start][-1:]
    caption = row.caption.text if row.caption else ""
    columns = tuple(_bare(cell.header.text) for cell in row.cells)
    is_alone = sum(other[-1:] == label[-1:] for other in beside) == 1
    return Record(release, plan, row, label, columns, key(caption + "".join(above)), is_alone)


def _label(row: TableRow) -> tuple[str, ...]:
    parts = (_bare(part.text) for part in row.label if year_of(part.text) is None)
    return tuple(part for part in parts if part)


def _bare(name: str) -> str:
    """Give the key of the name of a row or column without its number, years and what stands in brackets."""
    return _NO_NAME.sub("", key(name))


_NO_NAME = re.compile(key(r"^[(（]?[一二三四五六七八九十\d]+[)）、.]|(?:民國)?\d{2,4}(?:學?年度?|$)|[(（].*?[)）]"))


_Row = tuple[Subject, int, str, Fact, list[tuple[str, float]]]


def _entries(plan: Plan) -> Iterator[_Row]:
    for i, kpi in enumerate(plan.kpis):
        above = kpi.goal.text if kpi.goal else ""
        measure = kpi.measure.text if kpi.measure else ""
        linked = "；".join(p.name.text for p in plan.projects if any(link.kpi == kpi.name.text for link in p.kpis))
        units = "；".join(dict.fromkeys(t.unit for t in kpi.targets if t.unit and len(t.unit) > _UNIT))
        texts = [(kpi.name.text, NAME), (measure, MEASURE), (units, ABOVE), (above, ABOVE), (linked, ABOVE)]
        yield "kpi", i, kpi.name.text, kpi, texts
    for i, goal in enumerate(goals_of(plan)):
        yield "goal", i, goal.name.text, goal, [(goal.name.text, NAME)]
    for i, project in enumerate(plan.projects):
        above = project.outline.text if project.outline else ""
        yield "project", i, project.name.text, project, [(project.name.text, NAME), (above, ABOVE)]
    for i, outline in enumerate(outlines_of(plan)):
        yield "outline", i, outline.name.text, outline, [(outline.name.text, NAME)]
    for i, item in enumerate(plan.annual_items):
        above = item.work_plan.text if item.work_plan else ""
        content = "".join(entry.text for entry in item.content)
        yield "item", i, item.name.text, item, [(item.name.text, NAME), (above, ABOVE), (content, ABOVE)]
    for i, work in enumerate(work_plans_of(plan)):
        yield "work_plan", i, work.name.text, work, [(work.name.text, NAME)]


def _section(plan: Plan, fact: Fact) -> str:
    """Name the headings under which a fact stands: its own where it is one, else the chapter of its table."""
    if isinstance(fact, Goal | Outline) and fact.section is not None:
        return " › ".join(plan.sections[fact.section].path)
    return chapter_at(plan, fact.name.start)


def chapter_at(plan: Plan, offset: int) -> str:
    """Name the chapter (壹、, 貳、) in which an offset of the canonical text lies; empty before the first."""
    above = [s for s in plan.sections if s.heading and len(s.path) == 1 and s.heading.start <= offset]
    return above[-1].path[0] if above else ""


def goals_of(plan: Plan) -> list[Goal]:
    """List the goals: those of the KPI table, else the headings below 年度施政目標."""
    headed = [(str(n), i, s) for n, (i, s) in enumerate(_below(plan, "目標"), start=1) if s.heading]
    by_name: dict[str, tuple[Kpi, list[int]]] = {}
    for i, kpi in enumerate(plan.kpis):
        if kpi.goal:
            by_name.setdefault(f"{kpi.goal_no} {key(kpi.goal.text)}", (kpi, []))[1].append(i)
    if by_name:
        # The title of a table names a goal without its number, which the headings have.
        numbers = {key(s.heading.text): number for number, _, s in headed if s.heading}
        return [
            Goal(k.goal_no or numbers.get(key(k.goal.text)), k.goal, tuple(at), page=k.page)
            for k, at in by_name.values()
            if k.goal
        ]
    return [Goal(number, s.heading, (), section=i, page=s.page) for number, i, s in headed if s.heading]


def outlines_of(plan: Plan) -> list[Outline]:
    """List the headings of 施政綱要, or the 施政綱要 column of the project table where there is no such chapter."""
    below = _below(plan, "綱要")
    found = [Outline(s.heading, i, _projects_of(plan, s.heading), s.page) for i, s in below if s.heading]
    if found or not plan.projects:
        return found
    names = {key(p.outline.text): p for p in plan.projects if p.outline}
    return [Outline(p.outline, None, _projects_of(plan, p.outline), p.page) for p in names.values() if p.outline]


def work_plans_of(plan: Plan) -> list[WorkPlan]:
    """List the 工作計畫 of the annual table with their items."""
    at: dict[str, list[int]] = defaultdict(list)
    for i, item in enumerate(plan.annual_items):
        if item.work_plan:
            at[key(item.work_plan.text)].append(i)
    firsts = [(plan.annual_items[positions[0]], positions) for positions in at.values()]
    return [WorkPlan(item.work_plan, tuple(positions), item.page) for item, positions in firsts if item.work_plan]


def _projects_of(plan: Plan, outline: Passage) -> tuple[int, ...]:
    """Give the projects of an outline, whose cell may hold only the beginning of the heading."""
    whole = key(outline.text)
    return tuple(
        i
        for i, p in enumerate(plan.projects)
        if p.outline and len(k := key(p.outline.text)) > 1 and whole.startswith(k)
    )


def _below(plan: Plan, word: str) -> list[tuple[int, Section]]:
    """Give the headings one step below the chapter whose title holds a word of the plan family (施政綱要, 施政目標)."""
    chapters = [s.path for s in plan.sections if len(s.path) == 1 and word in s.title]
    return [(i, s) for i, s in enumerate(plan.sections) if len(s.path) == 2 and s.heading and s.path[:1] in chapters]
