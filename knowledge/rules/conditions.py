"""The KPIs whose target is a figure, or in words, that a question states."""

from __future__ import annotations

import re

from knowledge import phrases
from knowledge.answers import figures
from knowledge.answers.choice import not_found
from knowledge.inquiry import Inquiry
from knowledge.models import Kpi
from knowledge.numbers import Quantity, in_full, parts_of
from knowledge.question import Question
from knowledge.rules.outcome import Outcome
from knowledge.units import NO_UNIT, counts_alike, is_named
from knowledge.words import key

# 7 項策略目標 counts the goals; 7 項的指標 is a target.
_COUNTS = re.compile(key(r"\d[^\d的之是為]{1,2}(個)?(關鍵|重要|策略|施政|績效|指標|kpi|計畫|工作|目標|年度)"))
_OF_KPIS = re.compile(key("指標|kpi"))
_YEAR = re.compile(key(r"\d{2,4}年(度)?"))
# 目標值是 5% 的指標, 有沒有目標值 100% 的指標: without a word that asks for a list.
_SUCH = re.compile(key("的(關鍵|績效)*(指標|kpi)(有嗎|嗎|呢|有)?[?。]*$"))
# 701次是什麼: whose target this is, where nothing else is named.
_FIGURE_ALONE = re.compile(
    key(
        r"\d[\d,.]*[^\d是]{0,4}(是|為)?(指什麼|是?指哪一?(個|項)?|什麼|哪一?(個|項)?)"
        r"(的)?(指標|kpi)?(的)?(目標值?|數字|意思)?[?。]*"
    )
)
# 滿意度成長 7% 是哪個: whose target this is, of those that say the rest.
_WHOSE = re.compile(
    key(r"\d[\d,.]*[^\d是]{0,4}(是|為)(誰|哪一?(個|項|幾個|幾項|些))(的)?(關鍵|績效)*(指標|kpi)?的?(目標值?)?[?。]*$")
)
_NOT_SO = re.compile(key(r"(不等於|不是|不為|並非)\d"))
_WHO = re.compile(key("誰|哪"))


def with_target(inquiry: Inquiry) -> Outcome | None:
    """List the KPIs whose target is a figure that the question states (613 項是哪個指標)."""
    q = inquiry.question
    if not _asks_whose(q):
        return None
    typed = q.supposed[0]
    if q.goal_number is not None and typed.unit in NO_UNIT and inquiry.goal_numbered(q.goal_number):
        return None  # 目標7有哪些KPI: there is a goal of that number.
    counted = figures.operands(inquiry.entries("kpi"), None, q.years)
    counted = [o for o in counted if counts_alike(o.target.unit, typed)]
    in_parts = _with_part(inquiry, typed)
    if not counted and not in_parts:
        return None
    so_many = [o for o in counted if o.is_so_much(typed)]
    # 目標是 8 means 8 人 and 8%, and 8 萬次 only where none is so few.
    so_many = [o for o in so_many if o.size == in_full(typed.value, typed.unit)[0]] or so_many
    found = [o for o in counted if o not in so_many] if _NOT_SO.search(q.flat) else so_many + in_parts
    found = [o for o in found if all(any(run in f.text for f in o.entry.fields) for run in _named(q))]
    if growth := growth_in(q):
        grows = _RISES if _RISES.search(growth.group()) else _FALLS
        found = [o for o in found if any(grows.search(f.text) for f in o.entry.fields[:2])]
    if not found:
        return Outcome(not_found(inquiry, phrases.NO_SUCH_TARGET))
    return Outcome(
        figures.chosen(found, phrases.TARGETS_SUCH, q.counts), listed=tuple(dict.fromkeys(o.entry for o in found))
    )


