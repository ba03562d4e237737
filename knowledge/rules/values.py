"""What the rows of a plan say in one column: the values that occur (計畫類別有哪幾種), and whether all are alike."""

from __future__ import annotations

import re

from knowledge import phrases
from knowledge.answers import lists
from knowledge.answers.choice import not_found
from knowledge.answers.citations import cite, joined
from knowledge.catalogue import Cell
from knowledge.inquiry import Inquiry
from knowledge.models import Answered
from knowledge.rules.outcome import Outcome
from knowledge.text import squeeze
from knowledge.words import key

_COLUMN = "(?P<column>計畫類別|類別|評估方式|評估方法|評估體制)"
_COLUMNS = {
    key(said): key(column)
    for said, column in (
        ("計畫類別", "計畫類別"), ("類別", "計畫類別"), ("評估方式", "評估方式"), ("評估方法", "評估方式"),
        ("評估體制", "評估體制"),
    )
}  # fmt: skip
_OF = "(?:(?:所有|全部|各|每一?|重要|關鍵|績效|年度|施政|中程|這些)*(?:計畫項目|項目|指標|kpi|計畫)?的?)"
_KINDS = re.compile(
    key(
        f"(?:除了?(?P<left_out>[^?。,]{{2,12}}?)(?:類)?(?:以外|之外|外)的?,?(?:還有)?(?:哪些|什麼)?(?:其[他它])?的?)?{_OF}{_COLUMN}"
        "(?:一?共|總共|都|分別|各|總|可以)*(?:有|是|分為?|分成|包括|包含|列)*(?:了)?"
        "(?:哪[些幾](?:個|種|類|項)?|什麼|幾(?:種|類|個)|多少(?:種|類|個)|多少種類)(?:呢)?[?。]*"
        "|(?:總共|一共)?有(?:哪[些幾]|幾)(?:個|種|類|項)?(?P<behind>計畫類別|評估方式|評估方法|評估體制)[?。]*"
    ).replace("(?p<", "(?P<")
)
_ALIKE = re.compile(
    key(
        f"{_OF}{_COLUMN}(?:是不是|是否|會不會|有沒有)?(?:都|全部?|皆|完全)*(?:是)?(?:一樣|相同|同一(?:個|種)|統一|不同)的?"
        "(?:嗎|吧|呢|對嗎)?[?。]*"
    ).replace("(?p<", "(?P<")
)


def occurring(inquiry: Inquiry) -> Outcome | None:
    """List the values that occur in a column, each cited with a row that has it, but those that are left out."""
    found = _KINDS.fullmatch(inquiry.question.rest)
    if found is None or inquiry.question.points_back:
        return None
    if inquiry.focus() and not _SEVERAL.search(inquiry.question.rest):
        return None  # 評估方式是什麼, after an indicator, is asked of it.
    column = found["column"] or found["behind"]
    first = _firsts(_cells(inquiry, column))
    shown = [cell for value, cell in first.items() if value != found["left_out"]]
    if not shown or (found["left_out"] and len(shown) == len(first)):
        what = _HEADERS[_COLUMNS[column]]
        return None if found["left_out"] else Outcome(not_found(inquiry, phrases.NONE_LISTED.format(what=what)))
    return Outcome(_said(phrases.OCCUR, shown))


_SEVERAL = re.compile(key("哪[些幾]|幾|多少|[各都每]|所有|全部"))
_HEADERS = {key(name): name for name in ("計畫類別", "評估方式", "評估體制")}


def all_alike(inquiry: Inquiry) -> Outcome | None:
    """Say whether all rows say the same in a column (所有指標的評估方式都一樣嗎), and what they say."""
    q = inquiry.question
    found = _ALIKE.fullmatch(q.rest)
    cells = _cells(inquiry, found["column"]) if found else []
    if found is None or not cells or q.points_back:
        return None
    first = _firsts(cells)
    says_other = key("不同") in q.rest
    if len(first) > 1:
        head = phrases.IS_SO if says_other else phrases.IS_NOT_SO
        return Outcome(_said(head + phrases.OCCUR, list(first.values())))
    head = phrases.IS_NOT_SO if says_other else phrases.IS_SO
    title = head + phrases.ALL_ARE.format(column=squeeze(cells[0].header), value=cells[0].text.text)
    beside = tuple(cell.text for cell in cells)
    listing = lists.Listing(title, "", "項", tuple(cell.entry for cell in cells), beside=beside)
    return Outcome(lists.answer_list(listing), listed=listing.shown)


def _cells(inquiry: Inquiry, column: str) -> list[Cell]:
    spoken_of = {entry.release.id for entry in inquiry.listed()}
    ids = spoken_of or {release.id for release in inquiry.releases()}
    cells = inquiry.catalogue.cells
    return [c for c in cells if c.entry.release.id in ids and c.column == _COLUMNS[column] and c.value]


def _firsts(cells: list[Cell]) -> dict[str, Cell]:
    """Give the first row of each value."""
    first: dict[str, Cell] = {}
    for cell in cells:
        first.setdefault(cell.value, cell)
    return first


def _said(head: str, shown: list[Cell]) -> Answered:
    lines = [head.format(column=squeeze(shown[0].header))]
    lines += [f"{n}. {cell.text.text}" for n, cell in enumerate(shown, start=1)]
    return Answered("\n".join(lines), tuple(cite(c.entry, joined(c.entry.fact.name, c.text)) for c in shown))
