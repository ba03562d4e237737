"""Several questions in one message: how it is divided, and the one answer that says something of each of them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge import phrases
from knowledge.answers.citations import together
from knowledge.models import Ambiguous, Answer, Answered, Conversation, NotFound
from knowledge.question import LONGEST

_MOST, _SHORTEST = 5, 4
_MARK = re.compile("(?<=[?？])")
_NUMBER = re.compile(r"(?:^|(?<=[\s,，;；。:：?？、])|(?<=[\u3400-\u9fff]))[(（]?([1-9])[.、．)）](?!\d)\s*")


def questions_in(text: str) -> list[str]:
    """Divide a message at its question marks, or where it numbers its questions (1.… 2.…).

    What is too short, or too many, is no message of several questions.
    """
    if len(text) > LONGEST:
        return [text]  # It is not answered.
    if len(numbered := _numbered(text)) > 1:
        return numbered
    parts = [part.strip() for part in _MARK.split(text) if part.strip()]
    whole = all(len(part) > _SHORTEST for part in parts)
    return parts if whole and 2 <= len(parts) <= _MOST else [text]


def _numbered(text: str) -> list[str]:
    """Divide a message that numbers its questions from one; what stands before the first belongs to it."""
    found = list(_NUMBER.finditer(text))
    if not 2 <= len(found) <= _MOST or [m[1] for m in found] != [str(n) for n in range(1, len(found) + 1)]:
        return []
    ends = [m.start() for m in found[1:]] + [len(text)]
    parts = [text[m.end() : end].strip(" \t\n,，;；、。") for m, end in zip(found, ends, strict=True)]
    opening = text[: found[0].start()].strip()
    return [opening + parts[0], *parts[1:]] if all(len(part) > 1 for part in parts) else []


def is_question(part: str) -> bool:
    """Tell whether a part of a message asks by itself, and does not just say more of the one before."""
    return _ASKS.search(part) is not None


_ASKS = re.compile("[?？]$|多少|幾|哪|什麼|何|嗎|誰|怎|目標|標準|期程|率$")


def of_each(asked: Sequence[str], answers: Sequence[Answer]) -> Answered:
    """Join the answers to several questions; what was not answered, or only offered, is said to be of its question."""
    return together([_of(one, said) for one, said in zip(asked, answers, strict=True)])


def _of(asked: str, said: Answer) -> Answered:
    if isinstance(said, Answered):
        return said
    short = asked.strip(" ?？。")
    if isinstance(said, Conversation):
        return Answered(phrases.NOT_FOUND.format(what=short), ())
    is_named = isinstance(said, NotFound) and short in said.text
    text = said.text if is_named else phrases.OF_PART.format(asked=short, said=said.text)
    # The figures of a choice are none that answer; the question that picks one stands among what can be asked next.
    return Answered(text, said.citations, (), said.suggestions if isinstance(said, Ambiguous) else ())
