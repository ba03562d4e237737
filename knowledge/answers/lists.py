"""Answers that list or count: the KPIs of a goal, the projects of a KPI, the goals of a plan."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from knowledge import phrases
from knowledge.answers.citations import above_of, cite, joined, names_cited, together
from knowledge.catalogue import Catalogue, Entry, Goal, Outline, WorkPlan
from knowledge.models import Answered, Citation, Figure, Kpi, Passage, Project
from knowledge.text import fold
from knowledge.words import key

_ASKED = 4


@dataclass(frozen=True, slots=True)
class Listing:
    """Entries that answer together: a title, what they are called when counted, and the entries.

    `beside` are passages quoted with the entries, one for each (the period of a project), written behind their names
    too with `shows_beside`. `heads` are quoted before the
    names (the goal of a list of its KPIs); with `quoted_names` they hold the names themselves, as a project's cell
    與KPI關聯 does. `place` is the entry whose row is quoted, where it is not the first that is listed.
    """

    title: str
    counted_as: str
    unit: str
    entries: tuple[Entry, ...]
    heads: tuple[Passage, ...] = ()
    ask: str = ""
    beside: tuple[Passage | None, ...] = ()
    shows_beside: bool = False
    quoted_names: bool = False
    place: Entry | None = None

    @property
    def shown(self) -> tuple[Entry, ...]:
        """The entries in the order in which they are listed: plan by plan."""
        return tuple(entry for of in _by_release(self) for entry in of)


def answer_list(listing: Listing) -> Answered:
    """List the names, under the title of their plan where there are several, cited together for each release."""
    groups = _by_release(listing)
    beside = zip(listing.entries, listing.beside, strict=False) if listing.shows_beside else ()
    shown = {entry: f"（{passage.text}）" for entry, passage in beside if passage}
    lines, numbers = [listing.title], itertools.count(1)
    for of in groups:
        lines += [of[0].release.title] if len(groups) > 1 else []
        lines += [f"{next(numbers)}. {entry.name}{shown.get(entry, '')}" for entry in of]
    citations = tuple(cite(listing.place or of[0], _quote(listing, of, first=of is groups[0])) for of in groups)
    asks = tuple(listing.ask.format(name=e.name) for e in listing.entries[:_ASKED] if listing.ask)
    return Answered("\n".join(lines), citations, suggestions=asks)


def answer_count(listing: Listing) -> Answered:
    """Count the names and list them: every one that was counted stands in a quote."""
    total = _count(listing, listing.entries)
    said = phrases.COUNTED.format(what=listing.counted_as, count=total.text)
    listed = answer_list(replace(listing, title=f"{said}："))
    groups = _by_release(listing)
    if len(groups) < 2:
        return replace(listed, figures=(total,))
    of_each, text = [_count(listing, of) for of in groups], listed.text
    for of, count in zip(groups, of_each, strict=True):
        title = of[0].release.title
        text = text.replace(f"\n{title}\n", f"\n{phrases.COUNTED.format(what=title, count=count.text)}：\n", 1)
    return replace(listed, text=text, figures=(total, *of_each))


def count_each(listings: Sequence[Listing]) -> Answered:
    """Say how many stand in each list, a line for each."""
    said = [answer_count(listing) for listing in listings]
    lines = [f"{n}. {a.figures[0].label}：{a.figures[0].text}" for n, a in enumerate(said, start=1)]
    return replace(together(said), text="\n".join(lines))


def _count(listing: Listing, entries: Sequence[Entry]) -> Figure:
    count = len(entries)
    named = Counter((e.release.id, e.name) for e in entries)
    heads = {e: above_of(e) if named[e.release.id, e.name] > 1 else None for e in entries}
    return Figure(
        f"{count} {listing.unit}", str(count), listing.unit, None, listing.counted_as,
        computed_from=("count",), counted=tuple(f"{head.text if head else ''}{e.name}" for e, head in heads.items()),
    )  # fmt: skip


def _by_release(listing: Listing) -> list[list[Entry]]:
    releases = dict.fromkeys(e.release.id for e in listing.entries)
    return [[e for e in listing.entries if e.release.id == release] for release in releases]


def _quote(listing: Listing, of: Sequence[Entry], first: bool) -> Passage:
    """Quote the heads (with the first release), and each name with what stands beside it.

    Two of one name are two, each quoted below its goal.
    """
    beside = dict(zip(listing.entries, listing.beside, strict=False))
    named = Counter(e.name for e in of)
    rows = ((above_of(e) if named[e.name] > 1 else None, e.fact.name, beside.get(e)) for e in of)
    names = [p for row in rows for p in row] if not listing.quoted_names else []
    return joined(*(listing.heads if first else ()), *names)


def kpis_of(catalogue: Catalogue, entry: Entry) -> Listing | None:
    """List the KPIs of a goal, or those that a project names in 與KPI關聯."""
    if isinstance(entry.fact, Project):
        return _linked(catalogue, entry, entry.fact)
    if not isinstance(entry.fact, Goal) or not entry.fact.kpis:
        return None
    kpis = tuple(catalogue.find(entry.release.id, "kpi", i) for i in entry.fact.kpis)
    title = phrases.KPIS_OF.format(name=entry.name)
    return Listing(title, f"「{entry.name}」的關鍵績效指標", "項", kpis, (entry.fact.name,), phrases.ASK_TARGET)


def _linked(catalogue: Catalogue, entry: Entry, project: Project) -> Listing | None:
    named = {k.name: k for k in catalogue.of("kpi") if k.release.id == entry.release.id}
    kpis = [named[link.kpi] for link in project.kpis if link.kpi in named]
    if not kpis or len(kpis) < len(project.kpis):
        return None
    title = phrases.KPIS_LINKED.format(name=entry.name)
    quoted = (project.name, *(link.printed for link in project.kpis))
    # Where the cell names them otherwise (1-1, a misprint), the names are quoted from the table of indicators.
    named_here = all(fold(link.printed.text) == fold(link.kpi or "") for link in project.kpis)
    return Listing(
        title,
        f"「{entry.name}」關聯的關鍵績效指標",
        "項",
        tuple(kpis),
        quoted,
        phrases.ASK_TARGET,
        quoted_names=named_here,
        place=entry,
    )


def projects_of(catalogue: Catalogue, entry: Entry) -> Listing | None:
    """List the projects that name a KPI, or that stand under an outline heading."""
    if isinstance(entry.fact, Outline):
        projects = [catalogue.find(entry.release.id, "project", i) for i in entry.fact.projects]
        title = phrases.PROJECTS_UNDER.format(name=entry.name)
        heads: tuple[Passage, ...] = (entry.fact.name,)
    elif isinstance(entry.fact, Kpi):
        projects = [p for p in catalogue.of("project") if _links(p, entry)]
        title = phrases.PROJECTS_OF.format(name=entry.name)
        heads = ()
    else:
        return None
    counted = f"「{entry.name}」的重要計畫"
    return Listing(title, counted, "項", tuple(projects), heads, phrases.ASK_PERIOD) if projects else None


def strategies_of(catalogue: Catalogue, entry: Entry) -> Answered | None:
    """List what stands below the heading of a goal or an outline."""
    plan = catalogue.plans[entry.release.id]
    heads = [s for s in plan.sections if s.heading and key(s.heading.text) == entry.name_key]
    if not isinstance(entry.fact, Goal | Outline) or not heads:
        return None
    head = heads[0]
    below = [
        s for s in plan.sections if s.body and len(s.path) > len(head.path) and s.path[: len(head.path)] == head.path
    ]
    if not below or head.heading is None:
        return None
    quote = joined(head.heading, *(s.body for s in below))
    citation = Citation(entry.release.id, entry.release.title, " › ".join(head.path), head.page, quote)
    title = phrases.STRATEGIES.format(document=entry.release.title, name=entry.name)
    return names_cited(title, [s.body for s in below if s.body], citation)


def items_of(catalogue: Catalogue, entry: Entry) -> Listing | None:
    """List the items of a work plan."""
    if not isinstance(entry.fact, WorkPlan):
        return None
    items = tuple(catalogue.find(entry.release.id, "item", i) for i in entry.fact.items)
    title = phrases.ITEMS.format(document=phrases.NAMED.format(name=entry.name))
    return Listing(title, f"「{entry.name}」的重要計畫項目", "項", items, (entry.fact.name,), phrases.ASK_CONTENT)


def _links(project: Entry, kpi: Entry) -> bool:
    fact = project.fact
    return (
        isinstance(fact, Project)
        and project.release.id == kpi.release.id
        and any(link.kpi == kpi.name for link in fact.kpis)
    )


def all_of(entries: Sequence[Entry], title: str, counted_as: str, ask: str = "", unit: str = "項") -> Listing | None:
    """List whole kinds of things: all KPIs, all goals of a plan."""
    return Listing(title, counted_as, unit, tuple(entries), (), ask) if entries else None
