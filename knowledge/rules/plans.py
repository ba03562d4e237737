"""Questions about the plans themselves: which there are, what they cover, what their names and codes mean."""

from __future__ import annotations

import re

from knowledge.answers import meta
from knowledge.inquiry import Inquiry
from knowledge.rules import periods
from knowledge.rules.documents import without_tables
from knowledge.rules.outcome import Outcome
from knowledge.words import DOING, key, says


def about_plans(inquiry: Inquiry) -> Outcome | None:
    """Answer which documents there are, whose, for which years, and on what basis they were made."""
    q = inquiry.question
    focus = inquiry.focus()
    if q.attribute == "documents" and not q.topic and not (focus and focus.subject == "kpi" and q.has("projects")):
        return Outcome(meta.documents(inquiry.catalogue))
    # 哪個單位擔任幕僚 is said by a passage, as is all that is asked of prose alone.
    names_a_thing = any(max(says(run)) > DOING for run in q.topic.split()) or bool(q.topic and without_tables(inquiry))
    if q.attribute == "agency" and not names_a_thing and not (q.points_back and inquiry.focus()):
        return Outcome(meta.documents(inquiry.catalogue))
    is_new = not inquiry.focus() and not inquiry.listed() and any(r.first_year for r in inquiry.releases())
    named = q.plan is not None and not (q.points_back and inquiry.focus())  # 中程計畫裡它的期程 is not the plan's.
    of_plan = named or (
        _OF_PLAN.search(q.flat) and is_new and not _EXTREME.search(q.flat) and not periods.LASTING.search(q.flat)
    )
    if (q.attribute == "covered" and not _is_of_fact(inquiry)) or (
        q.attribute == "period" and of_plan and not q.topic and not q.years and not q.period
    ):
        return Outcome(meta.covered(inquiry.catalogue, inquiry.releases(), q.years, in_ce=key("西元") in q.flat))
    if q.attribute == "chapters":
        said = meta.chapters(inquiry)
        return Outcome(said) if said else None
    if q.has("basis"):
        found = meta.basis(inquiry)
        return Outcome(found) if found else None
    return None


def _is_of_fact(inquiry: Inquiry) -> bool:
    """Tell whether a year is asked of a fact: 基準年是哪年 is said by a measure."""
    return bool(inquiry.question.topic) and bool(inquiry.meant("kpi", "project"))


_EXTREME = re.compile(key("最[長短久早晚]"))  # 哪個計畫期程最長 is about the projects of a plan.
_OF_PLAN = re.compile(key("計畫(的)?(期程|期間|年期)|計畫(涵蓋|適用)"))


def meaning(inquiry: Inquiry) -> Outcome | None:
    """Answer what a code of the assessment system or an abbreviation means."""
    q = inquiry.question
    typed = tuple(s.value for s in q.supposed)
    if inquiry.context.attribute == "code" and typed and not q.topic and not q.attributes:
        return Outcome(meta.code(inquiry.catalogue, inquiry.releases(), typed), attribute="code")
    if q.attribute == "code" and (q.codes or not q.topic):
        return Outcome(meta.code(inquiry.catalogue, inquiry.releases(), q.codes))
    if q.attribute in ("code", "system") and q.topic and not inquiry.meant("kpi"):
        described = meta.code_of(inquiry)
        return Outcome(described) if described else None
    if (
        q.attribute == "definition"
        or (q.attribute == "agency" and _is_latin(q.topic))
        or (not q.attributes and q.topic.isascii())
    ):
        said = meta.definition(inquiry.catalogue, q.flat) if _is_name_alone(inquiry) else None
        return Outcome(said) if said else None
    return None


def _is_name_alone(inquiry: Inquiry) -> bool:
    """Tell whether a question names an abbreviation and nothing else (NGO 參與國際關懷的策略 is not about the name)."""
    names = sorted({key(n) for _, t in inquiry.catalogue.terms for n in (t.short, t.long)}, key=len, reverse=True)
    for run in inquiry.question.topic.split():
        for name in names:
            run = run.replace(name, "")
        if len(run) > _KIND and not run.isascii():
            return False
    return True


def _is_latin(topic: str) -> bool:
    return bool(topic) and topic.isascii()


_KIND = 3  # So long a word says of what kind the thing is: WCPFC 是什麼組織.
