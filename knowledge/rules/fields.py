"""One field of one entry: what every rule answers with once it knows what is asked of what."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from knowledge import phrases
from knowledge.answers import columns, facts, lists
from knowledge.answers.attained import judged
from knowledge.answers.citations import cite, together
from knowledge.catalogue import Catalogue, Entry, Subject
from knowledge.cues import Attribute
from knowledge.inquiry import Inquiry, covers
from knowledge.models import Answer, Answered, NotFound
from knowledge.rules.confirmed import confirmed, supposes_another
from knowledge.rules.history import with_earlier
from knowledge.rules.outcome import Outcome
from knowledge.words import key

# Which entries can have what is asked, in the order in which names that are the same are preferred.
HAVE: dict[Attribute, tuple[Subject, ...]] = {
    "target": ("kpi",), "measure": ("kpi",), "method": ("kpi",), "system": ("kpi",), "goal": ("kpi",),
    "period": ("project",), "category": ("project", "item"), "content": ("item", "work_plan"), "work_plan": ("item",),
    "outline": ("project",),
    "strategies": ("goal", "outline"),
    "kpis": ("project", "goal"), "projects": ("kpi", "outline"),
}  # fmt: skip

# What a table may say in columns besides the usual ones.
COLUMNS: tuple[Attribute, ...] = ("actual", "money", "person", "weight", "remark")

# What a bare name is answered with.
CARDS: dict[Subject, Attribute] = {
    "kpi": "target", "item": "content", "project": "period",
    "goal": "kpis", "outline": "projects", "work_plan": "projects",
}  # fmt: skip


def field(inquiry: Inquiry, entry: Entry, attribute: Attribute, picked: bool = False) -> Outcome | None:
    """Answer with one field of one entry; not found where its plan does not say it or not for that year.

    With `picked`, the ordinal of the question has picked the entry, and speaks of no point of its content.
    """
    q = inquiry.question
    entry = inquiry.namesake(entry, HAVE.get(attribute, ()))
    said, named = _said(inquiry, entry, attribute, picked)
    if said is None:
        said = _refused(entry, attribute)
    # Actuals are of years before the plan's, and a target stands beside them.
    dated = attribute == "target" or attribute in COLUMNS
    if q.years and isinstance(said, Answered) and not dated and not covers(entry, q.years):
        said = NotFound(phrases.PLAN_OUTSIDE.format(year=inquiry.years_said()))
    if isinstance(said, Answered) and attribute in ("actual", "target") and _IS_MET.search(q.flat):
        said = judged(said, entry, q.years or inquiry.context.years)
    if isinstance(said, Answered) and attribute == "target" and _IN_WHAT.search(q.flat):
        said = _with_unit(said)
    return Outcome(said, focus=entry, listed=named, attribute=attribute) if said else None


def _with_unit(said: Answered) -> Answered:
    """Say first in what unit targets are printed, where all are in one (它的單位, 單位是什麼)."""
    units = {figure.unit for figure in said.figures}
    unit = units.pop() if len(units) == 1 else None
    return replace(said, text=f"{phrases.UNIT_IS.format(unit=unit)}\n{said.text}") if unit else said


_IN_WHAT = re.compile(key("單位(?:是|為)?(?:什麼|何|啥|哪一?個|呢)?[?。]*$"))
# 達標嗎, but 達到 90% 嗎 supposes a figure and is answered with it.
_IS_MET = re.compile(
    key(
        "(達標|達到|達成|做到)(目標值?)?(了|了沒|嗎|沒有?|否|沒$)|(是否|有沒有|有無|能否)(都|已)?(達標|達到目標|達成)|(沒|未)(達標|達到目標|達成)"
    )
)

_Said = tuple[Answer | None, tuple[Entry, ...]]


def _said(inquiry: Inquiry, entry: Entry, attribute: Attribute, picked: bool) -> _Said:
    """Give what the plan says in a field, if it does, and the entries that this lists."""
    catalogue = inquiry.catalogue
    if attribute == "target":
        return _target(inquiry, entry), ()
    if attribute == "content":
        return _content(inquiry, entry, picked)
    if attribute == "strategies":
        return lists.strategies_of(catalogue, entry), ()
    if attribute in COLUMNS:
        return _column(inquiry, entry, attribute), ()
    if attribute in _LISTS and (listing := _LISTS[attribute](catalogue, entry)):
        return lists.answer_list(listing), listing.entries
    build = facts.FIELDS.get(attribute)
    return build(catalogue, entry) if build else None, ()


def _target(inquiry: Inquiry, entry: Entry) -> Answer | None:
    """Give the target of the years asked: with what was reached, or as a yes or no, where that is asked."""
    q = inquiry.question
    said = _reached(inquiry, entry)
    if said is None:
        before = inquiry.context.years if q.asks("confirm") and not q.topic else ()  # 是 18 件嗎, after 109年呢
        said = facts.target(inquiry.catalogue, entry, q.years or _of(q.period) or before, inquiry.years_said())
        if isinstance(said, Answered) and said.figures and (q.asks("confirm") or supposes_another(inquiry, said)):
            said = confirmed(inquiry, entry, said)
        elif isinstance(said, Answered) and q.years and not _AIMED.search(q.flat):
            said = columns.with_reached(said, entry, q.years)
    return with_earlier(inquiry, entry, said) if isinstance(said, Answered) else said


def _content(inquiry: Inquiry, entry: Entry, picked: bool) -> _Said:
    """Give one point of a content, how many it has, or all of it; of a work plan that of its items."""
    q, catalogue = inquiry.question, inquiry.catalogue
    point = facts.content_point(entry, q.ordinal) if q.ordinal is not None and not picked else None
    if point is None and not picked and _POINT.search(q.flat):
        point = facts.no_such_point(entry)
    if said := point or (facts.content_count(entry) if q.asks("count") else None):
        return said, ()
    if items := lists.items_of(catalogue, entry):
        each = [a for e in items.entries if isinstance(a := facts.content(catalogue, e), Answered)]
        return together(each), items.entries
    return facts.content(catalogue, entry), ()


_POINT = re.compile(key("第([一二三四五六七八九十]+|\\d+)(點|條|款)"))  # 第三期 is of a name.


def _refused(entry: Entry, attribute: Attribute) -> NotFound | None:
    """Say that a plan does not give a field; the name is cited, since a number in it (東協 10 國) is the plan's."""
    field = phrases.FIELD_NAMES.get(attribute)
    said = phrases.NO_FIELD.format(name=entry.name, field=field)
    return NotFound(said, (cite(entry, entry.fact.name),)) if field else None


