"""The desk: what the bot knows and keeps, in one place. Everything here blocks, and is done behind the door."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from bot import phrases
from bot.access import Admission, Asker, admission
from bot.keyboards import Choice, Topic
from bot.notebook import Notebook
from bot.presses import AskOffer, ShowField
from bot.settings import Config
from knowledge.catalogue import Catalogue, Goal, Subject
from knowledge.changes import Change, changes
from knowledge.conversation import resolve
from knowledge.cues import Attribute
from knowledge.excerpts import Line, excerpt
from knowledge.export import status_of
from knowledge.ledger import Ledger
from knowledge.lexicon import Lexicon
from knowledge.links import Links, plan_of
from knowledge.models import Ambiguous, NotFound, Release
from knowledge.replies import Body, Place, Reply, Verdict
from knowledge.service import LOOKED_UP, Assistant, Turn
from knowledge.store import Store
from knowledge.succession import find_superseded

_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Said:
    """An answer with what its buttons need: the fact that it is about, the facts to choose among, and its key."""

    key: str
    turn: Turn
    topic: Topic | None
    choices: tuple[Choice, ...]
    question: str = ""

    @property
    def status(self) -> str:
        return status_of(self.turn.answer)


@dataclass(frozen=True, slots=True)
class News:
    """A release that came to be served, and what it says otherwise than the one of its plan before; nothing if new."""

    release: Release
    changed: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A cited passage in its surroundings."""

    place: str
    lines: tuple[Line, ...]


