"""Rows of a text that a page cuts: the tails of their cells after it."""

from __future__ import annotations

from indexer.evidence import Names
from knowledge.text import fold
from tests.recovering import HEADER, cells, table


def test_tails_after_a_page_break_go_to_the_cells_that_the_page_cut() -> None:
    found = table(
        HEADER
        + "1 妥適配置預算\n資源，提升預\n1 機關年度資\n本門預算執\n1 統計\n數據\n（資本門實支數＋資本門應付\n未付數）÷（資本門預\n90%\n "
        + HEADER
        + "算執行效率 行率 算數）×100%（以上各數均含本年\n度預算）\n",
        Names(headings=frozenset({fold("妥適配置預算資源，提升預算執行效率")})),
    )
    assert cells(found) == [
        [
            "1 妥適配置預算資源，提升預算執行效率",
            "1 機關年度資本門預算執行率",
            "1",
            "統計數據",
            "（資本門實支數＋資本門應付未付數）÷（資本門預算數）×100%（以上各數均含本年度預算）",
            "90%",
        ]
    ]
    assert found.rows[0].joined == {0, 1, 4}


def test_the_last_line_of_a_page_is_divided_as_the_tails_after_it_show() -> None:
    header = "關鍵績效指標 衡量標準 評估方式 111年度\n目標值\n111年度\n達成值\n112年度\n目標值\n"
    found = table(
        header
        + "（一）公車搭乘人\n次 \n全年 18 時後發車\n班次之搭乘人次。 \n統 計\n數據 \n42 萬人\n次 \n44.8 萬\n人次 \n48 萬人\n次 \n"
        "（二）行動支付導\n入攤位 \n完成裝設且三個月\n有交易之攤位。 \n實 地\n查核 \n1,500 攤 1,612 攤 1,800 攤\n"
        "（三）夜市衛生評 評核 85 分以上之 專 家 ≧60% 63.9% ≧65% \n "
        + header
        + "核優等率 \n夜市數÷受評夜市\n數×100%。 \n評核 \n"
        "（四）攤位使用率 使用中攤位÷可供\n使用攤位。 \n統 計\n數據 \n86% 87.9% 88.5%\n"
    )
    assert cells(found)[2] == [
        "（三）夜市衛生評核優等率", "評核 85 分以上之夜市數÷受評夜市數×100%。", "專家評核", "≧60%", "63.9%", "≧65%"
    ]  # fmt: skip


def test_a_period_that_a_page_cuts_behind_its_first_year_goes_on_after_it() -> None:
    header = "施政綱要 重要計畫項目\n計畫\n期程\n計畫\n類別\n總經費 與 KPI 關聯\n"
    found = table(
        header
        + "一、提升中\n小企業\n雲世代中小企業數\n位轉型計畫\n110-\n113\n科技發\n展\n2,400,000 導入雲端服務家數\n"
        + "供應鏈低碳化輔導\n計畫\n112-\n115\n科技發\n展\n860,000 供應鏈減碳輔導減量\n"
        + "二、活絡地 地方品牌國際拓銷 110- 其它 320,000 地方品牌海外上架品\n "
        + header
        + "方經濟\n計畫 113 項數\n地方創生法制研析 110-\n112\n其它 12,000 完成專法草案\n",
        Names(
            frozenset(map(fold, ("提升中小企業", "活絡地方經濟"))),
            kpis=tuple(map(fold, ("導入雲端服務家數", "供應鏈減碳輔導減量", "地方品牌海外上架品項數", "完成專法草案"))),
        ),
    )
    assert [row[1:4] for row in cells(found)] == [
        ["雲世代中小企業數位轉型計畫", "110-113", "科技發展"],
        ["供應鏈低碳化輔導計畫", "112-115", "科技發展"],
        ["地方品牌國際拓銷計畫", "110-113", "其它"],
        ["地方創生法制研析", "110-112", "其它"],
    ]
