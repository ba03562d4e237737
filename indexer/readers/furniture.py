"""Page heads and feet: printed page labels, and lines that most pages repeat."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from indexer.labels import parse_label
from indexer.readers.printed import Printed, PrintedPage, PrintedTable
from knowledge.text import squeeze

# 2-5, 衛-1, - 3 -, 第 3 頁, 第 3 頁，共 9 頁, Page 3 of 9, 3/9: they say themselves that they are labels.
_SIGNED = re.compile(
    r"[0-9A-Z\u4e00-\u9fff]{1,3}-\d{1,3}|[-—–]\d{1,4}[-—–]|第\d{1,4}頁(?:[,/]?共\d{1,4}頁)?|[Pp]age\d{1,4}(?:of\d{1,4})?|\d{1,4}/\d{1,4}"
)
_BARE = re.compile(r"\d{1,4}|[ivxl]{1,6}")
# A label that shares its line with the running head.
_BESIDE = re.compile(r"(\d{1,3}-\d{1,3}|第\s?\d{1,4}\s?頁)\s.+|.+\s(\d{1,3}-\d{1,3}|第\s?\d{1,4}\s?頁)")
# What a browser prints above and below a page: the time and the title, the address and the number of the page.
_BROWSER = re.compile(
    r"\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4},?\s+(?:上午|下午)?\s?\d{1,2}:\d{2}(?:\s?[AP]M)?(?:\s.*)?|(?:https?|file)://\S+(?:\s(\d{1,4}/\d{1,4}))?"
)
_DIGITS = re.compile(r"\d+")
# How many lines a head or a foot has.
_DEPTH = 2
# How small the letters of a footnote are beside those of the text, and how it begins.
_SMALL = 0.8
_MARK = re.compile(r"\s*(?:\d{1,2}|[*※①-⑳])\s*\S")
# How far a bare number stands off the text of its page, in heights of its line.
_OFF = 1.5


@dataclass(frozen=True, slots=True)
class Furniture:
    """What belongs to a page and not to its text: the numbers of its blocks, those of footnotes too, and its label."""

    blocks: frozenset[int] = frozenset()
    label: str | None = None
    footnotes: frozenset[int] = frozenset()


def find_furniture(pages: Sequence[PrintedPage]) -> list[Furniture]:
    """Find the heads and feet of every page, and the footnotes at which its text breaks off."""
    running, step = _running(pages), _step(pages)
    found = [_furniture(page, index, running, step) for index, page in enumerate(pages)]
    body = [
        [n for n in range(len(page.blocks)) if n not in kept.blocks] for page, kept in zip(pages, found, strict=True)
    ]
    sizes = [block.size for page in pages for block in page.blocks if isinstance(block, Printed)]
    small = _SMALL * median(sizes) if sizes else 0.0
    for index, (page, following) in enumerate(pairwise(pages)):
        below = following.blocks[body[index + 1][0]] if body[index + 1] else None
        if isinstance(below, PrintedTable) or (below and parse_label(below.text) is None):
            notes = _footnotes(page, body[index], small)
            found[index] = replace(found[index], blocks=found[index].blocks | notes, footnotes=notes)
    return found


def _footnotes(page: PrintedPage, body: Sequence[int], small: float) -> frozenset[int]:
    """Find the lines in small letters at the foot of a page of which the first begins with a mark."""
    notes: list[int] = []
    for number in reversed(body):
        line = page.blocks[number]
        if not isinstance(line, Printed) or line.size > small:
            break
        notes.insert(0, number)
    first = page.blocks[notes[0]] if notes else None
    is_marked = isinstance(first, Printed) and _MARK.match(first.text)
    return frozenset(notes) if is_marked and len(notes) < len(body) else frozenset()


def _furniture(page: PrintedPage, index: int, running: set[tuple[str, int]], step: int | None) -> Furniture:
    found: set[int] = set()
    label: str | None = None
    for is_foot in (True, False):
        for number, line in _edge(page, is_foot):
            own = None if label else _label(page, index, number, step)
            browser = _BROWSER.fullmatch(line.text.strip())
            if own is None and browser is None and _head(line) not in running:
                break  # the text of the page begins
            label = label or own or (browser[1] if browser else _beside(line))
            # The first head that is no label is the title of the document, and stays in the text.
            if own is not None or browser or is_foot or index:
                found.add(number)
    return Furniture(frozenset(found), label)


def _edge(page: PrintedPage, is_foot: bool) -> list[tuple[int, Printed]]:
    """The lines at the top or at the bottom, outermost first, up to a table."""
    numbered = list(enumerate(page.blocks))
    edge: list[tuple[int, Printed]] = []
    for number, block in (numbered[::-1] if is_foot else numbered)[:_DEPTH]:
        if not isinstance(block, Printed):
            break
        edge.append((number, block))
    return edge


def _running(pages: Sequence[PrintedPage]) -> set[tuple[str, int]]:
    """The lines that stand at an edge of more than half of the pages."""
    counts = Counter(
        head for page in pages for head in {_head(line) for foot in (False, True) for _, line in _edge(page, foot)}
    )
    return {head for head, count in counts.items() if count > 1 and count * 2 > len(pages)}


def _step(pages: Sequence[PrintedPage]) -> int | None:
    """What bare numbers at the edges are ahead of the count of pages, where two of them agree."""
    ahead = Counter(
        int(text) - index
        for index, page in enumerate(pages)
        for foot in (False, True)
        for _, line in _edge(page, foot)[:1]
        if (text := squeeze(line.text)).isdecimal() and len(text) <= 4
    )
    (step, count), *_ = ahead.most_common(1) or [(0, 0)]
    return step if count > 1 else None


def _label(page: PrintedPage, index: int, number: int, step: int | None) -> str | None:
    """Give the page label that a line is; a bare number must count the pages or stand off the text."""
    line = page.blocks[number]
    assert isinstance(line, Printed)
    text = squeeze(line.text)
    if not _SIGNED.fullmatch(text) and not (
        _BARE.fullmatch(text) and (_stands_off(page, number) or (text.isdecimal() and int(text) - index == step))
    ):
        return None
    return " ".join(line.text.split())


def _stands_off(page: PrintedPage, number: int) -> bool:
    line = page.blocks[number]
    assert isinstance(line, Printed)
    above = page.blocks[number - 1] if number else None
    below = page.blocks[number + 1] if number + 1 < len(page.blocks) else None
    for other, is_above in ((above, True), (below, False)):
        if other is None:
            continue
        if isinstance(other, Printed):
            gap = abs(other.y - line.y) - line.size
        else:
            gap = other.bottom - line.y - line.size if is_above else line.y - other.top
        if gap < _OFF * line.size:
            return False
    return True


def _beside(line: Printed) -> str | None:
    found = _BESIDE.fullmatch(unicodedata.normalize("NFKC", line.text).strip())
    return " ".join((found[1] or found[2]).split()) if found else None


def _head(line: Printed) -> tuple[str, int]:
    """What makes two lines the same head: their text, but for the page's number, and their height."""
    text = squeeze(line.text)
    return _DIGITS.sub("0", text) if _beside(line) else text, round(line.y)
