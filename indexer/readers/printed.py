"""A printed page: its lines and tables from the top down, made of the pieces of text and the boxes of its lattices.

A page whose text stands in columns without rules between them (a table of blanks, prose in two columns) says so by its
order: a file writes one cell or column after the other, and goes back up where the next begins. Its lines are kept in
the order of the file, as a text extractor gives them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from indexer.readers.drawing import Turn
from indexer.readers.glyphs import Piece
from indexer.readers.lattice import Cell, Lattice
from knowledge.text import is_latin

# Parts of a character's size.
_SAME_LINE = 0.5
_RISE = 0.25
_WORD_GAP = 0.2
_SIGN_GAP = 0.5
_WIDE_GAP = 2.0
_COLUMN_GAP = 0.4
_INK, _INK_OF_OPENING = 0.1, 0.6  # An opening bracket that begins a line may lose its empty half, beyond the border.
_OPENING = frozenset("（「『〔【《〈［｛")
# Of the width of a wide character: printers put a fifth between it and a letter by themselves, and a blank besides.
_TRACKED_GAP = 0.33


class Printed(NamedTuple):
    """One printed line with its place; `y` is the base of its characters, `bottom` that of their boxes."""

    text: str
    left: float
    right: float
    y: float
    bottom: float
    size: float


@dataclass(frozen=True, slots=True)
class Box:
    """A cell as printed: where it lies in its table, its room and its lines."""

    cell: Cell
    width: float
    height: float
    lines: tuple[Printed, ...]


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """A ruled table on one page: its columns' borders and its cells, row by row."""

    xs: tuple[float, ...]
    rows: int
    top: float
    bottom: float
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """A page's lines and tables in reading order, as they lie once the page was turned by quarters with the clock."""

    blocks: tuple[Printed | PrintedTable, ...]
    turn: Turn = 0


class Places:
    """Where the cells of a page's tables lie."""

    def __init__(self, tables: Sequence[Lattice]) -> None:
        self.tables = tables

    def at(self, piece: Piece, is_last: bool = False) -> tuple[int, Cell] | None:
        """Give the table and the cell for the first or the last character of a piece."""
        x, char = (piece.last, piece.text[-1]) if is_last else (piece.x, piece.text[0])
        ink = x + (_INK_OF_OPENING if char in _OPENING else _INK) * piece.size
        for number, table in enumerate(self.tables):
            if cell := table.cell_at(ink, piece.y + _RISE * piece.size):
                return number, cell
        return None

    def is_apart(self, piece: Piece) -> bool:
        """Tell whether a piece lies in two cells."""
        return bool(self.tables) and piece.x != piece.last and self.at(piece) != self.at(piece, is_last=True)


def print_page(pieces: Iterable[Piece], places: Places, turn: Turn = 0) -> PrintedPage:
    """Lay out a page: lines outside of tables by their height, each table where its top is."""
    outside: list[Piece] = []
    inside: dict[tuple[int, Cell], list[Piece]] = {}
    for piece in pieces:
        if place := places.at(piece):
            inside.setdefault(place, []).append(piece)
        else:
            outside.append(piece)
    in_columns = _has_columns(outside)
    lines = list(_written_lines(outside) if in_columns else _printed_lines(outside))
    tables: list[PrintedTable] = []
    for number, table in enumerate(places.tables):
        boxes = tuple(_box(table, cell, inside.get((number, cell), [])) for cell in table.cells())
        if any(box.lines for box in boxes):
            tables.append(PrintedTable(table.xs, len(table.ys) - 1, table.ys[0], table.ys[-1], boxes))
    if not in_columns:
        return PrintedPage(tuple(sorted([*lines, *tables], key=_height, reverse=True)), turn)
    blocks: list[Printed | PrintedTable] = [*lines]
    for ruled in tables:
        at = next((n for n, block in enumerate(blocks) if _height(block) < _height(ruled)), len(blocks))
        blocks.insert(at, ruled)
    return PrintedPage(tuple(blocks), turn)


def _height(block: Printed | PrintedTable) -> float:
    return block.y + _RISE * block.size if isinstance(block, Printed) else block.top


def _box(table: Lattice, cell: Cell, pieces: list[Piece]) -> Box:
    width = table.xs[cell.after_column] - table.xs[cell.column]
    height = table.ys[cell.row] - table.ys[cell.after_row]
    return Box(cell, width, height, tuple(_printed_lines(pieces)))


