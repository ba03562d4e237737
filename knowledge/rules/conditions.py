"""The KPIs that meet a condition which a question states: a target, or how they are assessed."""

from __future__ import annotations

import re
from decimal import Decimal

from knowledge import phrases
from knowledge.answers import figures, lists
from knowledge.answers.choice import not_found
from knowledge.inquiry import Inquiry
from knowledge.models import Kpi, Passage, Project
from knowledge.rules.outcome import Outcome
from knowledge.words import key

# 7 項策略目標 counts the goals; 7 項的指標 is a target.
_COUNTS = re.compile(key(r"\d[^\d的之]{1,2}(個)?(關鍵|重要|策略|施政|績效|指標|kpi|計畫|工作|目標|年度)"))
_OF_KPIS = re.compile(key("指標|kpi"))
_NO_UNIT = re.compile(key("[是的之為有嗎呢在]?"))
_WHO = re.compile(key("誰|哪"))
_ASSESSED = re.compile(
    key(
        "評估(方式|體制)(不是|不為|非)?(?:為|是|屬於|採用?|用)?「?([^「」的之]+?)」?(?:[的之].*(?:指標|kpi)|有哪些|有幾|有多少)"
    )
)


def with_target(inquiry: Inquiry) -> Outcome | None:
    """List the KPIs whose target is a figure that the question states (613 項是哪個指標)."""
    q = inquiry.question
    if q.topic or len(q.supposed) != 1 or _COUNTS.search(q.flat):
        return None
    if not (q.has("kpis", "target") or _OF_KPIS.search(q.flat)):
        return None
    if not (q.asks("list", "count") or _WHO.search(q.flat)) or q.operations - {"list", "count"}:
        return None
    typed = q.supposed[0]
    counted = figures.operands(inquiry.entries("kpi"), None, q.years)
    if not _NO_UNIT.fullmatch(typed.unit):
        counted = [o for o in counted if _is_in(typed.unit, o.target.unit)]
    if not counted:
        return None
    found = [o for o in counted if o.value == Decimal(typed.value)]
    if not found:
        return Outcome(not_found(inquiry, phrases.NO_SUCH_TARGET))
    return Outcome(figures.chosen(found, phrases.TARGETS_SUCH), listed=tuple(dict.fromkeys(o.entry for o in found)))


def _is_in(typed: str, unit: str | None) -> bool:
    """Tell whether a unit is the one typed, of which no more than a part is read: 次 for 人次, 億 for 億元."""
    printed = key(unit or "")
    return printed.endswith(typed) or printed.startswith(typed)


def assessed(inquiry: Inquiry) -> Outcome | None:
    """List or count the KPIs that are assessed in a way that the question states (評估方式為統計數據的指標)."""
    q = inquiry.question
    stated = _ASSESSED.search(q.flat) if q.has("kpis") else None
    if q.topic or stated is None or not q.asks("list", "count"):
        return None
    found, beside = [], []
    for entry in inquiry.entries("kpi"):
        said = _assessment(entry.fact, by_method=stated[1] == key("方式")) if isinstance(entry.fact, Kpi) else None
        if said is not None and (key(said.text) == stated[3]) != bool(stated[2]):
            found.append(entry)
            beside.append(said)
    if not found:
        return Outcome(not_found(inquiry, phrases.NO_SUCH_ASSESSMENT))
    listing = lists.Listing(phrases.TARGETS_SUCH, "關鍵績效指標", "項", tuple(found), beside=tuple(beside))
    answer = lists.answer_count if q.asks("count") else lists.answer_list
    return Outcome(answer(listing), listed=tuple(found))


def in_a_column(inquiry: Inquiry) -> Outcome | None:
    """List or count the facts whose row says what the question states (秘書室負責哪些指標, 備註為新增指標的有哪些)."""
    q = inquiry.question
    if not (q.asks("list", "count") or _WHO.search(q.flat)) or q.operations - {"list", "count"}:
        return None
    of_kpis = _OF_KPIS.search(q.flat) is not None
    if not of_kpis and not _OF_PROJECTS.search(q.flat):
        return None
    stated = [
        (entry, extra.text)
        for entry in inquiry.entries("kpi" if of_kpis else "project")
        if isinstance(entry.fact, Kpi | Project)
        for extra in entry.fact.extras
        if _states(q.flat, key(extra.header.text), key(extra.text.text))
    ]
    if not stated:
        return None
    found, beside = tuple(entry for entry, _ in stated), tuple(said for _, said in stated)
    if len(dict.fromkeys(found)) < len(found):
        return None
    title, what = (phrases.TARGETS_SUCH, "關鍵績效指標") if of_kpis else (phrases.LISTED, "重要計畫")
    listing = lists.Listing(title, what, "項", found, beside=beside)
    answer = lists.answer_count if q.asks("count") else lists.answer_list
    return Outcome(answer(listing), listed=found)


_OF_PROJECTS = re.compile(key("計畫"))


def _states(flat: str, header: str, value: str) -> bool:
    """Tell whether a question states what a column says: words, or a figure beside the column's name."""
    if len(value) < _SHORTEST or value not in flat:
        return False
    return not value[0].isdigit() or _bare(header) in flat


def _bare(header: str) -> str:
    return re.sub(r"\(.*?\)", "", header)


_SHORTEST = 2


def _assessment(kpi: Kpi, by_method: bool) -> Passage | None:
    return kpi.assessment_method if by_method else kpi.assessment_system
