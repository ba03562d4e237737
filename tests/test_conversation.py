"""What carries over from one question to the next."""

from __future__ import annotations

import pytest

from knowledge.conversation import Context, Ref, ref, resolve
from tests.plans_at_hand import MIDTERM, Row, assistant_for, bundled_assistant, bundled_catalogue, write_plan
from tests.test_other_agencies import plan


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


@pytest.mark.parametrize(
    ("number", "turns", "said"),
    [
        (6, ["第一個目標有哪些指標", "各自目標多少"], "109 年度目標值：15 次\n"),
        (0, ["第二個策略目標有幾個KPI", "列出來"], "分別是：\n1. 推動與他國簽訂雙邊協議"),
        (0, ["爭取參與尚未參加國際組織的目標幾次", "已經加入的呢", "兩者相差多少"], "相差 534 次："),
        (0, ["108年加強雙邊及多邊合作的內容", "中程計畫裡它的期程"], "「加強雙邊及多邊合作」的計畫期程：106-109"),
        (0, ["駐外館宿舍自有目標", "哪些計畫", "類別呢"],
         "「駐洛杉磯辦事處館舍購置中程個案修正計畫」的計畫類別：社會發展\n「其他駐外館設購置計畫」的計畫類別：社會發展"),
        (1, ["重要計畫有幾項", "其中科技發展類有哪些"], "計畫類別為「科技發展」的重要計畫："),
        (1, ["離岸沙洲監測航次目標", "單位呢"], "目標值的單位是「航次」。\n109 年度目標值：350 航次"),
        (5, ["循環經濟推動法草案106年目標", "隔年呢"], "107 年度目標值：完成草案預告"),
        (5, ["循環杯租借106年目標", "後年呢"], "計畫沒有列出「於夜市商圈推動循環杯租借」該年度的目標值"),
        (5, ["社區住戶服務涵蓋率109年目標", "公式", "106年呢"], "106 年度目標值：８８％"),
        (5, ["再生塑膠驗證累計家數108年", "增加多少"], "增加 152 家："),
        (9, ["林農滿意度目標", "樣本數最少多少"], "「林農對獵人自主管理協議之滿意度」的衡量標準："),
        (3, ["學校營養師服務涵蓋率目標多少", "另一個指標呢"], "「推動剩食再利用媒合，連結產地與餐桌」的關鍵績效指標："),
        (0, ["駐外館宿舍自有目標", "107年結束的計畫有幾項"], "符合的重要計畫共有 2 項："),
        (0, ["國際組織的目標", "2"], "109 年度目標值：167 次"),
        (0, ["國際組織的目標", "一、"], "109 年度目標值：701 次"),
        (0, ["國際組織的目標", "兩個都要"], "109 年度目標值：701 次\n「鞏固並強化我與已參與之政府間國際組織之關係」\n109"),
        (0, ["駐外館宿舍自有目標", "第三個"], "已公布的計畫中查不到「第三個」。"),
        (5, ["再生塑膠驗證累計家數108年", "跟前一年比呢"], "增加 152 家："),
        (0, ["新聞稿點閱數目標", "為什麼是這個數字"], "已公布的計畫中查不到「為什麼是這個數字」。"),
    ],
)  # fmt: skip
def test_a_question_without_its_subject_goes_on_with_the_one_before(number: int, turns: list[str], said: str) -> None:
    assistant, context = plan(number) if number else bundled_assistant(), Context()
    for turn in turns:
        asked = assistant.ask(turn, context)
        context = asked.context
    assert asked.answer.text.startswith(said)
