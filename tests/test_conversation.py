"""What carries over from one question to the next."""

from __future__ import annotations

import pytest

from knowledge.conversation import Context, Ref, ref, resolve
from tests.plans_at_hand import MIDTERM, Row, assistant_for, bundled_assistant, bundled_catalogue, write_plan


def test_a_reference_finds_its_entry_again() -> None:
    assert all(resolve(bundled_catalogue(), ref(e)) is e for e in bundled_catalogue().entries)


def test_a_reference_to_what_is_no_longer_published_finds_nothing() -> None:
    assert resolve(bundled_catalogue(), Ref("mofa-midterm-102-105", "kpi", 0)) is None
    assert resolve(bundled_catalogue(), Ref(MIDTERM, "kpi", 99)) is None
    assert resolve(bundled_catalogue(), Ref(MIDTERM, "item", 0)) is None


def test_an_empty_conversation_knows_nothing() -> None:
    assert Context() == Context(None, (), None)


def test_an_answer_is_what_the_conversation_is_about() -> None:
    context = bundled_assistant().ask("駐外館宿舍自有總數量的目標值是多少？").context
    assert context.focus is not None
    entry = resolve(bundled_catalogue(), context.focus)
    assert entry is not None
    assert entry.name == "提高駐外館宿舍自有率及節省鉅額租金支出"
    assert context.attribute == "target"


def test_a_list_is_remembered_in_its_order() -> None:
    context = bundled_assistant().ask("第三個關鍵策略目標有哪些KPI？").context
    entries = [resolve(bundled_catalogue(), r) for r in context.listed]
    assert [e.name for e in entries if e] == [
        "積極爭取參與我尚未參加之功能性政府間國際組織", "鞏固並強化我與已參與之政府間國際組織之關係",
    ]  # fmt: skip


def test_small_talk_changes_nothing_of_it() -> None:
    assistant = bundled_assistant()
    context = assistant.ask("駐外館宿舍自有總數量的目標值是多少？").context
    assert assistant.ask("謝謝", context).context == context
    assert assistant.ask("哈哈", context).context == context


def test_a_new_subject_is_forgotten_on_request() -> None:
    assistant = bundled_assistant()
    context = assistant.ask("駐外館宿舍自有總數量的目標值是多少？").context
    assert assistant.ask("換個問題", context).context == Context()


def test_a_conversation_about_a_plan_that_was_replaced_asks_again() -> None:
    context = bundled_assistant().ask("駐外館宿舍自有總數量的目標值是多少？").context
    other = assistant_for(write_plan([Row("糧食安全", "推廣有機農業", "輔導件數", ["30 件"])]))
    assert other.ask("那衡量標準呢", context).answer.figures == ()
    assert other.ask("那衡量標準呢", context).answer.citations == ()


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("年度施政目標有哪些", "「外交部中程施政計畫（106至109年度）」的目標："),
        ("有哪些關鍵績效指標", "關鍵績效指標："),
        ("列出所有指標", "關鍵績效指標："),
        ("所有重要計畫有哪些", "重要計畫："),
    ],
)
def test_what_plans_have_is_not_asked_of_what_was_spoken_of(question: str, begins: str) -> None:
    context = bundled_assistant().ask("駐外館宿舍自有總數量的目標值是多少？").context
    answer = bundled_assistant().ask(question, context).answer
    assert answer.text.startswith(begins)
    assert answer.figures == ()


def test_the_other_indicators_of_its_goal_can_be_asked_for() -> None:
    context = bundled_assistant().ask("駐外館宿舍自有總數量的目標值是多少？").context
    said = bundled_assistant().ask("這個目標還有哪些指標", context).answer
    assert said.text.startswith("「妥適配置預算資源，提升預算執行效率」的關鍵績效指標：")


@pytest.mark.parametrize("question", ["出處呢", "在第幾頁", "確定嗎", "原文是什麼"])
def test_where_the_last_answer_stands_is_said_with_the_answer(question: str) -> None:
    context = bundled_assistant().ask("駐外館宿舍自有總數量的目標值是多少？").context
    said = bundled_assistant().ask(question, context).answer
    assert said.text.startswith(
        "出處：外交部中程施政計畫（106至109年度） › 貳、關鍵績效指標 · 第 2-5 頁\n109 年度目標值：18 件"
    )
