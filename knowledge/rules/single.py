"""One fact or one passage, and what plans do not hold."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from knowledge import mismatch, phrases
from knowledge.answers import columns, facts, lists, passages
from knowledge.answers.choice import ambiguous, not_found
from knowledge.answers.citations import place_of, together
from knowledge.catalogue import Entry, Subject
from knowledge.cues import WEIGHTS, Attribute
from knowledge.dictionary import cut as words_of
from knowledge.inquiry import Inquiry
from knowledge.linking import CLEAR, FLOOR
from knowledge.mismatch import EACH
from knowledge.models import Answered, Kpi
from knowledge.rules import namesakes, otherwise
from knowledge.rules.amounts import AMOUNTS
from knowledge.rules.fields import CARDS, COLUMNS, HAVE, field
from knowledge.rules.outcome import Outcome
from knowledge.words import key

_BEFORE = 2  # Projects of a mid-term plan may have begun before its first year (105-107 in a plan of 106-109).
WHOLE_NAME = 0.9  # Who names an item so fully asks for its work plan and not for an item that holds the name.
WHOLE_TOPIC = 0.8  # Who names a work plan asks for its items.
HALF = 0.6  # Who names so little of an indicator may mean what a passage names in full.


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
    found = passages.reported(inquiry)
    return Outcome(found) if found and not inquiry.meant("kpi", "project", "item") else None


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


def not_in_plans(inquiry: Inquiry) -> Outcome | None:
    """Refuse what plans of this kind do not hold: actual results, money, people."""
    q = inquiry.question
    published = {key(r.agency) for r in inquiry.catalogue.releases}
    strangers = [a for a in q.agencies if a not in published and not _is_spoken_of(inquiry, a)]
    if strangers and not published & set(q.agencies):
        return Outcome(not_found(inquiry, phrases.OTHER_AGENCY))
    if inquiry.linker.foreign_places(q.topic.split()):
        return Outcome(not_found(inquiry))
    if in_a_column := _in_a_column(inquiry):
        return in_a_column
    if (
        q.has("actual")
        and not (q.counts and not q.topic)
        and not q.has("measure")
        and not _is_called_so(inquiry)
        and _may_have_targets(inquiry)
    ):
        return Outcome(not_found(inquiry, phrases.NO_ACTUAL))
    if q.has("money") and any(
        c.named >= WHOLE_NAME and c.explained >= WHOLE_NAME for c in inquiry.candidates("project", "item")
    ):
        return Outcome(not_found(inquiry, phrases.NO_MONEY))  # Its money is none of an indicator with a like name.
    if q.has("money") and not any(
        c.explained >= FLOOR and not c.against and is_money(c.entry) and _is_spent(q.flat, c.entry)
        for c in inquiry.candidates("kpi")
    ):
        return Outcome(not_found(inquiry, phrases.NO_MONEY))
    if q.has("person", "weight", "remark") and not q.asks("highest", "lowest", "versus"):
        return Outcome(not_found(inquiry))
    meant_plans = inquiry.releases() if q.agencies else inquiry.catalogue.releases
    if q.years and not any(_release_covers(r.first_year, r.last_year, q.years) for r in meant_plans):
        meant = inquiry.meant("kpi") if q.topic else []
        if len(meant) == 1 and (said := facts.target(inquiry.catalogue, meant[0], q.years, inquiry.years_said())):
            return Outcome(said, focus=meant[0])
        if same := namesakes.asked_which(inquiry, meant, "actual"):
            return same
        return Outcome(not_found(inquiry, phrases.YEAR_OUTSIDE.format(year=inquiry.years_said())))
    return None


def _may_have_targets(inquiry: Inquiry) -> bool:
    """Tell whether what is named may have a target beside which its actual value is missed: prose just says it."""
    if all(r.kind != "other" for r in inquiry.releases()):
        return True
    return any(c.explained >= FLOOR and not c.against for c in inquiry.candidates("kpi"))


def _is_called_so(inquiry: Inquiry) -> bool:
    """Tell whether 達成率 is the word of a KPI's name that a question takes apart (修理咖啡館109年達成率)."""
    rate, named = key("達成率"), inquiry.candidates("kpi")
    if rate not in inquiry.question.flat or key("實際") in inquiry.question.flat:
        return False
    best = [c.entry for c in named if not c.against and c.explained >= FLOOR]
    return len([e for e in best if rate in e.name_key]) == 1


