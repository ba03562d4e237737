from __future__ import annotations

import pytest

from indexer.evidence import Names
from knowledge.text import fold
from tests.recovering import cells, table

PROJECTS = "施政綱要 重要計畫項目 計畫\n期程\n計畫\n類別\n與 KPI 關聯 備註\n"


def test_names_that_are_numbered_as_paragraphs_of_a_cell_are_those_of_one_project() -> None:
    found = table(
        PROJECTS
        + "推動古道修復\n古道志工培力計畫\n108-112 其它 1.南部古道調查修復用\n地整備\n2.辦理嚮導參與地名校\n訂\n新增\n"
        "耆老口述資料庫\n109-110 其它 1.辦理嚮導參與地名校\n訂\n",
        Names(kpis=tuple(map(fold, ("南部古道調查修復用地整備", "辦理嚮導參與地名校訂")))),
    )
    assert [row[4:] for row in cells(found)] == [
        ["1.南部古道調查修復用地整備2.辦理嚮導參與地名校訂", "新增"],
        ["1.辦理嚮導參與地名校訂", None],
    ]


@pytest.mark.parametrize("period", ["112-116\n（2023-2\n027）", "112-112\n（2023）"])
def test_a_period_may_be_said_again_in_the_other_era(period: str) -> None:
    found = table(
        "重要計畫項目 施政綱要 計畫期程 計畫類別 與 KPI 關聯\n"
        f"熱傷害通報計畫 規劃通風廊道 {period}\n社會發展 通風廊道長度\n熱島圖臺維運 {period}\n社會發展 通風廊道長度\n",
        Names(kpis=(fold("通風廊道長度"),)),
    )
    assert [fold(row[2] or "") for row in cells(found)] == [fold(period)] * 2


def test_a_date_is_one_target_though_a_blank_parts_its_number() -> None:
    found = table(
        "關鍵績效指標 評估方式 衡量標準\n106 年度目標值 107 年度目標值 108 年度目標值\n"
        "1 辦法送審\n進度控管 以函送之日期為準。 9 月底前 9 月底前 9 月底前\n"
    )
    assert [row[3:] for row in cells(found)] == [["9 月底前"] * 3]
