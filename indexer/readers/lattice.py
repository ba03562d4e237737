"""Ruled tables: straight rules that meet become a grid of cell boxes.

Rules that lie nearly on one line are one rule (borders of neighbouring cells, double and dotted lines); rules that
meet are one table. Its places across and down divide it into small fields, and fields with no rule between them are
one cell. Outer borders may be missing: the ends of the rules stand for them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import neg
from typing import NamedTuple

from indexer.readers.drawing import Rule

# Points. No column is narrower than a character, no row lower; borders of one line are drawn with less between them.
_COLUMN_SLACK = 5.0
_ROW_SLACK = 3.0
_GAP = 3.5
_SHORTEST = 6.0
# So many are no table of a plan, and cost too much to compare.
_MOST_PAIRS = 250_000
_MOST_FIELDS = 50_000


class Crowded(Exception):
    """The rules are too many for any table of a plan."""


class Cell(NamedTuple):
    """A cell box by the fields it covers: from `row` and `column` up to `after_row` and `after_column`."""

    row: int
    column: int
    after_row: int
    after_column: int


@dataclass(frozen=True, slots=True)
class Lattice:
    """A table's boxes: its places `xs` from left to right, `ys` from the top down, and each field's cell."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    fields: tuple[tuple[Cell, ...], ...]

    def cell_at(self, x: float, y: float) -> Cell | None:
        """Give the cell in which a point lies."""
        xs, ys = self.xs, self.ys
        if not (xs[0] <= x < xs[-1] and ys[-1] < y <= ys[0]):
            return None
        return self.fields[bisect_right(ys, -y, key=neg) - 1][bisect_right(xs, x) - 1]

    def cells(self) -> list[Cell]:
        """Give every cell once, row by row."""
        return list(dict.fromkeys(cell for row in self.fields for cell in row))


def lattices(across: Iterable[Rule], down: Iterable[Rule]) -> list[Lattice]:
    """Find the tables of a page, from the top down.

    Raises Crowded if there are too many rules to look at.
    """
    rows, columns = joined(across), joined(down, _COLUMN_SLACK)
    if len(rows) * len(columns) > _MOST_PAIRS:
        raise Crowded
    found = [table for group in _groups(rows, columns) if (table := _lattice(*group)) is not None]
    return sorted(found, key=lambda table: (-table.ys[0], table.xs[0]))


def joined(rules: Iterable[Rule], slack: float = _ROW_SLACK) -> list[Rule]:
    """Join rules that continue or cover each other on one line; those of two tables keep their own places."""
    found: list[Rule] = []
    for line in _lines(sorted(rules), slack):
        run, end = [line[0]], line[0].end
        for rule in line[1:]:
            if rule.start > end + _GAP:
                found.append(Rule(_middle(run), run[0].start, end))
                run, end = [], rule.end
            run.append(rule)
            end = max(end, rule.end)
        found.append(Rule(_middle(run), run[0].start, end))
    return [rule for rule in found if rule.end - rule.start >= _SHORTEST]


def _middle(rules: Sequence[Rule]) -> float:
    """Give the place of rules that are one, a long one counting for more."""
    length = sum(rule.end - rule.start for rule in rules)
    return sum(rule.at * (rule.end - rule.start) for rule in rules) / length if length else rules[0].at


def _lines(rules: Sequence[Rule], slack: float) -> Iterable[list[Rule]]:
    line: list[Rule] = []
    for rule in rules:
        if line and rule.at - line[0].at > slack:
            yield sorted(line, key=lambda r: r.start)
            line = []
        line.append(rule)
    if line:
        yield sorted(line, key=lambda r: r.start)


