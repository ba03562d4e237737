"""ODT documents (OpenDocument text): read with zipfile and lxml."""

from __future__ import annotations

import re
from collections.abc import Iterator

from indexer import problems
from indexer.document import Document
from indexer.readers.archive import Archive, open_archive
from indexer.readers.manuscript import MAX_COLUMNS, Manuscript, Paragraph
from indexer.readers.markup import Node, Vocabulary, parse_xml, repeats, whole_number
from indexer.readers.odt_styles import OUTLINE, Run, Styles
from knowledge.errors import DocumentRefused
from knowledge.models import Span

_ODF = "urn:oasis:names:tc:opendocument:xmlns:"
_VOCABULARY = Vocabulary(
    {
        **{name: f"{_ODF}{name}:1.0" for name in ("office", "text", "table", "style", "meta", "manifest")},
        "draw": f"{_ODF}drawing:1.0",
        "svg": f"{_ODF}svg-compatible:1.0",
        "xlink": "http://www.w3.org/1999/xlink",
        "xml": "http://www.w3.org/XML/1998/namespace",
        "loext": "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0",
    }
)
_LISTED = ("text:list-item", "text:list-header")
_INDEX = re.compile(
    r"text:(?:table-of-content|illustration-index|table-index|object-index|user-index|alphabetical-index)"
)
# What is no text of the document: what was deleted, comments, the templates of indexes, descriptions of pictures.
_LEFT_OUT = re.compile(
    r"text:(?:tracked-changes|number|ruby-text|[a-z-]+-source|[a-z-]+-decls)|office:(?:annotation|annotation-end|forms|"
    r"scripts|event-listeners|dde-source)|svg:(?:title|desc)|draw:image|table:(?:title|desc|table-column|shapes)"
)
_BLANKS = re.compile(r"[ \t\r\n]+")
_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:|//|\\\\")


def read_odt(raw: bytes, name: str) -> Document:
    """Read an ODT document; DocumentRefused for what is none, is encrypted, holds no text, or is made to do harm."""
    archive = open_archive(raw, name)
    _check_kind(archive)
    content = _part(archive, "content.xml")
    body = content.child("office:body") if content else None
    text = body.child("office:text") if body else None
    if content is None or text is None:
        raise DocumentRefused(f"{name}: holds no text document; save the plan as ODT text")
    reader = _Reader(name, Styles(_part(archive, "styles.xml"), content))
    if any(member.startswith(("basic/", "scripts/")) for member in archive.names):
        reader.manuscript.doubt(problems.MACROS, "Basic/, Scripts/")
    meta = _part(archive, "meta.xml")
    for template in meta.all("meta:template") if meta else ():
        if _ELSEWHERE.match(address := template.get("xlink:href") or ""):
            reader.manuscript.doubt(problems.EXTERNAL_TEMPLATE, address[:200])
    reader.blocks(text)
    return reader.manuscript.finish()


def _part(archive: Archive, member: str) -> Node | None:
    raw = archive.read(member)
    return parse_xml(raw, _VOCABULARY, archive.name) if raw else None


def _check_kind(archive: Archive) -> None:
    if "[content_types].xml" in archive.names and "content.xml" not in archive.names:
        raise DocumentRefused(f"{archive.name}: this is an Office document (DOCX?); give it its own suffix")
    manifest = _part(archive, "META-INF/manifest.xml")
    if "encrypted-package" in archive.names or (manifest and any(manifest.all("manifest:encryption-data"))):
        raise DocumentRefused(f"{archive.name}: the document is encrypted; save it without a password")
    kind = (archive.read("mimetype") or b"").decode("ascii", "replace").strip()
    if kind and not kind.startswith("application/vnd.oasis.opendocument.text"):
        raise DocumentRefused(f"{archive.name}: this is no ODT text document but {kind[:80]!r}; save the plan as ODT")


