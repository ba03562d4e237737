"""PDF files of which something is left out, which is said, and those that are refused."""

from __future__ import annotations

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

import indexer.readers.pdf as reader
from indexer.document import Document
from indexer.readers.pdf import read_pdf
from knowledge.errors import DocumentRefused
from tests.pdfs import HEADER, WIDTHS, drawn, read, title
from tests.ruled import FONT, Paper


def codes(document: Document) -> list[str]:
    return [problem.code for problem in document.problems]


# What is not shown


def test_invisible_text_is_left_out_and_said() -> None:
    def draw(canvas: Canvas) -> None:
        title(canvas)
        text = canvas.beginText(60, 600)
        text.setTextRenderMode(3)
        text.textLine("目標值 99 件")
        text.setTextRenderMode(0)
        text.textLine("目標值 18 件")
        canvas.drawText(text)

    document = read(drawn(draw))
    assert document.text == "甲部109年度施政計畫\n目標值 18 件\n"
    assert [(p.code, p.text) for p in document.problems] == [
        ("hidden_text", "page 1 of the file: 6 invisible characters")
    ]


@pytest.mark.parametrize("size", [0, 0.01])
def test_text_of_no_size_is_left_out_and_said(size: float) -> None:
    def draw(canvas: Canvas) -> None:
        title(canvas)
        canvas.setFont(FONT, size)
        canvas.drawString(60, 600, "目標值 99 件")

    document = read(drawn(draw))
    assert document.text == "甲部109年度施政計畫\n" and codes(document) == ["hidden_text"]


def test_text_outside_the_crop_box_is_left_out_and_said() -> None:
    def draw(canvas: Canvas) -> None:
        title(canvas)
        canvas.setCropBox((0, 100, 595, 842))
        canvas.drawString(60, 80, "目標值 99 件")
        canvas.drawString(570, 600, "半在頁外")

    document = read(drawn(draw))
    assert document.text == "甲部109年度施政計畫\n半在頁\n" and codes(document) == ["off_page_text"]


def test_a_watermark_is_left_out_and_said() -> None:
    def draw(canvas: Canvas) -> None:
        title(canvas)
        canvas.translate(100, 100)
        canvas.rotate(45)
        canvas.drawString(0, 0, "草案")

    document = read(drawn(draw))
    assert document.text == "甲部109年度施政計畫\n" and codes(document) == ["turned_text"]


def test_a_page_with_too_many_paths_is_read_without_tables_and_that_is_said() -> None:
    def draw(canvas: Canvas) -> None:
        title(canvas)
        for step in range(20_001):
            canvas.line(10, step % 800, 500, step % 800)

    document = read(drawn(draw))
    assert document.text == "甲部109年度施政計畫\n" and codes(document) == ["table_skipped"]


def test_a_page_with_too_many_characters_is_read_without_tables_and_that_is_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(reader, "_MOST_CHARACTERS", 10)
    paper = Paper()
    paper.table(HEADER, [("目標", "指標", "標準", "1 件")], WIDTHS)
    document = read(paper.raw())
    assert not document.grids and codes(document) == ["table_skipped"] and "1 件" in document.text


def test_an_owners_password_does_not_forbid_reading() -> None:
    document = read(drawn(title, StandardEncryption("", "owner", canPrint=0, canCopy=0)))
    assert document.text == "甲部109年度施政計畫\n" and codes(document) == ["restricted"]


# What is refused

WHOLE = drawn(title)


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "not a PDF"),
        (b"plain text", "not a PDF"),
        (b"\n<!DOCTYPE html><html><body>404</body></html>", "web page"),
        (WHOLE[: len(WHOLE) // 2], "cut off"),
        (WHOLE[:-8], "cut off"),
        (WHOLE + b"9 0 obj\n<< /Type /Page", "cut off"),
        (b"%PDF-1.7\n%%EOF\n", "damaged"),
        (drawn(title, StandardEncryption("user", "owner")), "password"),
        (drawn(lambda canvas: canvas.rect(10, 10, 500, 500, fill=1)), "no text"),
        (drawn(lambda canvas: canvas.drawString(60, 900, "頁外")), "no text"),
        (drawn(title, width=1e7, height=1e7), "points large"),
        (drawn(title, pages=3), "3 pages"),
    ],
)
def test_what_cannot_be_read_is_refused_with_one_line_that_says_what_to_do(raw: bytes, reason: str) -> None:
    with pytest.raises(DocumentRefused, match=reason) as refused:
        read_pdf(raw, "plan.pdf", max_pages=2)
    assert str(refused.value).startswith("plan.pdf: ") and "\n" not in str(refused.value) and "; " in str(refused.value)


def test_a_scan_whose_text_is_all_invisible_is_refused() -> None:
    def draw(canvas: Canvas) -> None:
        text = canvas.beginText(60, 600)
        text.setTextRenderMode(3)
        text.textLine("甲部109年度施政計畫")
        canvas.drawText(text)

    with pytest.raises(DocumentRefused, match="invisible"):
        read_pdf(drawn(draw), "plan.pdf")
