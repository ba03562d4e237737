"""Indicators by what their targets and rows are, and by what they are not: a word that negates is never lost."""

from __future__ import annotations

from functools import cache

import pytest

from knowledge.models import Answered, NotFound
from knowledge.service import Assistant
from tests.plans_at_hand import Row, assistant_for, plan_of_lines, write_plan


@cache
def asked() -> Assistant:
    """An assistant over a plan of two years with targets of every sort."""
    return assistant_for(
        write_plan(
            [
                Row("擴大服務", "行動圖書車服務站數", "設站之處數", ("累計 30 站", "累計 45 站")),
                Row("擴大服務", "閱讀推廣場次", "辦理之場次", ("－", "60～70 場")),
                Row("擴大服務", "讀者滿意度", "回答滿意之比率", ("≧80%", "≧82%")),
                Row("健全營運", "館藏條例修訂", "以完成階段計列", ("完成草案", "送議會審議")),
                Row("健全營運", "逾期未還冊數", "逾期未還之冊數", ("900 冊以下", "850 冊以下")),
                Row("健全營運", "場地租金收入", "租金收入合計", ("320 萬元", "335 萬元")),
                Row("健全營運", "下載頻寬", "對外線路之頻寬", ("100 Mbps", "200 Mbps")),
            ],
            years=(112, 113),
            agency="文山圖書館",
            projects=[("行動書車計畫", "112-113", ["行動圖書車服務站數"])],
        )
    )


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("採累計的指標有哪些", ["行動圖書車服務站數"]),
        ("累計型指標", ["行動圖書車服務站數"]),
        ("目標值用累計方式計算的指標", ["行動圖書車服務站數"]),
        ("目標為範圍的指標", ["閱讀推廣場次"]),
        ("目標值是區間的有哪些指標", ["閱讀推廣場次"]),
        ("目標值是文字描述的指標", ["館藏條例修訂"]),
        ("目標值用以下表示的指標有哪些", ["逾期未還冊數"]),
        ("目標含「≧」的指標", ["讀者滿意度"]),
        ("哪些指標目標是金額", ["場地租金收入"]),
        ("單位是Mbps的指標", ["下載頻寬"]),
        ("112年沒有訂目標的指標有哪些", ["閱讀推廣場次"]),
        ("有哪些指標112年未列目標值", ["閱讀推廣場次"]),
        (
            "哪些指標不是百分比",
            ["行動圖書車服務站數", "閱讀推廣場次", "館藏條例修訂", "逾期未還冊數", "場地租金收入", "下載頻寬"],
        ),
    ],
)
def test_indicators_are_listed_by_the_sort_of_their_targets(question: str, names: list[str]) -> None:
    answer = asked().ask(question).answer
    assert isinstance(answer, Answered), answer.text
    told = [line.split("「")[1].split("」")[0] for line in answer.text.splitlines()[1:]]
    assert list(dict.fromkeys(told)) == names


def test_a_sort_that_no_target_is_of_is_said_and_no_list_is_given() -> None:
    assert isinstance(asked().ask("113年沒有訂目標的指標").answer, NotFound)


def test_a_target_of_each_indicator_is_told_where_those_of_a_year_are_asked_for() -> None:
    answer = asked().ask("112年度所有指標的目標").answer
    assert isinstance(answer, Answered), answer.text
    assert [figure.text for figure in answer.figures] == [
        "累計 30 站", "－", "≧80%", "完成草案", "900 冊以下", "320 萬元", "100 Mbps",
    ]  # fmt: skip
    assert asked().ask("112年目標清單").answer == answer


def test_whether_there_is_a_project_asks_for_those_that_are_linked_and_not_for_the_others() -> None:
    answer = asked().ask("行動圖書車服務站數有沒有對應的重要計畫").answer
    assert isinstance(answer, Answered), answer.text
    assert "行動書車計畫" in answer.text


@pytest.mark.parametrize(
    "question",
    ["哪個策略目標底下有讀者滿意度", "哪個目標下包含讀者滿意度", "哪一項施政目標裡有讀者滿意度"],
)
def test_the_goal_below_which_an_indicator_stands_is_told(question: str) -> None:
    answer = asked().ask(question).answer
    assert isinstance(answer, Answered), answer.text
    assert answer.text.endswith("屬於關鍵策略目標：\n擴大服務")


@cache
def assessed() -> Assistant:
    """An assistant over a plan whose table says how its indicators are assessed."""
    return assistant_for(
        plan_of_lines("""
文山圖書館112年度施政計畫
壹、關鍵績效指標
關鍵策略目標 | 關鍵績效指標 | 評估方式 | 112年度目標值
擴大服務 | 讀者滿意度 | 問卷調查 | 82%
^ | 閱讀推廣場次 | 統計數據 | 70 場
""")
    )


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("讀者滿意度是問卷調查嗎", "是的，「讀者滿意度」的評估方式：問卷調查"),
        ("讀者滿意度是不是用統計數據評估", "不是，「讀者滿意度」的評估方式：問卷調查"),
        ("閱讀推廣場次是統計數據評估的對嗎", "是的，「閱讀推廣場次」的評估方式：統計數據"),
    ],
)
def test_what_a_row_is_supposed_to_say_is_confirmed_or_denied_with_what_it_says(question: str, begins: str) -> None:
    answer = assessed().ask(question).answer
    assert isinstance(answer, Answered), answer.text
    assert answer.text == begins


