"""How targets are said: one figure, several numbered ones, a range, a rank, a date, or words that tell what is done."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.numbers import parse_quantity

SEVERAL = re.compile(r"\(?\d+[.、)].+[;；。,]\(?\d+[.、)].+")
# Paragraphs of one cell; two figures run together look the same, so that such a target is to be looked at.
_SEVERAL_UNPARTED = re.compile(r"\(?1[.、)]\d[\d,.]*[^\d,.]+2[.、)]\d[\d,.]*[^\d,.]+(?:3[.、)]\d[\d,.]*[^\d,.]+)?")
# The parts of the next year; the first 1. and the first 2. are as good as any other, so that none is tried after them.
_BEGUN_AGAIN = re.compile(r"(?>.*?1[.、)])(?>.*?2[.、)]).*?[^\d.,]1[.、)]")
RANGE = re.compile(r"[≧≥≦≤<>]?\d[\d,.]*[%‰]?[-~至]\d[\d,.]*\D{0,6}")
RANK = re.compile(r"(?:全[球國]|亞洲)?(?:排名)?第\d{1,3}[名位]")
GRADE = re.compile(r"(?:[a-d][+-]?|[甲乙丙丁特優])[級等](?:以上)?")
BY_DATE = re.compile(r"(?:\d{2,4}年)?\d{1,2}月(?:\d{1,2}日|底)?[以之]?前(?:完成)?.{0,8}")
_ONE_DATE = re.compile(r"(?:\d{2,4}年)?\d{1,2}月(?:\d{1,2}日|底)?[以之]?前\D{0,8}")
_PRODUCT = re.compile(r"(?:完成|辦理|訂定|建置|研擬|提出)\D{1,10}\d[\d,.]*\D{1,2}")  # 完成期末報告 1 份
EVERY_YEAR = re.compile("[各每歷逐]年度?")
_OF_EVERY_YEAR = re.compile(rf"{EVERY_YEAR.pattern}\D{{0,6}}\d[\d,.]*\D{{0,6}}")
WITH_TOTAL = re.compile(r"([^()]{1,16})\((?:累計|累積|合計|共)[^()]{1,16}\)")  # 17公頃(累計81公頃)
# 大型 3 件；小型 40 件: each part has a name. 較 111 年增加 2%: the year is none of the figure.
NAMED_PARTS = re.compile(r"(?:[^\d;、,。()]{1,8}\d[\d,.]*[^\d;、,。()]{1,4}(?:[;、,](?!$)|$)){2,}")
RELATIVE = re.compile(
    r"較(?:\d{2,3}年度?|[^\d;。]{1,8}?)(?:增[加長]|提[升高]|成長|減少|降低|下降|縮短)\d[\d,.]*[^\d;,。]{1,6}"
)
DONE = re.compile(r"完[成工竣]|通過|函送|送請|公[布告]|發布|施行|核定|研擬|建置|辦理|達成|訂定|簽訂|啟用|是|否|無")
_DATE = re.compile(r"\d{2,4}年度?|\d{1,2}[月日]")
_BOUND_AHEAD = re.compile("(?:至少|至多|最多|不低於|不高於|不少於|不超過|高於|低於|超過|累計|約|達)$")
_BOUND = re.compile("未滿|未達|不到|低於|少於|小於|高於|多於|大於|超過|逾")
_NEGATIVE = re.compile(r"\s*[-－−]\d")
_NO_UNIT = re.compile(r"[,.。、;()「」+×÷]|[%‰]\D{0,1}[^以之]\D|完成")
_DATED = re.compile(r"(?:9\d|1[0-4]\d)年|\d{1,2}月")


@dataclass(frozen=True, slots=True)
class _Form:
    """One way in which a whole target is said, and what it costs to take it for that."""

    pattern: re.Pattern[str]
    cost: float


# Those that begin with a figure and are none, and those in words.
_FORMS = (_Form(RANK, 0.0), _Form(_ONE_DATE, 0.0), _Form(_SEVERAL_UNPARTED, 1.0), _Form(_OF_EVERY_YEAR, 1.0))
_WORDED = (
    _Form(RANGE, 0.5),
    _Form(GRADE, 0.5),
    _Form(NAMED_PARTS, 0.5),
    _Form(RELATIVE, 0.5),
    _Form(re.compile("-|無|--"), 1.0),
    _Form(_PRODUCT, 1.0),
)


def target_cost(text: str, printed: str) -> float:
    """Give the cost of taking a folded text, printed so, for a target: low where it says what targets say."""
    if (form := _form(text, _FORMS)) is not None:
        return form.cost
    if (total := WITH_TOTAL.fullmatch(text)) and parse_quantity(total[1]):
        return 0.3
    if text.startswith("-") and len(text) > 1 and not _NEGATIVE.match(printed):
        return 4.0  # A dash that stands for no target, and the next cell.
    if (bound := _BOUND.match(text)) and parse_quantity(text[bound.end() :]):
        return 0.0
    if (found := parse_quantity(text)) and not _DATED.match(text):
        return _unit_cost(found.unit)
    if SEVERAL.fullmatch(text):
        return 8.0 if _BEGUN_AGAIN.match(text) else 0.5
    form = _form(text, _WORDED)
    return form.cost if form else _words_cost(text)


def _form(text: str, forms: Sequence[_Form]) -> _Form | None:
    return next((form for form in forms if form.pattern.fullmatch(text)), None)


def _unit_cost(unit: str) -> float:
    """Give the cost of what stands behind one figure: a unit is short, and holds no signs of the next cell."""
    if _NO_UNIT.search(unit) or _BOUND_AHEAD.search(unit):
        return 8.0
    return max(0.0, 1.5 * (len(unit) - 4)) if unit else 1.5


def _words_cost(text: str) -> float:
    """Give the cost of a target in words: they tell what is done, and are few."""
    if len(text) > _LONG or "。" in text[:-1]:
        return 15.0
    if (begun := DONE.match(text)) and parse_quantity(text[begun.end() :]):
        return 1.0  # 完成 3 公里
    is_done, has_figure = DONE.search(text), re.search(r"\d", _DATE.sub("", text))
    strange = 6.0 * text.endswith("。") + 8.0 * (len(text) < _SHORT) + (2.0 if is_done else 4.0) * bool(has_figure)
    return strange + (1.5 if is_done else 4.0) + max(0, len(text) - 12) * 0.5


_LONG, _SHORT = 30, 2
