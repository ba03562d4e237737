"""The values that cross package borders: what a plan says, where it says so, and what is answered.

A leaf module: it imports nothing of ours. Every value is frozen; what a caller must tell apart is a
type of its own (`Answer`), and every piece of a plan's text is a `Passage`, which knows its place.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Kind = Literal["midterm", "annual", "other"]
Status = Literal["published", "superseded"]


class Span(NamedTuple):
    """A half-open range of code points in a release's canonical text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a plan as a person reads it, with the places it was cut from.

    `text` is the canonical text at `spans`, joined and unwrapped (`knowledge.text.unwrap`): equal to it
    once both are NFKC-normalised and stripped of white space. A cell cut by a page break has several spans.
    """

    text: str
    spans: tuple[Span, ...]

    @property
    def start(self) -> int:
        return self.spans[0].start

    def with_unit(self, unit: Passage | None) -> Passage:
        """Give a figure and behind it the unit that stands apart from it, if one does."""
        return self if unit is None else Passage(f"{self.text} {unit.text}", self.spans + unit.spans)


@dataclass(frozen=True, slots=True)
class Target:
    """One 年度目標值 of a KPI.

    `value` is a plain decimal without separators and `unit` what follows it; both are None for a target
    in words or of several parts. `comparator` is a printed sign (`≧`), or stands for printed words (至少).
    `year_evidence` is the header, caption or cell that gives the year, `unit_evidence` the unit itself where it
    stands apart from the figure (in a column 單位, a header, a line above the table).
    """

    year: int | None
    text: Passage
    value: str | None
    unit: str | None
    comparator: str | None
    year_evidence: Passage | None
    unit_evidence: Passage | None = None

    @property
    def quote(self) -> Passage:
        return self.text.with_unit(self.unit_evidence)


@dataclass(frozen=True, slots=True)
class Extra:
    """What a row says in a column that no other field holds (備註, 主辦單位, 預算, 權重, 實際值), with its header.

    `role` is the column's role, by which problems name it: remark, actual, weight, money or other. `unit` is the line
    above the table that states in what its money is counted (單位：千元), where the header does not.
    """

    role: str
    header: Passage
    text: Passage
    unit: Passage | None = None


@dataclass(frozen=True, slots=True)
class Kpi:
    """A 關鍵績效指標 with its goal; a column that the document does not have is None."""

    goal_no: str | None
    goal: Passage | None
    kpi_no: str | None
    name: Passage
    assessment_system: Passage | None
    assessment_method: Passage | None
    measure: Passage | None
    targets: tuple[Target, ...]
    page: str | None
    extras: tuple[Extra, ...] = ()


@dataclass(frozen=True, slots=True)
class KpiLink:
    """An indicator named in 與KPI關聯: as printed, and the name of the plan's KPI it stands for, if known."""

    printed: Passage
    kpi: str | None


@dataclass(frozen=True, slots=True)
class Project:
    """A 重要計畫項目 of a mid-term plan (未來四年重要計畫)."""

    outline: Passage | None
    name: Passage
    period: Passage | None
    category: Passage | None
    kpis: tuple[KpiLink, ...]
    page: str | None
    extras: tuple[Extra, ...] = ()


@dataclass(frozen=True, slots=True)
class AnnualItem:
    """A 重要計畫項目 of an annual plan; `content` has one passage for each numbered entry of 實施內容."""

    work_plan: Passage | None
    name: Passage
    category: Passage | None
    content: tuple[Passage, ...]
    page: str | None
    extras: tuple[Extra, ...] = ()


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell of a table below its header, with the ROC year that header or row gives it.

    `unit` is what the row says in a column 單位.
    """

    header: Passage
    text: Passage
    year: int | None = None
    year_evidence: Passage | None = None
    unit: Passage | None = None

    @property
    def quote(self) -> Passage:
        return self.text.with_unit(self.unit)


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of a table that holds neither indicators nor projects nor items: statistics, a budget.

    `label` holds the cells that say what the row is about, `heads` the headers of its table, `caption` the line above
    that, and `stated` the one that states in what it counts (單位：千元).
    """

    caption: Passage | None
    heads: tuple[Passage, ...]
    label: tuple[Passage, ...]
    cells: tuple[TableCell, ...]
    page: str | None
    stated: Passage | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A node of the outline: `path` holds the headings from the root, its own included; the root's is empty.

    A heading has a `title`, and `text` where prose follows it; a numbered entry that is itself the prose has
    only `text`. `heading` is the passage of the title (label left out), `body` that of the text.
    """

    path: tuple[str, ...]
    heading: Passage | None
    body: Passage | None
    page: str | None

    @property
    def title(self) -> str:
        return self.heading.text if self.heading else ""

    @property
    def text(self) -> str:
        return self.body.text if self.body else ""

    @property
    def spans(self) -> tuple[Span, ...]:
        return (self.heading.spans if self.heading else ()) + (self.body.spans if self.body else ())


@dataclass(frozen=True, slots=True)
class Term:
    """An abbreviation that the plan itself explains: 「世界衛生組織」（WHO）; `passage` shows both."""

    short: str
    long: str
    passage: Passage


@dataclass(frozen=True, slots=True)
class Legend:
    """What one code of 評估體制 stands for, as the note below the table says."""

    code: str
    meaning: Passage


@dataclass(frozen=True, slots=True)
class Problem:
    """Something the indexer could not place or doubts: data, not an exception.

    `line` counts from 1 in the canonical text; `fact` is the name of the fact it is about, `field` its field.
    """

    code: str
    text: str
    line: int | None = None
    page: str | None = None
    fact: str | None = None
    field: str | None = None


class Box(NamedTuple):
    """A place on a page of a PDF, in points (1/72 inch) from the page's own origin; pages count from 1."""

    page: int
    left: float
    bottom: float
    right: float
    top: float


