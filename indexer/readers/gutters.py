"""Tables that are ruled across only: the blanks that go down through all their rows stand for the other rules.

Such a table is known by its header, whose words name the columns of facts: rules across a page are also drawn below its
head and above its foot. The columns are told by the cells of the header, and parted where the fewest rows have text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from indexer.headers import column_role, is_table, settled
from indexer.labels import Rank, parse_heading_label
from indexer.readers.drawing import Rule
from indexer.readers.glyphs import Piece
from indexer.readers.lattice import joined
from knowledge.text import fold

# Points by which rules of one table may differ at their ends, and what text reaches over a gutter that lies in it.
_SLACK, _OVER = 4.0, 2.0
_LEAST_RULES = 2
# Parts of a character's size: what parts two runs of a line, how far the base of a line lies above a rule, and the
# lines of a paragraph.
_RUN_GAP, _RISE, _PITCH = 0.6, 0.25, 2.5
_CELL_GAP = 2.5
# Of so many rows one may have a cell over several columns at a gutter; of a few none.
_CROSSED, _FEW = 3, 2
_CHAPTERS = frozenset({Rank.ANNEX, Rank.CHAPTER, Rank.GREAT})


@dataclass(frozen=True, slots=True)
class Gutters:
    """The rules that stand for blanks.

    `goes_on` tells of rows above the first header, `is_open` that the last row may go on on the next page, `is_torn`
    of a table that is not told.
    """

    across: tuple[Rule, ...] = ()
    down: tuple[Rule, ...] = ()
    goes_on: bool = False
    is_open: bool = False
    is_torn: bool = False
    last: Columns | None = None


@dataclass(frozen=True, slots=True)
class Columns:
    """The cells of a table's header, as they say it, and the places of the gutters between them."""

    said: tuple[str, ...]
    xs: tuple[float, ...]


@dataclass(frozen=True)
class _Run:
    """Characters of one line without a wide gap between them; `gaps` are the narrow ones."""

    x: float
    right: float
    y: float
    size: float
    text: str
    gaps: tuple[tuple[float, float], ...] = ()

    def is_at(self, x: float, over: float = 0.0) -> bool:
        """Tell whether it has text at a place, and `over` that to both sides."""
        return self.x + over < x < self.right - over and not any(a <= x <= b for a, b in self.gaps)


@dataclass(frozen=True)
class _Band:
    """What stands between two rules that go all across."""

    top: float
    bottom: float
    lines: tuple[tuple[_Run, ...], ...]

    @property
    def runs(self) -> list[_Run]:
        return [run for line in self.lines for run in line]

    @property
    def is_prose(self) -> bool:
        """Tell whether each line is of one piece, as those of a paragraph are; so is a row with one cell."""
        return all(len(line) == 1 for line in self.lines)

    @property
    def is_chapter(self) -> bool:
        labels = (parse_heading_label(line[0].text, by_stems=False) for line in self.lines)
        return any(label is not None and label.rank in _CHAPTERS for label in labels)


@dataclass
class _Sheet:
    """A page's rules across, those that go from the left to the right of its tables, and its text."""

    rules: Sequence[Rule]
    ends: Sequence[float]
    left: float
    right: float
    runs: Sequence[Sequence[_Run]]
    made: list[Rule] = field(default_factory=list)
    feet: list[Rule] = field(default_factory=list)

    @cached_property
    def ys(self) -> list[float]:
        return [rule.at for rule in self.rules if self.is_full(rule)]

    def is_full(self, rule: Rule) -> bool:
        return _alike(rule, Rule(rule.at, self.left, self.right))

    def between(self, top: float, bottom: float) -> _Band:
        lines = [[run for run in line if bottom < run.y + _RISE * run.size <= top] for line in self.runs]
        return _Band(top, bottom, tuple(tuple(line) for line in lines if line))

    def divided(self, band: _Band) -> list[_Band]:
        """Divide a band where rules go over some columns."""
        ys = [band.top]
        for rule in self.parts(band.top, band.bottom):
            if ys[-1] - rule.at > _SLACK:
                ys.append(rule.at)
        return [self.between(top, bottom) for top, bottom in pairwise([*ys, band.bottom])]

    def parts(self, top: float, bottom: float) -> list[Rule]:
        """Give the rules between two others that go over some columns."""
        return [rule for rule in self.rules if bottom < rule.at < top and not self.is_full(rule)]


