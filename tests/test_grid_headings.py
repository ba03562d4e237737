"""What heads the rows of a grid: goals, work plans and kinds in rows of their own, above the table or in a part before."""

from __future__ import annotations

import pytest

from indexer.numbered import split_name
from indexer.pipeline import read_bytes
from indexer.tables import Role
from knowledge.models import Span
from knowledge.text import cut
from tests.containers import odt
from tests.gridded import MERGED, table, texts
from tests.plans_at_hand import plan_of_lines


def test_a_goal_in_a_row_of_its_own_heads_the_indicators_below_it() -> None:
    found = table(
        ("關鍵績效指標", "單位", "109年度目標值"),
        ("關鍵策略目標一：守護農地", MERGED, MERGED),
        ("1. 輔導農民", "人", "30"),
        ("2. 輔導漁民", "人", "20"),
        ("關鍵策略目標二：開拓市場", MERGED, MERGED),
        ("3. 展售", "場", "5"),
        ("註：每年檢討。", MERGED, MERGED),
    )
    assert found.columns[0].role is Role.GOAL
    assert [row[:2] for row in texts(found)] == [
        ("關鍵策略目標一：守護農地", "1. 輔導農民"),
        (None, "2. 輔導漁民"),
        ("關鍵策略目標二：開拓市場", "3. 展售"),
    ]


def test_an_indicator_whose_row_says_nothing_else_heads_no_others() -> None:
    found = table(
        ("關鍵績效指標", "單位", "109年度目標值"),
        ("1. 輔導農民", "人", "30"),
        ("2. 輔導漁民", None, None),
        ("3. 展售", "場", "5"),
    )
    assert [c.role for c in found.columns] == [Role.KPI, Role.UNIT, Role.TARGET]
    assert [row[0] for row in texts(found)] == ["1. 輔導農民", "2. 輔導漁民", "3. 展售"]


def test_the_goal_above_a_table_may_follow_the_number_of_the_table() -> None:
    for caption, number, goal in (
        ("表 2-1　策略目標一：強化國土監測", "一", "強化國土監測"),
        ("表二　關鍵策略目標 2：擴大近用", "2", "擴大近用"),
        ("共同性目標三 提升效能", "三", "提升效能"),
    ):
        name = split_name(caption, cut(caption, [Span(0, len(caption))]))
        assert (name.number, name.passage.text) == (number, goal)


