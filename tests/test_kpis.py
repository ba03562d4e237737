from __future__ import annotations

import pytest

from indexer.kpis import is_torn, quantity
from knowledge.models import Kpi, Plan
from tests.plans_at_hand import index_text

TITLE = "甲部中程施政計畫（106至109年度）\n壹、綱要\n一、推動手作維護\n貳、關鍵績效指標\n"
HEADER = "關鍵策略目標 關鍵績效指標\n評估\n體制\n評估\n方式\n衡量標準\n109 年度\n目標值\n"


def plan(text: str) -> Plan:
    return index_text(text, "plan.txt", "")


def kpi(text: str) -> Kpi:
    (found,) = plan(text).kpis
    return found


def test_numbers_stand_apart_from_names_and_the_header_gives_the_year() -> None:
    found = kpi(TITLE + HEADER + "1 推動手作維護\n1 維護長度\n1 統計\n數據\n步道長度 22 公里\n")
    assert (found.goal_no, found.goal and found.goal.text) == ("1", "推動手作維護")
    assert (found.kpi_no, found.name.text) == ("1", "維護長度")
    (target,) = found.targets
    assert (target.year, target.text.text, target.value, target.unit) == (109, "22 公里", "22", "公里")
    assert target.year_evidence and target.year_evidence.text == "109 年度目標值"


def test_every_year_column_is_a_target_with_its_own_evidence() -> None:
    text = "關鍵績效指標 衡量標準 106 年度目標值 107 年度目標值\n1 查核家數\n查核之家數。 ５ ０ 家 ６０家\n"
    found = kpi(TITLE + text)
    assert [(t.year, t.value, t.unit) for t in found.targets] == [(106, "50", "家"), (107, "60", "家")]
    assert [t.year_evidence and t.year_evidence.text for t in found.targets] == ["106 年度目標值", "107 年度目標值"]


def test_the_goal_of_a_table_may_stand_in_its_caption() -> None:
    found = kpi(TITLE + "一、推動手作維護\n關鍵績效指標 衡量標準 109 年度目標值\n一、維護長度\n步道長度 22 公里\n")
    assert (found.goal_no, found.goal and found.goal.text, found.kpi_no) == ("一", "推動手作維護", "一")


def test_a_column_that_the_document_does_not_have_is_none() -> None:
    found = kpi(
        TITLE + "關鍵策略目標 關鍵績效指標 衡量標準 109 年度目標值\n1 推動手作維護\n1 維護長度 步道長度 22 公里\n"
    )
    assert (found.assessment_system, found.assessment_method) == (None, None)


def test_a_missing_target_is_named_in_a_problem() -> None:
    found = plan(
        TITLE + HEADER + "1 推動手作維護\n1 維護長度\n1 統計\n數據\n步道長度，依實際情形滾動檢討並逐年增加。\n"
    )
    assert ("no_target", "維護長度", "targets") in {(p.code, p.fact, p.field) for p in found.problems}


def test_a_target_of_no_stated_year_is_named_in_a_problem() -> None:
    text = "關鍵策略目標 關鍵績效指標 衡量標準 目標值\n1 推動手作維護\n1 維護長度 步道長度 22 公里\n"
    found = plan(TITLE + text)
    assert [k.targets[0].year for k in found.kpis] == [None]
    assert ("year_not_stated", "維護長度", "targets") in {(p.code, p.fact, p.field) for p in found.problems}


def test_an_annual_plan_gives_the_year_in_its_title() -> None:
    text = "甲部109年度施政計畫\n壹、指標\n關鍵策略目標 關鍵績效指標 衡量標準 年度目標值\n1 推動維護\n1 維護長度 步道長度 22 公里\n"
    (target,) = kpi(text).targets
    assert target.year == 109 and target.year_evidence and target.year_evidence.text == "甲部109年度施政計畫"


