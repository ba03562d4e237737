"""The words that ask for something to be worked out, and a question without them: what is left names the indicator."""

from __future__ import annotations

import re
from dataclasses import replace

from knowledge.inquiry import Inquiry
from knowledge.words import key

UP = "增加|增長|成長|提高|提升|上升|調高|拉高|擴增"
DOWN = "減少|下降|降低|縮短|調降|下修"
IN_SHARES = (
    f"(?:{UP}|{DOWN}|新增|(?<![至最])[多少高低])了?(?:(?:幾|多少)個?(?:%|趴|成(?![立果員長])|百分比)|百分之(?:幾|多少))"
    f"|(?:(?:成長|增加|減少)率|增幅|漲幅|降幅|(?:{UP}|{DOWN})的?(?:幅度|比例|比率))(?:是|為|有)?(?:多少|幾|呢?[?？]*$)"
)
_NUMERALS = "一二兩三四五六七八"
_WORDS = re.compile(
    key(
        "|".join(
            (
                f"(最近|近|前|頭|後|這|未來)?([{_NUMERALS}]|\\d)個?年(度)?(間|內|來|的)?",
                "歷年|各年|逐年|每年|年年|平均|[幾多]少?倍|還是|趨勢|走勢|增幅|漲幅|降幅|百分點|百分之|相比",
                f"(成長|增加|減少)率|({UP}|{DOWN})的?(幅度|比例|比率)|{UP}|{DOWN}|新增|遞增|遞減|[愈越]來[愈越][多少高低]|(幾|多少)(%|趴)",
                "總共|一共|共計|合計|總計|加總|總和|加起來|總(?=[長面金重里時數量人件家處場座輛戶台次篇])",
            )
        )
    )
)
_UNITS_OF_CHANGE = tuple(map(key, ("百分點", "倍", "百分比", "%", "趴")))
_TENTHS = key("成")
# A character that is left of 六年, 比去年 and 差多少.
_LEFT_OF = re.compile(key(f"(?<=[\\u3400-\\u9fff])([{_NUMERALS}](?=年)|比(?=去年|前|上|\\d)|差(?=了?[多幾]|目標))"))


def without_reckoning(inquiry: Inquiry) -> Inquiry:
    """Give a question without the words that ask for something to be worked out, and the units of what comes out."""
    q = inquiry.question
    runs = (_without(run, q.flat) for run in q.topic.split())
    topic = " ".join(run for run in " ".join(runs).split() if len(run) > 1)
    is_of_change = q.how_many == _TENTHS or (q.how_many or "").startswith(_UNITS_OF_CHANGE)
    how_many = None if is_of_change else q.how_many
    unit = None if q.unit == "%" else q.unit
    asked = replace(
        q,
        topic=topic,
        whole=topic,
        flat=_WORDS.sub("", q.flat),
        rest=_WORDS.sub("", q.rest),
        parts=tuple(p for part in q.parts if len(p := _WORDS.sub("", part).strip()) > 1),
        how_many=how_many,
        unit=unit,
    )
    return replace(inquiry, question=asked, linked={})


def _without(run: str, flat: str) -> str:
    """Take the words out of a run of a topic, and what is left of one at its end."""
    rest = _WORDS.sub(" ", run).strip()
    at = flat.find(run)
    cut = _LEFT_OF.search(flat, at + len(run) - 1) if at >= 0 else None
    return rest[:-1] if cut and cut.start() == at + len(run) - 1 and rest.endswith(run[-1]) else rest


def asks_share(flat: str) -> bool:
    """Tell whether a question asks by which share something grows or falls (增加幾成, 比 106 年多幾%)."""
    return _SHARES.search(flat) is not None


_SHARES = re.compile(key(IN_SHARES))


def names_growth_alone(topic: str) -> bool:
    """Tell whether a topic names nothing but that something grows or falls, and over how many years."""
    return bool(topic) and not _GROWTH_ALONE.sub("", topic).strip()


_GROWTH_ALONE = re.compile(
    key(f"{UP}|{DOWN}|增幅|漲幅|升幅|降幅|幅度|[{_NUMERALS}\\d]年(度)?|[這從到共了的]|合計|總共|[{_NUMERALS}]$")
)
