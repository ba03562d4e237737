"""Years of the Republic and of the common era."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.years import parse_period, roc, this_year, year_of_numeral
from tests.plans_at_hand import STEADY


@pytest.mark.parametrize(
    ("year", "in_roc"), [(109, 109), (2020, 109), (2017, 106), (1912, 1), (1, 1), (99, 99), (2026, 115)]
)
def test_a_year_of_either_era_is_given_in_the_republics(year: int, in_roc: int) -> None:
    assert roc(year) == in_roc


@pytest.mark.parametrize(
    ("today", "year"), [(date(2020, 1, 1), 109), (date(2019, 12, 31), 108), (date(2026, 11, 22), 115)]
)
def test_the_year_changes_on_new_years_day(today: date, year: int) -> None:
    assert this_year(today) == year


@pytest.mark.parametrize(
    ("period", "spellings"),
    [
        (
            (106, 109),
            [
                "106-109", "106 - 109", "106至109", "106 至 109 年度", "106到109年", "106年至109年", "106年度-109年度",
                "民國106年至民國109年", "106～109", "106~109", "106–109", "106—109", "106－109", "１０６－１０９",
                "2017-2020", "2017 至 2020 年", "（106至109年度）", "外交部中程施政計畫（106 至 109 年度）", "106\n-\n109",
            ],
        ),
        ((105, 107), ["105-107", "105 年至 107 年", "2016-2018", "自105至107年度"]),
        ((108, 108), ["108-108"]),
        ((98, 101), ["98-101", "98至101年度"]),
        ((104, 107), ["中程施政計畫 (104107年度)"]),  # The dash is lost.
    ],
)  # fmt: skip
def test_the_spellings_of_a_period_give_its_first_and_last_year(period: tuple[int, int], spellings: list[str]) -> None:
    assert {s: parse_period(s) for s in spellings} == dict.fromkeys(spellings, period)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "109",
        "109年度",
        "109-106",
        "106、109",
        "經常性",
        "2-5",
        "106-10999",
        "1106-11099",
        "107104年度",
        "104907年度",
        "104107元",
        "一百零六至一百零九",
    ],
)
def test_what_is_no_period_yields_nothing(text: str) -> None:
    assert parse_period(text) is None


@pytest.mark.parametrize(
    ("year", "numerals"),
    [(109, ["一百零九", "一〇九", "一百〇九", "一零九"]), (108, ["一百零八", "一〇八"]), (110, ["一百一十", "一一〇", "一百十"]), (99, ["九十九", "九九"])],
)  # fmt: skip
def test_a_year_in_chinese_numerals_is_read(year: int, numerals: list[str]) -> None:
    assert {n: year_of_numeral(n) for n in numerals} == dict.fromkeys(numerals, year)


@pytest.mark.parametrize("text", ["", "七", "四十九", "二百零一", "一千零九十", "109", "外交", "一百零九年"])
def test_a_numeral_that_can_be_no_year_yields_nothing(text: str) -> None:
    assert year_of_numeral(text) is None


@given(st.integers(50, 150), st.integers(0, 50), st.sampled_from("-至到~～–—"))
@STEADY
def test_any_period_of_either_era_reads_alike(first: int, more: int, sign: str) -> None:
    expected = (first, first + more)
    assert parse_period(f"{first}{sign}{first + more}") == expected
    assert parse_period(f"{first + 1911} {sign} {first + more + 1911} 年") == expected