def find_gutters(
    across: Sequence[Rule], down: Iterable[Rule], pieces: Iterable[Piece], above: Columns | None = None
) -> Gutters:
    """Find the tables of a page that are ruled across only, and what stands for the rules between their columns.

    `above` are the columns of the last such table on the page before, which may go on.
    """
    upright = list(down)
    rules = [rule for rule in joined(across) if not any(_meet(rule, other) for other in upright)]
    sheet = _sheet(rules, [end for rule in across for end in (rule.start, rule.end)], pieces)
    if sheet is None:
        return Gutters()
    bands = [sheet.between(top, bottom) for top, bottom in pairwise(sheet.ys)]
    heads = [at for at, band in enumerate(bands) if _is_header(_leaves(sheet, band))]
    rows_above = any(band.lines and not band.is_prose for band in bands[: heads[0] if heads else None])
    is_open = is_torn = False
    last: Columns | None = None
    for at, following in pairwise([*heads, len(bands)]):
        rows = _rows(bands, at, following)
        columns = _columns(sheet, bands[at], rows, above if at == heads[0] else None)
        if columns is None:
            is_torn = True
            continue
        xs, last = columns.xs, columns
        is_open = (rows or [bands[at]])[-1] is bands[-1]
        foot = _foot(sheet, xs) if is_open else None
        is_torn = is_torn or (foot is not None and not foot.lines)
        if foot and foot.lines:
            sheet.feet.append(Rule(foot.bottom, sheet.left, sheet.right))
            rows.append(foot)
        is_torn = is_torn or _is_headed_unruled(sheet, bands[at], xs)
        for band in (bands[at], *rows):
            is_torn = not _rule(sheet, band, xs, is_header=band is bands[at]) or is_torn
    return Gutters(tuple(sheet.feet), tuple(sheet.made), rows_above, is_open, is_torn, last)


def are_torn(pages: Sequence[Gutters]) -> bool:
    """Tell whether a table that is ruled across only is not told whole: its rows go on below no header, or cross it."""
    pairs = pairwise([*pages, Gutters()])
    return any(page.is_torn or (page.is_open and following.goes_on) for page, following in pairs)


def _meet(across: Rule, down: Rule) -> bool:
    beside = across.start - _SLACK <= down.at <= across.end + _SLACK
    return beside and down.start - _SLACK <= across.at <= down.end + _SLACK


def _sheet(rules: Sequence[Rule], ends: Sequence[float], pieces: Iterable[Piece]) -> _Sheet | None:
    """Give the page with the ends of its longest rules that several have."""
    several = [rule for rule in rules if sum(_alike(rule, other) for other in rules) >= _LEAST_RULES]
    if not several:
        return None
    longest = max(several, key=lambda rule: rule.end - rule.start)
    inside = [r for r in rules if r.start > longest.start - _SLACK and r.end < longest.end + _SLACK]
    return _Sheet(sorted(inside, key=lambda r: -r.at), ends, longest.start, longest.end, _lines(pieces))


def _alike(rule: Rule, other: Rule) -> bool:
    return abs(rule.start - other.start) < _SLACK and abs(rule.end - other.end) < _SLACK


def _lines(pieces: Iterable[Piece]) -> list[list[_Run]]:
    """Put pieces into lines, from the top down, and those of a line into runs."""
    lines: list[list[_Run]] = []
    at = float("inf")
    for piece in sorted(pieces, key=lambda p: (-p.y, p.x)):
        text = piece.text.strip()
        if not text:
            continue
        if at - piece.y > 0.5 * piece.size:
            lines.append([])
            at = piece.y
        lines[-1].append(_Run(piece.x, piece.right, piece.y, piece.size, text))
    return [_joined_runs(sorted(line, key=lambda run: run.x)) for line in lines]