class PdfLine(NamedTuple):
    """A line of the canonical text that stands on a page of a PDF: its span and its box."""

    span: Span
    box: Box


@dataclass(frozen=True, slots=True)
class PdfPage:
    """The lines of one page of a PDF, in the order of the canonical text."""

    lines: tuple[PdfLine, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a document: the offset where its text begins, and the label that is printed on it."""

    start: int
    label: str | None


@dataclass(frozen=True, slots=True)
class Plan:
    """All that one document says: what the indexer gives and the store keeps."""

    title: str
    agency: str
    kind: Kind
    first_year: int | None
    last_year: int | None
    source: str
    sha256: str
    text: str
    sections: tuple[Section, ...] = ()
    kpis: tuple[Kpi, ...] = ()
    projects: tuple[Project, ...] = ()
    annual_items: tuple[AnnualItem, ...] = ()
    terms: tuple[Term, ...] = ()
    legends: tuple[Legend, ...] = ()
    table_rows: tuple[TableRow, ...] = ()
    problems: tuple[Problem, ...] = ()
    pages: tuple[Page, ...] = ()
    pdf_pages: tuple[PdfPage, ...] = ()

    def page_at(self, offset: int) -> str | None:
        """Give the printed label of the page on which an offset stands; None where no page is known."""
        at = bisect_right(self.pages, offset, key=lambda page: page.start)
        return self.pages[at - 1].label if at else None


@dataclass(frozen=True, slots=True)
class Release:
    """One publication of a plan, without its contents."""

    id: str
    title: str
    agency: str
    kind: Kind
    first_year: int | None
    last_year: int | None
    source: str
    sha256: str
    indexed_at: str
    status: Status
    url: str | None = None
    published_on: str | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """Where an answer stands: the release, the section, the page label, and the quote cut from the text."""

    release: str
    document: str
    section: str
    page: str | None
    quote: Passage


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure that an answer states.

    `citation` is the index of the citation whose quote holds `text` as a whole; it is None for a figure that
    was worked out, which has `computed_from` instead: the indices of its operands, or ("count",) with `counted`.
    `computed_by` says how, where it is neither a sum nor a difference: an average, how many times the first the last
    is, or by how many per cent of the first the two differ, each to two decimals.
    """

    text: str
    value: str | None
    unit: str | None
    year: int | None
    label: str
    role: Literal["answer", "operand"] = "answer"
    citation: int | None = None
    computed_from: tuple[int, ...] | tuple[Literal["count"]] | None = None
    counted: tuple[str, ...] = ()
    year_evidence: Passage | None = None
    computed_by: Literal["average", "ratio", "growth"] | None = None


@dataclass(frozen=True, slots=True)
class Answered:
    """The plans say it."""

    text: str
    citations: tuple[Citation, ...]
    figures: tuple[Figure, ...] = ()
    suggestions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """Several facts fit equally; `suggestions` are questions that pick one each, in the order of the text."""

    text: str
    citations: tuple[Citation, ...]
    figures: tuple[Figure, ...]
    suggestions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NotFound:
    """The published plans do not say; the text names what was looked for and what there is instead."""

    text: str
    citations: tuple[Citation, ...] = ()
    suggestions: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = field(default=(), init=False)


@dataclass(frozen=True, slots=True)
class Conversation:
    """A greeting, thanks, help, or a text that is no question."""

    text: str
    suggestions: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = field(default=(), init=False)
    figures: tuple[Figure, ...] = field(default=(), init=False)


Answer = Answered | Ambiguous | NotFound | Conversation