def _with_column(inquiry: Inquiry, build: Callable[[Entry], object]) -> list[Entry]:
    """Give the facts that are meant and say something in a column; of facts with one name, the one that does."""
    found = inquiry.candidates("kpi", "project", "item")
    if meant := [e for e in inquiry.choose(found) if build(e)]:
        return meant
    # A project and an indicator share most of a name (耐震補強, 耐震補強完成處數): the one that the column is of.
    whole = [c for c in found if c.explained >= CLEAR and build(c.entry)]
    return inquiry.choose(whole) if len({c.entry.id for c in whole}) == 1 else []


def _in_a_column(inquiry: Inquiry) -> Outcome | None:
    """Answer from a column that this plan's table has besides the usual ones, where one fact is meant that has it."""
    if inquiry.question.has("weight") and _OF_GOAL.search(inquiry.question.flat):
        goals = inquiry.meant("goal")
        weight = columns.weight_in_name(goals[0]) if len(goals) == 1 else None
        return Outcome(weight, focus=goals[0]) if weight else None
    for attribute in COLUMNS:
        if inquiry.question.topic and inquiry.question.has(attribute) and not EACH.search(inquiry.question.flat):
            build = partial(columns.extra, attribute, inquiry.catalogue, years=inquiry.question.years)
            # 北溪區段徵收預算多少 names the project by a part of its name, and the column.
            meant = _with_column(inquiry, build) or _with_column(inquiry.without(AMOUNTS), build)
            if len(meant) == 1:
                return field(inquiry, meant[0], attribute)
            if namesakes.are_meant(meant) and (each := namesakes.each_with_its_goal(inquiry, meant, attribute)):
                return each
            named = [] if meant else inquiry.meant("kpi", "project", "item")
            asked = inquiry.years_said()
            if len(named) == 1 and (said := columns.refused(attribute, inquiry.catalogue, named[0], asked)):
                return Outcome(said, focus=named[0])
    return None


_TOLD_APART: tuple[Attribute, ...] = ("measure", "method", "system", "goal")
_OF_GOAL = re.compile(key(f"目標的?({WEIGHTS})"))


def is_money(entry: Entry) -> bool:
    return isinstance(entry.fact, Kpi) and any(t.unit and t.unit.endswith("元") for t in entry.fact.targets)


def _is_spent(flat: str, entry: Entry) -> bool:
    """Tell whether an indicator counts money of the kind that is asked: a budget is no investment of others."""
    texts = " ".join(f.text for f in entry.fields)
    return all(said.search(texts) for asked, said in _SPENT if asked.search(flat))


_SPENT = (
    (re.compile(key("預算|編列|要編|編了")), re.compile(key("預算"))),
    (re.compile(key("經費")), re.compile(key("經費|預算|補助|支出|撥付|採購"))),
)


def _is_spoken_of(inquiry: Inquiry, agency: str) -> bool:
    return any(agency in text for text in inquiry.catalogue.texts.values())


def _release_covers(first: int | None, last: int | None, years: Sequence[int]) -> bool:
    return first is None or last is None or all(first - _BEFORE <= y <= last for y in years)


def what_counts(inquiry: Inquiry) -> Outcome | None:
    """Answer what counts in (含電話關懷嗎), or which way is better, with the measure of the KPI that is named."""
    named = [e for e in inquiry.entries("kpi") if e.name_key in inquiry.question.flat]
    if len(named) != 1 or not mismatch.asks_what_counts(inquiry, named[0]):
        return None
    return field(inquiry, named[0], "measure")


def item_of_topic(inquiry: Inquiry) -> Outcome | None:
    """Answer which item of the annual plan holds a topic."""
    q = inquiry.question
    if not q.has("item") or not q.topic or q.has("measure"):
        return None
    named = [c.entry for c in inquiry.candidates("item") if not c.against and c.named >= WHOLE_NAME]
    if len(named) == 1 and key("工作計畫") in q.flat:
        return field(inquiry, named[0], "work_plan")
    heads: tuple[Subject, ...] = ("work_plan", "outline") if _BELOW.search(q.flat) else ("work_plan",)
    if any(c.explained >= WHOLE_TOPIC and not c.against for c in inquiry.candidates(*heads)):
        return None
    found = passages.item_of(inquiry, several=q.asks("list") and key("些") in q.flat)
    return Outcome(found) if found else None


_BELOW = re.compile(key("綱要|[底項]下|之下|下面"))


