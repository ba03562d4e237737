from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pypdfium2
import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

import indexer.readers.pdf as reader
from indexer.document import Document, Grid
from indexer.layout import read_layout
from indexer.readers.pdf import read_pdf
from knowledge.errors import DocumentRefused
from knowledge.text import squeeze
from tests.ruled import FONT, Paper, Row

PLANS = Path(__file__).parent / "plans"
HEADER: Row = ("關鍵策略目標", "關鍵績效指標", "衡量標準", "109年度目標值")
WIDTHS = [80.0, 100.0, 200.0, 80.0]
LONG = (
    "當年度漁港設施更新經海洋研究機構驗收合格並登錄於服務網之更新座數，同一案件跨年度執行者僅於完成年度計列一次。" * 2
)


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


def codes(document: Document) -> list[str]:
    return [problem.code for problem in document.problems]


# Text


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


# Tables


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
