"""A number that the prose of a plan states: of what is counted, money, a share, a time, a date."""

from __future__ import annotations

from knowledge.answers import counted, dates, passages, stated
from knowledge.cues import Operation
from knowledge.inquiry import Inquiry
from knowledge.linking import FLOOR
from knowledge.rules.outcome import Outcome
from knowledge.rules.passages import kinds_of_figure
from knowledge.rules.single import HALF, WHOLE_NAME, WHOLE_TOPIC
from knowledge.words import key

_NAMED = 0.6  # So much of its name in a question for a target means the KPI's own target.
_SAID_BY_NAME = 0.95
_CLEARLY = 0.1
_OF_SEVERAL: frozenset[Operation] = frozenset(
    {"list", "count", "sum", "difference", "versus", "over", "under", "cross"}
)


def number_in_passage(inquiry: Inquiry) -> Outcome | None:
    """Answer 「幾篇」, 「幾個邦交國」 with the number that stands before that word in a passage."""
    q = inquiry.question
    if q.has("target") and key("目標") in q.flat:
        named = inquiry.candidates("kpi")
        if any(c.named >= _NAMED for c in named) or not any(c.explained >= FLOOR for c in named):
            return None
    if not (q.how_many or q.unit or q.counts_things):
        return None
    counted_so = any(inquiry.counts_in_unit(e) for e in inquiry.meant("kpi"))
    if counted_so and max(c.explained for c in inquiry.candidates("kpi") if not c.against) >= HALF:
        return None
    if (q.asks("list", "confirm") and not q.how_many) or q.has("period"):
        return None
    # What contradicts an indicator is no number of it, but may be what a passage says in full.
    found = counted.number_before(inquiry, surely=counted_so or inquiry.is_contradicted("kpi"))
    return Outcome(found) if found else None


def amount_in_passage(inquiry: Inquiry) -> Outcome | None:
    """Answer with the money, share or time that one sentence states, where no fact is so named (試辦經費, 委外權重)."""
    kind = stated.kind_of(inquiry)
    return _stated(inquiry, kind) if kind else None


def any_amount(inquiry: Inquiry) -> Outcome | None:
    """Answer with the number that one sentence states, where no fact is so named."""
    return _stated(inquiry, stated.ANY) if stated.ANY.asked.search(inquiry.question.flat) else None


def _stated(inquiry: Inquiry, kind: stated.Kind) -> Outcome | None:
    q = inquiry.question
    if not q.topic or q.operations & _OF_SEVERAL:
        return None
    best = max((c.explained for c in inquiry.candidates("kpi", "project", "item") if not c.against), default=0.0)
    found = stated.amount(inquiry, kind, least=max(WHOLE_TOPIC, best + _CLEARLY)) if best < WHOLE_NAME else None
    if found is None or any(kind not in key(found.text) for kind in kinds_of_figure(q.topic)):
        return None  # How much is recharged (補注量) is said by no sentence that speaks of 4 期.
    return Outcome(found)


def number_of_content(inquiry: Inquiry) -> Outcome | None:
    """Answer with the number that the content of an item puts behind a word that no indicator is called by."""
    q = inquiry.question
    asks = stated.ANY.asked.search(q.flat) or q.has("target")
    if not asks or not q.topic or q.operations - {"confirm"} or q.has("measure", "money", "actual"):
        return None
    meant = inquiry.meant("kpi")
    found = stated.beside_word(inquiry, meant[0]) if len(meant) == 1 else None
    return Outcome(found) if found else None


def when_done(inquiry: Inquiry) -> Outcome | None:
    """Answer when something is to be completed with a sentence that says so, where no project is named so fully."""
    if not dates.are_asked(inquiry):
        return None
    named = max((c.explained for c in inquiry.candidates("project")), default=0.0)
    found = dates.due(inquiry) if named < _SAID_BY_NAME else None
    return Outcome(found) if found else None


def report_of_number(inquiry: Inquiry) -> Outcome | None:
    """Quote what a report says where the number that is asked for cannot be told from the others of its passage."""
    q = inquiry.question
    if not q.topic or inquiry.names_stranger() or not q.how_many or q.has("money"):
        return None
    found = passages.reported(inquiry)
    return Outcome(found) if found and not inquiry.meant("kpi", "project", "item") else None
