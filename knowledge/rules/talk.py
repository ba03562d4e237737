"""Small talk, and texts that are no question."""

from __future__ import annotations

from knowledge import phrases
from knowledge.answers.choice import not_found
from knowledge.inquiry import Inquiry
from knowledge.models import Conversation
from knowledge.question import LONGEST
from knowledge.rules.outcome import Outcome

_TALK = {
    "greeting": phrases.GREETING, "thanks": phrases.THANKS, "laughter": phrases.LAUGHTER,
    "help": phrases.HELP, "abuse": phrases.ABUSE, "reset": phrases.RESET,
}  # fmt: skip


def too_long(inquiry: Inquiry) -> Outcome | None:
    """Leave a text alone that is longer than what is analysed."""
    return Outcome(Conversation(phrases.TOO_LONG)) if len(inquiry.question.text) > LONGEST else None


def small_talk(inquiry: Inquiry) -> Outcome | None:
    """Answer a greeting, thanks, or a text without a word."""
    talk = inquiry.question.talk
    return Outcome(Conversation(_TALK[talk]), forget=talk == "reset") if talk else None


def nothing(inquiry: Inquiry) -> Outcome | None:
    """Say that the plans do not say it; ask what is meant where no topic was named."""
    has_facts = bool(inquiry.catalogue.of("kpi", "project", "item"))
    if not inquiry.question.topic and inquiry.question.attributes and has_facts:
        return Outcome(Conversation(phrases.NO_FOCUS))
    return Outcome(not_found(inquiry))
