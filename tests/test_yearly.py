from __future__ import annotations

from indexer.tables import Role
from tests.recovering import cells, table

HEADER = "關鍵策略目標 關鍵績效指標 年度目標值 衡量標準\n評估\n體制\n評估\n方式\n"


def _indicator(number: int, first: str, *others: str) -> str:
    return (
        f"{number}.古道調查修\n復長度\n{first} 當年度古道調查修復之\n修復長度。\n1 統計\n數據"
        + "\n".join(others)
        + "\n"
    )


def test_years_that_begin_the_cells_of_one_column_are_labels_of_rows_and_those_are_of_one_indicator() -> None:
    found = table(
        HEADER
        + "1. 推動古道\n調查\n"
        + _indicator(1, "109 年 1.5 公頃", "110 年 2 公頃", "111 年 2.5 公頃")
        + _indicator(2, "109 年 12 公里", "110 年 15 公里", "111 年 18 公里")
    )
    roles = [Role.GOAL, Role.KPI, Role.YEAR, Role.TARGET, Role.MEASURE, Role.SYSTEM, Role.METHOD]
    assert [column.role for column in found.columns] == roles
    assert [row[2:4] + row[6:] for row in cells(found)] == [
        ["109 年", "1.5 公頃", "統計數據"],
        ["110 年", "2 公頃", None],
        ["111 年", "2.5 公頃", None],
        ["109 年", "12 公里", "統計數據"],
        ["110 年", "15 公里", None],
        ["111 年", "18 公里", None],
    ]


def test_years_that_a_measure_speaks_of_are_no_labels_of_rows() -> None:
    found = table(HEADER + "1. 推動古道\n調查\n1.古道長度\n2 公里 109 年 修復之長度。\n1 統計\n數據\n")
    assert Role.YEAR not in {column.role for column in found.columns}
