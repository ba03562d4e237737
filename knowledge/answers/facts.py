"""Answers that name one field of one fact: a target, a measure, a period, the content of an item."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from knowledge import phrases
from knowledge.answers import columns
from knowledge.answers.citations import cite, joined, names_cited, row
from knowledge.answers.targets import figure_of, is_dash, is_doubted, target_line
from knowledge.catalogue import Catalogue, Entry
from knowledge.cues import Attribute
from knowledge.models import (
    AnnualItem,
    Answer,
    Answered,
    Citation,
    Figure,
    Kpi,
    NotFound,
    Passage,
    Project,
    Target,
)
from knowledge.numbers import numbers_in, parse_chinese
from knowledge.words import key
from knowledge.years import COMMON_ERA


def target(catalogue: Catalogue, entry: Entry, years: Sequence[int] = (), asked: str = "") -> Answer | None:
    """Give the targets of a KPI, for the years asked or all of them; not found where it has none for these years.

    `asked` is how the question said the years (明年 is not to be answered with a number that nobody typed).
    """
    kpi = entry.fact
    if not isinstance(kpi, Kpi):
        return None
    wanted = [t for t in kpi.targets if not years or t.year in years]
    if not wanted:
        return _actual_instead(catalogue, entry, years, asked) or _no_target(entry, kpi, years, asked)
    # A figure that ends in a digit (1. 160；2. 450) runs into the next one of a quote: each has a quote of its own.
    runs_on = len(wanted) > 1 and any(t.quote.text[-1:].isdigit() for t in wanted)
    quotes = [[t] for t in wanted] if runs_on else [wanted]
    citations = tuple(cite(entry, row(kpi, targets)) for targets in quotes)
    figures = tuple(figure_of(entry, t, n if runs_on else 0) for n, t in enumerate(wanted))
    lines = [target_line(t) for t in wanted] + [phrases.NAMED.format(name=kpi.name.text)]
    if len(wanted) < len(set(years)):
        lines.append(phrases.OTHER_YEARS)
    if any(map(is_dash, wanted)):
        lines.append(phrases.DASH)
    if is_doubted(catalogue, entry, "target"):
        lines.append(phrases.DOUBT)
    name = kpi.name.text
    asks = (phrases.ASK_MEASURE, phrases.ASK_PROJECTS, phrases.ASK_GOAL)
    return Answered("\n".join(lines), citations, figures, tuple(ask.format(name=name) for ask in asks))


def in_measure(entry: Entry, years: Sequence[int]) -> NotFound:
    """Say that a plan states no target for something that a KPI is worked out from, and what its target is."""
    kpi = entry.fact
    wanted = [t for t in kpi.targets if not years or t.year in years] if isinstance(kpi, Kpi) else []
    ask = phrases.ASK_TARGET.format(name=entry.name)
    return _but_these(entry, phrases.IN_MEASURE.format(name=entry.name), wanted, (ask,))


def outside_measure(entry: Entry) -> NotFound:
    """Say that what a KPI counts leaves out the very thing that is asked for, and quote its measure."""
    kpi = entry.fact
    said = kpi.measure.text if isinstance(kpi, Kpi) and kpi.measure else ""
    quote = joined(kpi.name, kpi.measure if isinstance(kpi, Kpi) else None)
    text = phrases.OUTSIDE_MEASURE.format(name=entry.name, measure=said)
    return NotFound(text, (cite(entry, quote),), (phrases.ASK_TARGET.format(name=entry.name),))


def one_year_alone(entry: Entry) -> NotFound:
    """Say that a KPI has the target of one year alone, so that no growth and no sum over years can be told."""
    kpi = entry.fact
    return _but_these(entry, phrases.ONE_YEAR.format(name=entry.name), kpi.targets if isinstance(kpi, Kpi) else ())


def _but_these(entry: Entry, said: str, targets: Sequence[Target], asks: tuple[str, ...] = ()) -> NotFound:
    """Say that something is not told, and what the targets are: their row is cited, and where their years stand."""
    quotes = [row(entry.fact, targets) if isinstance(entry.fact, Kpi) else entry.fact.name]
    if evidence := dict.fromkeys(t.year_evidence for t in targets if t.year_evidence):
        quotes.append(joined(*evidence))
    lines = [said, *(target_line(t) for t in targets)]
    return NotFound("\n".join(lines), tuple(cite(entry, quote) for quote in quotes), asks)


def _actual_instead(catalogue: Catalogue, entry: Entry, years: Sequence[int], asked: str) -> Answered | None:
    """Give what was reached in a year for which the plan states no target, where a column says it."""
    said = columns.extra("actual", catalogue, entry, years) if years else None
    if not isinstance(said, Answered) or not any(
        re.search(r"\w", e.text.text) for e in columns.columns_of("actual", entry, years)
    ):
        return None
    year = asked or phrases.YEAR.format(year="、".join(map(str, years)))
    return replace(said, text=f"{phrases.TARGET_OR_ACTUAL.format(year=year)}\n{said.text}")


def _no_target(entry: Entry, kpi: Kpi, years: Sequence[int], asked: str) -> NotFound:
    dated = [t for t in kpi.targets if _says_year(t)]
    if not dated or not years:
        return NotFound(phrases.NO_FIELD.format(name=entry.name, field=phrases.FIELD_NAMES["target"]))
    evidence = [t.year_evidence for t in dated if t.year_evidence]
    citations = (cite(entry, joined(kpi.name, *dict.fromkeys(evidence))),)
    said = phrases.NO_SUCH_YEAR.format(
        name=entry.name,
        year=asked or phrases.YEAR.format(year="、".join(map(str, years))),
        there="、".join(str(t.year) for t in dated),
    )
    return NotFound(said, citations, (phrases.ASK_TARGET.format(name=entry.name),))


def _says_year(target: Target) -> bool:
    """Tell whether the header or caption says the year that is kept: the text of an answer names no other."""
    printed = numbers_in(target.year_evidence.text) if target.year_evidence else []
    return target.year is not None and any(str(n) in printed for n in (target.year, target.year + COMMON_ERA))


def measure(catalogue: Catalogue, entry: Entry) -> Answer | None:
    """Give how a KPI is measured."""
    kpi = entry.fact
    if not isinstance(kpi, Kpi) or kpi.measure is None:
        return None
    said = phrases.MEASURE.format(name=phrases.NAMED.format(name=entry.name), measure=kpi.measure.text)
    return _one(entry, said, joined(kpi.name, kpi.measure), phrases.ASK_TARGET, phrases.ASK_GOAL)


def goal(catalogue: Catalogue, entry: Entry) -> Answer | None:
    """Give the goal that a KPI belongs to."""
    kpi = entry.fact
    if not isinstance(kpi, Kpi) or kpi.goal is None:
        return None
    said = phrases.GOAL_OF.format(name=entry.name, goal=kpi.goal.text)
    return _one(entry, said, joined(kpi.goal, kpi.name), phrases.ASK_TARGET, phrases.ASK_MEASURE)


def method(catalogue: Catalogue, entry: Entry) -> Answer | None:
    """Give how a KPI is assessed."""
    kpi = entry.fact
    if not isinstance(kpi, Kpi) or kpi.assessment_method is None:
        return None
    said = phrases.METHOD.format(name=entry.name, method=kpi.assessment_method.text)
    return _one(entry, said, joined(kpi.name, kpi.assessment_method), phrases.ASK_TARGET, phrases.ASK_MEASURE)


def system(catalogue: Catalogue, entry: Entry) -> Answer | None:
    """Give the code of a KPI's assessment system, and what the plan says it means."""
    kpi = entry.fact
    if not isinstance(kpi, Kpi) or kpi.assessment_system is None:
        return None
    code = kpi.assessment_system.text
    legend = [g for g in catalogue.plans[entry.release.id].legends if key(g.code) == key(code)]
    said = phrases.SYSTEM_MEANT if legend else phrases.SYSTEM
    citations = [cite(entry, joined(kpi.name, kpi.assessment_system)), *(cite(entry, g.meaning) for g in legend)]
    meaning = legend[0].meaning.text if legend else ""
    return Answered(said.format(name=entry.name, code=code, meaning=meaning), tuple(citations))


