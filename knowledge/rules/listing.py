"""Lists and counts: the KPIs of a goal, the projects of a period, all goals of a plan."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable

from knowledge import phrases
from knowledge.answers import lists
from knowledge.answers.choice import ambiguous, not_found
from knowledge.answers.citations import together
from knowledge.catalogue import Catalogue, Entry, Goal, Subject
from knowledge.cues import Attribute
from knowledge.inquiry import Inquiry
from knowledge.mentions import nth
from knowledge.models import Answered
from knowledge.numbers import parse_numeral
from knowledge.rules import holders, kinds, periods
from knowledge.rules.fields import CARDS, HAVE, field
from knowledge.rules.outcome import Outcome
from knowledge.rules.single import WHOLE_NAME
from knowledge.words import key


def listed(inquiry: Inquiry) -> Outcome | None:
    """List or count what a question asks for."""
    q = inquiry.question
    if q.topic and _ASKS_VALUE.search(q.flat) and inquiry.meant("kpi"):
        return None  # 簽證簡化措施KPI多少 asks for the target.
    # What is asked of a goal's number or of a whole kind names nothing; only then is a list looked for.
    ways = (_numbered_goal, kinds.counted_together, kinds.count_confirmed, kinds.none_of_kind, _of_a_list)
    return next((said for way in ways if (said := way(inquiry))), None)


_ASKS_VALUE = re.compile(key("(kpi|指標)值?(是|為|要)?(多少|幾)[?。]*$|(kpi|指標)值[?。]*$"))


def _numbered_goal(inquiry: Inquiry) -> Outcome | None:
    """Answer a KPI of a goal that is named by its number, or what stands below it; ask which, where several have it."""
    q = inquiry.question
    goals = inquiry.goal_numbered(q.goal_number) if q.goal_number is not None and not q.topic else []
    if len(goals) > 1:
        return Outcome(ambiguous(inquiry.catalogue, q, goals, "kpis"), listed=tuple(goals), attribute="kpis")
    if not goals:
        return None
    if kpi := _kpi_of_goal(inquiry, goals[0]):
        return kpi
    said = _goal_alone(inquiry, goals[0])
    return Outcome(said, focus=goals[0]) if said else None


def _kpi_of_goal(inquiry: Inquiry, goal: Entry) -> Outcome | None:
    """Answer one KPI of a goal, both by their numbers (策略目標4的第1個指標)."""
    q = inquiry.question
    found = _NTH_KPI.search(q.flat)
    if found is None or not isinstance(goal.fact, Goal):
        return None
    at = (parse_numeral(found[1]) or 0) - 1
    if not 0 <= at < len(goal.fact.kpis):
        return Outcome(not_found(inquiry))
    kpi = inquiry.catalogue.find(goal.release.id, "kpi", goal.fact.kpis[at])
    asked: Attribute = next((a for a in q.attributes if HAVE.get(a) == ("kpi",)), "target")
    return field(inquiry, kpi, asked)


_NTH_KPI = re.compile(key(r"第([一二三四五六七八九十]+|\d+)(個|項)?(關鍵)?(績效)?(指標|kpi)"))


def _goal_alone(inquiry: Inquiry, goal: Entry) -> Answered | None:
    """Answer a goal that has no KPIs, or whose strategies are asked for, with what stands below its heading."""
    if isinstance(goal.fact, Goal) and goal.fact.kpis and inquiry.question.attribute != "strategies":
        return None
    return lists.strategies_of(inquiry.catalogue, goal)


def _of_a_list(inquiry: Inquiry) -> Outcome | None:
    """Answer with a list, with how long it is, or with the one of it that is asked for."""
    q = inquiry.question
    by_word = holders.unlinked(inquiry) or holders.kpis_by_word(inquiry)
    if by_word and len(by_word.entries) == 1 and not q.asks("list", "count"):
        return field(inquiry, by_word.entries[0], "target")
    listing = by_word or holders.projects_by_word(inquiry) or _listing(inquiry)
    if listing is None:
        return _without_list(inquiry)
    if not listing.entries:
        return Outcome(not_found(inquiry, phrases.NONE_LISTED.format(what=listing.counted_as)))
    if nths := _nth_of_each(inquiry, listing):
        return Outcome(ambiguous(inquiry.catalogue, q, nths, "target"), listed=tuple(nths))
    if q.ordinal is not None and q.goal_number is None and ((q.has("kpis") and q.topic) or _is_nth(inquiry, listing)):
        return _nth(inquiry, listing, q.ordinal)
    if _WITH_TARGETS.search(q.flat) and (each := _with_targets(inquiry, listing)):
        return each
    said = lists.answer_count(listing) if q.asks("count") else lists.answer_list(listing)
    return Outcome(said, listed=listing.shown, attribute=None if q.attribute in ("kpis", "projects") else q.attribute)


_WITH_TARGETS = re.compile(
    key("(kpi|指標).{0,6}各(是|為|有)?(多少|幾)(?!個|項)|[與和及跟、]目標值|(目標值|數值)(各|分別)|分別的目標")
)


def _with_targets(inquiry: Inquiry, listing: lists.Listing) -> Outcome | None:
    """Answer the target of each indicator of a list; nothing where one is no indicator or has none."""
    if any(e.subject != "kpi" for e in listing.shown):
        return None
    each = [field(inquiry, e, "target") for e in listing.shown]
    said = [o.answer for o in each if o and isinstance(o.answer, Answered)]
    return Outcome(together(said), listed=listing.shown, attribute="target") if len(said) == len(each) else None


def _without_list(inquiry: Inquiry) -> Outcome | None:
    """Ask which is meant where several head a list, or say that there is none where a list is plainly asked for."""
    q = inquiry.question
    if heads := _several_heads(inquiry):
        return Outcome(ambiguous(inquiry.catalogue, q, heads, "projects"), listed=tuple(heads), attribute="projects")
    wants = q.goal_number is not None and not q.topic and (q.has("kpis", "goals") or q.asks("list"))
    return Outcome(not_found(inquiry)) if wants or _names_category(inquiry) else None


def _nth(inquiry: Inquiry, listing: lists.Listing, ordinal: int) -> Outcome | None:
    """Answer the one of a list that an ordinal picks with the field that is asked for, or with its card."""
    one = nth(listing.shown, ordinal)
    if one is None:
        return Outcome(not_found(inquiry))
    asked = (a for a in inquiry.question.attributes if one.subject in HAVE.get(a, ()))
    return field(inquiry, one, next(asked, CARDS[one.subject]))


def _is_nth(inquiry: Inquiry, listing: lists.Listing) -> bool:
    """Tell whether one of a plan's list is asked for (第一個 KPI, 綱要第二大項), and not 第二期計畫."""
    of_one_plan = len({e.release.id for e in listing.entries}) == 1
    if key("綱要") in inquiry.question.flat and listing.entries[0].subject != "outline":
        return False  # 第四項施政綱要的計畫: all of them.
    return of_one_plan and not inquiry.question.topic and _NTH.search(inquiry.question.flat) is not None


