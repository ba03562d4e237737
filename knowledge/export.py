"""The JSON forms of answers and of everything known, as other programs read them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from knowledge.boxes import boxes
from knowledge.models import (
    Ambiguous,
    AnnualItem,
    Answer,
    Answered,
    Citation,
    Conversation,
    Figure,
    Kpi,
    NotFound,
    Passage,
    Plan,
    Project,
    Release,
    Section,
    Span,
    TableRow,
)  # fmt: skip
from knowledge.pieces import spans_of
from knowledge.store import Store

_STATUS: dict[type, str] = {
    Answered: "answered", Ambiguous: "ambiguous", NotFound: "not_found", Conversation: "conversation"
}  # fmt: skip


def answer_data(
    answer: Answer, question: str, id: str | None = None, plans: Mapping[str, Plan] = MappingProxyType({})
) -> dict[str, Any]:
    """Give an answer as a JSON object; `plans` are those, by release, whose PDFs its citations are placed on."""
    return {
        "id": id,
        "question": question,
        "status": status_of(answer),
        "text": answer.text,
        "figures": [_figure(f) for f in answer.figures],
        "citations": [_citation(c, plans.get(c.release)) for c in answer.citations],
        "suggestions": list(answer.suggestions),
    }


def status_of(answer: Answer) -> str:
    """Give the word for what kind of answer this is."""
    return _STATUS[type(answer)]


def _figure(figure: Figure) -> dict[str, Any]:
    data: dict[str, Any] = {
        "text": figure.text, "value": figure.value, "unit": figure.unit, "year": figure.year,
        "label": figure.label, "role": figure.role, "citation": figure.citation,
    }  # fmt: skip
    if figure.computed_from:
        data["computed_from"] = list(figure.computed_from)
    if figure.computed_by:
        data["computed_by"] = figure.computed_by
    if figure.counted:
        data["counted"] = list(figure.counted)
    return data


def _citation(citation: Citation, plan: Plan | None) -> dict[str, Any]:
    data = {
        "release": citation.release, "document": citation.document, "section": citation.section,
        "page": citation.page, "quote": citation.quote.text, "spans": _spans(citation.quote.spans),
    }  # fmt: skip
    return _placed(plan, data)


def export_data(store: Store, release_id: str | None = None) -> dict[str, Any]:
    """Give everything known of the published releases, or of one release. Raises UnknownRelease."""
    releases = store.published() if release_id is None else [store.release(release_id)]
    plans = [(r.id, store.plan(r.id)) for r in releases]
    return {
        "releases": [release_data(r) for r in releases],
        "sections": [_placed(p, _section(i, s)) for i, p in plans for s in p.sections],
        "kpis": [_placed(p, _kpi(i, k)) for i, p in plans for k in p.kpis],
        "projects": [_placed(p, _project(i, k)) for i, p in plans for k in p.projects],
        "annual_items": [_placed(p, _annual_item(i, k)) for i, p in plans for k in p.annual_items],
        "table_rows": [_placed(p, _table_row(i, k)) for i, p in plans for k in p.table_rows],
    }


def release_data(release: Release) -> dict[str, Any]:
    """Give a release as a JSON object."""
    return {
        "id": release.id, "title": release.title, "agency": release.agency, "kind": release.kind,
        "first_year": release.first_year, "last_year": release.last_year, "source": release.source,
        "sha256": release.sha256, "indexed_at": release.indexed_at, "status": release.status,
        "url": release.url, "published_on": release.published_on,
    }  # fmt: skip


def counts(plan: Plan) -> dict[str, int]:
    """Count what was found in a plan."""
    return {name: len(getattr(plan, name)) for name in ("sections", "kpis", "projects", "annual_items", "table_rows")}


def _placed(plan: Plan | None, row: dict[str, Any]) -> dict[str, Any]:
    """Add where the spans of a row stand on the pages of a PDF; nothing for another format."""
    if plan is None or not plan.pdf_pages:
        return row
    return row | {"boxes": [list(box) for box in boxes(plan, [Span(*span) for span in row["spans"]])]}


def _section(release: str, section: Section) -> dict[str, Any]:
    return {
        "release": release, "path": [_step(heading) for heading in section.path],
        "title": section.title, "text": section.text,
        "page": section.page, "spans": _spans(section.spans),
    }  # fmt: skip


def _step(heading: str) -> str:
    """Give a heading of a path as printed, of 第一章 and 第一節 the number alone.

    What parts that from its title is a blank, a wide one or a new line, by the format; with it the same plan would have
    other paths in each.
    """
    found = _CHAPTER.match(heading)
    return "".join(found.group().split()) if found else heading


_CHAPTER = re.compile(r"\s*第\s*[一二三四五六七八九十\d]+\s*[章篇編節]")


def _kpi(release: str, kpi: Kpi) -> dict[str, Any]:
    return {
        "release": release, "goal_no": kpi.goal_no, "goal": _text(kpi.goal), "kpi_no": kpi.kpi_no, "kpi": kpi.name.text,
        "assessment_system": _text(kpi.assessment_system), "assessment_method": _text(kpi.assessment_method),
        "measure": _text(kpi.measure),
        "targets": [{"year": t.year, "text": t.text.text, "value": t.value, "unit": t.unit} for t in kpi.targets],
        "page": kpi.page,
        "spans": _spans_of(kpi.goal, kpi.name, kpi.assessment_system, kpi.assessment_method, kpi.measure,
                           *(t.text for t in kpi.targets)),
    }  # fmt: skip


def _project(release: str, project: Project) -> dict[str, Any]:
    return {
        "release": release, "outline": _text(project.outline), "project": project.name.text,
        "period": _text(project.period), "category": _text(project.category),
        "kpis": [link.printed.text for link in project.kpis], "page": project.page,
        "spans": _spans_of(project.outline, project.name, project.period, project.category,
                           *(link.printed for link in project.kpis)),
    }  # fmt: skip


def _annual_item(release: str, item: AnnualItem) -> dict[str, Any]:
    return {
        "release": release, "work_plan": _text(item.work_plan), "item": item.name.text,
        "category": _text(item.category), "content": [entry.text for entry in item.content], "page": item.page,
        "spans": _spans_of(item.work_plan, item.name, item.category, *item.content),
    }  # fmt: skip


def _table_row(release: str, row: TableRow) -> dict[str, Any]:
    return {
        "release": release, "caption": _text(row.caption), "stated": _text(row.stated),
        "label": [part.text for part in row.label],
        "cells": [{"header": d.header.text, "text": d.quote.text, "year": d.year} for d in row.cells],
        "page": row.page, "spans": _spans(spans_of(row)),
    }  # fmt: skip


def _text(passage: Passage | None) -> str | None:
    return passage.text if passage else None


def _spans_of(*passages: Passage | None) -> list[list[int]]:
    return _spans([span for p in passages if p for span in p.spans])


def _spans(spans: Sequence[Span]) -> list[list[int]]:
    return [list(span) for span in spans]
