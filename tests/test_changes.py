"""What a release changes against the one that it replaces."""

from __future__ import annotations

from dataclasses import replace

import pytest

from knowledge.changes import changes
from knowledge.models import Plan
from tests.plans_at_hand import MIDTERM, Row, bundled_plan, plan_of_lines, write_plan

ROW = Row("推動農村再生", "農村再生社區數", "完成社區數", ["12 個", "15 個"])
OTHER = Row("推動農村再生", "青年返鄉人數", "返鄉人數", ["300 人", "400 人"])
PROJECT, ITEM = ("農村再生計畫", "110-113", ()), ("農村發展", "農村再生推動", ("輔導社區", "改善環境"))


def plan(
    *rows: Row, project: tuple[str, str, tuple[str, ...]] = PROJECT, item: tuple[str, str, tuple[str, ...]] = ITEM
) -> Plan:
    return write_plan(rows or (ROW, OTHER), (112, 113), projects=[project], items=[item])


def said(old: Plan, new: Plan) -> list[tuple[str, ...]]:
    """Give the changes without their pages: kind, name, before, after."""
    return [(change.kind, change.name, change.before, change.after) for change in changes(old, new)]


def test_the_same_plan_changes_nothing() -> None:
    assert changes(plan(), plan()) == []
    assert changes(bundled_plan(MIDTERM), bundled_plan(MIDTERM)) == []


@pytest.mark.parametrize(
    ("new", "found"),
    [
        (plan(ROW, OTHER, replace(OTHER, name="農產外銷值")), ("added", "農產外銷值", "", "農產外銷值")),
        (plan(ROW), ("dropped", "青年返鄉人數", "青年返鄉人數", "")),
        (plan(replace(ROW, targets=["12 個", "18 個"]), OTHER), ("target", "農村再生社區數", "15 個", "18 個")),
        (
            plan(replace(ROW, measure="完成並驗收的社區數"), OTHER),
            ("measure", "農村再生社區數", "完成社區數", "完成並驗收的社區數"),
        ),
        (plan(project=("農村再生計畫", "110-114", ())), ("period", "農村再生計畫", "110-113", "110-114")),
        (
            plan(item=("農村發展", "農村再生推動", ("輔導社區",))),
            ("content", "農村再生推動", "輔導社區\n改善環境", "輔導社區"),
        ),
    ],
)
def test_a_change_names_its_fact_and_what_was_there_before_and_is_now(new: Plan, found: tuple[str, ...]) -> None:
    assert said(plan(), new) == [found]


def test_a_fact_under_a_like_name_that_says_the_same_is_renamed() -> None:
    renamed = [("renamed", "農村振興計畫", "農村再生計畫", "農村振興計畫")]
    assert said(plan(), plan(project=("農村振興計畫", "110-113", ()))) == renamed
    # What it says otherwise is told beside it, where the names leave no doubt.
    moved = replace(ROW, name="農村再生社區累計數", targets=["12 個", "18 個"])
    assert said(plan(), plan(moved, OTHER)) == [
        ("renamed", "農村再生社區累計數", "農村再生社區數", "農村再生社區累計數"),
        ("target", "農村再生社區累計數", "15 個", "18 個"),
    ]


def test_a_fact_under_another_name_is_a_new_one_and_the_old_one_is_dropped() -> None:
    new = plan(project=("農村振興計畫", "112-113", ()))
    assert said(plan(), new) == [
        ("added", "農村振興計畫", "", "農村振興計畫"),
        ("dropped", "農村再生計畫", "農村再生計畫", ""),
    ]


def test_facts_of_one_name_are_compared_each_with_the_one_of_its_place() -> None:
    twice = plan(ROW, replace(ROW, goal="推動城鄉交流", targets=["3 個", "4 個"]))
    assert changes(twice, twice) == []
    moved = plan(ROW, replace(ROW, goal="推動城鄉交流", targets=["3 個", "5 個"]))
    assert said(twice, moved) == [("target", "農村再生社區數", "4 個", "5 個")]


BUDGET = """
農業部110年度施政計畫
壹、經費
表1 經費需求（單位：千元）
計畫名稱 | 109年度 | 110年度
農村再生 | 1,200 | 1,300
"""


