"""The lines of a table divided where cells that share a line are parted: at blanks, and before a number."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from indexer.labels import ENTRIES, Label, parse_label
from indexer.layout import Line, first_unit, width
from knowledge.models import Span
from knowledge.numbers import CHINESE_NUMERAL, parse_quantity
from knowledge.text import fold
from knowledge.years import year_of

# A part of a line: line index, first word, word after the last.
Part = tuple[int, int, int]
# A stretch of consecutive lines: line, first word, last line, word after the last.
Range = tuple[int, int, int, int]

# A number in brackets right after a word can begin the next cell: 節約土地資源(2)環保自然葬.
_NUMBER = rf"[(（](?:\d{{1,2}}|[{CHINESE_NUMERAL}]{{1,2}})[)）]"
# The label of a year's row can stand right behind the sentence that spans its rows: 家數。113 年.
_YEAR = r"(?:9\d|1[0-4]\d)\s*年(?:\s*度)?"
_BEFORE_NUMBER = rf"(?<=[\u4e00-\u9fff]){_NUMBER}"
_WORD = re.compile(rf"(?:\S(?!{_BEFORE_NUMBER}|(?<=[。；;)）%％]){_YEAR}\s*$))*\S")
# Where each year has a row, before its target too: 統計數據110 年 2 件.
_WORD_BY_YEAR = re.compile(rf"(?:\S(?!{_BEFORE_NUMBER}|(?<=[\u4e00-\u9fff。；;)）%％]){_YEAR}(?:\s|$)))*\S")
_BARE_FIGURE = re.compile(r"\d[\d,.]*|-")
_PERIOD = re.compile(r"\d{2,3}[-~]\d{2,3}")
_WIDE = r"[\u2e80-\ufaff\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65\U00020000-\U0003ffff]"
_STRETCHED = re.compile(rf"(?<={_WIDE})[ \u3000](?={_WIDE})|(?<=\S)  +(?=\S)")


@dataclass(frozen=True)
class Strip:
    """A table line divided at its blanks."""

    line: Line
    words: tuple[Span, ...]
    folded: tuple[str, ...]
    widths: tuple[int, ...]

    @cached_property
    def unit(self) -> int:
        """The width of what cannot be parted at the beginning of the line."""
        return first_unit(self.line.text)

    @cached_property
    def whole(self) -> str:
        return "".join(self.folded)

    @cached_property
    def label(self) -> Label | None:
        return parse_label(self.line.text)

    @property
    def labelled(self) -> bool:
        return self.label is not None

    @cached_property
    def is_entry(self) -> bool:
        """Tell whether the line begins with a label of Chinese numerals, as an entry of a content does."""
        return self.label is not None and self.label.rank in ENTRIES

    @cached_property
    def width(self) -> int:
        return sum(self.widths)

    @cached_property
    def is_figure(self) -> bool:
        """Tell whether the line is nothing but one figure with a short unit, as a target is."""
        found = parse_quantity(self.whole)
        return found is not None and len(found.unit) <= 4 and not self.whole.endswith("。")

    @cached_property
    def is_sums(self) -> bool:
        """Tell whether the line holds several figures and nothing else, as the cells of 經費 do."""
        return len(self.folded) > 1 and all(_BARE_FIGURE.fullmatch(word) for word in self.folded)

    @cached_property
    def has_period(self) -> bool:
        """Tell whether a word of the line is a span of years, as a cell of 計畫期程 is."""
        return any(_PERIOD.fullmatch(word) for word in self.folded)

    @cached_property
    def begins_year(self) -> bool:
        """Tell whether the line begins with a year alone, as the row of a year does."""
        return year_of(self.folded[0]) is not None


def strip(line: Line, by_year: bool = False) -> Strip:
    """Divide a line at its blanks, and where a number in brackets or, `by_year`, the row of a year can begin a cell."""
    parts = ((span.start - line.start, span.end - line.start) for span in line.spans)
    pattern = _WORD_BY_YEAR if by_year else _WORD
    found = (word for start, end in parts for word in pattern.finditer(line.text, start, end))
    words = tuple(Span(line.start + word.start(), line.start + word.end()) for word in found)
    texts = [line.text[w.start - line.start : w.end - line.start] for w in words]
    return Strip(line, words, tuple(fold(t) for t in texts), tuple(width(t) for t in texts))


def count_stretches(text: str) -> int:
    """Count the blanks that justification put between the characters of a line: none stand there in Chinese."""
    return len(_STRETCHED.findall(text))


def neighbours(lines: Iterable[Line]) -> frozenset[str]:
    """Collect the pairs of characters that stand side by side inside the lines of a document."""
    pairs: set[str] = set()
    for line in lines:
        text = fold(line.text)
        pairs.update(text[i : i + 2] for i in range(len(text) - 1))
    return frozenset(pairs)
