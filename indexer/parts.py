"""Pieces of passages: a part of a cell keeps its places in the canonical text."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.models import Passage, Span
from knowledge.text import cut, fold_home


@dataclass(frozen=True, slots=True)
class Glyphs:
    """The folded characters of a passage, each with its offset in the canonical text."""

    source: str
    spans: tuple[Span, ...]
    text: str
    home: tuple[int, ...]

    def passage(self, start: int, end: int) -> Passage:
        """Cut the passage of the folded characters `start` to `end` (half open, not empty)."""
        return between(self.source, self.spans, self.home[start], self.home[end - 1] + 1)


def glyphs(source: str, passage: Passage) -> Glyphs:
    """Fold a passage character by character."""
    text: list[str] = []
    home: list[int] = []
    for span in passage.spans:
        folded = fold_home(source[span.start : span.end])
        text.append(folded.text)
        home += [span.start + offset for offset in folded.home]
    return Glyphs(source, passage.spans, "".join(text), tuple(home))


def between(source: str, spans: tuple[Span, ...], start: int, end: int) -> Passage:
    """Cut what lies between two offsets out of the spans of a passage.

    Raises ValueError if nothing but white space stands there.
    """
    inside = [Span(max(s.start, start), min(s.end, end)) for s in spans if s.start < end and s.end > start]
    return cut(source, inside)


def is_blank(source: str, spans: tuple[Span, ...], start: int) -> bool:
    """Tell whether nothing but white space follows an offset within the spans."""
    return not any(source[max(s.start, start) : s.end].strip() for s in spans if s.end > start)


def without_label(source: str, passage: Passage, length: int) -> Passage | None:
    """Give a passage without its first `length` characters as printed; None if nothing else is there."""
    start = passage.start + length
    if is_blank(source, passage.spans, start):
        return None
    return between(source, passage.spans, start, passage.spans[-1].end)
