"""What the targets of one KPI come to over its years: growth, steps and trends.

Sums and differences alone are worked out, since whoever reads an answer checks them at a glance against what is listed;
averages, ratios and shares are not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from knowledge import phrases
from knowledge.answers import figures
from knowledge.answers.figures import Operand
from knowledge.models import Answered, Figure


def listed(found: Sequence[Operand]) -> Answered:
    """List some targets where an average, or how many times the first the last is, is asked for: none is worked out."""
    return figures.chosen(found, phrases.NOT_AVERAGED)


def growth(found: Sequence[Operand]) -> Answered:
    """Say by how much the last target is above or below the first; by how many per cent is not worked out."""
    pair = (found[0], found[-1])
    said = grown(pair)
    if pair[0].target.unit in ("%", "％") or pair[0].size == pair[1].size:
        return said  # Of percentages, the points.
    return replace(said, text=f"{said.text}\n{phrases.NO_SHARE}")


def grown(pair: Sequence[Operand]) -> Answered:
    """Say by how much the later of two targets is above or below the earlier."""
    before, after = pair
    if before.size == after.size:
        return figures.chosen(pair, phrases.SAME)
    said = phrases.INCREASE if after.size > before.size else phrases.DECREASE
    return figures.worked_out(pair, add=False, said=said)


def steps(found: Sequence[Operand]) -> Answered:
    """Say by how much each target is above or below the one before: once, where it is always the same."""
    if figures.differ_in_magnitude(found):
        return figures.chosen(found, phrases.MAGNITUDES_DIFFER)
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


def _in_points(worked: Figure) -> str:
    return phrases.POINTS.format(value=worked.value) if worked.unit in ("%", "％") else worked.text


def _step(change: Decimal) -> str:
    return phrases.STEP_MORE if change > 0 else phrases.STEP_LESS if change < 0 else phrases.STEP_SAME
