"""Numbers as plans print them: one meaning with its many spellings, and what must yield nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.numbers import (
    in_full,
    numbers_in,
    parse_chinese,
    parse_numeral,
    parse_quantity,
    read_amounts,
    stands_whole,
)
from knowledge.words import key
from tests.plans_at_hand import STEADY, bundled_plan


@pytest.mark.parametrize(
    ("value", "unit", "spellings"),
    [
        ("18", "件", ["18 件", "18件", "１８件", "１８　件", " 18 件 ", "18\n件", "1 8件", "18 件。", "累計 18 件", "累積18件"]),
        ("1090", "次", ["1,090 次", "1090 次", "１，０９０次", "1, 090 次", "１０９０　次"]),
        ("25", "%", ["25%", "25 %", "２５％", "25﹪"]),
        ("2.5", "%", ["2.5%", "２．５％", "2.5 %"]),
        ("3", "達到項數", ["3 達到項數", "３達到項數"]),
        ("95659", "小時", ["9 萬 5,659 小時", "9萬5,659小時", "９萬５，６５９小時", "9 萬 5659 小時", "95,659 小時", "累計 9 萬 5,659 小時"]),
        ("116598033", "元", ["1 億 1,659 萬 8,033 元", "1億1,659萬8,033元", "１億１６５９萬８０３３元", "116,598,033 元"]),
        ("2503000", "人", ["250 萬 3 千人", "250萬3,000人", "2,503,000 人"]),
        ("12", "萬張", ["12 萬張", "１２萬張"]),
        ("2", "億元", ["2 億元", "２億元"]),
        ("150", "件", ["累計 150 件", "累積 150 件", "150 件"]),
        ("10.5", "萬人次", ["10.5 萬人次", "１０．５萬人次"]),
        ("0", "件", ["0 件", "０件"]),
        ("-0.5", "%", ["-0.5%", "－０．５％"]),
        ("7", "", ["7", "７", " 7 "]),
        ("32000000", "元", ["3,200 萬 0 元（不含補助款）", "3,200 萬 0 元(不含\n補助款)。"]),
        ("40", "家", ["40 家（含分館）", "40家(含分館)"]),
    ],
)  # fmt: skip
def test_the_spellings_of_a_target_have_one_value_and_unit(value: str, unit: str, spellings: list[str]) -> None:
    read = {s: parse_quantity(s) for s in spellings}
    assert {s: (q.value, q.unit) if q else None for s, q in read.items()} == dict.fromkeys(spellings, (value, unit))


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("≧82%", "≧"), ("≧ 82 %", "≧"), ("≥82%", "≥"), ("<82%", "<"), ("＞82%", ">"), ("累計≧82%", "≧"), ("82%", None),
        ("至少 82%", "≧"), ("82%以上", "≧"), ("82 以上 %", "≧"), ("不超過82%", "≦"), ("82%以下", "≦"), ("82%以內", "≦"),
        ("未滿 82%", "<"), ("82%未滿", "<"), ("低於82%", "<"), ("超過 82%", ">"), ("逾82%", ">"),
        ("達 82%以上", "≧"), ("達到82%", None), ("82%≧", "≧"), ("82≦ %", "≦"),
    ],
)  # fmt: skip
def test_a_bound_is_a_printed_sign_or_words_and_never_a_guess(text: str, sign: str | None) -> None:
    read = parse_quantity(text)
    assert read is not None
    assert (read.value, read.unit, read.comparator) == ("82", "%", sign)


@pytest.mark.parametrize(
    "text",
    [
        "完成立法", "完成 3 項立法", "40-50", "40～50 件", "40%-50%", "1. 27 件；2. 66%", "27 件、66%", "18 件 20 件", "",
        "   ", "件", "%", "十八件", "1/2", "3 年 5 個月", "第 3 名", "約 20 件", "1. 90 團", "640107 720108", "8 100 處", "20 9 件", "推展會展活動(6%)", "12:30",
        "109 年度完成 3 件", "1,23,456 元", "5,65", "－ 5%", "－", "--", "N/A", "1.2.3",
        "17 公頃（累計 81 公頃）", "3 件（含國際 1 件）",
    ],
)  # fmt: skip
def test_words_ranges_and_targets_of_several_parts_are_no_figure(text: str) -> None:
    assert parse_quantity(text) is None


@given(st.integers(0, 10**9), st.sampled_from(["件", "人次", "%", "達到項數", "元"]))
@STEADY
def test_a_separated_number_says_what_the_plain_one_says(number: int, unit: str) -> None:
    assert parse_quantity(f"{number:,} {unit}") == parse_quantity(f"{number}{unit}")
    read = parse_quantity(f"{number:,} {unit}")
    assert read is not None
    assert (int(read.value), read.unit) == (number, unit)


@given(st.integers(1, 9999), st.integers(0, 9999))
@STEADY
def test_a_mixed_numeral_counts_each_part_in_its_myriad(myriads: int, ones: int) -> None:
    read = parse_quantity(f"{myriads:,} 萬 {ones:,} 元")
    assert read is not None
    assert int(read.value) == myriads * 10_000 + ones


@given(st.text(max_size=30))
@STEADY
def test_any_text_is_read_or_refused_without_an_exception(text: str) -> None:
    read = parse_quantity(text)
    assert read is None or float(read.value) >= 0


def test_every_target_of_the_bundled_plan_reads_as_it_is_stored() -> None:
    stored = [t for kpi in bundled_plan().kpis for t in kpi.targets]
    assert len(stored) == 16
    for target in stored:
        read = parse_quantity(target.text.text)
        assert read is not None
        assert (read.value, read.unit) == (target.value, target.unit)


@pytest.mark.parametrize(
    ("value", "numerals"),
    [
        (0, ["零", "〇"]),
        (2, ["二", "兩", "两", "貳", "贰"]),
        (7, ["七", "柒"]),
        (10, ["十", "拾", "一十", "壹拾"]),
        (16, ["十六", "一十六", "拾陸", "拾陆", "一六"]),
        (20, ["二十", "貳拾", "贰拾", "兩十"]),
        (100, ["一百", "壹佰", "壹百", "一〇〇", "百"]),
        (109, ["一百零九", "一百〇九", "一〇九", "一零九", "壹佰零玖", "壹百零玖"]),
        (110, ["一百一十", "一百十", "一一〇"]),
        (600, ["六百", "陸佰", "陆佰"]),
        (1090, ["一千零九十", "壹仟零玖拾", "一〇九〇"]),
    ],
)  # fmt: skip
def test_chinese_numerals_are_read_in_traditional_and_simplified(value: int, numerals: list[str]) -> None:
    assert {n: parse_chinese(n) for n in numerals} == dict.fromkeys(numerals, value)


@pytest.mark.parametrize(
    ("text", "value"), [("12", 12), ("１２", 12), ("十二", 12), ("²", None), ("十二個", None), ("", None)]
)
def test_numbers_are_read_in_digits_and_in_chinese(text: str, value: int | None) -> None:
    assert parse_numeral(text) == value


@pytest.mark.parametrize("text", ["", "109", "１０９", "abc", "外交", "七個", "第七", "一點五", " 七", "七 "])
def test_what_is_no_chinese_numeral_yields_nothing(text: str) -> None:
    assert parse_chinese(text) is None


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("1,090 次與 2.5%", ["1090", "2.5"]),
        ("１８件", ["18"]),
        ("3-4", ["3", "4"]),
        ("（106至109年度）", ["106", "109"]),
        ("1,090,000", ["1090000"]),
        ("完成立法", []),
        ("", []),
    ],
)
def test_the_numbers_of_a_text_are_listed_in_order(text: str, numbers: list[str]) -> None:
    assert numbers_in(text) == numbers


@pytest.mark.parametrize(
    ("figure", "quote"),
    [
        ("18 件", "駐外館宿舍自有總數量 18 件"),
        ("18件", "總數量 18 件"),
        ("18 件", "總數量１８件"),
        ("１８ 件", "總數量 18\n件"),
        ("18 件", "總數量\n1\n8 件"),
        ("1,090 次", "點閱數 1,090 次"),
        ("5%", "低於 5%。"),
        ("5%", "2.5%、5%"),
        ("8", "18 件與 8 件"),
        ("18", "共 18。"),
        ("18", "18"),
        ("2%", "（2%）"),
        ("≧82%", "達成率≧82%"),
        ("9 萬 5,659 小時", "服務 9 萬 5,659 小時"),
        ("完成立法", "109 年度完成立法"),
        ("3 達到項數", "3 達到項數"),
    ],
)
def test_a_figure_stands_whole_in_its_quote_however_it_is_spaced(figure: str, quote: str) -> None:
    assert stands_whole(figure, quote)


@pytest.mark.parametrize(
    ("figure", "quote"),
    [
        ("8", "18 件"), ("1", "18 件"), ("18", "118"), ("18", "180"), ("18", "1,180"), ("18", "18,000"),
        ("5%", "2.5%"), ("5%", "25%"), ("25", "25%"), ("5", "5.5"), ("2", "2.5%"), ("2.5%", "12.5%"), ("2.5", "2.55"),
        ("090", "1,090"), ("1", "1,090"), ("1,090", "11,090"), ("1,090", "1,090,000"), ("1,090 次", "1,090 件"),
        ("18 件", "28 件"), ("18 件", "18 人"), ("18 件", "18"), ("18 件", "件 18"), ("18 件", "1 8 9 件"), ("18 件", ""),
        ("", "18 件"), ("  ", "18 件"), ("18 件", "第１１８ 件"), ("8 件", "1\n8 件"),
    ],
)  # fmt: skip
def test_a_piece_of_another_number_does_not_stand_in_a_quote(figure: str, quote: str) -> None:
    assert not stands_whole(figure, quote)


@given(st.integers(0, 99_999), st.integers(0, 99_999))
@STEADY
def test_a_number_stands_whole_only_where_it_is_that_number(one: int, other: int) -> None:
    assert stands_whole(str(one), f"共 {other} 件") == (one == other)
    assert stands_whole(f"{one} 件", f"共 {other} 件") == (one == other)
    assert stands_whole(f"{one}%", f"增加 {other}%") == (one == other)


@pytest.mark.parametrize(
    ("value", "unit", "spellings"),
    [
        (12000, "人", ["1萬2000人", "1萬2,000人", "12000人", "1.2萬人", "一萬二千人", "一萬兩千人"]),
        (840000000, "元", ["8億4千萬元", "8.4億元", "8億4000萬元", "840,000千元"]),
        (46350000, "元", ["46,350千元", "4635萬元"]),
        (60, "%", ["60%"]),
        (150, "mbps", ["150Mbps"]),
    ],
)
def test_an_amount_that_is_typed_is_one_however_it_is_written(value: int, unit: str, spellings: list[str]) -> None:
    for spelling in spellings:
        [read] = read_amounts(key(spelling))
        assert in_full(read.value, read.unit) == (value, unit), spelling


@pytest.mark.parametrize("text", ["5G 涵蓋率", "4千6百多萬", "百分比"])
def test_what_counts_nothing_or_only_about_so_much_is_no_amount(text: str) -> None:
    assert read_amounts(key(text)) == []
