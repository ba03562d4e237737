"""What a question follows on: the state of the conversation as the rules of follow-ups see it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from knowledge.catalogue import Entry
from knowledge.cues import Attribute
from knowledge.inquiry import Inquiry
from knowledge.models import Kpi
from knowledge.question import Question
from knowledge.rules.fields import HAVE
from knowledge.rules.outcome import Outcome
from knowledge.words import key


@dataclass(frozen=True, slots=True)
class Following:
    """A question with what came before it: what was spoken of last, what was listed, and the field that is asked for
    where the question names none.
    """

    inquiry: Inquiry
    question: Question
    focus: Entry | None
    listed: list[Entry]
    attribute: Attribute

    @property
    def is_elliptic(self) -> bool:
        """Tell whether it asks the same of another thing (那資本門呢)."""
        return _ELLIPTIC.search(self.question.flat) is not None


@dataclass(frozen=True, slots=True)
class LeftAlone:
    """The question names something new, so that other rules answer it."""


Said = Outcome | LeftAlone | None
LEFT = LeftAlone()
_ELLIPTIC = re.compile(key("^那|呢[?。!]*$|那(個|項|份)[?。!]*$"))


def following(inquiry: Inquiry) -> Following:
    """Give a question with what came before it."""
    q, focus = inquiry.question, inquiry.focus()
    attribute = next((a for a in q.attributes if a in HAVE), q.attribute) or inquiry.context.attribute or "target"
    if q.years and not q.attributes and focus and focus.subject == "kpi" and attribute in _UNDATED:
        attribute = "target"  # 106年呢, after its measure: only the target is that of a year.
    return Following(inquiry, q, focus, inquiry.listed(), attribute)


def in_years_asked(inquiry: Inquiry, entry: Entry, attribute: Attribute) -> None:
    """Let the years that were asked before hold for another indicator that has targets of them (那綠色採購呢)."""
    q, years = inquiry.question, inquiry.context.years
    if attribute != "target" or q.years or q.period or entry == inquiry.focus() or ALL_YEARS.search(q.flat):
        return
    if years and isinstance(entry.fact, Kpi) and set(years) <= {t.year for t in entry.fact.targets}:
        inquiry.question = replace(q, years=years)


ALL_YEARS = re.compile(key("歷年|各年|逐年|每年|年年|所有年|全部年|其他年|各個?年度"))
_UNDATED: tuple[Attribute, ...] = ("measure", "method", "system", "goal", "projects")
