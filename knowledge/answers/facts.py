"""Answers that name one field of one fact: a target, a measure, a period, the content of an item."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from knowledge import phrases
from knowledge.answers.places import cite, joined, names_cited, row
from knowledge.catalogue import Catalogue, Entry
from knowledge.cues import Attribute
from knowledge.models import (
    AnnualItem,
    Answer,
    Answered,
    Citation,
    Extra,
    Figure,
    Kpi,
    NotFound,
    Passage,
    Project,
    Target,
)
from knowledge.numbers import numbers_in, parse_chinese, parse_quantity
from knowledge.text import squeeze
from knowledge.words import key
from knowledge.years import COMMON_ERA, roc


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
    runs_on = len(wanted) > 1 and any(t.with_unit[-1:].isdigit() for t in wanted)
    quotes = [[t] for t in wanted] if runs_on else [wanted]
    citations = tuple(cite(entry, row(kpi, targets)) for targets in quotes)
    figures = tuple(figure_of(entry, t, n if runs_on else 0) for n, t in enumerate(wanted))
    lines = [target_line(t) for t in wanted] + [phrases.NAMED.format(name=kpi.name.text)]
    if len(wanted) < len(set(years)):
        lines.append(phrases.OTHER_YEARS)
    if any(_DASH.fullmatch(squeeze(t.text.text)) for t in wanted):
        lines.append(phrases.DASH)
    if _is_doubted(catalogue, entry, "target"):
        lines.append(phrases.DOUBT)
    name = kpi.name.text
    asks = (phrases.ASK_MEASURE, phrases.ASK_PROJECTS, phrases.ASK_GOAL)
    return Answered("\n".join(lines), citations, figures, tuple(ask.format(name=name) for ask in asks))


def in_measure(entry: Entry, years: Sequence[int]) -> NotFound:
    """Say that a plan states no target for something that a KPI is worked out from, and what its target is."""
    kpi = entry.fact
    wanted = [t for t in kpi.targets if not years or t.year in years] if isinstance(kpi, Kpi) else []
    lines = [phrases.IN_MEASURE.format(name=entry.name), *(target_line(t) for t in wanted)]
    quote = row(kpi, wanted) if isinstance(kpi, Kpi) else entry.fact.name
    ask = phrases.ASK_TARGET.format(name=entry.name)
    return NotFound("\n".join(lines), (cite(entry, quote),), (ask,))


def one_year_alone(entry: Entry) -> NotFound:
    """Say that a KPI has the target of one year alone, so that no growth and no sum over years can be told."""
    kpi = entry.fact
    targets = kpi.targets if isinstance(kpi, Kpi) else ()
    lines = [phrases.ONE_YEAR.format(name=entry.name), *(target_line(t) for t in targets)]
    quote = row(kpi, targets) if isinstance(kpi, Kpi) else entry.fact.name
    return NotFound("\n".join(lines), (cite(entry, quote),))


_DASH = re.compile("[-–—]+")  # How a table says that a year has no target.


def target_line(target: Target) -> str:
    """Say a target with its year."""
    if target.year is None:
        return phrases.TARGET_UNDATED.format(figure=target.with_unit)
    return phrases.TARGET.format(year=target.year, figure=target.with_unit)


def figure_of(entry: Entry, target: Target, citation: int) -> Figure:
    """Give a target as a figure of an answer."""
    return Figure(
        target.with_unit, target.value, target.unit, target.year, entry.name,
        citation=citation, year_evidence=target.year_evidence,
    )  # fmt: skip


def _actual_instead(catalogue: Catalogue, entry: Entry, years: Sequence[int], asked: str) -> Answered | None:
    """Give what was reached in a year for which the plan states no target, where a column says it."""
    said = extra("actual", catalogue, entry, years) if years else None
    if not isinstance(said, Answered) or not any(
        re.search(r"\w", e.text.text) for e in columns_of("actual", entry, years)
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


def _is_doubted(catalogue: Catalogue, entry: Entry, field: str) -> bool:
    problems = catalogue.plans[entry.release.id].problems
    return any(p.fact == entry.name and (p.field or "").startswith(field) for p in problems)


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
    """Give one numbered entry of an item's content (第三點) with those below it; None where there is none."""
    item = entry.fact
    if point is None or not isinstance(item, AnnualItem):
        return None
    at = next((n for n, e in enumerate(item.content) if _numeral(e.text) == point), None)
    if at is None:
        return None
    below = itertools.takewhile(lambda e: _numeral(e.text) is None, item.content[at + 1 :])
    entries = (item.content[at], *below)
    return _one(entry, "\n".join(e.text for e in entries), joined(item.name, *entries))


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


