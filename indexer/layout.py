"""The lines of a document: page furniture left out, page breaks and paragraph ends marked.

Two dialects occur. In a *marked* document a line that ends in a blank ends its paragraph or cell, and one
without continues on the next; in others only the width of the lines tells. The document itself shows which.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import groupby, zip_longest

from indexer.document import Document
from indexer.labels import parse_label
from knowledge.models import Page, Span
from knowledge.text import squeeze

_PAGE_MARK = re.compile(r"\s*(?:={3,}\s*第\s*\d+\s*頁\s*={3,}|\f)\s*")
# 1-2, 1 - 2, - 1 -, 第 3 頁, or a bare number: a label only where the page visibly begins or ends.
_PAGE_LABEL = re.compile(
    r"\s*((?:[0-9A-Z]{1,2}|[\u4e00-\u9fff]{1,3})\s?[-－]\s?[0-9]{1,3}|[-－—–]\s?[0-9]{1,3}\s?[-－—–]|"
    r"第\s?[0-9]+\s?頁(?:[\s,，/／]*共\s?[0-9]+\s?頁)?)\s*"
)
_NUMBERED = re.compile(
    r"\s*(第|[-－—–]|(?:[0-9A-Z]{1,2}|[\u4e00-\u9fff]{1,3})\s?[-－])\s?([0-9]{1,3})(?:\s?[-－—–頁])?(?:[\s,，/／]*共.*頁)?\s*"
)
_HEADED_LABEL = re.compile(r"\s*(\S.{3,40}?)\s+(?P<label>第\s?([0-9]{1,3})\s?頁)\s*")
_BARE_LABEL = re.compile(r"\s*([0-9]{1,3}|[ivxl]{1,5})\s*")
# Nothing here is tried twice (`*+`), nor a run of dots from its middle: a line of dots alone is as quick as any.
_DOT_LEADER = re.compile(r"(?<![.…．·])(?:\.{4,}+|…{2,}+|．{3,}+|·{4,}+)\s*+[\divxlIVXL]*+(?:\s?-\s?\d++)?+\s*+$")
_LONG_LINE = 400
_NUMERAL = "[一二三四五六七八九十]{1,2}"
_INLINE_LABEL = re.compile(rf"(?<=\s)(?=[壹貳參肆伍陸柒捌玖拾]{{1,2}}、|{_NUMERAL}、|[(（]{_NUMERAL}[)）])")
# 一、年度施政目標及重點 以「…: a heading is parted by a blank from what is said below it.
_INLINE_HEADING = re.compile(
    rf"(?:[壹貳參肆伍陸柒捌玖拾]{{1,2}}、|{_NUMERAL}、|[(（]{_NUMERAL}[)）])"
    r"(?:[⺀-鿿]|(?<=[⺀-鿿]) ?[0-9A-Za-z]+ ?(?=[⺀-鿿])){2,20}(?= [⺀-鿿「『（《〈])"
)
_SET_BLANK = re.compile(r"(?<=[0-9A-Za-z%]) (?=[⺀-\U0010ffff])|(?<=[⺀-\U0010ffff]) (?=[0-9A-Za-z])")
_CONTENTS = re.compile(r"[【\[]?(?:目錄|目次)[】\]]?")
_CONTENTS_LINES = 4
_WORDED = re.compile(r"[^\W\d]{3}|[^\W\d][、）)][^\W\d]{2}")
_PAGE_BEHIND = re.compile(r"\d{1,3}|[ivx]{1,5}")
_FEWEST_ENTRIES = 3
_UNEVEN, _FEW = 8, 8  # what the widths of full lines differ at most; lines of which one may be the only full one
_NARROWEST = 40  # no page is set narrower than twenty characters
_UNIT = re.compile(r"\s*[「『（《【〔(]*(?:[!-~]+|\S)\s?[、，。；：）」』》】〕！？％)]*")


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line; `breaks` tells that a new page begins with it, `ends` that the printer marked an end, `joins`
    that no blank line parts it from the line before. `marks` are those of footnotes, which are none of its words.
    """

    start: int
    end: int
    text: str
    page: int
    breaks: bool
    ends: bool
    joins: bool = False
    marks: tuple[Span, ...] = ()

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)

    @property
    def spans(self) -> tuple[Span, ...]:
        """The line without the marks of footnotes."""
        starts = (self.start, *(mark.end for mark in self.marks))
        ends = (*(mark.start for mark in self.marks), self.end)
        return tuple(Span(start, end) for start, end in zip(starts, ends, strict=True) if start < end)