class Desk:
    """Answers questions and remembers what they were about."""

    def __init__(self, store: Store, config: Config, today: Callable[[], date], lexicon: Lexicon) -> None:
        self.store = store
        self.config = config
        self._today = today
        self._lexicon = lexicon
        self._notebook = Notebook(store, config.privacy)
        self._assistants: dict[date, Assistant] = {}
        self._told: int | None = None

    @property
    def ledger(self) -> Ledger:
        """Give what the chat keeps."""
        return self.store.ledger

    def assistant(self) -> Assistant:
        """Give the assistant of today: the bot runs for months, and 今年 is read from the day of the question."""
        today = self._today()
        if today not in self._assistants:
            self._assistants = {today: Assistant(self.store, today, lexicon=self._lexicon)}
        return self._assistants[today]

    def admit(self, asker: Asker) -> Admission:
        """Tell whether somebody is answered."""
        access = self.config.access
        is_guest = not access.open and asker.person is not None and self.ledger.is_guest(asker.person)
        return admission(access, asker, is_guest)

    def ask(self, asker: Asker, question: str, reply_to: int | None = None) -> Said:
        """Answer a question; one that replies to an answer of the bot is about what that was about."""
        earlier = self.ledger.reply_with(asker.chat, reply_to) if reply_to is not None else None
        context = earlier.body.context if earlier else self.ledger.context(asker.chat, asker.key)
        turn = self.assistant().ask(question, context)
        self._notebook.note(question, turn, str(asker.key))
        said = self._said(turn, question)
        self.ledger.count(said.status)
        return said

    def offer(self, asker: Asker, press: AskOffer) -> Said | None:
        """Answer the question that an answer offered; None where it is not kept any more."""
        reply = self.ledger.reply(press.reply)
        if reply is None or reply.chat != asker.chat or press.at >= len(reply.body.offers):
            return None
        return self.ask(asker, reply.body.offers[press.at])

    def card(self, press: ShowField) -> Said | None:
        """Answer with a field of a fact; None where no published plan holds it any more."""
        found = self.assistant().links().find(press.link)
        return self._said(self.assistant().card(found.entry, press.attribute)) if found else None

    def follow(self, link: str) -> tuple[str, Said | None]:
        """Answer a deep link with its fact, and say where it has changed since or stands in an earlier release only."""
        found = self.assistant().links().find(link)
        if found:
            return (phrases.CHANGED if found.changed else ""), self._said(self.assistant().card(found.entry))
        said = self._superseded(link)
        return (phrases.SUPERSEDED, said) if said else (phrases.NO_LONGER, None)

    def quote(self, words: str) -> Said:
        """Answer some words with the passages that hold them."""
        return self._said(self.assistant().quote(words))

    def named(self, words: str, *subjects: Subject) -> list[Topic]:
        """List the facts that some words may mean."""
        links = self.assistant().links()
        return [
            Topic(e.subject, e.name, links.link(e), None)
            for e in self.assistant().named(words, *(subjects or LOOKED_UP))
        ]

    def goals(self) -> list[Topic]:
        """List the goals that have KPIs."""
        links = self.assistant().links()
        goals = [e for e in self.assistant().named("", "goal") if isinstance(e.fact, Goal) and e.fact.kpis]
        return [Topic("goal", e.name, links.link(e), None) for e in goals]

    def kpis_of(self, link: str) -> tuple[str, list[Topic]] | None:
        """Give the name of a goal and its KPIs; None where no published plan holds it any more."""
        links, catalogue = self.assistant().links(), self.assistant().catalogue()
        found = links.find(link)
        if found is None or not isinstance(found.entry.fact, Goal):
            return None
        kpis = [catalogue.find(found.entry.release.id, "kpi", at) for at in found.entry.fact.kpis]
        return found.entry.name, [Topic("kpi", e.name, links.link(e), None) for e in kpis]

    def source(self, asker: Asker, key: str, at: int) -> Excerpt | None:
        """Show a citation of an answer in its surroundings; None where it is not kept any more."""
        reply = self.ledger.reply(key)
        if reply is None or reply.chat != asker.chat or at >= len(reply.body.places):
            return None
        place = reply.body.places[at]
        release = self.store.release(place.release)
        return Excerpt(release.title, excerpt(self.store.source(place.release), place.spans))

    def sent(
        self, asker: Asker, number: int, asked: int, messages: tuple[int, ...], said: Said, pages: tuple[str, ...]
    ) -> None:
        """Note that an answer was sent, for the update of a number and the message that asked."""
        answer = said.turn.answer
        places = tuple(Place(c.release, c.quote.spans) for c in answer.citations)
        question = said.question if self.config.privacy.store_questions else ""
        body = Body(said.status, said.turn.trace.rule, said.turn.context, places, answer.suggestions, pages, question)
        self.ledger.sent(Reply(said.key, number, asker.chat, asker.key, asked, messages, body))

    def judge(self, asker: Asker, key: str, verdict: Verdict, reason: str = "") -> bool:
        """Keep what somebody says of an answer; False where the answer is not kept any more."""
        reply = self.ledger.reply(key)
        if reply is None or reply.chat != asker.chat:
            return False
        self.ledger.judge(reply, asker.key, verdict, reason)
        if verdict == "wrong" and reason and reply.body.question:
            self._notebook.note_wrong(reply.body, str(asker.key))
        return True

    def stats(self) -> dict[str, Any]:
        """Count the answers, the feedback and what waits, of the last week."""
        since = datetime.now(UTC) - _WEEK
        return {
            "answers": self.ledger.counts(since), "verdicts": self.ledger.verdicts(since),
            "waiting": self.ledger.waiting(),
        }  # fmt: skip

    def published(self) -> list[tuple[Release, dict[str, int]]]:
        """List what is published, each with how much of what it holds."""
        known = self.assistant().catalogue()  # Of one moment: another process may publish meanwhile.
        return [
            (r, {name: len(getattr(known.plans[r.id], name)) for name, _ in phrases.COUNTS}) for r in known.releases
        ]

    def news(self) -> list[News]:
        """Give the releases that came to be served since this was last asked, whoever published them.

        What is served the first time is no news. It counts as told from here on, so that nobody is told twice.
        """
        revision = self.store.revision()
        if revision == self._told:
            return []
        served = self.store.published()
        known = self.ledger.tell([release.id for release in served])
        self._told = revision
        before = {plan_of(release): release for release in known or ()}
        return [] if known is None else [self._news(r, before.get(plan_of(r.id))) for r in served if r.id not in known]

    def _news(self, release: Release, before: str | None) -> News:
        changed = changes(self.store.plan(before), self.store.plan(release.id)) if before else ()
        return News(release, tuple(changed))

    def _said(self, turn: Turn, question: str = "") -> Said:
        assistant = self.assistant()
        catalogue, links = assistant.catalogue(), assistant.links()
        context = turn.context
        is_choice = isinstance(turn.answer, Ambiguous)
        focus = resolve(catalogue, turn.about) if turn.about and turn.answer.citations else None
        choices = _choices(turn, catalogue, links) if is_choice else ()
        # What was not found was not answered, so that its own button is offered, too.
        attribute = None if isinstance(turn.answer, NotFound) else context.attribute
        topic = Topic(focus.subject, focus.name, links.link(focus), attribute) if focus and not is_choice else None
        return Said(secrets.token_urlsafe(8), turn, topic, choices, question)

    def _superseded(self, link: str) -> Said | None:
        """Answer with a link's fact from a release that is served no more."""
        found = find_superseded(self.store, link)
        if found is None:
            return None
        release, entry = found
        turn = Assistant(self.store, self._today(), lexicon=self._lexicon, only=release).card(entry)
        # What it offers could not be asked of what is served.
        turn = replace(turn, answer=replace(turn.answer, suggestions=()))
        return replace(self._said(turn), topic=None)


def _choices(turn: Turn, catalogue: Catalogue, links: Links) -> tuple[Choice, ...]:
    """Give a button's label and press for each fact that was meant alike: its figures, then its name."""
    attribute: Attribute = turn.context.attribute or "target"
    entries = [e for r in turn.context.listed if (e := resolve(catalogue, r))]
    found = []
    for at, entry in enumerate(entries[: len(turn.answer.citations)]):
        figures = "、".join(f.text for f in turn.answer.figures if f.citation == at)
        label = f"{at + 1}. {figures}｜{entry.name}" if figures else f"{at + 1}. {entry.name}"
        found.append(Choice(label, ShowField(attribute, links.name(entry))))
    return tuple(found)
