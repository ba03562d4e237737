"""Money and weights: the highest, those within a bound, sums; and numbers of what was done, where and by when."""

from __future__ import annotations

import pytest

from knowledge.conversation import Context
from knowledge.models import Answered, NotFound
from knowledge.service import Assistant
from tests.plans.facts import HERE
from tests.plans_at_hand import assistant_for, plan_of_lines
from tests.reading_once import plan_in


def of(name: str) -> Assistant:
    return assistant_for(plan_in(HERE / name))


# A mid-term plan with 總經費（千元）, an annual plan with 權重, and an annual plan whose prose says what was done.
BLOOD, DRONES, MINES = of("layout-24.docx"), of("layout-25.txt"), of("layout-23.pdf")
# Mid-term plans whose 總經費 has its unit above the table, and that state no money.
WATER, BIRDS = of("layout-32.odt"), of("layout-30.pdf")


def lines(assistant: Assistant, question: str) -> list[str]:
    answer = assistant.ask(question).answer
    assert isinstance(answer, Answered), answer.text
    return answer.text.splitlines()


def test_the_highest_of_a_column_of_money_is_a_project_and_no_indicator_that_is_counted_in_money() -> None:
    first, *ranked = lines(BLOOD, "總經費最高的計畫")
    assert first == "其中最高的是「捐贈家屬關懷中程個案計畫」：92,000"
    assert ranked[0] == "1. 「捐贈家屬關懷中程個案計畫」總經費(千元)：92,000"


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("經費低於2萬千元的計畫", ["器官分配系統建置及維運", "組織庫評鑑中程個案計畫"]),
        ("經費低於2000萬元的計畫", ["器官分配系統建置及維運", "組織庫評鑑中程個案計畫"]),
    ],
)
def test_a_bound_is_read_in_thousands_or_in_dollars(question: str, names: list[str]) -> None:
    assert [line.split("「")[1].split("」")[0] for line in lines(BLOOD, question)[1:]] == names


def test_no_row_within_a_bound_is_said() -> None:
    assert isinstance(BLOOD.ask("經費超過9億元的計畫").answer, NotFound)


def test_the_weights_of_a_goals_indicators_are_added_up() -> None:
    assert lines(DRONES, "違規飛航查處目標底下的指標權重合計")[0] == "權重合計 20 %："


def test_the_money_of_each_of_a_list_is_given_where_the_list_is_spoken_of() -> None:
    context = Context()
    for question in ("捐血人服務涵蓋率關聯哪些計畫", "第一個的經費"):
        turn = BLOOD.ask(question, context)
        context = turn.context
    assert turn.answer.text == "總經費(千元)：62,000\n「急救責任醫院血品冷鏈查核計畫」"


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("砂石運輸稽查已完成幾車次", "780 車次"),
        ("河川疏濬段的砂石運輸稽查完成幾車次", "112 車次"),
        ("砂石運輸稽查107年底前要達到幾車次", "936 車次"),
    ],
)
def test_of_what_was_done_where_and_by_when_the_number_that_is_asked_for_is_given(question: str, number: str) -> None:
    assert lines(MINES, question)[0] == number


@pytest.mark.parametrize(("question", "figure"), [("最後一年呢", "413 人次"), ("第一年的目標", "350 人次")])
def test_the_last_and_the_first_year_are_those_of_the_indicator(question: str, figure: str) -> None:
    context = BLOOD.ask("骨髓配對檢驗人次106年", Context()).context
    assert [f.text for f in BLOOD.ask(question, context).answer.figures] == [figure]


def test_growth_in_all_is_no_sum() -> None:
    assert lines(BLOOD, "骨髓配對檢驗人次從105到108總共增加多少")[0] == "增加 63 人次："


@pytest.mark.parametrize(
    ("assistant", "question", "first", "rows"),
    [
        (BLOOD, "105-106年的計畫有哪些、合計多少錢", "總經費(千元)合計 146,000：", 4),
        (BLOOD, "組織庫評鑑第二期計畫和組織庫評鑑中程個案計畫經費差多少", "總經費(千元)相差 48,000：", 2),
        (DRONES, "資訊室主辦的項目預算合計", "預算(千元)合計 157,774：", 3),
        (DRONES, "適航審查組主辦的項目預算多少", "分別是：", 1),
        (DRONES, "權重剛好10%的指標有哪些", "權重為「10%」的關鍵績效指標：", 4),
        (MINES, "秘書室主辦指標的預算合計", "預算(千元)合計 75,360：", 3),
        (MINES, "礦政組主辦的指標裡預算最少的是", "其中最低的是「坑道支撐檢查碳排放變動率」：10,440", 3),
    ],
)
def test_amounts_are_those_of_the_rows_that_a_question_selects(
    assistant: Assistant, question: str, first: str, rows: int
) -> None:
    said, *below = lines(assistant, question)
    assert (said, len(below)) == (first, rows)


def test_a_projects_whole_name_is_not_taken_for_more_by_the_word_for_its_money() -> None:
    assert lines(BLOOD, "捐血車巡迴第五期計畫總經費")[0] == "總經費(千元)：36,000"


def test_money_is_said_in_the_unit_that_stands_above_its_table_and_quoted_with_it() -> None:
    answer = WATER.ask("堤防安全檢測中程個案計畫總經費").answer
    assert answer.text.startswith("總經費(新臺幣千元)：66,000\n")
    assert "單位：新臺幣千元" in answer.citations[0].quote.text
    assert lines(WATER, "總經費超過8500萬元的計畫")[0] == "總經費(新臺幣千元)符合的項目："


