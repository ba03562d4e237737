"""What a document itself tells about its tables: whole names, words that recur, column widths, pairs of characters."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from indexer.labels import parse_cell_label, parse_label
from indexer.layout import Line, first_unit, width
from indexer.tables import Column, Role
from knowledge.models import Span
from knowledge.numbers import parse_quantity
from knowledge.text import fold

# A part of a line: line index, first word, word after the last.
Part = tuple[int, int, int]
# Cells reach from one part to another on consecutive lines: line, word, last line, word after the last.
Range = tuple[int, int, int, int]

# Proportional letters make wide columns a little uneven; a narrow column has room for no other count of characters.
_NARROW, _LOOSE = 24, 3
# Characters that stand side by side elsewhere belong together; in long cells many line ends would outweigh all else.
_PAIR, _WIDE_PAIR = 0.4, 0.1
# Columns whose cells can hold numbered paragraphs, and the signs that end one.
_PARAGRAPHS = frozenset({Role.MEASURE, Role.CONTENT, Role.REMARK})
_TERMINAL = frozenset("。;:!?」)")
# Columns in which a line that is one figure is no sign of another cell.
_FIGURES = frozenset({Role.TARGET, Role.ACTUAL, Role.OTHER, Role.REMARK, Role.PERIOD})
_PERIOD = re.compile(r"\d{2,3}[-~]\d{2,3}")
_WORD = re.compile(r"\S+")
WIDE = r"[\u2e80-\ufaff\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65\U00020000-\U0003ffff]"
_STRETCHED = re.compile(rf"(?<={WIDE})[ \u3000](?={WIDE})|(?<=\S)  +(?=\S)")


@dataclass(frozen=True)
class Strip:
    """A table line divided at its blanks."""

    line: Line
    words: tuple[Span, ...]
    folded: tuple[str, ...]
    widths: tuple[int, ...]

    @cached_property
    def unit(self) -> int:
        """The width of what cannot be parted at the beginning of the line."""
        return first_unit(self.line.text)

    @cached_property
    def whole(self) -> str:
        return "".join(self.folded)

    @cached_property
    def labelled(self) -> bool:
        return parse_label(self.line.text) is not None

    @cached_property
    def width(self) -> int:
        return sum(self.widths)

    @cached_property
    def is_figure(self) -> bool:
        """Tell whether the line is nothing but one figure with a short unit, as a target is."""
        found = parse_quantity(self.whole)
        return found is not None and len(found.unit) <= 4 and not self.whole.endswith("。")

    @cached_property
    def has_period(self) -> bool:
        """Tell whether a word of the line is a span of years, as a cell of 計畫期程 is."""
        return any(_PERIOD.fullmatch(word) for word in self.folded)


def strip(line: Line) -> Strip:
    """Divide a line at its blanks."""
    words = tuple(Span(line.start + m.start(), line.start + m.end()) for m in _WORD.finditer(line.text))
    texts = [line.text[w.start - line.start : w.end - line.start] for w in words]
    return Strip(line, words, tuple(fold(t) for t in texts), tuple(width(t) for t in texts))


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
    """All that the costs of cells look at, for one table."""

    columns: tuple[Column, ...]
    strips: tuple[Strip, ...]
    marked: bool
    names: Names
    pairs: frozenset[str]
    clauses: frozenset[str] = field(init=False)
    has_periods: bool = field(init=False)
    widths: tuple[int | None, ...] = ()
    words: dict[Role, frozenset[str]] = field(default_factory=dict)
    contents: dict[tuple[Role, tuple[Range, ...]], float] = field(default_factory=dict)
    ends: dict[Part, float] = field(default_factory=dict)
    costs: dict[tuple[int, tuple[Range, ...]], float] = field(default_factory=dict)
    choices: dict[tuple[int, int, int], list[tuple[Range, float]]] = field(default_factory=dict)
    numbers: dict[tuple[int, int, int], int | None] = field(default_factory=dict)
    known_joints: dict[int, Joints] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.clauses = self.names.clauses
        self.widths = self.widths or (None,) * len(self.columns)
        self.has_periods = any(column.role is Role.PERIOD for column in self.columns)

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
        return len(_STRETCHED.findall(self.printed(part)))

    def joints(self, column: int) -> Joints:
        """Give the costs of the line ends inside a cell of a column, worked out once."""
        if column not in self.known_joints:
            self.known_joints[column] = Joints.of(self, self.columns[column].role, self.widths[column])
        return self.known_joints[column]

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
        # What text and ends of cells cost does not hang on widths; only the columns of learnt words change.
        contents = {key: cost for key, cost in self.contents.items() if key[0] not in words}
        return Evidence(
            self.columns, self.strips, self.marked, self.names, self.pairs, widths, words, contents, self.ends
        )

    def _width(self, rows: Sequence[dict[int, tuple[Range, ...]]], column: int) -> int | None:
        """The width is one that some lines reach together: a wider line that stands alone is a misreading."""
        found = sorted(self.width(p) for row in rows for r in row.get(column, ()) for p in self.parts(r))
        enough = max(2, len(found) // 16)
        reached = [w for i, w in enumerate(found) if i + 1 >= enough and w - found[i + 1 - enough] <= 2]
        return max(reached or found, default=None)


@dataclass(frozen=True, slots=True)
class Joints:
    """Running sums over the lines of a table: what it costs to go on at each line end, and to exceed the width."""

    role: Role
    limit: int | None
    going_on: tuple[float, ...]
    too_wide: tuple[float, ...]

    @classmethod
    def of(cls, evidence: Evidence, role: Role, limit: int | None) -> Joints:
        """Work out the sums for a column of this role and width, if it is known."""
        going_on, too_wide = [0.0], [0.0]
        for i, strip_ in enumerate(evidence.strips):
            last = i + 1 == len(evidence.strips)
            going_on.append(going_on[-1] + (0.0 if last else joint_cost(evidence, i, i + 1, strip_.width, role, limit)))
            too_wide.append(too_wide[-1] + over_cost(strip_.width, limit))
        return cls(role, limit, tuple(going_on), tuple(too_wide))

    def cost(self, evidence: Evidence, r: Range) -> float:
        """Give the cost of the line ends and widths inside one range."""
        first, word, last, after = r
        if first == last:
            return over_cost(evidence.width((first, word, after)), self.limit)
        return self.inside(evidence, first, word, last) + self.too_wide[last + 1] - self.too_wide[last]

    def inside(self, evidence: Evidence, first: int, word: int, last: int) -> float:
        """Give the cost of all lines before the last one of a range."""
        taken = evidence.width((first, word, len(evidence.strips[first].words)))
        rest = self.going_on[last] - self.going_on[first + 1] + self.too_wide[last] - self.too_wide[first + 1]
        return rest + self.joint(evidence, first, first + 1, taken) + over_cost(taken, self.limit)

    def joint(self, evidence: Evidence, before: int, after: int, taken: int) -> float:
        """Give the cost of going on from one line, of which a width is taken, to another."""
        return joint_cost(evidence, before, after, taken, self.role, self.limit)


def joint_cost(evidence: Evidence, before: int, after: int, taken: int, role: Role, limit: int | None) -> float:
    """Give the cost of going on from one line to another within a cell.

    A line in the middle of a cell is full, unmarked, and its last character goes with the next line's first.
    """
    strip_, following = evidence.strips[before], evidence.strips[after]
    weight = _PAIR if limit is not None and limit <= _NARROW else _WIDE_PAIR
    cost = (-weight if evidence.is_pair(before, after) else weight) + 5.0 * strip_.line.ends
    if following.labelled and role not in _PARAGRAPHS:
        cost += 3.0
    if role not in _FIGURES and (following.is_figure or (following.has_period and evidence.has_periods)):
        cost += 3.0
    if limit is not None and not _may_be_short(evidence, strip_, following, role):
        slack = limit - taken - following.unit - (_LOOSE if limit > _NARROW else 0)
        cost += min(7.0, 1.0 + 0.9 * slack) if slack >= 0 else 0.0
    return cost


def _may_be_short(evidence: Evidence, strip_: Strip, following: Strip, role: Role) -> bool:
    """A paragraph inside a cell may end with a short line: a numbered one of prose, or a name among names."""
    if role in _PARAGRAPHS:
        return following.labelled and strip_.whole[-1:] in _TERMINAL
    if role is Role.KPIS:
        text, after = strip_.whole, following.whole
        names = evidence.names.kpis
        return any(text.endswith(n) or n.endswith(text) for n in names) and any(
            n.startswith(after) or after.startswith(n) for n in names
        )
    return False


def over_cost(taken: int, limit: int | None) -> float:
    """Give the cost of a line that is wider than its column."""
    return 0.0 if limit is None or taken <= limit + 2 else min(8.0, 0.8 * (taken - limit - 2))


def neighbours(lines: Iterable[Line]) -> frozenset[str]:
    """Collect the pairs of characters that stand side by side inside the lines of a document."""
    pairs: set[str] = set()
    for line in lines:
        text = fold(line.text)
        pairs.update(text[i : i + 2] for i in range(len(text) - 1))
    return frozenset(pairs)
