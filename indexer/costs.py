"""What it costs to take some lines for a cell: low where the text looks like its column, high where it does not.

Every cost stands in a rule with the reason for it. One unit is about the doubt of one odd character.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from indexer.categories import CATEGORIES, heads_category
from indexer.evidence import Evidence
from indexer.joints import joint_cost, range_cost
from indexer.labels import miscounts, parse_cell_label
from indexer.links import unmatched
from indexer.strips import Part, Range
from indexer.tables import Column, Role
from knowledge.numbers import parse_quantity
from knowledge.text import fold
from knowledge.years import year_of

IMPOSSIBLE = 40.0
_CLOSE = 1.2  # ending where the next line follows without a blank one, in a table whose cells are parted by such lines

# 評估方式 as the forms of 國家發展委員會 offer it; a document's own words are learnt besides.
_METHODS = frozenset({"統計數據", "問卷調查", "進度控管", "實地查核", "專家評核", "達成度", "書面審查"})
_USUAL = 4  # A method of assessment is mostly said in four characters.
_BAD_ENDS = re.compile(r"[、,:(「《【〔/~÷+×及與和或之]$")
_BAD_STARTS = frozenset("、,。;:)」》】〕%")
SEVERAL = re.compile(r"\(?\d+[.、)].+[;；。,]\(?\d+[.、)].+")
# The parts of the next year; the first 1. and the first 2. are as good as any other, so that none is tried after them.
_BEGUN_AGAIN = re.compile(r"(?>.*?1[.、)])(?>.*?2[.、)]).*?[^\d.,]1[.、)]")
RANGE = re.compile(r"[≧≥≦≤<>]?\d[\d,.]*[%‰]?[-~至]\d[\d,.]*\D{0,6}")
RANK = re.compile(r"(?:全[球國]|亞洲)?(?:排名)?第\d{1,3}[名位]")
BY_DATE = re.compile(r"(?:\d{2,4}年)?\d{1,2}月(?:\d{1,2}日|底)?[以之]?前(?:完成)?.{0,8}")
_ONE_DATE = re.compile(r"(?:\d{2,4}年)?\d{1,2}月(?:\d{1,2}日|底)?[以之]?前\D{0,8}")
WITH_TOTAL = re.compile(r"([^()]{1,16})\((?:累計|累積|合計|共)[^()]{1,16}\)")  # 17公頃(累計81公頃)
# 大型 3 件；小型 40 件: each part has a name. 較 111 年增加 2%: the year is none of the figure.
NAMED_PARTS = re.compile(r"(?:[^\d;、,。()]{1,8}\d[\d,.]*[^\d;、,。()]{1,4}(?:[;、,](?!$)|$)){2,}")
RELATIVE = re.compile(
    r"較(?:\d{2,3}年度?|[^\d;。]{1,8}?)(?:增[加長]|提[升高]|成長|減少|降低|下降|縮短)\d[\d,.]*[^\d;,。]{1,6}"
)
DONE = re.compile(r"完[成工竣]|通過|函送|送請|公[布告]|發布|施行|核定|研擬|建置|辦理|達成|訂定|簽訂|啟用|是|否|無")
# A list begins its cell or follows a sign: what stands right before its 1. is the end of a name.
_LATE_LIST = re.compile(r"(?:[^。:：,;\d]{1,12}(?:\(\d+%\))?|\(\d+%\))1\.\D")
_LATE_ENTRY = re.compile(r"[^。:,;]{2,24}一、\D")
# After a whole sentence the next one is whole as well, or it belongs to the cell beside.
_BROKEN_OFF = re.compile(r"。[^。]*[^。;!?)」%]$")
_DATE = re.compile(r"\d{2,4}年度?|\d{1,2}[月日]")
_BOUND_AHEAD = re.compile("(?:至少|至多|最多|不低於|不高於|不少於|不超過|高於|低於|超過|累計|約|達)$")
_BOUND = re.compile("未滿|未達|不到|低於|少於|小於|高於|多於|大於|超過|逾")
_NEGATIVE = re.compile(r"\s*[-－−]\d")
_DATED = re.compile(r"(?:9\d|1[0-4]\d)年|\d{1,2}月")
_PERIOD = re.compile(
    r"(?:\d{2,4}(?:年度?)?(?:[-~至]\d{2,4}(?:年度?)?)?|\d{2,3}\.\d{1,2}[-~至]\d{2,3}\.\d{1,2})"
    r"(?:\((?:西元)?\d{4}(?:[-~至]\d{4})?年?\))?"  # the same in the other era
)
_BEGUN_PERIOD = re.compile(r"\d{2,4}(?:年度?)?[-~至]")  # The rest stands on the next page.
_BEGUN = 12.0
_CJK = re.compile(r"[\u4e00-\u9fff／/]+")
_BRACKETS = re.compile("[()「」【】《》]")
_PAIRED = (("(", ")"), ("「", "」"), ("【", "】"), ("《", "》"))


@dataclass(frozen=True, slots=True)
class ColumnRule:
    """How cells of a role look: the most lines, what an empty one costs, whether it spans rows, what its text costs."""

    lines: int
    empty: float
    spans: bool
    content: Callable[[str, Evidence, str], float]


def _goal(text: str, evidence: Evidence, printed: str) -> float:
    label = parse_cell_label(printed)
    name = _unlabelled(text, printed)
    cost = (0.0 if label else 2.0) + (5.0 if "。" in text else 0.0) + (9.0 if text.isdigit() else 0.0)
    if name in evidence.clauses:
        return cost - 6.0
    return cost + (2.0 if evidence.names.headings else 0.0)


def _outline(text: str, evidence: Evidence, printed: str) -> float:
    return _goal(text, evidence, printed) - (0.0 if parse_cell_label(printed) else 2.0)


def _kpi(text: str, evidence: Evidence, printed: str) -> float:
    name = _unlabelled(text, printed)
    cost = (0.0 if parse_cell_label(printed) else 2.0) + (6.0 if "。" in text else 0.0) + max(0, len(name) - 45) * 0.3
    if len(name) < 2:
        return cost + 8.0
    if evidence.names.links and name in evidence.names.links:
        return cost - 3.0 - 0.15 * len(name)
    return cost + (1.0 if evidence.names.links else 0.0)


def _system(text: str, evidence: Evidence, printed: str) -> float:
    return 0.0 if re.fullmatch(r"[1-9](?:[、,][1-9])*", text) else IMPOSSIBLE


def _method(text: str, evidence: Evidence, printed: str) -> float:
    known = _METHODS.union(evidence.words.get(Role.METHOD, ()))
    if text in known:
        return 0.0
    if not _CJK.fullmatch(text) or not 2 <= len(text) <= 7:
        return IMPOSSIBLE
    return 3.0 if len(text) == _USUAL or any(method.startswith(text) for method in known) else 5.0


def _category(text: str, evidence: Evidence, printed: str) -> float:
    if text in CATEGORIES or heads_category(printed) or text in evidence.words.get(Role.CATEGORY, ()):
        return 0.0
    return 4.0 if _CJK.fullmatch(text) and 2 <= len(text) <= 6 else IMPOSSIBLE


def _measure(text: str, evidence: Evidence, printed: str) -> float:
    # Two rows run together must not be cheaper than two rows; the longest real measures have some 400 characters.
    late = 4.0 * (_LATE_LIST.match(text) is not None) + 4.0 * (_BROKEN_OFF.search(text) is not None)
    return late + (8.0 if len(text) < 3 or parse_quantity(text) else 0.0) + max(0, len(text) - 150) * 0.01


def _target(text: str, evidence: Evidence, printed: str) -> float:
    if RANK.fullmatch(text) or _ONE_DATE.fullmatch(text):
        return 0.0
    if (total := WITH_TOTAL.fullmatch(text)) and parse_quantity(total[1]):
        return 0.3
    if text.startswith("-") and len(text) > 1 and not _NEGATIVE.match(printed):
        return 4.0  # A dash that stands for no target, and the next cell.
    if (bound := _BOUND.match(text)) and parse_quantity(text[bound.end() :]):
        return 0.0
    if (found := parse_quantity(text)) and not _DATED.match(text):
        odd = re.search(r"[,.。、;()「」+×÷]|[%‰]\D{0,1}[^以之]\D", found.unit)
        return (
            8.0
            if odd or _BOUND_AHEAD.search(found.unit)
            else max(0.0, 1.5 * (len(found.unit) - 4))
            if found.unit
            else 1.5
        )
    if SEVERAL.fullmatch(text):
        return 8.0 if _BEGUN_AGAIN.match(text) else 0.5
    if any(known.fullmatch(text) for known in (RANGE, NAMED_PARTS, RELATIVE)):
        return 0.5
    if len(text) > 30 or "。" in text[:-1]:
        return 15.0
    if text in ("-", "無", "--"):
        return 1.0
    if (is_done := DONE.match(text)) and parse_quantity(text[is_done.end() :]):
        return 1.0  # 完成 3 公里
    is_done, has_figure = DONE.search(text), re.search(r"\d", _DATE.sub("", text))
    strange = 6.0 * text.endswith("。") + 8.0 * (len(text) < 2) + (2.0 if is_done else 4.0) * bool(has_figure)
    return strange + (1.5 if is_done else 4.0) + max(0, len(text) - 12) * 0.5


def _project(text: str, evidence: Evidence, printed: str) -> float:
    linked = any(text.startswith(name) for name in evidence.names.kpis)
    cost = 5.0 * linked + 15.0 * bool(_PERIOD.fullmatch(text)) + 3.0 * (text in evidence.clauses)
    return cost + 5.0 * ("。" in text) + 6.0 * (len(text) < 2)


def _period(text: str, evidence: Evidence, printed: str) -> float:
    if _PERIOD.fullmatch(text):
        return 0.0
    return _BEGUN if _BEGUN_PERIOD.fullmatch(text) else IMPOSSIBLE


def _kpis(text: str, evidence: Evidence, printed: str) -> float:
    if not evidence.names.kpis:
        return 5.0 if "。" in text else 0.0
    return min(10.0, 0.6 * unmatched(text, evidence.names.kpis))


def _content(text: str, evidence: Evidence, printed: str) -> float:
    late = 4.0 * (_LATE_ENTRY.match(text) is not None)
    return late + (0.0 if text[-1:] in "。;:!」)" else 3.0) + (6.0 if len(text) < 4 else 0.0)


def _work_plan(text: str, evidence: Evidence, printed: str) -> float:
    return 1.0 + _item(text, evidence, printed)


def _item(text: str, evidence: Evidence, printed: str) -> float:
    # A numbered sentence is an entry of a content, however its lines are set.
    is_entry = text.endswith("。") and parse_cell_label(printed) is not None
    return (6.0 if "。" in text else 0.0) + 12.0 * is_entry + (6.0 if len(text) < 2 else 0.0)


def _unit(text: str, evidence: Evidence, printed: str) -> float:
    return 0.0 if len(text) <= 5 and not re.search(r"[\d。、,]", text) else IMPOSSIBLE


def _year(text: str, evidence: Evidence, printed: str) -> float:
    return IMPOSSIBLE if year_of(text) is None else 0.0


def _weight(text: str, evidence: Evidence, printed: str) -> float:
    return 0.0 if re.fullmatch(r"\(?\d{1,3}(?:\.\d+)?%?\)?", text) else IMPOSSIBLE


def _count(text: str, evidence: Evidence, printed: str) -> float:
    return (
        0.0 if re.fullmatch(r"\(?(?:\d{1,2}(?:[-.]\d{1,2})?|[一二三四五六七八九十]{1,3})[)、.]?", text) else IMPOSSIBLE
    )


def _money(text: str, evidence: Evidence, printed: str) -> float:
    return 0.0 if re.fullmatch(r"[\d,.]+(?:[億萬千百十仟佰]*元?整?|\([^()\d]{1,8}\))|-|無", text) else 6.0


def _anything(text: str, evidence: Evidence, printed: str) -> float:
    return 1.5 if len(text) > 1 or not _CJK.fullmatch(text) else 4.0


RULES: dict[Role, ColumnRule] = {
    Role.GOAL: ColumnRule(12, 0.0, True, _goal),
    Role.KPI: ColumnRule(12, 30.0, False, _kpi),
    Role.SYSTEM: ColumnRule(1, 8.0, False, _system),
    Role.METHOD: ColumnRule(4, 8.0, False, _method),
    Role.MEASURE: ColumnRule(60, 10.0, False, _measure),
    Role.TARGET: ColumnRule(10, 9.0, False, _target),
    Role.ACTUAL: ColumnRule(10, 4.0, False, _target),
    Role.OUTLINE: ColumnRule(12, 0.0, True, _outline),
    Role.PROJECT: ColumnRule(8, 30.0, False, _project),
    Role.PERIOD: ColumnRule(3, 9.0, False, _period),
    Role.CATEGORY: ColumnRule(3, 4.0, False, _category),
    Role.KPIS: ColumnRule(40, 7.0, False, _kpis),
    Role.WORK_PLAN: ColumnRule(8, 0.0, True, _work_plan),
    Role.ITEM: ColumnRule(10, 30.0, False, _item),
    Role.CONTENT: ColumnRule(140, 12.0, False, _content),
    Role.REMARK: ColumnRule(10, 0.7, False, _anything),
    Role.UNIT: ColumnRule(3, 2.0, False, _unit),
    Role.YEAR: ColumnRule(2, 8.0, False, _year),
    Role.WEIGHT: ColumnRule(3, 6.0, False, _weight),
    Role.NUMBER: ColumnRule(2, 6.0, False, _count),
    Role.MONEY: ColumnRule(5, 6.0, False, _money),
    Role.OTHER: ColumnRule(5, 6.0, False, _anything),
}
# Where each year has a row, what else is said of an indicator spans its rows; so does a kind in a row of its own.
_SPANNING = frozenset(
    {Role.KPI, Role.SYSTEM, Role.METHOD, Role.MEASURE, Role.UNIT, Role.REMARK, Role.WEIGHT, Role.MONEY, Role.OTHER}
)


def rules_of(columns: Sequence[Column]) -> tuple[ColumnRule, ...]:
    """Give the rule of each column of a table."""
    by_year = any(column.role is Role.YEAR for column in columns)
    return tuple(
        replace(rule, spans=True, empty=0.0)
        if (by_year and column.role in _SPANNING) or (column.role is Role.CATEGORY and not column.header.text)
        else rule
        for column in columns
        for rule in (RULES[column.role],)
    )


def cell_cost(evidence: Evidence, column: int, ranges: tuple[Range, ...]) -> float:
    """Give the cost of taking these lines, in order, for one cell of a column."""
    key = (column, ranges)
    if key not in evidence.costs:
        role = evidence.columns[column].role
        if (role, ranges) not in evidence.contents:
            evidence.contents[role, ranges] = _content_cost(evidence, role, ranges)
        evidence.costs[key] = evidence.contents[role, ranges] + _shape_cost(evidence, column, ranges)
    return evidence.costs[key]


def _content_cost(evidence: Evidence, role: Role, ranges: tuple[Range, ...]) -> float:
    text = evidence.folded(ranges)
    cost = RULES[role].content(text, evidence, evidence.head(ranges[0]))
    cost += _OVER_HEADING * _holds_heading(evidence, role, ranges)
    if role in _OF_TWO:
        cost += _OF_TWO[role](evidence, ranges)
    is_late = text[:1] in _BAD_STARTS and role is not Role.UNIT  # % is a unit
    cost += 5.0 * (_BAD_ENDS.search(text, len(text) - 1) is not None) + 5.0 * is_late
    return cost + 4.0 * (_BRACKETS.search(text) is not None and _is_unbalanced(text))


def _holds_heading(evidence: Evidence, role: Role, ranges: tuple[Range, ...]) -> bool:
    """Tell whether a cell holds a line that heads rows (策略目標二：…, 二、社會發展計畫), or a heading a second one."""
    begins = ranges[0][0] if role in evidence.headed else None
    lines = (line for first, _, last, _ in ranges for line in evidence.headings if first <= line <= last)
    return any(line != begins for line in lines)


def _entries_cost(evidence: Evidence, ranges: tuple[Range, ...]) -> float:
    """Entries count on: a content that begins in their middle, or in which they begin anew, is that of two items."""
    if not evidence.counting:
        return 0.0
    anew, late = miscounts(evidence.label(part) for r in ranges for part in evidence.parts(r))
    return _BEGINS_ANEW * anew + _BEGINS_LATE * late


def _plans_cost(evidence: Evidence, ranges: tuple[Range, ...]) -> float:
    """An item one of whose lines ends as work plans do (業務) holds the cell of its work plan as well."""
    endings = tuple(evidence.words.get(Role.ITEM, ()))
    if not endings:
        return 0.0
    lines = (evidence.folded([(i, first, i, after)]) for r in ranges for i, first, after in evidence.parts(r))
    return _WITH_PLAN * any(text.endswith(endings) for text in accumulate(lines))


_OVER_HEADING = 15.0
_BEGINS_ANEW, _BEGINS_LATE, _WITH_PLAN = 6.0, 5.0, 4.0
# What shows that a cell of a column holds two.
_OF_TWO: dict[Role, Callable[[Evidence, tuple[Range, ...]], float]] = {
    Role.CONTENT: _entries_cost,
    Role.ITEM: _plans_cost,
}


def _is_unbalanced(text: str) -> bool:
    return any(text.count(a) != text.count(b) for a, b in _PAIRED)


def _shape_cost(evidence: Evidence, column: int, ranges: tuple[Range, ...]) -> float:
    last = evidence.last_part(ranges[-1])
    if last not in evidence.ends:
        evidence.ends[last] = _end_cost(evidence, last)
    cost = evidence.ends[last] + sum(range_cost(evidence, column, r) for r in ranges)
    for r in ranges:
        # One blank between two characters of a line that is not stretched can be the gap between two cells.
        cost += evidence.gap * (
            r[0] != r[2] and evidence.stretches((r[0], r[1], len(evidence.strips[r[0]].words))) == 1
        )
    for before, after in pairwise(ranges):
        taken = evidence.width(evidence.last_part(before))
        at_end = before[3] == len(evidence.strips[before[2]].words)
        cost += joint_cost(evidence, column, before[2], after[0], taken, at_end)
    return cost


def _end_cost(evidence: Evidence, part: Part) -> float:
    """The last line of a cell is not stretched to the column's width, and carries the mark in a marked document."""
    strip = evidence.strips[part[0]]
    stretches = evidence.stretches(part)
    # One blank between characters can be the gap between two cells; several are justification.
    cost = 4.0 * (stretches > 0) + 1.0 * (stretches == 1)
    if part[2] == len(strip.words):
        cost += 5.0 * (evidence.marked and not strip.line.ends)
        if part[0] + 1 < len(evidence.strips):
            cost += 0.4 * evidence.is_pair(part[0], part[0] + 1)
            cost += _CLOSE * (evidence.spaced and evidence.strips[part[0] + 1].line.joins)
    return cost


def _unlabelled(text: str, printed: str) -> str:
    """Give the folded text without its label; the label's own folded form tells how long it is."""
    label = parse_cell_label(printed)
    return text[len(fold(printed[: label.end])) :] if label else text
