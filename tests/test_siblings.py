"""What follows on an indicator: the one beside it, another one of the same year, all of its years, and sums of these."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from knowledge.conversation import Context
from knowledge.models import Answered
from knowledge.service import Assistant
from tests.plans_at_hand import Row, assistant_for, plan_of_lines, write_plan

SAFETY, ROADS = "打擊犯罪", "道路安全"


@cache
def asked() -> Assistant:
    rows = [
        Row(SAFETY, "竊盜案件破獲率", "破獲件數÷發生件數。", ("88%", "89%", "92%")),
        Row(SAFETY, "竊盜案件破獲件數", "當年破獲之竊盜案。", ("2,100 件", "2,250 件", "2,600 件")),
        Row(SAFETY, "毒品案件查獲重量", "當年查獲之毒品。", ("650 公斤", "680 公斤", "720 公斤")),
        Row(ROADS, "酒後駕車取締件數", "當年取締之酒駕。", ("650 件", "630 件", "600 件")),
        Row(ROADS, "用路人滿意度", "以電話訪問用路人。", ("82%", "83%", "84%")),
    ]
    return assistant_for(write_plan(rows, (111, 112, 113), first_year=111), today=date(2024, 5, 1))


def last_of(assistant: Assistant, conversation: str) -> str:
    context = Context()
    for question in conversation.split(" → "):
        turn = assistant.ask(question, context)
        context = turn.context
    assert isinstance(turn.answer, Answered), turn.answer.text
    return turn.answer.text


@pytest.mark.parametrize(
    ("conversation", "said"),
    [
        # 件數 alone is a word of form; after a rate it is the indicator beside it.
        ("竊盜案件破獲率113年目標 → 那件數呢", "113 年度目標值：2,600 件"),
        ("竊盜案件破獲率 → 不是，我要問件數", "111 年度目標值：2,100 件"),
        # Another indicator keeps the year of the question before.
        ("竊盜案件破獲率113年目標 → 那毒品的呢", "113 年度目標值：720 公斤"),
        ("案件113年目標 → 毒品的", "113 年度目標值：720 公斤"),
        ("竊盜案件破獲率113年目標 → 逐年呢", "111 年度目標值：88%"),
        ("用路人滿意度113年目標 → 怎麼調查的", "「用路人滿意度」的衡量標準："),
        # What is added up is what was told.
        ("酒後駕車取締件數113年 → 112年 → 兩年加起來", "合計 1,230 件："),
        ("酒後駕車取締件數歷年目標 → 總共幾件", "合計 1,880 件："),
        ("酒後駕車取締件數113年 → 跟111年比呢", "減少 50 件："),
        ("酒後駕車取締件數113年目標 → 怎麼比去年少", "減少 30 件："),
        ("竊盜案件破獲率113年目標 → 跟112年比 → 提高多少", "增加 3 個百分點："),
    ],
)
def test_a_question_that_follows_on_is_of_what_was_spoken_of(conversation: str, said: str) -> None:
    assert last_of(asked(), conversation).splitlines()[0] == said


TOWN = """
城東市地政局113年度施政計畫
壹、關鍵績效指標
關鍵策略目標 | 關鍵績效指標 | 衡量標準 | 權重 | 112年度達成值 | 113年度目標值
一、便捷登記服務 | 民眾滿意度 | 臨櫃問卷填答滿意之比率。 | 6% | 94.8% | 95%
^ | 線上申辦率 | 線上件數÷總件數。 | 10% | 31.4% | 36%
^ | 線上申辦件數 | 當年線上件數。 | 5% | 3,810 件 | 4,250 件
二、加速重劃開發 | 民眾滿意度 | 以電話訪問重劃區地主。 | 4% | 86.5 分 | 88 分
貳、年度重要計畫
單位：新臺幣千元
工作計畫名稱 | 重要計畫項目 | 實施內容 | 預算數
地籍管理 | 登記線上推廣 | 辦理推廣。 | 18,200
^ | 地籍圖重測 | 辦理重測。 | 46,350
"""


@cache
def town() -> Assistant:
    return assistant_for(plan_of_lines(TOWN), today=date(2024, 5, 1))


@pytest.mark.parametrize(
    ("conversation", "said"),
    [
        ("地籍圖重測預算 → 登記線上推廣呢", ["預算數(新臺幣千元)：18,200", "「登記線上推廣」"]),
        ("民眾滿意度目標 → 我要重劃的 → 怎麼調查", ["「民眾滿意度」的衡量標準：", "以電話訪問重劃區地主。"]),
        ("民眾滿意度目標 → 登記的那個 → 權重", ["權重：6%", "「民眾滿意度」"]),
        # Of two of one name the goal tells which is meant, by its number or by a word.
        ("目標一的民眾滿意度權重", ["權重：6%", "「民眾滿意度」"]),
        ("重劃那邊的民眾滿意度去年達成多少", ["112年度達成值：86.5 分", "「民眾滿意度」"]),
        # Several fields, and several indicators, that are asked for together.
        ("線上申辦率的目標、權重、去年達成值",
         ["112年度達成值：31.4%", "「線上申辦率」", "權重：10%", "「線上申辦率」", "113 年度目標值：36%", "「線上申辦率」"]),
        ("線上申辦率和申辦件數113年目標",
         ["113 年度目標值：36%", "「線上申辦率」", "113 年度目標值：4,250 件", "「線上申辦件數」"]),
    ],
)  # fmt: skip
def test_each_that_is_asked_for_is_told_of_the_one_that_is_meant(conversation: str, said: list[str]) -> None:
    assert last_of(town(), conversation).splitlines() == said


def test_of_two_of_one_name_both_are_told_with_their_goals() -> None:
    text = town().ask("民眾滿意度權重").answer.text
    assert [line for line in text.splitlines() if line[-1] == "%"] == ["權重：6%", "權重：4%"]
    assert text.index("便捷登記服務") < text.index("權重：4%") < text.index("加速重劃開發")
