"""What stands below the last row of a table and was read as rows of it: the next section, or a paragraph."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from indexer.labels import Rank, parse_label
from indexer.layout import Line, first_unit, full_width, set_width

# Between two cells on a line; what a cell is narrower than the prose below its table, and prose of one line at least.
_GAP = re.compile(r"(?<=[\u4e00-\u9fff，。；：])[ \u3000]+(?=[\u4e00-\u9fff（「])")
_NARROW, _WIDE, _FULL, _CELLS = 0.92, 0.6, 0.9, 5
# A heading below a table, and the least that the first line of its prose is wide.
_HEADED = frozenset({Rank.PART, Rank.CHINESE, Rank.CHINESE_PAREN})
_LONGEST_HEADING, _NARROWEST = 30, 40
_SENTENCE = re.compile("[。；：，;,:]")


def end_of_rows(rows: Sequence[Line], prose: Sequence[Line]) -> int:
    """Tell how many of the lines that follow a header are rows of its table; `prose` are the lines above it."""
    section = _section_below(rows, prose)
    return _paragraph_below(rows, prose) if section == len(rows) else section


def _section_below(rows: Sequence[Line], prose: Sequence[Line]) -> int:
    """Tell where the next section begins: a heading whose number goes on from that above the table, and its text.

    What also goes on from the entries of the rows is one of them, unless wider lines than theirs follow it.
    """
    counted = _counted(prose)
    entries: dict[Rank, int] = {}
    widest = 0.0
    for at, (row, following) in enumerate(pairwise(rows)):
        widest = max(widest, set_width(row.text))
        label = parse_label(row.text)
        if label is None:
            continue
        is_entry = entries.get(label.rank) == label.number - 1 and set_width(following.text) <= widest
        is_next = counted.get(label.rank) == label.number - 1 and label.rank in _HEADED
        if at and is_next and not is_entry and _is_heading(row, following):
            return at
        entries[label.rank] = label.number
    return len(rows)


def _paragraph_below(rows: Sequence[Line], prose: Sequence[Line]) -> int:
    """Tell where the paragraph below the last row begins: it is as wide as the page, and wider than any cell."""
    if not rows or not rows[-1].text.rstrip().endswith("。"):
        return len(rows)
    full, first = full_width(prose), len(rows) - 1
    while first and _fills(rows[first - 1], rows[first], full):
        first -= 1
    begins, others = rows[first].text, [row for row in rows[:first] if not _GAP.search(row.text)]
    width = set_width(begins)
    is_wide = first < len(rows) - 1 or width >= _WIDE * full
    widest = max((set_width(row.text) for row in others), default=width)
    is_apart = is_wide and len(others) >= _CELLS and widest <= _NARROW * width
    return first if is_apart and not _GAP.search(begins) and not parse_label(begins) else len(rows)


def _counted(prose: Sequence[Line]) -> dict[Rank, int]:
    """Give the numbers that the headings of each rank have reached; those below a new heading begin anew."""
    counted: dict[Rank, int] = {}
    for line in prose:
        if label := parse_label(line.text):
            counted = {rank: n for rank, n in counted.items() if rank < label.rank} | {label.rank: label.number}
    return counted


def _is_heading(line: Line, following: Line) -> bool:
    """Tell whether a numbered line is a heading: short, of one piece and no sentence, with prose or an entry below."""
    text = line.text.strip()
    below = parse_label(following.text)
    is_short = len(text) <= _LONGEST_HEADING and not _GAP.search(text) and not _SENTENCE.search(text)
    return is_short and (set_width(following.text) >= _NARROWEST or (below is not None and below.number == 1))


def _fills(line: Line, following: Line, full: float) -> bool:
    """Tell whether a line is as wide as the page, one piece, and goes on in the next."""
    is_full = set_width(line.text) + first_unit(following.text) + 2 >= _FULL * full
    return is_full and not _GAP.search(line.text) and not line.text.rstrip().endswith("。")