class _Reader:
    """Goes through the content once and writes it down."""

    def __init__(self, name: str, styles: Styles) -> None:
        self.manuscript = Manuscript(name)
        self.styles = styles
        self.headings = Run(OUTLINE)
        self.lists: dict[str, Run] = {}
        self.last_list = Run(None)
        self.notes: list[tuple[str, Node]] = []
        self.tables_open = 0
        self.in_index = False

    def blocks(self, node: Node) -> None:
        for part in node.nodes:
            self.block(part)

    def block(self, node: Node) -> None:
        """Write what stands between paragraphs: a paragraph, a list, a table, or what holds such."""
        tag = node.tag
        if tag in ("text:p", "text:h"):
            self.paragraph(node, self._heading_number(node))
        elif tag == "text:list":
            self.numbered(node)
        elif tag == "table:table":
            self.table(node)
        elif tag == "text:section" and _is_hidden(node):
            self.manuscript.hide(_plain(node))
        elif tag in ("draw:object", "draw:object-ole"):
            self.manuscript.doubt(problems.UNREAD_OBJECT, (node.get("xlink:href") or "")[:200])
        elif _INDEX.fullmatch(tag):
            self.in_index = True
            self.blocks(node)
            self.in_index = False
        elif box := node.child("draw:text-box"):
            self.blocks(box)  # a picture of the same beside it is only for programs that cannot draw the box
        elif not _LEFT_OUT.fullmatch(tag):
            self.blocks(node)

    def paragraph(self, node: Node, label: str = "") -> None:
        found = Paragraph()
        style = node.get("text:style-name")
        hidden = any(_is_hidden(field) for field in node.all("text:hidden-paragraph"))
        self.inline(node, found, hidden or bool(self.styles.named("paragraph", style).hidden))
        text = found.text
        heading = whole_number(node.get("text:outline-level"), 1) if node.tag == "text:h" else None
        self.manuscript.write(text, "" if found.hidden and not text.strip() else label, heading)
        self.manuscript.hide("".join(found.hidden))
        self.notes += found.notes
        for frame in found.frames:
            self.block(frame)
        if not self.tables_open:
            self._write_notes()

    def inline(self, node: Node, found: Paragraph, hidden: bool) -> None:
        """Collect the text of a paragraph or of a part of it."""
        for part in node.parts:
            if isinstance(part, str):
                before = found.pieces[-1][-1:] if found.pieces else " "
                text = _BLANKS.sub(" ", part)
                found.add(text.lstrip(" ") if before == " " else text, hidden)
                continue
            tag = part.tag
            if tag == "text:s":
                found.add(" " * repeats(part.get("text:c")), hidden)
            elif tag == "text:tab":
                found.add("……" if self.in_index else " ", hidden)
            elif tag == "text:line-break":
                found.add("\n", hidden)
            elif tag == "text:note":
                found.notes.append((_plain(part.child("text:note-citation")), part.child("text:note-body") or part))
            elif tag.startswith("draw:") and tag != "draw:a":
                found.frames.append(part)
            elif not _LEFT_OUT.fullmatch(tag):
                says = self.styles.named("text", part.get("text:style-name")).hidden if tag == "text:span" else None
                unseen = tag == "text:hidden-text" and _is_hidden(part)
                self.inline(part, found, unseen or (hidden if says is None else says))

    def numbered(self, node: Node, outer: Run | None = None, name: str | None = None, level: int = 1) -> None:
        """Write a list: the first paragraph of each item with its number."""
        name = node.get("text:style-name") or name or self._list_of_first(node)
        run = outer or self._run(node, name)
        for item in node.nodes:
            if item.tag not in _LISTED:
                continue
            start = item.get("text:start-value")
            waiting = item.tag == "text:list-item"
            for part in item.nodes:
                if part.tag == "text:list":
                    self.numbered(part, run, name, level + 1)
                elif part.tag in ("text:p", "text:h") and waiting and part.get("text:is-list-header") != "true":
                    number = whole_number(start, 1) if start else None
                    self.paragraph(part, self.styles.count(run, name, level, number))
                    waiting = False
                elif part.tag in ("text:p", "text:h"):
                    self.paragraph(part)
                else:
                    self.block(part)

    def _run(self, node: Node, name: str | None) -> Run:
        """A list begins anew unless it says which one it continues, or that it continues the last one of its style."""
        run = self.lists.get(node.get("text:continue-list") or "")
        if run is None and node.get("text:continue-numbering") == "true" and self.last_list.name == name:
            run = self.last_list
        self.last_list = run = run or Run(name)
        if identity := node.get("xml:id") or node.get("text:id"):
            self.lists[identity] = run
        return run

    def _list_of_first(self, node: Node) -> str | None:
        first = next(node.all("text:p", "text:h"), None)
        return self.styles.named("paragraph", first.get("text:style-name")).list_name if first else None

    def _heading_number(self, node: Node) -> str:
        """Give the outline number of a heading that stands in no list."""
        if node.tag != "text:h" or node.get("text:is-list-header") == "true":
            return ""
        if self.styles.named("paragraph", node.get("text:style-name")).list_name == "":
            return ""
        start = whole_number(node.get("text:start-value"), 1) if node.get("text:restart-numbering") == "true" else None
        level = min(max(whole_number(node.get("text:outline-level"), 1), 1), 10)
        return self.styles.count(self.headings, OUTLINE, level, start)

    def table(self, node: Node) -> None:
        """Write a table, cell by cell; one within a cell becomes text of that cell."""
        self.tables_open += 1
        rows: list[list[Span | None]] = []
        covered: list[tuple[int, int]] = []
        beside: list[tuple[int, int]] = []
        spanned: dict[int, int] = {}  # the rows below that a cell of a column spans
        for row in _rows(node):
            covered += ((len(rows), column) for column, height in spanned.items() if height)
            below = {column: height - 1 for column, height in spanned.items() if height}
            cells, behind = self._row(row, below)
            beside += ((len(rows), column) for column in behind)
            rows.append(cells)
            spanned = below
        self.tables_open -= 1
        if not self.tables_open:
            self.manuscript.add_grid(rows, covered, beside)
            self._write_notes()

    def _row(self, row: Node, below: dict[int, int]) -> tuple[list[Span | None], list[int]]:
        """Give the cells of a row, and the columns in which the cell before goes on.

        `below` takes for each of its columns how many rows below its cell spans.
        """
        cells: list[Span | None] = []
        behind: list[int] = []
        for cell in row.nodes:
            tag = cell.tag
            if tag not in ("table:table-cell", "table:covered-table-cell"):
                continue
            start = self.manuscript.length
            if tag == "table:table-cell":
                self.blocks(cell)
            if len(cells) < MAX_COLUMNS:
                width = repeats(cell.get("table:number-columns-spanned"))
                behind += range(len(cells) + 1, len(cells) + width)
                if height := _height(cell):
                    below |= dict.fromkeys(range(len(cells), len(cells) + width), height)
                cells += [self.manuscript.since(start)] * repeats(cell.get("table:number-columns-repeated"))
        return cells, behind

    def _write_notes(self) -> None:
        while self.notes:
            citation, note = self.notes.pop(0)
            found = Paragraph()
            for paragraph in note.all("text:p", "text:h"):
                self.inline(paragraph, found, False)
                found.add(" ")
            if text := found.text.strip():
                self.manuscript.note(citation, text)


def _rows(table: Node) -> Iterator[Node]:
    for node in table.nodes:
        if node.tag == "table:table-row":
            yield node
        elif node.tag in ("table:table-header-rows", "table:table-rows", "table:table-row-group"):
            yield from _rows(node)


def _height(cell: Node) -> int:
    """Give how many rows below its own a cell spans."""
    return repeats(cell.get("table:number-rows-spanned")) - 1


def _is_hidden(node: Node) -> bool:
    display = node.get("text:display")
    return display == "none" or (display != "true" and node.get("text:is-hidden") == "true")


def _plain(node: Node | None) -> str:
    """Give all text below an element, as it stands."""
    return "".join(p if isinstance(p, str) else _plain(p) for p in node.parts) if node else ""
