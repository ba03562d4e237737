"""What a text asks: the attribute, the topic, the years, plan and unit, and the rules that said so."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from knowledge.bounds import Bound
from knowledge.cues import Attribute, Operation, Talk
from knowledge.numbers import Quantity
from knowledge.spelling import Mending
from knowledge.words import key

LONGEST = 1000
_WHICH_OF_THEM = re.compile(key("哪(有)?(幾|些)"))


@dataclass(frozen=True, slots=True)
class Question:
    """What a text asks. `said` is its key form with blanks kept, `flat` the same without, `rest` also without the years
    and agencies that it names.

    `topic` holds the runs that name something, `whole` the same with the characters of grammar left in; `years` are ROC
    years; `how_many` is the counted word of 「幾…」, and `counts_things` tells whether it is a thing and no unit;
    `bound` is one that it sets to targets; `ordinal` counts from 1, from the end if negative; `talk` is set where the
    text is no question at all; `headers` are those it says of columns that a plan has besides the usual ones.
    """

    text: str
    said: str
    flat: str
    rest: str
    talk: Talk | None
    attributes: tuple[Attribute, ...]
    operations: frozenset[Operation]
    topic: str
    whole: str
    parts: tuple[str, ...]
    years: tuple[int, ...]
    period: tuple[int, int] | None
    plan: Literal["midterm", "annual"] | None
    both_plans: bool
    agencies: tuple[str, ...]
    unit: str | None
    how_many: str | None
    counts_things: bool
    ordinal: int | None
    goal_number: int | None
    codes: tuple[str, ...]
    supposed: tuple[Quantity, ...]
    bound: Bound | None
    quotes: bool
    headers: tuple[str, ...]
    points_back: bool
    mendings: tuple[Mending, ...]
    rules: tuple[str, ...]

    @property
    def attribute(self) -> Attribute | None:
        return self.attributes[0] if self.attributes else None

    def asks(self, *operations: Operation) -> bool:
        return any(o in self.operations for o in operations)

    @property
    def counts(self) -> bool:
        """Tell whether a number is asked for, and no list as by 哪幾個."""
        return self.asks("count") and _WHICH_OF_THEM.search(self.flat) is None

    def has(self, *attributes: Attribute) -> bool:
        return any(a in self.attributes for a in attributes)
