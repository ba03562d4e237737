"""Questions over two releases of a plan: what the one before says, beside what is served; what it called a fact.

What names neither a release nor what only an earlier one holds is answered from what is served, by the rules.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from knowledge import phrases
from knowledge.answer import answer, carried
from knowledge.answers.changed import Fact
from knowledge.answers.choice import not_found
from knowledge.answers.citations import cite, title_of, together
from knowledge.answers.length import concise
from knowledge.catalogue import Entry
from knowledge.conversation import Context
from knowledge.cues import Attribute
from knowledge.inquiry import Inquiry
from knowledge.models import Answer, Answered, Citation, NotFound, Span
from knowledge.rules.fields import CARDS, COLUMNS, HAVE, field
from knowledge.rules.history import Subject, subject_of, what_changed, with_served
from knowledge.rules.outcome import Outcome
from knowledge.text import cut
from knowledge.words import key

Reading = Callable[[str], Inquiry]
Answering = tuple[Inquiry, Outcome, Context]
_SHORTEST = 4  # A shorter name of an earlier release is too common a word to be one.


def answer_over_releases(inquiry: Inquiry, again: Reading) -> Answering:
    """Answer a question of releases, or else one of what is served; `again` reads a text as one of the latter."""
    asked = inquiry.revision
    if asked is not None:
        outcome = _of_releases(inquiry)
        if outcome is not None:
            outcome = replace(outcome, answer=concise(outcome.answer))
            inquiry.notes.append(f"answered by: {asked.name}")
            return inquiry, outcome, carried(outcome, inquiry.context, inquiry.question.years)
        if asked.sense == "current" and inquiry.catalogue.earlier:
            return _of_served(inquiry, again)
        plain = _of_served(again(inquiry.question.text), again)
        subject = subject_of(inquiry) if asked.sense == "earlier" and isinstance(plain[1].answer, NotFound) else None
        if subject is None or subject.entry is None or subject.entry.release.id in inquiry.catalogue.earlier:
            return plain
        outcome = Outcome(not_found(inquiry, phrases.NO_EARLIER), focus=subject.entry)
        return plain[0], outcome, carried(outcome, inquiry.context, inquiry.question.years)
    return _of_served(inquiry, again)


def _of_releases(inquiry: Inquiry) -> Outcome | None:
    asked = inquiry.revision
    if len(inquiry.question.agencies) > 1:
        return None  # 甲局比乙署多幾項 compares two plans, not two releases of one.
    topic = inquiry.question.topic if asked and not asked.is_whole else ""
    if topic and not inquiry.question.parts and _is_refused(inquiry):
        return None
    match asked and asked.sense:
        case "which":
            return None if topic else _served(inquiry)
        case "current":
            return _of_focus(inquiry)
        case "earlier":
            return _before(inquiry)
        case "changed" if _OF_NUMBER.search(inquiry.question.flat) and not topic:
            return _before(inquiry)
        case "changed" if topic and asked and not asked.of_plan and subject_of(inquiry) is None:
            return what_changed(inquiry) or _in_passages(inquiry)
    return what_changed(inquiry)


def _is_refused(inquiry: Inquiry) -> bool:
    """Tell whether what is asked of a served fact is refused where no release is spoken of (a quarter of its year)."""
    subject = subject_of(inquiry)
    served = answer(replace(inquiry, revision=None))[0].answer if subject and subject.entry else None
    return isinstance(served, NotFound)


_OF_NUMBER = re.compile(key("數量|總數|個數|總共|一共"))


def _served(inquiry: Inquiry) -> Outcome:
    """Say which release of each plan is served, and which stands before it."""
    lines: list[str] = []
    citations: list[Citation] = []
    for release in inquiry.releases():
        plan = inquiry.catalogue.plans[release.id]
        marks = _REVISED.search(plan.text[:_OPENING])
        mark = cut(plan.text, [Span(*marks.span())]) if marks else None
        lines.append(phrases.SERVED.format(document=release.title) + (mark.text if mark else ""))
        citations += [Citation(release.id, release.title, "", None, q) for q in (title_of(plan), mark) if q]
        if release.id in inquiry.catalogue.earlier:
            earlier, old = inquiry.catalogue.earlier[release.id]
            lines.append(phrases.SERVED_BEFORE.format(document=earlier.title))
            citations.append(Citation(earlier.id, earlier.title, "", None, title_of(old)))
    return Outcome(Answered("\n".join(lines), tuple(citations)))


_OPENING = 300  # So near the beginning stands when a plan was revised: （113年8月第一次修正）.
_REVISED = re.compile(r"[（(][^（()）\n]{0,20}(?:修正|修訂|核定|訂定)[^（()）\n]{0,8}[)）]")


def _before(inquiry: Inquiry) -> Outcome | None:
    """Answer from the release before, with what is served beside it."""
    asked, q = inquiry.revision, inquiry.question
    is_sure = asked is not None and asked.is_sure
    subject = subject_of(inquiry)
    entry = subject.entry if subject else None
    has_earlier = any(r.id in inquiry.catalogue.earlier for r in ([entry.release] if entry else inquiry.releases()))
    before = inquiry.before() if inquiry.before and has_earlier else None
    if before is None:
        return Outcome(not_found(inquiry, phrases.NO_EARLIER), focus=entry) if is_sure else None
    if subject is None or q.operations - {"confirm", "list"}:
        if not q.topic and not (asked and asked.of_all) and not q.attributes:
            return None  # It asks for nothing by itself.
        was, now = answer(before)[0].answer, answer(replace(inquiry, revision=None))[0]
        if not isinstance(was, Answered):
            return Outcome(not_found(inquiry, phrases.NOT_EARLIER)) if is_sure else None
        return replace(now, answer=_beside(was, now.answer))
    if subject.was is None:
        none = NotFound(phrases.NOT_EARLIER_NAMED.format(name=subject.name), _named(subject))
        return Outcome(none, focus=entry)
    attribute = _attribute(inquiry, subject)
    dated = replace(q, years=q.years or (() if q.topic else inquiry.context.years))
    was_said = field(replace(before, question=dated), subject.was, attribute)
    now_said = field(replace(inquiry, question=dated), entry, attribute) if entry else None
    if was_said is None:
        return None
    said: Answer = was_said.answer
    if isinstance(said, Answered):
        said = _beside(said, now_said.answer if now_said else None, is_gone=entry is None)
        if entry and entry.name_key != subject.was.name_key:
            note = phrases.SERVED_NAMED.format(name=entry.name)
            said = replace(said, text=f"{said.text}\n{note}", citations=(*said.citations, *_named(subject)))
    return Outcome(said, focus=entry, attribute=attribute)


def _in_passages(inquiry: Inquiry) -> Outcome | None:
    """Put what the releases say of a topic that is no fact beside each other."""
    before = inquiry.before() if inquiry.before else None
    was, now = (answer(i)[0].answer if i else None for i in (before, replace(inquiry, revision=None)))
    if not isinstance(was, Answered) or not isinstance(now, Answered) or was.figures or now.figures:
        return None
    return Outcome(_beside(was, now))


def _of_focus(inquiry: Inquiry) -> Outcome | None:
    """Answer for what was spoken of as it is served (那修正後呢); what asks for anything else is read as it stands."""
    q, focus = inquiry.question, inquiry.focus()
    if focus is None or q.topic or q.attributes or q.operations:
        return None
    dated = replace(q, years=q.years or inquiry.context.years)
    return field(replace(inquiry, question=dated), focus, _attribute(inquiry, Subject(focus, None)))


def _attribute(inquiry: Inquiry, subject: Subject) -> Attribute:
    """Tell what is asked of a fact; what was asked before, where the question says no more than 多少."""
    q, fact = inquiry.question, subject.entry or subject.was
    asked = next((a for a in q.attributes if a in HAVE or a in COLUMNS), None)
    kind = fact.subject if fact else "kpi"
    if asked == "target" and kind != "kpi":
        asked = None
    last = None if q.topic else inquiry.context.attribute
    if asked is None or (asked == "target" and last in COLUMNS and not _AIMED.search(q.flat)):
        asked = last if last in HAVE or last in COLUMNS else asked
    return asked or CARDS[kind]


_AIMED = re.compile(key("目標"))


def _beside(was: Answered, now: Answer | None, is_gone: bool = False) -> Answered:
    """Put what is served beside what the release before says."""
    head = f"{phrases.EARLIER_SAID}\n{was.text}"
    if not isinstance(now, Answered):
        return replace(was, text=f"{head}\n{phrases.SERVED_DROPPED}" if is_gone else head)
    citations = (*was.citations, *now.citations)
    computed = any(f.computed_from for f in (*was.figures, *now.figures))
    if was.figures and now.figures and not computed:
        before = {(f.year, key(f.text)) for f in was.figures}
        moved = [f for f in now.figures if (f.year, key(f.text)) not in before]
        dated = len(now.figures) > 1 and all(f.year in {b.year for b in was.figures} for f in moved)
        there = "、".join(_in_year(f.year, dated) + f.text for f in moved)
        note = phrases.SERVED_INSTEAD.format(figure=there) if moved else phrases.SERVED_SAME
        return replace(was, text=f"{head}\n{note}", citations=citations)
    if key(now.text) == key(was.text):
        return replace(was, text=f"{head}\n{phrases.SERVED_SAME}", citations=citations)
    return together([replace(was, text=head), replace(now, text=f"{phrases.SERVED_SAYS}\n{now.text}")])


def _in_year(year: int | None, dated: bool) -> str:
    return phrases.IN_YEAR.format(year=year) if dated and year else ""


def _of_served(inquiry: Inquiry, again: Reading) -> Answering:
    """Answer from what is served; of what it holds no more, or under another name, that is said."""
    named = _named_before(inquiry)
    if named and named.entry and named.was:
        renamed = again(inquiry.question.said.replace(named.was.name_key, named.entry.name_key))
        outcome, after = answer(renamed)
        return renamed, replace(outcome, answer=_with_name(outcome.answer, named.was)), after
    if named and named.was:
        return _gone(inquiry, named.was)
    outcome, after = answer(inquiry)
    if isinstance(outcome.answer, NotFound) and inquiry.question.topic and inquiry.before:
        subject = subject_of(inquiry)
        if subject and subject.was and subject.entry is None:
            return _gone(inquiry, subject.was)
    return inquiry, outcome, after


def _named_before(inquiry: Inquiry) -> Subject | None:
    """Give the fact that a question calls by its whole name in the release before, which the served one has not."""
    flat, catalogue = inquiry.question.flat, inquiry.catalogue
    served = [e.name_key for e in catalogue.entries]
    for release in inquiry.releases():
        _, old = catalogue.earlier.get(release.id, (None, None))
        facts: tuple[Fact, ...] = (*old.kpis, *old.projects, *old.annual_items) if old else ()
        for fact in facts:
            name = key(fact.name.text)
            if len(name) < _SHORTEST or name not in flat or any(name in s and s in flat for s in served):
                continue
            before = inquiry.before() if inquiry.before and name not in served else None
            entries = before.catalogue.of("kpi", "project", "item") if before else []
            if was := next((e for e in entries if e.fact is fact), None):
                return with_served(inquiry, was)
    return None


def _with_name(said: Answer, was: Entry) -> Answer:
    """Add to an answer what the release before called the fact."""
    note = phrases.EARLIER_NAMED.format(name=was.name)
    if not isinstance(said, Answered) or note in said.text:
        return said
    return replace(said, text=f"{said.text}\n{note}", citations=(*said.citations, cite(was, was.fact.name)))


def _gone(inquiry: Inquiry, was: Entry) -> Answering:
    """Say that a fact is served no more, and what the release before said of it."""
    there = answer(inquiry.before())[0].answer if inquiry.before else None
    said = [phrases.DROPPED.format(name=was.name)]
    citations = [cite(was, was.fact.name)]
    if isinstance(there, Answered):
        said += [phrases.EARLIER_SAID, there.text]
        citations += [*there.citations, *_evidence(there)]
    inquiry.notes.append("answered by: what a release dropped")
    outcome = Outcome(NotFound("\n".join(said), tuple(dict.fromkeys(citations))))
    return inquiry, outcome, carried(outcome, inquiry.context, inquiry.question.years)


def _evidence(said: Answered) -> Iterator[Citation]:
    """Cite the headers that give the years of an answer's figures."""
    for figure in said.figures:
        if figure.year_evidence and figure.citation is not None:
            yield replace(said.citations[figure.citation], quote=figure.year_evidence)


def _named(subject: Subject) -> tuple[Citation, ...]:
    entry = subject.entry
    return (cite(entry, entry.fact.name),) if entry else ()
