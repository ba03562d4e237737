"""What a release changes against the one that it replaces: facts added, dropped, renamed, and what they say otherwise.

Differences of form alone (臺 and 台, full width, white space) are no change: names and texts are compared as keys.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from rapidfuzz import fuzz

from knowledge.models import AnnualItem, Extra, Kpi, Passage, Plan, Project, TableRow
from knowledge.words import key

Kind = Literal["added", "dropped", "renamed", "target", "measure", "period", "category", "content", "column", "figure"]

Fact = Kpi | Project | AnnualItem
# How much alike (0 to 100, as rapidfuzz counts) two names of one fact are, where the rest of it is the same or not.
_ALIKE_BESIDE_THE_SAME, _ALIKE = 40, 80
_HALF = 2


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: of which fact, and what stands there in either release, with the printed label of its page.

    `year` is the ROC year of a target that moved, `header` the column of a `column` or a `figure` of a table, `was` the
    name of the fact in the old release.
    """

    kind: Kind
    name: str
    before: str = ""
    after: str = ""
    before_page: str | None = None
    after_page: str | None = None
    year: int | None = None
    header: str = ""
    was: str = ""


def changes(old: Plan, new: Plan) -> list[Change]:
    """List what a plan says otherwise than another release of it, in the order of the new one."""
    found = [change for before, after in _kinds(old, new) for change in _compared(before, after)]
    return found + list(_rows(old.table_rows, new.table_rows))


def pairs(old: Plan, new: Plan) -> list[tuple[Fact, Fact]]:
    """List the facts that both releases have, each as it stands in the old and in the new one."""
    return [(before[n], after[m]) for before, after in _kinds(old, new) for m, n in _paired(before, after).items()]


def _kinds(old: Plan, new: Plan) -> tuple[tuple[Sequence[Fact], Sequence[Fact]], ...]:
    return ((old.kpis, new.kpis), (old.projects, new.projects), (old.annual_items, new.annual_items))


def _compared(before: Sequence[Fact], after: Sequence[Fact]) -> Iterator[Change]:
    earlier = _paired(before, after)
    for n, fact in enumerate(after):
        was = earlier.get(n)
        if was is None:
            yield Change("added", fact.name.text, after=fact.name.text, after_page=fact.page)
        else:
            found = _moved(before[was], fact)
            old = before[was]
            yield from (replace(c, before_page=old.page, after_page=fact.page, was=old.name.text) for c in found)
    for n, fact in enumerate(before):
        if n not in earlier.values():
            yield Change("dropped", fact.name.text, before=fact.name.text, before_page=fact.page)


def _paired(before: Sequence[Fact], after: Sequence[Fact]) -> dict[int, int]:
    """Give, by the number of a fact in the new release, that of the same fact in the old one.

    Of facts with one name those in the same place are the same; of those left, those with names most alike.
    """
    pairs: dict[int, int] = {}
    left = list(range(len(before)))
    for alike in (_by_name_and_place, _by_name, _by_likeness):
        unpaired = [m for m in range(len(after)) if m not in pairs]
        scores = [(score, m, n) for m in unpaired for n in left if (score := alike(before[n], after[m]))]
        for _, m, n in sorted(scores, key=lambda found: (-found[0], found[1], found[2])):
            if m not in pairs and n in left:
                pairs[m] = n
                left.remove(n)
    return pairs


def _by_name_and_place(old: Fact, new: Fact) -> float:
    return float(_by_name(old, new) and _above(old) == _above(new))


def _by_name(old: Fact, new: Fact) -> float:
    return float(key(old.name.text) == key(new.name.text))


def _by_likeness(old: Fact, new: Fact) -> float:
    """Tell how much alike the names of two facts are; not at all where they are too different for a renamed fact."""
    score = fuzz.ratio(key(old.name.text), key(new.name.text))
    is_the_same = _counts_the_same(old, new) or not any(_said_otherwise(old, new))
    return score if score >= (_ALIKE_BESIDE_THE_SAME if is_the_same else _ALIKE) else 0.0


def _counts_the_same(old: Fact, new: Fact) -> bool:
    """Tell whether two KPIs of one goal aim at the same in all years, or in half of them by the same measure.

    Such a KPI has another name, whatever else of it was mended with the name.
    """
    if not isinstance(old, Kpi) or not isinstance(new, Kpi) or _above(old) != _above(new):
        return False
    before = {t.year: key(t.quote.text) for t in old.targets if t.value is not None}
    same = [t for t in new.targets if before.get(t.year) == key(t.quote.text)]
    is_measured_alike = old.measure is not None and _key(old.measure) == _key(new.measure)
    return len(same) > 1 and len(same) * (_HALF if is_measured_alike else 1) >= len(new.targets)