def _joined_runs(line: Sequence[_Run]) -> list[_Run]:
    found = [line[0]]
    for run in line[1:]:
        last = found[-1]
        if run.x - last.right < _RUN_GAP * min(run.size, last.size):
            gaps = (*last.gaps, *([(last.right, run.x)] if run.x > last.right else []))
            found[-1] = _Run(last.x, max(last.right, run.right), last.y, last.size, last.text + run.text, gaps)
        else:
            found.append(run)
    return found


def _in_lines(cell: Sequence[_Run]) -> list[list[_Run]]:
    return [[run for run in cell if run.y == y] for y in {run.y for run in cell}]


def _leaves(sheet: _Sheet, band: _Band) -> list[_Run]:
    """Give the cells of a header, each as one run: of those that a rule divides, the ones below it."""
    return [
        _Run(min(r.x for r in cell), max(r.right for r in cell), cell[0].y, cell[0].size, _text(cell))
        for cell in _cells(sheet, band)
    ]


def _cells(sheet: _Sheet, band: _Band) -> list[list[_Run]]:
    parts = sheet.parts(band.top, band.bottom)
    runs = [run for run in band.runs if not any(_heads(rule, run) for rule in parts)]
    cells: list[list[_Run]] = []
    for run in sorted(runs, key=lambda r: r.x):
        if cells and run.x < max(one.right for one in cells[-1]):
            cells[-1].append(run)
        else:
            cells.append([run])
    return cells


def _heads(rule: Rule, run: _Run) -> bool:
    return run.y > rule.at and rule.start - _OVER < run.x and run.right < rule.end + _OVER


def _text(runs: Sequence[_Run]) -> str:
    return "".join(run.text for run in sorted(runs, key=lambda r: (-r.y, r.x)))


def _is_header(cells: Sequence[_Run]) -> bool:
    roles = [column_role(fold(cell.text))[0] for cell in cells]
    return len(cells) > 1 and is_table(set(settled(roles)))


def _rows(bands: Sequence[_Band], head: int, following: int) -> list[_Band]:
    """Give the bands below a header that are rows of its table: not what parts it from the next one."""
    found: list[_Band] = []
    for at in range(head + 1, following):
        band, is_last = bands[at], at == following - 1
        if band.is_chapter or (band.is_prose and is_last and following < len(bands)):
            break
        found.append(band)
    return found