def period(catalogue: Catalogue, entry: Entry) -> Answer | None:
    """Give the period of a project."""
    project = entry.fact
    if not isinstance(project, Project) or project.period is None:
        return None
    said = phrases.PERIOD.format(name=entry.name, period=project.period.text)
    return _one(entry, said, joined(project.name, project.period), phrases.ASK_KPIS)


def category(catalogue: Catalogue, entry: Entry) -> Answer | None:
    """Give the category of a project or an item."""
    fact = entry.fact
    if not isinstance(fact, Project | AnnualItem) or fact.category is None:
        return None
    said = phrases.CATEGORY.format(name=entry.name, category=fact.category.text)
    return _one(entry, said, joined(fact.name, fact.category))


def content(catalogue: Catalogue, entry: Entry) -> Answer | None:
    """Give what an item is to do, entry by entry."""
    item = entry.fact
    if not isinstance(item, AnnualItem) or not item.content:
        return None
    said = phrases.CONTENT.format(name=entry.name, content="\n".join(e.text for e in item.content))
    return _one(entry, said, joined(item.name, *item.content))


def content_point(entry: Entry, point: int | None) -> Answer | None:
    """Give one numbered entry of an item's content (第三點) with those below it; None where there is none.

    A negative one counts from the last.
    """
    item = entry.fact
    if point is None or not isinstance(item, AnnualItem):
        return None
    if point < 0:
        point += sum(_numeral(e.text) is not None for e in item.content) + 1
    at = next((n for n, e in enumerate(item.content) if _numeral(e.text) == point), None)
    if at is None:
        return None
    below = itertools.takewhile(lambda e: _numeral(e.text) is None, item.content[at + 1 :])
    entries = (item.content[at], *below)
    return _one(entry, "\n".join(e.text for e in entries), joined(item.name, *entries))