@dataclass(frozen=True)
class Layout:
    """A document's text with its lines; `labels` holds the printed label of each page, where there is one.

    `headings` gives the level of the lines (by their start) that the document marks as headings; where it `flows`,
    every line is a whole paragraph.
    """

    text: str
    lines: tuple[Line, ...]
    labels: tuple[str | None, ...]
    marked: bool
    headings: Mapping[int, int] = field(default_factory=dict)
    flows: bool = False

    @cached_property
    def _starts(self) -> list[int]:
        return [line.start for line in self.lines]

    @property
    def pages(self) -> tuple[Page, ...]:
        """The pages that hold text, where it begins on them."""
        firsts = {line.page: line.start for line in reversed(self.lines)}
        return tuple(Page(start, self.labels[page]) for page, start in sorted(firsts.items()))

    def page_at(self, offset: int | None) -> str | None:
        """Give the printed label of the page on which an offset stands."""
        if offset is None or not self.lines:
            return None
        line = self.lines[max(0, bisect_right(self._starts, offset) - 1)]
        return self.labels[line.page]


def read_layout(text: str) -> Layout:
    """Divide a text into lines and pages, leaving out blank lines, page labels and contents pages."""
    raw = list(_raw_lines(text))
    marked = _is_marked(text)
    leading = _breaks_by_blank(text, raw)
    contents, listed, counted = _contents(text, raw), _listed(text, raw), _counted(text, raw)
    lines: list[Line] = []
    labels: list[str | None] = [None]
    breaking = is_contents = joins = False
    for index, span in enumerate(raw):
        printed = text[span.start : span.end]
        if not printed.strip():
            breaking, joins = breaking or ("\f" in printed and bool(lines)), False
            continue
        if _PAGE_MARK.fullmatch(printed):
            breaking = bool(lines)
            continue
        if label := counted.get(index) or _page_label(text, raw, index):
            labels[-1] = labels[-1] if is_contents else label
            breaking, is_contents = True, False
            continue
        if _DOT_LEADER.search(printed) or index in contents or span.start in listed:
            is_contents = breaking  # Nothing of this page is kept: its label names no other.
            continue
        breaking = breaking or "\f" in printed[:2] or (leading and bool(re.match(r" \S", printed)) and bool(lines))
        if breaking:
            labels.append(None)
        ends = marked and printed.endswith(" ")
        lines.append(Line(span.start, span.end, printed, len(labels) - 1, breaking, ends, joins and not breaking))
        breaking, is_contents, joins = False, False, True
    return Layout(text, _without_footnotes(_without_running_heads(lines)), tuple(labels), marked)


def layout_of(document: Document) -> Layout:
    """Give the lines of a document whose format knows its paragraphs or its pages; a text's are read from it."""
    if not document.is_flowing and not document.pages:
        return read_layout(document.text)
    starts = [page.start for page in document.pages]
    lines: list[Line] = []
    page = 0
    raw = tuple(_raw_lines(document.text))
    contents = {raw[index].start for index in _contents(document.text, raw)}
    left_out = document.furniture | _listed(document.text, raw) | contents
    for span in raw:
        printed = document.text[span.start : span.end]
        if not printed.strip() or span.start in left_out or _DOT_LEADER.search(printed):
            continue
        on = max(bisect_right(starts, span.start) - 1, 0)
        breaks = bool(lines) and on != page
        lines.append(Line(span.start, span.end, printed, on, breaks, document.is_flowing))
        page = on
    labels = tuple(p.label for p in document.pages) or (None,)
    return Layout(document.text, tuple(lines), labels, document.is_flowing, document.headings, document.is_flowing)


def width(text: str) -> int:
    """Give the width of a text in half-width columns, blanks left out: extractors stretch and drop them."""
    return sum(_char_width(char) for char in text if not char.isspace())


def set_width(text: str) -> float:
    """Give the width of a printed line: a blank between Chinese and a figure takes a quarter of a character."""
    return width(text) + len(_SET_BLANK.findall(text)) / 2


def full_width(lines: Sequence[Line]) -> float:
    """Give the width of a full line of prose: that of the widest twentieth, since a few stick out.

    Of more than a few lines it is one that several reach: the first ones may be set apart.
    """
    widths = sorted(set_width(line.text) for line in lines)
    at = int(len(widths) * 0.95)
    while len(widths) > _FEW and at == len(widths) - 1 and widths[at] - widths[at - 1] > _UNEVEN:
        widths, at = widths[:at], at - 1
    return max(_NARROWEST, widths[at] if widths else 0)


