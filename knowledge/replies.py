"""What is kept of an answer that was sent, so that buttons, replies and edits find it again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from knowledge.conversation import Context
from knowledge.models import Span

Verdict = Literal["right", "wrong"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a cited passage stands."""

    release: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Body:
    """What is kept of an answer: how it came about, where it stands, what it offers, its further pages as HTML.

    `question` is empty where the settings do not allow to keep it.
    """

    status: str
    rule: str
    context: Context
    places: tuple[Place, ...] = ()
    offers: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    question: str = ""

    def without_asked(self) -> Body:
        """Leave out what was asked last: it is kept in memory alone, and a question is not written to the database."""
        return replace(self, context=replace(self.context, asked=""))


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer that was sent: to which message of a chat, as which messages, and for which update."""

    key: str
    number: int
    chat: int
    person: int
    asked: int
    messages: tuple[int, ...]
    body: Body
