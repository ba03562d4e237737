"""The KPIs whose targets rise, fall or stay over the years: 哪些指標逐年增加, 109 年比 106 年低的指標."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from knowledge import phrases
from knowledge.answers import figures
from knowledge.answers.choice import not_found
from knowledge.inquiry import Inquiry
from knowledge.rules.conditions import growth_in
from knowledge.rules.outcome import Outcome
from knowledge.words import key


@dataclass(frozen=True, slots=True)
class _Trend:
    """A way in which targets go on: `holds` tells it of a target and a later one."""

    said: re.Pattern[str]
    holds: Callable[[Decimal, Decimal], bool]


# In the order in which they are tried: 沒有增加 holds 增加.
_TRENDS = (
    _Trend(re.compile(key("不(?:一樣|相同|同)|(?<!沒)有(?:變動|改變|變化)")), operator.ne),
    _Trend(re.compile(key("沒有?(?:增減|變|改變|變動)|不變|不動|持平|一樣|相同|維持")), operator.eq),
    _Trend(re.compile(key("(?:沒有?|未|不)(?:再)?(?:增加|成長|提高|上升)")), operator.ge),
    _Trend(re.compile(key("(?:沒有?|未|不)(?:再)?(?:減少|下降|降低)")), operator.le),
    _Trend(
        re.compile(key("下降|下滑|降低|調降|減少|遞減|縮短|變[少低小]|往下|比(?![例率重])[^比]{1,10}[低少小]")),
        operator.gt,
    ),
    _Trend(
        re.compile(key("上升|升高|增加|成長|提高|調高|遞增|變[多高大]|往上|比(?![例率重])[^比]{1,10}[高多大]")),
        operator.lt,
    ),
)
_GOES = re.compile("|".join(trend.said.pattern for trend in _TRENDS))
_ASKS = re.compile(
    key("(哪些|哪幾|哪|有幾|多少)[個項]?的?.{0,6}(指標|kpi)|(指標|kpi).{0,3}(有哪些|有幾[個項]|是哪|有嗎)")
)
_SUCH = re.compile(key("的(關鍵|績效)*(指標|kpi)[?。]*$"))  # 109年目標比108年高的指標
_EVERY_YEAR = re.compile(key("逐年|年年|每年|一路|持續|一直|[都皆]"))
_SPAN = re.compile(key("[一二兩三四五六\\d]年(間|內|來)?|逐年|年年|每年|一路|持續|一直|[都皆會有是在]|的|目標值?"))
_FURTHER = (operator.lt, operator.gt, operator.ne)  # What does not rise does so in no year.


def of_trend(inquiry: Inquiry) -> Outcome | None:
    """List the KPIs whose targets rise, fall or stay: from the first year to the last, of two years, or each year."""
    q = inquiry.question
    trend = next((trend for trend in _TRENDS if trend.said.search(q.flat)), None)
    years = q.years or (tuple(range(q.period[0], q.period[1] + 1)) if q.period else ())
    is_told = len(years) >= 2 or _EVERY_YEAR.search(q.flat)
    asks = _ASKS.search(q.flat) or (is_told and _SUCH.search(q.flat))
    if trend is None or not asks or q.goal_number is not None or q.bound or q.asks("highest", "lowest"):
        return None
    if growth_in(q):
        return None  # 成長6%的指標 states a target.
    if q.supposed and len(q.years) > 1:
        return Outcome(not_found(inquiry, phrases.NOT_WORKED_OUT))  # By how much is not told of all.
    if _GOES.sub("", _SPAN.sub("", q.topic)).strip():
        return None
    found: list[figures.Operand] = []
    compared = False
    for kpi in inquiry.entries("kpi"):
        targets = sorted(figures.operands([kpi], None, years), key=lambda o: o.target.year or 0)
        if len(targets) >= 2 and figures.one_unit(targets) and set(years) <= {o.target.year for o in targets}:
            compared = True
            found += _kept(trend, targets, bool(_EVERY_YEAR.search(q.flat)) or trend.holds not in _FURTHER)
    if not found:
        said = phrases.NO_TARGET_WITHIN if compared else phrases.NO_YEARS_TO_COMPARE
        return Outcome(not_found(inquiry, said))
    listed = tuple(dict.fromkeys(o.entry for o in found))
    return Outcome(figures.chosen(found, phrases.TARGETS_SUCH), listed=listed, attribute="target")


def _kept(trend: _Trend, targets: Sequence[figures.Operand], every_year: bool) -> Sequence[figures.Operand]:
    """Give the targets by which a KPI is seen to go so, of all its years or the first and the last; none if not."""
    shown = targets if every_year else [targets[0], targets[-1]]
    return shown if all(trend.holds(one.size, next_.size) for one, next_ in pairwise(shown)) else []
