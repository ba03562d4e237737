"""Tables that go on over pages: the parts on each page become one grid.

A row that a page cuts is whole again, its cells with a span on each page. Whether the first row of a page is the rest
of the row above is weighed from signs (`_weight`): numbers that begin the cells, cells that are empty, lines that end
before the cell's side. A cell that spans rows (a goal) can flow over the page though the rows in it do not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import inf

from indexer.document import Grid
from indexer.headers import header_words
from indexer.layout import first_unit
from indexer.readers.lattice import Cell
from indexer.readers.numbering import Numbering, begins_entry, number_of
from indexer.readers.sheets import Part, Slot
from knowledge.models import Passage, Span
from knowledge.numbers import parse_quantity
from knowledge.text import cut, fold

_HEADER_ROWS = 4
# The part of a column's cells that are filled, from which an empty one is a sign.
_USUAL = 0.7
# How much longer than the other cells of its column one can be that flows over a page.
_LONGEST = 1.3
# Between these the signs do not tell whether a row goes on.
_UNSURE = 1.0
# Lines that can be left free above a page break, because no paragraph leaves a single line behind (widows, orphans).
_FREE_LINES = 2.6


@dataclass(frozen=True, slots=True)
class Joined:
    """The tables of a document; `spilled` are the lines (by their start) that ran out of a header, of no row."""

    grids: tuple[Grid, ...]
    spilled: frozenset[int]


def join_parts(text: str, parts: Sequence[Part], prose: str) -> Joined:
    """Join the parts, in the order of the text; `prose` is the squeezed text outside of tables."""
    chains: list[list[Part]] = []
    for part in parts:
        if chains and (following := part.following(chains[-1][-1])):
            chains[-1].append(following)
        else:
            chains.append([part])
    joined = [_Joining(chain, prose) for chain in chains]
    spilled = frozenset(line for one in joined for line in one.spilled)
    return Joined(tuple(one.grid(text) for one in joined), spilled)


@dataclass
class _Joining:
    """One table at work: `rows` holds the spans of each cell, `at` the row of the cell that is open in each column."""

    parts: Sequence[Part]
    prose: str
    rows: list[list[list[Span]]] = field(default_factory=list)
    at: list[int] = field(default_factory=list)
    breaks: set[int] = field(default_factory=set)
    covered: set[tuple[int, int]] = field(default_factory=set)
    beside: set[tuple[int, int]] = field(default_factory=set)
    counted: dict[int, int] = field(default_factory=dict)
    unsure: set[int] = field(default_factory=set)
    doubtful: set[tuple[int, int]] = field(default_factory=set)

    def __post_init__(self) -> None:
        first, *rest = self.parts
        repeated = [self._repeated(first, part) for part in rest]
        self.header = max([1, *(rows for rows, _ in repeated)])
        self.skipped = [0, *(rows for _, rows in repeated)]
        kept = [part.without_spill(first, *rows) for part, rows in zip(rest, repeated, strict=True)]
        self.spilled = [line for whole, part in zip(rest, kept, strict=True) for line in whole.starts - part.starts]
        rest = kept
        self.parts = (first, *rest)
        body = [first.own(row) for row in range(self.header, first.height)]
        # What stands first on a page may be the rest of a row, and says less of what a row is like.
        later = [
            [part.own(row) for row in range(skip, part.height)]
            for part, skip in zip(rest, self.skipped[1:], strict=True)
        ]
        sure = [*body, *(row for rows in later for row in rows[1:])]
        body += [row for rows in later for row in rows]
        columns = range(len(first.xs) - 1)
        cells = [[row[c] for row in body if row[c] is not None] for c in columns]
        if len(sure) < 2:
            sure = body
        starts = [[slot for row in sure if (slot := row[c]) is not None and slot.lines] for c in columns]
        self.filled = [len(starts[c]) / max(1, len(sure)) for c in columns]
        self.spanning = [any(slot and slot.cell.after_row - slot.cell.row > 1 for slot in cells[c]) for c in columns]
        self.numbering = [Numbering.of([slot.text for slot in starts[c]]) for c in columns]
        self.known = [{slot.text for slot in starts[c]} for c in columns]
        self.longest = [max((len(slot.text) for slot in starts[c]), default=0) for c in columns]
        self.room = [
            max((line.right - line.left for slot in cells[c] if slot for line in slot.lines), default=0.0)
            for c in columns
        ]

    @staticmethod
    def _repeated(first: Part, part: Part) -> tuple[int, int]:
        """Count the header rows that are printed again: those of the first part, and those that say the same here.

        A rule that cuts a header cell on one page only makes one row more there.
        """
        for rows in range(min(first.height, _HEADER_ROWS), 0, -1):
            said = first.begun(rows)
            if len(said) < min(2, len(first.xs) - 1):
                break
            for same in range(min(part.height, _HEADER_ROWS + 1), 0, -1):
                again = part.begun(same)
                if _is_again(again, said) or sorted(again) == sorted(said):
                    return rows, same
        return 0, 0

    def grid(self, text: str) -> Grid:
        for number, (part, skip) in enumerate(zip(self.parts, self.skipped, strict=True)):
            if skip < part.height:
                self._add(self.parts[number - 1] if number else None, part, skip)
        kept = [number for number, row in enumerate(self.rows) if any(row)]
        columns = [column for column in range(len(self.parts[0].xs) - 1) if any(row[column] for row in self.rows)]
        rows = tuple(tuple(_passage(text, self.rows[r][c]) for c in columns) for r in kept)
        breaks = {sum(r < number for r in kept) for number in self.breaks}
        covered, beside, doubtful = (
            frozenset((kept.index(r), columns.index(c)) for r, c in places if r in kept and c in columns)
            for places in (self.covered, self.beside, self.doubtful)
        )
        unsure = frozenset(kept.index(r) for r in self.unsure if r in kept)
        return Grid(rows, frozenset(b for b in breaks if 0 < b < len(rows)), covered, unsure, beside, doubtful)

    def _add(self, before: Part | None, part: Part, skip: int) -> None:
        """Add the rows of a part, the first of which can be the rest of the row above."""
        columns = range(len(part.xs) - 1)
        above = before.rows[-1] if before and len(self.rows) >= self.header else None
        if above and len(self.rows) == self.header and all(header_words(fold(s.text)) for s in above if s.lines):
            above = None  # a whole header at the foot of a page: the rows begin on the next
        weight = self._weight(above, part.rows[skip]) if above else 0.0
        is_rest = weight > 0
        own = [s for c, s in enumerate(part.own(skip)) if s and not self.spanning[c]]
        if above and abs(weight) <= _UNSURE and all(s.lines for s in own):
            self.unsure |= {len(self.rows) - 1} if is_rest else {len(self.rows) - 1, len(self.rows)}
        goes_on = [is_rest] * len(columns)
        if above and not is_rest:
            goes_on = [self._flows(column, above[column], part.rows[skip][column]) for column in columns]
            beside = [self._goes_with(column, above, part.rows[skip], goes_on) for column in columns]
            goes_on = [goes or with_others for goes, with_others in zip(goes_on, beside, strict=True)]
        begun = self._begun_above(before, part.rows[skip], is_rest) if before and above else set[int]()
        goes_on = [goes or column in begun for column, goes in enumerate(goes_on)]
        if before and not is_rest:
            self.breaks.add(len(self.rows))
        home: dict[Cell, int] = {}
        for row in range(skip, part.height):
            if row > skip or not is_rest:
                self.rows.append([[] for _ in columns])
            if row == skip + 1 and is_rest:
                self.breaks.add(len(self.rows) - 1)
            for column, slot in enumerate(part.own(row)):
                goes_below = row == skip and goes_on[column] and not is_rest and self.spanning[column]
                cell = part.rows[row][column].cell
                if goes_below or cell.row < row:
                    self.covered.add((len(self.rows) - 1, column))
                elif cell.column < column:
                    self.beside.add((len(self.rows) - 1, column))
                if slot is None:
                    continue
                home[slot.cell] = self.at[column] if row == skip and goes_on[column] else len(self.rows) - 1
                if slot.span:
                    self.rows[home[slot.cell]][column].append(slot.span)
                    is_tail = row == skip and goes_on[column] and column not in begun
                    if (number := number_of(slot.text)) is not None and not is_tail:
                        self.counted[column] = number
        self.at = [self._open_row(column, home.get(slot.cell)) for column, slot in enumerate(part.rows[-1])]

    def _open_row(self, column: int, row: int | None) -> int:
        """Give the row of the cell that is open where a page ends.

        Some printers rule off a cell that spans rows below the one whose text the page cuts, and leave the rest empty.
        """
        row = len(self.rows) - 1 if row is None else row
        if not self.spanning[column]:
            return row
        return next((at for at in range(row, -1, -1) if self.rows[at][column]), row)

    def _begun_above(self, before: Part, below: Sequence[Slot], is_rest: bool) -> set[int]:
        """Find the columns of which a cell begins at the foot of a page, ruled off and empty: its text stands below.

        That cell may span rows; where it is not certain whether its text is that of the cell above it, that is kept.
        """
        found: set[int] = set()
        for column, slot in enumerate(before.rows[-1]):
            is_ruled = slot.cell.column == column and not slot.lines and slot.cell.row > 0
            over = before.rows[slot.cell.row - 1][column] if is_ruled else slot
            if not (self.spanning[column] and is_ruled and over.lines and below[column].lines):
                continue
            if self._is_sliver(before, slot) or (not is_rest and self._begins_first(before.rows[-1], below)):
                continue
            row = len(self.rows) - before.height + slot.cell.row
            begins = self._begins_anew(column, over, below[column])
            if begins is None:
                self.doubtful.add((row, column))
            if begins is not False:
                found.add(column)
                self.at[column] = row
        return found

    def _is_sliver(self, before: Part, slot: Slot) -> bool:
        """Tell whether nothing stands beside a cell at the foot of a page: it is what a printer ruled off."""
        rows = before.rows[slot.cell.row :]
        return not any(one.lines for row in rows for one in row if one.cell.row >= slot.cell.row)

    def _begins_first(self, above: Sequence[Slot], below: Sequence[Slot]) -> bool:
        """Tell whether the row below a page break is numbered as the first of a goal, and the one above as a later."""
        numbered = [c for c, numbering in enumerate(self.numbering) if numbering.is_numbered and not self.spanning[c]]
        pairs = ((number_of(above[c].text), number_of(below[c].text)) for c in numbered)
        return any(first == 1 and (last or 0) > 1 for last, first in pairs)

    def _begins_anew(self, column: int, above: Slot, below: Slot) -> bool | None:
        """Tell whether the text below a page break is that of another cell than the one above; None if unknown."""
        fresh = self.numbering[column].is_fresh(self.counted.get(column), below.text)
        if fresh is not None or above.text + below.text in self.prose:
            return fresh is True
        return True if below.text in self.prose or not self._is_open(column, above, below) else None

    def _weight(self, above: Sequence[Slot], below: Sequence[Slot]) -> float:
        """Weigh whether a row goes on where the one above was cut: above 0 it does."""
        usual = [c for c, share in enumerate(self.filled) if share >= _USUAL and not self.spanning[c]]
        filled = [c for c, slot in enumerate(below) if slot.lines and slot.cell.column == c]
        if not filled:
            return -inf
        weight = sum(self._weigh(column, above[column], below[column]) for column in filled)
        lacking = [c for c in usual if not below[c].lines and above[c].lines]
        # A leading cell that is empty alone can be a goal that goes on.
        if lacking and lacking != [0]:
            weight += len(lacking) + (2 if len(filled) == 1 and len(usual) > 2 else 0)
        weight += sum(2 for c in lacking if self.numbering[c].is_numbered)
        if not any(self._is_open(c, above[c], below[c]) or begins_entry(below[c].begins) for c in filled):
            weight -= 1.5
        elif not lacking and all(self._is_open(c, above[c], below[c]) for c in filled if not self.spanning[c]):
            weight += 1
        return weight

    def _weigh(self, column: int, above: Slot, below: Slot) -> float:
        """Weigh one filled cell: its number, whether it is whole elsewhere, whether the one above was left empty.

        A figure is no rest of another.
        """
        fresh = self.numbering[column].is_fresh(self.counted.get(column), below.text)
        if fresh or (below.text in self.known[column] and not self.spanning[column]):
            return -3 if above.lines else 0
        if fresh is False and not self.spanning[column]:
            return 3
        if _is_figure(above.text) and _is_figure(below.text):
            return -3
        return 1 if not above.lines and self.filled[column] >= _USUAL and not self.spanning[column] else 0

    def _flows(self, column: int, above: Slot, below: Slot) -> bool:
        """Tell whether a cell that spans rows, or the first of its row, goes on below the break."""
        if column and not self.spanning[column]:
            return False
        if not below.lines:
            return True
        fresh = self.numbering[column].is_fresh(self.counted.get(column), below.text)
        if fresh is not None or number_of(below.text) is not None:
            return fresh is False
        if not above.lines or below.text.isdigit():
            return False  # A code that stands alone is the next row's.
        if above.text + below.text in self.prose:
            return True
        # A goal that is printed in every row begins in every row.
        if below.text in self.prose or (not self.spanning[column] and self.filled[column] == 1):
            return False
        if len(above.text + below.text) > _LONGEST * self.longest[column]:
            return False
        return self._is_open(column, above, below)

    def _goes_with(self, column: int, above: Sequence[Slot], below: Sequence[Slot], goes_on: Sequence[bool]) -> bool:
        """Tell whether a cell goes on as those that span the same rows do: a measure beside its indicator's name."""
        cell = above[column].cell
        rows = (cell.row, cell.after_row)
        beside = [c for c, s in enumerate(above) if (s.cell.row, s.cell.after_row) == rows and below[c].lines]
        begun = any(self.numbering[c].is_numbered and not goes_on[c] for c in beside)
        return self.spanning[column] and rows[1] - rows[0] > 1 and not begun and any(goes_on[c] for c in beside)

    def _is_open(self, column: int, above: Slot, below: Slot) -> bool:
        """Tell whether the text of a cell can go on: its last line is full, and none more had room."""
        if not above.lines:
            return True
        last = above.lines[-1]
        pitch = _pitch(above)
        if above.height - pitch * len(above.lines) > _FREE_LINES * pitch:
            return False
        room = max(self.room[column], 0.6 * above.width)
        return last.right - last.left + first_unit(below.begins) * last.size / 2 > room - 0.05 * last.size


def _is_figure(text: str) -> bool:
    """Tell whether a cell says one figure and nothing else; what a narrow cell leaves of one (4億, 110-) is none."""
    read = parse_quantity(text)
    return read is not None and not text.startswith("0") and _PART_OF_FIGURE.search(text) is None


_PART_OF_FIGURE = re.compile(r"[億萬千百]$|[^\w%％)）]$")


def _is_again(header: Sequence[str], said: Sequence[str]) -> bool:
    """Tell whether header cells say the same; where words run out of narrow cells, their ends may be lost in some."""
    if len(header) != len(said):
        return False
    alike = all(a.startswith(b) or b.startswith(a) for a, b in zip(header, said, strict=True))
    return alike and sum(a != b for a, b in zip(header, said, strict=True)) <= max(1, len(said) // _CUT_SHARE)


_CUT_SHARE = 3


def _pitch(slot: Slot) -> float:
    """The distance of a cell's lines."""
    ys = [line.y for line in slot.lines]
    return (ys[0] - ys[-1]) / (len(ys) - 1) if len(ys) > 1 else 1.5 * slot.lines[0].size


def _passage(text: str, spans: list[Span]) -> Passage | None:
    return cut(text, spans) if spans else None
