from __future__ import annotations

from indexer.areas import divide
from indexer.evidence import Names
from indexer.layout import read_layout
from indexer.pipeline import index_text
from indexer.recovery import recover_table
from indexer.strips import neighbours
from indexer.tables import Role, Table
from knowledge.text import fold

HEADER = "關鍵策略目標 關鍵績效指標\n評估\n體制\n評估\n方式\n衡量標準\n109 年度\n目標值\n"


def table(text: str, names: Names | None = None) -> Table:
    layout = read_layout("甲部中程施政計畫（106至109年度）\n" + text)
    (area,) = divide(layout).areas
    return recover_table(area, layout.text, names or Names(), neighbours(layout.lines))


def cells(found: Table) -> list[list[str | None]]:
    return [[cell.text if cell else None for cell in row.cells] for row in found.rows]


def test_a_header_is_read_however_its_lines_are_cut() -> None:
    found = table(
        "關鍵策略目\n標\n關鍵績效指\n標 衡量標準 評估\n方式\n評估\n體制\n106\n年度\n目標\n值\n107\n年度\n目標\n值\n"
    )
    assert [(c.role, c.year) for c in found.columns] == [
        (Role.GOAL, None),
        (Role.KPI, None),
        (Role.MEASURE, None),
        (Role.METHOD, None),
        (Role.SYSTEM, None),
        (Role.TARGET, 106),
        (Role.TARGET, 107),
    ]


def test_other_words_name_the_same_columns_and_achieved_values_are_no_targets() -> None:
    found = table("策略績效目標 衡量指標 衡量標準 99 年度原訂目標值 達成值 備註\n")
    roles = [Role.GOAL, Role.KPI, Role.MEASURE, Role.TARGET, Role.ACTUAL, Role.REMARK]
    assert [(c.role, c.year) for c in found.columns] == [(r, 99 if r is Role.TARGET else None) for r in roles]


def test_prose_that_names_columns_is_no_header() -> None:
    layout = read_layout("甲部計畫\n關鍵策略目標及關鍵績效指標已訂定。\n工作計畫名稱見附表。\n")
    assert divide(layout).areas == ()


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


def test_a_letter_spaced_line_is_not_the_last_of_its_cell() -> None:
    found = table(
        "關鍵績效指標 衡量標準 評估方式 106 年度目標值 107 年度目標值\n1 完成法制作業\n依期程計列。 進度\n控管\n"
        "完 成\n草 案\n研擬\n完 成\n立法\n"
    )
    assert cells(found) == [["1 完成法制作業", "依期程計列。", "進度控管", "完成草案研擬", "完成立法"]]


def test_one_table_for_each_goal_has_the_goal_in_its_caption() -> None:
    header = "關鍵績效指標 衡量標準\n評估\n方式\n109 年度\n目標值\n"
    text = f"一、推動手作\n{header}一、維護長度 里程 統計\n數據\n22 公里\n二、整建山屋\n{header}一、整建座數 座數 統計\n數據\n3 座\n"
    layout = read_layout("甲部計畫\n貳、指標\n" + text)
    division = divide(layout)
    assert [area.caption.text for area in division.areas if area.caption] == ["一、推動手作", "二、整建山屋"]
    assert [line.text for line in division.prose] == ["甲部計畫", "貳、指標"]


def test_text_that_fits_no_cell_is_kept_apart() -> None:
    found = table(HEADER + "1 甲目標\n1 乙指標\n1 統計\n數據\n丙丁戊 350 航次\n" + "＊＊＊＊＊＊，\n" * 2)
    assert len(found.rows) == 1
    assert found.unplaced or any(row.doubts for row in found.rows)


def columns(header: str) -> list[tuple[Role, int | None]]:
    return [(c.role, c.year) for c in table(header + "1 甲\n").columns]


BEFORE = [(Role.GOAL, None), (Role.KPI, None), (Role.MEASURE, None)]


def test_years_below_a_heading_that_spans_them_stand_where_the_heading_stands() -> None:
    years = [(Role.TARGET, 108), (Role.TARGET, 109)]
    below = "衡量標準\n108\n年度\n109\n年度\n"
    assert columns("關鍵策略目標 關鍵績效指標\n年度目標值\n" + below) == [*BEFORE[:2], *years, BEFORE[2]]
    assert columns("年度目標值\n關鍵策略目標 關鍵績效指標\n" + below) == [*years, *BEFORE]
    assert columns("關鍵策略目標 關鍵績效指標 衡量標準 目 標 值\n108 109\n") == [*BEFORE, *years]


