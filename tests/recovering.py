"""Tables recovered from the lines of a text, as the tests of their rows and cells look at them."""

from __future__ import annotations

from indexer.areas import divide
from indexer.evidence import Names
from indexer.layout import read_layout
from indexer.recovery import recover_table
from indexer.strips import neighbours
from indexer.tables import Table

HEADER = "關鍵策略目標 關鍵績效指標\n評估\n體制\n評估\n方式\n衡量標準\n109 年度\n目標值\n"


def table(text: str, names: Names | None = None) -> Table:
    """Recover the one table of a plan with these lines."""
    layout = read_layout("甲部中程施政計畫（106至109年度）\n" + text)
    (area,) = divide(layout).areas
    return recover_table(area, layout.text, names or Names(), neighbours(layout.lines))


def cells(found: Table) -> list[list[str | None]]:
    """Give the texts of the cells, row by row."""
    return [[cell.text if cell else None for cell in row.cells] for row in found.rows]
