"""Names that are numbered: a cell divided into the number it prints and the name after it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from indexer.labels import CONTINUED, FOOTNOTE_MARK, parse_cell_label
from indexer.layout import Layout
from indexer.parts import glyphs, without_label
from knowledge.models import Passage
from knowledge.numbers import parse_numeral
from knowledge.text import squeeze

_NUMERAL = re.compile(r"\d+[-－.．]\d+|[\d一二三四五六七八九十]+")


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
        return Name(None, _bare(source, cell))
    numerals = _NUMERAL.findall(squeeze(printed[: label.end]))
    # 表 2-1　策略目標一： numbers its table first.
    return Name(numerals[-1] if numerals else None, _bare(source, rest))


def _bare(source: str, name: Passage) -> Passage:
    """Take off the end of a name that its table goes on, and the mark of a footnote."""
    folded = glyphs(source, name)
    end = len(folded.text)
    for pattern in (CONTINUED, FOOTNOTE_MARK, CONTINUED):
        found = pattern.search(folded.text[:end])
        end = found.start() if found else end
    return folded.passage(0, end) if 0 < end < len(folded.text) else name


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
    return parse_numeral(re.split(r"[-－.．]", printed or "")[-1])


def own_number(printed: str | None, goal: str | None) -> str | None:
    """Give the number that an indicator has below its goal: the 3 of 2.3 below the second one."""
    first, *others = re.split(r"[-－.．]", printed or "")
    return others[-1] if others and goal and numeral(first) == numeral(goal) else printed
