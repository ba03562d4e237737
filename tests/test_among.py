"""Questions of what was listed: 其中 and 哪些 after a list ask of it alone."""

from __future__ import annotations

import pytest

from knowledge.service import Assistant
from tests.plans_at_hand import Row, assistant_for, write_plan
from tests.test_followup import talk


def of_two_agencies() -> Assistant:
    """Two plans of which each counts some things in 座, and other things in per cent."""
    return assistant_for(
        write_plan(
            [
                Row("整建設施", "候車亭整建座數", "完工數", ["8 座"]),
                Row("整建設施", "人行橋整建座數", "完工數", ["120 座"]),
                Row("整建設施", "乘客滿意度", "問卷", ["80%"]),
                Row("改善路網", "路線重整條數", "完成數", ["累計 5 條"]),
            ],
            agency="公共運輸局",
        ),
        write_plan([Row("修繕山屋", "山屋修繕座數", "完工數", ["900 座"])], agency="山野管理署"),
    )


@pytest.mark.parametrize("said", ["其中單位是座的", "裡面單位是座的", "這些當中單位是座的有哪些", "哪些單位是座"])
def test_what_is_asked_of_a_list_is_answered_of_it_alone(said: str) -> None:
    assert talk(of_two_agencies(), "公共運輸局有哪些KPI", said) == (
        "關鍵績效指標：\n1. 「候車亭整建座數」112 年度目標值：8 座\n2. 「人行橋整建座數」112 年度目標值：120 座"
    )


def test_the_highest_of_a_list_is_one_of_it() -> None:
    said = talk(of_two_agencies(), "公共運輸局有哪些KPI", "其中單位是座的", "哪個最高")
    assert said.splitlines()[0] == "其中最高的是「人行橋整建座數」：120 座"


def test_which_are_of_a_sort_is_asked_of_the_list_though_no_kind_is_named() -> None:
    said = talk(of_two_agencies(), "公共運輸局有哪些KPI", "其中哪些是累計的")
    assert said.splitlines()[1:] == ["1. 「路線重整條數」112 年度目標值：累計 5 條"]


def test_where_none_of_the_list_fits_that_is_said_and_nothing_else_is_told() -> None:
    assert talk(of_two_agencies(), "「改善路網」有哪些指標", "整建設施有哪些指標", "其中單位是條的") == (
        "剛才列出的項目中，查不到符合的。"
    )


@pytest.mark.parametrize("said", ["一一列出目標值", "都要目標", "這幾個的目標值"])
def test_what_is_asked_of_all_of_a_list_is_told_of_each(said: str) -> None:
    assert [line for line in talk(of_two_agencies(), "整建設施有哪些指標", said).splitlines() if "：" in line] == [
        "112 年度目標值：8 座", "112 年度目標值：120 座", "112 年度目標值：80%",
    ]  # fmt: skip


def test_a_field_alone_is_told_of_each_of_a_short_list() -> None:
    assert talk(of_two_agencies(), "整建設施有哪些指標", "衡量標準呢").splitlines()[1::2] == [
        "完工數",
        "完工數",
        "問卷",
    ]


def test_a_question_that_names_its_kind_is_of_all_plans() -> None:
    said = talk(of_two_agencies(), "公共運輸局有哪些KPI", "哪些指標的單位是座")
    assert "山屋修繕座數" in said


def test_the_money_of_what_was_listed_is_no_target_of_it() -> None:
    assert "查不到這項金額" in talk(of_two_agencies(), "公共運輸局有哪些KPI", "經費多少")
