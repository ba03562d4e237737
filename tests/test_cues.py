"""The rules that tell what a question asks: one meaning in its many spellings, and phrases that must yield nothing."""

from __future__ import annotations

import re

import pytest

from knowledge.cues import ATTRIBUTES, OPERATIONS, PLANS, TALK
from knowledge.form import FORM
from knowledge.question import Question
from knowledge.words import key
from tests.plans_at_hand import TODAY, bundled_reader


def read(text: str) -> Question:
    return bundled_reader().read(text, TODAY)


@pytest.mark.parametrize(
    ("attribute", "phrases"),
    [
        ("target", ["目標值為何", "目標是多少", "目標值？", "要做到多少", "目標要幾件", "目标值是多少", "target 是多少", "109 目標值"]),
        ("measure", ["衡量標準是什麼", "怎麼算的", "如何計算", "計算公式為何", "怎樣才算", "衡量标准", "恆量標準是什麼", "公式"]),
        ("method", ["評估方式是什麼", "怎麼評估", "评估方式", "如何評估", "是用什麼方式評估的"]),
        ("system", ["評估體制為何", "评估体制是什么"]),
        ("goal", ["屬於哪個關鍵策略目標", "掛在哪個目標底下", "所屬策略目標", "隸屬於哪一個目標", "屬哪個 goal"]),
        ("period", ["計畫期程", "期程呢", "是從哪年到哪年", "幾年到幾年", "什麼時候開始", "何時結束", "起訖"]),
        ("category", ["屬於哪個計畫類別", "類別是什麼", "是算哪一類的計畫"]),
        ("content", ["實施內容有哪些", "要做哪些事", "做什麼", "工作內容"]),
        ("kpis", ["有哪些KPI", "有哪些關鍵績效指標", "有什麼指標", "與哪些 KPI 關聯", "KPI 有哪些", "列出每項指標", "它項下各指標"]),
        ("projects", ["有哪些重要計畫", "哪些計畫支援它", "關聯計畫", "有哪些计划"]),
        ("basis", ["是依據什麼編定的", "根據什麼訂的"]),
        ("documents", ["有哪些計畫文件可以查", "你手上有哪些文件"]),
        ("covered", ["涵蓋哪些年度", "適用年度"]),
        ("agency", ["是哪個部會的", "什麼機關"]),
        ("money", ["要多少錢", "經費是多少", "金額", "總預算"]),
        ("actual", ["實際達成多少", "達成率", "執行成果"]),
        ("person", ["部長是誰", "聯絡電話"]),
    ],
)  # fmt: skip
def test_the_spellings_of_one_wish_are_read_alike(attribute: str, phrases: list[str]) -> None:
    assert [p for p in phrases if not read(p).has(attribute)] == []  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("operation", "phrases"),
    [
        ("sum", ["合計多少", "加起來是多少", "總和", "相加"]),
        ("difference", ["相差多少", "差幾件", "多了多少"]),
        ("highest", ["哪個最高", "最多的是哪一項", "最大"]),
        ("lowest", ["哪個最低", "最少的", "最小"]),
        ("versus", ["哪邊的目標項數比較多", "哪個比較高", "何者較多"]),
        ("over", ["超過 100 件", "100 件以上", "大於50%"]),
        ("under", ["低於 100 件", "100 件以下", "不到50%"]),
        ("count", ["有幾個KPI", "總共幾項", "共列有幾個重要計畫項目", "設有幾項指標"]),
        ("list", ["有哪些指標", "列出所有指標", "全部列出", "清單"]),
        ("confirm", ["是 18 件嗎", "不是 25% 嗎", "是不是 18 件", "18 件對嗎"]),
        ("cross", ["兩份計畫各有何說明", "兩份計畫都怎麼講", "分別怎麼說"]),
    ],
)  # fmt: skip
def test_the_spellings_of_one_operation_are_read_alike(operation: str, phrases: list[str]) -> None:
    assert [p for p in phrases if not read(p).asks(operation)] == []  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("talk", "phrases"),
    [
        ("greeting", ["你好", "您好", "早安", "哈囉", "Hi", "hello!", "你好啊", "嗨～"]),
        ("thanks", ["謝謝", "谢谢", "謝謝你，辛苦了", "感謝！", "thanks"]),
        ("laughter", ["哈哈哈", "呵呵", "XD", "lol", "🙂🙂🙂", "？？？", "*"]),
        ("help", ["help", "怎麼用", "你會做什麼", "使用說明"]),
        ("abuse", ["你這個笨蛋機器人", "白痴"]),
        ("reset", ["換個問題", "重新開始", "算了"]),
    ],
)
def test_small_talk_is_told_from_questions(talk: str, phrases: list[str]) -> None:
    assert {p: read(p).talk for p in phrases} == dict.fromkeys(phrases, talk)


