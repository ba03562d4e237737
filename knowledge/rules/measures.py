"""The detail of a measure: what counts in, from which day, by which rule; the measure says it, and no target."""

from __future__ import annotations

import re

from knowledge import details
from knowledge.catalogue import Entry
from knowledge.cues import Attribute
from knowledge.inquiry import Inquiry
from knowledge.rules.fields import field
from knowledge.rules.outcome import Outcome
from knowledge.rules.single import HALF
from knowledge.words import key


def detail(inquiry: Inquiry) -> Outcome | None:
    """Quote the measure of the KPI that a question names where it says the detail that is asked for."""
    q = inquiry.question
    asked = details.asked_in(q)
    if (
        asked is None
        or details.asks_number(q)
        or q.has("place", "projects", "kpis", "code", "method", "system")
        or q.goal_number is not None
    ):
        return None
    kpi = _meant(inquiry, asked)
    if kpi is None:
        return None
    if _DEFINES.search(asked) and not _heads(_without(q.topic, asked), kpi):
        return None  # 岸電 is a thing, of which a measure of 岸電使用時數 gives no definition.
    if details.is_said(q, kpi):
        return field(inquiry, kpi, "measure")
    return field(inquiry, kpi, "target") if details.stands_in_target(q, kpi) else None


def _meant(inquiry: Inquiry, asked: str) -> Entry | None:
    """Give the one KPI that a question names besides the words by which it asks."""
    topic = inquiry.question.topic
    short = " ".join(run for run in _without(topic, asked).split() if len(run) > 1)
    focus = inquiry.focus()
    if not short and focus and focus.subject == "kpi":
        return focus  # 怎麼調查的, of what was spoken of.
    for named in dict.fromkeys((topic, short)):
        found = inquiry.choose(inquiry.candidates("kpi", topic=named)) if named else []
        best = [e for e in found if _explained(inquiry, e, named) >= HALF]
        if len(found) == 1 and best:
            return best[0]
    return None


_OTHERWISE: tuple[Attribute, ...] = ("place", "projects", "kpis", "code")
_DEFINES = re.compile(key("定義"))


def _heads(topic: str, kpi: Entry) -> bool:
    """Tell whether what a topic names ends as the name of a KPI does (酒駕死亡人數 for 酒後駕車肇事死亡人數)."""
    runs = [run for run in topic.split() if len(run) > 1]
    return any(run[-1] == kpi.name_key[-1] or run in kpi.name_key[-len(run) - 1 :] for run in runs)


def _without(topic: str, asked: str) -> str:
    """Take the words of form that ask for a detail out of a topic."""
    for at in range(len(asked), 1, -1):
        for start in range(len(asked) - at + 1):
            topic = topic.replace(asked[start : start + at], " ") if asked[start : start + at] in topic else topic
    return topic


def _explained(inquiry: Inquiry, entry: Entry, topic: str) -> float:
    return next((c.explained for c in inquiry.candidates("kpi", topic=topic) if c.entry == entry), 0.0)
