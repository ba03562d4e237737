"""Where spans of a plan's text stand on the pages of the PDF that it was read from."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from knowledge.models import Box, PdfLine, Plan, Span


def boxes(plan: Plan, spans: Iterable[Span]) -> tuple[Box, ...]:
    """Give the boxes of spans, one for each printed line that they touch; none for a plan that was no PDF.

    Of a line that is cited in part, the sides are worked out from the widths of its characters: within about a
    character, since letters are not all of one width.
    """
    lines = [line for page in plan.pdf_pages for line in page.lines]
    starts = [line.span.start for line in lines]
    return tuple(box for span in spans for box in _boxes(plan.text, lines, starts, span))


def _boxes(text: str, lines: list[PdfLine], starts: list[int], span: Span) -> Iterator[Box]:
    for (start, end), box in lines[max(0, bisect_right(starts, span.start) - 1) :]:
        if start >= span.end:
            return
        first, last = max(start, span.start), min(end, span.end)
        if text[first:last].strip():
            unit = (box.right - box.left) / max(1, _width(text[start:end]))
            left = box.left + unit * _width(text[start:first])
            right = box.right - unit * _width(text[last:end])
            yield box._replace(left=round(left, 1), right=round(right, 1))


def _width(text: str) -> int:
    """Give the width of a text in half-width columns."""
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in text.rstrip())
