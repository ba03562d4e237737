"""The rules that answer, in the order in which they are tried: the first that has something to say, says it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from knowledge.answers.length import concise
from knowledge.conversation import Context, ref
from knowledge.inquiry import Inquiry
from knowledge.models import Ambiguous, Conversation, NotFound
from knowledge.rules import (
    amounts,
    attained,
    children,
    claims,
    columns,
    comparison,
    conditions,
    documents,
    exceptions,
    followup,
    growth,
    kinds,
    listing,
    meanings,
    measures,
    names,
    numbered,
    over_years,
    passages,
    periods,
    plans,
    refusals,
    selections,
    several,
    single,
    stated,
    table_rows,
    talk,
    trends,
    values,
)
from knowledge.rules.outcome import Outcome


@dataclass(frozen=True, slots=True)
class Rule:
    """One way of answering; None means that it has nothing to say to this question.

    `reason` is that of its place: mostly what a rule below it would say instead.
    """

    name: str
    answer: Callable[[Inquiry], Outcome | None]
    reason: str


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
    if context.offers and not outcome.focus and not listed:
        # What was offered can still be picked after a passage that was not meant.
        return replace(context, focus=None, before=context.focus)
    focus = ref(outcome.focus) if outcome.focus else (listed[0] if len(listed) == 1 else None)
    kept = listed or (context.listed if outcome.focus and ref(outcome.focus) in context.listed else ())
    return Context(
        focus,
        kept,
        outcome.attribute or context.attribute,
        context.focus if focus != context.focus else context.before,
        years or (context.years if focus == context.focus else ()),
        context.asked,
        _earlier(context, years) if focus == context.focus else (),
        tuple(dict.fromkeys((*context.told, *years))) if focus == context.focus else years,
        (isinstance(outcome.answer, Ambiguous) and bool(listed)) or (context.offers and kept == context.listed),
    )


def _earlier(context: Context, years: tuple[int, ...]) -> tuple[int, ...]:
    """Give the years that were asked of the same thing before those asked last."""
    return context.years if years and years != context.years else context.earlier


RULES: tuple[Rule, ...] = (
    Rule("too long to be analysed", talk.too_long, "only its beginning was read"),
    Rule("small talk", talk.small_talk, "你是誰 would be refused"),
    Rule("a document without tables", documents.about_document, "its releases would be listed, or any passage quoted"),
    Rule("what each agency's plan has", kinds.of_each_agency, "the plans would be listed, or any passage quoted"),
    Rule("agencies without something", exceptions.agencies_without, "just those with it would be listed"),
    Rule("agencies but one", exceptions.other_agencies, "all plans would be listed"),
    Rule("the year of a step", growth.year_of_step, "the years that the plans cover would be told, or a passage"),
    Rule("what the plans are", plans.about_plans, "有哪些計畫 would list all projects"),
    Rule("what a word means", meanings.of_word, "the target of what is named so would be told, or any passage"),
    Rule("values of a column", values.occurring, "the facts would be listed that have the column"),
    Rule("whether rows are alike", values.all_alike, "all indicators would be listed"),
    Rule("what a row is supposed to say", columns.supposed, "a target or a period would be told, and no yes or no"),
    Rule("what a field is supposed to say", claims.supposed, "a code would be explained, or a project named alone"),
    Rule("indicators by the sort of their targets", selections.of_sort, "all would be listed, or 金額 refused"),
    Rule("whether targets are of a sort", selections.of_one, "the targets would be told, and no yes or no"),
    Rule("targets of all indicators", selections.of_every_kpi, "their names alone would be listed"),
    Rule("targets of a year that has none", selections.of_no_year, "the names alone would be listed"),
    Rule("the fact of a number", numbered.of_number, "the number would be taken for a target"),
    Rule("what all indicators reached", attained.of_all, "what was reached would be refused, or names alone listed"),
    Rule("facts that a column says something of", columns.in_a_column, "one would be told, or all listed"),
    Rule("what a list leaves out", exceptions.leaving_out, "just that would be listed, or told"),
    Rule("a column called by its header", columns.by_header, "主辦單位 would be refused"),
    Rule("what a name or code means", plans.meaning, "of 評估體制3 an indicator's would be told"),
    Rule("where an answer stands", single.place, "what is named would be told without its place"),
    Rule("projects that come first or last", periods.first_or_last, "期程最長的計畫 is one of all, whatever was told"),
    Rule("follow-up to the question before", followup.follow_up, "what follows would take it for all of a kind"),
    Rule("a figure of a table without facts", table_rows.figure_of_row, "its years and money would be refused"),
    Rule("what a report says", passages.report, "a report has no columns, whose lack would be refused"),
    Rule("projects of a period", periods.of_period, "115年才結束 may lie beyond the plan and be refused"),
    Rule("several fields at once", several.fields, "one of them would be told, or 經費 refused for both"),
    Rule("money and weights compared", amounts.compared, "總經費最高 would be refused, or targets compared"),
    Rule("a detail of a measure", measures.detail, "誰 would be refused, a target told, or any passage quoted"),
    Rule("what counts in", single.what_counts, "any passage would be quoted that says 包含"),
    Rule("a target and what was reached", growth.against_reached, "what was reached would be refused"),
    Rule("an amount that a passage states", stated.amount_in_passage, "金額 would be refused, or any number taken"),
    Rule("what plans do not hold", refusals.not_in_plans, "a target would be told for 實際, a passage for 預算"),
    Rule("a date in a passage", stated.when_done, "a project that is named less would be told"),
    Rule("the year of a target in words", growth.year_of_target, "a passage would be quoted without the year"),
    Rule("the year of a figure", growth.year_of_figure, "all targets of what is named would be told"),
    Rule("years alike of one indicator", growth.unchanged, "the target would be told, and no yes or no"),
    Rule("indicators that rise or fall", trends.of_trend, "what is asked of all is not asked of one"),
    Rule("one indicator over years", over_years.over_years, "both targets would be told, and no difference"),
    Rule("several things at once", several.things, "one of the two would be told"),
    Rule("the same topic in both plans", comparison.both_plans, "one of the two plans would be quoted"),
    Rule("how many stand below each", children.below, "指標最多的目標 would be the highest target"),
    Rule("targets of a unit that none has", conditions.of_unknown_unit, "those of other units would be listed"),
    Rule("targets compared or summed", comparison.compared, "what is to be compared would be listed, or one told"),
    Rule("indicators with a target", conditions.with_target, "all indicators of that unit would be listed"),
    Rule("indicators with a target in words", conditions.with_words, "all indicators would be listed"),
    Rule("all targets of a unit", comparison.with_unit, "all indicators would be listed"),
    Rule("which item holds a topic", single.item_of_topic, "a passage would be quoted without its item"),
    Rule("lists and counts", listing.listed, "what heads the list would be told alone"),
    Rule("a number in a passage", stated.number_in_passage, "the rules that follow take any number"),
    Rule("what a report says of a number", stated.report_of_number, "one number of several would be taken"),
    Rule("a number that a passage states", stated.any_amount, "a fact would be told that is named less"),
    Rule("a number of a content", stated.number_of_content, "the target of an indicator that is like it would be told"),
    Rule("a field of a fact", single.fact, "another field would be told with the name alone"),
    Rule("a unit alone", names.unit_alone, "a unit is no name"),
    Rule("a name alone", names.bare_name, "a passage that holds the name is less than its fact"),
    Rule("a passage", passages.passage, "nothing would be found"),
    Rule("nothing found", talk.nothing, "it answers everything"),
)
