"""What the row of a fact says in columns besides the usual ones: what was reached, money, weight, who does it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from knowledge import phrases
from knowledge.answers.citations import cite, joined
from knowledge.answers.targets import figure_of, is_doubted, target_line
from knowledge.catalogue import Catalogue, Entry, extras_of, header_key
from knowledge.cues import WEIGHTS, Attribute
from knowledge.models import Answer, Answered, Extra, Figure, Kpi, NotFound, Passage, Target
from knowledge.numbers import parse_quantity
from knowledge.text import squeeze
from knowledge.years import roc

HEADERS: Mapping[Attribute, re.Pattern[str]] = {
    "actual": re.compile("實際|達成|實績|執行"),
    "money": re.compile("經費|預算|金額|元"),
    "person": re.compile("單位|機關|主辦|承辦|負責|權責"),
    "weight": re.compile("[權比]重|權數|配分"),
    "remark": re.compile("備註|備考|附註|說明"),
}
_BARE = re.compile(r"[\d,.\s]+")


def columns_of(attribute: Attribute, entry: Entry, years: Sequence[int] = ()) -> list[Extra]:
    """List what the row of a fact says in columns with such a header; of those of years, in the ones asked."""
    found = [e for e in extras_of(entry.fact) if HEADERS[attribute].search(squeeze(e.header.text))]
    return [e for e in found if _is_of(entry, e, years)]


def column_name(column: Extra) -> str:
    """Give the header of a column as it is said, with a unit that stands above the table in brackets: 總經費(千元)."""
    unit = _UNIT_WORD.sub("", squeeze(column.unit.text)) if column.unit else ""
    return squeeze(column.header.text) + (f"({unit})" if unit else "")


_UNIT_WORD = re.compile(r"單位|[:()]")


def is_of_all_years(column: Extra, entry: Entry) -> bool:
    """Tell whether a column of money is of all the years of a plan together: it names none, and they are several."""
    first, last = entry.release.first_year, entry.release.last_year
    return column.role == "money" and not years_named(column) and first != last


def extra(attribute: Attribute, catalogue: Catalogue, entry: Entry, years: Sequence[int] = ()) -> Answer | None:
    """Give what the row of a fact says in a column that has this header and no field of its own.

    Of columns whose headers name a year, those of the years asked. Beside what was reached stand the targets of the
    same year, and of the other years asked.
    """
    found = columns_of(attribute, entry, years)
    if not found:
        return weight_in_name(entry) if attribute == "weight" else None
    return _said(attribute, catalogue, entry, found, years)


def called(header: str, catalogue: Catalogue, entry: Entry, years: Sequence[int] = ()) -> Answer | None:
    """Give what the row of a fact says in the columns that are called so (資料來源), of the years asked."""
    found = [e for e in extras_of(entry.fact) if header_key(e) == header and _is_of(entry, e, years)]
    return _said("remark", catalogue, entry, found, years) if found else None


def _said(
    attribute: Attribute, catalogue: Catalogue, entry: Entry, found: Sequence[Extra], years: Sequence[int]
) -> Answer:
    """Give what some columns say of a fact."""
    if years and all(is_of_all_years(column, entry) for column in found):
        return _refused_but(entry, phrases.NOT_BY_YEAR, found)  # No money of single years is told.
    said = [said_in(column, entry) for column in found]
    beside = _targets_beside(found, entry, years) if attribute == "actual" else []
    lines = [phrases.EXTRA.format(header=column_name(c), text=text.text) for c, text in zip(found, said, strict=True)]
    lines += [*map(target_line, beside), phrases.NAMED.format(name=entry.name)]
    if any(is_doubted(catalogue, entry, column.role) for column in found):
        lines.append(phrases.DOUBT)
    quotes = [joined(c.unit, c.header, text) for c, text in zip(found, said, strict=True)]
    quotes += [target.quote for target in beside]
    # A figure that ends in a digit runs into the next one of a quote: each has a quote of its own.
    runs_on = len(quotes) > 1 and any(quote.text[-1:].isdigit() for quote in quotes[:-1])
    grouped = [[quote] for quote in quotes] if runs_on else [quotes]
    citations = tuple(cite(entry, joined(entry.fact.name, *group)) for group in grouped)
    figures = [f for n, c in enumerate(found) if (f := figure_said(c, entry, n if runs_on else 0))]
    figures += [
        replace(figure_of(entry, target, n if runs_on else 0), role="operand")
        for n, target in enumerate(beside, start=len(found))
    ]
    return Answered("\n".join(lines), citations, tuple(figures))


def by_year_alone(entry: Entry) -> NotFound | None:
    """Say that no money of all years is told, where the row's columns of money are each of one year."""
    found = columns_of("money", entry)
    if not found or not all(years_named(c) and _TOTAL not in c.header.text for c in found):
        return None
    return _refused_but(entry, phrases.NOT_IN_ALL, found)


def _refused_but(entry: Entry, said: str, found: Sequence[Extra]) -> NotFound:
    """Say that something is not told of a fact, and what its columns tell instead."""
    lines = [phrases.EXTRA.format(header=column_name(column), text=column.text.text) for column in found]
    quote = joined(entry.fact.name, *(p for c in found for p in (c.unit, c.header, c.text)))
    return NotFound("\n".join([said.format(name=entry.name), *lines]), (cite(entry, quote),))