def _columns(sheet: _Sheet, header: _Band, rows: Sequence[_Band], above: Columns | None) -> Columns | None:
    """Give the gutters between the cells of a header, those of the same table on the page before where there is one.

    None where too many rows cross one, or those of the page before do not fit.
    """
    cells = _leaves(sheet, header)
    rows = [row for band in rows for row in sheet.divided(band)]
    most = max(1, len(rows) // _CROSSED) if len(rows) > _FEW else 0
    said = tuple(cell.text for cell in cells)
    goes_on = above is not None and above.said == said
    xs: list[float] = []
    for at, (cell, following) in enumerate(pairwise(cells)):
        least, x = _gutter(cell.right, following.x, rows, sheet.ends)
        known = above.xs[at] if goes_on and above else x
        if least > most or _crossing(known, rows) > least:
            return None
        xs.append(known)
    return Columns(said, tuple(xs))


def _gutter(left: float, right: float, rows: Sequence[_Band], ruled: Sequence[float]) -> tuple[int, float]:
    """Find the place between two cells of a header at which the fewest rows have text: a rule's end, or the widest."""
    ends = Counter(round(x, 1) for x in ruled if left < x < right)
    texts = {x for row in rows for run in row.runs for x in (run.x, run.right) if left < x < right}
    widest = sorted(pairwise(sorted({left, right, *texts})), key=lambda pair: pair[0] - pair[1])
    places = [*(x for x, _ in ends.most_common()), *((a + b) / 2 for a, b in widest), (left + right) / 2]
    counts = [_crossing(x, rows) for x in places]
    return min(counts), places[counts.index(min(counts))]


def _crossing(x: float, rows: Sequence[_Band]) -> int:
    """Count the rows that have text at a place."""
    return sum(any(run.is_at(x) for run in row.runs) for row in rows)


def _is_headed_unruled(sheet: _Sheet, header: _Band, xs: Sequence[float]) -> bool:
    """Tell whether a cell of a header heads several columns without a rule below it."""
    if any(len(line) > 1 for cell in _cells(sheet, header) for line in _in_lines(cell)):
        return True
    parts = sheet.parts(header.top, header.bottom)
    apart = [run for run in header.runs if not any(_heads(rule, run) for rule in parts)]
    return any(_crosses(run, x) for run in apart for x in xs)


def _foot(sheet: _Sheet, xs: Sequence[float]) -> _Band | None:
    """Give the row that a page cuts below the last rule of its table, where none is drawn below it.

    A row that does not fit between the gutters is given without its lines.
    """
    below = sheet.between(sheet.ys[-1], float("-inf"))
    lines: list[tuple[_Run, ...]] = []
    is_cut = False
    for line in below.lines:
        y = lines[-1][0].y if lines else sheet.ys[-1]
        is_near = y - line[0].y < _PITCH * line[0].size
        if not is_near or any(_crosses(run, x) for run in line for x in xs):
            is_cut = is_near and any(len(line) > 1 for line in lines)
            break
        lines.append(line)
    if is_cut:
        return _Band(below.top, below.top, ())
    if not any(len(line) > 1 or (line[0].x > xs[0] and line[0].text[0] not in "(（") for line in lines):
        return None  # a paragraph or a note
    return _Band(below.top, min(run.y - _RISE * run.size for line in lines for run in line), tuple(lines))


def _crosses(run: _Run, x: float) -> bool:
    return run.is_at(x, _OVER)


def _rule(sheet: _Sheet, band: _Band, xs: Sequence[float], is_header: bool) -> bool:
    """Draw the rules between the columns of a band, row by row, but not through a cell over several columns.

    Tell whether each such cell is one: no two stand side by side in it.
    """
    parts = sheet.parts(band.top, band.bottom)
    sides = (sheet.left, *xs, sheet.right)
    is_told = True
    for row in sheet.divided(band):
        below = [rule for rule in parts if is_header and abs(rule.at - row.bottom) < _SLACK]
        merged = {x for run in row.runs for x in _under(run, row.runs, sides)}
        merged |= {x for rule in below for x in _headed(rule, row.runs, sides)}
        pairs = [pair for line in row.lines for pair in pairwise(line)]
        between = [{x for x in xs if run.x < x < following.right} for run, following in pairs]
        is_told = is_told and not any(
            places <= merged and (places or _is_wide(*pair)) for pair, places in zip(pairs, between, strict=True)
        )
        sheet.made += [Rule(x, row.bottom, row.top) for x in sides if x not in merged]
    return is_told


def _is_wide(run: _Run, following: _Run) -> bool:
    """Tell whether two runs of a line stand so far apart that they are those of two cells."""
    return following.x - run.right > _CELL_GAP * run.size


def _under(run: _Run, row: Sequence[_Run], xs: Sequence[float]) -> set[float]:
    """Give the gutters that a run crosses, and those to both sides of it between which it stands in the middle."""
    crossed = [n for n, x in enumerate(xs) if run.x + _OVER < x < run.right - _OVER]
    if not crossed:
        return set()
    middle = (run.x + run.right) / 2
    pairs = ((a, b) for a in range(crossed[0]) for b in range(crossed[-1] + 1, len(xs)))
    for a, b in sorted(pairs, key=lambda pair: pair[0] - pair[1]):
        alone = not any(other is not run and xs[a] < other.x < xs[b] for other in row)
        if alone and abs((xs[a] + xs[b]) / 2 - middle) < _SLACK:
            return set(xs[a + 1 : b])
    return {xs[n] for n in crossed if _crosses(run, xs[n])}


def _headed(rule: Rule, row: Sequence[_Run], xs: Sequence[float]) -> Sequence[float]:
    """Give the gutters below a cell of a header that heads several columns, over the rule that divides it."""
    first, last = (min(range(len(xs)), key=lambda n: abs(xs[n] - end)) for end in (rule.start, rule.end))
    inside = [run for run in row if _heads(rule, run)]
    return xs[first + 1 : last] if len({round(run.x) for run in inside}) == 1 else ()
