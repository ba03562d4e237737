"""The JSON forms that other programs read."""

from __future__ import annotations

import json

import pytest

from knowledge.errors import UnknownRelease
from knowledge.export import answer_data, counts, export_data, release_data
from knowledge.store import Publication, Store
from knowledge.text import squeeze
from tests.plans_at_hand import ANNUAL, MIDTERM, bundled_assistant, bundled_plan, bundled_store, index_text, source


def asked(question: str) -> dict[str, object]:
    return answer_data(bundled_assistant().ask(question).answer, question, "q1")


def test_an_answer_has_the_form_of_the_contract() -> None:
    assert asked("駐外館宿舍自有目標為何") == {
        "id": "q1",
        "question": "駐外館宿舍自有目標為何",
        "status": "answered",
        "text": "109 年度目標值：18 件\n「提高駐外館宿舍自有率及節省鉅額租金支出」",
        "figures": [
            {
                "text": "18 件", "value": "18", "unit": "件", "year": 109,
                "label": "提高駐外館宿舍自有率及節省鉅額租金支出", "role": "answer", "citation": 0,
            }
        ],
        "citations": [
            {
                "release": MIDTERM,
                "document": "外交部中程施政計畫（106至109年度）",
                "section": "貳、關鍵績效指標",
                "page": "2-5",
                "quote": "提高駐外館宿舍自有率及節省鉅額租金支出\n駐外館宿舍自有總數量\n18 件",
                "spans": [[3915, 3940], [3954, 3964], [3965, 3969]],
            }
        ],
        "suggestions": [
            "「提高駐外館宿舍自有率及節省鉅額租金支出」的衡量標準為何？",
            "哪些重要計畫與「提高駐外館宿舍自有率及節省鉅額租金支出」關聯？",
            "「提高駐外館宿舍自有率及節省鉅額租金支出」屬於哪個關鍵策略目標？",
        ],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("question", "status"),
    [
        ("駐外館宿舍自有目標為何", "answered"),
        ("合作計畫目標是多少", "ambiguous"),
        ("NTB?", "not_found"),
        ("你好", "conversation"),
    ],
)
def test_each_kind_of_answer_has_its_status(question: str, status: str) -> None:
    data = asked(question)
    assert data["status"] == status
    assert list(data) == ["id", "question", "status", "text", "figures", "citations", "suggestions"]


def test_a_figure_that_was_worked_out_names_what_it_was_worked_out_from() -> None:
    figures = asked("兩個政要互訪人次指標的目標值合計為多少人次？")["figures"]
    assert isinstance(figures, list)
    assert (figures[0]["value"], figures[0]["citation"], figures[0]["computed_from"]) == ("699", None, [1, 2])
    assert [f["role"] for f in figures] == ["answer", "operand", "operand"]


def test_a_count_names_what_was_counted() -> None:
    figures = asked("「強化我與無邦交國家實質關係」設有幾項關鍵績效指標？")["figures"]
    assert isinstance(figures, list)
    [figure] = figures
    assert (figure["value"], figure["computed_from"], len(figure["counted"])) == ("5", ["count"], 5)


def test_answers_can_be_written_as_json() -> None:
    for question in ("駐外館宿舍自有目標為何", "合作計畫目標是多少", "NTB?", "你好", "中程施政計畫總共有幾個KPI？"):
        assert json.loads(json.dumps(asked(question), ensure_ascii=False)) == asked(question)


def test_everything_known_is_exported() -> None:
    data = export_data(bundled_store())
    assert {kind: len(rows) for kind, rows in data.items() if kind != "sections"} == {
        "releases": 2, "kpis": 16, "projects": 18, "annual_items": 11, "table_rows": 0,
    }  # fmt: skip
    assert len(data["sections"]) == sum(len(bundled_plan(r).sections) for r in (MIDTERM, ANNUAL))
    assert json.loads(json.dumps(data, ensure_ascii=False)) == data


def test_one_release_can_be_exported_alone() -> None:
    data = export_data(bundled_store(), ANNUAL)
    assert [r["id"] for r in data["releases"]] == [ANNUAL]
    assert data["kpis"] == []
    assert {row["release"] for row in data["annual_items"]} == {ANNUAL}


def test_an_unknown_release_is_refused() -> None:
    with pytest.raises(UnknownRelease):
        export_data(bundled_store(), "nowhere")


def test_a_kpi_is_exported_with_its_goal_and_target() -> None:
    row = export_data(bundled_store())["kpis"][-1]
    assert {k: v for k, v in row.items() if k != "spans"} == {
        "release": MIDTERM, "goal_no": "7", "goal": "妥適配置預算資源，提升預算執行效率", "kpi_no": "3",
        "kpi": "提高駐外館宿舍自有率及節省鉅額租金支出", "assessment_system": "1", "assessment_method": "統計數據",
        "measure": "駐外館宿舍自有總數量", "targets": [{"year": 109, "text": "18 件", "value": "18", "unit": "件"}], "page": "2-5",
    }  # fmt: skip


def test_every_exported_span_lies_in_the_text_of_its_release() -> None:
    data = export_data(bundled_store())
    for kind in ("sections", "kpis", "projects", "annual_items"):
        for row in data[kind]:
            assert row["spans"]
            assert all(0 <= start < end <= len(source(row["release"])) for start, end in row["spans"])


def test_an_exported_target_stands_in_the_text_at_the_spans_of_its_row() -> None:
    for row in export_data(bundled_store())["kpis"]:
        there = squeeze("".join(source(MIDTERM)[a:b] for a, b in row["spans"]))
        for target in row["targets"]:
            assert squeeze(target["text"]) in there
        assert squeeze(row["kpi"]) in there


def test_a_release_is_exported_with_all_that_is_known_of_it() -> None:
    data = release_data(bundled_store().release(MIDTERM))
    assert {k: data[k] for k in ("id", "agency", "kind", "first_year", "last_year", "status")} == {
        "id": MIDTERM, "agency": "外交部", "kind": "midterm", "first_year": 106, "last_year": 109, "status": "published",
    }  # fmt: skip


def test_what_was_found_in_a_plan_is_counted() -> None:
    assert counts(bundled_plan(MIDTERM)) == {
        "sections": len(bundled_plan(MIDTERM).sections),
        "kpis": 16,
        "projects": 18,
        "annual_items": 0,
        "table_rows": 0,
    }


def test_a_path_has_the_numbers_of_chapters_alone_however_a_format_parts_them_from_their_titles() -> None:
    text = "甲部109年度施政計畫\n第一章　年度目標\n第一節 完備管理\n一、深化服務\n附錄　名冊\n委員名單。\n"
    with Store.open(":memory:") as store:
        store.publish([Publication(index_text(text, "a.txt", "a"), "a")], "2020-01-01T00:00:00+00:00")
        paths = [section["path"] for section in export_data(store)["sections"]]
    assert paths[1:] == [["第一章"], ["第一章", "第一節"], ["第一章", "第一節", "一、深化服務"], ["附錄"]]
