"""The rules that answer, in the order in which they are tried: the first that has something to say, says it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from knowledge.answers.length import concise
from knowledge.conversation import Context, ref
from knowledge.inquiry import Inquiry
from knowledge.models import Conversation, NotFound
from knowledge.rules import (
    amounts,
    children,
    columns,
    comparison,
    conditions,
    followup,
    growth,
    listing,
    names,
    periods,
    plans,
    single,
    stated,
    statistics,
    talk,
    trends,
)
from knowledge.rules.outcome import Outcome


@dataclass(frozen=True, slots=True)
class Rule:
    """One way of answering; None means that it has nothing to say to this question."""

    name: str
    answer: Callable[[Inquiry], Outcome | None]


def answer(inquiry: Inquiry) -> tuple[Outcome, Context]:
    """Answer a question by the first rule that has something to say, and carry the conversation on."""
    for rule in RULES:
        outcome = rule.answer(inquiry)
        if outcome is not None:
            outcome = replace(outcome, answer=concise(outcome.answer))
            outcome = replace(outcome, attribute=outcome.attribute or inquiry.question.attribute)
            inquiry.notes.append(f"answered by: {rule.name}")
            return outcome, carried(outcome, inquiry.context, inquiry.question.years)
    raise AssertionError("the last rule answers everything")


def carried(outcome: Outcome, context: Context, years: tuple[int, ...] = ()) -> Context:
    """Give what a conversation is about after an outcome; `years` are those that the question asked for."""
    if outcome.forget:
        return Context()
    listed = tuple(ref(e) for e in outcome.listed)
    if isinstance(outcome.answer, Conversation | NotFound) and not outcome.focus:
        return replace(context, attribute=outcome.attribute or context.attribute, years=years or context.years)
    focus = ref(outcome.focus) if outcome.focus else (listed[0] if len(listed) == 1 else None)
    return Context(
        focus,
        listed or (context.listed if outcome.focus and ref(outcome.focus) in context.listed else ()),
        outcome.attribute or context.attribute,
        context.focus if focus != context.focus else context.before,
        years or (context.years if focus == context.focus else ()),
        context.asked,
        _earlier(context, years) if focus == context.focus else (),
    )


def _earlier(context: Context, years: tuple[int, ...]) -> tuple[int, ...]:
    """Give the years that were asked of the same thing before those asked last."""
    return context.years if years and years != context.years else context.earlier


RULES: tuple[Rule, ...] = (
    Rule("too long to be analysed", talk.too_long),
    Rule("small talk", talk.small_talk),
    Rule("what the plans are", plans.about_plans),
    Rule("facts that a column says something of", columns.in_a_column),
    Rule("a column called by its header", columns.by_header),
    Rule("what a name or code means", plans.meaning),
    Rule("where an answer stands", single.place),
    Rule("projects that come first or last", periods.first_or_last),
    Rule("follow-up to the question before", followup.follow_up),
    Rule("a figure of a table without facts", statistics.figure_of_row),
    Rule("what a report says", single.report),
    Rule("projects of a period", periods.of_period),
    Rule("several fields at once", single.several_fields),
    Rule("money and weights compared", amounts.compared),
    Rule("what counts in", single.what_counts),
    Rule("a target and what was reached", growth.against_reached),
    Rule("an amount that a passage states", stated.amount_in_passage),
    Rule("what plans do not hold", single.not_in_plans),
    Rule("a date in a passage", stated.when_done),
    Rule("the year of a target in words", growth.year_of_target),
    Rule("the year of a figure", growth.year_of_figure),
    Rule("years alike of one indicator", growth.unchanged),
    Rule("indicators that rise or fall", trends.of_trend),
    Rule("one indicator over years", growth.over_years),
    Rule("several things at once", comparison.several),
    Rule("the same topic in both plans", comparison.both_plans),
    Rule("how many stand below each", children.below),
    Rule("targets of a unit that none has", conditions.of_unknown_unit),
    Rule("targets compared or summed", comparison.compared),
    Rule("indicators with a target", conditions.with_target),
    Rule("indicators with a target in words", conditions.with_words),
    Rule("all targets of a unit", comparison.with_unit),
    Rule("which item holds a topic", single.item_of_topic),
    Rule("lists and counts", listing.listed),
    Rule("a number in a passage", stated.number_in_passage),
    Rule("what a report says of a number", stated.report_of_number),
    Rule("a number that a passage states", stated.any_amount),
    Rule("a field of a fact", single.fact),
    Rule("a unit alone", names.unit_alone),
    Rule("a name alone", names.bare_name),
    Rule("a passage", single.passage),
    Rule("nothing found", talk.nothing),
)
