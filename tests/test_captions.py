"""The line above a table of indicators that names their goal."""

from __future__ import annotations

import pytest

from knowledge.models import Plan
from tests.plans_at_hand import index_text, plan_of_lines

OPENING = "甲局112年度施政計畫\n壹、施政目標\n一、健全山林管理，保育物種\n整修步道。\n二、推廣登山教育\n開設課程。\n貳、績效指標\n"
CELLS = "績效指標 | 112年度目標值 | 衡量標準\n"
LINES = "績效指標 112年度目標值 衡量標準\n"


def goals(plan: Plan) -> list[tuple[str, str | None]]:
    return [(kpi.name.text, kpi.goal.text if kpi.goal else None) for kpi in plan.kpis]


@pytest.mark.parametrize(
    "title", ["表 {n}　{goal}績效指標", "表2-{n} {goal}之關鍵績效指標", "{goal}績效指標一覽表", "表{n}：{goal}"]
)
def test_the_title_of_a_table_that_holds_the_name_of_a_goal_names_that_of_its_indicators(title: str) -> None:
    first = title.format(n=1, goal="健全山林管理，保育物種")
    second = title.format(n=2, goal="推廣登山教育")
    cells = plan_of_lines(
        f"{OPENING}{first}\n{CELLS}維護長度 | 22 公里 | 長度\n{second}\n{CELLS}課程數 | 9 門 | 門數\n"
    )
    lines = index_text(
        f"{OPENING}{first}\n{LINES}維護長度 22 公里 長度\n{second}\n{LINES}課程數 9 門 門數\n", "a.txt", ""
    )
    for plan in (cells, lines):
        assert goals(plan) == [("維護長度", "健全山林管理，保育物種"), ("課程數", "推廣登山教育")]
        assert [s.text for s in plan.sections if s.title == "績效指標"] == [""]


def test_a_title_over_two_lines_or_of_the_next_part_names_the_goal_as_well() -> None:
    plan = index_text(
        f"{OPENING}表 1　健全山林管理，\n保育物種績效指標\n{LINES}1. 維護長度 22 公里 步道長度。\n"
        f"表 1　健全山林管理，保育物種績效指標（續）\n{LINES}2. 山屋座數 9 座 整建座數。\n", "a.txt", "",
    )  # fmt: skip
    assert goals(plan) == [("維護長度", "健全山林管理，保育物種"), ("山屋座數", "健全山林管理，保育物種")]


def test_a_title_that_is_the_name_of_no_heading_is_no_goal_and_stays_in_the_text() -> None:
    plan = plan_of_lines(f"{OPENING}表 1　其他重要績效指標\n{CELLS}維護長度 | 22 公里 | 長度\n")
    assert goals(plan) == [("維護長度", None)]
    assert [s.text for s in plan.sections if s.title == "績效指標"] == ["表 1 其他重要績效指標"]
