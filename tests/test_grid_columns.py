"""Columns of a grid: what their headers say, over several rows or merged, and where years and units stand."""

from __future__ import annotations

import pytest

from indexer.headers import column_role
from indexer.tables import Role
from knowledge.text import fold
from tests.gridded import MERGED, TITLE, plan_of, table, targets, texts
from tests.plans_at_hand import plan_of_lines


def test_columns_are_known_by_their_headers_in_any_order() -> None:
    found = table(("衡量標準", "109年度目標值", "關鍵績效指標"), ("人數", "30 人", "輔導農民"))
    assert [(c.role, c.year) for c in found.columns] == [(Role.MEASURE, None), (Role.TARGET, 109), (Role.KPI, None)]
    assert texts(found) == [("人數", "30 人", "輔導農民")]


def test_years_below_a_merged_header_are_those_of_its_targets() -> None:
    found = table(
        ("關鍵績效指標", "衡量標準", "年度目標值", MERGED),
        (MERGED, MERGED, "108年度", "109年度"),
        ("輔導農民", "人數", "30 人", "40 人"),
    )
    assert [(c.role, c.year) for c in found.columns][2:] == [(Role.TARGET, 108), (Role.TARGET, 109)]
    assert "108" in found.columns[2].header.text
    assert texts(found) == [("輔導農民", "人數", "30 人", "40 人")]


def test_actual_values_are_kept_apart_from_targets() -> None:
    found = table(("衡量指標", "原訂目標值", "達成值"), ("輔導農民", "30 人", "28 人"))
    assert [c.role for c in found.columns] == [Role.KPI, Role.TARGET, Role.ACTUAL]


def test_columns_that_no_rule_knows_are_read_and_not_used() -> None:
    found = table(("關鍵績效指標", "衡量標準", "109年度目標值", "顏色"), ("甲", "人數", "1 人", "紅"))
    assert found.columns[3].role is Role.OTHER


def test_a_heading_over_a_column_of_numbers_names_the_column_beside_it() -> None:
    header = ("衡量指標", MERGED, "112年度目標值", "衡量標準")
    plan = plan_of(TITLE, header, ("一", "輔導農民", "30 人", "人數"), ("二", "補助農機", "5 臺", "臺數"))
    assert [(k.kpi_no, k.name.text) for k in plan.kpis] == [("一", "輔導農民"), ("二", "補助農機")]


@pytest.mark.parametrize(
    ("above", "target"),
    [("單位：公頃\n", "112年度目標值"), ("（單位：公頃）\n", "112年度目標值"), ("", "112年度目標值（公頃）"), ("", "112年度目標值(單位：公頃)")],
)  # fmt: skip
def test_a_unit_stated_once_belongs_to_every_bare_figure(above: str, target: str) -> None:
    rows = (
        ("甲", "面積", "1,200"),
        ("乙", "面積", "90 以上"),
        ("丙", "面積", "3～5"),
        ("丁", "比率", "66%"),
        ("戊", "階段", "完成"),
    )
    plan = plan_of(TITLE + above, ("關鍵績效指標", "衡量標準", target), *rows)
    assert targets(plan) == [
        (112, "1,200 公頃", "1200", "公頃"), (112, "90 以上 公頃", "90", "公頃"), (112, "3～5 公頃", None, None),
        (112, "66%", "66", "%"), (112, "完成", None, None),
    ]  # fmt: skip
    assert all(t.unit_evidence is None or t.unit_evidence.text == "公頃" for k in plan.kpis for t in k.targets)


@pytest.mark.parametrize("above", ["單位：公頃、人\n", "單位：件／%\n"])
def test_of_several_units_none_is_given_to_a_figure(above: str) -> None:
    plan = plan_of(TITLE + above, ("關鍵績效指標", "衡量標準", "112年度目標值"), ("甲", "面積", "1,200"))
    assert targets(plan) == [(112, "1,200", "1200", "")]
    assert [p.code for p in plan.problems if p.fact == "甲"] == ["odd_target"]


@pytest.mark.parametrize(
    ("years", "doubted"), [(("5", "6"), False), (("0", "1"), False), (("5 場", "6"), True), (("A 級", "B 級"), False)]
)
def test_a_bare_figure_is_to_be_looked_at_where_another_year_has_a_unit(years: tuple[str, str], doubted: bool) -> None:
    header = ("關鍵績效指標", "衡量標準", "111年度目標值", "112年度目標值")
    plan = plan_of(
        "農業部中程施政計畫（111至112年度）\n壹、關鍵績效指標\n",
        header,
        ("甲", "件數", *years),
        ("乙", "面積", "3 公頃", "4 公頃"),
    )
    assert ("odd_target" in {p.code for p in plan.problems if p.fact == "甲"}) is doubted


@pytest.mark.parametrize("above", ["單位：千元", "（經費單位：千元）", "經費單位：新臺幣千元", "（單位：千元）"])
def test_a_line_above_a_table_states_the_unit_of_its_money_whatever_it_calls_that(above: str) -> None:
    header = ("施政綱要", "重要計畫項目", "計畫期程", "總經費", "與KPI關聯")
    plan = plan_of(TITLE + above + "\n", header, ("守護農地", "農地計畫", "111-112", "1,200", "輔導農民"))
    [extra] = plan.projects[0].extras
    assert extra.unit is not None and extra.unit.text == above


