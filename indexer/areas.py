"""Where a document's tables lie: the lines of each table, its header and caption, and the lines between tables."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from indexer.below import end_of_rows
from indexer.between import is_of_no_row, is_total
from indexer.captions import TITLE, heading_names, numbered_goal, says_so, titled_goal
from indexer.categories import heads_category
from indexer.document import Grid
from indexer.former import of_former_periods
from indexer.grids import extent, fact_grids, has_indicators_alone, read_grid
from indexer.headers import Header, find_header
from indexer.headings import ABOVE
from indexer.labels import (
    CONTINUED,
    ENTRIES,
    Label,
    Rank,
    is_headed_by_stems,
    names_itself,
    parse_caption_label,
    parse_heading_label,
    parse_label,
)
from indexer.layout import Layout, Line
from indexer.tables import Column, Role, Table
from indexer.yearly import with_years
from knowledge.models import Passage, Span
from knowledge.text import cut, fold, squeeze

NOTE = re.compile(r"\s*(?:附?註|備註|說明)\s*\d*\s*[:：]")
_UNIT_LINE = re.compile(r"\s*[(（]?\s*(?:計量|衡量)?\s*單\s*位\s*[:：]\s*\S{1,8}?\s*[)）]?\s*")
# This says of what it states the unit, and is a line of the text as well.
_MONEY_LINE = re.compile(r"\s*[(（]?\s*(?:總?經費|預算|金額)\s*單\s*位\s*[:：]\s*\S{1,8}?\s*[)）]?\s*")
_CAPTION_LINES = 3


@dataclass(frozen=True, slots=True)
class Area:
    """A table's lines without its headers; `breaks` of a line tells that a cut row may go on there.

    `unit` is the line above the header that states the unit of its figures, `header` are the lines of the header.
    """

    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    caption: Passage | None
    unit: Passage | None = None
    header: tuple[Line, ...] = ()

    @property
    def roles(self) -> set[Role]:
        return {column.role for column in self.columns}


@dataclass(frozen=True, slots=True)
class Division:
    """A document divided into tables and prose; `notes` are the starts of the lines of notes below tables.

    Tables whose cells the format knows are `tables`; those that must be recovered from their lines are `areas`.
    """

    prose: tuple[Line, ...]
    areas: tuple[Area, ...]
    notes: frozenset[int]
    tables: tuple[Table, ...] = ()


def chapters(lines: tuple[Line, ...]) -> frozenset[int]:
    """Find the lines that begin a chapter (壹、 or 第一章): numbered in order, each the next of its kind."""
    found: set[int] = set()
    last: dict[Rank, int] = {}
    by_stems = is_headed_by_stems(line.text for line in lines)
    chaptered = {Rank.ANNEX, Rank.CHAPTER, Rank.GREAT} | ({Rank.PART} if by_stems else set())
    for line in lines:
        label = parse_heading_label(line.text, by_stems)
        if label and label.rank in chaptered and label.number in (1, last.get(label.rank, 0) + 1):
            found.add(line.start)
            last[label.rank] = label.number
    return frozenset(found)


class _Divider:
    """Goes through the lines once; a table is open or none is."""

    def __init__(self, layout: Layout, lines: tuple[Line, ...]) -> None:
        self.layout = layout
        self.lines = lines
        self.chapters = chapters(layout.lines)
        self.names = heading_names(layout.lines)
        self.prose: list[Line] = []
        self.areas: list[Area] = []
        self.notes: set[int] = set()
        self.open: Header | None = None
        self.rows: list[Line] = []
        self.caption: Passage | None = None
        self.unit: Passage | None = None
        self.stated: Passage | None = None
        self.in_notes = False
        self.headed: Role | None = None
        self.is_summed = False

    def divide(self) -> Division:
        index = 0
        while index < len(self.lines):
            line = self.lines[index]
            header = None if line.start in self.chapters else find_header(self.layout, self.lines, index)
            if _UNIT_LINE.fullmatch(line.text) and find_header(self.layout, self.lines, index + 1):
                self.stated = cut(self.layout.text, [line.span])
                index += 1
                continue
            states = self.open is None and _MONEY_LINE.fullmatch(line.text)
            if states and find_header(self.layout, self.lines, index + 1):
                self.stated = cut(self.layout.text, [line.span])
            if header:
                self._header(header)
                index = header.after
                continue
            self._line(line)
            index += 1
        self._close()
        return Division(tuple(self.prose), tuple(self.areas), frozenset(self.notes))

    def _header(self, header: Header) -> None:
        new_page = self.lines[header.first].breaks
        caption = self._take_caption(header, new_page)
        if caption and self.caption and squeeze(caption.text) == squeeze(self.caption.text):
            caption = None  # printed again with the header on the next page
        title = self._title_before()
        stated, self.stated = self.stated, None
        alike = stated is None or (self.unit is not None and stated.text == self.unit.text)
        same = self.open is not None and self.open.roles == header.roles and caption is None and alike
        heading = [] if same and new_page else self._heading_before()
        if not same or heading:
            same = False
            self._close()
            self.prose += [*heading, *title]
            self.open, self.caption, self.unit = header, caption, stated
        else:
            self.prose += title
        self.in_notes = False
        # Where a header is printed again, a page begins and the tails of a cut row may follow.
        if same and header.after < len(self.lines):
            self._break_at = self.lines[header.after].start

    def _title_before(self) -> list[Line]:
        """Take what a table is called off the rows above its header: 表2　…, or 表1　…（續） on the next page."""
        is_title = self.open and self.rows and TITLE.match(self.rows[-1].text) and "。" not in self.rows[-1].text
        return [self.rows.pop()] if is_title else []

    def _heading_before(self) -> list[Line]:
        """Take the heading of the next table off the rows of the one before: 三、 after the 二、 of the prose."""
        return [self.rows.pop()] if self.open and self.rows and self._is_heading(self.rows[-1]) else []

    def _is_heading(self, line: Line) -> bool:
        """Tell whether a line goes on with the headings of the prose: 三、 after 二、."""
        label = parse_label(line.text)
        counted = (found for other in reversed(self.prose) if (found := parse_label(other.text)))
        last = next((found for found in counted if label and found.rank == label.rank), None)
        follows = label and last and label.rank in (Rank.CHINESE, Rank.PART) and label.number == last.number + 1
        return bool(follows) and "。" not in line.text

    _break_at = -1

    def _line(self, line: Line) -> None:
        if line.start in self.chapters or (self.is_summed and self._is_heading(line)):
            self._close()
            self.in_notes = False
        elif NOTE.match(line.text):
            self.in_notes = self.in_notes or bool(self.open)
            self._close()
        elif _UNIT_LINE.fullmatch(line.text) and (title := self._title_before()):
            # Where a unit follows the title, another table begins, whatever its columns are.
            self._close()
            self.prose += title
        if self.open is None:
            self.prose.append(line)
            if self.in_notes:
                self.notes.add(line.start)
        elif is_total(line):
            self.is_summed = True  # The next heading ends the table.
        elif not _UNIT_LINE.fullmatch(line.text) and not is_of_no_row(line, self.rows, self.open.columns):
            self.is_summed = False
            self.headed = self.headed or self._heads(line)
            self.rows.append(replace(line, breaks=True) if line.start == self._break_at else line)

    def _close(self) -> None:
        if self.open is not None:
            end = end_of_rows(self.rows, self.prose)
            # Goals and kinds in rows of their own are cells that span the rows below them.
            headings = (Column(self.headed, Passage("", (Span(0, 0),))),) if self.headed else ()
            rows, below = self.rows[:end], self.rows[end:]
            columns = with_years((*headings, *self.open.columns), rows)
            header = self.lines[self.open.first : self.open.after]
            self.areas.append(Area(columns, tuple(rows), self.caption, self.unit, tuple(header)))
            self.prose += below
        self.open, self.rows, self.caption, self.unit, self.headed = None, [], None, None, None
        self.is_summed = False

    def _heads(self, line: Line) -> Role | None:
        """Tell what a line of a table without a column for it says of the rows below: their goal, work plan or kind."""
        roles = {column.role for column in self.open.columns} if self.open else set()
        is_of_plans = roles & {Role.PROJECT, Role.ITEM} and Role.CATEGORY not in roles
        if is_of_plans and heads_category(line.text):
            return Role.CATEGORY
        upper = next((above for role, above in ABOVE.items() if role in roles and above not in roles), None)
        if upper in (Role.OUTLINE, Role.WORK_PLAN):
            return upper if not self.rows and names_itself(line.text) else None
        return Role.GOAL if self._is_goal(line, roles) else None

    def _is_goal(self, line: Line, roles: set[Role]) -> bool:
        """Tell whether the first line of a table without a column of goals is one: it says so, or is a heading."""
        if self.rows or self.caption is not None:
            return False
        label = parse_label(line.text)
        if label is None:
            return parse_caption_label(line.text) is not None
        if Role.KPI not in roles:
            return False
        name = squeeze(line.text[label.end :])
        headings = ((p.text, found) for p in self.prose if (found := parse_label(p.text)))
        return label.rank in ENTRIES and any(squeeze(text[found.end :]) == name for text, found in headings)

    def _take_caption(self, header: Header, new_page: bool) -> Passage | None:
        """A table of indicators without a column of goals has its goal in the numbered line above it.

        Above a page break such a line is one only if it says that it names a goal: it may belong to a cut row.
        """
        roles = {column.role for column in header.columns}
        if Role.KPI not in roles or Role.GOAL in roles:
            return None
        before = self.rows if self.open is not None else self.prose
        if titled := titled_goal(self.layout, before, self.names):
            del before[-titled.lines :]
            return titled.name
        for back in range(1, min(_CAPTION_LINES, len(before)) + 1):
            if before[-back].start in self.chapters or "。" in before[-back].text:
                break
            label = parse_caption_label(before[-back].text)
            if label and self._is_caption(label) and not (new_page and parse_label(before[-back].text)):
                taken = before[-back:]
                del before[-back:]
                return cut(self.layout.text, [Span(taken[0].start, taken[-1].end)])
        return None

    def _is_caption(self, label: Label) -> bool:
        return label.rank in (Rank.CHINESE, Rank.CHINESE_PAREN, Rank.DIGIT) and self._expected(label)

    def _expected(self, label: Label) -> bool:
        known = parse_caption_label(self.caption.text) if self.caption else None
        # 共同性目標： has no number.
        return label.number in ((known.number, known.number + 1, 1, 0) if known else (1, 0))


def divide_around(layout: Layout, grids: Sequence[Grid], others: Sequence[Grid] = ()) -> Division:
    """Divide a document whose format knows its tables: those that hold facts, and the lines around them.

    The lines of the `others`, whose rows are read as they are, are no prose: 二、南部地區 heads rows and no section.
    """
    taken = [(grid, where) for grid in fact_grids(grids) if (where := extent(grid))]
    tabled = [where for _, where in taken] + [where for grid in others if (where := extent(grid))]
    begins, names = chapters(layout.lines), heading_names(layout.lines)
    prose: list[Line] = []
    tables: list[Table] = []
    notes: set[int] = set()
    last: Line | None = None
    in_notes = False
    waiting = list(taken)
    for line in layout.lines:
        while waiting and line.start >= waiting[0][1].start:
            grid, _ = waiting.pop(0)
            unit = None
            while prose and _UNIT_LINE.fullmatch(prose[-1].text):
                unit = cut(layout.text, [prose.pop().span])
            if prose and not unit and _MONEY_LINE.fullmatch(prose[-1].text):
                unit = cut(layout.text, [prose[-1].span])
            continues = bool(prose) and CONTINUED.search(fold(prose[-1].text)) is not None
            alone = has_indicators_alone(grid)
            caption = numbered_goal(prose, begins, last) if alone else None
            # A table without a caption ends the count of numbered lines, not of those that say that they are goals.
            last = caption or (last if last and says_so(last) else None)
            titled = titled_goal(layout, prose, names) if alone and not caption else None
            del prose[len(prose) - (1 if caption else titled.lines if titled else 0) :]
            named = cut(layout.text, [caption.span]) if caption else titled.name if titled else None
            table = read_grid(grid, named, unit)
            tables += [replace(table, continues=continues)] if table else []
            in_notes = False
        if any(where.start < line.end and line.start < where.end for where in tabled):
            continue
        in_notes = line.start not in begins and (in_notes or bool(tables and NOTE.match(line.text)))
        last = None if line.start in begins else last
        prose.append(line)
        if in_notes:
            notes.add(line.start)
    if layout.marked:  # Every line is a paragraph, and every table a grid.
        return Division(tuple(prose), (), frozenset(notes), tuple(tables))
    # On a printed page tables without rules stand among the prose.
    rest = _Divider(layout, tuple(prose)).divide()
    return _of_this_period(layout, Division(rest.prose, rest.areas, rest.notes | notes, tuple(tables)))


def _of_this_period(layout: Layout, division: Division) -> Division:
    """Give back to the prose the tables of what was achieved before, where the plan states its targets elsewhere."""
    columns = [*(area.columns for area in division.areas), *(table.columns for table in division.tables)]
    of_areas = zip(division.areas, of_former_periods(columns), strict=False)
    former = [area for area, is_former in of_areas if is_former]
    lines = [line for area in former for line in (*_lines_of(layout, area.caption), *area.header, *area.lines)]
    prose = sorted([*division.prose, *lines], key=lambda line: line.start)
    areas = tuple(area for area in division.areas if area not in former)
    return Division(tuple(prose), areas, division.notes, division.tables)


def _lines_of(layout: Layout, caption: Passage | None) -> list[Line]:
    spans = caption.spans if caption else ()
    return [line for line in layout.lines if any(line.start < span.end and span.start < line.end for span in spans)]


def divide(layout: Layout) -> Division:
    """Divide a document into its tables and the prose between them."""
    return _of_this_period(layout, _Divider(layout, layout.lines).divide())
