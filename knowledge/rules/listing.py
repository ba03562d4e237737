"""Lists and counts: the KPIs of a goal, the projects of a period, all goals of a plan."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from knowledge import phrases
from knowledge.answers import lists
from knowledge.answers.choice import ambiguous, not_found
from knowledge.answers.places import together
from knowledge.catalogue import Catalogue, Entry, Goal, Subject
from knowledge.cues import Attribute
from knowledge.inquiry import Inquiry, clause_of, covers
from knowledge.linking import CLEAR
from knowledge.matching import stands_affirmed
from knowledge.models import Answered, Kpi
from knowledge.numbers import parse_numeral
from knowledge.rules import periods
from knowledge.rules.fields import CARDS, HAVE, field
from knowledge.rules.outcome import Outcome
from knowledge.rules.single import WHOLE_NAME
from knowledge.words import key


def listed(inquiry: Inquiry) -> Outcome | None:
    """List or count what a question asks for."""
    q = inquiry.question
    if q.topic and _ASKS_VALUE.search(q.flat) and inquiry.meant("kpi"):
        return None  # 簽證簡化措施KPI多少 asks for the target.
    numbered = inquiry.goal_numbered(q.goal_number) if q.goal_number is not None and not q.topic else []
    if len(numbered) == 1 and (kpi := _kpi_of_goal(inquiry, numbered[0])):
        return kpi
    if len(numbered) > 1:
        return Outcome(ambiguous(inquiry.catalogue, q, numbered, "kpis"), listed=tuple(numbered), attribute="kpis")
    if len(numbered) == 1 and (said := _goal_alone(inquiry, numbered[0])):
        return Outcome(said, focus=numbered[0])
    if len(kinds := _kinds_counted(inquiry)) > 1:
        counted = [lists.answer_count(listing) for listing in kinds]
        return Outcome(together(counted), listed=kinds[-1].shown)
    if confirmed := _count_confirmed(inquiry):
        return confirmed
    if (missing := _kind_missing(inquiry)) is not None:
        return Outcome(not_found(inquiry, phrases.NONE_LISTED.format(what=missing)))
    by_word = _unlinked(inquiry) or _by_word(inquiry)
    if by_word and len(by_word.entries) == 1 and not q.asks("list", "count"):
        return field(inquiry, by_word.entries[0], "target")
    listing = by_word or _projects_by_word(inquiry) or _listing(inquiry)
    if listing is None and (heads := _several_heads(inquiry)):
        return Outcome(ambiguous(inquiry.catalogue, q, heads, "projects"), listed=tuple(heads), attribute="projects")
    if listing is None:
        wants = q.goal_number is not None and not q.topic and (q.has("kpis", "goals") or q.asks("list"))
        return Outcome(not_found(inquiry)) if wants or _names_category(inquiry) else None
    if not listing.entries:
        return Outcome(not_found(inquiry, phrases.NONE_LISTED.format(what=listing.counted_as)))
    if nths := _nth_of_each(inquiry, listing):
        return Outcome(ambiguous(inquiry.catalogue, q, nths, "target"), listed=tuple(nths))
    if q.ordinal is not None and q.goal_number is None and ((q.has("kpis") and q.topic) or _is_nth(inquiry, listing)):
        at = q.ordinal - 1 if q.ordinal > 0 else q.ordinal
        if not -len(listing.shown) <= at < len(listing.shown):
            return Outcome(not_found(inquiry))
        nth = listing.shown[at]
        return field(
            inquiry, nth, next((a for a in q.attributes if nth.subject in HAVE.get(a, ())), CARDS[nth.subject])
        )
    if _WITH_TARGETS.search(q.flat) and all(e.subject == "kpi" for e in listing.shown):
        each = [field(inquiry, e, "target") for e in listing.shown]
        said_of_each = [o.answer for o in each if o and isinstance(o.answer, Answered)]
        if len(said_of_each) == len(each):
            return Outcome(together(said_of_each), listed=listing.shown, attribute="target")
    asks_count = q.asks("count")
    said = lists.answer_count(listing) if asks_count else lists.answer_list(listing)
    return Outcome(said, listed=listing.shown, attribute=None if q.attribute in ("kpis", "projects") else q.attribute)


_ASKS_VALUE = re.compile(key("(kpi|指標)值?(是|為|要)?(多少|幾)[?。]*$|(kpi|指標)值[?。]*$"))


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
    at = q.ordinal - 1 if q.ordinal > 0 else q.ordinal
    return [of[at] for of in by_release.values() if -len(of) <= at < len(of)]


_NTH = re.compile(
    key(
        "(第([一二三四五六七八九十]+|\\d+)|最後一|最後)(個|項|大項|大|條)?的?"
        "((年度|關鍵|績效|策略|重要|施政)*(指標|kpi|計畫|目標|綱要)|是|為|[?。]*$)"
    )
)


# The indicators of a goal with what is aimed at: 兩個 KPI 各是多少, 指標名稱與目標值.
_WITH_TARGETS = re.compile(
    key("(kpi|指標).{0,6}各(是|為|有)?(多少|幾)(?!個|項)|[與和及跟、]目標值|(目標值|數值)(各|分別)|分別的目標")
)


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
    whole = not q.topic or _is_whole(inquiry)
    if whole and q.goal_number is None:
        return _whole_kind(inquiry)
    # What is asked first decides: 屬於哪個計畫類別 asks for a category, though it speaks of 計畫.
    goal = _goal_named(inquiry)
    if goal is not None:
        return lists.kpis_of(catalogue, goal)
    for attribute in itertools.takewhile(lambda a: a in _LISTED, q.attributes):
        heads = _HEADS.get(attribute, ())
        meant = inquiry.meant(*heads) if heads else []
        if key("綱要") in q.flat:
            meant = [e for e in meant if e.subject == "outline"] or meant
        if len(meant) == 1 and meant[0].subject == "project":
            return None
        if len(meant) == 1 and meant[0].subject in _LISTS:
            return _LISTS[meant[0].subject](catalogue, meant[0])
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
    meant = inquiry.meant("goal", "kpi", "project")
    return next((e for e in meant if len(meant) == 1 and isinstance(e.fact, Goal) and e.fact.kpis), None)


_LISTED: tuple[Attribute, ...] = ("kpis", "projects", "item", "goals", "outlines")
# What a list of these is headed by, and how the list of each head is made.
_HEADS: dict[Attribute, tuple[Subject, ...]] = {
    "kpis": ("goal", "project"), "projects": ("outline", "kpi", "work_plan"), "item": ("work_plan",),
}  # fmt: skip
_LISTS: dict[Subject, Callable[[Catalogue, Entry], lists.Listing | None]] = {
    "goal": lists.kpis_of, "outline": lists.projects_of, "kpi": lists.projects_of, "work_plan": lists.items_of,
}  # fmt: skip


def _kinds_counted(inquiry: Inquiry) -> list[lists.Listing]:
    """List the kinds of things that a question counts together (幾個 KPI、幾個策略目標)."""
    q = inquiry.question
    if q.topic or not q.asks("count"):
        return []
    flat, found = q.flat, []
    for cue, subject, called, title in _KINDS:
        if asked := re.search(rf"{_HOW_MANY}(?:{key('關鍵|重要')})?(?:{key(cue)})", flat):
            flat = flat.replace(asked.group(), "")
            if made := _of_kind(inquiry, subject, called, title):
                found.append((asked.start(), made))
    return [made for _, made in sorted(found, key=lambda f: f[0])]


_HOW_MANY = key("(幾|多少)(個|項|條|大|種)?")
_MENTIONS = re.compile(key("提到|提及|出現|寫到|講到|包含|含有|裡有|有寫"))


def _kind_missing(inquiry: Inquiry) -> str | None:
    """Give what a plan is asked to list that it has none of (a plan without a table of indicators)."""
    q = inquiry.question
    if q.topic or not q.asks("list", "count") or any(r.kind == "other" for r in inquiry.releases()):
        return None  # What a report lists stands in its prose.
    asked = [(subject, called) for cue, subject, called, _ in _KINDS if re.search(key(cue), q.flat)]
    return asked[0][1] if asked and not any(inquiry.entries(subject) for subject, _ in asked) else None


def _count_confirmed(inquiry: Inquiry) -> Outcome | None:
    """Say yes or no where a question supposes how many of a kind there are (KPI是20個嗎), with the count."""
    q = inquiry.question
    if q.topic or q.points_back or not q.asks("confirm") or [typed.unit for typed in q.supposed] != [_EACH_ONE]:
        return None
    for cue, subject, called, title in _KINDS:
        if re.search(key(cue), q.flat) and (listing := _of_kind(inquiry, subject, called, title)):
            said = lists.answer_count(listing)
            is_so = said.figures[0].value == q.supposed[0].value
            return Outcome(
                replace(said, text=(phrases.IS_SO if is_so else phrases.IS_NOT_SO) + said.text), listed=listing.shown
            )
    return None


_EACH_ONE = key("個")


def _unlinked(inquiry: Inquiry) -> lists.Listing | None:
    """List the indicators that no project names, or the projects that do not name one (沒有關聯到…的計畫)."""
    q, catalogue = inquiry.question, inquiry.catalogue
    if not _NOT_LINKED.search(q.flat) or not q.has("projects", "kpis"):
        return None
    linked = {kpi.id: lists.projects_of(catalogue, kpi) for kpi in inquiry.entries("kpi")}
    meant = inquiry.meant("kpi") if q.topic else []
    if len(meant) == 1:
        named = linked[meant[0].id]
        others = [e for e in inquiry.entries("project") if e.release == meant[0].release]
        rest = tuple(e for e in others if named is None or e not in named.entries)
        return lists.Listing(phrases.PROJECTS_SUCH, "符合的重要計畫", "項", rest, (), phrases.ASK_PERIOD)
    alone = tuple(e for e in inquiry.entries("kpi") if linked[e.id] is None)
    return None if q.topic else lists.Listing(phrases.TARGETS_SUCH, phrases.SUCH_KPIS, "項", alone)


_NOT_LINKED = re.compile(key("(沒有?|未|不)(被|與|和|跟)?.{0,2}(關聯|關連|連結|對應|支援|支持)"))


def _by_word(inquiry: Inquiry) -> lists.Listing | None:
    """List the KPIs whose names hold the words of a question, or that mention them where it asks for that.

    Where a goal or a project is named whole, or asked for by that word, its KPIs are meant.
    """
    q = inquiry.question
    runs = q.topic.split() or _mentioned(q.flat)
    asks = q.asks("list", "count") or _OF_INDICATORS.search(q.flat)
    if (
        not runs
        or not (q.attribute == "kpis" or (q.has("kpis") and _MENTIONS.search(q.flat)))
        or not asks
        or q.goal_number is not None
        or q.ordinal
    ):
        return None
    if q.has("projects"):
        return None
    kpis = inquiry.entries("kpi")
    if _MENTIONS.search(q.flat):
        found = [e for e in kpis if all(any(stands_affirmed(f.text, r) for f in e.fields[:_OWN]) for r in runs)]
        beside = tuple(e.fact.measure if isinstance(e.fact, Kpi) else None for e in found)
        return (
            lists.Listing(phrases.TARGETS_SUCH, phrases.SUCH_KPIS, "項", tuple(found), beside=beside) if found else None
        )
    found = [e for e in kpis if all(stands_affirmed(e.name_key, r) for r in runs)]
    if _is_of_head(inquiry, runs) or not found or (q.unit and not any(map(inquiry.counts_in_unit, found))):
        return None
    return lists.Listing(phrases.TARGETS_SUCH, phrases.SUCH_KPIS, "項", tuple(found), (), phrases.ASK_TARGET)


def _is_of_head(inquiry: Inquiry, runs: Sequence[str]) -> bool:
    """Tell whether a question about indicators means those of a goal or a project."""
    flat = inquiry.question.flat
    heads = inquiry.entries("goal", "project", "outline")
    asked = {subject for cue, subjects in _HEADED if cue.search(flat) for subject in subjects}
    return any(clause_of(e) in flat or (e.subject in asked and all(r in e.name_key for r in runs)) for e in heads)


_HEADED: tuple[tuple[re.Pattern[str], tuple[Subject, ...]], ...] = (
    (re.compile(key("目標(?!值)")), ("goal",)),
    (re.compile(key("計畫|綱要")), ("project", "outline")),
)


def _mentioned(flat: str) -> list[str]:
    """Give what indicators are asked for that mention it, where it names nothing by itself (12月底)."""
    found = re.search(rf"(?:{_MENTIONS.pattern})了?「?(.{{2,20}}?)」?{key('的?(指標|kpi)?(有哪些)?')}[?。]*$", flat)
    return [found.groups()[-3]] if found else []


_OF_INDICATORS = re.compile(key("(kpi|指標)[?。]*$"))


def _projects_by_word(inquiry: Inquiry) -> lists.Listing | None:
    """List the projects that a question names, where no KPI or goal is named whole (防風林補植有哪些計畫)."""
    q = inquiry.question
    # 珊瑚礁計畫有哪些: the projects about 珊瑚礁, whatever their names end with.
    runs = [named for run in q.topic.split() if (named := run.removesuffix(_PROJECT))]
    if not runs or not _WHICH_PROJECTS.search(q.flat) or _LINKED.search(q.flat) or q.years or q.goal_number is not None:
        return None
    heads = inquiry.entries("kpi", "goal", "outline", "work_plan")
    if _OF_INDICATOR.search(q.flat) or any(clause_of(e) in q.flat for e in heads):
        return None
    linked = inquiry.candidates("project", topic=" ".join(runs))
    found = sorted((c.entry for c in linked if c.explained >= CLEAR and not c.against), key=lambda e: e.id)
    if not found:
        return None
    return lists.Listing(phrases.PROJECTS_SUCH, "符合的重要計畫", "項", tuple(found), (), phrases.ASK_PERIOD)


_PROJECT = key("計畫")
_OF_INDICATOR = re.compile(key("kpi|指標"))
_WHICH_PROJECTS = re.compile(key("有?(哪些|哪幾個|幾個|什麼)(重要)?計畫[?。]*$|計畫有(哪些|哪幾個|幾個)[?。]*$"))
_LINKED = re.compile(key("關聯|關連|支援|支持|對應|相關"))
_OWN = 2  # The first fields of an entry are its name and its measure.


def _is_whole(inquiry: Inquiry) -> bool:
    """Tell whether a topic names but the plan or the agency itself (外交部108年度施政目標)."""
    return all(any(key(r.agency) == run or run in key(r.title) for r in inquiry.catalogue.releases)
               for run in inquiry.question.topic.split())  # fmt: skip


def _names_category(inquiry: Inquiry) -> bool:
    q = inquiry.question
    return q.has("category") and q.has("projects") and bool(q.topic) and not inquiry.meant("project", "item")


def _whole_kind(inquiry: Inquiry) -> lists.Listing | None:
    q = inquiry.question
    if q.attribute in ("system", "method", "measure") and not q.has("kpis"):
        return None  # What is asked of the indicators is no list of them.
    if q.agencies and not any(key(r.agency) in q.agencies for r in inquiry.catalogue.releases):
        return None  # The lists of other agencies are none of the one that is named.
    if not q.asks("list", "count") and not q.has("goals", "outlines") and not (q.ordinal and _NTH.search(q.flat)):
        return None
    for cue, subject, called, title in _KINDS:
        if re.search(key(cue), q.flat) and (listing := _of_kind(inquiry, subject, called, title)):
            return listing
    return None


def _of_kind(inquiry: Inquiry, subject: Subject, called: str, title: str) -> lists.Listing | None:
    years = inquiry.question.years
    entries = [e for e in inquiry.entries(subject) if covers(e, years)]
    if inquiry.question.plan is None:
        entries = _of_one_plan(entries, years)
    documents = {e.release.title for e in entries}
    document = f"「{documents.pop()}」" if len(documents) == 1 else phrases.EACH_PLAN
    return lists.all_of(entries, title.format(document=document), called)


_KINDS: tuple[tuple[str, Subject, str, str], ...] = (
    ("施政綱要", "outline", "施政綱要", phrases.OUTLINES),
    ("(策略績效|績效|策略|施政)目標|(幾|多少)(個|項)目標[?。]*$", "goal", "目標", phrases.GOALS),
    ("計畫項目|年度重要計畫", "item", "重要計畫項目", phrases.ITEMS),
    ("工作計畫", "work_plan", "工作計畫", phrases.ITEMS),
    ("kpi|指標", "kpi", "關鍵績效指標", phrases.KPIS_ALL),
    ("計畫", "project", "重要計畫", phrases.PROJECTS_ALL),
    ("計畫", "item", "重要計畫項目", phrases.ITEMS),
)


def _of_one_plan(entries: list[Entry], years: tuple[int, ...]) -> list[Entry]:
    """Keep the entries of one plan: the annual plan of a year that is named, else the one whose goals have KPIs."""
    annual = [e for e in entries if years and e.release.kind == "annual" and e.release.first_year in years]
    with_kpis = [e for e in entries if isinstance(e.fact, Goal) and e.fact.kpis]
    return annual or with_kpis or entries