_HEADERS: Mapping[Attribute, re.Pattern[str]] = {
    "remark": re.compile("備註|備考|附註|說明"),
    "money": re.compile("經費|預算|金額|元"),
    "person": re.compile("單位|機關|主辦|承辦|負責|權責"),
    "weight": re.compile("[權比]重|配分"),
    "actual": re.compile("實際|達成|實績|執行"),
}


def columns_of(attribute: Attribute, entry: Entry, years: Sequence[int] = ()) -> list[Extra]:
    """List what the row of a fact says in columns with such a header; of those of years, in the ones asked."""
    fact = entry.fact
    if not isinstance(fact, Kpi | Project | AnnualItem):
        return []
    return [e for e in fact.extras if _HEADERS[attribute].search(squeeze(e.header.text)) and _is_of(entry, e, years)]


def column_name(column: Extra) -> str:
    """Give the header of a column as it is said, with a unit that stands above the table in brackets: 總經費(千元)."""
    unit = _UNIT_WORD.sub("", squeeze(column.unit.text)) if column.unit else ""
    return squeeze(column.header.text) + (f"({unit})" if unit else "")


_UNIT_WORD = re.compile(r"單位|[:()]")


def extra(attribute: Attribute, catalogue: Catalogue, entry: Entry, years: Sequence[int] = ()) -> Answer | None:
    """Give what the row of a fact says in a column that has this header and no field of its own.

    Of columns whose headers name a year, those of the years asked.
    """
    fact = entry.fact
    if not isinstance(fact, Kpi | Project | AnnualItem):
        return None
    found = columns_of(attribute, entry, years)
    if not found:
        return weight_in_name(entry) if attribute == "weight" else None
    lines = [phrases.EXTRA.format(header=column_name(e), text=e.text.text) for e in found]
    said = {n for e in found if attribute == "actual" for n in numbers_in(e.header.text)}
    targets = fact.targets if isinstance(fact, Kpi) and attribute == "actual" else ()
    # A column of actuals whose header names no year stands beside the one target.
    beside = [t for t in targets if str(t.year) in said or (not said and len(targets) == 1)]
    lines += [target_line(t) for t in beside]
    lines.append(phrases.NAMED.format(name=entry.name))
    if any(_is_doubted(catalogue, entry, e.role) for e in found):
        lines.append(phrases.DOUBT)
    read = [(e.text.text, parse_quantity(e.text.text)) for e in found]
    figures = tuple(Figure(text, q.value, q.unit, None, entry.name, citation=0) for text, q in read if q)
    figures += tuple(replace(figure_of(entry, t, 0), role="operand") for t in beside)
    quote = joined(fact.name, *(p for e in found for p in (e.unit, e.header, e.text)), *(t.quote for t in beside))
    return Answered("\n".join(lines), (cite(entry, quote),), figures)


_NAMED_WEIGHT = re.compile(r"[(（]\s*(?:(?:權重|比重|配分)\s*[:：]?)?\s*(\d+(?:\.\d+)?\s*[%％])\s*[)）]\s*$")


def named_weight(entry: Entry) -> str | None:
    """Give the weight that a name ends with, as printed: 推展會展活動(6%)."""
    stated = _NAMED_WEIGHT.search(entry.fact.name.text)
    return stated[1] if stated else None


def weight_in_name(entry: Entry) -> Answer | None:
    """Answer with the weight that a name ends with."""
    weight = named_weight(entry)
    if weight is None:
        return None
    read = parse_quantity(weight)
    said = f"{phrases.WEIGHT.format(weight=weight)}\n{phrases.NAMED.format(name=entry.name)}"
    figure = Figure(weight, read.value if read else None, "%", None, entry.name, citation=0)
    return Answered(said, (cite(entry, entry.fact.name),), (figure,))


def header_of(attribute: Attribute, catalogue: Catalogue, entry: Entry) -> Passage | None:
    """Give the header of a column that the table of a fact has, though its own row may say nothing there."""
    beside = (e.fact for e in catalogue.of(entry.subject) if e.release == entry.release)
    headers = (e.header for f in beside if isinstance(f, Kpi | Project | AnnualItem) for e in f.extras)
    return next((h for h in headers if _HEADERS[attribute].search(squeeze(h.text))), None)


def _is_of(entry: Entry, column: Extra, years: Sequence[int]) -> bool:
    """Tell whether a column is of the years asked: as its header says, or else as its plan does."""
    stated = {roc(int(n)) for n in re.findall(r"\d{2,4}(?=年)", squeeze(column.header.text))}
    first, last = entry.release.first_year, entry.release.last_year
    of_plan = first is None or last is None or all(first <= year <= last for year in years)
    return not years or (bool(stated & set(years)) if stated else of_plan)


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
    **{attribute: partial(extra, attribute) for attribute in _HEADERS},
}
