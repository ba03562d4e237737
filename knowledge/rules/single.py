"""One fact that a topic names: a field of it, several, the item that holds it, and where it stands."""

from __future__ import annotations

import re
from dataclasses import replace

from knowledge import mismatch, phrases
from knowledge.answers import lists, passages
from knowledge.answers.choice import ambiguous, not_found
from knowledge.answers.citations import place_of, together
from knowledge.catalogue import Entry, Subject
from knowledge.cues import Attribute
from knowledge.inquiry import Inquiry
from knowledge.models import Answered
from knowledge.rules import namesakes, otherwise
from knowledge.rules.fields import CARDS, HAVE, field
from knowledge.rules.outcome import Outcome
from knowledge.rules.passages import kinds_of_figure
from knowledge.units import is_money
from knowledge.words import key

WHOLE_NAME = 0.9  # Who names an item so fully asks for its work plan and not for an item that holds the name.
WHOLE_TOPIC = 0.8  # Who names a work plan asks for its items.
HALF = 0.6  # Who names so little of an indicator may mean what a passage names in full.


def what_counts(inquiry: Inquiry) -> Outcome | None:
    """Answer what counts in (含電話關懷嗎), or which way is better, with the measure of the KPI that is named."""
    named = [e for e in inquiry.entries("kpi") if e.name_key in inquiry.question.flat]
    if len(named) != 1 or not mismatch.asks_what_counts(inquiry, named[0]):
        return None
    return field(inquiry, named[0], "measure")


def item_of_topic(inquiry: Inquiry) -> Outcome | None:
    """Answer which item of the annual plan holds a topic."""
    q = inquiry.question
    if not q.has("item") or not q.topic or q.has("measure"):
        return None
    named = [c.entry for c in inquiry.candidates("item") if not c.against and c.named >= WHOLE_NAME]
    if len(named) == 1 and key("工作計畫") in q.flat:
        return field(inquiry, named[0], "work_plan")
    heads: tuple[Subject, ...] = ("work_plan", "outline") if _BELOW.search(q.flat) else ("work_plan",)
    if any(c.explained >= WHOLE_TOPIC and not c.against for c in inquiry.candidates(*heads)):
        return None
    found = passages.item_of(inquiry, several=q.asks("list") and key("些") in q.flat)
    return Outcome(found) if found else None


_BELOW = re.compile(key("綱要|[底項]下|之下|下面"))


def place(inquiry: Inquiry) -> Outcome | None:
    """Say where an answer stands, with the answer: of what is named, or of what was answered last (第幾頁, 出處呢)."""
    q = inquiry.question
    if not q.has("place") and not (q.has("agency") and q.points_back and inquiry.focus()):
        return None
    meant = inquiry.meant("kpi", "project", "item") if q.topic else [e for e in [inquiry.focus()] if e]
    if len(meant) != 1:
        return None
    asked = [a for a in (*q.attributes, None if q.topic else inquiry.context.attribute) if a in HAVE]
    said = field(inquiry, meant[0], asked[0] if asked else CARDS[meant[0].subject])
    if said is None or not isinstance(said.answer, Answered):
        return said
    where = phrases.STANDS.format(place=place_of(said.answer.citations[0]))
    return replace(said, answer=replace(said.answer, text=f"{where}\n{said.answer.text}"))


def fact(inquiry: Inquiry) -> Outcome | None:
    """Answer with a field of the entry that the topic means; several that fit equally become a choice."""
    q = inquiry.question
    for asked in q.attributes:
        attribute: Attribute = "target" if asked == "money" else asked  # 多少錢: of a KPI that is counted in money.
        if attribute not in HAVE or (asked == "money" and q.has("measure")):
            continue
        meant = inquiry.meant(*HAVE[attribute])
        if asked == "money" and meant and not any(is_money(e) for e in meant):
            return Outcome(not_found(inquiry, phrases.NO_MONEY))
        if attribute == "period" and not meant and len(counted := _named_kpis(inquiry)) == 1:
            return field(inquiry, counted[0], "measure")  # 從哪一年起算: of a KPI the measure says it.
        found = _whose_target(inquiry, meant) if attribute == "target" and meant else meant
        if isinstance(found, Outcome):
            return found
        if found:
            return _told(inquiry, found, attribute)
    return None


def _whose_target(inquiry: Inquiry, meant: list[Entry]) -> list[Entry] | Outcome:
    """Give the KPIs whose target is asked, or what answers in its stead; none where that is left to others."""
    kinds = kinds_of_figure(inquiry.question.topic)
    if len(meant) > 1 and kinds and not any(_speaks_of(kind, e) for kind in kinds for e in meant):
        return Outcome(not_found(inquiry))  # 回收率 is none of what several 資源回收站 are counted by.
    if mismatch.asks_for_share(inquiry, meant):
        return Outcome(not_found(inquiry, phrases.NOT_DIVIDED))
    if len(meant) == 1 and (way := otherwise.than_target(inquiry, meant[0])):
        inquiry.notes.append(f"asks for {way.name}: {meant[0].name}")
        return way.answer(inquiry, meant[0]) or []
    if mismatch.asks_something_else(inquiry):
        return Outcome(not_found(inquiry))
    is_counted_so = len(meant) == 1 or not all(mismatch.counts_otherwise(inquiry, e) for e in meant)
    return meant if is_counted_so else []


def _speaks_of(kind: str, kpi: Entry) -> bool:
    """Tell whether the name or the measure of a KPI holds the word for a kind of figure, or ends with its last sign."""
    return any(kind in f.text for f in kpi.fields) or kpi.name_key.endswith(kind[-1])


def _told(inquiry: Inquiry, meant: list[Entry], attribute: Attribute) -> Outcome | None:
    """Answer with a field of what is meant; of several, with that of each where all are asked for, else a choice."""
    if attribute == "strategies":
        below = [a for e in meant if (a := lists.strategies_of(inquiry.catalogue, e))]
        return Outcome(together(below), focus=meant[0], attribute=attribute) if below else None
    if len(meant) == 1:
        return field(inquiry, meant[0], attribute)
    if attribute in _TOLD_APART and namesakes.are_meant(meant):
        return namesakes.each_with_its_goal(inquiry, meant, attribute)
    if _ALL_OF.search(inquiry.question.flat) and (each := _of_each(inquiry, meant, attribute)):
        return each
    choice = ambiguous(inquiry.catalogue, inquiry.question, meant, attribute)
    return Outcome(choice, listed=tuple(meant), attribute=attribute)


def _of_each(inquiry: Inquiry, meant: list[Entry], attribute: Attribute) -> Outcome | None:
    """Answer with a field of each of several, if all have it."""
    each = [o.answer for e in meant if (o := field(inquiry, e, attribute)) and isinstance(o.answer, Answered)]
    return Outcome(together(each), listed=tuple(meant), attribute=attribute) if len(each) == len(meant) else None


def _named_kpis(inquiry: Inquiry) -> list[Entry]:
    """Give the KPIs that are meant by more than a hint."""
    known = {c.entry: c.explained for c in inquiry.candidates("kpi")}
    return [entry for entry in inquiry.meant("kpi") if known.get(entry, 0.0) >= HALF]


# Who asks for all of several wants no choice: 兩項的目標值都告訴我.
_ALL_OF = re.compile(key("都(告訴|列|給)|各(是|為|有)?(多少|幾|什麼)|分別|(兩|三|幾)(個|項).{0,12}(都|各)|全部|通通"))
_TOLD_APART: tuple[Attribute, ...] = ("measure", "method", "system", "goal")