@pytest.mark.parametrize(
    ("printed", "value", "unit"),
    [
        ("1,090 次", "1090", "次"),
        ("１ ４ ０ 次", "140", "次"),
        ("累計 150 件", "150", "件"),
        ("3 達到項數", "3", "達到項數"),
        ("≧82%", "82", "%"),
    ],
)
def test_a_target_of_one_figure_has_value_and_unit(printed: str, value: str, unit: str) -> None:
    found = quantity(printed)
    assert found and (found.value, found.unit) == (value, unit)


@pytest.mark.parametrize("printed", ["完成立法", "1. 27 件；2. 66%", "40-50", "12月底前完成"])
def test_words_ranges_and_several_figures_are_no_single_figure(printed: str) -> None:
    assert quantity(printed) is None


def test_the_legend_of_the_assessment_system_is_read() -> None:
    row = "1 推動手作維護\n1 維護長度\n1 統計\n數據\n步道長度 22 公里\n"
    found = plan(
        TITLE + HEADER + row + "註：\n評估體制之數字代號意義如下：\n1.既有組織。\n2.任務編組進\n行。\n參、其他\n"
    )
    assert [(entry.code, entry.meaning.text) for entry in found.legends] == [
        ("1", "既有組織。"),
        ("2", "任務編組進行。"),
    ]


def test_a_measure_that_ends_in_the_midst_of_a_sentence_makes_its_target_doubtful() -> None:
    row = "1 推動手作維護\n1 活躍帳號\n1 統計\n數據\n全年各月登入之帳號平均數。較前一年增加\n2%\n"
    found = plan(TITLE + HEADER + row)
    doubted = {(p.code, p.field) for p in found.problems if p.fact == "活躍帳號"}
    assert {("unsure_row", "measure"), ("unsure_row", "targets")} <= doubted


@pytest.mark.parametrize(
    ("printed", "doubted"), [("82%≧", True), ("6.5≦ 分鐘", True), ("≧82%", False), ("82% 以上", False)]
)
def test_a_sign_behind_its_figure_in_a_text_is_to_be_looked_at(printed: str, doubted: bool) -> None:
    found = plan(TITLE + HEADER + f"1 推動手作維護\n1 維護長度\n1 統計\n數據\n步道長度 {printed}\n")
    assert ("odd_target" in {p.code for p in found.problems}) is doubted


@pytest.mark.parametrize(
    ("target", "torn"),
    [
        ("1. 24 場次；2. ≧98%", False),
        ("1. 52 座；2. 1. 5 4 座；2. 1. 56 座；2. 71", True),
        ("2 億 9,357 萬 2,617 元", False),
        ("2 億9,357 萬2,617 元億", True),
        ("完成草案初稿", False),
        ("初稿完成", True),
        ("（1）5 件；（2）3 件", False),
    ],
)
def test_a_target_that_lost_characters_to_another_shows_it(target: str, torn: bool) -> None:
    assert is_torn(target) is torn


def test_the_goals_below_a_line_that_is_numbered_on_from_the_caption_and_in_no_cell_are_to_be_looked_at() -> None:
    header = "關鍵績效指標 評估體制 評估方式 衡量標準 110年度目標值\n"
    first = "1 維護長度 1 統計數據 步道長度。 3 公里\n2 志工人數 1 統計數據 全年人數。 8 人\n"
    rest = "1 登入次數 1 統計數據 全年次數。 9 次\n2 平均日數 1 統計數據 全年日數。 7 日\n"
    found = plan(TITLE + "一、推動手作維護\n" + header + first + "二、健全服務並守護步道之網絡\n " + header + rest)
    told = {k.name.text: k.goal and k.goal.text for k in found.kpis}
    doubted = {p.fact for p in found.problems if p.field == "goal"}
    wrong = {name for name, goal in told.items() if name in ("登入次數", "平均日數") and goal == "推動手作維護"}
    assert wrong <= doubted and set(told) == {"維護長度", "志工人數", "登入次數", "平均日數"}
