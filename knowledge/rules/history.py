"""What a plan says otherwise than the release of it before: all changes, or those of one fact."""

from __future__ import annotations

import re
from dataclasses import replace

from knowledge import phrases
from knowledge.answers.choice import not_found
from knowledge.answers.places import joined, row
from knowledge.catalogue import Entry, chapter_at
from knowledge.changes import Change, changes
from knowledge.inquiry import Inquiry
from knowledge.models import AnnualItem, Answered, Citation, Kpi, Passage, Plan, Project, Release
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
            lines.append(_line(change))
            citations += _cited(change, before, old) + _cited(change, release, new)
        lines += [phrases.MORE] if len(found) > _MOST else []
        if not found:
            citations += [_of(meant[0])] if meant else [Citation(release.id, release.title, "", None, _title(new))]
    return Outcome(Answered("\n".join(lines), tuple(dict.fromkeys(citations))), focus=meant[0] if meant else None)


def with_earlier(inquiry: Inquiry, entry: Entry, said: Answered) -> Answered:
    """Add to the targets of a KPI what the release before had instead, where it differs."""
    if entry.release.id not in inquiry.catalogue.earlier:
        return said
    release, old = inquiry.catalogue.earlier[entry.release.id]
    before = next((k for k in old.kpis if key(k.name.text) == entry.name_key), None)
    now = {f.year: key(f.text) for f in said.figures}
    moved = [t for t in before.targets if t.year in now and key(t.text.text) != now[t.year]] if before else []
    if before is None or not moved:
        return said
    there = "、".join(t.with_unit for t in moved)
    place = Citation(release.id, release.title, chapter_at(old, before.name.start), before.page, row(before, moved))
    text = f"{said.text}\n{phrases.EARLIER.format(figure=there)}"
    return replace(said, text=text, citations=(*said.citations, place))


def _line(change: Change) -> str:
    said = phrases.CHANGE_LINES[change.kind]
    return said.format(name=change.name, before=change.before or phrases.NONE, after=change.after or phrases.NONE)


def _cited(change: Change, release: Release, plan: Plan) -> list[Citation]:
    """Cite the fact of a change in one of the two releases."""
    facts: tuple[Kpi | Project | AnnualItem, ...] = (*plan.kpis, *plan.projects, *plan.annual_items)
    fact = next((f for f in facts if key(f.name.text) == key(change.name)), None)
    if fact is None:
        return []
    return [Citation(release.id, release.title, chapter_at(plan, fact.name.start), fact.page, _quote(fact, change))]


def _quote(fact: Kpi | Project | AnnualItem, change: Change) -> Passage:
    match fact:
        case Kpi():
            return row(fact, fact.targets) if change.kind in ("target", "measure") else fact.name
        case Project():
            return joined(fact.name, fact.period)
        case AnnualItem():
            return joined(fact.name, *(fact.content if change.kind == "content" else ()))


def _of(entry: Entry) -> Citation:
    return Citation(
        entry.release.id, entry.release.title, entry.section, getattr(entry.fact, "page", None), entry.fact.name
    )


def _title(plan: Plan) -> Passage:
    root = next((s.heading for s in plan.sections if not s.path and s.heading), None)
    return root or next(s.heading for s in plan.sections if s.heading)
