"""A header of two levels: names of columns above, and below them the years, sums or names that divide them.

The lines of a text give the upper level first, cell by cell, and then the lower one; which cells of the lower level
stand below which of the upper one is told by what they are, and by their order.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum

from indexer.tables import Role

Place = tuple[int, int]
_VALUES = frozenset({Role.TARGET, Role.AIM, Role.ACTUAL})
_NAMES = frozenset({Role.KPI, Role.SYSTEM, Role.METHOD, Role.MEASURE})
_YEAR_FIRST = re.compile(r"(?:民國)?\d{2,4}年度?")
_UNREADABLE = 99


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a header that name a column, by their places in the folded text; without a role: a year alone.

    `divides` tells that they name a part of a column (縣款, 合計, 99 決算); without a role and a year they name no
    column, but the group of those below them (評估作業).
    """

    role: Role | None
    year: int | None
    parts: tuple[Place, ...]
    divides: bool = False

    @property
    def is_year(self) -> bool:
        return self.role is None and self.year is not None

    @property
    def is_group(self) -> bool:
        return self.role is None and self.year is None

    @property
    def is_plain(self) -> bool:
        """Tell whether this is 目標值 or 實際值 without a year, which years below or above it complete."""
        return self.role in _VALUES and self.year is None

    @property
    def is_money(self) -> bool:
        """Tell whether this is 經費 as a whole, which years or sums below it may divide."""
        return self.role is Role.MONEY and not self.divides


class _Kind(Enum):
    """What a run of words of the lower level is."""

    YEARS = "years"
    SUMS = "sums"
    NAMES = "names"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class _Run:
    kind: _Kind
    words: tuple[Words, ...]


def columns_of(found: Sequence[Words], text: str, starts: frozenset[int]) -> list[Words]:
    """Give the columns that the words of a header name; none where its two levels do not go together.

    `text` is the folded text of the header, `starts` are the places where a printed word begins.
    """
    readings = [_resolved(words) for words in (found, _parted(found, text, starts), _dated(found))]
    return min([*readings, _levelled(found)], key=_oddity)


def _parted(found: Sequence[Words], text: str, starts: frozenset[int]) -> list[Words]:
    """Read 109年度目標值, where a blank stands after 年度, as a year above and 目標值 below it."""
    parted: list[Words] = []
    for words in found:
        (first, after), *_ = words.parts
        year = _YEAR_FIRST.match(text, first, after)
        if words.role is Role.TARGET and year and year.end() in starts:
            parted += [
                Words(None, words.year, ((first, year.end()),)),
                Words(words.role, None, ((year.end(), after),)),
            ]
        else:
            parted.append(words)
    years = [w for w in parted if w.is_year]
    below = parted[max((at for at, w in enumerate(parted) if w.is_year), default=0) + 1 :]
    # What stands below the years of a header is printed last, and nothing else of the header with it.
    return parted if len(years) > 1 and all(w.is_plain for w in below) else list(found)


def _dated(found: Sequence[Words]) -> list[Words]:
    """Read a year right before 達成值 as the year of that column alone (107年度達成值 beside 目標值 of 108 and 109)."""
    dated: list[Words] = []
    for words in found:
        before = dated[-1] if dated else None
        if before and before.is_year and words.role is Role.ACTUAL and words.year is None:
            dated[-1] = Words(Role.ACTUAL, before.year, before.parts + words.parts)
        else:
            dated.append(words)
    return dated


def _oddity(columns: Sequence[Words]) -> int:
    """Count what is odd in a reading: years and sums that complete nothing, actuals of the last year or alone."""
    roles = [words.role for words in columns]
    if not columns or any(words.is_group for words in columns) or roles.count(Role.KPI) > 1:
        return _UNREADABLE
    dated = [w for w in columns if w.year is not None and w.role is not Role.MONEY]
    last = max((w.year or 0 for w in dated), default=0)
    odd = 0
    for at, words in enumerate(dated):
        if words.role is Role.ACTUAL:
            odd += not any(w.role is Role.TARGET and w.year == words.year for w in dated[:at])
            odd += words.year == last and len({w.year for w in dated}) > 1
    return odd + roles.count(None) + sum(words.divides and len(words.parts) == 1 for words in columns)


