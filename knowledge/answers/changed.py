"""Changes between two releases as an answer and a message say them: one line each, with both sides cited."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from knowledge import phrases
from knowledge.answers.citations import joined
from knowledge.answers.length import LONGEST_QUOTES, LONGEST_TEXT
from knowledge.bounds import magnitude
from knowledge.catalogue import chapter_at
from knowledge.changes import Change
from knowledge.models import AnnualItem, Answered, Citation, Figure, Kpi, Passage, Plan, Project, Release, TableRow
from knowledge.numbers import parse_quantity
from knowledge.words import key

Fact = Kpi | Project | AnnualItem


def change_line(change: Change) -> str:
    """Say what changed: • 「農村再生社區數」 113 年度目標值：15 個 → 18 個."""
    return _line(change, phrases.CHANGE_LINES)


def _line(change: Change, forms: dict[str, str]) -> str:
    before, after = (said or phrases.NONE for said in (change.before, change.after))
    year = phrases.YEAR.format(year=change.year) if change.year else ""
    header = " ".join(change.header.split())
    return forms[change.kind].format(name=change.name, before=before, after=after, year=year, header=header)


@dataclass(frozen=True, slots=True)
class Pair:
    """A release that is served with its plan, and the one before it."""

    release: Release
    new: Plan
    earlier: Release
    old: Plan


def told(pair: Pair, found: Sequence[Change], head: str, whole: bool = False) -> Answered:
    """Tell changes under a head, as many as can be read; each is cited from both releases.

    With `whole`, texts that were reworded are told as they stand in both.
    """
    forms = phrases.CHANGE_LINES | phrases.CHANGED_TEXTS if whole else phrases.CHANGE_LINES
    lines, citations, figures = [head], list[Citation](), list[Figure]()
    for change in found:
        line, sides = _line(change, forms), list(_sides(pair, change))
        told_so_far = sum(len(text) + 1 for text in [*lines, line, phrases.MORE])
        quoted = sum(len(c.quote.text) for c in dict.fromkeys([*citations, *(c for c, _ in sides)]))
        if len(lines) > 1 and (told_so_far > LONGEST_TEXT or quoted > LONGEST_QUOTES):
            lines.append(phrases.MORE)
            break
        lines.append(line)
        for citation, figure in sides:
            if citation not in citations:
                citations.append(citation)
            if figure:
                figures.append(_at(figure, citations.index(citation)))
    return Answered("\n".join(lines), tuple(citations), tuple(figures))


def _at(figure: Figure, citation: int) -> Figure:
    return Figure(
        figure.text, figure.value, figure.unit, figure.year, figure.label,
        citation=citation, year_evidence=figure.year_evidence,
    )  # fmt: skip


def by_how_much(said: Answered, change: Change) -> Answered:
    """Add to one change of a figure by how much it moved, where both sides are counted alike."""
    before, after = (parse_quantity(text) for text in (change.before, change.after))
    if before is None or after is None or before.unit != after.unit or len(said.figures) != _BOTH:
        return said
    moved = Decimal(after.value) - Decimal(before.value)
    if not moved:
        return said
    unit = after.unit or ""
    text = f"{abs(moved):,} {unit}".strip()
    shown = phrases.POINTS.format(value=f"{abs(moved):,}") if unit in ("%", "％") else text
    line = (phrases.MOVED_UP if moved > 0 else phrases.MOVED_DOWN).format(figure=shown)
    total = Figure(text, str(abs(moved)), unit, change.year, line, computed_from=(0, 1))
    return Answered(f"{said.text}\n{line}", said.citations, (*said.figures, total))


_BOTH = 2


def moved_by(before: str, after: str) -> Decimal:
    """Tell by how much a figure is higher than it was, also if one counts in 萬; 0 where they are counted otherwise."""
    one, other = parse_quantity(before), parse_quantity(after)
    if one is None or other is None:
        return Decimal(0)
    (size, unit), (size_now, unit_now) = magnitude(key(one.unit)), magnitude(key(other.unit))
    return Decimal(other.value) * size_now - Decimal(one.value) * size if unit == unit_now else Decimal(0)


def counted(said: Answered, names: Sequence[str], what: str) -> Answered:
    """Say first how many facts some changes are of."""
    text = f"{len(names)} {_COUNTED}"
    head = phrases.COUNTED.format(what=what, count=text)
    count = Figure(text, str(len(names)), _COUNTED, None, head, computed_from=("count",), counted=tuple(names))
    return Answered(f"{head}。\n{said.text}", said.citations, (*said.figures, count))


_COUNTED = "項"


def name_cited(release: Release, plan: Plan, fact: Fact) -> Citation:
    """Cite the name of a fact in a release."""
    return Citation(release.id, release.title, chapter_at(plan, fact.name.start), fact.page, fact.name)


def _sides(pair: Pair, change: Change) -> Iterator[tuple[Citation, Figure | None]]:
    """Cite what a change is of from both releases, where it stands there, with its figure where it is one."""
    yield from _cited(pair.earlier, pair.old, change, change.was or change.before, change.before)
    yield from _cited(pair.release, pair.new, change, change.name, change.after)


def _cited(
    release: Release, plan: Plan, change: Change, name: str, text: str
) -> Iterator[tuple[Citation, Figure | None]]:
    """Cite one side of a change; of facts with one name those that say it."""
    quotes: list[tuple[Passage, str | None, Figure | None]] = []
    if change.kind == "figure":
        quotes = [(quote, row.page, None) for row in plan.table_rows if (quote := _cell(row, change, text))]
    else:
        facts: tuple[Fact, ...] = (*plan.kpis, *plan.projects, *plan.annual_items)
        for fact in facts:
            if key(fact.name.text) == key(name) and _has(fact, change, text):
                quote, figure = _quote(fact, change, text)
                quotes.append((quote, fact.page, figure))
    for quote, page, figure in quotes:
        yield Citation(release.id, release.title, chapter_at(plan, quote.start), page, quote), figure


def _has(fact: Fact, change: Change, text: str) -> bool:
    """Tell whether a fact says what a change of a target or a column has on its side; others are told by their name."""
    if change.kind == "target" and isinstance(fact, Kpi):
        there = {t.year: t.quote.text for t in fact.targets}
        return there.get(change.year, "") == text
    beside = [e.text.text for e in fact.extras if key(e.header.text) == key(change.header)]
    return change.kind != "column" or not beside or text in beside


def _quote(fact: Fact, change: Change, text: str) -> tuple[Passage, Figure | None]:
    """Quote what a change is of, with its name; a target or an amount as a figure too."""
    columns = [e for e in fact.extras if change.header and key(e.header.text) == key(change.header)]
    match fact:
        case Kpi() if change.kind == "target":
            return _target(fact, change)
        case Kpi() if change.kind == "measure":
            return joined(fact.name, fact.measure), None
        case Project() if change.kind in ("period", "category"):
            return joined(fact.name, fact.period if change.kind == "period" else fact.category), None
        case AnnualItem() if change.kind == "content":
            return joined(fact.name, *fact.content), None
        case AnnualItem() if change.kind == "category":
            return joined(fact.name, fact.category), None
    if change.kind == "column" and columns:
        [column, *_] = columns
        quote = joined(column.unit, fact.name, column.header, column.text)
        return quote, _amount(text, change)
    return joined(fact.name, *(_belonging(fact) if change.kind == "column" else ())), None


def _target(kpi: Kpi, change: Change) -> tuple[Passage, Figure | None]:
    target = next((t for t in kpi.targets if t.year == change.year), None)
    if target is None:
        return kpi.name, None
    quote = joined(target.year_evidence, kpi.name, target.quote)
    return quote, Figure(
        target.quote.text, target.value, target.unit, target.year, change.name, year_evidence=target.year_evidence
    )


def _amount(text: str, change: Change) -> Figure | None:
    """Give what a cell says as a figure, where it is one."""
    read = parse_quantity(text)
    return Figure(text, read.value, read.unit, None, change.name) if read else None


def _belonging(fact: Fact) -> list[Passage | None]:
    """Give what a fact says of where it belongs, how it is assessed and what it is linked with."""
    match fact:
        case Kpi():
            return [fact.goal, fact.assessment_system, fact.assessment_method]
        case Project():
            return [fact.outline, *(link.printed for link in fact.kpis)]
        case AnnualItem():
            return [fact.work_plan]


def _cell(row: TableRow, change: Change, text: str) -> Passage | None:
    """Quote the cell of a table's row that a change is of."""
    if " ".join(label.text for label in row.label) != change.name:
        return None
    cells = [c for c in row.cells if key(c.header.text) == key(change.header) and c.quote.text == text]
    return joined(*row.label, cells[0].header, cells[0].quote) if cells else None
