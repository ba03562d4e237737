"""What a header, printed again on the next page, leaves in the cells below it."""

from __future__ import annotations

import pytest

from indexer.readers.lattice import Cell
from indexer.readers.printed import Printed
from indexer.readers.sheets import Slot
from knowledge.models import Span


@pytest.mark.parametrize(
    ("lines", "left"),
    [
        (["方"], ""),  # nothing else stands in the cell
        (["方:6", "管", "理"], "管理"),  # it lies over the first line
        (["方:16", "管", "理"], "方管理"),  # the cell begins with the same word
        (["管", "理"], "管理"),
        ([], ""),
    ],
)
def test_what_ran_out_of_a_cell_of_the_header_is_none_of_the_cell_below(lines: list[str], left: str) -> None:
    text, printed, y = "", [], 100.0
    for line in lines:
        said, _, step = line.partition(":")
        printed.append(Printed(said, 0, 12, y, y - 2, 12))
        text += said + "\n"
        y -= float(step or 16)
    span = Span(0, len(text) - 1) if text else None
    found = Slot(Cell(1, 0, 2, 1), 20, 60, tuple(printed), span, text.replace("\n", "")).without("方")
    assert found.text == left
    assert (text[found.span.start : found.span.end].replace("\n", "") if found.span else "") == left
