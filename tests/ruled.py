"""PDF plans for the tests: pages with printed lines and ruled tables that go on over pages, as an office program does.

Rows are cut where a page ends, each cell's lines by themselves; a cell of the first column that is None below another
is spanned by it, and its text flows over the rows and the page.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from itertools import pairwise

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

FONT = "MSung-Light"
pdfmetrics.registerFont(UnicodeCIDFont(FONT))
Row = tuple[str | None, ...]


@dataclass
class Paper:
    """A PDF that is written from the top down; `label` is printed below each page, `head` above it."""

    size: float = 12
    leading: float = 18
    label: str = "2-{}"
    head: str = ""
    width: float = 595
    height: float = 842
    margin: float = 60
    minimum: int = 1  # lines of a paragraph that may stand alone at a page's end or begin
    boxes: bool = False  # borders as a rectangle for each cell
    buffer: io.BytesIO = field(default_factory=io.BytesIO)

    def __post_init__(self) -> None:
        self.canvas = Canvas(self.buffer, pagesize=(self.width, self.height), pageCompression=0)
        self.page = 0
        self._begin()

    def _begin(self) -> None:
        self.page += 1
        self.y = self.height - self.margin
        self.canvas.setFont(FONT, self.size)
        if self.label:
            self.canvas.drawCentredString(self.width / 2, 30, self.label.format(self.page))
        if self.head:
            self.canvas.drawString(self.margin, self.height - 35, self.head)

    def turn(self) -> None:
        """Begin a new page."""
        self.canvas.showPage()
        self._begin()

    def line(self, text: str, indent: float = 0) -> None:
        if self.y - self.leading < self.margin:
            self.turn()
        self.y -= self.leading
        self.canvas.drawString(self.margin + indent, self.y, text)

    def skip(self, points: float) -> None:
        self.y -= points

    def raw(self) -> bytes:
        self.canvas.save()
        return self.buffer.getvalue()

    def table(self, header: Row, rows: list[Row], widths: list[float], repeat: bool = True, centred: str = "") -> None:
        """Print a table; `centred` names the columns whose text stands in the middle (`"24"`)."""
        _Printing(self, header, rows, widths, repeat, {int(column) for column in centred}).run()

    def wrap(self, text: str | None, width: float) -> list[str]:
        """Break a text into lines; no sign of punctuation begins one, and no number is broken."""
        lines: list[str] = []
        for paragraph in (text or "").split("\n"):
            line = ""
            for unit in _units(paragraph):
                if line and pdfmetrics.stringWidth((line + unit).rstrip(), FONT, self.size) > width:
                    lines.append(line.rstrip())
                    line = ""
                line += unit if line else unit.lstrip()
            if line.strip():
                lines.append(line.rstrip())
        return lines


@dataclass
class _Printing:
    paper: Paper
    header: Row
    rows: list[Row]
    widths: list[float]
    repeat: bool
    centred: set[int]

    def run(self) -> None:
        self.top = self.paper.y
        self.ys: list[tuple[float, bool]] = []  # where a row begins on this page, and whether the first column does
        self.lines_of_span: list[str] = []
        self.pending: list[str] = []
        self.span_y = self.top
        self._print_header()
        for number, row in enumerate(self.rows):
            wrapped = [self._wrap(column, cell) for column, cell in enumerate(row)]
            if number == 0 or row[0] is not None:
                self._flush_span()
                self.pending, wrapped[0] = wrapped[0], []
                self._place_row(wrapped, True, self._is_alone(number))
            else:
                self._place_row(wrapped, False, number + 1 == len(self.rows) or self.rows[number + 1][0] is not None)
        self._flush_span()
        self._close()

    def _is_alone(self, number: int) -> bool:
        return number + 1 == len(self.rows) or self.rows[number + 1][0] is not None

    def _wrap(self, column: int, cell: str | None) -> list[str]:
        return self.paper.wrap(cell, self.widths[column] - 8)

    def _print_header(self) -> None:
        self.ys = []
        self.top = self.paper.y
        cells = [self._wrap(column, cell) for column, cell in enumerate(self.header)]
        self.ys.append((self.top, True))
        for column, lines in enumerate(cells):
            self._draw(column, lines, self.top, middle=True)
        self.paper.y -= self._height(max(map(len, cells)))
        self.span_y = self.paper.y

    def _height(self, lines: int) -> float:
        return lines * self.paper.leading + 4

    def _room(self) -> int:
        return int((self.paper.y - self.paper.margin - 4) // self.paper.leading)

    def _place_row(self, cells: list[list[str]], begins: bool, ends_span: bool) -> None:
        while True:
            span = len(self.pending) if begins else self._span_left()
            need = max(1, *map(len, cells), span if ends_span else 0)
            room = self._room()
            if room >= need:
                self._put(cells, need, begins)
                return
            parts = [self._cut(lines, room) for lines in cells]
            above = max(len(taken) for taken, _ in parts) if room > 0 else 0
            if above == 0:
                self._next_page()
                continue
            self._put([taken for taken, _ in parts], room, begins)
            cells = [left for _, left in parts]
            self._next_page()
            begins = False

    def _cut(self, lines: list[str], room: int) -> tuple[list[str], list[str]]:
        least = self.paper.minimum
        taken = len(lines) if len(lines) <= room else room
        if 0 < taken < len(lines):
            taken = min(taken, len(lines) - least)
            taken = taken if taken >= least else 0
        taken = max(0, taken)
        return lines[:taken], lines[taken:]

    def _put(self, cells: list[list[str]], lines: int, begins: bool) -> None:
        self.ys.append((self.paper.y, begins or len(self.ys) <= self.repeat))
        if begins:
            self.span_y = self.paper.y
            self.lines_of_span = self.pending
        for column, cell in enumerate(cells):
            self._draw(column, cell, self.paper.y)
        self.paper.y -= self._height(lines)

    def _span_left(self) -> int:
        """Lines that the first column still needs below what stands there."""
        used = int((self.span_y - self.paper.y + 0.1) // self.paper.leading)
        return max(0, len(self.lines_of_span) - used)

    def _flush_span(self) -> None:
        self._draw(0, self.lines_of_span, self.span_y)
        self.lines_of_span = []

    def _next_page(self) -> None:
        fitting = int((self.span_y - self.paper.y - 1) // self.paper.leading)
        self._draw(0, self.lines_of_span[:fitting], self.span_y)
        self.lines_of_span = self.lines_of_span[fitting:]
        self._close()
        self.paper.turn()
        if self.repeat:
            self._print_header()
        else:
            self.ys, self.top = [], self.paper.y
        self.span_y = self.paper.y

    def _draw(self, column: int, lines: list[str], top: float, middle: bool = False) -> None:
        left = self.paper.margin + sum(self.widths[:column])
        for number, line in enumerate(lines, 1):
            y = top - number * self.paper.leading + 0.25 * self.paper.size
            if middle or column in self.centred:
                self.paper.canvas.drawCentredString(left + self.widths[column] / 2, y, line)
            else:
                self.paper.canvas.drawString(left + 4, y, line)

    def _close(self) -> None:
        """Draw the rules of this page's part."""
        canvas, left, bottom = self.paper.canvas, self.paper.margin, self.paper.y
        right = left + sum(self.widths)
        xs = [left + sum(self.widths[:column]) for column in range(len(self.widths) + 1)]
        canvas.setLineWidth(0.5)
        if self.paper.boxes:
            self._close_boxes(xs, bottom)
            return
        for number, (y, begins) in enumerate([*self.ys, (bottom, True)]):
            canvas.line(left if begins or not number else xs[1], y, right, y)
        for x in xs:
            canvas.line(x, self.top, x, bottom)

    def _close_boxes(self, xs: list[float], bottom: float) -> None:
        ys = [y for y, _ in self.ys] + [bottom]
        for column in range(1, len(xs) - 1):
            for above, below in pairwise(ys):
                self.paper.canvas.rect(xs[column], below, xs[column + 1] - xs[column], above - below)
        begins = [y for number, (y, is_new) in enumerate(self.ys) if is_new or not number] + [bottom]
        for above, below in pairwise(begins):
            self.paper.canvas.rect(xs[0], below, xs[1] - xs[0], above - below)


def _units(text: str) -> list[str]:
    """What may not be broken: Latin words and numbers with the blank before them, signs with what they belong to."""
    units: list[str] = []
    for char in text:
        is_word = char.isascii() and not char.isspace()
        if (units and (char in "，。、；：）」』？！％" or units[-1][-1] in "（「『")) or (
            units and is_word and units[-1][-1].isascii() and not units[-1][-1].isspace()
        ):
            units[-1] += char
        else:
            units.append(char)
    return units
