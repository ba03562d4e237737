"""Plans to ask about: the bundled ones, read once, and small ones written in a test with facts that know their place."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

from hypothesis import HealthCheck, settings

import knowledge
from indexer.document import Document, Grid
from indexer.pipeline import index_document
from indexer.publishing import manifest, publish
from indexer.readers.bars import text_document
from knowledge.catalogue import Catalogue, build_catalogue
from knowledge.lexicon import load_lexicon
from knowledge.linking import Linker
from knowledge.models import AnnualItem, Kpi, KpiLink, Passage, Plan, Project, Section, Span, Target
from knowledge.numbers import parse_quantity
from knowledge.reading import Reader
from knowledge.service import Assistant
from knowledge.store import Publication, Store
from tests.reading_once import plan_in

TODAY = date(2026, 11, 22)
NOW = "2026-11-22T00:00:00+00:00"
MIDTERM, ANNUAL = "mofa-midterm-106-109", "mofa-annual-108"

# The same examples in every run, and nothing kept on disk.
STEADY = settings(
    derandomize=True, database=None, deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=False
)


PLANS = Path(knowledge.__file__).parent / "plans"
MADE_UP = Path(__file__).parent / "plans"


def bundled_plans() -> list[Plan]:
    """Give the plans that come with planbot, as they are read."""
    return [plan_in(PLANS / entry.file) for entry in manifest()]


@cache
def bundled_store() -> Store:
    """A store of the two bundled plans, in memory; read only."""
    store = Store.open(":memory:")
    publish(bundled_plans(), store)
    return store


@cache
def bundled_plan(release: str = MIDTERM) -> Plan:
    return bundled_store().plan(release)


@cache
def bundled_assistant() -> Assistant:
    return Assistant(bundled_store(), TODAY)


@cache
def bundled_catalogue() -> Catalogue:
    store = bundled_store()
    releases = store.published()
    return build_catalogue(releases, {r.id: store.plan(r.id) for r in releases}, store.segmenter())


@cache
def bundled_reader() -> Reader:
    return Reader(bundled_catalogue(), load_lexicon())


@cache
def bundled_linker() -> Linker:
    return Linker(bundled_catalogue(), load_lexicon())


def source(release: str) -> str:
    """Give a bundled release's canonical text, as the gate wants it."""
    return bundled_plan(release).text


def assistant_for(*plans: Plan, today: date = TODAY) -> Assistant:
    """An assistant over plans that a test wrote, the slug being the agency's name and the years."""
    store = Store.open(":memory:")
    store.publish([Publication(p, slug_of(p)) for p in plans], NOW)
    return Assistant(store, today)


@cache
def asked_of(*numbers: int) -> Assistant:
    """An assistant over made-up plans by their numbers; 0 stands for the bundled ones."""
    return (
        assistant_for(*(plan_in(MADE_UP / f"made-up-{n}.txt") for n in numbers))
        if any(numbers)
        else bundled_assistant()
    )


def slug_of(plan: Plan) -> str:
    return f"{plan.agency}-{plan.kind}-{plan.first_year}-{plan.last_year}"


@dataclass(frozen=True)
class Row:
    """One row of a KPI table: its goal, name, how it is measured, and the target of each year."""

    goal: str
    name: str
    measure: str
    targets: Sequence[str]


@dataclass
class Writer:
    """Writes a text and remembers where each piece stands."""

    text: str = ""
    years: dict[int, Passage] = field(default_factory=dict)

    def put(self, piece: str) -> Passage:
        start = len(self.text)
        self.text += piece + "\n"
        return Passage(piece, (Span(start, start + len(piece)),))


def write_plan(
    rows: Iterable[Row],
    years: Sequence[int] = (112,),
    agency: str = "農業部",
    projects: Iterable[tuple[str, str, Sequence[str]]] = (),
    items: Iterable[tuple[str, str, Sequence[str]]] = (),
    first_year: int = 110,
    last_year: int = 113,
) -> Plan:
    """Write a plan with a KPI table (one column for each year), projects (name, period, KPIs) and annual items."""
    out = Writer()
    kind = "midterm" if last_year > first_year else "annual"
    title = (
        f"{agency}中程施政計畫（{first_year} 至 {last_year} 年度）"
        if kind == "midterm"
        else f"{agency}{first_year}年度施政計畫"
    )
    root = Section((), out.put(title), None, None)
    out.put("壹、")
    chapter = Section(("壹、關鍵績效指標",), out.put("關鍵績效指標"), None, None)
    headers = [out.put(f"{year} 年度目標值") for year in years]
    goals: dict[str, tuple[str, Passage]] = {}
    kpis = []
    for row in rows:
        goal_no, goal = goals.setdefault(row.goal, (str(len(goals) + 1), out.put(row.goal)))
        name, measure = out.put(row.name), out.put(row.measure)
        targets = tuple(_target(out.put(t), y, h) for t, y, h in zip(row.targets, years, headers, strict=True))
        number = str(sum(k.goal_no == goal_no for k in kpis) + 1)
        kpis.append(Kpi(goal_no, goal, number, name, None, None, measure, targets, None))
    found = tuple(
        Project(None, out.put(name), out.put(period), None, tuple(KpiLink(out.put(k), k) for k in linked), None)
        for name, period, linked in projects
    )
    annual = tuple(
        AnnualItem(out.put(work), out.put(name), None, tuple(out.put(c) for c in content), None)
        for work, name, content in items
    )
    digest = hashlib.sha256(out.text.encode()).hexdigest()
    return Plan(
        title, agency, kind, first_year, last_year, f"{agency}.txt", digest, out.text,
        (root, chapter), tuple(kpis), found, annual,
    )  # fmt: skip


def _target(text: Passage, year: int, header: Passage) -> Target:
    read = parse_quantity(text.text)
    value, unit, sign = (read.value, read.unit, read.comparator) if read else (None, None, None)
    return Target(year, text, value, unit, sign, header)


def index_text(text: str, source: str, sha256: str) -> Plan:
    """A plan as it is read of a text file."""
    return index_document(text_document(text), source, sha256)


def plan_of_lines(lines: str) -> Plan:
    """A plan as it is written here: `甲 | 乙` is a row of a table, `^` a cell that the one above spans, `<` the one on its left."""
    writer, grids, rows = Writer(), [], list[tuple[Passage | None, ...]]()
    spanned: dict[str, set[tuple[int, int]]] = {"^": set(), "<": set()}
    for line in [*lines.strip().split("\n"), ""]:
        if " | " in line:
            cells = [cell.strip() for cell in line.split("|")]
            for sign, places in spanned.items():
                places |= {(len(rows), at) for at, cell in enumerate(cells) if cell == sign}
            rows.append(tuple(writer.put(cell) if cell and cell not in spanned else None for cell in cells))
            continue
        if rows:
            grids.append(Grid(tuple(rows), covered=frozenset(spanned["^"]), beside=frozenset(spanned["<"])))
            rows, spanned = [], {"^": set(), "<": set()}
        writer.put(line) if line else None
    return index_document(Document(writer.text, tuple(grids), is_flowing=True), "a.odt", "0")
