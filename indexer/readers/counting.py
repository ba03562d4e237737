"""Numbers as word processors print them before a paragraph: 一 壹 １ ① 甲 iv, by the names that DOCX and ODF give."""

from __future__ import annotations

from collections.abc import Callable

_LARGEST = 9_999
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)


def print_number(number: int, style: str) -> str:
    """Print a number in a style of DOCX (`taiwaneseCountingThousand`); in digits where the style does not reach."""
    if style == "none":
        return ""
    if not 0 < number <= _LARGEST:
        return str(number)
    return _STYLES[style](number) if style in _STYLES else str(number)


def odf_style(pattern: str | None) -> str | None:
    """Give the style of an ODF `num-format` by its first sign (`一, 二, 三, ...`); None where no number is printed."""
    if not pattern:
        return None
    if pattern.startswith("壹"):
        return "chineseLegalSimplified" if "贰" in pattern or "叁" in pattern else "ideographLegalTraditional"
    return _ODF.get(pattern[0], "decimal")


def _counting(digits: str, units: str, *, short_ten: bool) -> Callable[[int], str]:
    """Numerals with units: 十二, 一百零一; a ten that begins the numeral has no 一 before it where it is `short`."""

    def write(number: int) -> str:
        printed, gap = "", False
        for power in range(len(str(number)) - 1, -1, -1):
            digit = number // 10**power % 10
            if digit:
                printed += ("零" if gap and printed else "") + digits[digit] + (units[power] if power else "")
                gap = False
            else:
                gap = True
        return printed[1:] if short_ten and 10 <= number < 20 else printed

    return write


def _by_digits(digits: str) -> Callable[[int], str]:
    return lambda number: "".join(digits[int(digit)] for digit in str(number))


def _out_of(signs: str) -> Callable[[int], str]:
    return lambda number: signs[number - 1] if number <= len(signs) else str(number)


def _signs(first: str, count: int) -> Callable[[int], str]:
    return _out_of("".join(chr(ord(first) + i) for i in range(count)))


def _letters(number: int) -> str:
    """a to z, then aa, bb, as Word goes on; far beyond that, digits."""
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1) if number <= 260 else str(number)


def _roman(number: int) -> str:
    if number >= 4000:
        return str(number)
    printed = ""
    for value, sign in _ROMAN:
        printed += sign * (number // value)
        number %= value
    return printed


_plain = _counting("零一二三四五六七八九", " 十百千", short_ten=True)
_formal = _counting("零壹貳參肆伍陸柒捌玖", " 拾佰仟", short_ten=False)
_formal_simplified = _counting("零壹贰叁肆伍陆柒捌玖", " 拾佰仟", short_ten=False)

_STYLES: dict[str, Callable[[int], str]] = {
    "decimalZero": lambda number: f"{number:02}",
    "decimalFullWidth": lambda number: str(number).translate(_FULL_WIDTH),
    "decimalFullWidth2": lambda number: str(number).translate(_FULL_WIDTH),
    "decimalEnclosedCircle": _signs("①", 20),
    "decimalEnclosedCircleChinese": _signs("①", 20),
    "decimalEnclosedParen": _signs("⑴", 20),
    "decimalEnclosedFullstop": _signs("⒈", 20),
    "ideographEnclosedCircle": _signs("㊀", 10),
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerLetter": _letters,
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerRoman": _roman,
    "ideographTraditional": _out_of(_STEMS),
    "ideographZodiac": _out_of(_BRANCHES),
    "taiwaneseCounting": _plain,
    "taiwaneseCountingThousand": _plain,
    "chineseCounting": _plain,
    "chineseCountingThousand": _plain,
    "japaneseCounting": _plain,
    "taiwaneseDigital": _by_digits("○一二三四五六七八九"),
    "ideographDigital": _by_digits("〇一二三四五六七八九"),
    "japaneseDigitalTenThousand": _by_digits("〇一二三四五六七八九"),
    "ideographLegalTraditional": _formal,
    "chineseLegalSimplified": _formal_simplified,
}
_ODF = {
    "1": "decimal",
    "１": "decimalFullWidth",
    "①": "decimalEnclosedCircle",
    "⑴": "decimalEnclosedParen",
    "⒈": "decimalEnclosedFullstop",
    "㊀": "ideographEnclosedCircle",
    "一": "taiwaneseCountingThousand",
    "甲": "ideographTraditional",
    "子": "ideographZodiac",
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
}
