"""What it costs to take some lines for a cell: low where the text looks like its column, high where it does not.

Every cost stands in a rule with the reason for it. One unit is about the doubt of one odd character.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate, pairwise

from indexer.categories import CATEGORIES, heads_category
from indexer.evidence import Evidence
from indexer.joints import joint_cost, range_cost
from indexer.labels import miscounts, parse_cell_label
from indexer.links import unmatched
from indexer.strips import Part, Range
from indexer.tables import Column, Role
from indexer.targets import EVERY_YEAR, target_cost
from knowledge.numbers import parse_quantity
from knowledge.text import fold
from knowledge.years import year_of

IMPOSSIBLE = 40.0
_CLOSE = 1.2  # ending where the next line follows without a blank one, in a table whose cells are parted by such lines

# 評估方式 as the forms of 國家發展委員會 offer it; a document's own words are learnt besides.
_METHODS = frozenset({"統計數據", "問卷調查", "進度控管", "實地查核", "專家評核", "達成度", "書面審查"})
_WHOLE = _METHODS | CATEGORIES
_USUAL = 4  # A method of assessment is mostly said in four characters.
_BAD_ENDS = re.compile(r"[、,:(「《【〔/~÷+×及與和或之]$")
_BAD_STARTS = frozenset("、,。;:)」》】〕%")
_BROKEN_AT_COMMA = re.compile(r",(?!\d)[^。,]*[^。,;!?)」%]$")
# A list begins its cell or follows a sign: what stands right before its 1. is the end of a name.
_LATE_LIST = re.compile(r"(?:[^。:：,;\d]{1,12}(?:\(\d+%\))?|\(\d+%\))1\.\D")
_LATE_ENTRY = re.compile(r"[^。:,;\d]{2,24}(?:一、|1[.、])\D")
# After a whole sentence the next one is whole as well, or it belongs to the cell beside.
_BROKEN_OFF = re.compile(r"。[^。]*[^。;!?)」%]$")
_PERIOD = re.compile(
    r"(?:\d{2,4}(?:年度?)?(?:[-~至]\d{2,4}(?:年度?)?)?|\d{2,3}\.\d{1,2}[-~至]\d{2,3}\.\d{1,2})"
    r"(?:\((?:西元)?\d{4}(?:[-~至]\d{4})?年?\))?"  # the same in the other era
    r"|(?:\d{2,3}年)?\d{1,2}月(?:底)?(?:[-~至](?:\d{2,3}年)?\d{1,2}月底?)?|同上|全年|經常性?|(?:持續|賡續)辦理"
)
_BEGUN_PERIOD = re.compile(r"\d{2,4}(?:年度?)?[-~至]")  # The rest stands on the next page.
_BEGUN = 12.0
# A line's end can stand inside a figure: 22,50 and 0 are no two sums.
_SUM = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:[億萬千百十仟佰]*元?整?|\([^()\d]{1,8}\))|-|無")
_NO_UNIT = re.compile(r"[\d。、,]|以[上下內]")
_OWN_UNIT = 1.5
_REMARKED, _SHORT_END, _WIDEST_SUM = 24, 6, 12
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
    late += 2.0 * (_BROKEN_AT_COMMA.search(text) is not None)
    return late + (8.0 if len(text) < 3 or parse_quantity(text) else 0.0) + max(0, len(text) - 150) * 0.01


def _target(text: str, evidence: Evidence, printed: str) -> float:
    # Beside a column of units a figure has none of its own.
    found = parse_quantity(text) if evidence.has_units else None
    return target_cost(text, printed) + _OWN_UNIT * bool(found and found.unit)


def _project(text: str, evidence: Evidence, printed: str) -> float:
    linked = any(text.startswith((name, *_ends(name))) for name in evidence.names.kpis)
    cost = 5.0 * linked + 15.0 * bool(_PERIOD.fullmatch(text)) + 3.0 * (text in evidence.clauses)
    return cost + 5.0 * ("。" in text) + 6.0 * (len(text) < 2)


@lru_cache(maxsize=512)
def _ends(name: str) -> tuple[str, ...]:
    """Give the ends of a name of an indicator that a line may begin with: they are the rest of the cell beside."""
    return tuple(name[at:] for at in range(1, len(name) - _SHORT_END + 1))


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
    return 0.0 if len(text) <= 5 and not _NO_UNIT.search(text) else IMPOSSIBLE


def _year(text: str, evidence: Evidence, printed: str) -> float:
    return IMPOSSIBLE if year_of(text) is None else 0.0


def _weight(text: str, evidence: Evidence, printed: str) -> float:
    return 0.0 if re.fullmatch(r"\(?\d{1,3}(?:\.\d+)?%?\)?", text) else IMPOSSIBLE


def _count(text: str, evidence: Evidence, printed: str) -> float:
    return (
        0.0 if re.fullmatch(r"\(?(?:\d{1,2}(?:[-.]\d{1,2})?|[一二三四五六七八九十]{1,3})[)、.]?", text) else IMPOSSIBLE
    )


def _money(text: str, evidence: Evidence, printed: str) -> float:
    if _SUM.fullmatch(text):
        return 0.0
    is_marked = _SUM.fullmatch(text[:-1]) and text[-1].isdigit()  # with the mark of a footnote
    return 1.0 if is_marked else 6.0 + max(0, len(text) - _WIDEST_SUM) * 0.5


def _anything(text: str, evidence: Evidence, printed: str) -> float:
    return 1.5 if len(text) > 1 or not _CJK.fullmatch(text) else 4.0


def _remark(text: str, evidence: Evidence, printed: str) -> float:
    # What is said of a row besides is short; a row that nobody found is long.
    is_end = text.endswith("。") and len(text) < _REMARKED  # mostly that of the sentence in the cell before
    return _anything(text, evidence, printed) + max(0, len(text) - _REMARKED) * 0.2 + 2.0 * is_end


def _other(text: str, evidence: Evidence, printed: str) -> float:
    # The name of an office, of a plan or of a source is no sentence.
    return _anything(text, evidence, printed) + 4.0 * ("。" in text)


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
    Role.REMARK: ColumnRule(10, 0.7, False, _remark),
    Role.UNIT: ColumnRule(3, 2.0, False, _unit),
    Role.YEAR: ColumnRule(2, 8.0, False, _year),
    Role.WEIGHT: ColumnRule(3, 6.0, False, _weight),
    Role.NUMBER: ColumnRule(2, 6.0, False, _count),
    Role.MONEY: ColumnRule(5, 6.0, False, _money),
    Role.OTHER: ColumnRule(5, 6.0, False, _other),
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
    return any(line != begins for line in lines) or (begins in evidence.headings and _goes_on(evidence, ranges))


def _goes_on(evidence: Evidence, ranges: tuple[Range, ...]) -> bool:
    """Tell whether a cell goes on after a line that is not full: what heads rows has the width of the table."""
    first, _, last, _ = ranges[0]
    return (first < last or len(ranges) > 1) and evidence.strips[first].width < evidence.widest


def _entries_cost(evidence: Evidence, ranges: tuple[Range, ...]) -> float:
    """Entries count on: a content that begins in their middle, or in which they begin anew, is that of two items.

    So is one that holds a kind of plans stretched to the width of its column.
    """
    parts = [part for r in ranges for part in evidence.parts(r)]
    kinds = _WITH_KIND * any(_STRETCHED_KIND.search(evidence.printed(part)) for part in parts)
    if not evidence.counting:
        return kinds
    anew, late = miscounts(evidence.label(part) for part in parts)
    return kinds + _BEGINS_ANEW * anew + _BEGINS_LATE * late


def _plans_cost(evidence: Evidence, ranges: tuple[Range, ...]) -> float:
    """An item one of whose lines ends as work plans do (業務) holds the cell of its work plan as well."""
    endings = tuple(evidence.words.get(Role.ITEM, ()))
    if not endings:
        return 0.0
    lines = (evidence.folded([(i, first, i, after)]) for r in ranges for i, first, after in evidence.parts(r))
    return _WITH_PLAN * any(text.endswith(endings) for text in accumulate(lines))


def _labels_cost(evidence: Evidence, ranges: tuple[Range, ...]) -> float:
    """A remark begins with no second entry, and one that is not numbered holds no number: that begins the next row."""
    first, *others = [evidence.label(part) for r in ranges for part in evidence.parts(r)]
    return _WITH_ROW * (first.number > 1 if first else any(others))


_OVER_HEADING, _WITH_ROW = 15.0, 8.0
_BEGINS_ANEW, _BEGINS_LATE, _WITH_PLAN, _WITH_KIND = 6.0, 5.0, 4.0, 4.0
_STRETCHED_KIND = re.compile("|".join(r"\s".join(kind) for kind in sorted(CATEGORIES)))
# What shows that a cell of a column holds two.
_OF_TWO: dict[Role, Callable[[Evidence, tuple[Range, ...]], float]] = {
    Role.CONTENT: _entries_cost,
    Role.ITEM: _plans_cost,
    Role.REMARK: _labels_cost,
}


def _is_unbalanced(text: str) -> bool:
    return any(text.count(a) != text.count(b) for a, b in _PAIRED)


def _shape_cost(evidence: Evidence, column: int, ranges: tuple[Range, ...]) -> float:
    last = evidence.last_part(ranges[-1])
    if last not in evidence.ends:
        evidence.ends[last] = end_cost(evidence, last)
    cost = evidence.ends[last]
    if not _spans_years(evidence, column, ranges):
        cost += sum(range_cost(evidence, column, r) for r in ranges)
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


def _spans_years(evidence: Evidence, column: int, ranges: tuple[Range, ...]) -> bool:
    """Tell whether a line is the target of every year, which is as wide as their columns together."""
    first, _, last, _ = ranges[0]
    is_line = first == last and len(ranges) == 1 and evidence.columns[column].role is Role.TARGET
    return is_line and EVERY_YEAR.match(evidence.folded(ranges)) is not None


def end_cost(evidence: Evidence, part: Part) -> float:
    """The last line of a cell is not stretched to the column's width, and carries the mark in a marked document."""
    strip = evidence.strips[part[0]]
    stretches = 0 if _is_whole(evidence.folded([(part[0], part[1], part[0], part[2])])) else evidence.stretches(part)
    # One blank between characters can be the gap between two cells; several are justification.
    cost = 4.0 * (stretches > 0) + 1.0 * (stretches == 1)
    if part[2] == len(strip.words):
        cost += 5.0 * (evidence.marked and not strip.line.ends)
        if part[0] + 1 < len(evidence.strips):
            cost += 0.4 * evidence.is_pair(part[0], part[0] + 1)
            cost += _CLOSE * (evidence.spaced and evidence.strips[part[0] + 1].line.joins)
    return cost


def _is_whole(text: str) -> bool:
    """Tell whether a text is all of its cell, however it is stretched: a kind, a method, a figure with its unit."""
    return text in _WHOLE or ((found := parse_quantity(text)) is not None and len(found.unit) == 1)


def _unlabelled(text: str, printed: str) -> str:
    """Give the folded text without its label; the label's own folded form tells how long it is."""
    label = parse_cell_label(printed)
    return text[len(fold(printed[: label.end])) :] if label else text
