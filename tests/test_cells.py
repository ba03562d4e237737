from __future__ import annotations

import pytest

from indexer.costs import end_cost
from indexer.evidence import Evidence, Names
from indexer.kpis import is_torn
from indexer.layout import read_layout
from indexer.strips import strip
from indexer.tables import Column, Role
from indexer.targets import target_cost
from knowledge.models import Passage
from knowledge.text import fold
from tests.recovering import cells, table

PROJECTS = "施政綱要 重要計畫項目 計畫\n期程\n計畫\n類別\n與 KPI 關聯 備註\n"


def test_names_that_are_numbered_as_paragraphs_of_a_cell_are_those_of_one_project() -> None:
    found = table(
        PROJECTS
        + "推動古道修復\n古道志工培力計畫\n108-112 其它 1.南部古道調查修復用\n地整備\n2.辦理嚮導參與地名校\n訂\n新增\n"
        "耆老口述資料庫\n109-110 其它 1.辦理嚮導參與地名校\n訂\n",
        Names(kpis=tuple(map(fold, ("南部古道調查修復用地整備", "辦理嚮導參與地名校訂")))),
    )
    assert [row[4:] for row in cells(found)] == [
        ["1.南部古道調查修復用地整備2.辦理嚮導參與地名校訂", "新增"],
        ["1.辦理嚮導參與地名校訂", None],
    ]


@pytest.mark.parametrize("period", ["112-116\n（2023-2\n027）", "112-112\n（2023）"])
def test_a_period_may_be_said_again_in_the_other_era(period: str) -> None:
    found = table(
        "重要計畫項目 施政綱要 計畫期程 計畫類別 與 KPI 關聯\n"
        f"熱傷害通報計畫 規劃通風廊道 {period}\n社會發展 通風廊道長度\n熱島圖臺維運 {period}\n社會發展 通風廊道長度\n",
        Names(kpis=(fold("通風廊道長度"),)),
    )
    assert [fold(row[2] or "") for row in cells(found)] == [fold(period)] * 2


def test_a_date_is_one_target_though_a_blank_parts_its_number() -> None:
    found = table(
        "關鍵績效指標 評估方式 衡量標準\n106 年度目標值 107 年度目標值 108 年度目標值\n"
        "1 辦法送審\n進度控管 以函送之日期為準。 9 月底前 9 月底前 9 月底前\n"
    )
    assert [row[3:] for row in cells(found)] == [["9 月底前"] * 3]


def test_a_remark_is_short_and_never_the_next_row() -> None:
    found = table(
        "關鍵績效指標 109 年度目標值 評估方式 衡量標準 備註\n"
        "(1)影像資料供\n應完成率\n98% 統計數據 依限完成之影像資料件數，不含當年度\n撤回者。\n"
        "(2)影像資料供\n應天數\n≦5 天 統計數據 自接獲通報之日起至結案日止之平均天數。\n"
    )
    assert cells(found) == [
        ["(1)影像資料供應完成率", "98%", "統計數據", "依限完成之影像資料件數，不含當年度撤回者。", None],
        ["(2)影像資料供應天數", "≦5 天", "統計數據", "自接獲通報之日起至結案日止之平均天數。", None],
    ]


@pytest.mark.parametrize("stretched", ["社 會 發 展", "統 計 數 據", "≦5  天"])
def test_a_word_that_is_all_of_its_cell_may_be_stretched_to_the_width_of_its_column(stretched: str) -> None:
    layout = read_layout(stretched + "\n推動復育\n")
    strips = tuple(strip(line) for line in layout.lines)
    evidence = Evidence((Column(Role.TARGET, Passage("", ())),), strips, False, False, False, Names(), frozenset())
    whole = (0, 0, len(strips[0].words))
    assert end_cost(evidence, whole) == 0.0


def test_the_end_of_a_line_inside_a_sum_parts_no_two_sums_and_no_end_of_a_link_begins_a_project() -> None:
    found = table(
        "施政綱要 重要計畫項目 計畫期程 計畫類別 經費需求 與 KPI 關聯\n113 114 115\n"
        "推動衛星影\n像接收\n海岸線判釋計畫\n111-115 其它 9,000 13,00\n0\n29,50\n0\n變遷偵測國際評\n比名次（4%）\n"
        "影像接收計畫\n113-114 其它 20,50\n0\n7,500 － 圖資更新幅數（6%）\n",
        Names(kpis=tuple(map(fold, ("變遷偵測國際評比名次（4%）", "圖資更新幅數（6%）")))),
    )
    assert [row[1:2] + row[4:] for row in cells(found)] == [
        ["海岸線判釋計畫", "9,000", "13,000", "29,500", "變遷偵測國際評比名次（4%）"],
        ["影像接收計畫", "20,500", "7,500", "－", "圖資更新幅數（6%）"],
    ]


def test_a_period_may_be_said_in_months_or_by_the_row_above() -> None:
    found = table(
        "業務別 計畫名稱 實施內容 預算金額 辦理期程\n縣款 補助款 合計\n"
        "地籍業務 地籍圖重測 一、辦理東區重測。\n二、補辦外島重測。\n6,200 12,400 18,600 1月至12月\n"
        "公地業務 公地清查 一、完成現地勘查。\n二、占用案件分類。\n3,260 － 3,260 同上\n"
    )
    assert [row[-2:] for row in cells(found)] == [["18,600", "1月至12月"], ["3,260", "同上"]]