def _asks_whose(q: Question) -> bool:
    """Tell whether a question states one figure and asks which indicators have it as their target."""
    if len(q.supposed) != 1 or q.operations - {"list", "count", "confirm"} or _COUNTS.search(_YEAR.sub("", q.flat)):
        return False
    if _named(q):
        return _WHOSE.search(q.flat) is not None
    speaks_of_kpis = q.has("kpis", "target") or _OF_KPIS.search(q.flat)
    asks = q.asks("list", "count") or _WHO.search(q.flat) or _SUCH.search(q.flat)
    by_figure = _FIGURE_ALONE.fullmatch(q.flat) or (growth_in(q) and _WHOSE.search(q.flat))
    return bool(speaks_of_kpis and asks) or by_figure is not None


def _named(q: Question) -> list[str]:
    """Give what a question names besides a figure by which something is to grow (每年成長 3%)."""
    return [run for run in q.topic.split() if not (growth_in(q) and _GROWS.fullmatch(run))]


def growth_in(q: Question) -> re.Match[str] | None:
    """Find a figure by which something is to grow; what grows from one year to another that is named is a trend."""
    return _GROWTH.search(q.flat) if len(q.years) < 2 else None


# A target may say by how much more than in the year before: a figure beside 成長 is that target and no trend.
_MORE, _LESS = "成長|增加|增長|提高|提升|上升", "減少|減低|降低|下降"
_RISES, _FALLS = re.compile(key(_MORE)), re.compile(key(_LESS))
_GROWS = re.compile(key(f"(?:要|應|須|每年度?|逐年|各年|年)*(?:{_MORE}|{_LESS})(?:率|幅度|了|達)*"))
_GROWTH = re.compile(key(f"(?:{_MORE}|{_LESS})(?:率|幅度|了|達|為|是|目標)*\\d[\\d.]*%"))


def _with_part(inquiry: Inquiry, typed: Quantity) -> list[figures.Operand]:
    """Find the targets of several parts of which one is the figure typed (1. 88% 2. 92%)."""
    if typed.unit in NO_UNIT:
        return []  # A bare number may be the number of a part.
    stands = re.compile(rf"{re.escape(typed.value)}{re.escape(typed.unit)}")
    return [
        o
        for o in _in_words(inquiry)
        if any(stands.match(key(part).replace(",", "")) for part in parts_of(o.target.text.text))
    ]


def _in_words(inquiry: Inquiry) -> list[figures.Operand]:
    """List the targets that are no single figure, of the years asked."""
    years = inquiry.question.years
    return [
        figures.Operand(e, e.fact, t)
        for e in inquiry.entries("kpi")
        if isinstance(e.fact, Kpi)
        for t in e.fact.targets
        if t.value is None and (not years or t.year in years)
    ]


def of_unknown_unit(inquiry: Inquiry) -> Outcome | None:
    """Say that no indicator is counted in the unit that a question names (單位是公斤的指標)."""
    q = inquiry.question
    named = _UNIT_NAMED.search(q.flat)
    if named is None or q.topic or not (_OF_KPIS.search(q.flat) or q.has("target", "kpis")):
        return None
    targets = [t for e in inquiry.entries("kpi") if isinstance(e.fact, Kpi) for t in e.fact.targets]
    known = any(is_named(t.unit, named[1]) for t in targets if t.unit) or named[1] in _PER_CENT
    return None if known else Outcome(not_found(inquiry, phrases.NO_SUCH_TARGET_UNIT))


_UNIT_NAMED = re.compile(key("單位(?:是|為|用)「?([^是為用什何哪「」的\\d]{1,4})」?的"))
_PER_CENT = frozenset(key(w) for w in ("百分比", "百分點", "%"))


def with_words(inquiry: Inquiry) -> Outcome | None:
    """List the KPIs whose target is in the words that the question states (目標值是完成立法的有哪些指標)."""
    q = inquiry.question
    stated = _STATED.search(q.flat)
    if stated is None or q.operations - {"list", "count"} or not (q.has("kpis") or _OF_KPIS.search(q.flat)):
        return None
    found = [o for o in _in_words(inquiry) if (stated["behind"] or stated["before"]) in key(o.target.text.text)]
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
