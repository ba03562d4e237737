"""The numbers that begin the cells of a column: whether they count, and whether a cell begins afresh."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_NUMERALS = "〇一二三四五六七八九十"
_NUMBER = re.compile(r"\(?(?:(\d{1,2})(?![\d%,])(?![.、]\d)|([一二三四五六七八九十]{1,3})(?=[、)]))[.、)]?(?=\D{3})")
_ALONE = re.compile(r"\(?[一二三四五六七八九十]{1,3}\)?、?")
_ENTRY = re.compile(r"\s*[(（]?(?:[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3})[)）、.．]")
_COUNTS = 0.8


def begins_entry(text: str) -> bool:
    """Tell whether a text begins with the label of an entry (一、 （二） 3.)."""
    return _ENTRY.match(text) is not None


def number_of(text: str) -> int | None:
    """Give the number that begins a squeezed text; None where it begins with none, or is nothing but a figure.

    A Chinese numeral alone is the number of a name that stands in the next column.
    """
    if _ALONE.fullmatch(text):
        return _chinese(text.strip("()、"))
    found = _NUMBER.match(text)
    if not found:
        return None
    return int(found[1]) if found[1] else _chinese(found[2])


@dataclass(frozen=True, slots=True)
class Numbering:
    """How a column's cells are numbered."""

    is_numbered: bool
    are_all_one: bool = False

    @classmethod
    def of(cls, texts: Sequence[str]) -> Numbering:
        """Look at all cells of a column: most of them count on, begin at one, or repeat a number."""
        counting, before = [], 0
        for text in texts:
            number = number_of(text)
            # One may be wanting: what stands first on a page is left out where it may be the rest of a row.
            if number is not None and (number == 1 or before <= number <= before + 2):
                counting.append(number)
                before = number
        if len(texts) < 2 or len(counting) < _COUNTS * len(texts):
            return cls(False)
        return cls(True, set(counting) == {1})

    def is_fresh(self, before: int | None, text: str) -> bool | None:
        """Tell whether a cell begins a new entry (True) or goes on with the one above (False); None if unknown."""
        if not self.is_numbered:
            return None
        number = number_of(text)
        if number is None:
            return False
        if number == 1 or (before is not None and number == before + 1 and not self.are_all_one):
            return True
        return None if before is None or number <= before + 1 else False


def _chinese(numeral: str) -> int:
    tens, ten, ones = numeral.rpartition("十")
    if not ten:
        return _NUMERALS.find(numeral) if len(numeral) == 1 else 0
    return 10 * (_NUMERALS.find(tens) if tens else 1) + (_NUMERALS.find(ones) if ones else 0)
