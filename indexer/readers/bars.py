"""Tables in a text whose cells end with bars: `甲 | 乙 |`, each cell on lines of its own or a row on each line.

Programs that take the text out of old Word files write such: every row has as many bars as the table has columns, and
what a cell above spans is missing on the left, its bars being put at the row's end.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from indexer.document import Document, Grid
from indexer.headers import column_role, is_table
from indexer.tables import Role
from knowledge.models import Passage, Span
from knowledge.numbers import CHINESE_NUMERAL
from knowledge.text import cut, fold

_FEWEST_BARS = 12
_WIDTHS = range(15, 3, -1)
_HEADER_ROWS = 3
_NUMERAL = re.compile(rf"\(?(?:\d{{1,2}}|[{CHINESE_NUMERAL}]{{1,3}})[)、.]?")
_NAMED = frozenset({Role.GOAL, Role.KPI, Role.PROJECT, Role.ITEM, Role.OUTLINE, Role.WORK_PLAN})
_Cells = list[Span | None]


def text_document(text: str) -> Document:
    """Give a text with the table of its bars, and the row that it does not end."""
    grids = bar_grids(text)
    return Document(text, grids, cut_off=_cut_off(text, grids) if grids else None)


def bar_grids(text: str) -> tuple[Grid, ...]:
    """Read the table of a text whose cells end with bars; none where its rows and header do not agree."""
    if text.count("|") < _FEWEST_BARS:
        return ()
    cells = _cells(text)
    found: list[Grid] = []
    for width in _WIDTHS:
        rows = [cells[at : at + width] for at in range(0, len(cells) - width + 1, width)]
        if len(rows) > 1 and all(_is_filled_from_left(row) for row in rows) and (grid := _grid(text, rows)):
            found.append(grid)
    return (min(found, key=_strange),) if found else ()


def _cut_off(text: str, grids: Sequence[Grid]) -> Grid | None:
    """Give the cells of the row in the midst of which a text ends, behind its table; None if that is whole."""
    ends = [span.end for grid in grids for row in grid.rows for cell in row if cell for span in cell.spans]
    start = max(ends, default=len(text))
    start += len(text[start:]) - len(text[start:].lstrip("| \n"))
    if not 0 < text.count("|", start) < len(grids[0].rows[0]):
        return None
    found = [cell.span() for cell in _CELL.finditer(text, start)]
    return Grid((tuple(cut(text, [Span(*span)]) for span in found),))


_CELL = re.compile(r"[^|\s](?:[^|]*[^|\s])?")


def _strange(grid: Grid) -> int:
    """Count the headings that name no column known: of several widths the right one has the fewest."""
    return sum(column_role(fold(cell.text))[0] is Role.OTHER for cell in grid.rows[0] if cell)


def _cells(text: str) -> _Cells:
    """Give the spans of the cells, None for an empty one; the first begins with the line that the first bar ends."""
    last = text.rindex("|")
    ends = [m.start() for m in re.finditer(r"\|", text[: last + 1])]
    head = text[: ends[0]].rstrip()
    starts = [head.rfind("\n") + 1, *(end + 1 for end in ends[:-1])]
    found: _Cells = []
    for start, end in zip(starts, ends, strict=True):
        printed = text[start:end]
        said = printed.strip()
        at = start + len(printed) - len(printed.lstrip())
        found.append(Span(at, at + len(said)) if said else None)
    return found


def _is_filled_from_left(row: _Cells) -> bool:
    return not any(left is None and right is not None for left, right in pairwise(row))


def _grid(text: str, rows: Sequence[_Cells]) -> Grid | None:
    """Put the cells into their columns, as wide as the fullest row; None if the header does not name them."""
    filled = [[cell for cell in row if cell] for row in rows]
    width = max(map(len, filled))
    first = next(at for at, row in enumerate(filled) if len(row) == width)
    above = filled[:first] if first else filled[:1]
    body = filled[len(above) :]
    if not body or len(above) > _HEADER_ROWS:
        return None
    # The last cell of a header's row heads the whole row below it.
    leaves = [cell for row in above[:-1] for cell in row[:-1]] + above[-1]
    header = _header(text, leaves, next((row for row in body if len(row) == width), []), width)
    if header is None:
        return None
    placed = [header, *([None] * (width - len(row)) + row for row in body)]
    return Grid(tuple(tuple(_passage(text, cell) for cell in row) for row in placed))


def _header(text: str, leaves: Sequence[Span], row: Sequence[Span | None], width: int) -> _Cells | None:
    """Give each column its heading; a name whose number has a column of its own heads both."""
    roles = [column_role(fold(text[leaf.start : leaf.end]))[0] for leaf in leaves]
    found: _Cells = []
    extra = width - len(leaves)
    for leaf, role in zip(leaves, roles, strict=True):
        beside = row[len(found)] if len(found) < len(row) else None
        found.append(leaf)
        if extra and role in _NAMED and beside and _NUMERAL.fullmatch(fold(text[beside.start : beside.end])):
            found.append(None)
            extra -= 1
    return found if len(found) == width and is_table(set(roles)) else None


def _passage(text: str, cell: Span | None) -> Passage | None:
    return cut(text, [cell]) if cell else None
