"""Several targets or plans at once: the same topic in both plans, the highest, a sum, all of one unit."""

from __future__ import annotations

import re
from dataclasses import replace

from knowledge import phrases
from knowledge.answers import figures, passages
from knowledge.answers.choice import ambiguous, not_found
from knowledge.answers.citations import cite, row
from knowledge.bounds import Bound
from knowledge.catalogue import Entry
from knowledge.cues import Operation
from knowledge.inquiry import Inquiry
from knowledge.models import Ambiguous, Kpi, NotFound
from knowledge.numbers import parse_numeral
from knowledge.question import Question
from knowledge.rules.fields import HAVE, field
from knowledge.rules.operands import operands_of, with_tail
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
    if not q.asks(*COMPARES) or q.attribute == "measure":
        return None
    if spoken_of := _bound_to_focus(inquiry):
        return spoken_of
    if q.asks("highest", "lowest") and names_growth_alone(q.topic):
        return Outcome(not_found(inquiry, phrases.NOT_WORKED_OUT))  # 成長最多的指標
    found = operands_of(inquiry)
    if q.asks("sum", "difference"):
        return _worked_out(inquiry, found)
    if not found or not _has_all_years(found, q.years):
        return None
    if q.asks("over", "under"):
        return _within(inquiry, found, q.bound) if q.bound else _extreme(inquiry, found)
    if len(found) < 2:
        return None
    return _extreme(inquiry, found) if figures.one_unit(found) else _which_unit(found, highest=not q.asks("lowest"))


def _worked_out(inquiry: Inquiry, found: list[figures.Operand]) -> Outcome | None:
    """Add targets up, or take one from another; what is not told apart, or counted alike, is not."""
    q = inquiry.question
    if len(found) < 2 or not _has_all_years(found, q.years):
        return _which_parts(inquiry)
    if not figures.one_unit(found):
        return _units_differ(inquiry, found)
    if q.asks("difference") and len(found) != 2:
        return None
    entries, left_out = tuple(o.entry for o in found), _left_out(inquiry, found)
    if q.asks("sum") and (apart := figures.not_summed(found)):
        return Outcome(apart, listed=entries)
    if q.asks("sum") and _is_short(q, found):
        return None
    return Outcome(figures.worked_out(found, q.asks("sum"), left_out), listed=entries)


def _units_differ(inquiry: Inquiry, found: list[figures.Operand]) -> Outcome:
    """Refuse to work out what is counted in several units; where nothing is named, none of them is quoted."""
    q = inquiry.question
    if not (q.topic or q.parts or inquiry.listed() or inquiry.recent()):
        return Outcome(not_found(inquiry, phrases.NOT_WORKED_OUT))
    quotes = tuple(cite(o.entry, row(o.kpi, [o.target])) for o in found[:_SHOWN])
    return Outcome(NotFound(phrases.UNITS_NOT_SUMMED, quotes))


def _within(inquiry: Inquiry, found: list[figures.Operand], bound: Bound) -> Outcome | None:
    """List the targets that lie within a bound."""
    q = inquiry.question
    if q.topic and q.asks("confirm") and len({o.entry for o in found}) == len({o.target for o in found}) == 1:
        return None  # One target lies within or not (有超過 20 件嗎): yes or no is said where it is told.
    kept = [o for o in found if bound.counts(o.target.unit) and bound.holds_in(o.value, o.target.unit)]
    if not kept:
        return None if q.topic else Outcome(not_found(inquiry, phrases.NO_TARGET_WITHIN))
    said = figures.chosen(kept, phrases.TARGETS_SUCH, q.counts)
    return Outcome(said, listed=tuple(dict.fromkeys(o.entry for o in kept)))


def _extreme(inquiry: Inquiry, found: list[figures.Operand]) -> Outcome:
    """Tell the highest target, or the lowest where that is asked; of two, the one that is more or less."""
    q = inquiry.question
    lowest = q.asks("lowest") or (q.asks("versus") and _LESS.search(q.flat) is not None)
    ranked = figures.ranked(found, highest=not lowest)
    best = {o.entry for o in figures.first(ranked)}
    said = figures.extreme(ranked, not lowest, _left_out(inquiry, found))
    return Outcome(said, focus=best.pop() if len(best) == 1 else None, listed=tuple(o.entry for o in ranked))


_SHOWN = 4
_LESS = re.compile("[低少小](?:的|呢)?$")
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


COMPARES: tuple[Operation, ...] = ("highest", "lowest", "versus", "sum", "difference", "over", "under")


def _which_unit(found: list[figures.Operand], highest: bool) -> Outcome:
    """Ask for the unit: targets of different units are not compared."""
    units = [o.target.unit for o in found if o.target.unit]
    several = [u for u in dict.fromkeys(units) if units.count(u) > 1]
    ask = phrases.ASK_HIGHEST if highest else phrases.ASK_LOWEST
    return Outcome(Ambiguous(phrases.UNITS_DIFFER, (), (), tuple(ask.format(unit=u) for u in several)))


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