def test_the_heading_above_a_table_of_plans_is_no_caption_even_where_its_number_goes_on() -> None:
    tables = [
        (caption, "".join(
            "<table:table-row>"
            + "".join(f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" for cell in row)
            + "</table:table-row>"
            for row in rows
        ))
        for caption, rows in (
            ("目標一：守護農地", (("績效指標", "109年度目標值", "衡量標準"), ("輔導農民", "30 人", "人數"))),
            ("二、重要計畫", (("工作計畫", "重要計畫項目", "實施內容"), ("農業業務", "輔導", "輔導農民。"))),
        )
    ]  # fmt: skip
    body = "<text:p>甲縣農業處109年度施政計畫</text:p><text:p>一、績效指標</text:p>" + "".join(
        f"<text:p>{caption}</text:p><table:table>{rows}</table:table>" for caption, rows in tables
    )
    plan = read_bytes("a.odt", odt(body))
    assert [kpi.goal.text for kpi in plan.kpis if kpi.goal] == ["守護農地"]
    assert [section.path for section in plan.sections] == [(), ("一、績效指標",), ("二、重要計畫",)]


def test_the_count_of_goals_above_tables_goes_on_past_a_table_without_one() -> None:
    def rows(name: str) -> str:
        cells = (("績效指標", "109年度目標值", "衡量標準"), (name, "30 人", "人數"))
        return "".join(
            "<table:table-row>"
            + "".join(f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" for cell in row)
            + "</table:table-row>"
            for row in cells
        )

    lines = {"輔導農民": "目標一：守護農地", "培訓": "", "種樹": "目標二：綠化", "修路": "三、其他指標"}
    body = "<text:p>甲縣農業處109年度施政計畫</text:p><text:p>一、沿革</text:p><text:p>二、績效指標</text:p>" + "".join(
        f"<text:p>{line}</text:p><table:table>{rows(name)}</table:table>" for name, line in lines.items()
    )
    plan = read_bytes("a.odt", odt(body))
    assert {kpi.name.text: kpi.goal and kpi.goal.text for kpi in plan.kpis} == {
        "輔導農民": "守護農地", "培訓": None, "種樹": "綠化", "修路": None,
    }  # fmt: skip
    assert plan.sections[-1].path == ("三、其他指標",)


def test_a_goal_above_the_second_part_of_a_table_is_the_same_without_the_word_that_says_that_it_goes_on() -> None:
    header = "關鍵績效指標 | 衡量標準 | 113年度目標值\n"
    plan = plan_of_lines(
        f"農業部113年度施政計畫\n壹、指標\n表1　指標\n{header}策略目標一：守護農地 | |\n輔導農民 | 人數 | 30 人\n"
        f"表1　指標（續）\n{header}策略目標一：守護農地（續） | |\n輔導漁民 | 人數 | 20 人\n"
    )
    found = [(kpi.name.text, kpi.goal_no, kpi.goal and kpi.goal.text) for kpi in plan.kpis]
    assert found == [("輔導農民", "一", "守護農地"), ("輔導漁民", "一", "守護農地")]


@pytest.mark.parametrize(
    ("first", "second", "kinds"),
    [
        ("一、社會發展計畫", "二、其它", ["社會發展", "社會發展", "其它"]),
        ("公共建設類計畫", "科技發展計畫", ["公共建設", "公共建設", "科技發展"]),
        ("（一）公共建設計畫", "二、社會發展計畫（無） | |\n三、其他", ["公共建設", "公共建設", "其他"]),
    ],
)
def test_a_kind_in_a_row_of_its_own_is_that_of_every_plan_below_it(first: str, second: str, kinds: list[str]) -> None:
    plan = plan_of_lines(
        "農業部中程施政計畫（112至115年度）\n壹、計畫\n重要計畫項目 | 施政綱要 | 計畫期程\n"
        f"{first} | |\n農路計畫 | 守護農地 | 112-115\n灌溉計畫 | 守護農地 | 113-114\n{second} | |\n種樹計畫 | 綠化 | 112-113\n"
    )
    assert [project.name.text for project in plan.projects] == ["農路計畫", "灌溉計畫", "種樹計畫"]
    assert [project.category and project.category.text for project in plan.projects] == kinds
    assert [project.outline and project.outline.text for project in plan.projects] == ["守護農地", "守護農地", "綠化"]


def test_a_kind_heads_the_items_of_an_annual_plan_too_but_not_beside_a_column_of_kinds() -> None:
    title = "農業部112年度施政計畫\n壹、計畫\n"
    headed = plan_of_lines(
        title + "工作計畫名稱 | 重要計畫項目 | 實施內容\n一、公共建設計畫 | |\n農業業務 | 農路 | 一、鋪路。\n"
    )
    beside = plan_of_lines(
        title + "工作計畫名稱 | 重要計畫項目 | 計畫類別 | 實施內容\n農業業務 | 農路 | 公共建設計畫 | 一、鋪路。\n"
    )
    assert [item.category and item.category.text for item in headed.annual_items] == ["公共建設"]
    assert [item.category and item.category.text for item in beside.annual_items] == ["公共建設計畫"]


INDICATORS = "農業部113年度施政計畫\n壹、指標\n關鍵績效指標 | 衡量標準 | 113年度目標值 | 權重\n"


def goals_of(rows: str) -> list[tuple[str | None, str]]:
    return [(kpi.goal and kpi.goal.text, kpi.name.text) for kpi in plan_of_lines(INDICATORS + rows).kpis]


def test_rows_of_one_cell_head_the_others_where_the_first_row_is_one_and_none_stands_alone() -> None:
    assert goals_of(
        "守護農地 | | |\n輔導農民 | 人數 | 30 人 | 20%\n輔導漁民 | 人數 | 20 人 | 20%\n綠化 | | |\n種樹 | 棵數 | 5 棵 | 10%\n"
    ) == [("守護農地", "輔導農民"), ("守護農地", "輔導漁民"), ("綠化", "種樹")]
    assert goals_of("輔導農民 | 人數 | 30 人 | 20%\n輔導漁民 | | |\n種樹 | 棵數 | 5 棵 | 10%\n展售 | | |\n") == [
        (None, "輔導農民"), (None, "輔導漁民"), (None, "種樹"), (None, "展售")
    ]  # fmt: skip


def test_what_heads_several_goals_is_no_indicator() -> None:
    assert goals_of(
        "業務面向 | | |\n策略目標一：守護農地 | | |\n輔導農民 | 人數 | 30 人 | 20%\n策略目標二：綠化 | | |\n"
        "種樹 | 棵數 | 5 棵 | 10%\n行政面向 | | |\n策略目標三：節約 | | |\n節電 | 度數 | 9 度 | 5%\n"
    ) == [("守護農地", "輔導農民"), ("綠化", "種樹"), ("節約", "節電")]


def test_a_goal_in_a_row_of_its_own_may_say_how_much_it_weighs() -> None:
    assert goals_of("策略目標一：守護農地 | | | 60%\n輔導農民 | 人數 | 30 人 | 30%\n輔導漁民 | 人數 | 20 人 | 30%\n") == [
        ("守護農地", "輔導農民"), ("守護農地", "輔導漁民")
    ]  # fmt: skip


@pytest.mark.parametrize("first", ["績效目標 | ", ""])
def test_the_goal_at_the_end_of_a_table_goes_on_in_its_next_part_and_in_no_other_table(first: str) -> None:
    header = f"{first}關鍵績效指標 | 衡量標準 | 113年度目標值\n"
    rows = "守護農地 | 輔導農民 | 人數 | 30 人\n" if first else "目標一：守護農地 | |\n輔導農民 | 人數 | 30 人\n"
    below = f"{' | ' if first else ''}輔導漁民 | 人數 | 20 人\n"
    for caption, goal in (("表1　指標（續）", "守護農地"), ("表1　指標(續1)", "守護農地"), ("表2　其他指標", None)):
        plan = plan_of_lines(f"農業部113年度施政計畫\n壹、指標\n表1　指標\n{header}{rows}{caption}\n{header}{below}")
        assert [kpi.goal and kpi.goal.text for kpi in plan.kpis] == ["守護農地", goal]


def test_the_outline_and_the_work_plan_go_on_in_the_next_part_of_their_table() -> None:
    plans, items = "施政綱要 | 重要計畫項目 | 計畫期程\n", "工作計畫名稱 | 重要計畫項目 | 實施內容\n"
    plan = plan_of_lines(
        f"農業部113年度施政計畫\n壹、計畫\n{plans}守護農地 | 農路 | 112-113\n表1（續）\n{plans} | 農渠 | 112-114\n"
        f"貳、項目\n{items}農業業務 | 種樹 | 一、種樹。\n表2（續）\n{items} | 種菜 | 一、種菜。\n"
    )
    assert [project.outline and project.outline.text for project in plan.projects] == ["守護農地", "守護農地"]
    assert [item.work_plan and item.work_plan.text for item in plan.annual_items] == ["農業業務", "農業業務"]
