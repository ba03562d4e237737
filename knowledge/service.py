"""The assistant: one door for whoever asks. It knows what is published, and looks again when that changes."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from knowledge import among, ellipsis, gate, phrases, restating
from knowledge.answer import answer, carried
from knowledge.answers import passages
from knowledge.answers.choice import not_found
from knowledge.answers.length import concise
from knowledge.catalogue import Catalogue, Entry, Subject, build_catalogue
from knowledge.conversation import Context, Ref, resolve
from knowledge.cues import Attribute
from knowledge.inquiry import Inquiry
from knowledge.lexicon import Lexicon, load_lexicon
from knowledge.linking import Linker
from knowledge.links import Links, plan_of
from knowledge.messages import is_question, of_each, questions_in
from knowledge.models import Ambiguous, Answer, Answered, Conversation, NotFound, Plan, Release
from knowledge.over_releases import Answering, answer_over_releases
from knowledge.question import LONGEST, Question
from knowledge.reading import Reader
from knowledge.revisions import revision_in
from knowledge.rules.fields import CARDS, field
from knowledge.rules.outcome import Outcome
from knowledge.search import Finder, Index, Unindexed
from knowledge.store import Store
from knowledge.words import key

__all__ = ["LOOKED_UP", "Assistant", "Context", "Trace", "Turn"]

# What somebody looks up by words without asking (/kpi), in the chat as in the terminal.
LOOKED_UP: tuple[Subject, ...] = ("kpi", "project", "item")

_NAMED = 0.35  # What explains so much of some words is worth showing to whoever looks up a name.

# What is shown of a fact whose plan does not say what its bare name gets: annual plans have goals without KPIs.
_ELSE: dict[Subject, Attribute] = {"goal": "strategies", "work_plan": "content"}

_log = logging.getLogger(__name__)
_ANSWERED_BY = "answered by: "  # How `knowledge.answer` notes it.


@dataclass(frozen=True, slots=True)
class Trace:
    """How an answer came about: what was read in the question, which candidates there were, what the gate said."""

    question: Question
    notes: tuple[str, ...]
    defects: tuple[gate.Defect, ...]

    @property
    def rule(self) -> str:
        """Name the rule that answered."""
        said = (note.removeprefix(_ANSWERED_BY) for note in reversed(self.notes) if note.startswith(_ANSWERED_BY))
        return next(said, "")

    def lines(self) -> list[str]:
        """Give the trace for a person to read."""
        q = self.question
        read = {
            "read as": q.said, "topic": q.topic, "parts": " | ".join(q.parts), "years": q.years, "period": q.period,
            "plan": q.plan, "unit": q.unit, "counted": q.how_many, "ordinal": q.ordinal,
            "attributes": "、".join(q.attributes), "operations": "、".join(sorted(q.operations)),
            "mended": "、".join(f"{m.typed}→{m.read}" for m in q.mendings), "rules": "; ".join(q.rules),
        }  # fmt: skip
        return [
            *(f"{name}: {value}" for name, value in read.items() if value not in (None, "", ())),
            *self.notes,
            *(f"withheld: {d.what}: {d.detail}" for d in self.defects),
        ]


@dataclass(frozen=True, slots=True)
class Turn:
    """One question answered: the answer, the conversation after it, and how it came about.

    `about` is the fact that the answer itself is about; after one about none, the conversation keeps its earlier focus.
    """

    answer: Answer
    context: Context
    trace: Trace
    about: Ref | None = None


@dataclass(frozen=True, slots=True)
class _Library:
    revision: int
    catalogue: Catalogue
    linker: Linker
    reader: Reader
    finder: Finder
    links: Links

    def source(self, release: str) -> str:
        """Give the canonical text of a release that is served, or of the one before it."""
        if release in self.catalogue.plans:
            return self.catalogue.plans[release].text
        return next(plan.text for before, plan in self.catalogue.earlier.values() if before.id == release)


class Assistant:
    """Answers questions over what a store has published. `today` is the day that questions are understood from,
    `lexicon` the words (default: those that come with planbot); with `only`, a release that may be served no more is
    all that is known.
    """

    def __init__(
        self, store: Store, today: date, *, lexicon: Lexicon | None = None, only: Release | None = None
    ) -> None:
        self._store = store
        self._today = today
        self._lexicon = lexicon or load_lexicon()
        self._only = only
        self._library: _Library | None = None
        self._old: _Library | None = None

    def ask(self, question: str, context: Context | None = None) -> Turn:
        """Answer a question in a conversation; the empty context begins one.

        Of several questions in one message each is answered as if asked after the one before.
        """
        asked = questions_in(question)
        if len(asked) < 2:
            return self._ask(question, context)
        with self._store.snapshot():  # All of them of one moment.
            return self._ask_each(question, asked, context)

    def _ask_each(self, question: str, asked: Sequence[str], context: Context | None) -> Turn:
        turns: list[Turn] = []
        for one in asked:
            turns.append(self._ask(one, turns[-1].context if turns else context))
        # 加起來總共幾項？友邦和無邦交國的計畫: one question, of which the first part names nothing.
        first = turns[0].trace.question
        follows = context is not None and context.focus is not None and not first.operations
        are_apart = first.topic or first.agencies or follows
        are_answered = all(isinstance(turn.answer, Answered) for turn in turns)
        if not are_apart or not (are_answered or all(map(_asks_itself, asked, turns))):
            return self._ask(question, context)
        if not any(isinstance(turn.answer, Answered) for turn in turns):
            return self._ask(question, context)
        said = " ".join([question, *(turn.trace.question.said for turn in turns)])
        checked, defects = self._checked(concise(of_each(asked, [turn.answer for turn in turns])), said)
        notes = tuple(note for turn in turns for note in turn.trace.notes)
        trace = replace(turns[-1].trace, notes=notes, defects=(*(d for t in turns for d in t.trace.defects), *defects))
        return replace(turns[-1], answer=checked, trace=trace)

    def _ask(self, question: str, context: Context | None) -> Turn:
        # The passages that are searched, and the gate, must be of the very release that was read.
        with self._store.snapshot():
            spoken_of = context or Context()
            inquiry, outcome, after = self._answered(question, spoken_of)
            asked = inquiry.question
            if _stands_alone(asked) and not isinstance(outcome.answer, Conversation):
                after = replace(after, asked=asked.said)
            if spoken_of.offers and isinstance(outcome.answer, Conversation | NotFound) and not outcome.focus:
                kept = replace(spoken_of, asked=after.asked)
                after = after if outcome.forget else kept
            checked, defects = self._checked(outcome.answer, f"{question} {asked.said}")
        return Turn(checked, after, Trace(inquiry.question, tuple(inquiry.notes), defects), _about(outcome, after))

    def _answered(self, question: str, spoken_of: Context) -> Answering:
        """Answer a question as it stands, or as what it is short for where that is answered surely."""
        return (
            self._of_list(question, spoken_of)
            or self._in_full(question, spoken_of)
            or self._as_it_stands(question, spoken_of)
        )

    def _as_it_stands(self, question: str, spoken_of: Context) -> Answering:
        return answer_over_releases(
            self._inquiry(question, spoken_of, of_releases=True), lambda text: self._inquiry(text, spoken_of)
        )

    def _of_list(self, question: str, spoken_of: Context) -> Answering | None:
        """Answer a question of what was listed last (其中哪些是百分比); nothing where it is not of that."""
        library = self._current()
        listed = tuple(e for r in spoken_of.listed if (e := resolve(library.catalogue, r)))
        if len(listed) < _FEWEST or len(question) > LONGEST:
            return None
        asked = library.reader.read(question, self._today)
        points = among.points_to_list(asked)
        if not points and not among.may_be_of_list(asked):
            return None
        context = Context(listed=spoken_of.listed, attribute=spoken_of.attribute, asked=spoken_of.asked)
        for said in dict.fromkeys([among.with_kind(asked, listed), asked.said]):
            read = replace(library.reader.read(said, self._today), text=question)
            inquiry = Inquiry(library.catalogue, library.linker, library.finder, read, context, among=listed)
            outcome, after = answer(inquiry)
            if among.tells_of(outcome, listed):
                return inquiry, outcome, after
        plain = self._as_it_stands(question, spoken_of)
        is_none = isinstance(plain[1].answer, NotFound) and isinstance(outcome.answer, NotFound)
        if not points or not (is_none or among.tells_of_others(plain[1], listed, asked)):
            return plain
        outcome = Outcome(not_found(inquiry, phrases.NONE_AMONG))
        return inquiry, outcome, carried(outcome, spoken_of)

    def _in_full(self, question: str, spoken_of: Context) -> Answering | None:
        """Answer what a question is short for; nothing where it is not short, or what it is short for is not said."""
        reader = self._current().reader
        asked = reader.read(question, self._today) if spoken_of.asked and len(question) <= LONGEST else None
        if asked is None or not restating.is_short(asked):
            return None
        before = reader.read(spoken_of.asked, self._today)
        if spoken_of.focus or spoken_of.listed:
            return self._narrowed(question, spoken_of, before)
        for said in restating.in_full(asked, before):
            inquiry, outcome, after = self._as_it_stands(said, Context(asked=spoken_of.asked))
            if restating.is_sure(outcome, inquiry.question):
                return inquiry, outcome, after
        return None

    def _narrowed(self, question: str, spoken_of: Context, before: Question) -> Answering | None:
        """Answer for the one of what a question offers that says what was asked before."""
        inquiry, outcome, after = self._as_it_stands(question, spoken_of)
        one = restating.narrowed(outcome.listed, before) if isinstance(outcome.answer, Ambiguous) else None
        said = field(inquiry, one, outcome.attribute or "target") if one else None
        if said is None:
            return inquiry, outcome, after
        kept = replace(carried(said, spoken_of, inquiry.question.years), listed=after.listed, offers=True)
        return inquiry, said, kept

    def card(self, entry: Entry, attribute: Attribute | None = None) -> Turn:
        """Answer with a field of a fact without being asked in words; by default what its bare name gets."""
        with self._store.snapshot():
            inquiry = self._inquiry("", Context())
            outcome = field(inquiry, entry, attribute or CARDS[entry.subject])
            instead = None if attribute else _ELSE.get(entry.subject)
            if instead and (outcome is None or isinstance(outcome.answer, NotFound)):
                outcome = field(inquiry, entry, instead) or outcome
            if outcome is None:
                outcome = Outcome(NotFound(phrases.NO_FIELD.format(name=entry.name, field="")), focus=entry)
            return self._turn(inquiry, outcome, entry.name)

    def quote(self, words: str) -> Turn:
        """Answer some words with the passages that hold them."""
        with self._store.snapshot():
            inquiry = self._inquiry(words, Context())
            found = passages.said(inquiry) if inquiry.question.topic else None
            return self._turn(inquiry, Outcome(found or not_found(inquiry)), words)

    def named(self, words: str, *subjects: Subject) -> list[Entry]:
        """List the facts that some words may mean, the best first; all of them for no words."""
        library = self._current()
        entries = library.catalogue.of(*subjects)
        if not words.strip():
            return entries
        asked = library.reader.read(words[: LONGEST + 1], self._today)
        found = library.linker.link(asked.topic or asked.flat, entries, asked.whole)
        return [c.entry for c in found if not c.against and c.score >= _NAMED]

    def catalogue(self) -> Catalogue:
        """Give everything that the published plans name."""
        return self._current().catalogue

    def links(self) -> Links:
        """Give the links to everything that the published plans name."""
        return self._current().links

    def _inquiry(self, text: str, context: Context, of_releases: bool = False) -> Inquiry:
        """Read a text as a question; with `of_releases`, also what it asks of two releases of a plan."""
        library, text = self._current(), text[: LONGEST + 1]
        revision = revision_in(*library.reader.hidden(text)) if of_releases and len(text) <= LONGEST else None
        rest = revision.rest if revision else text
        asked = replace(library.reader.read(rest, self._today), text=text)
        offered = [e for r in context.listed if (e := resolve(library.catalogue, r))] if context.offers else []
        picked = ellipsis.of_offered(library.reader, asked, offered)
        if picked is not asked:
            return Inquiry(library.catalogue, library.linker, library.finder, picked, context)
        again = ellipsis.of_agency(library.reader, asked, context.asked, self._today)
        if again is asked and not context.focus and not context.listed:
            again = ellipsis.of_year(library.reader, asked, context.asked, self._today)  # Of a row of a table.
        focus = resolve(library.catalogue, context.focus) if context.focus else None
        published = {key(r.agency) for r in library.catalogue.releases}.intersection(asked.agencies)
        is_elsewhere = focus is not None and bool(published) and key(focus.release.agency) not in published
        if again is not asked or is_elsewhere or ellipsis.is_complete(asked, focus.subject if focus else None):
            context = Context(asked=context.asked)  # What was listed is the other agency's, or nothing is asked of it.
        before = partial(self._before, rest) if library.catalogue.earlier else None
        return Inquiry(
            library.catalogue, library.linker, library.finder, again, context, revision=revision, before=before
        )

    def _before(self, text: str) -> Inquiry:
        """Read a question over the releases before those that are served."""
        library = self._current()
        if self._old is None or self._old.revision != library.revision:
            earlier = dict(library.catalogue.earlier.values())
            plans = {release.id: plan for release, plan in earlier.items()}
            self._old = self._library_of(library.revision, list(earlier), plans, {}, Unindexed(plans))
        old = self._old
        return Inquiry(old.catalogue, old.linker, old.finder, old.reader.read(text, self._today), Context())

    def _turn(self, inquiry: Inquiry, outcome: Outcome, said: str) -> Turn:
        checked, defects = self._checked(outcome.answer, said)
        after = carried(outcome, inquiry.context)
        return Turn(checked, after, Trace(inquiry.question, tuple(inquiry.notes), defects), _about(outcome, after))

    def _checked(self, said: Answer, question: str) -> tuple[Answer, tuple[gate.Defect, ...]]:
        """Let an answer through the number gate, and log what it withheld."""
        checked, defects = gate.passed(said, question, self._current().source)
        for defect in defects:
            _log.error("figure withheld by the number gate: %s %s", defect.what, defect.detail)
        return checked, defects

    def _current(self) -> _Library:
        with self._store.snapshot():
            revision = self._store.revision()
            if self._library is None or self._library.revision != revision:
                self._library = self._load(revision)
            return self._library

    def _earlier(self, releases: list[Release]) -> dict[str, tuple[Release, Plan]]:
        """Load, for each release that is served, the one of its plan before it."""
        known = self._store.releases()
        found = {}
        for release in releases:
            of_plan = [r for r in known if plan_of(r.id) == plan_of(release.id)]
            older = of_plan[of_plan.index(release) + 1 :]
            if older:
                found[release.id] = (older[0], self._store.plan(older[0].id))
        return found

    def _load(self, revision: int) -> _Library:
        releases = [self._only] if self._only else self._store.published()
        plans = {r.id: self._store.plan(r.id) for r in releases}
        return self._library_of(revision, releases, plans, self._earlier(releases), self._store)

    def _library_of(
        self,
        revision: int,
        releases: list[Release],
        plans: Mapping[str, Plan],
        earlier: Mapping[str, tuple[Release, Plan]],
        index: Index,
    ) -> _Library:
        catalogue = build_catalogue(releases, plans, self._store.segmenter(), earlier)
        linker = Linker(catalogue, self._lexicon)
        reader = Reader(catalogue, self._lexicon)
        return _Library(revision, catalogue, linker, reader, Finder(index, catalogue, linker), Links(catalogue))


def _stands_alone(asked: Question) -> bool:
    """Tell whether a question can be asked again of another agency: it names or lists something by itself."""
    return bool(asked.topic or asked.agencies or asked.codes) or (asked.asks("list", "count") and not asked.points_back)


_FEWEST = 2  # One thing is no list.


def _asks_itself(part: str, turn: Turn) -> bool:
    """Tell whether a part of a message asks something of something, so that it is missed where it is not answered.

    What does not (請提供金額) says more of the part before.
    """
    asked = turn.trace.question
    names = asked.talk is None and bool(asked.topic)
    return is_question(part) and (names or isinstance(turn.answer, Answered))


def _about(outcome: Outcome, after: Context) -> Ref | None:
    is_about_none = isinstance(outcome.answer, Conversation | NotFound) and not outcome.focus
    return None if is_about_none else after.focus
