"""A batch of questions: JSON Lines in, one answer object for each line out, in order."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from knowledge.errors import PlanbotError
from knowledge.export import answer_data
from knowledge.service import Assistant, Context


class BadBatch(PlanbotError):
    """A line of a batch that is no question."""


@dataclass(frozen=True, slots=True)
class Line:
    """One question of a batch; lines with the same session are one conversation."""

    id: str | int | None
    question: str
    session: str | int | None


def read_batch(text: str, name: str) -> list[Line]:
    """Read all lines of a batch; blank ones are left out. Raises BadBatch, which names the line."""
    lines = text.removeprefix("\ufeff").split("\n")
    return [_line(line, f"{name}, line {number}") for number, line in enumerate(lines, 1) if line.strip()]


def answers(assistant: Assistant, lines: list[Line]) -> Iterator[dict[str, Any]]:
    """Answer the lines in order; every session starts afresh and nothing is stored."""
    contexts: dict[str | int, Context] = {}
    for line in lines:
        context = contexts.get(line.session, Context()) if line.session is not None else Context()
        turn = assistant.ask(line.question, context)
        if line.session is not None:
            contexts[line.session] = turn.context
        yield answer_data(turn.answer, line.question, None, assistant.catalogue().plans) | {"id": line.id}


def clean(text: str) -> str:
    """Replace what is no character (half of a surrogate pair, a byte that the shell could not decode)."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _line(line: str, place: str) -> Line:
    try:
        given = json.loads(line)
    except ValueError as error:
        raise BadBatch(f'{place}: is not JSON; each line must be an object {{"id", "q", "session"}}') from error
    if not isinstance(given, dict):
        raise BadBatch(f'{place}: must be an object {{"id", "q", "session"}}')
    if not isinstance(given.get("q"), str):
        raise BadBatch(f'{place}: "q" must be a text')
    for key in ("id", "session"):
        if isinstance(given.get(key), bool) or not isinstance(given.get(key), str | int | None):
            raise BadBatch(f'{place}: "{key}" must be a text, a whole number or null')
    identity = given.get("id")
    return Line(clean(identity) if isinstance(identity, str) else identity, clean(given["q"]), given.get("session"))
