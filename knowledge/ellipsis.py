"""Questions that name but an agency or a year (那循環署呢, 那108年呢): the one before is asked again of that.

Of what was offered to choose from, the agency picks its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from knowledge.catalogue import Entry, Subject
from knowledge.mentions import years_of
from knowledge.question import Question
from knowledge.reading import Reader
from knowledge.words import key

_OPENS = key("(?:不是|不對)?[,。]?(?:那麼|那|換|改|我(?:是?要|想要|是?說|指)(?:的是)?|是|要)?")
_CLOSES = key("(?:的|那邊)?(?:那|這)?一?(?:個|項|份)?(?:呢|咧|勒|吧|好了)?[?。!]*")
_ALONE = re.compile(rf"\s*{_OPENS}\s*{_CLOSES}\s*")


def of_offered(reader: Reader, asked: Question, offered: Sequence[Entry]) -> Question:
    """Pick the one thing of an agency among those that were offered, where a question says no more (文化資產的)."""
    said = _SAID.fullmatch(asked.flat)
    if said is None or len(offered) < 2 or asked.years or asked.operations - {"confirm"} or asked.ordinal:
        return asked
    run = said[1]
    named = [n for n, e in enumerate(offered, start=1) if key(e.release.agency) in reader.agencies.named(run)]
    if not named and not any(run in e.name_key for e in offered):
        named = [n for n, e in enumerate(offered, start=1) if run in key(e.release.agency)]
    if len(named) != 1 or (reader.agencies.named(run) and reader.agencies.without(run).strip()):
        return asked
    nothing = replace(asked, topic="", whole="", parts=(), attributes=(), operations=frozenset(), agencies=())
    return replace(nothing, ordinal=named[0])


_SAID = re.compile(rf"{_OPENS}([\u3400-\u9fff]{{2,20}}?){_CLOSES}")


def of_agency(reader: Reader, asked: Question, before: str, today: date) -> Question:
    """Give the question before (as it was read) for the agency that is all that a question names; else the question."""
    spans = reader.agencies.spans(asked.said)
    is_alone = _ALONE.fullmatch(reader.agencies.without(asked.said)) and not asked.years
    if not before or len(spans) != 1 or not is_alone or _asks_more(asked):
        return asked
    start, end = spans[0]
    return replace(reader.read(f"{asked.said[start:end]}{reader.agencies.without(before)}", today), text=asked.text)


def of_year(reader: Reader, asked: Question, before: str, today: date) -> Question:
    """Give the question before (as it was read) for the year that is all that a question names; else the question."""
    _, _, rest = years_of(asked.said, today)
    is_alone = _ALONE.fullmatch(rest) and not asked.agencies
    if not before or len(asked.years) != 1 or not is_alone or _asks_more(asked):
        return asked
    _, _, undated = years_of(before, today)
    return replace(reader.read(f"{asked.years[0]}年{undated}", today), text=asked.text)


def is_complete(asked: Question, spoken_of: Subject | None) -> bool:
    """Tell whether a question over all of a kind needs nothing that was spoken of before (總經費最少的計畫是哪個).

    So does one for the things of the very kind that was spoken of, for one of them has none (指標有幾項, after an
    indicator).
    """
    if _POINTS.search(asked.flat) or not (kind := _KIND.search(asked.flat)):
        return False
    over_all = asked.asks("highest", "lowest", "sum") or (asked.counts and _IN_ALL.search(asked.flat))
    lists = asked.asks("list", "count") and not asked.topic
    same = spoken_of in _OF_KIND.get(kind.group(), ())
    return bool(over_all) or (lists and (same or bool(asked.years or asked.period or asked.bound)))


_KIND = re.compile(key("工作計畫|計畫|項目|指標|kpi|目標(?!值)|機關"))
_OF_KIND: dict[str, tuple[Subject, ...]] = {
    key("指標"): ("kpi",), key("kpi"): ("kpi",), key("目標"): ("goal",), key("項目"): ("item",),
    key("計畫"): ("project", "item"), key("工作計畫"): ("item", "work_plan"),
}  # fmt: skip
_IN_ALL = re.compile(key("[總一]共|共(有)?[幾多]"))
_POINTS = re.compile(
    key(
        "[它這那該此其]|上述|以上|剛|前者|後者|[呢勒咧]|還有|另|[二兩三四五六七八九](者|個)"
        "|(底|項|之)下|下面|同一?個?|關聯|關連|相關|支援|屬於"
    )
)


def _asks_more(asked: Question) -> bool:
    """Tell whether a question asks for anything besides the agency or the year that it names."""
    return bool(asked.topic or asked.attributes or asked.operations or asked.ordinal)
