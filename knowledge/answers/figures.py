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
from knowledge.models import Answered, Citation, Figure, Kpi, Target
from knowledge.words import key

_WHOLE_ROWS = 5  # Of more targets than these, only name and target are quoted.


@dataclass(frozen=True, slots=True)
class Operand:
    """A KPI's target that can be compared: it has a value and a unit."""

    entry: Entry
    kpi: Kpi
    target: Target

    @property
    def value(self) -> Decimal:
        return Decimal(self.target.value or "0")

    @property
    def line(self) -> str:
        return f"「{self.entry.name}」{target_line(self.target)}"


def operands(entries: Sequence[Entry], unit: str | None, years: Sequence[int]) -> list[Operand]:
    """Take the targets that can be compared, of one unit (as printed) and of the years asked."""
    return [
        Operand(entry, entry.fact, target)
        for entry in entries
        if isinstance(entry.fact, Kpi)
        for target in entry.fact.targets
        if target.value is not None
        and (unit is None or key(target.unit or "") == key(unit))
        and (not years or target.year in years)
    ]


def one_unit(found: Sequence[Operand]) -> bool:
    """Tell whether targets can be compared: all have the same unit."""
    return len({o.target.unit for o in found}) == 1


def ranked(found: Sequence[Operand], highest: bool) -> list[Operand]:
    """Order targets by their values, the highest or the lowest first."""
    return sorted(found, key=lambda o: (-o.value if highest else o.value, o.entry.id))


def first(ranked: Sequence[Operand]) -> list[Operand]:
    """Give those of ordered targets that share the first place."""
    return [o for o in ranked if o.value == ranked[0].value]


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
        (any(_RUNNING.match(o.target.text.text) for o in found), phrases.RUNNING_NOT_SUMMED),
        (any(o.target.comparator for o in found), phrases.BOUNDS_NOT_SUMMED),
    )
    return next((chosen(found, said) for applies, said in reasons if applies), None)


_RUNNING = re.compile(r"\s*累\s*[計積]")


def worked_out(
    found: Sequence[Operand], add: bool, left_out: Sequence[Entry] = (), said: str = phrases.DIFFERENCE
) -> Answered:
    """Give the sum of targets, or the difference of two, with every operand cited and what was left out named."""
    values = [o.value for o in found]
    value = sum(values, Decimal(0)) if add else abs(values[0] - values[1])
    unit = found[0].target.unit or ""
    text = f"{value:,} {unit}"
    points = phrases.POINTS.format(value=f"{value:,}") if unit in ("%", "％") else text
    head = phrases.SUM.format(figure=text) if add else said.format(figure=points)
    shown = _shown(head, found, 0)
    total = Figure(text, str(value), unit, _year(found), head, computed_from=tuple(range(1, len(found) + 1)))
    return _with_left_out(replace(shown, figures=(total, *shown.figures)), left_out)


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
        whole = row(operand.kpi, [operand.target])
        short = joined(operand.kpi.name, operand.target.quote)
        citations.append(cite(operand.entry, whole if len(found) <= _WHOLE_ROWS else short))
        figure = figure_of(operand.entry, operand.target, n)
        figures.append(figure if n < answers else replace(figure, role="operand"))
    lines = [head, *(f"{n}. {o.line}" for n, o in enumerate(found, start=1))]
    return Answered("\n".join(lines), tuple(citations), tuple(figures))
