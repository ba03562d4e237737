"""One indicator over years: sums and growth, years that are alike, and the year of a target that is said in words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from knowledge import phrases
from knowledge.answers import columns, facts, figures
from knowledge.answers.choice import not_found
from knowledge.catalogue import Entry
from knowledge.choosing import NAMED
from knowledge.inquiry import Inquiry
from knowledge.models import Answered, Extra, Kpi
from knowledge.rules.outcome import Outcome
from knowledge.rules.reckoning_words import without_reckoning
from knowledge.rules.series import of_column
from knowledge.units import counts_alike
from knowledge.words import key


def against_reached(inquiry: Inquiry) -> Outcome | None:
    """Answer by how much a target and what was reached differ (112 目標比 111 達成多多少, 111年離目標差多少)."""
    q = inquiry.question
    focus = inquiry.focus()
    of_target = bool(_FROM_TARGET.search(q.flat) or (focus and _follows(inquiry, focus)))
    compares = q.asks("difference") or _DIFFERS.search(q.flat)
    if not of_target and not (compares and _REACHED.search(q.flat)):
        return None
    meant = (inquiry.meant("kpi") or without_reckoning(inquiry).meant("kpi")) if q.topic else [focus] if focus else []
    fact = meant[0].fact if len(meant) == 1 else None
    if not isinstance(fact, Kpi) or len(done := _compared_with(inquiry, meant[0], of_target)) != 1:
        return None
    years = columns.years_named(done[0])
    others = [] if of_target else [t for t in fact.targets if t.year in q.years and t.year not in years]
    aimed = others or [t for t in fact.targets if t.year in (q.years or years)]
    if not aimed and not _OF_THAT_YEAR.search(q.flat):
        aimed = list(fact.targets)
    reached = of_column(meant[0], done[0], min(years)) if years else None
    if len(aimed) != 1 or aimed[0].value is None or reached is None:
        return None
    said = _apart(reached, figures.Operand(meant[0], fact, aimed[0]), of_target)
    return Outcome(said, focus=meant[0], attribute="target") if said else None


def _follows(inquiry: Inquiry, focus: Entry) -> bool:
    """Tell whether a question asks how far what was told of one year is from its target (差多少)."""
    q, years = inquiry.question, inquiry.context.years
    names_none = not q.topic and not q.years and len(years) == 1
    return names_none and bool(_DIFFERS.search(q.flat)) and bool(columns.reached(focus, years))


def _compared_with(inquiry: Inquiry, kpi: Entry, of_target: bool) -> list[Extra]:
    """Give the columns of what was reached in a year that a question says, or, of the target, in any that has one."""
    q = inquiry.question
    said = {year for column in columns.columns_of("actual", kpi) for year in columns.years_named(column)}
    # 112年度達成值 is a header of the plan, and its year none that is read as asked for.
    years = q.years if said & set(q.years) else [year for year in said if re.search(rf"(?<!\d){year}(?!\d)", q.flat)]
    if of_target and not q.years and not q.topic:
        years = inquiry.context.years
    elif of_target and not q.years:
        years = [t.year for t in kpi.fact.targets if t.year] if isinstance(kpi.fact, Kpi) else []
    return columns.reached(kpi, list(years))


def _apart(reached: figures.Operand, aimed: figures.Operand, of_target: bool) -> Answered | None:
    """Say by how much a target is above or below what was reached, or this `of_target`, as it is asked.

    None where they are not counted alike.
    """
    pair = (reached, aimed)
    if not figures.one_unit(pair):
        return None
    if reached.size == aimed.size:
        return figures.chosen(pair, phrases.SAME)
    if of_target:
        said = phrases.REACHED_ABOVE if reached.size > aimed.size else phrases.REACHED_BELOW
    else:
        said = phrases.TARGET_ABOVE if aimed.size > reached.size else phrases.TARGET_BELOW
    return figures.worked_out(pair, add=False, said=said)


# The target of another year is none for these.
_OF_THAT_YEAR = re.compile(key("(去年|前年|\d年度?)的?(原[訂定])?目標|原[訂定]目標|目標值?(跟|和|與|及|、)|[沒未]達"))
_REACHED = re.compile(key("達成(?!率)|實績|實際"))
_DIFFERS = re.compile(
    key(
        "(增加|成長|提高|上升|減少|下降|降低?|縮短|多|少|高|低|差)了?(?=幾|多少)"
        "|[多高](還是|或)(是)?[少低]|[少低](還是|或)(是)?[多高]"
    )
)
_FROM_TARGET = re.compile(
    key("(差|距離?|離|超過|超出|超越|高於|低於|多於|少於|落後|未達|比)目標值?(差|多|少|高|低|超過)?了?(?=幾|多少)")
)


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


def year_of_step(inquiry: Inquiry) -> Outcome | None:
    """Answer when what one KPI is about comes so far as a question says in a word (條例什麼時候立法): 完成立法."""
    q = inquiry.question
    asked = _STEP.search(q.flat)
    if asked is None or not q.topic:
        return None
    step, topic = asked["after"] or asked["before"], q.topic
    said = [
        (entry, target.year)
        for entry in inquiry.entries("kpi")
        if isinstance(entry.fact, Kpi)
        for target in entry.fact.targets
        if target.value is None and target.year and key(target.text.text).endswith(step)
    ]
    topic = " ".join(topic.replace(step, " ").split())
    entries = list(dict.fromkeys(entry for entry, _ in said))
    named = [c.entry for c in inquiry.linker.link(topic, entries) if not c.against and c.explained >= _NAMES_IT]
    meant = [e for e in entries if _is_its_subject(topic, e)] or named
    if len(meant) != 1:
        return None
    found = facts.target(inquiry.catalogue, meant[0], [year for of, year in said if of == meant[0]])
    return Outcome(found, focus=meant[0], attribute="target") if found else None


def _is_its_subject(topic: str, kpi: Entry) -> bool:
    """Tell whether the characters of a topic stand in the name of a KPI in their order (循環經濟法: 循環經濟推動法)."""
    rest = iter(kpi.name_key)
    return len(topic) >= _WORDS and all(char in rest for char in topic.replace(" ", ""))


_STEP = re.compile(
    key(
        "(?:什麼時候|何時|哪一?年)(?:才|要|會|可以?|能|預計|預定|應|該)*(?:完成)?(?P<after>[\\u3400-\\u9fff]{2,8}?)[?。]*$"
        "|(?:完成|的)?(?P<before>[\\u3400-\\u9fff]{2}?)(?:是|在|要|會|預計|預定)*(?:什麼時候|何時|哪一?年)(?:的目標|完成)?[?。]*$"
    ).replace("(?p<", "(?P<")
)


def year_of_figure(inquiry: Inquiry) -> Outcome | None:
    """Answer in which year one KPI aims at the figure that a question states (10 萬次是哪一年, 哪年達到 99%)."""
    q = inquiry.question
    if q.years or q.bound or len(q.supposed) != 1 or not _WHICH_YEAR.search(q.flat):
        return None
    focus, runs, typed = inquiry.focus(), q.topic.split(), q.supposed[0]
    # A part of a name is enough beside a figure that only one of that name has (非法棄置 385 處).
    called = [e for e in inquiry.entries("kpi") if all(run in e.name_key for run in runs)] if runs else []
    meant = (inquiry.meant("kpi") or called) if runs else [focus] if focus else []
    of_unit = [o for o in figures.operands(meant, None, ()) if o.target.year and counts_alike(o.target.unit, typed)]
    so_high = [o for o in of_unit if o.is_so_much(typed)]
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
