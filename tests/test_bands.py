"""Goals, work plans and kinds above or across the rows of a text."""

from __future__ import annotations

from indexer.evidence import Names
from indexer.tables import Role
from knowledge.text import fold
from tests.plans_at_hand import index_text
from tests.recovering import cells, table


def test_the_goal_may_stand_behind_its_first_indicator() -> None:
    found = table(
        "關鍵績效指標\n關鍵策略目標\n109 年度目標值\n衡量標準\n"
        "（一）處遇人次\n一、落實戒癮處遇\n8 人次\n當年度處遇人次。\n（二）通報率\n9%\n當年度通報率。\n"
        "（一）改善間數\n二、改善舍房\n120 間\n當年度改善間數。\n",
        Names(frozenset({"落實戒癮處遇", "改善舍房"})),
    )
    assert [row[:3] for row in cells(found)] == [
        ["（一）處遇人次", "一、落實戒癮處遇", "8 人次"],
        ["（二）通報率", None, "9%"],
        ["（一）改善間數", "二、改善舍房", "120 間"],
    ]


def test_a_goal_that_says_so_below_the_years_of_the_targets_begins_the_rows() -> None:
    found = table(
        "關鍵績效指標 評估方式 評估\n體制\n預定目標 衡量標準\n113年 114年\n目標一、擴充館藏\n"
        "1 可借閱種數 統計數據 1 52 種 56 種 年底可供借閱之總種數。\n2 借閱人次 統計數據 1 32 人次 35 人次 全年借閱人次。\n"
    )
    targets = [(Role.TARGET, 113), (Role.TARGET, 114)]
    assert [(c.role, c.year) for c in found.columns if c.role is Role.TARGET] == targets
    assert cells(found) == [
        ["目標一、擴充館藏", "1 可借閱種數", "統計數據", "1", "52 種", "56 種", "年底可供借閱之總種數。"],
        [None, "2 借閱人次", "統計數據", "1", "32 人次", "35 人次", "全年借閱人次。"],
    ]


def test_a_kind_that_spans_the_plans_beside_it_is_said_of_each_and_to_be_checked() -> None:
    found = table(
        "對應關鍵績效指標 計畫類別 重要計畫名稱 計畫期程 經費 主辦單位\n"
        "檔案移轉長度 公共建設 典藏館第二期興建計畫 111-116 3,250,000 典藏組\n"
        "交換節點升級數 交換中心機房整併計畫 113-115 286,000 資訊組\n"
        "線上簽核比率\n公文減紙量\n科技發展 電子公文雲端服務計畫 113-116 540,000 公文組\n"
        "新版規範之驗證 資訊系統驗證機制計畫 113-116 72,000 公文組\n",
        Names(
            kpis=tuple(map(fold, ("檔案移轉長度", "交換節點升級數", "線上簽核比率", "公文減紙量", "新版規範之驗證")))
        ),
    )
    assert [(row[0], row[1], row[2]) for row in cells(found)] == [
        ("檔案移轉長度", "公共建設", "典藏館第二期興建計畫"),
        ("交換節點升級數", "公共建設", "交換中心機房整併計畫"),
        ("線上簽核比率公文減紙量", "科技發展", "電子公文雲端服務計畫"),
        ("新版規範之驗證", "科技發展", "資訊系統驗證機制計畫"),
    ]
    assert [1 in row.doubts for row in found.rows] == [False, True, False, True]


def test_a_goal_above_its_rows_is_known_by_the_heading_that_it_repeats() -> None:
    rows = (
        "{goal}\n1 可借閱種數 統計數據 52 種 年底可供借閱之總種數。\n2 借閱人次 統計數據 32 人次 全年借閱人次。\n"
        "3 有聲書下載 統計數據 12 次 全年下載次數。\n"
    )
    header = "關鍵績效指標 評估方式 113年度目標值 衡量標準\n"
    found = table("壹、目標\n（一）擴充館藏\n貳、指標\n" + header + rows.format(goal="一、擴充館藏"))
    assert [row[:2] for row in cells(found)][:2] == [["一、擴充館藏", "1 可借閱種數"], [None, "2 借閱人次"]]


def test_kinds_on_lines_of_their_own_are_those_of_the_plans_below_them() -> None:
    plan = index_text(
        "甲部中程施政計畫（112至115年度）\n壹、計畫\n重要計畫項目 施政綱要 計畫期程\n"
        "一、社會發展計畫\n農路維護計畫 守護農地 112-115\n灌溉更新計畫 守護農地 113-114\n"
        "二、其它\n種樹推廣計畫 綠化 112-113\n",
        "a.txt",
        "",
    )
    found = [(project.name.text, project.category and project.category.text) for project in plan.projects]
    assert found == [("農路維護計畫", "社會發展"), ("灌溉更新計畫", "社會發展"), ("種樹推廣計畫", "其它")]
    assert not [problem for problem in plan.problems if problem.field == "category"]


def test_a_line_that_says_that_it_is_a_goal_is_part_of_no_cell_where_goals_stand_on_lines_of_their_own() -> None:
    found = table(
        "關鍵績效指標 衡量標準 113年度目標值 備註\n策略目標一：綠化城市\n1.1 種樹數量\n種樹之棵數。 5 棵 含補植\n"
        "1.2 綠地面積\n綠地之面積。 6 公頃\n策略目標二：減少排放\n2.1 減碳量\n減碳之公噸數。 9 公噸 含公車\n"
        "2.2 電動公車\n電動公車輛數。 30 輛\n策略目標三：節水\n3.1 節水量\n節省之度數。 8 度 新增\n"
    )
    assert [row[:2] for row in cells(found)] == [
        ["策略目標一：綠化城市", "1.1 種樹數量"],
        [None, "1.2 綠地面積"],
        ["策略目標二：減少排放", "2.1 減碳量"],
        [None, "2.2 電動公車"],
        ["策略目標三：節水", "3.1 節水量"],
    ]


def test_a_goal_on_a_line_of_its_own_holds_no_rows_that_are_not_numbered_nor_the_next_goal() -> None:
    found = table(
        "關鍵績效指標 衡量標準 113年度目標值\n策略目標一：守護農地\n輔導農民 輔導之人數。 30 人\n"
        "輔導漁民 輔導之人數。 20 人\n策略目標二：綠化\n種樹 種植之棵數。 5 棵\n"
    )
    assert [row[:2] for row in cells(found)] == [
        ["策略目標一：守護農地", "輔導農民"], [None, "輔導漁民"], ["策略目標二：綠化", "種樹"]
    ]  # fmt: skip