@cache
def listed() -> Assistant:
    """An assistant over a plan whose indicators and projects are numbered, with money and codes of assessment."""
    return assistant_for(
        plan_of_lines("""
漁港經營處中程施政計畫（110至113年度）
壹、關鍵績效指標
關鍵策略目標 | 編號 | 關鍵績效指標 | 評估體制 | 110年度目標值 | 113年度目標值
活絡漁港及魚市 | 1 | 魚市交易量 | 1 | 32 公噸 | 28 公噸
^ | 2 | 遊客人次 | 3 | 900 人次 | 950 人次
健全漁港安全 | 3 | 碼頭檢修座數 | 4 | 12 座 | 12 座
註：
評估體制之數字代號意義如下：
1. 指實際評估作業係運用既有之組織架構進行。
2. 指實際評估作業係由特定之任務編組進行。
3. 指實際評估作業係透過第三者方式進行。
4. 指實際評估作業係邀請第三者共同參與進行。
貳、重要計畫
施政主軸 | 計畫名稱 | 計畫期程 | 總經費（千元）
活絡漁港及魚市 | 漁港活絡與魚市更新計畫 | 110-115 | 5,200
活絡漁港及魚市 | 冷凍庫更新計畫 | 111-113 | 8,400
健全漁港安全 | 碼頭檢修計畫 | 110-112 | 960
健全漁港安全 | 航道疏濬計畫 | 109-113 | 7,700
""")
    )


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("活絡漁港那個目標有哪些指標", ["魚市交易量", "遊客人次"]),
        ("活絡漁港及魚市有哪些績效指標", ["魚市交易量", "遊客人次"]),
        ("健全漁港安全主軸下有哪些計畫", ["碼頭檢修計畫", "航道疏濬計畫"]),
        ("哪些指標由第三者評估", ["遊客人次", "碼頭檢修座數"]),
        ("經費前兩高的計畫", ["冷凍庫更新計畫", "航道疏濬計畫"]),
        ("經費最低的兩個計畫", ["碼頭檢修計畫", "漁港活絡與魚市更新計畫"]),
        ("期程超過四年的計畫", ["漁港活絡與魚市更新計畫", "航道疏濬計畫"]),
        ("期程三年以下的計畫有哪些", ["冷凍庫更新計畫", "碼頭檢修計畫"]),
        ("計畫期程只有三年的", ["冷凍庫更新計畫", "碼頭檢修計畫"]),
        ("目標逐年下降的指標", ["魚市交易量"]),
        ("各年目標都一樣的指標有嗎", ["碼頭檢修座數"]),
        ("指標2是哪個", ["遊客人次"]),
        ("指標3的目標是多少", ["碼頭檢修座數"]),
        ("項次2是什麼計畫", ["冷凍庫更新計畫"]),
    ],
)
def test_what_stands_below_a_goal_under_a_number_or_within_a_bound_is_listed_and_no_other(
    question: str, names: list[str]
) -> None:
    answer = listed().ask(question).answer
    assert isinstance(answer, Answered), answer.text
    every = [
        "魚市交易量",
        "遊客人次",
        "碼頭檢修座數",
        "冷凍庫更新計畫",
        "漁港活絡與魚市更新計畫",
        "碼頭檢修計畫",
        "航道疏濬計畫",
    ]
    assert {name for name in every if name in answer.text} == set(names)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("行動圖書車服務站數是累計的嗎", "是的，目標值是累計值。"),
        ("讀者滿意度112年目標是累計值嗎", "目標值沒有寫明是累計值。"),
        ("閱讀推廣場次的目標是不是一個範圍", "是的，目標值是一個範圍。"),
        ("場地租金收入是文字敘述嗎", "不是，目標值不是文字敘述。"),
    ],
)
def test_whether_a_target_is_of_a_sort_is_said_first(question: str, said: str) -> None:
    answer = asked().ask(question).answer
    assert isinstance(answer, Answered)
    assert answer.text.splitlines()[0] == said


def test_of_what_was_spoken_of_the_sort_is_asked_without_its_name() -> None:
    before = asked().ask("行動圖書車服務站數113年目標是多少")
    assert asked().ask("是累計嗎", before.context).answer.text.splitlines()[:2] == [
        "是的，目標值是累計值。",
        "112 年度目標值：累計 30 站",
    ]


def test_a_measure_that_speaks_of_what_is_added_up_is_quoted() -> None:
    plan = write_plan([Row("擴大服務", "借閱冊數", "自 110 年起累積借閱之冊數", ("9 萬冊",))], years=(112,))
    text = assistant_for(plan).ask("借閱冊數是累計的嗎").answer.text
    assert text.startswith("目標值沒有寫明是累計值。\n112 年度目標值：9 萬冊\n")
    assert "自 110 年起累積借閱之冊數" in text
