"""The trial of other words: the same questions, asked with one lexicon and with another, and which answers change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest

from knowledge import phrases
from knowledge.catalogue import Catalogue, Entry, goals_of
from knowledge.conversation import resolve
from knowledge.lexicon import Lexicon
from knowledge.models import Answer, Answered, Kpi, Plan
from knowledge.service import Assistant, Turn
from knowledge.store import Store
from knowledge.words import key


@dataclass(frozen=True, slots=True)
class Change:
    """A question that is answered otherwise; `by_name` where it asks for a fact by the fact's own name."""

    question: str
    before: Answer
    after: Answer
    by_name: bool

    @property
    def is_loss(self) -> bool:
        """Tell whether a fact that was answered by its own name no longer is, or not the same."""
        return self.by_name and isinstance(self.before, Answered)

    @property
    def lines(self) -> tuple[str, str]:
        """Give the first line in which the answers differ, before and after; that of a quote where the text is one."""
        said = [[*a.text.splitlines(), *(c.quote.text for c in a.citations)] for a in (self.before, self.after)]
        pairs = zip_longest(*said, fillvalue="")
        return next(((one, other) for one, other in pairs if one != other), (said[0][0], said[1][0]))


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of a trial: how many questions were asked, and the changes among their answers."""

    asked: int
    changes: tuple[Change, ...]

    @property
    def losses(self) -> tuple[Change, ...]:
        return tuple(change for change in self.changes if change.is_loss)


def try_words(store: Store, today: date, before: Lexicon, after: Lexicon) -> Trial:
    """Ask all stored misses, and for every published fact by its own name, with the words before and after."""
    named = dict.fromkeys(questions_by_name(store.plan(r.id) for r in store.published()))
    missed = dict.fromkeys(miss.text for miss in reversed(store.misses()))
    one, other = Assistant(store, today, lexicon=before), Assistant(store, today, lexicon=after)
    questions = [(q, False) for q in missed if q not in named] + [(q, True) for q in named]
    changes = (Change(q, one.ask(q).answer, other.ask(q).answer, by_name) for q, by_name in questions)
    return Trial(len(questions), tuple(c for c in changes if not _same(c.before, c.after)))


def questions_by_name(plans: Iterable[Plan]) -> Iterator[str]:
    """Ask for every fact by its own name: KPIs' targets, projects' periods, items' content, goals' KPIs."""
    return (question for plan in plans for _, question in asked_by_name(plan))


def asked_by_name(plan: Plan) -> Iterator[tuple[str, str]]:
    """Give for every fact of a plan its name and the question that asks for it by that name."""
    for ask, names in (
        (phrases.ASK_TARGET, [k.name for k in plan.kpis if k.targets]),
        (phrases.ASK_PERIOD, [p.name for p in plan.projects if p.period]),
        (phrases.ASK_CONTENT, [i.name for i in plan.annual_items if i.content]),
        (phrases.ASK_KPIS_OF, [g.name for g in goals_of(plan) if g.kpis]),
    ):
        yield from ((name.text, ask.format(name=name.text)) for name in names)


def is_about(turn: Turn, name: str, catalogue: Catalogue) -> bool:
    """Tell whether an answer is about the fact of a name, or lists what that fact holds; so is one about no fact."""
    refs = (turn.about,) if turn.about else turn.context.listed
    entries = [entry for reference in refs if (entry := resolve(catalogue, reference))]
    return not entries or any(key(name) in _names(entry) for entry in entries)


def _names(entry: Entry) -> tuple[str, ...]:
    """Give the names under which a fact is answered: its own, and of an indicator that of its goal, which lists it."""
    goal = entry.fact.goal if isinstance(entry.fact, Kpi) else None
    return (key(entry.name), key(goal.text)) if goal else (key(entry.name),)


def _same(one: Answer, other: Answer) -> bool:
    """Tell whether two answers say the same; what they suggest to ask next may differ."""
    said = [(type(a), a.text, a.figures, a.citations) for a in (one, other)]
    return said[0] == said[1]
