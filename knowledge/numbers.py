"""Numbers as plans print them: targets with value and unit, Chinese numerals, whole numbers in a text."""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

# Traditional and Simplified, because questions are read in Simplified (knowledge.words.key).
_ROWS = ("零一二三四五六七八九", "〇壹貳參肆伍陸柒捌玖", "〇壹贰参肆伍陆柒捌玖")
_DIGITS = {c: i for row in _ROWS for i, c in enumerate(row)} | {"兩": 2, "两": 2}
_TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
CHINESE_NUMERAL = "零〇一二三四五六七八九十百千兩壹貳參肆伍陸柒捌玖拾佰仟"

_NUMBER = r"\d+(?:,\d{3})*(?:\.\d+)?"
# A bound is printed as a sign or in words, before the number, behind it or behind the unit.
_BOUNDS = {
    "至少": "≧", "不低於": "≧", "不少於": "≧", "以上": "≧",
    "至多": "≦", "不高於": "≦", "不超過": "≦", "不多於": "≦", "以下": "≦", "以內": "≦",
    "未滿": "<", "未達": "<", "不到": "<", "低於": "<", "少於": "<", "小於": "<",
    "超過": ">", "逾": ">", "高於": ">", "多於": ">", "大於": ">",
}  # fmt: skip
_SAID = "(?:累計|累積|[每各]年度?(?:各|均|皆)?)?(?:達到?)?"
_BEFORE = rf"{_SAID}(?P<sign>[≧≥≦≤<>]|{'|'.join(word for word in _BOUNDS if word[0] != '以')})?"
# Programs that take the text out of a PDF put a sign behind the number or the unit (82%≧).
_AFTER = r"(?P<early>以上|以下|以內|未滿|[≧≥≦≤])?(?P<unit>[^\d≧≥≦≤]*?)(?P<bound>以上|以下|以內|未滿|[≧≥≦≤])?"
_PLAIN = re.compile(rf"{_BEFORE}(?P<number>-?{_NUMBER}){_AFTER}")
# 9萬5,659小時, 1億1,659萬8,033元: each part counts in its own myriad.
_MIXED = re.compile(
    rf"{_BEFORE}(?:(?P<億>{_NUMBER})億)?(?:(?P<萬>{_NUMBER})萬)?(?:(?P<千>{_NUMBER})千)?(?P<一>{_NUMBER})?{_AFTER}"
)
# Justification parts the signs of a number one by one (1 4 0, 3 . 6); whole numbers side by side, or one behind the
# first number of a list (1. 90) or behind a dash that stands for none, are no single figure.
_NUMBERS = re.compile(r"\d{2,}\s+\d{2,}|^\s*1\.\s+\d|^\s*-\s+\d")
_MIXED_PARTS = {"億": 10**8, "萬": 10**4, "千": 10**3, "一": 1}
_MAGNITUDES = ("十", "百", "千", "萬", "億", "兆")
_WHOLE = re.compile(_NUMBER)
_NOTE = re.compile(r"\([^()\d]+\)$")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A single figure: `value` is a plain decimal without separators, `unit` what follows it as printed.

    `comparator` is the printed sign, or the sign for a bound printed in words: ≧ for 至少 and 以上, ≦ for 以下 and
    以內, < for 未滿, > for 超過.
    """

    value: str
    unit: str
    comparator: str | None = None


def parse_quantity(text: str) -> Quantity | None:
    """Read a target that is one figure with its unit; None for words, ranges and targets of several parts.

    A leading 累計, 每年 or 達 (達 85%以上) belongs to the wording, not to the unit.
    `12 萬張` is 12 with the unit 萬張; a mixed numeral (`9 萬 5,659 小時`) has its full value, 95659, and 小時. A note
    in brackets behind the unit (`3 億元（不含補助款）`) is none of it; one that states a figure is another part.
    """
    printed = unicodedata.normalize("NFKC", text)
    if _NUMBERS.search(printed):
        return None
    printed = "".join(printed.split()).rstrip("。")
    if (note := _NOTE.search(printed)) and (read := parse_quantity(printed[: note.start()])) and read.unit:
        return read
    if plain := _PLAIN.fullmatch(printed):
        return Quantity(plain["number"].replace(",", ""), plain["unit"], _comparator(plain))
    mixed = _MIXED.fullmatch(printed)
    if mixed and sum(mixed[part] is not None for part in _MIXED_PARTS) > 1 and mixed["unit"][:1] not in _MAGNITUDES:
        parts = (Decimal(mixed[p].replace(",", "")) * size for p, size in _MIXED_PARTS.items() if mixed[p])
        return Quantity(format(sum(parts, Decimal(0)), "f"), mixed["unit"], _comparator(mixed))
    return None


def in_full(value: str, unit: str | None) -> tuple[Decimal, str]:
    """Give a figure without the magnitude with which its unit begins: 12 萬張 is 120,000 張, and 4.25 萬 is 42,500."""
    plain = "".join((unit or "").split())
    found = _MAGNITUDE.match(plain)
    word = found.group() if found else ""
    return Decimal(value) * math.prod(_SIZES[char] for char in word), plain[len(word) :]


_SIZES = {"百": 100, "千": 1000, "萬": 10**4, "万": 10**4, "億": 10**8, "亿": 10**8, "兆": 10**12}
_MAGNITUDE = re.compile("[百千萬万億亿兆]*(?!分)")


def read_amounts(text: str) -> list[Quantity]:
    """Read the amounts in a text that is typed (as a key), each with the character of its unit.

    1萬2000人 and 一萬兩千人 are 12,000, 8億4千萬 is 840,000,000; 12萬 alone is 12 of 萬, as a plan may print it.
    """
    return [_amount(found) for found in _AMOUNT.finditer(_in_digits(text))]


def _amount(found: re.Match[str]) -> Quantity:
    sign = "-" if found["sign"] else ""
    parts = [(part[1].replace(",", ""), part[2] or "") for part in _AMOUNT_PART.finditer(found["parts"])]
    if len(parts) == 1:
        number, magnitude = parts[0]
        return Quantity(sign + number, magnitude + found["unit"])
    whole = sum((in_full(number, magnitude)[0] for number, magnitude in parts), Decimal(0))
    return Quantity(sign + format(whole, "f"), found["unit"])


def mixed_in_ones(text: str) -> str:
    """Write the mixed numerals of a key in ones: 1萬5千 and 1萬5000 are 15000, 1億2千萬 is 120000000."""
    return _MIXED_TYPED.sub(lambda found: _amount(found).value, text)


def _in_digits(text: str) -> str:
    """Write the Chinese numerals of myriads in digits: 四萬兩千五百 is 4萬2500."""
    return _MYRIADS.sub(lambda m: f"{parse_chinese(m[1])}{m[2]}{parse_chinese(m[3]) or ''}", text)


_NUMERAL = f"[{CHINESE_NUMERAL}两]"
_MYRIADS = re.compile(rf"(?<!\d)({_NUMERAL}{{1,7}})([万亿])({_NUMERAL}{{0,7}})(?!{_NUMERAL})")
_ABOUT = "多余餘来來幾几"  # 4千6百多萬 is no amount that could be right or wrong.
# 5g counts nothing.
_OF_MYRIADS = "(?:[百千]?[万亿兆]|[百千](?!分))"
_AMOUNT_PART = re.compile(rf"({_NUMBER})({_OF_MYRIADS})?")
_AMOUNT = re.compile(
    rf"(?<![\da-z.])(?P<sign>(?<![\d%])[-负負])?(?P<parts>(?>{_NUMBER}(?:{_OF_MYRIADS}{_NUMBER})*{_OF_MYRIADS}?))(?![{_ABOUT}]|[a-z](?![a-z]))"
    r"(?P<unit>%|[a-z]{2,}|公[吨噸斤克尺里顷頃分升]|平方公[尺里]|立方公尺|[^\W\d_a-z]?次?)"
)


_MIXED_TYPED = re.compile(
    rf"(?<![\d.])(?P<sign>)(?P<unit>)(?P<parts>{_NUMBER}(?:{_OF_MYRIADS}{_NUMBER})+{_OF_MYRIADS}?)"
)


def in_myriads(value: Decimal) -> str:
    """Write a whole number as plans write large ones: 1 億 1,659 萬 8,033; smaller ones with separators alone."""
    if value != value.to_integral_value() or abs(value) < _SIZES["萬"]:
        return f"{value:,f}"
    rest, said = abs(int(value)), "-" if value < 0 else ""
    parts = []
    for name in ("億", "萬"):
        count, rest = divmod(rest, _SIZES[name])
        parts += [f"{count:,} {name}"] if count else []
    return said + " ".join([*parts, *([f"{rest:,}"] if rest else [])])


def parts_of(text: str) -> list[str]:
    """Give the parts of a target of several parts, without their numbers: 4 點 and 6,800 件 of 1. 4 點；2. 6,800 件."""
    return [part.strip() for part in _PART.split(text) if part.strip()]


# The number of a part is printed apart from its figure.
_PART = re.compile(r"(?:^|[;；])\s*[(（]?\d{1,2}[.．、)）]\s*(?=\D?\d)|[;；]")


def _comparator(found: re.Match[str]) -> str | None:
    printed = found["sign"] or found["early"] or found["bound"]
    return _BOUNDS.get(printed, printed)


def parse_chinese(numeral: str) -> int | None:
    """Read a Chinese numeral: 七, 十六, 一百零九, 一〇九 (digit by digit); None if it is none."""
    if not numeral or any(c not in _DIGITS and c not in _TENS for c in numeral):
        return None
    if all(c in _DIGITS for c in numeral):
        return int("".join(str(_DIGITS[c]) for c in numeral))
    total, digit = 0, 0
    for char in numeral:
        if char in _DIGITS:
            digit = _DIGITS[char]
        else:
            total += (digit or 1) * _TENS[char]
            digit = 0
    return total + digit


def parse_numeral(numeral: str) -> int | None:
    """Read a number written in digits or as a Chinese numeral: 12, 十二; None if it is none."""
    return int(numeral) if numeral.isdecimal() else parse_chinese(numeral)


def to_chinese(number: int) -> str:
    """Write a number from 1 to 99 as a Chinese numeral: 二, 十二, 二十."""
    tens, ones = divmod(number, 10)
    written = {digit: char for char, digit in _DIGITS.items() if char in "一二三四五六七八九"}
    head = "" if not tens else "十" if tens == 1 else f"{written[tens]}十"
    return head + (written[ones] if ones else "")


def numbers_in(text: str) -> list[str]:
    """List the numbers of a text in order, as plain decimals without separators."""
    return [n.replace(",", "") for n in _WHOLE.findall(unicodedata.normalize("NFKC", text))]


def stands_whole(figure: str, quote: str) -> bool:
    """Tell whether a figure stands in a quote as a whole number: 8 does not stand in 18, nor 5% in 2.5%.

    Nor does a part of a range (5 項 in 2-5 項), of a fraction or a mixed numeral (5,659 小時 in 9 萬 5,659 小時), or a
    unit that goes on (105 人 in 105 人次). Both are compared NFKC-normalised and without white space.
    """
    needle = "".join(unicodedata.normalize("NFKC", figure).split())
    hay = "".join(unicodedata.normalize("NFKC", quote).split())
    if not needle:
        return False
    before = r"(?<![\d.,/~-])(?<!\d[千萬億])" if needle[0].isdigit() else ""
    after = r"(?![\d%十百千萬億]|[.,/~-]\d)" if needle[-1].isdigit() else r"(?!次)" if needle[-1] != "次" else ""
    if needle[-1] in "千萬億":
        after = r"(?!\d)"
    return re.search(before + re.escape(needle) + after, hay) is not None
