"""One indicator over its years: 四年總共幾輛, 三年平均, 比去年多多少, 成長幾%, 是 110 年的幾倍, 逐年增加還是減少."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from knowledge import mismatch, phrases
from knowledge.answers import columns, facts, figures, reckoned
from knowledge.answers.figures import Operand
from knowledge.answers.targets import is_doubted
from knowledge.catalogue import Entry
from knowledge.inquiry import Inquiry
from knowledge.models import Answered, Kpi
from knowledge.numbers import parse_numeral
from knowledge.question import Question
from knowledge.rules.outcome import Outcome
from knowledge.rules.reckoning_words import DOWN, IN_SHARES, UP, names_growth_alone, without_reckoning
from knowledge.rules.series import Series, is_running, series_of, years_of_targets
from knowledge.words import key
from knowledge.years import roc

_CHANGES = f"{UP}|{DOWN}|新增"
_HOW_MUCH = "(?=幾|多少)"
# 三年, 最近兩年, 前三年: how many years, and at which end.
_SPAN = re.compile(key("(最近|近|後)?(前|頭)?([一二兩三四五六七八]|(?<!\\d)\\d)個?年(?!級)"))
_ALL_YEARS = re.compile(key("歷年|各年|逐年|每年|年年|這幾年|幾年|全期|全程|期間"))
_BEFORE = re.compile(key("[比較跟和與](去年|前一?年|上一?年|上年度|前年度)"))


@dataclass(frozen=True, slots=True)
class _Way:
    """Something that is worked out over years where `said` stands; `needs` are the fewest years that it takes.

    `spans` tells whether it is of all years from the first to the last where none are named, `pairs` whether of a year
    that is named alone it is against the year before.
    """

    name: str
    said: re.Pattern[str]
    work: Callable[[Sequence[Operand]], Answered]
    spans: bool = False
    pairs: bool = False


def _summed(found: Sequence[Operand]) -> Answered:
    return figures.not_summed(found) or figures.worked_out(found, add=True)


def _grown(found: Sequence[Operand]) -> Answered:
    return reckoned.grown((found[0], found[-1]))


# In the order in which they are tried: 每年增加多少 holds 增加多少, and 四年總共減少多少 is no sum.
_WAYS = (
    _Way(
        "a ratio", re.compile(key("[幾多]少?倍|是[^是]{2,8}的(幾成|(幾|多少)(%|趴)|百分之(幾|多少))")), reckoned.listed
    ),
    _Way(
        "a trend",
        re.compile(
            key(
                f"({UP}|升|[多高])(還是|或)(是)?({DOWN}|降|[少低])|({DOWN}|降|[少低])(還是|或)(是)?({UP}|升|[多高])"
                f"|[愈越]來[愈越]|趨勢|走勢|(逐年|年年|每年)(都|在)?({_CHANGES}|遞增|遞減)(嗎|吧)"
            )
        ),
        reckoned.trend,
        spans=True,
    ),
    _Way(
        "each step",
        re.compile(key(f"(?<!平均)(每年|逐年|年年)(都|要|會|各)*({_CHANGES}|[多少])了?{_HOW_MUCH}")),
        reckoned.steps,
        spans=True,
    ),
    _Way(
        "a growth in per cent",
        re.compile(key(IN_SHARES)),
        reckoned.growth,
        spans=True,
        pairs=True,
    ),
    _Way(
        "an average",
        re.compile(key("年.{0,3}平均(?!每(?!年))|年.{4,16}平均(?=[是為]?(多少|幾)|值?[?？]*$)|平均(每年|一年)")),
        reckoned.listed,
        spans=True,
    ),
    _Way(
        "a growth",
        re.compile(
            key(
                f"({_CHANGES}|(?<![至最])[多少]|差|相差)了?{_HOW_MUCH}|[比較].{{1,12}}[高低]了?{_HOW_MUCH}"
                f"|(總共|一共|共|合計)(要|會)?({UP}|{DOWN}|[多少](?=多少|幾))|(?<!每)新增(?=.{{0,12}}(幾|多少))"
                "|有沒有(變|增|減|提高|成長|下降)|有(成長|增加|減少|提高|下降|縮短)(嗎|吧|沒)|一樣|相同|持平"
                "|(為什麼|為何|怎麼會?|是不是|是否).{0,14}(增|減|升|降|多|少|提高|成長|變)"
            )
        ),
        _grown,
        spans=True,
        pairs=True,
    ),
    _Way(
        "a sum",
        re.compile(
            key(
                "總共|一共|共計|合計|總計|加總|總和|加起來|共(?=(要|做|有|是)?(幾|多少))"
                "|總(?=長度|面積|金額|重量|里程|時數|數量?|量|[人件家處場座輛戶台次篇]次?數?(?![\\u3400-\\u9fff]))"
            )
        ),
        _summed,
    ),
)


def over_years(inquiry: Inquiry) -> Outcome | None:
    """Work out what is asked of the targets of one KPI over years; None where they are not all there, or not alike."""
    q = inquiry.question
    way = next((w for w in _WAYS if w.said.search(q.flat)), None)
    if way is None or q.has("measure", "actual", "money") or q.asks("highest", "lowest"):
        return None
    if _REACHED.search(q.flat) or _OF_EACH.search(q.flat) or (q.supposed and _WHY.search(q.flat)):
        return None  # What was reached is compared with what is aimed at by another rule; 每件平均 is of no year.
    asked = without_reckoning(inquiry)
    kpi = _meant(inquiry, asked)
    if kpi is None or not _is_asked(way, inquiry, asked, kpi):
        return None
    is_reached = any(columns.reached(kpi, (year,)) for year in _named(inquiry))
    if len(years_of_targets(kpi)) == 1 and not is_reached and not _BEFORE.search(q.flat):
        said = facts.one_year_alone(kpi) if _IN_TIME.search(q.flat) and not _is_of_growth(kpi) else None
        return Outcome(said, focus=kpi, attribute="target") if said else None
    years = _years(inquiry, asked, way, kpi)
    found = series_of(asked, kpi, years, reached=way.pairs) if len(years) > 1 else None
    if found is None or len(found.figures) < 2 or not figures.one_unit(found.figures):
        return None
    return _worked_out(inquiry, way, kpi, found)


_WHY = re.compile(key("為什麼|為何|怎麼會"))  # 為什麼降到 18 億 supposes a figure, which is put right.
_OF_EACH = re.compile(key("每(?!年).{0,8}平均|平均每(?!年)"))
_REACHED = re.compile(key("達成(?!率)|實績|實際"))


def _worked_out(inquiry: Inquiry, way: _Way, kpi: Entry, found: Series) -> Outcome:
    span = _SPAN.search(inquiry.question.flat)
    counted = {o.target.year for o in found.figures}
    is_told = span is not None and parse_numeral(span[3]) == len(counted)
    is_other_span = span is not None and not (is_told or _named(inquiry) or _span_of(span, kpi))
    is_other_span = is_other_span or (found.has_gaps and way.work is reckoned.listed)  # Of how many years is open.
    # 112年比113年多多少 asks of the earlier year: by how much they differ is true of either.
    work = _apart if way.pairs and _is_of_earlier(inquiry.question) else way.work
    said = figures.chosen(found.figures, phrases.LISTED) if is_other_span else work(found.figures)
    lines = [said.text]
    if found.has_gaps:
        lines.append(phrases.SOME_YEARS)
    if is_doubted(inquiry.catalogue, kpi, "target"):
        lines.append(phrases.DOUBT)
    return Outcome(replace(said, text="\n".join(lines)), focus=kpi, attribute="target")


def _apart(found: Sequence[Operand]) -> Answered:
    return figures.worked_out((found[0], found[-1]), add=False)


def _is_of_earlier(q: Question) -> bool:
    """Tell whether a question compares an earlier year with a later one (112年比113年)."""
    found = _COMPARED.search(q.flat)
    return found is not None and roc(int(found[1])) < roc(int(found[2]))


_COMPARED = re.compile(rf"(\d{{2,4}})年?{key('度?')}.{{0,4}}[{key('比較')}](\d{{2,4}})年?")


def _meant(inquiry: Inquiry, asked: Inquiry) -> Entry | None:
    """Give the one KPI that a question means with or without the words that ask for what is worked out."""
    q, focus = inquiry.question, inquiry.focus()
    if not asked.question.topic or names_growth_alone(q.topic):
        return focus if focus and isinstance(focus.fact, Kpi) and not inquiry.listed()[1:] else None
    named = [m[0] for part in q.parts if len(m := asked.meant("kpi", topic=part)) == 1]
    if len(set(named)) > 1:
        return None  # One is compared with the other.
    meant = inquiry.meant("kpi")
    meant = meant if len(meant) == 1 else asked.meant("kpi")
    return meant[0] if len(meant) == 1 else None


def _is_asked(way: _Way, inquiry: Inquiry, asked: Inquiry, kpi: Entry) -> bool:
    """Tell whether the words that ask for something to be worked out are none of the KPI's own name, nor of a part."""
    besides = inquiry.question.flat.replace(kpi.name_key, "")
    said = way.said.search(besides)
    if said is None or said.group() in kpi.name_key:
        return False
    if _AVERAGE in said.group() and _AVERAGE in kpi.name_key and inquiry.question.flat.count(_AVERAGE) == 1:
        return False
    if _SEVERAL.search(besides):
        return False  # 兩個加起來 are two indicators.
    is_new = key("新增") in said.group()
    if is_new and not (is_running(kpi) or _COMPARES.search(besides)):
        return False  # 新增幾處 of a target that is no running total is that target.
    return not (mismatch.counts_otherwise(asked, kpi) or mismatch.asks_for_share(asked, [kpi]))


