"""Yes or no to a figure or a bound that a question supposes, with the figure as it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from knowledge import phrases
from knowledge.answers import columns
from knowledge.catalogue import Entry
from knowledge.inquiry import Inquiry
from knowledge.models import Answered, Figure
from knowledge.numbers import Quantity, in_full, parse_quantity
from knowledge.units import is_named
from knowledge.words import key


@dataclass(frozen=True, slots=True)
class _Stated:
    """What a plan states of one year: a figure, what it is called (年度目標值, 實際達成值), the lines beside it."""

    figure: Figure
    called: str
    beside: tuple[str, ...] = ()
    is_target: bool = False


def confirmed(inquiry: Inquiry, entry: Entry, said: Answered) -> Answered:
    """Say yes or no to what the asker supposes of a target or, where that is asked or meant, of what was reached."""
    target = _target(said)
    if (actual := _actual(inquiry, entry)) is not None:
        answer, stated = actual
        right = _is_right(inquiry, stated)
        # 是 97.8% 嗎 is asked of either: of what was reached where that is the figure.
        is_meant = target is None or _DONE.search(inquiry.question.flat) is not None
        if right is not None and (is_meant or (right and not _is_right(inquiry, target))):
            return _answered(answer, stated, right)
    right = _is_right(inquiry, target)
    return said if target is None or right is None else _answered(said, target, right)


def supposes_another(inquiry: Inquiry, said: Answered) -> bool:
    """Tell whether a question takes another figure for granted (為什麼目標是 30 件): it is put right."""
    figure, supposed = said.figures[0], inquiry.question.supposed
    of_unit = [s for s in supposed if s.unit and s.unit == key(figure.unit or "")]
    taken = inquiry.question.asks("over", "under", "sum", "difference") or not _TAKEN.search(inquiry.question.flat)
    return bool(of_unit) and not taken and not any(_is_supposed(figure, s) for s in of_unit)


_TAKEN = re.compile(key("(為什麼|為何|怎麼會?|憑什麼|依據|怎麼達成)"))


def _target(said: Answered) -> _Stated | None:
    """Give the target of the one year that an answer tells, and nothing where it tells no target of a year."""
    figure = said.figures[0]
    if figure.value is None or figure.year is None or len(said.figures) > 1:
        return None
    called = phrases.TARGET_OF.format(year=figure.year)
    return _Stated(figure, called, is_target=True) if said.text.startswith(called) else None


def _actual(inquiry: Inquiry, entry: Entry) -> tuple[Answered, _Stated] | None:
    """Give what was reached in the year asked, unless the question speaks of the target alone."""
    years = inquiry.question.years
    found = columns.reached(entry, years)
    if len(years) != 1 or len(found) != 1 or _AIMED.search(inquiry.question.flat):
        return None
    answer = columns.extra("actual", inquiry.catalogue, entry, years)
    if not isinstance(answer, Answered) or not answer.figures or answer.figures[0].value is None:
        return None
    first, *beside = answer.text.split("\n")
    return answer, _Stated(answer.figures[0], first.partition("：")[0], tuple(beside))


def _is_right(inquiry: Inquiry, stated: _Stated | None) -> bool | None:
    """Tell whether what is supposed is so; None where that cannot be told from the figure."""
    q = inquiry.question
    if stated is None or not q.supposed:
        return None
    figure = stated.figure
    printed = parse_quantity(figure.text)
    if q.bound:
        if printed is None or not q.bound.counts(figure.unit):
            return None
        value = Decimal(figure.value or "NaN")
        if printed.comparator:
            return q.bound.settles(value, figure.unit, printed.comparator in _LEAST)
        return q.bound.holds_in(value, figure.unit)
    same = [s for s in q.supposed if _is_comparable(figure, s)]
    if not same:
        return None
    if any(_is_supposed(figure, s) for s in same):
        return True
    if not _REACHED.search(q.flat):
        return False
    # 達到 20 件 may be asked of what exceeds it.
    is_plain = printed is not None and not printed.comparator
    falls_short = is_plain and all(_in_full(figure)[0] < in_full(s.value, s.unit)[0] for s in same)
    if stated.is_target:
        return False if falls_short else None
    return not falls_short if is_plain else None


_LEAST = frozenset("≧≥>")


def _answered(said: Answered, stated: _Stated, right: bool) -> Answered:
    printed = stated.figure.text
    figure = printed if "\u3400" <= printed[0] <= "\u9fff" else f" {printed}"
    head = (phrases.YES if right else phrases.NO).format(called=stated.called, figure=figure)
    beside = stated.beside or (phrases.NAMED.format(name=stated.figure.label),)
    return replace(said, text="\n".join([head, *beside]))


def _in_full(figure: Figure) -> tuple[Decimal, str]:
    return in_full(figure.value or "NaN", figure.unit or "")


def _is_supposed(figure: Figure, supposed: Quantity) -> bool:
    """Tell whether a supposed figure is the one that stands: its value, and its unit where one was typed."""
    if is_named(figure.unit, supposed.unit) and Decimal(supposed.value) == Decimal(figure.value or "NaN"):
        return True
    (value, unit), (typed, of) = _in_full(figure), in_full(supposed.value, supposed.unit)
    return value == typed and is_named(unit, of)


def _is_comparable(figure: Figure, supposed: Quantity) -> bool:
    """Tell whether a supposed figure counts the same; 22 個邦交國 neither confirms nor denies 613 項."""
    of = in_full(supposed.value, supposed.unit)[1]
    return of == "%" or is_named(_in_full(figure)[1], of)


def _known(words: str) -> re.Pattern[str]:
    return re.compile(key(words))


_DONE = _known("達成|達到|有到|做到|完成|實績|實際|真的|了(嗎|沒|吧)|去年|前年")
_AIMED = _known("目標|要|應|須|訂|預[計期定]|指標|kpi|target|門檻")
_REACHED = _known(r"(達成?|達到|有到|到得了|做到|滿)\d")
