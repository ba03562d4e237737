"""PDF plans of very many pages, which take long to read and are made in a moment: each page prints the same lines."""

from __future__ import annotations

import io

from reportlab.pdfgen.canvas import Canvas

from tests.ruled import FONT

TITLE = "海洋部中程施政計畫（110至113年度）"
LINE = "推動海洋事務工作並持續檢討改進其成效與執行情形及各項指標達成程度。"
_CHAPTERS, _SECTIONS = "壹貳參肆伍陸柒捌玖拾", 100


def long_plan(pages: int, lines: int) -> bytes:
    """Print a plan: on every page the heading of a section and so many lines."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(595, 60 + 12 * (lines + 3)))
    canvas.beginForm("lines")
    canvas.setFont(FONT, 10)
    for at in range(lines):
        canvas.drawString(60, 40 + 12 * at, LINE)
    canvas.endForm()
    for page in range(pages):
        canvas.setFont(FONT, 10)
        heads = [TITLE] if not page else []
        if page % _SECTIONS == 0:
            heads.append(f"{_CHAPTERS[page // _SECTIONS]}、第{page // _SECTIONS + 1}號施政重點")
        heads.append(f"（{page % _SECTIONS + 1}）推動第{page + 1}號海洋事務")
        for at, head in enumerate(reversed(heads)):
            canvas.drawString(60, 40 + 12 * (lines + at), head)
        canvas.doForm("lines")
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()