_AVERAGE = key("平均")
_SEVERAL = re.compile(key("[二兩三四](個|者|項|種)(指標|目標)?(?!百分)"))
_COMPARES = re.compile(key("[比較]"))
_IN_TIME = re.compile(key(f"[二兩三四五六七八]年|每年.{{0,2}}(增|成長|減)|({UP}|{DOWN})了?(幾|多少)"))


def _named(inquiry: Inquiry) -> tuple[int, ...]:
    """Give the years that a question names."""
    q = inquiry.question
    return q.years or (tuple(range(q.period[0], q.period[1] + 1)) if q.period else ())


def _years(inquiry: Inquiry, bare: Inquiry, way: _Way, kpi: Entry) -> tuple[int, ...]:
    """Give the years of which something is worked out; of two ends these alone; none where it is not said of which."""
    q, named, have = inquiry.question, sorted(set(_named(inquiry))), years_of_targets(kpi)
    if len(named) > 1:
        return (named[0], named[-1]) if way.pairs else tuple(named)
    if not named and is_running(kpi) and _NEW_IN_ALL.search(q.flat):
        return ()  # What was new in the first year the first total does not say.
    if len(named) == 1 and not way.pairs:
        return _from_or_to(q, named[0], have)
    if len(named) == 1:
        return _pair(q, named[0], have) if not (_is_of_growth(kpi) and not _PAIRED.search(q.flat)) else ()
    told = tuple(sorted(inquiry.context.told)) if kpi == inquiry.focus() and not bare.question.topic else ()
    span = _SPAN.search(q.flat)
    if len(told) > 1 and (span is None or parse_numeral(span[3]) == len(told)):
        return (told[0], told[-1]) if way.pairs else told  # 112年 → 111年 → 110年 → 三年加起來
    if span:
        return _span_of(span, kpi) or have
    if not bare.question.topic and not way.spans:
        return have  # 總共幾件, of what was told of all its years.
    if (way.spans and not way.pairs) or _ALL_YEARS.search(q.flat) or (way.pairs and _FROM_FIRST_TO_LAST.search(q.flat)):
        return (have[0], have[-1]) if way.pairs else have
    return ()


