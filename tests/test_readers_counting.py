from __future__ import annotations

import pytest

from indexer.readers.counting import odf_style, print_number


@pytest.mark.parametrize(
    ("style", "number", "printed"),
    [
        ("taiwaneseCountingThousand", 10, "十"),
        ("taiwaneseCountingThousand", 20, "二十"),
        ("taiwaneseCountingThousand", 21, "二十一"),
        ("taiwaneseCountingThousand", 101, "一百零一"),
        ("taiwaneseCountingThousand", 110, "一百一十"),
        ("taiwaneseCountingThousand", 1001, "一千零一"),
        ("ideographLegalTraditional", 3, "參"),
        ("ideographLegalTraditional", 10, "壹拾"),
        ("ideographLegalTraditional", 20, "貳拾"),
        ("chineseLegalSimplified", 3, "叁"),
        ("ideographDigital", 10, "一〇"),
        ("ideographZodiac", 12, "亥"),
        ("decimalFullWidth", 10, "１０"),
        ("decimalEnclosedCircle", 20, "⑳"),
        ("decimalEnclosedCircle", 21, "21"),
        ("ideographEnclosedCircle", 1, "㊀"),
        ("upperRoman", 49, "XLIX"),
        ("lowerLetter", 27, "aa"),
        ("lowerLetter", 9_000, "9000"),
        ("a style of a newer Word", 5, "5"),
        ("taiwaneseCountingThousand", 999_999_999, "999999999"),
        ("lowerRoman", -3, "-3"),
        ("decimal", 0, "0"),
        ("none", 7, ""),
    ],
)
def test_a_number_is_printed_as_word_processors_do(style: str, number: int, printed: str) -> None:
    assert print_number(number, style) == printed


@pytest.mark.parametrize(
    ("pattern", "style"),
    [
        ("一, 二, 三, ...", "taiwaneseCountingThousand"),
        ("壹, 貳, 參, ...", "ideographLegalTraditional"),
        ("壹, 贰, 叁, ...", "chineseLegalSimplified"),
        ("１, ２, ３, ...", "decimalFullWidth"),
        ("甲, 乙, 丙, ...", "ideographTraditional"),
        ("子, 丑, 寅, ...", "ideographZodiac"),
        ("I", "upperRoman"),
        ("something new", "decimal"),
        ("", None),
        (None, None),
    ],
)
def test_a_format_of_odf_is_known_by_its_first_sign(pattern: str | None, style: str | None) -> None:
    assert odf_style(pattern) == style
