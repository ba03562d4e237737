"""What is answered where a topic names a KPI, and what is asked is not its target: a part, another place or counter."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from knowledge import details, mismatch, stages
from knowledge.answers import facts
from knowledge.answers.choice import not_found
from knowledge.catalogue import Entry
from knowledge.inquiry import Inquiry
from knowledge.models import Answered
from knowledge.rules.confirmed import confirmed_by_measure
from knowledge.rules.fields import field
from knowledge.rules.outcome import Outcome


@dataclass(frozen=True, slots=True)
class Otherwise:
    """A way in which a question asks for something else than the target of the KPI that it names.

    `answer` gives None where what it asks may be said by another field or by a passage.
    """

    name: str
    applies: Callable[[Inquiry, Entry], object]
    answer: Callable[[Inquiry, Entry], Outcome | None]


def _left_to_others(inquiry: Inquiry, kpi: Entry) -> None:
    return None


def _by_its_measure(inquiry: Inquiry, kpi: Entry) -> Outcome | None:
    told = field(inquiry, kpi, "measure")
    if told is None or not isinstance(told.answer, Answered):
        return told
    return replace(told, answer=confirmed_by_measure(inquiry, kpi, told.answer))


def _as_part_of_it(inquiry: Inquiry, kpi: Entry) -> Outcome:
    return Outcome(facts.in_measure(kpi, inquiry.question.years), focus=kpi)


def _asks_detail(inquiry: Inquiry, kpi: Entry) -> bool:
    return details.asks(inquiry.question, kpi)


def _asks_for_stage(inquiry: Inquiry, kpi: Entry) -> bool:
    return stages.asks_for_stage(inquiry.question, kpi)


def _is_left_out(inquiry: Inquiry, kpi: Entry) -> str | None:
    return details.left_out(inquiry.question, kpi)


def _is_counted_in(inquiry: Inquiry, kpi: Entry) -> str | None:
    return details.counted_in(inquiry.question, kpi)


def _is_one_of_a_list(inquiry: Inquiry, kpi: Entry) -> str | None:
    if mismatch.asks_for_part(inquiry, kpi):
        return None  # Its target counts the parts that are met, and its measure gives each a figure of its own.
    return details.listed_in(inquiry.question, kpi)


def _as_left_out(inquiry: Inquiry, kpi: Entry) -> Outcome:
    return Outcome(facts.outside_measure(kpi), focus=kpi)


def _not_said(inquiry: Inquiry, kpi: Entry) -> Outcome:
    return Outcome(not_found(inquiry))


# These speak of a measure, however a question comes to the KPI.
_OF_MEASURE = (
    Otherwise("a detail of its measure", _asks_detail, _by_its_measure),
    Otherwise("what its measure leaves out", _is_left_out, _as_left_out),
    Otherwise("what its measure counts in as well", _is_counted_in, _as_part_of_it),
    Otherwise("one of several that its measure lists", _is_one_of_a_list, _as_part_of_it),
)
# The first that applies decides.
_WAYS = (
    Otherwise("a stage of which the measure gives the share", _asks_for_stage, _by_its_measure),
    *_OF_MEASURE,
    Otherwise("another counter", mismatch.counts_otherwise, _left_to_others),
    Otherwise("what falls to one", mismatch.asks_for_each, _left_to_others),
    Otherwise("a part of which the target counts those met", mismatch.asks_for_part, _by_its_measure),
    Otherwise("a step with a figure of its own", mismatch.asks_for_step, _by_its_measure),
    Otherwise("a number of its measure", mismatch.asks_of_measure, _by_its_measure),
    Otherwise("what counts in", mismatch.asks_what_counts, _by_its_measure),
    Otherwise("a project that serves it", mismatch.means_its_project, _left_to_others),
    Otherwise("what it is worked out from, or includes", mismatch.asks_for_operand, _as_part_of_it),
    Otherwise("words of several parts of its measure", mismatch.mixes_parts, _not_said),
    Otherwise("a kind of which its name does not speak", mismatch.part_within, _not_said),
    Otherwise("another place than its name says", mismatch.names_another_place, _not_said),
)


def than_target(inquiry: Inquiry, kpi: Entry) -> Otherwise | None:
    """Tell in which way a question asks for something else than the target of a KPI; None where it asks for it."""
    return next((way for way in _WAYS if way.applies(inquiry, kpi)), None)


def of_measure(inquiry: Inquiry, kpi: Entry) -> Otherwise | None:
    """Tell in which way a question asks for what the measure of a KPI says or leaves out; None where in none."""
    return next((way for way in _OF_MEASURE if way.applies(inquiry, kpi)), None)
