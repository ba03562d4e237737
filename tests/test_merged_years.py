"""One cell over the columns of several years: its target is that of each of them."""

from __future__ import annotations

import pytest

from indexer.pipeline import read_bytes
from knowledge.models import Plan
from tests.containers import odt
from tests.gridded import targets
from tests.plans_at_hand import plan_of_lines
from tests.ruled import Paper
from tests.test_readers_docx import cell, docx, row, table
from tests.test_readers_docx import p as paragraph

HEADER = ("關鍵策略目標", "關鍵績效指標", "衡量標準", "110年度目標值", "111年度目標值", "112年度目標值")
ROW = ("1 守護部落", "1 辦理演練", "演練場次。")
TITLE = "衛福部中程施政計畫（110 至 112 年度）"
EACH = [(year, "2 場次", "2", "場次") for year in (110, 111, 112)]


def read_odt(target: str) -> Plan:
    def cells(texts: tuple[str, ...]) -> str:
        return "".join(f"<table:table-cell><text:p>{text}</text:p></table:table-cell>" for text in texts)

    merged = (
        f'<table:table-cell table:number-columns-spanned="3"><text:p>{target}</text:p></table:table-cell>'
        '<table:covered-table-cell table:number-columns-repeated="2"/>'
    )
    rows = "".join(f"<table:table-row>{one}</table:table-row>" for one in (cells(HEADER), cells(ROW) + merged))
    return read_bytes("a.odt", odt(f"<text:p>{TITLE}</text:p><table:table>{rows}</table:table>"))


def read_docx(target: str) -> Plan:
    merged = cell(target, '<w:gridSpan w:val="3"/>')
    body = paragraph(TITLE) + table(row(*map(cell, HEADER)), row(*map(cell, ROW), merged))
    return read_bytes("a.docx", docx(body))


def read_pdf(target: str) -> Plan:
    paper = Paper(leading=30)
    paper.line(TITLE)
    xs = [60, 140, 220, 300, 380, 460, 540]
    top = paper.y - 10
    for number, cells in enumerate((HEADER, (*ROW, target))):
        for x, text in zip(xs, cells, strict=False):
            paper.canvas.setFontSize(9)
            paper.canvas.drawString(x + 4, top - 40 * number - 20, text)
    for y in (top, top - 40, top - 80):
        paper.canvas.line(xs[0], y, xs[-1], y)
    for x in xs:
        paper.canvas.line(x, top, x, top - (80 if x <= xs[3] or x == xs[-1] else 40))
    return read_bytes("a.pdf", paper.raw())


@pytest.mark.parametrize("read", [read_odt, read_docx, read_pdf])
def test_a_target_over_the_columns_of_several_years_is_that_of_each_in_every_format(read) -> None:  # type: ignore[no-untyped-def]
    plan = read("2 場次")
    assert targets(plan) == EACH
    assert not plan.problems


def test_a_target_that_is_said_to_be_of_every_year_has_its_figure() -> None:
    plan = read_odt("每年 2 場次")
    assert targets(plan) == [(year, "每年 2 場次", "2", "場次") for year in (110, 111, 112)]
    assert not plan.problems


@pytest.mark.parametrize("target", ["共 6 場次", "3 年合計 6 場次", "累計 6 場次"])
def test_what_several_years_reach_together_is_the_figure_of_none_and_to_be_looked_at(target: str) -> None:
    plan = read_odt(target)
    assert targets(plan) == [(year, target, None, None) for year in (110, 111, 112)]
    assert {(p.code, p.fact, p.field) for p in plan.problems} == {("odd_target", "辦理演練", "targets")}


def test_a_cell_over_the_measure_and_the_years_is_no_target() -> None:
    plan = plan_of_lines(
        f"{TITLE}\n關鍵策略目標 | 關鍵績效指標 | 衡量標準 | 110年度目標值 | 111年度目標值\n守護部落 | 甲 | 辦理中 | < | <\n"
    )
    assert targets(plan) == []
    assert ("no_target", "甲") in {(p.code, p.fact) for p in plan.problems}
