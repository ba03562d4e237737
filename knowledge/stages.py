"""The stages to which a measure gives shares of the work: 1.完成工程招標50% 2.工程完工75% 3.市場啟用100%."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from knowledge.catalogue import Entry
from knowledge.details import measure_of
from knowledge.question import Question
from knowledge.words import key


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage, as a key, and the per cent that are reached with it."""

    name: str
    share: Decimal


def stages_of(kpi: Entry) -> tuple[Stage, ...]:
    """Read the stages of a KPI's measure in their order; none where its shares do not rise up to 100."""
    found = tuple(Stage(m["name"], Decimal(m["share"])) for m in _STAGE.finditer(measure_of(kpi)))
    shares = [stage.share for stage in found]
    rises = all(one < other for one, other in pairwise(shares))
    return found if len(found) > 1 and rises and shares[-1] <= _WHOLE else ()


def named_in(question: Question, kpi: Entry) -> Stage | None:
    """Give the one stage that a question names by words that no other stage and no name of the KPI has."""
    stages = stages_of(kpi)
    said = _FORM.sub("/", _without(question.flat, kpi.name_key)) if stages else ""
    named = [(_longest(said, stage.name), stage) for stage in stages]
    best = [stage for length, stage in named if length == max(length for length, _ in named) >= _WORD]
    return best[0] if len(best) == 1 else None


def asks_for_stage(question: Question, kpi: Entry) -> bool:
    """Tell whether a question asks how far a KPI is with a stage, or which stage a share of it is (70%代表做到哪裡)."""
    if _WHICH.search(question.flat) and stages_of(kpi):
        return True
    return _HOW_FAR.search(question.flat) is not None and named_in(question, kpi) is not None


_WHOLE = 100
_WORD = 2
# A share that belongs to a stage ends it: 進度達50%(80%) goes on.
_STAGE = re.compile(
    r"(?:\(?\d{1,2}[.、)]|[,，;；。、])*(?P<name>[^;；。]{2,40}?)[(:]?(?P<share>\d{1,3}(?:\.\d+)?)%\)?"
    r"(?=\(?\d{1,2}[.、)]|[,，;；。、)]|$)"
)
_HOW_FAR = re.compile(key("百分|%|趴|多少|幾|代表"))
_WHICH = re.compile(
    key("(做|進行|執行|進度|代表|完成)到?(哪裡|哪邊|什麼程度|哪一?個?(階段|步驟))|(第幾|哪一?|什麼)個?(階段|里程碑)")
)
# Words of any stage.
_FORM = re.compile(key("完成|辦理|工程|作業|進度|計畫|階段|目標|達成|百分[比之]?|代表|第[一二三四五六七八九十]期"))


def _without(flat: str, name: str) -> str:
    """Take what a question says of a name, two characters and more, out of it."""
    at, kept = 0, ""
    while at < len(flat):
        end = at
        while end < len(flat) and flat[at : end + 1] in name:
            end += 1
        kept += "/" if end - at >= _WORD else flat[at]
        at = end if end - at >= _WORD else at + 1
    return kept


def _longest(said: str, name: str) -> int:
    """Give the length of the longest word that a question and a stage share."""
    return max(
        (end - at for at in range(len(said)) for end in range(at + 1, len(said) + 1) if said[at:end] in name), default=0
    )
