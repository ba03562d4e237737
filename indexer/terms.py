"""Abbreviations that a plan itself explains: 「地理資訊系統」（GIS）, 或地理資訊系統（GIS）."""

from __future__ import annotations

import re
from collections.abc import Iterable

from knowledge.models import Passage, Span, Term
from knowledge.text import cut, fold, unwrap

_BRACKET = re.compile(r"[（(]\s*(?:以下簡稱)?(?P<inside>[A-Za-z][A-Za-z0-9 .,，、&'’\n-]{1,80}?)\s*[）)]")
_SHORT = re.compile(r"[A-Za-z][A-Za-z0-9&.'’-]*(?: [A-Z][A-Za-z]+){0,3}")
_QUOTED = re.compile(r"「([^「」]{2,40})」\s*$")
_NAME = r"[^\s，。、；：「」『』（）()《》／/\d]"
_PLAIN = re.compile(rf"{_NAME}+(?:\s*[A-Za-z]+\s*)?{_NAME}*$|[A-Za-z]+\s?[\u4e00-\u9fff]+$")
# Words that lead up to a name and do not belong to it; the last one found in a phrase ends what is cut off.
_LEADING = re.compile(
    r".*(?:積極|持續|賡續|深化|強化|推動|推展|辦理|參與|參加|加入|協助|輔導|鼓勵|促進|爭取|透過|運用|結合|配合|包括|包含|例如|"
    r"依據|洽邀|邀請|洽請|擴大|加強|落實|國內|以及|及|與|和|或|如|之|為|於|對|在|等|由|向|我)(?=.{3})"
)


def read_terms(text: str, prose: Iterable[Passage], names: Iterable[Passage] = ()) -> tuple[Term, ...]:
    """Read the abbreviations explained in some passages; the first explanation of each stands.

    In the name of an indicator or project brackets may also narrow it (示範計畫（GIS）): there, only a quoted
    long form counts.
    """
    found: dict[str, Term] = {}
    for passages, quoted in ((prose, False), (names, True)):
        for span in (span for passage in passages for span in passage.spans):
            for term in _terms(text, span, quoted):
                found.setdefault(fold(term.short), term)
    return tuple(found.values())


def _terms(text: str, span: Span, quoted: bool) -> Iterable[Term]:
    for match in _BRACKET.finditer(text, span.start, span.end):
        before = _before(text, span.start, match.start())
        if quoted and not _QUOTED.search(before):
            continue
        short = _short(match["inside"])
        long, start = _long(before, match.start())
        if short and len(long) >= 2:
            yield Term(short, long, cut(text, [Span(max(start, span.start), match.end())]))


def _before(text: str, start: int, end: int) -> str:
    return text[max(start, end - 60) : end]


def _short(inside: str) -> str | None:
    """The abbreviation is the last part: Sustainable Development Goals, SDGs."""
    last = re.split(r"[,，、]", inside)[-1].strip()
    return last if _SHORT.fullmatch(last) and len(last) <= 40 and re.search("[A-Z]", last) else None


def _long(before: str, end: int) -> tuple[str, int]:
    if quoted := _QUOTED.search(before):
        return _joined(quoted[1]), end - len(before) + quoted.start()
    flat = before.rstrip()
    # A wrapped line is no border of a phrase: look at the text without its line ends.
    phrase = _PLAIN.search(_joined(flat))
    if phrase is None:
        return "", end
    name = phrase.group()
    if lead := _LEADING.match(name):
        name = name[lead.end() :]
    return name.strip(), _start_of(before, end, name)


def _joined(text: str) -> str:
    return unwrap(text.split("\n"))


def _start_of(before: str, end: int, name: str) -> int:
    """Walk back over as many printed characters as the name has."""
    left = len("".join(name.split()))
    position = len(before)
    while left and position:
        position -= 1
        left -= not before[position].isspace()
    return end - len(before) + position
