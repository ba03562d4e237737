"""A cited passage in its surroundings: the lines of the plan around it, those that are cited marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.models import Span


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a plan as it stands there, and whether any of it is cited."""

    text: str
    is_cited: bool


def excerpt(text: str, spans: Sequence[Span], around: int = 3) -> tuple[Line, ...]:
    """Cut the lines that hold the spans, with as many lines of text before and after as asked; blank ones are left out.

    Where spans stand apart by more than that, a line of 「…」 stands for what is between.
    """
    lines = _lines(text)
    cited = [i for i, (start, end) in enumerate(lines) if any(s.start < end and start < s.end for s in spans)]
    shown = sorted({n for i in cited for n in range(max(i - around, 0), min(i + around + 1, len(lines)))})
    found: list[Line] = []
    for before, number in zip([None, *shown], shown, strict=False):
        if before is not None and number > before + 1:
            found.append(Line("…", False))
        start, end = lines[number]
        found.append(Line(text[start:end].strip(), number in cited))
    return tuple(found)


def _lines(text: str) -> list[tuple[int, int]]:
    """Give where the lines stand that hold anything."""
    found, at = [], 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            found.append((at, at + len(line)))
        at += len(line)
    return found
