"""The indicators and projects that hold the words of a question: 提到…的指標有哪些, 沒有關聯到…的計畫."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from knowledge import phrases
from knowledge.answers import lists
from knowledge.catalogue import Entry, Subject
from knowledge.inquiry import Inquiry
from knowledge.linking import CLEAR
from knowledge.matching import stands_affirmed
from knowledge.models import Kpi, Project
from knowledge.question import Question
from knowledge.words import key


def unlinked(inquiry: Inquiry) -> lists.Listing | None:
    """List the indicators that no project names, or the projects that do not name one (沒有關聯到…的計畫)."""
    q, catalogue = inquiry.question, inquiry.catalogue
    if not _NOT_LINKED.search(q.flat) or not q.has("projects", "kpis"):
        return None
    if _TO_KPIS.search(q.flat) and not q.topic:
        projects = [e for e in inquiry.entries("project") if isinstance(e.fact, Project) and not e.fact.kpis]
        return lists.Listing(phrases.PROJECTS_SUCH, phrases.WITHOUT_LINK, "項", tuple(projects))
    linked = {kpi.id: lists.projects_of(catalogue, kpi) for kpi in inquiry.entries("kpi")}
    meant = inquiry.meant("kpi") if q.topic else []
    if len(meant) == 1:
        named = linked[meant[0].id]
        others = [e for e in inquiry.entries("project") if e.release == meant[0].release]
        return _such_projects([e for e in others if named is None or e not in named.entries])
    return None if q.topic else _such_kpis([e for e in inquiry.entries("kpi") if linked[e.id] is None])


_TO_KPIS = re.compile(key("(?:kpi|指標)(?:有|的)?(?:關聯|關連|連結|對應).{0,4}計畫"))
_NOT_LINKED = re.compile(
    key("(?<!有)(沒有?|未|不)(被|與|和|跟)?(?:.{0,2}|kpi|指標|重要計畫)(關聯|關連|連結|對應|支援|支持)")
)


def kpis_by_word(inquiry: Inquiry) -> lists.Listing | None:
    """List the KPIs whose names hold the words of a question, or that mention them where it asks for that.

    Where a goal or a project is named whole, or asked for by that word, its KPIs are meant.
    """
    q = inquiry.question
    runs = _runs(q)
    asks_which = q.asks("list", "count") or _OF_INDICATORS.search(q.flat)
    asks_kpis = (
        q.attribute == "kpis"
        or (q.attribute == "agency" and q.has("kpis"))
        or (q.has("kpis") and _MENTIONS.search(q.flat))
    )
    if not (runs and asks_which and asks_kpis) or q.goal_number is not None or q.ordinal or q.has("projects"):
        return None
    kpis = inquiry.entries("kpi")
    if _MENTIONS.search(q.flat):
        # The first fields of an entry are its name and its measure.
        found = [e for e in kpis if all(any(stands_affirmed(f.text, r) for f in e.fields[:2]) for r in runs)]
        measures = tuple(e.fact.measure if isinstance(e.fact, Kpi) else None for e in found)
        return replace(_such_kpis(found), beside=measures) if found else None
    found = [e for e in kpis if all(stands_affirmed(e.name_key, r) for r in runs)]
    if _is_of_head(inquiry, runs) or not found or (q.unit and not any(map(inquiry.counts_in_unit, found))):
        return None
    return replace(_such_kpis(found), ask=phrases.ASK_TARGET)


def _is_of_head(inquiry: Inquiry, runs: Sequence[str]) -> bool:
    """Tell whether a question about indicators means those of a goal or a project."""
    flat = inquiry.question.flat
    heads = inquiry.entries("goal", "project", "outline")
    asked = {subject for cue, subjects in _HEADED if cue.search(flat) for subject in subjects}
    return any(e.clause in flat or (e.subject in asked and all(r in e.name_key for r in runs)) for e in heads)


_HEADED: tuple[tuple[re.Pattern[str], tuple[Subject, ...]], ...] = (
    (re.compile(key("目標(?!值)")), ("goal",)),
    (re.compile(key("計畫|綱要")), ("project", "outline")),
)


def _mentioned(flat: str) -> list[str]:
    """Give what indicators are asked for that mention it, where it names nothing by itself (12月底)."""
    found = re.search(rf"(?:{_MENTIONS.pattern})了?「?(.{{2,20}}?)」?{key('的?(指標|kpi)?(有哪些)?')}[?。]*$", flat)
    return [found.groups()[-3]] if found else []


def _runs(q: Question) -> list[str]:
    """Give the words that are to be held: those named, or, where more is asked for word by word, all of that.

    地方政府 is no 政府; words that are joined are looked for one by one.
    """
    runs = q.topic.split()
    said = [word for part in _JOINT.split("".join(_mentioned(q.flat))) if (word := part)]
    longer = [word for word in said if len(_without(runs, word)) > 1]
    return said if not runs or (longer and all(any(run in word for word in said) for run in runs)) else runs


def _without(runs: Sequence[str], word: str) -> str:
    for run in runs:
        word = word.replace(run, "")
    return word


_JOINT = re.compile(key("以及|[跟和與及、的]"))
_MENTIONS = re.compile(key("提到|提及|出現|寫到|講到|包含|含有|裡有|有寫"))
_OF_INDICATORS = re.compile(key("(kpi|指標)[?。]*$"))


def projects_by_word(inquiry: Inquiry) -> lists.Listing | None:
    """List the projects that a question names, where no KPI or goal is named whole (防風林補植有哪些計畫)."""
    q = inquiry.question
    # 珊瑚礁計畫有哪些: the projects about 珊瑚礁, whatever their names end with.
    runs = [named for run in q.topic.split() if (named := run.removesuffix(key("計畫")))]
    if not runs or not _WHICH_PROJECTS.search(q.flat) or _LINKED.search(q.flat) or q.years or q.goal_number is not None:
        return None
    heads = inquiry.entries("kpi", "goal", "outline", "work_plan")
    if _OF_INDICATOR.search(q.flat) or any(e.clause in q.flat for e in heads):
        return None
    linked = inquiry.candidates("project", topic=" ".join(runs))
    found = sorted((c.entry for c in linked if c.explained >= CLEAR and not c.against), key=lambda e: e.id)
    return _such_projects(found) if found else None


_OF_INDICATOR = re.compile(key("kpi|指標"))
_WHICH_PROJECTS = re.compile(key("有?(哪些|哪幾個|幾個|什麼)(重要)?計畫[?。]*$|計畫有(哪些|哪幾個|幾個)[?。]*$"))
_LINKED = re.compile(key("關聯|關連|支援|支持|對應|相關"))


def _such_kpis(found: Sequence[Entry]) -> lists.Listing:
    return lists.Listing(phrases.TARGETS_SUCH, phrases.SUCH_KPIS, "項", tuple(found))


def _such_projects(found: Sequence[Entry]) -> lists.Listing:
    return lists.Listing(phrases.PROJECTS_SUCH, phrases.SUCH_PROJECTS, "項", tuple(found), ask=phrases.ASK_PERIOD)
