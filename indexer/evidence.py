"""What a document itself tells about its tables: whole names, words that recur, column widths, pairs of characters."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from indexer.categories import heads_category
from indexer.labels import Label, names_itself, parse_cell_label, parse_label
from indexer.strips import Part, Range, Strip, count_stretches
from indexer.tables import Column, Role

# What one blank between two characters costs inside a cell: it can be the gap between two cells, or justification.
_GAP, _GAP_JUSTIFIED = 1.7, 1.0
_JUSTIFIED = 0.03  # of the lines have several such blanks, where lines are stretched to the width of their column
# 工作計畫 of the budget (一般行政, 外交業務) mostly end so.
_WORK_PLANS = ("業務", "行政")
_ENDING = 2
_UPPER = frozenset({Role.GOAL, Role.OUTLINE, Role.WORK_PLAN})  # What may stand in rows of its own above others.
# Where so many of the lines with which cells begin follow the line before, blank lines do not part the cells; where
# so few of the other lines do, they stand inside the cells as well.
_ADJACENT, _UNPARTED = 0.4, 0.75
# For each line of a table and one column: the running sums of going on at the line ends, and of exceeding the width.
Sums = tuple[tuple[float, ...], tuple[float, ...]]


@dataclass(frozen=True, slots=True)
class Names:
    """The whole forms of names that stand elsewhere in the document, folded.

    `links` is the text of all 與KPI關聯 columns run together, `kpis` the names of indicators already read.
    """

    headings: frozenset[str] = frozenset()
    links: str = ""
    kpis: tuple[str, ...] = ()

    @property
    def clauses(self) -> frozenset[str]:
        """Headings, and their beginnings up to a comma: tables shorten them so."""
        cut = {name[: m.start()] for name in self.headings for m in re.finditer("[,，]", name)}
        return self.headings | cut


@dataclass
class Evidence:
    """All that the costs of cells look at, for one table.

    `marked` tells that the printer marked the ends of its cells, `spaced` that blank lines stand between them and
    `joined` that none stand inside them, `counting` that the entries of a content are to count on.
    """

    columns: tuple[Column, ...]
    strips: tuple[Strip, ...]
    marked: bool
    spaced: bool
    joined: bool
    names: Names
    pairs: frozenset[str]
    counting: bool = False
    clauses: frozenset[str] = field(init=False)
    has_periods: bool = field(init=False)
    by_year: bool = field(init=False)
    has_units: bool = field(init=False)
    gap: float = field(init=False)
    headed: frozenset[Role] = field(init=False)
    headings: frozenset[int] = field(init=False)
    widest: int = field(init=False)
    widths: tuple[int | None, ...] = ()
    words: dict[Role, frozenset[str]] = field(default_factory=dict)
    contents: dict[tuple[Role, tuple[Range, ...]], float] = field(default_factory=dict)
    ends: dict[Part, float] = field(default_factory=dict)
    costs: dict[tuple[int, tuple[Range, ...]], float] = field(default_factory=dict)
    choices: dict[tuple[int, int, int, bool], list[tuple[Range, float]]] = field(default_factory=dict)
    numbers: dict[tuple[int, int, int], int | None] = field(default_factory=dict)
    sums: dict[int, Sums] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.clauses = self.names.clauses
        self.widths = self.widths or (None,) * len(self.columns)
        self.headed = frozenset(column.role for column in self.columns if not column.header.text)
        self.headings = frozenset(n for n, s in enumerate(self.strips) if self._heads(s.line.text))
        self.widest = max((s.width for s in self.strips), default=0)
        self.has_periods = any(column.role is Role.PERIOD for column in self.columns)
        justified = sum(count_stretches(s.line.text) > 1 for s in self.strips)
        self.gap = _GAP_JUSTIFIED if justified > _JUSTIFIED * len(self.strips) else _GAP
        self.has_units = any(column.role is Role.UNIT for column in self.columns)
        self.by_year = any(column.role is Role.YEAR for column in self.columns)

    def _heads(self, line: str) -> bool:
        """Tell whether a line says that it heads rows, in a table whose goals or kinds stand in rows of their own."""
        return (bool(self.headed & _UPPER) and names_itself(line)) or (
            Role.CATEGORY in self.headed and heads_category(line)
        )

    def folded(self, ranges: Iterable[Range]) -> str:
        """Give the folded text of a cell."""
        return "".join(self._folded_range(r) for r in ranges)

    def _folded_range(self, r: Range) -> str:
        first, word, last, after = r
        if first == last:
            return "".join(self.strips[first].folded[word:after])
        head = self.strips[first].whole if word == 0 else "".join(self.strips[first].folded[word:])
        return head + "".join([s.whole for s in self.strips[first + 1 : last + 1]])

    def printed(self, part: Part) -> str:
        """Give a part of a line as printed."""
        strip_ = self.strips[part[0]]
        start, end = strip_.words[part[1]].start, strip_.words[part[2] - 1].end
        return strip_.line.text[start - strip_.line.start : end - strip_.line.start]

    def head(self, r: Range) -> str:
        """Give the first line of a cell as printed; a blank at its end shows that the cell goes on."""
        first, word, last, after = r
        if first == last:
            return self.printed((first, word, after))
        return self.printed((first, word, len(self.strips[first].words))) + " "

    def number(self, r: Range) -> int | None:
        """Give the number in the label with which a cell begins."""
        if (key := (r[0], r[1], r[3] if r[0] == r[2] else 0)) not in self.numbers:
            label = parse_cell_label(self.head(r) + "x")
            self.numbers[key] = label.number if label else None
        return self.numbers[key]

    def label(self, part: Part) -> Label | None:
        """Give the label with which a part of a line begins."""
        return self.strips[part[0]].label if part[1] == 0 else parse_label(self.printed(part))

    def parts(self, r: Range) -> list[Part]:
        """Give the part of each line that a range takes."""
        first, word, last, after = r
        if first == last:
            return [(first, word, after)]
        whole = [(i, 0, len(self.strips[i].words)) for i in range(first + 1, last + 1)]
        return [(first, word, len(self.strips[first].words)), *whole]

    def last_part(self, r: Range) -> Part:
        """Give the part of the last line of a range."""
        return (r[2], r[1] if r[0] == r[2] else 0, r[3])

    def width(self, part: Part) -> int:
        return sum(self.strips[part[0]].widths[part[1] : part[2]])

    def is_pair(self, before: int, after: int) -> bool:
        """Tell whether the characters on both sides of a line end stand side by side elsewhere in the document."""
        left, right = self.strips[before].whole, self.strips[after].whole
        return left[-1:] + right[:1] in self.pairs

    def stretches(self, part: Part) -> int:
        """Count the blanks that justification put between the characters of a part."""
        return count_stretches(self.printed(part))

    def learn(self, rows: Sequence[dict[int, tuple[Range, ...]]]) -> Evidence:
        """Give the evidence enriched by a first reading: how wide each column is, which words recur in it."""
        widths = tuple(self._width(rows, c) for c in range(len(self.columns)))
        words = {
            self.columns[c].role: frozenset(
                word for word, n in Counter(self.folded(row[c]) for row in rows if c in row).items() if n > 1
            )
            for c in range(len(self.columns))
            if self.columns[c].role in (Role.METHOD, Role.CATEGORY)
        }
        if any(column.role is Role.WORK_PLAN for column in self.columns) and (endings := self._endings(rows)):
            words[Role.ITEM] = endings
        # What text and ends of cells cost does not hang on widths; only the columns of learnt words change.
        contents = {key: cost for key, cost in self.contents.items() if key[0] not in words}
        spaced = self.spaced and self._share(self._first_lines(rows)) < _ADJACENT
        return Evidence(
            self.columns,
            self.strips,
            self.marked,
            spaced,
            self.joined and self._share(self._other_lines(rows)) > _UNPARTED,
            self.names,
            self.pairs,
            self.counting,
            widths,
            words,
            contents,
            self.ends if spaced == self.spaced else {},
        )

    def knows_as(self, other: Evidence) -> bool:
        """Tell whether nothing was learnt that another evidence of the table does not hold."""
        mine, others = ((e.widths, e.words, e.spaced, e.joined) for e in (self, other))
        return mine == others

    def _first_lines(self, rows: Sequence[dict[int, tuple[Range, ...]]]) -> list[int]:
        """Give the lines with which cells begin."""
        return [r[0] for row in rows for cell in row.values() for r in cell if r[1] == 0]

    def _other_lines(self, rows: Sequence[dict[int, tuple[Range, ...]]]) -> list[int]:
        """Give the lines of cells after their first ones."""
        return [n for row in rows for cell in row.values() for r in cell for n in range(r[0] + 1, r[2] + 1)]

    def _share(self, lines: Sequence[int]) -> float:
        """Give the share of some lines that no blank line parts from the line before; a half where there are none."""
        return sum(self.strips[n].line.joins for n in lines) / len(lines) if lines else 0.5

    def _endings(self, rows: Sequence[dict[int, tuple[Range, ...]]]) -> frozenset[str]:
        """Give the endings of work plans (業務, 行政) that are hardly one of items: an item that has one holds both."""
        counts: dict[Role, Counter[str]] = {Role.WORK_PLAN: Counter(), Role.ITEM: Counter()}
        for row in rows:
            for c, cell in row.items():
                if (role := self.columns[c].role) in counts:
                    counts[role][self.folded(cell)[-_ENDING:]] += 1
        plans, items = counts[Role.WORK_PLAN] + Counter(_WORK_PLANS), counts[Role.ITEM]
        return frozenset(ending for ending, n in plans.items() if n > items[ending])

    def _width(self, rows: Sequence[dict[int, tuple[Range, ...]]], column: int) -> int | None:
        """The width is one that some lines reach together: a wider line that stands alone is a misreading."""
        found = sorted(self.width(p) for row in rows for r in row.get(column, ()) for p in self.parts(r))
        enough = max(2, len(found) // 8)
        reached = [w for i, w in enumerate(found) if i + 1 >= enough and w - found[i + 1 - enough] <= 2]
        return max(reached or found, default=None)
