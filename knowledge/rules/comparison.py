"""Several targets or plans at once: the same topic in both plans, the highest, a sum, all of one unit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from knowledge import mismatch, phrases
from knowledge.answers import figures, passages
from knowledge.answers.choice import ambiguous, not_found
from knowledge.answers.citations import cite, row, together
from knowledge.catalogue import Entry, Goal, Subject
from knowledge.choosing import HINTED
from knowledge.cues import Operation
from knowledge.inquiry import Inquiry
from knowledge.linking import Candidate, things
from knowledge.mentions import ordinals_of
from knowledge.models import Ambiguous, Answered, Kpi, NotFound
from knowledge.numbers import parse_numeral
from knowledge.question import Question
from knowledge.rules.fields import HAVE, field
from knowledge.rules.outcome import Outcome
from knowledge.rules.reckoning_words import names_growth_alone
from knowledge.words import key


def both_plans(inquiry: Inquiry) -> Outcome | None:
    """Quote what each plan says about one topic."""
    q = inquiry.question
    both = q.both_plans or bool(_BOTH.search(q.flat))
    if (q.asks("cross") or both) and _DIFFER.search(q.flat) and not _DIFFER.sub("", q.topic).strip():
        return Outcome(NotFound(phrases.COMPARE_WHAT))
    if not (q.asks("cross") or both) or not q.topic or (q.attribute in HAVE and not both):
        return None
    found = passages.in_each_plan(inquiry)
    return Outcome(found) if found else None


_BOTH = re.compile(key("兩(本|份|個計畫)"))
_DIFFER = re.compile(key("(有(什麼|何|哪些|沒有)?)?(不同|不一樣|差異|差別|區別|異同)|差在(哪裡?|什麼)|比較|相比"))


def compared(inquiry: Inquiry) -> Outcome | None:
    """Compare or add up targets of one unit; percentages are never summed."""
    q = inquiry.question
    if not q.asks(*_COMPARES) or q.attribute == "measure":
        return None
    if spoken_of := _bound_to_focus(inquiry):
        return spoken_of
    if q.asks("highest", "lowest") and names_growth_alone(q.topic):
        return Outcome(not_found(inquiry, phrases.NOT_WORKED_OUT))  # 成長最多的指標
    found = _operands(inquiry)
    if not _has_all_years(found, q.years):
        return _which_parts(inquiry) if q.asks("sum", "difference") else None
    if q.asks("sum", "difference") and len(found) >= 2 and not figures.one_unit(found):
        if not (q.topic or q.parts or inquiry.listed() or inquiry.recent()):
            return Outcome(not_found(inquiry, phrases.NOT_WORKED_OUT))
        return Outcome(
            NotFound(phrases.UNITS_NOT_SUMMED, tuple(cite(o.entry, row(o.kpi, [o.target])) for o in found[:4]))
        )
    if len(found) >= 2 and not figures.one_unit(found) and not q.asks("over", "under"):
        return _which_unit(found, highest=not q.asks("lowest"))
    if len(found) < 2 and q.asks("sum", "difference"):
        return _which_parts(inquiry)
    if not found or (len(found) < 2 and not q.asks("over", "under")):
        return None
    if q.asks("difference") and len(found) != 2:
        return None
    entries = tuple(o.entry for o in found)
    left_out = _left_out(inquiry, found)
    if q.asks("sum", "difference"):
        if q.asks("sum") and (apart := figures.not_summed(found)):
            return Outcome(apart, listed=entries)
        if q.asks("sum") and _is_short(q, found):
            return None
        return Outcome(figures.worked_out(found, q.asks("sum"), left_out), listed=entries)
    if q.asks("over", "under") and q.bound:
        if q.topic and q.asks("confirm") and len({o.entry for o in found}) == len({o.target for o in found}) == 1:
            return None  # One target lies within or not (有超過 20 件嗎): yes or no is said where it is told.
        kept = [o for o in found if q.bound.counts(o.target.unit) and q.bound.holds_in(o.value, o.target.unit)]
        if not kept:
            return None if q.topic else Outcome(not_found(inquiry, phrases.NO_TARGET_WITHIN))
        said = figures.chosen(kept, phrases.TARGETS_SUCH, q.counts)
        return Outcome(said, listed=tuple(dict.fromkeys(o.entry for o in kept)))
    lowest = q.asks("lowest") or (q.asks("versus") and bool(re.search("[低少小]$|[低少小](?:的|呢)?$", q.flat)))
    ranked = figures.ranked(found, highest=not lowest)
    best = {o.entry for o in figures.first(ranked)}
    said = figures.extreme(ranked, not lowest, left_out)
    return Outcome(said, focus=best.pop() if len(best) == 1 else None, listed=tuple(o.entry for o in ranked))


_SPAN = re.compile(key("([一二兩三四五六]|\\d)(個)?年(度)?(的|來)?(?=(合計|總|加總|一共|共))"))


def _is_short(q: Question, found: list[figures.Operand]) -> bool:
    """Tell whether a sum over years would leave some of them out: not all have a figure, or others were meant."""
    years = [o.target.year for o in found]
    of_each = {o.entry: [p for p in found if p.entry == o.entry] for o in found}
    if len(of_each) > 1:
        return not q.years and any(len(own) > 1 for own in of_each.values())
    span = _SPAN.search(q.flat)
    asked = parse_numeral(span[1]) if span else len(years)
    period = set(range(q.period[0], q.period[1] + 1)) if q.period else set(years)
    kpi = found[0].kpi
    return asked != len(years) or not period <= set(years) or (not q.years and len(kpi.targets) != len(years))


def _bound_to_focus(inquiry: Inquiry) -> Outcome | None:
    """Answer whether what was spoken of last lies within a bound (有超過七成嗎), for the years that were asked then."""
    q, focus = inquiry.question, inquiry.focus()
    is_asked = q.bound is not None and q.asks("confirm") and not q.asks("list", "count")
    if not is_asked or q.topic or q.agencies or q.has("kpis") or focus is None or focus.subject != "kpi":
        return None
    inquiry.question = replace(q, years=q.years or inquiry.context.years)
    return field(inquiry, focus, "target")


def _has_all_years(found: list[figures.Operand], years: tuple[int, ...]) -> bool:
    """Tell whether each KPI has a target for each year that is to be compared; else others would stand in for it."""
    of_each: dict[Entry, set[int | None]] = {}
    for operand in found:
        of_each.setdefault(operand.entry, set()).add(operand.target.year)
    return len(years) < 2 or all(set(years) <= have for have in of_each.values())


def _unit_of(inquiry: Inquiry, typed: str) -> str | None:
    """Give the unit, as the plans print it, of a figure that was typed."""
    return next((u for u in _printed_units(inquiry) if typed and key(u) == typed), None)


def _printed_units(inquiry: Inquiry) -> list[str]:
    kpis = (e.fact for e in inquiry.entries("kpi") if isinstance(e.fact, Kpi))
    return sorted({t.unit for kpi in kpis for t in kpi.targets if t.unit})


def with_tail(parts: tuple[str, ...]) -> list[str]:
    """Give what is joined with the words that belong to all of it: 甲與乙之目標 is 甲之目標 and 乙之目標."""
    *firsts, last = parts
    tail = " ".join(last.split()[1:])
    alone = all(len(part.split()) == 1 for part in firsts)
    return [f"{part} {tail}".strip() for part in firsts] + [last] if alone else list(parts)


def _which_parts(inquiry: Inquiry) -> Outcome | None:
    """Ask which are meant where something is to be added or subtracted that is not told apart.

    A sum is never answered with one target; what is counted (幾大網站加總) is no sum of targets.
    """
    q = inquiry.question
    if q.counts_things:
        return None
    if q.unit and _unit_of(inquiry, q.unit) is None:
        return None  # What is counted otherwise than any target stands inside one measure (投書加上專文要幾篇).
    topics = with_tail(q.parts) if q.parts else [q.topic]
    meant = list(dict.fromkeys(e for topic in topics if topic for e in inquiry.meant("kpi", topic=topic)))
    whole = inquiry.meant("kpi")
    if len(whole) == 1 and set(meant) <= set(whole):
        return None  # All that is to be added up is one measure (接觸、開會、互訪加總).
    if len(meant) < 2:
        return Outcome(not_found(inquiry, phrases.NOT_WORKED_OUT))
    return Outcome(ambiguous(inquiry.catalogue, q, meant, "target"), listed=tuple(meant), attribute="target")


def _left_out(inquiry: Inquiry, found: list[figures.Operand]) -> tuple[Entry, ...]:
    """Give the KPIs that a topic means as well as those compared, whose targets are counted in another unit."""
    q = inquiry.question
    if not q.topic or q.parts or q.unit or not found:
        return ()
    scored = [c for c in inquiry.candidates("kpi") if not c.against]
    least = min((c.score for c in scored if c.entry in {o.entry for o in found}), default=0)
    others = figures.operands([c.entry for c in scored if c.score >= least], None, q.years)
    return tuple(dict.fromkeys(o.entry for o in others if o.plain_unit != found[0].plain_unit))


_COMPARES: tuple[Operation, ...] = ("highest", "lowest", "versus", "sum", "difference", "over", "under")


def several(inquiry: Inquiry) -> Outcome | None:
    """Answer the same of each of several things that a question joins (甲跟乙的目標各是多少)."""
    q = inquiry.question
    if len(q.parts) < 2 or q.attribute is None or q.attribute not in HAVE or q.asks(*_COMPARES):
        return None
    meant = _told_apart(inquiry, with_tail(q.parts), HAVE[q.attribute])
    entries = list(dict.fromkeys(m[0] for m in meant if len(m) == 1))
    whole = inquiry.candidates(*HAVE[q.attribute])
    alone = all(inquiry.candidates(*HAVE[q.attribute], topic=part) for part in q.parts)
    if not alone or len(entries) != len(q.parts):
        return None
    if whole and whole[0].explained >= _WHOLE and (len(meant) < 2 or _NAMES_TWO.search(whole[0].entry.name_key)):
        return None
    said = [o.answer for e in entries if (o := field(inquiry, e, q.attribute)) and isinstance(o.answer, Answered)]
    return Outcome(together(said), listed=tuple(entries), attribute=q.attribute) if len(said) == len(entries) else None


def _told_apart(inquiry: Inquiry, parts: Sequence[str], subjects: tuple[Subject, ...]) -> list[list[Entry]]:
    """Give what each part of a question means; where it may mean several, all but what another part means alone.

    破獲件數 of 破獲率和破獲件數 is named so; what a part merely touches it does not mean.
    """
    meant = [inquiry.meant(*subjects, topic=part) for part in parts]
    alone = {m[0] for m in meant if len(m) == 1}
    named = [
        {c.entry for c in inquiry.candidates(*subjects, topic=part) if c.explained >= _WHOLE and c.named >= HINTED}
        for part in parts
    ]
    return [
        [e for e in m if e not in alone and e in names] if len(m) > 1 else m
        for m, names in zip(meant, named, strict=True)
    ]


_NAMES_TWO = re.compile(key("[跟和與及、]|以及"))
_WHOLE = 0.95  # One name may hold the word that joins two things; then it is meant.


def _which_unit(found: list[figures.Operand], highest: bool) -> Outcome:
    """Ask for the unit: targets of different units are not compared."""
    units = [o.target.unit for o in found if o.target.unit]
    several = [u for u in dict.fromkeys(units) if units.count(u) > 1]
    ask = phrases.ASK_HIGHEST if highest else phrases.ASK_LOWEST
    return Outcome(Ambiguous(phrases.UNITS_DIFFER, (), (), tuple(ask.format(unit=u) for u in several)))


def _operands(inquiry: Inquiry) -> list[figures.Operand]:
    """Take what is to be compared: the joined things, those that fit the topic, or all with the unit asked."""
    q = inquiry.question
    unit = next((t.unit for e in inquiry.entries("kpi") if isinstance(e.fact, Kpi) for t in e.fact.targets
                 if q.unit and t.unit and key(t.unit) == q.unit), None)  # fmt: skip
    if q.asks("sum", "difference") and len(q.supposed) >= 2:
        return _stated(inquiry)
    if len(q.parts) > 1:
        parts = _of_one_unit(
            [_part_meant(inquiry, *pair) for pair in zip(q.parts, with_tail(q.parts), strict=True)], unit
        )
        told_apart = all(len(p) == 1 for p in parts)
        if q.asks("versus") and len({e for p in parts for e in p}) < len(parts):
            return []  # One of them is no indicator of its own.
        if any(parts):
            return (
                figures.operands(list(dict.fromkeys(e for p in parts for e in p)), None, q.years) if told_apart else []
            )
    focus = inquiry.focus()
    if q.topic and q.asks("difference", "sum", "versus") and focus and isinstance(focus.fact, Kpi):
        pair = _of_one_unit([[focus], [e for e in inquiry.meant("kpi") if e != focus]], unit)
        if all(len(p) == 1 for p in pair):
            return figures.operands([e for p in pair for e in p], None, q.years)
    pool = inquiry.entries("kpi")
    if q.goal_number is not None and not q.topic and len(goals := inquiry.goal_numbered(q.goal_number)) == 1:
        numbers = goals[0].fact.kpis if isinstance(goals[0].fact, Goal) else ()
        kpis = [inquiry.catalogue.find(goals[0].release.id, "kpi", n) for n in numbers]
        return figures.operands(kpis, unit, q.years)
    listed = [e for e in inquiry.listed() or inquiry.recent() if e.subject == "kpi"]
    if not q.topic and (several := [n for n in ordinals_of(q.flat) if n <= len(listed)])[1:]:
        return figures.operands([listed[n - 1] for n in several], None, q.years)
    of_years = len(q.years) >= 2 or bool(_YEARS.search(q.flat))
    if not q.topic and focus and of_years and unit is None and not q.has("kpis"):
        return figures.operands([focus], None, q.years)
    if not q.topic and not q.asks("over", "under") and len(listed) > 1:
        return figures.operands(listed, None, q.years)
    if q.topic:
        scored = [c for c in inquiry.candidates("kpi") if not c.against]
        near = [c for c in scored if c.score >= 0.6 * scored[0].score]
        if _are_others(inquiry, near):
            return []
        pool = [c.entry for c in near]
        if q.asks("over", "under") and len(meant := inquiry.meant("kpi")) == 1:
            pool = meant  # 哪一年超過 140 家: of one KPI, its years.
    if unit is None and q.topic and pool:
        units = [t.unit for e in pool if isinstance(e.fact, Kpi) for t in e.fact.targets if t.value is not None]
        unit = units[0] if units and not q.asks("over", "under") else None
    found = figures.operands(pool, unit, q.years)
    return [o for o in found if q.topic or unit is None or o.target.unit == unit]  # 單位是「次」 is not 萬次.


def _stated(inquiry: Inquiry) -> list[figures.Operand]:
    """Take the targets whose figures a question itself adds up (167 跟 701 加起來); none where one is no target."""
    q = inquiry.question
    targets = figures.operands(inquiry.entries("kpi"), None, q.years)
    found = [[o for o in targets if o.value == Decimal(typed.value)] for typed in q.supposed]
    return [only for (only,) in found] if all(len(fitting) == 1 for fitting in found) else []


def _are_others(inquiry: Inquiry, found: Sequence[Candidate]) -> bool:
    """Tell whether what is compared is none of the indicators that are a little like it: they leave a thing open."""
    if not found or found[0].explained >= _MEANT:
        return False
    open_ = [p for p in things(found[0].left) if all(any(p in left or left in p for left in c.left) for c in found)]
    return bool(open_) or mismatch.counts_otherwise(inquiry, found[0].entry)


_MEANT = 0.75
# 107 跟 109 差多少, 四年加起來, 哪一年最高: of one KPI, its years.
_YEARS = re.compile(key("年"))


def _part_meant(inquiry: Inquiry, part: str, with_tail: str) -> list[Entry]:
    """Give the KPIs that a part means by itself if it means one, else with what belongs to all parts."""
    alone = inquiry.meant("kpi", topic=part)
    return alone if len(alone) == 1 else inquiry.meant("kpi", topic=with_tail)


def _of_one_unit(parts: list[list[Entry]], unit: str | None) -> list[list[Entry]]:
    """Of a part that may mean several KPIs, keep those that are counted as the others are (政要互訪比友邦多幾人次)."""
    known = {unit} if unit else {u for p in parts if len(p) == 1 for u in _units_of(p[0])}
    if len(known) != 1:
        return parts
    return [p if len(p) == 1 else [e for e in p if known <= _units_of(e)] for p in parts]


def _units_of(entry: Entry) -> set[str | None]:
    return {t.unit for t in entry.fact.targets} if isinstance(entry.fact, Kpi) else set()


_COUNTED_IN = re.compile(key("單位|[用以].{1,6}(來算|來計|計算|為準)"))


def with_unit(inquiry: Inquiry) -> Outcome | None:
    """List all KPIs whose target is counted in a unit (目標值為百分比的 KPI)."""
    q = inquiry.question
    is_named = q.unit == "%" or _COUNTED_IN.search(q.flat) is not None  # 幾項指標 counts the indicators themselves.
    asks_for_all = q.asks("list") or (is_named and (q.asks("count") or _SUCH.search(q.flat)))
    # 單位是場的: 場的 may stand in a name as well.
    names_more = any(run.removesuffix(key("的")) != q.unit for run in q.topic.split())
    if not (q.unit and not names_more and asks_for_all) or q.operations - {"list", "count"}:
        return None
    if not (q.has("kpis", "target") or _SUCH.search(q.flat)):
        return None
    unit = _unit_of(inquiry, q.unit)
    counted = figures.operands(inquiry.entries("kpi"), unit, q.years) if unit else []
    found = [o for o in counted if o.target.unit == unit]
    if not found:
        return None
    said = figures.chosen(found, phrases.KPIS_ALL, q.counts)
    return Outcome(said, listed=tuple(dict.fromkeys(o.entry for o in found)))


_SUCH = re.compile(key("(的|指標|kpi)[?。]*$|單位.*(kpi|指標)"))
