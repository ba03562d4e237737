"""What was reached beside what was aimed at, of many indicators: judged only where a plan says which way is better."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from knowledge import phrases
from knowledge.answers.citations import cite, joined
from knowledge.answers.columns import column_name, columns_of, figure_said, said_in, years_named
from knowledge.answers.targets import figure_of, target_line
from knowledge.catalogue import Entry, extras_of
from knowledge.models import Answered, Citation, Extra, Figure, Kpi, TableRow, Target
from knowledge.text import squeeze
from knowledge.words import key


@dataclass(frozen=True, slots=True)
class Attained:
    """What an indicator reached in a year, and its target of that year, if it has one."""

    entry: Entry
    column: Extra
    target: Target | None

    @property
    def values(self) -> tuple[Decimal, Decimal] | None:
        """What was reached and what was aimed at; None where they are not counted alike."""
        one = figure_said(self.column, self.entry, 0)
        if one is None or one.value is None or self.target is None or self.target.value is None:
            return None
        return (Decimal(one.value), Decimal(self.target.value)) if one.unit == self.target.unit else None

    @property
    def is_met(self) -> bool | None:
        """Whether the target was met: as a column says, its own sign tells, or since it is the very one; else None."""
        if (stated := _stated(self.entry)) is not None:
            return stated
        compare = _MEETS.get((self.target.comparator if self.target else None) or "")
        if compare and self.values:
            return compare(*self.values)
        return True if self._is_same else None

    @property
    def _is_same(self) -> bool:
        """Whether the very target was reached, which no direction could call missed."""
        if self.target is None:
            return False
        said = squeeze(said_in(self.column, self.entry).text) == squeeze(self.target.quote.text)
        return said or (self.values is not None and self.values[0] == self.values[1])


_MEETS: Mapping[str, Callable[[Decimal, Decimal], bool]] = {
    "≧": operator.ge, "≥": operator.ge, "≦": operator.le, "≤": operator.le, "<": operator.lt, ">": operator.gt,
}  # fmt: skip
_VERDICT = re.compile(key("達成|達標|達到|燈號"))
_MET, _MISSED = (
    re.compile(key("(已|有)?(達成|達標|達到)(目標)?")),
    re.compile(key("(未|沒有?|尚未|不)(達成|達標|達到)(目標)?")),
)


def _stated(entry: Entry) -> bool | None:
    """Give what a column of its own says (達成, 未達成); None where the row has none, or more than one."""
    said = [key(e.text.text) for e in extras_of(entry.fact) if _VERDICT.search(key(e.header.text))]
    verdicts = [bool(_MET.fullmatch(s)) for s in said if _MET.fullmatch(s) or _MISSED.fullmatch(s)]
    return verdicts[0] if len(verdicts) == 1 else None


def verdict_of(row: TableRow) -> bool | None:
    """Give what a row of a table without facts says of itself (達成情形：未達成); None where it says nothing."""
    said = [key(c.text.text) for c in row.cells if _VERDICT.search(key(c.header.text))]
    verdicts = [bool(_MET.fullmatch(s)) for s in said if _MET.fullmatch(s) or _MISSED.fullmatch(s)]
    return verdicts[0] if len(verdicts) == 1 else None


def attained(entries: Sequence[Entry], years: Sequence[int]) -> list[Attained]:
    """List what the indicators reached in some years, or in all of which columns tell, each with its target."""
    return [one for entry in entries if isinstance(entry.fact, Kpi) for one in _of(entry, entry.fact, years)]


def _of(entry: Entry, kpi: Kpi, years: Sequence[int]) -> Iterator[Attained]:
    for column in columns_of("actual", entry, years):
        said, named = key(column.text.text), years_named(column)
        if not _SAYS.search(said) or _MET.fullmatch(said) or _MISSED.fullmatch(said):
            continue
        of_year = [t for t in kpi.targets if t.year in named or (not named and len(kpi.targets) == 1)]
        yield Attained(entry, column, of_year[0] if len(of_year) == 1 else None)


_SAYS = re.compile(r"\w")


def judged(said: Answered, entry: Entry, years: Sequence[int]) -> Answered:
    """Say first whether an indicator met its target, where what was reached is told of one year; else it is as said."""
    told = attained([entry], years)
    found = [one for one in told if one.target]
    if told and not found:
        return replace(said, text=f"{phrases.NO_TARGET_BESIDE}\n{said.text}")
    if len(found) != 1:
        return said
    return replace(said, text=f"{_VERDICTS[found[0].is_met]}\n{said.text}")


_VERDICTS = {True: phrases.IS_MET, False: phrases.IS_MISSED, None: phrases.IS_UNSIGNED}


@dataclass(frozen=True, slots=True)
class Part:
    """Some of them under a title; with `differs`, each with how far it is from its target."""

    title: str
    of: Sequence[Attained]
    differs: bool = False


def answer(parts: Sequence[Part]) -> Answered:
    """Tell parts of what was reached, one behind the other, each line with its place."""
    lines: list[str] = []
    citations: list[Citation] = []
    figures: list[Figure] = []
    for part in (p for p in parts if p.of):
        lines.append(part.title)
        for number, one in enumerate(part.of, start=1):
            line, told, cited = _told(one, part.differs, len(figures), len(citations))
            lines.append(f"{number}. {line}")
            figures += told
            citations += cited
    return Answered("\n".join(lines), tuple(citations), tuple(figures))


def _told(one: Attained, differs: bool, at: int, cited: int) -> tuple[str, list[Figure], list[Citation]]:
    """Tell what was reached and aimed at: the line, its figures from the place `at` on, and its citations."""
    text = said_in(one.column, one.entry)
    shown = [phrases.EXTRA.format(header=column_name(one.column), text=text.text)]
    figures = [f for f in [figure_said(one.column, one.entry, cited)] if f]
    citations = [cite(one.entry, joined(one.entry.fact.name, one.column.header, text))]
    if one.target:
        shown.append(target_line(one.target))
        figures.append(replace(figure_of(one.entry, one.target, cited + 1), role="operand"))
        citations.append(cite(one.entry, joined(one.entry.fact.name, one.target.quote)))
    if differs and one.values and one.target:
        value, unit = abs(one.values[0] - one.values[1]), one.target.unit or ""
        said = phrases.POINTS.format(value=f"{value:,}") if unit in ("%", "％") else f"{value:,} {unit}"
        shown.append(phrases.APART.format(figure=said))
        figures.append(Figure(f"{value:,} {unit}", str(value), unit, None, one.entry.name, computed_from=(at, at + 1)))
    return f"{phrases.NAMED.format(name=one.entry.name)}{'；'.join(shown)}", figures, citations
