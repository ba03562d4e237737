"""A figure of a table that holds no facts, by its row and its column: 107年空中轉診幾架次, 長期照顧109年度預算數."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass

from knowledge.answers import statistics
from knowledge.answers.facts import columns_of
from knowledge.catalogue import Entry, Field, Record
from knowledge.inquiry import Inquiry, covers
from knowledge.linking import FLOOR, things
from knowledge.models import TableCell
from knowledge.rules.fields import COLUMNS
from knowledge.rules.outcome import Outcome
from knowledge.rules.single import WHOLE_TOPIC, is_money
from knowledge.words import key

_SAID = 0.6  # Who says so much of the name of a row or a column means it.
_ABOVE = 0.9  # What only the words above a table say is said less surely of a row.
_ALIKE = 0.02
_MOST = 12
_TOTAL = re.compile(key("[合總共]計|小計|總[數和共額]|總(?=經費|預算|金額)|一共|全部"))
_SOME_YEARS = re.compile(key(r"近?[一二三四五六七八九十\d]+年"))
_COMPARES = frozenset({"difference", "highest", "lowest", "versus", "over", "under", "cross", "confirm"})


@dataclass(frozen=True, slots=True)
class _Fit:
    """How well some cells of a row fit: the share of the topic that is explained, and of the row's name that is said.

    `is_column_named` tells whether the names of their columns are said whole.
    """

    explained: float
    said: float
    is_column_named: bool
    chosen: statistics.Chosen


def figure_of_row(inquiry: Inquiry) -> Outcome | None:
    """Answer with the cells of a row that the question names, where it names no fact as fully."""
    q = inquiry.question
    if not q.topic or q.has("measure", "period", "content"):
        return None
    releases = {r.id for r in inquiry.releases()}
    found = [fit for r in inquiry.catalogue.records if r.release.id in releases and (fit := _fit(inquiry, r))]
    if q.operations & _COMPARES:
        found = [fit for fit in found if fit.is_column_named]  # 增減比率 is the name of a column.
    if not found:
        return None
    most = max((fit.explained, fit.said) for fit in found)
    best = [fit for fit in found if fit.explained > most[0] - _ALIKE and fit.said > most[1] - _ALIKE]
    facts = [c for c in inquiry.candidates("kpi", "project", "item") if c.explained >= FLOOR]
    named = max((c.named for c in facts if _says_itself(inquiry, c.entry)), default=0.0)
    if sum(len(fit.chosen.cells) for fit in best) > _MOST or most[1] <= named:
        return None
    return Outcome(statistics.answer([fit.chosen for fit in best]))


def _says_itself(inquiry: Inquiry, entry: Entry) -> bool:
    """Tell whether a fact's plan is of the years asked, and has the column that is asked for (經費, 實績)."""
    if not covers(entry, inquiry.question.years):
        return False
    asked = [attribute for attribute in COLUMNS if inquiry.question.has(attribute)]
    return not asked or is_money(entry) or any(columns_of(attribute, entry) for attribute in asked)


def _fit(inquiry: Inquiry, record: Record) -> _Fit | None:
    flat = inquiry.question.flat
    runs = _SOME_YEARS.sub(" ", inquiry.question.topic).split()
    said = _share(record.label, flat) if record.label else 0.0
    if record.label and said < _SAID:
        return None
    cells = tuple(_cells(inquiry, record))
    if not cells:
        return None
    columns = [column for column, _ in cells]
    if not record.label:
        said = max(_share(column, flat) for column in columns)
        if said < _SAID:
            return None
    chosen = statistics.Chosen(record, tuple(cell for _, cell in cells))
    counted = "".join(key(cell.header.text + cell.quote.text) for cell in chosen.cells)
    fields = [
        Field(record.label + "".join(columns) + counted, 1.0),
        Field(record.above + "".join(record.columns), _ABOVE),
    ]
    explained = inquiry.linker.explain(runs, fields)
    if explained.explained < WHOLE_TOPIC or explained.against or things(explained.left):
        return None
    is_named = all(column and _share(column, flat) == 1 for column in columns)
    return _Fit(explained.explained, said, is_named, chosen)


def _cells(inquiry: Inquiry, record: Record) -> Iterator[tuple[str, TableCell]]:
    """Give the cells of the years and columns that a question means, each with the key of its header."""
    q = inquiry.question
    cells = list(zip(record.columns, record.row.cells, strict=True))
    dated = any(cell.year for cell in record.row.cells)
    if q.years:
        cells = [c for c in cells if c[1].year in q.years or (not dated and record.release in inquiry.covering())]
    meant = _meant({column for column, _ in cells if column}, q.flat)
    for column, cell in cells:
        if column in meant if meant else not column or (all(c for c, _ in cells) and not _TOTAL.search(column)):
            yield column, cell


def _meant(columns: Set[str], flat: str) -> set[str]:
    """Give the columns that a question names: those of which it says most, and of several unjoined the last.

    預算增減 asks for 增減, 預算與決算 for both.
    """
    shares = {column: _share(column, flat) for column in columns}
    most = max(shares.values(), default=0.0)
    best = {column for column, share in shares.items() if share > most - _ALIKE and most >= _SAID}
    ends = {column: flat.rfind(column) + len(column) for column in best if column in flat}
    last = max(ends.values(), default=0)
    return best if not last or _JOINED.search(flat) else {column for column, end in ends.items() if end == last}


_JOINED = re.compile(key("[和與跟及、]|還有|分別|各"))


def _share(name: str, flat: str) -> float:
    """Tell how much of a name a question says, in pieces of two characters or more."""
    if len(name) == 1 or _TOTAL.fullmatch(name):
        return float(name in flat or (_TOTAL.fullmatch(name) is not None and _TOTAL.search(flat) is not None))
    said = {at + n for at in range(len(name) - 1) if name[at : at + 2] in flat for n in (0, 1)}
    return len(said) / len(name) if name else 0.0