def test_where_a_project_has_no_money_that_of_an_indicator_with_a_like_name_is_not_given() -> None:
    assert isinstance(BIRDS.ask("友善農田契作中程個案計畫總經費").answer, NotFound)
    assert BIRDS.ask("友善農田產值目標").answer.figures


@pytest.mark.parametrize(
    ("assistant", "question", "said"),
    [
        (WATER, "滯洪池興建計畫的總經費跟期程", ["總經費(新臺幣千元)：87,000", "「滯洪池興建」的計畫期程：110-112"]),
        (WATER, "淹水感測器布建第二期計畫的類別跟總經費",
         ["總經費(新臺幣千元)：37,000", "「淹水感測器布建第二期計畫」的計畫類別：科技發展"]),
        (BIRDS, "濕地水質達標率的目標跟計算方式",
         ["「濕地水質達標率」的衡量標準：", "111 年度目標值：≧８２％"]),
    ],
)  # fmt: skip
def test_several_fields_that_a_question_joins_are_all_answered(
    assistant: Assistant, question: str, said: list[str]
) -> None:
    assert set(said) <= set(lines(assistant, question))


def test_the_project_that_a_follow_up_names_by_its_end_is_the_one_that_begins_alike() -> None:
    context = WATER.ask("移動式抽水機預布第四期計畫經費多少？", Context()).context
    assert WATER.ask("那中程個案計畫呢", context).answer.text.startswith("總經費(新臺幣千元)：66,000")


def test_weights_that_names_end_with_are_compared_and_added_up() -> None:
    rivers = of("layout-2.odt")
    assert (
        lines(rivers, "權重最低的KPI")[0]
        == "其中最低的是「外來種魚類移除重量（5%）」、「濕地調查志工服務時數（5%）」：5%"
    )
    assert [line.rpartition("：")[2] for line in lines(rivers, "權重低於8%的指標")[1:]] == ["5%", "5%"]
    total = rivers.ask("各指標的權重").answer
    assert isinstance(total, Answered)
    assert all("%）」權重：" in line for line in total.text.splitlines()[1:])


TOWN = assistant_for(
    plan_of_lines("""
城西市地政局113年度施政計畫
壹、關鍵績效指標
關鍵策略目標 | 關鍵績效指標 | 權重 | 113年度目標值
一、便捷登記服務 | 線上申辦率 | 10% | 36%
^ | 臨櫃案件辦結日數 | 5% | 3 日
二、健全房地市場 | 申報案件查核率 | 8% | 10%
^ | 建案稽查處數 | 6% | 24 處
貳、年度重要計畫
單位：新臺幣千元
工作計畫名稱 | 重要計畫項目 | 實施內容 | 預算數
地籍管理 | 登記線上推廣 | 辦理推廣。 | 18,200
^ | 地籍圖重測 | 辦理重測。 | 46,350
土地開發 | 東湖市地重劃區開發 | 辦理重劃。 | 385,000
^ | 西湖區段徵收區開發 | 辦理徵收。 | 1,126,400
""")
)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        # A project is named by a part of its name, beside the column.
        ("西湖區段徵收預算多少", "預算數(新臺幣千元)：1,126,400"),
        ("東湖市地重劃區預算", "預算數(新臺幣千元)：385,000"),
        ("預算單位是什麼", "城西市地政局113年度施政計畫：預算數(新臺幣千元)"),
        ("哪個工作項目預算最多", "其中最高的是「西湖區段徵收區開發」：1,126,400"),
        ("東湖跟西湖哪個預算多", "其中最高的是「西湖區段徵收區開發」：1,126,400"),
        ("東湖跟西湖哪個預算少", "其中最低的是「東湖市地重劃區開發」：385,000"),
        ("全部工作項目預算加起來多少", "預算數(新臺幣千元)合計 1,575,950："),
        ("地籍管理工作計畫的預算合計", "預算數(新臺幣千元)合計 64,550："),
        ("目標二的權重合計多少", "權重合計 14 %："),
    ],
)
def test_money_and_weights_are_found_by_short_names_and_of_all_that_is_named(question: str, said: str) -> None:
    assert lines(TOWN, question)[0] == said


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("預算前兩高的項目", ["西湖區段徵收區開發", "東湖市地重劃區開發"]),
        ("目標一各指標權重", ["線上申辦率", "臨櫃案件辦結日數"]),
        ("預算超過1億元的項目", ["東湖市地重劃區開發", "西湖區段徵收區開發"]),
    ],
)
def test_the_first_of_a_column_and_all_of_a_goal_are_listed(question: str, names: list[str]) -> None:
    assert [line.split("「")[1].split("」")[0] for line in lines(TOWN, question)[1:]] == names


def test_money_printed_in_several_magnitudes_is_listed_and_not_added_up() -> None:
    plan = plan_of_lines("""
氣候調適署112年度施政計畫
壹、重要計畫
重要計畫項目 | 計畫期程 | 經費
熱島調適示範計畫 | 112-113 | 1 億 1,659 萬 8,033 元
財務工具示範計畫 | 112-113 | 3,200 萬元
""")
    assert lines(assistant_for(plan), "氣候調適署計畫經費合計多少")[0] == "單位寫法不同，不換算，分別是："
