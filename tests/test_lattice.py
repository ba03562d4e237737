from __future__ import annotations

import pytest

from indexer.readers.drawing import Drawing, Rule, turned
from indexer.readers.lattice import Cell, Crowded, Lattice, lattices


def across(*rules: tuple[float, float, float]) -> list[Rule]:
    return [Rule(*rule) for rule in rules]


def grid(xs: list[float], ys: list[float]) -> tuple[list[Rule], list[Rule]]:
    return [Rule(y, xs[0], xs[-1]) for y in ys], [Rule(x, ys[-1], ys[0]) for x in xs]


def boxes(table: Lattice) -> list[tuple[int, int, int, int]]:
    return [(cell.row, cell.column, cell.after_row, cell.after_column) for cell in table.cells()]


def test_rules_that_cross_are_a_table_of_boxes_from_the_top_left() -> None:
    (table,) = lattices(*grid([0, 100, 200], [90, 60, 30]))
    assert boxes(table) == [(0, 0, 1, 1), (0, 1, 1, 2), (1, 0, 2, 1), (1, 1, 2, 2)]
    assert table.cell_at(150, 80) == Cell(0, 1, 1, 2)
    assert table.cell_at(50, 31) == Cell(1, 0, 2, 1)
    assert table.cell_at(201, 50) is None and table.cell_at(50, 91) is None


def test_fields_without_a_rule_between_them_are_one_cell() -> None:
    rows = across((90, 0, 200), (60, 100, 200), (30, 0, 200))
    (table,) = lattices(rows, [Rule(x, 30, 90) for x in (0, 100, 200)])
    assert boxes(table) == [(0, 0, 2, 1), (0, 1, 1, 2), (1, 1, 2, 2)]


def test_outer_borders_may_be_missing() -> None:
    (table,) = lattices(across((90, 0, 200), (60, 0, 200), (30, 0, 200)), [Rule(100, 30, 90)])
    assert table.xs == (0, 100, 200) and len(table.cells()) == 4


def test_borders_of_neighbours_double_and_dotted_lines_are_one_rule() -> None:
    rows = [Rule(y, x, x + 2) for y in (90, 60, 59, 30) for x in range(0, 200, 4)]
    (table,) = lattices(rows, across((0, 30, 90), (100, 60, 90), (101, 30, 60), (200, 30, 90)))
    assert len(table.cells()) == 4


def test_frames_lists_in_one_column_and_lone_lines_are_no_tables() -> None:
    assert lattices(*grid([0, 200], [90, 60, 30])) == []
    assert lattices(across((90, 0, 200), (50, 0, 100)), []) == []
    assert lattices([], []) == []


def test_tables_come_from_the_top_down() -> None:
    low, high = grid([0, 100, 200], [90, 60]), grid([0, 50, 200], [400, 360])
    assert [table.ys[0] for table in lattices(low[0] + high[0], low[1] + high[1])] == [400, 90]


def test_tables_of_one_page_whose_columns_nearly_agree_keep_their_own_places() -> None:
    high, low = grid([0, 100, 200], [400, 360]), grid([0, 104, 200], [90, 60, 30])
    assert [table.xs for table in lattices(low[0] + high[0], low[1] + high[1])] == [(0, 100, 200), (0, 104, 200)]


def test_too_many_rules_are_no_table() -> None:
    with pytest.raises(Crowded):
        lattices([Rule(i * 4, 0, 9000) for i in range(1000)], [Rule(i * 6, 0, 9000) for i in range(1000)])


def test_a_turned_page_is_read_as_it_lies() -> None:
    drawing = Drawing()
    drawing.add((10, 0), (10, 100))
    upright = drawing.upright(1)
    assert upright.across == [Rule(-10, 0, 100)] and not upright.down
    for turn in range(4):
        assert turned((4 - turn) % 4, *turned(turn, 3, 7)) == (3, 7)
