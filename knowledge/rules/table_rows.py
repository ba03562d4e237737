"""A figure of a table that holds no facts, by its row and its column: 107年空中轉診幾架次, 長期照顧109年度預算數."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass

from knowledge.answers import table_rows
from knowledge.answers.columns import columns_of, is_of_all_years
from knowledge.catalogue import Entry, Record
from knowledge.inquiry import Inquiry, covers
from knowledge.linking import FLOOR
from knowledge.matching import NEGATIONS
from knowledge.models import TableCell
from knowledge.rules.fields import COLUMNS
from knowledge.rules.outcome import Outcome
from knowledge.units import is_money
from knowledge.words import key

_MOST = 12
_TOTAL = re.compile(key("[合總共]計|小計|總[數和共額]|總(?=經費|預算|金額)|一共|全部"))
# What a name may end with that a question leaves out (旅客違規裁罰件數), and what asks and names nothing.
_COUNTER = re.compile(key("(人次|人數|件數|次數|場次|家數|家次|戶數|班次|批數|面積|長度|金額|業務|數額?|量|額|值)$"))
_ASKING = re.compile(
    key(
        "請問|請教|我?想(知道|問|查)|告訴我|(幫我)?查(一下|詢)?|列出|表[中裡]?|統計|數據|資料|數字|情形|情況|歷年|各年度?|逐年|每一?年|"
        "近?[一二三四五六七八九十\\d]+年(度|來|間)?|民國|西元|年度|多少|幾|哪些|什麼|有沒有|分別|各|共|總|辦理?|編列?了?|花|用了?|做|"
        "[是為有的之在呢嗎啊呀吧了要到去今明前年度數,，。?？!！、:：\\s]"
    )
)
# These ask nothing more where the table is about money, or about what was reached.
_NOTHING_MORE = (
    (re.compile(key("元|經費|預算|決算|金額|收入|支出|費")), re.compile(key("多少錢|錢|經費|金額|預算|需求|元"))),
    (re.compile(key("達成|實際|實績|執行|成果")), re.compile(key("實際上?|實績值?|達成(值|情形|多少|到)?|做到|完成"))),
)
_COMPARES = frozenset({"difference", "highest", "lowest", "versus", "over", "under", "cross", "confirm"})


@dataclass(frozen=True, slots=True)
class _Fit:
    """Some cells of a row that a question means, and how much of the row's name it says.

    `is_column_named` tells whether the names of their columns are said.
    """

    said: int
    is_column_named: bool
    chosen: table_rows.Chosen


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
    most = max(fit.said for fit in found)
    best = [fit for fit in found if fit.said == most]
    facts = [c for c in inquiry.candidates("kpi", "project", "item") if c.explained >= FLOOR]
    named = max((c.named for c in facts if _says_itself(inquiry, c.entry)), default=0.0)
    if sum(len(fit.chosen.cells) for fit in best) > _MOST or named >= _WHOLE:
        return None
    return Outcome(table_rows.answer([fit.chosen for fit in best]))


_WHOLE = 0.95


def _says_itself(inquiry: Inquiry, entry: Entry) -> bool:
    """Tell whether a fact's plan is of the years asked, and has the column that is asked for (經費, 實績)."""
    if not covers(entry, inquiry.question.years):
        return False
    asked = [attribute for attribute in COLUMNS if inquiry.question.has(attribute)]
    years = inquiry.question.years
    said = [column for attribute in asked for column in columns_of(attribute, entry, years)]
    return not asked or is_money(entry) or any(not years or not is_of_all_years(column, entry) for column in said)


