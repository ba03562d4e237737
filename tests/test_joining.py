"""What a header, printed again on the next page, leaves in the cells below it."""

from __future__ import annotations

import pytest

from indexer.readers.joining import join_parts
from indexer.readers.lattice import Cell
from indexer.readers.printed import Printed
from indexer.readers.sheets import Slot
from knowledge.models import Span
from tests.sheets import Sheets


@pytest.mark.parametrize(
    ("lines", "left"),
    [
        (["方"], ""),  # nothing else stands in the cell
        (["方:6", "管", "理"], "管理"),  # it lies over the first line
        (["方:16", "管", "理"], "方管理"),  # the cell begins with the same word
        (["管", "理"], "管理"),
        ([], ""),
    ],
)
def test_what_ran_out_of_a_cell_of_the_header_is_none_of_the_cell_below(lines: list[str], left: str) -> None:
    text, printed, y = "", [], 100.0
    for line in lines:
        said, _, step = line.partition(":")
        printed.append(Printed(said, 0, 12, y, y - 2, 12))
        text += said + "\n"
        y -= float(step or 16)
    span = Span(0, len(text) - 1) if text else None
    found = Slot(Cell(1, 0, 2, 1), 20, 60, tuple(printed), span, text.replace("\n", "")).without("方")
    assert found.text == left
    assert (text[found.span.start : found.span.end].replace("\n", "") if found.span else "") == left


@pytest.mark.parametrize(
    ("line", "right", "left"),
    [("制3", 14.0, "3"), ("方法", 14.0, "法"), ("方法", 28.0, "方法"), ("方", 14.0, "")],
)
def test_characters_that_lie_over_each_other_are_those_of_two_cells(line: str, right: float, left: str) -> None:
    printed = Printed(line, 0, right, 100, 98, 12)
    spilled = {"制": "制", "方": "方式"}[line[0]]  # the rest of it can be lost below the rule
    found = Slot(Cell(1, 0, 2, 1), 20, 60, (printed,), Span(5, 5 + len(line)), line).without(spilled)
    assert (found.text, found.span) == (left, Span(7 - len(left), 7) if left else None)


def test_a_header_of_two_rows_that_is_cut_shorter_on_the_next_page_is_one_and_what_ran_out_of_it_is_of_no_row() -> None:
    head = "關鍵績效指標 | 評估/體制 | 評估/方式 | 年度目標值 | <\n^ | ^ | ^ | 110 | 111"
    again = head.replace("評估/體制", "評估").replace("評估/方式", "評估")
    sheets = Sheets()
    parts = [
        sheets.part(0, f"{head}\n1 監測航次 | 1 | 統計 | 3 次 | 4 次"),
        sheets.part(1, f"{again}\n2 更新座數 | 2 | 統計 | 8 座 | 9 座\n3 件數 |  | 式 | 1 件 | 2 件"),
        sheets.part(2, f"{again}\n | 體 | 方 |  | "),
    ]
    joined = join_parts(sheets.text, parts, "")
    (grid,) = joined.grids
    assert [[cell and cell.text for cell in row] for row in grid.rows[2:]] == [
        ["1 監測航次", "1", "統計", "3 次", "4 次"],
        ["2 更新座數", "2", "統計", "8 座", "9 座"],
        ["3 件數", None, "式", "1 件", "2 件"],
    ]
    assert [sheets.text[at:].split("\n")[0] for at in sorted(joined.spilled)] == ["體", "方"]
