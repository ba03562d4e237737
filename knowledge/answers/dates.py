"""When something is to be done, as a sentence of a plan says it: 預計 112 年底前完成."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.answers.passages import HEADED, sentences_of, sound
from knowledge.catalogue import Field
from knowledge.inquiry import Inquiry
from knowledge.linking import things
from knowledge.models import Answered, Figure, Span
from knowledge.search import Found
from knowledge.text import cut
from knowledge.words import key, places

_ASKED = re.compile(
    key(
        "(何時|什麼時候|哪時|哪一?年|幾年)(會|可以?|能|才|就|要|預計|預定|全部|可望)*(完成|做好|做完|達成|完工)|"
        "(完成|完工)(時間|日期|期限)"
    )
)
_DUE = re.compile(key(r"\d{2,4}年(?:度)?(?:\d{1,2}月)?(?:底|中|初)?(?:以?前)?(?=[^\d。；;]{0,6}完成)"))
_WHOLE = 0.9
_LOOKED_AT = 20
_NAME = 3  # So many characters that a sentence leaves open are a work of another sentence.


@dataclass(frozen=True, slots=True)
class _Due:
    """A sentence that says when what it speaks of is to be completed, and how much of a topic it says."""

    explained: float
    found: Found
    date: Span
    sentence: Span


def are_asked(inquiry: Inquiry) -> bool:
    """Tell whether a question asks when something is to be completed."""
    return bool(inquiry.question.topic) and _ASKED.search(inquiry.question.flat) is not None


def due(inquiry: Inquiry) -> Answered | None:
    """Answer when something is to be completed with the date of the sentence that says all of it."""
    said = [one for found in sound(inquiry)[:_LOOKED_AT] for one in _dates_in(inquiry, found)]
    if not said:
        return None
    best = max(said, key=lambda one: one.explained)
    text = inquiry.catalogue.plans[best.found.release.id].text
    date, sentence = cut(text, [best.date]).text, cut(text, [best.sentence]).text
    figure = Figure(date, None, None, None, date, citation=0)
    return Answered(f"{date}\n「{sentence}」", (inquiry.finder.citation(best.found, best.date.start),), (figure,))


def _dates_in(inquiry: Inquiry, found: Found) -> Iterator[_Due]:
    """Give the sentences of a passage that hold a date and say nearly all of the topic, its places included."""
    runs = inquiry.question.topic.split()
    for sentence in sentences_of(inquiry, found):
        date = _DUE.search(sentence.said)
        if date is None:
            continue
        fields = [Field(sentence.said, 1.0), Field(key(found.piece.context), HEADED)]
        said = inquiry.linker.explain(runs, fields)
        if said.explained < _WHOLE or any(places(piece) for piece in said.left):
            continue
        left = inquiry.linker.explain(runs, fields[:1]).left
        if things(left) or any(len(piece) >= _NAME for piece in left):
            continue  # What the heading alone names is mostly done by several, each by its own date.
        yield _Due(said.explained, found, sentence.place(*date.span()), sentence.whole)
