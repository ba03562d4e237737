"""Money and weights compared: which project has the highest 經費, whose 權重 is below 5%, what they add up to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from knowledge import phrases
from knowledge.answers.choice import not_found
from knowledge.answers.facts import columns_of
from knowledge.answers.places import cite, joined
from knowledge.catalogue import Entry, Goal, Subject
from knowledge.cues import Attribute
from knowledge.inquiry import Inquiry
from knowledge.models import Answered, Extra, Figure
from knowledge.numbers import Quantity, parse_quantity
from knowledge.rules.outcome import Outcome
from knowledge.text import squeeze
from knowledge.words import key

_ASKED: tuple[tuple[Attribute, re.Pattern[str]], ...] = (
    ("weight", re.compile(key("權重|比重|配分"))),
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
_MULTIPLES = {key("億"): Decimal(10**8), key("萬"): Decimal(10**4)}
_SEVERAL = 2
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
    def line(self) -> str:
        return f"「{self.entry.name}」{squeeze(self.column.header.text)}：{self.column.text.text}"


def compared(inquiry: Inquiry) -> Outcome | None:
    """Answer the highest or lowest of a column, those within a bound, or their sum."""
    q = inquiry.question
    if not q.asks("highest", "lowest", "sum", "over", "under") or _TARGETS.search(q.flat):
        return None
    asked = next((attribute for attribute, said in _ASKED if said.search(q.flat)), None)
    if asked is None:
        return None
    found = _amounts(inquiry, asked)
    if len(found) < _SEVERAL or len({squeeze(a.column.header.text) for a in found}) != 1:
        return None
    if q.asks("over", "under") and q.bound:
        scale = _scale(found[0], q.bound.after)
        kept = [a for a in found if q.bound.holds(a.value / scale)]
        title = phrases.SUCH.format(column=squeeze(found[0].column.header.text))
        return _outcome(kept, title) if kept else Outcome(not_found(inquiry, phrases.NO_SUCH_FACT))
    if q.asks("sum"):
        return Outcome(_sum(found), listed=tuple(a.entry for a in found))
    ranked = sorted(found, key=lambda a: (a.value if q.asks("lowest") else -a.value, a.entry.id))
    best = [a for a in ranked if a.value == ranked[0].value]
    said = phrases.LOWEST if q.asks("lowest") else phrases.HIGHEST
    names = "」、「".join(a.entry.name for a in best)
    head = said.format(name=names, figure=best[0].column.text.text)
    return _outcome(ranked[:_SHOWN], head, len(best), best[0].entry if len(best) == 1 else None)


def _amounts(inquiry: Inquiry, asked: Attribute) -> list[Amount]:
    """Take the column of every row that has one: of a goal's indicators where one is named, else of all of a kind."""
    q = inquiry.question
    subjects = next((subjects for said, subjects in _KINDS if said.search(q.flat)), _ANY)
    entries: Sequence[Entry] = inquiry.entries(*subjects)
    if q.topic:
        goals = inquiry.meant("goal")
        if len(goals) != 1 or not isinstance(goal := goals[0].fact, Goal) or "kpi" not in subjects:
            return []
        entries = [inquiry.catalogue.find(goals[0].release.id, "kpi", n) for n in goal.kpis]
    found = []
    for entry in entries:
        columns = columns_of(asked, entry, q.years)
        if len(columns) > 1:
            return []  # Money of several years or sources: which is meant is not said.
        found += [Amount(entry, c, read) for c in columns if (read := parse_quantity(c.text.text))]
    return found


def _scale(amount: Amount, typed: str) -> Decimal:
    """Give how many of what was typed (5 萬千元, 500 萬元) one of the column's unit is."""
    unit = _unit(squeeze(amount.column.header.text)) or key(amount.read.unit)
    multiple = next((m for word, m in _MULTIPLES.items() if typed.startswith(word)), Decimal(1))
    rest = typed[1:] if multiple > 1 else typed
    said = next((scale for word, scale in _SCALES.items() if rest.startswith(word)), None)
    of_column = _SCALES.get(unit, Decimal(1))
    if said is None:
        return multiple
    return multiple * said / of_column


def _unit(header: str) -> str | None:
    found = re.search(r"[(（](?:單位[:：])?([^()（）]+)[)）]", header)
    return key(found[1]) if found else None


def _sum(found: Sequence[Amount]) -> Answered:
    total = sum((a.value for a in found), Decimal(0))
    unit = found[0].read.unit
    text = f"{total:,}{' ' + unit if unit else ''}"
    head = phrases.SUM_OF.format(column=squeeze(found[0].column.header.text), figure=text)
    said = _listed(found, head, 0)
    computed = Figure(text, str(total), unit, None, head, computed_from=tuple(range(1, len(found) + 1)))
    return Answered(said.text, said.citations, (computed, *said.figures))


def _outcome(found: Sequence[Amount], head: str, answers: int | None = None, focus: Entry | None = None) -> Outcome:
    said = _listed(found, head, len(found) if answers is None else answers)
    return Outcome(said, focus=focus, listed=tuple(a.entry for a in found))


def _listed(found: Sequence[Amount], head: str, answers: int) -> Answered:
    citations = tuple(cite(a.entry, joined(a.entry.fact.name, a.column.header, a.column.text)) for a in found)
    figures = tuple(
        Figure(a.column.text.text, a.read.value, a.read.unit, None, a.entry.name,
               role="answer" if n < answers else "operand", citation=n)
        for n, a in enumerate(found)
    )  # fmt: skip
    lines = [head, *(f"{n}. {a.line}" for n, a in enumerate(found, start=1))]
    return Answered("\n".join(lines), citations, figures)