def _from_or_to(q: Question, year: int, have: Sequence[int]) -> tuple[int, ...]:
    """Give the years from or up to one that is named (107年以後合計, 到108年共幾場); none where it is of that year."""
    if _ONWARD.search(q.flat):
        return tuple(y for y in have if y >= year)
    return tuple(y for y in have if y <= year) if _UP_TO.search(q.flat) else ()


_ONWARD = re.compile(key("年度?(以後|之後|起|以來|開始)"))
_UP_TO = re.compile(key("(?:截至|截止|到|至)\\d+年|年度?(以前|之前|為止)"))


def _pair(q: Question, year: int, have: Sequence[int]) -> tuple[int, ...]:
    """Give the two years that are compared where one is named: it and the one before, or the one after 去年."""
    if _LAST_YEAR.search(q.flat):
        return (year, year + 1)
    if _WITH_YEAR.search(q.flat):  # 比 110 年: the other is not said, unless there is but one.
        later = [y for y in have if y > year]
        return (year, later[0]) if len(later) == 1 else ()
    return (year - 1, year)


def _span_of(span: re.Match[str], kpi: Entry) -> tuple[int, ...]:
    """Give the years of 三年, 最近兩年 or 前三年; none where a KPI has other years and which is not said."""
    count, have = parse_numeral(span[3]), years_of_targets(kpi, listed=True)
    if count == len(all_years := years_of_targets(kpi)):
        return all_years
    if count is None or not 2 <= count <= len(have):
        return ()
    if count == len(have) or span[2]:
        return have[:count]
    return have[-count:] if span[1] else ()


_NEW_IN_ALL = re.compile(key("新增"))
_LAST_YEAR = re.compile(key("去年"))
_WITH_YEAR = re.compile(key("[比較跟和與]\d"))
_PAIRED = re.compile(key("百分點|[比較]"))
# 有成長嗎, 四年總共要縮短幾分鐘: from its first year to its last.
_FROM_FIRST_TO_LAST = re.compile(key("有(成長|增加|減少|提高|下降|縮短|變)|總共|一共|合計"))


def _is_of_growth(kpi: Entry) -> bool:
    """Tell whether what a KPI counts is itself a growth, or a share of which none is worked out."""
    fact = kpi.fact
    if not isinstance(fact, Kpi):
        return True
    texts = (kpi.name_key, key(fact.measure.text) if fact.measure else "", *(key(t.text.text) for t in fact.targets))
    return any(_GROWING.search(text) for text in texts) or any(t.unit in ("%", "％") for t in fact.targets)


_GROWING = re.compile(key("成長|增加|減少|提高|下降|降低|縮短|新增|增|減"))
