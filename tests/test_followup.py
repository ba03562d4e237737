"""Questions that follow on the one before: of another agency, of what was spoken of, of what they name themselves."""

from __future__ import annotations

import pytest

from knowledge.service import Assistant
from tests.plans_at_hand import asked_of


def talk(assistant: Assistant, *questions: str) -> str:
    """Ask in one conversation, and give the text of the last answer."""
    context = None
    for question in questions:
        turn = assistant.ask(question, context)
        context = turn.context
    return turn.answer.text


@pytest.mark.parametrize(
    ("questions", "said"),
    [
        (("文資局有幾個KPI", "那山林總署呢"), "關鍵績效指標共有 10 項："),
        (("文資局有幾個KPI", "那山林總署呢", "循環署的呢"), "關鍵績效指標共有 20 項："),
        (("民間投資金額目標", "海岸部的", "山林總署的呢"), "109 年度目標值：1.20 億元"),
        (
            ("海岸部第二個目標有哪些KPI", "第二個目標值", "那循環署呢"),
            "「規劃綠色採購，提高資源生產力」的關鍵績效指標：",
        ),
        (("循環署目標三有幾個指標", "目標四呢"), "「深化再生塑膠驗證，維護環境品質」的關鍵績效指標："),
        (("海岸部109年施政目標", "那文資局"), "「文化資產再生局109年度施政計畫」的目標："),
    ],
)
def test_another_agency_or_goal_alone_asks_the_same_question_of_it(questions: tuple[str, ...], said: str) -> None:
    assert talk(asked_of(1, 5, 6, 9), *questions).splitlines()[0] == said


def test_a_figure_of_what_was_asked_of_another_agency_is_none_of_this_one() -> None:
    said = talk(asked_of(1, 5, 6, 9), "循環署社區住戶涵蓋率109年", "山林總署的呢")
    assert said.startswith("已公布的計畫中查不到")


@pytest.mark.parametrize(
    ("plan", "questions", "said"),
    [
        (1, ("離岸沙洲監測航次目標", "第二個策略目標有哪些KPI"), "「整合漁港設施更新，兼顧漁村生計」的關鍵績效指標："),
        (5, ("循環杯租借目標", "四年成長多少"), "增加 3 萬次："),
        (5, ("修理咖啡館帶動民間投資金額各年", "106到109增加多少"), "增加 0.21 億元："),
        # Two years that were asked one after the other are those that differ.
        (5, ("綠色採購106年多少", "109呢", "增加多少"), "增加 2,780.8 億元："),
        (5, ("循環杯108年", "107", "差多少"), "增加 1 萬次："),
        (5, ("綠色採購109年多少", "增加多少"), "增加 1,990.8 億元："),  # else the year before
        (6, ("目標二有哪些KPI", "目標三呢"), "「推動防災演練，傳承修復技藝」的關鍵績效指標："),
        (
            6,
            ("視障觀眾滿意度目標", "它是哪個機關的"),
            "出處：文化資產再生局109年度施政計畫 › 貳、關鍵績效指標 · 第 5 頁",
        ),
    ],
)
def test_what_follows_on_keeps_to_what_it_names(plan: int, questions: tuple[str, ...], said: str) -> None:
    assert talk(asked_of(plan), *questions).splitlines()[0] == said


@pytest.mark.parametrize(
    ("plans", "question"),
    [
        ((1,), "離岸沙洲監測航次"),
        ((6,), "無形資產保存者授證人數"),
        ((5,), "社區住戶服務涵蓋率"),
        ((6,), "視障觀眾滿意度要達多少"),
        ((0,), "駐外館宿舍自有總數量"),
    ],
)
def test_the_same_question_gets_the_same_answer_though_it_was_just_answered(
    plans: tuple[int, ...], question: str
) -> None:
    once = talk(asked_of(*plans), question)
    assert talk(asked_of(*plans), question, question) == once
    assert talk(asked_of(*plans), question, question, question) == once


@pytest.mark.parametrize(
    ("plans", "before", "question"),
    [
        ((0,), "駐外館宿舍自有目標為何", "百分比最高的指標是哪個"),
        ((0,), "駐外館宿舍自有目標為何", "關鍵績效指標有幾項"),
        ((0,), "外賓邀訪計畫期程", "重要計畫有哪些"),
        ((0,), "駐外館宿舍自有目標為何", "重要計畫總共有幾項"),
        ((6,), "無形資產保存者授證人數", "衡量指標有幾項"),
        ((5, 6), "社區住戶服務涵蓋率目標", "文資局的指標有哪些"),
    ],
)
def test_a_question_over_all_of_a_kind_is_not_narrowed_to_what_was_spoken_of(
    plans: tuple[int, ...], before: str, question: str
) -> None:
    assert talk(asked_of(*plans), before, question) == talk(asked_of(*plans), question)


def test_a_question_that_points_back_is_of_what_was_spoken_of() -> None:
    said = talk(asked_of(0), "駐外館宿舍自有目標為何", "與它關聯的計畫有幾項")
    assert said.splitlines()[0].startswith("與「提高駐外館宿舍自有率及節省鉅額租金支出」關聯的重要計畫")
