"""Yes or no to a figure or a bound that a question supposes, with the figure as it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from knowledge import phrases
from knowledge.answers import columns
from knowledge.bounds import Bound
from knowledge.catalogue import Entry
from knowledge.details import beyond_name, measure_of
from knowledge.inquiry import Inquiry
from knowledge.mentions import supposed_plainly
from knowledge.models import Answered, Figure, Kpi
from knowledge.numbers import Quantity, in_full, parse_quantity, read_amounts
from knowledge.question import Question
from knowledge.stages import named_in, stages_of
from knowledge.units import NO_UNIT, counts_alike, counts_one_by_one, is_other_count, is_so_much
from knowledge.words import key


@dataclass(frozen=True, slots=True)
class _Stated:
    """What a plan states of one year: a figure, what it is called (年度目標值, 實際達成值), the lines beside it.

    `is_ceiling` tells of a target that less of what it counts may be aimed at.
    """

    figure: Figure
    called: str
    beside: tuple[str, ...] = ()
    is_ceiling: bool = False


def confirmed(inquiry: Inquiry, entry: Entry, said: Answered) -> Answered:
    """Say yes or no to what the asker supposes of a target or, where that is asked or meant, of what was reached."""
    target = _target(entry, said)
    if (actual := _actual(inquiry, entry)) is not None:
        answer, stated = actual
        head = _head(inquiry, stated)
        # 是 97.8% 嗎 is asked of either: of what was reached where that is the figure.
        is_meant = target is None or _DONE.search(inquiry.question.flat) is not None
        if head and (is_meant or (head == phrases.YES and _head(inquiry, target) != phrases.YES)):
            return _answered(answer, stated, head)
    head = _head(inquiry, target)
    return _answered(said, target, head) if target and head else said


def confirmed_by_measure(inquiry: Inquiry, entry: Entry, said: Answered) -> Answered:
    """Say yes or no to a figure that a question supposes of one of the things which a measure puts numbers to."""
    q = inquiry.question
    typed = supposed_plainly(q.flat) if q.asks("confirm") and not q.bound and not _OPINION.search(q.flat) else None
    if typed is None or typed.unit in NO_UNIT:
        return said
    stated = _stated_in_measure(q, entry, typed.unit)
    if len(stated) != 1:
        return said
    is_so = is_so_much(stated[0].value, stated[0].unit, typed)
    return replace(said, text=(phrases.IS_SO if is_so else phrases.IS_NOT_SO) + said.text)


def _stated_in_measure(q: Question, entry: Entry, unit: str) -> list[Quantity]:
    """Give the figures of a unit that a measure states of the one stage or numbered thing which a question names."""
    if stages_of(entry):
        stage = named_in(q, entry)
        return [Quantity(f"{stage.share:f}", "%")] if stage and unit == "%" else []
    clauses = [clause for clause in _NUMBERED.split(measure_of(entry)) if clause]
    shared = [len(beyond_name(q.flat, clause, entry.name_key) or "") for clause in clauses]
    if not shared or max(shared) == 0 or shared.count(max(shared)) > 1:
        return []
    return [s for s in read_amounts(clauses[shared.index(max(shared))]) if s.unit == unit]


_NUMBERED = re.compile(r"(?:^|(?<=[。;]))\(?\d{1,2}[.、)]")


def supposes_another(inquiry: Inquiry, said: Answered) -> bool:
    """Tell whether a question takes another figure for granted (為什麼目標是 30 件): it is put right."""
    figure, supposed = said.figures[0], inquiry.question.supposed
    of_unit = [s for s in supposed if s.unit and _in_ones(s.unit) == _in_ones(key(figure.unit or ""))]
    taken = inquiry.question.asks("over", "under", "sum", "difference") or not _TAKEN.search(inquiry.question.flat)
    return bool(of_unit) and not taken and not any(is_so_much(figure.value, figure.unit, s) for s in of_unit)


def _in_ones(unit: str) -> str:
    return in_full("0", unit)[1]


_TAKEN = re.compile(key("(為什麼|為何|怎麼會?|憑什麼|依據|怎麼達成)"))


def _target(entry: Entry, said: Answered) -> _Stated | None:
    """Give the target of the one year that an answer tells, and nothing where it tells no target of a year."""
    figure = said.figures[0]
    if figure.value is None or figure.year is None or len(said.figures) > 1:
        return None
    called = phrases.TARGET_OF.format(year=figure.year)
    return _Stated(figure, called, is_ceiling=_falls(entry)) if said.text.startswith(called) else None


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


def _head(inquiry: Inquiry, stated: _Stated | None) -> str | None:
    """Give the sentence that says whether what is supposed is so; None where that cannot be told from the figure."""
    q = inquiry.question
    if stated is None or stated.figure.value is None or not q.supposed:
        return None
    if _OPINION.search(q.flat) or _CONTRARY.search(q.flat):
        return None
    figure = stated.figure
    if _EXACTLY.search(q.flat) and (not figure.text[:1].isdigit() or "累計" in figure.label):
        return None  # ≧82% is not 剛好 82%, nor does it deny it; 累計 240 件 says not how many are new.
    if q.bound:
        return _YES_OR_NO.get(_lies_within(q.bound, figure) if q.bound.counts(figure.unit) else None)
    same = [s for s in q.supposed if s.unit == "%" or counts_alike(figure.unit, s)]
    if not same:
        return _of_other_unit(q, figure)
    if any(is_so_much(figure.value, figure.unit, s) for s in same):
        return phrases.YES
    if not _REACHED.search(q.flat):
        return phrases.NO
    # 達到 20 件 may be asked of what exceeds it, but less than a ceiling is no failure.
    reached = {_lies_within(Bound(least=Decimal(s.value), after=s.unit), figure) for s in same}
    is_open = stated.is_ceiling or len(reached) > 1 or not all(counts_alike(figure.unit, s) for s in same)
    return None if is_open else _YES_OR_NO.get(reached.pop())


_YES_OR_NO: dict[bool | None, str] = {True: phrases.YES, False: phrases.NO}


def _lies_within(bound: Bound, figure: Figure) -> bool | None:
    """Tell whether a figure lies within a bound; a bare number is one of the unit printed, or one in ones."""
    printed = parse_quantity(figure.text)
    if printed is None:
        return None
    value = Decimal(figure.value or "NaN")
    said = {
        bound.settles(value, unit, printed.comparator in _LEAST) if printed.comparator else bound.holds_in(value, unit)
        for unit in ((figure.unit, "") if bound.is_bare else (figure.unit,))
    }
    return said.pop() if len(said) == 1 else None


def _of_other_unit(q: Question, figure: Figure) -> str | None:
    """Say no where a figure is supposed that counts something else (20% of 20 項): 7.2 公噸 may be 7,200 公斤."""
    typed = supposed_plainly(q.flat)
    if typed is None:
        return None
    is_so_many = in_full(typed.value, typed.unit)[0] == in_full(figure.value or "NaN", figure.unit)[0]
    one_by_one = counts_one_by_one(figure.unit, typed.unit)
    if is_other_count(figure.unit, typed.unit):
        return phrases.SAME_NUMBER if is_so_many and one_by_one else phrases.NO
    return _YES_OR_NO[is_so_many] if one_by_one else None


def _falls(entry: Entry) -> bool:
    """Tell whether a target may be one that less is aimed at than: it says so, or falls from year to year."""
    kpi = entry.fact
    if not isinstance(kpi, Kpi):
        return False
    if _FEWER.search(entry.name_key) or any(t.comparator in _MOST for t in kpi.targets):
        return True
    values = [Decimal(t.value) for t in kpi.targets if t.value is not None]
    return len(values) > 1 and values[-1] < values[0]


_FEWER = re.compile(key("降低|減少|下降|縮短|降至|減至|調降|死亡|傷亡"))
_MOST = frozenset("≦≤<")
_LEAST = frozenset("≧≥>")
_EXACTLY = re.compile(key("剛好|恰好|正好|新增|增加"))


def _answered(said: Answered, stated: _Stated, head: str) -> Answered:
    printed = stated.figure.text
    figure = printed if "\u3400" <= printed[0] <= "\u9fff" else f" {printed}"
    beside = stated.beside or (phrases.NAMED.format(name=stated.figure.label),)
    return replace(said, text="\n".join([head.format(called=stated.called, figure=figure), *beside]))


def _known(words: str) -> re.Pattern[str]:
    return re.compile(key(words))


_DONE = _known("達成|達到|有到|做到|完成|實績|實際|真的|了(嗎|沒|吧)|去年|前年")
_AIMED = _known("目標|要|應|須|訂|預[計期定]|指標|kpi|target|門檻")
_REACHED = _known("(達到?|達成|[達做]得到|達不達得?到|[有能會可]到|到得了|做到|滿)了?[\\d一二三四五六七八九十百千兩]")
# 沒有達到 60 件嗎 asks for the contrary.
_CONTRARY = _known("(?<!有)沒有?(能)?([達到滿做破逾]|超過|[高大多低小少]於)|未能?達[到成]")
# What is high or enough, no plan says.
_OPINION = _known(
    "(算不?算?|很|太|夠|偏|蠻|稍|比較|(?<!超)過)(是|得上)?[高低多少大小好難嚴鬆]|合理|合不合理|夠不夠|夠嗎|足夠|可行|容易"
)
