"""Questions over several releases of one plan: what changed, and what the release before had instead."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from knowledge.models import Answer, Answered, NotFound, Plan
from knowledge.service import Assistant
from knowledge.store import Publication, Store
from tests.plans_at_hand import NOW, TODAY, Row, bundled_assistant, plan_of_lines, slug_of, write_plan

OLD = [Row("糧食安全", "輔導有機農民", "人數", ["30 人"]), Row("糧食安全", "辦理食農課程", "場次", ["12 場"])]
NEW = [
    Row("糧食安全", "輔導有機農民", "人數", ["40 人"]),
    Row("糧食安全", "辦理食農課程", "場 次", ["１２ 場"]),
    Row("糧食安全", "推廣雜糧面積", "公頃數", ["500 公頃"]),
]


@cache
def assistant() -> Assistant:
    """A plan of which a second release moves one target, adds an indicator, and changes the form of another."""
    store = Store.open(":memory:")
    for rows in (OLD, NEW):
        plan = write_plan(rows)
        store.publish([Publication(plan, slug_of(plan))], NOW)
    return Assistant(store, TODAY)


def of_releases(*plans: Plan) -> Assistant:
    """An assistant over releases of one plan, the last of which is served."""
    store = Store.open(":memory:")
    for number, plan in enumerate(plans):
        store.publish([Publication(replace(plan, sha256=str(number)), "農業部")], NOW)
    assert len(store.releases()) == len(plans)
    return Assistant(store, TODAY)


def ask(question: str) -> Answer:
    return assistant().ask(question).answer


@pytest.mark.parametrize(
    "question", ["和上一版比有什麼變動", "新版跟舊版差在哪裡不同", "這次改了什麼，跟前一版比有哪些修改"]
)
def test_what_a_release_changed_is_listed_and_both_sides_are_cited(question: str) -> None:
    said = ask(question)
    assert isinstance(said, Answered)
    assert said.text.splitlines()[1:] == ["• 「輔導有機農民」 112 年度目標值：30 人 → 40 人", "• 新增「推廣雜糧面積」"]
    assert {c.release for c in said.citations} == {"農業部-midterm-110-113", "農業部-midterm-110-113.2"}


def test_what_changed_of_one_indicator_is_answered_for_that_one() -> None:
    assert "30 人 → 40 人" in ask("輔導有機農民的目標跟前一版有什麼不同").text
    assert ask("辦理食農課程的目標有變動嗎").text == "「辦理食農課程」的目標值與前一版相比沒有變動。"


def test_the_newest_release_answers_and_names_what_the_one_before_had_instead() -> None:
    said = ask("輔導有機農民的目標值")
    assert [f.text for f in said.figures] == ["40 人"]
    assert said.text.endswith("（前一版為 30 人。）")
    assert "前一版" not in ask("辦理食農課程的目標值").text


def test_a_unit_that_stands_in_a_column_of_its_own_is_no_other_target() -> None:
    table = """
新北輕軌處中程施政計畫（109至110年度）
壹、關鍵績效指標
關鍵策略目標 | 關鍵績效指標 | 單位 | 110年度目標值
提升運量 | 年運量 | 萬人次 | 520
"""
    said = of_releases(plan_of_lines(table), plan_of_lines(f"{table}\n貳、附則\n本計畫每年檢討。")).ask(
        "年運量110年目標"
    )
    assert [f.text for f in said.answer.figures] == ["520 萬人次"]
    assert "前一版" not in said.answer.text


def test_a_text_without_headings_is_compared_too() -> None:
    both = [plan_of_lines(f"各機關應於{month}月底前填報執行情形。\n另行通知者不在此限。") for month in (3, 4)]
    assert of_releases(*both).ask("和上一版比有什麼變動").answer.text == "與前一版相比，指標、計畫與表格沒有變動。"


def test_a_plan_with_one_release_says_that_there_is_nothing_to_compare() -> None:
    assert isinstance(bundled_assistant().ask("和上一版比有什麼變動").answer, NotFound)


@pytest.mark.parametrize("years", ["110到112年各年", "歷年", "110-112年度"])
def test_the_targets_of_several_years_are_each_named(years: str) -> None:
    plan = write_plan([Row("糧食安全", "輔導有機農民", "人數", ["30 人", "35 人", "40 人"])], years=(110, 111, 112))
    store = Store.open(":memory:")
    store.publish([Publication(plan, slug_of(plan))], NOW)
    said = Assistant(store, TODAY).ask(f"輔導有機農民{years}目標").answer
    assert [(f.year, f.text) for f in said.figures] == [(110, "30 人"), (111, "35 人"), (112, "40 人")]


def test_of_indicators_with_one_name_each_is_compared_and_cited_with_its_own_place() -> None:
    rows = [Row(goal, "輔導農民", "人數", [target]) for goal, target in (("糧食安全", "30 人"), ("環境永續", "40 人"))]
    moved = [rows[0], replace(rows[1], targets=["45 人"])]
    assistant = of_releases(write_plan(rows), write_plan(moved))
    changed = assistant.ask("和上一版比有什麼變動").answer
    assert changed.text.splitlines()[1:] == ["• 「輔導農民」 112 年度目標值：40 人 → 45 人"]
    assert {"40 人", "45 人"} <= {line for c in changed.citations for line in c.quote.text.splitlines()}
    told = [line for line in assistant.ask("輔導農民的目標值").answer.text.splitlines() if "前一版" in line]
    assert told in ([], ["（前一版為 40 人。）"])
