"""Tables that are ruled across only: their columns are told by the blanks, or they are left to their lines."""

from __future__ import annotations

import pytest

from indexer.pipeline import read_bytes
from indexer.readers.drawing import Rule
from indexer.readers.glyphs import Piece
from indexer.readers.gutters import Gutters, are_torn, find_gutters
from knowledge.models import Plan
from tests.ruled import Paper

XS = (60, 160, 270, 400, 470, 540)
HEADER = ("策略目標", "關鍵績效指標", "衡量標準", "110年度目標值", "111年度目標值")
ROWS = (
    ("1 守護海岸", "1 監測航次", "全年航次。", "350 航次", "360 航次"),
    ("", "2 辦理演練", "演練場次。", "2 場次", None),
    ("2 培育志工", "1 志工人數", "全年人數。", "8 人", "9 人"),
)


def put(paper: Paper, row: tuple[str | None, ...]) -> None:
    """Print the cells of a row; one over the next column stands in the middle of both."""
    for at, text in enumerate(row):
        if at + 1 < len(row) and row[at + 1] is None:
            paper.canvas.drawCentredString((XS[at] + XS[at + 2]) / 2, paper.y, text or "")
        elif text:
            paper.canvas.drawString(XS[at] + 4, paper.y, text)


def across(paper: Paper, left: float = XS[0]) -> None:
    paper.canvas.line(left, paper.y - 10, XS[-1], paper.y - 10)
    paper.y -= 30


def plan(caption: str = "", header: tuple[str | None, ...] = HEADER) -> Plan:
    paper = Paper(label="")
    paper.line("海洋署中程施政計畫（110 至 111 年度）")
    paper.line("壹、關鍵績效指標")
    paper.canvas.setFontSize(9)
    across(paper)
    put(paper, header)
    across(paper)
    for at, cells in enumerate(ROWS):
        put(paper, cells)
        across(paper, XS[1] if at == 0 else XS[0])
    if caption:
        paper.canvas.drawString(XS[0], paper.y, caption)
    return read_bytes("a.pdf", paper.raw())


def said(found: Plan) -> list[tuple[str | None, str, str | None, list[str]]]:
    return [
        (k.goal and k.goal.text, k.name.text, k.measure and k.measure.text, [t.quote.text for t in k.targets])
        for k in found.kpis
    ]


FACTS = [
    ("守護海岸", "監測航次", "全年航次。", ["350 航次", "360 航次"]),
    ("守護海岸", "辦理演練", "演練場次。", ["2 場次", "2 場次"]),
    ("培育志工", "志工人數", "全年人數。", ["8 人", "9 人"]),
]


def test_columns_are_told_by_the_blanks_and_a_cell_over_two_years_is_that_of_both() -> None:
    found = plan()
    assert said(found) == FACTS
    assert not [p for p in found.problems if p.fact]


@pytest.mark.parametrize("below", ["註：以上。", "二、其他事項之說明文字，超過一欄之寬度者屬於表外之段落。"])
def test_what_stands_below_the_last_rule_is_no_row(below: str) -> None:
    assert said(plan(below)) == FACTS


def pieces(*rows: tuple[float, tuple[str, ...]]) -> list[Piece]:
    made = [
        Piece(x + 4, y, x + 4 + 9 * (len(text) - 1), x + 4 + 9 * len(text), y - 2, 9, text, at)
        for y, row in rows
        for at, (x, text) in enumerate(zip(XS, row, strict=False))
        if text
    ]
    return made


def rules(*ys: float) -> list[Rule]:
    return [Rule(y, XS[0], XS[-1]) for y in ys]


def test_a_table_is_not_told_where_a_cell_heads_columns_without_a_rule_below_it() -> None:
    header = ((690.0, (*HEADER[:3], "各年度之目標值合計說明", "")), (675.0, ("", "", "", "110年度", "111年度")))
    assert find_gutters(rules(710, 660, 630), [], pieces(*header, (640.0, tuple(ROWS[0])))).is_torn  # type: ignore[arg-type]


def test_rows_that_go_on_below_no_header_tear_the_table_of_the_page_before() -> None:
    first = find_gutters(rules(710, 680, 650), [], pieces((690.0, HEADER), (660.0, tuple(ROWS[0]))))  # type: ignore[arg-type]
    rest = find_gutters(rules(710, 680, 650), [], pieces((690.0, tuple(ROWS[2])), (660.0, tuple(ROWS[0]))), first.last)  # type: ignore[arg-type]
    assert first.down and not first.is_torn and first.is_open and rest.goes_on
    assert are_torn([first, rest]) and not are_torn([first, Gutters()])


def test_rules_that_are_those_of_no_table_of_facts_have_no_gutters() -> None:
    found = find_gutters(
        rules(710, 680, 650), [], pieces((690.0, ("項目", "預算數", "決算數")), (660.0, ("甲", "1", "2")))
    )
    assert not found.down


def test_facts_of_a_table_whose_columns_are_not_told_are_to_be_looked_at() -> None:
    found = plan(header=(*HEADER[:2], "衡量標準", "110年度目標值　　　111年度目標值", None))
    assert found.kpis
    doubted = {(p.fact, p.field) for p in found.problems if p.code == "unsure_row"}
    assert {(kpi.name.text, field) for kpi in found.kpis for field in ("kpi", "goal", "measure")} <= doubted
