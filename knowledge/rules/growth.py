"""One indicator over years: sums and growth, years that are alike, and the year of a target that is said in words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from knowledge import mismatch, phrases
from knowledge.answers import columns, facts, figures
from knowledge.answers.choice import not_found
from knowledge.catalogue import Entry
from knowledge.choosing import NAMED
from knowledge.inquiry import Inquiry
from knowledge.models import Kpi
from knowledge.rules.outcome import Outcome
from knowledge.units import is_named
from knowledge.words import key

_TOTAL = re.compile(key("總共|一共|共計|合計|總計|加總|加起來|共(?=(要|做|有|是)?(幾|多少))"))
_GROWN_IN_ALL = re.compile(key("(總共|一共|共|合計)(要|會)?(增加|成長|提高|上升|減少|下降|降低|縮短|多|少)"))
_GROWTH = re.compile(key("(增加|成長|提高|上升|減少|下降|降低|縮短|(?<![至最])[多少]|差)了?(?=幾|多少)"))


def over_years(inquiry: Inquiry) -> Outcome | None:
    """Add up the targets of one KPI over years (106到109總共幾人), or subtract those of two (比110年增加幾件)."""
    q = inquiry.question
    years = q.years or (tuple(range(q.period[0], q.period[1] + 1)) if q.period else ())
    total, growth = _TOTAL.search(q.flat), _GROWTH.search(q.flat) or _CHANGED.search(q.flat)
    if _GROWN_IN_ALL.search(q.flat):
        total = None  # 總共增加多少 is no sum.
    if not q.topic or q.has("measure", "actual") or q.asks("highest", "lowest") or not (total or growth):
        return None
    meant = inquiry.meant("kpi")
    if names_growth_alone(q.topic):  # 四年成長多少 names no indicator, though the measure of one holds 成長.
        focus = inquiry.focus()
        meant = [focus] if focus and isinstance(focus.fact, Kpi) else []
    if len(meant) == 1 and _OVER_YEARS.search(q.flat) and _has_one_year(meant[0]) and not _is_of_growth(meant[0]):
        return Outcome(facts.one_year_alone(meant[0]), focus=meant[0], attribute="target")
    if not years and not total and len(meant) == 1 and _FROM_FIRST_TO_LAST.search(q.flat):
        years = tuple(sorted({o.target.year for o in figures.operands(meant, None, ()) if o.target.year}))
    if len(years) == 1 and not total and len(meant) == 1 and not _is_of_growth(meant[0]):
        years = (years[0] - 1, years[0])  # 107 年成長多少, against the year before.
    if len(years) < 2:
        return None
    # How many per cent a figure grows is not worked out; by how much it grows is.
    if len(meant) != 1 or (mismatch.counts_otherwise(inquiry, meant[0]) and not (growth and q.unit == "%")):
        return None
    found = sorted(figures.operands(meant, None, years), key=lambda o: o.target.year or 0)
    if not total and len(years) > 2 and len(found) > 2:
        found = [found[0], found[-1]]  # What grows from the first year of a period to the last.
    needed = {min(years), max(years)} if growth and not total else set(years)
    if not needed <= {o.target.year for o in found}:
        return None
    if len(found) < 2 or not figures.one_unit(found):
        return None
    said = figures.not_summed(found) if total else None
    if said is None:
        first, last = found[0].value, found[-1].value
        if first == last and not total:
            return Outcome(figures.chosen(found, phrases.SAME), focus=meant[0], attribute="target")
        grown = phrases.INCREASE if last > first else phrases.DECREASE
        said = figures.worked_out(found, add=total is not None, said=grown)
    return Outcome(said, focus=meant[0], attribute="target")


def against_reached(inquiry: Inquiry) -> Outcome | None:
    """Answer by how much a target and what was reached differ (112 目標比 111 達成多多少)."""
    q = inquiry.question
    gap = _GAP.search(q.flat)
    if not gap and not (q.years and (q.asks("difference") or _DIFFERS.search(q.flat)) and _REACHED.search(q.flat)):
        return None
    topic = _GAP_WORD.sub("", q.topic)
    meant = inquiry.meant("kpi", topic=topic) if topic else [focus] if (focus := inquiry.focus()) else []
    told = sorted({y for e in meant for c in columns.columns_of("actual", e) for y in columns.years_named(c)})
    done = columns.reached(meant[0], q.years or told) if len(meant) == 1 else []
    fact = meant[0].fact if done else None
    if len(done) != 1 or not isinstance(fact, Kpi):
        return None
    others = [t for t in fact.targets if t.year in q.years and t.year not in columns.years_named(done[0])]
    same = [t for t in fact.targets if t.year in (q.years or columns.years_named(done[0]))]
    aimed = others or same or list(fact.targets)
    said = columns.beyond(meant[0], done[0], aimed[0]) if len(aimed) == 1 else None
    return Outcome(said, focus=meant[0], attribute="target") if said else None


# 離目標差多少, 超過目標幾人: of what was reached, though no word says so.
_GAP = re.compile(
    key(
        "(?:差|離|距離?|落後|超過|超出|低於|高於|不足|未達|少於|多於)(?:了)?(?:年度|原訂)?目標值?(?:差|還差|有|了|是)?(?:多少|幾|多遠)"
        "|(?:[離跟與和]|距離?)目標值?(?:還|相)?差(?:了|距)?(?:多少|幾|多遠)"
    )
)
_GAP_WORD = re.compile(key("(?:差|離|距離?|落後|超過)$"))
_REACHED = re.compile(key("達成(?!率)|實績|實際"))
_DIFFERS = re.compile(key("(增加|成長|提高|上升|減少|下降|降低?|縮短|多|少|高|低|差)了?(?=幾|多少)"))


def _has_one_year(kpi: Entry) -> bool:
    return isinstance(kpi.fact, Kpi) and len({t.year for t in kpi.fact.targets}) == 1


# 差多少 may compare with another indicator; these compare with other years.
_OVER_YEARS = re.compile(
    key("[二兩三四五六]年|每年.{0,2}(增|成長|減)|(增加|成長|提高|上升|減少|下降|降低)了?(幾|多少)")
)


def names_growth_alone(topic: str) -> bool:
    """Tell whether a topic names nothing but that something grows or falls, and over how many years."""
    return bool(topic) and not _GROWTH_ALONE.sub("", topic).strip()


_GROWTH_ALONE = re.compile(
    key("增加|成長|提高|提升|上升|減少|下降|降低|縮短|增幅|漲幅|升幅|降幅|[一二兩三四五六\\d]年(度)?|這|從|到|共|了|的")
)


def _is_of_growth(kpi: Entry) -> bool:
    """Tell whether what a KPI counts is itself a growth, or a share of which none is worked out."""
    fact = kpi.fact
    if not isinstance(fact, Kpi):
        return True
    texts = (kpi.name_key, key(fact.measure.text) if fact.measure else "")
    return any(_GROWING.search(text) for text in texts) or any(t.unit in ("%", "％") for t in fact.targets)


_GROWING = re.compile(key("成長|增加|減少|提高|下降|降低|縮短|新增|增|減"))
# 有成長嗎, 四年總共要縮短幾分鐘: from its first year to its last.
_FROM_FIRST_TO_LAST = re.compile(key("有(成長|增加|減少|提高|下降|縮短|變)|總共|一共|合計|[三四五六]年"))


def unchanged(inquiry: Inquiry) -> Outcome | None:
    """Answer in which years the target of one KPI is that of the year before (哪一年跟前一年一樣, 哪兩年一樣)."""
    q = inquiry.question
    if not q.topic or q.years or not _UNCHANGED.search(q.flat):
        return None
    meant = inquiry.meant("kpi")
    found = sorted(figures.operands(meant, None, ()), key=lambda o: o.target.year or 0) if len(meant) == 1 else []
    if len(found) < 2 or not figures.one_unit(found):
        return None
    same = [pair for pair in pairwise(found) if pair[0].value == pair[1].value]
    if not same:
        return Outcome(not_found(inquiry, phrases.EACH_YEAR_DIFFERS.format(name=meant[0].name)), focus=meant[0])
    shown = list(dict.fromkeys(operand for pair in same for operand in pair))
    return Outcome(figures.chosen(shown, phrases.SAME), focus=meant[0], attribute="target")


_UNCHANGED = re.compile(
    key("哪[一幾]?年.{0,14}[跟和與]?前一?年.{0,6}(一樣|相同|沒變)|哪[幾兩二三]年.{0,20}(一樣|相同)")
)
_CHANGED = re.compile(
    key(
        "一樣|相同|持平|有沒有(變|增|減|提高|成長|下降)|有(成長|增加|減少|提高|下降|縮短)(嗎|吧|沒)|(為什麼|為何|怎麼會?|是不是|是否).{0,14}(增|減|升|降|多|少|提高|成長|變)"
    )
)


def year_of_target(inquiry: Inquiry) -> Outcome | None:
    """Answer in which year a target that a question says in words is aimed at (函送行政院審查是哪一年的目標)."""
    q = inquiry.question
    if not _WHICH_YEAR.search(q.flat):
        return None
    said = [
        (entry, target.year)
        for entry in inquiry.entries("kpi")
        if isinstance(entry.fact, Kpi)
        for target in entry.fact.targets
        if target.value is None and target.year and len(words := key(target.text.text)) >= _WORDS and words in q.flat
    ]
    entries = list(dict.fromkeys(entry for entry, _ in said))
    topic = _without_targets(q.topic, entries)
    if topic:  # Another law comes as far in another year, or in none; of several the topic tells which is meant.
        named = [c for c in inquiry.linker.link(topic, entries) if not c.against]
        entries = [c.entry for c in named if c.named >= NAMED or c.explained >= _NAMES_IT]
    if len(entries) != 1:
        return None
    [entry] = entries
    found = facts.target(inquiry.catalogue, entry, [year for of, year in said if of == entry])
    return Outcome(found, focus=entry, attribute="target") if found else None


def year_of_figure(inquiry: Inquiry) -> Outcome | None:
    """Answer in which year one KPI aims at the figure that a question states (10 萬次是哪一年, 哪年達到 99%)."""
    q = inquiry.question
    if q.years or q.bound or len(q.supposed) != 1 or not _WHICH_YEAR.search(q.flat):
        return None
    focus, runs, typed = inquiry.focus(), q.topic.split(), q.supposed[0]
    # A part of a name is enough beside a figure that only one of that name has (非法棄置 385 處).
    called = [e for e in inquiry.entries("kpi") if all(run in e.name_key for run in runs)] if runs else []
    meant = (inquiry.meant("kpi") or called) if runs else [focus] if focus else []
    of_unit = [o for o in figures.operands(meant, None, ()) if o.target.year and is_named(o.target.unit, typed.unit)]
    so_high = [o for o in of_unit if o.value == Decimal(typed.value)]
    entries = list(dict.fromkeys(o.entry for o in so_high)) or meant
    if len(entries) != 1 or not of_unit:
        return None
    years = [o.target.year for o in so_high if o.target.year]
    said = facts.target(inquiry.catalogue, entries[0], years) if years else None
    return Outcome(said or not_found(inquiry, phrases.NO_SUCH_TARGET), focus=entries[0], attribute="target")


_WHICH_YEAR = re.compile(key("[哪那](一|個)?年|什麼時候|何時"))


def _without_targets(topic: str, entries: Sequence[Entry]) -> str:
    """Take out of a topic the words of the targets that it states: what is left names whose they are."""
    for entry in entries:
        for target in entry.fact.targets if isinstance(entry.fact, Kpi) else ():
            topic = topic.replace(key(target.text.text), " ")
    return " ".join(topic.split())


_NAMES_IT = 0.8
_WORDS = 4  # So many characters of a target in words are no word that stands there by chance.
