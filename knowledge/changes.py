"""What a release changes against the one that it replaces: facts added, dropped, targets moved, measures reworded.

Differences of form alone (臺 and 台, full width, white space) are no change: names and texts are compared as keys.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from knowledge.models import AnnualItem, Kpi, Passage, Plan, Project
from knowledge.words import key

Kind = Literal["added", "dropped", "target", "measure", "content", "period"]


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: of which fact, and what stands there in either release, with the printed label of its page."""

    kind: Kind
    name: str
    before: str = ""
    after: str = ""
    before_page: str | None = None
    after_page: str | None = None


def changes(old: Plan, new: Plan) -> list[Change]:
    """List what a plan says otherwise than another release of it, in the order of the new one."""
    found: list[Change] = []
    for before, after in ((old.kpis, new.kpis), (old.projects, new.projects), (old.annual_items, new.annual_items)):
        found += _compared(before, after)
    return found


_Fact = Kpi | Project | AnnualItem


def _compared(before: Iterable[_Fact], after: Iterable[_Fact]) -> Iterator[Change]:
    earlier = {key(fact.name.text): fact for fact in before}
    names = set()
    for fact in after:
        names.add(name := key(fact.name.text))
        if name not in earlier:
            yield Change("added", fact.name.text, after=fact.name.text, after_page=fact.page)
        else:
            pages = {"before_page": earlier[name].page, "after_page": fact.page}
            yield from (replace(change, **pages) for change in _moved(earlier[name], fact))  # type: ignore[arg-type]
    yield from (
        Change("dropped", fact.name.text, before=fact.name.text, before_page=fact.page)
        for name, fact in earlier.items()
        if name not in names
    )


def _moved(old: _Fact, new: _Fact) -> Iterator[Change]:
    match old, new:
        case Kpi(), Kpi():
            yield from _targets(old, new)
            yield from _reworded("measure", new.name.text, old.measure, new.measure)
        case Project(), Project():
            yield from _reworded("period", new.name.text, old.period, new.period)
        case AnnualItem(), AnnualItem():
            said = ["\n".join(entry.text for entry in item.content) for item in (old, new)]
            if key(said[0]) != key(said[1]):
                yield Change("content", new.name.text, *said)


def _targets(old: Kpi, new: Kpi) -> Iterator[Change]:
    before = {t.year: t.with_unit for t in old.targets}
    after = {t.year: t.with_unit for t in new.targets}
    for year in dict.fromkeys([*before, *after]):
        if key(before.get(year, "")) != key(after.get(year, "")):
            yield Change("target", new.name.text, before.get(year, ""), after.get(year, ""))


def _reworded(kind: Kind, name: str, old: Passage | None, new: Passage | None) -> Iterator[Change]:
    before, after = (p.text if p else "" for p in (old, new))
    if key(before) != key(after):
        yield Change(kind, name, before, after)
