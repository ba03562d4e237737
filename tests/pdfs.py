"""PDFs that a test draws, and what is read of them."""

from __future__ import annotations

import io
from collections.abc import Callable

from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from indexer.document import Document, Grid
from indexer.readers.pdf import read_pdf
from knowledge.text import squeeze
from tests.ruled import FONT, Row

HEADER: Row = ("關鍵策略目標", "關鍵績效指標", "衡量標準", "109年度目標值")
WIDTHS = [80.0, 100.0, 200.0, 80.0]


def drawn(
    draw: Callable[[Canvas], None], encrypt: StandardEncryption | None = None, pages: int = 1, **size: float
) -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(size.get("width", 595), size.get("height", 842)), encrypt=encrypt)
    for _ in range(pages):
        canvas.setFont(FONT, 12)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def title(canvas: Canvas) -> None:
    canvas.drawString(60, 700, "甲部109年度施政計畫")


def read(raw: bytes) -> Document:
    document = read_pdf(raw, "plan.pdf")
    for grid in document.grids:
        for cell in (cell for row in grid.rows for cell in row if cell):
            assert squeeze(cell.text) == squeeze("".join(document.text[a:b] for a, b in cell.spans))
    return document


def cells(grid: Grid) -> list[list[str | None]]:
    return [[cell and squeeze(cell.text) for cell in row] for row in grid.rows]
