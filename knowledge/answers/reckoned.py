"""What the targets of one KPI come to over its years: averages, ratios, growth in per cent, and steps.

Running totals, bounds and percentages have no average and no ratio that means anything: they are listed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from knowledge import phrases
from knowledge.answers import figures
from knowledge.answers.figures import Operand
from knowledge.arithmetic import PER_CENT, RATIO, Way, work_out
from knowledge.models import Answered, Figure


def average(found: Sequence[Operand]) -> Answered:
    """Say what some targets are on the average."""
    if figures.not_summed(found):
        return figures.chosen(found, phrases.NOT_AVERAGED)
    values, unit = figures.in_one_unit(found)
    value, exact = work_out("average", values)
    worked = figures.figure_for(value, unit, found)
    head = phrases.AVERAGE.format(about="" if exact else phrases.ABOUT, figure=worked.text)
    return figures.below(head, (_by("average", worked, len(found)),), found)


def ratio(found: Sequence[Operand]) -> Answered:
    """Say how many times the first target the last is."""
    first, last = found[0], found[-1]
    if _is_of_bounds((first, last)) or not first.size:
        return figures.chosen((first, last), phrases.NOT_AVERAGED)
    worked, about = _worked("ratio", (first, last), RATIO)
    head = phrases.RATIO.format(later=last.target.year, earlier=first.target.year, about=about, figure=worked.text)
    return figures.below(head, (worked,), (first, last))


def growth(found: Sequence[Operand]) -> Answered:
    """Say by how much the last target is above or below the first, and by how many per cent of it."""
    pair = (found[0], found[-1])
    plain = grown(pair)
    if pair[0].target.unit == PER_CENT or _is_of_bounds(pair) or pair[0].size <= 0 or pair[0].size == pair[1].size:
        return plain  # Of percentages, the points.
    worked, about = _worked("growth", pair, PER_CENT)
    [by, *_] = plain.figures
    head = phrases.GROWN_BY.format(grown=by.label.removesuffix("："), about=about, share=worked.text)
    head = head.replace("， ", "，")
    return figures.below(head, (replace(by, computed_from=(0, 1)), worked), pair)


def grown(pair: Sequence[Operand]) -> Answered:
    """Say by how much the later of two targets is above or below the earlier."""
    before, after = pair
    if before.size == after.size:
        return figures.chosen(pair, phrases.SAME)
    said = phrases.INCREASE if after.size > before.size else phrases.DECREASE
    return figures.worked_out(pair, add=False, said=said)


def steps(found: Sequence[Operand]) -> Answered:
    """Say by how much each target is above or below the one before: once, where it is always the same."""
    by = [replace(figures.result(pair, add=False), computed_from=(n, n + 1)) for n, pair in enumerate(pairwise(found))]
    signed = {after.size - before.size for before, after in pairwise(found)}
    if len(signed) == 1 and (step := signed.pop()):
        said = phrases.EACH_YEAR_MORE if step > 0 else phrases.EACH_YEAR_LESS
        return figures.below(said.format(figure=_in_points(by[0])), by[:1], found)
    each = [
        _step(after.size - before.size).format(year=after.target.year, figure=_in_points(figure))
        for (before, after), figure in zip(pairwise(found), by, strict=True)
    ]
    return figures.below(phrases.STEPS.format(steps="、".join(each)), by, found)


def trend(found: Sequence[Operand]) -> Answered:
    """Say whether targets rise or fall from year to year."""
    changes = [after.size - before.size for before, after in pairwise(found)]
    rises, falls = any(c > 0 for c in changes), any(c < 0 for c in changes)
    if rises and falls:
        return figures.chosen(found, phrases.GOES_UP_AND_DOWN)
    if not (rises or falls):
        return figures.chosen(found, phrases.SAME)
    if all(changes):
        return figures.chosen(found, phrases.RISES if rises else phrases.FALLS)
    return figures.chosen(found, phrases.RISES_AND_STAYS if rises else phrases.FALLS_AND_STAYS)


def _worked(way: Way, pair: Sequence[Operand], unit: str) -> tuple[Figure, str]:
    """Give what two targets come to as a figure, and whether it is rounded, in words."""
    value, exact = work_out(way, [o.size for o in pair])
    text = f"{figures.trimmed(value):,f}{'' if unit == PER_CENT else ' '}{unit}"
    worked = Figure(text, f"{figures.trimmed(value):f}", unit, None, "")
    return _by(way, worked, len(pair)), "" if exact else phrases.ABOUT


def _by(way: Way, worked: Figure, operands: int) -> Figure:
    return replace(worked, computed_by=way, computed_from=tuple(range(operands)))


def _is_of_bounds(pair: Sequence[Operand]) -> bool:
    return any(o.target.comparator for o in pair)


def _in_points(worked: Figure) -> str:
    return phrases.POINTS.format(value=worked.value) if worked.unit == PER_CENT else worked.text


def _step(change: Decimal) -> str:
    return phrases.STEP_MORE if change > 0 else phrases.STEP_LESS if change < 0 else phrases.STEP_SAME
