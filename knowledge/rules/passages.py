"""Passages that answer by themselves: what plans say of a topic, and what a report says of a figure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from knowledge import mismatch
from knowledge.answers import passages
from knowledge.answers.choice import not_found
from knowledge.answers.citations import together
from knowledge.catalogue import Entry
from knowledge.cues import Attribute
from knowledge.dictionary import cut as words_of
from knowledge.inquiry import Inquiry
from knowledge.models import Answered, Kpi
from knowledge.numbers import parse_numeral
from knowledge.rules import otherwise
from knowledge.rules.amounts import AMOUNTS
from knowledge.rules.fields import CARDS, HAVE, field
from knowledge.rules.outcome import Outcome
from knowledge.words import key


def report(inquiry: Inquiry) -> Outcome | None:
    """Quote a document that is no plan where a figure is asked: it has no fields, its prose holds targets and money."""
    q = inquiry.question
    if (
        not q.topic
        or inquiry.names_stranger()
        or not (q.has("target", "money", "actual", "period", "person") or q.asks("sum"))
    ):
        return None
    if each := _each(inquiry):
        return each
    if q.how_many and not q.has("money", "person"):
        return None  # It is seen first whether a number stands before that word.
    if inquiry.meant("kpi", "project", "item"):
        return None
    asked = [inquiry, inquiry.without(AMOUNTS)] if q.has("money") else [inquiry]
    found = next((said for one in asked for each in (one, _in_digits(one)) if (said := passages.reported(each))), None)
    return Outcome(found) if found else None


def _in_digits(inquiry: Inquiry) -> Inquiry:
    """Give a question with its ordinals in digits: reports print 第 3 胎 where people type 第三胎."""
    q = inquiry.question
    topic, whole, flat = (_ORDINAL.sub(lambda m: str(parse_numeral(m[0])), said) for said in (q.topic, q.whole, q.flat))
    return replace(inquiry, question=replace(q, topic=topic, whole=whole, flat=flat), linked={})


_ORDINAL = re.compile(key("(?<=第)[一二三四五六七八九十]+"))


def _each(inquiry: Inquiry) -> Outcome | None:
    """Quote what a report says of each of several joined things (甲鄉和乙鄉衛生所經費各多少), if it does of all."""
    q = inquiry.question
    if len(q.parts) < _SEVERAL or not _OF_EACH.search(q.flat):
        return None
    found = []
    for topic in _apart(q.parts):
        asked = replace(q, topic=topic, whole=topic, parts=(), flat=f"{topic}{q.flat.split(q.parts[-1])[-1]}")
        found.append(passages.reported(replace(inquiry, question=asked, linked={})))
    said = [one for one in found if one]
    return Outcome(together(said)) if len(said) == len(q.parts) else None


_SEVERAL = 2
_OF_EACH = re.compile(key("各(是|為|有)?(多少|幾|什麼)|分別"))


def _apart(parts: Sequence[str]) -> list[str]:
    """Give each of joined things the words that stand behind the last for all (甲鄉 和 乙鄉衛生所 are two 衛生所)."""
    last = parts[-1]
    head = last.find(parts[0][-1]) + 1 or len(next(iter(words_of(last))))
    return [*(part if part.endswith(last[head:]) else part + last[head:] for part in parts[:-1]), last]


# Fields of facts that a passage may answer as well; the others stand in tables only.
_SAID: tuple[Attribute, ...] = ("measure", "content", "strategies", "goal", "outline")


def passage(inquiry: Inquiry) -> Outcome | None:
    """Quote what the plans say about a topic."""
    q = inquiry.question
    if not q.topic or q.counts_things or (q.attribute in HAVE and q.attribute not in _SAID):
        return None
    found = passages.under_heading(inquiry) if q.attribute in ("goal", "outline") else passages.said(inquiry)
    asks_figure = bool(q.years) or not q.attributes or q.has("target")
    if found and asks_figure and (of := _measured(inquiry, found)) and _is_another(inquiry, of):
        return Outcome(not_found(inquiry))  # What its measure says is of the thing that the question does not mean.
    if found and any(not any(kind in key(c.quote.text) for c in found.citations) for kind in kinds_of_figure(q.topic)):
        return Outcome(not_found(inquiry))
    if found and mismatch.asks_amount(inquiry) and not any(states_amount(c.quote.text) for c in found.citations):
        return Outcome(not_found(inquiry))  # It speaks of the thing and says no number.
    if found and q.years and not q.attributes and (measured := _measured(inquiry, found)):
        if mismatch.asks_for_part(inquiry, measured):
            return field(inquiry, measured, "measure")
        if way := otherwise.of_measure(inquiry, measured):
            return way.answer(inquiry, measured)
        return field(inquiry, measured, "target")  # Who names a year beside what is measured asks for the target.
    if found and (named := _name_alone(inquiry, found)):
        asked = next((a for a in q.attributes if named.subject in HAVE.get(a, ())), None)
        if asked or q.has("covered"):
            return field(inquiry, named, asked or CARDS[named.subject])  # Its name says nothing of what is asked.
    return Outcome(found) if found else None


def _name_alone(inquiry: Inquiry, said: Answered) -> Entry | None:
    """Give the fact whose bare name is all that a passage says."""
    if len(said.citations) != 1:
        return None
    [cited] = said.citations
    facts = inquiry.entries("project", "item", "kpi")
    return next((e for e in facts if e.release.id == cited.release and e.fact.name.spans == cited.quote.spans), None)


def _is_another(inquiry: Inquiry, kpi: Entry) -> bool:
    """Tell whether a question means something else than a KPI, or counts otherwise than it does."""
    return inquiry.is_refused(kpi) or mismatch.counts_otherwise(inquiry, kpi)


def kinds_of_figure(topic: str) -> list[str]:
    """List the kinds of figures that a topic ends with (通過率, 故障數): what says none of one is no answer."""
    return [found.group() for run in topic.split()[-1:] if (found := _KIND_OF_FIGURE.search(run))]


_KIND_OF_FIGURE = re.compile(key("[\\u3400-\\u9fff]{2}([率度數量額]|面積|長度|重量|時數|里程)$"))


def states_amount(text: str) -> bool:
    """Tell whether a passage states a number that is no label, year or date."""
    return _NUMBER.search(_NO_AMOUNT.sub("", text)) is not None


_NO_AMOUNT = re.compile(r"^\s*[(（]?[\d一二三四五六七八九十]+[)）]?[、.．]?|\d{1,4}\s*(?:年度?|月|日)", re.MULTILINE)
_NUMBER = re.compile("[0-9０-９]|[二三四五六七八九十兩][個項種語國大次位名處座]")


def _measured(inquiry: Inquiry, said: Answered) -> Entry | None:
    """Give the KPI whose measure is the one passage of an answer."""
    if len(said.citations) != 1:
        return None
    [cited] = said.citations
    for entry in inquiry.entries("kpi"):
        if not isinstance(kpi := entry.fact, Kpi) or not kpi.measure or entry.release.id != cited.release:
            continue
        if {kpi.name.spans[0], kpi.measure.spans[0]} <= set(cited.quote.spans):
            return entry
    return None