def first_unit(text: str) -> int:
    """Give the width of what cannot be parted at the beginning of a line.

    That is a Latin word, or one character with the signs that must not begin a line after it, or end one before it.
    """
    unit = _UNIT.match(text)
    return width(unit.group()) if unit else 0


def _char_width(char: str) -> int:
    return 1 if ord(char) < 0x2E80 and unicodedata.east_asian_width(char) not in "WFA" else 2


def _contents(text: str, raw: Sequence[Span]) -> frozenset[int]:
    """Find the word 目錄 above lines with dot leaders, with the entries between that have no page."""
    found: set[int] = set()
    for index, span in enumerate(raw):
        if not _CONTENTS.fullmatch(squeeze(text[span.start : span.end])):
            continue
        passed = [index]
        for after, line in enumerate(raw[index + 1 :], index + 1):
            if not text[line.start : line.end].strip():
                continue
            if _DOT_LEADER.search(text[line.start : line.end]):
                found.update(passed)
                break
            passed.append(after)
            if len(passed) > _CONTENTS_LINES:
                break
    return frozenset(found)


def _listed(text: str, raw: Sequence[Span]) -> frozenset[int]:
    """Find the lines of a contents page without leaders: headings that stand again further on, with a page behind.

    Fewer than three together are none: a cell of a table can end in a number as well.
    """
    lines = [(span.start, line) for span in raw if (line := text[span.start : span.end].strip())]
    last = {squeeze(line): start for start, line in lines}
    runs: list[list[int]] = []
    for at, (start, line) in enumerate(lines):
        heading = _heading_of(line)
        if heading and last.get(squeeze(heading), -1) > start:
            if not runs or at - runs[-1][-1] > _FEWEST_ENTRIES:
                runs.append([])
            runs[-1].append(at)
    found = [run for run in runs if len(run) >= _FEWEST_ENTRIES]
    titles = [run[0] - 1 for run in found if run[0] and _CONTENTS.fullmatch(squeeze(lines[run[0] - 1][1]))]
    return frozenset(lines[at][0] for at in (*titles, *(at for run in found for at in run)))


def _heading_of(entry: str) -> str | None:
    """Give the heading of an entry of contents, which has a page behind it; a line of any length is looked at once."""
    heading, *page = entry.rsplit(maxsplit=1)
    is_entry = page and _PAGE_BEHIND.fullmatch(page[0]) and _WORDED.search(heading.split(maxsplit=1)[0])
    return heading if is_entry else None


def _raw_lines(text: str) -> Iterator[Span]:
    start = 0
    for line in text.split("\n"):
        span = Span(start, start + len(line))
        start = span.end + 1
        yield from _pieces(text, span) if len(line) > _LONG_LINE else (span,)


def _pieces(text: str, span: Span) -> Iterator[Span]:
    """A text without line ends is divided where a label follows a blank, and behind a heading."""
    cuts = [m.start() for m in _INLINE_LABEL.finditer(text, span.start, span.end)]
    for start, end in zip([span.start, *cuts], [*cuts, span.end], strict=True):
        heading = _INLINE_HEADING.match(text, start, end)
        if heading and text[heading.end() : end].strip():
            yield Span(start, heading.end())
            start = heading.end()
        yield Span(start, end)


def _is_marked(text: str) -> bool:
    printed = [line for line in text.split("\n") if line.strip() and len(line) <= _LONG_LINE]
    ending = sum(line.endswith(" ") for line in printed)
    return 0 < 0.15 * len(printed) <= ending <= 0.95 * len(printed)


