"""The targets of one KPI over years as figures that can be worked with."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from knowledge.answers import columns, figures
from knowledge.answers.figures import Operand
from knowledge.catalogue import Entry
from knowledge.inquiry import Inquiry
from knowledge.models import Extra, Kpi, Passage, Target
from knowledge.numbers import parse_quantity, parts_of
from knowledge.text import squeeze
from knowledge.words import key


@dataclass(frozen=True, slots=True)
class Series:
    """Figures by their years; `has_gaps` where the plan lists none for some of the years."""

    figures: list[Operand]
    has_gaps: bool = False


def years_of_targets(kpi: Entry, listed: bool = False) -> tuple[int, ...]:
    """List the years of which a KPI has targets; dashes too, unless only what is `listed` counts."""
    targets = kpi.fact.targets if isinstance(kpi.fact, Kpi) else ()
    return tuple(sorted({t.year for t in targets if t.year and not (listed and _is_dash(t))}))


def _is_dash(target: Target) -> bool:
    return _DASH.fullmatch(squeeze(target.text.text)) is not None


def series_of(inquiry: Inquiry, kpi: Entry, years: Sequence[int], reached: bool = False) -> Series | None:
    """Give the targets of some years; None where one has no target, or one that is no figure.

    Of targets of several parts, that of the part which the question names; a dash is no target and leaves a gap. With
    `reached`, what a column says was reached in the first of two years stands in for its target.
    """
    if not isinstance(fact := kpi.fact, Kpi):
        return None
    of_years = [(year, [t for t in fact.targets if t.year == year]) for year in sorted(years)]
    listed = [(y, [t for t in targets if not _is_dash(t)]) for y, targets in of_years]
    found = [_figure(inquiry, kpi, fact, targets) for _, targets in listed]
    if reached and found and found[0] is None and not of_years[0][1]:
        found[0] = reached_in(kpi, of_years[0][0])
    gaps = [bool(of and not there) for (_, of), (_, there) in zip(of_years, listed, strict=True)]
    if any(one is None and not gap for one, gap in zip(found, gaps, strict=True)):
        return None
    return Series([one for one in found if one], any(gaps))


_DASH = re.compile("[-–—－]+")


def reached_in(kpi: Entry, year: int) -> Operand | None:
    """Give what a column says was reached in a year, where it is a figure."""
    said = columns.reached(kpi, (year,))
    return of_column(kpi, said[0], year) if len(said) == 1 else None


def of_column(kpi: Entry, column: Extra, year: int) -> Operand | None:
    """Give what a column says as a figure that can be compared with targets."""
    text = columns.said_in(column, kpi)
    read = parse_quantity(text.text)
    if read is None or not isinstance(kpi.fact, Kpi):
        return None
    target = Target(year, text, read.value, read.unit, read.comparator, column.header)
    return Operand(kpi, kpi.fact, target, column=column)


def _figure(inquiry: Inquiry, kpi: Entry, fact: Kpi, targets: Sequence[Target]) -> Operand | None:
    if len(targets) != 1:
        return None
    [target] = targets
    if target.value is not None:
        return Operand(kpi, fact, target)
    part = _part_named(inquiry, target)
    return Operand(kpi, fact, part, within=target) if part else None


def _part_named(inquiry: Inquiry, target: Target) -> Target | None:
    """Give the one part of a target of several that a question names (汽車 of 汽車 320 輛；機車 1,450 輛)."""
    flat = inquiry.question.flat
    parts = [found for part in parts_of(target.quote.text) if (found := _LABELLED.fullmatch(part))]
    named = [part for part in parts if key(part["label"]) in flat]
    if len(parts) < 2 or len(named) != 1 or (read := parse_quantity(named[0]["figure"])) is None:
        return None
    printed = Passage(named[0]["figure"], target.quote.spans)
    return replace(
        target, text=printed, value=read.value, unit=read.unit, comparator=read.comparator, unit_evidence=None
    )


_LABELLED = re.compile(r"(?P<label>[\u3400-\u9fff]{2,}?)[:：]?\s*(?P<figure>[≧≦]?\d.*)")


def is_running(kpi: Entry) -> bool:
    """Tell whether the targets of a KPI are running totals (累計 640 處)."""
    return isinstance(kpi.fact, Kpi) and all(figures.is_running(t) for t in kpi.fact.targets if not _is_dash(t))