def no_such_point(entry: Entry) -> Answer | None:
    """Say that an item's content, if it is numbered, has not the entry that is asked for, and which it has."""
    item = entry.fact
    if not isinstance(item, AnnualItem) or not any(_numeral(e.text) for e in item.content):
        return None
    said = content_count(entry)
    head = phrases.NO_SUCH_POINT.format(name=entry.name)
    return replace(said, text=f"{head}\n{said.text}") if isinstance(said, Answered) else None


def content_count(entry: Entry) -> Answer | None:
    """Count the numbered entries of an item's content, sub-entries left out."""
    item = entry.fact
    if not isinstance(item, AnnualItem):
        return None
    numbered = [e for e in item.content if _numeral(e.text)] or list(item.content)
    count = Figure(
        f"{len(numbered)} 點", str(len(numbered)), "點", None, entry.name,
        computed_from=("count",), counted=tuple(e.text for e in numbered),
    )  # fmt: skip
    title = phrases.COUNTED.format(what=phrases.CONTENT_OF.format(name=entry.name), count=count.text)
    quote = joined(item.name, *numbered)
    return Answered("\n".join([f"{title}：", *(e.text for e in numbered)]), (cite(entry, quote),), (count,))


def _numeral(text: str) -> int | None:
    """Read the number before an entry (三、); None for one without, and for a sub-entry （一）."""
    label = re.match(r"\s*([一二三四五六七八九十]+)、", text)
    return parse_chinese(label[1]) if label else None


def linked_kpis(catalogue: Catalogue, entry: Entry) -> Answer | None:
    """List the KPIs that a project names in 與KPI關聯."""
    project = entry.fact
    if not isinstance(project, Project) or not project.kpis:
        return None
    names = [link.printed for link in project.kpis]
    return names_cited(
        phrases.KPIS_LINKED.format(name=entry.name),
        names,
        cite(entry, joined(project.name, *names)),
        phrases.ASK_TARGET,
    )


def _one(entry: Entry, text: str, quote: Passage, *asks: str) -> Answered:
    citations: tuple[Citation, ...] = (cite(entry, quote),)
    return Answered(text, citations, suggestions=tuple(ask.format(name=entry.name) for ask in asks))


def work_plan(catalogue: Catalogue, entry: Entry) -> Answer | None:
    """Give the 工作計畫 that an item belongs to."""
    item = entry.fact
    if not isinstance(item, AnnualItem) or item.work_plan is None:
        return None
    said = phrases.WORK_PLAN_OF.format(name=entry.name, work_plan=item.work_plan.text)
    return _one(entry, said, joined(item.work_plan, item.name), phrases.ASK_CONTENT)


def outline(catalogue: Catalogue, entry: Entry) -> Answer | None:
    """Give the 施政綱要 that a project stands under."""
    project = entry.fact
    if not isinstance(project, Project) or project.outline is None:
        return None
    said = phrases.OUTLINE_OF.format(name=entry.name, outline=project.outline.text)
    return _one(entry, said, joined(project.outline, project.name), phrases.ASK_PERIOD, phrases.ASK_KPIS)


FIELDS: Mapping[Attribute, Callable[[Catalogue, Entry], Answer | None]] = {
    "target": target,
    "measure": measure,
    "goal": goal,
    "method": method,
    "system": system,
    "period": period,
    "category": category,
    "content": content,
    "outline": outline,
    "work_plan": work_plan,
    "kpis": linked_kpis,
}
