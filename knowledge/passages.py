"""The passages of a plan that can answer by themselves: an entry, a sentence group, a row, a note.

What is found is what is quoted: the item that answers, not the page.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from knowledge.models import Passage, Plan, Section

PieceKind = Literal["sections", "kpis", "projects", "annual_items", "legends"]


@dataclass(frozen=True, slots=True)
class Piece:
    """One passage that can be quoted, with the place it takes among the plan's facts.

    `kind` and `position` name the fact, `part` the entry of 實施內容 (0 where there is one part only); `context` is
    text that helps to find the passage but is not quoted (the headings above it, the item's name).
    """

    kind: PieceKind
    position: int
    part: int
    quote: Passage
    context: str = ""

    @property
    def searched(self) -> str:
        return f"{self.context} {self.quote.text}" if self.context else self.quote.text


def pieces_of(plan: Plan) -> Iterator[Piece]:
    """Give all passages of a plan that can answer, in the order of the plan."""
    for position, section in enumerate(plan.sections):
        yield from _of_section(position, section)
    for position, kpi in enumerate(plan.kpis):
        if kpi.measure:
            yield Piece("kpis", position, 0, kpi.measure, kpi.name.text)
    for position, project in enumerate(plan.projects):
        yield Piece("projects", position, 0, project.name)
    for position, item in enumerate(plan.annual_items):
        for part, entry in enumerate(item.content):
            yield Piece("annual_items", position, part, entry, item.name.text)
    for position, legend in enumerate(plan.legends):
        yield Piece("legends", position, 0, legend.meaning)


def _of_section(position: int, section: Section) -> Iterator[Piece]:
    above = " ".join(section.path[-2:-1])
    if section.heading:
        yield Piece("sections", position, 0, section.heading, above)
    if section.body:
        yield Piece("sections", position, 1, section.body, " ".join(section.path[-1:]) if section.heading else above)