def _fit(inquiry: Inquiry, record: Record) -> _Fit | None:
    """Give the cells of a row that a question means; None unless it says the row's name and nothing beside."""
    flat = inquiry.question.flat
    names = _names_said(record, flat)
    if names is None:
        return None
    cells = _cells(inquiry, record)
    columns = {column for column, _ in cells if column}
    said = [column for column in columns if _spoken(column, flat)]
    if not cells or (not names and not said):
        return None
    counted = "".join(key(cell.header.text + (cell.unit.text if cell.unit else "")) for _, cell in cells)
    counted += "".join(_NO_DIGIT.sub("", key(cell.text.text)) for _, cell in cells)
    counted += key(record.row.stated.text) if record.row.stated else ""
    # Where a column is named, others may say more of it (預算增減); what is asked of none is another thing.
    around = [record.above, counted, *(record.columns if said else columns)]
    if _left(inquiry, [*names, *said], " ".join(around)):
        return None
    chosen = table_rows.Chosen(record, tuple(cell for _, cell in cells))
    return _Fit(sum(map(len, names)), len(said) == len(columns) > 0, chosen)


_NO_DIGIT = re.compile(r"[\d,.]")


def _names_said(record: Record, flat: str) -> list[str] | None:
    """Give the names of a row that a question says; None where it does not say the last, by which rows differ.

    What heads several rows must be said where another row of the table has the same last name.
    """
    if not record.label:
        return []
    *heads, last = record.label
    if not (spoken := _spoken(last, flat)):
        return None
    said = [name for head in heads if (name := _spoken(head, flat))]
    return [spoken, *said] if len(said) == len(heads) or record.is_alone else None


def _spoken(name: str, flat: str) -> str:
    """Give how a question says a name: whole, or without the counter that it ends with; empty where it does not."""
    if _TOTAL.fullmatch(name):
        found = _TOTAL.search(flat)
        return found.group() if found else ""
    if len(name) == 1:
        return next((said for said in (name + key("性"), name) if said in flat), "")  # 男, 女
    for text in (name, _COUNTER.sub("", name)):
        at = flat.find(text) if len(text) > 1 else -1
        if at >= 0 and not (at > 0 and flat[at - 1] in NEGATIONS):
            return text
    return ""


def _left(inquiry: Inquiry, said: Sequence[str], around: str) -> str:
    """Give what a question says besides the names of a row and its columns, and what stands around them."""
    flat = inquiry.question.rest
    for name in sorted(said, key=len, reverse=True):
        flat = flat.replace(name, " ")
    if any(_TOTAL.fullmatch(name) for name in said):
        flat = _TOTAL.sub(" ", flat)
    left = ""
    for about, asks in _NOTHING_MORE:
        flat = asks.sub(" ", flat) if about.search(around) else flat
    for run in _ASKING.sub(" ", flat).split():
        at = 0
        while at < len(run):
            size = next((n for n in range(len(run) - at, 0, -1) if _stands(run[at : at + n], around)), 0)
            left += "" if size else run[at]
            at += size or 1
    return left


def _stands(piece: str, around: str) -> bool:
    """Tell whether a piece of a question stands around the cells, and not negated (合格率 in 不合格率)."""
    at = around.find(piece)
    return at >= 0 and not (at > 0 and around[at - 1] in NEGATIONS)


def _cells(inquiry: Inquiry, record: Record) -> list[tuple[str, TableCell]]:
    """Give the cells of the years and columns that a question means, each with the key of its header."""
    q = inquiry.question
    cells = list(zip(record.columns, record.row.cells, strict=True))
    dated = any(cell.year for cell in record.row.cells)
    if q.years:
        cells = [c for c in cells if c[1].year in q.years or (not dated and record.release in inquiry.covering())]
    meant = _meant({column for column, _ in cells if column}, q.flat)
    if meant:
        return [(column, cell) for column, cell in cells if column in meant]
    return [c for c in cells if not c[0] or (all(column for column, _ in cells) and not _TOTAL.search(c[0]))]


def _meant(columns: Set[str], flat: str) -> set[str]:
    """Give the columns that a question names; of several that it does not join, the last it names.

    預算增減 asks for 增減, 預算與決算 for both.
    """
    ends = {column: flat.rfind(said) + len(said) for column in columns if (said := _spoken(column, flat))}
    last = max(ends.values(), default=0)
    longest = max((len(column) for column, end in ends.items() if end == last), default=0)
    if _JOINED.search(flat):
        return set(ends)
    return {column for column, end in ends.items() if end == last and len(column) == longest}


_JOINED = re.compile(key("[和與跟及、]|還有|分別|各"))
