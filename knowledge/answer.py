"""The rules that answer, in the order in which they are tried: the first that has something to say, says it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from knowledge import phrases
from knowledge.answers import facts, figures, lists, meta, passages
from knowledge.answers.choice import ambiguous, not_found
from knowledge.catalogue import Catalogue, Entry, Goal, Subject
from knowledge.conversation import Context, ref
from knowledge.cues import Attribute
from knowledge.inquiry import Inquiry
from knowledge.models import AnnualItem, Answer, Answered, Conversation, Kpi, NotFound, Project
from knowledge.numbers import numbers_in
from knowledge.question import LONGEST
from knowledge.words import key
from knowledge.years import parse_period


@dataclass(frozen=True, slots=True)
class Outcome:
    """An answer and what the conversation is about after it."""

    answer: Answer
    focus: Entry | None = None
    listed: tuple[Entry, ...] = ()
    attribute: Attribute | None = None
    forget: bool = False


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
            inquiry.notes.append(f"answered by: {rule.name}")
            return outcome, _carried(outcome, inquiry.context)
    raise AssertionError("the last rule answers everything")


def _carried(outcome: Outcome, context: Context) -> Context:
    if outcome.forget:
        return Context()
    listed = tuple(ref(e) for e in outcome.listed)
    if isinstance(outcome.answer, Conversation | NotFound) and not outcome.focus:
        return context
    return Context(
        ref(outcome.focus) if outcome.focus else (listed[0] if len(listed) == 1 else None),
        listed or (context.listed if outcome.focus and ref(outcome.focus) in context.listed else ()),
        outcome.attribute or context.attribute,
    )


# --- what is no question -------------------------------------------------------------------------------------------

_TALK = {
    "greeting": phrases.GREETING, "thanks": phrases.THANKS, "laughter": phrases.LAUGHTER,
    "help": phrases.HELP, "abuse": phrases.ABUSE, "reset": phrases.RESET,
}  # fmt: skip


def _too_long(inquiry: Inquiry) -> Outcome | None:
    return Outcome(Conversation(phrases.TOO_LONG)) if len(inquiry.question.text) > LONGEST else None


def _talk(inquiry: Inquiry) -> Outcome | None:
    talk = inquiry.question.talk
    return Outcome(Conversation(_TALK[talk]), forget=talk == "reset") if talk else None


# --- what the plans are --------------------------------------------------------------------------------------------


def _meta(inquiry: Inquiry) -> Outcome | None:
    q = inquiry.question
    if q.attribute == "documents":
        return Outcome(meta.documents(inquiry.catalogue))
    if q.attribute == "agency" and not inquiry.meant("kpi", "project", "item"):
        return Outcome(meta.documents(inquiry.catalogue))
    if q.attribute == "covered":
        return Outcome(meta.covered(inquiry.catalogue, inquiry.releases(), q.years))
    if q.has("basis"):
        found = meta.basis(inquiry)
        return Outcome(found) if found else None
    return None


def _definition(inquiry: Inquiry) -> Outcome | None:
    q = inquiry.question
    if q.has("code") and q.code:
        found = meta.code(inquiry.catalogue, q.code)
        return Outcome(found) if found else None
    if q.has("definition") or (not q.attributes and q.topic.isascii()):
        found = meta.definition(inquiry.catalogue, q.flat)
        return Outcome(found) if found else None
    return None


# --- what follows on the question before ---------------------------------------------------------------------------


def _follow_up(inquiry: Inquiry) -> Outcome | None:
    q = inquiry.question
    picked = _picked(inquiry)
    if picked is None:
        return None
    attribute = q.attribute or inquiry.context.attribute or "target"
    if isinstance(picked.fact, Goal) and attribute == "target":
        attribute = "kpis"
    return _field(inquiry, picked, attribute)


def _picked(inquiry: Inquiry) -> Entry | None:
    """Tell which earlier entry a question means: one of a list, or the one that was spoken of."""
    q, listed = inquiry.question, inquiry.listed()
    if q.ordinal is not None and listed and not q.topic:
        at = q.ordinal - 1 if q.ordinal > 0 else q.ordinal
        return listed[at] if -len(listed) <= at < len(listed) else None
    if q.topic and listed and len(q.topic) <= 6:
        meant = inquiry.choose(inquiry.linker.link(q.topic, listed))
        everywhere = inquiry.meant("kpi", "goal", "project", "item") if len(meant) == 1 else []
        return meant[0] if len(meant) == 1 and (len(everywhere) != 1 or everywhere == meant) else None
    if not q.topic and (q.attributes or q.years or q.points_back) and not q.operations - {"list", "count", "confirm"}:
        return inquiry.focus()
    return None


# --- several at once -----------------------------------------------------------------------------------------------


def _both_plans(inquiry: Inquiry) -> Outcome | None:
    q = inquiry.question
    if not (q.asks("cross") or q.both_plans) or not q.topic:
        return None
    found = passages.in_each_plan(inquiry)
    return Outcome(found) if found else None


def _compared(inquiry: Inquiry) -> Outcome | None:
    q = inquiry.question
    if not q.asks("highest", "lowest", "versus", "sum", "difference", "over", "under"):
        return None
    found = _operands(inquiry)
    if len(found) < 2 or not figures.one_unit(found):
        return None
    entries = tuple(o.entry for o in found)
    if q.asks("sum", "difference"):
        if found[0].target.unit == "%" and q.asks("sum"):
            return None
        return Outcome(figures.worked_out(found, add=q.asks("sum")), listed=entries)
    if q.asks("over", "under") and q.supposed:
        limit = float(q.supposed[-1])
        kept = [o for o in found if (float(o.value) >= limit if q.asks("over") else float(o.value) <= limit)]
        return Outcome(figures.chosen(kept, phrases.KPIS_ALL), listed=entries) if kept else None
    lowest = q.asks("lowest") or (q.asks("versus") and bool(re.search("[低少小]$|[低少小](?:的|呢)?$", q.flat)))
    return Outcome(figures.extreme(found, highest=not lowest), listed=entries)


def _operands(inquiry: Inquiry) -> list[figures.Operand]:
    """Take what is to be compared: the joined things, those that fit the topic, or all with the unit asked."""
    q = inquiry.question
    unit = next((t.unit for e in inquiry.entries("kpi") if isinstance(e.fact, Kpi) for t in e.fact.targets
                 if q.unit and t.unit and key(t.unit) == q.unit), None)  # fmt: skip
    if len(q.parts) > 1:
        parts = [inquiry.meant("kpi", topic=part) for part in q.parts]
        if all(len(p) == 1 for p in parts):
            return figures.operands(list(dict.fromkeys(e for p in parts for e in p)), None, q.years)
    pool = inquiry.entries("kpi")
    if q.topic:
        scored = [c for c in inquiry.candidates("kpi") if not c.against]
        pool = [c.entry for c in scored if c.score >= 0.6 * scored[0].score] if scored else []
    if unit is None and q.topic and pool:
        units = [t.unit for e in pool if isinstance(e.fact, Kpi) for t in e.fact.targets]
        unit = max(units, key=units.count) if units else None
    return figures.operands(pool, unit, q.years)


def _with_unit(inquiry: Inquiry) -> Outcome | None:
    """List all KPIs whose target is counted in a unit (目標值為百分比的 KPI)."""
    q = inquiry.question
    if not (q.unit and not q.topic and q.asks("list") and q.has("kpis", "target")):
        return None
    units = {t.unit for e in inquiry.entries("kpi") if isinstance(e.fact, Kpi) for t in e.fact.targets if t.unit}
    unit = next((u for u in sorted(units) if key(u) == q.unit), None)
    found = figures.operands(inquiry.entries("kpi"), unit, q.years) if unit else []
    if not found:
        return None
    return Outcome(figures.chosen(found, phrases.KPIS_ALL), listed=tuple(o.entry for o in found))


# --- lists and counts ----------------------------------------------------------------------------------------------


def _listed(inquiry: Inquiry) -> Outcome | None:
    listing = _listing(inquiry)
    if listing is None:
        return None
    asks_count = inquiry.question.asks("count")
    said = lists.answer_count(listing) if asks_count else lists.answer_list(listing)
    attribute = inquiry.question.attribute
    return Outcome(said, listed=listing.entries, attribute=None if attribute in ("kpis", "projects") else attribute)


def _listing(inquiry: Inquiry) -> lists.Listing | None:
    q, catalogue = inquiry.question, inquiry.catalogue
    if q.goal_number is not None and q.has("kpis") and len(goals := inquiry.goal_numbered(q.goal_number)) == 1:
        return lists.kpis_of(catalogue, goals[0])
    period = _projects_by_period(inquiry)
    if period is not None:
        return period
    whole = not q.topic or _is_whole(inquiry)
    if whole and q.goal_number is None:
        return _whole_kind(inquiry)
    # What is asked first decides: 屬於哪個計畫類別 asks for a category, though it speaks of 計畫.
    for attribute in itertools.takewhile(lambda a: a in _LISTED, q.attributes):
        heads = _HEADS.get(attribute, ())
        meant = inquiry.meant(*heads) if heads else []
        if key("綱要") in q.flat:
            meant = [e for e in meant if e.subject == "outline"] or meant
        if len(meant) == 1 and meant[0].subject in _LISTS:
            return _LISTS[meant[0].subject](catalogue, meant[0])
    return None


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


def _whole_kind(inquiry: Inquiry) -> lists.Listing | None:
    q = inquiry.question
    if not q.asks("list", "count") and not q.has("goals", "outlines"):
        return None
    for cue, subject, called, title in _KINDS:
        if re.search(key(cue), q.flat):
            entries = [e for e in inquiry.entries(subject) if _covers(e, q.years)]
            if subject == "goal" and q.plan is None and not q.years:
                entries = [e for e in entries if isinstance(e.fact, Goal) and e.fact.kpis] or entries
            entries = _category(inquiry, entries)
            document = entries[0].release.title if entries else ""
            return lists.all_of(entries, title.format(document=f"「{document}」"), called)
    return None


_KINDS: tuple[tuple[str, Subject, str, str], ...] = (
    ("施政綱要", "outline", "施政綱要", phrases.OUTLINES),
    ("(策略|施政)目標", "goal", "目標", phrases.GOALS),
    ("計畫項目|年度重要計畫", "item", "重要計畫項目", phrases.ITEMS),
    ("工作計畫", "work_plan", "工作計畫", phrases.ITEMS),
    ("kpi|指標", "kpi", "關鍵績效指標", phrases.KPIS_ALL),
    ("計畫", "project", "重要計畫", phrases.PROJECTS_ALL),
)


def _covers(entry: Entry, years: Sequence[int]) -> bool:
    first, last = entry.release.first_year, entry.release.last_year
    return not years or first is None or last is None or all(first <= y <= last for y in years)


def _category(inquiry: Inquiry, entries: Iterable[Entry]) -> list[Entry]:
    return list(entries)


def _projects_by_period(inquiry: Inquiry) -> lists.Listing | None:
    """List the projects of a period: 期程是 107-109 的, 於 107 年結束的, 105 年開始的."""
    q = inquiry.question
    named = _by_category(inquiry)
    if named is not None:
        return named
    if not q.has("projects", "period") and key("計畫") not in q.flat:
        return None
    wanted = _period_test(inquiry)
    if wanted is None:
        return None
    projects = [e for e in inquiry.entries("project") if isinstance(e.fact, Project) and e.fact.period
                and (p := parse_period(e.fact.period.text)) and wanted(p)]  # fmt: skip
    heads = tuple(e.fact.period for e in projects if isinstance(e.fact, Project) and e.fact.period)
    return lists.Listing(phrases.PROJECTS_ALL, "重要計畫", "項", tuple(projects), heads) if projects else None


def _period_test(inquiry: Inquiry) -> Callable[[tuple[int, int]], bool] | None:
    q = inquiry.question
    if q.period:
        return lambda p: p == q.period
    if len(q.years) != 1 or q.topic:
        return None
    year = q.years[0]
    if re.search(key("結束|完成|到期|截止|為止|屆滿"), q.flat):
        return lambda p: p[1] == year
    if re.search(key("開始|起|啟動|展開"), q.flat):
        return lambda p: p[0] == year
    return None


def _by_category(inquiry: Inquiry) -> lists.Listing | None:
    """List the projects or items of a category that the question names (類別為社會發展的計畫)."""
    q = inquiry.question
    if not q.has("category") or not (q.has("projects") or q.asks("list") or q.flat.endswith(key("計畫"))):
        return None
    found = [e for e in inquiry.entries("project", "item") if isinstance(e.fact, Project | AnnualItem)
             and e.fact.category and key(e.fact.category.text) in q.topic.split()]  # fmt: skip
    return lists.all_of(found, phrases.PROJECTS_ALL, "重要計畫", phrases.ASK_PERIOD)


# --- one fact ------------------------------------------------------------------------------------------------------

_HAVE: dict[Attribute, tuple[Subject, ...]] = {
    "target": ("kpi",), "measure": ("kpi",), "method": ("kpi",), "system": ("kpi",), "goal": ("kpi",),
    "period": ("project",), "category": ("project", "item"), "content": ("item",),
    "kpis": ("project", "goal"), "projects": ("kpi", "outline"),
}  # fmt: skip


def _unanswerable(inquiry: Inquiry) -> Outcome | None:
    """Refuse what plans of this kind do not hold: actual results, money, people."""
    q = inquiry.question
    if q.has("actual") and not q.has("measure"):
        return Outcome(not_found(inquiry, phrases.NO_ACTUAL))
    if q.has("money"):
        return Outcome(not_found(inquiry, phrases.NO_MONEY))
    if q.has("person"):
        return Outcome(not_found(inquiry))
    if q.years and not any(_release_covers(r.first_year, r.last_year, q.years) for r in inquiry.catalogue.releases):
        meant = inquiry.meant("kpi") if q.topic else []
        if len(meant) == 1 and (said := facts.target(inquiry.catalogue, meant[0], q.years, _years(inquiry))):
            return Outcome(said, focus=meant[0])
        return Outcome(not_found(inquiry, phrases.YEAR_OUTSIDE.format(year=_years(inquiry))))
    return None


def _years(inquiry: Inquiry) -> str:
    """Say the years that were asked: as numbers only where they were typed so."""
    typed = numbers_in(inquiry.question.said)
    years = inquiry.question.years
    said = all(str(y) in typed or str(y + 1911) in typed for y in years)
    return "、".join(map(str, years)) if said else phrases.THAT


def _release_covers(first: int | None, last: int | None, years: Sequence[int]) -> bool:
    return first is None or last is None or all(first - 2 <= y <= last for y in years)


def _number_in_text(inquiry: Inquiry) -> Outcome | None:
    """Answer 「幾篇」, 「幾個邦交國」 with the number that stands before that word in a passage."""
    q = inquiry.question
    if not q.how_many and not q.unit:
        return None
    if q.asks("list", "confirm") and not q.how_many:
        return None
    found = passages.number_before(inquiry)
    return Outcome(found) if found else None


def _item_lookup(inquiry: Inquiry) -> Outcome | None:
    q = inquiry.question
    if not q.has("item") or not q.topic:
        return None
    found = passages.item_of(inquiry)
    return Outcome(found) if found else None


def _fact(inquiry: Inquiry) -> Outcome | None:
    """Answer with a field of the entry that the topic means; several that fit equally become a choice."""
    q = inquiry.question
    for attribute in q.attributes:
        subjects = _HAVE.get(attribute)
        if not subjects:
            continue
        meant = _best_subject(inquiry, subjects)
        if len(meant) == 1:
            return _field(inquiry, meant[0], attribute)
        if len(meant) > 1:
            return Outcome(ambiguous(inquiry.catalogue, q, meant, attribute), listed=tuple(meant), attribute=attribute)
        if attribute != "target" or q.topic:
            continue
    return None


def _best_subject(inquiry: Inquiry, subjects: Sequence[Subject]) -> list[Entry]:
    return inquiry.choose(inquiry.candidates(*subjects))




def _field(inquiry: Inquiry, entry: Entry, attribute: Attribute) -> Outcome | None:
    q, catalogue = inquiry.question, inquiry.catalogue
    said: Answer | None
    if attribute == "target":
        said = facts.target(catalogue, entry, q.years, _years(inquiry))
        if q.asks("confirm") and isinstance(said, Answered):
            said = _confirmed(inquiry, said)
    elif attribute == "projects":
        listing = lists.projects_of(catalogue, entry)
        said = lists.answer_list(listing) if listing else None
    elif attribute == "kpis" and isinstance(entry.fact, Goal):
        listing = lists.kpis_of(catalogue, entry)
        said = lists.answer_list(listing) if listing else None
    else:
        build = facts.FIELDS.get(attribute)
        said = build(catalogue, entry) if build else None
    if said is None:
        field = phrases.FIELD_NAMES.get(attribute, "")
        said = NotFound(phrases.NO_FIELD.format(name=entry.name, field=field)) if field else None
    if said is not None and q.years and isinstance(said, Answered) and not _covers(entry, q.years):
        said = NotFound(phrases.YEAR_OUTSIDE.format(year=_years(inquiry)))
    return Outcome(said, focus=entry, attribute=attribute) if said else None


def _confirmed(inquiry: Inquiry, said: Answered) -> Answered:
    """Say yes or no to a figure that the asker supposes, with the figure as it stands."""
    figure = said.figures[0]
    supposed = [n for n in inquiry.question.supposed]
    if not supposed or figure.value is None or len(said.figures) > 1:
        return said
    right = any(float(n) == float(figure.value) for n in supposed)
    head = (phrases.YES if right else phrases.NO).format(year=figure.year, figure=figure.text)
    return replace(said, text=f"{head}\n{phrases.NAMED.format(name=figure.label)}")


# --- what is said somewhere ----------------------------------------------------------------------------------------


def _card(inquiry: Inquiry) -> Outcome | None:
    """Answer a bare name: a KPI with its target, an item with its content, a goal with its KPIs."""
    q = inquiry.question
    if not q.topic or (q.attributes and q.attribute not in ("target", "kpis", "projects", "content")):
        return None
    found = [c for c in inquiry.candidates("kpi", "item", "project", "goal", "outline") if not c.against]
    if not found or found[0].explained < 0.9 or found[0].named < 0.5:
        return None
    attribute: Attribute = _CARDS[found[0].entry.subject]
    return _field(inquiry, found[0].entry, attribute)


_CARDS: dict[Subject, Attribute] = {
    "kpi": "target", "item": "content", "project": "period", "goal": "kpis", "outline": "projects", "work_plan": "projects",
}  # fmt: skip


def _passage(inquiry: Inquiry) -> Outcome | None:
    if not inquiry.question.topic or inquiry.question.attribute == "target":
        return None
    found = passages.said(inquiry)
    return Outcome(found) if found else None


def _nothing(inquiry: Inquiry) -> Outcome | None:
    if not inquiry.question.topic and inquiry.question.attributes:
        return Outcome(Conversation(phrases.NO_FOCUS))
    return Outcome(not_found(inquiry))


RULES: tuple[Rule, ...] = (
    Rule("too long to be analysed", _too_long),
    Rule("small talk", _talk),
    Rule("what the plans are", _meta),
    Rule("what a name or code means", _definition),
    Rule("follow-up to the question before", _follow_up),
    Rule("what plans do not hold", _unanswerable),
    Rule("the same topic in both plans", _both_plans),
    Rule("targets compared or summed", _compared),
    Rule("all targets of a unit", _with_unit),
    Rule("lists and counts", _listed),
    Rule("which item holds a topic", _item_lookup),
    Rule("a number in a passage", _number_in_text),
    Rule("a field of a fact", _fact),
    Rule("a name alone", _card),
    Rule("a passage", _passage),
    Rule("nothing found", _nothing),
)

