"""Questions that follow on the one before: 那衡量標準呢, 第二個, 友邦的那個."""

from __future__ import annotations

import re

from knowledge import phrases
from knowledge.answers import facts, figures, lists
from knowledge.answers.choice import ambiguous, not_found
from knowledge.answers.places import together
from knowledge.catalogue import Entry, Field, Goal
from knowledge.cues import SPEAKS_OF_TARGETS, Attribute
from knowledge.inquiry import Inquiry, same_unit
from knowledge.mentions import ordinals_of
from knowledge.models import Answered, Kpi
from knowledge.numbers import parse_numeral
from knowledge.rules.fields import CARDS, COLUMNS, HAVE, field
from knowledge.rules.outcome import Outcome
from knowledge.rules.periods import asks_for_period, by_period
from knowledge.words import key


def follow_up(inquiry: Inquiry) -> Outcome | None:
    """Answer for what was listed or spoken of before; whatever names something new is left alone."""
    q, focus = inquiry.question, inquiry.focus()
    if q.years and not q.points_back and asks_for_period(inquiry) and by_period(inquiry):
        return None  # 107 年結束的計畫有幾項 asks for the projects of that year, not for those of what was spoken of.
    of_list = any(e.subject == "goal" for e in inquiry.listed()) or key("目標值") in q.flat
    if (
        q.goal_number is not None
        and not q.topic
        and (q.has("kpis", "strategies") or (_ELLIPTIC.search(q.flat) and not of_list))
    ):
        # 第三個策略目標的 KPI: that goal's, whatever was spoken of; of the plan that was, where no other is named.
        spoken_of = {e.release for e in [*inquiry.listed(), *([focus] if focus else [])]}
        here = [g for g in inquiry.goal_numbered(q.goal_number) if g.release in spoken_of and not q.agencies]
        return field(inquiry, here[0], "kpis") if len(here) == 1 and here[0].subject == "goal" else None
    if focus and len(q.topic) <= _OF_COLUMN and (said := _in_a_column(inquiry, focus)):
        return said
    if focus and q.has("actual") and not q.topic and not q.has("measure"):
        return Outcome(not_found(inquiry, phrases.NO_ACTUAL), focus=focus)
    if focus and (not q.topic or _GROWN_BY.match(q.flat)) and (said := _of_a_year_before(inquiry, focus)):
        return said
    if focus and not q.topic and not q.attributes and _WHY.search(q.flat):
        return Outcome(not_found(inquiry), focus=focus)
    attribute = next((a for a in q.attributes if a in HAVE), q.attribute) or inquiry.context.attribute or "target"
    listed = inquiry.listed()
    if q.years and not q.attributes and focus and focus.subject == "kpi" and attribute in _UNDATED:
        attribute = "target"  # 106年呢, after its measure: only the target is that of a year.
    if focus and not q.topic and _OTHER_KPI.search(q.flat) and (said := _beside(inquiry, focus, listed, attribute)):
        return said
    if not q.topic and len(listed) > 1 and _ALL.search(q.flat) and not q.asks("sum", "difference", "highest", "lowest"):
        return _each(inquiry, listed, q.attribute or (attribute if _EVERY.search(q.flat) else None))
    if (
        focus
        and not (q.topic or q.operations or q.ordinal)
        and len(able := [e for e in listed if q.attribute and e.subject in HAVE.get(attribute, ())]) > 1
        and focus not in able
        and inquiry.namesake(focus, HAVE[attribute]).subject not in HAVE[attribute]
    ):
        return _each(inquiry, able, attribute)  # 類別呢, after the projects of an indicator.
    if q.asks("sum", "difference", "versus", "highest", "lowest") and (q.topic or len(ordinals_of(q.flat)) > 1):
        return None
    of_its_own = q.attribute == "goal" and focus is not None and focus.subject == "kpi" and _BELONGS.search(q.flat)
    if not q.topic and not q.points_back and not of_its_own and (q.has(*_OF_PLANS) or _WHOLE.search(q.flat)):
        return None
    if focus and not q.topic and not listed and (point := facts.content_point(focus, _point_of(q.flat))):
        return Outcome(point, focus=focus, attribute="content")
    if q.attribute == "period" and focus and not q.topic and not listed and isinstance(focus.fact, Kpi):
        return field(inquiry, focus, "measure")  # 是哪年開始累計 is said by its measure.
    picked = _picked(inquiry, attribute)
    if picked is not None:
        if q.attribute is None and picked.subject not in HAVE.get(attribute, ()):
            attribute = CARDS[picked.subject]
        if isinstance(picked.fact, Goal) and (attribute == "target" or attribute not in HAVE):
            attribute = "kpis" if picked.fact.kpis else "strategies"
        if isinstance(picked.fact, Kpi) and attribute == "kpis":
            goal = _goal_of(inquiry, picked) if q.points_back or _MORE.search(q.flat) else None
            if goal is None:
                return None  # 有哪些指標 asks for all of them.
            picked = goal
        return field(inquiry, picked, attribute, picked=q.ordinal is not None and picked in listed)
    if q.topic and (said := _of_measure(inquiry)):
        return said
    if (
        focus
        and q.topic
        and not q.attributes
        and _ELLIPTIC.search(q.flat)
        and (alike := _of_a_like_name(inquiry, focus))
    ):
        return field(inquiry, alike, attribute)
    if q.topic and not q.attributes and _ELLIPTIC.search(q.flat) and inquiry.context.attribute:
        meant = inquiry.meant(*HAVE.get(attribute, ()))
        return _elliptic(inquiry, meant, attribute)
    return None


