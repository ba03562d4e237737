"""Misses: questions that were not found, were ambiguous, or that a person marked wrong, for the admin to learn from."""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from knowledge import phrases
from knowledge.models import Ambiguous, Answer, NotFound
from knowledge.words import key

Status = Literal["not_found", "ambiguous", "wrong"]
_NAME = re.compile("「(.+)」")  # A name may hold such brackets itself.
_BY_UNIT = tuple(ask.partition("{")[0] for ask in (phrases.ASK_HIGHEST, phrases.ASK_LOWEST))


@dataclass(frozen=True, slots=True)
class Miss:
    """A question as typed, why and by which rule it was a miss, what was offered instead, and when (ISO 8601).

    `asker` is a salted hash of who asked, once stored.
    """

    text: str
    status: Status
    rule: str
    offered: tuple[str, ...]
    at: str
    asker: str | None = None

    @property
    def key(self) -> str:
        """Give the form by which misses are grouped: punctuation and spelling of one kind tell none apart."""
        folded = key(self.text)
        return "".join(c for c in folded if c.isalnum() or c == "%") or folded


@dataclass(frozen=True, slots=True)
class Group:
    """The misses of one key: how often, by how many people (where known), and what the last one was."""

    key: str
    question: str
    count: int
    askers: int
    status: Status
    rule: str
    offered: tuple[str, ...]
    last: str


def miss_of(question: str, answer: Answer, rule: str, at: str) -> Miss | None:
    """Give the miss that an answer was; None if it was none."""
    match answer:
        case NotFound():
            return Miss(question, "not_found", rule, offered(answer), at)
        case Ambiguous():
            return Miss(question, "ambiguous", rule, offered(answer), at)
        case _:
            return None


def offered(answer: Answer) -> tuple[str, ...]:
    """Name what an answer offers: the names in the questions that it suggests."""
    found = (_NAME.search(s) for s in answer.suggestions if not s.startswith(_BY_UNIT))
    return tuple(dict.fromkeys(m[1] for m in found if m))


def grouped(misses: Iterable[Miss]) -> list[Group]:
    """Group misses, given from the earliest, by their key: the most frequent first, then the latest."""
    by_key: dict[str, list[Miss]] = defaultdict(list)
    for miss in misses:
        by_key[miss.key].append(miss)
    groups = [_group(k, found) for k, found in by_key.items()]
    groups.sort(key=lambda g: g.key)
    groups.sort(key=lambda g: (g.count, g.last), reverse=True)
    return groups


def pseudonym(salt: str, asker: str) -> str:
    """Give what stands for a person: the same for the same salt, and nothing to find the person by without it."""
    return hashlib.sha256((salt + asker).encode()).hexdigest()[:16]


def _group(name: str, misses: list[Miss]) -> Group:
    last = misses[-1]
    names = Counter(n for miss in misses for n in miss.offered)
    return Group(
        key=name,
        question=last.text,
        count=len(misses),
        askers=len({m.asker for m in misses if m.asker}),
        status=last.status,
        rule=last.rule,
        offered=tuple(n for n, _ in names.most_common()),
        last=last.at,
    )
