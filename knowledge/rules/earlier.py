"""One or all of what was told before: 第二個, 期程分別是, 友邦的那個, 另一個指標呢."""

from __future__ import annotations

import re

from knowledge import phrases
from knowledge.answers import lists
from knowledge.answers.citations import together
from knowledge.catalogue import Entry, Goal
from knowledge.cues import Attribute
from knowledge.inquiry import Inquiry
from knowledge.mentions import nth
from knowledge.models import Answered, Kpi
from knowledge.rules.fields import CARDS, COLUMNS, HAVE, field
from knowledge.rules.following import LEFT, Following, Said, in_years_asked
from knowledge.rules.outcome import Outcome
from knowledge.words import key


def all_of_list(f: Following) -> Said:
    """Answer for all that was listed (期程分別是), or name it again (是哪兩個)."""
    q = f.question
    asks_one = q.asks("sum", "difference", "highest", "lowest")
    if q.topic or len(f.listed) < 2 or not _ALL.search(q.flat) or asks_one:
        return None
    of_these = _OF_THESE.search(q.flat)
    asked: Attribute | None = "target" if of_these and _AIMED.search(q.flat) else None
    return _each(f.inquiry, f.listed, q.attribute or asked or (f.attribute if _EVERY.search(q.flat) else None))


_OF_THESE = re.compile(key("^[這那](些|[兩三四五幾][個項])(指標|計畫|項目)?的(?!.*的)"))  # 這幾個 counts nothing.
_AIMED = re.compile(key("目標值?"))
_EVERY = re.compile(key("^(那|我)?([兩三四]個|通通|全部|以上)?(都(要|看|想知道|給我)|全都?要|全部)(吧|喔|呢|。)*$"))
_ALL = re.compile(
    key(
        f"{_EVERY.pattern}|分別|各(自|是|為|有|多少|幾)|列出來|列一下|列給|是哪(兩|幾|些|三|四)(個|項)?|一一|逐一|逐[項個]|^都要|{_OF_THESE.pattern}"
    )
)


def all_that_have_it(f: Following) -> Said:
    """Answer for all of a list that have a field which what was spoken of has not (類別呢, after its projects)."""
    q, subjects = f.question, HAVE.get(f.attribute, ())
    able = [e for e in f.listed if q.attribute and e.subject in subjects]
    if q.topic or q.operations or q.ordinal or len(able) < 2 or f.focus in able:
        return None
    if f.focus is None:  # 目標值呢, after a list that is short enough to be told.
        is_alone = _FIELD_ALONE.fullmatch(q.flat) and not (q.unit or q.bound or q.supposed or q.has(*COLUMNS))
        return _each(f.inquiry, able, f.attribute) if is_alone and able == f.listed and len(able) <= _FEW else None
    is_its_own = f.inquiry.namesake(f.focus, subjects).subject in subjects
    return None if is_its_own else _each(f.inquiry, able, f.attribute)


_FEW = 10
_FIELD_ALONE = re.compile(
    key("(?:那麼?|它們的?)?(?:kpi|指標|計畫|的)*[^有哪幾]{2,5}(?:呢|是什麼|為何|是多少|多少)?[?。]*")
)


def another_kpi(f: Following) -> Said:
    """Answer for the other KPI of a goal, or list them where there are several or none (另一個指標呢)."""
    q, focus = f.question, f.focus
    # After a list of two, the other is the other of the list.
    if focus is None or q.topic or not _OTHER_KPI.search(q.flat) or len(f.listed) > 1:
        return None
    goal = _goal_of(f.inquiry, focus)
    if goal is None or not isinstance(goal.fact, Goal):
        return None
    others = [n for n in goal.fact.kpis if n != focus.position]
    if len(others) != 1:
        return field(f.inquiry, goal, "kpis")
    return field(f.inquiry, f.inquiry.catalogue.find(goal.release.id, "kpi", others[0]), f.attribute)


_OTHER_KPI = re.compile(key("另外?一?個(關鍵|績效)*(指標|kpi)"))