def test_a_year_alone_heads_a_column_of_targets() -> None:
    assert columns("關鍵策略目標 關鍵績效指標 衡量標準 108 年 度 109 年 度\n") == [
        *BEFORE, (Role.TARGET, 108), (Role.TARGET, 109),
    ]  # fmt: skip


def test_targets_and_actuals_below_their_years_are_not_confused() -> None:
    upper, lower = "關鍵策略目標 關鍵績效指標 衡量標準 108 年度 109 年度\n", "目標值 實際值 目標值\n"
    wanted = [(Role.TARGET, 108), (Role.ACTUAL, 108), (Role.TARGET, 109)]
    assert columns(upper + lower) == [*BEFORE, *wanted]
    two_lines = "關鍵策略目標 關鍵績效指標 衡量標準 108 年度 109 年度\n預期目標 主辦\n單位\n原訂目標值 達成值\n"
    assert columns(two_lines) == [*BEFORE, *wanted, (Role.OTHER, None)]


def test_a_year_column_beside_a_target_is_no_heading_of_one_word() -> None:
    assert columns("關鍵策略目標 關鍵績效指標 衡量標準 單位 年度 目標值\n") == [
        *BEFORE, (Role.UNIT, None), (Role.YEAR, None), (Role.TARGET, None),
    ]  # fmt: skip


def test_brackets_below_a_header_belong_to_it_only_if_they_say_how_it_counts() -> None:
    noted = table("關鍵策略目標 關鍵績效指標\n（權重） 衡量標準 109 年度目標值\n1 甲\n")
    assert noted.columns[1].header.text == "關鍵績效指標（權重）"
    linked = table("施政綱要 重要計畫項目 計畫期程 與KPI關聯\n（指標編號）\n農路計畫 106-108 1-1\n")
    assert linked.columns[-1].header.text == "與KPI關聯（指標編號）"
    plain = table("施政綱要 重要計畫項目 計畫期程 與KPI關聯\n（試辦）\n農路計畫 106-108 農路改善\n")
    assert plain.columns[-1].header.text == "與KPI關聯"


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


def test_the_name_of_a_table_that_is_printed_again_with_its_header_is_no_text_of_a_cell() -> None:
    text = (
        "關鍵績效指標 衡量標準 113 年度目標值\n1 輔導農民 輔導農民之人數。 30 人\n2 借閱人\n次\n全年借閱人次。 32 人次\n"
        "表 1　關鍵績效指標（續）\n關鍵績效指標 衡量標準 113 年度目標值\n3 種樹 種樹之棵數。 5 棵\n"
    )
    assert [row[0] for row in cells(table(text))] == ["1 輔導農民", "2 借閱人次", "3 種樹"]
    layout = read_layout("甲部中程施政計畫（106至109年度）\n" + text)
    assert [line.text for line in divide(layout).prose][1:] == ["表 1　關鍵績效指標（續）"]


def test_a_header_may_name_the_weights_in_the_names_of_its_indicators() -> None:
    found = table("施政目標 關鍵績效\n指標(權數)\n計 算 方 式 111 年度\n原訂目標值\n備 註\n")
    assert [c.role for c in found.columns] == [Role.GOAL, Role.KPI, Role.MEASURE, Role.TARGET, Role.REMARK]


def test_a_table_of_what_was_achieved_before_is_prose_where_the_plan_states_its_targets() -> None:
    former = "衡量指標 年度達成值 說明\n106 107\n崩塌地復育 62 公頃 70 公頃 達成\n"
    layout = read_layout(f"甲部中程施政計畫（110至113年度）\n壹、檢討\n{former}貳、指標\n{HEADER}1 甲目標\n1 乙指標\n")
    division = divide(layout)
    assert [{Role.TARGET, Role.KPI} <= area.roles for area in division.areas] == [True]
    assert [line.text for line in division.prose][2:] == [*former.splitlines(), "貳、指標"]


