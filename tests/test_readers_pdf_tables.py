"""Tables of PDF files: ruled cells, over pages, and whole again where a page cuts them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from knowledge.text import squeeze
from tests.pdfs import HEADER, WIDTHS, cells, drawn, read
from tests.ruled import Paper, Row

PLANS = Path(__file__).parent / "plans"
LONG = (
    "當年度漁港設施更新經海洋研究機構驗收合格並登錄於服務網之更新座數，同一案件跨年度執行者僅於完成年度計列一次。" * 2
)


def test_an_opening_bracket_whose_empty_half_lies_beyond_the_border_belongs_to_its_cell() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.rect(60, 100, 200, 100)
        canvas.line(160, 100, 160, 200)
        canvas.drawString(70, 150, "統計")
        canvas.drawString(156, 150, "（數據）")

    (grid,) = read(drawn(draw)).grids
    assert cells(grid) == [["統計", "(數據)"]]


def test_a_cell_has_the_text_of_its_box_and_a_spanning_cell_stands_in_its_first_row() -> None:
    paper = Paper()
    rows: list[Row] = [
        ("落實監測", "監測航次", LONG, "350 航次"),
        (None, "更新座數", "座數", "8 座"),
        ("整合設施", "件數", "件", None),
    ]
    paper.line("貳、關鍵績效指標")
    paper.table(HEADER, rows, WIDTHS)
    paper.line("註：以上。")
    document = read(paper.raw())
    (grid,) = document.grids
    assert cells(grid) == [list(map(squeeze, HEADER)), *([cell and squeeze(cell) for cell in row] for row in rows)]
    assert (
        document.text.startswith("貳、關鍵績效指標\n關鍵策略目標\n關鍵績效指標\n") and "\n註：以上。\n" in document.text
    )


@pytest.mark.parametrize("repeat", [True, False])
@pytest.mark.parametrize("boxes", [True, False])
def test_a_table_that_goes_on_is_one_grid_and_its_header_stands_once(repeat: bool, boxes: bool) -> None:
    paper = Paper(boxes=boxes)
    paper.skip(600)
    rows: list[Row] = [(f"目標之{n}", f"指標之{n}", "衡量之標準", f"{n} 件") for n in "甲乙丙丁戊己庚辛"]
    paper.table(HEADER, rows, WIDTHS, repeat)
    document = read(paper.raw())
    (grid,) = document.grids
    assert cells(grid)[1:] == [[squeeze(cell or "") for cell in row] for row in rows]
    (at,) = grid.breaks
    cell = grid.rows[at][1]
    assert cell and cell.start > document.pages[1].start
    assert document.text.count("關鍵績效指標") == 1 + repeat


@pytest.mark.parametrize("repeat", [True, False])
@pytest.mark.parametrize("room", range(118, 210, 18))
def test_a_row_that_a_page_cuts_is_whole_again(room: int, repeat: bool) -> None:
    rows: list[Row] = [
        ("1 落實監測", "1 監測航次之指標", "監測之航次", "35 航次"),
        ("2 整合設施", "1 漁港設施更新座數", LONG, "8 座"),
        (None, "2 件數之指標", "件數", "9 件"),
    ]
    paper = Paper()
    paper.skip(842 - 120 - room)
    paper.table(HEADER, rows, WIDTHS, repeat)
    (grid,) = read(paper.raw()).grids
    assert cells(grid)[1:] == [[cell and squeeze(cell) for cell in row] for row in rows]
    assert any(len(cell.spans) == 2 for row in grid.rows for cell in row if cell)


def test_a_table_goes_on_where_its_outer_rules_are_drawn_a_little_apart() -> None:
    paper = Paper()
    paper.skip(640)
    paper.table(HEADER, [("一 目標", "指標甲", "標準", "1 件")], WIDTHS)
    paper.turn()
    paper.margin += 2.5
    first, *middle, last = WIDTHS
    paper.table(HEADER, [("二 目標", "指標乙", "標準", "2 件")], [first - 2.5, *middle, last - 2.5])
    (grid,) = read(paper.raw()).grids
    assert [row[1].text for row in grid.rows[1:] if row[1]] == ["指標甲", "指標乙"]


def test_a_header_that_lost_the_ends_of_narrow_cells_on_one_page_is_that_header_again() -> None:
    header: Row = ("指標", "標準", "111年", "112年", "達成值", "體制", "方式", "單位")
    cut: Row = (*header[:4], "達成", "體", *header[6:])
    paper = Paper(label="")
    paper.table(header, [("監測", "航次", "3", "4", "5", "1", "統計", "次")], [55.0] * 8)
    paper.turn()
    rows: list[Row] = [("作業", "數", "", "", "值", "制", "", ""), ("巡守", "件數", "6", "7", "8", "2", "統計", "件")]
    paper.table(cut, rows, [55.0] * 8)
    (grid,) = read(paper.raw()).grids
    assert [row[0].text for row in grid.rows if row[0]] == ["指標", "監測作業", "巡守"]
    assert [row[5].text for row in grid.rows if row[5]] == ["體制", "1", "2"]


def test_a_code_that_stands_alone_belongs_to_the_first_row_of_a_page() -> None:
    header: Row = ("關鍵策略目標", "體制", "關鍵績效指標", "109 年度目標值")
    rows: list[Row] = [(f"{n}目標之說明", "1", f"{n}指標之名稱", f"{n} 件") for n in range(1, 9)]
    paper = Paper()
    paper.line("自 109 年 11 月 11 日起")
    paper.skip(560)
    paper.table(header, rows, WIDTHS, repeat=False)
    (grid,) = read(paper.raw()).grids
    assert [row[1].text for row in grid.rows[1:] if row[1]] == ["1"] * 8


def test_a_spanning_cell_flows_over_the_page_between_two_whole_rows() -> None:
    goal = "推動海岸巡守志工培訓並降低沿海居民災害風險"
    rows: list[Row] = [
        ("落實離岸沙洲監測作業", "監測航次", "航次", "35 航次"),
        (goal, "志工人次", "人次", "8 人次"),
        (None, "巡守件數", "件數", "9 件"),
    ]
    paper = Paper()
    paper.line(goal)
    paper.skip(842 - 120 - 18 - 40 - 40 - 22 - 5)
    paper.table(HEADER, rows, WIDTHS)
    (grid,) = read(paper.raw()).grids
    assert cells(grid)[1:] == [[cell and squeeze(cell) for cell in row] for row in rows]
    assert grid.breaks == {3}
    assert [len(row[0].spans) for row in grid.rows if row[0]] == [1, 1, 2]


@pytest.mark.parametrize(
    ("ends", "count", "unsure"),
    [
        (("9,800", "1,250"), 4, frozenset[int]()),
        (("累計達 9 億", "987 萬 6 千元"), 3, frozenset({2})),
        (("全數完成年度", "各季分期辦理"), 3, frozenset({2})),
    ],
)
def test_a_figure_is_no_rest_of_another_and_a_whole_row_of_words_that_could_go_on_is_unsure(
    ends: tuple[str, str], count: int, unsure: frozenset[int]
) -> None:
    rows: list[Row] = [
        ("地籍管理及測量", "重測作業", "辦理測量並公告成果。", "全數完成"),
        ("交易秩序之維護", "申報案件之查核", "按季篩選異常案件並至現場逐案訪查", ends[0]),
        (None, "爭議案件之調處", "設置委員會並按月開會審議。", ends[1]),
    ]
    paper = Paper()
    paper.skip(842 - 120 - 22 - 22 - 40 - 22 + 18)
    paper.table(("工作計畫名稱", "重要計畫項目", "實施內容", "預算數"), rows, WIDTHS)
    (grid,) = read(paper.raw()).grids
    assert (len(grid.rows), grid.unsure) == (count, unsure)


def test_tables_with_text_between_them_or_other_columns_stay_apart() -> None:
    paper = Paper(label="")
    paper.table(HEADER, [("目標", "指標", "標準", "1 件")], WIDTHS)
    paper.turn()
    paper.line("參、未來四年重要計畫")
    paper.table(HEADER, [("目標", "指標", "標準", "2 件")], WIDTHS)
    paper.turn()
    paper.table(HEADER, [("目標", "指標", "標準", "3 件")], [100, 80, 200, 80])
    assert [len(grid.rows) for grid in read(paper.raw()).grids] == [2, 2, 2]


@pytest.mark.parametrize("number", [2, 5, 9])
def test_every_fact_of_a_made_up_plan_is_one_cell(number: int) -> None:
    document = read((PLANS / f"made-up-{number}.pdf").read_bytes())
    truth = json.loads((PLANS / f"made-up-{number}.json").read_text(encoding="utf-8"))
    found = {text for grid in document.grids for row in cells(grid) for text in row if text}
    found |= {re.sub(r"^(\d{1,2}|[一二三四五六七八九十]+、)", "", text) for text in found}
    wanted: list[str | None] = []
    for kpi in truth["kpis"]:
        wanted += [kpi["kpi"], kpi["measure"], kpi["assessment_method"], *(target["text"] for target in kpi["targets"])]
        wanted += [] if truth["variant"]["table_per_goal"] else [kpi["goal"]]
    for project in truth["projects"]:
        wanted += [project[field] for field in ("outline", "project", "period", "category")] + [
            "、".join(project["kpis"])
        ]
    for item in truth["annual_items"]:
        wanted += [item["work_plan"], item["item"], item["category"], "".join(item["content"])]
    assert len(wanted) > 30
    assert [text for text in wanted if text and squeeze(text) not in found] == []
    assert all(page.label for page in document.pages) and not document.problems
