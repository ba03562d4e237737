"""Yes or no to what a question supposes of a code, a way of being assessed, a goal or a period."""

from __future__ import annotations

from functools import cache

import pytest

from knowledge.models import Answered
from knowledge.service import Assistant
from tests.plans_at_hand import Row, assistant_for, plan_of_lines, write_plan


@cache
def asked() -> Assistant:
    """An assistant over a plan with goals, codes and ways of assessment, and projects of several periods."""
    return assistant_for(
        plan_of_lines("""
漁港經營處中程施政計畫（110至113年度）
壹、關鍵績效指標
關鍵策略目標 | 關鍵績效指標 | 評估體制 | 評估方式 | 113年度目標值
一、活絡漁港及魚市 | 魚市交易量 | 1 | 統計數據 | 28 公噸
^ | 遊客滿意度 | 3 | 問卷調查 | 85%
二、健全漁港安全 | 碼頭檢修座數 | 4 | 統計數據 | 12 座
貳、未來四年重要計畫
施政綱要 | 重要計畫名稱 | 計畫期程 | 與KPI關聯
漁港建設 | 冷凍廠興建計畫 | 109-111 | 魚市交易量
^ | 防波堤延伸計畫 | 111-113 | 碼頭檢修座數
""")
    )


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("遊客滿意度的評估體制是3嗎", "是的，「遊客滿意度」的評估體制代號為 3"),
        ("魚市交易量的評估體制是不是3", "不是，「魚市交易量」的評估體制代號為 1"),
        ("魚市交易量的評估方式是問卷嗎", "不是，「魚市交易量」的評估方式：統計數據"),
        ("遊客滿意度的評估方式是問卷嗎", "是的，「遊客滿意度」的評估方式：問卷調查"),
        ("碼頭檢修座數屬於目標二嗎", "是的，「碼頭檢修座數」屬於關鍵策略目標：\n健全漁港安全"),
        ("碼頭檢修座數屬於第一個策略目標嗎", "不是，「碼頭檢修座數」屬於關鍵策略目標：\n健全漁港安全"),
        ("碼頭檢修座數屬於活絡漁港及魚市的目標嗎", "不是，「碼頭檢修座數」屬於關鍵策略目標：\n健全漁港安全"),
        ("魚市交易量屬於活絡漁港及魚市這個目標嗎", "是的，「魚市交易量」屬於關鍵策略目標：\n活絡漁港及魚市"),
        ("魚市交易量的單位是公噸嗎", "是的，目標值的單位是「公噸」。\n113 年度目標值：28 公噸"),
        ("遊客滿意度的單位是人次嗎", "不是，目標值的單位是「%」。\n113 年度目標值：85%"),
        ("遊客滿意度單位是百分比吧", "是的，目標值的單位是「%」。\n113 年度目標值：85%"),
        ("冷凍廠興建計畫112年還在執行嗎", "不是，「冷凍廠興建計畫」的計畫期程：109-111"),
        ("冷凍廠興建110年有在做嗎", "是的，「冷凍廠興建計畫」的計畫期程：109-111"),
        ("冷凍廠興建是110年開始的嗎", "不是，「冷凍廠興建計畫」的計畫期程：109-111"),
        ("防波堤延伸計畫111年開始嗎", "是的，「防波堤延伸計畫」的計畫期程：111-113"),
        ("防波堤延伸計畫到114年嗎", "不是，「防波堤延伸計畫」的計畫期程：111-113"),
        ("防波堤延伸計畫期程是111到113嗎", "是的，「防波堤延伸計畫」的計畫期程：111-113"),
    ],
)
def test_what_is_supposed_of_a_field_is_confirmed_or_denied_with_what_the_field_says(
    question: str, begins: str
) -> None:
    answer = asked().ask(question).answer
    assert isinstance(answer, Answered), answer.text
    assert answer.text.startswith(begins)


def test_what_was_spoken_of_last_is_what_something_is_supposed_of() -> None:
    told = asked().ask("冷凍廠興建計畫的期程")
    answer = asked().ask("112年還在做嗎", told.context).answer
    assert answer.text == "不是，「冷凍廠興建計畫」的計畫期程：109-111"


@pytest.mark.parametrize("question", ["魚市交易量的評估方式是統計資料嗎", "碼頭檢修座數113年有做嗎", "體制3是第三者嗎"])
def test_where_it_is_open_whether_a_field_says_so_neither_yes_nor_no_is_said(question: str) -> None:
    assert not asked().ask(question).answer.text.startswith(("是的", "不是"))


@pytest.mark.parametrize("question", ["借閱冊數的單位是什麼", "借閱冊數的單位"])
def test_in_what_a_target_is_counted_is_said_first(question: str) -> None:
    plan = write_plan([Row("擴大服務", "借閱冊數", "借閱之冊數", ("9 萬冊",))], years=(112,))
    assert (
        assistant_for(plan).ask(question).answer.text.startswith("目標值的單位是「萬冊」。\n112 年度目標值：9 萬冊\n")
    )
