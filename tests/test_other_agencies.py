"""Questions about plans of other agencies as their staff ask them: conditions, counts, lists, what is not there."""

from __future__ import annotations

from functools import cache

import pytest

from knowledge.models import Answered, NotFound
from knowledge.service import Assistant
from knowledge.text import squeeze
from tests.plans.facts import HERE
from tests.plans_at_hand import asked_of, assistant_for, bundled_assistant
from tests.reading_once import plan_in

# Plans of 海岸永續部 (1), 交通建設局 (2), 循環材料署 (5), 文化資產再生局 (6) and 山林管理總署 (9).


def plan(number: int) -> Assistant:
    return asked_of(number)


def lines(number: int, question: str) -> list[str]:
    answer = plan(number).ask(question).answer
    assert isinstance(answer, Answered), answer.text
    return answer.text.splitlines()


@pytest.mark.parametrize(
    ("number", "question", "said"),
    [
        (5, "評估方式為實地查核的指標", ["評估方式為「實地查核」的關鍵績效指標：", "1. 社區住戶服務涵蓋率"]),
        (5, "用問卷調查的指標是哪一個", ["評估方式為「問卷調查」的關鍵績效指標：", "1. 深化餐飲業者參與廢太陽光電板處理"]),
        (5, "哪些KPI是委外部第三者評估的", ["評估體制為「３」的關鍵績效指標：", "1. 於夜市商圈推動循環杯租借",
                                            "2. 修理咖啡館帶動民間投資金額"]),
        (9, "哪個指標是體制3評的", ["評估體制為「3」的關鍵績效指標：", "1. 健全獵人自主管理協議及相關合作"]),
        (1, "計畫類別是公共建設的重要計畫", ["計畫類別為「公共建設」的重要計畫：", "1. 蘭陽平原沿岸藻場造林計畫",
                                             "2. 海岸巡守志工培訓（ICZM）示範計畫"]),
        (6, "備註欄寫「本項與地方政府合辦」的指標", ["備註為「本項與地方政府合辦」的關鍵績效指標：",
                                                   "1. 精進社區導覽員參與木構造檢測", "2. 輔導防災演練及相關合作"]),
        (6, "跟地方政府合辦的指標有幾項", ["備註為「本項與地方政府合辦」的關鍵績效指標共有 2 項：",
                                           "1. 精進社區導覽員參與木構造檢測", "2. 輔導防災演練及相關合作"]),
    ],
)  # fmt: skip
def test_what_a_question_states_of_a_column_lists_the_facts_and_is_named_above_them(
    number: int, question: str, said: list[str]
) -> None:
    assert lines(number, question) == said


def test_the_facts_of_which_a_column_says_something_else_are_listed_where_that_is_asked() -> None:
    assert lines(5, "評估方式不是統計數據的指標有幾項")[0] == "評估方式不是「統計數據」的關鍵績效指標共有 4 項："


def test_projects_that_end_after_the_plan_are_found_by_their_period() -> None:
    assert lines(5, "期程到110年的計畫有哪些？")[1:] == [
        "1. 工業區循環杯租借計畫（１０６-１１０）",
        "2. 補助環保局辦理產品碳標籤審查（１０５-１１０）",
        "3. 夜市商圈產品碳標籤審查計畫（１０７-１１０）",
    ]  # fmt: skip


def test_kinds_that_are_counted_together_are_each_counted() -> None:
    said = [line for line in lines(6, "總共有幾個KPI、幾個策略目標") if "共有" in line]
    assert said == ["關鍵績效指標共有 13 項：", "目標共有 6 項："]


def test_indicators_are_listed_by_a_word_of_their_names_or_of_their_measures() -> None:
    assert lines(5, "法制作業的指標有哪些")[1:] == ["1. 完成循環經濟推動法草案法制作業"]
    said = bundled_assistant().ask("潮台灣出現在哪個指標").answer
    assert said.text.splitlines()[1:] == ["1. 精進我國際文宣工作"]


def test_the_parts_of_a_measure_are_answered_with_it_and_not_with_how_many_are_met() -> None:
    said = plan(5).ask("回收量申報系統瀏覽量要達到多少").answer
    assert "８００ 萬人次" in said.text
    assert "達到項數" not in said.text


@pytest.mark.parametrize(
    ("number", "question"),
    [
        (9, "登山客死亡人數目標要降到多少"),
        (9, "走失登山客人數目標"),
        (9, "部落族人滿意度目標"),
        (6, "聽障觀眾滿意度目標"),
        (5, "資源回收站關閉站數"),
        (5, "再生塑膠驗證失敗家數108年"),
        (1, "於北海岸清除海漂廢棄物目標"),
        (1, "廢棄漁網回收量北海岸目標值多少"),
    ],
)
def test_another_person_place_or_turn_than_the_plan_speaks_of_gets_no_figure(number: int, question: str) -> None:
    answer = plan(number).ask(question).answer
    assert isinstance(answer, NotFound)
    assert answer.figures == ()


def test_digits_find_a_name_with_a_numeral() -> None:
    assert lines(1, "珊瑚礁體檢第2期計畫的期程")[0].startswith("「珊瑚礁體檢第二期計畫」")


def test_a_code_printed_in_wide_digits_is_explained() -> None:
    assert lines(5, "於夜市商圈推動循環杯租借的評估體制是什麼")[0].endswith(
        "代號為 ３：委由外部第三者（含學者專家）評估。"
    )


