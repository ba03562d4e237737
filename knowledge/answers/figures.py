"""Answers worked out from several targets: the highest, a sum, a difference, all with one unit.

Targets of different units are never compared, and percentages are never summed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from knowledge import phrases
from knowledge.answers.citations import cite, joined, row
from knowledge.answers.targets import figure_of, target_line
from knowledge.catalogue import Entry
from knowledge.models import Answered, Citation, Extra, Figure, Kpi, Passage, Target
from knowledge.numbers import Quantity, in_full, in_myriads
from knowledge.text import squeeze
from knowledge.units import is_so_much
from knowledge.words import key

_WHOLE_ROWS = 5  # Of more targets than these, only name and target are quoted.


@dataclass(frozen=True, slots=True)
class Operand:
    """A figure of a KPI that can be compared: it has a value and a unit.

    It is a target; one part of `within`, a target of several; or what `column` says was reached.
    """

    entry: Entry
    kpi: Kpi
    target: Target
    within: Target | None = None
    column: Extra | None = None

    @property
    def value(self) -> Decimal:
        return Decimal(self.target.value or "0")

    @property
    def size(self) -> Decimal:
        """Give the value in the plain unit, in which 億元 and 元 can be compared."""
        return in_full(self.target.value or "0", self.target.unit)[0]

    @property
    def plain_unit(self) -> str:
        return plain_unit(self.target.unit)

    def is_so_much(self, typed: Quantity) -> bool:
        """Tell whether this is the figure that was typed."""
        return is_so_much(self.target.value, self.target.unit, typed)

    @property
    def line(self) -> str:
        if self.column:
            header = squeeze(self.column.header.text)
            said = phrases.EXTRA.format(header=header, text=self.target.quote.text)
        else:
            said = target_line(self.within or self.target)
        return f"「{self.entry.name}」{said}"

    def quoted(self, whole: bool) -> Passage:
        """Quote the row, or its name and the figure alone; a figure that was reached with its header."""
        if self.column:
            return joined(self.kpi.name, self.column.header, self.target.quote)
        target = self.within or self.target
        return row(self.kpi, [target]) if whole else joined(self.kpi.name, target.quote)


def plain_unit(unit: str | None) -> str:
    """Give a unit, as a key, without its magnitude: 元 for 億元."""
    return key(in_full("0", unit)[1])


def operands(entries: Sequence[Entry], unit: str | None, years: Sequence[int]) -> list[Operand]:
    """Take the targets that can be compared, of one unit (in whatever magnitude) and of the years asked."""
    return [
        Operand(entry, entry.fact, target)
        for entry in entries
        if isinstance(entry.fact, Kpi)
        for target in entry.fact.targets
        if target.value is not None
        and (unit is None or plain_unit(target.unit) == plain_unit(unit))
        and (not years or target.year in years)
    ]


def one_unit(found: Sequence[Operand]) -> bool:
    """Tell whether targets can be compared: all have the same unit, in whatever magnitude."""
    return len({o.plain_unit for o in found}) == 1


def ranked(found: Sequence[Operand], highest: bool) -> list[Operand]:
    """Order targets by their values, the highest or the lowest first."""
    return sorted(found, key=lambda o: (-o.size if highest else o.size, o.entry.id))


def first(ranked: Sequence[Operand]) -> list[Operand]:
    """Give those of ordered targets that share the first place."""
    return [o for o in ranked if o.size == ranked[0].size]


def extreme(ranked: Sequence[Operand], highest: bool, left_out: Sequence[Entry] = ()) -> Answered:
    """Say which target is the highest or lowest, and list what it was compared with and what with it was not."""
    best = first(ranked)
    years = [o.target.year for o in ranked]
    if len({o.entry for o in ranked}) == 1 and len(set(years)) == len(years) and None not in years:
        said = phrases.HIGHEST_YEAR if highest else phrases.LOWEST_YEAR
        head = said.format(year="、".join(str(o.target.year) for o in best), figure=best[0].target.quote.text)
        return _with_left_out(_shown(head, ranked, len(best)), left_out)
    said = phrases.HIGHEST if highest else phrases.LOWEST
    head = said.format(name="」、「".join(o.entry.name for o in best), figure=best[0].target.quote.text)
    return _with_left_out(_shown(head, ranked, len(best)), left_out)


def chosen(found: Sequence[Operand], title: str, counts: bool = False) -> Answered:
    """List targets that meet a condition; with `counts`, say first of how many indicators they are."""
    shown = _shown(title, found, len(found))
    if not counts:
        return shown
    names = tuple(dict.fromkeys((o.entry.id, o.entry.name) for o in found))
    text = f"{len(names)} {_COUNTED}"
    head = phrases.COUNTED.format(what=phrases.SUCH_KPIS, count=text)
    count = Figure(
        text, str(len(names)), _COUNTED, None, head, computed_from=("count",), counted=tuple(n for _, n in names)
    )
    listed = "\n".join([f"{head}：", *shown.text.split("\n")[1:]])
    return replace(shown, text=listed, figures=(count, *(replace(f, role="operand") for f in shown.figures)))


_COUNTED = "項"


def not_summed(found: Sequence[Operand]) -> Answered | None:
    """List targets that do not add up: percentages, running totals, bounds; None where they do."""
    reasons = (
        (any(o.target.unit == "%" for o in found), phrases.NOT_SUMMED),
        (any(is_running(o.target) or _TOTAL.search(o.kpi.name.text) for o in found), phrases.RUNNING_NOT_SUMMED),
        (any(o.target.comparator for o in found), phrases.BOUNDS_NOT_SUMMED),
    )
    return next((chosen(found, said) for applies, said in reasons if applies), None)


def is_running(target: Target) -> bool:
    """Tell whether a target is a running total (累計 640 處)."""
    return _RUNNING.match(target.text.text) is not None


_RUNNING = re.compile(r"\s*累\s*[計積]")
_TOTAL = re.compile(r"累\s*[計積]")  # 累計驗證家數: each of its targets holds those of the years before.


def worked_out(
    found: Sequence[Operand], add: bool, left_out: Sequence[Entry] = (), said: str = phrases.DIFFERENCE
) -> Answered:
    """Give the sum of targets, or the difference of two, with every operand cited and what was left out named."""
    if differ_in_magnitude(found):
        return _with_left_out(chosen(found, phrases.MAGNITUDES_DIFFER), left_out)
    worked = result(found, add)
    points = phrases.POINTS.format(value=worked.value) if worked.unit in ("%", "％") else worked.text
    head = phrases.SUM.format(figure=worked.text) if add else said.format(figure=points)
    total = replace(worked, year=_year(found), computed_from=tuple(range(len(found))))
    return _with_left_out(below(head, (total,), found), left_out)


def result(found: Sequence[Operand], add: bool) -> Figure:
    """Give a sum, or the difference of two, as a figure."""
    values = [o.value for o in found]
    unit = found[0].target.unit or ""
    return figure_for(sum(values, Decimal(0)) if add else abs(values[0] - values[1]), unit, found)


def differ_in_magnitude(found: Sequence[Operand]) -> bool:
    """Tell whether figures are printed in several magnitudes (億元, 元): no reader adds these up at a glance."""
    return len({o.target.unit for o in found}) > 1


def figure_for(value: Decimal, unit: str, found: Sequence[Operand]) -> Figure:
    """Write a figure that was worked out: in myriads where the figures that went into it are printed so."""
    value = trimmed(value)
    in_large = any(_LARGE.search(squeeze(o.target.text.text)) for o in found)
    said = in_myriads(value) if in_large and unit == in_full("0", unit)[1] else f"{value:,f}"
    if not said[-1:].isdigit() and said.count(" ") == 1:
        said = f"{value:,f}"  # 341 萬元 would be read as 341 of 萬元.
    return Figure(f"{said}{' ' if said[-1:].isdigit() else ''}{unit}", f"{value:f}", unit, None, "")


def trimmed(value: Decimal) -> Decimal:
    """Take the noughts off the end of a number: 1,687.5 for 1,687.50."""
    whole = value.to_integral_value()
    return whole if value == whole else value.normalize()


_LARGE = re.compile(r"\d[萬億]")


def below(head: str, worked: Sequence[Figure], found: Sequence[Operand]) -> Answered:
    """Say what was worked out from some figures, each of `worked` from those at its places, and list them."""
    shown, first = _shown(head, found, 0), len(worked)
    placed = [
        replace(
            f, label=head, computed_from=tuple(first + at for at in f.computed_from or () if not isinstance(at, str))
        )
        for f in worked
    ]
    return replace(shown, figures=(*placed, *shown.figures))


def _with_left_out(said: Answered, left_out: Sequence[Entry]) -> Answered:
    if not left_out:
        return said
    names = "、".join(f"「{entry.name}」" for entry in left_out)
    return replace(said, text=f"{said.text}\n{phrases.LEFT_OUT.format(names=names)}")


def _year(found: Sequence[Operand]) -> int | None:
    """Give the year that all operands share, if they do."""
    years = {o.target.year for o in found}
    return years.pop() if len(years) == 1 else None


def _shown(head: str, found: Sequence[Operand], answers: int) -> Answered:
    citations: list[Citation] = []
    figures: list[Figure] = []
    for n, operand in enumerate(found):
        citations.append(cite(operand.entry, operand.quoted(whole=len(found) <= _WHOLE_ROWS)))
        figure = figure_of(operand.entry, operand.target, n)
        figures.append(figure if n < answers else replace(figure, role="operand"))
    lines = [head, *(f"{n}. {o.line}" for n, o in enumerate(found, start=1))]
    return Answered("\n".join(lines), tuple(citations), tuple(figures))