def test_an_office_is_no_end_of_a_sentence() -> None:
    found = table(
        "策略目標 衡量指標 108 年目標 計算方式 主辦單位\n"
        "一、興辦住宅\n1.開工戶數 840 戶 當年度申報開工之住\n宅戶數，含都更分\n回及共構。\n住宅\n科\n"
        "2.媒合戶數 500 戶 年底有效之契約戶數。\n更新\n科\n"
    )
    assert [row[3:] for row in cells(found)] == [
        ["當年度申報開工之住宅戶數，含都更分回及共構。", "住宅科"],
        ["年底有效之契約戶數。", "更新科"],
    ]


def test_an_item_stands_before_the_first_entry_of_its_content_and_the_work_plan_before_it() -> None:
    found = table(
        "計畫名稱 工作項目 實施內容 預算數\n"
        "動物保護業務 絕育三年計畫 1.補助絕育費用。\n2.下鄉絕育 48 場。\n23,400\n"
        "收容所營運 犬舍改善工程 1.北區犬舍新建。\n2.汰換排水設備。\n52,000\n"
    )
    assert [row[:2] for row in cells(found)] == [["動物保護業務", "絕育三年計畫"], ["收容所營運", "犬舍改善工程"]]


@pytest.mark.parametrize("target", ["完成期末報告1份", "1.600支2.40幅", "12月底前", "1,250件"])
def test_a_target_of_one_cell_is_cheaper_than_its_parts(target: str) -> None:
    assert target_cost(target, target) <= 1.0
    assert target_cost(target + target, target) > 1.0


@pytest.mark.parametrize("target", ["1 份完成期", "初稿完成", "3 元億"])
def test_a_target_with_the_beginning_or_the_end_of_another_is_torn(target: str) -> None:
    assert is_torn(target)


GOALS = "策略目標 衡量指標 目標值 衡量標準\n"


@pytest.mark.parametrize("band", ["行政面向策略目標", "面向：行政效率", "合計 80%", "小計 1,200 － 3.5%"])
def test_what_heads_several_goals_and_the_sum_of_the_rows_above_are_no_text_of_a_cell(band: str) -> None:
    found = table(
        GOALS
        + "一、推動絕育\n1.絕育隻數 20 隻 核銷完成之隻數。\n"
        + band
        + "\n二、提升效率\n2.辦理天數 3 天 平均天數。\n"
    )
    assert cells(found) == [
        ["一、推動絕育", "1.絕育隻數", "20 隻", "核銷完成之隻數。"],
        ["二、提升效率", "2.辦理天數", "3 天", "平均天數。"],
    ]


def test_the_target_of_every_year_spans_their_columns_and_a_figure_beside_units_has_none_of_its_own() -> None:
    found = table(
        "項次 關鍵績效指標 109 年度 110 年度 111 年度 單位 評估\n方式\n衡量標準\n"
        "1 作品完結\n率\n60 65 70 % 統計數\n據\n完結之作品數。\n2 參觀滿意\n度\n各年度均達 90 以上 % 問卷調\n查\n滿意者之比率。\n"
    )
    assert [row[2:6] for row in cells(found)] == [["60", "65", "70", "%"], ["各年度均達 90 以上", None, None, "%"]]


def test_blank_lines_inside_the_cells_of_a_table_are_no_ends_of_cells() -> None:
    rows = "".join(
        f"{n}.影像資料供\n\n應件數\n\n{n}5 件\n\n統計\n\n數據\n\n依限完成之影像資料件數，含\n\n當年度撥用之件數，未達者\n\n不予計列，"
        "並以登錄資料為\n\n準。\n"
        for n in (1, 2, 3)
    )
    found = table("關鍵績效指標\n109 年度目標值\n評估方式\n衡量標準\n" + rows)
    assert [row[0] for row in cells(found)] == ["1.影像資料供應件數", "2.影像資料供應件數", "3.影像資料供應件數"]
    assert {row[3] for row in cells(found)} == {
        "依限完成之影像資料件數，含當年度撥用之件數，未達者不予計列，並以登錄資料為準。"
    }


def test_work_plans_on_lines_of_their_own_head_the_items_below_them() -> None:
    found = table(
        "重要計畫項目 計畫類別 實施內容\n工作計畫一：步道管理\n資料庫維運\n其它 1.提升拓寬之量能，辦理講習並邀集專家。\n"
        "工作計畫二：停車改善\n違規停車之\n改善\n其它 1.精進更新作業，並建立夥伴關係。\n2.擴大試辦。\n"
    )
    assert [row[:2] for row in cells(found)] == [
        ["工作計畫一：步道管理", "資料庫維運"],
        ["工作計畫二：停車改善", "違規停車之改善"],
    ]


def test_a_long_content_ends_before_the_line_of_its_sums() -> None:
    entries = "".join(f"{n}.推動步道之建置管理，並邀集專\n家學者組成輔導團辦理講習。\n" for n in range(1, 16))
    found = table(
        "工作計畫名稱 重要計畫項目 實施內容 經費需求\n99 100 101\n"
        + f"步道業務\n資料庫維運\n{entries}6,458 18,768 －\n看板業務\n看板建置\n{entries}31,958 40,491 89,172\n"
    )
    assert [row[3:] for row in cells(found)] == [["6,458", "18,768", "－"], ["31,958", "40,491", "89,172"]]
