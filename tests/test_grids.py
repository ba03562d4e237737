"""Tables whose cells a format knows: which are tables of facts, and what their rows say."""

from __future__ import annotations

import pytest

from indexer.grids import read_grid
from indexer.pipeline import read_bytes
from indexer.tables import Role
from tests.containers import odt
from tests.gridded import TITLE, grid, plan_of, table, targets, texts
from tests.plans_at_hand import plan_of_lines


def test_a_repeated_header_and_empty_rows_are_left_out() -> None:
    header = ("關鍵績效指標", "衡量標準", "109年度目標值")
    found = table(header, ("甲", "人數", "1 人"), (None, None, None), header, ("乙", "次數", "2 次"))
    assert texts(found) == [("甲", "人數", "1 人"), ("乙", "次數", "2 次")]


def test_a_grid_that_is_no_table_of_facts_is_none() -> None:
    assert read_grid(grid(("姓名", "電話"), ("甲", "1"))) is None


def test_a_document_with_a_grid_becomes_a_plan() -> None:
    header = ("關鍵績效指標", "衡量標準", "112年度目標值")
    plan = plan_of(TITLE + "一、推動甲政策\n", header, ("輔導農民", "人數", "30 人"))
    [kpi] = plan.kpis
    assert (kpi.goal and kpi.goal.text, kpi.name.text) == ("推動甲政策", "輔導農民")
    assert targets(plan) == [(112, "30 人", "30", "人")]
    assert [s.title for s in plan.sections] == ["農業部112年度施政計畫", "關鍵績效指標"]


def test_beside_the_indicators_that_it_serves_a_plan_is_a_project_whatever_else_is_said_of_it() -> None:
    found = table(("計畫名稱", "實施內容", "與KPI關聯", "經費"), ("農地計畫", "一、輔導。", "輔導農民", "300"))
    assert [c.role for c in found.columns] == [Role.PROJECT, Role.OTHER, Role.KPIS, Role.MONEY]


def test_a_table_whose_header_is_not_understood_is_named_and_so_is_a_plan_without_facts() -> None:
    body = (
        "<text:p>甲縣農業處109年度施政計畫</text:p><text:p>壹、指標</text:p><table:table>"
        + "".join(
            "<table:table-row>"
            + "".join(f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" for cell in row)
            + "</table:table-row>"
            for row in (("關鍵策略目標", "關鍵績效指標", "燈號"), ("守護農地", "輔導農民", "綠"))
        )
        + "</table:table>"
    )
    plan = read_bytes("a.odt", odt(body))
    assert [(p.code, p.text) for p in plan.problems] == [
        ("unread_table", "關鍵策略目標"), ("no_facts", "no table of indicators, projects or items is read"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "goals", [("策略目標一：守護農地", "策略目標二：綠化"), ("1. 守護農地", "2. 綠化"), ("一、守護農地", "二、綠化")]
)
@pytest.mark.parametrize("sign", [".", "-"])
def test_indicators_numbered_within_their_goals_have_the_number_below_the_goal(
    goals: tuple[str, str], sign: str
) -> None:
    plan = plan_of_lines(
        "農業部113年度施政計畫\n壹、指標\n關鍵績效指標 | 衡量標準 | 113年度目標值\n"
        f"{goals[0]} | |\n1{sign}1 輔導農民 | 人數 | 30 人\n1{sign}2 輔導漁民 | 人數 | 20 人\n"
        f"{goals[1]} | |\n2{sign}1 種樹 | 棵數 | 5 棵\n"
    )
    found = [(kpi.goal and kpi.goal.text, kpi.kpi_no, kpi.name.text) for kpi in plan.kpis]
    assert found == [("守護農地", "1", "輔導農民"), ("守護農地", "2", "輔導漁民"), ("綠化", "1", "種樹")]


def test_a_number_of_another_goal_stays_whole() -> None:
    plan = plan_of_lines(
        "農業部113年度施政計畫\n壹、指標\n績效目標 | 關鍵績效指標 | 113年度目標值\n守護農地 | 2.1 輔導農民 | 30 人\n"
    )
    assert [(kpi.kpi_no, kpi.name.text) for kpi in plan.kpis] == [("2.1", "輔導農民")]


@pytest.mark.parametrize("mark", ["（註1）", "註2", "[1]", "*", "※"])
def test_the_mark_of_a_footnote_is_part_of_no_name_and_of_no_unit(mark: str) -> None:
    header = "績效目標 | 關鍵績效指標 | 衡量標準 | 113年度目標值\n"
    plan = plan_of_lines(
        f"農業部113年度施政計畫\n壹、指標\n{header}守護農地{mark} | 1. 輔導農民{mark} | 人數 | 30 人{mark}\n"
    )
    [kpi] = plan.kpis
    assert (kpi.goal and kpi.goal.text, kpi.name.text) == ("守護農地", "輔導農民")
    assert targets(plan) == [(113, f"30 人{mark}", "30", "人")]
    assert not plan.problems