@pytest.mark.parametrize(
    "text",
    [
        "駐外館宿舍自有目標為何", "謝謝，請問提升文件證明服務品質的目標值是多少", "你好，我想問政要互訪的目標", "早期的邦交國計畫",
        "NGO 國際交流", "簽證", "109", "KPI", "提升文件證明服務品質的衡量標準是什麼？謝謝！",
    ],
)  # fmt: skip
def test_a_question_that_is_polite_is_no_small_talk(text: str) -> None:
    assert read(text).talk is None


@pytest.mark.parametrize("text", ["駐外館宿舍", "新南向政策", "NGO", "簽證作業便捷化", "跨國文書驗證"])
def test_a_bare_name_asks_for_nothing_in_particular(text: str) -> None:
    asked = read(text)
    assert asked.attributes == ()
    assert asked.operations == frozenset()


@pytest.mark.parametrize(
    ("name", "not_asked"),
    [
        ("精進我國際文宣工作", "content"),
        ("推動以人為本之「新南向政策」，深化與相關國家全方位關係", "projects"),
        ("機關於中程歲出概算額度內編報情形", "actual"),
        ("我與友邦合作計畫執行項數", "projects"),
        ("外交使節會議", "item"),
        ("電話問安幾人次", "person"),
    ],
)
def test_a_word_inside_a_name_is_no_cue(name: str, not_asked: str) -> None:
    assert not read(f"「{name}」").has(not_asked)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "operation"), [("居家醫療整合計畫有幾家參加", "sum"), ("診療機構輔導由誰檢討多久一次", "versus")]
)
def test_words_that_run_into_each_other_are_no_operation(question: str, operation: str) -> None:
    assert not read(question).asks(operation)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("plan", "phrases"),
    [
        ("midterm", ["中程計畫", "中程施政計畫的目標", "中程计划"]),
        ("annual", ["年度計畫", "108年度施政計畫", "年度施政計畫"]),
        (None, ["計畫", "109年度目標值", "施政計畫"]),
    ],
)
def test_the_plan_is_read_where_it_is_named(plan: str | None, phrases: list[str]) -> None:
    assert {p: read(p).plan for p in phrases} == dict.fromkeys(phrases, plan)


def test_both_plans_may_be_named() -> None:
    asked = read("中程施政計畫和108年度計畫對參與WTO分別怎麼說")
    assert asked.both_plans
    assert asked.plan is None


def test_every_rule_has_a_name_of_its_own_and_is_written_in_the_form_of_questions() -> None:
    rules = [*TALK, *ATTRIBUTES, *OPERATIONS, *PLANS]
    names = [r.name for r in rules]
    assert len(names) == len(set(names))
    assert [r.name for r in rules if key(r.asks.pattern) != r.asks.pattern] == []
    assert key(FORM.pattern) == FORM.pattern


def test_the_rules_that_fired_are_kept() -> None:
    assert "asks for the target" in read("駐外館宿舍自有目標為何").rules
    assert "says hello" in read("你好").rules


def test_no_rule_counts_repetitions_in_a_way_that_matches_nothing() -> None:
    # An f-string turns an undoubled {0,4} into the text (0, 4), which is a valid pattern that finds nothing.
    rules = [*ATTRIBUTES, *OPERATIONS, *PLANS, *TALK]
    assert [rule.name for rule in rules if re.search(r"\(\d+, ?\d+\)", rule.asks.pattern)] == []
