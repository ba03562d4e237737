"""Tables whose cells a format knows, and plans that hold one, as the tests of grids make and look at them."""

from __future__ import annotations

from indexer.document import Document, Grid
from indexer.grids import read_grid
from indexer.pipeline import index_document
from indexer.tables import Table
from knowledge.models import Passage, Plan, Span

MERGED = None


def grid(*rows: tuple[str | None, ...]) -> Grid:
    """A grid whose cells stand one after another in a text."""
    at, made = 0, []
    for row in rows:
        cells: list[Passage | None] = []
        for cell in row:
            cells.append(Passage(cell, (Span(at, at + len(cell)),)) if cell else None)
            at += len(cell or "") + 1
        made.append(tuple(cells))
    return Grid(tuple(made))


def table(*rows: tuple[str | None, ...]) -> Table:
    found = read_grid(grid(*rows))
    assert found is not None
    return found


def texts(found: Table) -> list[tuple[str | None, ...]]:
    return [tuple(cell.text if cell else None for cell in row.cells) for row in found.rows]


def plan_of(prose: str, *rows: tuple[str | None, ...], unsure: frozenset[int] = frozenset()) -> Plan:
    """A plan made of lines of prose and one table below them."""
    cells: list[list[Passage | None]] = []
    text = prose
    for row in rows:
        cells.append([])
        for cell in row:
            cells[-1].append(Passage(cell, (Span(len(text), len(text) + len(cell)),)) if cell else None)
            text += f"{cell}\n" if cell else ""
    return index_document(
        Document(text, (Grid(tuple(map(tuple, cells)), unsure=unsure),), is_flowing=True), "a.odt", "0"
    )


def targets(plan: Plan) -> list[tuple[int | None, str, str | None, str | None]]:
    return [(t.year, t.quote.text, t.value, t.unit) for kpi in plan.kpis for t in kpi.targets]


TITLE = "農業部112年度施政計畫\n壹、關鍵績效指標\n"
