"""Numbering labels at the beginning of cells."""

from __future__ import annotations

import pytest

from indexer.labels import parse_cell_label


@pytest.mark.parametrize(
    ("cell", "number", "name"),
    [
        ("1-2 國民運動中心座數", 2, "國民運動中心座數"),
        ("1-2國民運動中心座數", 2, "國民運動中心座數"),
        ("１－３ 無障礙改善率", 3, "無障礙改善率"),
        ("3 統計人次", 3, "統計人次"),
    ],
)
def test_a_cell_may_begin_with_its_number_or_with_that_of_its_goal_and_its_own(
    cell: str, number: int, name: str
) -> None:
    label = parse_cell_label(cell)
    assert label is not None
    assert (label.number, cell[label.end :]) == (number, name)


@pytest.mark.parametrize("cell", ["2-6歲幼兒就園率", "1-3年期計畫件數", "106-109"])
def test_a_range_that_counts_something_is_no_number(cell: str) -> None:
    assert parse_cell_label(cell) is None
