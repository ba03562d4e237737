"""Answers about the plans themselves: which there are, what they cover, what their abbreviations and codes mean."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from knowledge import phrases
from knowledge.answers.citations import cite_piece, joined, title_of
from knowledge.catalogue import Catalogue, Field, chapter_at
from knowledge.headings import of_contents
from knowledge.inquiry import Inquiry
from knowledge.models import Answered, Citation, Legend, NotFound, Passage, Release, Span, Term
from knowledge.numbers import numbers_in
from knowledge.pieces import pieces_of
from knowledge.search import FLOOR
from knowledge.text import cut
from knowledge.words import key
from knowledge.years import COMMON_ERA

_QUESTION_WORDS = 12  # So many characters of 是什麼意思 and the like may stand beside the name.
_IN_FULL = re.compile(key("全名|全稱|中文|英文|縮寫|簡稱|代表什麼|意思|(是|指|叫)(什麼|啥)$"))
_BASIS = re.compile("依據|根據|依照|遵照|爰依|依")


def documents(catalogue: Catalogue, releases: Sequence[Release] = (), head: str = phrases.DOCUMENTS) -> Answered:
    """List the published plans, or some of them under a head of their own."""
    shown = releases or catalogue.releases
    lines = [head, *(f"• {r.title}" for r in shown)]
    return Answered("\n".join(lines), tuple(_title(catalogue, r) for r in shown))


def covered(catalogue: Catalogue, releases: Sequence[Release], years: Sequence[int], in_ce: bool = False) -> Answered:
    """Say which years plans cover: their titles say so; with `in_ce`, in years of the common era as well."""
    meant = [r for r in releases if not years or (r.first_year and r.first_year <= years[0] <= (r.last_year or 0))]
    shown = meant or list(releases)
    lines = [r.title + (_common_era(r) if in_ce else "") for r in shown]
    return Answered("\n".join(lines), tuple(_title(catalogue, r) for r in shown))


def _common_era(release: Release) -> str:
    """Say the years of a release in the common era; empty where its title names none."""
    said = numbers_in(release.title)
    years = dict.fromkeys(y for y in (release.first_year, release.last_year) if y and str(y) in said)
    return phrases.COMMON_ERA.format(year="–".join(str(y + COMMON_ERA) for y in years)) if years else ""


def _title(catalogue: Catalogue, release: Release) -> Citation:
    plan = catalogue.plans[release.id]
    return Citation(release.id, release.title, "", None, title_of(plan))


def basis(inquiry: Inquiry) -> Answered | None:
    """Quote the paragraph of a plan's opening that says on what it was based."""
    for release in inquiry.covering():
        for section in inquiry.catalogue.plans[release.id].sections:
            if section.path or section.body is None or not _BASIS.search(section.text):
                continue
            said = phrases.SAID.format(document=release.title, quote=section.text)
            return Answered(said, (Citation(release.id, release.title, "", section.page, section.body),))
    reports = [r for r in inquiry.covering() or inquiry.catalogue.releases if r.kind == "other"]
    return next((found for r in reports if (found := _based_on(inquiry, r))), None)


def _based_on(inquiry: Inquiry, release: Release) -> Answered | None:
    """Quote the first sentence of a report that says which directions or rules what is asked for follows."""
    plan, runs = inquiry.catalogue.plans[release.id], inquiry.question.topic.split()
    for section in plan.sections:
        for span in section.body.spans if section.body else ():
            for found in _FOLLOWS.finditer(plan.text, span.start, span.end):
                field = Field(key(found.group()), 1.0)
                if runs and inquiry.linker.explain(runs, [field]).explained < _SAYS_MOST:
                    continue
                quote = cut(plan.text, [Span(*found.span())])
                text = phrases.SAID.format(document=release.title, quote=quote.text)
                citation = Citation(release.id, release.title, " › ".join(section.path), section.page, quote)
                return Answered(text, (citation,))
    return None


_SAYS_MOST = 0.8
_FOLLOWS = re.compile("[^。]*(?:依據|依照|遵照)[^。]{2,30}(?:方針|計畫|規定|要點|辦法|綱領)[^。]*。?")