def one_of_before(f: Following) -> Said:
    """Answer for one of what was listed, or for what was spoken of."""
    inquiry, q, attribute = f.inquiry, f.question, f.attribute
    picked = _picked(f)
    if picked is None:
        return None
    if q.attribute is None and attribute not in COLUMNS and picked.subject not in HAVE.get(attribute, ()):
        attribute = CARDS[picked.subject]
    if isinstance(picked.fact, Goal) and (attribute == "target" or attribute not in HAVE):
        attribute = "kpis" if picked.fact.kpis else "strategies"
    if isinstance(picked.fact, Kpi) and attribute == "kpis":
        goal = _goal_of(inquiry, picked) if q.points_back or _MORE.search(q.flat) else None
        if goal is None:
            return LEFT  # 有哪些指標 asks for all of them.
        picked = goal
    in_years_asked(inquiry, picked, attribute)
    return field(inquiry, picked, attribute, picked=q.ordinal is not None and picked in f.listed) or LEFT


_MORE = re.compile(key("還有|其他|其它|同一?(個)?目標|該目標"))


def _each(inquiry: Inquiry, listed: list[Entry], attribute: Attribute | None) -> Outcome | None:
    """Answer the same for each of a list, or name them again where nothing is asked of them."""
    said = [
        o.answer for e in listed if attribute and (o := field(inquiry, e, attribute)) and isinstance(o.answer, Answered)
    ]
    if not said:
        again = lists.all_of(listed, phrases.LISTED, "")
        return Outcome(lists.answer_list(again), listed=tuple(listed)) if again else None
    return Outcome(together(said), listed=tuple(listed), attribute=attribute)


def _goal_of(inquiry: Inquiry, kpi: Entry) -> Entry | None:
    """Give the goal of a KPI."""
    goals = inquiry.catalogue.of("goal")
    return next(
        (g for g in goals if g.release == kpi.release and isinstance(g.fact, Goal) and kpi.position in g.fact.kpis),
        None,
    )


def _picked(f: Following) -> Entry | None:
    """Tell which earlier entry a question means: one of a list, or the one that was spoken of."""
    q, listed = f.question, f.listed
    if q.ordinal is not None and not (listed or q.topic or q.attributes or q.years):
        return None  # There is no third of what was told alone.
    if q.ordinal is not None and listed and not q.topic:
        return nth(listed, q.ordinal)
    if q.topic and listed and len(q.topic) <= _SHORT_NAME:
        linked = f.inquiry.linker.link(q.topic, listed)
        meant = f.inquiry.choose(linked)
        touched = [c.entry for c in linked if not c.against and c.explained >= _TOUCHED]
        if not meant and len(touched) == 1 and _ONE_OF.search(q.flat):
            return touched[0]  # 登記的那個, of two of one name under different goals.
        if len({e.name_key for e in listed}) == 1 == len(meant) and _ONE_OF.search(q.flat):
            return meant[0]  # Its goal has that name, but it was asked which of them is meant.
        everywhere = f.inquiry.meant("kpi", "goal", "project", "item") if len(meant) == 1 else []
        return meant[0] if len(meant) == 1 and (len(everywhere) != 1 or everywhere == meant) else None
    if not q.topic and (q.attributes or q.years or q.points_back) and not q.operations - {"list", "count", "confirm"}:
        return _spoken_of(f)
    return None


def _spoken_of(f: Following) -> Entry | None:
    """Give what was spoken of; where that cannot have what is asked, the other of two, or the only one that can."""
    focus, subjects = f.focus, HAVE.get(f.attribute, ())
    others = [e for e in f.listed if e != focus]
    if _OTHER.search(f.question.flat) and len(others) == 1:
        return others[0]
    if focus and (not subjects or f.inquiry.namesake(focus, subjects).subject in subjects):
        return focus
    able = [e for e in f.listed if e.subject in subjects] or [e for e in f.inquiry.recent() if e.subject in subjects]
    return able[0] if len(able) == 1 else focus


_TOUCHED = 0.3
_ONE_OF = re.compile(key("那一?[個項份]|的$"))
_SHORT_NAME = 6  # What names one of a list is mostly shorter than a name (友邦的那個).
_OTHER = re.compile(key("另外?一個|另外那個|其他那個"))
