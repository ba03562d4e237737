"""Excerpts: the lines around a citation, those that are cited marked, and what is left out marked, too."""

from __future__ import annotations

from knowledge.excerpts import excerpt
from knowledge.models import Span
from tests.plans_at_hand import MIDTERM, bundled_plan, source

TEXT = "一\n\n二\n三\n四\n \n五\n六\n七\n八\n九\n十\n"


def shown(*cited: str, around: int = 1, text: str = TEXT) -> list[str]:
    """Give an excerpt of the text around some pieces of it, the cited lines with a ▶."""
    spans = [Span(at, at + len(piece)) for piece in cited for at in [text.index(piece)]]
    return [f"▶{line.text}" if line.is_cited else line.text for line in excerpt(text, spans, around)]


def test_a_cited_line_stands_among_its_neighbours_without_blank_lines() -> None:
    assert shown("五") == ["四", "▶五", "六"]
    assert shown("五", around=2) == ["三", "四", "▶五", "六", "七"]
    assert shown("五", around=0) == ["▶五"]


def test_at_the_ends_of_a_text_there_is_less_around() -> None:
    assert shown("一", around=3) == ["▶一", "二", "三", "四"]
    assert shown("十", around=3) == ["七", "八", "九", "▶十"]


def test_what_lies_between_spans_far_apart_is_left_out_with_a_mark() -> None:
    assert shown("二", "九") == ["一", "▶二", "三", "…", "八", "▶九", "十"]
    assert shown("二", "五") == ["一", "▶二", "三", "四", "▶五", "六"]


def test_a_line_is_cited_as_soon_as_a_part_of_it_is() -> None:
    text = "推動農村再生\n目標值 12 個\n另有說明\n"
    assert shown("12 個", text=text) == ["推動農村再生", "▶目標值 12 個", "另有說明"]
    assert shown("再生\n目標", text=text, around=0) == ["▶推動農村再生", "▶目標值 12 個"]


def test_a_span_that_ends_where_a_line_begins_does_not_cite_it() -> None:
    text = "甲\n乙\n"
    assert [line.is_cited for line in excerpt(text, [Span(0, 2)], 1)] == [True, False]


def test_nothing_cited_shows_nothing() -> None:
    assert excerpt(TEXT, []) == ()


def test_the_marked_lines_of_a_bundled_target_hold_its_name_and_its_figure() -> None:
    kpi = bundled_plan(MIDTERM).kpis[-1]
    lines = excerpt(source(MIDTERM), [*kpi.name.spans, *kpi.targets[0].text.spans])
    cited = "".join(line.text for line in lines if line.is_cited)
    assert kpi.name.text in cited.replace(" ", "").replace("3", "", 1)
    assert "18 件" in cited
