"""What is to be compared or worked out: the targets that a question joins, counts, lists or names."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal

from knowledge import mismatch
from knowledge.answers import figures
from knowledge.catalogue import Entry, Goal
from knowledge.inquiry import Inquiry
from knowledge.linking import Candidate, things
from knowledge.mentions import ordinals_of
from knowledge.models import Kpi
from knowledge.numbers import Quantity
from knowledge.units import counts_alike
from knowledge.words import key


def operands_of(inquiry: Inquiry) -> list[figures.Operand]:
    """Take what is to be compared: the joined things, those that fit the topic, or all with the unit asked."""
    unit = _unit_asked(inquiry)
    for source in _SOURCES:
        found = source(inquiry, unit)
        if found is not None:
            return found
    return _of_topic(inquiry, unit) if inquiry.question.topic else _of_unit(inquiry, unit)


def _unit_asked(inquiry: Inquiry) -> str | None:
    """Give the unit that a question names, as the targets print it."""
    asked = inquiry.question.unit
    kpis = (e.fact for e in inquiry.entries("kpi") if isinstance(e.fact, Kpi))
    return next((t.unit for kpi in kpis for t in kpi.targets if asked and t.unit and key(t.unit) == asked), None)


def _stated(inquiry: Inquiry, unit: str | None) -> list[figures.Operand] | None:
    """Take the targets whose figures a question itself adds up (167 跟 701 加起來); none where one is no target."""
    q = inquiry.question
    if len(q.supposed) < _SEVERAL or not q.asks("sum", "difference"):
        return None
    targets = figures.operands(inquiry.entries("kpi"), None, q.years)
    found = [[o for o in targets if _is_typed(o, typed)] for typed in q.supposed]
    return [only for (only,) in found] if all(len(fitting) == 1 for fitting in found) else []


def _is_typed(operand: figures.Operand, typed: Quantity) -> bool:
    """Tell whether a target is the figure typed: what joins it to the next (167 跟 701) is no unit."""
    if counts_alike(operand.target.unit, typed):
        return operand.is_so_much(typed)
    return operand.value == Decimal(typed.value)


def _joined(inquiry: Inquiry, unit: str | None) -> list[figures.Operand] | None:
    """Take the indicators that a question joins (甲跟乙), where each part means one."""
    q = inquiry.question
    if len(q.parts) < _SEVERAL:
        return None
    pairs = zip(q.parts, with_tail(q.parts), strict=True)
    parts = _of_one_unit([_part_meant(inquiry, *pair) for pair in pairs], unit)
    meant = list(dict.fromkeys(e for part in parts for e in part))
    if q.asks("versus") and len(meant) < len(parts):
        return []  # One of them is no indicator of its own.
    if not meant:
        return None
    return figures.operands(meant, None, q.years) if all(len(part) == 1 for part in parts) else []


def _beside_focus(inquiry: Inquiry, unit: str | None) -> list[figures.Operand] | None:
    """Take what was spoken of last beside what is named now (比友邦多多少)."""
    q, focus = inquiry.question, inquiry.focus()
    if not (q.topic and q.asks("difference", "sum", "versus") and focus and isinstance(focus.fact, Kpi)):
        return None
    pair = _of_one_unit([[focus], [e for e in inquiry.meant("kpi") if e != focus]], unit)
    return figures.operands([e for (e,) in pair], None, q.years) if all(len(part) == 1 for part in pair) else None


def _of_goal(inquiry: Inquiry, unit: str | None) -> list[figures.Operand] | None:
    """Take the indicators of the goal whose number is named."""
    q = inquiry.question
    if q.goal_number is None or q.topic or len(goals := inquiry.goal_numbered(q.goal_number)) != 1:
        return None
    [goal] = goals
    numbers = goal.fact.kpis if isinstance(goal.fact, Goal) else ()
    return figures.operands([inquiry.catalogue.find(goal.release.id, "kpi", n) for n in numbers], unit, q.years)


def _by_ordinals(inquiry: Inquiry, unit: str | None) -> list[figures.Operand] | None:
    """Take those of the indicators listed last whose places are named (第一個跟第三個)."""
    q, listed = inquiry.question, _kpis_listed(inquiry)
    several = [n for n in ordinals_of(q.flat) if n <= len(listed)]
    if q.topic or len(several) < _SEVERAL:
        return None
    return figures.operands([listed[n - 1] for n in several], None, q.years)


def _years_of_focus(inquiry: Inquiry, unit: str | None) -> list[figures.Operand] | None:
    """Take the years of the indicator that was spoken of last (107 跟 109 差多少, 四年加起來, 哪一年最高)."""
    q, focus = inquiry.question, inquiry.focus()
    of_years = len(q.years) >= _SEVERAL or bool(_YEARS.search(q.flat))
    if q.topic or focus is None or not of_years or unit is not None or q.has("kpis"):
        return None
    return figures.operands([focus], None, q.years)


def _listed(inquiry: Inquiry, unit: str | None) -> list[figures.Operand] | None:
    """Take all indicators that were listed last."""
    q, listed = inquiry.question, _kpis_listed(inquiry)
    if q.topic or q.asks("over", "under") or len(listed) < _SEVERAL:
        return None
    return figures.operands(listed, None, q.years)


# The first that does not give None decides; of what is not told apart it gives nothing to compare.
_SOURCES: tuple[Callable[[Inquiry, str | None], list[figures.Operand] | None], ...] = (
    _stated,
    _joined,
    _beside_focus,
    _of_goal,
    _by_ordinals,
    _years_of_focus,
    _listed,
)


def _of_topic(inquiry: Inquiry, unit: str | None) -> list[figures.Operand]:
    """Take the indicators that fit the topic nearly as well as the best, counted as it is."""
    q = inquiry.question
    scored = [c for c in inquiry.candidates("kpi") if not c.against]
    near = [c for c in scored if c.score >= _NEAR * scored[0].score]
    if _are_others(inquiry, near):
        return []
    pool = [c.entry for c in near]
    if q.asks("over", "under"):
        meant = inquiry.meant("kpi")
        return figures.operands(meant if len(meant) == 1 else pool, unit, q.years)  # 哪一年超過 140 家: its years.
    units = [t.unit for e in pool if isinstance(e.fact, Kpi) for t in e.fact.targets if t.value is not None]
    return figures.operands(pool, unit or next(iter(units), None), q.years)


def _of_unit(inquiry: Inquiry, unit: str | None) -> list[figures.Operand]:
    """Take all targets, or those of the unit asked: 單位是「次」 is not 萬次, but 986 萬元 lies below 2 億元."""
    q = inquiry.question
    found = figures.operands(inquiry.entries("kpi"), unit, q.years)
    if q.bound and q.asks("over", "under"):
        return found
    return [o for o in found if unit is None or o.target.unit == unit]


def _kpis_listed(inquiry: Inquiry) -> list[Entry]:
    return [e for e in inquiry.listed() or inquiry.recent() if e.subject == "kpi"]


def _are_others(inquiry: Inquiry, found: Sequence[Candidate]) -> bool:
    """Tell whether what is compared is none of the indicators that are a little like it: they leave a thing open."""
    if not found or found[0].explained >= _MEANT:
        return False
    open_ = [p for p in things(found[0].left) if all(any(p in left or left in p for left in c.left) for c in found)]
    return bool(open_) or mismatch.counts_otherwise(inquiry, found[0].entry)


_SEVERAL = 2
_MEANT, _NEAR = 0.75, 0.6
_YEARS = re.compile(key("年"))


def _part_meant(inquiry: Inquiry, part: str, whole: str) -> list[Entry]:
    """Give the KPIs that a part means by itself if it means one, else with what belongs to all parts."""
    alone = inquiry.meant("kpi", topic=part)
    return alone if len(alone) == 1 else inquiry.meant("kpi", topic=whole)


def _of_one_unit(parts: list[list[Entry]], unit: str | None) -> list[list[Entry]]:
    """Of a part that may mean several KPIs, keep those that are counted as the others are (政要互訪比友邦多幾人次)."""
    known = {unit} if unit else {u for p in parts if len(p) == 1 for u in _units_of(p[0])}
    if len(known) != 1:
        return parts
    return [p if len(p) == 1 else [e for e in p if known <= _units_of(e)] for p in parts]


def _units_of(entry: Entry) -> set[str | None]:
    return {t.unit for t in entry.fact.targets} if isinstance(entry.fact, Kpi) else set()


def with_tail(parts: tuple[str, ...]) -> list[str]:
    """Give what is joined with the words that belong to all of it: 甲與乙之目標 is 甲之目標 and 乙之目標."""
    *firsts, last = parts
    tail = " ".join(last.split()[1:])
    alone = all(len(part.split()) == 1 for part in firsts)
    return [f"{part} {tail}".strip() for part in firsts] + [last] if alone else list(parts)
