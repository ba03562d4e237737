"""The KPIs whose target is a figure, or in words, that a question states."""

from __future__ import annotations

import re
from decimal import Decimal

from knowledge import phrases
from knowledge.answers import figures
from knowledge.answers.choice import not_found
from knowledge.inquiry import Inquiry
from knowledge.models import Kpi
from knowledge.rules.outcome import Outcome
from knowledge.words import key

# 7 項策略目標 counts the goals; 7 項的指標 is a target.
_COUNTS = re.compile(key(r"\d[^\d的之]{1,2}(個)?(關鍵|重要|策略|施政|績效|指標|kpi|計畫|工作|目標|年度)"))
_OF_KPIS = re.compile(key("指標|kpi"))
_NO_UNIT = re.compile(key("[是的之為有嗎呢在]?"))
_YEAR = re.compile(key(r"\d{2,4}年(度)?"))
# 目標值是 5% 的指標, 有沒有目標值 100% 的指標: without a word that asks for a list.
_SUCH = re.compile(key("的(關鍵|績效)*(指標|kpi)(有嗎|嗎|呢|有)?[?。]*$"))
# 701次是什麼: whose target this is, where nothing else is named.
_FIGURE_ALONE = re.compile(key(r"\d[\d,.]*[^\d是]{0,4}(是|為)(什麼|哪一?(個|項)?)[?。]*"))
_WHO = re.compile(key("誰|哪"))


def with_target(inquiry: Inquiry) -> Outcome | None:
    """List the KPIs whose target is a figure that the question states (613 項是哪個指標)."""
    q = inquiry.question
    if q.topic or len(q.supposed) != 1 or _COUNTS.search(_YEAR.sub("", q.flat)):
        return None
    is_figure_alone = _FIGURE_ALONE.fullmatch(q.flat) is not None
    if not (q.has("kpis", "target") or _OF_KPIS.search(q.flat) or is_figure_alone) or q.operations - {
        "list",
        "count",
        "confirm",
    }:
        return None
    if not (q.asks("list", "count") or _WHO.search(q.flat) or _SUCH.search(q.flat) or is_figure_alone):
        return None
    typed = q.supposed[0]
    if q.goal_number is not None and _NO_UNIT.fullmatch(typed.unit) and inquiry.goal_numbered(q.goal_number):
        return None  # 目標7有哪些KPI: there is a goal of that number.
    counted = figures.operands(inquiry.entries("kpi"), None, q.years)
    if not _NO_UNIT.fullmatch(typed.unit):
        counted = [o for o in counted if _is_in(typed.unit, o.target.unit)]
    if not counted:
        return None
    found = [o for o in counted if o.value == Decimal(typed.value)]
    if not found:
        return Outcome(not_found(inquiry, phrases.NO_SUCH_TARGET))
    return Outcome(
        figures.chosen(found, phrases.TARGETS_SUCH, q.counts), listed=tuple(dict.fromkeys(o.entry for o in found))
    )


def with_words(inquiry: Inquiry) -> Outcome | None:
    """List the KPIs whose target is in the words that the question states (目標值是完成立法的有哪些指標)."""
    q = inquiry.question
    stated = _STATED.search(q.flat)
    if stated is None or q.operations - {"list", "count"} or not (q.has("kpis") or _OF_KPIS.search(q.flat)):
        return None
    found = [
        figures.Operand(e, e.fact, t)
        for e in inquiry.entries("kpi")
        if isinstance(e.fact, Kpi)
        for t in e.fact.targets
        if t.value is None
        and (stated["behind"] or stated["before"]) in key(t.text.text)
        and (not q.years or t.year in q.years)
    ]
    if not found:
        return None
    return Outcome(
        figures.chosen(found, phrases.TARGETS_SUCH, q.counts), listed=tuple(dict.fromkeys(o.entry for o in found))
    )


_STATED = re.compile(
    key(
        "(?:指標|kpi)的?目標值?(?:是|為)「?(?P<behind>[\\u3400-\\u9fff]{2,12}?)」?[?。]*$"
        "|(?:目標值?(?:是|為|訂為|寫)|^)「?(?P<before>[\\u3400-\\u9fff]{2,12}?)」?的(?:是|有)?(?:.{0,4}(?:指標|kpi)|有|$)"
    ).replace("(?p<", "(?P<")
)


def _is_in(typed: str, unit: str | None) -> bool:
    """Tell whether a unit is the one typed, of which no more than a part is read: 次 for 人次, 億 for 億元."""
    printed = key(unit or "")
    return printed.endswith(typed) or printed.startswith(typed)
