"""Rows and cells recovered from the lines of a table: the cheapest way to read them from top to bottom.

Cells come row by row in the order of the columns, each wrapped at its column's width. A cell of one line shares
its line with the next cell; where a page cuts a row, the tails of its cells follow in the order of the columns.
So a reading is a path through the lines: each step takes a stretch of lines for the next cell, for a cell of a new
row, or for the tail of a cut cell. The costs of cells (`indexer.costs`) and of steps are added up, and the cheapest
path wins; only the best few readings are kept at each place.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from operator import or_

from indexer.costs import IMPOSSIBLE, cell_cost, rules_of
from indexer.evidence import Evidence
from indexer.joints import inside_cost
from indexer.strips import Range
from indexer.tables import Role
from indexer.targets import EVERY_YEAR

Cell = tuple[Range, ...]
Place = tuple[int, int]
State = tuple[int, int, int, bool, bool, bool, tuple["Cell | None", ...]]

_KEPT, _KEPT_CUT = 8, 96  # readings kept at each place, and where a page ends
_CHOICES = 9  # stretches tried for one cell
_GIVE_UP = 18.0  # what costs more than the best by this much is not followed,
_GIVE_UP_CUT = 45.0  # and at the end of a page, where cut cells look bad until their tails are found
_HOPELESS = 30.0  # a cell that costs so much is none
_TOO_FAR = 14.0  # what the lines before its last may cost
_APART = 4.0  # a one-line cell that does not share its line with the next
_TAIL = 0.5
_LATE = 5.0
_SKIP = 12.0  # a line that belongs to no cell
_ODD_NUMBER = 8.0
_REPEATED = 0.3  # a goal printed again in each of its rows
_UNSPANNED = 10.0  # the first row of a table has all its spanning cells


@dataclass(frozen=True, slots=True)
class Reading:
    """A partial reading: what it costs, the last column filled, and how it came about.

    `cells` holds the newest cell of each column; `goal` and `kpi` are the numbers reached, `fresh` says that a goal has
    begun whose first indicator is still to come. `height` is that of the row in lines when its tails began, `above`
    that of the rows before it beside the spanning cell. `heads` are the cells of a row that a page may have cut, until
    its tails are found: what they add up to cannot be told before.
    """

    cost: float
    column: int
    cells: tuple[Cell | None, ...]
    goal: int = 0
    kpi: int = 0
    fresh: bool = True
    tail: bool = False
    alone: bool = False
    above: int = 0
    height: int = 0
    heads: tuple[Cell | None, ...] = ()
    before: Reading | None = None
    step: tuple[str, int, Range] | None = None

    @property
    def state(self) -> State:
        return (self.column, self.goal, self.kpi, self.fresh, self.tail, self.alone, self.heads)


@dataclass(frozen=True, slots=True)
class Recovered:
    """Rows of cells by column, the lines that belong to none, and what the whole reading costs."""

    rows: tuple[dict[int, Cell], ...]
    skipped: tuple[Range, ...]
    cost: float


def read_rows(evidence: Evidence) -> Recovered:
    """Give the cheapest reading of a table's lines."""
    return _Search(evidence).run()