def test_the_heading_above_a_table_of_what_was_achieved_before_is_no_goal_of_the_plan() -> None:
    former = "一、上年度情形\n衡量指標 108年度目標值 108年度達成值\n1 崩塌地復育 62 公頃 70 公頃\n"
    layout = read_layout(f"甲部109年度施政計畫\n壹、檢討\n{former}貳、指標\n{HEADER}1 甲目標\n1 乙指標\n")
    division = divide(layout)
    assert [{column.year for column in area.columns if column.year} for area in division.areas] == [{109}]
    assert [line.text for line in division.prose][2:] == [*former.splitlines(), "貳、指標"]


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


ROWS = (
    "1 輔導農民\n人數\n當年度輔導\n之農民人數。\n30 人\n2 種樹棵數\n之指標\n當年度種植之\n棵數合計。\n5 棵\n"
    "3 修路里程\n之指標\n當年度修築之\n里程合計。\n8 公里\n"
)


def prose_of(text: str) -> list[str]:
    layout = read_layout("甲部中程施政計畫（106至109年度）\n" + text)
    return [line.text for line in divide(layout).prose][1:]


def test_a_paragraph_below_a_table_that_is_as_wide_as_the_page_is_prose() -> None:
    head = "壹、指標\n為達成前項所列之施政目標，訂定下列關鍵績效指標，並逐年檢討其達成情形後修正之。\n"
    header = "關鍵績效指標 衡量標準 109 年度目標值\n"
    wide = "109 年度未達成目標者計 2 項，主要係因缺工缺料致工程延宕及部分補助案件撤案，\n已加強進度控管。\n"
    single = "本年度各項指標所需之經費，均已納入 109 年度之單位預算。\n"
    for below in (wide, single):
        assert prose_of(head + header + ROWS + below + "貳、其他\n") == [*(head + below).splitlines(), "貳、其他"]
    assert prose_of(head + header + ROWS + "農路每公里計列一次，其餘不計。\n貳、其他\n") == [
        *head.splitlines(),
        "貳、其他",
    ]


def test_a_heading_between_two_tables_of_the_same_columns_is_no_text_of_a_cell() -> None:
    header = "關鍵績效指標 衡量標準 109 年度目標值\n"
    assert prose_of("貳、指標\n二、主要指標\n" + header + ROWS + "三、其他指標\n" + header + ROWS) == [
        "貳、指標", "二、主要指標", "三、其他指標"
    ]  # fmt: skip


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


def test_the_heading_of_a_section_above_the_next_table_is_no_row_of_the_one_before() -> None:
    layout = read_layout(
        "甲部112年度施政計畫\n第一章 計畫\n第一節 關聯\n施政綱要 重要計畫項目 計畫期程 與 KPI 關聯\n"
        "綠化城市 種樹計畫 112-113 種樹數量\n第二節 工作計畫\n工作計畫名稱 重要計畫項目 實施內容\n"
        "農業業務 種樹 一、辦理種樹。\n"
    )
    division = divide(layout)
    assert [[line.text for line in area.lines] for area in division.areas] == [
        ["綠化城市 種樹計畫 112-113 種樹數量"], ["農業業務 種樹 一、辦理種樹。"]
    ]  # fmt: skip
    assert division.prose[-1].text == "第二節 工作計畫"


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


def test_a_goal_on_a_line_of_its_own_holds_no_rows_that_are_not_numbered_nor_the_next_goal() -> None:
    found = table(
        "關鍵績效指標 衡量標準 113年度目標值\n策略目標一：守護農地\n輔導農民 輔導之人數。 30 人\n"
        "輔導漁民 輔導之人數。 20 人\n策略目標二：綠化\n種樹 種植之棵數。 5 棵\n"
    )
    assert [row[:2] for row in cells(found)] == [
        ["策略目標一：守護農地", "輔導農民"], [None, "輔導漁民"], ["策略目標二：綠化", "種樹"]
    ]  # fmt: skip


def test_the_mark_of_a_footnote_is_part_of_no_cell() -> None:
    found = table(
        "關鍵績效指標 衡量標準 113年度目標值\n1 媒合服務件數\n透過媒合平臺完成之件數 1，含電話。 30 件\n"
        "2 種樹\n種植之棵數。 5 棵\n1不含電話諮詢之案件。\n\f3 綠地\n綠地之面積。 6 公頃\n"
    )
    assert [row[1:] for row in cells(found)] == [
        ["透過媒合平臺完成之件數，含電話。", "30 件"], ["種植之棵數。", "5 棵"], ["綠地之面積。", "6 公頃"]
    ]  # fmt: skip
