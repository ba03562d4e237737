"""What is looked at before a plan is published: whether its facts stand where they say, and agree with each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from indexer.problems import CONTRADICTION, GAP
from knowledge.errors import DocumentRefused
from knowledge.models import Passage, Plan, Problem
from knowledge.text import fold, squeeze


def inspect(plan: Plan) -> tuple[Problem, ...]:
    """List what in a plan contradicts itself or leaves a gap.

    Raises DocumentRefused where a passage does not stand at its spans, which is a fault of the reader.
    """
    facts = (plan.sections, plan.kpis, plan.projects, plan.annual_items, plan.terms, plan.legends, plan.table_rows)
    for passage in _passages(facts):
        there = "".join(plan.text[span.start : span.end] for span in passage.spans)
        if squeeze(there) != squeeze(passage.text):
            raise DocumentRefused(
                f"{plan.source}: 「{passage.text[:30]}」 does not stand where it was read; report this file"
            )
    return (*_contradictions(plan), *_gaps(plan))


def contradictions(plan: Plan) -> list[Problem]:
    """List the facts of a plan that it states twice, and not alike."""
    return list(_contradictions(plan))


def confidence(plan: Plan) -> dict[str, float]:
    """Give, for each kind of table that a plan has, the share of its facts that no problem names."""
    doubted = {problem.fact for problem in plan.problems if problem.fact}
    names = {
        "kpis": [kpi.name.text for kpi in plan.kpis],
        "projects": [project.name.text for project in plan.projects],
        "annual_items": [item.name.text for item in plan.annual_items],
    }
    return {kind: sum(name not in doubted for name in of) / len(of) for kind, of in names.items() if of}


def _contradictions(plan: Plan) -> Iterator[Problem]:
    """Two targets of one indicator for one year, or two measures, cannot both be right."""
    said: dict[tuple[str, str, int | None], dict[str, str]] = defaultdict(dict)
    for kpi in plan.kpis:
        under = fold(kpi.goal.text) if kpi.goal else ""
        for target in kpi.targets:
            said[fold(kpi.name.text), under, target.year][fold(target.text.text)] = target.text.text
    names = {fold(kpi.name.text): kpi.name.text for kpi in plan.kpis}
    for (name, _, year), texts in said.items():
        if len(texts) > 1:
            both = " / ".join(texts.values())
            yield Problem(CONTRADICTION.name, f"{year}: {both}", fact=names[name], field="targets")


def _gaps(plan: Plan) -> Iterator[Problem]:
    """The indicators of a goal are numbered without gaps, from 1 or on from those of the goal before."""
    numbers: dict[str, list[int]] = defaultdict(list)
    for kpi in plan.kpis:
        if kpi.goal and kpi.kpi_no and kpi.kpi_no.isdigit():
            numbers[fold(kpi.goal.text)].append(int(kpi.kpi_no))
    goals = {fold(k.goal.text): k.goal.text for k in plan.kpis if k.goal}
    reached = 0
    for goal, found in numbers.items():
        first = min(found) if min(found) == reached + 1 else 1
        missing = sorted(set(range(first, max(found) + 1)) - set(found))
        reached = max(found)
        if missing:
            yield Problem(GAP.name, f"{goals[goal]}: no indicator {', '.join(map(str, missing))}")


def _passages(value: object) -> Iterator[Passage]:
    if isinstance(value, Passage):
        yield value
    elif isinstance(value, tuple | list) and not hasattr(value, "_fields"):
        for part in value:
            yield from _passages(part)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from _passages(getattr(value, field.name))
