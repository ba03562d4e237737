"""The fact of a printed number: 指標10是哪個, 項次5是什麼計畫."""

from __future__ import annotations

import re

from knowledge import phrases
from knowledge.answers.choice import ambiguous, not_found
from knowledge.catalogue import Entry, Subject, extras_of, header_key
from knowledge.inquiry import Inquiry
from knowledge.models import Kpi
from knowledge.numbers import parse_numeral
from knowledge.rules.fields import CARDS, HAVE, field
from knowledge.rules.outcome import Outcome
from knowledge.words import key

_NUMBER = "(?:第|編號|項次|no\\.?|#)?([一二三四五六七八九十]{1,3}|\\d{1,2})(?:號|項)?"
_WHAT = "(?:是|為|的|叫)?(?:哪|什麼|甚麼|啥|名稱|內容|目標|期程|衡量|怎麼).{0,8}"
_KPI = re.compile(key(f"(?:關鍵|績效)*(?:指標|kpi)(?:編號|項次|第)?{_NUMBER}{_WHAT}[?。]*"))
_ROW = re.compile(key(f"(?:項次|編號|序號|第){_NUMBER}(?:的)?(?:重要)?(?:計畫|指標|項目)?{_WHAT}[?。]*"))
_KINDS: tuple[tuple[re.Pattern[str], tuple[Subject, ...]], ...] = (
    (re.compile(key("指標|kpi")), ("kpi",)),
    (re.compile(key("計畫|項目")), ("project", "item")),
)
_PAIR = re.compile(
    key(
        "(?:關鍵|績效)*(?:指標|kpi)?(?:編號)?(\\d{1,2})-(\\d{1,2})(?:號|項)?"
        "(?:的?(?:年度|關鍵|績效)*(?:指標|kpi|目標|衡量|評估|屬於|單位|哪|是|為|叫|怎麼|如何|呢).{0,10})?[?。]*"
    )
)
_NUMBERS = re.compile(key("項次|編號|序號"))


def of_number(inquiry: Inquiry) -> Outcome | None:
    """Answer the fact that a plan prints under a number, or the KPI of a goal's; of several it is asked which."""
    q = inquiry.question
    if pair := _PAIR.fullmatch(q.rest):
        return _of_goal(inquiry, int(pair[1]), int(pair[2]))
    found = _KPI.fullmatch(q.rest) or (_ROW.fullmatch(q.rest) if _NUMBERS.search(q.rest) else None)
    if found is None or q.goal_number is not None:
        return None
    number = parse_numeral(found[1]) or 0
    subjects = next((kinds for said, kinds in _KINDS if said.search(q.flat)), ("project", "item", "kpi"))
    meant = [e for e in inquiry.entries(*subjects) if _number_of(e) == number] or _at(inquiry, subjects, number)
    return _told(inquiry, meant) if meant else Outcome(not_found(inquiry, phrases.NO_SUCH_FACT))


def _of_goal(inquiry: Inquiry, goal: int, number: int) -> Outcome | None:
    """Answer 5-2 with the second KPI of the fifth goal; None where there is none, for 3-5 may be a range."""
    kpis = [(e, e.fact) for e in inquiry.entries("kpi") if _number_of(e) == number]
    meant = [e for e, kpi in kpis if isinstance(kpi, Kpi) and parse_numeral(key(kpi.goal_no or "")) == goal]
    return _told(inquiry, meant) if meant else None


def _told(inquiry: Inquiry, meant: list[Entry]) -> Outcome | None:
    q = inquiry.question
    asked = next((a for a in q.attributes if meant[0].subject in HAVE.get(a, ())), CARDS[meant[0].subject])
    if len(meant) > 1:
        return Outcome(ambiguous(inquiry.catalogue, q, meant, asked), listed=tuple(meant), attribute=asked)
    return field(inquiry, meant[0], asked, picked=True)


def _number_of(entry: Entry) -> int | None:
    """Give the number that a plan prints for a fact, in its own column or in one of few words."""
    fact = entry.fact
    if isinstance(fact, Kpi) and fact.kpi_no:
        return parse_numeral(key(fact.kpi_no))
    printed = next((e.text.text for e in extras_of(fact) if _NUMBERS.fullmatch(header_key(e))), None)
    return parse_numeral(key(printed)) if printed else None


def _at(inquiry: Inquiry, subjects: tuple[Subject, ...], number: int) -> list[Entry]:
    """Give the fact at a place of the one table that there is, where no number is kept with any."""
    entries = [e for e in inquiry.entries(*subjects) if e.subject == subjects[0]]
    if len({e.release.id for e in entries}) != 1 or any(_number_of(e) for e in entries):
        return []
    return entries[number - 1 : number] if number else []
