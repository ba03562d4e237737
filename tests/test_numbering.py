from __future__ import annotations

import pytest

from indexer.readers.numbering import Numbering, number_of


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1落實離岸沙洲", 1),
        ("12.落實離岸沙洲", 12),
        ("(三)落實離岸沙洲", 3),
        ("二十一、落實離岸沙洲", 21),
        ("十、落實離岸沙洲", 10),
        ("一般行政業務", None),
        ("106-109", None),
        ("350航次以上", None),
        ("12.5億元以上", None),
        ("25%以上之比率", None),
        ("8座", None),
        ("1", None),
    ],
)
def test_a_number_begins_a_text_and_a_figure_is_none(text: str, number: int | None) -> None:
    assert number_of(text) == number


def test_a_column_is_numbered_when_its_cells_count_on_or_begin_again() -> None:
    assert Numbering.of(["1甲乙丙", "2甲乙丙", "1甲乙丙", "2甲乙丙"]) == Numbering(True)
    assert Numbering.of(["一、甲乙丙", "一、甲乙丙"]) == Numbering(True, are_all_one=True)
    assert Numbering.of(["8座以上者", "25座以上者", "3座以上者"]) == Numbering(False)


def test_a_cell_goes_on_where_no_number_begins_it() -> None:
    counting = Numbering(True)
    assert counting.is_fresh(1, "2甲乙丙") and counting.is_fresh(None, "1甲乙丙")
    assert counting.is_fresh(1, "甲乙丙") is False and counting.is_fresh(1, "5甲乙丙") is False
    assert Numbering(True, are_all_one=True).is_fresh(1, "二、甲乙丙") is None
    assert Numbering(False).is_fresh(1, "甲乙丙") is None
