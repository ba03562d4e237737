"""Facts that have one name (民眾滿意度 under two goals): both are told, or which is meant is asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from knowledge.answers.choice import ambiguous
from knowledge.answers.citations import together
from knowledge.catalogue import Entry
from knowledge.cues import Attribute
from knowledge.inquiry import Inquiry
from knowledge.models import Answered, Kpi
from knowledge.rules.fields import field
from knowledge.rules.outcome import Outcome


def are_meant(meant: Sequence[Entry]) -> bool:
    """Tell whether several indicators of one plan are meant that nothing but their goals tells apart."""
    goals = {e.fact.goal.text for e in meant if isinstance(e.fact, Kpi) and e.fact.goal}
    return len({(e.release.id, e.name_key) for e in meant}) == 1 < len(meant) == len(goals)


def each_with_its_goal(inquiry: Inquiry, meant: Sequence[Entry], attribute: Attribute) -> Outcome | None:
    """Answer the same of each indicator of one name, each with its goal."""
    fields: tuple[Attribute, ...] = (attribute,) if attribute == "goal" else (attribute, "goal")
    undated = replace(inquiry, question=replace(inquiry.question, years=()))
    said = [
        found.answer
        for entry in meant
        for asked in fields
        if (found := field(undated if asked == "goal" else inquiry, entry, asked))
        and isinstance(found.answer, Answered)
    ]
    complete = len(said) == len(meant) * len(fields)
    return Outcome(together(said), listed=tuple(meant), attribute=attribute) if complete else None


def asked_which(inquiry: Inquiry, meant: Sequence[Entry], attribute: Attribute) -> Outcome | None:
    """Ask which is meant of several that have one name (民眾滿意度 under two goals)."""
    if len(meant) < 2 or len({e.name_key for e in meant}) > 1:
        return None
    said = ambiguous(inquiry.catalogue, inquiry.question, meant, attribute)
    return Outcome(said, listed=tuple(meant), attribute=attribute)
