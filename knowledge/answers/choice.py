"""Answers where one cannot be given: several fit equally, or none does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from knowledge import phrases
from knowledge.answers.citations import above_of, cite, joined, row
from knowledge.answers.targets import figure_of, target_line
from knowledge.catalogue import Catalogue, Entry
from knowledge.cues import Attribute
from knowledge.inquiry import Inquiry
from knowledge.models import Ambiguous, Citation, Figure, Kpi, NotFound
from knowledge.question import Question
from knowledge.text import without_markup

_MOST = 5
_SHORT = 40  # So long a question is said again where nothing is found.
# What explains so much of a topic is worth showing where nothing fits; more where it hardly touches the name.
# What is contradicted (歲出 for 歲入) is shown where it explains most of the topic, and nothing else so much.
_ALIKE = 0.6
_NEAR, _NEARER, _TOUCHED, _NEAREST = 0.3, 0.45, 0.1, 3

_ASKS: dict[Attribute, str] = {
    "target": phrases.ASK_TARGET, "measure": phrases.ASK_MEASURE, "goal": phrases.ASK_GOAL,
    "projects": phrases.ASK_PROJECTS, "period": phrases.ASK_PERIOD, "kpis": phrases.ASK_KPIS,
    "content": phrases.ASK_CONTENT,
}  # fmt: skip


def ambiguous(catalogue: Catalogue, question: Question, meant: Sequence[Entry], attribute: Attribute) -> Ambiguous:
    """Offer the entries that fit equally, each with the field that tells it apart and a question that picks it."""
    shown = meant[:_MOST]
    citations: list[Citation] = []
    figures: list[Figure] = []
    lines = [phrases.CHOOSE_ONE]
    for n, entry in enumerate(shown, start=1):
        telling = "".join(f"（{what}）" for what in _telling(entry, shown))
        fact, head = entry.fact, None if _is_named_once(entry, shown) else above_of(entry)
        if attribute == "target" and isinstance(fact, Kpi):
            wanted = [t for t in fact.targets if not question.years or t.year in question.years]
            citations.append(cite(entry, joined(head, row(fact, wanted))))
            figures += [figure_of(entry, t, n - 1) for t in wanted]
            telling += "：" + "、".join(target_line(t) for t in wanted) if wanted else ""
        else:
            citations.append(cite(entry, joined(head, fact.name)))
        lines.append(f"{n}. {entry.name}{telling}")
    ask = _ASKS.get(attribute, phrases.ASK_TARGET)
    asks = tuple(_asked(e, shown, ask) for e in shown)
    return Ambiguous("\n".join(lines), tuple(citations), tuple(figures), asks)


def _asked(entry: Entry, shown: Sequence[Entry], ask: str) -> str:
    """Give the question that picks one of them."""
    asked, above = ask.format(name=entry.name), above_of(entry)
    return asked if above is None or _is_named_once(entry, shown) else f"{above.text}的{asked}"


def _telling(entry: Entry, shown: Sequence[Entry]) -> Iterator[str]:
    """Give what tells an entry from others: its plan, and under what it stands where its plan has the name twice."""
    same = [other for other in shown if other.name == entry.name]
    if len({e.release.agency for e in shown}) > 1 or len({e.release.id for e in same}) > 1:
        yield entry.release.title
    if (above := above_of(entry)) and not _is_named_once(entry, shown):
        yield above.text


def _is_named_once(entry: Entry, shown: Sequence[Entry]) -> bool:
    """Tell whether no other of the plan has the name, or nothing tells the two apart."""
    same = [other for other in shown if (other.name, other.release.id) == (entry.name, entry.release.id)]
    return len({above.text if (above := above_of(other)) else "" for other in same}) < 2


def not_found(inquiry: Inquiry, reason: str = "") -> NotFound:
    """Say that the plans do not say it, what was looked for, and what comes nearest."""
    q = inquiry.question
    found = inquiry.candidates("kpi", "project", "item", "goal") if q.topic else []
    near = [c.entry for c in found if c.score >= (_NEAR if c.named >= _TOUCHED else _NEARER)]
    best = max((c.explained for c in found if not c.against), default=0.0)
    alike = [c.entry for c in found if c.against and c.explained >= max(_ALIKE, best)]
    near = (alike[:1] + near)[:_NEAREST]
    short = " ".join(without_markup(q.text).split())
    said = reason or (phrases.NOT_FOUND.format(what=short) if 0 < len(short) <= _SHORT else phrases.NOT_FOUND_PLAIN)
    lines = [said]
    if near:
        names: dict[str, str] = {}
        for entry in near:
            names.setdefault(entry.name_key, f"「{entry.name}」")  # One that two plans print differently is one.
        lines.append(phrases.NEAREST.format(names="、".join(names.values())))
    citations = tuple(cite(e, e.fact.name) for e in near)
    asks = tuple((phrases.ASK_TARGET if e.subject == "kpi" else "「{name}」").format(name=e.name) for e in near)
    return NotFound("\n".join(lines), citations, tuple(dict.fromkeys(asks)))
