"""The one door to the indexer: a released file becomes a Plan."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from importlib import import_module
from itertools import pairwise
from pathlib import Path

from indexer import problems
from indexer.annual import read_annual_items
from indexer.areas import Area, Division, divide, divide_around
from indexer.aside import aside
from indexer.document import Document
from indexer.evidence import Names
from indexer.grids import extent, read_grid
from indexer.headers import column_role, header_words
from indexer.kpis import PlanYear, read_kpis
from indexer.labels import parse_label
from indexer.layout import Layout, Line, layout_of
from indexer.legends import read_legends
from indexer.outline import read_outline
from indexer.problems import problem
from indexer.projects import read_projects
from indexer.readers.bars import bar_grids
from indexer.readers.text import decode_text
from indexer.recovery import recover_table
from indexer.statistics import read_statistics
from indexer.strips import neighbours
from indexer.tables import Role, Table
from indexer.terms import read_terms
from knowledge.errors import DocumentRefused
from knowledge.models import AnnualItem, Kind, Kpi, Passage, Plan, Problem, Project, Section, Span
from knowledge.progress import Progress, Told, unheard
from knowledge.text import cut, fold, squeeze
from knowledge.years import parse_period, roc

SUFFIXES = (".txt", ".pdf", ".odt", ".docx")
_UNREAD = {".doc": "DOC"}
_READERS = {
    ".odt": ("indexer.readers.odt", "read_odt"), ".docx": ("indexer.readers.docx", "read_docx"),
    ".pdf": ("indexer.readers.pdf", "read_pdf"),
}  # fmt: skip
_TITLE = re.compile(r"施政計畫|(?:計畫|報告|白皮書|方案|綱領)書?[\d.]*(?:\([^()]*\))?$")
_NO_AGENCY = re.compile(r"(?:民國)?(?:\d{2,4}年度?)?(?:中程|年度)?施政計畫")
_NO_TITLE = re.compile(r"[，。：；！？:;,]\s*$")  # Of a title that is none: the document is called by its file's name.
_DATED = re.compile(r"(?<=[畫告書])\s*(?:公告|發布|公布|核定|填報)日期\s*[:：]")  # The date is no part of a title.
_LONGEST_NAME = 200
_YEARS_BEHIND = re.compile(r"[(（]\d")
_TITLE_LINES, _LONGEST_TITLE = 6, 60
_MIDTERM = re.compile(r"^(?P<agency>.*?)(?P<years>[(（]?\d{2,4}.*?)?中程(?:個案)?施政計畫")
_ANNUAL = re.compile(r"^(?P<agency>.*?)(?:中華民國)?(?P<year>\d{2,4})年度?(?:中程)?(?:重要)?施政計畫")


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is read of one file."""

    max_bytes: int = 20 * 1024 * 1024
    max_pages: int = 2000


@dataclass(frozen=True, slots=True)
class Identity:
    """What a title says: which plan of which agency this is, for which years."""

    kind: Kind
    agency: str
    first_year: int | None
    last_year: int | None


@dataclass(frozen=True, slots=True)
class Facts:
    """All facts of a document's tables, with what is doubtful about them."""

    kpis: tuple[Kpi, ...] = ()
    projects: tuple[Project, ...] = ()
    items: tuple[AnnualItem, ...] = ()
    problems: tuple[Problem, ...] = ()


def read_plan(path: Path, limits: Limits = Limits(), told: Told = unheard) -> Plan:
    """Read one released file, and tell how far that is.

    Raises DocumentRefused for a file that must not or cannot be read.
    """
    raw = _bytes(path, limits)
    if path.suffix.lower() not in _READERS:
        return read_bytes(path.name, raw, limits, told)
    plan: Plan = aside("indexer.pipeline:read_bytes", path.name, raw, limits, told=told)
    return plan


def read_bytes(name: str, raw: bytes, limits: Limits = Limits(), told: Told = unheard) -> Plan:
    """Read the bytes of a file of this name, in this very process. Raises DocumentRefused."""
    _check_size(name, raw, limits)
    document = read_document(raw, name, limits, told)
    told(Progress(name, "facts"))
    return index_document(document, name, hashlib.sha256(raw).hexdigest())