def chapters(inquiry: Inquiry) -> Answered | None:
    """List the chapters of each plan that a question may mean."""
    lines: list[str] = []
    citations: list[Citation] = []
    for release in inquiry.covering():
        plan = inquiry.catalogue.plans[release.id]
        heads = [s for s in plan.sections if len(s.path) == 1 and s.heading]
        names, named = [s.path[0] for s in heads], [s.heading for s in heads]
        if len(contents := of_contents(plan)) > len(heads):
            names, named = [h.title for h in contents], [h.name for h in contents]
        if names:
            lines += [phrases.CHAPTERS.format(document=release.title), *(f"• {name}" for name in names)]
            page = heads[0].page if heads else None
            citations.append(Citation(release.id, release.title, names[0], page, joined(*named)))
    return Answered("\n".join(lines), tuple(citations)) if citations else None


def code(catalogue: Catalogue, releases: Sequence[Release], asked: Sequence[str]) -> Answered | NotFound:
    """Say what a code of 評估體制 stands for, as the note of each of these plans says; not found for one without."""
    found = [(r, g) for r in releases for g in catalogue.plans[r.id].legends if not asked or g.code in asked]
    if not found:
        return NotFound(phrases.NO_SUCH_CODE.format(code="、".join(asked)))
    lines = [phrases.CODE.format(code=g.code, meaning=g.meaning.text) for _, g in found]
    cites = tuple(
        Citation(r.id, r.title, chapter_at(catalogue.plans[r.id], g.meaning.start), None, _labelled(catalogue, r, g))
        for r, g in found
    )
    return Answered("\n".join(dict.fromkeys(lines)), cites)


def code_of(inquiry: Inquiry) -> Answered | None:
    """Say which code of 評估體制 stands for what a question describes."""
    found = [f for f in inquiry.finder.find(inquiry.question.topic, kinds=("legends",)) if f.explained >= FLOOR]
    if not found:
        return None
    legend = inquiry.catalogue.plans[found[0].release.id].legends[found[0].piece.position]
    citation = replace(inquiry.finder.citation(found[0]), quote=_labelled(inquiry.catalogue, found[0].release, legend))
    return Answered(phrases.CODE.format(code=legend.code, meaning=legend.meaning.text), (citation,))


def _labelled(catalogue: Catalogue, release: Release, legend: Legend) -> Passage:
    """Quote what a code means with the code before it, as the note numbers its entries (`3.指…`)."""
    text = catalogue.plans[release.id].text
    label = re.search(r"\d+\s*[.．、:：]?\s*$", text[max(legend.meaning.start - 8, 0) : legend.meaning.start])
    if not label:
        return legend.meaning
    start = legend.meaning.start - len(label.group())
    return cut(text, [Span(start, legend.meaning.spans[0].end), *legend.meaning.spans[1:]])


def definition(catalogue: Catalogue, flat: str) -> Answered | NotFound | None:
    """Say what an abbreviation stands for, as the plans explain it; not found for one that they do not."""
    latin = re.findall(r"[a-z][a-z0-9]+", flat)
    for release, term in sorted(catalogue.terms, key=lambda named: -len(named[1].long)):
        # APEC商務旅行卡 is another thing than APEC.
        if key(term.long) in flat and any(name in key(term.long) and name != key(term.short) for name in latin):
            return _explained(catalogue, release, term, phrases.DEFINED.format(short=term.long, long=term.short))
    for release, term in catalogue.terms:
        if key(term.short) in latin:
            return _explained(catalogue, release, term, phrases.DEFINED.format(short=term.short, long=term.long))
    for release, term in catalogue.terms:
        if key(term.long) in flat and len(flat) < len(key(term.long)) + _QUESTION_WORDS:
            return _explained(catalogue, release, term, phrases.DEFINED.format(short=term.long, long=term.short))
    if latin and _IN_FULL.search(flat) and (text := _mentioned(catalogue, latin[0])):
        return NotFound(phrases.UNEXPLAINED.format(short=latin[0].upper()), (text,))
    if latin and re.fullmatch(r"[a-z0-9\s?,.!]+", flat):
        return NotFound(phrases.NOT_FOUND_PLAIN)
    return None


def _mentioned(catalogue: Catalogue, short: str) -> Citation | None:
    """Quote the first passage in which an abbreviation stands, if any does."""
    for release in catalogue.releases:
        plan = catalogue.plans[release.id]
        for piece in pieces_of(plan):
            if re.search(rf"(?<![a-z0-9]){re.escape(short)}(?![a-z0-9])", key(piece.quote.text)):
                return cite_piece(release, plan, piece)
    return None


def _explained(catalogue: Catalogue, release: Release, term: Term, said: str) -> Answered:
    section = chapter_at(catalogue.plans[release.id], term.passage.start)
    return Answered(said, (Citation(release.id, release.title, section, None, term.passage),))
