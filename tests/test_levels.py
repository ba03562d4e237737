from __future__ import annotations

import pytest

from indexer.headers import Header, find_header
from indexer.layout import read_layout
from indexer.tables import Role


def header(text: str) -> Header | None:
    layout = read_layout("甲部中程施政計畫（106至109年度）\n" + text)
    return find_header(layout, layout.lines, 1)


def columns(text: str) -> list[tuple[Role, int | None]]:
    found = header(text)
    return [(column.role, column.year) for column in found.columns] if found else []


def test_the_name_of_the_indicators_may_head_their_own_column_and_those_of_their_assessment() -> None:
    assert columns(
        "關鍵策略\n目標\n關鍵績效指標 年度目標值 與中長程個\n案計畫關聯關鍵績效\n指標\n評估\n體制\n評估\n方式\n"
        "衡量標準 106 107\n一 完備法制\n"
    ) == [
        (Role.GOAL, None),
        (Role.KPI, None),
        (Role.SYSTEM, None),
        (Role.METHOD, None),
        (Role.MEASURE, None),
        (Role.TARGET, 106),
        (Role.TARGET, 107),
        (Role.OTHER, None),
    ]


def test_the_years_below_what_was_achieved_and_the_names_below_an_assessment_stand_in_their_places() -> None:
    assert columns(
        "關鍵策略目標 關鍵績效指標\n過去 3年達成值 109年度\n原訂目標值\n評估作業 評 估\n"
        "體 制106年度 107年度 108年度 評估方式 衡量標準\n1 擴大補助\n"
    ) == [
        (Role.GOAL, None),
        (Role.KPI, None),
        (Role.ACTUAL, 106),
        (Role.ACTUAL, 107),
        (Role.ACTUAL, 108),
        (Role.TARGET, 109),
        (Role.METHOD, None),
        (Role.MEASURE, None),
        (Role.SYSTEM, None),
    ]


@pytest.mark.parametrize(
    ("above", "below", "years"),
    [
        ("經費需求（年度）", "99 100 101", [99, 100, 101]),
        ("經費需求", "108年 109年 合計", [108, 109, None]),
        ("預算金額", "縣款 中央補助款 合計", [None, None, None]),
        ("經費", "107\n決算\n108\n預算\n109\n概算", [107, 108, 109]),
    ],
)
def test_money_is_divided_by_years_or_by_where_it_comes_from(above: str, below: str, years: list[int | None]) -> None:
    assert columns(f"施政綱要 重要計畫項目 {above} 計畫期程 備註\n{below}\n推動復育 復育計畫\n") == [
        (Role.OUTLINE, None),
        (Role.PROJECT, None),
        *((Role.MONEY, year) for year in years),
        (Role.PERIOD, None),
        (Role.REMARK, None),
    ]


def test_the_years_of_the_other_era_below_the_years_are_part_of_the_header() -> None:
    found = header("關鍵績效指標 各年度目標值 衡量標準\n106 年度 107 年度\n（2017） （2018）\n目標一　推動復育\n")
    assert found is not None and found.after == 4


def test_the_budget_of_one_year_is_a_column_of_its_own() -> None:
    assert columns("施政綱要 重要計畫項目 計畫期程 113 年度預算\n（千元）與 KPI 關聯\n")[3:] == [
        (Role.MONEY, 113),
        (Role.KPIS, None),
    ]


def test_a_number_between_the_names_of_columns_is_a_year_and_one_below_them_begins_a_row() -> None:
    names = [(Role.GOAL, None), (Role.KPI, None)]
    between = "關鍵策略\n目標\n關鍵績效\n指標\n106 評估\n方式\n說明\n五、充實知能\n"
    assert columns(between) == [*names, (Role.TARGET, 106), (Role.METHOD, None), (Role.MEASURE, None)]
    below = "關鍵策略目標 關鍵績效指標 評估方式 衡量標準\n106 件\n"
    assert columns(below) == [*names, (Role.METHOD, None), (Role.MEASURE, None)]


def test_a_source_of_money_is_a_column_of_its_own() -> None:
    assert columns("策略目標 計畫名稱 期程 經費需求 經費來源\n")[-1] == (Role.OTHER, None)


def test_a_group_of_columns_that_nothing_divides_makes_no_header() -> None:
    assert columns("關鍵策略目標 關鍵績效指標 評估作業 109年度目標值\n1 擴大補助\n") == []