def test_a_figure_of_a_table_that_holds_no_facts_is_compared_by_its_row_and_column() -> None:
    [change] = changes(plan_of_lines(BUDGET), plan_of_lines(BUDGET.replace("1,300", "1,350")))
    assert (change.kind, change.name, change.header) == ("figure", "農村再生", "110年度")
    assert (change.before, change.after) == ("1,300", "1,350")


def test_what_a_row_says_in_another_column_is_compared_where_both_tables_have_it() -> None:
    table = """
農業部110年度施政計畫
壹、關鍵績效指標
關鍵策略目標 | 關鍵績效指標 | 衡量標準 | 110年度目標值 | 主辦單位
糧食安全 | 有機農民數 | 人數 | 30 人 | 農糧署
"""
    [change] = changes(plan_of_lines(table), plan_of_lines(table.replace("農糧署", "漁業署")))
    assert (change.kind, change.header, change.before, change.after) == ("column", "主辦單位", "農糧署", "漁業署")
    without = table.replace(" | 主辦單位", "").replace(" | 農糧署", "")
    assert changes(plan_of_lines(table), plan_of_lines(without)) == []


def test_a_year_that_is_added_or_dropped_is_a_change_of_the_target() -> None:
    short = write_plan([replace(ROW, targets=["12 個"])], (112,))
    long = write_plan([ROW], (112, 113))
    assert said(short, long) == [("target", "農村再生社區數", "", "15 個")]
    assert said(long, short) == [("target", "農村再生社區數", "15 個", "")]


def test_the_order_of_facts_and_the_form_of_texts_are_no_change() -> None:
    assert changes(plan(), plan(OTHER, ROW)) == []
    reworded = replace(ROW, name="農村再生 社區數", measure="完成　社區數", targets=["１２ 個", "15個"])
    assert changes(plan(), plan(reworded, OTHER)) == []
    assert changes(plan(replace(ROW, measure="臺灣社區數")), plan(replace(ROW, measure="台灣社區數"))) == []


def test_changes_come_in_the_order_of_the_new_plan_the_dropped_ones_last() -> None:
    new = plan(replace(OTHER, name="丙數"), replace(ROW, targets=["13 個", "15 個"]))
    assert [(change.kind, change.name) for change in changes(plan(), new)] == [
        ("added", "丙數"),
        ("target", "農村再生社區數"),
        ("dropped", "青年返鄉人數"),
    ]


def test_what_a_fact_belongs_to_and_how_it_is_assessed_is_compared() -> None:
    table = """
農業部110年度施政計畫
壹、關鍵績效指標
關鍵策略目標 | 關鍵績效指標 | 評估體制 | 評估方式 | 衡量標準 | 110年度目標值
糧食安全 | 有機農民數 | 1 | 統計數據 | 人數 | 30 人
"""
    [change] = changes(plan_of_lines(table), plan_of_lines(table.replace("統計數據", "問卷調查")))
    assert (change.kind, change.header, change.before, change.after) == ("column", "評估方式", "統計數據", "問卷調查")
    linked = plan(project=("農村再生計畫", "110-113", ("農村再生社區數",)))
    [change] = changes(linked, plan(project=("農村再生計畫", "110-113", ("青年返鄉人數",))))
    assert (change.header, change.after) == ("與KPI關聯", "青年返鄉人數")


def test_an_indicator_that_still_counts_the_same_is_renamed_though_its_measure_or_later_targets_moved() -> None:
    years = (112, 113, 114, 115)
    row = Row("推動農村再生", "社區綠美化認養率", "認養處數", ["3 處", "5 處", "7 處", "9 處"])
    other = replace(row, name="青年返鄉人數", targets=["3 人", "4 人", "5 人", "6 人"])
    reworded = replace(row, name="綠美化基地認養率", measure="認養並驗收之處數")
    moved = replace(row, name="綠美化基地認養率", targets=["3 處", "5 處", "8 處", "10 處"])
    old = write_plan([row, other], years)
    for new, first in ((reworded, "measure"), (moved, "target")):
        found = changes(old, write_plan([new, other], years))
        assert [c.kind for c in found][:2] == ["renamed", first]
        assert {c.was for c in found} == {"社區綠美化認養率"}
    # One that counts something else is no renamed one, however alike the names.
    others = changes(old, write_plan([replace(moved, targets=["1 處", "2 處", "8 處", "10 處"]), other], years))
    assert [c.kind for c in others] == ["added", "dropped"]
