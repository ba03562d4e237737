"""A table as each page shows it: its part on the page, and the cells of that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate

from indexer.layout import width
from indexer.readers.lattice import Cell
from indexer.readers.printed import Printed
from knowledge.models import Span
from knowledge.text import squeeze

# Points by which the columns of two pages' parts may differ.
_SAME_WIDTH = 4.0
# Lines that lie so near lie over each other, in heights of a line; so do the characters of a line that is so narrow.
_OVERLAID = 0.9


@dataclass(frozen=True, slots=True)
class Slot:
    """A cell of a part: where it lies, its room, its lines, its span in the canonical text and its squeezed text."""

    cell: Cell
    width: float
    height: float
    lines: tuple[Printed, ...]
    span: Span | None
    text: str

    @property
    def starts(self) -> set[int]:
        """Give the places in the canonical text where its lines begin."""
        lengths = (
            accumulate((len(line.text) + 1 for line in self.lines[:-1]), initial=self.span.start) if self.span else ()
        )
        return set(lengths)

    @property
    def begins(self) -> str:
        return self.lines[0].text.strip() if self.lines else ""

    def without(self, spilled: str) -> Slot:
        """Give the cell without what ran out of the one above, or its beginning, where the rest is lost below a rule.

        That is all the cell holds, a line that lies over its first one, or characters that lie over those of that.
        """
        if self.text and spilled.startswith(self.text):
            return replace(self, lines=(), span=None, text="")
        line, *rest = self.lines or (None,)
        if line is None or self.span is None:
            return self
        if rest and spilled.startswith(squeeze(line.text)) and line.y - rest[0].y <= _OVERLAID * line.size:
            return self._from(len(line.text) + 1, rest)
        over = next((n for n in range(len(spilled), 0, -1) if line.text.startswith(spilled[:n])), 0)
        if over and line.right - line.left < _OVERLAID * width(line.text) * line.size / 2:
            return self._from(over, [line._replace(text=line.text[over:]), *rest])
        return self

    def _from(self, start: int, lines: Sequence[Printed]) -> Slot:
        span = self.span and Span(self.span.start + start, self.span.end)
        return replace(self, lines=tuple(lines), span=span, text=squeeze("".join(one.text for one in lines)))


@dataclass(frozen=True)
class Part:
    """A table's part on one page; `opens` and `closes` tell that no text of the page stands before or after it."""

    page: int
    xs: tuple[float, ...]
    height: int
    slots: tuple[Slot, ...]
    opens: bool
    closes: bool

    @cached_property
    def rows(self) -> tuple[tuple[Slot, ...], ...]:
        """The cell that covers each field, row by row."""
        fields = {
            (row, column): slot
            for slot in self.slots
            for row in range(slot.cell.row, slot.cell.after_row)
            for column in range(slot.cell.column, slot.cell.after_column)
        }
        return tuple(tuple(fields[row, column] for column in range(len(self.xs) - 1)) for row in range(self.height))

    @property
    def starts(self) -> set[int]:
        """Give the places in the canonical text where the lines of its cells begin."""
        return {start for slot in self.slots for start in slot.starts}

    def own(self, row: int) -> list[Slot | None]:
        """Give the cells that begin in a row; None where one is covered from above or from the left."""
        begun = {slot.cell.column: slot for slot in self.slots if slot.cell.row == row}
        return [begun.get(column) for column in range(len(self.xs) - 1)]

    def begun(self, rows: int) -> list[str]:
        """List what the cells that begin in the first rows say, column by column."""
        slots = sorted(self.slots, key=lambda slot: (slot.cell.column, slot.cell.row))
        return [slot.text for slot in slots if slot.cell.row < rows and slot.text]

    def without_spill(self, first: Part, header: int, skipped: int) -> Part:
        """Take what ran out of the narrow cells of the header, printed again, off the cells below it."""
        if not skipped or skipped >= self.height:
            return self
        made: dict[Slot, Slot] = {}
        for said, again, below in zip(first.rows[header - 1], self.rows[skipped - 1], self.rows[skipped], strict=True):
            if again.text != said.text and said.text.startswith(again.text):
                made[below] = below.without(said.text.removeprefix(again.text))
        return replace(self, slots=tuple(made.get(slot, slot) for slot in self.slots)) if made else self

    def following(self, other: Part) -> Part | None:
        """Give this part in the columns of another if it goes on where that ended; None if it does not.

        The other may have more columns: those of a table nested in one of its cells.
        """
        if not (other.closes and self.opens and other.page + 1 == self.page and len(other.xs) >= len(self.xs)):
            return None
        # The margins of left and right pages can differ, the widths do not; an outer rule can be drawn a little apart.
        shifts = (self.xs[0] - other.xs[0], 0.0)
        at = next((found for shift in shifts if (found := self._columns_in([x + shift for x in other.xs]))), None)
        if at is None:
            return None
        if len(other.xs) == len(self.xs):
            return self
        slots = tuple(
            replace(slot, cell=slot.cell._replace(column=at[slot.cell.column], after_column=at[slot.cell.after_column]))
            for slot in self.slots
        )
        return replace(self, xs=other.xs, slots=slots)

    def _columns_in(self, xs: Sequence[float]) -> list[int] | None:
        """Give for each rule between columns the one of another part that stands there, from its first to its last."""
        at = [min(range(len(xs)), key=lambda n: abs(xs[n] - x)) for x in self.xs]
        apart = any(abs(xs[n] - x) > _SAME_WIDTH for n, x in zip(at, self.xs, strict=True))
        return None if apart or at[-1] != len(xs) - 1 else at
