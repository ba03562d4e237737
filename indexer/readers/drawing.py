"""What is drawn on a PDF page besides its characters: the straight rules, and whether some text is invisible."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

# How many quarter turns, against the clock, the page's lines of text run.
Turn = int
Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]
_TEXT, _PATH, _FORM = pdfium.FPDF_PAGEOBJ_TEXT, pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_FORM
_HIDDEN_MODES = frozenset({pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP})
_IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)
_THIN = 3.0
_DEEPEST = 8
_MOST_OBJECTS = 500_000


class Rule(NamedTuple):
    """A straight line: `at` is its place across its direction, from `start` to `end` along it."""

    at: float
    start: float
    end: float


@dataclass(slots=True)
class Drawing:
    """The rules of a page as it is read (turned upright); `is_crowded` if it holds too many paths to look at.

    `sizeless` counts texts of no size, of which pdfium gives no characters.
    """

    across: list[Rule] = field(default_factory=list)
    down: list[Rule] = field(default_factory=list)
    has_hidden: bool = False
    sizeless: int = 0
    is_crowded: bool = False

    def add(self, a: Point, b: Point) -> None:
        """Add a line, or a bar that is so thin that it is one."""
        (left, right), (bottom, top) = sorted((a[0], b[0])), sorted((a[1], b[1]))
        if top - bottom <= _THIN and right - left > top - bottom:
            self.across.append(Rule((bottom + top) / 2, left, right))
        elif right - left <= _THIN and top - bottom > right - left:
            self.down.append(Rule((left + right) / 2, bottom, top))

    def upright(self, turn: Turn) -> Drawing:
        """Give the drawing as it lies once the page is turned so that its text is upright."""
        if not turn:
            return self
        again = Drawing(has_hidden=self.has_hidden, is_crowded=self.is_crowded)
        for at, start, end in self.across:
            again.add(turned(turn, start, at), turned(turn, end, at))
        for at, start, end in self.down:
            again.add(turned(turn, at, start), turned(turn, at, end))
        return again


def turned(turn: Turn, x: float, y: float) -> Point:
    """Give a point after the page was turned by quarters with the clock."""
    match turn:
        case 1:
            return y, -x
        case 2:
            return -x, -y
        case 3:
            return -y, x
        case _:
            return x, y


def turned_box(turn: Turn, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
    """Give the sides of a box after the page was turned: the left, the bottom, the right and the top one."""
    (x, y), (across, up) = turned(turn, left, bottom), turned(turn, right, top)
    return min(x, across), min(y, up), max(x, across), max(y, up)


def survey(page: Any, most: int) -> Drawing:
    """Look at the objects of a page; at more than `most` paths (or pieces of paths) the rules are given up."""
    drawing, left, size = Drawing(), most, ctypes.c_float()
    size_of, mode_of = pdfium.FPDFTextObj_GetFontSize, pdfium.FPDFTextObj_GetTextRenderMode
    for number, (kind, shown, matrix) in enumerate(_objects(page)):
        if number > _MOST_OBJECTS:
            return Drawing(has_hidden=True, is_crowded=True)  # each character is asked instead
        if kind == _TEXT:
            size_of(shown, size)
            if not size.value:
                drawing.sizeless += 1
            if not drawing.has_hidden and mode_of(shown) in _HIDDEN_MODES:
                drawing.has_hidden = True
        elif kind == _PATH and not drawing.is_crowded:
            left -= 1 + max(0, pdfium.FPDFPath_CountSegments(shown) - 5) // 5
            if left < 0:
                drawing = Drawing(has_hidden=drawing.has_hidden, sizeless=drawing.sizeless, is_crowded=True)
            else:
                _draw(drawing, shown, matrix)
    return drawing


def _objects(page: Any) -> Iterator[tuple[int, Any, Matrix]]:
    count, get, kind_of = pdfium.FPDFPage_CountObjects(page), pdfium.FPDFPage_GetObject, pdfium.FPDFPageObj_GetType
    for index in range(count):
        shown = get(page, index)
        kind = kind_of(shown)
        if kind == _FORM:
            yield from _inside(shown, _IDENTITY, _DEEPEST)
        else:
            yield kind, shown, _IDENTITY


def _inside(form: Any, outer: Matrix, deepest: int) -> Iterator[tuple[int, Any, Matrix]]:
    if not deepest:
        return
    matrix = _times(_matrix(form), outer)
    for index in range(max(0, pdfium.FPDFFormObj_CountObjects(form))):
        shown = pdfium.FPDFFormObj_GetObject(form, index)
        kind = pdfium.FPDFPageObj_GetType(shown)
        if kind == _FORM:
            yield from _inside(shown, matrix, deepest - 1)
        else:
            yield kind, shown, matrix


def _draw(drawing: Drawing, path: Any, outer: Matrix) -> None:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(path, fill, stroke)
    if not fill.value and not stroke.value:
        return
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    pdfium.FPDFPageObj_GetBounds(path, left, bottom, right, top)
    if min(right.value - left.value, top.value - bottom.value) <= _THIN:
        drawing.add(_at(outer, left.value, bottom.value), _at(outer, right.value, top.value))
        return
    matrix = _times(_matrix(path), outer)
    for points in _outlines(path, matrix):
        xs, ys = [x for x, _ in points], [y for _, y in points]
        if min(max(xs) - min(xs), max(ys) - min(ys)) <= _THIN:
            drawing.add((min(xs), min(ys)), (max(xs), max(ys)))
        elif stroke.value:
            for a, b in pairwise(points):
                drawing.add(a, b)


def _outlines(path: Any, matrix: Matrix) -> Iterator[list[Point]]:
    """The parts of a path, each as its corners; a part with a curve in it is left out."""
    points: list[Point] = []
    is_straight = True
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(pdfium.FPDFPath_CountSegments(path)):
        segment = pdfium.FPDFPath_GetPathSegment(path, index)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            if is_straight and len(points) > 1:
                yield points
            points, is_straight = [], True
        is_straight = is_straight and kind != pdfium.FPDF_SEGMENT_BEZIERTO
        points.append(_at(matrix, x.value, y.value))
        if pdfium.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if is_straight and len(points) > 1:
        yield points


def _matrix(shown: Any) -> Matrix:
    m = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(shown, m)
    return (m.a, m.b, m.c, m.d, m.e, m.f)


def _times(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def _at(matrix: Matrix, x: float, y: float) -> Point:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f
