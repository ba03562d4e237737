"""The projects of a period: those that begin, end or go on in a year, take so many years, or come first or last."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable

from knowledge import phrases
from knowledge.answers import lists
from knowledge.answers.choice import not_found
from knowledge.inquiry import Inquiry
from knowledge.models import Project
from knowledge.numbers import parse_numeral
from knowledge.question import Question
from knowledge.rules.outcome import Outcome
from knowledge.words import key
from knowledge.years import parse_period


def of_period(inquiry: Inquiry) -> Outcome | None:
    """List or count the projects of a period, of which some begin before the plan's years or end after them."""
    q = inquiry.question
    listing = by_period(inquiry) if asks_for_period(inquiry) else None
    if listing is None:
        return None
    if not listing.entries:
        return Outcome(not_found(inquiry, phrases.NONE_LISTED.format(what=listing.counted_as)))
    said = lists.answer_count(listing) if q.asks("count") else lists.answer_list(listing)
    return Outcome(said, listed=listing.shown)


def asks_for_period(inquiry: Inquiry) -> bool:
    """Tell whether a question asks which projects there are of a period, whatever was spoken of before."""
    q = inquiry.question
    asks_list = q.asks("list", "count") or _PROJECTS.search(q.flat) or LASTING.search(q.flat)
    of_period = key("期程") in q.flat or _RUNS.search(q.flat) or _LASTS.search(q.flat) or _LONGER.search(q.flat)
    return bool(of_period and asks_list) and not q.has("kpis")


_PROJECTS = re.compile(key("的?(重要)?計畫(呢|嗎)?[?。]*$"))
# 只做一年的, 期程四年的: how long a project takes.
_LASTS = re.compile(
    key(
        "(?:期程|為期|執行|辦理|做)(?:是|為|有|只有?|僅有?|了|期間)*([一二兩三四五六]|\\d)個?年(?!度)|只有?([一二兩三]|\\d)年期?的"
    )
)


_YEARS = "([一二兩三四五六七八九十]|\\d{1,2})個?年(?!度)"
_LONGER = re.compile(
    key(
        "(?:期程|為期|期間|執行|辦理|做|計畫).{0,3}?(不超過|超過|逾|大於|多於|長於|高於|不到|未滿|不少於|少於|短於|低於|不滿|至少|至多|最多)了?"
        f"{_YEARS}|(?:期程|為期|期間|執行|辦理|做).{{0,3}}?{_YEARS}(以上|以下|以內)"
    )
)
LASTING = re.compile(key("期程.{0,3}(?:只有?|僅有?|是|為|有)?([一二兩三四五六]|\\d)個?年的[?。]*$"))


# 最晚開始的計畫, 期程最長的計畫: by which end of a period, or by its length, and whether the greatest is meant.
_RUNS = re.compile(
    key(
        "計畫.{0,12}(開始|結束|完成|到期|屆滿|執行到|辦理到|做到)|(開始|結束|到期|屆滿).{0,8}計畫"
        "|到\\d+年(度|底)?(為止)?的.{0,6}計畫|[還仍]在.{0,6}計畫|計畫[^\\d]{0,6}到\\d+年"
    )
)
_EXTREMES: tuple[tuple[re.Pattern[str], Callable[[tuple[int, int]], int], bool], ...] = (
    (re.compile(key("最(晚|後|遲)(才)?(開始|啟動|起)")), lambda p: p[0], True),
    (re.compile(key("最(早|先)(開始|啟動|起)")), lambda p: p[0], False),
    (re.compile(key("最(晚|後|遲)(才)?(結束|完成|到期)")), lambda p: p[1], True),
    (re.compile(key("最(早|先)(結束|完成|到期)")), lambda p: p[1], False),
    (
        re.compile(key("(期程|時間|期間|年期|做|辦理).{0,3}最[長久]|最[長久]的.{0,4}計畫")),
        lambda p: p[1] - p[0],
        True,
    ),
    (re.compile(key("(期程|時間|期間|年期|做|辦理).{0,3}最短|最短的.{0,4}計畫")), lambda p: p[1] - p[0], False),
)


def first_or_last(inquiry: Inquiry) -> Outcome | None:
    """List the projects that begin or end first or last, or take the longest or shortest."""
    q = inquiry.question
    rule = next((rule for rule in _EXTREMES if rule[0].search(q.flat)), None)
    if rule is None or q.topic or key("計畫") not in q.flat:
        return None
    _, measured, greatest = rule
    dated = [
        (e, e.fact.period, measured(p))
        for e in inquiry.entries("project")
        if isinstance(e.fact, Project) and e.fact.period and (p := parse_period(e.fact.period.text))
    ]
    if not dated:
        return None
    values = [value for _, _, value in dated]
    wanted = max(values) if greatest else min(values)
    found = [(entry, period) for entry, period, value in dated if value == wanted]
    title = phrases.PROJECTS_SUCH
    listing = lists.Listing(
        title, "重要計畫", "項", tuple(e for e, _ in found), beside=tuple(p for _, p in found), shows_beside=True
    )
    said = lists.answer_list(listing)
    return Outcome(said, focus=found[0][0] if len(found) == 1 else None, listed=listing.shown)


