"""What was reached beside what is aimed at: 去年達成多少, 109 年多少, 目標比實績高多少; never one for the other."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from knowledge.models import Answered, NotFound
from knowledge.service import Assistant
from tests.plans_at_hand import Row, assistant_for, plan_of_lines, write_plan


@cache
def asked() -> Assistant:
    """An assistant over a plan whose table has units in a column of their own, and what was reached in 109.

    Today is in 110.
    """
    return assistant_for(
        plan_of_lines("""
新北輕軌處中程施政計畫（109至110年度）
壹、關鍵績效指標
關鍵策略目標 | 關鍵績效指標 | 單位 | 109年度目標值 | 109年度達成值 | 110年度目標值
提升運量 | 年運量 | 萬人次 | 580 | 468.2 | 520
^ | 列車準點率 | % | 99.20 | 99.35 | 99.30
^ | 號誌系統更新 | 期 | 完成設計 | 完成設計 | 完成招標
"""),
        today=date(2021, 3, 1),
    )


@pytest.mark.parametrize(
    ("question", "lines"),
    [
        ("年運量109年達成值", ["109年度達成值：468.2 萬人次", "109 年度目標值：580 萬人次"]),
        ("年運量去年達成", ["109年度達成值：468.2 萬人次", "109 年度目標值：580 萬人次"]),
        ("準點率去年做到多少", ["109年度達成值：99.35 %", "109 年度目標值：99.20 %"]),
        ("列車準點率109年有沒有達到目標", ["109年度達成值：99.35 %", "109 年度目標值：99.20 %"]),
        ("列車準點率109年目標跟達成各多少", ["109年度達成值：99.35 %", "109 年度目標值：99.20 %"]),
        ("號誌系統更新去年達成什麼", ["109年度達成值：完成設計", "109 年度目標值：完成設計"]),
        # Neither word is there: both are told, and which is which.
        ("年運量109年多少", ["109 年度目標值：580 萬人次", "109年度達成值：468.2 萬人次"]),
        ("年運量109年達成跟110年目標", ["109年度達成值：468.2 萬人次", "109 年度目標值：580 萬人次",
                                    "110 年度目標值：520 萬人次"]),
        # What is to be done is a target alone.
        ("年運量109年目標", ["109 年度目標值：580 萬人次"]),
        ("年運量109年要達成多少", ["109 年度目標值：580 萬人次"]),
        ("年運量今年", ["110 年度目標值：520 萬人次"]),
        # 至少 sets a bound and asks for no difference.
        ("年運量110年目標至少幾萬人次", ["110 年度目標值：520 萬人次"]),
    ],
)  # fmt: skip
def test_what_was_reached_is_told_where_it_is_asked_for_and_named_as_such(question: str, lines: list[str]) -> None:
    answer = asked().ask(question).answer
    assert isinstance(answer, Answered), answer.text
    assert [line for line in answer.text.splitlines() if "值：" in line] == lines


def test_each_figure_is_quoted_where_the_next_one_would_run_into_it() -> None:
    bare = plan_of_lines("""
新北輕軌處中程施政計畫（109至110年度）
壹、關鍵績效指標
關鍵策略目標 | 關鍵績效指標 | 109年度目標值 | 109年度達成值 | 110年度目標值
提升運量 | 尖峰班次 | 580 | 468 | 520
""")
    answer = assistant_for(bare).ask("尖峰班次109年達成值").answer
    assert isinstance(answer, Answered), answer.text
    for figure in answer.figures:
        assert figure.citation is not None
        quote = answer.citations[figure.citation].quote.text
        assert quote.splitlines()[-1] == figure.text
    assert [f.year for f in answer.figures] == [109, 109]


@pytest.mark.parametrize(
    ("question", "figures"),
    [
        ("年運量110年目標比109年達成值多多少", ["51.8 萬人次", "468.2 萬人次", "520 萬人次"]),
        ("準點率109年達成比目標高多少", ["0.15 %", "99.35 %", "99.20 %"]),
        # Without a word of what was reached, the targets differ.
        ("年運量110年目標比109年目標少多少", ["60 萬人次", "580 萬人次", "520 萬人次"]),
    ],
)
def test_a_difference_is_of_what_the_question_compares(question: str, figures: list[str]) -> None:
    assert [f.text for f in asked().ask(question).answer.figures] == figures


def test_a_year_without_a_target_is_not_compared_with_the_target_of_another() -> None:
    bare = plan_of_lines("""
