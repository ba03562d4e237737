"""Answers from the rows of tables that hold no facts: a figure with its row, its header and its year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge import phrases
from knowledge.catalogue import Record, chapter_at
from knowledge.models import Answered, Citation, Figure, TableCell
from knowledge.numbers import parse_quantity
from knowledge.pieces import quote_of_cell
from knowledge.text import squeeze
from knowledge.years import year_of


@dataclass(frozen=True, slots=True)
class Chosen:
    """A row of a table with those of its cells that are asked for."""

    record: Record
    cells: tuple[TableCell, ...]


def answer(chosen: Sequence[Chosen]) -> Answered:
    """Give cells of rows, each on a line with a quote of its own, then the row's name and the unit above its table."""
    lines: list[str] = []
    citations: list[Citation] = []
    figures: list[Figure] = []
    tables = {(*one.record.row.heads, one.record.row.caption) for one in chosen}
    titles = len({one.record.release.id for one in chosen}) > 1
    for one in chosen:
        if titles:
            lines.append(one.record.release.title)
        named = [p.text for p in one.record.row.label if year_of(p.text) is None]
        for cell in one.cells:
            lines.append(_line(cell))
            figures += _figure(cell, " ".join(named) or cell.header.text, len(citations))
            citations.append(_cited(one.record, cell))
        if not named and len(tables) > 1 and one.record.row.caption:
            named = [one.record.row.caption.text]
        if named:
            lines.append(phrases.NAMED.format(name=" ".join(named)))
    bare = [one for one in chosen if not all(_has_unit(cell) for cell in one.cells)]
    stated = {squeeze(p.text): p.text for one in bare if (p := one.record.row.stated)}
    lines += [phrases.STATED.format(stated=text.strip("（）()")) for text in stated.values()]
    return Answered("\n".join(lines), tuple(citations), tuple(figures))


def _line(cell: TableCell) -> str:
    header = squeeze(cell.header.text)
    if header.isdigit():
        return phrases.CELL.format(year=cell.year, header="", text=cell.quote.text)
    if cell.year is None or cell.header == cell.year_evidence:
        return phrases.EXTRA.format(header=header, text=cell.quote.text)
    return phrases.CELL.format(year=cell.year, header=header, text=cell.quote.text)


def _has_unit(cell: TableCell) -> bool:
    read = parse_quantity(cell.quote.text)
    return read is not None and bool(read.unit)


def _figure(cell: TableCell, label: str, citation: int) -> Iterator[Figure]:
    read = parse_quantity(cell.quote.text)
    if read:
        text, evidence = cell.quote.text, cell.year_evidence
        yield Figure(text, read.value, read.unit, cell.year, label, citation=citation, year_evidence=evidence)


def _cited(record: Record, cell: TableCell) -> Citation:
    row, release = record.row, record.release
    section = chapter_at(record.plan, cell.text.start)
    return Citation(release.id, release.title, section, row.page, quote_of_cell(row, cell))
