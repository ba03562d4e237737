"""A released file becomes a Plan."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from indexer.areas import divide, divide_around
from indexer.aside import aside
from indexer.document import Document
from indexer.facts import Facts, read_facts
from indexer.files import USUAL, Limits, check_size, file_bytes, read_document
from indexer.identity import find_title, identify, without_running_head
from indexer.layout import layout_of
from indexer.legends import read_legends
from indexer.omissions import find_omissions
from indexer.outline import read_outline
from indexer.table_rows import read_table_rows
from indexer.terms import read_terms
from knowledge.models import Passage, Plan, Section
from knowledge.progress import Progress, Told, unheard


def read_plan(path: Path, limits: Limits = USUAL, told: Told = unheard) -> Plan:
    """Read one released file in a process of its own, and tell how far that is.

    Raises DocumentRefused for a file that must not or cannot be read.
    """
    raw = file_bytes(path, limits)
    plan: Plan = aside("indexer.pipeline:read_bytes", path.name, raw, limits, told=told)
    return plan


def read_bytes(name: str, raw: bytes, limits: Limits = USUAL, told: Told = unheard) -> Plan:
    """Read the bytes of a file of this name, in this very process. Raises DocumentRefused."""
    check_size(name, raw, limits)
    document = read_document(raw, name, limits, told)
    told(Progress(name, "facts"))
    return index_document(document, name, hashlib.sha256(raw).hexdigest())


def index_document(document: Document, source: str, sha256: str) -> Plan:
    """Recover the sections and facts of a document."""
    layout = layout_of(document)
    others = read_table_rows(layout, document.grids)
    tabled = [grid for grid, _ in others] + ([document.cut_off] if document.cut_off else [])
    division = divide_around(layout, document.grids, tabled) if document.grids else divide(layout)
    division = without_running_head(division)
    title, title_lines = find_title(layout, division)
    identity = identify(title.text if title else "")
    sections = read_outline(layout, division, title_lines)
    notes = [line for line in division.prose if line.start in division.notes]
    facts = read_facts(layout, division, identity, title, sections)
    omissions = find_omissions(layout, document, division, identity, sections, facts)
    return Plan(
        title=title.text if title else source,
        agency=identity.agency,
        kind=identity.kind,
        first_year=identity.first_year,
        last_year=identity.last_year,
        source=source,
        sha256=sha256,
        text=document.text,
        sections=sections,
        kpis=facts.kpis,
        projects=facts.projects,
        annual_items=facts.items,
        terms=read_terms(document.text, _prose(sections, facts), _names(facts)),
        legends=read_legends(document.text, notes),
        table_rows=tuple(row for _, rows in others for row in rows),
        problems=facts.problems + document.problems + omissions,
        pages=layout.pages,
        pdf_pages=document.pdf_pages,
    )


def _prose(sections: Sequence[Section], facts: Facts) -> list[Passage]:
    """List the passages in which a plan may explain an abbreviation in passing."""
    prose = [p for s in sections for p in (s.heading, s.body) if p]
    return prose + [k.measure for k in facts.kpis if k.measure] + [c for i in facts.items for c in i.content]


def _names(facts: Facts) -> list[Passage]:
    return [k.name for k in facts.kpis] + [p.name for p in facts.projects] + [i.name for i in facts.items]
