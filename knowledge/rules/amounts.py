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
_TARGETS = re.compile(key("目標值?(?!底下|下|的指標)"))
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
    if q.asks("difference"):
        pair = _pair(inquiry, asked)
        return Outcome(_worked_out(pair, add=False), listed=tuple(a.entry for a in pair)) if pair else None
    exact = Decimal(q.supposed[0].value) if len(q.supposed) == 1 and _EXACTLY.search(q.flat) else None
    each = _EACH.search(q.flat) is not None or _of_a_column(inquiry, asked)
    top = _TOP.search(q.flat)
    if not (each or top or exact is not None or q.asks("highest", "lowest", "sum", "over", "under")):
        return None
    found = _amounts(inquiry, asked)
    if len({a.called for a in found}) != 1 or (len(found) < 2 and not each):
        return None
    such = phrases.SUCH.format(column=found[0].called)
    if q.asks("over", "under") and q.bound:
        scale = _scale(found[0], q.bound.after)
        return _kept(inquiry, [a for a in found if q.bound.holds(a.value / scale)], such)
    if exact is not None:
        return _kept(inquiry, [a for a in found if a.value == exact], such)
    if q.asks("sum"):
        return Outcome(_worked_out(found, add=True), listed=tuple(a.entry for a in found))
    if not (q.asks("highest", "lowest") or top):
        return _outcome(found, phrases.LISTED)
    lowest = q.asks("lowest") or (top is not None and top.group()[-1] in _LOW)
    ranked = sorted(found, key=lambda a: (a.value if lowest else -a.value, a.entry.id))
    if top:
        return _first(ranked, parse_numeral(next(n for n in top.groups() if n)) or 1, lowest)
    best = [a for a in ranked if a.value == ranked[0].value]
    said = phrases.LOWEST if lowest else phrases.HIGHEST
    names = "」、「".join(a.entry.name for a in best)
    head = said.format(name=names, figure=best[0].column.text.text)
    return _outcome(ranked[:_SHOWN], head, len(best), best[0].entry if len(best) == 1 else None)


def _first(ranked: Sequence[Amount], count: int, lowest: bool) -> Outcome:
    """Give the first of ranked amounts, and those that are as much as the last of these."""
    last = ranked[min(count, len(ranked)) - 1].value
    kept = [a for n, a in enumerate(ranked) if n < count or a.value == last]
    head = phrases.RISING if lowest else phrases.FALLING
    return _outcome(kept, head.format(column=ranked[0].called))


_TOP = re.compile(
    key(
        "前([二兩三四五六七八九十]|\\d{1,2})(?:個|項|名|筆)?(?:最)?[高大多低少小]"
        "|最[高大多低少小]的?(?:前)?([二兩三四五六七八九十]|[2-9])(?:個|項|名|筆)"
    )
)
_LOW = frozenset(key("低少小"))


def _kept(inquiry: Inquiry, kept: Sequence[Amount], title: str) -> Outcome:
    return _outcome(kept, title) if kept else Outcome(not_found(inquiry, phrases.NO_SUCH_FACT))


def _of_a_column(inquiry: Inquiry, asked: Attribute) -> bool:
    """Tell whether the amounts of rows are asked for that another column selects (資訊室主辦的項目預算多少)."""
    q = inquiry.question
    return bool(q.topic) and q.has(asked) and not q.operations and bool(selected(inquiry, _subjects(inquiry)))


def _subjects(inquiry: Inquiry) -> tuple[Subject, ...]:
    return next((subjects for said, subjects in _KINDS if said.search(inquiry.question.flat)), _ANY)


def _pair(inquiry: Inquiry, asked: Attribute) -> list[Amount]:
    """Give the amounts of two things that are joined (甲計畫和乙計畫經費差多少); none where they are not told apart."""
    meant = [inquiry.meant("project", "item", "kpi", topic=part) for part in inquiry.question.parts]
    found = [
        Amount(entries[0], columns[0], read)
        for entries in meant
        if len(entries) == 1
        and len(columns := columns_of(asked, entries[0], inquiry.question.years)) == 1
        and (read := parse_quantity(columns[0].text.text))
    ]
    alike = len({a.called for a in found}) == 1
    return found if alike and len(found) == len(meant) == 2 and found[0].entry != found[1].entry else []


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
    if named := _TOP.sub("", dict(_ASKED)[asked].sub("", q.topic)).strip():
        entries = selected(inquiry, subjects)
        goals = inquiry.meant("goal") if not entries and "kpi" in subjects and named else []
        if len(goals) == 1 and isinstance(goal := goals[0].fact, Goal):
            entries = [inquiry.catalogue.find(goals[0].release.id, "kpi", n) for n in goal.kpis]
    years = q.years or (q.period or ())
    of_years = any(_DATED.search(squeeze(c.header.text)) for e in entries for c in columns_of(asked, e))
    if not years or of_years:
        return entries
    period = (min(years), max(years))
    dated = [(e, e.fact.period) for e in entries if isinstance(e.fact, Project)]
    return [e for e, printed in dated if printed and parse_period(printed.text) == period]


_EXACTLY = re.compile(key("(剛好|恰好|正好|等於)\\d"))
_EACH = re.compile(
    key(
        f"(經費|預算|金額)?(各|分別)(是|為|有|編)?(多少|幾)|各(個|項)?(kpi|指標|計畫|項目)的?({WEIGHTS}|經費|預算|金額)"
    )
)
_DATED = re.compile(r"\d{2,4}年")


def _scale(amount: Amount, typed: str) -> Decimal:
    """Give how many of what was typed (5 萬千元, 500 萬元) one of the column's unit is."""
    unit = (_unit(column_name(amount.column)) or key(amount.read.unit)).removeprefix(_DOLLARS)
    word = next((word for word in _MULTIPLES if typed.startswith(word)), "")
    multiple = _MULTIPLES.get(word, Decimal(1))
    rest = typed.removeprefix(word)
    said = next((scale for name, scale in _SCALES.items() if rest.startswith(name)), None)
    of_column = _SCALES.get(unit, Decimal(1))
    if said is None and not word:
        return Decimal(1)
    return multiple * (said or 1) / of_column  # 9千萬 alone is said of dollars.


def _unit(header: str) -> str | None:
    found = re.search(r"[(（](?:單位[:：])?([^()（）]+)[)）]", header)
    return key(found[1]) if found else None


def _worked_out(found: Sequence[Amount], add: bool) -> Answered:
    """Add amounts of one column up, or subtract the second of two from the first."""
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
