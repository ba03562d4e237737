"""Questions that follow on the one before: 那衡量標準呢, 第二個, 友邦的那個."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from knowledge import phrases
from knowledge.answers import facts
from knowledge.answers.choice import ambiguous, not_found
from knowledge.answers.columns import columns_of
from knowledge.catalogue import Entry, Field
from knowledge.cues import SPEAKS_OF_TARGETS, Attribute
from knowledge.inquiry import Inquiry
from knowledge.mentions import ordinals_of
from knowledge.models import Answered, Kpi
from knowledge.numbers import parse_numeral
from knowledge.rules import earlier, other_years, siblings
from knowledge.rules.fields import COLUMNS, HAVE, field
from knowledge.rules.following import LEFT, Following, Said, following, in_years_asked
from knowledge.rules.outcome import Outcome
from knowledge.rules.over_years import over_years
from knowledge.rules.periods import asks_for_period, by_period
from knowledge.rules.reckoning_words import asks_share, names_growth_alone
from knowledge.units import same_unit
from knowledge.words import key


@dataclass(frozen=True, slots=True)
class _Way:
    """One way in which a question follows on; None means that the next is tried. `reason` is that of its place."""

    name: str
    answer: Callable[[Following], Said]
    reason: str


def follow_up(inquiry: Inquiry) -> Outcome | None:
    """Answer for what was listed or spoken of before; whatever names something new is left alone."""
    before = following(inquiry)
    said = next((said for way in _WAYS if (said := way.answer(before)) is not None), None)
    return said if isinstance(said, Outcome) else None


def _of_a_period(f: Following) -> Said:
    """Leave 107 年結束的計畫有幾項 alone: it asks for the projects of that year, whatever was spoken of."""
    new = f.question.years and not f.question.points_back and asks_for_period(f.inquiry) and by_period(f.inquiry)
    return LEFT if new else None


def _numbered_goal(f: Following) -> Said:
    """Answer 第三個策略目標的 KPI, whatever was spoken of; of the plan that was, where no other is named."""
    q = f.question
    of_list = any(e.subject == "goal" for e in f.listed) or key("目標值") in q.flat
    asks = q.has("kpis", "strategies") or (f.is_elliptic and not of_list)
    if q.goal_number is None or q.topic or not asks:
        return None
    spoken_of = {e.release for e in [*f.listed, *([f.focus] if f.focus else [])]}
    here = [g for g in f.inquiry.goal_numbered(q.goal_number) if g.release in spoken_of and not q.agencies]
    of_one = len(here) == 1 and here[0].subject == "goal"
    return (field(f.inquiry, here[0], "kpis") if of_one else None) or LEFT


def _in_a_column(f: Following) -> Said:
    """Answer what was asked of the thing spoken of from a column that its table has besides the usual ones."""
    q, focus = f.question, f.focus
    if focus is None or len(q.topic) > _OF_COLUMN or (q.topic and f.inquiry.meant("kpi", "project", "item", "goal")):
        return None
    asked = [a for a in COLUMNS if q.has(a)]
    said = (field(f.inquiry, focus, a) for a in asked)
    if found := next((o for o in said if o and isinstance(o.answer, Answered)), None):
        return found
    # 經費, after the projects of an indicator: of these, where one alone was listed.
    able = [(e, a) for e in f.listed for a in asked if e != focus and columns_of(a, e, q.years)]
    return field(f.inquiry, *able[0]) if len(able) == 1 == len(f.listed) else None


_OF_COLUMN = 3  # 預算, 哪一科: what is left of a question names the column and nothing else.


def _actual(f: Following) -> Said:
    """Refuse to say what was reached where no column does."""
    q = f.question
    if f.focus is None or not q.has("actual") or q.topic or q.has("measure"):
        return None
    return Outcome(not_found(f.inquiry, phrases.NO_ACTUAL), focus=f.focus)


def _another_year(f: Following) -> Said:
    """Answer for another year than the one asked for last, or by how much the two differ."""
    is_of_focus = not f.question.topic or other_years.asks_growth(f.question)
    return other_years.of_another_year(f.inquiry, f.focus) if f.focus and is_of_focus else None


def _over_years(f: Following) -> Said:
    """Work out a sum or an average of the years of what was spoken of (總共幾件)."""
    is_kpi = f.focus is not None and isinstance(f.focus.fact, Kpi) and f.inquiry.context.attribute == "target"
    q = f.question
    in_all = _IN_ALL.search(q.flat) if not q.topic else asks_share(q.flat) and names_growth_alone(q.topic)
    asks = is_kpi and not f.listed and in_all
    return over_years(f.inquiry) if asks else None


_IN_ALL = re.compile(key("(總共|一共|合計|加總|加起來|平均)(要|是)?(幾|多少|呢|[?？]*$)"))


def _reason(f: Following) -> Said:
    """Say that the plans give no reason."""
    q = f.question
    asks = f.focus and not q.topic and not q.attributes and _WHY.search(q.flat)
    return Outcome(not_found(f.inquiry), focus=f.focus) if asks else None


_WHY = re.compile(key("為什麼|為何|怎麼會|憑什麼|原因|理由"))


def _several_named(f: Following) -> Said:
    """Leave alone what compares or adds up things that it names."""
    q = f.question
    compares = q.asks("sum", "difference", "versus", "highest", "lowest")
    return LEFT if compares and (q.topic or len(ordinals_of(q.flat)) > 1) else None


def _of_whole_plans(f: Following) -> Said:
    """Leave alone what plans have and no fact has: 年度施政目標有哪些 is not about what was spoken of."""
    q, focus = f.question, f.focus
    asks = (q.attribute == "goal" and _BELONGS.search(q.flat)) or (q.has("projects") and _ITS_PROJECTS.search(q.flat))
    of_its_own = focus is not None and focus.subject == "kpi" and asks
    is_about_focus = q.topic or q.points_back or of_its_own
    return LEFT if not is_about_focus and (q.has(*_OF_PLANS) or _WHOLE.search(q.flat)) else None


_OF_PLANS: tuple[Attribute, ...] = ("goals", "outlines", "chapters", "documents", "covered", "basis", "agency")
_WHOLE = re.compile(key("所有|全部|通通|列出(?!它|其)"))
_ITS_PROJECTS = re.compile(
    key("^(那|又|還)?(它)?(有|是)?(哪些|什麼|哪幾個)計畫[?。]*$")
)  # 有哪些計畫, after an indicator.
_BELONGS = re.compile(key("屬於|屬|歸|隸屬"))


def _point_of_content(f: Following) -> Said:
    """Answer one numbered entry of the content of what was spoken of (第三點)."""
    found = _POINT.search(f.question.flat)
    if f.focus is None or f.question.topic or f.listed or found is None:
        return None
    point = facts.content_point(f.focus, parse_numeral(found[1]) if found[1] else -1) or facts.no_such_point(f.focus)
    return Outcome(point, focus=f.focus, attribute="content") if point else None


_POINT = re.compile(key("(?:第([一二三四五六七八九十]+|\\d+)|最後一?)(?:點|項|條|款)"))


def _since_when(f: Following) -> Said:
    """Answer 是哪年開始累計 of a KPI with its measure, which says it."""
    q = f.question
    if q.attribute != "period" or f.focus is None or q.topic or f.listed or not isinstance(f.focus.fact, Kpi):
        return None
    return field(f.inquiry, f.focus, "measure") or LEFT


def _a_like_name(f: Following) -> Said:
    """Answer for the one fact whose name begins as that of the focus and holds the topic (那中程個案計畫呢)."""
    q, focus = f.question, f.focus
    if focus is None or not q.topic or q.attributes or not f.is_elliptic:
        return None
    found = [
        entry
        for entry in f.inquiry.catalogue.of(focus.subject)
        if entry.release == focus.release
        and entry != focus
        and all(run in entry.name_key for run in q.topic.split())
        and entry.name_key[:_SAME_BEGINNING] == focus.name_key[:_SAME_BEGINNING]
    ]
    if len(found) != 1:
        return None
    in_years_asked(f.inquiry, found[0], f.attribute)
    return field(f.inquiry, found[0], f.attribute) or LEFT


_SAME_BEGINNING = 4


def _another_thing(f: Following) -> Said:
    """Answer the same of another thing; of several, of the one that is counted like what was spoken of."""
    inquiry, q, focus = f.inquiry, f.question, f.focus
    if not q.topic or q.attributes or not f.is_elliptic or not inquiry.context.attribute:
        return None
    meant = _with_column(inquiry, f.attribute) if f.attribute in _AMOUNTS else inquiry.meant(*HAVE.get(f.attribute, ()))
    alike = [e for e in meant if focus and e != focus and same_unit(e, focus)]
    chosen = alike if len(meant) > 1 and len(alike) == 1 else meant
    if len(chosen) > 1:
        said = ambiguous(inquiry.catalogue, q, chosen, f.attribute)
        return Outcome(said, listed=tuple(chosen), attribute=f.attribute)
    if not chosen:
        return None
    in_years_asked(inquiry, chosen[0], f.attribute)
    return field(inquiry, chosen[0], f.attribute)


_AMOUNTS: tuple[Attribute, ...] = ("money", "weight")


def _with_column(inquiry: Inquiry, attribute: Attribute) -> list[Entry]:
    """Give what a topic means of all that says something in a column (槐埕的呢, after the budget of another)."""
    linked = inquiry.candidates("kpi", "project", "item")
    return inquiry.choose([c for c in linked if columns_of(attribute, c.entry, inquiry.question.years)])


def _part_of_measure(f: Following) -> Said:
    """Answer what is asked of a part of the focus's measure (北美的話要什麼層級), where it names nothing else."""
    inquiry, q, focus = f.inquiry, f.question, f.focus
    if not q.topic or focus is None or not isinstance(focus.fact, Kpi) or focus.fact.measure is None:
        return None
    asked = {a for a in q.attributes if a in HAVE and (a != "target" or SPEAKS_OF_TARGETS.search(q.flat))}
    if q.years or q.unit or asked - {"measure"} or _means_another(inquiry, focus):
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


