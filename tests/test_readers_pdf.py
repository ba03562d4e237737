"""PDF files: their text line by line, page by page, without what is printed at the head and foot of each page."""

from __future__ import annotations

from contextlib import closing

import pypdfium2
import pytest
from reportlab.pdfgen.canvas import Canvas

from indexer.layout import read_layout
from tests.pdfs import cells, drawn, read
from tests.ruled import Paper


def test_a_printed_line_is_a_line_and_a_form_feed_parts_the_pages() -> None:
    paper = Paper(label="")
    paper.line("甲部109年度施政計畫")
    paper.turn()
    paper.line("壹、年度施政目標")
    document = read(paper.raw())
    assert document.text == "甲部109年度施政計畫\n\f\n壹、年度施政目標\n"
    assert [(page.start, page.label) for page in document.pages] == [(0, None), (14, None)]
    assert [line.page for line in read_layout(document.text).lines] == [0, 1]


def test_blanks_are_those_of_the_file_and_wide_gaps_between_latin_words() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(60, 700, "運用 ICZM 工具")
        for x, part in ((60, "with"), (90, "care,"), (125, "now"), (160, "甲"), (180, "乙")):
            canvas.drawString(x, 680, part)

    assert read(drawn(draw)).text == "運用 ICZM 工具\nwith care, now 甲乙\n"


def test_a_number_that_begins_a_line_stands_apart_where_a_file_has_no_blank() -> None:
    def draw(canvas: Canvas) -> None:
        for x, y, part in ((60, 700, "1"), (68.3, 700, "充實水文站網"), (60, 680, "第1"), (80.3, 680, "期站網")):
            canvas.drawString(x, y, part)

    assert read(drawn(draw)).text == "1 充實水文站網\n第1期站網\n"


def test_a_line_is_read_from_left_to_right_however_it_was_written() -> None:
    def draw(canvas: Canvas) -> None:
        for x, part in ((108, "年度"), (60, "外交部"), (96, "10"), (132, "計畫")):
            canvas.drawString(x, 700, part)

    assert read(drawn(draw)).text == "外交部10年度計畫\n"


def test_a_hyphen_at_the_end_of_a_line_stays() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(60, 700, "106-")
        canvas.drawString(60, 682, "109")

    assert read(drawn(draw)).text == "106-\n109\n"


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_whose_text_is_turned_is_read_as_it_lies(turn: int) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.translate(*{90: (595, 0), 180: (595, 842), 270: (0, 842)}[turn])
        canvas.rotate(turn)
        canvas.drawString(60, 300, "二行")
        canvas.drawString(60, 400, "一行")
        canvas.rect(60, 100, 200, 100)
        canvas.line(160, 100, 160, 200)
        canvas.drawString(70, 150, "甲格")
        canvas.drawString(170, 150, "乙格")

    raw = drawn(draw)
    document = read(raw)
    assert document.text == "一行\n二行\n甲格\n乙格\n"
    with closing(pypdfium2.PdfDocument(raw)) as file:
        page = file[0].get_textpage()
        assert [page.get_text_bounded(*line.box[1:]).strip() for line in document.pdf_pages[0].lines] == [
            "一行", "二行", "甲格", "乙格"
        ]  # fmt: skip
    assert [cells(grid) for grid in document.grids] == [[["甲格", "乙格"]]]


# Page heads and feet


@pytest.mark.parametrize(
    ("label", "last"), [("2-{}", "2-3"), ("- {} -", "- 3 -"), ("第 {} 頁", "第 3 頁"), ("{}", "3")]
)
def test_page_labels_and_running_heads_are_furniture_and_the_title_is_not(label: str, last: str) -> None:
    paper = Paper(label=label, head="甲部109年度施政計畫")
    for number in range(3):
        if number:
            paper.turn()
        paper.line(f"完成 1{number} 件")
        paper.line(f"{8 + 5 * number}")
    document = read(paper.raw())
    assert [page.label for page in document.pages] == [label.format(number) for number in (1, 2, 3)]
    furniture = [document.text[start:].split("\n")[0] for start in sorted(document.furniture)]
    head = "甲部109年度施政計畫"
    assert furniture == [label.format(1), head, label.format(2), head, last]