def place(inquiry: Inquiry) -> Outcome | None:
    """Say where an answer stands, with the answer: of what is named, or of what was answered last (第幾頁, 出處呢)."""
    q = inquiry.question
    if not q.has("place") and not (q.has("agency") and q.points_back and inquiry.focus()):
        return None
    meant = inquiry.meant("kpi", "project", "item") if q.topic else [e for e in [inquiry.focus()] if e]
    if len(meant) != 1:
        return None
    asked = [a for a in (*q.attributes, None if q.topic else inquiry.context.attribute) if a in HAVE]
    said = field(inquiry, meant[0], asked[0] if asked else CARDS[meant[0].subject])
    if said is None or not isinstance(said.answer, Answered):
        return said
    where = phrases.STANDS.format(place=place_of(said.answer.citations[0]))
    return replace(said, answer=replace(said.answer, text=f"{where}\n{said.answer.text}"))


def fact(inquiry: Inquiry) -> Outcome | None:
    """Answer with a field of the entry that the topic means; several that fit equally become a choice."""
    q = inquiry.question
    for asked in q.attributes:
        if asked == "money" and q.has("measure"):
            continue
        attribute: Attribute = "target" if asked == "money" else asked  # 多少錢: of a KPI that is counted in money.
        subjects = HAVE.get(attribute)
        if not subjects:
            continue
        meant = inquiry.meant(*subjects)
        if asked == "money" and meant and not any(is_money(e) for e in meant):
            return Outcome(not_found(inquiry, phrases.NO_MONEY))
        if attribute == "period" and not meant and len(counted := _named_kpis(inquiry)) == 1:
            return field(inquiry, counted[0], "measure")  # 從哪一年起算: of a KPI the measure says it.
        if attribute == "strategies" and meant:
            below = [a for e in meant if (a := lists.strategies_of(inquiry.catalogue, e))]
            return Outcome(together(below), focus=meant[0], attribute=attribute) if below else None
        if attribute == "target" and meant:
            kinds = kinds_of_figure(q.topic)
            if len(meant) > 1 and kinds and not any(_speaks_of(kind, e) for kind in kinds for e in meant):
                return Outcome(not_found(inquiry))  # 回收率 is none of what several 資源回收站 are counted by.
            if mismatch.asks_for_share(inquiry, meant):
                return Outcome(not_found(inquiry, phrases.NOT_DIVIDED))
            if len(meant) == 1 and (way := otherwise.than_target(inquiry, meant[0])):
                inquiry.notes.append(f"asks for {way.name}: {meant[0].name}")
                if said := way.answer(inquiry, meant[0]):
                    return said
                continue
            if mismatch.asks_something_else(inquiry):
                return Outcome(not_found(inquiry))
            if len(meant) > 1 and all(mismatch.counts_otherwise(inquiry, e) for e in meant):
                continue
        if len(meant) == 1:
            return field(inquiry, meant[0], attribute)
        if attribute in _TOLD_APART and namesakes.are_meant(meant):
            return namesakes.each_with_its_goal(inquiry, meant, attribute)
        if len(meant) > 1 and _ALL_OF.search(q.flat):
            each = [o.answer for e in meant if (o := field(inquiry, e, attribute)) and isinstance(o.answer, Answered)]
            if len(each) == len(meant):
                return Outcome(together(each), listed=tuple(meant), attribute=attribute)
        if len(meant) > 1:
            return Outcome(ambiguous(inquiry.catalogue, q, meant, attribute), listed=tuple(meant), attribute=attribute)
    return None


def _named_kpis(inquiry: Inquiry) -> list[Entry]:
    """Give the KPIs that are meant by more than a hint."""
    known = {c.entry: c.explained for c in inquiry.candidates("kpi")}
    return [entry for entry in inquiry.meant("kpi") if known.get(entry, 0.0) >= HALF]


# Who asks for all of several wants no choice: 兩項的目標值都告訴我.
_ALL_OF = re.compile(key("都(告訴|列|給)|各(是|為|有)?(多少|幾|什麼)|分別|(兩|三|幾)(個|項).{0,12}(都|各)|全部|通通"))


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
    return Outcome(found) if found else None


def _is_another(inquiry: Inquiry, kpi: Entry) -> bool:
    """Tell whether a question means something else than a KPI, or counts otherwise than it does."""
    return inquiry.is_refused(kpi) or mismatch.counts_otherwise(inquiry, kpi)


def kinds_of_figure(topic: str) -> list[str]:
    """List the kinds of figures that a topic ends with (通過率, 故障數): what says none of one is no answer."""
    return [found.group() for run in topic.split()[-1:] if (found := _KIND_OF_FIGURE.search(run))]


def _speaks_of(kind: str, kpi: Entry) -> bool:
    """Tell whether the name or the measure of a KPI holds the word for a kind of figure, or ends with its last sign."""
    return any(kind in f.text for f in kpi.fields) or kpi.name_key.endswith(kind[-1])


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