_WAYS: tuple[_Way, ...] = (
    _Way("of a period", _of_a_period, "the year of 107 年結束 would be read as one of what was spoken of"),
    _Way("the goal of a number", _numbered_goal, "第三個 would be read as the third of the list"),
    _Way("in a column", _in_a_column, "where a column says what was reached, it is not refused"),
    _Way("what was reached", _actual, "前一年實際 is not answered with the target of that year"),
    _Way("all its years", siblings.every_year, "逐年呢 names no year, and would be found nowhere"),
    _Way("a sibling", siblings.sibling, "件數 is a word of form: what was spoken of would be told again"),
    _Way("of all its years", _over_years, "總共幾件 would be told the targets and no sum"),
    _Way("another year", _another_year, "what follows knows no years but those that are named"),
    _Way("why", _reason, "it asks for no field, and would be told the one that was asked for last"),
    _Way("another indicator", earlier.another_kpi, "what was spoken of would be picked"),
    _Way("all of a list", earlier.all_of_list, "what follows picks one"),
    _Way("all that have it", earlier.all_that_have_it, "what was spoken of would be picked, which does not have it"),
    _Way("several that are named", _several_named, "what follows answers for one thing"),
    _Way("whole plans", _of_whole_plans, "what follows takes what names nothing to be about what was spoken of"),
    _Way("a point of the content", _point_of_content, "where nothing was listed, an ordinal picks nothing"),
    _Way("since when", _since_when, "a KPI has no period: it would be refused"),
    _Way("one of before", earlier.one_of_before, "what names one of a list is not looked for elsewhere"),
    _Way("a part of the measure", _part_of_measure, "what names a part of what was spoken of names no other thing"),
    _Way("a like name", _a_like_name, "a name that begins alike is nearer than any other"),
    _Way("another thing", _another_thing, "what is none of these names another thing"),
)
