"""Answers from the rows of tables that hold no facts: a figure with its row, its header and its year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge import phrases
from knowledge.catalogue import Record, chapter_at
from knowledge.models import Answered, Citation, Datum, Figure
from knowledge.numbers import parse_quantity
from knowledge.passages import quote_of_datum
from knowledge.text import squeeze
from knowledge.years import year_of


@dataclass(frozen=True, slots=True)
class Chosen:
    """A row of data with those of its cells that are asked for."""

    record: Record
    data: tuple[Datum, ...]


def answer(chosen: Sequence[Chosen]) -> Answered:
    """Give cells of rows, each on a line with a quote of its own, then the row's name and the unit above its table."""
    lines: list[str] = []
    citations: list[Citation] = []
    figures: list[Figure] = []
    for one in chosen:
        named = [p.text for p in one.record.row.label if year_of(p.text) is None]
        for datum in one.data:
            lines.append(_line(datum))
            figures += _figure(datum, " ".join(named) or datum.header.text, len(citations))
            citations.append(_cited(one.record, datum))
        if named:
            lines.append(phrases.NAMED.format(name=" ".join(named)))
    bare = [one for one in chosen if not all(_has_unit(datum) for datum in one.data)]
    stated = {squeeze(p.text): p.text for one in bare if (p := one.record.row.stated)}
    lines += [phrases.STATED.format(stated=text.strip("（）()")) for text in stated.values()]
    return Answered("\n".join(lines), tuple(citations), tuple(figures))


def _line(datum: Datum) -> str:
    header = squeeze(datum.header.text)
    if header.isdigit():
        return phrases.DATUM.format(year=datum.year, header="", text=datum.quote.text)
    if datum.year is None or datum.header == datum.year_evidence:
        return phrases.EXTRA.format(header=header, text=datum.quote.text)
    return phrases.DATUM.format(year=datum.year, header=header, text=datum.quote.text)


def _has_unit(datum: Datum) -> bool:
    read = parse_quantity(datum.quote.text)
    return read is not None and bool(read.unit)


def _figure(datum: Datum, label: str, citation: int) -> Iterator[Figure]:
    read = parse_quantity(datum.quote.text)
    if read:
        text, evidence = datum.quote.text, datum.year_evidence
        yield Figure(text, read.value, read.unit, datum.year, label, citation=citation, year_evidence=evidence)


def _cited(record: Record, datum: Datum) -> Citation:
    row, release = record.row, record.release
    section = chapter_at(record.plan, datum.text.start)
    return Citation(release.id, release.title, section, row.page, quote_of_datum(row, datum))
