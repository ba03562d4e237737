"""Names that are numbered: a cell divided into the number it prints and the name after it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from indexer.labels import parse_cell_label
from indexer.layout import Layout
from indexer.passages import glyphs, without_label
from knowledge.models import Passage
from knowledge.numbers import parse_chinese
from knowledge.text import squeeze

_NUMERAL = re.compile(r"\d+[-－.．]\d+|[\d一二三四五六七八九十]+")
# The part of a table on the next page prints the goal again: 策略目標三：綠色港口（續）.
_CONTINUED = re.compile(r"\((?:續|[接續承]上頁)\d*\)$")


@dataclass(frozen=True, slots=True)
class Name:
    """A cell divided into its printed number and the name after it."""

    number: str | None
    passage: Passage


def split_name(source: str, cell: Passage) -> Name:
    """Divide `1 甲…` or `一、甲…` into its number and the name."""
    printed = source[cell.start : cell.spans[-1].end]
    label = parse_cell_label(printed)
    rest = without_label(source, cell, label.end) if label else None
    if label is None or rest is None:
        return Name(None, _not_continued(source, cell))
    numerals = _NUMERAL.findall(squeeze(printed[: label.end]))
    # 表 2-1　策略目標一： numbers its table first.
    return Name(numerals[-1] if numerals else None, _not_continued(source, rest))


def _not_continued(source: str, name: Passage) -> Passage:
    """Take （續） off the end of a name: it says that the table goes on."""
    folded = glyphs(source, name)
    found = _CONTINUED.search(folded.text)
    return folded.passage(0, found.start()) if found and found.start() else name


def number_in(cell: Passage) -> str | None:
    """Give the number in a cell that holds the number of a name."""
    found = _NUMERAL.search(squeeze(cell.text))
    return found.group() if found else None


def counted(cell: Passage, before: str | None, layout: Layout) -> Name | None:
    """Read `3.119報案定位` as the third name where the one before is the second: it looks like a decimal number."""
    label = f"{int(before) + 1}." if before and before.isdecimal() else None
    printed = layout.text[cell.start : cell.spans[-1].end]
    if label is None or not squeeze(printed).startswith(label):
        return None
    rest = without_label(layout.text, cell, 1 + max(printed.find(sign) for sign in ".．"))
    return Name(label[:-1], rest) if rest else None


def numeral(printed: str | None) -> int | None:
    """Read the number of an indicator: 3, 三, the 3 of 2-3."""
    last = re.split(r"[-－.．]", printed or "")[-1]
    return int(last) if last.isdecimal() else parse_chinese(last)


def own_number(printed: str | None, goal: str | None) -> str | None:
    """Give the number that an indicator has below its goal: the 3 of 2.3 below the second one."""
    first, *others = re.split(r"[-－.．]", printed or "")
    return others[-1] if others and goal and numeral(first) == numeral(goal) else printed
