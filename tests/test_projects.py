from __future__ import annotations

import pytest

from indexer.links import find_names
from indexer.projects import link_kpis
from knowledge.models import Plan, Span
from knowledge.text import cut, fold
from tests.plans_at_hand import index_text, plan_of_lines

NAMES = ("步道維護、課程整合推動", "整合山屋整建", "山屋整建")
PLAN = (
    "甲部中程施政計畫（106至109年度）\n壹、綱要\n一、推動步道維護，促進共管\n二、整建山屋\n貳、指標\n"
    "關鍵策略目標 關鍵績效指標 評估體制 評估方式 衡量標準 109 年度目標值\n"
    "1 推動步道維\n護，促進共管\n1 步道維護、課\n程整合推動\n1 統計數據 步道長度 22 公里\n"
    "2 整建山屋 1 整合山屋整\n建\n1 統計數據 座數 3 座\n參、計畫\n"
    "施政綱要 重要計畫項目 計畫期程 計畫類別 與 KPI 關聯\n"
)


def plan(text: str) -> Plan:
    return index_text(PLAN + text, "plan.txt", "")


def test_a_name_that_holds_the_separator_is_found_whole() -> None:
    found = find_names("山屋整建、步道維護、課程整合推動、整合山屋整建", NAMES)
    assert [f.name for f in found] == ["山屋整建", "步道維護、課程整合推動", "整合山屋整建"]


def test_a_misprinted_name_is_linked_to_the_one_it_is_clearly_nearest_to() -> None:
    (found,) = find_names("步道維戶、課程整合推動", NAMES)
    assert found.name == "步道維護、課程整合推動"


def test_an_unknown_name_is_linked_to_none() -> None:
    assert [f.name for f in find_names("海洋教育推廣人次", NAMES)] == [None]


def test_names_need_no_separator() -> None:
    assert [f.name for f in find_names("整合山屋整建步道維護、課程整合推動", NAMES)] == ["整合山屋整建", NAMES[0]]


def test_an_outline_spans_projects_and_links_know_the_indicator() -> None:
    found = plan(
        "推 動 步 道\n維護\n保護留區監測 104-109 社會發展 步道維護、課程整合推\n動\n"
        "課程計畫 106-109 其它 步道維戶、課程整合推\n動、整合山屋整建\n整建山屋 山屋計畫 105-107 公共建設 整合山屋整建\n"
    )
    rows = [(p.outline and p.outline.text, p.name.text, p.period and p.period.text) for p in found.projects]
    assert rows == [
        ("推動步道維護", "保護留區監測", "104-109"),
        ("推動步道維護", "課程計畫", "106-109"),
        ("整建山屋", "山屋計畫", "105-107"),
    ]
    links = [(link.printed.text, link.kpi) for link in found.projects[1].kpis]
    assert links == [("步道維戶、課程整合推動", "步道維護、課程整合推動"), ("整合山屋整建", "整合山屋整建")]
    assert ("misprint", "課程計畫", "kpis") in {(p.code, p.fact, p.field) for p in found.problems}


def test_linked_names_that_are_numbered_in_paragraphs_are_linked_without_their_numbers() -> None:
    source = "1.興建糧倉、冷鏈整合推動\n2.輔導農民"
    links = link_kpis(
        source, cut(source, [Span(0, len(source))]), {fold(n): n for n in ("興建糧倉、冷鏈整合推動", "輔導農民")}
    )
    assert [(link.printed.text, link.kpi) for link in links] == [
        ("興建糧倉、冷鏈整合推動", "興建糧倉、冷鏈整合推動"), ("輔導農民", "輔導農民")
    ]  # fmt: skip


@pytest.mark.parametrize("cell", ["1-1、2-1", "1－1 2－1", "KPI 1-1、KPI 2-1", "１-１及２-１"])
def test_the_numbers_of_a_goal_and_its_indicator_are_links_too(cell: str) -> None:
    found = plan(f"推 動 步 道\n維護\n保護留區監測 104-109 社會發展 {cell}\n")
    assert [link.kpi for link in found.projects[0].kpis] == ["步道維護、課程整合推動", "整合山屋整建"]
    assert not {p.code for p in found.problems} & {"misprint", "unlinked_kpi"}


def test_the_number_of_no_indicator_is_a_link_to_none() -> None:
    found = plan("推 動 步 道\n維護\n保護留區監測 104-109 社會發展 1-1、3-9\n")
    assert None in [link.kpi for link in found.projects[0].kpis]
    assert "unlinked_kpi" in {p.code for p in found.problems}


@pytest.mark.parametrize(
    ("cell", "linked"),
    [
        ("1.1 步道維護；2.1 山屋整建", [("步道維護", "步道維護"), ("山屋整建", "山屋整建")]),
        ("1-1步道維護、KPI 2-1", [("步道維護", "步道維護"), ("KPI 2-1", "山屋整建")]),
        ("2.1 步道維護", [("2.1", "山屋整建"), ("步道維護", "步道維護")]),
        ("步道維護；3.1", [("步道維護", "步道維護"), ("3.1", None)]),
    ],
)
def test_numbers_among_names_are_linked_unless_they_are_those_of_the_name_behind_them(
    cell: str, linked: list[tuple[str, str | None]]
) -> None:
    [project] = plan_of_lines(
        "甲部109年度施政計畫\n壹、指標\n關鍵績效指標 | 衡量標準 | 109年度目標值\n1.1 步道維護 | 長度 | 3 公里\n"
        f"2.1 山屋整建 | 座數 | 2 座\n貳、計畫\n重要計畫項目 | 計畫期程 | 與KPI關聯\n山林計畫 | 109-110 | {cell}\n"
    ).projects
    assert [(link.printed.text, link.kpi) for link in project.kpis] == linked


@pytest.mark.parametrize("header", ["施政主軸", "經營方針", "施政方針"])
def test_what_an_office_calls_its_guideline_is_the_outline_of_a_project(header: str) -> None:
    found = plan_of_lines(
        f"甲部中程施政計畫（106至109年度）\n參、計畫\n類別 計畫項目 {header} 期程 與績效指標關聯\n"
        "公共建設 山屋整建計畫 安全登山 106-108 山屋座數\n社會發展 步道志工計畫 安全登山 107-109 志工人數\n"
    )
    assert [(p.name.text, p.outline and p.outline.text, p.period and p.period.text) for p in found.projects] == [
        ("山屋整建計畫", "安全登山", "106-108"),
        ("步道志工計畫", "安全登山", "107-109"),
    ]


def test_a_line_over_a_table_of_plans_that_says_it_names_a_goal_is_the_outline_of_those_below_it() -> None:
    found = index_text(
        "甲部中程施政計畫（106至109年度）\n壹、綱要\n一、促進安全登山\n二、推廣山林教育\n貳、計畫\n"
        "項次 重要計畫項目 計畫期程 計畫類別\n策略目標：促進安全登山\n1 山屋整建計畫 106-108 公共建設\n"
        "2 步道志工計畫 107-109 社會發展\n策略目標：推廣山林教育\n3 山林學校計畫 106-109 社會發展\n",
        "a.txt", "",
    )  # fmt: skip
    assert [(p.name.text, p.outline and p.outline.text) for p in found.projects] == [
        ("山屋整建計畫", "促進安全登山"),
        ("步道志工計畫", "促進安全登山"),
        ("山林學校計畫", "推廣山林教育"),
    ]
