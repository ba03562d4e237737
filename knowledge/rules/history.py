"""What a plan says otherwise than the release of it before: all changes, or those of one fact."""

from __future__ import annotations

import re
from dataclasses import replace

from knowledge import phrases
from knowledge.answers.changed import change_line
from knowledge.answers.choice import not_found
from knowledge.answers.citations import cite, joined, row, title_of
from knowledge.catalogue import Entry, chapter_at
from knowledge.changes import Change, changes
from knowledge.inquiry import Inquiry
from knowledge.models import AnnualItem, Answered, Citation, Kpi, Passage, Plan, Project, Release, TableRow
from knowledge.rules.outcome import Outcome
from knowledge.words import key

_ASKS = re.compile(
    key(
        "((?!(?:上|前)一?個?年)[上前](?:一|(?=[個份次版]))|舊(?=版|的|計畫)|先前的?|之前的?|原來的?|上次的?)(個|份)?(版|版本|計畫)?.{0,4}(比|差|變|改|不同|不一樣)"
        "|(跟|和|與|比)((?!(?:上|前)一?個?年)(?:上一?|前一?)|舊|先前的?|之前的?)(個|份)?版(本)?|(新版|這版|更新).{0,6}(改|變|不同)"
        "|有(什麼|哪些|沒有)?(變動|變更|修改|異動|修正)(?!計畫)"
    )
)
_MOST = 8


def what_changed(inquiry: Inquiry) -> Outcome | None:
    """Say what the served releases changed against the ones before, or what they changed of one fact."""
    q, catalogue = inquiry.question, inquiry.catalogue
    if not _ASKS.search(q.flat) or q.asks("sum", "difference", "versus"):
        return None
    meant = (
        inquiry.meant("kpi", "project", "item") if q.topic else [e for e in [inquiry.focus()] if e and q.points_back]
    )
    if q.topic and len(meant) != 1:
        return None
    releases = [meant[0].release] if meant else [r for r in inquiry.releases() if r.id in catalogue.earlier]
    if not releases or not any(r.id in catalogue.earlier for r in releases):
        return Outcome(not_found(inquiry, phrases.NO_EARLIER), focus=meant[0] if meant else None)
    lines: list[str] = []
    citations: list[Citation] = []
    for release in releases:
        before, old = catalogue.earlier[release.id]
        new = catalogue.plans[release.id]
        found = [c for c in changes(old, new) if not meant or key(c.name) == meant[0].name_key]
        lines.append(phrases.CHANGED_SINCE.format(document=release.title) if found else phrases.UNCHANGED)
        for change in found[:_MOST]:
            lines.append(change_line(change))
            citations += _cited(change, before, old) + _cited(change, release, new)
        lines += [phrases.MORE] if len(found) > _MOST else []
        if not found:
            plain = Citation(release.id, release.title, "", None, title_of(new))
            citations.append(cite(meant[0], meant[0].fact.name) if meant else plain)
    return Outcome(Answered("\n".join(lines), tuple(dict.fromkeys(citations))), focus=meant[0] if meant else None)


def with_earlier(inquiry: Inquiry, entry: Entry, said: Answered) -> Answered:
    """Add to the targets of a KPI what the release before had instead, where it differs."""
    if entry.release.id not in inquiry.catalogue.earlier:
        return said
    release, old = inquiry.catalogue.earlier[entry.release.id]
    before = _before(entry, old)
    now = {f.year: key(f.text) for f in said.figures}
    moved = [t for t in before.targets if t.year in now and key(t.quote.text) != now[t.year]] if before else []
    if before is None or not moved:
        return said
    there = "、".join(t.quote.text for t in moved)
    place = Citation(release.id, release.title, chapter_at(old, before.name.start), before.page, row(before, moved))
    text = f"{said.text}\n{phrases.EARLIER.format(figure=there)}"
    return replace(said, text=text, citations=(*said.citations, place))


def _before(entry: Entry, old: Plan) -> Kpi | None:
    """Give the KPI that an entry was in another release: of several with its name the one of its goal, or none."""
    same = [k for k in old.kpis if key(k.name.text) == entry.name_key]
    goal = entry.fact.goal if isinstance(entry.fact, Kpi) else None
    here = [k for k in same if goal and k.goal and key(k.goal.text) == key(goal.text)]
    return next(iter(here or (same if len(same) == 1 else [])), None)


def _cited(change: Change, release: Release, plan: Plan) -> list[Citation]:
    """Cite what a change is of in one of the two releases, where it stands there."""
    named = (key(change.name), key(change.before)) if change.kind == "renamed" else (key(change.name),)
    facts: tuple[_Fact, ...] = (*plan.kpis, *plan.projects, *plan.annual_items)
    if change.kind == "figure":
        quotes = [(quote, row.page) for row in plan.table_rows if (quote := _cell(row, change))]
    else:
        quotes = [(_quote(fact, change), fact.page) for fact in facts if key(fact.name.text) in named]
    # All facts of the name: which of them it is, the figures tell.
    return [Citation(release.id, release.title, chapter_at(plan, quote.start), page, quote) for quote, page in quotes]


_Fact = Kpi | Project | AnnualItem


def _quote(fact: _Fact, change: Change) -> Passage:
    beside = [e for e in fact.extras if change.header and key(e.header.text) == key(change.header)]
    columns = [passage for e in beside for passage in (e.header, e.text)]
    if change.kind == "column" and not beside:
        return joined(fact.name, *_belonging(fact))
    match fact:
        case Kpi() if change.kind == "target":
            return joined(row(fact, fact.targets), *(t.year_evidence for t in fact.targets if t.year == change.year))
        case Kpi() if change.kind == "measure":
            return row(fact, fact.targets)
        case Project():
            return joined(fact.name, fact.period, fact.category, *columns)
        case AnnualItem() if change.kind == "content":
            return joined(fact.name, *fact.content)
        case AnnualItem():
            return joined(fact.name, fact.category, *columns)
    return joined(fact.name, *columns)


def _belonging(fact: _Fact) -> list[Passage | None]:
    """Give what a fact says of where it belongs, how it is assessed and what it is linked with."""
    match fact:
        case Kpi():
            return [fact.goal, fact.assessment_system, fact.assessment_method]
        case Project():
            return [fact.outline, *(link.printed for link in fact.kpis)]
        case AnnualItem():
            return [fact.work_plan]


def _cell(row: TableRow, change: Change) -> Passage | None:
    """Quote the cell of a table's row that a change is of."""
    if " ".join(label.text for label in row.label) != change.name:
        return None
    cell = next((c for c in row.cells if key(c.header.text) == key(change.header)), None)
    return joined(*row.label, cell.header, cell.quote) if cell else None