def is_readable(columns: Sequence[Words]) -> bool:
    """Tell whether a reading of a header gives each of its columns a name."""
    return _oddity(columns) < _UNREADABLE


def _resolved(found: Sequence[Words]) -> list[Words]:
    """Complete 目標值 and 實際值 by the years of a header of two levels, whichever of them stand above.

    The columns of the upper level keep their place in the row; those below are printed after the whole row.
    """
    years, plain = [w for w in found if w.is_year], [w for w in found if w.is_plain]
    if not years or not plain:
        return list(found)
    above, below = (plain, years) if plain[0].parts < years[0].parts else (years, plain)
    runs: list[list[Words]] = []
    for words in below:
        if not runs or any((words.role, words.year) == (w.role, w.year) for w in runs[-1]):
            runs.append([])
        runs[-1].append(words)
    if len(runs) > len(above):
        return []
    columns: list[Words] = []
    for words in found:
        if words in below:
            continue
        run = runs[above.index(words)] if words in above and above.index(words) < len(runs) else []
        columns += [Words(words.role or w.role, words.year or w.year, words.parts + w.parts) for w in run] or [words]
    return [_aimed(words) for words in columns]


def _levelled(found: Sequence[Words]) -> list[Words]:
    """Divide the columns of the upper level by what the lower one holds, which is the end of the header."""
    for at in range(1, len(found)):
        upper, lower = found[:at], found[at:]
        if all(_is_below(words) for words in lower) and (columns := _divided(upper, _runs(lower))):
            return columns
    return []


def _is_below(words: Words) -> bool:
    return words.is_year or words.divides or words.role in _NAMES


def _runs(lower: Sequence[Words]) -> list[_Run]:
    """Divide the lower level into runs: the years go on, sums may follow them, and nothing is said twice."""
    runs: list[_Run] = []
    for words in lower:
        kind, last = _kind(words), runs[-1] if runs else None
        if last and (last.kind, kind) in _GOING_ON and not _is_said(words, last.words):
            runs[-1] = replace(last, words=(*last.words, words))
        else:
            runs.append(_Run(kind, (words,)))
    return runs


def _is_said(words: Words, before: Sequence[Words]) -> bool:
    return not words.divides and any((words.role, words.year) == (w.role, w.year) for w in before)


def _kind(words: Words) -> _Kind:
    if words.is_year:
        return _Kind.YEARS
    if words.divides:
        return _Kind.SUMS
    return _Kind.OWN if words.role is Role.KPI else _Kind.NAMES


_GOING_ON = frozenset({(kind, kind) for kind in _Kind} | {(_Kind.YEARS, _Kind.SUMS), (_Kind.OWN, _Kind.NAMES)})


def _divided(upper: Sequence[Words], runs: Sequence[_Run]) -> list[Words]:
    """Give each run to the next column of the upper level that it can divide; nothing where one finds none."""
    given: dict[int, _Run] = {}
    for run in runs:
        after = max(given, default=-1) + 1
        at = next((n for n in range(after, len(upper)) if _takes(upper[n], run.kind)), None)
        if at is None:
            return []
        given[at] = run
    return [column for n, words in enumerate(upper) for column in _parts(words, given.get(n))]


def _takes(words: Words, kind: _Kind) -> bool:
    """Tell whether a run of a kind divides a column."""
    if words.is_money:
        return kind in (_Kind.YEARS, _Kind.SUMS)
    if words.is_plain:
        return kind is _Kind.YEARS
    return (words.role is Role.KPI and kind is _Kind.OWN) or (words.is_group and kind is _Kind.NAMES)


def _parts(words: Words, run: _Run | None) -> list[Words]:
    """Give the columns into which a run divides one; names stand for themselves, years and sums for parts of it."""
    if run is None:
        return [words]
    if run.kind in (_Kind.OWN, _Kind.NAMES):
        return list(run.words)
    return [_aimed(Words(words.role, w.year, words.parts + w.parts, w.divides)) for w in run.words]


def _aimed(words: Words) -> Words:
    """What a year completes is a target, though its header says 目標 alone."""
    return replace(words, role=Role.TARGET) if words.role is Role.AIM and words.year else words
