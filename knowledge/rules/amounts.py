"""Money and weights compared: which project has the highest 經費, whose 權重 is below 5%, what they add up to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from knowledge import phrases
from knowledge.answers.choice import not_found
from knowledge.answers.citations import cite, joined
from knowledge.answers.columns import column_name, columns_of, named_weight
from knowledge.answers.lists import items_of
from knowledge.catalogue import Entry, Goal, Subject
from knowledge.cues import WEIGHTS, Attribute
from knowledge.inquiry import Inquiry
from knowledge.models import Answered, Extra, Figure, Passage, Project
from knowledge.numbers import Quantity, parse_numeral, parse_quantity
from knowledge.rules.columns import selected
from knowledge.rules.outcome import Outcome
from knowledge.text import squeeze
from knowledge.words import key
from knowledge.years import parse_period

_ASKED: tuple[tuple[Attribute, re.Pattern[str]], ...] = (
    ("weight", re.compile(key(WEIGHTS))),
    ("money", re.compile(key("經費|預算|金額|費用|多少錢"))),
)
_KINDS: tuple[tuple[re.Pattern[str], tuple[Subject, ...]], ...] = (
    (re.compile(key("指標|kpi")), ("kpi",)),
    (re.compile(key("計畫|項目|工作|案")), ("project", "item")),
)
_ANY: tuple[Subject, ...] = ("project", "item", "kpi")
_TARGETS = re.compile(key("目標值?(?!底下|下|的指標|[一二三四五六七八九十\d]|各?(個|項)?指標)"))
# What is asked of an amount and names none of the rows: 哪個工作項目預算最多, 經費前三高的計畫.
AMOUNTS = re.compile(key(f"總?經費(需求)?|總?預算(數|金額|額)?|金額|費用|花費|{WEIGHTS}"))
_ASKING = re.compile(
    key(
        "(全部|所有|各|每)?(年度|重要|工作)*(計畫項目|工作項目|項目|計畫|指標|kpi)(?=$|\s)|全部|所有|前[一二兩三四五六七八九十\d](高|大|多|名|個|項)?"
        "|(?<!\S)[最較]?[高低多少大小](?!\S)|(?<=\S)[多少高低]$"
    )
)
_FIRST = re.compile(
    key(
        "前([二兩三四五六七八九十]|\d+)(高|大|多|名|個|項|筆|位)|最[高多大低少小]的?前?([二兩三四五六七八九十]|\d+)(個|項|筆)"
    )
)
_MORE = re.compile(
    key(
        "(哪|那)一?(個|項|邊|筆).{0,8}(比?較)?([多高大]|([少低小]))(?!少|於|久|長)|[誰何]者?.{0,4}(比?較)?([多高大]|([少低小]))"
    )
)
_IN_UNIT = re.compile(key("單位(是|為)?(什麼|何|啥|多少|[?？]*$)|(以|用)(什麼|何)(為|當|作)?單位"))
_SCALES = {key(name): Decimal(scale) for name, scale in (
    ("億元", 10**8), ("百萬元", 10**6), ("萬元", 10**4), ("仟元", 1000), ("千元", 1000), ("元", 1),
)}  # fmt: skip
_MULTIPLES = {key(name): Decimal(10**zeros) for name, zeros in (("千萬", 7), ("百萬", 6), ("億", 8), ("萬", 4))}
_DOLLARS = key("新臺幣")
_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Amount:
    """What a row says in a column of money or weights, as a figure that can be compared."""

    entry: Entry
    column: Extra
    read: Quantity

    @property
    def value(self) -> Decimal:
        return Decimal(self.read.value)

    @property
    def size(self) -> Decimal:
        """Give the amount in dollars where its column says in what it is counted."""
        return self.value * (_SCALES.get(_unit_of(self)) or 1)

    @property
    def is_in_name(self) -> bool:
        """Tell whether the name itself says the weight: 推展會展活動(6%)."""
        return self.column.header is self.entry.fact.name

    @property
    def called(self) -> str:
        return phrases.WEIGHT_COLUMN if self.is_in_name else column_name(self.column)

    @property
    def quote(self) -> Passage:
        name, column = self.entry.fact.name, self.column
        return name if self.is_in_name else joined(name, column.unit, column.header, column.text)

    @property
    def line(self) -> str:
        return f"「{self.entry.name}」{self.called}：{self.column.text.text}"


def compared(inquiry: Inquiry) -> Outcome | None:
    """Answer the highest or lowest of a column, those within a bound or of one amount, each, a sum or a difference."""
    q = inquiry.question
    asked = next((attribute for attribute, said in _ASKED if said.search(q.flat)), None)
    if asked is None or _TARGETS.search(q.flat):
        return None
    if _IN_UNIT.search(q.flat) and asked == "money":
        return _units(inquiry)
    more = _MORE.search(q.flat)
    if q.asks("difference") or more:
        pair = _pair(inquiry, asked)
        if pair and more:
            return _ranked(pair, lowest=bool(more[5] or more[8]), shown=len(pair))
        if pair or q.asks("difference"):
            return Outcome(_worked_out(pair, add=False), listed=tuple(a.entry for a in pair)) if pair else None
    exact = Decimal(q.supposed[0].value) if len(q.supposed) == 1 and _EXACTLY.search(q.flat) else None
    each = _EACH.search(q.flat) is not None or _of_a_column(inquiry, asked)
    first = _FIRST.search(q.flat)
    if not (each or first or exact is not None or q.asks("highest", "lowest", "sum", "over", "under")):
        return None
    found = _amounts(inquiry, asked)
    if not _are_alike(found, one_column=each or q.asks("sum") or exact is not None) or (len(found) < 2 and not each):
        return None
    if q.asks("over", "under") and q.bound:
        return _kept(inquiry, [a for a in found if q.bound.holds(a.value / _scale(a, q.bound.after))])
    if exact is not None:
        return _kept(inquiry, [a for a in found if a.value == exact])
    if q.asks("sum"):
        return Outcome(_worked_out(found, add=True), listed=tuple(a.entry for a in found))
    if first or q.asks("highest", "lowest"):
        count = parse_numeral(first[1] or first[3]) if first else None
        return _ranked(found, lowest=q.asks("lowest"), shown=count or _SHOWN, answers=count)
    return _outcome(found, phrases.LISTED)


def _are_alike(found: Sequence[Amount], one_column: bool) -> bool:
    """Tell whether amounts can be compared: of one column of one plan, or each in a unit of money that is said."""
    if len({a.called for a in found}) == 1 and (not one_column or len({a.entry.release.id for a in found}) == 1):
        return True
    return bool(found) and not one_column and all(_unit_of(a) in _SCALES for a in found)


def _ranked(found: Sequence[Amount], lowest: bool, shown: int, answers: int | None = None) -> Outcome:
    """Say which amount is the highest or lowest, or which so many are, and list what it was compared with."""
    ranked = sorted(found, key=lambda a: (a.size if lowest else -a.size, a.entry.id))
    if answers:
        while len(ranked) > shown and ranked[shown].size == ranked[shown - 1].size:
            shown += 1  # Of two that are alike none is left out.
        return _outcome(ranked[:shown], phrases.LISTED)
    best = [a for a in ranked if a.size == ranked[0].size]
    said = phrases.LOWEST if lowest else phrases.HIGHEST
    head = said.format(name="」、「".join(a.entry.name for a in best), figure=best[0].column.text.text)
    return _outcome(ranked[:shown], head, len(best), best[0].entry if len(best) == 1 else None)


def _units(inquiry: Inquiry) -> Outcome | None:
    """Say in what the columns of money are counted, of the row or the plans that are meant."""
    asked = inquiry.without(AMOUNTS).without(_ASKING)
    meant = asked.meant("project", "item") if asked.question.topic else inquiry.entries("project", "item")
    found = [Amount(e, column, read) for e in meant for column in columns_of("money", e)
             if _unit(column_name(column)) and (read := parse_quantity(column.text.text))]  # fmt: skip
    firsts = {(a.entry.release.id, a.called): a for a in reversed(found)}.values()
    if not firsts:
        return None
    lines = [f"{a.entry.release.title}：{a.called}" for a in firsts]
    citations = tuple(cite(a.entry, joined(a.column.unit, a.column.header)) for a in firsts)
    return Outcome(Answered("\n".join(lines), citations))


def _kept(inquiry: Inquiry, kept: Sequence[Amount]) -> Outcome:
    such = phrases.SUCH.format(column="、".join(dict.fromkeys(a.called for a in kept)))
    return _outcome(kept, such) if kept else Outcome(not_found(inquiry, phrases.NO_SUCH_FACT))


def _of_a_column(inquiry: Inquiry, asked: Attribute) -> bool:
    """Tell whether the amounts of rows are asked for that another column selects (資訊室主辦的項目預算多少)."""
    q = inquiry.question
    return bool(q.topic) and q.has(asked) and not q.operations and bool(selected(inquiry, _subjects(inquiry)))


def _subjects(inquiry: Inquiry) -> tuple[Subject, ...]:
    return next((subjects for said, subjects in _KINDS if said.search(inquiry.question.flat)), _ANY)


def _pair(inquiry: Inquiry, asked: Attribute) -> list[Amount]:
    """Give the amounts of two things that are joined (甲計畫和乙計畫經費差多少); none where they are not told apart."""
    bare = inquiry.without(AMOUNTS).without(_ASKING)
    found = [of for part in bare.question.parts if (of := _amount_of(bare, asked, part))]
    alike = len({a.called for a in found}) == 1
    is_pair = len(found) == len(inquiry.question.parts) == 2
    return found if alike and is_pair and found[0].entry != found[1].entry else []


def _amount_of(inquiry: Inquiry, asked: Attribute, part: str) -> Amount | None:
    """Give the amount of the one row that a part of a question means, of those that have one."""
    years = inquiry.question.years
    able = [c for c in inquiry.candidates("project", "item", "kpi", topic=part) if columns_of(asked, c.entry, years)]
    meant = [e for e in inquiry.meant("project", "item", "kpi", topic=part) if columns_of(asked, e, years)]
    meant = meant or inquiry.choose(able)
    columns = columns_of(asked, meant[0], years) if len(meant) == 1 else []
    read = parse_quantity(columns[0].text.text) if len(columns) == 1 else None
    return Amount(meant[0], columns[0], read) if read else None


def _amounts(inquiry: Inquiry, asked: Attribute) -> list[Amount]:
    """Take the column of every row that has one, of the rows that are meant."""
    found = []
    for entry in _rows(inquiry, asked):
        columns = columns_of(asked, entry, inquiry.question.years)
        if not columns and asked == "weight" and (weight := named_weight(entry)):
            columns = [Extra("weight", entry.fact.name, Passage(weight, entry.fact.name.spans))]
        if len(columns) > 1:
            return []  # Money of several years or sources: which is meant is not said.
        found += [Amount(entry, c, read) for c in columns if (read := parse_quantity(c.text.text))]
    return found


def _rows(inquiry: Inquiry, asked: Attribute) -> Sequence[Entry]:
    """Give the rows that are meant: of a goal or of what another column says where one is named, else all of a kind.

    Where years are asked, the projects of that period, unless the columns themselves are of years.
    """
    q = inquiry.question
    subjects = _subjects(inquiry)
    entries: Sequence[Entry] = inquiry.entries(*subjects)
    if asked == "weight" and q.goal_number is not None:
        return _of_goals(inquiry, inquiry.goal_numbered(q.goal_number))
    bare = inquiry.without(AMOUNTS).without(_ASKING)
    if named := bare.question.topic:
        entries = selected(inquiry, subjects) or _below(bare, subjects, named)
    years = q.years or (q.period or ())
    of_years = any(_DATED.search(squeeze(c.header.text)) for e in entries for c in columns_of(asked, e))
    if not years or of_years:
        return entries
    period = (min(years), max(years))
    dated = [(e, e.fact.period) for e in entries if isinstance(e.fact, Project)]
    return [e for e, printed in dated if printed and parse_period(printed.text) == period]


def _below(inquiry: Inquiry, subjects: tuple[Subject, ...], named: str) -> Sequence[Entry]:
    """Give the rows of the goal, the work plan or the one agency that a question names."""
    if "kpi" in subjects and (found := _of_goals(inquiry, inquiry.meant("goal"))):
        return found
    works = inquiry.meant("work_plan") if "item" in subjects else []
    if len(works) == 1 and (items := items_of(inquiry.catalogue, works[0])):
        return items.entries
    agencies = {r.agency for r in inquiry.releases() if named in key(r.agency)}
    return [e for e in inquiry.entries(*subjects) if e.release.agency in agencies] if len(agencies) == 1 else []


def _of_goals(inquiry: Inquiry, goals: Sequence[Entry]) -> Sequence[Entry]:
    """Give the indicators of the one goal that is meant; none where it is not one."""
    if len(goals) != 1 or not isinstance(goal := goals[0].fact, Goal):
        return []
    return [inquiry.catalogue.find(goals[0].release.id, "kpi", n) for n in goal.kpis]


_EXACTLY = re.compile(key("(剛好|恰好|正好|等於)\d"))
_EACH = re.compile(
    key(
        f"(經費|預算|金額)?(各|分別)(是|為|有|編)?(多少|幾)|各(個|項)?(kpi|指標|計畫|項目)的?({WEIGHTS}|經費|預算|金額)"
    )
)
_DATED = re.compile(r"\d{2,4}年")


def _scale(amount: Amount, typed: str) -> Decimal:
    """Give how many of what was typed (5 萬千元, 500 萬元) one of the column's unit is."""
    word = next((word for word in _MULTIPLES if typed.startswith(word)), "")
    multiple = _MULTIPLES.get(word, Decimal(1))
    rest = typed.removeprefix(word)
    said = next((scale for name, scale in _SCALES.items() if rest.startswith(name)), None)
    of_column = _SCALES.get(_unit_of(amount), Decimal(1))
    if said is None and not word:
        return Decimal(1)
    return multiple * (said or 1) / of_column  # 9千萬 alone is said of dollars.


