"""A bare name, or a unit alone: what is answered where a text names a thing and hardly asks anything of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge import mismatch, phrases
from knowledge.answers.choice import ambiguous, not_found
from knowledge.catalogue import Entry, Goal
from knowledge.cues import SPEAKS_OF_TARGETS, Attribute
from knowledge.inquiry import Inquiry, covers
from knowledge.linking import Candidate
from knowledge.models import AnnualItem, Kpi
from knowledge.rules import otherwise
from knowledge.rules.fields import CARDS, field
from knowledge.rules.outcome import Outcome
from knowledge.rules.passages import states_amount
from knowledge.substitution import is_short_for
from knowledge.words import key

_COUNTS = re.compile(key("(?:幾|多少)(?!年|個月|個年)|[件次場處座棟]數$"))
# 是要給誰查詢的, 要登錄在哪: a passage says it, no field.
_ABOUT_MORE = re.compile(key("誰|為什麼|為了什麼|在哪(?![一幾些個項])|哪(裡|裏|邊|兒)|何處|什麼地方"))


def bare_name(inquiry: Inquiry) -> Outcome | None:
    """Answer a bare name: a KPI with its target, an item with its content, a goal with its KPIs."""
    q = inquiry.question
    if not q.topic or (q.attributes and q.attribute not in ("target", "kpis", "projects", "content", "definition")):
        return None
    if not q.attributes and _ABOUT_MORE.search(q.flat):
        return None
    found = [c for c in inquiry.candidates("kpi", "item", "project", "goal", "outline") if not c.against]
    found.sort(key=lambda c: isinstance(c.entry.fact, Goal) and not c.entry.fact.kpis)
    if q.flat == q.topic and len(whole := [c.entry for c in found if c.explained >= _ALL]) > 0:
        counted = [e for e in whole if isinstance(e.fact, Kpi)]
        if len(counted) == 1:
            return _card(inquiry, counted[0])
    if q.years and not q.attributes:
        dated = [c.entry for c in found if c.explained >= _ALL and isinstance(c.entry.fact, Kpi)]
        if len(dated) == 1 and covers(dated[0], q.years):
            return _card(inquiry, dated[0])  # A year beside a name asks for a target.
    alike = [e for e in inquiry.meant("kpi") if all(run in e.name_key for run in q.topic.split())]
    asks_nothing = not (q.attributes or q.operations or q.supposed) and q.how_many is None
    if asks_nothing and len(alike) > 1 and found[0].entry in alike:
        return Outcome(ambiguous(inquiry.catalogue, q, alike, "target"), listed=tuple(alike), attribute="target")
    if asks_nothing and found and _alone_holds(inquiry, found):
        return _card(inquiry, found[0].entry)
    if not found or not _is_clear(found) or mismatch.counts_otherwise(inquiry, found[0].entry):
        return None
    if mismatch.asks_for_each(inquiry, found[0].entry):
        return None
    if mismatch.asks_what_counts(inquiry, found[0].entry):
        return field(inquiry, found[0].entry, "measure")
    if way := _of_measure(inquiry, found[0].entry):
        return way.answer(inquiry, found[0].entry)
    if CARDS[found[0].entry.subject] == "target" and mismatch.asks_for_share(inquiry, [found[0].entry]):
        return Outcome(not_found(inquiry, phrases.NOT_DIVIDED))
    if q.has("target") and key("目標") in q.flat and found[0].entry.subject in ("item", "project"):
        said = phrases.NO_FIELD.format(name=found[0].entry.name, field=phrases.FIELD_NAMES["target"])
        return Outcome(not_found(inquiry, said))
    attribute: Attribute = CARDS[found[0].entry.subject]
    item = found[0].entry.fact
    says_none = isinstance(item, AnnualItem) and not any(states_amount(entry.text) for entry in item.content)
    if attribute == "content" and mismatch.asks_amount(inquiry) and says_none:
        return Outcome(not_found(inquiry))
    counts = q.how_many and mismatch.asks_amount(inquiry)
    if attribute == "period" and (counts or (q.unit and _COUNTS.search(q.flat))):
        return Outcome(not_found(inquiry))  # 要種多少株 is not answered with a period.
    if isinstance(goal := found[0].entry.fact, Goal) and not goal.kpis and not q.has("kpis"):
        attribute = "strategies"
    return field(inquiry, found[0].entry, attribute)


def _card(inquiry: Inquiry, kpi: Entry) -> Outcome | None:
    """Answer a KPI with its target, or with its measure where that says what is asked or leaves it out."""
    way = _of_measure(inquiry, kpi)
    return way.answer(inquiry, kpi) if way else field(inquiry, kpi, "target")


def _of_measure(inquiry: Inquiry, entry: Entry) -> otherwise.Otherwise | None:
    return otherwise.of_measure(inquiry, entry) if isinstance(entry.fact, Kpi) else None


def _alone_holds(inquiry: Inquiry, found: Sequence[Candidate]) -> bool:
    """Tell whether one KPI's name alone holds the whole topic, or is shortened by it (照服員留任率)."""
    runs = inquiry.question.topic.split()
    holding = [c.entry for c in found if all(_says(c.entry.name_key, run) for run in runs)]
    return holding == [found[0].entry] and isinstance(found[0].entry.fact, Kpi)


def _says(name: str, run: str) -> bool:
    return run in name or (len(run) >= _SHORT and is_short_for(run, name))


_SHORT = 4  # Of fewer characters any may stand in a name by chance.


def _is_clear(found: Sequence[Candidate]) -> bool:
    """Tell whether the first candidate is meant by its name: most of it is given, or it alone fits what is given."""
    first = found[0]
    if first.explained >= 0.9 and first.named >= 0.5:
        return True
    alone = len(found) < 2 or found[1].score <= first.score - _CLEAR
    given = (first.explained >= 0.99 and first.named >= 0.3) or (first.explained >= 0.8 and first.named >= 0.6)
    return alone and given


_CLEAR = 0.3
_ALL = 0.99


def unit_alone(inquiry: Inquiry) -> Outcome | None:
    """Offer the KPIs that are counted in a unit, where nothing else is named (件數目標是幾件), or the few there are."""
    q = inquiry.question
    if q.topic or not q.has("target") or not SPEAKS_OF_TARGETS.search(q.flat):
        return None
    if inquiry.focus() or q.asks("list", "count", "sum"):
        return None
    meant = [e for e in inquiry.entries("kpi") if (q.unit is None or inquiry.counts_in_unit(e)) and covers(e, q.years)]
    if len(meant) == 1:
        return field(inquiry, meant[0], "target")
    if not 1 < len(meant) <= _CHOICES:
        return None
    return Outcome(ambiguous(inquiry.catalogue, q, meant, "target"), listed=tuple(meant), attribute="target")


_CHOICES = 5  # More would be no help.
