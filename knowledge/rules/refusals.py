"""What plans do not hold: other agencies and places, actual results, money, people, other years."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial

from knowledge import phrases
from knowledge.answers import columns, facts
from knowledge.answers.choice import not_found
from knowledge.catalogue import Entry
from knowledge.cues import WEIGHTS
from knowledge.inquiry import Inquiry
from knowledge.linking import CLEAR, FLOOR
from knowledge.mismatch import EACH
from knowledge.rules import namesakes
from knowledge.rules.amounts import AMOUNTS
from knowledge.rules.fields import COLUMNS, field
from knowledge.rules.outcome import Outcome
from knowledge.rules.single import WHOLE_NAME
from knowledge.units import is_money
from knowledge.words import key

_BEFORE = 2  # Projects of a mid-term plan may have begun before its first year (105-107 in a plan of 106-109).


def not_in_plans(inquiry: Inquiry) -> Outcome | None:
    """Refuse what plans of this kind do not hold: other agencies and places, actual results, money, people, years.

    What a plan has a column for is answered from it.
    """
    q = inquiry.question
    if _asks_of_others(inquiry):
        return Outcome(not_found(inquiry, phrases.OTHER_AGENCY))
    if inquiry.linker.foreign_places(q.topic.split()):
        return Outcome(not_found(inquiry))
    if in_a_column := _in_a_column(inquiry):
        return in_a_column
    if _asks_what_was_reached(inquiry):
        return Outcome(not_found(inquiry, phrases.NO_ACTUAL))
    if q.has("money") and (_is_of_a_project(inquiry) or not _is_target_in_money(inquiry)):
        return Outcome(not_found(inquiry, phrases.NO_MONEY))
    if q.has("person", "weight", "remark") and not q.asks("highest", "lowest", "versus"):
        return Outcome(not_found(inquiry))
    return None if _covers_years(inquiry) else _of_years_outside(inquiry)


def _asks_of_others(inquiry: Inquiry) -> bool:
    """Tell whether only agencies without a plan are asked of, and the plans do not speak of them all."""
    agencies, texts = inquiry.question.agencies, inquiry.catalogue.texts.values()
    if {key(r.agency) for r in inquiry.catalogue.releases} & set(agencies):
        return False
    return not all(any(agency in text for text in texts) for agency in agencies)


def _in_a_column(inquiry: Inquiry) -> Outcome | None:
    """Answer from a column that this plan's table has besides the usual ones, where one fact is meant that has it."""
    if inquiry.question.has("weight") and _OF_GOAL.search(inquiry.question.flat):
        goals = inquiry.meant("goal")
        weight = columns.weight_in_name(goals[0]) if len(goals) == 1 else None
        return Outcome(weight, focus=goals[0]) if weight else None
    for attribute in COLUMNS:
        if inquiry.question.topic and inquiry.question.has(attribute) and not EACH.search(inquiry.question.flat):
            build = partial(columns.extra, attribute, inquiry.catalogue, years=inquiry.question.years)
            # 北溪區段徵收預算多少 names the project by a part of its name, and the column.
            meant = _with_column(inquiry, build) or _with_column(inquiry.without(AMOUNTS), build)
            if len(meant) == 1:
                return field(inquiry, meant[0], attribute)
            if namesakes.are_meant(meant) and (each := namesakes.each_with_its_goal(inquiry, meant, attribute)):
                return each
            named = [] if meant else inquiry.meant("kpi", "project", "item")
            asked = inquiry.years_said()
            if len(named) == 1 and (said := columns.refused(attribute, inquiry.catalogue, named[0], asked)):
                return Outcome(said, focus=named[0])
    return None


_OF_GOAL = re.compile(key(f"目標的?({WEIGHTS})"))


