"""Questions that name but an agency or a year (那循環署呢, 那108年呢): the one before is asked again of that."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from knowledge.mentions import years_of
from knowledge.question import Question
from knowledge.reading import Reader
from knowledge.words import key

_ALONE = re.compile(key("\\s*(那|那麼|換)?\\s*(的)?(呢|咧|勒)?\\s*[?。!]*\\s*"))


def of_agency(reader: Reader, asked: Question, before: str, today: date) -> Question:
    """Give the question before (as it was read) for the agency that is all that a question names; else the question."""
    spans = reader.agencies.spans(asked.said)
    is_alone = _ALONE.fullmatch(reader.agencies.without(asked.said)) and not asked.years
    if not before or len(spans) != 1 or not is_alone or _asks_more(asked):
        return asked
    start, end = spans[0]
    return replace(reader.read(f"{asked.said[start:end]}{reader.agencies.without(before)}", today), text=asked.text)


def of_year(reader: Reader, asked: Question, before: str, today: date) -> Question:
    """Give the question before (as it was read) for the year that is all that a question names; else the question."""
    _, _, rest = years_of(asked.said, today)
    is_alone = _ALONE.fullmatch(rest) and not asked.agencies
    if not before or len(asked.years) != 1 or not is_alone or _asks_more(asked):
        return asked
    _, _, undated = years_of(before, today)
    return replace(reader.read(f"{asked.years[0]}年{undated}", today), text=asked.text)


def _asks_more(asked: Question) -> bool:
    """Tell whether a question asks for anything besides the agency or the year that it names."""
    return bool(asked.topic or asked.attributes or asked.operations or asked.ordinal)
