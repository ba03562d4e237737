"""DOCX documents (Office Open XML): read with zipfile and lxml."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from indexer import problems
from indexer.document import Document
from indexer.readers.archive import Archive, open_archive
from indexer.readers.docx_properties import Properties
from indexer.readers.docx_styles import Lists, Styles, outline_level, without_table_styles
from indexer.readers.manuscript import MAX_COLUMNS, Manuscript, Paragraph
from indexer.readers.markup import Node, Vocabulary, parse_xml, repeats
from knowledge.errors import DocumentRefused
from knowledge.models import Span

_OFFICE = "http://schemas.openxmlformats.org"
_STRICT = "http://purl.oclc.org/ooxml"
_VOCABULARY = Vocabulary(
    {
        "w": f"{_OFFICE}/wordprocessingml/2006/main",
        "mc": f"{_OFFICE}/markup-compatibility/2006",
        "m": f"{_OFFICE}/officeDocument/2006/math",
        "rel": f"{_OFFICE}/package/2006/relationships",
        "o": "urn:schemas-microsoft-com:office:office",
    },
    # The addresses of the strict form of the standard (ISO/IEC 29500-1); those above are of the transitional form.
    {
        f"{_STRICT}/wordprocessingml/main": f"{_OFFICE}/wordprocessingml/2006/main",
        f"{_STRICT}/officeDocument/math": f"{_OFFICE}/officeDocument/2006/math",
    },
)
# What was deleted or moved away, instructions of fields, readings beside characters, properties.
_LEFT_OUT = re.compile(r"w:(?:del|moveFrom|delText|instrText|delInstrText|rt|sectPr|tblGrid|annotationRef|[A-Za-z]+Pr)")
_TEXTS = ("w:t", "m:t", "w:sym")
_SIGNS = {"w:tab": " ", "w:ptab": " ", "w:br": "\n", "w:cr": "\n", "w:noBreakHyphen": "-"}
_PRIVATE_USE = 0xE000


@dataclass(frozen=True, slots=True)
class _Relation:
    kind: str
    target: str
    is_external: bool


def read_docx(raw: bytes, name: str) -> Document:
    """Read a DOCX document; DocumentRefused for what is none, is encrypted, holds no text, or is made to do harm."""
    archive = open_archive(raw, name)
    if "mimetype" in archive.names:
        raise DocumentRefused(f"{name}: this is an OpenDocument (ODT?); give it its own suffix")
    main = next((r.target for r in _relations(archive, "") if r.kind == "officeDocument" and not r.is_external), None)
    root = _part(archive, main) if main else None
    body = root.child("w:body") if root and root.tag == "w:document" else None
    if main is None or body is None:
        raise DocumentRefused(f"{name}: holds no text document; save the plan as DOCX")
    relations = list(_relations(archive, main))
    parts = {r.kind: r.target for r in relations if not r.is_external}
    styles = Styles(_part(archive, parts.get("styles"), without_table_styles))
    lists = Lists(_part(archive, parts.get("numbering")), styles)
    notes = {kind: _notes(_part(archive, parts.get(f"{kind}s"))) for kind in ("footnote", "endnote")}
    reader = _Reader(name, styles, lists, notes)
    if any(posixpath.basename(member) == "vbaproject.bin" for member in archive.names):
        reader.manuscript.doubt(problems.MACROS, "vbaProject.bin")
    for relation in _relations(archive, parts["settings"]) if "settings" in parts else ():
        if relation.kind == "attachedTemplate" and relation.is_external:
            reader.manuscript.doubt(problems.EXTERNAL_TEMPLATE, relation.target[:200])
    reader.read(body)
    return reader.manuscript.finish()


def _part(archive: Archive, member: str | None, cut: Callable[[bytes], bytes] = bytes) -> Node | None:
    raw = archive.read(member) if member else None
    return parse_xml(cut(raw), _VOCABULARY, archive.name) if raw else None


def _relations(archive: Archive, member: str) -> Iterator[_Relation]:
    """Give what a part refers to; addresses outside of the container are named, never opened."""
    folder, file = posixpath.split(member)
    root = _part(archive, posixpath.join(folder, "_rels", f"{file}.rels"))
    for node in root.nodes if root else ():
        kind, target = (node.get("Type") or "").rpartition("/")[2], node.get("Target") or ""
        is_external = node.get("TargetMode") == "External"
        if not is_external:
            target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        yield _Relation(kind, target, is_external)


def _notes(root: Node | None) -> dict[str, Node]:
    return {node.get("w:id") or "": node for node in root.nodes if not node.get("w:type")} if root else {}


class _Reader:
    """Goes through the body once and writes it down."""

    def __init__(self, name: str, styles: Styles, lists: Lists, notes: dict[str, dict[str, Node]]) -> None:
        self.manuscript = Manuscript(name)
        self.styles = styles
        self.lists = lists
        self.known_notes = notes
        self.notes: list[tuple[str, Node]] = []
        self.notes_seen = 0
        self.fields: list[bool] = []
        self.carried = ""
        self.tables_open = 0

    def read(self, body: Node) -> None:
        self.blocks(body)
        self._write_carried()

    def blocks(self, node: Node) -> None:
        for part in node.nodes:
            self.block(part)

    def block(self, node: Node) -> None:
        """Write what stands between paragraphs: a paragraph, a table, or what holds such."""
        if node.tag == "w:p":
            self.paragraph(node)
        elif node.tag == "w:tbl":
            self.table(node)
        elif node.tag in ("w:altChunk", "w:subDoc"):
            self.manuscript.doubt(problems.UNREAD_OBJECT, node.tag)
        elif not _LEFT_OUT.fullmatch(node.tag):
            self.blocks(_chosen(node))

    def paragraph(self, node: Node) -> None:
        properties = Properties.of(node.child("w:pPr"))
        style = self.styles.named(properties.value("w:pStyle") or self.styles.default)
        found = Paragraph([self.carried])
        self.carried = ""
        self.inline(node, found, style.hidden or False, style.is_contents)
        self.fields = [shows for shows in self.fields if shows]  # an instruction ends with its paragraph
        self.manuscript.hide("".join(found.hidden))
        mark, text = properties.within("w:rPr"), found.text
        if "w:del" in mark or "w:moveFrom" in mark:
            self.carried = text  # its end was deleted: the next paragraph goes on
        elif text.strip() or not (found.hidden or mark.switch("w:vanish")):
            heading = outline_level(properties) or style.heading
            self.manuscript.write(text, self.lists.count(properties, style), heading)
        self.notes += found.notes
        for frame in found.frames:
            self.blocks(frame)
        if not self.tables_open:
            self._write_notes()

    def _write_carried(self) -> None:
        if self.carried:
            self.manuscript.write(self.carried)
            self.carried = ""

    def inline(self, node: Node, found: Paragraph, hidden: bool, contents: bool) -> None:
        """Collect the text of a paragraph or of a part of it; `hidden` and `contents` are what its style says."""
        for part in node.nodes:
            tag = part.tag
            if tag == "w:r":
                self.inline(part, found, self._hides(part, hidden), contents)
            elif tag in _TEXTS or tag in _SIGNS:
                if all(self.fields):
                    found.add("……" if contents and tag in ("w:tab", "w:ptab") else _text(part), hidden)
            elif tag == "w:fldChar":
                self._field(part)
            elif tag in ("w:footnoteReference", "w:endnoteReference"):
                self._note(tag[2:].removesuffix("Reference"), part, found)
            elif tag == "w:txbxContent":
                found.frames.append(part)
            elif tag == "o:OLEObject":
                self.manuscript.doubt(problems.UNREAD_OBJECT, "OLE")
            elif tag == "m:f":
                self._formula(part, "m:num", "/", "m:den", found, hidden)
            elif tag == "m:sSup":
                self._formula(part, "m:e", "^", "m:sup", found, hidden)
            elif _LEFT_OUT.fullmatch(tag):
                continue
            else:
                self.inline(_chosen(part), found, hidden, contents)

    def _hides(self, run: Node, hidden: bool) -> bool:
        properties = Properties.of(run.child("w:rPr"))
        own = properties.switch("w:vanish")
        if own is None:
            own = self.styles.named(properties.value("w:rStyle")).hidden
        return hidden if own is None else own

    def _formula(self, node: Node, first: str, sign: str, second: str, found: Paragraph, hidden: bool) -> None:
        """Write a fraction or a power in a line: side by side, its two parts would read as one number."""
        for tag, before in ((first, ""), (second, sign)):
            inner = Paragraph()
            self.inline(node.child(tag) or node, inner, False, False)
            text = inner.text
            found.add(before + (text if len(text) == 1 or text.isalnum() else f"({text})"), hidden)

    def _field(self, node: Node) -> None:
        """Of a field only the result is text: what stands between its beginning and its middle is an instruction."""
        kind = node.get("w:fldCharType")
        if kind == "begin":
            self.fields.append(False)
        elif self.fields and kind == "separate":
            self.fields[-1] = True
        elif self.fields and kind == "end":
            self.fields.pop()

    def _note(self, kind: str, reference: Node, found: Paragraph) -> None:
        note = self.known_notes[kind].pop(reference.get("w:id") or "", None)
        if note:
            self.notes_seen += 1
            found.notes.append((str(self.notes_seen), note))

    def _write_notes(self) -> None:
        while self.notes:
            number, note = self.notes.pop(0)
            found = Paragraph()
            for paragraph in note.all("w:p"):
                self.inline(paragraph, found, False, False)
                found.add(" ")
            if text := found.text.strip():
                self.manuscript.note(number, text)

    def table(self, node: Node) -> None:
        """Write a table, cell by cell; one within a cell becomes text of that cell."""
        self.tables_open += 1
        rows: list[list[Span | None]] = []
        covered: list[tuple[int, int]] = []
        beside: list[tuple[int, int]] = []
        for row in _within(node, "w:tr"):
            properties = Properties.of(row.child("w:trPr"))
            if "w:del" in properties:
                continue
            if properties.switch("w:hidden"):
                self.manuscript.hide("".join(_text(t) for t in row.all("w:t")))
                continue
            cells, below, behind = self._row(row, properties, is_first=not rows)
            covered += ((len(rows), column) for column in below)
            beside += ((len(rows), column) for column in behind)
            rows.append(cells)
        self.tables_open -= 1
        if not self.tables_open:
            self.manuscript.add_grid(rows, covered, beside)
            self._write_notes()

    def _row(self, row: Node, properties: Properties, is_first: bool) -> tuple[list[Span | None], list[int], list[int]]:
        """Give the cells of a row, and the columns in which a cell goes on: one of the row above, and one before."""
        before = properties.value("w:gridBefore")
        cells: list[Span | None] = [None] * repeats(before) if before and before != "0" else []
        below: list[int] = []
        behind: list[int] = []
        for cell in _within(row, "w:tc"):
            own = Properties.of(cell.child("w:tcPr"))
            covered = not is_first and _continues(own, "w:vMerge")
            start = self.manuscript.length
            merged = _continues(own, "w:hMerge")
            if not (covered or merged or "w:cellDel" in own):
                self.blocks(cell)
                self._write_carried()
            width = repeats(own.value("w:gridSpan"))
            if len(cells) < MAX_COLUMNS:
                below += range(len(cells), len(cells) + width) if covered else ()
                behind += range(len(cells) + (not merged), len(cells) + width) if not covered else ()
                cells += [self.manuscript.since(start), *[None] * (width - 1)]
        return cells, below, behind


def _within(node: Node, tag: str) -> Iterator[Node]:
    """Give the rows of a table, or the cells of a row; content controls may wrap them."""
    for part in node.nodes:
        if part.tag == tag:
            yield part
        elif part.tag in ("w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:moveTo", "mc:AlternateContent"):
            yield from _within(_chosen(part), tag)


def _chosen(node: Node) -> Node:
    """Of what is written twice, for newer and for older programs, take the newer form."""
    return node.child("mc:Choice") or node if node.tag == "mc:AlternateContent" else node


def _continues(cell: Properties, merge: str) -> bool:
    return merge in cell and cell.value(merge) != "restart"


def _text(node: Node) -> str:
    if node.tag == "w:sym":
        code = node.get("w:char") or ""
        sign = int(code, 16) if re.fullmatch(r"[0-9A-Fa-f]{4}", code) else _PRIVATE_USE
        return chr(sign) if 0x20 < sign < 0xD800 else ""  # beyond stand the signs of symbol fonts, which mean nothing
    return _SIGNS.get(node.tag) or node.own_text.replace("\n", " ")
