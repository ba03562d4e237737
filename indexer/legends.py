"""What the numbers of 評估體制 stand for, as the notes below a table of indicators explain."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.labels import parse_label
from indexer.layout import Line
from knowledge.models import Legend, Span
from knowledge.text import cut, squeeze

_INTRODUCTION = re.compile(r"(?>.*?評估體制).*?(?:代號|數字|意義|代表)")


def read_legends(text: str, notes: Sequence[Line]) -> tuple[Legend, ...]:
    """Read the numbered entries that follow a note about 評估體制; wrapped entries are joined."""
    legends: list[tuple[str, list[Span]]] = []
    reading = False
    for line in notes:
        label = parse_label(line.text)
        if not reading:
            reading = bool(_INTRODUCTION.match(squeeze(line.text)))
        elif label and label.number == len(legends) + 1:
            legends.append((str(label.number), [Span(line.start + label.end, line.end)]))
        elif legends and not line.breaks:
            legends[-1][1].append(line.span)
    return tuple(Legend(code, cut(text, spans)) for code, spans in legends if any(text[a:b].strip() for a, b in spans))
