"""PDF files: pages are printed lines and ruled tables; what is not shown is left out and said.

pdfium reads the file; it is not to be trusted with any (a crash ends the process), so whoever calls this does it in
a process of its own.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import pypdfium2 as pdfium
import pypdfium2.raw as raw_pdfium

from indexer import problems
from indexer.document import Document, Page
from indexer.problems import Code
from indexer.readers.drawing import Turn, survey, turned_box
from indexer.readers.fonts import use_stand_in
from indexer.readers.furniture import Furniture, find_furniture
from indexer.readers.glyphs import Bounds, Glyphs
from indexer.readers.gutters import Columns, Gutters, are_torn, find_gutters
from indexer.readers.joining import join_parts
from indexer.readers.lattice import Crowded, Lattice, lattices
from indexer.readers.printed import Places, Printed, PrintedPage, PrintedTable, print_page
from indexer.readers.sheets import Part, Slot
from knowledge.errors import DocumentRefused
from knowledge.models import Box, PdfLine, PdfPage, Problem, Span
from knowledge.progress import Progress, Told, unheard
from knowledge.text import squeeze

_MOST_PATHS = 20_000
_MOST_CHARACTERS = 200_000
_LARGEST_PAGE = 1e5
# A mark, and the note right behind it: 1資料來源, or 1 資料來源為本中心, unlike 1. 5月 or 10 件.
_FOOTNOTE = re.compile(r"\d{1,2}(?:(?=[^\W\d年月日])|\s(?=[^\W\d]{6}))|[*※①-⑳]")
_NOTE_LINES = 4
_ALL_ALLOWED = 0xFFFFFFFC
_END = b"%%EOF"
_OBJECT = re.compile(rb"\d+\s+\d+\s+obj\b")
_LENGTH = re.compile(rb"/Linearized\b[^>]{0,200}?/L\s+(\d+)|/L\s+(\d+)\b[^>]{0,200}?/Linearized\b")


def read_pdf(raw: bytes, name: str, max_pages: int = 2000, told: Told = unheard) -> Document:
    """Read a PDF: its text page by page, its ruled tables as grids, its page labels.

    Raises DocumentRefused for a file that is no PDF, is damaged or encrypted, has no text, or is too large.
    """
    _check(raw, name)
    use_stand_in()
    document = _open(raw, name)
    try:
        doubts = [*_restricted(document)]
        pages: list[PrintedPage] = []
        count = _page_count(document, name, max_pages)
        gutters: list[Gutters] = []
        for number in range(count):
            page, found, ruled = _read_page(document, number, name, gutters[-1].last if gutters else None)
            pages.append(page)
            gutters.append(ruled)
            doubts += [(number, code, text) for code, text in found]
            told(Progress(name, "pages", number + 1, count))
        is_untold = are_torn(gutters)
        if is_untold:
            for number in (number for number, ruled in enumerate(gutters) if ruled.down):
                pages[number], _, _ = _read_page(document, number, name, with_gutters=False)
    finally:
        document.close()
    furniture = find_furniture(pages)
    written = _write(pages, furniture)
    if not any(page.blocks for page in pages):
        raise DocumentRefused(_no_text(name, doubts))
    labels = [kept.label for kept in furniture]
    joined = join_parts(written.text, written.parts, squeeze(" ".join(written.prose)))
    return Document(
        text=written.text,
        grids=joined.grids,
        pages=tuple(Page(start, label) for start, label in zip(written.starts, labels, strict=True)),
        furniture=frozenset(written.furniture) | joined.spilled,
        problems=tuple(_problem(number, code, text, labels) for number, code, text in doubts),
        pdf_pages=tuple(PdfPage(tuple(lines)) for lines in written.placed),
        footnotes=frozenset(written.footnotes),
        is_untold=is_untold,
    )


def _check(raw: bytes, name: str) -> None:
    """Refuse what is no PDF, or has lost its end: pdfium would repair it and read the half."""
    if raw.find(b"%PDF-", 0, 1024) < 0:
        if re.search(rb"<(?:!doctype\s+html|html|head|body|script)\b", raw[:4096], re.IGNORECASE):
            raise DocumentRefused(f"{name}: this is a web page, not a PDF; download the PDF itself and give that")
        raise DocumentRefused(f"{name}: this is not a PDF; give the plan as PDF, ODT, DOCX or plain text")
    end = raw.rfind(_END)
    length = _LENGTH.search(raw[:2048])
    is_short = length is not None and int(length[1] or length[2]) > len(raw)
    if end < 0 or is_short or _OBJECT.search(raw, end):
        raise DocumentRefused(f"{name}: the PDF is cut off before its end; download or copy it again")


def _open(raw: bytes, name: str) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(raw)
    except pdfium.PdfiumError as error:
        code = getattr(error, "err_code", None)
        if code == raw_pdfium.FPDF_ERR_PASSWORD:
            reason = "the PDF is encrypted and needs a password; save a copy without password and give that"
        elif code == raw_pdfium.FPDF_ERR_SECURITY:
            reason = "the PDF is encrypted in a way that is not known; save a copy without encryption and give that"
        else:
            reason = "the PDF is damaged and cannot be read; download it again, or save it anew from its program"
        raise DocumentRefused(f"{name}: {reason}") from None


def _page_count(document: pdfium.PdfDocument, name: str, max_pages: int) -> int:
    count = len(document)
    if not count:
        raise DocumentRefused(f"{name}: the PDF has no pages; download it again, or save it anew from its program")
    if count > max_pages:
        raise DocumentRefused(
            f"{name}: the PDF has {count:,} pages, more than {max_pages:,}; give the pages of the plan alone"
        )
    return count


_Doubt = tuple[int | None, Code, str]


def _restricted(document: pdfium.PdfDocument) -> Iterator[_Doubt]:
    """An owner's password that forbids printing or copying does not forbid reading."""
    if raw_pdfium.FPDF_GetSecurityHandlerRevision(document) >= 0:
        forbids = raw_pdfium.FPDF_GetDocPermissions(document) & _ALL_ALLOWED != _ALL_ALLOWED
        yield None, problems.RESTRICTED, "encrypted without a password" + (", some uses forbidden" if forbids else "")