class _Search:
    """All readings under way, by the place they have reached and the state they are in."""

    def __init__(self, evidence: Evidence) -> None:
        self.evidence = evidence
        self.strips = evidence.strips
        self.rules = rules_of(evidence.columns)
        roles = [column.role for column in evidence.columns]
        # Where the goal stands behind its first indicator, that one begins anew before the goal is read.
        self.goal_follows = Role.GOAL in roles and Role.KPI in roles and roles.index(Role.GOAL) > roles.index(Role.KPI)
        self.places: defaultdict[Place, dict[State, Reading]] = defaultdict(dict)
        self.best: dict[Place, float] = {}
        # Whether a page ends before each line, and with it, and what a reading there may cost beyond the best.
        self.breaks = (*(strip.line.breaks for strip in self.strips), False)
        last = (*self.breaks[1:], False)
        self.limits = tuple(_GIVE_UP_CUT if cut else _GIVE_UP for cut in map(or_, self.breaks, last))

    def run(self) -> Recovered:
        start = Reading(0.0, len(self.rules) - 1, (None,) * len(self.rules))
        self.places[(0, 0)][start.state] = start
        for line, strip_ in enumerate(self.strips):
            for word in range(len(strip_.words)):
                if (line, word) in self.places:
                    self._go_on((line, word))
        finished = self.places[(len(self.strips), 0)].values()
        return _trace(min(finished, key=lambda r: r.cost + self._missing(r)))

    def _go_on(self, place: Place) -> None:
        readings = sorted(self.places.pop(place).values(), key=lambda r: r.cost)
        cut = [r for r in readings if r.heads][:_KEPT_CUT]
        for reading in sorted([r for r in readings if not r.heads][:_KEPT] + cut, key=lambda r: r.cost):
            if reading.cost > readings[0].cost + self.limits[place[0]]:
                break
            if not reading.tail:
                self._same_row(reading, place)
            self._tails(reading, place)
            # The last line of a spanning cell shares it with the first cell of the next row.
            if place[1] == 0 or self.rules[reading.column].spans:
                self._new_row(reading, place)
            if place[1] == 0:
                self._skip(reading, place)

    def _same_row(self, reading: Reading, place: Place) -> None:
        # Cells begin at the top of their row: after a page break come tails, hardly ever a first line.
        cost = _LATE * (place[1] == 0 and self.breaks[place[0]])
        for column in range(reading.column + 1, len(self.rules)):
            self._take(reading, place, column, "cell", cost)
            cost += 0.0 if self._spans_years(reading, column) else self.rules[column].empty
            if cost > _GIVE_UP:
                break

    def _spans_years(self, reading: Reading, column: int) -> bool:
        """Tell whether a column of targets is spanned by one that says that it is that of every year."""
        roles = self.evidence.columns
        cell = reading.cells[reading.column]
        if not (roles[reading.column].role is roles[column].role is Role.TARGET) or cell is None:
            return False
        return EVERY_YEAR.match(self.evidence.folded(cell)) is not None

    def _tails(self, reading: Reading, place: Place) -> None:
        """After a page break come tails in the order of the columns, and nothing else of the cut row.

        A spanning cell that ends its row can end in the line with which the next row begins.
        """
        last = len(self.rules) - 1
        if reading.tail:
            columns, cost = range(reading.column + 1, len(self.rules)), _TAIL
        elif place[1] == 0 and reading.column == last and self.rules[last].spans and not self.breaks[place[0]]:
            columns, cost = range(last, last + 1), _TAIL
        elif place[1] == 0 and self.breaks[place[0]]:
            columns, cost = range(len(self.rules)), _TAIL + self._missing(reading)
        else:
            return
        for column in columns:
            if reading.cells[column] is not None:
                self._take(reading, place, column, "tail", cost)

    def _new_row(self, reading: Reading, place: Place) -> None:
        cost = self._missing(reading)
        cells = tuple(c if rule.spans else None for c, rule in zip(reading.cells, self.rules, strict=True))
        above = 0 if reading.tail else reading.above + self._height(reading)
        begun = replace(reading, cells=cells, tail=False, alone=False, above=above, height=0, heads=())
        for column, rule in enumerate(self.rules):
            self._take(begun, place, column, "row", cost)
            cost += _UNSPANNED if rule.spans and reading.step is None else rule.empty
            if cost > _GIVE_UP:
                break

    def _skip(self, reading: Reading, place: Place) -> None:
        line = place[0]
        whole = (line, 0, line, len(self.strips[line].words))
        skipped = replace(reading, cost=reading.cost + _SKIP, before=reading, step=("skip", -1, whole))
        self._offer((line + 1, 0), skipped.state, skipped.cost, lambda: skipped)

    def _missing(self, reading: Reading) -> float:
        return 0.0 if reading.tail else sum(rule.empty for rule in self.rules[reading.column + 1 :])

    def _take(self, reading: Reading, place: Place, column: int, kind: str, extra: float) -> None:
        """Take every likely stretch that begins here for a cell of a column."""
        apart = reading.alone and place[1] == 0 and kind != "row" and not self.breaks[place[0]]
        base = reading.cost + extra + _APART * apart
        head = reading.cells[column] if kind == "tail" else None
        height = (reading.height or self._height(reading)) if head is not None else 0
        if head is not None:
            base += self._too_short(reading, column, head, height)
        above = 0 if kind == "row" and self.rules[column].spans else reading.above
        for stretch, cost in self._stretches(column, place, kind == "tail"):
            if head is not None:
                cost = cell_cost(self.evidence, column, (*head, stretch)) - cell_cost(self.evidence, column, head)
            at_end = stretch[3] == len(self.strips[stretch[2]].words)
            target = (stretch[2] + 1, 0) if at_end else (stretch[2], stretch[3])
            if base + cost > self.best.get(target, IMPOSSIBLE * 100) + self.limits[target[0]]:
                continue
            odd, goal, kpi, fresh = self._number(reading, column, stretch, kind)
            cells = (*reading.cells[:column], (*(head or ()), stretch), *reading.cells[column + 1 :])
            # However a page's last line is divided: the tails tell which way is right.
            heads = reading.heads if kind == "tail" else cells if self.breaks[stretch[2] + 1] else ()
            state = (column, goal, kpi, fresh, kind == "tail", at_end and stretch[0] == stretch[2], heads)
            step = (kind, column, stretch)
            total = base + cost + odd
            make = partial(Reading, total, column, cells, *state[1:-1], above, height, heads, reading, step)
            self._offer(target, state, total, make)

    def _height(self, reading: Reading) -> int:
        """The height of a row is that of its longest cell; a spanning cell is as high as all its rows."""
        cells = zip(reading.cells, self.rules, strict=True)
        return max((cell[-1][2] - cell[-1][0] + 1 for cell, rule in cells if cell and not rule.spans), default=0)

    def _too_short(self, reading: Reading, column: int, head: Cell, height: int) -> float:
        """Only a cell that fills its row down to the end of the page goes on after it."""
        room = height + (reading.above if self.rules[column].spans else 0)
        return min(9.0, 2.5 * max(0, room - (head[-1][2] - head[-1][0] + 1)))

    def _offer(self, place: Place, state: State, cost: float, make: Callable[[], Reading]) -> None:
        known = self.places[place].get(state)
        if known is None or cost < known.cost:
            self.places[place][state] = make()
            self.best[place] = min(cost, self.best.get(place, cost))

    def _stretches(self, column: int, place: Place, is_tail: bool) -> list[tuple[Range, float]]:
        """Give the likeliest stretches of lines that begin here and could be a cell of a column."""
        key = (column, *place, is_tail)
        choices = self.evidence.choices
        if key not in choices:
            ranges = self._ranges(column, place)
            found = sorted(((r, cell_cost(self.evidence, column, (r,))) for r in ranges), key=_second)
            likely = [c for c in found[:_CHOICES] if c[1] < min(found[0][1] + _GIVE_UP, _HOPELESS)]
            # A cell cut by a page looks bad until its tail is found, and so does a short tail by itself.
            # A line of figures ends the longest cell, of which the cheapest stretches are the shortest.
            cut = [c for c in found if self._is_marked_off(c[0]) or (is_tail and c[0][0] == c[0][2])]
            choices[key] = likely + [c for c in cut if c not in likely]
        return choices[key]

    def _is_marked_off(self, stretch: Range) -> bool:
        """Tell whether a page ends after a stretch, or a line of several figures follows it."""
        after = stretch[2] + 1
        at_end = stretch[3] == len(self.strips[stretch[2]].words)
        return self.breaks[after] or (at_end and after < len(self.strips) and self.strips[after].is_sums)

    def _ranges(self, column: int, place: Place) -> Iterator[Range]:
        line, word = place
        for after in range(word + 1, len(self.strips[line].words) + 1):
            yield (line, word, line, after)
        for last in range(line + 1, min(line + self.rules[column].lines, len(self.strips))):
            if self.breaks[last] or inside_cost(self.evidence, column, line, word, last) > _TOO_FAR:
                return
            yield (line, word, last, len(self.strips[last].words))

    def _number(self, reading: Reading, column: int, stretch: Range, kind: str) -> tuple[float, int, int, bool]:
        """Goals are numbered on and on (or repeated in each row), indicators on or anew for each goal."""
        role = self.evidence.columns[column].role
        goal, kpi, fresh = reading.goal, reading.kpi, reading.fresh
        if kind == "tail" or role not in (Role.GOAL, Role.KPI):
            return 0.0, goal, kpi, fresh
        number = self.evidence.number(stretch)
        if role is Role.KPI:
            expected = number is None or number == kpi + 1 or (number == 1 and (fresh or self.goal_follows))
            return (0.0 if expected else _ODD_NUMBER), goal, kpi if number is None else number, False
        if number is None:
            return 0.0, goal, kpi, True
        if number == goal:
            return _REPEATED, goal, kpi, fresh
        return (0.0 if number == goal + 1 else _ODD_NUMBER), number, kpi, True


def _second(choice: tuple[Range, float]) -> float:
    return choice[1]


def _trace(last: Reading) -> Recovered:
    steps: list[tuple[str, int, Range]] = []
    reading: Reading | None = last
    while reading is not None:
        if reading.step:
            steps.append(reading.step)
        reading = reading.before
    rows: list[dict[int, Cell]] = []
    skipped: list[Range] = []
    for kind, column, stretch in reversed(steps):
        if kind == "skip":
            skipped.append(stretch)
        elif kind == "tail":
            owner = next(row for row in reversed(rows) if column in row)
            owner[column] = (*owner[column], stretch)
        elif kind == "row" or not rows:
            rows.append({column: (stretch,)})
        else:
            rows[-1][column] = (stretch,)
    return Recovered(tuple(rows), tuple(skipped), last.cost)