def _has_columns(pieces: list[Piece]) -> bool:
    """Tell whether the file goes back up, to the right of all that it wrote below that line before."""
    written = sorted(pieces, key=_written)
    return any(_goes_up(written, at) for at in range(1, len(written)))


def _goes_up(written: list[Piece], at: int) -> bool:
    piece = written[at]
    below = 0
    for before in reversed(range(at)):
        if written[before].y >= piece.y - _SAME_LINE * piece.size:
            break
        if written[before].right > piece.x + _RISE * piece.size:
            return False
        below += 1
    return below > 0


def _written(piece: Piece) -> int:
    return piece.first


def _written_lines(pieces: list[Piece]) -> Iterator[Printed]:
    """Put pieces into lines in the order of the file; the head and the foot of the page stand first and last."""
    lines: list[Printed] = []
    line: list[Piece] = []
    for piece in sorted(pieces, key=_written):
        if line and (abs(line[-1].y - piece.y) > _SAME_LINE * piece.size or piece.x < line[-1].right - piece.size):
            lines += _printed(line, _COLUMN_GAP)
            line = []
        line.append(piece)
    if line:
        lines += _printed(line, _COLUMN_GAP)
    if len(lines) > 1 and lines[-1].y > max(one.y for one in lines[:-1]):
        lines.insert(0, lines.pop())
    if len(lines) > 1 and lines[0].y < min(one.y for one in lines[1:]):
        lines.append(lines.pop(0))
    yield from lines


def _printed_lines(pieces: list[Piece]) -> Iterable[Printed]:
    """Put pieces into lines, from the top down, each from left to right."""
    line: list[Piece] = []
    for piece in sorted(pieces, key=lambda p: (-p.y, p.x)):
        if line and line[0].y - piece.y > _SAME_LINE * max(line[0].size, piece.size):
            yield from _printed(line)
            line = []
        line.append(piece)
    if line:
        yield from _printed(line)


def _printed(line: list[Piece], wide_gap: float = _WIDE_GAP) -> Iterable[Printed]:
    line.sort(key=lambda p: p.x)
    text = line[0].text
    size = max(piece.size for piece in line)
    for before, piece in pairwise(line):
        if _parts(before, piece, size, wide_gap) or (before is line[0] and _numbers(before, piece, size)):
            text += " "
        text += piece.text
    # Blanks before a line are indents, one behind it can be the printer's sign that a paragraph ends.
    shown = text.strip(" ")
    if shown.strip():
        end = " " if text.endswith(" ") else ""
        bottom = min(piece.bottom for piece in line)
        yield Printed(shown + end, line[0].x, line[-1].right, line[0].y, bottom, size)


def _parts(before: Piece, after: Piece, size: float, wide_gap: float) -> bool:
    """Tell whether the gap between two pieces is a blank, where the file has none."""
    if before.text[-1] == " " or after.text[0] == " ":
        return False
    gap = (after.x - before.right) / size
    if gap <= _WORD_GAP:
        return False
    # "file,containing": a sign of ASCII parts words as a letter does.
    latin = [char.isascii() or is_latin(char) for char in (before.text[-1], after.text[0])]
    if sum(latin) == 1 and (tracked := _tracking(before if latin[1] else after)):
        em, extra = tracked
        return (after.x - before.right - extra) / em > _TRACKED_GAP
    return gap > (wide_gap, _SIGN_GAP, _WORD_GAP)[sum(latin)]


def _numbers(label: Piece, after: Piece, size: float) -> bool:
    """Tell whether a line begins with a number that stands apart from what it numbers, in a file without blanks.

    A browser writes a blank as nothing, and it is as narrow as the room that office programs leave beside digits.
    """
    return label.text.isdigit() and len(label.text) <= _LABEL and (after.x - label.right) / size > _LABEL_GAP


_LABEL, _LABEL_GAP = 2, 0.1


def _tracking(piece: Piece) -> tuple[float, float] | None:
    """Give the width of a wide character of a piece, and how far justification moved the characters apart."""
    if len(piece.text) < 2 or not piece.text.isalpha() or piece.text.isascii() or piece.right <= piece.last:
        return None
    em = piece.right - piece.last
    return em, (piece.last - piece.x) / (len(piece.text) - 1) - em