def _groups(rows: list[Rule], columns: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Divide the rules into groups that meet."""
    group_of = list(range(len(rows) + len(columns)))

    def group(index: int) -> int:
        while group_of[index] != index:
            group_of[index] = group_of[group_of[index]]
            index = group_of[index]
        return index

    for i, row in enumerate(rows):
        for j, column in enumerate(columns, len(rows)):
            if (
                row.start - _COLUMN_SLACK <= column.at <= row.end + _COLUMN_SLACK
                and column.start - _ROW_SLACK <= row.at <= column.end + _ROW_SLACK
            ):
                group_of[group(j)] = group(i)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for i, row in enumerate(rows):
        groups.setdefault(group(i), ([], []))[0].append(row)
    for j, column in enumerate(columns, len(rows)):
        groups.setdefault(group(j), ([], []))[1].append(column)
    return [found for found in groups.values() if found[0] and found[1]]


def _lattice(rows: list[Rule], columns: list[Rule]) -> Lattice | None:
    """Make the boxes of rules that meet; None for a frame or a list in one column."""
    xs, ys = _places(columns, rows, _COLUMN_SLACK), _places(rows, columns, _ROW_SLACK)
    width, height = len(xs) - 1, len(ys) - 1
    if width * height > _MOST_FIELDS:
        raise Crowded
    if width < 2 or height < 1:
        return None
    # Both are counted from below; rows of fields are counted from the top.
    left_of = {(height - 1 - row, column) for column, row in _borders(columns, xs, ys, _COLUMN_SLACK)}
    above = {(height - row, column) for row, column in _borders(rows, ys, xs, _ROW_SLACK)}
    fields = _fields(height, width, left_of, above)
    is_table = len({cell for row in fields for cell in row}) > 1
    return Lattice(tuple(xs), tuple(reversed(ys)), fields) if is_table else None


def _places(rules: list[Rule], crossing: list[Rule], slack: float) -> list[float]:
    """The places of rules, and the ends of those that cross them where no rule stands at the end."""
    places = [_middle(line) for line in _lines(sorted(rules), slack)]
    first, last = min(rule.start for rule in crossing), max(rule.end for rule in crossing)
    if first < places[0] - 2 * slack:
        places.insert(0, first)
    if last > places[-1] + 2 * slack:
        places.append(last)
    return places


def _borders(rules: list[Rule], places: list[float], along: list[float], slack: float) -> set[tuple[int, int]]:
    """The sides of fields that are ruled: the number of the place, and that of the field along it."""
    ruled: set[tuple[int, int]] = set()
    middles = [(start + end) / 2 for start, end in pairwise(along)]
    for rule in rules:
        place = min(bisect_left(places, rule.at - slack), len(places) - 1)
        if place + 1 < len(places) and abs(places[place + 1] - rule.at) < abs(places[place] - rule.at):
            place += 1
        if abs(places[place] - rule.at) > slack:
            continue
        beside = range(bisect_left(middles, rule.start), bisect_right(middles, rule.end))
        ruled.update((place, number) for number in beside)
    return ruled


def _fields(
    height: int, width: int, left_of: set[tuple[int, int]], above: set[tuple[int, int]]
) -> tuple[tuple[Cell, ...], ...]:
    """Join fields with no rule between them; each gets the cell that covers all that are joined with it."""
    owner: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for row in range(height):
        for column in range(width):
            own = [(row, column)]
            owner[row, column] = own
            if column and (row, column) not in left_of:
                _merge(owner, owner[row, column - 1], own)
            if row and (row, column) not in above:
                _merge(owner, owner[row - 1, column], owner[row, column])
    made: dict[int, Cell] = {}
    for places in owner.values():
        if id(places) not in made:
            rows, columns = [r for r, _ in places], [c for _, c in places]
            made[id(places)] = Cell(min(rows), min(columns), max(rows) + 1, max(columns) + 1)
    return tuple(tuple(made[id(owner[row, column])] for column in range(width)) for row in range(height))


def _merge(
    owner: dict[tuple[int, int], list[tuple[int, int]]], into: list[tuple[int, int]], other: list[tuple[int, int]]
) -> None:
    if into is other:
        return
    if len(into) < len(other):
        into, other = other, into
    into += other
    for place in other:
        owner[place] = into
