"""What the numbers of 評估體制 stand for, as the notes below a table of indicators explain."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from indexer.labels import parse_label
from indexer.layout import Line
from knowledge.models import Legend, Span
from knowledge.text import cut, squeeze

_INTRODUCTION = re.compile(r"(?>.*?評估體制).*?(?:代號|數字|意義|代表)")


def read_legends(text: str, notes: Sequence[Line]) -> tuple[Legend, ...]:
    """Read the numbered entries that follow a note about 評估體制, or that it holds; wrapped entries are joined."""
    legends: list[tuple[str, list[Span]]] = []
    reading = False
    for n, line in enumerate(notes):
        label = parse_label(line.text)
        if not reading:
            reading = bool(_INTRODUCTION.match(squeeze(line.text)))
            if reading and (held := _held(notes[n:])):
                return tuple(Legend(code, cut(text, spans)) for code, spans in held)
        elif label and label.number == len(legends) + 1:
            legends.append((str(label.number), [Span(line.start + label.end, line.end)]))
        elif legends and not line.breaks:
            legends[-1][1].append(line.span)
    return tuple(Legend(code, cut(text, spans)) for code, spans in legends if any(text[a:b].strip() for a, b in spans))


def _held(notes: Sequence[Line]) -> list[tuple[str, list[Span]]]:
    """Read the codes that a note explains in one sentence: 1 為自行評估；2 為委外評估。"""
    said, places = "", list[int]()
    for line in notes:
        said += line.text
        places += range(line.start, line.start + len(line.text))
        if _STOP in line.text:
            break
    found = list(_IN_A_SENTENCE.finditer(said.split(_STOP)[0]))
    if [entry["code"] for entry in found] != [str(n) for n in range(1, len(found) + 1)] or len(found) < _LEAST:
        return []
    return [(entry["code"], _spans(places[entry.start("meaning") : entry.end("meaning")])) for entry in found]


def _spans(places: Sequence[int]) -> list[Span]:
    """Give the spans of some places of the text in a row, of which a line's end may part two."""
    cuts = [0, *(n for n in range(1, len(places)) if places[n] != places[n - 1] + 1), len(places)]
    return [Span(places[a], places[b - 1] + 1) for a, b in pairwise(cuts)]


_STOP, _LEAST = "。", 2
_MEANS = r"\s*(?:為|係|指|代表|[:：＝=])\s*"
_IN_A_SENTENCE = re.compile(
    rf"(?<!\d)(?P<code>\d){_MEANS}(?P<meaning>[^；;、，,。]+?)\s*(?=[；;、，,]\s*\d{_MEANS}|[；;、，,。]?$)",
    re.MULTILINE,
)
