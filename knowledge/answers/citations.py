"""Quotes and citations: what is cut from the plans, and where it stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from knowledge import phrases
from knowledge.catalogue import Entry, chapter_at
from knowledge.models import AnnualItem, Answered, Citation, Figure, Kpi, Passage, Plan, Release, Section, Span, Target
from knowledge.pieces import Piece
from knowledge.text import cut, squeeze


def joined(*passages: Passage | None) -> Passage:
    """Join passages into one quote, each on its own line."""
    there = [p for p in passages if p is not None]
    return Passage("\n".join(p.text for p in there), tuple(span for p in there for span in p.spans))


def row(kpi: Kpi, targets: Sequence[Target]) -> Passage:
    """Quote the row of a KPI: its name, how it is measured, and these targets, each with a unit that stands apart."""
    # A dash would make what follows it look like the second half of a range.
    quotes = sorted((t.quote for t in targets), key=lambda q: squeeze(q.text) in _DASHES)
    if kpi.measure and quotes and _run_together(kpi.measure, quotes[0]):
        # …×10,000 would run into 1,120 床: the measure stands behind, or not at all.
        return joined(kpi.name, *quotes, None if _run_together(quotes[-1], kpi.measure) else kpi.measure)
    return joined(kpi.name, kpi.measure, *quotes)


def _run_together(one: Passage, other: Passage) -> bool:
    """Tell whether a number at the end of one passage would go on at the beginning of the other."""
    return squeeze(one.text)[-1:].isdigit() and squeeze(other.text)[:1].isdigit()


_DASHES = frozenset({"-", "－", "—", "–", "--"})


def cite(entry: Entry, quote: Passage) -> Citation:
    """Cite a quote from the row or heading of an entry."""
    release = entry.release
    return Citation(release.id, release.title, entry.section, getattr(entry.fact, "page", None), quote)


def cite_piece(release: Release, plan: Plan, piece: Piece) -> Citation:
    """Cite a passage; an entry of an item or a measure is quoted with the name before it."""
    fact = getattr(plan, piece.kind)[piece.position]
    quote = joined(fact.name, piece.quote) if isinstance(fact, AnnualItem | Kpi) else piece.quote
    section = " › ".join(fact.path) if isinstance(fact, Section) else chapter_at(plan, quote.start)
    page = plan.page_at(piece.quote.start) or getattr(fact, "page", None)  # A section goes on over pages.
    return Citation(release.id, release.title, section, page, quote)


def above_of(entry: Entry) -> Passage | None:
    """Give the name of what a fact stands under: its goal, work plan or outline."""
    fact = entry.fact
    above = getattr(fact, "goal", None) or getattr(fact, "work_plan", None) or getattr(fact, "outline", None)
    return above if isinstance(above, Passage) else None


def amount_line(amount: str) -> str:
    """Give an amount as a line of its own; 12.6 公里 alone would look like the twelfth line of a list."""
    return phrases.IT_IS.format(amount=amount) if _LIKE_A_NUMBER.match(amount) else amount


_LIKE_A_NUMBER = re.compile(r"\d{1,3}[.．]\d")


def names_cited(title: str, names: Sequence[Passage], citation: Citation, ask: str = "") -> Answered:
    """List names, numbered, under a title; each stands in the citation's quote."""
    lines = [title, *(f"{n}. {name.text}" for n, name in enumerate(names, start=1))]
    return Answered("\n".join(lines), (citation,), suggestions=tuple(ask.format(name=n.text) for n in names[:4] if ask))


def title_of(plan: Plan) -> Passage:
    """Quote the title of a plan; the beginning of its text where the title is not set apart."""
    root = next((s for s in plan.sections if not s.path and s.heading), None)
    return root.heading if root and root.heading else cut(plan.text, [Span(0, min(len(plan.text), 40))])


def place_of(citation: Citation) -> str:
    """Say where a quote stands: document › section · page."""
    where = " › ".join(part for part in (citation.document, citation.section) if part)
    return where + (phrases.PAGE.format(page=citation.page) if citation.page else "")


def _shifted(figure: Figure, citations: int, figures: int) -> Figure:
    """Let a figure of one of several answers point at its citation, and its operands, behind those of the others."""
    operands = [i + figures for i in figure.computed_from or () if not isinstance(i, str)]
    return replace(
        figure,
        citation=None if figure.citation is None else figure.citation + citations,
        computed_from=tuple(operands) or figure.computed_from,
    )


def together(answers: Sequence[Answered]) -> Answered:
    """Join answers into one, each with its own citations."""
    citations: list[Citation] = []
    figures: list[Figure] = []
    for answer in answers:
        figures += [_shifted(figure, len(citations), len(figures)) for figure in answer.figures]
        citations += answer.citations
    asks = tuple(dict.fromkeys(s for a in answers for s in a.suggestions[:1]))
    return Answered("\n".join(a.text for a in answers), tuple(citations), tuple(figures), asks)