_TOTAL = "總"


def said_in(column: Extra, entry: Entry) -> Passage:
    """Give what a column says; behind a bare number that was reached, the unit that stands apart in the same row."""
    text, fact = column.text, entry.fact
    units = [t.unit_evidence for t in fact.targets if t.unit_evidence] if isinstance(fact, Kpi) else []
    if column.role != "actual" or not units or not _BARE.fullmatch(text.text):
        return text
    return Passage(f"{text.text} {units[0].text}", text.spans + units[0].spans)


def _targets_beside(found: Sequence[Extra], entry: Entry, years: Sequence[int]) -> list[Target]:
    """Give the targets of the years that some columns of actuals name, and of the other years asked.

    A column whose header names no year stands beside the one target.
    """
    targets = entry.fact.targets if isinstance(entry.fact, Kpi) else ()
    named = set().union(*map(years_named, found))
    return [t for t in targets if t.year in named or t.year in years or (not named and len(targets) == 1)]


def figure_said(column: Extra, entry: Entry, citation: int) -> Figure | None:
    """Give what a column says as a figure, where it is one, of the year that its header names."""
    text = said_in(column, entry).text
    read, named = parse_quantity(text), years_named(column)
    if read is None:
        return None
    year, evidence = (named.pop(), column.header) if len(named) == 1 else (None, None)
    return Figure(text, read.value, read.unit, year, entry.name, citation=citation, year_evidence=evidence)


def years_named(column: Extra) -> set[int]:
    """Give the years that the header of a column names."""
    return {roc(int(n)) for n in re.findall(r"\d{2,4}(?=年)", squeeze(column.header.text))}


def reached(entry: Entry, years: Sequence[int]) -> list[Extra]:
    """List the columns of a row that say what was reached in one of some years, and name that year."""
    return [c for c in columns_of("actual", entry, years) if years_named(c) & set(years) and _SAYS.search(c.text.text)]


_SAYS = re.compile(r"\w")


def with_reached(said: Answered, entry: Entry, years: Sequence[int]) -> Answered:
    """Add to the targets of some years what their row says was reached in them."""
    lines, citations, figures = said.text.split("\n"), list(said.citations), list(said.figures)
    targets = entry.fact.targets if isinstance(entry.fact, Kpi) else ()
    named = phrases.NAMED.format(name=entry.fact.name.text)
    for column in reached(entry, [t.year for t in targets if t.year and t.year in years]):
        text = said_in(column, entry)
        lines.insert(lines.index(named), phrases.EXTRA.format(header=column_name(column), text=text.text))
        if figure := figure_said(column, entry, len(citations)):
            figures.append(replace(figure, role="operand"))
        citations.append(cite(entry, joined(entry.fact.name, column.header, text)))
    return replace(said, text="\n".join(lines), citations=tuple(citations), figures=tuple(figures))


_NAMED_WEIGHT = re.compile(rf"[(（]\s*(?:(?:{WEIGHTS})\s*[:：]?)?\s*(\d+(?:\.\d+)?\s*[%％])\s*[)）]\s*$")


def named_weight(entry: Entry) -> str | None:
    """Give the weight that a name ends with, as printed: 推展會展活動(6%)."""
    stated = _NAMED_WEIGHT.search(entry.fact.name.text)
    return stated[1] if stated else None


def weight_in_name(entry: Entry) -> Answer | None:
    """Answer with the weight that a name ends with."""
    weight = named_weight(entry)
    if weight is None:
        return None
    read = parse_quantity(weight)
    said = f"{phrases.WEIGHT.format(weight=weight)}\n{phrases.NAMED.format(name=entry.name)}"
    figure = Figure(weight, read.value if read else None, "%", None, entry.name, citation=0)
    return Answered(said, (cite(entry, entry.fact.name),), (figure,))


def refused(attribute: Attribute, catalogue: Catalogue, entry: Entry, asked: str) -> NotFound | None:
    """Say that a row tells nothing in a column that its table has, or not of the years that were `asked`."""
    beside = (e.fact for e in catalogue.of(entry.subject) if e.release == entry.release)
    headers = (extra.header for fact in beside for extra in extras_of(fact))
    header = next((h for h in headers if HEADERS[attribute].search(squeeze(h.text))), None)
    if header is None:
        return None
    called = squeeze(header.text)
    field = phrases.OF_YEAR.format(year=asked, field=_YEAR_NAMED.sub("", called)) if asked else called
    said = phrases.NO_FIELD.format(name=entry.name, field=field)
    return NotFound(said, (cite(entry, joined(entry.fact.name, header)),))  # Numbers in both are the plan's.


_YEAR_NAMED = re.compile(r"\d{2,4}年度?的?")


def _is_of(entry: Entry, column: Extra, years: Sequence[int]) -> bool:
    """Tell whether a column is of the years asked: as its header says, or else as its plan does."""
    stated = years_named(column)
    first, last = entry.release.first_year, entry.release.last_year
    of_plan = first is None or last is None or all(first <= year <= last for year in years)
    return not years or (bool(stated & set(years)) if stated else of_plan)
