"""Footnotes: what is said of a word at the foot of its page, or behind its paragraph, and belongs to no sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from knowledge.models import Span

# The mark and the note behind it: 1前一年度, 2109 年度. What is parted from it by a blank is a whole sentence, no cell.
PRINTED = re.compile(
    r"\s*(\d{1,2}?)(?:(?=[\u4e00-\u9fff（「]|1\d\d\s?年)(?![年月日])|\s(?=[\u4e00-\u9fff（「A-Z]\S.{8,}。\s*$))"
)
# As the readers of formats that know their footnotes write them (readers/manuscript.py), and as a PDF prints them.
_WRITTEN = re.compile(r"（註([^：]{1,10})：(?=.)")
_SMALL = re.compile(r"\s*(\d{1,2}|[*※①-⑳])\s*(?=\S)")


@dataclass(frozen=True, slots=True)
class Footnote:
    """A footnote: its mark, and where it stands without it."""

    mark: str
    spans: tuple[Span, ...]

    @property
    def start(self) -> int:
        return self.spans[0].start


def read_footnotes(text: str, lines: Sequence[Span]) -> tuple[Footnote, ...]:
    """Read the footnotes of some lines of a text; a line without a mark goes on with the one before."""
    found: list[Footnote] = []
    for line in lines:
        printed = text[line.start : line.end]
        written = _WRITTEN.match(printed)
        mark = written or PRINTED.match(printed) or _SMALL.match(printed)
        end = line.end - (written is not None and printed.endswith("）"))
        if mark:
            found.append(Footnote(mark[1].strip(), (Span(line.start + mark.end(), end),)))
        elif found:
            found[-1] = replace(found[-1], spans=(*found[-1].spans, line))
    return tuple(note for note in found if all(text[a:b].strip() for a, b in note.spans))
