"""The true facts of the bundled plans, and how facts are compared: NFKC-normalised and without white space."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import knowledge
from knowledge.models import Passage, Plan
from knowledge.text import squeeze
from tests.reading_once import plan_in

HERE = Path(__file__).parent
TRUTH = json.loads((HERE / "mofa.json").read_text(encoding="utf-8"))


def bundled(name: str) -> Plan:
    """Read one of the plans that come with planbot."""
    return plan_in(Path(knowledge.__file__).parent / "plans" / name)


def squeezed(value: Any) -> Any:
    """Give the form in which a field is compared."""
    if isinstance(value, Passage):
        return squeeze(value.text)
    if isinstance(value, list | tuple):
        return [squeezed(part) for part in value]
    return "" if value is None else squeeze(str(value))


def equal(found: Sequence[Any], wanted: Sequence[Any]) -> bool:
    """Compare facts in order; the assertion inside shows the first that differs."""
    for one, other in zip(found, wanted, strict=True):
        assert squeezed(one) == squeezed(other)
    return True


def passages(plan: Plan) -> Iterator[Passage]:
    """List every passage of a plan."""
    for section in plan.sections:
        yield from (p for p in (section.heading, section.body) if p)
    for kpi in plan.kpis:
        yield from (p for p in (kpi.goal, kpi.name, kpi.assessment_system, kpi.assessment_method, kpi.measure) if p)
        for target in kpi.targets:
            yield from (p for p in (target.text, target.year_evidence) if p)
    for project in plan.projects:
        yield from (p for p in (project.outline, project.name, project.period, project.category) if p)
        yield from (link.printed for link in project.kpis)
    for item in plan.annual_items:
        yield from (p for p in (item.work_plan, item.name, item.category, *item.content) if p)
    yield from (term.passage for term in plan.terms)
    yield from (legend.meaning for legend in plan.legends)
