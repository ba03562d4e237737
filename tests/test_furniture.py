"""Footnotes at the foot of a page: they part no table and no sentence that goes on over the page."""

from __future__ import annotations

import pytest

from indexer.pipeline import index_document
from indexer.readers.pdf import read_pdf
from tests.ruled import FONT, Paper, Row

HEADER: Row = ("衡量指標", "單位", "109年度目標值", "評估基準")
WIDTHS = [100.0, 80.0, 100.0, 160.0]


def small(paper: Paper, text: str) -> None:
    """Print a line in small letters."""
    paper.canvas.setFont(FONT, paper.size * 0.6)
    paper.line(text)
    paper.canvas.setFont(FONT, paper.size)


def test_a_footnote_parts_no_table_that_goes_on_over_the_page() -> None:
    rows: list[Row] = [(f"指標{n}", "件", f"{n}", "件數") for n in "1234"]
    paper = Paper()
    for line in range(4):
        paper.line(f"本文之行{line}")
    paper.table(HEADER, rows[:3], WIDTHS)
    small(paper, "2109 年度達成值為初步統計。")
    paper.turn()
    paper.table(rows[3], [], WIDTHS)
    (grid,) = read_pdf(paper.raw(), "plan.pdf").grids
    assert [row[0].text for row in grid.rows[1:] if row[0]] == ["指標1", "指標2", "指標3", "指標4"]


def test_a_footnote_stands_in_no_sentence_and_one_below_a_whole_section_stays() -> None:
    paper = Paper()
    for line in ("一、逐年汰換", "老舊水管1並且", "檢修漏水"):
        paper.line(line)
    small(paper, "1汰換情形詳見本處施政績效報告。")
    paper.turn()
    paper.line("案件，完成修復。")
    small(paper, "2修復情形詳見年報。")
    paper.turn()
    paper.line("二、減少漏水。")
    document = read_pdf(paper.raw(), "plan.pdf")
    left_out = [document.text[start:].split("\n")[0] for start in sorted(document.furniture)]
    assert left_out == ["1汰換情形詳見本處施政績效報告。", "2-1", "2-2", "2-3"]


def with_mark(paper: Paper, text: str, mark: str, rest: str, size: float = 0.6) -> None:
    """Print a line with a mark raised above its base."""
    paper.line(text)
    x = paper.margin + paper.canvas.stringWidth(text, FONT, paper.size)
    paper.canvas.setFont(FONT, paper.size * size)
    paper.canvas.drawString(x, paper.y + paper.size * 0.4, mark)
    x += paper.canvas.stringWidth(mark, FONT, paper.size * size)
    paper.canvas.setFont(FONT, paper.size)
    paper.canvas.drawString(x, paper.y, rest)


@pytest.mark.parametrize(
    ("text", "mark", "rest", "read"),
    [
        ("完成服務之件數", "1", "，較前一年增加。", "完成服務之件數，較前一年增加。"),
        ("達成率 65％", "12", "。", "達成率 65％。"),
        ("依「國家語言發展法」", "註2", "辦理。", "依「國家語言發展法」辦理。"),
        ("整建步道 5 公尺", "2", "。", "整建步道 5 公尺2。"),
    ],
)
def test_the_raised_mark_of_a_footnote_is_no_digit_of_what_it_stands_behind(
    text: str, mark: str, rest: str, read: str
) -> None:
    paper = Paper(label="")
    with_mark(paper, text, mark, rest)
    assert read_pdf(paper.raw(), "plan.pdf").text.strip() == read


def test_a_digit_as_large_as_the_text_is_none() -> None:
    paper = Paper(label="")
    paper.line("目標為12件，共3處。")
    assert read_pdf(paper.raw(), "plan.pdf").text.strip() == "目標為12件，共3處。"


def test_what_a_browser_prints_above_and_below_a_page_is_none_of_it_and_gives_the_page_its_number() -> None:
    paper = Paper(label="file:///srv/plan.html {}/2", head="11/28/26, 1:52 PM 甲局中程施政計畫（111至113年度）")
    for line in ("甲局中程施政計畫（111至113年度）", "壹、施政綱要", "一、建構底圖"):
        paper.line(line)
    paper.turn()
    paper.line("二、維護底圖")
    document = read_pdf(paper.raw(), "plan.pdf")
    plan = index_document(document, "plan.pdf", "")
    assert (plan.title, [page.label for page in document.pages]) == ("甲局中程施政計畫（111至113年度）", ["1/2", "2/2"])
    assert not any("file" in section.body.text for section in plan.sections if section.body)