def _read_page(
    document: pdfium.PdfDocument, number: int, name: str, above: Columns | None = None, with_gutters: bool = True
) -> tuple[PrintedPage, list[tuple[Code, str]], Gutters]:
    """Read one page, and free it; `with_gutters`, the tables too that are ruled across only.

    `above` are the columns of the last such table on the page before.
    """
    _check_size(document, number, name)
    page = raw_pdfium.FPDF_LoadPage(document, number)
    text = raw_pdfium.FPDFText_LoadPage(page) if page else None
    try:
        if not text:
            raise DocumentRefused(f"{name}: page {number + 1} of the PDF is damaged; download it again")
        bounds = raw_pdfium.FS_RECTF()
        raw_pdfium.FPDF_GetPageBoundingBox(page, bounds)
        drawing = survey(page, _MOST_PATHS)
        inside = Bounds(bounds.left, bounds.bottom, bounds.right, bounds.top)
        glyphs = Glyphs(text, inside, drawing.has_hidden)
        crowd = f"more than {_MOST_PATHS:,} paths" if drawing.is_crowded else ""
        if glyphs.count > _MOST_CHARACTERS:
            crowd = f"more than {_MOST_CHARACTERS:,} characters"
        tables: list[Lattice] = []
        gutters = Gutters()
        if not crowd:
            try:
                upright = drawing.upright(glyphs.turn)
                if with_gutters:
                    gutters = find_gutters(upright.across, upright.down, glyphs.pieces(), above)
                tables = lattices((*upright.across, *gutters.across), (*upright.down, *gutters.down))
            except Crowded:
                crowd = "rules that make no table of a plan"
        places = Places(tables)
        printed = print_page(glyphs.pieces(places.is_apart), places, glyphs.turn)
        return printed, [*_page_doubts(number + 1, glyphs, drawing.sizeless, crowd)], gutters
    finally:
        if text:
            raw_pdfium.FPDFText_ClosePage(text)
        if page:
            raw_pdfium.FPDF_ClosePage(page)


def _check_size(document: pdfium.PdfDocument, number: int, name: str) -> None:
    size = raw_pdfium.FS_SIZEF()
    raw_pdfium.FPDF_GetPageSizeByIndexF(document, number, size)
    largest = max(size.width, size.height)
    if not math.isfinite(largest) or largest > _LARGEST_PAGE:
        raise DocumentRefused(
            f"{name}: page {number + 1} is {largest:,.0f} points large, more than any paper; save the plan anew as PDF"
        )


