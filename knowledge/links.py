"""Links to facts: short names that stay the same over restarts and re-indexing, and tell whether the fact has changed.

A link is made of what a fact is called in which plan, so that a new release of the plan keeps it, and of a digest of
what the fact says, so that whoever follows an old link learns that it says something else now.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass

from knowledge.catalogue import Catalogue, Entry
from knowledge.models import Passage, Target

_NAME, _CONTENT = 10, 4  # 50 and 20 bits: among 10,000 facts two share a name once in 20 million plans.
_LINK = re.compile(rf"[a-z2-7]{{{_NAME}}}(?:[a-z2-7]{{{_CONTENT}}})?")


@dataclass(frozen=True, slots=True)
class Found:
    """A fact that a link leads to; `changed` tells whether it said something else when the link was made."""

    entry: Entry
    changed: bool


class Links:
    """The links of one catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._names: dict[int, str] = {}
        self._entries: dict[str, Entry] = {}
        seen: Counter[str] = Counter()
        for entry in catalogue.entries:
            what = f"{plan_of(entry.release.id)}|{entry.subject}|{entry.name_key}"
            # Of facts that share their name in one plan, the second and third are told apart by their order.
            name = _digest(f"{what}|{seen[what]}")[:_NAME]
            seen[what] += 1
            self._names[entry.id] = name
            self._entries.setdefault(name, entry)

    def name(self, entry: Entry) -> str:
        """Give the short name of a fact: ten letters and digits."""
        return self._names[entry.id]

    def link(self, entry: Entry) -> str:
        """Give the link of a fact: its short name, and a digest of what it says."""
        return self.name(entry) + _content(entry)

    def find(self, link: str) -> Found | None:
        """Find the fact that a link, or a short name, leads to."""
        entry = self._entries.get(link[:_NAME]) if is_link(link) else None
        return Found(entry, len(link) > _NAME and link[_NAME:] != _content(entry)) if entry else None


def is_link(text: str) -> bool:
    """Tell whether a text has the form of a link."""
    return _LINK.fullmatch(text) is not None


def plan_of(release_id: str) -> str:
    """Give the plan that a release is of: its id without the number of the release."""
    return re.sub(r"\.\d+$", "", release_id)


def _content(entry: Entry) -> str:
    return _digest("|".join(_said(entry.fact)))[:_CONTENT]


def _said(value: object) -> Iterator[str]:
    """Give the texts of a fact, in their order, and the years of its targets."""
    if isinstance(value, Passage):
        yield value.text
    elif isinstance(value, Target):
        yield f"{value.year} {value.quote.text}"
    elif isinstance(value, tuple):
        for part in value:
            yield from _said(part)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _said(getattr(value, field.name))


def _digest(text: str) -> str:
    return base64.b32encode(hashlib.sha256(text.encode()).digest()).decode().lower()