def test_a_column_that_is_empty_for_a_fact_is_said_to_be() -> None:
    answer = plan(6).ask("於糖業鐵道沿線辦理防災演練的備註").answer
    assert answer.text == "計畫沒有為「於糖業鐵道沿線辦理防災演練」列出備註。"


def test_two_questions_in_one_message_are_both_answered() -> None:
    said = lines(1, "於蘭陽平原沿岸辦理漁港設施更新目標是多少？由誰評估？")
    assert [squeeze(line) for line in said] == [
        "109年度目標值:120座",
        "「於蘭陽平原沿岸辦理漁港設施更新」",
        "「於蘭陽平原沿岸辦理漁港設施更新」的評估體制代號為1:由本機關既有單位自行評估。",
    ]


def test_two_questions_can_both_be_about_what_was_spoken_of() -> None:
    before = plan(1).ask("於蘭陽平原沿岸辦理漁港設施更新的衡量標準")
    said = squeeze(plan(1).ask("目標值是多少？由誰評估？", before.context).answer.text)
    assert said.startswith("109年度目標值:120座")
    assert said.endswith("由本機關既有單位自行評估。")


@pytest.mark.parametrize(
    ("number", "first", "then", "name"),
    [
        (5, "單位是「次」的指標哪個最大", "第一個的衡量標準", "加速推動修理咖啡館及相關合作"),
        (5, "109年目標值超過90%的指標有哪些", "第二個的衡量標準", "修理咖啡館達成率"),
        (9, "哪個指標單位是次最高", "第一個屬於哪個目標", "健全獵人自主管理協議及相關合作"),
    ],
)
def test_an_ordinal_counts_in_the_list_that_was_shown(number: int, first: str, then: str, name: str) -> None:
    before = plan(number).ask(first)
    assert f"「{name}」" in before.answer.text
    assert plan(number).ask(then, before.context).answer.text.startswith(f"「{name}」")


def test_the_highest_is_what_is_spoken_of_afterwards() -> None:
    before = bundled_assistant().ask("目標值單位是人次的指標哪個最低")
    said = bundled_assistant().ask("它怎麼衡量的", before.context).answer
    assert said.text.startswith("「深化與友邦高層政要之情誼」的衡量標準")


def test_a_change_between_two_years_says_its_direction_whatever_is_supposed() -> None:
    assert squeeze(lines(5, "於夜市商圈推動循環杯租借108年目標為什麼比107年下降")[0]) == "增加1萬次:"


def test_what_is_counted_in_each_plan_is_counted_apart_and_numbered_on() -> None:
    both = assistant_for(*(plan_in(HERE / f"made-up-{n}.txt") for n in (1, 6)))
    said = both.ask("總共有幾個KPI").answer.text.splitlines()
    assert [line for line in said if "共有" in line] == [
        "關鍵績效指標共有 31 項：",
        "文化資產再生局109年度施政計畫共有 13 項：",
        "海岸永續部中程施政計畫（106 至 109 年度）共有 18 項：",
    ]
    assert [line.split(". ")[0] for line in said if ". " in line] == [str(n) for n in range(1, 32)]


@cache
def other_layouts() -> Assistant:
    """An assistant over a city's housing office, an animal shelter, a county's land office and an inspection bureau."""
    names = ("layout-18.docx", "layout-19.docx", "layout-20.odt", "layout-17.pdf")
    return assistant_for(*(plan_in(HERE / name) for name in names))


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("業務成果面向有幾項", "面向為「業務成果」的關鍵績效指標共有 5 項："),
        ("評估方式為統計數據的指標有幾項 流浪動物收容及認養中心", "評估方式為「統計數據」的關鍵績效指標共有 8 項："),
        ("地籍圖重測預算", "預算金額縣款：6,200"),
        ("機關於中程歲出概算額度內編報情形目標", "103 年度目標值：5%"),
    ],
)
def test_what_a_cell_says_of_several_rows_or_a_header_of_several_columns_is_said_of_each(
    question: str, said: str
) -> None:
    assert other_layouts().ask(question).answer.text.splitlines()[0] == said


def test_what_stands_above_is_meant_by_the_same_as_above() -> None:
    said = other_layouts().ask("住宅科負責哪些指標").answer.text.splitlines()
    assert said[1:] == ["1. 社會住宅開工戶數", "2. 包租代管媒合戶數", "3. 租金補貼核定率"]


@pytest.mark.parametrize(
    "question",
    [
        "犬舍改善工程110年預算",
        "社會住宅新建工程107年預算",
        "108年認養率多少",
        "非寵物登記率",
        "退養率",
        "商品事故通報案件未結案率",
        "商品事故通報案件90日內結案率",
    ],
)
def test_another_year_limit_or_the_contrary_gets_no_figure(question: str) -> None:
    assert other_layouts().ask(question).answer.figures == ()


def test_targets_that_end_in_a_digit_have_a_quote_each() -> None:
    polar = assistant_for(plan_in(HERE / "layout-11.docx"))
    answer = polar.ask("ROV 下潛時數、樣本採集數的目標值").answer
    assert answer.text.splitlines()[:2] == ["108 年度目標值：1. 160；2. 450", "109 年度目標值：1. 210；2. 520"]
    assert [c.quote.text.splitlines()[-1] for c in answer.citations] == [f.text for f in answer.figures]
