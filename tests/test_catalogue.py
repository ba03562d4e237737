"""Everything that a question can name."""

from __future__ import annotations

import pytest

from knowledge.catalogue import bigrams, build_catalogue, chapter_at, goals_of, outlines_of, work_plans_of
from knowledge.models import Release
from knowledge.words import Segmenter, key
from tests.plans_at_hand import ANNUAL, MIDTERM, NOW, Row, bundled_catalogue, bundled_plan, plan_of_lines, write_plan

PLAN = write_plan(
    [Row("糧食安全", "推廣有機農業", "輔導件數", ["30 件"]), Row("動物防疫", "寵物登記率", "登記比率", ["82%"]), Row("糧食安全", "穩定稻米收購", "面積", ["5 公頃"])],
    projects=[("有機促進計畫", "110-113", ["推廣有機農業"])],
    items=[("農業管理", "農地維護", ["一、維護農地。"]), ("農業管理", "水利更新", ["一、更新水路。"]), ("動物保護", "收容改善", ["一、改善收容。"])],
)  # fmt: skip


def test_every_kind_of_thing_of_the_bundled_plans_is_there() -> None:
    count = {s: len(bundled_catalogue().of(s)) for s in ("kpi", "project", "item", "outline", "work_plan")}  # type: ignore[arg-type]
    assert count == {"kpi": 16, "project": 18, "item": 11, "outline": 4, "work_plan": 5}


def test_the_goals_are_those_of_the_table_or_else_the_headings() -> None:
    midterm, annual = goals_of(bundled_plan(MIDTERM)), goals_of(bundled_plan(ANNUAL))
    assert [len(g.kpis) for g in midterm] == [2, 5, 2, 1, 2, 1, 3]
    assert [g.number for g in midterm] == list("1234567")
    assert len(annual) == 7
    assert [g.kpis for g in annual] == [()] * 7
    assert annual[0].name.text == "鞏固我與邦交國外交關係"


def test_indicators_of_one_goal_are_gathered_though_others_stand_between() -> None:
    assert [(g.name.text, g.kpis) for g in goals_of(PLAN)] == [("糧食安全", (0, 2)), ("動物防疫", (1,))]


def test_the_outlines_know_their_projects() -> None:
    found = outlines_of(bundled_plan(MIDTERM))
    assert [o.name.text for o in found] == [
        "強化我與各國關係", "增進我國際參與空間，提升我國際地位", "善用軟實力並精進為民服務工作，以爭取國內外各界支持", "提升資源配置效率",
    ]  # fmt: skip
    assert [len(o.projects) for o in found] == [6, 6, 4, 2]


def test_the_work_plans_know_their_items() -> None:
    assert [(w.name.text, w.items) for w in work_plans_of(PLAN)] == [("農業管理", (0, 1)), ("動物保護", (2,))]


def test_entries_are_numbered_in_the_order_of_the_plans_and_found_by_their_place() -> None:
    entries = bundled_catalogue().entries
    assert [e.id for e in entries] == list(range(len(entries)))
    assert all(bundled_catalogue().find(e.release.id, e.subject, e.position) is e for e in entries)


def test_a_place_that_holds_nothing_raises() -> None:
    with pytest.raises(KeyError):
        bundled_catalogue().find(MIDTERM, "kpi", 99)


def test_a_name_weighs_more_than_the_measure_and_the_measure_more_than_the_goal() -> None:
    for entry in bundled_catalogue().of("kpi"):
        weights = [f.weight for f in entry.fields]
        assert weights == sorted(weights, reverse=True)
        assert entry.name_key == key(entry.name)
        assert weights[0] > weights[1]


def test_an_entry_knows_the_chapter_in_which_it_stands() -> None:
    sections = {e.subject: e.section for e in bundled_catalogue().entries if e.release.id == MIDTERM}
    assert sections["kpi"] == "貳、關鍵績效指標"
    assert sections["project"] == "參、未來四年重要計畫"
    assert sections["outline"].startswith("壹、施政綱要 › ")
    assert chapter_at(bundled_plan(), 0) == ""


def test_pairs_of_neighbours_are_given() -> None:
    assert list(bigrams("外交部")) == ["外交", "交部"]
    assert list(bigrams("外")) == []


def test_a_catalogue_of_nothing_is_empty() -> None:
    empty = build_catalogue([], {}, Segmenter({}))
    assert (empty.entries, empty.terms, empty.grams) == ((), (), {})


def test_a_pair_that_stands_in_no_plan_is_not_attested() -> None:
    release = Release("r", PLAN.title, PLAN.agency, "midterm", 110, 113, "x", "y", NOW, "published")
    catalogue = build_catalogue([release], {"r": PLAN}, Segmenter({}))
    assert key("有機") in catalogue.attested
    assert key("外交") not in catalogue.attested
    assert {catalogue.entries[i].name for i in catalogue.grams[key("有機")]} >= {"推廣有機農業", "有機促進計畫"}


def test_a_goal_without_a_number_in_the_table_has_that_of_its_heading() -> None:
    plan = plan_of_lines("""
新北漁業處112年度施政計畫
壹、年度施政目標
一、活絡漁港
推動漁港活絡。
二、永續資源
保育資源。
貳、關鍵績效指標
關鍵策略目標 | 關鍵績效指標 | 112年度目標值
永續資源 | 放流魚苗數 | 31 萬尾
活絡漁港 | 遊客人次 | 9 萬人次
""")
    assert [(goal.number, goal.name.text) for goal in goals_of(plan)] == [("2", "永續資源"), ("1", "活絡漁港")]