def read_document(raw: bytes, name: str, limits: Limits = Limits(), told: Told = unheard) -> Document:
    """Read the bytes of a file by its format. Raises DocumentRefused."""
    told(Progress(name, "file"))
    suffix = Path(name).suffix.lower()
    if suffix not in _READERS:
        text = decode_text(raw, name)
        return Document(text, bar_grids(text))
    # A format's library is loaded where a file of that format is read.
    module, function = _READERS[suffix]
    read: Callable[..., Document] = getattr(import_module(module), function)
    return read(raw, name, limits.max_pages, told) if suffix == ".pdf" else read(raw, name)


def index_text(text: str, source: str, sha256: str) -> Plan:
    """Recover the sections and facts of a text."""
    return index_document(Document(text, bar_grids(text)), source, sha256)


def index_document(document: Document, source: str, sha256: str) -> Plan:
    """Recover the sections and facts of a document."""
    layout = layout_of(document)
    others = read_statistics(layout, document.grids)
    tabled = [grid for grid, _ in others]
    division = divide_around(layout, document.grids, tabled) if document.grids else divide(layout)
    division = _without_head(division)
    title, title_lines = _title(layout, division)
    identity = identify(title.text if title else "")
    sections = read_outline(layout, division, title_lines)
    notes = [line for line in division.prose if line.start in division.notes]
    facts = _facts(layout, division, identity, title, sections)
    return Plan(
        title.text if title else source,
        identity.agency,
        identity.kind,
        identity.first_year,
        identity.last_year,
        source,
        sha256,
        document.text,
        sections,
        facts.kpis,
        facts.projects,
        facts.items,
        read_terms(document.text, _prose(sections, facts), _names(facts)),
        read_legends(document.text, notes),
        tuple(row for _, rows in others for row in rows),
        facts.problems
        + document.problems
        + _unread(layout, division)
        + _unlike(layout, document)
        + _lost(layout, document)
        + _no_facts(layout, identity, facts)
        + _no_indicators(layout, identity, sections, facts)
        + _no_plan(layout, identity),
        document.pdf_pages,
    )


def find_documents(paths: Sequence[Path]) -> list[Path]:
    """List the documents to read: files as given, and those of folders in order.

    Raises DocumentRefused for a path that is missing or a folder that holds no document.
    """
    found: list[Path] = []
    for path in paths:
        if _is_folder(path):
            inside = sorted(p for p in path.iterdir() if p.is_file() and p.suffix.lower() in SUFFIXES)
            if not inside:
                raise DocumentRefused(f"{path}: the folder holds no {', '.join(SUFFIXES)} file; name another")
            found += inside
        elif path.is_file():
            found.append(path)
        else:
            raise DocumentRefused(f"{_shown(path)}: no such file; check the name")
    return found


def release_slug(plan: Plan, agency_code: str | None) -> str:
    """Give the id of a release: AGENCY-KIND-YEARS, the agency in pinyin where it has no code."""
    years = [str(y) for y in dict.fromkeys((plan.first_year, plan.last_year)) if y is not None]
    agency = agency_code or _ascii(plan.agency) or _ascii(Path(plan.source).stem) or "document"
    return "-".join([agency, plan.kind, *years])


def identify(title: str) -> Identity:
    """Tell from a title which plan of which agency this is, and for which years."""
    name = squeeze(title)
    if found := _MIDTERM.match(name):
        years = parse_period(name) or (None, None)
        return Identity("midterm", found["agency"], *years)
    if found := _ANNUAL.match(name):
        year = roc(int(found["year"]))
        return Identity("annual", found["agency"], year, year)
    return Identity("other", "", *(parse_period(name) or (None, None)))


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError as error:  # A name longer than any file system takes.
        raise DocumentRefused(f"{_shown(path)}: {error.strerror}; check the name") from error


def _shown(path: Path) -> str:
    name = str(path)
    return name if len(name) <= _LONGEST_NAME else f"{name[:_LONGEST_NAME]}…"


def _bytes(path: Path, limits: Limits) -> bytes:
    if (suffix := path.suffix.lower()) in _UNREAD:
        raise DocumentRefused(f"{path.name}: {_UNREAD[suffix]} files cannot be read; save the plan as ODT, DOCX or PDF")
    try:
        with path.open("rb") as file:
            raw = file.read(limits.max_bytes + 1)
    except OSError as error:
        raise DocumentRefused(f"{path}: {error.strerror or error}; check the name and the permissions") from error
    _check_size(path.name, raw, limits)
    return raw


