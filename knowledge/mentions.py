"""Numbers that a question mentions: years, ordinals, codes, and figures that it supposes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import TypeVar

from knowledge.numbers import CHINESE_NUMERAL, Quantity, parse_numeral, read_amounts
from knowledge.words import key
from knowledge.years import COMMON_ERA, roc, this_year, year_of_numeral

_Thing = TypeVar("_Thing")
_ERA = "(?:民国|西元|公元)?"
_YEAR = re.compile(rf"{_ERA}(?<![\d.])(\d{{2,4}})年(?:度)?(?!数)")
_COMPARED = "".join(
    f"(?<!{key(w)})" for w in ("超過", "高於", "大於", "多於", "低於", "小於", "少於", "不到", "至少", "破")
)
# What follows a number that is no year.
_COUNTED = key("個項件次人篇元處家場座萬億千面隊組班名位所間支輛戶條")
_BARE_YEAR = re.compile(
    _COMPARED + rf"(?<![\d.,])(1[01]\d|20[12]\d)(?![\d.,%]|\s*(?:[{_COUNTED}]|以[上下]|[到至~-]\d))"
)
# 今天是2020年3月5日, 今年是民國110年: the asker's own today; 今年（108）: which year 今年 is.
_ANCHOR = re.compile(
    rf"(?:今天|现在|目前|今年)(?:是|为)?[(,]?{_ERA}(\d{{3,4}})(?:年(?:\d+月(?:\d+[日号])?)?|(?=\)))\)?"
)
_CHINESE_YEAR = re.compile(rf"{_ERA}([{key(CHINESE_NUMERAL)}〇]{{3,4}})年(?:度)?")
# Two numbers are a period if one is called a year, or if both can be years and what follows does not count them.
_TO = "(?:做到|执行到|-|~|至|到)"
_RANGE = re.compile(
    rf"{_ERA}(?<![\d.])(?<!\d,)(?:(\d\d|1[01]\d|20[12]\d)年(?:度)?{_TO}(\d\d|1[01]\d|20[12]\d)(?:年(?:度)?)?(?!\d|[,.]\d|%)"
    rf"|(\d\d|1[01]\d|20[12]\d){_TO}(\d\d|1[01]\d|20[12]\d)年(?:度)?(?!\d|[,.]\d|%)"
    rf"|(1[01]\d|20[12]\d){_TO}(1[01]\d|20[12]\d)(?!\d|[,.]\d|[%a-z]|\s*(?:[{_COUNTED}]|{key('之間')})))"
)
_RELATIVE = tuple(
    (re.compile(key(word)), shift)
    for word, shift in (
        ("大前年", -3),
        ("前年", -2),
        ("去年", -1),
        ("明年", 1),
        ("後年", 2),
        ("今年", 0),
        ("本年度", 0),
    )
)
_ORDINAL = re.compile(rf"第([{key(CHINESE_NUMERAL)}]+|\d+)(?:个|项|条|大|点)?")
_NUMBER_ALONE = re.compile(key(r"#?(\d{1,2}|[一二三四五六七八九十]{1,2})[.、。,)）號]*"))
_GOAL_NUMBER = re.compile(
    r"(?:策略|施政)?目标(\d+(?![\d,.%年件项次人家处场元万亿座站个])|[一二三四五六七八九十]{1,2}(?![一二三四五六七八九十个项大年共]))"
    rf"|第([{key(CHINESE_NUMERAL)}]+|\d+)(?:个|项|大)?(?:关键)?(?:策略|施政)?(?:目标|goal)"
    rf"|(?:策略|施政)目标[(]?第([{key(CHINESE_NUMERAL)}]+|\d+)(?:个|项)"
)
_CODE = re.compile(r"\d+")


def years_of(said: str, today: date) -> tuple[tuple[int, ...], tuple[int, int] | None, str]:
    """Read the years of a question: single ones, a period, and the text with them blanked out."""
    years: list[int] = []
    period: tuple[int, int] | None = None
    for found in _ANCHOR.finditer(said):
        today = date(roc(int(found[1])) + COMMON_ERA, 12, 31)
        if not re.search("[前去今明后][年天]", said[found.end() :]):
            years.append(roc(int(found[1])))
        said = _blanked(said, found)
    for found in _RANGE.finditer(said):
        first, last = (int(number) for number in found.groups() if number)
        period = (roc(first), roc(last))
        said = _blanked(said, found)
    for found in _YEAR.finditer(said):
        years.append(roc(int(found[1])))
        said = _blanked(said, found)
    for found in _CHINESE_YEAR.finditer(said):
        if (year := year_of_numeral(found[1])) is not None:
            years.append(year)
            said = _blanked(said, found)
    for found in _BARE_YEAR.finditer(said):
        years.append(roc(int(found[1])))
        said = _blanked(said, found)
    for pattern, shift in _RELATIVE:
        for found in pattern.finditer(said):
            years.append(this_year(today) + shift)
            said = _blanked(said, found)
    return tuple(dict.fromkeys(years)), period, said


def _blanked(text: str, found: re.Match[str]) -> str:
    return text[: found.start()] + " " * len(found.group()) + text[found.end() :]


def supposed_in(undated: str) -> tuple[Quantity, ...]:
    """Read the figures that a question supposes, each with the unit typed after it."""
    return tuple(read_amounts(undated))


def supposed_plainly(flat: str) -> Quantity | None:
    """Read the figure that a question supposes with its unit and nothing that it counts: 目標是 105 件嗎.

    22 個邦交國 counts what may be no target.
    """
    found = _PLAINLY.search(flat + key("嗎") if _WHETHER.search(flat) else flat)
    read = read_amounts(found["amount"]) if found else []
    return read[0] if found and len(read) == 1 and found["amount"].endswith(read[0].unit or "-") else None


_WHETHER = re.compile(key("(是不是|是否|會不會是|有沒有到).*[^嗎吧?。]$"))
_PLAINLY = re.compile(
    key(
        "(?:^那?|是|為|目標值?|指標值?|率|[滿有會可能]到|做到|達成|要|應|須|得|達)(?:要|有|定|訂|到|是|為)*"
        "(?P<amount>[\\d一二三四五六七八九十百千兩零][\\d,.一二三四五六七八九十百千兩零萬億]*(?:%|[^\\d%]{0,3}?))"
        "(?:(?:了嗎|嗎|吧|對嗎|對吧|對不對|沒錯吧?|正確嗎|才對)[?。]*|[?])$"
    ).replace("(?p<", "(?P<")
)


def ordinal_of(flat: str) -> int | None:
    """Read which of a list is meant: 第二個 is 2, and so is 2 alone; 後者 is -1."""
    if re.search(key("前者|(前面|最前面|上面)的?那?一?(個|項)"), flat):
        return 1
    if re.search(key("後者|最後一?(個|項|點)|(後面|最後面|下面)的?那?一?(個|項)"), flat):
        return -1
    found = _ORDINAL.search(flat) or _NUMBER_ALONE.fullmatch(flat)
    return parse_numeral(found[1]) if found else None


def ordinals_of(flat: str) -> tuple[int, ...]:
    """Read all of a list that are meant: 第一個跟第三個 is 1 and 3."""
    read = (parse_numeral(found[1]) for found in _ORDINAL.finditer(flat))
    return tuple(dict.fromkeys(at for at in read if at))


def nth(things: Sequence[_Thing], ordinal: int) -> _Thing | None:
    """Give the one of a list that an ordinal means, which counts from 1, or from the end if negative."""
    at = ordinal - 1 if ordinal > 0 else ordinal
    return things[at] if -len(things) <= at < len(things) else None


def codes_in(flat: str) -> tuple[str, ...]:
    """List the codes of 評估體制 that a question names."""
    if key("體制") not in flat and key("代號") not in flat:
        return ()
    return tuple(dict.fromkeys(_CODE.findall(flat)))


def goal_number_of(flat: str) -> int | None:
    """Read the number of a goal: 第七個策略目標, 目標3."""
    found = _GOAL_NUMBER.search(flat)
    return parse_numeral(found[1] or found[2] or found[3]) if found else None
