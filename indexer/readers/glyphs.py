"""The characters of a PDF page, in pieces of one printed line each, placed by their origins.

A tight glyph box says little about the line (the box of 。 lies low, that of 一 in the middle): only the origin, which
lies on the line's base, and the advance are used. Asking pdfium for each character costs more than all the rest, so a
run of characters is placed by its first and last one, and taken apart only where that is not enough.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from indexer.readers.drawing import Turn, turned, turned_box

_INVISIBLE = frozenset({pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP})
_PRINTED_LINE = re.compile(r"[^\r\n]+")
# pdfium marks a hyphen at a line's end so; what it knows no character for, and other controls, cannot be shown.
_SIGNS = str.maketrans({0x02: "-", 0xFFFE: "-", **dict.fromkeys((*range(2), *range(3, 32), *range(127, 160)), "�")})
_BLANK = re.compile(" ")
_CONTROL = re.compile(r"[^\S\r\n \u3000]|[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_LEAST_SIZE = 0.5
# Where the mark of a footnote may stand: right behind a word (公尺2 is a unit), a sentence or a figure with its sign.
# A mark is smaller than what it stands behind, and raised above its base.
_MARK = re.compile(r"(?<!公[尺里分])(?<=[\u4e00-\u9fff」』）)】》〉，。；：、！？%％])(?:註?\d{1,2}(?![\d.,])|[*＊※])")
_MARK_SIZE, _MARK_RISE = 0.8, 0.2
_UPRIGHT = math.radians(5)


class Piece(NamedTuple):
    """Characters of one printed line: the origins of the first and the last, and where the last one ends.

    `bottom` is that of their boxes, which are `size` high.
    """

    x: float
    y: float
    last: float
    right: float
    bottom: float
    size: float
    text: str
    first: int


class Bounds(NamedTuple):
    left: float
    bottom: float
    right: float
    top: float

    def seen(self, turn: Turn) -> Bounds:
        """Give the box on the turned page, a little wider: a border line is no limit."""
        return Bounds(*turned_box(turn, self.left - 1, self.bottom - 1, self.right + 1, self.top + 1))

    def holds(self, x: float, y: float) -> bool:
        return self.left <= x <= self.right and self.bottom <= y <= self.top


class Glyphs:
    """The characters of a page; what is not shown is counted and left out."""

    def __init__(self, handle: Any, bounds: Bounds, has_hidden: bool) -> None:
        self._page = handle
        self.count = max(0, pdfium.FPDFText_CountChars(handle))
        self.hidden = self.off_page = self.turned = self.unknown = 0
        self._text = _characters(handle, self.count)
        self._is_clean = _CONTROL.search(self._text) is None
        self.unknown = sum(self._text.count(sign) for sign in ("\0", "\ufffd"))
        self._dropped = self._invisible() if has_hidden else frozenset()
        self._x, self._y, self._rect = ctypes.c_double(), ctypes.c_double(), pdfium.FS_RECTF()
        self._dropped |= self._marks()
        self.turn: Turn = 0
        self._upright_runs = self._upright()
        self._bounds = bounds.seen(self.turn)

    def pieces(self, is_apart: Callable[[Piece], bool] = lambda piece: False) -> Iterator[Piece]:
        """Give the pieces; one that `is_apart` (it lies in two cells) comes character by character."""
        for first, text in self._upright_runs:
            piece = self._piece(first, text)
            if piece is None:
                self.hidden += len(text)
            elif self._is_straight(piece) and not is_apart(piece):
                yield piece
            else:
                yield from self._singly(first, text)

    def _singly(self, first: int, text: str) -> Iterator[Piece]:
        for index, char in enumerate(text, first):
            piece = self._piece(index, char)
            if piece is None:
                self.hidden += 1
            elif self._bounds.holds(piece.x, piece.y):
                yield piece
            else:
                self.off_page += 1

    def _upright(self) -> list[tuple[int, str]]:
        """The runs in the direction in which most of the page is printed; the rest (a watermark) is counted."""
        # pdfium counts its angles with the clock.
        angles = [(first, text, -pdfium.FPDFText_GetCharAngle(self._page, first)) for first, text in self._runs()]
        counts: Counter[Turn] = Counter()
        for _, text, angle in angles:
            counts[_quarter(angle)] += len(text)
        self.turn = counts.most_common(1)[0][0] if counts else 0
        upright = []
        for first, text, angle in angles:
            off = (angle - self.turn * math.pi / 2 + math.pi) % (2 * math.pi) - math.pi
            if abs(off) <= _UPRIGHT:
                upright.append((first, text))
            else:
                self.turned += len(text.strip())
        return upright

    def _runs(self) -> Iterator[tuple[int, str]]:
        """Runs between the line ends and blanks that pdfium made up; blanks of the file are kept."""
        parted = list(self._text)
        for at in self._dropped.union(self._made_up()):
            parted[at] = "\n"
        for run in _PRINTED_LINE.finditer("".join(parted)):
            yield run.start(), run[0]

    def _made_up(self) -> Iterator[int]:
        for blank in _BLANK.finditer(self._text):
            if pdfium.FPDFText_IsGenerated(self._page, blank.start()) == 1:
                yield blank.start()

    def _piece(self, first: int, text: str) -> Piece | None:
        """Place a run; None if it is too small to be seen."""
        x, y, rect = self._x, self._y, self._rect
        pdfium.FPDFText_GetCharOrigin(self._page, first, x, y)
        pdfium.FPDFText_GetLooseCharBox(self._page, first + len(text) - 1, rect)
        if self.turn:
            left, low = turned(self.turn, x.value, y.value)
            begin, bottom, end, top = turned_box(self.turn, rect.left, rect.bottom, rect.right, rect.top)
        else:
            left, low = x.value, y.value
            begin, bottom, end, top = rect.left, rect.bottom, rect.right, rect.top
        size = top - bottom
        if size < _LEAST_SIZE and self._size(first) < _LEAST_SIZE:
            return None
        return Piece(
            left,
            low,
            begin if len(text) > 1 else left,
            end,
            bottom,
            size,
            text if self._is_clean else text.translate(_SIGNS),
            first,
        )

    def _is_straight(self, piece: Piece) -> bool:
        x, y, last, _, _, size, text, _ = piece
        holds = self._bounds.holds
        count = len(text) - 1
        if not count:
            return holds(x, y)
        return holds(x, y) and holds(last, y) and 0.1 * size * count < last - x < 2.2 * size * count

    def _marks(self) -> frozenset[int]:
        """Give the characters of footnotes' marks: behind a figure or a name they would be read as its own digits."""
        found = (mark.span() for mark in _MARK.finditer(self._text))
        return frozenset(at for start, end in found if self._is_raised(start) for at in range(start, end))

    def _is_raised(self, index: int) -> bool:
        """Tell whether a character is smaller than the one before it and stands above its base, turned or not."""
        size = self._size(index - 1)
        if self._size(index) > _MARK_SIZE * size:
            return False
        places = []
        for at in (index - 1, index):
            pdfium.FPDFText_GetCharOrigin(self._page, at, self._x, self._y)
            angle = -pdfium.FPDFText_GetCharAngle(self._page, at)
            places.append(self._y.value * math.cos(angle) - self._x.value * math.sin(angle))
        return _MARK_RISE * size < places[1] - places[0] < size

    def _size(self, index: int) -> float:
        matrix = pdfium.FS_MATRIX()
        pdfium.FPDFText_GetMatrix(self._page, index, matrix)
        return float(pdfium.FPDFText_GetFontSize(self._page, index) * math.hypot(matrix.c, matrix.d))

    def _invisible(self) -> frozenset[int]:
        found = set()
        for index, char in enumerate(self._text):
            shown = pdfium.FPDFText_GetTextObject(self._page, index)
            if shown and pdfium.FPDFTextObj_GetTextRenderMode(shown) in _INVISIBLE:
                found.add(index)
                self.hidden += not char.isspace()
        return frozenset(found)


def _quarter(angle: float) -> Turn:
    return round(angle / (math.pi / 2)) % 4


def _characters(handle: Any, count: int) -> str:
    """All characters of a page, one for each of pdfium's indices."""
    buffer = (ctypes.c_ushort * (2 * count + 2))()
    written = pdfium.FPDFText_GetText(handle, 0, count, buffer)
    text = bytes(buffer)[: 2 * max(0, written - 1)].decode("utf-16-le", "replace")
    if len(text) == count and max(text, default="") <= "\uffff":
        return text
    one_by_one = "".join(chr(pdfium.FPDFText_GetUnicode(handle, index)) for index in range(count))
    return _SURROGATE.sub("\ufffd", one_by_one)