def _of_a_year_before(inquiry: Inquiry, kpi: Entry) -> Outcome | None:
    """Answer for the year before or after the one asked for last, or by how much it differs (比前一年多多少)."""
    q, last = inquiry.question, inquiry.context.years
    shift = _BEFORE.search(q.flat) or (None if q.years else _GROWN_BY.match(q.flat))
    if isinstance(kpi.fact, Kpi) and (end := _END.search(q.flat)) and not q.asks("difference"):
        years = [t.year for t in kpi.fact.targets if t.year]
        found = facts.target(inquiry.catalogue, kpi, (min(years) if end[1] else max(years),)) if years else None
        return Outcome(found, focus=kpi, attribute="target") if found else None
    differs = q.asks("difference") and (q.years or (len(inquiry.context.earlier) == 1 and not inquiry.listed()[1:]))
    if not isinstance(kpi.fact, Kpi) or len(last) != 1 or not (shift or differs):
        return None
    if len(q.years) > 1:
        return None  # 113 比 111 多多少 names both years.
    # Of two years that were asked one after the other, it is these that differ.
    just_asked = inquiry.context.earlier if len(inquiry.context.earlier) == 1 and not _BEFORE.search(q.flat) else ()
    other = (q.years or just_asked or (last[0] + (-1 if shift and shift[1] else 1),))[0]
    if not q.asks("difference") and not _GROWN.search(q.flat):
        found = facts.target(inquiry.catalogue, kpi, (other,), inquiry.years_said() or phrases.THAT_YEAR)
        return Outcome(found, focus=kpi, attribute="target") if found else None
    both = sorted(figures.operands([kpi], None, (other, last[0])), key=lambda o: o.target.year or 0)
    if len(both) != 2 or not figures.one_unit(both):
        return None
    before, after = (o.value for o in both)
    if before == after:
        return Outcome(figures.chosen(both, phrases.SAME), focus=kpi, attribute="target")
    said = figures.worked_out(both, add=False, said=phrases.INCREASE if after > before else phrases.DECREASE)
    return Outcome(said, focus=kpi, attribute="target")


_WHY = re.compile(key("為什麼|為何|怎麼會|憑什麼|原因|理由"))
_END = re.compile(key("(第一年|頭一年|首年)|最後一?年|末年"))
_BEFORE = re.compile(key("((?:前|上)一?個?年(?!度施政))|(?:後|下|次|隔|翌)一?個?年(?!度施政)"))
_GROWN = re.compile(key("成長|增加|減少|多|少|高|低|變|比"))
# 增加多少, of the year before; the group is that of `_BEFORE` by which it is told from the year after.
_GROWN_BY = re.compile(key("那?((增加|成長|減少)了?)(多少|幾.{0,3})[呢?。]*$"))
_UNDATED: tuple[Attribute, ...] = ("measure", "method", "system", "goal", "projects")