def _breaks_by_blank(text: str, raw: list[Span]) -> bool:
    """One blank before a line begins a page, unless the document indents many lines so."""
    printed = [text[s.start : s.end] for s in raw if text[s.start : s.end].strip()]
    return sum(bool(re.match(r" \S", line)) for line in printed) <= max(3, len(printed) // 8)


def _page_label(text: str, raw: list[Span], index: int) -> str | None:
    printed = text[raw[index].start : raw[index].end]
    if found := _PAGE_LABEL.fullmatch(printed):
        sure = printed[0] in " -－—–" or _page_ends_after(text, raw, index, 2)
        return " ".join(found[1].split()) if sure else None
    bare = _BARE_LABEL.fullmatch(printed)
    return bare[1] if bare and _page_ends_after(text, raw, index, 3) else None


def _counted(text: str, raw: list[Span]) -> dict[int, str]:
    """Find the lines that are page labels because they count on, two or more of one form: 衛-1 and 衛-2, 第 2 頁.

    What the page is headed by may stand before the label.
    """
    found: dict[str, list[tuple[int, int, str]]] = {}
    for index, span in enumerate(raw):
        line = text[span.start : span.end]
        headed = _HEADED_LABEL.fullmatch(line)
        label = headed or (_NUMBERED.fullmatch(line) if _PAGE_LABEL.fullmatch(line) else None)
        if label is None:
            continue
        pages, number = found.setdefault(squeeze(label[1]), []), int(label[3] if headed else label[2])
        if number == pages[-1][0] + 1 if pages else number <= _FIRST:
            pages.append((number, index, " ".join((headed["label"] if headed else line).split())))
    return {index: label for pages in found.values() if len(pages) > 1 for _, index, label in pages}


_FIRST = 3  # The first pages, of the title and the contents, may have no label.


def _page_ends_after(text: str, raw: list[Span], index: int, blank: int) -> bool:
    """A page ends where the text does, before a mark, or at a gap of some blank lines."""
    for gap, span in enumerate(raw[index + 1 :]):
        printed = text[span.start : span.end]
        if "\f" in printed or _PAGE_MARK.fullmatch(printed):
            return True
        if printed.strip():
            return gap >= blank
    return True


def _without_running_heads(lines: list[Line]) -> tuple[Line, ...]:
    """The title repeated at the top of a page is furniture; the page then begins with the line after it."""
    kept: list[Line] = []
    breaking = False
    title = squeeze(lines[0].text) if lines else ""
    for index, line in enumerate(lines):
        if index and line.breaks and squeeze(line.text) == title:
            breaking = True
            continue
        kept.append(replace(line, breaks=True) if breaking else line)
        breaking = False
    return tuple(kept)


def _without_footnotes(lines: Sequence[Line]) -> tuple[Line, ...]:
    """A footnote at the foot of a page, whose mark stands in the text of the page, parts nothing that goes on after it.

    Below a text that is whole it stays where it is. Its mark is no digit of the word that it stands behind.
    """
    kept: list[Line] = []
    before = 0
    pages = [list(page) for _, page in groupby(lines, key=_page)]
    for page, following in zip_longest(pages, pages[1:]):
        first = len(kept)
        kept += page
        notes: list[Line] = []
        while len(kept) > first and (note := _FOOTNOTE.match(kept[-1].text)):
            # A cell that a page cuts has its mark above and its note below.
            marked = _marked(kept, first, len(kept) - 1, note[1]) or _marked(kept, before, first, note[1])
            if marked is None:
                break
            notes.insert(0, kept.pop())
            at, mark = marked
            kept[at] = replace(kept[at], marks=tuple(sorted((*kept[at].marks, mark))))
        if following is None or parse_label(following[0].text):
            kept += notes
        before = first
    return tuple(kept)


def _marked(lines: Sequence[Line], first: int, after: int, mark: str) -> tuple[int, Span] | None:
    """Find where the mark of a footnote stands among lines: once, behind a word or a sentence, or before a sign."""
    pattern = re.compile(
        rf"(?<=[\u4e00-\u9fff）」]){mark}(?=[，。、；：」,;]|\s*$)|(?<=[\u4e00-\u9fff）」])\s{mark}(?=[，。、；：」])|"
        rf"(?<=[，。；]){mark}(?=\s*$|[\u4e00-\u9fff])(?![年月日個次項人件處場家])"
    )
    found = [
        (at, Span(lines[at].start + place.start(), lines[at].start + place.end()))
        for at in range(first, after)
        for place in pattern.finditer(lines[at].text)
    ]
    return found[0] if len(found) == 1 else None


def _page(line: Line) -> int:
    return line.page


# The mark and the note behind it: 1前一年度, 2109 年度. What is parted from it by a blank is a whole sentence, no cell.
_FOOTNOTE = re.compile(
    r"\s*(\d{1,2}?)(?:(?=[\u4e00-\u9fff（「]|1\d\d\s?年)(?![年月日])|\s(?=[\u4e00-\u9fff（「A-Z]\S.{8,}。\s*$))"
)