def _unit_of(amount: Amount) -> str:
    """Give the unit of money that a column, or the amount itself, says."""
    return (_unit(column_name(amount.column)) or key(amount.read.unit)).removeprefix(_DOLLARS)


def _unit(header: str) -> str | None:
    found = re.search(r"[(（](?:單位[:：])?([^()（）]+)[)）]", header)
    return key(found[1]) if found else None


def _worked_out(found: Sequence[Amount], add: bool) -> Answered:
    """Add amounts of one column up, or subtract the second of two from the first; list those of several magnitudes."""
    if len({_unit_of(a) for a in found}) > 1:
        return _listed(found, phrases.MAGNITUDES_DIFFER, len(found))
    values = [a.value for a in found]
    result = sum(values, Decimal(0)) if add else abs(values[0] - values[1])
    unit = found[0].read.unit
    text = f"{result:,}{' ' + unit if unit else ''}"
    column = found[0].called
    head = (phrases.SUM_OF if add else phrases.DIFFERENCE_OF).format(column=column, figure=text)
    said = _listed(found, head, 0)
    computed = Figure(text, str(result), unit, None, head, computed_from=tuple(range(1, len(found) + 1)))
    return Answered(said.text, said.citations, (computed, *said.figures))


def _outcome(found: Sequence[Amount], head: str, answers: int | None = None, focus: Entry | None = None) -> Outcome:
    said = _listed(found, head, len(found) if answers is None else answers)
    return Outcome(said, focus=focus, listed=tuple(a.entry for a in found))


def _listed(found: Sequence[Amount], head: str, answers: int) -> Answered:
    citations = tuple(cite(a.entry, a.quote) for a in found)
    figures = tuple(
        Figure(a.column.text.text, a.read.value, a.read.unit, None, a.entry.name,
               role="answer" if n < answers else "operand", citation=n)
        for n, a in enumerate(found)
    )  # fmt: skip
    lines = [head, *(f"{n}. {a.line}" for n, a in enumerate(found, start=1))]
    return Answered("\n".join(lines), citations, figures)