def _point_of(flat: str) -> int | None:
    """Read which numbered entry is asked for: 第三點, 第 2 項內容."""
    found = _POINT.search(flat)
    return parse_numeral(found[1]) if found else None


_POINT = re.compile(key("第([一二三四五六七八九十]+|\\d+)(點|項|條|款)"))
_OF_COLUMN = 3  # 預算, 哪一科: what is left of a question names the column and nothing else.


def _in_a_column(inquiry: Inquiry, focus: Entry) -> Outcome | None:
    """Answer what was asked of the thing spoken of from a column that its table has besides the usual ones."""
    if inquiry.question.topic and inquiry.meant("kpi", "project", "item", "goal"):
        return None
    asked = (a for a in COLUMNS if inquiry.question.has(a))
    return next((said for a in asked if (said := field(inquiry, focus, a)) and isinstance(said.answer, Answered)), None)


# What plans have and no fact has: 年度施政目標有哪些 is no question about what was spoken of.
_OF_PLANS: tuple[Attribute, ...] = ("goals", "outlines", "chapters", "documents", "covered", "basis", "agency")
_WHOLE = re.compile(key("所有|全部|通通|列出(?!它|其)"))
_BELONGS = re.compile(key("屬於|屬|歸|隸屬"))
_MORE = re.compile(key("還有|其他|其它|同一?(個)?目標|該目標"))


# 另一個指標呢: of the same goal, where no list of two was given before.
_OTHER_KPI = re.compile(key("另外?一?個(關鍵|績效)*(指標|kpi)"))


def _beside(inquiry: Inquiry, focus: Entry, listed: list[Entry], attribute: Attribute) -> Outcome | None:
    """Answer for the other KPI of a goal, or list them where there are several or none."""
    goal = _goal_of(inquiry, focus) if len(listed) < 2 else None
    if goal is None or not isinstance(goal.fact, Goal):
        return None
    others = [n for n in goal.fact.kpis if n != focus.position]
    if len(others) != 1:
        return field(inquiry, goal, "kpis")
    return field(inquiry, inquiry.catalogue.find(goal.release.id, "kpi", others[0]), attribute)


def _goal_of(inquiry: Inquiry, kpi: Entry) -> Entry | None:
    """Give the goal of a KPI."""
    goals = inquiry.catalogue.of("goal")
    return next(
        (g for g in goals if g.release == kpi.release and isinstance(g.fact, Goal) and kpi.position in g.fact.kpis),
        None,
    )


def _of_a_like_name(inquiry: Inquiry, focus: Entry) -> Entry | None:
    """Give the one fact whose name begins as that of the focus and holds the topic (那中程個案計畫呢)."""
    runs = inquiry.question.topic.split()
    found = [
        entry
        for entry in inquiry.catalogue.of(focus.subject)
        if entry.release == focus.release
        and entry != focus
        and all(run in entry.name_key for run in runs)
        and entry.name_key[:_SAME_BEGINNING] == focus.name_key[:_SAME_BEGINNING]
    ]
    return found[0] if len(found) == 1 else None


_SAME_BEGINNING = 4


def _elliptic(inquiry: Inquiry, meant: list[Entry], attribute: Attribute) -> Outcome | None:
    """Answer the same of another thing; of several, of the one that is counted like what was spoken of."""
    focus = inquiry.focus()
    alike = [e for e in meant if focus and e != focus and same_unit(e, focus)]
    chosen = alike if len(meant) > 1 and len(alike) == 1 else meant
    if len(chosen) > 1:
        said = ambiguous(inquiry.catalogue, inquiry.question, chosen, attribute)
        return Outcome(said, listed=tuple(chosen), attribute=attribute)
    return field(inquiry, chosen[0], attribute) if chosen else None


# 期程分別是, 是哪兩個: all of the list; 那資本門呢: the same question of another thing.
_EVERY = re.compile(key("^(那|我)?([兩三四]個|通通|全部|以上)?(都(要|看|想知道|給我)|全都?要|全部)(吧|喔|呢|。)*$"))
_ALL = re.compile(key(f"{_EVERY.pattern}|分別|各(自|是|為|有|多少|幾)|列出來|列一下|列給|是哪(兩|幾|些|三|四)(個|項)?"))
_ELLIPTIC = re.compile(key("^那|呢[?。!]*$|那(個|項|份)[?。!]*$"))