def _check_size(name: str, raw: bytes, limits: Limits) -> None:
    if len(raw) > limits.max_bytes:
        size = f"{limits.max_bytes:,} bytes"
        raise DocumentRefused(f"{name}: larger than {size}; divide the file or raise the limit")


def _ascii(name: str) -> str:
    from pypinyin import lazy_pinyin  # loads its dictionary only where an agency has no code

    return re.sub(r"[^a-z0-9]", "", "".join(lazy_pinyin(name)).lower())


def _without_head(division: Division) -> Division:
    """A running head above the title names the plan less fully: the county's above its department's, or no years."""
    head, title = ([*division.prose, None, None])[:2]
    if head is None or title is None:
        return division
    less, more = identify(head.text), identify(title.text)
    same = (less.kind, less.first_year, less.last_year) == (more.kind, more.first_year, more.last_year)
    is_head = same and less.agency and more.agency != less.agency and more.agency.startswith(less.agency)
    named, again = squeeze(head.text), squeeze(title.text)
    has_years = again.startswith(named) and _YEARS_BEHIND.match(again, len(named)) is not None
    is_head = is_head or (less.kind != "other" and has_years)
    return replace(division, prose=division.prose[1:]) if is_head else division


def _title(layout: Layout, division: Division) -> tuple[Passage | None, int]:
    """The title is the first line that names a plan or report, with the line above that names its agency."""
    lines = division.prose[:_TITLE_LINES]
    for count, line in enumerate(lines, 1):
        name = squeeze(line.text)
        if _TITLE.search(name):
            first = count - 2 if count > 1 and _NO_AGENCY.match(name) else count - 1
            last = count + (
                name.count("(") + name.count("（") > name.count(")") + name.count("）")
            )  # (107 至 110 / 年度)
            return _cut_lines(layout, lines[first:last]), last
        if dated := _DATED.search(line.text):
            return cut(layout.text, [Span(line.start, line.start + dated.start())]), count
        if parse_label(line.text) or len(name) > _LONGEST_TITLE:
            break
    is_prose = lines and _NO_TITLE.search(lines[0].text) and not parse_label(lines[0].text)
    return (_cut_lines(layout, lines[:1]), 1) if lines and not is_prose else (None, 0)


def _cut_lines(layout: Layout, lines: Sequence[Line]) -> Passage:
    return cut(layout.text, [line.span for line in lines])


def _facts(
    layout: Layout, division: Division, identity: Identity, title: Passage | None, sections: Sequence[Section]
) -> Facts:
    """Read the tables of indicators first: their names help to read the others."""
    year = PlanYear(identity.first_year, title) if identity.kind == "annual" and identity.first_year and title else None
    linked = [a for a in division.areas if any(c.role is Role.KPIS for c in a.columns)]
    headings = frozenset(fold(section.title) for section in sections if section.path and section.title)
    names = Names(headings, "".join(fold(line.text) for a in linked for line in a.lines))
    pairs = neighbours(layout.lines)
    kpis: list[Kpi] = []
    projects: list[Project] = []
    items: list[AnnualItem] = []
    doubts: list[Problem] = []

    def recovered() -> Iterator[Table]:
        yield from sorted(division.tables, key=lambda t: not t.has(Role.KPI))
        for area in sorted(division.areas, key=lambda a: not _is_of(a, Role.KPI)):
            known = Names(names.headings, names.links, tuple(fold(kpi.name.text) for kpi in kpis))
            yield recover_table(area, layout.text, known, pairs)

    for table in recovered():
        doubts += _table_doubts(table, layout)
        if table.has(Role.KPI):
            found, more = read_kpis(table, layout, year, names)
            kpis += found
        elif table.has(Role.PROJECT):
            read, more = read_projects(table, layout, kpis)
            projects += read
        else:
            got, more = read_annual_items(table, layout)
            items += got
        doubts += more
    return Facts(tuple(kpis), tuple(projects), tuple(items), tuple(doubts))


def _is_of(area: Area, role: Role) -> bool:
    return any(column.role is role for column in area.columns)


def _table_doubts(table: Table, layout: Layout) -> list[Problem]:
    found = [problem(problems.UNPLACED, layout, passage.text, passage.start) for passage in table.unplaced]
    if not table.rows:
        header = table.columns[0].header
        found.append(problem(problems.NO_ROWS, layout, header.text, header.start))
    return found


