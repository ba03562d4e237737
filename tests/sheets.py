"""Tables as several pages show them, written row by row, for the tests of how their parts are joined."""

from __future__ import annotations

from dataclasses import dataclass

from indexer.readers.lattice import Cell
from indexer.readers.printed import Printed
from indexer.readers.sheets import Part, Slot
from knowledge.models import Span

WIDE, LEADING = 120.0, 18.0


@dataclass
class Sheets:
    """Writes the canonical text: `^` is a cell that the one above spans, `<` the one on the left; `/` begins a line."""

    text: str = ""

    def part(self, page: int, printed: str) -> Part:
        """Write a table's part on one page."""
        rows = [[cell.strip() for cell in row.split("|")] for row in printed.split("\n")]
        places = [
            (row, at) for row, cells in enumerate(rows) for at, cell in enumerate(cells) if cell not in ("^", "<")
        ]
        slots = tuple(self._slot(rows, row, column) for row, column in places)
        xs = tuple(WIDE * n for n in range(len(rows[0]) + 1))
        return Part(page, xs, len(rows), slots, opens=True, closes=True)

    def _slot(self, rows: list[list[str]], row: int, column: int) -> Slot:
        after = next((n for n in range(row + 1, len(rows)) if rows[n][column] != "^"), len(rows))
        beside = next((n for n in range(column + 1, len(rows[row])) if rows[row][n] != "<"), len(rows[row]))
        said = [line for line in rows[row][column].split("/") if line]
        lines = tuple(Printed(s, 0, 12.0 * len(s), -LEADING * n, -LEADING * n, 12) for n, s in enumerate(said))
        start = len(self.text)
        self.text += "".join(f"{line}\n" for line in said)
        span = Span(start, len(self.text) - 1) if said else None
        return Slot(Cell(row, column, after, beside), WIDE, 4 * LEADING * (after - row), lines, span, "".join(said))
