"""The outline of a document: sections with their headings and prose, from the lines outside tables.

Wrapped lines can begin with 一、 by chance, so a line begins an entry only if its number is the next one expected
and the line before it ended its paragraph.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import takewhile
from math import inf

from indexer.areas import NOTE, Division
from indexer.labels import ENTRIES, Label, Rank, is_headed_by_stems, parse_heading_label, parse_label
from indexer.layout import Layout, Line, first_unit, full_width, set_width
from knowledge.models import Passage, Section, Span
from knowledge.text import cut

_PROSE_END = re.compile(r"[。；;！？?!]\s*$")
_SENTENCE_END = re.compile(r"[。；：！？」）)：:;]\s*$")
_LONGEST_HEADING = 70
_FEW = 12  # characters of the heading of a chapter without a number
_INDENTED = 0.75  # The paragraphs of an entry are set so much narrower than the page, at most.
_SURELY_SHORT = 0.85
_GOES_ON = re.compile(r"[，、「『（(《〈]\s*$")
_CUT_FIGURE = re.compile(r"\d\s*$")
_UNIT_FIRST = re.compile(r"\s*[年月日時個項件人名位家處所場次元萬億歲週校班園%％]")
_FIGURE_FIRST = re.compile(r"\s*\d[\d,.]*\s*[^\s\d.、．]")
_LOOKED_AHEAD = 60


@dataclass
class _Entry:
    """An entry under way: its label, the lines after it, and how deep it stands."""

    rank: float
    number: int
    label_end: int
    path: tuple[str, ...]
    lines: list[Line] = field(default_factory=list)


def read_outline(layout: Layout, division: Division, title_lines: int) -> tuple[Section, ...]:
    """Read the sections of a document; the first lines are its title."""
    return _Outliner(layout, division).read(title_lines)


class _Outliner:
    """Goes through the prose lines once, keeping the entries that are open."""

    def __init__(self, layout: Layout, division: Division) -> None:
        self.layout = layout
        self.prose = division.prose
        self.notes = set(division.notes)
        self.noted: dict[Rank, int] = {}
        self.by_stems = is_headed_by_stems(line.text for line in division.prose)
        self.full = full_width(division.prose)
        self.open: list[_Entry] = []
        self.sections: list[Section] = []
        self.contents = _tables_after(layout, division)
        self.chapters: dict[Rank, int] = {}
        labels = (parse_heading_label(line.text, self.by_stems) for line in division.prose)
        self.has_chapters = any(label.rank <= Rank.GREAT for label in labels if label)
        self.counted: dict[Rank, int] = {}

    def read(self, title_lines: int) -> tuple[Section, ...]:
        root = _Entry(-inf, 0, 0, (), list(self.prose[:title_lines]))
        self.open = [root]
        self.root_title = title_lines
        previous: Line | None = None
        current = root
        for index, line in enumerate(self.prose[title_lines:], title_lines):
            if note := NOTE.match(line.text):
                first = parse_label(line.text[note.end() :])
                self.noted = {first.rank: first.number} if first else {}
            label = self._label(line, previous) or self._first_below(index, current) or self._skipping(index)
            if label:
                self.notes -= {after.start for after in takewhile(self._is_noted, self.prose[index:])}
                self._heading_without_number(current, label)
                self._finish(current)
                current = self._begin(line, label)
            else:
                current.lines.append(line)
            previous = line
        self._finish(current)
        return tuple(self.sections)

    def _label(self, line: Line, previous: Line | None) -> Label | None:
        label = parse_heading_label(line.text, self.by_stems)
        if (level := self.layout.headings.get(line.start)) and _is_heading(line.text):
            return label or Label(self._rank_of(level), 0, 0)  # The document says so itself.
        if label is None or self._is_note(line, label):
            return None
        if previous is not None and label.rank > Rank.GREAT and not self._ended(previous, line):
            return None
        same = next((entry for entry in reversed(self.open) if entry.rank == label.rank), None)
        if same is not None:
            below_chapter = self._is_unnumbered_chapter(self.open[-1], label)
            restart = label.number == 1 and (label.rank <= Rank.GREAT or below_chapter)
            return label if label.number == same.number + 1 or restart else None
        # Below 二、 （二） may go on from the （一） below 一、.
        runs_on = label.rank > Rank.GREAT and self.counted.get(label.rank) == label.number - 1
        return label if label.number == 1 or runs_on or self._resumes(label) else None

    def _is_note(self, line: Line, label: Label) -> bool:
        """Tell whether a numbered line below a table is one of its notes, which the next number of the outline ends.

        The notes may be numbered themselves, and then their numbers go on.
        """
        if line.start not in self.notes or label.rank <= Rank.GREAT:
            return False
        same = next((entry for entry in reversed(self.open) if entry.rank == label.rank), None)
        goes_on = same is not None and label.rank in ENTRIES and label.number == same.number + 1
        if goes_on and self.noted.get(label.rank) != label.number - 1:
            return False
        self.noted[label.rank] = label.number
        return True

    def _is_noted(self, line: Line) -> bool:
        return line.start in self.notes

    def _rank_of(self, level: int) -> Rank:
        """Give the rank of a heading without a label: that of the labelled ones of its level."""
        alike = (parse_label(line.text) for line in self.prose if self.layout.headings.get(line.start) == level)
        ranks = [label.rank for label in alike if label]
        return min(ranks) if ranks else Rank(min(Rank.GREAT + level - 1, Rank.DIGIT_PAREN))

    def _resumes(self, label: Label) -> bool:
        """Tell whether a chapter is the next after an annex that stands between chapters, or an annex the next one."""
        is_apart = label.rank == Rank.ANNEX or any(entry.rank == Rank.ANNEX for entry in self.open)
        return is_apart and self.chapters.get(label.rank) == label.number - 1

    def _first_below(self, index: int, current: _Entry) -> Label | None:
        """Below a heading that fills its line an entry 1 begins where a 2 of its kind follows."""
        label = parse_label(self.prose[index].text)
        if label is None or label.number != 1 or not max(current.rank, Rank.GREAT) < label.rank:
            return None
        if self.layout.marked or self.prose[index].start in self.notes or len(current.lines) != 1:
            return None
        ahead = (parse_label(line.text) for line in self.prose[index + 1 : index + _LOOKED_AHEAD])
        following = next((found for found in ahead if found and found.rank <= label.rank), None)
        return label if following and (following.rank, following.number) == (label.rank, 2) else None

    def _skipping(self, index: int) -> Label | None:
        """After a whole sentence (三) may follow (一), which its own entries or a (四) confirm: numbers do get lost.

        Or a heading has the number of the one before, for that which is next: its own entries confirm it.
        """
        label = parse_label(self.prose[index].text)
        if label is None or label.rank <= Rank.GREAT or not _PROSE_END.search(self.prose[index - 1].text):
            return None
        same = next((entry for entry in reversed(self.open) if entry.rank == label.rank), None)
        if same is None or self.prose[index].start in self.notes:
            return None
        ahead = [found for line in self.prose[index + 1 : index + _LOOKED_AHEAD] if (found := parse_label(line.text))]
        has_entries = bool(ahead) and ahead[0].rank > label.rank and ahead[0].number == 1
        if label.number == same.number:
            return label if has_entries and _is_heading(self.prose[index].text) else None
        following = next((found for found in ahead if found.rank <= label.rank), None)
        goes_on = following is not None and (following.rank, following.number) == (label.rank, label.number + 1)
        return label if label.number == same.number + 2 and (goes_on or has_entries) else None

    def _ended(self, line: Line, following: Line, full: float | None = None) -> bool:
        """Tell whether a paragraph ends with a line: by its mark, its last sign, its width, or a table after it."""
        if line.start in self.contents or _SENTENCE_END.search(line.text):
            return True
        if self.layout.marked:
            # The blank at the end of a full line can be that before or after a figure.
            is_blank = _CUT_FIGURE.search(line.text) or _FIGURE_FIRST.match(following.text)
            full_line = set_width(line.text) + first_unit(following.text) + 2 >= (full or self.full)
            return line.ends and (self.layout.flows or not (is_blank and full_line))
        if _GOES_ON.search(line.text) or (_CUT_FIGURE.search(line.text) and _UNIT_FIRST.match(following.text)):
            return False
        return set_width(line.text) + first_unit(following.text) + 2 < (full or self.full)

    def _begin(self, line: Line, label: Label) -> _Entry:
        resumes = self._resumes(label)
        while self.open[-1].rank >= label.rank or (resumes and self.open[-1].rank >= Rank.ANNEX):
            self.open.pop()
        if label.rank in (Rank.ANNEX, Rank.CHAPTER, Rank.GREAT) and self.open[-1].rank == -inf:
            self.chapters[label.rank] = label.number
        entry = _Entry(label.rank, label.number, label.end, self.open[-1].path, [line])
        self.counted[label.rank] = label.number
        self.open.append(entry)
        return entry

    def _heading_without_number(self, current: _Entry, label: Label) -> None:
        """A line without number between 四、 and １、 stands in the place of （一） and is a heading itself.

        So does one above 一、 in a plan whose chapters are not numbered.
        """
        if self._is_unnumbered_chapter(current, label):
            self._chapter_without_number(current)
            return
        if label.number != 1 or label.rank - current.rank < 2 or current.rank < Rank.GREAT:
            return
        last = current.lines[-1]
        before = current.lines[-2] if len(current.lines) > 1 else None
        if before is None or _PROSE_END.search(last.text) or not self._ended(before, last) or "。" in last.text:
            return
        current.lines.pop()
        self._finish(current)
        heading = _Entry(label.rank - 0.5, 0, 0, current.path, [last])
        self.open.append(heading)
        current.lines.clear()
        self._finish(heading)

    def _chapter_without_number(self, current: _Entry) -> None:
        """Make a section of the last line of the current entry, which is the heading of a chapter."""
        chapter = _Entry(Rank.GREAT, 0, 0, (), [current.lines.pop()])
        self._finish(current)
        del self.open[1:]
        self.open.append(chapter)
        current.lines.clear()
        self._finish(chapter)

    def _is_unnumbered_chapter(self, current: _Entry, label: Label) -> bool:
        return (
            not self.has_chapters
            and not self.layout.headings
            and (label.rank, label.number) == (Rank.CHINESE, 1)
            and len(current.lines) > 1
            and self._is_short_heading(current.lines[-2], current.lines[-1])
        )

    def _is_short_heading(self, before: Line, line: Line) -> bool:
        """Tell whether a line is a few words on their own, below a whole sentence."""
        text = line.text.strip()
        return len(text) <= _FEW and text.isalpha() and bool(_SENTENCE_END.search(before.text))

    def _finish(self, entry: _Entry) -> None:
        """Make the section of an entry: its first paragraph is a heading, or all of it is prose."""
        if not entry.lines:
            return
        first = self.root_title if entry.rank == -inf else self._first_paragraph(entry)
        heading, body = entry.lines[:first], entry.lines[first:]
        text = "".join(line.text for line in heading)
        label = text[: entry.label_end].lstrip()
        label = label.rstrip() if entry.rank > Rank.PART else label  # 第一章 is parted from its heading by a blank
        if entry.rank > 0 and not _is_heading(text):
            heading, body = [], entry.lines
        title = _passage(self.layout, heading, entry.label_end)
        prose = _passage(self.layout, body, 0 if heading else entry.label_end)
        if entry.rank > -inf:
            entry.path = (*entry.path, label.rstrip() if title is None else label + title.text)
        page = self.layout.page_at(entry.lines[0].start)
        self.sections.append(Section(entry.path, title, prose, page))

    def _first_paragraph(self, entry: _Entry) -> int:
        widest = max(set_width(line.text) for line in entry.lines)
        full = min(self.full, widest if widest >= self.full * _INDENTED else self.full)
        for count, (line, following) in enumerate(zip(entry.lines, entry.lines[1:], strict=False), 1):
            if count > 1 and not self.layout.marked and not self._is_short(line, following, full):
                continue
            if self._ended(line, following, full):
                return count
        return len(entry.lines)

    def _is_short(self, line: Line, following: Line, full: float) -> bool:
        """Tell whether the second line of an entry ends a heading: it seldom takes two, and then not all of them."""
        is_prose = _PROSE_END.search(line.text) or line.start in self.contents
        return bool(is_prose) or set_width(line.text) + first_unit(following.text) + 2 < full * _SURELY_SHORT


def _is_heading(text: str) -> bool:
    return len(text) <= _LONGEST_HEADING and not _PROSE_END.search(text) and "。" not in text


def _passage(layout: Layout, lines: list[Line], skip: int) -> Passage | None:
    """Cut the passage of consecutive lines, without the first characters of the first one."""
    first = lines[0].start + skip if lines else 0
    spans = [Span(max(span.start, first), span.end) for line in lines for span in line.spans if span.end > first]
    spans = [span for span in spans if layout.text[span.start : span.end].strip()]
    merged: list[Span] = []
    for span in spans:
        if merged and not layout.text[merged[-1].end : span.start].strip():
            merged[-1] = Span(merged[-1].start, span.end)
        else:
            merged.append(span)
    return cut(layout.text, merged) if merged else None


def _tables_after(layout: Layout, division: Division) -> frozenset[int]:
    """Find the prose lines that a table follows: whatever comes next is a new paragraph."""
    prose = {line.start for line in division.prose}
    pairs = zip(layout.lines, layout.lines[1:], strict=False)
    return frozenset(line.start for line, following in pairs if line.start in prose and following.start not in prose)
