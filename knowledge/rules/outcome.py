"""What a rule says to a question."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.catalogue import Entry
from knowledge.cues import Attribute
from knowledge.models import Answer


@dataclass(frozen=True, slots=True)
class Outcome:
    """An answer and what the conversation is about after it."""

    answer: Answer
    focus: Entry | None = None
    listed: tuple[Entry, ...] = ()
    attribute: Attribute | None = None
    forget: bool = False