@pytest.mark.parametrize(
    ("printed", "doubted"),
    [
        ("保有驗證資格", False), ("核發使用執照", False), ("大型 320 輛；小型 1,450 輛", False), ("較 111 年度增加 2 個百分點", False),
        ("主體進度達 40%", True), ("同左", True), ("出勤 140 天手術 2,600 隻", True), ("另行訂定", True),
    ],
)  # fmt: skip
def test_a_target_in_words_or_of_named_parts_is_none_to_doubt(printed: str, doubted: bool) -> None:
    plan = plan_of(TITLE, ("關鍵績效指標", "衡量標準", "112年度目標值"), ("甲", "面積", printed))
    assert targets(plan) == [(112, printed, None, None)]
    assert ("odd_target" in {p.code for p in plan.problems}) is doubted


def test_years_as_row_labels_give_the_years_of_the_targets_and_a_column_their_unit() -> None:
    header = ("關鍵績效指標", "衡量標準", "單位", "年度", "目標值")
    plan = plan_of(
        "農業部中程施政計畫（111至112年度）\n壹、關鍵績效指標\n",
        header, ("輔導農民", "人數", "人", "111", "30"), (MERGED, MERGED, MERGED, "112", "40"),
        ("補助農機", "臺數", "臺", "111年度", "5"), ("補助農機", "臺數", "臺", "112年度", "7"),
    )  # fmt: skip
    assert [k.name.text for k in plan.kpis] == ["輔導農民", "補助農機"]
    assert targets(plan) == [
        (111, "30 人", "30", "人"),
        (112, "40 人", "40", "人"),
        (111, "5 臺", "5", "臺"),
        (112, "7 臺", "7", "臺"),
    ]


@pytest.mark.parametrize(
    ("header", "role"),
    [
        ("對應之關鍵策略目標", Role.GOAL),
        ("評量標準", Role.MEASURE),
        ("計算公式", Role.MEASURE),
        ("衡量標準及計算方式", Role.MEASURE),
        ("評估方式與資料來源", Role.METHOD),
        ("評核方式", Role.METHOD),
        ("指標名稱", Role.KPI),
        ("預定目標值", Role.TARGET),
        ("本年度目標值", Role.TARGET),
        ("年度績效目標值", Role.TARGET),
        ("目標數", Role.TARGET),
        ("績效目標", Role.GOAL),
        ("關聯之績效指標", Role.KPIS),
        ("重要施政計畫", Role.PROJECT),
        ("權重", Role.WEIGHT),
        ("權數", Role.WEIGHT),
        ("關鍵績效指標（權數）", Role.KPI),
        ("總經費（千元）", Role.MONEY),
    ],
)
def test_a_column_has_many_names(header: str, role: Role) -> None:
    found = column_role(fold(header))
    assert found == (role, None)


def test_a_year_in_brackets_behind_the_words_for_targets_is_the_year_of_the_column() -> None:
    assert column_role(fold("原訂目標值（105年）")) == (Role.TARGET, 105)
    assert column_role(fold("目標值（107年度）")) == (Role.TARGET, 107)
    assert column_role(fold("目標值（件）")) == (Role.TARGET, None)


def test_a_heading_over_several_columns_names_none_of_them_and_a_year_below_actuals_is_no_targets() -> None:
    found = table(
        ("關鍵績效指標", "過去3年達成值", MERGED, "101年度（2012）目標值", "評估作業", MERGED),
        (None, "99年度", "100年度", None, "評估方式", "衡量標準"),
        ("1. 補助隻數", "15 隻", "16 隻", "18 隻", "實地查核", "當年度補助隻數。"),
    )
    kept = [(c.role, c.year) for c in found.columns if c.role is not Role.OTHER]
    assert kept == [(Role.KPI, None), (Role.TARGET, 101), (Role.METHOD, None), (Role.MEASURE, None)]


@pytest.mark.parametrize("heading", ["預定目標", "預期目標", "年度目標", "預計達成目標", "目標"])
def test_a_column_of_targets_may_be_headed_by_a_word_without_value(heading: str) -> None:
    below = table(
        ("績效指標", heading, MERGED, "衡量標準"),
        (MERGED, "113年", "114年", MERGED),
        ("輔導農民", "30 人", "40 人", "人數"),
    )
    alone = table(("施政目標", "績效指標", heading), ("守護農地", "輔導農民", "30 人"))
    targets = [(Role.TARGET, 113), (Role.TARGET, 114)]
    assert [(c.role, c.year) for c in below.columns] == [(Role.KPI, None), *targets, (Role.MEASURE, None)]
    assert [c.role for c in alone.columns] == [Role.GOAL, Role.KPI, Role.TARGET]


@pytest.mark.parametrize("heading", ["目標", "年度目標", "施政目標", "策略目標", "關鍵策略目標"])
def test_left_of_the_indicators_a_column_headed_so_is_their_goal(heading: str) -> None:
    found = table((heading, "績效指標", "目標值"), ("守護農地", "輔導農民", "30 人"))
    assert [c.role for c in found.columns] == [Role.GOAL, Role.KPI, Role.TARGET]


@pytest.mark.parametrize("numbers", [("1.1", "1.2"), ("1-1", "1-2"), ("（一）", "（二）")])
def test_the_numbers_left_of_the_names_below_one_heading_may_be_double(numbers: tuple[str, str]) -> None:
    plan = plan_of_lines(
        "農業部113年度施政計畫\n壹、指標\n關鍵績效指標 | | 衡量標準 | 113年度目標值\n"
        f"{numbers[0]} | 輔導農民 | 人數 | 30 人\n{numbers[1]} | 輔導漁民 | 人數 | 20 人\n"
    )
    found = [(kpi.kpi_no, kpi.name.text) for kpi in plan.kpis]
    assert found == [(numbers[0].strip("（）"), "輔導農民"), (numbers[1].strip("（）"), "輔導漁民")]
