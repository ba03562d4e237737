"""What a word means: the sentence of a plan that explains it (X：指…, 「－」表示…), and no figure of what it names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from knowledge import phrases
from knowledge.answers.passages import sentences_of
from knowledge.catalogue import Entry
from knowledge.inquiry import Inquiry
from knowledge.models import Answered, Kpi, NotFound, Release
from knowledge.pieces import Piece, pieces_of
from knowledge.rules.outcome import Outcome
from knowledge.search import Found
from knowledge.text import cut
from knowledge.units import units_of
from knowledge.words import key


def of_word(inquiry: Inquiry) -> Outcome | None:
    """Quote the sentence that explains a word; say that there is none where a figure would be told for it."""
    thing = _asked_for(inquiry.question.flat)
    if not thing:
        return None
    if said := next(_explanations(inquiry, thing), None):
        return Outcome(said)
    return Outcome(_unexplained(inquiry, thing)) if _names_figures(inquiry, thing) else None


def _asked_for(flat: str) -> str | None:
    """Give the word of which a question asks what it means; None where it asks for something else."""
    found = next((m for pattern in _ASKED if (m := pattern.fullmatch(flat))), None)
    if found is None:
        return None
    quoted = _QUOTED.search(found["thing"])
    thing = quoted[1] if quoted else _OPENING.sub("", found["thing"])
    return thing if 0 < len(thing) <= _LONGEST else None


_LONGEST = 16
_QUOTED = re.compile("「([^「」]+)」")
_OPENING = re.compile(key("^(?:請問|想問|請教|(?:這份|本)?計畫(?:書)?(?:裡面?|中|內)?(?:提到|說|寫|講)?的?|所謂的?)+"))
_ASKED = tuple(
    re.compile(key(pattern).replace("(?p<", "(?P<"))
    for pattern in (
        "(?:請問)?(?:什麼是|啥是|何謂|甚麼是)(?P<thing>.+?)(?:呢|啊|呀)?[?。]*",
        "(?P<thing>.+?)(?:的)?(?:是|指|是指|代表|表示)(?:什麼|啥|甚麼)(?:意思|東西)?(?:呢|啊|呀)?[?。]*",
        "(?P<thing>.+?)(?:的)?(?:是)?(?:什麼|啥|甚麼)意思(?:呢|啊|呀)?[?。]*",
        "(?P<thing>.+?)的?(?:定義|意思|意義|用途|功用|作用)(?:是(?:什麼|啥|甚麼)|為何|呢)?[?。]*",
    )
)


def _explanations(inquiry: Inquiry, thing: str) -> Iterator[Answered]:
    explains = re.compile(rf"(?:^|[。;,:、()「\d.]|{_BEFORE})「?{re.escape(thing)}」?{_EXPLAINS}")
    for release, piece in _prose(inquiry):
        if thing not in key(piece.quote.text):
            continue
        found = Found(release, piece, 1.0, (), ())
        for sentence in sentences_of(inquiry, found):
            if explains.search(sentence.said):
                passage = cut(inquiry.catalogue.plans[release.id].text, [sentence.whole])
                citation = replace(inquiry.finder.citation(found, passage.start), quote=passage)
                yield Answered(phrases.SAID.format(document=release.title, quote=passage.text), (citation,))


_BEFORE = key("所稱|所謂|本計畫")
_EXPLAINS = key("(?:[:：](?!\\d)|[,，]?(?:係|是)?指(?![定派導標引數揮示出])|[,，]係|[,，]?(?:表示|代表))")


def _prose(inquiry: Inquiry) -> Iterator[tuple[Release, Piece]]:
    for release in inquiry.releases():
        for piece in pieces_of(inquiry.catalogue.plans[release.id]):
            if piece.kind == "sections":
                yield release, piece


def _names_figures(inquiry: Inquiry, thing: str) -> bool:
    """Tell whether a word is but a part of what an indicator is called (浮標 of 浮標妥善率), or a unit."""
    kpis = [entry for entry in inquiry.entries("kpi") if isinstance(entry.fact, Kpi)]
    is_unit = any(thing in units_of(t) for e in kpis if isinstance(e.fact, Kpi) for t in e.fact.targets)
    named = [e for e in inquiry.entries("kpi", "project", "item", "goal") if thing in e.name_key]
    return is_unit or (bool(named) and all(_is_part(thing, entry) for entry in named))


def _is_part(thing: str, entry: Entry) -> bool:
    name = entry.name_key
    return entry.subject == "kpi" and len(thing) * 2 <= len(name) + 1 and not name.endswith(thing[-1])


def _unexplained(inquiry: Inquiry, thing: str) -> NotFound:
    """Say that no plan explains a word, and quote where one mentions it."""
    mentioned = ((r, p) for r, p in _prose(inquiry) if thing in key(p.quote.text))
    cited = [inquiry.finder.citation(Found(release, piece, 1.0, (), ())) for release, piece in mentioned]
    return NotFound(phrases.NO_MEANING, tuple(cited[:1]))