def _of_measure(inquiry: Inquiry) -> Outcome | None:
    """Answer what is asked of a part of the focus's measure (北美的話要什麼層級), where it names nothing else."""
    q, focus = inquiry.question, inquiry.focus()
    if focus is None or not isinstance(focus.fact, Kpi) or focus.fact.measure is None or q.years or q.unit:
        return None
    asked = {a for a in q.attributes if a in HAVE and (a != "target" or SPEAKS_OF_TARGETS.search(q.flat))}
    if asked - {"measure"} or _means_another(inquiry, focus):
        return None
    runs = q.topic.split()
    explained = inquiry.linker.explain(runs, [Field(key(focus.fact.measure.text), 1.0)], heeds_words=True)
    by_name = inquiry.linker.explain(runs, [Field(focus.name_key, 1.0)], heeds_words=True)
    if not q.has("measure") and by_name.explained >= explained.explained:
        return None  # It is named again, and asked for as before.
    return field(inquiry, focus, "measure") if explained.explained >= _PART and not explained.against else None


def _means_another(inquiry: Inquiry, focus: Entry) -> bool:
    """Tell whether a topic names something else than a part of what is spoken of."""
    return inquiry.meant("kpi", "goal", "project", "item") not in ([], [focus]) and not any(
        c.entry == focus and c.explained >= max(o.explained for o in inquiry.candidates("kpi"))
        for c in inquiry.candidates("kpi")
    )


_PART = 0.5  # So much of a question stands in the measure that it asks for a part of it.


def _each(inquiry: Inquiry, listed: list[Entry], attribute: Attribute | None) -> Outcome | None:
    """Answer the same for each of a list, or name them again where nothing is asked of them."""
    said = [
        o.answer for e in listed if attribute and (o := field(inquiry, e, attribute)) and isinstance(o.answer, Answered)
    ]
    if not said:
        again = lists.all_of(listed, phrases.LISTED, "")
        return Outcome(lists.answer_list(again), listed=tuple(listed)) if again else None
    return Outcome(together(said), listed=tuple(listed), attribute=attribute)


def _picked(inquiry: Inquiry, attribute: Attribute) -> Entry | None:
    """Tell which earlier entry a question means: one of a list, or the one that was spoken of."""
    q, listed = inquiry.question, inquiry.listed()
    if q.ordinal is not None and not (listed or q.topic or q.attributes or q.years):
        return None  # There is no third of what was told alone.
    if q.ordinal is not None and listed and not q.topic:
        at = q.ordinal - 1 if q.ordinal > 0 else q.ordinal
        return listed[at] if -len(listed) <= at < len(listed) else None
    if q.topic and listed and len(q.topic) <= _SHORT:
        meant = inquiry.choose(inquiry.linker.link(q.topic, listed))
        everywhere = inquiry.meant("kpi", "goal", "project", "item") if len(meant) == 1 else []
        return meant[0] if len(meant) == 1 and (len(everywhere) != 1 or everywhere == meant) else None
    if not q.topic and (q.attributes or q.years or q.points_back) and not q.operations - {"list", "count", "confirm"}:
        return _spoken_of(inquiry, attribute, listed)
    return None


def _spoken_of(inquiry: Inquiry, attribute: Attribute, listed: list[Entry]) -> Entry | None:
    """Give what was spoken of; where that cannot have what is asked, the other of two, or the only one that can."""
    focus, subjects = inquiry.focus(), HAVE.get(attribute, ())
    others = [e for e in listed if e != focus]
    if _OTHER.search(inquiry.question.flat) and len(others) == 1:
        return others[0]
    if focus and (not subjects or inquiry.namesake(focus, subjects).subject in subjects):
        return focus
    able = [e for e in listed if e.subject in subjects] or [e for e in inquiry.recent() if e.subject in subjects]
    return able[0] if len(able) == 1 else focus


_SHORT = 6
_OTHER = re.compile(key("另外?一個|另外那個|其他那個"))
