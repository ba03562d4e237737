"""Rows of a text and their cells: where each begins and ends, and what is doubted of them."""

from __future__ import annotations

from tests.recovering import HEADER, cells, table


def test_cells_come_row_by_row_and_a_goal_spans_rows() -> None:
    found = table(
        HEADER
        + "1 落實離岸沙\n洲監測\n1 沙洲監測航\n次\n1 統計\n數據\n監測航次（含離島潮間帶及其他\n地區）。\n350 航次\n"
        "2 普查站次\n1 統計\n數據\n普查站次 20 站\n"
    )
    assert cells(found) == [
        ["1 落實離岸沙洲監測", "1 沙洲監測航次", "1", "統計數據", "監測航次（含離島潮間帶及其他地區）。", "350 航次"],
        [None, "2 普查站次", "1", "統計數據", "普查站次", "20 站"],
    ]


def test_a_letter_spaced_line_is_not_the_last_of_its_cell() -> None:
    found = table(
        "關鍵績效指標 衡量標準 評估方式 106 年度目標值 107 年度目標值\n1 完成法制作業\n依期程計列。 進度\n控管\n"
        "完 成\n草 案\n研擬\n完 成\n立法\n"
    )
    assert cells(found) == [["1 完成法制作業", "依期程計列。", "進度控管", "完成草案研擬", "完成立法"]]


def test_text_that_fits_no_cell_is_kept_apart() -> None:
    found = table(HEADER + "1 甲目標\n1 乙指標\n1 統計\n數據\n丙丁戊 350 航次\n" + "＊＊＊＊＊＊，\n" * 2)
    assert len(found.rows) == 1
    assert found.unplaced or any(row.doubts for row in found.rows)


def test_years_as_rows_belong_to_the_indicator_that_spans_them() -> None:
    found = table(
        "關鍵策略目標 關鍵績效指標 衡量標準 單位 年度 目標值\n"
        "1 強化訓練 1 檢測人次 當年度完成檢測之人次。 人次 106 640\n107 720\n108 1,208\n"
    )
    assert [row[-2:] for row in cells(found)] == [["106", "640"], ["107", "720"], ["108", "1,208"]]


def test_what_stands_beside_a_line_of_no_cell_is_doubted() -> None:
    found = table(HEADER + "1 甲目標\n1 監測航次\n1 統計數據 監測之航次。 350 航次\n2 5 8 。 ， 3 ，。\n")
    assert found.unplaced
    assert found.rows[0].doubts


def test_blank_lines_part_the_cells_of_a_table_whose_other_lines_follow_one_another() -> None:
    found = table(
        "重要計畫項目\n工作計畫名稱\n實施內容\n計畫類別\n"
        "憑證服務\n維運\n\n憑證服務\n業務\n\n落實憑證管理，以保障隱私\n權益。\n\n科技發\n展\n\n"
        "冒用查處\n推廣\n\n冒用查處\n業務\n\n落實冒用查處，以保障隱私\n權益。\n\n科技發\n展\n"
    )
    assert [row[:2] for row in cells(found)] == [["憑證服務維運", "憑證服務業務"], ["冒用查處推廣", "冒用查處業務"]]


def test_a_rank_is_a_target_and_so_is_a_figure_with_its_total_in_brackets() -> None:
    found = table(
        "衡量指標\n權重\n110 年度\n目標值\n111 年度\n目標值\n衡量標準\n"
        "1 評比名次\n7% 第 18 名 第 17 名 依年度評比報告所公布之名次。\n"
        "2 綠化面積\n8% 17 公頃（累計\n81 公頃）\n18 公頃（累計\n99 公頃）\n當年度綠化面積。\n"
    )
    assert [row[2:4] for row in cells(found)] == [
        ["第 18 名", "第 17 名"],
        ["17 公頃（累計81 公頃）", "18 公頃（累計99 公頃）"],
    ]


def test_the_year_of_the_next_row_may_stand_right_behind_the_sentence_that_spans_the_years() -> None:
    rows = "".join(
        f"{n}. 族語認證\n家數 112 年\n度\n{n}0 家 1 統計\n數據\n當年度新增取得族\n語友善標章之商\n家。113 年\n度\n{n}5 家\n"
        for n in (1, 2, 3)
    )
    found = table(
        "關鍵策略目標 關鍵績效指標\n年度 目標值\n評估\n體制\n評估\n方式\n衡量標準\n1. 復振族語\n環境\n" + rows
    )
    assert [row[2:4] + row[6:] for row in cells(found)][:2] == [
        ["112 年度", "10 家", "當年度新增取得族語友善標章之商家。"],
        ["113 年度", "15 家", None],
    ]


