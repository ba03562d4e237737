"""The passages of a plan that can answer by themselves: an entry, a sentence group, a row, a note.

What is found is what is quoted: the item that answers, not the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from knowledge.models import Passage, Plan, Section, Span, TableCell, TableRow
from knowledge.text import cut

_LONG = 300  # A longer text is no answer by itself: its paragraphs are.
_SHORT = 60  # A shorter paragraph goes with the next.
_SENTENCE = re.compile(r"[^。！？]*[。！？]+[」』）)]*|[^。！？]+$")
_ENDED = re.compile(r"[。！？][」』）)]*\s*$")  # A page may end within a sentence.

PieceKind = Literal["sections", "kpis", "projects", "annual_items", "legends", "table_rows"]


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
        yield from _of_section(position, section, plan.text)
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
    for position, row in enumerate(plan.table_rows):
        yield Piece("table_rows", position, 0, quote_of(row), row.caption.text if row.caption else "")


def _of_section(position: int, section: Section, text: str) -> Iterator[Piece]:
    above = " ".join(section.path[-2:-1])
    if section.heading:
        yield Piece("sections", position, 0, section.heading, above)
    if section.body:
        context = " ".join(section.path[-1:]) if section.heading else above
        for part, group in enumerate(_groups(text, section.body), 1):
            yield Piece("sections", position, part, group, context)


def spans_of(row: TableRow) -> tuple[Span, ...]:
    """Give all places of a row of a table, its headers included."""
    cells = [*row.heads, *row.label, *(p for d in row.cells for p in (d.header, d.quote))]
    return tuple(span for cell in cells for span in cell.spans)


def quote_of(row: TableRow) -> Passage:
    """Quote a row of a table: what it is about, then each cell behind its header on a line of its own."""
    return _lined([row.label, *((d.header, d.quote) for d in row.cells)])


def quote_of_cell(row: TableRow, cell: TableCell) -> Passage:
    """Quote one cell of a row of a table with the words above the table, its header and what its row is about."""
    # A year that heads a column (110) would run into the figure right behind it.
    ends_in_digit = cell.header.text[-1:].isdigit()
    named = (cell.header, *row.label) if ends_in_digit else (*row.label, cell.header)
    above = [(p,) for p in (row.caption, row.stated) if p]
    return _lined([*above, named, (cell.quote,)])


def _lined(lines: Sequence[Sequence[Passage]]) -> Passage:
    text = "\n".join(" ".join(p.text for p in line) for line in lines if line)
    return Passage(text, tuple(span for line in lines for p in line for span in p.spans))


def _groups(text: str, body: Passage) -> Iterator[Passage]:
    """Divide a long text where its paragraphs end, and long paragraphs where their sentences do."""
    if len(body.text) <= _LONG:
        yield body
        return
    group: list[Span] = []
    held = 0
    for span in _sentences(text, body.spans):
        size = len("".join(text[span.start : span.end].split()))
        is_ended = bool(group) and (_ENDED.search(text[group[-1].start : group[-1].end]) is not None or held > _LONG)
        begins_line = is_ended and text.startswith("\n", group[-1].end)
        if is_ended and (held + size > _LONG or (begins_line and held >= _SHORT)):
            yield cut(text, _merged(text, group))
            group, held = [], 0
        group.append(span)
        held += size
    if group:
        yield cut(text, _merged(text, group))


def _sentences(text: str, spans: tuple[Span, ...]) -> Iterator[Span]:
    for whole in spans:
        for found in _SENTENCE.finditer(text[: whole.end], whole.start):
            start, end = found.span()
            if end - start > _LONG:  # The lines of a table have no sentences.
                lines = [start, *(at + 1 for at in range(start, end - 1) if text[at] == "\n"), end]
                yield from (Span(a, b) for a, b in pairwise(lines) if text[a:b].strip())
            elif text[start:end].strip():
                yield Span(start, end)


def _merged(text: str, spans: list[Span]) -> list[Span]:
    """Join spans with nothing but white space between."""
    merged = spans[:1]
    for span in spans[1:]:
        if text[merged[-1].end : span.start].strip():
            merged.append(span)
        else:
            merged[-1] = Span(merged[-1].start, span.end)
    return merged