def _with_column(inquiry: Inquiry, build: Callable[[Entry], object]) -> list[Entry]:
    """Give the facts that are meant and say something in a column; of facts with one name, the one that does."""
    found = inquiry.candidates("kpi", "project", "item")
    if meant := [e for e in inquiry.choose(found) if build(e)]:
        return meant
    # A project and an indicator share most of a name (耐震補強, 耐震補強完成處數): the one that the column is of.
    whole = [c for c in found if c.explained >= CLEAR and build(c.entry)]
    return inquiry.choose(whole) if len({c.entry.id for c in whole}) == 1 else []


def _asks_what_was_reached(inquiry: Inquiry) -> bool:
    """Tell whether an actual result is asked for, of what may have a target."""
    q = inquiry.question
    if not q.has("actual") or q.has("measure") or (q.counts and not q.topic):
        return False
    return not _is_called_so(inquiry) and _may_have_targets(inquiry)


def _is_called_so(inquiry: Inquiry) -> bool:
    """Tell whether 達成率 is the word of a KPI's name that a question takes apart (修理咖啡館109年達成率)."""
    rate, named = key("達成率"), inquiry.candidates("kpi")
    if rate not in inquiry.question.flat or key("實際") in inquiry.question.flat:
        return False
    best = [c.entry for c in named if not c.against and c.explained >= FLOOR]
    return len([e for e in best if rate in e.name_key]) == 1


def _may_have_targets(inquiry: Inquiry) -> bool:
    """Tell whether what is named may have a target beside which its actual value is missed: prose just says it."""
    if all(r.kind != "other" for r in inquiry.releases()):
        return True
    return any(c.explained >= FLOOR and not c.against for c in inquiry.candidates("kpi"))


def _is_of_a_project(inquiry: Inquiry) -> bool:
    """Tell whether money is asked of a project or item named in full: it is none of an indicator with a like name."""
    named = inquiry.candidates("project", "item")
    return any(c.named >= WHOLE_NAME and c.explained >= WHOLE_NAME for c in named)


def _is_target_in_money(inquiry: Inquiry) -> bool:
    """Tell whether an indicator may be meant whose target is money of the kind that is asked."""
    flat = inquiry.question.flat
    fit = (c.entry for c in inquiry.candidates("kpi") if c.explained >= FLOOR and not c.against)
    return any(is_money(entry) and _is_spent(flat, entry) for entry in fit)


def _is_spent(flat: str, entry: Entry) -> bool:
    """Tell whether an indicator counts money of the kind that is asked: a budget is no investment of others."""
    texts = " ".join(f.text for f in entry.fields)
    return all(said.search(texts) for asked, said in _SPENT if asked.search(flat))


_SPENT = (
    (re.compile(key("預算|編列|要編|編了")), re.compile(key("預算"))),
    (re.compile(key("經費")), re.compile(key("經費|預算|補助|支出|撥付|採購"))),
)


def _covers_years(inquiry: Inquiry) -> bool:
    """Tell whether a plan that may be meant covers the years asked, if any."""
    years = inquiry.question.years
    releases = inquiry.releases() if inquiry.question.agencies else inquiry.catalogue.releases
    return not years or any(_release_covers(r.first_year, r.last_year, years) for r in releases)


def _release_covers(first: int | None, last: int | None, years: Sequence[int]) -> bool:
    return first is None or last is None or all(first - _BEFORE <= y <= last for y in years)


def _of_years_outside(inquiry: Inquiry) -> Outcome:
    """Refuse years that no plan covers, unless the indicator that is meant has a target of them."""
    q = inquiry.question
    meant = inquiry.meant("kpi") if q.topic else []
    if len(meant) == 1 and (said := facts.target(inquiry.catalogue, meant[0], q.years, inquiry.years_said())):
        return Outcome(said, focus=meant[0])
    if same := namesakes.asked_which(inquiry, meant, "actual"):
        return same
    return Outcome(not_found(inquiry, phrases.YEAR_OUTSIDE.format(year=inquiry.years_said())))
