"""The line above a table of indicators that names their goal: numbered as goals are, or the title of the table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from indexer.labels import CONTINUED, Rank, parse_caption_label, parse_label
from indexer.layout import Layout, Line
from indexer.parts import glyphs
from knowledge.models import Passage, Span
from knowledge.numbers import CHINESE_NUMERAL
from knowledge.text import cut, fold

TITLE = re.compile(
    rf"\s*(?:附表|附?表\s*(?:\d{{1,2}}|[{CHINESE_NUMERAL}]{{1,3}})(?:\s*[-－—]\s*\d{{1,2}})?)(?:[\s:：、.．]|$)"
)
# What the title of a table says behind the name of the goal, folded: 健全管理之關鍵績效指標.
_OF_INDICATORS = re.compile("[之的]?(?:關鍵|年度)?(?:績效|衡量)*指標(?:及目標值|一覽)?表?$")
_TITLE_LINES = 2


@dataclass(frozen=True, slots=True)
class Caption:
    """What names a goal above a table, and how many lines it takes."""

    name: Passage
    lines: int


def heading_names(lines: Sequence[Line]) -> frozenset[str]:
    """Give what the numbered lines of a document say, folded, each alone and with the line after it: goals wrap."""
    found: set[str] = set()
    for line, following in zip_longest(lines, lines[1:]):
        if label := parse_label(line.text):
            found |= {name := fold(line.text[label.end :]), name + fold(following.text if following else "")}
    return frozenset(found)


def titled_goal(layout: Layout, before: Sequence[Line], names: frozenset[str]) -> Caption | None:
    """Read the goal in the title right above a table (表 1　健全管理績效指標); it is one of the names of headings.

    A title without a number says that it is one of indicators.
    """
    for count in range(1, min(_TITLE_LINES, len(before)) + 1):
        first = before[-count]
        if "。" in first.text or parse_label(first.text):
            return None
        title = TITLE.match(first.text)
        spans = [Span(first.start + (title.end() if title else 0), first.end), *(x.span for x in before[1 - count :])]
        spans = [span for span in spans[:count] if layout.text[span.start : span.end].strip()]
        name = _named(layout, cut(layout.text, spans), names, title is not None) if spans else None
        if name:
            return Caption(name, count)
    return None


def _named(layout: Layout, title: Passage, names: frozenset[str], is_numbered: bool) -> Passage | None:
    folded = glyphs(layout.text, title)
    goes_on = CONTINUED.search(folded.text)
    said = folded.text[: goes_on.start()] if goes_on else folded.text
    of_indicators = _OF_INDICATORS.search(said)
    ends = [of_indicators.start()] if of_indicators else []
    ends += [len(said)] if is_numbered and not of_indicators else []  # 表 1　績效指標 names its chapter
    return next((folded.passage(0, end) for end in ends if end and said[:end] in names), None)


def numbered_goal(prose: Sequence[Line], begins: Iterable[int], last: Line | None) -> Line | None:
    """Give the numbered line above a table that names the goal of its indicators: the first, or the next of such."""
    line = prose[-1] if prose else None
    label = parse_caption_label(line.text) if line else None
    if line is None or label is None or line.start in begins:
        return None
    if label.rank not in (Rank.CHINESE, Rank.CHINESE_PAREN, Rank.DIGIT):
        return None
    before = parse_caption_label(last.text) if last else None
    # Below tables whose captions say that they are goals a line that does not (三、其他指標) is a heading.
    if last and says_so(last) and not says_so(line):
        return None
    # What says that it is a goal may begin anew: 共同性目標一 after 策略目標七.
    return (
        line if label.number == (before.number + 1 if before else 1) or (says_so(line) and label.number == 1) else None
    )


def says_so(line: Line) -> bool:
    """Tell whether a caption says that it names a goal (目標一：)."""
    return parse_label(line.text) is None
