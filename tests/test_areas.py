"""Where the tables of a text begin and end, and which lines around them are prose."""

from __future__ import annotations

from indexer.areas import divide
from indexer.layout import read_layout
from indexer.tables import Role
from tests.recovering import HEADER, cells, table


def test_one_table_for_each_goal_has_the_goal_in_its_caption() -> None:
    header = "關鍵績效指標 衡量標準\n評估\n方式\n109 年度\n目標值\n"
    text = f"一、推動手作\n{header}一、維護長度 里程 統計\n數據\n22 公里\n二、整建山屋\n{header}一、整建座數 座數 統計\n數據\n3 座\n"
    layout = read_layout("甲部計畫\n貳、指標\n" + text)
    division = divide(layout)
    assert [area.caption.text for area in division.areas if area.caption] == ["一、推動手作", "二、整建山屋"]
    assert [line.text for line in division.prose] == ["甲部計畫", "貳、指標"]


def test_the_name_of_a_table_that_is_printed_again_with_its_header_is_no_text_of_a_cell() -> None:
    text = (
        "關鍵績效指標 衡量標準 113 年度目標值\n1 輔導農民 輔導農民之人數。 30 人\n2 借閱人\n次\n全年借閱人次。 32 人次\n"
        "表 1　關鍵績效指標（續）\n關鍵績效指標 衡量標準 113 年度目標值\n3 種樹 種樹之棵數。 5 棵\n"
    )
    assert [row[0] for row in cells(table(text))] == ["1 輔導農民", "2 借閱人次", "3 種樹"]
    layout = read_layout("甲部中程施政計畫（106至109年度）\n" + text)
    assert [line.text for line in divide(layout).prose][1:] == ["表 1　關鍵績效指標（續）"]


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