def by_period(inquiry: Inquiry) -> lists.Listing | None:
    """List the projects of a period: 期程是 107-109 的, 於 107 年結束的, 105 年開始的; an empty list where none is."""
    q = inquiry.question
    if re.search(key("綱要|策略目標|施政目標|指標|kpi"), q.flat) and not re.search(key("期程"), q.flat):
        return None
    if not q.has("projects", "period") and not re.search(key("計畫|案"), q.flat):
        return None
    kinds = _categories(inquiry)
    wanted = _period_test(q) if not _STILL.sub("", q.topic).strip() or kinds else None
    if wanted is None:
        return None
    projects = [e for e in inquiry.entries("project") if isinstance(e.fact, Project) and e.fact.period
                and (not kinds or (e.fact.category and key(e.fact.category.text) in kinds))
                and (p := parse_period(e.fact.period.text)) and wanted(p)]  # fmt: skip
    beside = tuple(e.fact.period for e in projects if isinstance(e.fact, Project))
    return lists.Listing(
        phrases.PROJECTS_SUCH, "符合的重要計畫", "項", tuple(projects), beside=beside, shows_beside=True
    )


def _categories(inquiry: Inquiry) -> set[str]:
    """Give the categories that are all that a question names (109年結束的科技發展計畫); none where it names more."""
    facts = (e.fact for e in inquiry.entries("project"))
    known = {key(f.category.text) for f in facts if isinstance(f, Project) and f.category}
    runs = [named for run in inquiry.question.topic.split() if (named := run.removesuffix(_PLAN).removesuffix(_KIND))]
    return set(runs) if set(runs) <= known else set()


_PLAN, _KIND = key("計畫"), key("類")


def _period_test(q: Question) -> Callable[[tuple[int, int]], bool] | None:
    wanted = _span_test(q)
    if wanted is None or not _NOT.search(q.flat) or _NOT_UNTIL.search(q.flat) or _NOT_YET.search(q.flat):
        return wanted
    return lambda p: not wanted(p)


def _span_test(q: Question) -> Callable[[tuple[int, int]], bool] | None:
    """Read the period or the year that is meant, the negation aside."""
    if q.period:
        return lambda p: p == q.period
    if not q.years and (longer := _LONGER.search(q.flat)):
        return _length_test(longer)
    if not q.years and (lasts := _LASTS.search(q.flat)):
        length = parse_numeral(lasts[1] or lasts[2])
        return lambda p: p[1] - p[0] + 1 == length
    if len(q.years) == 2 and re.search(key("到|至|開始.*(結束|完成|到期)"), q.flat):
        return lambda p: p == (min(q.years), max(q.years))
    if len(q.years) != 1:
        return None
    year, end = q.years[0], _UNTIL_OR_SINCE.search(q.flat)
    if _NOT_UNTIL.search(q.flat):
        return lambda p: p[1] < year
    if not_yet := _NOT_YET.search(q.flat):
        at = 1 if not_yet[1] else 0
        return lambda p: p[at] > year
    holds = operator.eq if end is None else operator.le if end[1] else operator.ge
    if re.search(key("涵蓋|包含|跨|期間|仍在|還在"), q.flat):
        return lambda p: p[0] <= year <= p[1]
    if re.search(
        key("結束|完成|到期|截止|為止|屆滿|收|做完|落幕|(期程.{0,4}|執行|辦理|進行|延續|做)(到|至)|(?<!年)到\\d+年"),
        q.flat,
    ):
        return lambda p: holds(p[1], year)
    if re.search(key("開始|起|啟動|展開|上路"), q.flat):
        return lambda p: holds(p[0], year)
    return None


def _length_test(found: re.Match[str]) -> Callable[[tuple[int, int]], bool]:
    """Read how much longer or shorter than some years a period is to be: 超過四年, 兩年以下."""
    word, length = found[1] or found[4], parse_numeral(found[2] or found[3]) or 0
    holds = next(holds for words, holds in _LENGTHS if words.fullmatch(word))
    return lambda p: holds(p[1] - p[0] + 1, length)


_LENGTHS: tuple[tuple[re.Pattern[str], Callable[[int, int], bool]], ...] = (
    (re.compile(key("超過|逾|大於|多於|長於|高於")), operator.gt),
    (re.compile(key("不到|未滿|少於|短於|低於|不滿")), operator.lt),
    (re.compile(key("至少|以上|不少於")), operator.ge),
    (re.compile(key("不超過|至多|最多|以下|以內|內")), operator.le),
)
# 106 年以後 and 109 年底前 hold the year itself, as 以後 and 以前 do in laws.
_UNTIL_OR_SINCE = re.compile(key("年(?:度|底|初|間)?(?:(以前|之前|前)|以後|之後|以來|後)"))
# What does not go on to a year ends before it; what has not ended in it ends later.
_NOT_UNTIL = re.compile(key("(?:沒有?|未|不)(?:會|能|再)?(?:做|執行|辦理|進行|延續|延|跨|持續)?(?:到|至|滿)\\d+年"))
_STILL = re.compile(key("^(?:都|也|就)?(?:還沒有?|尚未|仍未|還未|仍沒有?|還不|不會)$"))
_NOT_YET = re.compile(
    key("(?:沒有?|未|不會?)(?:會|在|於|被)?(?:就|才)?(?:(結束|完成|到期|做完|屆滿|截止)|開始|啟動|展開)")
)
_NOT = re.compile(key("不是|沒有?(涵蓋|包含|跨)|[不未](涵蓋|包含|含|跨)|以外|除了|非"))