def _unread(layout: Layout, division: Division) -> tuple[Problem, ...]:
    """Name the table of indicators whose header stands among the prose, in an order that is no table's."""
    seen: list[tuple[int, Line, frozenset[Role]]] = []
    for at, line in enumerate(division.prose):
        words = header_words(fold(line.text).replace("|", ""))
        seen = [s for s in seen if at - s[0] < _HEADER_LINES] + ([(at, line, words)] if words else [])
        roles = frozenset[Role]().union(*(s[2] for s in seen)) - {Role.MONEY, Role.WEIGHT, Role.OTHER, Role.REMARK}
        if words and len(roles) >= _HEADER_ROLES and Role.KPI in roles and roles & {Role.TARGET, Role.MEASURE}:
            first = seen[0][1]
            return (problem(problems.UNREAD_TABLE, layout, first.text.strip(), first.start),)
    return ()


_HEADER_LINES, _HEADER_ROLES = 30, 3


def _unlike(layout: Layout, document: Document) -> tuple[Problem, ...]:
    """Name the tables whose first rows name columns of indicators or plans, and that are read as none."""
    found = []
    for grid in document.grids:
        heads = [{column_role(fold(cell.text))[0] for cell in row if cell} & _FACTS for row in grid.rows[:_HEAD_ROWS]]
        if any(len(roles) > 1 for roles in heads) and read_grid(grid) is None and (where := extent(grid)):
            first = next(cell for row in grid.rows for cell in row if cell)
            found.append(problem(problems.UNREAD_TABLE, layout, first.text, where.start))
    return tuple(found)


_HEAD_ROWS = 3
_FACTS = frozenset({Role.GOAL, Role.KPI, Role.TARGET, Role.MEASURE, Role.PROJECT, Role.WORK_PLAN, Role.CONTENT})


def _lost(layout: Layout, document: Document) -> tuple[Problem, ...]:
    """Name the table without a header that stands right below a table of facts, as the rest of one does."""
    found = []
    for above, below in pairwise(document.grids):
        ends, begins = extent(above), extent(below)
        if not ends or not begins or read_grid(below) or not read_grid(above):
            continue
        if not any(ends.end <= line.start < begins.start for line in layout.lines):
            first = next(cell for row in below.rows for cell in row if cell)
            found.append(problem(problems.UNREAD_TABLE, layout, first.text, begins.start))
    return tuple(found)


def _no_plan(layout: Layout, identity: Identity) -> tuple[Problem, ...]:
    if identity.kind != "other":
        return ()
    return (problem(problems.NO_PLAN, layout, "the title names no 施政計畫 of a year or a period", 0),)


def _no_facts(layout: Layout, identity: Identity, facts: Facts) -> tuple[Problem, ...]:
    """Say that a plan holds no table of facts: it may have none, or they are printed in a form that is not read."""
    if identity.kind == "other" or facts.kpis or facts.projects or facts.items:
        return ()
    return (problem(problems.NO_FACTS, layout, "no table of indicators, projects or items is read", 0),)


def _no_indicators(
    layout: Layout, identity: Identity, sections: Sequence[Section], facts: Facts
) -> tuple[Problem, ...]:
    """Name the heading of a plan's indicators where none is read, whatever else the plan holds."""
    headings = (s.heading for s in sections if s.path and s.heading and _INDICATORS.search(squeeze(s.title)))
    heading = next(headings, None)
    if identity.kind == "other" or facts.kpis or heading is None or not (facts.projects or facts.items):
        return ()
    return (problem(problems.UNREAD_TABLE, layout, heading.text, heading.start),)


_INDICATORS = re.compile("(?:關鍵績效|績效衡量|衡量)指標$")


def _prose(sections: Sequence[Section], facts: Facts) -> list[Passage]:
    """List the passages in which a plan may explain an abbreviation in passing."""
    prose = [p for s in sections for p in (s.heading, s.body) if p]
    return prose + [k.measure for k in facts.kpis if k.measure] + [c for i in facts.items for c in i.content]


def _names(facts: Facts) -> list[Passage]:
    return [k.name for k in facts.kpis] + [p.name for p in facts.projects] + [i.name for i in facts.items]
