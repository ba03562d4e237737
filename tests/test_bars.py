"""Tables of a text whose cells end with bars."""

from __future__ import annotations

import pytest

from indexer.readers.bars import bar_grids
from knowledge.models import Plan
from tests.plans_at_hand import index_text

SPANNED = """甲縣養蜂局103年度施政計畫
策略績效目標
|
衡量指標
|
|||||||
衡量指標
|
評估體制
|
評估方式
|
衡量標準
|
103年
年度目標值
|
||||
一
|
推廣養蜂(25%) |
一
|
輔導蜂場(6%)
|
1
|
統計數據
|
年度輔導蜂場數
|
6場
|
|
二
|
辦理展售(4%)
|
1
|
統計數據
|
年度展售場數
|
2場
|
|||
"""
SIMPLE = (
    "甲縣養蜂局103年度施政計畫\n關鍵策略目標|關鍵績效指標|衡量標準|103年度目標值|\n"
    "一、推廣養蜂|1.輔導蜂場|年度輔導蜂場數|6 場|\n一、推廣養蜂|2.辦理展售|年度展售場數|2 場|\n"
)


def facts(plan: Plan) -> list[tuple[str | None, str | None, str | None, str, str | None, list[str]]]:
    return [
        (k.goal_no, k.goal.text if k.goal else None, k.kpi_no, k.name.text, k.measure.text if k.measure else None,
         [f"{t.year} {t.text.text}" for t in k.targets])
        for k in plan.kpis
    ]  # fmt: skip


def test_cells_that_are_spanned_from_above_are_missing_on_the_left() -> None:
    assert facts(index_text(SPANNED, "a.txt", "")) == [
        ("一", "推廣養蜂(25%)", "一", "輔導蜂場(6%)", "年度輔導蜂場數", ["103 6場"]),
        ("一", "推廣養蜂(25%)", "二", "辦理展售(4%)", "年度展售場數", ["103 2場"]),
    ]


def test_a_row_can_stand_on_a_line() -> None:
    assert [name for _, _, _, name, _, _ in facts(index_text(SIMPLE, "a.txt", ""))] == ["輔導蜂場", "辦理展售"]


@pytest.mark.parametrize(("end", "said"), [("", []), ("三\n|\n推動認", ["三 推動認"]), ("參、其他\n另行研議。\n", [])])
def test_a_row_in_the_midst_of_which_a_text_ends_is_named_and_is_no_prose(end: str, said: list[str]) -> None:
    plan = index_text(SPANNED + end, "a.txt", "")
    assert [name for _, _, _, name, _, _ in facts(plan)] == ["輔導蜂場(6%)", "辦理展售(4%)"]
    assert [p.text for p in plan.problems if p.code == "cut_off"] == said
    assert not any("推動認" in section.text for section in plan.sections)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "甲|乙",
        "|" * 40,
        "甲縣|" * 30,
        SPANNED.replace("衡量指標", "其他"),
        SPANNED.replace("6場\n|\n|\n", "6場\n|\n"),
    ],
)
def test_bars_that_make_no_table_of_facts_make_none(text: str) -> None:
    assert bar_grids(text) == ()
