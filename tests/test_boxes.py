"""Where a citation stands on the pages of a PDF, checked against what pdfium itself finds at that place."""

from __future__ import annotations

from contextlib import closing
from datetime import date
from pathlib import Path

import pypdfium2
import pytest

from indexer.pipeline import read_bytes
from indexer.publishing import slug_of
from knowledge.boxes import boxes
from knowledge.export import answer_data, export_data
from knowledge.models import Box, Plan, Span
from knowledge.service import Assistant
from knowledge.store import Publication, Store
from knowledge.text import squeeze
from tests.reading_once import plan_in
from tests.ruled import Paper

PLANS = Path(__file__).parent / "plans"
TODAY = date(2020, 6, 1)


def printed(raw: bytes, places: tuple[Box, ...]) -> str:
    """What pdfium finds in the boxes, half a point wider since they are rounded."""
    with closing(pypdfium2.PdfDocument(raw)) as document:
        found = [
            document[page - 1].get_textpage().get_text_bounded(left - 0.5, bottom - 0.5, right + 0.5, top + 0.5)
            for page, left, bottom, right, top in places
        ]
    return squeeze("".join(found))


@pytest.mark.parametrize("name", ["made-up-2.pdf", "made-up-5.pdf", "made-up-9.pdf", "layout-4.pdf"])
def test_a_fact_of_a_pdf_is_printed_in_the_boxes_of_its_spans(name: str) -> None:
    raw = (PLANS / name).read_bytes()
    plan = plan_in(PLANS / name)
    facts = [*plan.kpis, *plan.projects, *plan.annual_items]
    assert facts
    for fact in facts:
        assert squeeze(fact.name.text) in printed(raw, boxes(plan, fact.name.spans))
    for kpi in plan.kpis:
        for target in kpi.targets:
            assert squeeze(target.text.text) in printed(raw, boxes(plan, target.text.spans))


def test_a_part_of_a_line_has_its_part_of_the_box() -> None:
    raw, plan = of_line("各機關應於期限內完成並送行政院備查")
    [box] = boxes(plan, [at(plan, "期限內完成")])
    whole = boxes(plan, [at(plan, "各機關應於期限內完成並送行政院備查")])
    assert printed(raw, (box._replace(left=box.left + 2, right=box.right - 2),)) == "期限內完成"
    assert (box.bottom, box.top) == (whole[0].bottom, whole[0].top)


def test_a_plan_that_was_no_pdf_has_no_boxes() -> None:
    plan = plan_in(PLANS / "made-up-1.odt")
    assert boxes(plan, plan.kpis[0].name.spans) == ()
    with published(plan) as store:
        assert not any("boxes" in row for row in export_data(store)["kpis"])


def test_an_export_and_an_answer_say_where_on_the_page_they_stand() -> None:
    name = "made-up-9.pdf"
    raw = (PLANS / name).read_bytes()
    with published(plan_in(PLANS / name)) as store:
        assistant = Assistant(store, TODAY)
        [row, *_] = export_data(store)["kpis"]
        question = f"{row['kpi']}的目標為何"
        data = answer_data(assistant.ask(question).answer, question, None, assistant.catalogue().plans)
    assert row["kpi"] in printed(raw, tuple(Box(*box) for box in row["boxes"]))
    [citation] = data["citations"]
    assert squeeze(data["figures"][0]["text"]) in printed(raw, tuple(Box(*box) for box in citation["boxes"]))


def published(plan: Plan) -> Store:
    store = Store.open(":memory:")
    store.publish([Publication(plan, slug_of(plan))], "2020-01-01T00:00:00+00:00")
    return store


def of_line(line: str) -> tuple[bytes, Plan]:
    paper = Paper()
    paper.line("甲部109年度施政計畫")
    paper.line(line)
    raw = paper.raw()
    return raw, read_bytes("plan.pdf", raw)


def at(plan: Plan, words: str) -> Span:
    start = plan.text.index(words)
    return Span(start, start + len(words))
