"""Several fields of one thing, or the same field of several things, that a question asks for together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from knowledge import phrases
from knowledge.answers.choice import ambiguous
from knowledge.answers.citations import together
from knowledge.catalogue import Entry, Subject
from knowledge.choosing import HINTED
from knowledge.cues import Attribute
from knowledge.inquiry import Inquiry
from knowledge.messages import of_each
from knowledge.models import Answer, Answered, Kpi, NotFound
from knowledge.rules.comparison import COMPARES
from knowledge.rules.fields import HAVE, field
from knowledge.rules.operands import with_tail
from knowledge.rules.outcome import Outcome
from knowledge.text import fold_home
from knowledge.words import key


def fields(inquiry: Inquiry) -> Outcome | None:
    """Answer several fields of one thing that are asked together (評估體制及評估方式, 總經費跟期程, 目標多少怎麼算)."""
    q = inquiry.question
    asked = [a for a in q.attributes if a in _TOGETHER or (a == "target" and _TARGET.search(q.flat))]
    if q.has("goal") and _ITS_GOAL.search(q.flat):
        asked = ["goal", *(a for a in asked if a != "target" or _ITS_TARGET.search(q.flat))]
    rest = q.flat
    for run in q.topic.split():
        rest = rest.replace(run, "")
    are_plain = all(a in _PLAIN or (a == "target" and key("目標值") in q.flat) for a in asked)
    if len(asked) < 2 or q.operations - {"list", "confirm", "count"} or not (are_plain or _JOINED.search(rest)):
        return None
    subjects = next((HAVE[a] for a in asked if a in HAVE and a not in ("kpis", "projects")), ("project", "item", "kpi"))
    meant = inquiry.meant(*subjects)
    if len(meant) != 1:
        return None
    of_one_year = _covers_targets(meant[0], q.years) or _OF_THAT_YEAR.search(q.flat)
    if "actual" in asked and "target" in asked and of_one_year:
        asked.remove("target")  # It stands beside what was reached.
    said = [_of_its_years(inquiry, meant[0], a) or _without(meant[0], a) for a in asked]
    there = [one for one in said if one]
    if len(there) < len(asked) or not any(one.citations for one in there):
        return None
    return Outcome(together(there), focus=meant[0], attribute=asked[0])


def _without(entry: Entry, attribute: Attribute) -> Answered | None:
    """Say that the plan lists none of what else is asked of a fact: its projects or indicators."""
    if attribute not in ("projects", "kpis") or entry.subject not in HAVE[attribute]:
        return None
    return Answered(phrases.NO_FIELD.format(name=entry.name, field=phrases.FIELD_NAMES[attribute]), ())


def _covers_targets(entry: Entry, years: Sequence[int]) -> bool:
    """Tell whether some years are those of targets, or none are asked."""
    return not years or (isinstance(entry.fact, Kpi) and bool({t.year for t in entry.fact.targets} & set(years)))


def _of_its_years(inquiry: Inquiry, entry: Entry, attribute: Attribute) -> Answered | None:
    """Give one of several fields; the years of what was reached are none of the others (目標、權重、去年達成值)."""
    q = inquiry.question
    of_reached = q.has("actual") and attribute != "actual" and not _covers_targets(entry, q.years)
    asked = replace(inquiry, question=replace(q, years=())) if of_reached else inquiry
    found = field(asked, entry, attribute)
    return found.answer if found and isinstance(found.answer, Answered) else None


_OF_THAT_YEAR = re.compile(key("(去年|前年|\d年度?)的?(原[訂定])?目標"))
_ITS_GOAL = re.compile(key("(所屬|屬於?|歸屬|隸屬|上層)(的|哪一?個|什麼)?(關鍵|策略|施政)*目標"))
_ITS_TARGET = re.compile(key("目標值|目標(是|為|要|訂)?(多少|幾)|[^標的有]幾[件項個次人座處場篇家]"))


# These are asked for by words that ask for nothing else; the others together with them where that is said.
_PLAIN: tuple[Attribute, ...] = ("measure", "method", "system", "period", "category", "content")
_TOGETHER: tuple[Attribute, ...] = (*_PLAIN, "money", "actual", "weight", "remark", "kpis", "projects")
_TARGET = re.compile(key("(?<![略政])目標"))
_JOINED = re.compile(key("[跟和與及、,;]|還有|怎麼(算|計算)|如何計算"))


def things(inquiry: Inquiry) -> Outcome | None:
    """Answer the same of each of several things that a question joins (甲跟乙的目標各是多少)."""
    q = inquiry.question
    if len(q.parts) < 2 or q.attribute is None or q.attribute not in HAVE or q.asks(*COMPARES):
        return None
    meant = _told_apart(inquiry, with_tail(q.parts), HAVE[q.attribute])
    entries = list(dict.fromkeys(m[0] for m in meant if len(m) == 1))
    whole = inquiry.candidates(*HAVE[q.attribute])
    alone = all(inquiry.candidates(*HAVE[q.attribute], topic=part) for part in q.parts)
    if not alone or len(entries) != len(q.parts):
        return _each_that_is_found(inquiry, q.attribute)
    if whole and whole[0].explained >= _WHOLE and (len(meant) < 2 or _NAMES_TWO.search(whole[0].entry.name_key)):
        return None
    said = [o.answer for e in entries if (o := field(inquiry, e, q.attribute)) and isinstance(o.answer, Answered)]
    return Outcome(together(said), listed=tuple(entries), attribute=q.attribute) if len(said) == len(entries) else None


def _each_that_is_found(inquiry: Inquiry, attribute: Attribute) -> Outcome | None:
    """Answer of each of several things that is known, offer what it may be, or say that it is not (甲、乙各是多少)."""
    q = inquiry.question
    whole = [c for c in inquiry.candidates(*HAVE[attribute]) if not c.against]
    if not _OF_EACH.search(q.flat) or (whole and whole[0].explained >= _WHOLE):
        return None
    said: list[Answer] = []
    told: list[Entry] = []
    typed = [_as_typed(part, q.text) for part in q.parts]
    for part, name in zip(with_tail(q.parts), typed, strict=True):
        meant = inquiry.meant(*HAVE[attribute], topic=part)
        found = field(inquiry, meant[0], attribute) if len(meant) == 1 else None
        told += meant if found else []
        of_several = ambiguous(inquiry.catalogue, q, meant, attribute) if len(meant) > 1 else None
        said.append(of_several or (found.answer if found else NotFound(phrases.NOT_FOUND.format(what=name))))
    if not told or len(set(told)) < len(told):
        return None
    return Outcome(of_each(typed, said), listed=tuple(told), attribute=attribute)


def _as_typed(part: str, text: str) -> str:
    """Give a part of a question, which was read in the form that is compared, as it was typed."""
    at = key(text).find(part)
    span = fold_home(text).span(at, at + len(part)) if at >= 0 else None
    return text[span.start : span.end] if span else part


_OF_EACH = re.compile(key("各(是|為|有|要)?(多少|幾)|分別(是|為)?(多少|幾)?"))


def _told_apart(inquiry: Inquiry, parts: Sequence[str], subjects: tuple[Subject, ...]) -> list[list[Entry]]:
    """Give what each part of a question means; where it may mean several, all but what another part means alone.

    破獲件數 of 破獲率和破獲件數 is named so; what a part merely touches it does not mean.
    """
    meant = [inquiry.meant(*subjects, topic=part) for part in parts]
    alone = {m[0] for m in meant if len(m) == 1}
    named = [
        {c.entry for c in inquiry.candidates(*subjects, topic=part) if c.explained >= _WHOLE and c.named >= HINTED}
        for part in parts
    ]
    return [
        [e for e in m if e not in alone and e in names] if len(m) > 1 else m
        for m, names in zip(meant, named, strict=True)
    ]


_NAMES_TWO = re.compile(key("[跟和與及、]|以及"))
_WHOLE = 0.95  # One name may hold the word that joins two things; then it is meant.
