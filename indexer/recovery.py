"""Tables recovered from the lines of a text: a first reading teaches widths and words, the next ones use them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from indexer.areas import Area
from indexer.costs import cell_cost
from indexer.evidence import Evidence, Names
from indexer.labels import miscounts
from indexer.rows import Cell, Recovered, read_rows
from indexer.strips import strip
from indexer.tables import Role, Row, Table
from knowledge.models import Span
from knowledge.text import cut

_PASSES = 3  # readings after the first, as long as they teach something new
_MARKED = 0.1  # of the lines of a marked table end a cell
_MUCH = 20.0  # more than a few odd characters cost
# The part of the lines that follow one another without a blank line, where blank lines part the cells.
_SPACED = (0.3, 0.9)
_DOUBTFUL = 6.0  # a cell that costs more is named in a problem


def recover_table(area: Area, text: str, names: Names, pairs: frozenset[str]) -> Table:
    """Recover a table with its rows from the lines of an area."""
    found, evidence = _recover(area, names, pairs)
    beside = {line for first, _, last, _ in found.skipped for line in (first - 1, last + 1)}
    rows = _spread(area, [_row(row, text, evidence, beside) for row in found.rows])
    unplaced = tuple(cut(text, _spans(text, evidence, (r,))) for r in found.skipped)
    return Table(area.columns, rows, area.caption, unplaced, area.unit, is_recovered=True)


def _spread(area: Area, rows: Sequence[Row]) -> tuple[Row, ...]:
    """Give a plan without a kind the one above, whose cell spans it: every plan has one. It is to be checked."""
    kinds = [at for at, column in enumerate(area.columns) if column.role is Role.CATEGORY]
    sure = {at for at in kinds if not area.columns[at].header.text}  # It heads the rows below it.
    found: list[Row] = []
    for row in rows:
        cells, above = list(row.cells), found[-1].cells if found else row.cells
        lacking = [at for at in kinds if cells[at] is None and above[at]]
        for at in lacking:
            cells[at] = above[at]
        found.append(Row(tuple(cells), row.joined, row.doubts | set(lacking) - sure))
    return tuple(found)


def _row(row: dict[int, Cell], text: str, evidence: Evidence, beside: set[int]) -> Row:
    cells = tuple(cut(text, _spans(text, evidence, row[c])) if c in row else None for c in range(len(evidence.columns)))
    return Row(
        cells,
        frozenset(c for c, cell in row.items() if len(cell) > 1),
        # Lines that found no place may belong to any cell of the rows beside them.
        frozenset(row)
        if any(r[0] in beside or r[2] in beside for cell in row.values() for r in cell)
        else frozenset(c for c, cell in row.items() if cell_cost(evidence, c, cell) > _DOUBTFUL)
        | _torn_words(row, evidence)
        | _torn_sentences(row, evidence),
    )


def _torn_words(row: dict[int, Cell], evidence: Evidence) -> frozenset[int]:
    """Doubt a target in words and the remark after it, where a word of the document would stand across their border."""
    found: set[int] = set()
    for c, cell in row.items():
        after = row.get(c + 1)
        if evidence.columns[c].role is not Role.TARGET or after is None or any(map(str.isdigit, evidence.folded(cell))):
            continue
        is_remark = evidence.columns[c + 1].role in (Role.REMARK, Role.OTHER)
        if is_remark and after[0][0] == cell[-1][2] + 1 and evidence.is_pair(cell[-1][2], after[0][0]):
            found |= {c, c + 1}
    return frozenset(found)


def _torn_sentences(row: dict[int, Cell], evidence: Evidence) -> frozenset[int]:
    """Doubt a measure or content that ends no sentence, and the remark after it that does: it may be the end of it."""
    found: set[int] = set()
    for c, cell in row.items():
        is_told = evidence.columns[c].role in (Role.MEASURE, Role.CONTENT)
        if not is_told or c + 1 not in row or evidence.columns[c + 1].role not in (Role.REMARK, Role.OTHER):
            continue
        if evidence.folded(row[c + 1]).endswith("。") and not evidence.folded(cell).endswith(("。", ";")):
            found |= {c, c + 1}
    return frozenset(found)


def _spans(text: str, evidence: Evidence, cell: Cell) -> list[Span]:
    """Give the spans of a cell: the words of its lines, run together where only white space lies between."""
    spans: list[Span] = []
    for i, first, after in (part for r in cell for part in evidence.parts(r)):
        for word in evidence.strips[i].words[first:after]:
            if spans and not text[spans[-1].end : word.start].strip():
                spans[-1] = Span(spans[-1].start, word.end)
            else:
                spans.append(word)
    return spans


def _recover(area: Area, names: Names, pairs: frozenset[str]) -> tuple[Recovered, Evidence]:
    """Recover the rows of a table; where contents do not count on, so that they do, if that mends them."""
    # In a marked document the cells of a table may be unmarked all the same.
    marked = sum(line.ends for line in area.lines) >= _MARKED * len(area.lines)
    lines = (line if marked else replace(line, ends=False) for line in area.lines)
    joined = sum(line.joins for line in area.lines) / max(1, len(area.lines))
    strips = tuple(strip(line, Role.YEAR in area.roles) for line in lines)
    spaced = _SPACED[0] < joined < _SPACED[1]
    evidence = Evidence(area.columns, strips, marked, spaced, spaced, names, pairs)
    found = _taught(evidence)
    odd = _miscounts(*found)
    if not odd:
        return found
    again = _taught(replace(evidence, counting=True, contents={}, costs={}, choices={}))
    return again if _miscounts(*again) < odd else found


def _miscounts(result: Recovered, evidence: Evidence) -> int:
    """Count the contents in which the entries begin anew, or that begin in their middle."""
    contents = (cell for row in result.rows for c, cell in row.items() if evidence.columns[c].role is Role.CONTENT)
    labels = ([evidence.label(part) for r in cell for part in evidence.parts(r)] for cell in contents)
    return sum(anew + late for anew, late in map(miscounts, labels))


def _taught(evidence: Evidence) -> tuple[Recovered, Evidence]:
    """Read the rows of a table: a first reading teaches widths and words, the next ones use them."""
    result = read_rows(evidence)
    for number in range(_PASSES):
        learnt = evidence.learn(result.rows)
        if learnt.knows_as(evidence):
            break
        again = read_rows(learnt)
        if number and again.cost > result.cost + _MUCH:
            break  # The widths that were learnt fit far worse than those before; the first reading knows none.
        result, evidence = again, learnt
    return result, evidence