def _nth_of_each(inquiry: Inquiry, listing: lists.Listing) -> list[Entry]:
    """Give the one of each plan's indicators that an ordinal picks, where there are several plans (第5個KPI)."""
    q = inquiry.question
    by_release = {e.release.id: [o for o in listing.shown if o.release == e.release] for e in listing.shown}
    of_plans = len(by_release) > 1 and not q.topic and q.goal_number is None and _NTH.search(q.flat)
    if not of_plans or q.ordinal is None or any(e.subject != "kpi" for e in listing.shown):
        return []
    return [one for of in by_release.values() if (one := nth(of, q.ordinal))]


_NTH = re.compile(
    key(
        "(第([一二三四五六七八九十]+|\\d+)|最後一|最後)(個|項|大項|大|條)?的?"
        "((年度|關鍵|績效|策略|重要|施政)*(指標|kpi|計畫|目標|綱要)|是|為|[?。]*$)"
    )
)


def _listing(inquiry: Inquiry) -> lists.Listing | None:
    q, catalogue = inquiry.question, inquiry.catalogue
    if q.goal_number is not None and not q.topic and len(goals := inquiry.goal_numbered(q.goal_number)) == 1:
        return lists.kpis_of(catalogue, goals[0])
    if q.has("projects") and key("綱要") in q.flat and q.ordinal is not None and not q.topic:
        outlines = inquiry.entries("outline")
        at = q.ordinal - 1
        return lists.projects_of(catalogue, outlines[at]) if 0 <= at < len(outlines) else None
    if q.topic and q.asks("list", "count") and not set(q.attributes) - {"target", "definition"}:
        named = [c.entry for c in inquiry.candidates("work_plan") if not c.against and c.named >= WHOLE_NAME]
        if len(named) == 1:
            return lists.items_of(catalogue, named[0])  # 渡輪汰換管理有哪幾項
    period = periods.by_period(inquiry)
    if period is not None and (period.entries or q.has("projects")):
        return period
    if (not q.topic or _is_whole(inquiry)) and q.goal_number is None:
        return _whole_kind(inquiry)
    goal = _goal_named(inquiry)
    return lists.kpis_of(catalogue, goal) if goal else _below_head(inquiry)


