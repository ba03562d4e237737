"""Questions about a document without tables itself: its headings and what they list, its period, date and agencies."""

from __future__ import annotations

import pytest

from knowledge.models import Answered, NotFound
from knowledge.service import Assistant
from tests.plans_at_hand import assistant_for, index_text

PROGRAMME = """我國養蜂對策計畫 2.0
（115 年－118 年）
行政院114 年9月19日院臺蜂字第 1145015881號函核定
甲山部、乙水部、丙林署、
丁海委員會
目 錄
第一章 養蜂趨勢 .............................. 1
第一節 政策背景 ................................ 1
第二節 影響因素 ................................ 3
第二章 整體架構與目標 ....................... 20
第一節 政策目標 ................................. 22
第三章 推動補助 ....................... 30
第一節 發放蜂箱補助 ................................. 31
第二節 提供運蜂差額 ................................. 40
第一章 養蜂趨勢
第一節 政策背景
蜂農是農村的基本要素，養蜂的結構變動影響深遠。
第二節 影響養蜂之因素
影響養蜂的原因多元，可能因素有：
(一) 蜂農年齡延後
蜂農平均年齡逐年提高。
(二) 蜜源減少
蜜源逐年減少。
(三) 價值觀念改變
年輕人不願養蜂。
第二章 整體架構與目標
第一節 政策目標
(一) 鼓勵青年養蜂
鼓勵青年投入。
(二) 減輕蜂農負擔
持續發放補助。
第二節 政策檢討
計畫歷經檢討，仍有以下問題：
(一) 現金補助金額有限：補助雖已提高，仍顯不足。
(二) 蜂箱資源仍顯不足：蜂箱分布不均。
"""


def said(question: str, text: str = PROGRAMME) -> str:
    return assistant(text).ask(question).answer.text


def assistant(text: str) -> Assistant:
    return assistant_for(index_text(text, "a.txt", ""))


@pytest.mark.parametrize(
    ("question", "entries"),
    [
        ("養蜂的影響因素有哪些", ["1. 蜂農年齡延後", "2. 蜜源減少", "3. 價值觀念改變"]),
        ("政策目標有哪些", ["1. 鼓勵青年養蜂", "2. 減輕蜂農負擔"]),
        ("政策檢討提到現行政策有哪些問題", ["1. 現金補助金額有限", "2. 蜂箱資源仍顯不足"]),
        ("第二章政策目標有哪兩大面向", ["1. 鼓勵青年養蜂", "2. 減輕蜂農負擔"]),
        ("第三章有哪些內容", ["1. 發放蜂箱補助", "2. 提供運蜂差額"]),
    ],
)
def test_what_stands_below_a_heading_is_listed(question: str, entries: list[str]) -> None:
    assert said(question).split("\n")[1:] == entries


def test_what_stands_below_a_heading_is_counted() -> None:
    answer = assistant(PROGRAMME).ask("政策目標有幾項").answer
    assert [(f.text, f.counted) for f in answer.figures] == [("2 項", ("鼓勵青年養蜂", "減輕蜂農負擔"))]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("第二項政策目標是什麼", "減輕蜂農負擔"),
        ("第三章第二節是什麼", "提供運蜂差額"),
        ("第二章的標題是什麼", "整體架構與目標"),
        ("整體架構與目標在第幾頁", "第 20 頁"),
        ("提供運蜂差額在哪一頁", "第 40 頁"),
        ("這個計畫的期程是哪幾年", "115 年－118 年"),
        ("這個計畫是什麼時候核定的", "114 年9月19日"),
        ("哪些部會參與這個計畫", "甲山部、乙水部、丙林署、丁海委員會"),
        ("這份計畫的標題是什麼", "我國養蜂對策計畫 2.0"),
        ("這份計畫有哪些章節", "第三章 推動補助"),
    ],
)
def test_a_document_is_asked_for_itself(question: str, answer: str) -> None:
    assert answer in said(question)


def test_how_many_entries_a_heading_has_is_not_told_of_one_that_says_more() -> None:
    text = PROGRAMME.replace("第一節 政策目標\n(一)", "第一節 政策目標與經費來源\n(一)")
    assert assistant(text).ask("政策目標有幾項").answer.figures == ()


def test_goals_of_another_year_than_that_of_a_report_are_not_told() -> None:
    text = (
        "甲山部 99 年度施政績效報告\n壹、前言\n一、年度施政目標\n(一)推廣養蜂。\n(二)照顧蜂農。\n二、作業\n辦理評估。\n"
    )
    assert "1. 推廣養蜂。" in said("99年度施政目標有哪些", text)
    assert isinstance(assistant(text).ask("98年度施政目標有哪些").answer, NotFound)


def test_where_no_document_has_indicators_nobody_is_asked_which_is_meant() -> None:
    assert isinstance(assistant(PROGRAMME).ask("原訂目標值是多少").answer, NotFound)


def test_what_comes_before_the_first_heading_is_the_preface() -> None:
    text = "各位議員女士、先生：\n欣逢大會開議，應邀列席報告。\n一、養蜂\n推廣養蜂。\n"
    assert "欣逢大會開議" in said("前言說什麼", text)


def test_on_what_something_was_based_is_said_by_the_sentence_that_names_it() -> None:
    text = "甲山部工作報告\n壹、前言\n本部依據養蜂施政方針編定計畫。評估作業依據蜂務管理要點辦理。\n"
    assert "蜂務管理要點" in said("評估作業依據什麼規定", text)
    assert "養蜂施政方針" in said("編定計畫的依據是什麼", text)


def test_which_agency_is_responsible_is_not_answered_with_the_documents_at_hand() -> None:
    text = "我國養蜂計畫\n一、分工\n蜂箱補助由丙林署負責辦理。\n二、蜜源\n蜜源逐年減少。\n"
    assert "由丙林署負責" in said("蜂箱補助是由哪個部會負責", text)
    assert isinstance(assistant(text).ask("蜜源由哪個部會負責").answer, NotFound)


def test_a_fee_within_a_name_asks_for_no_money() -> None:
    text = "甲縣養蜂報告\n一、保險\n辦理蜂箱不便費用保險，受益人數共計 4萬 2,460 人。\n"
    answer = assistant(text).ask("蜂箱不便費用保險受益人數").answer
    assert isinstance(answer, Answered)
    assert "2,460 人" in answer.text


@pytest.mark.parametrize("question", ["養蜂專線電話幾號", "養蜂專線的電話是多少"])
def test_a_telephone_number_is_quoted_where_a_report_has_one(question: str) -> None:
    text = "甲縣養蜂報告\n一、專線\n加強「養蜂專線 412－8185」諮詢。\n二、養蜂\n養蜂專線服務良好。\n"
    assert "412－8185" in said(question, text)
