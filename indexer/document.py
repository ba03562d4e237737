"""What a reader of one format delivers: the canonical text, the tables that the format knows, and its pages.

A format that knows cells (ODT, DOCX, PDF with ruled tables) gives them as grids; a text file has none, and its tables
are recovered from its lines. Every cell keeps its spans in the canonical text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from knowledge.models import Passage, PdfPage, Problem


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as a format knows it: rows of cells, each row as wide as the table.

    A cell is None where it is empty, or covered by one that spans it: `covered` are those (row, column) that belong to
    the cell above, `beside` those that belong to the cell on their left. `breaks` are the rows before which a page
    ends, `unsure` those of which it is not certain that they end or begin there, and `doubtful` such cells.
    """

    rows: tuple[tuple[Passage | None, ...], ...]
    breaks: frozenset[int] = frozenset()
    covered: frozenset[tuple[int, int]] = frozenset()
    unsure: frozenset[int] = frozenset()
    beside: frozenset[tuple[int, int]] = frozenset()
    doubtful: frozenset[tuple[int, int]] = frozenset()


@dataclass(frozen=True, slots=True)
class Page:
    """A page: the offset in the canonical text where it begins, and its printed label where there is one."""

    start: int
    label: str | None


@dataclass(frozen=True, slots=True)
class Document:
    """A document that was read. With `is_flowing` every line of the text is a whole paragraph (ODT, DOCX).

    `furniture` are the lines of the text (by their start) that are page heads and feet, and belong to no section;
    `headings` gives the level, from 1, of the lines that the document marks as headings, `pdf_pages` where the
    lines of a PDF stand. `is_untold` says that a table of it is ruled across only and that the blanks do not tell its
    columns. `cut_off` are the cells of the row in the midst of which a text ends,
    `footnotes` the lines of the text (by their start) that are such.
    """

    text: str
    grids: tuple[Grid, ...] = ()
    pages: tuple[Page, ...] = ()
    is_flowing: bool = False
    furniture: frozenset[int] = frozenset()
    problems: tuple[Problem, ...] = ()
    headings: Mapping[int, int] = field(default_factory=dict)
    pdf_pages: tuple[PdfPage, ...] = ()
    cut_off: Grid | None = None
    footnotes: frozenset[int] = frozenset()
    is_untold: bool = False
