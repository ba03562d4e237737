"""Numbering labels at the beginning of cells."""

from __future__ import annotations

import pytest

from indexer.labels import miscounts, parse_cell_label, parse_label


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


@pytest.mark.parametrize(
    ("line", "number"), [("1.106 年截至 9 月底", 1), ("2.109年度起", 2), ("1.5 倍", None), ("2.350 件", None)]
)
def test_an_entry_may_begin_with_a_year(line: str, number: int | None) -> None:
    label = parse_label(line)
    assert (label and label.number) == number


@pytest.mark.parametrize(
    ("lines", "anew", "late"),
    [
        ("一、甲 （一）乙 （二）丙 二、丁 （一）戊", 0, False),
        ("一、甲 二、乙 一、丙", 1, False),
        ("三、甲 四、乙", 0, True),
        ("甲 三、乙", 0, False),
        ("一、甲 三、乙 二、丙", 0, False),
    ],
)
def test_entries_of_one_content_count_on(lines: str, anew: int, late: bool) -> None:
    assert miscounts(map(parse_label, lines.split())) == (anew, late)


@pytest.mark.parametrize("cell", ["1.2 海難事故件數", "1.2海難事故件數", "１．２　海難事故件數", "1-2、海難事故件數"])
def test_in_a_cell_two_numbers_may_be_parted_by_a_point(cell: str) -> None:
    label = parse_cell_label(cell)
    assert label and (label.number, cell[label.end :]) == (2, "海難事故件數")


@pytest.mark.parametrize("cell", ["2.5微米懸浮微粒濃度", "1.5公頃", "3.119報案定位", "0.5%以上"])
def test_a_decimal_number_is_no_label(cell: str) -> None:
    assert parse_cell_label(cell) is None
