"""Headers of tables of a text: their words, however the lines cut them, and the years above or below them."""

from __future__ import annotations

from indexer.areas import divide
from indexer.layout import read_layout
from indexer.tables import Role
from tests.recovering import table


def test_a_header_is_read_however_its_lines_are_cut() -> None:
    found = table(
        "關鍵策略目\n標\n關鍵績效指\n標 衡量標準 評估\n方式\n評估\n體制\n106\n年度\n目標\n值\n107\n年度\n目標\n值\n"
    )
    assert [(c.role, c.year) for c in found.columns] == [
        (Role.GOAL, None),
        (Role.KPI, None),
        (Role.MEASURE, None),
        (Role.METHOD, None),
        (Role.SYSTEM, None),
        (Role.TARGET, 106),
        (Role.TARGET, 107),
    ]


def test_other_words_name_the_same_columns_and_achieved_values_are_no_targets() -> None:
    found = table("策略績效目標 衡量指標 衡量標準 99 年度原訂目標值 達成值 備註\n")
    roles = [Role.GOAL, Role.KPI, Role.MEASURE, Role.TARGET, Role.ACTUAL, Role.REMARK]
    assert [(c.role, c.year) for c in found.columns] == [(r, 99 if r is Role.TARGET else None) for r in roles]


def test_prose_that_names_columns_is_no_header() -> None:
    layout = read_layout("甲部計畫\n關鍵策略目標及關鍵績效指標已訂定。\n工作計畫名稱見附表。\n")
    assert divide(layout).areas == ()


def columns(header: str) -> list[tuple[Role, int | None]]:
    return [(c.role, c.year) for c in table(header + "1 甲\n").columns]


BEFORE = [(Role.GOAL, None), (Role.KPI, None), (Role.MEASURE, None)]


def test_years_below_a_heading_that_spans_them_stand_where_the_heading_stands() -> None:
    years = [(Role.TARGET, 108), (Role.TARGET, 109)]
    below = "衡量標準\n108\n年度\n109\n年度\n"
    assert columns("關鍵策略目標 關鍵績效指標\n年度目標值\n" + below) == [*BEFORE[:2], *years, BEFORE[2]]
    assert columns("年度目標值\n關鍵策略目標 關鍵績效指標\n" + below) == [*years, *BEFORE]
    assert columns("關鍵策略目標 關鍵績效指標 衡量標準 目 標 值\n108 109\n") == [*BEFORE, *years]


def test_a_year_alone_heads_a_column_of_targets() -> None:
    assert columns("關鍵策略目標 關鍵績效指標 衡量標準 108 年 度 109 年 度\n") == [
        *BEFORE, (Role.TARGET, 108), (Role.TARGET, 109),
    ]  # fmt: skip


def test_targets_and_actuals_below_their_years_are_not_confused() -> None:
    upper, lower = "關鍵策略目標 關鍵績效指標 衡量標準 108 年度 109 年度\n", "目標值 實際值 目標值\n"
    wanted = [(Role.TARGET, 108), (Role.ACTUAL, 108), (Role.TARGET, 109)]
    assert columns(upper + lower) == [*BEFORE, *wanted]
    two_lines = "關鍵策略目標 關鍵績效指標 衡量標準 108 年度 109 年度\n預期目標 主辦\n單位\n原訂目標值 達成值\n"
    assert columns(two_lines) == [*BEFORE, *wanted, (Role.OTHER, None)]


def test_a_year_column_beside_a_target_is_no_heading_of_one_word() -> None:
    assert columns("關鍵策略目標 關鍵績效指標 衡量標準 單位 年度 目標值\n") == [
        *BEFORE, (Role.UNIT, None), (Role.YEAR, None), (Role.TARGET, None),
    ]  # fmt: skip


def test_brackets_below_a_header_belong_to_it_only_if_they_say_how_it_counts() -> None:
    noted = table("關鍵策略目標 關鍵績效指標\n（權重） 衡量標準 109 年度目標值\n1 甲\n")
    assert noted.columns[1].header.text == "關鍵績效指標（權重）"
    linked = table("施政綱要 重要計畫項目 計畫期程 與KPI關聯\n（指標編號）\n農路計畫 106-108 1-1\n")
    assert linked.columns[-1].header.text == "與KPI關聯（指標編號）"
    plain = table("施政綱要 重要計畫項目 計畫期程 與KPI關聯\n（試辦）\n農路計畫 106-108 農路改善\n")
    assert plain.columns[-1].header.text == "與KPI關聯"


def test_a_header_may_name_the_weights_in_the_names_of_its_indicators() -> None:
    found = table("施政目標 關鍵績效\n指標(權數)\n計 算 方 式 111 年度\n原訂目標值\n備 註\n")
    assert [c.role for c in found.columns] == [Role.GOAL, Role.KPI, Role.MEASURE, Role.TARGET, Role.REMARK]


def test_the_money_of_a_year_is_one_column_with_its_unit_however_the_lines_cut_it() -> None:
    found = columns("工作計畫名稱 重要計畫項目 實施內容 114年度\n經費(百萬\n元)\n")
    assert found == [(Role.WORK_PLAN, None), (Role.ITEM, None), (Role.CONTENT, None), (Role.MONEY, 114)]