def _column(inquiry: Inquiry, entry: Entry, attribute: Attribute) -> Answer | None:
    """Give what a column says: of money without a year that of all years, where these are asked for."""
    q = inquiry.question
    of_all_years = attribute == "money" and not q.years and _OF_ALL_YEARS.search(q.flat)
    said = columns.by_year_alone(entry) if of_all_years else None
    return said or _in_column(inquiry.catalogue, entry, attribute, q.years)


def _in_column(catalogue: Catalogue, entry: Entry, attribute: Attribute, years: Sequence[int]) -> Answer | None:
    """Give what the row of a fact says in a column, or that of another fact of its name (an indicator's project)."""
    of_plan = (e for e in catalogue.of("kpi", "project", "item") if e.release == entry.release)
    same = [e for e in of_plan if e.name_key == entry.name_key and e != entry]
    return next((a for e in [entry, *same] if (a := columns.extra(attribute, catalogue, e, years))), None)


def _reached(inquiry: Inquiry, entry: Entry) -> Answer | None:
    """Give what was reached in the years asked, with the targets beside, where a question speaks of what was done."""
    q = inquiry.question
    if not columns.reached(entry, q.years) or q.asks("confirm") or not _DONE.search(q.flat) or _TO_DO.search(q.flat):
        return None
    return columns.extra("actual", inquiry.catalogue, entry, q.years)


_OF_ALL_YEARS = re.compile(key("總經費|總預算|總金額|全期|全程"))
_AIMED = re.compile(key("目標|要|應|須|訂|預[計期定]|指標|kpi|target|門檻"))
_DONE = re.compile(key("達成|達到|做到|完成|實績|實際|去年|前年|了(多少|幾)"))
_TO_DO = re.compile(key("要|應|須|訂|預[計期定]|(?<![沒有到成])目標(?![跟和與及、])"))


def _of(period: tuple[int, int] | None) -> tuple[int, ...]:
    return tuple(range(period[0], period[1] + 1)) if period else ()


_LISTS: dict[Attribute, Callable[[Catalogue, Entry], lists.Listing | None]] = {
    "kpis": lists.kpis_of,
    "projects": lists.projects_of,
}
