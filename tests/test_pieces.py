"""The passages that can answer by themselves."""

from __future__ import annotations

import pytest

from knowledge.pieces import pieces_of
from knowledge.text import squeeze
from tests.plans_at_hand import ANNUAL, MIDTERM, Row, bundled_plan, index_text, write_plan

PLAN = write_plan(
    [Row("糧食安全", "推廣有機農業", "輔導件數", ["30 件"])],
    projects=[("有機促進計畫", "110-113", ["推廣有機農業"])],
    items=[("農業管理", "農地維護", ["一、維護農地。", "二、更新水路。"])],
)


def test_each_kind_of_fact_gives_its_passages_in_the_order_of_the_plan() -> None:
    pieces = [(p.kind, p.position, p.part, p.quote.text) for p in pieces_of(PLAN)]
    assert pieces == [
        ("sections", 0, 0, "農業部中程施政計畫（110 至 113 年度）"),
        ("sections", 1, 0, "關鍵績效指標"),
        ("kpis", 0, 0, "輔導件數"),
        ("projects", 0, 0, "有機促進計畫"),
        ("annual_items", 0, 0, "一、維護農地。"),
        ("annual_items", 0, 1, "二、更新水路。"),
    ]


def test_a_passage_is_found_by_what_stands_above_it_too() -> None:
    found = {p.quote.text: p.searched for p in pieces_of(PLAN)}
    assert found["二、更新水路。"] == "農地維護 二、更新水路。"
    assert found["輔導件數"] == "推廣有機農業 輔導件數"
    assert found["有機促進計畫"] == "有機促進計畫"


@pytest.mark.parametrize("release", [MIDTERM, ANNUAL])
def test_every_place_is_taken_by_one_passage(release: str) -> None:
    places = [(p.kind, p.position, p.part) for p in pieces_of(bundled_plan(release))]
    assert len(places) == len(set(places)) > 40


@pytest.mark.parametrize("release", [MIDTERM, ANNUAL])
def test_every_passage_can_be_quoted_from_the_text(release: str) -> None:
    text = bundled_plan(release).text
    for piece in pieces_of(bundled_plan(release)):
        assert squeeze(piece.quote.text) == squeeze("".join(text[s.start : s.end] for s in piece.quote.spans)) != ""


def test_a_long_text_is_quoted_by_its_paragraphs() -> None:
    paragraphs = [f"第{n}段。" + "推廣養蜂技術並輔導蜂農。" * 12 for n in "一二三"]
    plan = index_text("甲報告\n壹、現況\n" + "\n".join(paragraphs) + "\n", "a.txt", "")
    assert [(p.part, p.quote.text) for p in pieces_of(plan)][-3:] == list(enumerate(paragraphs, 1))


def test_the_lines_of_a_long_table_are_parted_between_lines() -> None:
    lines = [f"20{n} 143,384 31.9 29.5 49.9 43.1 30.1 31.08 結婚對數年齡" for n in range(10, 30)]
    plan = index_text("甲報告\n壹、現況\n" + "\n".join(lines) + "\n", "a.txt", "")
    quotes = [p.quote.text for p in pieces_of(plan) if p.part]
    assert len(quotes) > 1
    assert all(len(q) <= 400 and q.startswith("20") for q in quotes)