def _below_head(inquiry: Inquiry) -> lists.Listing | None:
    """List what stands below the head that a question names, of the kinds that it asks for first.

    What is asked first decides: 屬於哪個計畫類別 asks for a category, though it speaks of 計畫.
    """
    q = inquiry.question
    for attribute in itertools.takewhile(lambda a: a in _LISTED, q.attributes):
        heads = _HEADS.get(attribute, ())
        meant = inquiry.meant(*heads) if heads else []
        if key("綱要") in q.flat:
            meant = [e for e in meant if e.subject == "outline"] or meant
        if len(meant) == 1:
            below = _LISTS.get(meant[0].subject)
            return below(inquiry.catalogue, meant[0]) if below else None
    return None


def _several_heads(inquiry: Inquiry) -> list[Entry]:
    """Give the work plans that are meant alike where their items are asked for."""
    q = inquiry.question
    meant = inquiry.meant("work_plan") if q.topic and q.has("item", "projects") and key("工作計畫") in q.flat else []
    return meant if len(meant) > 1 else []


def _goal_named(inquiry: Inquiry) -> Entry | None:
    """Give the goal that a question about indicators names, and no KPI or project by the same words."""
    q = inquiry.question
    if q.attribute in ("strategies", "goal") or q.has("projects") or not re.search(key("kpi|指標"), q.flat):
        return None
    # Who says 那個目標 means no project of like words.
    meant = inquiry.meant(*(("goal",) if _SAYS_GOAL.search(q.flat) else ("goal", "kpi", "project")))
    return next((e for e in meant if len(meant) == 1 and isinstance(e.fact, Goal) and e.fact.kpis), None)


_SAYS_GOAL = re.compile(key("(?:策略|施政|關鍵|績效)*目標(?:底下|之?下|項下|裡面?|中|內)?(?:有|包含|包括|的)"))
_LISTED: tuple[Attribute, ...] = ("kpis", "projects", "item", "goals", "outlines")
# What a list of these is headed by, and how the list of each head is made.
_HEADS: dict[Attribute, tuple[Subject, ...]] = {
    "kpis": ("goal", "project"), "projects": ("outline", "kpi", "work_plan"), "item": ("work_plan",),
}  # fmt: skip
_LISTS: dict[Subject, Callable[[Catalogue, Entry], lists.Listing | None]] = {
    "goal": lists.kpis_of, "outline": lists.projects_of, "kpi": lists.projects_of, "work_plan": lists.items_of,
}  # fmt: skip


def _is_whole(inquiry: Inquiry) -> bool:
    """Tell whether a topic names but the plan or the agency itself (外交部108年度施政目標)."""
    return all(any(key(r.agency) == run or run in key(r.title) for r in inquiry.catalogue.releases)
               for run in inquiry.question.topic.split())  # fmt: skip


def _names_category(inquiry: Inquiry) -> bool:
    q = inquiry.question
    return q.has("category") and q.has("projects") and bool(q.topic) and not inquiry.meant("project", "item")


def _whole_kind(inquiry: Inquiry) -> lists.Listing | None:
    """List all of a kind where that is asked for."""
    q = inquiry.question
    if q.attribute in ("system", "method", "measure") and not q.has("kpis"):
        return None  # What is asked of the indicators is no list of them.
    asks = q.asks("list", "count") or q.has("goals", "outlines") or (q.ordinal and _NTH.search(q.flat))
    return kinds.all_of_kind(inquiry) if asks else kinds.named_alone(inquiry)
