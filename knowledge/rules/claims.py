"""Yes or no to what a question supposes of a field that is no target: 評估體制是3嗎, 屬於目標六嗎, 109年還在執行嗎."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from knowledge import phrases
from knowledge.answers import facts
from knowledge.catalogue import Entry, Goal, Subject
from knowledge.cues import Attribute
from knowledge.inquiry import Inquiry, covers
from knowledge.models import Answered, Kpi, Project
from knowledge.numbers import parse_numeral
from knowledge.rules.outcome import Outcome
from knowledge.words import key
from knowledge.years import parse_period


@dataclass(frozen=True, slots=True)
class _Claim:
    """A field of which a question may suppose what it says, by `said`, whose words name no fact.

    `holds` tells whether it does say so; None where that is open.
    """

    name: str
    said: re.Pattern[str]
    subject: Subject
    field: Attribute
    holds: Callable[[Inquiry, Entry, re.Match[str]], bool | None]


def supposed(inquiry: Inquiry) -> Outcome | None:
    """Say yes or no to what a question supposes of a field of one fact, with what the field says."""
    q = inquiry.question
    if q.asks("list", "count") or not _ASKS.search(q.flat):
        return None
    for claim in _CLAIMS:
        if (found := claim.said.search(q.flat)) is None or (entry := _meant(inquiry, claim, found)) is None:
            continue
        is_so, said = claim.holds(inquiry, entry, found), facts.FIELDS[claim.field](inquiry.catalogue, entry)
        if is_so is not None and isinstance(said, Answered):
            head = phrases.IS_SO if is_so else phrases.IS_NOT_SO
            if claim.field == "target":
                head += phrases.UNIT_IS.format(unit=said.figures[0].unit) + "\n"
            return Outcome(replace(said, text=head + said.text), focus=entry, attribute=claim.field)
    return None


_ASKS = re.compile(key("(嗎|吧|對不對|沒錯)[?。]*$|是不是|是否"))


def _meant(inquiry: Inquiry, claim: _Claim, found: re.Match[str]) -> Entry | None:
    """Give the one fact that a question names before what it supposes, or that was spoken of last."""
    q, focus = inquiry.question, inquiry.focus()
    topic = " ".join(left for run in q.topic.split() if (left := _named(run, q.flat, found)))
    if not topic:
        return focus if focus and focus.subject == claim.subject else None
    if inquiry.linker.foreign_places(topic.split()) or inquiry.names_stranger():
        return None
    # What is said of a project may be said of an indicator or item as well, that is named better.
    others: tuple[Subject, ...] = ("kpi", "item") if claim.subject == "project" else ()
    others = tuple(s for s in others if any(covers(e, q.years) for e in inquiry.entries(s)))
    for named in dict.fromkeys((topic, topic.removesuffix(_PLAN))):
        meant = inquiry.meant(claim.subject, *others, topic=named) if named else []
        if len(meant) == 1:
            return meant[0] if meant[0].subject == claim.subject else None
    return None


_PLAN = key("計畫")


def _named(run: str, flat: str, found: re.Match[str]) -> str:
    """Take out of a run of a topic what stands within the words that suppose something."""
    at = flat.find(run)
    within = [i for i in range(len(run)) if found.start() <= at + i < found.end()]
    left = "".join(char for i, char in enumerate(run) if i not in within)
    return left if len(left) > 1 else ""


def _is_of_code(inquiry: Inquiry, kpi: Entry, found: re.Match[str]) -> bool | None:
    system = kpi.fact.assessment_system if isinstance(kpi.fact, Kpi) else None
    return key(system.text) == found["code"] if system else None


def _is_assessed_by(inquiry: Inquiry, kpi: Entry, found: re.Match[str]) -> bool | None:
    """Tell whether the way of being assessed is called so; open where the two share a character."""
    method = kpi.fact.assessment_method if isinstance(kpi.fact, Kpi) else None
    if method is None:
        return None
    if found["way"] in key(method.text):
        return True
    return None if set(found["way"]) & set(key(method.text)) else False


def _is_of_goal_numbered(inquiry: Inquiry, kpi: Entry, found: re.Match[str]) -> bool | None:
    number = inquiry.question.goal_number
    own = parse_numeral(key(kpi.fact.goal_no)) if isinstance(kpi.fact, Kpi) and kpi.fact.goal_no else None
    return None if number is None or own is None else own == number


def _is_of_goal_named(inquiry: Inquiry, kpi: Entry, found: re.Match[str]) -> bool | None:
    """Tell whether the goal that a question names is that of an indicator; open where it names none of its plan."""
    if not isinstance(kpi.fact, Kpi) or kpi.fact.goal is None:
        return None
    goals = [e for e in inquiry.meant("goal", topic=found["goal"]) if isinstance(e.fact, Goal) and e.fact.kpis]
    if len(goals) != 1 or goals[0].release != kpi.release:
        return None
    return goals[0].name_key == key(kpi.fact.goal.text)


def _is_in_unit(inquiry: Inquiry, kpi: Entry, found: re.Match[str]) -> bool | None:
    """Tell whether all targets are in a unit; open where they have several, or none."""
    units = {t.unit for t in kpi.fact.targets} if isinstance(kpi.fact, Kpi) else set()
    unit = units.pop() if len(units) == 1 else None
    if not unit or _PER_CENT.search(found["unit"]):
        return None if not unit else key(unit) == key("%")
    return key(unit) == found["unit"]


_PER_CENT = re.compile(key("百分比|百分點|趴|%"))


def _period_of(project: Entry) -> tuple[int, int] | None:
    period = project.fact.period if isinstance(project.fact, Project) else None
    return parse_period(period.text) if period else None


def _is_of_period(inquiry: Inquiry, project: Entry, found: re.Match[str]) -> bool | None:
    own, asked = _period_of(project), inquiry.question.period
    return None if own is None or asked is None else own == asked


def _begins(inquiry: Inquiry, project: Entry, found: re.Match[str]) -> bool | None:
    own, years = _period_of(project), inquiry.question.years
    return own[0] == years[0] if own and len(years) == 1 else None


def _ends(inquiry: Inquiry, project: Entry, found: re.Match[str]) -> bool | None:
    own, years = _period_of(project), inquiry.question.years
    return own[1] == years[0] if own and len(years) == 1 else None


def _goes_on(inquiry: Inquiry, project: Entry, found: re.Match[str]) -> bool | None:
    own, years = _period_of(project), inquiry.question.years
    return own[0] <= years[0] <= own[1] if own and len(years) == 1 else None


def _said(pattern: str) -> re.Pattern[str]:
    return re.compile(key(pattern.replace("#", _YEAR)).replace("(?p<", "(?P<"))


_YEAR = "(?:民國|西元)?\\d{2,4}年?(?:度|底|初)?"
_END = "(?:嗎|吧|對嗎|對不對|沒錯吧?)?[?。]*$"
_IS = "(?:的)?(?:是不是|是否|是|為|要|會)?"
# In the order in which they are tried: 屬於目標六 says a number, and 是 106 到 109 年 a beginning as well.
_CLAIMS = (
    _Claim(
        "the code of assessment",
        _said(f"的?評估體制(?:代號)?{_IS}(?P<code>\\d{{1,2}}){_END}"),
        "kpi",
        "system",
        _is_of_code,
    ),
    _Claim(
        "the way of being assessed",
        _said(f"的?評估(?:方式|方法)(?:是不是|是否)?(?:是|為|採用?|用)(?P<way>[^\\d的是]{{2,8}}?)(?:來評估)?{_END}"),
        "kpi",
        "method",
        _is_assessed_by,
    ),
    _Claim(
        "the unit",
        _said(f"的?(?:目標值?的?)?單位{_IS}(?:用|以)?「?(?P<unit>%|[^\\d是不為用以的什麼哪嗎吧]{{1,4}})」?{_END}"),
        "kpi",
        "target",
        _is_in_unit,
    ),
    _Claim(
        "the number of a goal",
        _said(
            "(?:指標|kpi)?(?:是不是|是否)?(?:歸?屬於?|隸屬|[掛歸放]在)(?:第[^第]{1,3}[個項])?(?:關鍵)?(?:策略|施政)*目標.*$"
        ),
        "kpi",
        "goal",
        _is_of_goal_numbered,
    ),
    _Claim(
        "the name of a goal",
        _said(
            f"(?:指標|kpi)?(?:是不是|是否)?(?:歸?屬於?|隸屬)「?(?P<goal>.{{2,40}}?)」?(?:這個|的)?(?:關鍵|策略|施政)*目標{_END}"
        ),
        "kpi",
        "goal",
        _is_of_goal_named,
    ),
    _Claim(
        "the whole period",
        _said(f"的?(?:計畫)?(?:期程|期間)?{_IS}#(?:到|至|-|~)#(?:的計畫)?{_END}"),
        "project",
        "period",
        _is_of_period,
    ),
    _Claim(
        "its first year",
        _said(f"(?:期程)?{_IS}(?:從|自)?#(?:就|才)?(?:開始|起|啟動|開辦)(?:執行|辦理|做|的)*{_END}"),
        "project",
        "period",
        _begins,
    ),
    _Claim(
        "its last year",
        _said(
            f"(?:期程)?{_IS}(?:只|執行|辦理|做)*(?:到|至)#(?:為?止|結束|而已)*{_END}"
            f"|(?:期程)?{_IS}#(?:就|才)?(?:會|要)?(?:結束|到期|完成|屆滿){_END}"
        ),
        "project",
        "period",
        _ends,
    ),
    _Claim(
        "a year of its period",
        _said(
            "(?:還|仍|也|都|是否|是不是)*(?:繼續|在|有|會|要)(?:在|有|要)?(?:持續|繼續)?"
            f"(?:執行|辦理|進行|推動|實施|做)?中?{_END}"
        ),
        "project",
        "period",
        _goes_on,
    ),
)
