"""Another year of an indicator than the one asked for last: 前一年呢, 最後一年, 比前一年多多少."""

from __future__ import annotations

import re

from knowledge import phrases
from knowledge.answers import facts, figures, reckoned
from knowledge.catalogue import Entry
from knowledge.inquiry import Inquiry
from knowledge.models import Kpi
from knowledge.question import Question
from knowledge.rules.outcome import Outcome
from knowledge.rules.reckoning_words import asks_share
from knowledge.words import key


def of_another_year(inquiry: Inquiry, kpi: Entry) -> Outcome | None:
    """Answer for the year before or after the one asked for last, or by how much it differs."""
    q, last = inquiry.question, inquiry.context.years
    if not isinstance(kpi.fact, Kpi):
        return None
    if (end := _END.search(q.flat)) and not q.asks("difference"):
        years = [t.year for t in kpi.fact.targets if t.year]
        return _target(inquiry, kpi, min(years) if end[1] else max(years)) if years else None
    shift = _BEFORE.search(q.flat) or (None if q.years else _GROWN_BY.match(q.flat))
    asks = q.asks("difference") or _WITH.search(q.flat)
    differs = asks and (q.years or (len(inquiry.context.earlier) == 1 and not inquiry.listed()[1:]))
    if len(last) != 1 or len(q.years) > 1 or not (shift or differs):
        return None  # 113 比 111 多多少 names both years.
    # Of two years that were asked one after the other, it is these that differ.
    just_asked = inquiry.context.earlier if len(inquiry.context.earlier) == 1 and not _BEFORE.search(q.flat) else ()
    other = (q.years or just_asked or (last[0] + (-1 if shift and shift[1] else 1),))[0]
    if q.asks("difference") or _GROWN.search(q.flat) or _WITH.search(q.flat):
        return _grown(kpi, (other, last[0]), q.flat)
    return _target(inquiry, kpi, other, inquiry.years_said() or phrases.THAT_YEAR)


def asks_growth(question: Question) -> bool:
    """Tell whether a question is 增加多少, of the year before."""
    return _GROWN_BY.match(question.flat) is not None


def _target(inquiry: Inquiry, kpi: Entry, year: int, asked: str = "") -> Outcome | None:
    found = facts.target(inquiry.catalogue, kpi, (year,), asked)
    return Outcome(found, focus=kpi, attribute="target") if found else None


def _grown(kpi: Entry, years: tuple[int, int], flat: str) -> Outcome | None:
    """Work out by how much the target of the later of two years is above or below that of the earlier."""
    both = sorted(figures.operands([kpi], None, years), key=lambda o: o.target.year or 0)
    if len(both) != 2 or not figures.one_unit(both):
        return None
    said = reckoned.growth(both) if asks_share(flat) else reckoned.grown(both)
    return Outcome(said, focus=kpi, attribute="target")


_END = re.compile(key("(第一年|頭一年|首年)|最後一?年|末年"))
_BEFORE = re.compile(key("((?:前|上)一?個?年(?!度施政))|(?:後|下|次|隔|翌)一?個?年(?!度施政)"))
# 跟109年比呢, 怎麼比去年少: what was asked last is set against another year.
_WITH = re.compile(
    key(
        "[跟和與].{2,8}(相?比|比較|比起來)(呢|起來)?[?？。]*$"
        "|[比較](去年|前年|\d+年(度)?)(是|還)?(變)?[多少高低][?？。]*$"
    )
)
_GROWN = re.compile(key("成長|增加|減少|多|少|高|低|變|比"))
# The group is that of `_BEFORE` by which the year before is told from the year after.
_GROWN_BY = re.compile(key("那?((增加|成長|減少|提高|提升|上升|下降|降低|縮短)了?)(多少|幾.{0,4})[呢?。]*$"))