def _above(fact: Fact) -> str:
    match fact:
        case Kpi():
            return _key(fact.goal)
        case Project():
            return _key(fact.outline)
        case AnnualItem():
            return _key(fact.work_plan)


def _moved(old: Fact, new: Fact) -> Iterator[Change]:
    if key(old.name.text) != key(new.name.text):
        yield Change("renamed", new.name.text, old.name.text, new.name.text)
    yield from _said_otherwise(old, new)


def _said_otherwise(old: Fact, new: Fact) -> Iterator[Change]:
    match old, new:
        case Kpi(), Kpi():
            yield from _targets(old, new)
            yield from _reworded("measure", new, old.measure, new.measure)
        case Project(), Project():
            yield from _reworded("period", new, old.period, new.period)
            yield from _reworded("category", new, old.category, new.category)
        case AnnualItem(), AnnualItem():
            yield from _reworded("category", new, old.category, new.category)
            before, after = ("\n".join(entry.text for entry in item.content) for item in (old, new))
            if key(before) != key(after):
                yield Change("content", new.name.text, before, after)
    yield from _columns(old, new)
    yield from _fields(old, new)


def _fields(old: Fact, new: Fact) -> Iterator[Change]:
    """Compare what both say of where they belong, how they are assessed and what they are linked with."""
    before, after = dict(_belongings(old)), dict(_belongings(new))
    for header, now in after.items():
        was = before[header]
        if key(was) != key(now):
            yield Change("column", new.name.text, was, now, header=header)


def _belongings(fact: Fact) -> Iterator[tuple[str, str]]:
    """Give these fields of a fact, each with what its column is mostly called."""
    match fact:
        case Kpi():
            yield "關鍵策略目標", _text(fact.goal)
            yield "評估體制", _text(fact.assessment_system)
            yield "評估方式", _text(fact.assessment_method)
        case Project():
            yield "施政綱要", _text(fact.outline)
            yield "與KPI關聯", "、".join(link.printed.text for link in fact.kpis)
        case AnnualItem():
            yield "工作計畫", _text(fact.work_plan)


def _text(passage: Passage | None) -> str:
    return passage.text if passage else ""


def _targets(old: Kpi, new: Kpi) -> Iterator[Change]:
    before = {t.year: t.quote.text for t in old.targets}
    after = {t.year: t.quote.text for t in new.targets}
    for year in dict.fromkeys([*before, *after]):
        if key(before.get(year, "")) != key(after.get(year, "")):
            yield Change("target", new.name.text, before.get(year, ""), after.get(year, ""), year=year)


def _reworded(kind: Kind, fact: Fact, old: Passage | None, new: Passage | None) -> Iterator[Change]:
    if _key(old) != _key(new):
        yield Change(kind, fact.name.text, old.text if old else "", new.text if new else "")


def _columns(old: Fact, new: Fact) -> Iterator[Change]:
    """Compare what both rows say in columns besides the usual ones; a column that one table lacks is no change."""
    before = {key(extra.header.text): extra for extra in old.extras}
    for extra in new.extras:
        was = before.get(key(extra.header.text))
        if was is not None and key(was.text.text) != key(extra.text.text):
            yield Change("column", new.name.text, was.text.text, extra.text.text, header=_called(extra))


def _called(extra: Extra) -> str:
    return " ".join(extra.header.text.split())


def _rows(before: Sequence[TableRow], after: Sequence[TableRow]) -> Iterator[Change]:
    """Compare the figures of tables that hold no facts, by caption, row and column."""
    earlier = {_place(row): row for row in before}
    for row in after:
        was = earlier.get(_place(row))
        cells = {key(cell.header.text): cell for cell in was.cells} if was else {}
        for cell in row.cells:
            old = cells.get(key(cell.header.text))
            if was and old and key(old.quote.text) != key(cell.quote.text):
                name, header = " ".join(p.text for p in row.label), " ".join(cell.header.text.split())
                yield Change("figure", name, old.quote.text, cell.quote.text, was.page, row.page, cell.year, header)


def _place(row: TableRow) -> tuple[str, ...]:
    return (_key(row.caption), *(key(label.text) for label in row.label))


def _key(passage: Passage | None) -> str:
    return key(passage.text) if passage else ""
