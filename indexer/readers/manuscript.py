"""The canonical text while it is written: a line for each paragraph, and the cells of tables with their places."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from indexer import problems
from indexer.document import Document, Grid
from indexer.problems import Code
from indexer.readers.markup import Node
from knowledge.errors import DocumentRefused
from knowledge.models import Passage, Problem, Span
from knowledge.text import cut

_Places = frozenset[tuple[int, int]]
MAX_COLUMNS = 100
_MAX_HIDDEN = 20
_MAX_TEXT = 8_000_000
_MAX_CELLS = 1_000_000
_SHOWN = 60
_NUMBER = 10
# Signs that end a line elsewhere must not stand within one.
_BLANKS = re.compile("[\t\r\x0b\x0c\x85]")
_LINE_ENDS = re.compile("[\n\u2028\u2029]")


@dataclass(slots=True)
class Paragraph:
    """What is found in one paragraph: its text in pieces, and what is anchored in it."""

    pieces: list[str] = field(default_factory=list)
    frames: list[Node] = field(default_factory=list)
    notes: list[tuple[str, Node]] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(self.pieces)

    def add(self, text: str, hidden: bool = False) -> None:
        (self.hidden if hidden else self.pieces).append(text)


class Manuscript:
    """Writes a document from its beginning to its end."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.length = 0
        self.problems: list[Problem] = []
        self._lines: list[str] = []
        self._grids: list[tuple[list[list[Span | None]], _Places, _Places]] = []
        self._cells = 0
        self._hidden = 0
        self._headings: dict[int, int] = {}
        self._footnotes: set[int] = set()

    def write(self, text: str, label: str = "", heading: int | None = None) -> None:
        """Write a paragraph with the number that its list prints before it; blanks at line ends are left out.

        `heading` is the level, from 1, of one that the document marks as a heading.
        """
        if heading is not None:
            self._headings[self.length] = heading
        for line in _LINE_ENDS.split(_BLANKS.sub(" ", label + text)):
            if line := line.rstrip():
                self._lines.append(line)
                self.length += len(line) + 1
        if self.length > _MAX_TEXT:
            raise DocumentRefused(f"{self.name}: holds far more text than a plan; divide the file")

    def note(self, number: str, text: str) -> None:
        """Write a footnote on a line of its own: in brackets, since 註： alone begins the legend below a table."""
        self._footnotes.add(self.length)
        self.write(f"（註{number.strip()[:_NUMBER]}：{text}）")

    def since(self, start: int) -> Span | None:
        """Give the span of what was written since an offset, or None."""
        return Span(start, self.length - 1) if self.length > start else None

    def add_grid(
        self,
        rows: list[list[Span | None]],
        covered: Iterable[tuple[int, int]] = (),
        beside: Iterable[tuple[int, int]] = (),
    ) -> None:
        """Keep a table with the cells that belong to the one above, or beside it; one without any text is none."""
        if not any(cell for row in rows for cell in row):
            return
        self._grids.append((rows, frozenset(covered), frozenset(beside)))
        self._cells += len(rows) * max(map(len, rows))
        if self._cells > _MAX_CELLS:
            raise DocumentRefused(f"{self.name}: its tables are far larger than a plan's; divide the file")

    def doubt(self, code: Code, text: str) -> None:
        """Note a Problem at the place that is being written."""
        self.problems.append(Problem(code.name, text, len(self._lines) + 1))

    def hide(self, text: str) -> None:
        """Leave out a text that the document hides, and say so."""
        shown = " ".join(text.split())
        self._hidden += bool(shown)
        if shown and self._hidden <= _MAX_HIDDEN:
            self.doubt(problems.HIDDEN_TEXT, shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN]}…")

    def finish(self) -> Document:
        """Give the document; DocumentRefused if it holds no text."""
        text = "\n".join(self._lines)
        if not text:
            raise DocumentRefused(f"{self.name}: holds no text (a scan?); give the plan as a document with text")
        grids = tuple(_grid(text, *made) for made in self._grids)
        return Document(
            text,
            grids,
            is_flowing=True,
            problems=tuple(self.problems),
            headings=self._headings,
            footnotes=frozenset(self._footnotes),
        )


def _grid(text: str, rows: list[list[Span | None]], covered: _Places, beside: _Places) -> Grid:
    """Cut the cells; one that stands in several columns is cut once."""
    width = min(MAX_COLUMNS, max(map(len, rows)))
    known: dict[Span | None, Passage | None] = {None: None}
    for span in {span for row in rows for span in row if span}:
        known[span] = cut(text, [span])
    padded = ((row + [None] * (width - len(row)))[:width] for row in rows)
    return Grid(tuple(tuple(known[span] for span in row) for row in padded), covered=covered, beside=beside)