新北輕軌處110年度施政計畫
壹、關鍵績效指標
關鍵策略目標 | 關鍵績效指標 | 109年度達成值 | 110年度目標值
提升運量 | 年運量 | 468.2 萬人次 | 520 萬人次
""")
    answer = assistant_for(bare, today=date(2021, 3, 1)).ask("年運量109年目標跟達成差多少").answer
    assert not any(f.computed_from for f in answer.figures), answer.text


def test_what_is_refused_is_of_the_year_that_was_asked() -> None:
    answer = asked().ask("年運量110年達成值").answer
    assert isinstance(answer, NotFound)
    assert "110 年度的達成值" in answer.text and "109" not in answer.text


TWO_OF_A_NAME = """
港市輕軌處110年度施政計畫
壹、關鍵績效指標
關鍵策略目標 | 關鍵績效指標 | 衡量標準 | 109年度達成值 | 110年度目標值
便捷運輸 | 號誌系統更新 | 進度 | 完成設計 | 完成招標
^ | 月臺補強完成處數（12%） | 驗收處數 | 2 處 | 3 處
^ | 巡迴點設置、館際互借件數（8%） | 1.新設巡迴點數。2.互借件數。 | 1. 4 點；2. 6,100 件 | 1. 5 點；2. 6,800 件
貳、年度重要計畫
工作計畫名稱 | 重要計畫項目 | 實施內容 | 預算數（千元）
車輛養護 | 號誌系統更新 | 辦理號誌系統更新。 | 86,400
^ | 月臺補強 | 辦理月臺補強。 | 54,200
"""


@pytest.mark.parametrize(
    ("question", "line"),
    [
        # A column is that of the fact which has it, of two that share a name or the beginning of one.
        ("號誌系統更新預算多少", "預算數(千元)：86,400"),
        ("月臺補強109年度達成值", "109年度達成值：2 處"),
        ("月臺補強完成處數的權數", "權重：12%"),
        # What an indicator of two things counts may be asked for by either.
        ("館際互借件數要到幾件", "110 年度目標值：1. 5 點；2. 6,800 件"),
        ("巡迴點設置要幾點", "110 年度目標值：1. 5 點；2. 6,800 件"),
        ("月臺補強完成處數110年目標至少幾處", "110 年度目標值：3 處"),
    ],
)
def test_of_facts_with_like_names_the_one_answers_that_says_what_is_asked(question: str, line: str) -> None:
    answer = assistant_for(plan_of_lines(TWO_OF_A_NAME), today=date(2021, 3, 1)).ask(question).answer
    assert line in answer.text.splitlines(), answer.text


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("年運量109年達成500萬人次了嗎", "不是，109年度達成值是 468.2 萬人次。"),
        ("年運量109年達成468.2萬人次嗎", "是的，109年度達成值是 468.2 萬人次。"),
        ("準點率109年有達到99%嗎", "是的，109年度達成值是 99.35 %。"),
        ("準點率去年有超過99.4%嗎", "不是，109年度達成值是 99.35 %。"),
        # The figure itself tells which of the two is meant.
        ("準點率109年是99.35%嗎", "是的，109年度達成值是 99.35 %。"),
        ("準點率109年是99.2%嗎", "是的，109 年度目標值是 99.20 %。"),
        ("準點率109年目標是99.35%嗎", "不是，109 年度目標值是 99.20 %。"),
        # The same amount is written in many ways.
        ("年運量110年目標是520萬人次嗎", "是的，110 年度目標值是 520 萬人次。"),
        ("年運量110年目標是5200000人次嗎", "是的，110 年度目標值是 520 萬人次。"),
        ("年運量110年目標是五百二十萬人次嗎", "是的，110 年度目標值是 520 萬人次。"),
        ("年運量110年目標是530萬人次嗎", "不是，110 年度目標值是 520 萬人次。"),
    ],
)
def test_yes_or_no_is_said_of_what_was_reached_where_that_is_asked_and_says_which(question: str, first: str) -> None:
    answer = asked().ask(question).answer
    assert isinstance(answer, Answered), answer.text
    assert answer.text.splitlines()[0] == first
    assert answer.figures[0].text in first


@pytest.mark.parametrize("question", ["112年實際破獲竊盜件數", "竊盜破獲件數112年目標有達成嗎"])
def test_a_plan_that_says_nothing_of_what_was_reached_gives_no_target_for_it(question: str) -> None:
    plan = write_plan([Row("強化治安", "竊盜破獲件數", "當年度破獲件數", ["2,400 件"])])
    answer = assistant_for(plan).ask(question).answer
    assert isinstance(answer, NotFound), answer.text
    assert not answer.figures


@cache
def afloat() -> Assistant:
    """An assistant over a plan with a negative target, a running total and what was reached the year before."""
    return assistant_for(
        plan_of_lines("""
新北港務處113年度施政計畫
壹、關鍵績效指標
關鍵策略目標 | 關鍵績效指標 | 112年度達成值 | 113年度目標值
減少排放 | 碳排放量變動率 | -2.8% | -3.5%
^ | 岸電使用時數 | 8,721 小時 | 9,565 小時
精進監測 | 監控水門座數 | 累計 500 座 | 累計 600 座
^ | 回收重量 | 6,900 公斤 | 7,200 公斤
"""),
        today=date(2024, 5, 1),
    )


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("碳排放量變動率113年目標是-3.5%嗎", "是的，113 年度目標值是 -3.5%。"),
        ("碳排放量變動率113年目標是3.5%嗎", "不是，113 年度目標值是 -3.5%。"),
        ("監控水門座數113年目標是600座嗎", "是的，113 年度目標值是累計 600 座。"),
        # In another unit neither yes nor no is said.
        ("回收重量113年目標是7.2公噸嗎", "113 年度目標值：7,200 公斤"),
        ("岸電使用時數113年比112年多多少", "增加 844 小時："),
        ("現在有幾個KPI", "關鍵績效指標共有 4 項："),
    ],
)
def test_signs_units_and_the_year_before_are_read_as_they_are_meant(question: str, first: str) -> None:
    assert afloat().ask(question).answer.text.splitlines()[0] == first