def _page_doubts(page: int, glyphs: Glyphs, sizeless: int, crowd: str) -> Iterator[tuple[Code, str]]:
    for count, code, what in (
        (glyphs.hidden, problems.HIDDEN_TEXT, "invisible characters"),
        (sizeless, problems.HIDDEN_TEXT, "texts of no size"),
        (glyphs.off_page, problems.OFF_PAGE_TEXT, "characters outside the page"),
        (glyphs.turned, problems.TURNED_TEXT, "characters in another direction"),
        (glyphs.unknown, problems.UNKNOWN_GLYPHS, "characters that the PDF does not name"),
    ):
        if count:
            yield code, f"page {page} of the file: {count:,} {what}"
    if crowd:
        yield problems.TABLE_SKIPPED, f"page {page} of the file: {crowd}"


def _no_text(name: str, doubts: list[_Doubt]) -> str:
    if any(code is problems.HIDDEN_TEXT for _, code, _ in doubts):
        return f"{name}: all text of the PDF is invisible (as of a scan); give the ODT or DOCX, or a PDF made from it"
    return f"{name}: the PDF holds no text (a scan); give the ODT or DOCX, or a PDF made from it"


def _problem(number: int | None, code: Code, text: str, labels: list[str | None]) -> Problem:
    return Problem(code.name, text, page=labels[number] if number is not None else None)


@dataclass(slots=True)
class _Written:
    """The canonical text as it grows, with the places that the document needs."""

    lines: list[str] = field(default_factory=list)
    length: int = 0
    starts: list[int] = field(default_factory=list)
    furniture: list[int] = field(default_factory=list)
    footnotes: list[int] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    prose: list[str] = field(default_factory=list)
    placed: list[list[PdfLine]] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(self.lines)

    def add(self, line: str) -> Span:
        start = self.length
        self.lines.append(line + "\n")
        self.length += len(line) + 1
        return Span(start, start + len(line))

    def print(self, line: Printed, turn: Turn) -> Span:
        """Add a printed line, and keep its place on the page that is being written."""
        span = self.add(line.text)
        self.placed[-1].append(PdfLine(span, _place(line, len(self.placed), turn)))
        return span


def _write(pages: list[PrintedPage], furniture: list[Furniture]) -> _Written:
    """Write the text, line by line, a form feed between pages."""
    written = _Written()
    for number, (page, kept) in enumerate(zip(pages, furniture, strict=True)):
        if number:
            written.add("\f")
        written.starts.append(written.length)
        written.placed.append([])
        body = [index for index in range(len(page.blocks)) if index not in kept.blocks]
        for index, block in enumerate(page.blocks):
            if isinstance(block, PrintedTable):
                closes = _are_notes([page.blocks[after] for after in body if after > index])
                written.parts.append(_part(written, number, block, page.turn, index == body[0], closes))
            else:
                span = written.print(block, page.turn)
                if index in kept.footnotes:
                    written.footnotes.append(span.start)
                if index in kept.blocks:
                    written.furniture.append(span.start)
                else:
                    written.prose.append(block.text)
    return written


def _place(line: Printed, page: int, turn: Turn) -> Box:
    """Give the place of a line on the page as the file has it, before it was turned; tenths of a point are enough."""
    back = (4 - turn) % 4
    left, bottom, right, top = turned_box(back, line.left, line.bottom, line.right, line.bottom + line.size)
    return Box(page, round(left, 1), round(bottom, 1), round(right, 1), round(top, 1))


def _are_notes(blocks: list[Printed | PrintedTable]) -> bool:
    """Tell whether all that stands below a table on its page is a footnote, which parts no table."""
    lines = [block for block in blocks if isinstance(block, Printed)]
    return not blocks or (len(lines) == len(blocks) <= _NOTE_LINES and _FOOTNOTE.match(lines[0].text) is not None)


def _part(written: _Written, page: int, table: PrintedTable, turn: Turn, opens: bool, closes: bool) -> Part:
    slots = []
    for box in table.boxes:
        spans = [written.print(line, turn) for line in box.lines]
        span = Span(spans[0].start, spans[-1].end) if spans else None
        text = squeeze("".join(line.text for line in box.lines))
        slots.append(Slot(box.cell, box.width, box.height, box.lines, span, text))
    return Part(page, table.xs, table.rows, tuple(slots), opens, closes)