def test_a_unit_of_one_sign_that_shares_its_line_is_no_end_of_the_name() -> None:
    found = table(
        "項次 衡量指標 單位 110年度目標值 評估方式 衡量標準\n"
        "1 列車準點率 % 99.20 統計數\n據\n準點列次÷總行駛\n列次\n2 平均故障間隔\n里程\n公里 12,000 統計數\n據\n總行駛里程÷五分\n鐘以上故障次數\n"
        "3 無障礙改善 處 6 統計數\n據\n完成驗收之引導磚\n及無障礙廁所處數\n"
    )
    assert [row[1:4] for row in cells(found)] == [
        ["列車準點率", "%", "99.20"],
        ["平均故障間隔里程", "公里", "12,000"],
        ["無障礙改善", "處", "6"],
    ]


def test_words_that_stand_across_the_border_of_a_target_and_a_remark_make_both_doubtful() -> None:
    rows = "1、輔導農民之\n人數\n\n當年度輔導之農民人\n數。\n\n512 人 550 人\n\n2、節水金額\n\n以減少之漏水量計算。\n\n150 萬元 200 萬元\n以決算數\n為準\n\n"
    text = (
        "關鍵績效指標 衡量標準 110年度\n實績值\n111年度\n目標值\n備註\n" + rows
        + "3、水表雲端平\n臺建置\n\n依契約辦理，完成當年\n度里程碑。\n\n完成需求\n規格書\n\n完成招標作\n業並辦理系\n\n統分析跨\n年度\n\n"
        + rows.replace("1、", "4、").replace("2、", "5、")
    )  # fmt: skip
    found = table("壹、前言\n系統分析已完成。\n" + text)
    (row,) = (row for row in found.rows if row.cells[0] and row.cells[0].text.startswith("3"))
    assert [cell.text for cell in row.cells[3:] if cell] == ["完成招標作業並辦理系", "統分析跨年度"]
    assert {3, 4} <= row.doubts


def test_negative_figures_side_by_side_are_two_and_a_dash_before_a_blank_stands_for_none() -> None:
    found = table(
        "關鍵績效指標 衡量標準 112年度實際值 113年度目標值\n1 排放量變動率\n排放量之變動。 -2.8% -3.5%\n"
        "2 種樹數量\n種樹之棵數。 - 5 棵\n3 缺水率變動\n缺水之變動。 －1.2% －1.5%\n"
    )
    assert [row[2:] for row in cells(found)] == [["-2.8%", "-3.5%"], ["-", "5 棵"], ["－1.2%", "－1.5%"]]


def test_words_for_a_bound_begin_the_figure_behind_them() -> None:
    found = table(
        "關鍵績效指標 衡量標準 112年度目標值 113年度目標值\n1 處理日數\n平均日數。 未滿 10 日 未滿 9 日\n"
        "2 種樹數量\n種樹之棵數。 3 棵 5 棵\n3 缺水率\n缺水比率。 低於 2% 低於 1%\n"
    )
    assert [row[2:] for row in cells(found)] == [["未滿 10 日", "未滿 9 日"], ["3 棵", "5 棵"], ["低於 2%", "低於 1%"]]


def test_numbered_parts_of_a_measure_and_the_sentence_that_sums_them_up_are_paragraphs_of_one_cell() -> None:
    found = table(
        "關鍵績效指標 衡量標準 113年度目標值\n（一）檢查場\n次 \n1.高風險作業檢查場次。 \n2.局限空間檢查場次。 \n"
        "3.營造工地檢查場次。 \n以上各項合計為總場次。 \n30 場次 \n（二）輔導人數 \n當年度輔導勞工之總人\n數。 \n20 人 \n"
        "（三）媒合率 \n成功人數占求職人數之\n比率。 \n62% \n"
    )
    assert [row[1] for row in cells(found)] == [
        "1.高風險作業檢查場次。2.局限空間檢查場次。3.營造工地檢查場次。以上各項合計為總場次。",
        "當年度輔導勞工之總人數。",
        "成功人數占求職人數之比率。",
    ]


def test_the_mark_of_a_footnote_is_part_of_no_cell() -> None:
    found = table(
        "關鍵績效指標 衡量標準 113年度目標值\n1 媒合服務件數\n透過媒合平臺完成之件數 1，含電話。 30 件\n"
        "2 種樹\n種植之棵數。 5 棵\n1不含電話諮詢之案件。\n\f3 綠地\n綠地之面積。 6 公頃\n"
    )
    assert [row[1:] for row in cells(found)] == [
        ["透過媒合平臺完成之件數，含電話。", "30 件"], ["種植之棵數。", "5 棵"], ["綠地之面積。", "6 公頃"]
    ]  # fmt: skip


def test_a_remark_that_ends_the_sentence_of_the_measure_makes_both_doubtful() -> None:
    rows = "1 巡迴人次\n20 人次 巡迴服務之人次合計。 新增項目\n2 滿意度\n80% 以問卷調查其回答「滿意」 之百分比。\n"
    found = table("關鍵績效指標 109 年度目標值 衡量標準 備註\n" + rows)
    assert [(row[2:], set(doubts.doubts)) for row, doubts in zip(cells(found), found.rows, strict=True)] == [
        (["巡迴服務之人次合計。", "新增項目"], set()),
        (["以問卷調查其回答「滿意」", "之百分比。"], {2, 3}),
    ]
